"""Tables as XLSX: for a spreadsheet, with numbers that it can add up and texts that stay texts.

Nothing in it is ever computed: a text that begins like a formula is kept as text, and marked so
that it stays one when somebody edits its cell.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from piying.model.books import Statement
from piying.model.money import minor_digits
from piying.render.statement.tables import COLUMNS, rows_of

ROWS_MAX = 1_048_575
"""Of one sheet below its heads; what is more goes on another."""
EXACT_MAX = 10**15
"""A spreadsheet tells whole numbers apart up to here; larger ones are texts."""
WIDE, NARROW = 26, 12
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a text begins that a spreadsheet would compute."""

Value = str | int | float | None


def workbook(columns: Sequence[str], table: Iterable[Sequence[Value]]) -> bytes:
    """A table as the bytes of a workbook, its heads bold and standing still.

    Signs that XML has none for become U+FFFD.
    """
    book, rows = Workbook(write_only=True), iter(table)
    while True:
        some = list(islice(rows, ROWS_MAX))
        if not some and book.worksheets:
            break
        sheet = book.create_sheet(f"piying {len(book.worksheets) + 1}")
        sheet.freeze_panes = "B2"
        for place, name in enumerate(columns, 1):
            wide = any(isinstance(row[place - 1], str) for row in some[:50])
            letter = get_column_letter(place)
            sheet.column_dimensions[letter].width = max(WIDE if wide else NARROW, len(name) + 2)
        heads = [_cell(sheet, name) for name in columns]
        for head in heads:
            head.font = Font(bold=True)
        sheet.append(heads)
        for row in some:
            sheet.append([_cell(sheet, one) for one in row])
        if len(some) < ROWS_MAX:
            break
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook_of(statement: Statement) -> bytes:
    """The lines of a statement; `amount` is a number in the unit of its currency."""
    unit, at = 10 ** minor_digits(statement.currency), COLUMNS.index("amount")
    minor = COLUMNS.index("minor")
    return workbook(COLUMNS, (
        [*row[:at], _amount(row[minor], unit), *row[at + 1 :]] for row in rows_of(statement)
    ))  # fmt: skip


def _amount(minor: Value, unit: int) -> Value:
    """The nearest double is written by its shortest decimals, which are those of the amount."""
    if not isinstance(minor, int) or abs(minor) >= EXACT_MAX:
        return None
    return minor / unit


def _cell(sheet: Any, value: Value) -> Any:  # noqa: ANN401 - openpyxl carries no types
    if isinstance(value, int) and abs(value) >= EXACT_MAX:
        value = str(value)
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if text.startswith(FORMULAS):
        cell.quotePrefix = True
    return cell
