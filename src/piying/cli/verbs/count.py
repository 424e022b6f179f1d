"""count: plays come in from files, hours are made of them, and a day is counted twice."""

from __future__ import annotations

import argparse

from piying.cli.telling import Telling
from piying.model.errors import Invalid
from piying.model.messages import say
from piying.studio.count import Brought, bring_in, make_hours
from piying.studio.daycount import count_the_day
from piying.studio.house import House


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """count: plays come in from files, hours are made of them, and a day is counted twice."""
    if not options.files and not options.day:
        raise Invalid("cli.count_nothing")
    if options.day and options.world is None:
        raise Invalid("cli.count_no_world")
    if options.files:
        _import(house, options, telling)
    if options.day:
        _day(house, options, telling)


def _import(house: House, options: argparse.Namespace, telling: Telling) -> None:
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


def _day(house: House, options: argparse.Namespace, telling: Telling) -> None:
    found = count_the_day(house, options.day, options.world, options.engine, options.trust)
    day = found.day
    if not found.new:
        telling.line("day_again", day=day.day, version=day.version)
    if found.new and day.version > 1 and found.changed:
        telling.line("day_reopened", hours=", ".join(found.changed))
    refused = ", ".join(f"{reason.value} {count}" for reason, count in day.refused)
    telling.line("day_counted", day=day.day, version=day.version, received=day.received,
                 counted=day.counted, refused=refused, sha256=day.rows_sha256)  # fmt: skip
    if options.trust:
        telling.line("day_provisional")
    telling.result(
        {
            "day": day.day,
            "version": day.version,
            "new": found.new,
            "provisional": bool(options.trust),
            "changed": list(found.changed),
            "received": day.received,
            "counted": day.counted,
            "refused": {reason.value: count for reason, count in day.refused},
            "rows": day.rows,
            "rows_sha256": day.rows_sha256,
            "file": day.file,
            "world": day.world,
        }
    )


def _tell(one: Brought, telling: Telling) -> None:
    rejected = ", ".join(f"{reason.value} {count}" for reason, count in one.rejected)
    again = say("cli.plays_again", telling.language, count=one.again) if one.again else ""
    telling.line(
        "plays_brought", path=one.path, received=one.received, accepted=one.accepted,
        rejected=rejected or "0", again=again,
    )  # fmt: skip
