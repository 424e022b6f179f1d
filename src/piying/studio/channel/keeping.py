"""Keeping: where somebody is, on whatever device; what they follow; what they like.

What is out, and how long it is, comes in as values: whoever shows the shelf knows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from piying.model.errors import Conflict, Invalid, Missing
from piying.model.viewer import Deed, Progress
from piying.release import rails
from piying.store.channel.keepsakes import AGE_MS_MAX, Favourite, Keepsakes
from piying.studio.channel.acting import By, person, require
from piying.studio.channel.paging import Page, cursor_of, page_size, read_cursor
from piying.studio.house import House

POSITION_MS_MAX = 6 * 3_600_000
"""No episode is longer than six hours."""
FAVOURITES_MAX = 1_000
LOOKED_BACK = 200
"""How many series back somebody goes on."""

Episodes = Mapping[tuple[str, int], int]
"""(series, episode) of everything that is out, with a number of each."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a player says that somebody is."""

    series: str
    episode: int
    position_ms: int
    at_ms: int
    """When they were there, by the clock of the device."""
    sent_ms: int
    """When this is told, by the same clock: how wrong it is makes no difference."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is new in a series that somebody follows."""

    series: str
    new: tuple[int, ...]
    """Episodes that came out since they last looked, in order."""
    since_ms: int


@dataclass(frozen=True, slots=True)
class Likes:
    """How much an episode is liked."""

    count: int
    own: bool


def keep_place(house: House, by: By, place: Place) -> bool:
    """Keep where `by` is; False: another device was there later, or it was forgotten since.

    The place is as old as the device says it is, at most `AGE_MS_MAX`, and never of the time
    to come.

    Raises:
        Missing: the episode was never released.
        Invalid: the position is in no film.
    """
    account = _mine(house, by)
    kept = _released(house, place.series, place.episode)
    if not 0 <= place.position_ms <= POSITION_MS_MAX:
        raise Invalid("viewing.position_bad", most=POSITION_MS_MAX)
    age_ms = min(max(place.sent_ms - place.at_ms, 0), AGE_MS_MAX)
    moment_ms = house.clock.now_ms() - age_ms
    return kept.keep(
        Progress(account, place.series, place.episode, place.position_ms, moment_ms)
    )


def history(house: House, by: By, cursor: str = "", most: int = 20) -> Page[Progress]:
    """Where `by` was last in each series, newest first.

    Raises:
        Invalid: the cursor is none of ours, or the page is too large.
    """
    rows = _kept(house).history(_mine(house, by), read_cursor(cursor), page_size(most) + 1)
    more = cursor_of(rows[most - 1].at_ms, rows[most - 1].series) if len(rows) > most else ""
    return Page(rows[:most], more)


def forget(house: House, by: By, series: str = "") -> int:
    """Remove a series from the history of `by`, or all of it; how many episodes it was.

    What a device that was away still tells of the time before is not taken.
    """
    return _kept(house).forget(_mine(house, by), series, house.clock.now_ms())


def places(house: House, by: By, series: str) -> tuple[Progress, ...]:
    """Where `by` is in each episode of `series`, by episode."""
    return _kept(house).places(_mine(house, by), series)


def going_on(house: House, by: By, lengths_ms: Episodes, most: int = 20) -> list[Progress]:
    """Where `by` goes on, the newest first; `lengths_ms` has every episode that is out."""
    rows = _kept(house).history(_mine(house, by), None, LOOKED_BACK)
    return list(rails.going_on(rows, lengths_ms, page_size(most)))


def going_on_in(house: House, by: By, series: str, lengths_ms: Episodes) -> Progress | None:
    """Where `by` goes on in `series`; None: at the beginning, or they saw all of it."""
    found = rails.going_on(places(house, by, series), lengths_ms, 1)
    return found[0] if found else None


# --- favourites -------------------------------------------------------------------------


def follow(house: House, by: By, series: str) -> None:
    """Let `by` follow `series`; a second time changes nothing.

    Raises:
        Missing: nothing of it was ever released.
        Conflict: they follow too many.
    """
    account, kept = _mine(house, by), _kept(house)
    if not kept.known(series):
        raise Missing("release.not_out", name=series)
    if kept.following(account) >= FAVOURITES_MAX and kept.favourite(account, series) is None:
        raise Conflict("viewing.favourites_full", most=FAVOURITES_MAX)
    kept.follow(account, series, house.clock.now_ms())


def unfollow(house: House, by: By, series: str) -> None:
    """Let `by` follow `series` no longer."""
    _kept(house).unfollow(_mine(house, by), series)


def follows(house: House, by: By, series: str) -> bool:
    """Whether `by` follows `series`."""
    return _kept(house).favourite(_mine(house, by), series) is not None


def favourites(house: House, by: By, cursor: str = "", most: int = 20) -> Page[Favourite]:
    """What `by` follows, the newest first.

    Raises:
        Invalid: the cursor is none of ours, or the page is too large.
    """
    account, size = _mine(house, by), page_size(most)
    rows = _kept(house).favourites(account, read_cursor(cursor), size + 1)
    more = cursor_of(rows[most - 1].at_ms, rows[most - 1].series) if len(rows) > most else ""
    return Page(rows[:most], more)


def notices(house: House, by: By, since_ms: Episodes) -> tuple[Notice, ...]:
    """What is new in what `by` follows, the newest first.

    `since_ms` says of every episode that is out when it first came out.
    """
    rows = _kept(house).favourites(_mine(house, by), None, FAVOURITES_MAX)
    looked = {one.series: one.looked_ms for one in rows}
    new: dict[str, list[int]] = {}
    newest: dict[str, int] = {}
    for (series, episode), since in since_ms.items():
        if series in looked and since > looked[series]:
            new.setdefault(series, []).append(episode)
            newest[series] = max(since, newest.get(series, 0))
    order = sorted(new, key=lambda series: (-newest[series], series))
    return tuple(Notice(one, tuple(sorted(new[one])), newest[one]) for one in order)


def looked(house: House, by: By, series: str) -> None:
    """Note that `by` saw which episodes `series` has: until then nothing of it is new."""
    _kept(house).looked(_mine(house, by), series, house.clock.now_ms())


# --- likes ------------------------------------------------------------------------------


def like(house: House, by: By, series: str, episode: int, *, liked: bool = True) -> Likes:
    """Let `by` like an episode, or no longer; a second time changes nothing.

    Raises:
        Missing: the episode was never released.
    """
    account, kept = _mine(house, by), _released(house, series, episode)
    if liked:
        kept.like(account, series, episode, house.clock.now_ms())
    else:
        kept.unlike(account, series, episode)
    return Likes(*kept.likes(account, series, episode))


def likes(house: House, by: By, series: str, episode: int) -> Likes:
    """How much an episode is liked, and whether by `by`."""
    return Likes(*_kept(house).likes(by.name, series, episode))


def _mine(house: House, by: By) -> str:
    require(house, by, Deed.OWN)
    return person(by).id


def _kept(house: House) -> Keepsakes:
    return Keepsakes(house.store.database)


def _released(house: House, series: str, episode: int) -> Keepsakes:
    kept = _kept(house)
    if not kept.out(series, episode):
        raise Missing("release.not_out", name=f"{series}/e{episode}")
    return kept
