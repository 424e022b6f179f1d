"""costs: what models were paid, what is reserved and what is left, and what a minute cost.

Everything is told in the currency of the budget, by the rate of the day on which it was paid;
what no rate brings there stays in its own currency and is never added to the rest. What nobody
knows is said as unknown: a charge that a vendor does not tell counts as the price list says
until a person confirms it, and a job whose outcome nobody knows keeps its reservation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from piying.model.canon import Digest
from piying.model.cut import Cut
from piying.model.errors import Invalid
from piying.model.ids import slug
from piying.model.job import Job, Place
from piying.model.money import Money
from piying.store.jobs import Jobs, month_of
from piying.studio.house import House
from piying.studio.shooting.held import episode_name, episode_numbers
from piying.studio.shooting.rulebook import limits_of
from piying.takes.budget import Budget, Ledger, Scope, day_of, ledger_of
from piying.takes.costs import By, Cost, Paid, a_minute, costs
from piying.takes.exchange import converted


@dataclass(frozen=True, slots=True)
class Left:
    """A cap, and how far it is used."""

    scope: Scope
    key: str
    """What it is for: the shot, the episode, the series, the month."""
    cap: Money | None
    """None: the budget says that there is none."""
    spent: Money
    reserved: Money

    @property
    def left(self) -> Money | None:
        """What may yet be spent; below nothing where a vendor charged more than it said."""
        if self.cap is None:
            return None
        return Money(self.cap.minor - self.spent.minor - self.reserved.minor, self.cap.currency)


@dataclass(frozen=True, slots=True)
class Minute:
    """What a finished minute of an episode, or of all that are finished, has cost."""

    key: str
    film_ms: int
    """How long the film is; 0: there is none yet, so nothing can be said."""
    cost: tuple[Money, ...] = ()
    """By currency; nothing was paid where it is empty."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What a house, a series or an episode has cost."""

    lines: tuple[tuple[By, tuple[Cost, ...]], ...]
    caps: tuple[Left, ...]
    minutes: tuple[Minute, ...]
    uncapped: Invalid | None = None
    """Why nothing can be said of the caps, if there are any: a rate is missing."""
    budgeted: bool = False
    """Whether there is a file of budgets."""

    def by(self, what: By) -> tuple[Cost, ...]:
        """The lines of one roll-up."""
        return dict(self.lines)[what]


def costing(house: House, series: Sequence[str], episode: int = 0) -> Costs:
    """What the jobs of `series` have cost; of `episode` alone where it is not 0.

    Raises:
        Missing: the file of budgets that was named is not there.
        Invalid: it cannot be understood.
    """
    limits = limits_of(house)
    rows = Jobs(house.store).rows
    everything = rows.jobs()
    wanted = [
        job
        for job in everything
        if slug(job.place.series) in series and episode in (0, job.place.episode)
    ]
    counted = [_counted(job, limits) for job in wanted]
    used = _in_films(house, counted, set(series))
    paid = [Paid(job, job.provider, job.model) for job in counted]
    rolled = {by: costs(paid, by, used) for by in By}
    minutes = tuple(_minutes(house, series, episode, rolled[By.EPISODE]))
    places = {job.take: job.place for job in counted if job.take}
    lines = tuple(
        (by, tuple(replace(one, key=_named(by, one.key, places)) for one in found))
        for by, found in rolled.items()
    )
    if limits is None:
        return Costs(lines, (), minutes)
    try:
        ledger = ledger_of(everything, limits.currency, limits.rates)
    except Invalid as why:
        return Costs(lines, (), minutes, why, budgeted=True)
    month = month_of(house.clock.now_ms())
    caps = tuple(_caps(limits, ledger, wanted, month))
    return Costs(lines, caps, minutes, budgeted=True)


def film_ms(house: House, series: str, episode: int) -> int:
    """How long the film of an episode is, by its cut as it was made last; 0: there is none."""
    head = house.store.head(episode_name(series, episode), "cut")
    if head is None:
        return 0
    cut = house.store.get(head.digest, Cut)
    frames = sum(clip.length_frames for clip in cut.pictures)
    return int(Fraction(frames * 1000 * cut.rate.den, cut.rate.num))


