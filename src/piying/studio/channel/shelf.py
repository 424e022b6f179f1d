"""The shelf: the series that are out in a territory at a moment, as one value that stays.

A shelf is made from what is held in memory: releases as they stand, listings and plans by their
digests. It holds until the next release begins or ends there, or until something happens; then
only the series are made anew to which it happened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from piying.studio.releasing.listings import plans_of


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
class Moment:
    """When and where."""

    territory: str
    at_ms: int
    day: date
    """In China, by which plans and lists count."""
    day_ends_ms: int


@dataclass(frozen=True, slots=True)
class Written:
    """What the operator's files say."""

    plans: tuple[Dated, ...] = ()
    lists: tuple[Chosen, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a series stands on a shelf, or would."""

    held: Sequence[Held]
    """Its releases."""
    title: Title | None
    """None: nothing of it is out now."""
    until_ms: int | None
    """The first moment at which it is another; None: until something happens."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that is out in a territory, for as long as it says."""

    since: Moment
    until_ms: int
    """The first moment at which it is another."""
    slots: Mapping[str, Slot]
    titles: Mapping[str, Title]
    """By series, in order of their names."""
    written: Written

    @property
    def lists(self) -> tuple[Chosen, ...]:
        """Those of the editors, whatever their day."""
        return self.written.lists

    def holds(self, at_ms: int) -> bool:
        """Whether it is the shelf of that moment."""
        return self.since.at_ms <= at_ms < self.until_ms


@dataclass(frozen=True, slots=True)
class Values:
    """What releases name by digest."""

    listing: Callable[[Digest], Listing]
    plan: Callable[[Digest], UnlockPlan]
    kept: Callable[[UnlockPlan], Digest]
    """Keeps a plan, so that whoever begins with it can be held to it."""


def shelf_of(
    series: Mapping[str, Sequence[Held]],
    written: Written,
    values: Values,
    now: Moment,
    before: Shelf | None = None,
) -> Shelf:
    """The shelf of `now`; what stands on the one `before` and is the same stays as it is."""
    kept: Mapping[str, Slot] = {}
    if before is not None and before.written is written and before.since.day == now.day:
        kept = before.slots if before.since.at_ms <= now.at_ms else {}
    slots = {}
    for name, held in series.items():
        slot = kept.get(name)
        over = slot is not None and slot.until_ms is not None and slot.until_ms <= now.at_ms
        if slot is None or over or slot.held is not held:
            slot = _slot(held, written, values, now)
        slots[name] = slot
    ends = [one.until_ms for one in slots.values() if one.until_ms is not None]
    titles = {name: title for name in sorted(slots) if (title := slots[name].title) is not None}
    return Shelf(now, min([now.day_ends_ms, *ends]), slots, titles, written)


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
    held = Releases(store.database).of(series)
    return _slot(held, Written(plans_of(house)), values, now).title


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


def _slot(every: Sequence[Held], written: Written, values: Values, now: Moment) -> Slot:
    """Where a series stands, by its releases from the oldest on."""
    since: dict[int, int] = {}
    out: dict[int, Release] = {}
    ends = []
    for one in every:
        release, window = one.release, one.release.window
        if not _reaches(release, now.territory):
            continue
        seen_ms = begins_ms(release)
        since[release.episode] = min(seen_ms, since.get(release.episode, seen_ms))
        if one.out:
            ends += [at for at in (window.since_ms, window.until_ms) if at and at > now.at_ms]
            if window.open_at(now.territory, now.at_ms):
                out[release.episode] = release
    title = _title(dict(sorted(out.items())), since, written, values, now) if out else None
    return Slot(every, title, min(ends, default=None))


def _title(
    out: Mapping[int, Release],
    since: Mapping[int, int],
    written: Written,
    values: Values,
    now: Moment,
) -> Title:
    newest = max(out.values(), key=lambda one: (one.at_ms, one.id))
    listing = values.listing(newest.listing)
    try:
        dated = plan_for(written.plans, newest.series, (now.territory,), now.day)
    except Missing:
        plan, terms = newest.plan, values.plan(newest.plan)
    else:
        plan, terms = values.kept(dated.plan), dated.plan
    return Title(
        listing=listing,
        listed=newest.listing,
        releases=out,
        run=Run(newest.series, max(listing.episodes_planned, *out), min(since.values())),
        plan=plan,
        terms=terms,
        since_ms={episode: since[episode] for episode in out},
    )


def _reaches(release: Release, territory: str) -> bool:
    return release.window.territories == (EVERYWHERE,) or (
        territory in release.window.territories
    )
