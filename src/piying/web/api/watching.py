"""Watching: an episode that opens or tells its whole price, and the doors of its series."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from piying.model import watching
from piying.model.release import Age, Locked, Right
from piying.model.viewer import Progress
from piying.model.watching import Opened, Shut
from piying.studio.channel import feeding
from piying.studio.channel.acting import By, person
from piying.studio.channel.feeding import FEED_MOST
from piying.studio.channel.keeping import follows, history, places
from piying.studio.channel.minors import check_minors
from piying.studio.channel.opening import Seat, open_episode, viewed
from piying.studio.channel.unlocking import opened
from piying.web.cursor import Cursor, Most, Page
from piying.web.shapes import EpisodeNumber, Told
from piying.web.who import Asking, Who

router = APIRouter(tags=["watching"])

SERIES_MAX = 200
HISTORY_MOST = 50
"""So many series that somebody began come before what they did not begin."""


class Number(Told):
    """A filing number, to be shown always."""

    sort: str
    number: str


class About(Told):
    """What is always shown with an episode, open or not."""

    series: str
    title: str
    episode: int
    release: str
    age: Age
    label: str = Field(description="The AI label that the film carries")
    numbers: list[Number]
    duration_ms: int
    planned: int = Field(description="Episodes of the whole series")
    pictures: list[watching.Picture]
    previous: watching.Door | None
    following: watching.Door | None


class Subtitle(Told):
    """Words of the film as WebVTT."""

    language: str
    path: str


class Film(Told):
    """What a player needs of an episode that is open."""

    why: Right
    base: str = Field(description="Of every file: it carries the capability")
    token: str = Field(description="The capability, for the reports of the player")
    main: str = Field(description="The multivariant playlist of HLS")
    rungs: list[watching.RungShown]
    subtitles: list[Subtitle]
    poster: str
    thumbs: watching.Thumbs
    encrypted: bool
    position_ms: int = Field(description="Where to go on; 0: at the beginning")
    now_ms: int = Field(description="By the clock that reports go by")
    renew_ms: int = Field(description="From when on it should be opened anew")
    expires_ms: int


class Episode(Told):
    """An episode: open with its film, or locked with its whole price."""

    about: About
    film: Film | None
    price: Locked | None = Field(description="Of what is locked, before the first payment")


class Doorway(Told):
    """An episode in the list of its series."""

    episode: int
    why: Right | None = Field(description="Why it is open; null: it is locked")
    position_ms: int = Field(description="Where whoever asks was in it; 0: nowhere")
    duration_ms: int
    free_ms: int | None = Field(description="When rewarded ads begin to open it, if later")


class Doorways(Told):
    """The episodes of a series that are out."""

    series: str
    title: str
    planned: int
    episode: int = Field(description="Where to begin or go on")
    followed: bool = Field(description="Whether whoever asks follows the series")
    items: list[Doorway]


@router.get("/feed")
def feed(
    who: Who,
    cursor: Cursor = "",
    series: Annotated[str, Query(max_length=SERIES_MAX, description="Left out")] = "",
    most: Most = FEED_MOST,
) -> Page[Episode]:
    """What to watch next: where I go on, then what else I began, then what others watch."""
    house, seat = who.site.house, seat_of(who)
    seen = history(house, seat.by, "", HISTORY_MOST).rows
    found = feeding.feed(house, who.site.channel, seat, seen, cursor=cursor, most=most)
    items = [told_of(one) for one in found.rows if one.told.series != series]
    return Page(items=items, next=found.cursor or None)


@router.get("/series/{series}/episodes/{episode}")
def episode(who: Who, series: str, episode: EpisodeNumber) -> Episode:
    """An episode for whoever asks. Asked again, it gives a new capability."""
    _minors(who, series)
    house, seat = who.site.house, seat_of(who)
    found = open_episode(house, who.site.channel, seat, series, episode)
    if isinstance(found, Opened) and found.why is Right.MEMBER:
        opened(house, seat.by, series, episode)  # a membership pays what is opened by it
    return told_of(found)


@router.get("/series/{series}/episodes")
def episodes(who: Who, series: str) -> Doorways:
    """Every episode of a series that is out: open or locked, and where whoever asks was."""
    house, channel, seat = who.site.house, who.site.channel, seat_of(who)
    view = viewed(house, channel, seat, series)
    were = {one.episode: one for one in places(house, seat.by, series)}
    items = []
    for number, release in view.title.releases.items():
        place, price = were.get(number), view.ring.price(view.title, number, view.now_ms)
        items.append(Doorway(
            episode=number, why=view.door(number).why,
            position_ms=place.position_ms if place else 0,
            duration_ms=channel.ladder(release.ladder).duration_ms,
            free_ms=price.ads_from_ms if price else None,
        ))  # fmt: skip
    return Doorways(
        series=series, title=view.title.listing.title, planned=view.title.run.episodes,
        episode=_latest(were, items), followed=follows(house, seat.by, series), items=items,
    )  # fmt: skip


def seat_of(who: Asking) -> Seat:
    """Who sits before the screen, and where."""
    house = who.site.house

    def position(by: By, series: str, episode: int) -> int:
        found = {one.episode: one.position_ms for one in places(house, by, series)}
        return found.get(episode, 0)

    return Seat(who.person(), who.site.place.territory, position)


def _minors(who: Asking, series: str) -> None:
    """Let whoever is in minors mode watch now, or say why not."""
    account, site = person(who.person()), who.site
    if account.minors:
        now_ms = site.house.clock.now_ms()
        title = site.channel.shelf(site.place.territory, now_ms).titles.get(series)
        if title is not None:
            check_minors(site.house, account, title.listing)


def told_of(found: Opened | Shut) -> Episode:
    """An episode as the API tells it."""
    told = found.told
    about = About(
        series=told.series, title=told.title, episode=told.episode, release=told.release,
        age=told.age, label=told.label,
        numbers=[Number(sort=sort, number=number) for sort, number in told.numbers],
        duration_ms=told.duration_ms, planned=told.planned, pictures=list(told.pictures),
        previous=told.previous, following=told.following,
    )  # fmt: skip
    if isinstance(found, Shut):
        return Episode(about=about, film=None, price=found.price)
    film = Film(
        why=found.why, base=found.base, token=found.token, main=found.main,
        rungs=list(found.rungs),
        subtitles=[Subtitle(language=code, path=path) for code, path in found.subtitles],
        poster=found.poster, thumbs=found.thumbs, encrypted=found.encrypted,
        position_ms=found.position_ms, now_ms=found.now_ms, renew_ms=found.renew_ms,
        expires_ms=found.expires_ms,
    )  # fmt: skip
    return Episode(about=about, film=film, price=None)


def _latest(were: dict[int, Progress], items: list[Doorway]) -> int:
    """The episode that was watched last, else the first."""
    out = [were[one.episode] for one in items if one.episode in were]
    if out:
        return max(out, key=lambda one: one.at_ms).episode
    return items[0].episode
