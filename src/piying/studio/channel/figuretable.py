"""Figures as tables: XLSX and CSV for a spreadsheet, lines of JSON for a program.

Amounts are whole minor units. A text that a spreadsheet would take for a formula gets an
apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from piying.audience.cells import rows
from piying.model.figures import TENTHS, Estimate, Funnel, Sight
from piying.render.statement.workbook import workbook
from piying.studio.channel.live import Live

Value = str | int | None
Row = tuple[Value, ...]

UNLOCKS = ("coins", "ads", "series", "member", "free", "staff")
LIVE_COLUMNS = (
    "series", "episode", "period", "plays", "finished", "watch_ms", "viewers",
    *(f"unlocks_{way}" for way in UNLOCKS), "coins", "ads", "ended", "currency", "sold_minor",
    "refund_minor", "fee_minor",
)  # fmt: skip
SOLD = ("episode", "series", "member", "ad")
FUNNEL_COLUMNS = (
    "series", "first", "last", "episode", "began", "went_on", "finished", "locked",
    *(f"left_{tenth}" for tenth in range(TENTHS)),
)  # fmt: skip
ESTIMATE_COLUMNS = (
    "period", "party", "currency", "number", "series", "clause", "what", "units", "unit",
    "rate", "minor", "provisional",
)  # fmt: skip


def live_rows(live: Live, sight: Sight) -> Iterator[Row]:
    """The figures that are seen now, as `LIVE_COLUMNS`; a row more for each other currency.

    Raises:
        Outside: the figures are being read.
    """
    told = msgspec.json.decode(live.snapshot(sight).data)
    for series, episode, period, cell in rows(told["cells"]):
        when = {"day": told["today"], "week": told["week"]}.get(
            period, f"{told['today']}T{period[1:]}"
        )
        unlocks = _inner(cell, "unlocks")
        counts = [
            cell["plays"], cell["finished"], cell["watch_ms"], cell.get("viewers"),
            *(unlocks.get(way, 0) for way in UNLOCKS), cell.get("coins", 0),
            cell.get("ads", 0), cell.get("ended", 0),
        ]  # fmt: skip
        money = _inner(cell, "money")
        name = (series, episode, when)
        for currency in sorted(money) or [""]:
            sums = _inner(money, currency)
            sold = sum(_int(sums.get(kind, 0)) for kind in SOLD)
            amounts = (currency, sold, sums.get("refund", 0), sums.get("fee", 0))
            yield tuple(_plain(one) for one in (*name, *counts, *amounts))
            counts = [None] * len(counts)


def funnel_rows(found: Funnel) -> Iterator[Row]:
    """A funnel as `FUNNEL_COLUMNS`."""
    for one in found.steps:
        left = one.left or (None,) * TENTHS
        yield (
            found.series, found.first, found.last, one.episode, one.began, one.went_on,
            one.finished, int(one.locked), *left,
        )  # fmt: skip


def estimate_rows(found: Estimate) -> Iterator[Row]:
    """An estimate as `ESTIMATE_COLUMNS`."""
    for one in found.lines:
        yield (
            found.period, one.party, one.currency, one.number, one.series, one.clause,
            one.what, one.units, one.unit, one.rate, one.minor, int(one.provisional),
        )  # fmt: skip


def xlsx_of(columns: Sequence[str], table: Iterable[Row]) -> bytes:
    """A table as a workbook."""
    return workbook(columns, table)


def csv_of(columns: Sequence[str], table: Iterable[Row]) -> str:
    """A table as CSV (RFC 4180) with a mark of UTF-8 before it."""
    out = io.StringIO()
    out.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in table:
        writer.writerow(["" if one is None else _safe(one) for one in row])
    return out.getvalue()


def json_lines(columns: Sequence[str], table: Iterable[Row]) -> bytes:
    """A table as one JSON object a line."""
    return b"".join(
        msgspec.json.encode(dict(zip(columns, row, strict=True))) + b"\n" for row in table
    )


def _safe(value: str | int) -> str | int:
    risky = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    return f"'{value}" if risky else value


def _inner(value: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _plain(value: object) -> Value:
    return value if isinstance(value, str | int) else None
