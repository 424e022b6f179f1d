"""Disputes: what is not accepted is kept back, by a row that says who asked for it and why."""

from __future__ import annotations

from pathlib import Path

from piying.ledger.terms.holding import Noted, holds, noted, written
from piying.model.canon import Digest, digest
from piying.model.deal import Hold
from piying.model.errors import Conflict
from piying.model.foreign import Difference, Dispute
from piying.store.disk import explained, write_file
from piying.studio.house import House

FOLDER, FILE = "deals", "holds.toml"
"""Among the operator's deals, who may write a day of release into it."""
SLOT = "dispute"


def holds_of(house: House) -> tuple[Hold, ...]:
    """What is held in the house, released or not.

    Raises:
        Invalid: the file is not what it has to be.
    """
    return tuple(one.hold for one in noted_of(house))


def noted_of(house: House) -> tuple[Noted, ...]:
    """As `holds_of`, with who asked for each hold and why."""
    path = _path(house)
    if not path.is_file():
        return ()
    with explained(path):
        text = path.read_text(encoding="utf-8-sig")
    return noted(text, FILE)


def dispute(  # noqa: PLR0913, PLR0917 - the parts of a dispute
    house: House, foreign: Digest, line: Difference, contract: str, by: str, why: str,
    recorded: str,
) -> Dispute:  # fmt: skip
    """Keep back what `line` concerns, from the next close on.

    Of a difference in money at most so much, of each party; of a difference in counts all that
    the title earned there in those days, for nobody knows yet what it comes to.

    Raises:
        Conflict: the line is disputed already.
    """
    about = (line.platform, line.series, line.begin, line.end, line.metric, line.currency)
    name = f"dispute-{digest((foreign, *about))[:12]}"
    if any(one.id == name for one in holds_of(house)):
        raise Conflict("reconcile.disputed_already", dispute=name, path=_path(house))
    minor = abs(line.minor) if line.currency else None
    hold = Hold(name, contract, line.series, "", line.begin, line.end, minor, recorded)
    made = Dispute(hold, foreign, line, why, by)
    path = _path(house)
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    after = f"{before.rstrip()}\n\n{written(hold, by, why)}".lstrip()
    holds(after, FILE)
    with house.store.together(durable=True):
        house.store.move_head(name, SLOT, house.store.put(made), (), house.clock.now_ms())
    write_file(path, after.encode("utf-8"))
    return made


def _path(house: House) -> Path:
    return house.settings.house / FOLDER / FILE
