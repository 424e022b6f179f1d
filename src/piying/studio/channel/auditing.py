"""The log `accounts`: every change of a member, of their ways in, duties and tokens.

An entry is written in the same block as what it tells: there is neither without the other.
The house itself signs; `by` in the body says who did it. No secret, no hash of one and no name
of a viewer ever stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from piying.model.canon import decode
from piying.review.chain import KEEPER, KEY, Draft, Verified
from piying.store.log import Log
from piying.studio.house import House
from piying.studio.reviewing.docket import signer

NAME = "accounts"

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed."""

    by: str
    """The id of whoever did it, or `terminal:NAME`."""
    what: str
    member: str
    """Whom it is about."""
    before: Facts = ()
    after: Facts = ()
    why: str = ""


Note = Callable[[Change], None]


@contextmanager
def changing(house: House) -> Iterator[Note]:
    """A block that changes members and notes what it changes: all of it happens, or nothing.

    Raises:
        Missing: there is no key to sign with; it says how one is made.
    """
    log = Log(house.store, house.settings.house, NAME, signer(house))
    database = house.store.database
    noted: list[Change] = []
    with database.writing(durable=True) as connection:
        database.one_by_one(connection)
        yield noted.append
        for one in noted:
            log.append(
                Draft(KEEPER, f"{NAME}.{one.what}", one, house.clock.now_ms()), beside=False
            )
    if noted:
        log.write_head()


def changes(house: House, member: str = "") -> tuple[tuple[int, Change], ...]:
    """When what was changed, oldest first; of one member, if one is named."""
    told = (
        (entry.at_ms, decode(bytes(entry.body), Change))
        for entry in _log(house).entries()
        if entry.kind != KEY
    )
    return tuple((at, one) for at, one in told if member in ("", one.member))


def changes_before(
    house: House, before: int | None, most: int
) -> tuple[tuple[int, int, Change], ...]:
    """(number, when, what was changed) of at most so many entries, newest first.

    Args:
        house: whose log.
        before: the number of the entry that they stand before; None: the newest are wanted.
        most: how many.
    """
    log = _log(house)
    last = log.last()
    if last is None:
        return ()
    end = last.seq + 1 if before is None else before
    found = log.entries(max(0, end - 1 - most))
    told = [
        (one.seq, one.at_ms, decode(bytes(one.body), Change))
        for one in found
        if one.seq < end and one.kind != KEY
    ]
    return tuple(reversed(told))


def verified(house: House, root: str = "") -> Verified:
    """Whether the log is whole; `root` is the fingerprint of its first key."""
    log = _log(house)
    return log.verified(root or log.root())


def _log(house: House) -> Log:
    return Log(house.store, house.settings.house, NAME)
