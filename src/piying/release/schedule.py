"""The update calendar: when new episodes of a series come, from one line of its listing.

"mon,wed,fri 18:00" is the line; "daily 18:00" stands for every day, and an offset from UTC may
follow ("fri 20:00 +09:00"). Without one it is the time of China. An empty line is no calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from piying.model.errors import Invalid

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTE_MS, DAY_MS = 60_000, 86_400_000
CHINA_MINUTES = 480
"""Ahead of UTC."""
MONDAY_1970 = 4
"""Days from 1970-01-01, a Thursday, to the first Monday."""

_LINE = re.compile(
    r"(?P<days>daily|[a-z]{3}(?:,[a-z]{3})*) (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)"
    r"(?: (?P<sign>[+-])(?P<ahead_h>0\d|1[0-4]):(?P<ahead_m>[0-5]\d))?"
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """On which days of the week and when; no days: no calendar."""

    days: tuple[int, ...]
    """0 is Monday."""
    minute: int
    """Of the day."""
    ahead_minutes: int = CHINA_MINUTES
    """Of UTC."""


@dataclass(frozen=True, slots=True)
class Update:
    """An episode that is to come."""

    series: str
    episode: int
    at_ms: int


def calendar(line: str) -> Calendar:
    """The calendar that `line` is.

    Raises:
        Invalid: it is none.
    """
    if not line:
        return Calendar((), 0)
    found = _LINE.fullmatch(line)
    names = DAYS if found and found["days"] == "daily" else ()
    if found and not names:
        names = tuple(found["days"].split(","))
    if found is None or not set(names) <= set(DAYS) or len(set(names)) < len(names):
        raise Invalid("release.calendar_unreadable", line=line)
    ahead = CHINA_MINUTES
    if found["sign"]:
        ahead = int(found["ahead_h"]) * 60 + int(found["ahead_m"])
        ahead = -ahead if found["sign"] == "-" else ahead
    minute = int(found["hour"]) * 60 + int(found["minute"])
    return Calendar(tuple(sorted(DAYS.index(name) for name in names)), minute, ahead)


def moments(when: Calendar, after_ms: int, count: int) -> tuple[int, ...]:
    """The first `count` moments of the calendar later than `after_ms`; none without days."""
    if not when.days or count < 1:
        return ()
    ahead_ms = when.ahead_minutes * MINUTE_MS
    day, found = (after_ms + ahead_ms) // DAY_MS, list[int]()
    while len(found) < count:
        at_ms = day * DAY_MS + when.minute * MINUTE_MS - ahead_ms
        if at_ms > after_ms and (day - MONDAY_1970) % 7 in when.days:
            found.append(at_ms)
        day += 1
    return tuple(found)


def to_come(
    series: str, line: str, out: Iterable[int], planned: int, now_ms: int
) -> tuple[Update, ...]:
    """The episodes that are planned and not out, each at its moment of the calendar."""
    missing = sorted(set(range(1, planned + 1)) - set(out))
    when = moments(calendar(line), now_ms, len(missing))
    return tuple(Update(series, *one) for one in zip(missing, when, strict=False))


def week(updates: Iterable[Update], now_ms: int) -> tuple[tuple[int, tuple[Update, ...]], ...]:
    """Updates of the next seven days by day: (days from now, in order of time)."""
    found: dict[int, list[Update]] = {}
    for update in sorted(updates, key=lambda one: (one.at_ms, one.series, one.episode)):
        away = (update.at_ms - now_ms) // DAY_MS
        if 0 <= away < len(DAYS):
            found.setdefault(away, []).append(update)
    return tuple((away, tuple(some)) for away, some in found.items())
