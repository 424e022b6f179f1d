"""Figures as the pages show them; static/desk/figures.js says the same of what comes later.

A figure is named by its cell ("total:day"), by what of it is shown, and how:

    number, count   an amount: exact, or about from `ABOUT` on
    hours           milliseconds as hours
    rate            parts of the plays, in per cent
    sum             all that lies under the name, added up
    money           "money:episode+series-refund": kinds of a purse, by currency
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from piying.web import shown

UNKNOWN = "—"
HOUR_TENTH_MS = 360_000
HOURS = 24
ABOUT = 100_000
"""What moves is seen to move: below this, nothing is shown as about so much."""

Cell = Mapping[str, Any]
Change = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Board:
    """A snapshot of the figures, to be shown in a language."""

    told: Mapping[str, Any]
    language: str

    @property
    def cells(self) -> Mapping[str, Cell]:
        """Every cell by its name."""
        found: Mapping[str, Cell] = self.told["cells"]
        return found

    def series(self, span: str) -> list[str]:
        """The series that have figures, most played in the span first, the total aside."""
        names = {name.partition(":")[0] for name in self.cells}
        played = {
            one: self.cells.get(f"{one}:{span}", {}).get("plays", 0)
            for one in names
            if "/" not in one and one != "total"
        }
        return sorted(played, key=lambda one: (-played[one], one))

    def episodes(self, series: str) -> list[int]:
        """The episodes of a series that have figures, in their order."""
        begin = f"{series}/"
        return sorted({
            int(name.removeprefix(begin).partition(":")[0])
            for name in self.cells
            if name.startswith(begin)
        })  # fmt: skip

    def figure(self, cell: str, of: str, how: str = "number") -> str:
        """A figure as text; `UNKNOWN` where nobody knows it."""
        held = self.cells.get(cell, {})
        if how == "money":
            return self._money(held, of)
        if how == "rate":
            return _rate(held.get(of, 0), held.get("plays", 0))
        found = _at(held, of)
        if how == "sum":
            return shown.number(sum(found.values()) if isinstance(found, dict) else 0)
        if found is None:
            return UNKNOWN if of == "finished" and of in held else "0"
        if how == "hours":
            return hours(found)
        return self._about(found) if how == "count" else shown.number(found)

    def people(self, cell: str) -> str:
        """Distinct people; unknown where they cannot be told, as of several series."""
        held = self.cells.get(cell, {})
        found = held.get("viewers")
        if found is None:
            return UNKNOWN if held.get("plays") else "0"
        return shown.number(found)

    def change(self, cell: str, of: str, how: str = "count") -> Change | None:
        """(way, by how much, what it was): whole hours against the same of last week."""
        span, _, name = of.partition(".")
        held = self.cells.get(cell, {}).get(span, {})
        if not held.get("hours"):
            return None
        now, before = _amount(held["now"], name), _amount(held["before"], name)
        told = hours(before) if how == "hours" else self._about(before)
        if not before:
            return ("", "", told)
        parts = (now - before) * 10_000 // before if now >= before else -(
            (before - now) * 10_000 // before
        )  # fmt: skip
        way = "up" if parts >= 10 else "down" if parts <= -10 else "level"
        return (way, shown.percent(abs(parts)), told)

    def _about(self, amount: int) -> str:
        exact = abs(amount) < ABOUT
        return shown.number(amount) if exact else shown.count(amount, self.language)

    def _money(self, held: Cell, of: str) -> str:
        purse, _, kinds = of.partition(":")
        found = held.get(purse) or {}
        sums = {
            currency: sum(
                (-1 if sign == "-" else 1) * amounts.get(kind, 0)
                for sign, kind in re.findall(r"([+-]?)(\w+)", kinds)
            )
            for currency, amounts in sorted(found.items())
        }
        some = {currency: minor for currency, minor in sums.items() if minor}
        return " · ".join(
            shown.money(minor, currency, self.language)
            for currency, minor in (some or {next(iter(sums), "CNY"): 0}).items()
        )


def hours(milliseconds: int) -> str:
    """Milliseconds as hours with a tenth, never rounded up: 5,400,000 → "1.5"."""
    whole, tenth = divmod(milliseconds // HOUR_TENTH_MS, 10)
    return f"{whole:,}.{tenth}" if milliseconds >= 0 else UNKNOWN


def _rate(part: int | None, whole: int) -> str:
    return UNKNOWN if part is None or not whole else shown.percent(part * 10_000 // whole)


def _at(held: Cell, path: str) -> Any:  # noqa: ANN401  # a cell holds numbers and what holds them
    found: Any = held
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _amount(held: Cell, name: str) -> int:
    found = held.get(name, 0)
    if isinstance(found, dict):
        return sum(found.values())
    return found or 0
