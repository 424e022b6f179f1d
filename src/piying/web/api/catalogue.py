"""The catalogue: what is out here now; everybody may read it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from piying.model.viewer import Progress
from piying.model.watching import Card, Coming, Home, SeriesPage
from piying.studio.channel import finding
from piying.studio.channel.keeping import history, places
from piying.studio.channel.opening import Seat
from piying.web.cursor import PAGE, Cursor, Most, Page
from piying.web.shapes import Told
from piying.web.who import Asking, Who

router = APIRouter(tags=["catalogue"])

TYPED_MAX = 60
HISTORY_MOST = 40


class Day(Told):
    """What comes on one day."""

    away: int = Field(description="Days from today")
    items: list[Coming]


@router.get("/home")
def home(who: Who) -> Home:
    """The first page: where I go on, and rows of series."""
    return finding.home(who.site.house, who.site.channel, guest_seat(who), were(who))


@router.get("/series")
def browse(who: Who, cursor: Cursor = "", most: Most = PAGE) -> Page[Card]:
    """Every series that is out, the one with the newest episode first."""
    found = finding.browse(who.site.house, who.site.channel, guest_seat(who), cursor, most)
    return Page(items=list(found.rows), next=found.cursor or None)


@router.get("/series/{series}")
def one(who: Who, series: str) -> SeriesPage:
    """Everything that is shown of a series."""
    return finding.series_page(
        who.site.house, who.site.channel, guest_seat(who), series, in_series(who, series)
    )


@router.get("/search")
def search(
    who: Who, q: Annotated[str, Query(max_length=TYPED_MAX)] = "", most: Most = PAGE
) -> list[Card]:
    """The best series for what is typed: Chinese, pinyin or initials."""
    return list(who.site.searches.search(guest_seat(who), who.address, q, most))


@router.get("/schedule")
def schedule(who: Who) -> list[Day]:
    """What comes in the next seven days."""
    found = finding.calendar(who.site.house, who.site.channel, guest_seat(who))
    return [Day(away=away, items=list(items)) for away, items in found]


def guest_seat(who: Asking) -> Seat:
    """Who looks around, whether they have a login or not."""
    return Seat(who.reader(), who.site.place.territory)


def were(who: Asking) -> tuple[Progress, ...]:
    """Where whoever asks was in each series, the newest first; nowhere without a login."""
    return history(who.site.house, who.by, "", HISTORY_MOST).rows if who.by else ()


def in_series(who: Asking, series: str) -> tuple[Progress, ...]:
    """Where whoever asks was in each episode of a series."""
    return places(who.site.house, who.by, series) if who.by else ()
