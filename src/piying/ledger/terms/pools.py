"""Pools: a sum that titles divide by weight, period by period, once the period is over.

A correction of one title changes what others have of a pool. Each pool says what becomes of
that once it was closed:

    restate     everything is divided anew
    absorb      the corrected title alone changes; the house bears the difference
    next_pool   likewise, and the next pool is smaller or larger by it

A pool that is not closed is always divided anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from piying.ledger.rounding import exact, floor_minor, largest_remainder, ratio
from piying.ledger.terms.calendar import Period, period_of, periods
from piying.ledger.terms.days import MAX_DAY
from piying.ledger.terms.earn import Title, linear, weighed
from piying.ledger.terms.measures import OWN, STATEMENT
from piying.ledger.terms.sums import Sums
from piying.ledger.terms.versions import Reign
from piying.model.books import Metric
from piying.model.deal import Calendar, PoolClosing, PoolShare, Step, StepKind
from piying.model.errors import Conflict, Invalid

ZERO = Fraction(0)
NEXT_POOL = "next_pool"
RESTATE = "restate"
Key = tuple[str, str]
"""A contract and a series."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one version's plays of one title weigh in one period."""

    period: Period
    weight: Fraction


@dataclass(slots=True)
class Pool:
    """One pool over all its periods."""

    name: str
    policy: str
    calendar: Calendar
    weights: dict[str, dict[Key, Fraction]] = field(default_factory=dict)
    """By period."""
    periods: dict[str, Period] = field(default_factory=dict)
    shares: dict[str, dict[Key, Fraction]] = field(default_factory=dict)
    given: dict[str, tuple[Fraction, Fraction]] = field(default_factory=dict)
    """By period: what there was to divide, and the weight of others."""


@dataclass(slots=True)
class Pools:
    """All pools, divided, and where each title's weight comes from."""

    by_name: dict[str, Pool] = field(default_factory=dict)
    pieces: dict[tuple[Key, int, str], list[Piece]] = field(default_factory=dict)
    """By title, version and step."""

    def had(self, title: Title, reign: Reign, step: Step, day: str) -> Fraction:
        """What `title` has of the pools of `step` that were over by `day`."""
        pool = self.by_name[step.scope]
        total = ZERO
        for piece in self.pieces.get((title.key, reign.deal.version, step.id), []):
            if piece.period.end <= day and piece.weight:
                weight = pool.weights[piece.period.name][title.key]
                share = pool.shares.get(piece.period.name, {}).get(title.key, ZERO)
                total += share * piece.weight / weight
        return total


def pools(
    titles: Sequence[Title],
    told: Mapping[str, Sums],
    closings: Iterable[PoolClosing],
    day: str,
) -> Pools:
    """Every pool that `titles` take part in, divided by what is known up to `day`.

    Args:
        titles: all of them.
        told: what pools have to divide, and the weight of others, by the name of the pool.
        closings: how pools were closed.
        day: the last day that counts.

    Raises:
        Invalid: two deals say different things of one pool.
        Conflict: a pool was closed twice for one period.
    """
    found = Pools()
    for title in titles:
        for reign in title.reigns:
            if reign.plan.divides:
                _weigh(found, title, reign, day)
    closed = _closed(closings)
    for pool in found.by_name.values():
        _divide(pool, told.get(pool.name, Sums()), closed)
    return found


def close(pool: Pool, period: str, recorded: str) -> PoolClosing:
    """The closing of `pool` for `period`: divided once, wholly, by largest remainder.

    Raises:
        Invalid: nobody has a weight in it.
    """
    sum_exact, others = pool.given.get(period, (ZERO, ZERO))
    weights = {
        f"{contract}|{series}": weight
        for (contract, series), weight in pool.weights.get(period, {}).items()
    }
    total = floor_minor(sum_exact)
    parts = largest_remainder(total, {**weights, "~others": others})
    shares = tuple(
        PoolShare(key.split("|")[0], key.split("|")[1], ratio(weights[key]), parts[key])
        for key in sorted(weights)
    )
    return PoolClosing(pool.name, period, total, ratio(others), shares, recorded)


