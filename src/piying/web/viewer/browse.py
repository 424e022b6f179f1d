"""The pages of the catalogue: the first page, a series, search, schedule, follows, history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from piying.model.errors import Missing
from piying.model.release import UnlockPlan
from piying.model.viewer import Progress
from piying.model.watching import Card, Door, Rail, SeriesPage
from piying.studio.channel import finding
from piying.studio.channel.keeping import favourites, follows, history, looked, notices
from piying.studio.channel.opening import View, viewed
from piying.web.api.catalogue import HISTORY_MOST, TYPED_MAX, guest_seat, in_series, were
from piying.web.cursor import PAGE, Cursor
from piying.web.rendering import page
from piying.web.shown import CHINA
from piying.web.who import Asking, Who

router = APIRouter()

DAY_MS = 86_400_000
FRESH_DAYS = 7
WEEK = 7


@dataclass(frozen=True, slots=True)
class Shown:
    """A series as a card of the pages shows it."""

    card: Card
    cover: str
    fresh: bool
    """Whether an episode came out this week."""
    seen: int | None = None
    """Of the episode that is gone on with, in hundredths."""
    episode: int = 0
    """That is gone on with."""
    new: int = 0
    """Episodes since whoever follows it last looked."""


@router.get("/")
def home(request: Request, who: Who) -> HTMLResponse:
    """Where I go on, and rows of series."""
    found = finding.home(who.site.house, who.site.channel, guest_seat(who), were(who))
    going = [
        _shown(who, one.card, seen=_part(one.position_ms, one.duration_ms), episode=one.episode)
        for one in found.going_on
    ]
    rails = [(rail, [_shown(who, card) for card in rail.cards]) for rail in found.rails]
    first = next((cards[0] for _, cards in rails if cards), None)
    return page(
        request, "viewer/home.html", going=going, rails=rails, first=first,
        poster=_picture(first.card, "feed") if first else "", news=len(_news(who)),
        rail_title=lambda rail: _title(rail, who.language),
    )  # fmt: skip


@router.get("/list/{name}")
def rail(request: Request, who: Who, name: str) -> HTMLResponse:
    """One row of the first page, whole."""
    found = finding.home(who.site.house, who.site.channel, guest_seat(who), were(who))
    one = next((each for each in found.rails if each.id == name), None)
    if one is None:
        raise Missing("web.not_here")
    cards = [_shown(who, card) for card in one.cards]
    return page(
        request, "viewer/list.html", title=_title(one, who.language), cards=cards,
        ranked=name == "hot", more="",
    )  # fmt: skip


@router.get("/all")
def everything(request: Request, who: Who, cursor: Cursor = "") -> HTMLResponse:
    """Every series that is out."""
    found = finding.browse(
        who.site.house, who.site.channel, guest_seat(who), cursor, 3 * PAGE // 2
    )
    return page(
        request, "viewer/list.html", title="", ranked=False,
        cards=[_shown(who, card) for card in found.rows],
        more=f"/all?cursor={found.cursor}" if found.cursor else "",
    )  # fmt: skip


@router.get("/series/{series}")
def one(request: Request, who: Who, series: str) -> HTMLResponse:
    """Everything of one series, with its whole price."""
    house, channel, seat = who.site.house, who.site.channel, guest_seat(who)
    told = finding.series_page(house, channel, seat, series, in_series(who, series))
    view = viewed(house, channel, seat, series)
    if who.by is not None and follows(house, who.by, series):
        looked(house, who.by, series)
    return page(
        request, "viewer/series.html", told=told, shown=_shown(who, told.card),
        plan=view.ring.terms(view.title), ads_ms=_ads_ms(view), episodes=_episodes(who, told),
        followed=who.by is not None and follows(house, who.by, series),
        poster=_picture(told.card, "feed"), wide=_picture(told.card, "wide"),
        begun=bool(told.position_ms or told.episode > told.doors[0].episode),
        when=lambda at_ms: _when(at_ms, who.language),
    )  # fmt: skip


@router.get("/search")
def search(
    request: Request, who: Who, q: Annotated[str, Query(max_length=TYPED_MAX)] = ""
) -> HTMLResponse:
    """What is found for what somebody typed; nothing typed: what others watch."""
    house, channel, seat = who.site.house, who.site.channel, guest_seat(who)
    typed = q.strip()
    searches = who.site.searches
    found = searches.search(seat, who.address, typed, PAGE) if typed else ()
    hot = next((one for one in finding.home(house, channel, seat).rails), None)
    return page(
        request, "viewer/search.html", typed=typed, cards=[_shown(who, one) for one in found],
        hot=[_shown(who, card) for card in hot.cards] if hot else [],
    )  # fmt: skip


@router.get("/schedule")
def schedule(request: Request, who: Who) -> HTMLResponse:
    """What comes in the next seven days."""
    house, channel, seat = who.site.house, who.site.channel, guest_seat(who)
    coming = dict(finding.calendar(house, channel, seat))
    cards = {one.series: one for one in finding.listed(channel, seat.territory).rows}
    today = _day(house.clock.now_ms())
    days = [
        (
            today + timedelta(days=away),
            [(one, _clock(one.at_ms), cards.get(one.series)) for one in coming.get(away, ())],
        )
        for away in range(WEEK)
    ]
    return page(
        request, "viewer/schedule.html", days=days, today=today,
        cover=lambda card: _picture(card, "card") if card else "",
    )  # fmt: skip


@router.get("/follows")
def followed(request: Request, who: Who, cursor: Cursor = "") -> Response:
    """What I follow, what has new episodes first."""
    shelf = _titles(who)
    names: list[str] = []
    more = ""
    if who.by is not None:
        found = favourites(who.site.house, who.by, cursor, 3 * PAGE)
        names, more = [one.series for one in found.rows], found.cursor
    news = _news(who)
    out = [series for series in names if series in shelf]
    out.sort(key=lambda series: series not in news)
    cards = [_shown(who, shelf[series], new=news.get(series, 0)) for series in out]
    gone = [series for series in names if series not in shelf]
    return page(
        request, "viewer/follows.html", cards=cards, gone=len(gone), news=len(news),
        more=f"/follows?cursor={more}" if more else "",
    )  # fmt: skip


@router.get("/history")
def seen(request: Request, who: Who, cursor: Cursor = "") -> Response:
    """Where I was last in each series."""
    shelf, more = _titles(who), ""
    rows: Sequence[Progress] = ()
    if who.by is not None:
        found = history(who.site.house, who.by, cursor, HISTORY_MOST)
        rows, more = found.rows, found.cursor
    return page(
        request, "viewer/history.html", more=f"/history?cursor={more}" if more else "",
        rows=[(one, shelf.get(one.series), _when(one.at_ms, who.language)) for one in rows],
        cover=lambda card: _picture(card, "card") if card else "",
    )  # fmt: skip


def _shown(
    who: Asking, card: Card, *, seen: int | None = None, episode: int = 0, new: int = 0
) -> Shown:
    ago_ms = who.site.house.clock.now_ms() - card.newest_ms
    return Shown(card, _picture(card, "card"), ago_ms < FRESH_DAYS * DAY_MS, seen, episode, new)


def _picture(card: Card, use: str) -> str:
    return next((one.path for one in card.pictures if one.use == use), "")


def _title(rail: Rail, language: str) -> str:
    return rail.title_zh if language == "zh" else rail.title_en


def _titles(who: Asking) -> dict[str, Card]:
    """Every series that whoever asks may see, by its name."""
    seat, cursor = guest_seat(who), ""
    found: dict[str, Card] = {}
    while True:
        some = finding.browse(who.site.house, who.site.channel, seat, cursor, 100)
        found |= {card.series: card for card in some.rows}
        cursor = some.cursor
        if not cursor:
            return found


def _news(who: Asking) -> Mapping[str, int]:
    """How many new episodes each series has that whoever asks follows."""
    if who.by is None:
        return {}
    since = finding.since(who.site.channel, who.site.place.territory)
    return {one.series: len(one.new) for one in notices(who.site.house, who.by, since)}


def _episodes(who: Asking, told: SeriesPage) -> list[tuple[int, str]]:
    """Every episode that is planned: (number, how it stands)."""
    watched = {one.episode for one in in_series(who, told.card.series)}
    doors = {door.episode: door for door in told.doors}
    last = max(told.card.planned, *doors)
    return [(number, _state(doors.get(number), watched)) for number in range(1, last + 1)]


def _state(door: Door | None, watched: set[int]) -> str:
    if door is None:
        return "coming"
    if door.why is None:
        return "locked"
    return "watched" if door.episode in watched else "open"


def _ads_ms(view: View) -> int | None:
    """When rewarded ads begin to open the series; None: they do already, or never."""
    plan: UnlockPlan = view.ring.terms(view.title)
    if plan.ads is None:
        return None
    at_ms = view.title.run.first_ms + plan.ads_after_days * DAY_MS
    return at_ms if at_ms > view.now_ms else None


def _part(position_ms: int, duration_ms: int) -> int:
    return min(100, 100 * position_ms // max(1, duration_ms))


def _day(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms // 1000, CHINA)


def _clock(at_ms: int) -> str:
    return f"{_day(at_ms):%H:%M}"


def _when(at_ms: int, language: str) -> str:
    day = _day(at_ms)
    if language == "zh":
        return f"{day.month}月{day.day}日 {day:%H:%M}"
    return f"{day:%b} {day.day}, {day:%H:%M}"
