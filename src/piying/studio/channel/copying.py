"""A copy of all that is kept of somebody, to take away (PIPL, article 45)."""

from __future__ import annotations

from piying.model.viewer import Deed, Sort
from piying.store.channel.copied import copied
from piying.studio.channel.acting import By, person, require
from piying.studio.channel.purse import coins_of, history
from piying.studio.house import House

FORMAT = "piying own data 1"
LINES_MAX = 20_000
PAGE = 100


def own_copy(house: House, by: By) -> dict[str, object]:
    """Everything kept of `by`, ready for JSON; no secret is in it.

    What players told of plays is kept without the account and is not in it.

    Raises:
        Invalid: they have to prove first who they are.
    """
    account = person(by)
    require(house, by, Deed.OWN if account.sort is Sort.ANONYMOUS else Deed.PROVE)
    told: dict[str, object] = {"format": FORMAT, "made_ms": house.clock.now_ms()}
    told.update(copied(house.store.database, account.id))
    told["wallet"] = {"coins": coins_of(house, account.id), "lines": _lines(house, by)}
    return told


def _lines(house: House, by: By) -> list[dict[str, object]]:
    lines: list[dict[str, object]] = []
    cursor = 0
    while len(lines) < LINES_MAX:
        page = history(house, by, cursor, PAGE)
        lines += [
            {"kind": one.kind, "cause": one.cause, "coins": one.coins, "at_ms": one.at_ms}
            for one in page.lines
        ]
        if not page.next:
            break
        cursor = page.next
    return lines
