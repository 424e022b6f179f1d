"""reconcile: a platform's own statement against our counts; a dispute from one of its lines."""

from __future__ import annotations

import argparse

from piying.cli.amounts import amount_said, kind_said
from piying.cli.table import table
from piying.cli.telling import Telling
from piying.model.books import Metric
from piying.model.foreign import Difference
from piying.model.messages import say
from piying.studio.house import House
from piying.studio.settling.reconcile import Compared, Wish, compare_file, write_csv
from piying.studio.settling.reconcilewords import Asked

LINES_SHOWN_MAX = 40


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """reconcile: a platform's own statement against our counts; a dispute from a line."""
    asked = Asked(options.begin, options.end, options.platform, options.currency)
    found = compare_file(
        house, options.file,
        Wish(options.template, asked, options.tolerance, options.dry_run,
             options.dispute, options.why, options.who or "-"),
    )  # fmt: skip
    if options.csv is not None:
        write_csv(options.csv, found.found.differences)
    _tell(found, options, telling)
    telling.result(_data(found))


def _tell(found: Compared, options: argparse.Namespace, telling: Telling) -> None:
    language, told = telling.language, found.statement
    telling.line("reconcile_read", path=options.file, rows=told.rows, template=found.template,
                 skipped=len(told.skipped), outside=told.outside, cut=told.cut)  # fmt: skip
    lines = found.found.differences if options.all else found.found.beyond
    names = ("line", "why", "series", "platform", "days", "kind", "theirs", "ours", "apart")
    rows = [tuple(say(f"cli.head_{name}", language) for name in names)]
    rows += [_row(line, language) for line in lines[:LINES_SHOWN_MAX]]
    if lines:
        telling.lines(["", *table(rows), ""])
    if len(lines) > LINES_SHOWN_MAX:
        telling.line("reconcile_more", count=len(lines) - LINES_SHOWN_MAX)
    for each in found.found.sums:

        def shown(amount: int, metric: Metric = each.metric, unit: str = each.currency) -> str:
            return amount_said(amount, metric, unit)

        telling.line(
            "reconcile_sum", kind=kind_said(each.metric, each.currency, language),
            theirs=shown(each.theirs), theirs_matched=shown(each.theirs_matched),
            theirs_alone=shown(each.theirs_alone), ours=shown(each.ours),
            ours_matched=shown(each.ours_matched), ours_alone=shown(each.ours_alone),
        )  # fmt: skip
    telling.line("reconcile_result", count=len(found.found.differences),
                 beyond=len(found.found.beyond))  # fmt: skip
    if options.csv is not None:
        telling.line("reconcile_written", path=options.csv)
    telling.line("reconcile_kept" if found.kept else "reconcile_not_kept",
                 digest=(found.kept or "")[:12])  # fmt: skip
    if found.disputed is not None:
        hold = found.disputed.hold
        telling.line("reconcile_disputed", dispute=hold.id, contract=hold.contract,
                     series=hold.series, begin=hold.since, end=hold.until)  # fmt: skip


def _row(line: Difference, language: str) -> tuple[str, ...]:
    days = line.begin if line.begin == line.end else f"{line.begin}..{line.end}"
    sides = [
        "–" if amount is None else amount_said(amount, line.metric, line.currency)
        for amount in (line.theirs, line.ours)
    ]
    return (
        str(line.number), say(f"reconcile.why_{line.why.value}", language),
        line.series or f"{line.title}?", line.platform, days,
        kind_said(line.metric, line.currency, language), *sides,
        amount_said(line.minor, line.metric, line.currency, sign=True),
    )  # fmt: skip


def _data(found: Compared) -> dict[str, object]:
    return {
        "template": found.template,
        "rows": found.statement.rows,
        "skipped": list(found.statement.skipped),
        "outside": found.statement.outside,
        "cut": found.statement.cut,
        "kept": found.kept,
        "dispute": found.disputed.hold.id if found.disputed else None,
        "beyond": len(found.found.beyond),
        "sums": [
            {"metric": one.metric.value, "currency": one.currency, "theirs": one.theirs,
             "theirs_matched": one.theirs_matched, "theirs_alone": one.theirs_alone,
             "ours": one.ours, "ours_matched": one.ours_matched, "ours_alone": one.ours_alone}
            for one in found.found.sums
        ],
        "lines": [
            {"line": one.number, "why": one.why.value, "within": one.within,
             "series": one.series, "title": one.title, "platform": one.platform,
             "begin": one.begin, "end": one.end, "metric": one.metric.value,
             "currency": one.currency, "theirs": one.theirs, "ours": one.ours,
             "difference": one.minor, "rows": list(one.rows), "evidence": list(one.evidence)}
            for one in found.found.differences
        ],
    }  # fmt: skip
