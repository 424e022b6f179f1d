"""Live figures: gains and events added up in cells, and what the cells say of days and weeks.

A cell is of a series, one of its episodes or all of it, in an hour or on a day. Adding up does
not care for order, so figures that are made anew are the same. Nothing here is money: money is
made from days that were counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from piying.model.figures import CHINA_HOURS, DAY_HOURS, Counter, Event, Gain
from piying.model.play import HOUR_MS

EVERYTHING = ""
"""The series that stands for all of them."""
EVERY = 0
"""The episode that stands for all of them."""
WEEK_DAYS = 7
EPOCH_WEEKDAY = 3
"""1 January 1970 was a Thursday; Monday is 0."""

GAINED = (Counter.PLAYS.value, Counter.FINISHED.value, Counter.WATCH.value)
"""What gains count, in the order of a gain."""

Counts = dict[str, int]
Cell = tuple[str, int, int]
"""Series, episode, and hour or day."""


@dataclass(frozen=True, slots=True)
class Now:
    """The hour that it is, and the days that this makes of today and this week."""

    hour: int

    @property
    def today(self) -> int:
        """The day in China."""
        return day_of(self.hour)

    @property
    def monday(self) -> int:
        """The first day of the settlement week."""
        return monday_of(self.today)

    @property
    def first_hour(self) -> int:
        """The first hour of the week before, with which this one is compared."""
        return first_hour_of(self.monday - WEEK_DAYS)


@dataclass(frozen=True, slots=True)
class Share:
    """What one series, or one episode, gained in an hour."""

    series: str
    episode: int
    hour: int
    counts: Mapping[str, int]


@dataclass(slots=True)
class Touched:
    """What changed since it was last asked for, by series."""

    episodes: dict[str, set[int]] = field(default_factory=dict)
    """`EVERY` among them."""
    hours: dict[str, set[int]] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return bool(self.episodes or self.hours)


@dataclass(slots=True)
class Running:
    """The figures as they run."""

    hours: dict[Cell, Counts] = field(default_factory=dict)
    """By hour: series as a whole only."""
    days: dict[Cell, Counts] = field(default_factory=dict)
    touched: Touched = field(default_factory=Touched)

    def add(self, share: Share) -> None:
        """Count a share in its hour and day, for the episode, the series and everything."""
        series, hour, day = share.series, share.hour, day_of(share.hour)
        for of in {series, EVERYTHING}:
            self._count(self.hours, (of, EVERY, hour), share.counts)
            self._count(self.days, (of, EVERY, day), share.counts)
            self.touched.hours.setdefault(of, set()).add(hour)
            self.touched.episodes.setdefault(of, set()).add(EVERY)
        if share.episode != EVERY:
            self._count(self.days, (series, share.episode, day), share.counts)
            self.touched.episodes.setdefault(series, set()).add(share.episode)

    def gain(self, gains: Iterable[tuple[str, Gain]]) -> None:
        """Count the gains of series, as `add` does, added up first: most are of few series."""
        hours: dict[tuple[str, int], list[int]] = {}
        days: dict[Cell, list[int]] = {}
        for series, one in gains:
            more = (one.plays, one.finished, one.watch_ms)
            for held in (
                hours.setdefault((series, one.hour), [0, 0, 0]),
                days.setdefault((series, one.episode, day_of(one.hour)), [0, 0, 0]),
            ):
                for at in range(3):
                    held[at] += more[at]
        for (series, hour), sums in hours.items():
            self.add(Share(series, EVERY, hour, _counts(sums)))
        for cell, sums in days.items():
            self._count(self.days, cell, _counts(sums))
            self.touched.episodes.setdefault(cell[0], set()).add(cell[1])

    def meet(self, series: str, episode: int, day: int, people: int) -> None:
        """Count people of a day; they are distinct, so they are never added up."""
        self._count(self.days, (series, episode, day), {Counter.VIEWERS: people})
        self.touched.episodes.setdefault(series, set()).add(episode)

    def taken(self) -> Touched:
        """What changed since the last time."""
        found, self.touched = self.touched, Touched()
        return found

    def forget(self, now: Now) -> None:
        """Let go of what lies before last week, and of who watched before today."""
        first_day = day_of(now.first_hour)
        self.hours = {at: one for at, one in self.hours.items() if at[2] >= now.first_hour}
        days = {}
        for at, one in self.days.items():
            if at[2] < now.today:
                one.pop(Counter.VIEWERS, None)
            if one and at[2] >= first_day:
                days[at] = one
        self.days = days

    # --- what they say ------------------------------------------------------------------

    def day(self, series: str, episode: int, day: int) -> Counts:
        """A title on a day."""
        return self.days.get((series, episode, day), {})

    def week(self, series: str, episode: int, monday: int) -> Counts:
        """A title in a week; distinct people are not added up."""
        found = total(
            self.day(series, episode, day) for day in range(monday, monday + WEEK_DAYS)
        )
        found.pop(Counter.VIEWERS, None)
        return found

    def hour(self, series: str, hour: int) -> Counts:
        """A series in an hour."""
        return self.hours.get((series, EVERY, hour), {})

    def between(self, series: str, first: int, end: int) -> Counts:
        """A series from hour `first` until before hour `end`."""
        return total(self.hour(series, hour) for hour in range(first, end))

    def _count(self, cells: dict[Cell, Counts], cell: Cell, more: Mapping[str, int]) -> None:
        counts = cells.setdefault(cell, {})
        for name, amount in more.items():
            left = counts.get(name, 0) + amount
            if left:
                counts[name] = left
            else:
                counts.pop(name, None)
        if not counts:
            del cells[cell]


def _counts(sums: Iterable[int]) -> Counts:
    return {name: amount for name, amount in zip(GAINED, sums, strict=True) if amount}


def total(several: Iterable[Mapping[str, int]]) -> Counts:
    """Counts added up."""
    found: Counts = {}
    for counts in several:
        for name, amount in counts.items():
            found[name] = found.get(name, 0) + amount
    return found


def shares(events: Iterable[Event]) -> Iterator[Share]:
    """What events add."""
    for one in events:
        yield Share(one.series, one.episode, one.at_ms // HOUR_MS, {one.counter: one.amount})


def day_of(hour: int) -> int:
    """The day in China that an hour lies in, both since 1970."""
    return (hour + CHINA_HOURS) // DAY_HOURS


def first_hour_of(day: int) -> int:
    """The hour in UTC with which a day begins in China."""
    return day * DAY_HOURS - CHINA_HOURS


def monday_of(day: int) -> int:
    """The Monday of the week of a day."""
    return day - (day + EPOCH_WEEKDAY) % WEEK_DAYS
