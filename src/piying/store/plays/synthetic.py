"""Synthetic days: plays that nobody watched, for trying out counting at its full size.

A day is a function of its shape. It is made one hour and one bucket of people at a time, so
a day of any size needs the memory of one bucket. What it is like: dramas are chosen by Zipf's
law, a person sees a run of consecutive episodes in one viewing, some are skipped after moments,
some reports come twice (a few of them with the time of the next hour, as a wrong player sends
them), a few people are programs that play one episode without end, and the evening is busy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from piying.model import play
from piying.model.play import BUCKETS, HOUR_MS
from piying.store.plays.packed import DTYPES, Columns, count_of, joined, taken

MILLION = 1_000_000
EVENING = (
    62, 36, 22, 16, 14, 16, 26, 46, 60, 66, 72, 84, 118, 112, 92, 90, 96, 114, 150, 192, 226,
    218, 168, 104,
)  # fmt: skip
"""How busy each hour of a Chinese day is, from midnight on; the mean is about 92."""
UTC_OFFSET_HOURS = 8
_DURATION_MS = (60_000, 120_000)
_VERSION_7 = 0x7000


@dataclass(frozen=True, slots=True)
class Shape:
    """What a synthetic day is like."""

    day_ms: int
    """Midnight in UTC+08:00, where the day begins."""
    events: int
    """About how many plays, copies included."""
    seed: int = 1
    people: int = 60 * MILLION
    dramas: int = 20_000
    episodes: int = 60
    platforms: int = 6
    zipf_milli: int = 1_050
    """The exponent of the law by which dramas are chosen."""
    run_mean: int = 8
    skips_ppm: int = 280_000
    copies_ppm: int = 8_000
    copies_later_ppm: int = 50_000
    """Of the copies, so many have the time of the next hour."""
    bots_ppm: int = 400


def duration_ms(drama: NDArray[Any], episode: NDArray[Any]) -> NDArray[np.int64]:
    """How long episodes of synthetic dramas are, which are numbered from 1 on."""
    low, high = _DURATION_MS
    mixed = (drama.astype(np.int64) * 2_654_435_761 + episode.astype(np.int64) * 40_503) >> 7
    found: NDArray[np.int64] = low + mixed % ((high - low) // 1_000) * 1_000
    return found


def plays_of_day(shape: Shape) -> Iterator[tuple[int, int, Columns]]:
    """(hour since 1970, bucket, its plays): 24 hours of 256 buckets each, in order."""
    for number in range(24):
        for bucket in range(BUCKETS):
            hour = shape.day_ms // HOUR_MS + number
            yield hour, bucket, plays_of_bucket(shape, number, bucket)


def plays_of_bucket(shape: Shape, number: int, bucket: int) -> Columns:
    """The plays of one bucket in hour `number` of the day, as they are received: unsorted."""
    chance = np.random.default_rng((shape.seed, number, bucket, 0))
    share = shape.events * EVENING[number] // (sum(EVENING) * BUCKETS)
    wanted = share + int(chance.random() * BUCKETS < (shape.events * EVENING[number]
                                                       // sum(EVENING)) % BUCKETS)  # fmt: skip
    parts = [_viewings(shape, chance, number, bucket, wanted)]
    copies = chance.integers(0, MILLION, count_of(parts[0])) < shape.copies_ppm
    parts.append(taken(parts[0], copies))
    parts.append(_late_copied(shape, number, bucket))
    if number:
        parts.append(_moved(_late_copied(shape, number - 1, bucket)))
    rows = joined(parts)
    return taken(rows, chance.permutation(count_of(rows)))


def _late_copied(shape: Shape, number: int, bucket: int) -> Columns:
    """The plays of an hour that are reported once more in the next one."""
    chance = np.random.default_rng((shape.seed, number, bucket, 1))
    events = shape.events * EVENING[number] // sum(EVENING)
    mean = events * shape.copies_ppm * shape.copies_later_ppm / (MILLION * MILLION * BUCKETS)
    return _viewings(shape, chance, number, bucket, int(chance.poisson(mean)))


def _moved(rows: Columns) -> Columns:
    return rows | {play.TS: rows[play.TS] + HOUR_MS}


def _viewings(
    shape: Shape, chance: np.random.Generator, number: int, bucket: int, wanted: int
) -> Columns:
    """`wanted` plays in runs of episodes."""
    viewings = 2 * wanted // shape.run_mean + 64  # twice as many as are needed in the mean
    length = chance.geometric(1 / shape.run_mean, viewings)
    count = int(np.searchsorted(np.cumsum(length), wanted) + 1) if wanted else 0
    length = length[:count]
    bot = chance.integers(0, MILLION, count) < shape.bots_ppm
    drama = 1 + np.searchsorted(
        _popularity(shape.dramas, shape.zipf_milli), chance.random(count)
    )  # fmt: skip
    first = chance.integers(1, shape.episodes + 1, count)
    person = _people(shape, chance, bucket, count)
    platform = chance.integers(0, shape.platforms, count)
    start = chance.integers(0, HOUR_MS, count)
    which = np.repeat(np.arange(count), length)[:wanted]
    n = _counters(length)[:wanted]
    episode = np.where(bot[which], first[which], (first[which] - 1 + n) % shape.episodes + 1)
    watch = _watched(shape, chance, duration_ms(drama[which], episode), bot[which])
    begun = shape.day_ms + number * HOUR_MS
    offset = np.minimum(start[which] + n * 60_000, HOUR_MS - 1)
    high = ((begun + start) << 16) | _VERSION_7 | chance.integers(0, 1 << 12, count)
    low = chance.integers(-(1 << 63), -(1 << 62), count)  # the variant's two bits: 10
    found = {
        play.VIEWING_HI: high[which], play.VIEWING_LO: low[which], play.N: n,
        play.USER: person[which], play.TS: begun + offset, play.DRAMA: drama[which],
        play.EPISODE: episode, play.PLATFORM: platform[which] + 1, play.WATCH: watch,
    }  # fmt: skip
    return {name: found[name].astype(dtype) for name, dtype in DTYPES.items()}


def _watched(
    shape: Shape, chance: np.random.Generator, whole: NDArray[np.int64], bot: NDArray[np.bool_]
) -> NDArray[np.int64]:
    milli = chance.integers(600, 1_001, len(whole))
    skipped = chance.integers(0, MILLION, len(whole)) < shape.skips_ppm
    watched: NDArray[np.int64] = np.where(
        skipped, chance.integers(200, 5_000, len(whole)), whole * milli // 1_000
    )
    return np.where(bot, 3_100, watched)


def _people(
    shape: Shape, chance: np.random.Generator, bucket: int, count: int
) -> NDArray[np.int64]:
    """A person of the bucket for each viewing."""
    index = chance.integers(0, max(1, shape.people // BUCKETS), count).astype(np.uint64)
    mixed = (index + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(9)).astype(np.int64) | (bucket << 55)


def _counters(length: NDArray[Any]) -> NDArray[np.int64]:
    """0, 1, … for the plays of each viewing."""
    ends = np.cumsum(length)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - length, length)


@cache
def _popularity(dramas: int, zipf_milli: int) -> NDArray[np.float64]:
    """The share of the first dramas, the most popular first, added up."""
    weight = np.arange(1, dramas + 1, dtype=np.float64) ** (-zipf_milli / 1_000)
    total: NDArray[np.float64] = np.cumsum(weight) / weight.sum()
    total[-1] = 1.0
    return total
