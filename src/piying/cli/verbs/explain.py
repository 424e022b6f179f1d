"""explain: walk from a line of a statement to its clause, its days and its plays; check it."""

from __future__ import annotations

import argparse

from piying.cli.amounts import amount_said, kind_said
from piying.cli.exported import tell_export
from piying.cli.table import table
from piying.cli.telling import Telling
from piying.model.errors import Invalid
from piying.model.messages import CATALOGUE, say
from piying.model.money import grouped
from piying.studio.house import House
from piying.studio.settling.explain import Explained, explain
from piying.studio.settling.replay import verify_export

SALES_SHOWN_MAX = 6


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """explain: walk from a line of a statement to its clause, its days and its plays."""
    if options.check is not None:
        check(options, telling)
        return
    if options.export is not None and options.statement:
        tell_export(house, options.statement, options.export, telling)
        return
    if not options.statement or not options.line:
        raise Invalid("explain.say_line")
    found = explain(house, options.statement, options.line, options.plays)
    _tell(found, telling)
    telling.result(_data(found))


def check(options: argparse.Namespace, telling: Telling) -> None:
    """Check an export of somebody else, which asks for no house."""
    found = verify_export(options.check)
    telling.line("explain_checked", files=found.files, entries=found.entries,
                 facts=found.facts, targets=found.targets, statements=found.statements,
                 rollups=found.rollups, head=found.head, manifest=found.manifest)  # fmt: skip
    telling.result({
        "good": True, "statement": found.statement, "files": found.files,
        "entries": found.entries, "facts": found.facts, "targets": found.targets,
        "statements": found.statements, "rollups": found.rollups, "head": found.head,
        "manifest": found.manifest,
    })  # fmt: skip


def _tell(found: Explained, telling: Telling) -> None:
    language, line, of = telling.language, found.line, found.statement
    telling.line(
        "explain_line", statement=of.id, line=line.number, series=line.series,
        what=say(line.what, language, **dict(line.said)), currency=of.currency,
        amount=grouped(line.minor, of.currency),
    )  # fmt: skip
    if line.residue not in {"", "0"}:
        telling.line("explain_residue", residue=line.residue)
    if line.steps:
        telling.line("explain_steps", end=of.end)
        telling.lines(_steps(found, language))
    if not found.sources:
        telling.line("explain_no_sources")
        return
    telling.line("explain_sources")
    names = ("day", "contract", "platform", "kind", "counted", "proved")
    rows = [tuple(say(f"cli.head_{name}", language) for name in names)]
    for one in found.sources:
        fact = one.fact
        amount = amount_said(fact.amount, fact.metric, fact.currency)
        proved = say(f"cli.proved_{'yes' if one.proved else 'no'}", language)
        kind = kind_said(fact.metric, fact.currency, language)
        rows.append((fact.day, fact.contract, fact.platform, kind, amount, proved))
    telling.lines([*table(rows, 0), ""])
    _sources(found, telling)
    missing = sum(not one.proved for one in found.sources)
    if missing:
        telling.line("explain_unproved", count=missing)
    else:
        telling.line("explain_proved", count=len(found.sources))
    if found.plays:
        telling.line("explain_plays")
        telling.lines(_plays(found, language))


def _plays(found: Explained, language: str) -> list[str]:
    names = ("when", "episode", "watched", "user", "viewing")
    rows = [tuple(say(f"cli.head_{name}", language) for name in names)]
    rows += [
        (one.at, str(one.episode), f"{one.watch_ms:,}", one.user, one.viewing)
        for one in found.plays
    ]
    return table(rows, 0)


def _steps(found: Explained, language: str) -> list[str]:
    rows = []
    for step in found.line.steps:
        said = _Blank(step.said)
        text = CATALOGUE[step.what]
        told = (text.zh if language == "zh" else text.en).format_map(said)
        rows.append((f"  {step.step}", step.clause, step.series, told))
    return table(rows, 0)


class _Blank(dict[str, str]):
    """What a step says; nothing where it says nothing."""

    def __missing__(self, key: str) -> str:
        return "–"


def _sources(found: Explained, telling: Telling) -> None:
    told: set[str] = set()
    for one in found.sources:
        if one.roll is not None and one.roll.day.rows_sha256 not in told:
            told.add(one.roll.day.rows_sha256)
            day = one.roll.day
            telling.line("explain_roll", day=day.day, file=day.file, version=day.version,
                         rows=day.rows_sha256, sha256=one.roll.file_sha256,
                         hours=len(day.hours))  # fmt: skip
        ids = ", ".join(one.sales[:SALES_SHOWN_MAX])
        if one.sales and ids not in told:
            told.add(ids)
            more = "…" if len(one.sales) > SALES_SHOWN_MAX else ""
            telling.line("explain_sales", day=one.fact.day, ids=f"{ids}{more}")
        if one.foreign and one.foreign not in told:
            told.add(one.foreign)
            telling.line("explain_foreign", day=one.fact.day, name=one.foreign)


def _data(found: Explained) -> dict[str, object]:
    line = found.line
    return {
        "statement": found.statement.id,
        "line": line.number,
        "series": line.series,
        "what": line.what,
        "minor": line.minor,
        "currency": found.statement.currency,
        "residue": line.residue,
        "steps": [
            {"step": one.step, "clause": one.clause, "series": one.series, "what": one.what,
             "said": dict(one.said), "before": one.before, "after": one.after}
            for one in line.steps
        ],
        "facts": [
            {"day": one.fact.day, "contract": one.fact.contract, "series": one.fact.series,
             "platform": one.fact.platform, "metric": one.fact.metric.value,
             "amount": one.fact.amount, "currency": one.fact.currency,
             "counted_by": one.fact.counted_by, "evidence": one.fact.evidence,
             "proved": one.proved, "sales": list(one.sales), "foreign": one.foreign,
             "rollup": None if one.roll is None else {
                 "file": str(one.roll.path), "file_sha256": one.roll.file_sha256,
                 "version": one.roll.day.version, "rows_sha256": one.roll.day.rows_sha256,
                 "hours": [list(hour) for hour in one.roll.day.hours]}}
            for one in found.sources
        ],
        "plays": [
            {"at": one.at, "hour": one.hour, "episode": one.episode, "watch_ms": one.watch_ms,
             "user": one.user, "viewing": one.viewing}
            for one in found.plays
        ],
    }  # fmt: skip
