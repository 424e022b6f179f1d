"""Exchange: money of one currency in another, only by a rate that somebody wrote down.

    [[rate]]
    id = "usd-cny"       from = "USD"       to = "CNY"       value = 7.05
    since = 2026-11-22
    source = { title = "…", url = "…", read_on = 2026-11-22, confidence = "A" }

`value` is how many of `to` one of `from` is, in main units. Without a rate of the day nothing
is converted: two currencies are never taken as equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from piying.model.dated import Source, Term
from piying.model.errors import Invalid
from piying.model.money import Money, minor_digits
from piying.model.tables import Table, rows


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
