"""Sheets: CSV and XLSX files as rows of text, within limits; nothing in them is computed.

An XLSX is a ZIP: what it declares to hold is added up before anything is unpacked, and a part
never unpacks to more than it declares. A cell with a formula gives the value that was kept with
it, and is refused where none was.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from piying.model.errors import Invalid

FILE_BYTES_MAX = 64 << 20
UNPACKED_BYTES_MAX = 256 << 20
PARTS_MAX = 2_000
ROWS_MAX = 300_000
COLUMNS_MAX = 200
CELL_CHARACTERS_MAX = 5_000

ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, KeyError, ValueError, TypeError,
    AttributeError, IndexError, SyntaxError, OSError,
)  # fmt: skip
"""What a broken workbook makes zipfile and openpyxl raise."""

Row = tuple[str, ...]


def sheet(data: bytes, file: str, encodings: Sequence[str], name: str = "") -> list[Row]:
    """The rows of a file: of its sheet `name`, or its first.

    Args:
        data: the file.
        file: what refusals call it.
        encodings: of a CSV, in the order in which they are tried.
        name: of the sheet of a workbook.

    Raises:
        Invalid: it is too large, broken, or no table.
    """
    if len(data) > FILE_BYTES_MAX:
        raise Invalid("reconcile.too_large", file=file, what=f"{len(data):,}",
                      limit=f"{FILE_BYTES_MAX:,}")  # fmt: skip
    if data.startswith(OLD):
        raise Invalid("reconcile.old_workbook", file=file)
    read = _workbook(data, file, name) if data.startswith(ZIP) else _csv(data, file, encodings)
    found: list[Row] = []
    for row in read:
        if len(found) == ROWS_MAX:
            raise Invalid("reconcile.too_large", file=file, what=f"> {ROWS_MAX:,}",
                          limit=f"{ROWS_MAX:,}")  # fmt: skip
        found.append(_within(row, len(found) + 1, file))
    if not any(any(row) for row in found):
        raise Invalid("reconcile.empty", file=file)
    return found


def _within(row: Iterable[str], number: int, file: str) -> Row:
    cells = list(row)
    while cells and not cells[-1].strip():
        cells.pop()
    longest = max(map(len, cells), default=0)
    if len(cells) > COLUMNS_MAX or longest > CELL_CHARACTERS_MAX:
        raise Invalid(
            "reconcile.row_too_large", file=file, row=number, columns=COLUMNS_MAX,
            characters=CELL_CHARACTERS_MAX,
        )  # fmt: skip
    return tuple(cells)


# --- CSV ----------------------------------------------------------------------------------


def _csv(data: bytes, file: str, encodings: Sequence[str]) -> Iterator[list[str]]:
    text = _text(data, file, encodings)
    if "\0" in text:
        raise Invalid("reconcile.not_text", file=file, encodings=", ".join(encodings))
    head = text[: text.find("\n") if "\n" in text else None]
    mark = max(",;\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    except csv.Error as error:
        raise Invalid("reconcile.broken", file=file, why=error) from error


def _text(data: bytes, file: str, encodings: Sequence[str]) -> str:
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16",
             codecs.BOM_UTF16_BE: "utf-16"}  # fmt: skip
    marked = [name for mark, name in marks.items() if data.startswith(mark)]
    for name in marked or [one for one in encodings if one != "utf-16"]:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise Invalid("reconcile.not_text", file=file, encodings=", ".join(marked or encodings))


# --- XLSX ---------------------------------------------------------------------------------


def _workbook(data: bytes, file: str, name: str) -> Iterator[list[str]]:
    _check_parts(data, file)
    try:
        values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        chosen = _chosen(values.sheetnames, name, file)
        pairs = zip(_rows(values[chosen]), _rows(formulas[chosen]), strict=True)
        for number, (shown, written) in enumerate(pairs, 1):
            yield [
                _cell(value, source, number, file)
                for value, source in zip(shown, written, strict=True)
            ]
    except Invalid:
        raise
    except _BROKEN as error:
        raise Invalid("reconcile.broken", file=file, why=type(error).__name__) from error


def _rows(
    page: openpyxl.worksheet._read_only.ReadOnlyWorksheet,
) -> Iterator[tuple[object, ...]]:
    page.reset_dimensions()
    return page.iter_rows(max_row=ROWS_MAX + 1, values_only=True)


def _chosen(names: Sequence[str], name: str, file: str) -> str:
    if name and name not in names:
        raise Invalid("reconcile.no_sheet", file=file, sheet=name, known=", ".join(names))
    return name or names[0]


def _check_parts(data: bytes, file: str) -> None:
    """Refuse an archive that declares too much, before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if size > UNPACKED_BYTES_MAX or len(parts) > PARTS_MAX:
                raise Invalid("reconcile.too_large", file=file, what=f"{size:,}",
                              limit=f"{UNPACKED_BYTES_MAX:,}")  # fmt: skip
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as opened:
                        if b"<!DOCTYPE" in opened.read(4_096):
                            raise Invalid("reconcile.broken", file=file, why="DOCTYPE")
    except _BROKEN as error:
        raise Invalid("reconcile.broken", file=file, why=type(error).__name__) from error


def _cell(value: object, written: object, row: int, file: str) -> str:
    """A cell as text: numbers as decimals, days as days."""
    if value is None and isinstance(written, str) and written.startswith("="):
        raise Invalid("reconcile.formula", file=file, row=row, found=written[:60])
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        shown = repr(value)
        shown = f"{value:.12f}" if "e" in shown else shown
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    return str(value)
