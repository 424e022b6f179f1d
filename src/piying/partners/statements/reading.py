"""Reading: the file of a platform, by its template, as claims that can be compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from piying.ledger.rounding import minor_in
from piying.ledger.terms.faults import Faults
from piying.model.canon import Digest, digest
from piying.model.errors import Invalid
from piying.model.foreign import Claim
from piying.partners.statements.cells import day, number, plain
from piying.partners.statements.sheet import Row, sheet
from piying.partners.statements.template import MONEY, Number, Template

HEADER_ROWS_MAX = 30
"""Above the row of headings there may be so many others."""
TITLE_CHARACTERS_MAX = 300

_OF_THE_FILE = {"reconcile.say_days", "reconcile.say_platform", "reconcile.say_currency"}
"""What is wrong with every row is told once."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever reads a file says of it."""

    begin: str = ""
    """The first and last day that are wanted; of a file that does not say its days, its own."""
    end: str = ""
    platform: str = ""
    """Of every row that does not say it."""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file states."""

    claims: tuple[Claim, ...]
    rows: int
    """Rows below the headings that are not empty."""
    skipped: tuple[int, ...]
    """Rows that the template says are no titles: totals."""
    outside: int
    """Rows of other days than are wanted."""
    cut: int
    """Amounts with more digits than their currency or metric has; they are cut down."""


def read(data: bytes, file: str, by: Template, asked: Asked) -> Statement:
    """What the file `data`, called `file`, states.

    Raises:
        Invalid: it is no table of this kind; every wrong cell is told.
    """
    table = sheet(data, file, by.encodings, by.sheet)
    at, places = _header(table, by, file)
    reader = _Reader(by, asked, file, places)
    for place, row in enumerate(table[at + 1 :], at + 2):
        reader.take(place, row)
    reader.faults.stop()
    if not reader.claims and not reader.outside:
        raise Invalid("reconcile.no_rows", file=file, template=by.id)
    return Statement(
        tuple(reader.claims), reader.rows, tuple(reader.skipped), reader.outside, reader.cut
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Where everything stands in a row."""

    columns: dict[str, int]
    numbers: tuple[tuple[int, Number, str], ...]
    """The place, the number, and its heading."""


def _header(table: Sequence[Row], by: Template, file: str) -> tuple[int, _Places]:
    """The row of headings: the first with a title, days and a number.

    Raises:
        Invalid: there is none, or a heading stands there twice.
    """
    for at, row in enumerate(table[:HEADER_ROWS_MAX]):
        named = [_heading(cell) for cell in row]
        columns = {
            name: place
            for name, headings in by.columns.items()
            if (place := _first(named, headings)) is not None
        }
        numbers = tuple(
            (place, each, row[place].strip())
            for each in by.numbers
            if (place := _first(named, each.headings)) is not None
        )
        dated = by.period == "file" or "day" in columns or {"begin", "end"} <= columns.keys()
        if "title" in columns and numbers and dated:
            used = [*columns.values(), *(place for place, _, _ in numbers)]
            twice = [row[p] for p in used if named.count(named[p]) > 1]
            if twice:
                raise Invalid("reconcile.heading_twice", file=file, heading=twice[0])
            return at, _Places(columns, numbers)
    wanted = {name: "/".join(headings) for name, headings in by.columns.items()}
    raise Invalid(
        "reconcile.no_header", file=file, template=by.id, rows=HEADER_ROWS_MAX,
        columns=", ".join(wanted.values()),
        numbers=", ".join("/".join(each.headings) for each in by.numbers),
    )  # fmt: skip


def _heading(cell: str) -> str:
    return plain(cell).casefold().replace(" ", "")


def _shown(cell: str) -> str:
    """A name without what a terminal would obey."""
    return "".join(filter(str.isprintable, plain(cell)))[:TITLE_CHARACTERS_MAX]


def _first(named: Sequence[str], headings: Sequence[str]) -> int | None:
    for heading in headings:
        if _heading(heading) in named:
            return named.index(_heading(heading))
    return None


