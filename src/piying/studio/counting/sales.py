"""Sales come in from files: every row once, all of a file or none of it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from piying.model.canon import Digest
from piying.model.errors import Invalid, Missing
from piying.model.money import minor_digits
from piying.model.sale import Sale, SaleKind
from piying.store.sales import Sales
from piying.studio.handed import bytes_of
from piying.studio.house import House

COLUMNS = (
    "source", "transaction", "kind", "series", "episode", "platform", "day", "units", "gross",
    "refund", "fee", "currency",
)  # fmt: skip
"""The columns of a file of sales; amounts are in main units, like 12.50."""
NAME = re.compile(r"[^\s:\x00-\x1f\x7f]{1,100}")
AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,4})?")
WHOLE = re.compile(r"[0-9]{1,12}")
FILE_BYTES_MAX = 200_000_000


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of the sales of a file."""

    path: Path
    rows: int
    fresh: int
    """Of these, the ones that were not there before."""


def enter(house: House, path: Path) -> Entered:
    """Keep the sales of the CSV file at `path`.

    Raises:
        Missing: there is no such file.
        Invalid: a row is not what a sale is; it says which, and nothing is kept.
        Conflict: a sale was told before, and otherwise.
    """
    if not path.is_file():
        raise Missing("sales.no_file", path=path)
    data = bytes_of(path, FILE_BYTES_MAX)
    raw = house.store.blobs.put(data)
    sales = sales_of(data, path.name, raw)
    return Entered(
        path, len(sales), Sales(house.store.database).add(sales, house.clock.now_ms())
    )


def sales_of(data: bytes, file: str, raw: Digest | None = None) -> list[Sale]:
    """The sales of a CSV file, called `file`.

    Raises:
        Invalid: it is no CSV file in UTF-8, a column is missing, or a row is wrong.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid("sales.unreadable", file=file, why=str(error)) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        known = reader.fieldnames or []
        for column in COLUMNS:
            if column not in known:
                raise Invalid(
                    "sales.no_column", file=file, column=column, known=", ".join(COLUMNS)
                )
        return [_sale(row, file, number, raw) for number, row in enumerate(reader, 2)]
    except csv.Error as error:
        raise Invalid("sales.unreadable", file=file, why=str(error)) from error


def _sale(
    row: Mapping[str | None, str | None], file: str, number: int, raw: Digest | None
) -> Sale:
    def wrong(column: str, write: str) -> Invalid:
        found = row.get(column) or ""
        return Invalid(
            "sales.bad_row", file=file, row=number, column=column, found=found, write=write
        )

    def matching(column: str, shape: re.Pattern[str], write: str) -> str:
        found = (row.get(column) or "").strip()
        if not shape.fullmatch(found):
            raise wrong(column, write)
        return found

    def minor(column: str) -> int:
        amount = Fraction(matching(column, AMOUNT, "12.50")) * 10**digits
        if amount.denominator != 1:
            raise wrong(column, "12.50")
        return int(amount)

    currency = matching("currency", re.compile("[A-Z]{3}"), "CNY")
    digits = minor_digits(currency)
    kinds = ", ".join(SaleKind)
    if row.get("kind") not in set(SaleKind):
        raise wrong("kind", kinds)
    try:
        day = date.fromisoformat((row.get("day") or "").strip()).isoformat()
    except ValueError as error:
        raise wrong("day", "2026-11-20") from error
    return Sale(
        source=matching("source", NAME, "own"),
        transaction=matching("transaction", NAME, "T-20261120-0001"),
        kind=SaleKind(row["kind"] or ""),
        series=matching("series", NAME, "ghost-lamp"),
        episode=int(matching("episode", WHOLE, "12; 0")),
        platform=matching("platform", NAME, "own"),
        day=day,
        units=int(matching("units", WHOLE, "1")),
        gross_minor=minor("gross"),
        refund_minor=minor("refund"),
        fee_minor=minor("fee"),
        currency=currency,
        raw=raw,
    )
