"""count --day: the plays of a day, counted by two engines and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from piying.model.deal import Calendar
from piying.model.errors import Invalid
from piying.model.play import DAY_MS
from piying.store.plays.counted import Engine
from piying.store.plays.days import HourFile, Opened, count_day, count_provisional
from piying.store.plays.engines.clickhouse import ClickHouseEngine
from piying.store.plays.engines.duckdb import DuckEngine
from piying.store.plays.engines.kernel import KernelEngine
from piying.store.plays.engines.spark import SparkEngine
from piying.store.plays.hours import files_of
from piying.store.plays.totals import total_of
from piying.store.plays.world import World
from piying.store.plays.worldfile import read_world
from piying.studio.counting.worlds import dark_on, names_of, screenings_of, world_of
from piying.studio.house import House, plays_of
from piying.studio.releasing.listings import own_platform
from piying.studio.settling.bookkeeping import agreed_of, instant

ENGINES: Mapping[str, Callable[[], Engine]] = {
    "kernel": KernelEngine,
    "duckdb": DuckEngine,
    "clickhouse": ClickHouseEngine,
    "spark": SparkEngine,
}
"""Every engine by its name; whichever counts, another one checks."""

FAR_MS = 253_370_000_000_000
"""Before the year 9999 ends."""
OFFSET_MS = Calendar().offset_minutes * 60_000
"""A day begins at midnight of the calendar that deals have unless they say otherwise."""


def count_the_day(
    house: House, day: str, world: Path | None, engine: str, trusted: str
) -> Opened:
    """`day` counted by `engine` and checked by another one; provisional where one is trusted.

    DuckDB checks the kernel, and the kernel checks every other engine. `world` is the folder of
    screening.csv and counting.csv; without one, the deals and episodes of the house hold.

    Raises:
        Missing: an engine, the world, or the deals are not there.
        Invalid: the day has no hours, the engines differ, or what a deal counts is unknown.
    """
    hours = hours_of_day(house, day)
    held = read_world(world) if world else own_world(house, day)
    with house.progress.step("cli.step_count_day", 1) as step:
        if trusted:
            one = ENGINES[trusted]()
            made = count_provisional(house.store, day, hours, held, engine=one)
            found = Opened(made, new=True, changed=())
        else:
            check = "duckdb" if engine == "kernel" else "kernel"
            found = count_day(
                house.store, day, hours, held, first=ENGINES[engine](), check=ENGINES[check](),
                at_ms=house.clock.now_ms(),
            )  # fmt: skip
            total_of(house.store, found.day, house.clock.now_ms())
        step.advance()
    return found


def own_world(house: House, day: str) -> World:
    """What the plays of `day` are held against, by the deals and episodes of the house."""
    agreed, screenings = agreed_of(house), screenings_of(house)
    names = names_of(house, agreed, screenings)
    dark = dark_on(own_platform(house), house, house.clock.now_ms())
    return world_of(agreed, screenings, names, day, instant(house), dark)


def days_played(house: House) -> tuple[str, ...]:
    """Every day on which somebody played, by the calendar that deals have."""
    return days_in(plays_of(house))


def days_in(folder: Path) -> tuple[str, ...]:
    """Every day of which the folder of plays has hours."""
    hours = files_of(folder, 0, FAR_MS)
    found = {
        (datetime.strptime(f"{hour.hour}+0000", "%Y-%m-%dT%H%z")
         + timedelta(milliseconds=OFFSET_MS)).date().isoformat()
        for hour in hours
    }  # fmt: skip
    return tuple(sorted(found))


def hours_of_day(house: House, day: str) -> tuple[HourFile, ...]:
    """The 24 hours of `day`, or as many of them as somebody played in.

    Raises:
        Invalid: `day` is no day.
    """
    try:
        midnight = datetime.combine(date.fromisoformat(day), time(), UTC)
    except ValueError as error:
        raise Invalid("counting.bad_day", day=day) from error
    begin = int(midnight.timestamp()) * 1000 - OFFSET_MS
    return tuple(
        HourFile(hour.hour, hour.path, hour.sha256)
        for hour in files_of(plays_of(house), begin, begin + DAY_MS)
    )
