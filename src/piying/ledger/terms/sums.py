"""Sums of facts by day, so that any stretch of days is added up at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate

from piying.ledger.terms.measures import MEASURES
from piying.model.books import Fact, Metric
from piying.model.canon import Digest


@dataclass(frozen=True, slots=True)
class Column:
    """Amounts of one metric: the days in order, and the sum up to and with each."""

    days: tuple[str, ...]
    upto: Sequence[int]
    """A tuple, or a view of 64-bit numbers."""

    def between(self, first: str, last: str) -> int:
        """The sum from `first` to `last`, both inclusive."""
        begin, end = bisect_left(self.days, first), bisect_right(self.days, last)
        if begin >= end:
            return 0
        return self.upto[end - 1] - (self.upto[begin - 1] if begin else 0)

    def until(self, last: str) -> Column:
        """The days up to and with `last`."""
        end = bisect_right(self.days, last)
        return self if end == len(self.days) else Column(self.days[:end], self.upto[:end])


@dataclass(frozen=True, slots=True)
class Sums:
    """What is known of one title, or of one pool."""

    columns: Mapping[tuple[Metric, str], Column] = field(default_factory=dict)

    def metric(self, metric: Metric, counts: str, first: str, last: str) -> int:
        """The sum of one metric as `counts` has it."""
        column = self.columns.get((metric, counts))
        return column.between(first, last) if column else 0

    def measure(self, name: str, counts: str, first: str, last: str) -> Fraction:
        """The sum of a measure: in its units, or in minor units of money."""
        measure, found = MEASURES[name], 0
        for metric, sign in measure.metrics:
            found += sign * self.metric(metric, counts, first, last)
        return Fraction(found, measure.per)


@dataclass(frozen=True, slots=True)
class Tally:
    """What roll-ups count of one title: the sums of its facts, and what they are made of."""

    contract: str
    series: str
    platforms: Mapping[str, tuple[str, ...]]
    """The days on which each platform counted anything, in order."""
    columns: Mapping[tuple[Metric, str], Column]
    """Of all platforms together; a day may stand there with nothing."""
    evidence: Mapping[str, Digest]
    """What proves each day: the digest of its roll-up."""

    def until(self, last: str) -> Tally:
        """The days up to and with `last`."""
        if all(not days or days[-1] <= last for days in self.platforms.values()):
            return self
        platforms = {
            name: days[: bisect_right(days, last)] for name, days in self.platforms.items()
        }
        return Tally(
            self.contract,
            self.series,
            {name: days for name, days in platforms.items() if days},
            {key: column.until(last) for key, column in self.columns.items()},
            self.evidence,
        )

    def later(self, day: str) -> dict[str, tuple[str, ...]]:
        """The platforms that counted anything after `day`, and when."""
        return {
            name: days[bisect_right(days, day) :]
            for name, days in self.platforms.items()
            if days and days[-1] > day
        }


def days_counted(tallies: Iterable[Tally], after: str = "") -> set[tuple[str, Digest]]:
    """The days behind `after` on which any of `tallies` counted anything, with their proof."""
    seen = {  # many titles share their days, and those are looked at once
        (id(tally.platforms), id(tally.evidence)): (tally.platforms, tally.evidence)
        for tally in tallies
    }
    return {
        (day, evidence[day])
        for platforms, evidence in seen.values()
        for spell in set(platforms.values())
        for day in spell[bisect_right(spell, after) :]
    }


def sums(facts: Iterable[Fact], tally: Tally | None = None) -> Sums:
    """The sums of `facts`, and of a tally with them."""
    by_day: dict[tuple[Metric, str], dict[str, int]] = {}
    for fact in facts:
        days = by_day.setdefault((fact.metric, fact.counted_by), {})
        days[fact.day] = days.get(fact.day, 0) + fact.amount
    if tally is None:
        return Sums({key: _column(days) for key, days in by_day.items()})
    columns = dict(tally.columns)
    for key, days in by_day.items():
        if key in columns:
            for day, more in _each(columns[key]):
                days[day] = days.get(day, 0) + more
        columns[key] = _column(days)
    return Sums(columns)


def _each(column: Column) -> Iterator[tuple[str, int]]:
    before = 0
    for day, upto in zip(column.days, column.upto, strict=True):
        yield day, upto - before
        before = upto


def _column(by_day: Mapping[str, int]) -> Column:
    days = tuple(sorted(by_day))
    return Column(days, tuple(accumulate(by_day[day] for day in days)))
