"""Clocks and penalties as data: by when something has to be done, and what strikes come to."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from piying.model.errors import Invalid, Missing

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
ANYWHERE = "*"
BUSINESS_DAYS_MAX = 3_660
"""No deadline in working hours lies further ahead."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline."""

    id: str
    length_ms: int
    what_zh: str
    what_en: str
    jurisdiction: str = ANYWHERE
    business: bool = False
    """Whether only working hours count."""


@dataclass(frozen=True, slots=True)
class Business:
    """When a place works."""

    offset: timezone
    from_hour: int
    to_hour: int
    weekdays: frozenset[int]
    holidays: frozenset[date]


@dataclass(frozen=True, slots=True)
class Step:
    """What happens at a sum of strikes."""

    from_weight: int
    does: str
    what_zh: str
    what_en: str


@dataclass(frozen=True, slots=True)
class Penalty:
    """What strikes weigh and come to."""

    window_ms: int
    weight: int
    weights: Mapping[str, int]
    """By the category of a rule."""
    steps: tuple[Step, ...]
    """From the mildest."""

    def sum(self, strikes: Iterable[tuple[int, str]], now_ms: int) -> int:
        """What the strikes, each (at_ms, category), weigh together now."""
        return sum(
            self.weights.get(category, self.weight)
            for at_ms, category in strikes
            if now_ms - self.window_ms < at_ms <= now_ms
        )

    def step(self, weight: int) -> Step | None:
        """The gravest step that `weight` reaches."""
        reached = [step for step in self.steps if step.from_weight <= weight]
        return reached[-1] if reached else None


@dataclass(frozen=True, slots=True)
class Clocks:
    """All deadlines and penalties."""

    clocks: tuple[Clock, ...]
    business: Business
    penalty: Penalty

    def clock(self, name: str, jurisdiction: str = ANYWHERE) -> Clock:
        """The clock `name` of a jurisdiction, else the one for all."""
        for place in (jurisdiction, ANYWHERE):
            for clock in self.clocks:
                if (clock.id, clock.jurisdiction) == (name, place):
                    return clock
        raise Missing("review.unknown_clock", name=name)

    def due(self, name: str, start_ms: int, jurisdiction: str = ANYWHERE) -> int:
        """When the clock `name` that starts at `start_ms` runs out, in ms since 1970."""
        clock = self.clock(name, jurisdiction)
        if not clock.business:
            return start_ms + clock.length_ms
        return _in_working_hours(self.business, start_ms, clock.length_ms)


def parse_clocks(text: str) -> Clocks:
    """The clocks that TOML says.

    Raises:
        Invalid: a row has no length or more than one, comes twice or lacks a part.
    """
    try:
        told = tomllib.loads(text)
        clocks = tuple(_clock(row) for row in told["clock"])
        business, penalty = _business(told["business"]), _penalty(told["penalty"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise Invalid("review.clocks_unreadable", why=str(error)) from error
    names = [(clock.id, clock.jurisdiction) for clock in clocks]
    for name in names:
        if names.count(name) > 1:
            raise Invalid("review.clocks_unreadable", why=f"twice: {' '.join(name)}")
    return Clocks(clocks, business, penalty)


_UNITS = {"minutes": MINUTE_MS, "hours": HOUR_MS, "days": DAY_MS}


def _clock(row: Mapping[str, object]) -> Clock:
    given = [unit for unit in _UNITS if unit in row]
    length = row.get(given[0]) if len(given) == 1 else None
    if not isinstance(length, int) or length <= 0:
        raise ValueError(f"{row['id']}: one of minutes, hours, days, above 0")
    zh, en = _what(row)
    return Clock(
        str(row["id"]), length * _UNITS[given[0]], zh, en,
        str(row.get("jurisdiction", ANYWHERE)), row.get("business") is True,
    )  # fmt: skip


def _what(row: Mapping[str, object]) -> tuple[str, str]:
    what = row["what"]
    if not isinstance(what, dict):
        raise TypeError(f"{row.get('id', row.get('does'))}: what = {{ zh, en }}")
    return str(what["zh"]), str(what["en"])


def _business(row: Mapping[str, object]) -> Business:
    days, holidays = row["weekdays"], row["holidays"]
    minutes, begins, ends = row["utc_offset_minutes"], row["from_hour"], row["to_hour"]
    if not isinstance(days, list) or not days or not isinstance(holidays, list):
        raise TypeError("business: weekdays and holidays are lists, one day at least")
    if not (isinstance(minutes, int) and isinstance(begins, int) and isinstance(ends, int)):
        raise TypeError("business: whole numbers of minutes and hours")
    if not 0 <= begins < ends <= 24:
        raise ValueError("business: from_hour < to_hour")
    offset = timezone(timedelta(minutes=minutes))
    return Business(offset, begins, ends, frozenset(days), frozenset(holidays))


def _penalty(row: Mapping[str, object]) -> Penalty:
    steps, weights = row["step"], row["weights"]
    days, weight = row["window_days"], row["weight"]
    if not isinstance(steps, list) or not isinstance(weights, dict):
        raise TypeError("penalty: step and weights")
    if not isinstance(days, int) or not isinstance(weight, int):
        raise TypeError("penalty: whole numbers")
    made = tuple(Step(int(step["from"]), str(step["does"]), *_what(step)) for step in steps)
    if [step.from_weight for step in made] != sorted({step.from_weight for step in made}):
        raise ValueError("penalty: steps rise")
    return Penalty(days * DAY_MS, weight, {k: int(v) for k, v in weights.items()}, made)


def _in_working_hours(work: Business, start_ms: int, length_ms: int) -> int:
    """When `length_ms` of working time after `start_ms` is over."""
    begun = datetime.fromtimestamp(start_ms // 1000, UTC).astimezone(work.offset)
    left = length_ms
    for ahead in range(BUSINESS_DAYS_MAX):
        day = begun.date() + timedelta(days=ahead)
        if day.isoweekday() not in work.weekdays or day in work.holidays:
            continue
        midnight = datetime(day.year, day.month, day.day, tzinfo=work.offset)
        opens = _ms(midnight) + work.from_hour * HOUR_MS
        closes = _ms(midnight) + work.to_hour * HOUR_MS
        room = closes - max(opens, start_ms)
        if room >= left:
            return max(opens, start_ms) + left
        left -= max(0, room)
    raise Invalid("review.clocks_unreadable", why="business: no working day")


def _ms(moment: datetime) -> int:
    return round(moment.timestamp()) * 1000
