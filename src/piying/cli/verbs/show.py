"""show: what is current, stale or missing, and why."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from piying.cli.moneys import amounts, dues_table
from piying.cli.showing import states_table
from piying.cli.telling import Telling
from piying.model.errors import PiyingError
from piying.model.messages import say
from piying.model.money import Money
from piying.studio.current import State
from piying.studio.house import House
from piying.studio.shooting.held import series_of
from piying.studio.shooting.stale import Arrears, arrears
from piying.studio.showing.show import show

LACKING = ("board", "takes")
"""What is stale or missing where takes have to be made."""
DUES_SHOWN_MAX = 40
"""A person gets so many lines for an episode; a program gets all."""


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """show: what is current, stale or missing, and why."""
    series = series_of(house, options.series)
    rows = show(house, series, options.profile, options.episode)
    telling.lines(states_table(rows, telling.language))
    stale = [row for row in rows if row.state is not State.CURRENT]
    numbers = dict.fromkeys(row.episode for row in stale if row.thing in LACKING)
    found = [_arrears(house, series, number, telling) for number in numbers]
    due = [one for one in found if one is not None]
    totals = _sum(money for one in due for money in one.totals)
    if len(due) > 1:
        telling.line("due_all", total=amounts(totals, telling.language))
    if stale:
        telling.line("show_what_to_do")
    telling.result(
        {
            "series": series,
            "due": [_data(one, telling.language) for one in due],
            "total": [{"minor": one.minor, "currency": one.currency} for one in totals],
            "rows": [
                {"episode": row.episode, "thing": row.thing, "state": row.state.value,
                 "changed": list(row.changed), "lacking": dict(row.lacking),
                 "waits_for": row.waits_for, "said": row.said, "digest": row.digest}
                for row in rows
            ],
        }
    )  # fmt: skip


def _arrears(house: House, series: str, number: int, telling: Telling) -> Arrears | None:
    """What episode `number` lacks, told; None where that cannot be known."""
    language = telling.language
    try:
        found = arrears(house, series, number)
    except PiyingError as error:
        telling.line("due_failed", episode=number, why=error.said(language))
        return None
    if not found.dues:
        return found
    shown = found.dues[:DUES_SHOWN_MAX]
    telling.lines(["", *dues_table(shown, language)])
    if len(found.dues) > len(shown):
        telling.line("due_more", count=len(found.dues) - len(shown))
    paid = sum(due.paid for due in found.dues)
    telling.line(
        "due", episode=number, count=len(found.dues), paid=paid,
        total=amounts(found.totals, language), free=len(found.dues) - paid,
    )  # fmt: skip
    if found.unknown_count:
        telling.line("due_unknown", count=found.unknown_count)
    if found.estimated and paid:
        telling.line("due_estimated")
    return found


def _sum(money: Iterable[Money]) -> list[Money]:
    sums: dict[str, int] = {}
    for one in money:
        sums[one.currency] = sums.get(one.currency, 0) + one.minor
    return [Money(sums[currency], currency) for currency in sorted(sums)]


def _data(one: Arrears, language: str) -> dict[str, object]:
    return {
        "episode": one.episode, "estimated": one.estimated, "unknown": one.unknown_count,
        "total": [{"minor": each.minor, "currency": each.currency} for each in one.totals],
        "dues": [
            {"shot": due.shot, "kind": due.kind.value,
             "because": [{"code": why.code, "said": say(why.code, language, **dict(why.data))}
                         for why in due.because],
             "cost_minor": due.cost.minor if due.cost else None,
             "currency": due.cost.currency if due.cost else "",
             "by_model": due.paid, "ordered": due.ordered,
             "why_unknown": due.why_unknown.said(language) if due.why_unknown else ""}
            for due in one.dues
        ],
    }  # fmt: skip
