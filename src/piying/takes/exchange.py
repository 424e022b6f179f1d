"""Exchange: money of one currency in another, only by a rate that somebody wrote down.

    [[rate]]
    id = "usd-cny"       from = "USD"       to = "CNY"       value = 7.05
    since = 2026-11-22
    source = { title = "…", url = "…", read_on = 2026-11-22, confidence = "A" }

`value` is how many of `to` one of `from` is, in main units. Without a rate of the day nothing
is converted: two currencies are never taken as equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from piying.model.dated import Source, Term
from piying.model.errors import Invalid
from piying.model.money import Money
from piying.model.tables import Table, rows

MINOR_DIGITS: Mapping[str, int] = MappingProxyType({
    "CNY": 2, "USD": 2, "EUR": 2, "GBP": 2, "HKD": 2, "TWD": 2, "SGD": 2, "AUD": 2, "CAD": 2,
    "CHF": 2, "INR": 2, "JPY": 0, "KRW": 0, "VND": 0, "THB": 2, "MYR": 2, "IDR": 2,
})  # fmt: skip
"""Decimal places of the minor unit, by ISO 4217."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of `other` one of `one` is, in main units."""

    id: str
    one: str
    other: str
    value: Fraction | None
    """None: nobody wrote it down, which blocks."""
    term: Term
    source: Source


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


def rates(top: Table) -> tuple[Rate, ...]:
    """The rates of the `[[rate]]` in a file.

    Raises:
        Invalid: a key is unknown, missing or of the wrong sort.
    """
    return tuple(_rate(row) for row in rows(top, "rate"))


def _rate(row: Table) -> Rate:
    row.only(("id", "from", "to", "value", "since", "until", "source"))
    one, other = row.text("from"), row.text("to")
    for currency in (one, other):
        minor_digits(currency)
    value = row.exact("value")
    if one == other or value == 0:
        raise row.wrong(
            "value" if one != other else "to", 'from = "USD", to = "CNY", value = 7'
        )
    return Rate(row.text("id"), one, other, value, row.term(), row.source())


def converted(money: Money, currency: str, known: Sequence[Rate], day: date) -> Money:
    """`money` in `currency` by the newest rate that holds on `day`, rounded up.

    A rate is used in both directions.

    Raises:
        Invalid: no rate holds on `day`, or nobody wrote its value down.
    """
    if money.currency == currency:
        return money
    pair = {money.currency, currency}
    holding = [
        rate for rate in known if {rate.one, rate.other} == pair and rate.term.holds(day)
    ]
    if not holding:
        said = day.isoformat()
        raise Invalid("takes.rate_missing", one=money.currency, other=currency, day=said)
    rate = max(holding, key=lambda rate: (rate.term.since or date.min, rate.id))
    if rate.value is None:
        raise Invalid("takes.rate_unknown", row=rate.id)
    value = rate.value if rate.one == money.currency else 1 / rate.value
    scale = Fraction(10) ** (minor_digits(currency) - minor_digits(money.currency))
    return Money(ceil_whole(money.minor * value * scale), currency)


def ceil_whole(amount: Fraction) -> int:
    """The smallest whole number that is not below `amount`."""
    return -(-amount.numerator // amount.denominator)


def minor_of(amount: Fraction, currency: str) -> int:
    """`amount` of main units in minor units, rounded up."""
    return ceil_whole(amount * 10 ** minor_digits(currency))


def said(money: Money) -> str:
    """An amount as a person reads it: "12.34 CNY"."""
    digits = minor_digits(money.currency)
    whole, rest = divmod(abs(money.minor), 10**digits)
    sign = "-" if money.minor < 0 else ""
    point = f".{rest:0{digits}d}" if digits else ""
    return f"{sign}{whole}{point} {money.currency}"
