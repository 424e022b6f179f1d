"""Lots: the money that stands behind coins.

The coins of one payment are a lot. Its money lies evenly over all its coins, those on top
among them: the first n of N coins are worth floor(money × n / N), and what lies between two
such marks is the worth of the coins between them. So the parts of a lot add up to exactly what
was paid, however it is spent. Older lots are spent first. The fee of the till lies over the
coins in the same way. Coins that come back are a lot of their own, with the money that they
took and the age of the lot that they were taken from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from piying.ledger.rounding import largest_remainder


@dataclass(frozen=True, slots=True)
class Lot:
    """Coins that came together, and the money behind them."""

    id: str
    order: str
    """That they came by."""
    coins: int
    minor: int
    currency: str
    """Empty: nobody paid it, and nothing of it is income."""
    fee_minor: int
    since_ms: int
    """Their age."""
    spent: int = 0
    """Of its coins, the first so many are gone."""

    @property
    def left(self) -> int:
        """The coins that are still there."""
        return self.coins - self.spent

    @property
    def left_minor(self) -> int:
        """The money behind them."""
        return worth(self.minor, self.coins, self.spent, self.left)

    @property
    def left_fee(self) -> int:
        """The fee that lies over them."""
        return worth(self.fee_minor, self.coins, self.spent, self.left)


@dataclass(frozen=True, slots=True)
class Part:
    """Coins that are taken out of a lot, with their money."""

    lot: str
    order: str
    first: int
    coins: int
    minor: int
    currency: str
    fee_minor: int


def worth(whole: int, coins: int, first: int, count: int) -> int:
    """What `count` coins behind the first `first` are worth, of `coins` that are `whole`."""
    return whole * (first + count) // coins - whole * first // coins


def take(lots: Iterable[Lot], coins: int) -> tuple[Part, ...]:
    """`coins` out of `lots`, which are given oldest first; fewer where they are not enough."""
    parts = []
    for lot in lots:
        count = min(coins, lot.left)
        if count > 0:
            parts.append(part(lot, count))
            coins -= count
    return tuple(parts)


def part(lot: Lot, count: int) -> Part:
    """The next `count` coins of `lot`."""
    return Part(
        lot.id, lot.order, lot.spent, count,
        worth(lot.minor, lot.coins, lot.spent, count), lot.currency,
        worth(lot.fee_minor, lot.coins, lot.spent, count),
    )  # fmt: skip


def taken_back(lots: Iterable[Lot], minor: int) -> tuple[int, int]:
    """How many coins go with `minor` that is paid back, and the fee that goes with them.

    All of the money takes all of the coins; a part of it takes the floor of its share, so that
    money never stays where no coin is left.
    """
    held = list(lots)
    coins = sum(lot.left for lot in held)
    money, fee = sum(lot.left_minor for lot in held), sum(lot.left_fee for lot in held)
    if not money:
        return coins, fee
    return coins * minor // money, fee * minor // money


def slice_of(whole: int, days: int, week: int) -> int:
    """What of `whole` the seven days number `week` (from 0) of a membership carry."""
    first = min(days, 7 * week)
    return worth(whole, days, first, min(days, first + 7) - first)


def weeks_of(days: int) -> int:
    """How many slices a membership of `days` has."""
    return -(-days // 7)


def shared(minor: int, opened: Mapping[str, int]) -> dict[str, int]:
    """`minor` divided over series by how many episodes of each were opened.

    Largest remainder; ties go to the earlier series. Nothing was opened: nobody gets it.
    """
    weights = {name: Fraction(count) for name, count in opened.items() if count}
    if not weights or not minor:
        return {}
    return {name: part for name, part in largest_remainder(minor, weights).items() if part}
