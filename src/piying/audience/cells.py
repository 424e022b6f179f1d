"""Cells: what somebody is shown of the running figures, by name, as plain values for JSON.

The names are "total" or a series, "/" and an episode where it is one, and behind a colon `day`,
`week`, `compare`, or the hour of the day in China as `h09`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from piying.audience.live import (
    EVERY,
    EVERYTHING,
    WEEK_DAYS,
    Counts,
    Now,
    Running,
    Touched,
    day_of,
    first_hour_of,
    total,
)
from piying.model.figures import DAY_HOURS, Counter, Sight

Value = dict[str, object]
Cells = dict[str, Value]

TOTAL = "total"
ALWAYS = (Counter.PLAYS, Counter.FINISHED, Counter.WATCH)
"""What a cell says even where it is nothing."""
WEEK_HOURS = WEEK_DAYS * DAY_HOURS


@dataclass(frozen=True, slots=True)
class Picture:
    """The running figures at an hour, with what they do not know."""

    running: Running
    now: Now
    unmeasured: frozenset[tuple[str, int]] = frozenset()
    """Episodes that were played and whose length nobody knows."""

    def all(self, sight: Sight) -> Cells:
        """Everything that is seen."""
        titles = {(of, episode) for of, episode, _ in self.running.days}
        hours = {(of, hour) for of, _, hour in self.running.hours}
        seen = self.changed(sight, Touched(titles, hours))
        for series in {of for of, _ in titles if sight.sees(of)}:
            seen[f"{series}:compare"] = self._compare((series,))
        seen[f"{TOTAL}:day"] = self._day(sight, EVERYTHING, EVERY)
        seen[f"{TOTAL}:week"] = self._week(sight, EVERYTHING, EVERY)
        seen[f"{TOTAL}:compare"] = self._compare(self._summed(sight))
        return dict(sorted(seen.items()))

    def changed(self, sight: Sight, touched: Touched) -> Cells:
        """The cells that are seen of what was touched, whole."""
        found: Cells = {}
        summed = sight.series is not None
        for series, episode in touched.titles:
            if sight.sees(series) and episode in self._episodes(sight, series, episode):
                name = f"{series}/{episode}" if episode else series
                found[f"{name}:day"] = self._day(sight, series, episode)
                found[f"{name}:week"] = self._week(sight, series, episode)
        if self._is_moved(sight, touched):
            found[f"{TOTAL}:day"] = self._day(sight, EVERYTHING, EVERY)
            found[f"{TOTAL}:week"] = self._week(sight, EVERYTHING, EVERY)
        for series, hour in touched.hours:
            if series == EVERYTHING:
                continue
            if sight.sees(series):
                self._of_hour(found, sight, series, hour)
        for hour in {
            hour
            for series, hour in touched.hours
            if (sight.sees(series) if summed else series == EVERYTHING)
        }:
            self._of_hour(found, sight, EVERYTHING, hour)
        return found

    # --- inside -------------------------------------------------------------------------

    def _of_hour(self, found: Cells, sight: Sight, series: str, hour: int) -> None:
        """What a change in an hour shows: its own cell, and the comparison if it is over."""
        name = series or TOTAL
        of = (series,) if series else self._summed(sight)
        shown = hour if day_of(hour) == self.now.today else hour + WEEK_HOURS
        if day_of(shown) == self.now.today and (not series or sight.close == series):
            at = shown - first_hour_of(self.now.today)
            found[f"{name}:h{at:02}"] = {
                **value(self._hours(of, shown, shown + 1)),
                "before": value(self._hours(of, shown - WEEK_HOURS, shown - WEEK_HOURS + 1)),
            }
        if hour < self.now.hour and f"{name}:compare" not in found:
            found[f"{name}:compare"] = self._compare(of)

    def _episodes(self, sight: Sight, series: str, episode: int) -> tuple[int, ...]:
        return (EVERY, episode) if sight.close == series else (EVERY,)

    def _is_moved(self, sight: Sight, touched: Touched) -> bool:
        if sight.series is None:
            return (EVERYTHING, EVERY) in touched.titles
        return any(sight.sees(series) for series, _ in touched.titles)

    def _summed(self, sight: Sight) -> tuple[str, ...]:
        """The series that add up to the total of a sight."""
        return (EVERYTHING,) if sight.series is None else tuple(sorted(sight.series))

    def _day(self, sight: Sight, series: str, episode: int) -> Value:
        of = (series,) if series else self._summed(sight)
        counts = total(self.running.day(one, episode, self.now.today) for one in of)
        if len(of) > 1:
            counts.pop(Counter.VIEWERS, None)
        return value(counts, measured=(series, episode) not in self.unmeasured)

    def _week(self, sight: Sight, series: str, episode: int) -> Value:
        of = (series,) if series else self._summed(sight)
        counts = total(self.running.week(one, episode, self.now.monday) for one in of)
        return value(counts, measured=(series, episode) not in self.unmeasured)

    def _compare(self, series: Iterable[str]) -> Value:
        """Whole hours of today and of this week against the same of last week."""
        of = tuple(series)
        found: Value = {}
        for name, day in (("day", self.now.today), ("week", self.now.monday)):
            first = first_hour_of(day)
            found[name] = {
                "hours": self.now.hour - first,
                "now": value(self._hours(of, first, self.now.hour)),
                "before": value(
                    self._hours(of, first - WEEK_HOURS, self.now.hour - WEEK_HOURS)
                ),
            }
        return found

    def _hours(self, series: Iterable[str], first: int, end: int) -> Counts:
        return total(self.running.between(one, first, end) for one in series)


def value(counts: Mapping[str, int], *, measured: bool = True) -> Value:
    """Counts as a value: what has a dot in its name lies deeper.

    Without a length that is known, `finished` is None.
    """
    found: Value = {name.value: counts.get(name, 0) for name in ALWAYS}
    if not measured:
        found[Counter.FINISHED.value] = None
    for name, amount in sorted(counts.items()):
        first, _, rest = name.partition(".")
        if rest:
            found[first] = _with(found.get(first), rest.split("."), amount)
        else:
            found.setdefault(first, amount)
    return found


def _with(held: object, path: list[str], amount: int) -> Value:
    """`held`, a value or nothing yet, with `amount` at the end of `path`."""
    found: Value = dict(held) if isinstance(held, dict) else {}
    name, *rest = path
    found[name] = _with(found.get(name), rest, amount) if rest else amount
    return found


def rows(cells: Mapping[str, Value]) -> Iterator[tuple[str, str, str, Value]]:
    """Cells as (series, episode, period, value); of comparisons nothing."""
    for name, one in cells.items():
        title, _, period = name.rpartition(":")
        if period == "compare":
            continue
        series, _, episode = title.rpartition("/") if "/" in title else (title, "", "")
        yield series, episode, period, one
