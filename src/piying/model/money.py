"""Money in whole minor units (fen, cents); it never meets a float."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from piying.model.errors import Invalid

MINOR_DIGITS: Mapping[str, int] = MappingProxyType({
    "CNY": 2, "USD": 2, "EUR": 2, "GBP": 2, "HKD": 2, "TWD": 2, "SGD": 2, "AUD": 2, "CAD": 2,
    "CHF": 2, "INR": 2, "JPY": 0, "KRW": 0, "VND": 0, "THB": 2, "MYR": 2, "IDR": 2,
})  # fmt: skip
"""Decimal places of the minor unit, by ISO 4217."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: `minor` in the smallest unit of `currency` (ISO 4217)."""

    minor: int
    currency: str = "CNY"

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise Invalid("takes.currency_mixed", one=self.currency, other=other.currency)
        return Money(self.minor + other.minor, self.currency)


NOTHING = Money(0)
"""What an embedded provider costs."""


def minor_digits(currency: str) -> int:
    """How many decimal places the minor unit of `currency` has.

    Raises:
        Invalid: it is not in the table, so that no amount is a hundred times too large.
    """
    found = MINOR_DIGITS.get(currency)
    if found is None:
        known = ", ".join(MINOR_DIGITS)
        raise Invalid("takes.currency_unknown", currency=currency, known=known)
    return found


def said(money: Money) -> str:
    """An amount as a person reads it: "12.34 CNY"."""
    return f"{decimal(money)} {money.currency}"


def decimal(money: Money) -> str:
    """An amount in main units, without its currency: "12.34"."""
    digits = minor_digits(money.currency)
    whole, rest = divmod(abs(money.minor), 10**digits)
    sign = "-" if money.minor < 0 else ""
    point = f".{rest:0{digits}d}" if digits else ""
    return f"{sign}{whole}{point}"


def grouped(minor: int, currency: str) -> str:
    """An amount as a table of money has it: "-12,345.60"."""
    digits = minor_digits(currency)
    whole, rest = divmod(abs(minor), 10**digits)
    point = f".{rest:0{digits}d}" if digits else ""
    return f"{'-' if minor < 0 else ''}{whole:,}{point}"
