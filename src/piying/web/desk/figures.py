"""The pages of figures: everything live, and one series closely."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from piying.model.errors import PiyingError
from piying.model.figures import Funnel, Sight
from piying.model.viewer import Deed
from piying.web.api.figures import sight_of
from piying.web.desk.board import HOURS, Board
from piying.web.desk.rooms import Room, desk, may_any, seated
from piying.web.who import Asking, Who

router = APIRouter(prefix="/desk", route_class=Room)

Span = Annotated[Literal["day", "week"], Query()]
Day = Annotated[str, Query(max_length=10)]


@router.get("/live")
def live(request: Request, who: Who, span: Span = "day") -> Response:
    """What is watched and sold, as it happens."""
    by = seated(who)
    sight = sight_of(who, "")
    return desk(
        request, who, "live", "live", board=_board(who, sight), span=span,
        everything=sight.series is None, title_of=lambda series: title_of(who, series),
        estimated=may_any(who, by, (Deed.STATEMENTS,)), hours=range(HOURS), series="",
    )  # fmt: skip


@router.get("/series/{series}")
def closely(
    request: Request, who: Who, series: str, first: Day = "", last: Day = ""
) -> Response:
    """One series: its hours, its episodes, and where people leave."""
    seated(who)
    sight = sight_of(who, series)
    found: Funnel | None = None
    wrong = ""
    try:
        found = who.site.figures.funnels.of(sight, series, first, last)
    except PiyingError as error:
        wrong = error.said(who.language)
    return desk(
        request, who, "series", "live", board=_board(who, sight), series=series, span="day",
        title=title_of(who, series), funnel=found, wrong=wrong, hours=range(HOURS),
    )  # fmt: skip


def title_of(who: Asking, series: str) -> str:
    """What a series is called; its name where it is out no longer."""
    now = who.site.house.clock.now_ms()
    found = who.site.channel.shelf(who.site.place.territory, now).titles.get(series)
    return series if found is None else found.listing.title


def _board(who: Asking, sight: Sight) -> Board:
    told = who.site.figures.live.snapshot(sight).data
    return Board(json.loads(told), who.language)
