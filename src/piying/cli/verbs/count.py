"""count: plays come in from files, hours are made of them, and a day is counted twice."""

from __future__ import annotations

import argparse

from piying.cli.moneys import moment
from piying.cli.table import table
from piying.cli.telling import Telling
from piying.model.messages import say
from piying.studio.counting.count import Brought, bring_in, make_hours
from piying.studio.counting.daycount import count_the_day, days_played
from piying.studio.counting.worlds import differing, names_of, screenings_of
from piying.studio.house import House
from piying.studio.settling.bookkeeping import agreed_of


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """count: plays come in from files, hours are made of them, and a day is counted twice."""
    if options.names:
        _names(house, telling)
        return
    if options.files:
        _import(house, options, telling)
        if not options.day:
            return
    days = [options.day] if options.day else days_played(house)
    if not days:
        telling.line("count_nothing_new")
    apart = [] if options.world else _differing(house, telling)
    counted = [_day(house, day, options, telling) for day in days]
    telling.result({"days": counted, "differing": apart})


def _differing(house: House, telling: Telling) -> list[dict[str, object]]:
    """Tell of which episodes the file says something else than their releases."""
    found: list[dict[str, object]] = []
    for one in differing(house):
        filed, out = one.filed, one.released
        telling.line(
            "episodes_differ", series=filed.series, episode=filed.episode,
            filed=f"{filed.duration_ms:,} ms, {moment(filed.since_ms)}",
            released=f"{out.duration_ms:,} ms, {moment(out.since_ms)}",
        )  # fmt: skip
        found.append({
            "series": filed.series, "episode": filed.episode,
            "filed": {"duration_ms": filed.duration_ms, "since_ms": filed.since_ms},
            "released": {"duration_ms": out.duration_ms, "since_ms": out.since_ms},
        })  # fmt: skip
    return found


def _names(house: House, telling: Telling) -> None:
    names = names_of(house, agreed_of(house), screenings_of(house))
    language = telling.language
    head = tuple(say(f"cli.head_{name}", language) for name in ("sort", "number", "name"))
    rows = [(sort, str(number), name) for (sort, name), number in sorted(names.numbers.items())]
    telling.lines(table([head, *rows], 0))
    telling.result(
        {"names": [{"sort": sort, "number": int(number), "name": name}
                   for sort, number, name in rows]}
    )  # fmt: skip


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


def _day(
    house: House, day: str, options: argparse.Namespace, telling: Telling
) -> dict[str, object]:
    found = count_the_day(house, day, options.world, options.engine, options.trust)
    made = found.day
    if not found.new:
        telling.line("day_again", day=made.day, version=made.version)
    if found.new and made.version > 1 and found.changed:
        telling.line("day_reopened", hours=", ".join(found.changed))
    refused = ", ".join(f"{reason.value} {count}" for reason, count in made.refused)
    telling.line("day_counted", day=made.day, version=made.version, received=made.received,
                 counted=made.counted, refused=refused, sha256=made.rows_sha256)  # fmt: skip
    if options.trust:
        telling.line("day_provisional")
    return {
        "day": made.day,
        "version": made.version,
        "new": found.new,
        "provisional": bool(options.trust),
        "changed": list(found.changed),
        "received": made.received,
        "counted": made.counted,
        "refused": {reason.value: count for reason, count in made.refused},
        "rows": made.rows,
        "rows_sha256": made.rows_sha256,
        "file": made.file,
        "world": made.world,
    }


def _tell(one: Brought, telling: Telling) -> None:
    rejected = ", ".join(f"{reason.value} {count}" for reason, count in one.rejected)
    again = say("cli.plays_again", telling.language, count=one.again) if one.again else ""
    telling.line(
        "plays_brought", path=one.path, received=one.received, accepted=one.accepted,
        rejected=rejected or "0", again=again,
    )  # fmt: skip