class _Reader:
    """Rows that become claims."""

    def __init__(self, by: Template, asked: Asked, file: str, places: _Places) -> None:
        self.by, self.asked, self.file, self.places = by, asked, file, places
        self.claims: list[Claim] = []
        self.skipped: list[int] = []
        self.rows = self.outside = self.cut = 0
        self.faults = Faults()
        self._skip = tuple(plain(word).casefold() for word in by.skip)

    def take(self, place: int, row: Row) -> None:
        """One row below the headings."""
        title = _shown(self._at(row, "title"))
        if not any(cell.strip() for cell in row):
            return
        self.rows += 1
        first = plain(next(filter(None, row))).casefold()
        if title.casefold().startswith(self._skip) or first.startswith(self._skip):
            self.skipped.append(place)
            return
        try:
            self._row(place, row, title)
        except Invalid as fault:
            if fault.code in _OF_THE_FILE:
                raise
            self.faults.add([fault])

    def _row(self, place: int, row: Row, title: str) -> None:
        read = [
            (each, self._cell(place, heading, row, at, self._number))
            for at, each, heading in self.places.numbers
        ]
        told = [(each, found) for each, found in read if found is not None]
        if not told and not title:
            self.skipped.append(place)
            return
        if not title:
            raise self._wrong(place, "title", "")
        begin, end = self._days(place, row)
        if not self._wanted(begin, end):
            self.outside += 1
            return
        platform = self._platform(place, row)
        cells = Digest("") if self.by.repeats else digest(row)
        for each, (value, step) in told:
            currency = self._currency(place, row) if each.metric in MONEY else ""
            scale = each.scale or minor_in(currency)
            exact, last = value * scale, step * scale
            if exact.denominator != 1:
                self.cut += 1
            self.claims.append(
                Claim(place, title, platform, begin, end, each.metric,
                      exact.numerator // exact.denominator, currency,
                      max(1, -(-last.numerator // last.denominator)), cells)
            )  # fmt: skip

    # --- cells --------------------------------------------------------------------------

    def _number(self, cell: str) -> tuple[Fraction, Fraction] | None:
        found = number(cell, self.by.decimal)
        return None if found is None else (found.value, found.step)

    def _days(self, place: int, row: Row) -> tuple[str, str]:
        if self.by.period == "file":
            if not self.asked.begin or not self.asked.end:
                raise Invalid("reconcile.say_days", template=self.by.id)
            return self.asked.begin, self.asked.end
        if "day" in self.places.columns:
            found = self._day(place, "day", row)
            return found, found
        begin, end = self._day(place, "begin", row), self._day(place, "end", row)
        if begin > end:
            raise self._wrong(place, "end", end)
        return begin, end

    def _day(self, place: int, name: str, row: Row) -> str:
        at = self.places.columns[name]
        return self._cell(place, name, row, at, lambda cell: day(cell, self.by.dates))

    def _wanted(self, begin: str, end: str) -> bool:
        """Whether all of the days are wanted."""
        return (not self.asked.begin or begin >= self.asked.begin) and (
            not self.asked.end or end <= self.asked.end
        )

    def _platform(self, place: int, row: Row) -> str:
        written = plain(self._at(row, "platform"))
        found = self.by.platforms.get(written, _shown(written)) or self.asked.platform
        found = found or self.by.platform
        if not found:
            raise Invalid("reconcile.say_platform", file=self.file, row=place)
        return found

    def _currency(self, place: int, row: Row) -> str:
        written = plain(self._at(row, "currency")).upper()
        found = written or self.asked.currency or self.by.currency
        if not found:
            raise Invalid("reconcile.say_currency", file=self.file, row=place)
        minor_in(found)
        return found

    def _at(self, row: Row, name: str) -> str:
        at = self.places.columns.get(name)
        return row[at] if at is not None and at < len(row) else ""

    def _cell(self, place: int, name: str, row: Row, at: int, found: Callable[[str], T]) -> T:
        cell = row[at] if at < len(row) else ""
        try:
            return found(cell)
        except ValueError as error:
            raise self._wrong(place, name, cell) from error

    def _wrong(self, place: int, column: str, found: str) -> Invalid:
        return Invalid(
            "reconcile.bad_cell", file=self.file, row=place, column=column, found=found[:60]
        )
