"""Cells: what somebody is shown of the running figures, by name, as plain values for JSON.

The names are "total" or a series, "/" and an episode where it is one, and behind a colon `day`,
`week`, `compare`, or the hour of the day in China as `h09`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from piying.audience.live import (
    EVERY,
    EVERYTHING,
    GAINED,
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
ALWAYS = GAINED
"""What a cell says even where it is nothing."""
WEEK_HOURS = WEEK_DAYS * DAY_HOURS


@dataclass(frozen=True, slots=True)
class Picture:
    """The running figures at an hour, for as long as nothing is added to them."""

    running: Running
    now: Now
    unmeasured: frozenset[tuple[str, int]] = frozenset()
    """Episodes that were played and whose length nobody knows."""
    _made: Cells = field(default_factory=dict)
    """Cells of series, which are the same for everybody who sees them."""

    def all(self, sight: Sight) -> Cells:
        """Everything that is seen."""
        touched = Touched()
        for of, episode, _ in self.running.days:
            touched.episodes.setdefault(of, set()).add(episode)
        for of, _, hour in self.running.hours:
            touched.hours.setdefault(of, set()).add(hour)
        seen = self.changed(sight, touched)
        summed = self._summed(sight)
        seen[f"{TOTAL}:day"], seen[f"{TOTAL}:week"] = self._day(summed), self._week(summed)
        seen[f"{TOTAL}:compare"] = self._compare(summed)
        return dict(sorted(seen.items()))

    def changed(self, sight: Sight, touched: Touched) -> Cells:
        """The cells that are seen of what was touched, whole."""
        found: Cells = {}
        for series in self._seen(sight, touched.episodes):
            for episode in touched.episodes[series] if series == sight.close else (EVERY,):
                name = f"{series}/{episode}" if episode else series
                self._once(found, f"{name}:day", partial(self._day, (series,), episode))
                self._once(found, f"{name}:week", partial(self._week, (series,), episode))
        for series in self._seen(sight, touched.hours):
            hours = touched.hours[series]
            if series == sight.close:
                found |= self._hours_of(series, (series,), hours)
            if min(hours) < self.now.hour:
                self._once(found, f"{series}:compare", partial(self._compare, (series,)))
        of = self._summed(sight)
        if any(one in touched.episodes for one in of):
            found[f"{TOTAL}:day"], found[f"{TOTAL}:week"] = self._day(of), self._week(of)
        hours = {hour for one in of for hour in touched.hours.get(one, ())}
        found |= self._hours_of(TOTAL, of, hours)
        if hours and min(hours) < self.now.hour:
            found[f"{TOTAL}:compare"] = self._compare(of)
        return found

    # --- inside -------------------------------------------------------------------------

    def _once(self, found: Cells, name: str, make: Callable[[], Value]) -> None:
        """Put a cell into `found` that is made for the first who sees it."""
        if name not in self._made:
            self._made[name] = make()
        found[name] = self._made[name]

    def _seen(self, sight: Sight, touched: Collection[str]) -> Iterable[str]:
        """The series among `touched` that are seen."""
        if sight.series is None:
            return [one for one in touched if one]
        return sight.series.intersection(touched)

    def _summed(self, sight: Sight) -> tuple[str, ...]:
        """The series that add up to the total of a sight."""
        return (EVERYTHING,) if sight.series is None else tuple(sight.series)

    def _hours_of(self, name: str, of: Iterable[str], hours: Iterable[int]) -> Cells:
        """The cells of today's hours, each beside that of last week, where one was touched."""
        begin = first_hour_of(self.now.today)
        shown = {
            hour if hour >= begin else hour + WEEK_HOURS
            for hour in hours
            if self.now.today in {day_of(hour), day_of(hour + WEEK_HOURS)}
        }
        return {
            f"{name}:h{hour - begin:02}": {
                **value(self._between(of, hour, hour + 1)),
                "before": value(self._between(of, hour - WEEK_HOURS, hour - WEEK_HOURS + 1)),
            }
            for hour in shown
        }

    def _day(self, of: Sequence[str], episode: int = EVERY) -> Value:
        counts = total(self.running.day(one, episode, self.now.today) for one in of)
        if len(of) > 1:  # people of several series are not added up: some are the same
            counts.pop(Counter.VIEWERS, None)
        return value(counts, measured=len(of) != 1 or (of[0], episode) not in self.unmeasured)

    def _week(self, of: Sequence[str], episode: int = EVERY) -> Value:
        counts = total(self.running.week(one, episode, self.now.monday) for one in of)
        return value(counts, measured=len(of) != 1 or (of[0], episode) not in self.unmeasured)

    def _compare(self, of: Sequence[str]) -> Value:
        """Whole hours of today and of this week against the same of last week."""
        found: Value = {}
        for name, day in (("day", self.now.today), ("week", self.now.monday)):
            first, end = first_hour_of(day), self.now.hour
            found[name] = {
                "hours": end - first,
                "now": value(self._between(of, first, end)),
                "before": value(self._between(of, first - WEEK_HOURS, end - WEEK_HOURS)),
            }
        return found

    def _between(self, of: Iterable[str], first: int, end: int) -> Counts:
        return total(self.running.between(one, first, end) for one in of)


def value(counts: Mapping[str, int], *, measured: bool = True) -> Value:
    """Counts as a value: what has a dot in its name lies deeper.

    Without a length that is known, `finished` is None.
    """
    found: Value = {name: counts.get(name, 0) for name in ALWAYS}
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
