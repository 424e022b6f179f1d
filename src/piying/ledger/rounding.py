"""Rounding: the only places where an exact amount becomes whole minor units.

What goes on is cut down on its cumulative amount (`floor_shares`): nobody's share ever falls
unless a fact is taken back, and what is left waits in a suspense account. Largest remainder is
not so on cumulative amounts (the Alabama paradox: at a total of 35 weights 73/98/9/33 give
12/16/2/5, at 36 they give 12/17/1/6), so it is only for what is divided once
(`largest_remainder`).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from piying.model.deal import Ratio
from piying.model.errors import Invalid

DIGITS = {
    "CNY": 2, "HKD": 2, "MOP": 2, "TWD": 2, "USD": 2, "EUR": 2, "GBP": 2, "SGD": 2, "MYR": 2,
    "THB": 2, "IDR": 2, "PHP": 2, "BRL": 2, "MXN": 2, "JPY": 0, "KRW": 0, "VND": 0,
}  # fmt: skip
"""Digits of the smallest unit. Source: ISO 4217, list one."""


def minor_in(currency: str) -> int:
    """How many of the smallest unit make one of `currency`.

    Raises:
        Invalid: the currency is not in the table.
    """
    if currency not in DIGITS:
        raise Invalid("deals.currency_unknown", currency=currency, known=", ".join(DIGITS))
    return int(10 ** DIGITS[currency])


def exact(ratio: Ratio) -> Fraction:
    """The number that `ratio` writes."""
    return Fraction(ratio.num, ratio.den)


def ratio(number: Fraction) -> Ratio:
    """`number` as a value that can be written down."""
    return Ratio(number.numerator, number.denominator)


def floor_minor(amount: Fraction) -> int:
    """Whole minor units of `amount`, never above it."""
    return amount.numerator // amount.denominator


def half_up_minor(amount: Fraction) -> int:
    """Whole minor units next to `amount`, which is not below zero; a half goes up."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def floor_shares(
    amount: Fraction, weights: Mapping[str, Fraction]
) -> tuple[dict[str, int], int]:
    """The cumulative `amount` by `weights` in whole minor units, and what waits in suspense.

    Raises:
        Invalid: a weight is below zero, or all are zero.
    """
    whole = _whole(weights)
    shares = {key: floor_minor(amount * weight / whole) for key, weight in weights.items()}
    return shares, floor_minor(amount) - sum(shares.values())


def largest_remainder(total: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """`total` minor units divided once and wholly; ties go to the earlier key.

    Raises:
        Invalid: a weight is below zero, or all are zero.
    """
    whole = _whole(weights)
    quotas = {key: abs(total) * weight / whole for key, weight in weights.items()}
    shares = {key: floor_minor(quota) for key, quota in quotas.items()}
    left = abs(total) - sum(shares.values())
    for key in sorted(quotas, key=lambda key: (shares[key] - quotas[key], key))[:left]:
        shares[key] += 1
    return {key: share if total > 0 else -share for key, share in shares.items()}


def _whole(weights: Mapping[str, Fraction]) -> Fraction:
    whole = sum(weights.values(), Fraction(0))
    if not whole or min(weights.values()) < 0:
        raise Invalid("deals.weights", weights=", ".join(map(str, weights.values())))
    return whole
