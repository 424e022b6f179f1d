"""Measures: what a step may count, made of the metrics of facts."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.books import Metric

MINUTE_MS = 60_000
HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Measure:
    """A sum of metrics, each added or taken off, in units of `per`."""

    metrics: tuple[tuple[Metric, int], ...]
    money: bool = False
    per: int = 1


MEASURES: dict[str, Measure] = {
    "effective_plays": Measure(((Metric.PLAYS, 1),)),
    "effective_minutes": Measure(((Metric.WATCH_MS, 1),), per=MINUTE_MS),
    "effective_hours": Measure(((Metric.WATCH_MS, 1),), per=HOUR_MS),
    "users": Measure(((Metric.USERS, 1),)),
    "gross": Measure(((Metric.GROSS, 1),), money=True),
    "net": Measure(((Metric.GROSS, 1), (Metric.REFUND, -1), (Metric.FEE, -1)), money=True),
    "net_of_costs": Measure(
        ((Metric.GROSS, 1), (Metric.REFUND, -1), (Metric.FEE, -1), (Metric.COST, -1)),
        money=True,
    ),
    "refund": Measure(((Metric.REFUND, 1),), money=True),
    "fee": Measure(((Metric.FEE, 1),), money=True),
    "cost": Measure(((Metric.COST, 1),), money=True),
}
"""Each measure by the name that `of` takes."""
OWN, STATEMENT = "own", "statement"
COUNTS = (OWN, STATEMENT)
"""Whose counts: our own roll-ups, or what the platform states."""
