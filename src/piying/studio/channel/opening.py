"""Opening: one episode for one person, with everything a player needs, or with its whole price.

Whoever opens an episode begins the series, free or locked: from then on its prices are theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from piying.model.errors import Invalid, Missing
from piying.model.release import Ladder, Release, Right
from piying.model.viewer import Account, Deed
from piying.model.watching import Door, Opened, RungShown, Shut, Thumbs, Told
from piying.release.capability import grant_of, life_ms, sign
from piying.store.channel.rights import Rights
from piying.studio.channel.acting import By, person, require
from piying.studio.channel.cards import pictures_of
from piying.studio.channel.doors import Ring
from piying.studio.channel.memory import Channel
from piying.studio.channel.minors import check_minors, ends_ms, may_see
from piying.studio.channel.shelf import Title
from piying.studio.house import House

RENEW_BEFORE_MS = 5 * 60_000
"""So long before its end a capability should be renewed."""
ASKED_AGAIN_MS = 3_000
"""Nobody is told to ask again sooner."""

Position = Callable[[By, str, int], int]
"""(who, series, episode) → where they were in it, in milliseconds; 0: nowhere."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits before the screen, and where."""

    by: By
    territory: str
    position: Position = lambda _by, _series, _episode: 0


@dataclass(frozen=True, slots=True)
class View:
    """One episode as one person sees it."""

    channel: Channel
    account: Account
    ring: Ring
    title: Title
    now_ms: int
    ends_ms: int | None = None
    """When whoever is in minors mode has to stop."""

    def door(self, episode: int) -> Door:
        """An episode that is out, and why it is open."""
        why = self.ring.why(self.title, episode, self.now_ms)
        return Door(episode, why, self.title.releases[episode].id)


def open_episode(
    house: House, channel: Channel, seat: Seat, series: str, episode: int
) -> Opened | Shut:
    """The episode, open or with its price.

    Opened anew while it is watched, it gives a new capability; the one before stays good for
    its time.

    Raises:
        Missing: it is not out where they are.
        Invalid: it is not shown in minors mode, or not at this hour, or no longer today.
    """
    view = viewed(house, channel, seat, series)
    if episode not in view.title.releases:
        raise Missing("watching.no_episode", series=series, episode=episode)
    check_minors(house, view.account, view.title.listing)
    if series not in view.ring.begun:
        rights = Rights(house.store.database)
        begun = rights.begin(view.account.id, series, view.title.plan, view.now_ms)
        ring = Ring(view.account.id, view.ring.grants, {**view.ring.begun, series: begun.plan},
                    channel.plan)  # fmt: skip
        view = replace(view, ring=ring)
    return shown(view, seat, episode)


def playable(house: House, channel: Channel, seat: Seat, name: str) -> Release:
    """The release called `name`, for whoever may play it now.

    Raises:
        Missing: it is not out where they are.
        Invalid: it is locked, or not shown in minors mode.
    """
    held = channel.held(name, house.clock.now_ms())
    if held is None or not held.open_at(seat.territory, house.clock.now_ms()):
        raise Missing("release.not_out", name=name)
    release = held.release
    view = viewed(house, channel, seat, release.series)
    if view.ring.why(view.title, release.episode, view.now_ms) is None:
        raise Invalid("viewing.locked", episode=release.episode)
    return release


def viewed(house: House, channel: Channel, seat: Seat, series: str) -> View:
    """A series as one person sees it.

    Raises:
        Missing: it is not out where they are.
        Invalid: it is not shown in minors mode.
    """
    require(house, seat.by, Deed.WATCH)
    account, now_ms = person(seat.by), house.clock.now_ms()
    title = channel.shelf(seat.territory, now_ms).titles.get(series)
    if title is None:
        raise Missing("watching.no_series", series=series)
    if not may_see(house, account, title.listing):
        raise Invalid("watching.not_for_minors", series=series)
    ring = channel.doors.ring(account.id)
    return View(channel, account, ring, title, now_ms, ends_ms(house, account))


def shown(view: View, seat: Seat, episode: int) -> Opened | Shut:
    """An episode that is out, as its card."""
    release = view.title.releases[episode]
    ladder = view.channel.ladder(release.ladder)
    told = _told(view, release, ladder)
    price = view.ring.price(view.title, episode, view.now_ms)
    if price is not None:
        return Shut(told, price)
    why = view.ring.why(view.title, episode, view.now_ms)
    return _opened(view, seat, release, ladder, told, why or Right.FREE)


def _opened(
    view: View, seat: Seat, release: Release, ladder: Ladder, told: Told, why: Right
) -> Opened:
    key, now_ms = view.channel.secrets.passes, view.now_ms
    expires_ms = now_ms + life_ms(ladder.duration_ms)
    token = sign(key, release.id, grant_of(key, view.account.id, release.id), expires_ms)
    base = f"/m/{release.id}/{token}/"
    strip = ladder.strip
    position_ms = seat.position(seat.by, release.series, release.episode)
    renew_ms = expires_ms - RENEW_BEFORE_MS
    if view.ends_ms is not None:  # asked again at that moment, it tells that their time is over
        renew_ms = min(renew_ms, max(view.ends_ms, now_ms + ASKED_AGAIN_MS))
    return Opened(
        told=told,
        why=why,
        base=base,
        token=token,
        main=base + ladder.main.path,
        rungs=tuple(
            RungShown(one.name, one.width, one.height, one.peak_bits, one.average_bits,
                      one.codecs)
            for one in ladder.rungs
        ),
        subtitles=tuple((code, base + file.path) for code, file in ladder.subtitles),
        poster=base + ladder.poster.path,
        thumbs=Thumbs(base + strip.file.path, strip.columns, strip.width, strip.height,
                      strip.every_ms, strip.count),
        encrypted=view.channel.is_encrypted(release.ladder),
        position_ms=position_ms if 0 <= position_ms < ladder.duration_ms else 0,
        now_ms=now_ms,
        renew_ms=renew_ms,
        expires_ms=expires_ms,
    )  # fmt: skip


def _told(view: View, release: Release, ladder: Ladder) -> Told:
    title, listing = view.title, view.channel.listing(release.listing)
    episodes = list(title.releases)
    at = episodes.index(release.episode)
    before = view.door(episodes[at - 1]) if at else None
    after = view.door(episodes[at + 1]) if at + 1 < len(episodes) else None
    return Told(
        series=title.series,
        title=title.listing.title,
        episode=release.episode,
        release=release.id,
        age=title.listing.age,
        label=ladder.label,
        numbers=listing.numbers,
        duration_ms=ladder.duration_ms,
        planned=title.run.episodes,
        pictures=pictures_of(title.listing),
        previous=before,
        following=after,
    )
