"""Sums of facts by day, so that any stretch of days is added up at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate

from piying.ledger.terms.measures import MEASURES
from piying.model.books import Fact, Metric


@dataclass(frozen=True, slots=True)
class Column:
    """Amounts of one metric: the days in order, and the sum up to and with each."""

    days: tuple[str, ...]
    upto: tuple[int, ...]

    def between(self, first: str, last: str) -> int:
        """The sum from `first` to `last`, both inclusive."""
        begin, end = bisect_left(self.days, first), bisect_right(self.days, last)
        if begin >= end:
            return 0
        return self.upto[end - 1] - (self.upto[begin - 1] if begin else 0)


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
        measure = MEASURES[name]
        return Fraction(
            sum(
                sign * self.metric(metric, counts, first, last)
                for metric, sign in measure.metrics
            ),
            measure.per,
        )


def sums(facts: Iterable[Fact]) -> Sums:
    """The sums of `facts`."""
    by_day: dict[tuple[Metric, str], dict[str, int]] = {}
    for fact in facts:
        days = by_day.setdefault((fact.metric, fact.counted_by), {})
        days[fact.day] = days.get(fact.day, 0) + fact.amount
    return Sums({key: _column(days) for key, days in by_day.items()})


def _column(by_day: Mapping[str, int]) -> Column:
    days = tuple(sorted(by_day))
    return Column(days, tuple(accumulate(by_day[day] for day in days)))
