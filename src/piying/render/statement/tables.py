"""A statement as CSV: every line as it is kept, for a spreadsheet or a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from piying.model.books import Statement
from piying.model.money import grouped

COLUMNS = (
    "statement", "party", "period", "line", "series", "platform", "step", "clause", "what",
    "units", "unit", "rate", "minor", "amount", "residue", "currency", "evidence",
)  # fmt: skip
"""The columns, in order; `minor` is the amount in the smallest unit and is what counts."""
TEXTS = frozenset({"statement", "party", "series", "platform", "step", "clause", "what"})
"""Those whose words other people choose."""
FORMULAS = ("=", "+", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would compute. Amounts alone may begin with a minus."""


def csv_of(statement: Statement) -> str:
    """The lines of `statement` as CSV (RFC 4180).

    A byte order mark lets a spreadsheet read it as UTF-8; a text that begins like a formula is
    kept from being computed.
    """
    out = io.StringIO()
    out.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows_of(statement):
        writer.writerow([
            _safe(one) if name in TEXTS and isinstance(one, str) else one
            for name, one in zip(COLUMNS, row, strict=True)
        ])  # fmt: skip
    return out.getvalue()


def rows_of(statement: Statement) -> Iterator[tuple[str | int, ...]]:
    """The lines of `statement`, as `COLUMNS`."""
    for line in statement.lines:
        yield (
            statement.id, statement.party, statement.period, line.number, line.series,
            line.platform, line.step, line.clause, line.what, line.units, line.unit, line.rate,
            line.minor, grouped(line.minor, statement.currency).replace(",", ""), line.residue,
            statement.currency, " ".join(line.evidence),
        )  # fmt: skip


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith((*FORMULAS, "-")) else text
