"""count: plays come in from files, and hours are made of them."""

from __future__ import annotations

import argparse

from piying.cli.telling import Telling
from piying.model.errors import Invalid
from piying.model.messages import say
from piying.studio.count import Brought, bring_in, make_hours
from piying.studio.house import House


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """count: plays come in from files, and hours are made of them."""
    if not options.files:
        raise Invalid("cli.count_nothing")
    brought = bring_in(house, options.files)
    for one in brought:
        _tell(one, telling)
    made = make_hours(house)
    telling.line("plays_hours", hours=len(made.hours), rows=sum(h.rows for h in made.hours))
    telling.result(
        {
            "files": [
                {"path": str(one.path), "received": one.received, "accepted": one.accepted,
                 "rejected": {reason.value: count for reason, count in one.rejected},
                 "again": one.again}
                for one in brought
            ],
            "hours": [
                {"hour": hour.hour, "version": hour.version, "sha256": hour.sha256,
                 "rows": hour.rows, "received": hour.received,
                 "refused": {reason.value: count for reason, count in hour.refused}}
                for hour in made.hours
            ],
        }
    )  # fmt: skip


def _tell(one: Brought, telling: Telling) -> None:
    rejected = ", ".join(f"{reason.value} {count}" for reason, count in one.rejected)
    again = say("cli.plays_again", telling.language, count=one.again) if one.again else ""
    telling.line(
        "plays_brought", path=one.path, received=one.received, accepted=one.accepted,
        rejected=rejected or "0", again=again,
    )  # fmt: skip
