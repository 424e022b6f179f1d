"""The shelf: the series that are out in a territory at a moment, as one value that stays.

A shelf is made from what is held in memory: releases as they stand, listings and plans by their
digests. It holds until the next release begins or ends there, or until something happens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from piying.model.canon import Digest
from piying.model.errors import Missing
from piying.model.release import EVERYWHERE, Listing, Release, UnlockPlan
from piying.release.editorial import Chosen
from piying.release.plans import Dated, plan_for
from piying.release.schedule import CHINA_MINUTES, DAY_MS, MINUTE_MS
from piying.release.unlock import Run
from piying.store.channel.releases import Held, Releases
from piying.studio.house import House
from piying.studio.listings import plans_of


@dataclass(frozen=True, slots=True)
class Title:
    """A series that is out."""

    listing: Listing
    listed: Digest
    """Of the listing."""
    releases: Mapping[int, Release]
    """By episode, in order; the ones that may be seen there now."""
    run: Run
    plan: Digest
    """For whoever begins now."""
    terms: UnlockPlan
    since_ms: Mapping[int, int]
    """When each of its episodes could first be seen, in whatever version."""

    @property
    def newest_ms(self) -> int:
        """When the newest of its episodes could first be seen."""
        return max(self.since_ms.values())

    @property
    def series(self) -> str:
        """Its name."""
        return self.listing.series


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that is out in a territory, for as long as it says."""

    territory: str
    since_ms: int
    until_ms: int | None
    """The first moment at which it is another; None: until something happens."""
    titles: Mapping[str, Title]
    """By series, in order of their names."""
    lists: tuple[Chosen, ...]
    """Of the editors, whatever their day."""

    def holds(self, at_ms: int) -> bool:
        """Whether it is the shelf of that moment."""
        return self.since_ms <= at_ms and (self.until_ms is None or at_ms < self.until_ms)


@dataclass(frozen=True, slots=True)
class Written:
    """What the operator's files say."""

    plans: tuple[Dated, ...] = ()
    lists: tuple[Chosen, ...] = ()


@dataclass(frozen=True, slots=True)
class Values:
    """What releases name by digest."""

    listing: Callable[[Digest], Listing]
    plan: Callable[[Digest], UnlockPlan]
    kept: Callable[[UnlockPlan], Digest]
    """Keeps a plan, so that whoever begins with it can be held to it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where."""

    territory: str
    at_ms: int
    day: date
    """In China, by which plans and lists count."""
    day_ends_ms: int


def shelf_of(every: Iterable[Held], written: Written, values: Values, now: Moment) -> Shelf:
    """The shelf of `now`."""
    held = [one for one in every if _reaches(one.release, now.territory)]
    first: dict[str, int] = {}
    out: dict[str, dict[int, Release]] = {}
    ends = [now.day_ends_ms]
    for one in held:
        release, series = one.release, one.release.series
        seen_ms = begins_ms(release)
        first[series] = min(seen_ms, first.get(series, seen_ms))
        if not one.out:
            continue
        window = release.window
        ends += [at for at in (window.since_ms, window.until_ms) if at and at > now.at_ms]
        if window.open_at(now.territory, now.at_ms):
            out.setdefault(series, {})[release.episode] = release
    began = _began(held)
    titles = {
        series: _title(sorted(out[series].items()), first[series], began, written, values, now)
        for series in sorted(out)
    }
    return Shelf(now.territory, now.at_ms, min(ends), titles, written.lists)


def title_of(house: House, series: str, territory: str) -> Title | None:
    """A series as it is out there now, read afresh: for whoever pays; None: it is not.

    Raises:
        Invalid: the file of plans is wrong.
    """
    store = house.store
    values = Values(
        lambda digest: store.get(digest, Listing),
        lambda digest: store.get(digest, UnlockPlan),
        store.put,
    )
    now = moment_of(territory, house.clock.now_ms())
    every = Releases(store.database).of(series)
    return shelf_of(every, Written(plans_of(house)), values, now).titles.get(series)


def day_of(now_ms: int) -> date:
    """The day in China, by which plans and lists count."""
    days = (now_ms + CHINA_MINUTES * MINUTE_MS) // DAY_MS
    return date(1970, 1, 1) + timedelta(days=days)


def moment_of(territory: str, now_ms: int) -> Moment:
    """Now, in `territory`."""
    ahead_ms = CHINA_MINUTES * MINUTE_MS
    ends_ms = ((now_ms + ahead_ms) // DAY_MS + 1) * DAY_MS - ahead_ms
    return Moment(territory, now_ms, day_of(now_ms), ends_ms)


def begins_ms(release: Release) -> int:
    """When it could first be seen."""
    return max(release.window.since_ms, release.at_ms)


def _title(
    episodes: Sequence[tuple[int, Release]],
    first_ms: int,
    began: Mapping[tuple[str, int], int],
    written: Written,
    values: Values,
    now: Moment,
) -> Title:
    newest = max((release for _, release in episodes), key=lambda one: (one.at_ms, one.id))
    listing = values.listing(newest.listing)
    try:
        dated = plan_for(written.plans, newest.series, (now.territory,), now.day)
    except Missing:
        plan, terms = newest.plan, values.plan(newest.plan)
    else:
        plan, terms = values.kept(dated.plan), dated.plan
    planned = max(listing.episodes_planned, episodes[-1][0])
    return Title(
        listing=listing,
        listed=newest.listing,
        releases=dict(episodes),
        run=Run(newest.series, planned, first_ms),
        plan=plan,
        terms=terms,
        since_ms={episode: began[newest.series, episode] for episode, _ in episodes},
    )


def _began(held: Iterable[Held]) -> dict[tuple[str, int], int]:
    """When each episode could first be seen, in whatever version."""
    found: dict[tuple[str, int], int] = {}
    for one in held:
        key = (one.release.series, one.release.episode)
        at_ms = begins_ms(one.release)
        found[key] = min(at_ms, found.get(key, at_ms))
    return found


def _reaches(release: Release, territory: str) -> bool:
    return release.window.territories == (EVERYWHERE,) or (
        territory in release.window.territories
    )
