"""The world of a day, from the deals of a house and the episodes that can be played.

What was released on our own channel is known by its releases; a row of the file of episodes
goes before them, and says what others show.

Senders of plays use small numbers; `names_of` gives every series, platform and contract of the
deals its number, once and for ever.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from piying.ledger.terms.agreed import Agreed
from piying.ledger.terms.days import covers
from piying.ledger.terms.versions import version_on
from piying.model.canon import Digest
from piying.model.deal import NO_CAP, Calendar, Contract, Deal
from piying.model.errors import Invalid, Missing
from piying.model.release import Ladder
from piying.store.channel.releases import Releases
from piying.store.plays.names import Names, register
from piying.store.plays.world import CAP_WATCH_X_MAX, TIME_MS_MAX, World, make_world
from piying.studio.handed import bytes_of
from piying.studio.house import House
from piying.studio.settling.bookkeeping import newest

EPISODES = "episodes.csv"
COLUMNS = ("series", "episode", "duration_ms", "since")
"""Of the file of episodes; `since` is a day, or an instant with its offset."""
FILE_BYTES_MAX = 200_000_000
OFFSET = timedelta(minutes=Calendar().offset_minutes)


@dataclass(frozen=True, slots=True)
class Screening:
    """One episode that can be played."""

    series: str
    episode: int
    duration_ms: int
    since_ms: int


def names_of(house: House, agreed: Agreed, screenings: Iterable[Screening]) -> Names:
    """Every name of the deals and episodes with its number; new ones get the next."""
    contracts = newest(agreed.contracts)
    series = {name for one in contracts for name in one.series}
    series |= {one.series for one in screenings}
    at_ms = house.clock.now_ms()
    register(house.store, "drama", sorted(series), at_ms)
    platforms = {name for one in contracts for name in one.platforms}
    register(house.store, "platform", sorted(platforms), at_ms)
    return register(house.store, "contract", sorted(one.id for one in contracts), at_ms)


@dataclass(frozen=True, slots=True)
class Dark:
    """Our own channel, and since when nothing of a series is out there, where that is so."""

    platform: str
    """What contracts call the channel."""
    since_ms: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Differing:
    """An episode of which the file says something else than its release."""

    filed: Screening
    released: Screening


def world_of(
    agreed: Agreed,
    screenings: Iterable[Screening],
    names: Names,
    day: str,
    known_by: str,
    dark: Dark | None = None,
) -> World:
    """What the plays of `day` are held against; on our own channel none that began in the dark.

    Raises:
        Invalid: what a deal counts is unknown, or two rows contradict each other.
    """
    shown = list(screenings)
    dramas = {one.series for one in shown}
    rows = [
        (names.numbers["drama", one.series], one.episode, one.duration_ms, one.since_ms)
        for one in shown
    ]
    counting = []
    for contract in newest(agreed.contracts):
        if not covers(contract.since, contract.until, day):
            continue
        deal = version_on([d for d in agreed.deals if d.id == contract.deal], day, known_by)
        if deal is None:
            raise Invalid(
                "counting.no_version", contract=contract.id, deal=contract.deal, day=day
            )
        terms = _terms(deal)
        since, until = _span(contract)
        number = names.numbers["contract", contract.id]
        counting += [
            (names.numbers["drama", series], names.numbers["platform", platform], number,
             since, _until(series, platform, (since, until), dark), *terms)
            for series in contract.series
            if series in dramas
            for platform in contract.platforms
        ]  # fmt: skip
    return make_world(rows, counting)


def screenings_of(house: House) -> tuple[Screening, ...]:
    """The episodes that can be played: those of `plays/episodes.csv`, and what was released.

    Raises:
        Missing: there is no such file, and nothing was ever released.
        Invalid: a row is wrong; it says which and what to write.
    """
    released, path = released_screenings(house), _file(house)
    if not released and not path.is_file():
        raise Missing("counting.no_episodes", path=path, columns=",".join(COLUMNS))
    filed = _filed(house)
    written = {(one.series, one.episode) for one in filed}
    return (*filed, *(one for one in released if (one.series, one.episode) not in written))


def differing(house: House) -> tuple[Differing, ...]:
    """The episodes of which the file says something else than their releases.

    Raises:
        Invalid: a row of the file is wrong.
    """
    filed = {(one.series, one.episode): one for one in _filed(house)}
    pairs = (
        (filed.get((one.series, one.episode), one), one) for one in released_screenings(house)
    )
    return tuple(Differing(*pair) for pair in pairs if pair[0] != pair[1])


def released_screenings(house: House) -> tuple[Screening, ...]:
    """The episodes that were ever released on our own channel, by series and episode.

    Each begins when it could first be seen anywhere, and is as long as its newest version.
    """
    first: dict[tuple[str, int], int] = {}
    newest: dict[tuple[str, int], Digest] = {}
    for held in Releases(house.store.database).all():
        release = held.release
        key = (release.series, release.episode)
        since = max(release.window.since_ms, release.at_ms)
        first[key] = min(since, first.get(key, since))
        newest[key] = release.ladder
    return tuple(
        Screening(*key, house.store.get(newest[key], Ladder).duration_ms, first[key])
        for key in sorted(first)
    )


def dark_on(platform: str, house: House, now_ms: int) -> Dark:
    """Since when nothing of a series is out on our own channel, which contracts call so."""
    ends: dict[str, list[int | None]] = {}
    for held in Releases(house.store.database).all():
        window = held.release.window
        told = [one.at_ms for one in held.withdrawn]
        if window.until_ms is not None and window.ended(now_ms):
            told.append(window.until_ms)
        ends.setdefault(held.release.series, []).append(min(told, default=None))
    since = {
        series: max(one for one in some if one is not None)
        for series, some in ends.items()
        if None not in some
    }
    return Dark(platform, since)


def _file(house: House) -> Path:
    return house.settings.house / "plays" / EPISODES


def _filed(house: House) -> tuple[Screening, ...]:
    """The episodes of the file; none where there is no file."""
    path = _file(house)
    if not path.is_file():
        return ()
    data = bytes_of(path, FILE_BYTES_MAX)
    return read_screenings(data, path)


def read_screenings(data: bytes, path: Path) -> tuple[Screening, ...]:
    """The episodes of a file, called `path`.

    Raises:
        Invalid: it is no CSV in UTF-8 with `COLUMNS`, or a row is wrong.
    """
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise Invalid("counting.episodes_columns", path=path, columns=",".join(COLUMNS))
        return tuple(_screening(row, number, path) for number, row in enumerate(reader, 2))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Invalid("counting.episodes_unreadable", path=path, why=str(error)) from error


def _screening(row: Mapping[str | None, str | None], number: int, path: Path) -> Screening:
    def text(column: str) -> str:
        return (row.get(column) or "").strip()

    try:
        episode, duration = int(text("episode")), int(text("duration_ms"))
        since = _instant(text("since"))
    except ValueError as error:
        raise Invalid("counting.episodes_row", path=path, row=number) from error
    if not text("series") or episode < 1 or duration < 1:
        raise Invalid("counting.episodes_row", path=path, row=number)
    return Screening(text("series"), episode, duration, since)


def _terms(deal: Deal) -> tuple[int, int, int]:
    """The shortest watch, the most plays and the most watch time that count."""
    told = {"min_ms": deal.min_ms, "cap_plays": deal.cap_plays, "cap_watch_x": deal.cap_watch_x}
    unknown = [name for name, value in told.items() if value is None]
    if unknown:
        raise Invalid("counting.term_unknown", deal=deal.id, version=deal.version,
                      field=", ".join(f"counting.{name}" for name in unknown))  # fmt: skip
    least, plays, times = (value or 0 for value in told.values())
    return least, min(plays, NO_CAP), min(times, CAP_WATCH_X_MAX)


def _span(contract: Contract) -> tuple[int, int]:
    """From when until before when a contract covers its titles."""
    until = TIME_MS_MAX
    if contract.until:
        until = _midnight(date.fromisoformat(contract.until) + timedelta(days=1))
    return _midnight(date.fromisoformat(contract.since)), until


def _until(series: str, platform: str, span: tuple[int, int], dark: Dark | None) -> int:
    """Before when plays count: the end of the contract, or the dark of our own channel."""
    since, until = span
    if dark is None or platform != dark.platform:
        return until
    return min(until, max(since, dark.since_ms.get(series, until)))


def _midnight(day: date) -> int:
    """The first millisecond of a day, in the calendar that deals have."""
    return _ms(datetime.combine(day, time(), UTC) - OFFSET)


def _instant(text: str) -> int:
    """A day's first millisecond, or the instant that is written with its offset."""
    if len(text) == len("2026-11-20"):
        return _midnight(date.fromisoformat(text))
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return _ms(at)


def _ms(at: datetime) -> int:
    return round((at - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))
