"""costtable: what models were paid as rows for a spreadsheet (CSV)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from piying.model.money import Money, decimal, said
from piying.store.disk import write_file
from piying.studio.spending.costing import Costs
from piying.takes.costs import By

COLUMNS = (
    "by", "what", "currency", "paid", "as_listed", "reserved", "unknown", "in_film",
    "not_in_film", "jobs", "takes", "originals",
)  # fmt: skip


def write_costs(found: Costs, ways: Iterable[By], path: Path) -> None:
    """Write these roll-ups to `path`; amounts are in main units of their currency.

    Raises:
        Outside: the file cannot be written.
    """
    page = io.StringIO()
    rows = csv.writer(page)
    rows.writerow(COLUMNS)
    for by in ways:
        for line in found.by(by):
            amounts = (
                line.settled, line.listed, line.reserved, line.unknown, line.used, line.unused,
            )  # fmt: skip
            rows.writerow((
                by.value, line.key, line.currency,
                *(decimal(Money(minor, line.currency)) for minor in amounts),
                line.jobs, line.takes, " + ".join(said(one) for one in line.originals),
            ))  # fmt: skip
    # with a mark at its beginning, without which spreadsheets take it for another encoding
    write_file(path, page.getvalue().encode("utf-8-sig"))
