"""Coefficients: which cell of a table holds for a title on a day."""

from __future__ import annotations

from fractions import Fraction

from piying.ledger.rounding import exact
from piying.ledger.terms.days import MAX_DAY, after
from piying.model.deal import Cell, Contract, Step
from piying.model.errors import Invalid
from piying.model.tables import UNKNOWN


def cuts(step: Step) -> set[str]:
    """The days on which a cell of `step` begins or has ended."""
    days = set()
    for cell in step.cells:
        if cell.term.since:
            days.add(cell.term.since.isoformat())
        if cell.term.until:
            days.add(after(cell.term.until.isoformat()))
    return days


def asked(step: Step, contract: Contract, first: str, last: str) -> str:
    """The field that nobody knows and that a title needs between two days; empty: none."""
    begins = {first} | {day for day in cuts(step) if first < day <= last}
    for day in sorted(begins):
        cells = [cell for cell in step.cells if _holds(cell, day)]
        if contract.format == UNKNOWN and any(cell.format for cell in cells):
            return "contract.format"
        placed = [cell for cell in cells if cell.format in {"", contract.format}]
        if contract.exclusive is None and any(c.exclusive is not None for c in placed):
            return "contract.exclusive"
        cell = _best(placed, contract, step)
        if cell is None or cell.value is None:
            return f"cells.{contract.format}"
    return ""


def coefficient(step: Step, contract: Contract, day: str) -> Fraction:
    """The coefficient of a title on `day`; a percentage comes as a fraction.

    Raises:
        Invalid: nobody knows it, or two cells say it equally well.
    """
    cells = [
        cell
        for cell in step.cells
        if _holds(cell, day) and cell.format in {"", contract.format}
    ]
    cell = _best(cells, contract, step)
    if cell is None or cell.value is None:
        raise Invalid("deals.cell_missing", step=step.id, format=contract.format, day=day)
    return exact(cell.value) / (100 if step.as_percent else 1)


def _holds(cell: Cell, day: str) -> bool:
    since = cell.term.since.isoformat() if cell.term.since else ""
    until = cell.term.until.isoformat() if cell.term.until else MAX_DAY
    return since <= day <= until


def _best(cells: list[Cell], contract: Contract, step: Step) -> Cell | None:
    fitting = [
        cell
        for cell in cells
        if cell.exclusive in {None, contract.exclusive} and cell.grade in {"", contract.grade}
    ]
    if not fitting:
        return None
    most = max(_named(cell) for cell in fitting)
    best = [cell for cell in fitting if _named(cell) == most]
    if len(best) > 1:
        raise Invalid("deals.cells_alike", step=step.id, format=contract.format)
    return best[0]


def _named(cell: Cell) -> int:
    return bool(cell.format) + (cell.exclusive is not None) + bool(cell.grade)