def _weigh(found: Pools, title: Title, reign: Reign, day: str) -> None:
    first = max(reign.first, title.contract.since)
    last = min(reign.last, title.contract.until or MAX_DAY, day)
    flow: dict[str, Fraction] = {}
    for step in reign.deal.steps:
        if step.kind is StepKind.BASIS and first <= last:
            flow = linear(title, reign, step, first, last)
        elif step.kind is StepKind.COEFFICIENT and not step.as_percent:
            flow = weighed(step, title.contract, reign.plan, flow)
        elif step.kind is StepKind.POOL and first <= last:
            pool = _named(found, step, reign.deal.calendar)
            _add(found, pool, (title, reign, step), flow)


def _named(found: Pools, step: Step, calendar: Calendar) -> Pool:
    pool = found.by_name.setdefault(step.scope, Pool(step.scope, step.policy, calendar))
    if (pool.policy, pool.calendar.period) != (step.policy, calendar.period):
        raise Invalid("deals.pool_differs", pool=step.scope)
    return pool


def _add(
    found: Pools, pool: Pool, of: tuple[Title, Reign, Step], flow: Mapping[str, Fraction]
) -> None:
    title, reign, step = of
    by_period: dict[str, Fraction] = {}
    for begin, amount in flow.items():
        period = period_of(begin, pool.calendar)
        pool.periods[period.name] = period
        by_period[period.name] = by_period.get(period.name, ZERO) + amount
    for name, weight in by_period.items():
        if weight < 0:
            raise Invalid(
                "deals.pool_negative", pool=pool.name, period=name, series=title.series
            )
        weights = pool.weights.setdefault(name, {})
        weights[title.key] = weights.get(title.key, ZERO) + weight
        found.pieces.setdefault((title.key, reign.deal.version, step.id), []).append(
            Piece(pool.periods[name], weight)
        )


def _closed(closings: Iterable[PoolClosing]) -> dict[tuple[str, str], PoolClosing]:
    closed: dict[tuple[str, str], PoolClosing] = {}
    for one in closings:
        if closed.setdefault((one.pool, one.period), one) != one:
            raise Conflict("deals.pool_closed_twice", pool=one.pool, period=one.period)
    return closed


def _divide(pool: Pool, told: Sums, closed: Mapping[tuple[str, str], PoolClosing]) -> None:
    carried = ZERO
    for period in sorted(pool.periods.values(), key=lambda one: one.begin):
        available = _told(told, Metric.POOL, period) - carried
        others = _told(told, Metric.OTHERS, period)
        pool.given[period.name] = (available, others)
        closing = closed.get((pool.name, period.name))
        weights = pool.weights[period.name]
        if closing and pool.policy != RESTATE:
            shares, spent = _corrected(closing, weights)
        else:
            whole = sum(weights.values(), others)
            shares = {key: available * w / whole for key, w in weights.items()} if whole else {}
            spent = available if whole else ZERO
        pool.shares[period.name] = shares
        carried = spent - available if pool.policy == NEXT_POOL else ZERO


def _corrected(
    closing: PoolClosing, weights: Mapping[Key, Fraction]
) -> tuple[dict[Key, Fraction], Fraction]:
    """What titles have of a closed pool by their weights of today, and what that comes to."""
    then = {(one.contract, one.series): one for one in closing.shares}
    others = exact(closing.others)
    whole = sum((exact(one.weight) for one in closing.shares), others)
    shares = {}
    for key, weight in weights.items():
        one = then.get(key)
        before, minor = (exact(one.weight), one.minor) if one else (ZERO, 0)
        shares[key] = minor + closing.sum_minor * (weight - before) / whole
    gone = sum(one.minor for key, one in then.items() if key not in weights)
    left = closing.sum_minor - sum(one.minor for one in closing.shares)
    return shares, sum(shares.values(), Fraction(left + gone))


def _told(told: Sums, metric: Metric, period: Period) -> Fraction:
    return Fraction(
        sum(
            told.metric(metric, counts, period.begin, period.end) for counts in (OWN, STATEMENT)
        )
    )


def period_cuts(title: Title, day: str) -> tuple[str, ...]:
    """The days on which periods of the title's pools begin."""
    found: set[str] = set()
    for reign in title.reigns:
        if reign.plan.divides:
            first = max(reign.first, title.contract.since)
            last = min(reign.last, title.contract.until or MAX_DAY, day)
            if first <= last:
                found |= {p.begin for p in periods(first, last, reign.deal.calendar)}
    return tuple(sorted(found))
