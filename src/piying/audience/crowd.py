"""A crowd of made-up viewers: who comes when, watches what for how long, and does what there.

Everything follows from a seed, so the same crowd comes again. The shapes are ours, rounded from
what is told of short dramas; no figure of a real audience stands behind them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MILLE = 1_000
HOURS = (4, 2, 1, 1, 1, 1, 2, 4, 5, 4, 4, 5, 9, 7, 5, 4, 4, 5, 7, 9, 12, 14, 12, 8)
"""How many come in each hour of a day, from midnight; the run is laid over one day."""
LEFT = (180, 80, 50, 40, 30, 20, 20, 20, 20, 20)
"""Of a thousand that begin an episode, so many leave in each tenth; the others see its end."""
LIKES, COMMENTS, FOLLOWS = 120, 80, 60
"""Of a thousand."""
LINES = (
    "灯还亮着！", "这个反转我没想到", "演得真好", "别签字啊", "催更催更", "前方高能", "好家伙",
    "音乐太绝了", "再来一集", "I did not see that coming", "do not sign it!",
    "one more, please", "what a look", "this song", "here it comes",
)  # fmt: skip
"""What they say, written for this."""


class AtLock(StrEnum):
    """What somebody does before a locked episode."""

    LEAVE = "leave"
    COINS = "coins"
    SERIES = "series"
    AD = "ads"
    MEMBER = "member"


CLIFF = (
    (AtLock.LEAVE, 620), (AtLock.AD, 180), (AtLock.COINS, 140), (AtLock.SERIES, 30),
    (AtLock.MEMBER, 30),
)  # fmt: skip
"""Of a thousand before the first lock."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One episode as somebody watches it."""

    permille: int
    """How much of it they see; 1000: all."""
    like: bool
    line: str
    """What they say; empty: nothing."""
    line_permille: int
    """Where in the film."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """One of the crowd."""

    number: int
    comes_ms: int
    """After the beginning of the run."""
    taste: int
    """0 to a million: which series they choose."""
    follows: bool
    at_lock: AtLock
    seed: int

    def sitting(self, episode: int) -> Sitting:
        """How they watch `episode`."""
        dice = Dice(f"{self.seed} {self.number} {episode}")
        seen = _seen(dice)
        says = dice.below(MILLE) < COMMENTS
        line = LINES[dice.below(len(LINES))] if says else ""
        return Sitting(seen, dice.below(MILLE) < LIKES, line, dice.below(max(1, seen)))


class Dice:
    """Numbers that follow from a name: SHA-256 of it and of a count."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._thrown = 0

    def below(self, limit: int) -> int:
        """A number from 0 to before `limit`, at most a billion."""
        self._thrown += 1
        told = hashlib.sha256(f"{self._name}/{self._thrown}".encode()).digest()
        return int.from_bytes(told[:8], "big") % limit


def crowd(seed: int, viewers: int, length_ms: int) -> tuple[Visitor, ...]:
    """`viewers` who come within `length_ms`, in the order in which they come."""
    found = [_visitor(seed, number, length_ms) for number in range(viewers)]
    return tuple(sorted(found, key=lambda one: (one.comes_ms, one.number)))


def chosen(taste: int, count: int) -> int:
    """Which of `count` series, the most watched first, somebody of that taste takes (Zipf)."""
    weights = [1_000_000 // (rank + 1) for rank in range(count)]
    left = taste * sum(weights) // 1_000_001
    for rank, weight in enumerate(weights):
        left -= weight
        if left < 0:
            return rank
    return count - 1


def _visitor(seed: int, number: int, length_ms: int) -> Visitor:
    dice = Dice(f"{seed} {number}")
    hour = _row(HOURS, dice.below(sum(HOURS)))
    within = dice.below(MILLE)
    comes = (hour * MILLE + within) * length_ms // (len(HOURS) * MILLE)
    lock = CLIFF[_row([part for _, part in CLIFF], dice.below(MILLE))][0]
    return Visitor(
        number, comes, dice.below(1_000_001), dice.below(MILLE) < FOLLOWS, lock, seed
    )


def _seen(dice: Dice) -> int:
    left = dice.below(MILLE)
    if left >= sum(LEFT):
        return MILLE
    return _row(LEFT, left) * 100 + dice.below(100)


def _row(weights: Sequence[int], at: int) -> int:
    """The row of `weights` that `at`, from 0 to before their sum, falls into."""
    for row, weight in enumerate(weights):
        at -= weight
        if at < 0:
            return row
    return len(weights) - 1
