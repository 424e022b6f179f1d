"""statement: the statements that were made; write one, export it; what was paid, came back."""

from __future__ import annotations

import argparse

from piying.cli.exported import tell_export
from piying.cli.table import table
from piying.cli.telling import Telling
from piying.model.books import Statement, StatementLine
from piying.model.errors import Invalid
from piying.model.messages import say
from piying.model.money import grouped
from piying.studio.house import House
from piying.studio.settling.statements import (
    came_back,
    pay,
    statement_named,
    statements,
    write,
)


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """statement: list the statements that were made, write one, enter what was paid."""
    if not options.statement:
        if options.paid or options.came_back or options.write or options.export:
            raise Invalid("cli.statement_needed")
        _list(house, options, telling)
        return
    found = statement_named(house, options.statement)
    if options.paid and options.came_back:
        raise Invalid("cli.paid_or_back")
    if options.paid or options.came_back:
        _pay(house, options, telling, found)
        return
    if options.export is not None:
        tell_export(house, found.id, options.export, telling)
        return
    paths = write(house, found, options.write, telling.language) if options.write else ()
    if not paths:
        _show(found, telling)
    for path in paths:
        telling.line("statement_written", path=path)
    telling.result({**_data(found), "files": [str(path) for path in paths]})


def _list(house: House, options: argparse.Namespace, telling: Telling) -> None:
    found = statements(house, options.period, options.party)
    language = telling.language
    rows = [
        tuple(say(f"cli.head_{name}", language) for name in ("statement", "closing", "due"))
    ]
    rows += [
        (one.statement.id, grouped(one.statement.closing_minor, one.statement.currency),
         one.statement.due or "-")
        for one in found
    ]  # fmt: skip
    if found:
        telling.lines(table(rows, 0))
    else:
        telling.line("no_statements")
    telling.result({"statements": [_data(one.statement) for one in found]})


def _pay(house: House, options: argparse.Namespace, telling: Telling, found: Statement) -> None:
    if not options.reference:
        raise Invalid("cli.reference_needed")
    if options.came_back:
        entry = came_back(house, found.id, options.reference, options.came_back)
        telling.line("came_back", statement=found.id, reference=options.reference,
                     entry=entry.id)  # fmt: skip
    else:
        entry = pay(house, found.id, options.paid, options.reference)
        telling.line("paid", statement=found.id, amount=options.paid, currency=found.currency,
                     entry=entry.id)  # fmt: skip
    telling.result({"statement": found.id, "entry": entry.id, "seq": entry.seq})


def _show(found: Statement, telling: Telling) -> None:
    language = telling.language
    names = ("number", "series", "what", "units", "amount", "clause")
    rows = [tuple(say(f"cli.head_{name}", language) for name in names)]
    rows += [_row(line, found.currency, language) for line in found.lines]
    telling.lines(table(rows, 0))
    telling.line(
        "statement_sum", closing=grouped(found.closing_minor, found.currency),
        currency=found.currency, due=found.due or "-",
    )  # fmt: skip


def _row(line: StatementLine, currency: str, language: str) -> tuple[str, ...]:
    units = f"{line.units:,}" if line.unit and line.unit != "minor" else ""
    what = say(line.what, language, **dict(line.said))
    return (
        str(line.number), line.series, what, units, grouped(line.minor, currency),
        line.clause or "-",
    )  # fmt: skip


def _data(one: Statement) -> dict[str, object]:
    return {
        "id": one.id, "party": one.party, "period": one.period, "currency": one.currency,
        "closing_minor": one.closing_minor, "due": one.due or None,
        "lines": [
            {"number": line.number, "series": line.series, "what": line.what,
             "units": line.units, "unit": line.unit, "minor": line.minor,
             "residue": line.residue, "clause": line.clause}
            for line in one.lines
        ],
    }  # fmt: skip