def in_film(house: House, series: str, episode: int) -> frozenset[Digest]:
    """The blobs that the film of an episode is made of, by its cut as it was made last."""
    head = house.store.head(episode_name(series, episode), "cut")
    if head is None:
        return frozenset()
    cut = house.store.get(head.digest, Cut)
    heard = (clip.blob for track in cut.sounds for clip in track.clips)
    return frozenset((*(clip.blob for clip in cut.pictures), *heard))


def _named(by: By, key: str, places: Mapping[str, Place]) -> str:
    """What a line is called: SERIES/e01/SHOT, and a take by its shot as well."""
    if by is By.TAKE:
        place = places[key]
        return f"{episode_name(place.series, place.episode)}/{place.shot}/{key}"
    if by not in {By.SHOT, By.EPISODE}:
        return key
    series, episode, *shot = key.split("/")
    return "/".join((episode_name(series, int(episode)), *shot))


def _counted(job: Job, limits: Budget | None) -> Job:
    """`job` in the currency of the budget, by the rate of the day of its state."""
    job = replace(job, place=replace(job.place, series=slug(job.place.series)))
    if limits is None or job.reserved.currency == limits.currency:
        return job
    try:
        settled, reserved = (
            None if money is None
            else converted(money, limits.currency, limits.rates, day_of(job.at_ms))
            for money in (job.settled, job.reserved)
        )  # fmt: skip
    except Invalid:
        return job
    own = job.original or job.settled or job.reserved
    return replace(job, settled=settled, reserved=reserved or job.reserved, original=own)


def _in_films(house: House, jobs: Iterable[Job], series: Iterable[str]) -> frozenset[str]:
    """The takes of `jobs` that a film is made of."""
    known = set(house.store.names("script"))
    blobs = {
        (name, number): in_film(house, name, number)
        for name in series
        if name in known
        for number in episode_numbers(house, name)
    }
    found = set()
    for job in jobs:
        held = blobs.get((job.place.series, job.place.episode), frozenset())
        if job.take and held and house.store.take(job.take).blob in held:
            found.add(job.take)
    return frozenset(found)


def _minutes(
    house: House, series: Sequence[str], episode: int, lines: Sequence[Cost]
) -> Iterable[Minute]:
    """Each episode for which something was paid, and each series over those with a film."""
    for name in series:
        all_ms, sums = 0, dict[str, int]()
        for key in dict.fromkeys(line.key for line in lines):
            told, _, number = key.rpartition("/")
            if told != name:
                continue
            own = [line for line in lines if line.key == key]
            length = film_ms(house, name, int(number))
            yield Minute(episode_name(name, int(number)), length, _each(own, length))
            all_ms += length
            for line in own if length else ():
                sums[line.currency] = sums.get(line.currency, 0) + line.settled
        if all_ms and not episode:
            whole = [Cost(name, currency, settled=minor) for currency, minor in sums.items()]
            yield Minute(name, all_ms, _each(whole, all_ms))


def _each(lines: Iterable[Cost], length_ms: int) -> tuple[Money, ...]:
    return tuple(a_minute(line, length_ms) for line in lines) if length_ms else ()


def _caps(limits: Budget, ledger: Ledger, jobs: Sequence[Job], month: str) -> Iterable[Left]:
    """The caps that count `jobs`, and this month's; of shots, that of the dearest."""
    places = dict.fromkeys(job.place for job in jobs)
    fullest = max(places, key=lambda place: ledger.tally(Scope.SHOT, place).used, default=None)
    if fullest is not None:
        name = f"{episode_name(slug(fullest.series), fullest.episode)}/{fullest.shot}"
        yield _left(limits, ledger, Scope.SHOT, fullest, name)
    episodes = {(place.series, place.episode): place for place in places}
    for (name, number), place in sorted(episodes.items()):
        yield _left(limits, ledger, Scope.EPISODE, place, episode_name(slug(name), number))
    for name, place in sorted({place.series: place for place in places}.items()):
        yield _left(limits, ledger, Scope.SERIES, place, slug(name))
    now = Place("", 0, "", month)
    yield _left(limits, ledger, Scope.MONTH, now, month)


def _left(limits: Budget, ledger: Ledger, scope: Scope, place: Place, key: str) -> Left:
    tally, currency = ledger.tally(scope, place), limits.currency
    cap: Money | None = getattr(limits.caps, scope.value)
    return Left(scope, key, cap, Money(tally.spent, currency), Money(tally.reserved, currency))
