"""What viewers keep: where they are, what they follow, what they like."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import Field

from piying.studio.channel.keeping import (
    Place,
    favourites,
    follow,
    forget,
    history,
    keep_place,
    like,
    likes,
    looked,
    notices,
    unfollow,
)
from piying.web.cursor import PAGE, Cursor, Most, Page
from piying.web.shapes import Asked, Done, EpisodeNumber, Millis, Told
from piying.web.who import Who

router = APIRouter(tags=["keeping"])

SERIES_MAX = 200


class Being(Asked):
    """Where a player is, by its own clock."""

    series: str = Field(max_length=SERIES_MAX)
    episode: int = Field(ge=1, le=32_767)
    position_ms: Millis
    at_ms: Millis = Field(description="When it was there, by the clock of the device")
    sent_ms: Millis = Field(description="When this is told, by the same clock")


class Kept(Told):
    """Whether it was kept; not where another device was later."""

    kept: bool


class Seen(Told):
    """Where somebody was last in a series."""

    series: str
    title: str = Field(description="Empty where it is no longer out")
    episode: int
    position_ms: int
    at_ms: int
    out: bool = Field(description="Whether it can be watched here now")


class Followed(Told):
    """A series that somebody follows."""

    series: str
    title: str
    at_ms: int
    out: bool


class News(Told):
    """What is new in a series that somebody follows."""

    series: str
    title: str
    new: list[int] = Field(description="Episodes that came out since they last looked")
    since_ms: int


class Liked(Told):
    """How much an episode is liked."""

    count: int
    own: bool


class Forgotten(Told):
    """How many episodes were forgotten."""

    episodes: int


@router.put("/progress")
def be(who: Who, given: Being) -> Kept:
    """Keep where I am; the device that was somewhere last has the say."""
    place = Place(given.series, given.episode, given.position_ms, given.at_ms, given.sent_ms)
    return Kept(kept=keep_place(who.site.house, who.person(), place))


@router.get("/history")
def seen(who: Who, cursor: Cursor = "", most: Most = PAGE) -> Page[Seen]:
    """Where I was last in each series, newest first."""
    found = history(who.site.house, who.person(), cursor, most)
    items = [
        Seen(
            series=one.series, title=_title(who, one.series), episode=one.episode,
            position_ms=one.position_ms, at_ms=one.at_ms, out=_is_out(who, one.series),
        )
        for one in found.rows
    ]  # fmt: skip
    return Page(items=items, next=found.cursor or None)


@router.delete("/history/{series}")
def forgotten(who: Who, series: str) -> Forgotten:
    """Forget one series."""
    return Forgotten(episodes=forget(who.site.house, who.person(), series))


@router.delete("/history")
def all_forgotten(who: Who) -> Forgotten:
    """Forget everything."""
    return Forgotten(episodes=forget(who.site.house, who.person()))


@router.get("/favourites")
def followed(who: Who, cursor: Cursor = "", most: Most = PAGE) -> Page[Followed]:
    """What I follow, newest first."""
    found = favourites(who.site.house, who.person(), cursor, most)
    items = [
        Followed(
            series=one.series, title=_title(who, one.series), at_ms=one.at_ms,
            out=_is_out(who, one.series),
        )
        for one in found.rows
    ]  # fmt: skip
    return Page(items=items, next=found.cursor or None)


@router.put("/favourites/{series}")
def begin(who: Who, series: str) -> Done:
    """Follow a series."""
    follow(who.site.house, who.person(), series)
    return Done()


@router.delete("/favourites/{series}")
def end(who: Who, series: str) -> Done:
    """Follow it no longer."""
    unfollow(who.site.house, who.person(), series)
    return Done()


@router.post("/favourites/{series}/looked")
def saw(who: Who, series: str) -> Done:
    """I saw which episodes it has: until now nothing of it is new."""
    looked(who.site.house, who.person(), series)
    return Done()


@router.get("/notices")
def news(who: Who) -> list[News]:
    """What is new in what I follow, newest first."""
    now = who.site.house.clock.now_ms()
    shelf = who.site.channel.shelf(who.site.place.territory, now)
    since = {
        (series, episode): max(release.window.since_ms, release.at_ms)
        for series, title in shelf.titles.items()
        for episode, release in title.releases.items()
    }
    return [
        News(series=one.series, title=_title(who, one.series), new=list(one.new),
             since_ms=one.since_ms)
        for one in notices(who.site.house, who.person(), since)
    ]  # fmt: skip


@router.get("/likes/{series}/{episode}")
def liked(who: Who, series: str, episode: EpisodeNumber) -> Liked:
    """How much an episode is liked, and whether by me."""
    return Liked.model_validate(likes(who.site.house, who.person(), series, episode))


@router.put("/likes/{series}/{episode}")
def liking(who: Who, series: str, episode: EpisodeNumber) -> Liked:
    """Like it; a second time changes nothing."""
    return Liked.model_validate(like(who.site.house, who.person(), series, episode))


@router.delete("/likes/{series}/{episode}")
def not_liking(who: Who, series: str, episode: EpisodeNumber) -> Liked:
    """Like it no longer."""
    found = like(who.site.house, who.person(), series, episode, liked=False)
    return Liked.model_validate(found)


def _title(who: Who, series: str) -> str:
    found = who.site.channel.shelf(
        who.site.place.territory, who.site.house.clock.now_ms()
    ).titles.get(series)
    return "" if found is None else found.listing.title


def _is_out(who: Who, series: str) -> bool:
    return bool(_title(who, series))
