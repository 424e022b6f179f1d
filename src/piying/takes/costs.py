"""Costs: what paid jobs have cost, rolled up by take, shot, episode, model, day and month."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from piying.model.errors import Invalid
from piying.model.job import Charge, Job, JobState
from piying.model.money import Money
from piying.takes.budget import OPEN, day_of
from piying.takes.exchange import ceil_whole

MINUTE_MS = 60_000


class By(StrEnum):
    """What costs are rolled up by."""

    TAKE = "take"
    SHOT = "shot"
    EPISODE = "episode"
    SERIES = "series"
    MODEL = "model"
    DAY = "day"
    """On which the job came into its last state, in UTC."""
    MONTH = "month"
    """Of the reservation, which is the one whose budget it counts for."""


@dataclass(frozen=True, slots=True)
class Paid:
    """A job, and the model that its order names."""

    job: Job
    provider: str
    model: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What one take, shot, … has cost in one currency, in minor units."""

    key: str
    currency: str
    settled: int = 0
    reserved: int = 0
    """Of jobs that are still open, or whose outcome nobody knows."""
    used: int = 0
    """The part of `settled` whose takes are in the film."""
    jobs: int = 0
    takes: int = 0
    listed: int = 0
    """The part of `settled` that nobody said was charged: it is what the price list says."""
    unknown: int = 0
    """The part of `reserved` of which nobody knows whether it was charged."""
    originals: tuple[Money, ...] = ()
    """What was paid and reserved in other currencies, as vendors count it, by currency."""

    @property
    def unused(self) -> int:
        """What was paid for takes that are not in the film, and for jobs that gave none."""
        return self.settled - self.used


_KEYS: Mapping[By, Callable[[Paid], str]] = MappingProxyType(
    {
        By.TAKE: lambda paid: paid.job.take,
        By.SHOT: lambda paid: f"{paid.job.place.series}/{_episode(paid)}/{paid.job.place.shot}",
        By.EPISODE: lambda paid: f"{paid.job.place.series}/{_episode(paid)}",
        By.SERIES: lambda paid: paid.job.place.series,
        By.MODEL: lambda paid: f"{paid.provider}/{paid.model}",
        By.DAY: lambda paid: day_of(paid.job.at_ms).isoformat(),
        By.MONTH: lambda paid: paid.job.place.month,
    }
)


def _episode(paid: Paid) -> str:
    return f"{paid.job.place.episode:03}"


def costs(paid: Iterable[Paid], by: By, chosen: Collection[str] = ()) -> tuple[Cost, ...]:
    """What `paid` has cost `by` each key and currency, in order; `chosen` are ids of takes.

    Currencies are never added: a key that was paid in two has two lines.
    """
    found: dict[tuple[str, str], Cost] = {}
    for each in paid:
        job = each.job
        if by is By.TAKE and not job.take:
            continue
        money = job.settled or (job.reserved if job.state in OPEN else Money(0, _of(job)))
        key = (_KEYS[by](each), money.currency)
        old = found.get(key, Cost(*key))
        settled = money.minor if job.settled else 0
        found[key] = Cost(
            *key,
            settled=old.settled + settled,
            reserved=old.reserved + money.minor - settled,
            used=old.used + (settled if job.take and job.take in chosen else 0),
            jobs=old.jobs + 1,
            takes=old.takes + bool(job.take),
            listed=old.listed + (settled if job.charge is Charge.LISTED else 0),
            unknown=old.unknown + (money.minor if job.state is JobState.UNKNOWN else 0),
            originals=_with(old.originals, job),
        )
    return tuple(found[key] for key in sorted(found))


def _with(before: tuple[Money, ...], job: Job) -> tuple[Money, ...]:
    """`before` and what `job` was in its vendor's currency, if that is another."""
    own = job.original
    if own is None or own.currency == job.reserved.currency:
        return before
    sums = {one.currency: one for one in before}
    sums[own.currency] = sums.get(own.currency, Money(0, own.currency)) + own
    return tuple(sums[currency] for currency in sorted(sums))


def _of(job: Job) -> str:
    return job.reserved.currency


def a_minute(cost: Cost, film_ms: int) -> Money:
    """What a finished minute cost, rounded up, of a film that is `film_ms` long.

    Raises:
        Invalid: the film has no length.
    """
    if film_ms <= 0:
        raise Invalid("takes.film_empty", key=cost.key)
    return Money(ceil_whole(Fraction(cost.settled * MINUTE_MS, film_ms)), cost.currency)
