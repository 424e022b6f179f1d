"""Bands: what brackets and thresholds come to, exactly. Each is a function of the whole sum."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Bands = Sequence[tuple[Fraction, Fraction]]
"""Where each band begins, ascending, and its value."""


def marginal(amount: Fraction, bands: Bands) -> Fraction:
    """Each part of `amount` at the rate of its band, summed."""
    tops = [*(since for since, _ in bands[1:]), None]
    return sum(
        (
            rate * max(Fraction(0), (amount if top is None else min(amount, top)) - since)
            for (since, rate), top in zip(bands, tops, strict=True)
        ),
        Fraction(0),
    )


def whole(amount: Fraction, bands: Bands) -> Fraction:
    """All of `amount` at the rate of the highest band that it reaches."""
    reached = [rate for since, rate in bands if amount >= since]
    return amount * reached[-1] if reached and amount > 0 else Fraction(0)


def cliff(amount: Fraction, bands: Bands, most: Fraction | None = None) -> Fraction:
    """The highest value among the thresholds that are reached, inclusive; at most `most`."""
    value = max((value for since, value in bands if amount >= since), default=Fraction(0))
    return value if most is None else min(value, most)


def deducted(amount: Fraction, once: Fraction) -> Fraction:
    """`amount` without the first `once` of it; less than nothing stays as it is."""
    return max(Fraction(0), amount - once) if amount > 0 else amount
