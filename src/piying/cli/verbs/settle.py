"""settle: close a period, post what it comes to, and write the statements."""

from __future__ import annotations

import argparse
from pathlib import Path

from piying.cli.table import table
from piying.cli.telling import Telling
from piying.model.books import Statement
from piying.model.errors import Invalid
from piying.model.messages import say
from piying.model.money import grouped
from piying.studio.counting.sales import enter
from piying.studio.house import House
from piying.studio.settling.settle import Closed, last_week, settle
from piying.studio.settling.statements import write
from piying.studio.settling.verifybooks import verify_books

FOLDER = "statements"


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """settle: close a period, post what it comes to, and write the statements."""
    if options.verify:
        _verify(house, telling)
        return
    entered = [enter(house, path) for path in options.sales]
    for file in entered:
        telling.line("sales_entered", path=file.path, rows=file.rows, fresh=file.fresh)
    if entered and not options.period:
        telling.result({"sales": [{"path": str(one.path), "rows": one.rows, "fresh": one.fresh}
                                  for one in entered]})  # fmt: skip
        return
    period = options.period or last_week(house)
    found = settle(house, period, by=options.who or "-", dry_run=options.dry_run)
    _tell(found, telling)
    folder = house.settings.out / FOLDER / found.period.name
    written: list[Path] = []
    if not found.provisional:
        for one in found.statements:
            written += write(house, one, folder, telling.language)
        if written:
            telling.line("statements_written", count=len(found.statements), path=folder)
    telling.result(
        {
            "period": found.period.name,
            "begin": found.period.begin,
            "end": found.period.end,
            "provisional": found.provisional,
            "posted": len(found.drafts),
            "statements": [_data(one) for one in found.statements],
            "uncovered": [sale.id for sale in found.uncovered],
            "files": [str(path) for path in written],
        }
    )


def _tell(found: Closed, telling: Telling) -> None:
    code = "settled_provisional" if found.provisional else "settled"
    telling.line(code, period=found.period.name, begin=found.period.begin,
                 end=found.period.end, entries=len(found.drafts))  # fmt: skip
    language = telling.language
    names = ("statement", "opening", "earned", "tax", "held", "paid", "closing", "due")
    rows = [tuple(say(f"cli.head_{name}", language) for name in names)]
    rows += [_row(one) for one in found.statements]
    if found.statements:
        telling.lines(["", *table(rows, 0), ""])
    if found.uncovered:
        telling.line("sales_uncovered", count=len(found.uncovered),
                     first=", ".join(sale.id for sale in found.uncovered[:5]))  # fmt: skip


def _row(one: Statement) -> tuple[str, ...]:
    amounts = (
        one.opening_minor, sum(line.minor for line in one.lines), -one.tax_minor,
        -one.held_minor, -one.paid_minor, one.closing_minor,
    )  # fmt: skip
    return (one.id, *(grouped(minor, one.currency) for minor in amounts), one.due or "-")


def _data(one: Statement) -> dict[str, object]:
    return {
        "id": one.id,
        "party": one.party,
        "currency": one.currency,
        "opening_minor": one.opening_minor,
        "earned_minor": sum(line.minor for line in one.lines),
        "tax_minor": one.tax_minor,
        "held_minor": one.held_minor,
        "paid_minor": one.paid_minor,
        "closing_minor": one.closing_minor,
        "unrecouped_minor": one.closing_unrecouped_minor,
        "due": one.due or None,
        "lines": len(one.lines),
    }


def _verify(house: House, telling: Telling) -> None:
    found = verify_books(house)
    if found.flaw is not None:
        why = say(f"books.flaw_{found.flaw.value}", telling.language)
        raise Invalid("cli.books_broken", seq=found.seq, why=why)
    telling.line("books_good", count=found.count, head=found.head)
    for one in found.open_clearing:
        telling.line("clearing_open", account=one.account, since=one.since,
                     amount=grouped(one.minor, one.account.rpartition(":")[2]))  # fmt: skip
    telling.result({"good": True, "entries": found.count, "head": found.head})
