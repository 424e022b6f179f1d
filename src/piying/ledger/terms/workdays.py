"""Working days: Monday to Friday without holidays, with the weekends that are worked instead.

Only years whose notice was read are known; a day of another year is asked for, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from piying.ledger.terms.days import after
from piying.model.dated import Source
from piying.model.errors import Invalid
from piying.model.tables import Table, document, rows

DAYS_MAX = 1000


@dataclass(frozen=True, slots=True)
class WorkYear:
    """The holidays of one year, and the days at a weekend on which people work."""

    year: int
    holidays: frozenset[str]
    worked: frozenset[str]
    source: Source


@dataclass(frozen=True, slots=True)
class Workdays:
    """The years that are known."""

    years: tuple[WorkYear, ...] = ()

    def works(self, day: str) -> bool:
        """Whether `day` is a working day.

        Raises:
            Invalid: nobody has said which days of that year are holidays.
        """
        for known in self.years:
            if known.year == int(day[:4]):
                if day in known.worked:
                    return True
                return day not in known.holidays and date.fromisoformat(day).weekday() < 5
        raise Invalid("deals.year_unknown", year=day[:4], day=day)

    def later(self, day: str, count: int) -> str:
        """The working day that comes `count` working days after `day`."""
        while count:
            day = after(day)
            count -= self.works(day)
        return day


def workdays(text: str, file: str) -> Workdays:
    """The years in the TOML `text`: `[[year]]` with `holidays` and `worked` days and a source.

    Raises:
        Invalid: a key is unknown, missing or of the wrong sort.
    """
    top = document(text, file, ("year",))
    return Workdays(tuple(_year(row) for row in rows(top, "year", _named)))


def _named(row: Table) -> str:
    return str(row.whole("year", least=1900))


def _year(row: Table) -> WorkYear:
    row.only(("year", "holidays", "worked", "source"))
    year = row.whole("year")
    return WorkYear(year, _days(row, "holidays"), _days(row, "worked"), row.source())


def _days(row: Table, key: str) -> frozenset[str]:
    found = row.cells.get(key)
    if not isinstance(found, list) or not all(type(each) is date for each in found):
        raise row.wrong(key, f"{key} = [2026-10-01, 2026-10-02]")
    if len(found) > DAYS_MAX or any(each.year != row.cells["year"] for each in found):
        raise row.wrong(key, f"{key} = [{row.cells['year']}-10-01]")
    return frozenset(each.isoformat() for each in found)
