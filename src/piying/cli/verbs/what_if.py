"""what-if: other terms over past facts: who would have more, who less, small teams first."""

from __future__ import annotations

import argparse

from piying.cli.table import table
from piying.cli.telling import Telling
from piying.model.messages import say
from piying.model.money import grouped
from piying.studio.house import House
from piying.studio.settling.reconcilewords import Change, Comparison
from piying.studio.settling.whatif import Otherwise, percent, what_if, write_csv

EXCLUSIVE = {"": None, "yes": True, "no": False}


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """what-if: other terms over past facts: who would have more and who less."""
    found = what_if(
        house,
        Otherwise(options.terms, options.deal, options.format, EXCLUSIVE[options.exclusive],
                  tuple(options.series), options.begin, options.end),
    )  # fmt: skip
    if options.csv is not None:
        write_csv(options.csv, found.changes)
    _tell(found, telling)
    if options.csv is not None:
        telling.line("reconcile_written", path=options.csv)
    telling.result(
        {
            "day": found.day,
            "changes": [_data(one) for one in found.changes],
            "winners": len(found.winners),
            "losers": len(found.losers),
            "team_unknown": list(found.team_unknown),
            "cost_unknown": list(found.cost_unknown),
        }
    )


def _tell(found: Comparison, telling: Telling) -> None:
    language = telling.language
    names = ("party", "series", "format", "team", "cost", "before", "after", "apart", "percent")
    rows = [tuple(say(f"cli.head_{name}", language) for name in names)]
    rows += [_row(one) for one in found.changes]
    if found.changes:
        telling.lines([*table(rows, 0), ""])
    telling.line("whatif_result", winners=len(found.winners), losers=len(found.losers),
                 same=len(found.changes) - len(found.winners) - len(found.losers),
                 day=found.day)  # fmt: skip
    for currency in sorted({one.currency for one in found.changes}):
        own = [one for one in found.changes if one.currency == currency]
        apart = sum(one.difference_minor for one in own)
        telling.line("whatif_sum", before=grouped(sum(o.before_minor for o in own), currency),
                     after=grouped(sum(o.after_minor for o in own), currency),
                     apart=_signed(apart, currency), currency=currency)  # fmt: skip
    for code, unknown in (("team", found.team_unknown), ("cost", found.cost_unknown)):
        if unknown:
            telling.line(f"whatif_{code}_unknown", contracts=", ".join(unknown))


def _row(one: Change) -> tuple[str, ...]:
    cost = "?" if one.cost is None else f"{one.cost.numerator // one.cost.denominator:,}"
    return (
        one.party, one.series or one.contract, one.format, str(one.team or "?"), cost,
        grouped(one.before_minor, one.currency), grouped(one.after_minor, one.currency),
        _signed(one.difference_minor, one.currency), percent(one) or "–",
    )  # fmt: skip


def _signed(minor: int, currency: str) -> str:
    return f"{'+' if minor > 0 else ''}{grouped(minor, currency)}"


def _data(one: Change) -> dict[str, object]:
    return {
        "party": one.party,
        "contract": one.contract,
        "series": one.series,
        "format": one.format,
        "team": one.team,
        "cost": None if one.cost is None else str(one.cost),
        "currency": one.currency,
        "before_minor": one.before_minor,
        "after_minor": one.after_minor,
        "difference_minor": one.difference_minor,
        "percent": percent(one).removesuffix(" %") or None,
    }
