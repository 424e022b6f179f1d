"""The pages of the player: one series episode by episode, and whatever comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from piying.model.errors import Missing, PiyingError
from piying.model.messages import say
from piying.studio.channel.cards import pictures_of
from piying.studio.channel.shelf import Title
from piying.web.api.watching import episode as opened
from piying.web.api.watching import feed
from piying.web.rendering import in_script, page
from piying.web.who import Asking, Who

router = APIRouter()

MODULES = ("watch", "stage", "player", "pool", "deck", "cards", "viewing", "wishes")
"""What is asked for at once, so that no script waits for another."""
SECONDS_MAX = 6 * 3_600

At = Annotated[
    int, Query(alias="t", ge=0, le=SECONDS_MAX, description="The second to begin at")
]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a page of the player begins with."""

    heading: str
    back: str
    boot: dict[str, Any]
    picture: str = ""
    episode: int = 0
    synopsis: str = ""
    """With the picture and the episode, what a link to it shows elsewhere."""


@router.get("/watch/{series}/{episode}")
def watch(request: Request, who: Who, series: str, episode: int, at: At = -1) -> Response:
    """An episode, with all others of its series above and below it."""
    site = who.site
    shelf = site.channel.shelf(site.place.territory, site.house.clock.now_ms())
    title = shelf.titles.get(series)
    if title is None or episode not in title.releases:
        code = "watching.no_series" if title is None else "watching.no_episode"
        told = Missing(code, series=series, episode=episode).said(who.language)
        return page(request, "viewer/gone.html", status=404, told=told)
    heading = say("viewer.title", who.language, title=title.listing.title, episode=episode)
    boot = {
        "mode": "series", "series": series, "login": who.by is not None, "minors": _minors(who),
        "at": list(title.releases).index(episode),
        "at_ms": at * 1_000 if at >= 0 else -1, "next": "",
        "places": [{"series": series, "episode": one} for one in title.releases],
        "cards": [_card(who, title, series, episode)],
    }  # fmt: skip
    synopsis = title.listing.synopsis
    shown = _Shown(heading, f"/series/{series}", boot, _cover(title), episode, synopsis)
    return _page(request, shown)


@router.get("/feed")
def fed(request: Request, who: Who) -> Response:
    """What to watch next, without looking for it."""
    cards: list[dict[str, Any]] = []
    following: str | None = ""
    if who.by is not None:
        found = feed(who)
        cards = [one.model_dump(mode="json") for one in found.items]
        following = found.next
    places = [
        {"series": one["about"]["series"], "episode": one["about"]["episode"]} for one in cards
    ]
    boot = {
        "mode": "feed", "series": "", "login": who.by is not None, "minors": _minors(who),
        "at": 0, "at_ms": -1,
        "next": following,
        "places": places, "cards": cards,
    }  # fmt: skip
    return _page(request, _Shown(say("viewer.feed", who.language), "/", boot))


def _card(who: Asking, title: Title, series: str, episode: int) -> dict[str, Any]:
    """The first card: with the film for whoever has a login, without it for all others.

    Whoever comes for the first time is given an account by the page, and asks then.
    """
    if who.by is None:
        return _told(title, series, episode)
    try:
        return opened(who, series, episode).model_dump(mode="json")
    except PiyingError:  # the page asks again, and tells what is answered
        return _told(title, series, episode)


def _told(title: Title, series: str, episode: int) -> dict[str, Any]:
    """What everybody may know of an episode."""
    listing = title.listing
    about = {
        "series": series, "title": listing.title, "episode": episode, "release": "",
        "age": listing.age.value, "label": "", "duration_ms": 0, "planned": title.run.episodes,
        "numbers": [{"sort": sort, "number": number} for sort, number in listing.numbers],
        "pictures": [{"use": one.use, "path": one.path} for one in pictures_of(listing)],
        "previous": None, "following": None,
    }  # fmt: skip
    return {"about": about, "film": None, "price": None}


def _minors(who: Asking) -> bool:
    account = who.by.account if who.by else None
    return account is not None and account.minors


def _cover(title: Title) -> str:
    found = {one.use: one.path for one in pictures_of(title.listing)}
    return found.get("feed", "")


def _page(request: Request, shown: _Shown) -> Response:
    return page(
        request, "viewer/watch.html", heading=shown.heading, back=shown.back,
        picture=shown.picture, modules=MODULES, boot=in_script(shown.boot),
        minors=shown.boot["minors"], series=shown.boot["series"], episode=shown.episode,
        synopsis=shown.synopsis,
    )  # fmt: skip
