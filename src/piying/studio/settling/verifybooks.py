"""Verifying the books: every entry from the first, and what should have come back to zero."""

from __future__ import annotations

from dataclasses import dataclass

from piying.ledger.clearing import Remainder, remainders
from piying.ledger.proof import Flaw
from piying.ledger.terms.calendar import day_at
from piying.model.canon import Digest
from piying.model.deal import Calendar
from piying.store.books.verify import verify_beside
from piying.studio.house import House
from piying.studio.settling.settle import books_of


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying came to."""

    count: int
    """Good entries."""
    head: Digest
    flaw: Flaw | None
    seq: int
    """The number of the first bad entry; 0 where none is bad."""
    what: str
    """An account or a guard, where the flaw has one."""
    open_clearing: tuple[Remainder, ...]


def verify_books(house: House) -> Verified:
    """Whether the books of the house are whole; the first bad entry is named.

    Raises:
        Invalid: the head that was written beside cannot be read.
    """
    books = books_of(house)
    proof = verify_beside(house.store.database, house.settings.house)
    today = day_at(house.clock.now_ms(), Calendar())
    left = () if proof.flaw else remainders(books.since_zero(), today)
    return Verified(proof.seq, proof.hash, proof.flaw, proof.at, proof.what, left)
