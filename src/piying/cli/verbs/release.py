"""release: pack a cleared episode and put it out; list releases, or withdraw them."""

from __future__ import annotations

import argparse

from piying.cli.asked import episodes_asked
from piying.cli.dossiers import acting, one_episode
from piying.cli.moneys import moment
from piying.cli.table import table
from piying.cli.telling import Telling
from piying.model.messages import say
from piying.model.release import Release, UnlockPlan
from piying.studio.house import House
from piying.studio.releasing.release import (
    Asked,
    Out,
    Released,
    look,
    release_episode,
    withdraw,
)

MB = 1_000_000


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """release: pack a cleared episode and put it out; list releases, or withdraw them."""
    if options.list:
        _list(house, options, telling)
    elif options.withdraw:
        who = acting(house, options)
        for held in withdraw(house, tuple(options.withdraw), who, options.why):
            one = held.release
            telling.line("withdrawn_release", id=one.id, name=_name(one))
            telling.result({"release": _data(held.release), "out": held.out})
    else:
        series, number = one_episode(house, options)
        asked = Asked(
            options.film, options.captions, options.plan, options.territory, options.from_ms,
            options.until_ms, options.contract, options.lock,
        )  # fmt: skip
        _tell(house, release_episode(house, series, number, acting(house, options), asked),
              telling)  # fmt: skip


def _tell(house: House, out: Out, telling: Telling) -> None:
    one, language = out.release, telling.language
    until = one.window.until_ms
    ends = say("cli.released_until", language, at=moment(until)) if until else ""
    telling.line("released", id=one.id, name=_name(one), version=one.version,
                 where=",".join(one.window.territories), since=moment(one.window.since_ms),
                 until=ends)  # fmt: skip
    rungs = ", ".join(f"{rung.name} {rung.average_bits // 1000} kbit/s" for rung in
                      out.ladder.rungs)  # fmt: skip
    size = sum(file.bytes for rung in out.ladder.rungs for file in rung.files)
    words = ", ".join(code for code, _ in out.ladder.subtitles) or "-"
    telling.line("released_ladder", rungs=rungs, size=f"{size / MB:.1f}", subtitles=words)
    plan = house.store.get(one.plan, UnlockPlan)
    yes = say("cli.release_yes" if plan.members else "cli.release_no", language)
    telling.line(
        "released_plan", free=plan.free_episodes, coins=_or_none(plan.coins),
        whole=_or_none(plan.series_coins), ads=_or_none(plan.ads), members=yes,
    )  # fmt: skip
    for old in out.replaced:
        telling.line("released_in_place", id=old.id)
    telling.result(
        {"release": _data(one), "replaced": [old.id for old in out.replaced],
         "rungs": [[rung.name, rung.average_bits] for rung in out.ladder.rungs]}
    )  # fmt: skip


def _list(house: House, options: argparse.Namespace, telling: Telling) -> None:
    series = episodes_asked(house, options)[0][0] if options.series else ""
    found, now = look(house, series), house.clock.now_ms()
    if not found:
        telling.line("no_releases")
    telling.lines(
        table(
            [
                (one.release.id, _name(one.release), ",".join(one.release.window.territories),
                 moment(one.release.window.since_ms),
                 say(f"cli.release_{_state(one, now)}", telling.language))
                for one in found
            ]
        )
    )  # fmt: skip
    telling.result(
        {"releases": [{**_data(one.release), "state": _state(one, now)} for one in found]}
    )


def _state(held: Released, now_ms: int) -> str:
    if held.withdrawn:
        return held.withdrawn[0].cause.value
    window = held.release.window
    if window.ended(now_ms):
        return "over"
    return "out" if window.since_ms <= now_ms else "to_come"


def _data(one: Release) -> dict[str, object]:
    return {
        "id": one.id, "series": one.series, "episode": one.episode, "version": one.version,
        "film": one.film, "ladder": one.ladder, "territories": list(one.window.territories),
        "since_ms": one.window.since_ms, "until_ms": one.window.until_ms,
        "contract": one.contract, "by": one.by, "at_ms": one.at_ms,
    }  # fmt: skip


def _name(one: Release) -> str:
    return f"{one.series}/e{one.episode:02d}"


def _or_none(count: int | None) -> str:
    return "-" if count is None else str(count)
