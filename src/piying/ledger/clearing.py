"""Clearing: what has not come back to zero, and for how long.

Amounts of one sign pay off amounts of the other, oldest first, so what is left of an account is
its newest movements in one direction, and its age is that of the oldest of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Remainder:
    """What a clearing account should not have."""

    account: str
    minor: int
    """Debits above zero."""
    since: str
    """The day of the oldest amount that nothing has paid off."""
    days: int
    """How long ago that was."""


def remainders(
    moves: Mapping[str, Iterable[tuple[str, int]]], today: str
) -> tuple[Remainder, ...]:
    """What is left of each account, oldest first; of none that is at zero.

    `moves` are the days and amounts of each account, in their order.
    """
    found: list[Remainder] = []
    for account, lines in moves.items():
        left: deque[tuple[str, int]] = deque()
        for day, minor in lines:
            rest = minor
            while rest and left and (left[0][1] < 0) != (rest < 0):
                since, waiting = left.popleft()
                rest += waiting
                if rest and (rest < 0) == (waiting < 0):
                    left.appendleft((since, rest))
                    rest = 0
            if rest:
                left.append((day, rest))
        if left:
            since = min(day for day, _ in left)
            age = (date.fromisoformat(today) - date.fromisoformat(since)).days
            found.append(Remainder(account, sum(minor for _, minor in left), since, age))
    return tuple(sorted(found, key=lambda each: (each.since, each.account)))
