"""Cells: the values that deals hold and tables of facts do not: ratios, days, instants."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from piying.ledger.rounding import ratio
from piying.model.dated import Source
from piying.model.deal import Ratio
from piying.model.tables import UNKNOWN, Table

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FRACTION = re.compile(r"\d{1,30}(/[1-9]\d{0,29})?")


def amount(row: Table, key: str, shape: str) -> Ratio | None:
    """A number from zero on, or a text like "1/3"; None where it says "unknown"."""
    found = row.cells.get(key)
    if found == UNKNOWN:
        return None
    if isinstance(found, str) and FRACTION.fullmatch(found):
        return ratio(Fraction(found))
    if not isinstance(found, int | Fraction) or isinstance(found, bool) or found < 0:
        raise row.wrong(key, shape)
    return ratio(Fraction(found))


def asked(row: Table, key: str) -> bool:
    """Whether `key` says "unknown"."""
    return row.cells.get(key) == UNKNOWN


def day(row: Table, key: str, *, needed: bool = False) -> str:
    """A day as "2026-11-23"; empty where it is left out or says "unknown"."""
    if key not in row.cells and not needed:
        return ""
    found = row.day(key)
    if found is None and key not in row.cells:
        raise row.wrong(key, f'{key} = 2026-11-23, or {key} = "{UNKNOWN}"')
    return found.isoformat() if found else ""


def instant(row: Table, key: str) -> str:
    """An instant in UTC like "2026-01-10T02:00:00Z"."""
    found = row.text(key)
    if not INSTANT.fullmatch(found) or not _is_day(found[:10]) or found[11:13] > "23":
        raise row.wrong(key, f'{key} = "2026-01-10T02:00:00Z"')
    return found


def source(row: Table) -> Source | None:
    """Where it was read, if it says so."""
    return row.source() if "source" in row.cells else None


def inner(row: Table, key: str, shape: str) -> Table:
    """The table `key` of `row`."""
    found = row.cells.get(key)
    if not isinstance(found, dict):
        raise row.wrong(key, shape)
    return Table(row.file, f"{row.name}, {key}", found)


def listed(row: Table, key: str, shape: str) -> list[Table]:
    """The tables in the list `key` of `row`, each called by its place."""
    found = row.cells.get(key)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise row.wrong(key, shape)
    return [
        Table(row.file, f"{row.name}, {key} {place}", cells)
        for place, cells in enumerate(found, start=1)
    ]


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
