"""Tax that is withheld from people, by a dated table; companies pay their own.

Income of one kind adds up over a calendar month, and the tax is a function of that sum, so a
later statement withholds the difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from piying.ledger.rounding import half_up_minor, minor_in
from piying.model.dated import Source, Term
from piying.model.errors import Missing
from piying.model.tables import Table, document, rows


@dataclass(frozen=True, slots=True)
class TaxBand:
    """Of taxable income above `since` (main units): `rate` of all of it, less `quick`."""

    since: Fraction
    rate: Fraction
    quick: Fraction


@dataclass(frozen=True, slots=True)
class TaxRule:
    """How one kind of income is taxed; amounts in main units."""

    income: str
    low_until: Fraction
    """Up to here `low_off` is taken off, above it `high_off` of the income."""
    low_off: Fraction
    high_off: Fraction
    counted: Fraction
    """Which part of what is left is taxable."""
    bands: tuple[TaxBand, ...]

    def tax(self, income: Fraction) -> Fraction:
        """The tax on one month's `income`, in main units; never above it, never below zero."""
        off = self.low_off if income <= self.low_until else income * self.high_off
        taxable = max(Fraction(0), income - off) * self.counted
        reached = [band for band in self.bands if taxable > band.since]
        if not reached:
            return Fraction(0)
        return taxable * reached[-1].rate - reached[-1].quick


@dataclass(frozen=True, slots=True)
class TaxTable:
    """The rules of one country from a day on."""

    id: str
    currency: str
    rules: tuple[TaxRule, ...]
    term: Term
    source: Source

    def withheld_minor(self, income: str, minor: int) -> int:
        """The tax on `minor` of one month, rounded half up to the smallest unit.

        Raises:
            Missing: the table has no such kind of income.
        """
        scale = minor_in(self.currency)
        for rule in self.rules:
            if rule.income == income:
                tax = rule.tax(Fraction(max(minor, 0), scale)) * scale
                return half_up_minor(tax)
        raise Missing("deals.income_unknown", table=self.id, income=income or "?")


def taxes(text: str, file: str) -> tuple[TaxTable, ...]:
    """The tables in the TOML `text`: `[[table]]` with `[[table.rule]]` and a source.

    Raises:
        Invalid: a key is unknown, missing or of the wrong sort.
    """
    top = document(text, file, ("table",))
    return tuple(_table(row) for row in rows(top, "table"))


def _table(row: Table) -> TaxTable:
    row.only(("id", "currency", "since", "until", "source", "rule"))
    rules = tuple(_rule(each) for each in rows(row, "rule", lambda one: one.text("income")))
    return TaxTable(row.text("id"), row.text("currency"), rules, row.term(), row.source())


def _rule(row: Table) -> TaxRule:
    row.only(("income", "low_until", "low_off", "high_off", "counted", "bands"))
    found = row.cells.get("bands")
    shape = "bands = [{ from = 0, rate = 0.2, quick = 0 }]"
    if not isinstance(found, list) or not found or not isinstance(found[0], Mapping):
        raise row.wrong("bands", shape)
    bands = [_band(Table(row.file, f"{row.name}, bands", cells)) for cells in found]
    return TaxRule(
        row.text("income"),
        _number(row, "low_until"),
        _number(row, "low_off"),
        _number(row, "high_off"),
        _number(row, "counted"),
        tuple(sorted(bands, key=lambda band: band.since)),
    )


def _band(row: Table) -> TaxBand:
    row.only(("from", "rate", "quick"))
    return TaxBand(_number(row, "from"), _number(row, "rate"), _number(row, "quick"))


def _number(row: Table, key: str) -> Fraction:
    found = row.exact(key)
    if found is None:
        raise row.wrong(key, f"{key} = 0.2")
    return found
