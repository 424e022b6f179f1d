"""The pages of closed weeks: all of them, one with everybody's statement, and what is kept."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from piying.model.viewer import Deed
from piying.studio.settling import weeks
from piying.studio.settling.weeks import Stage, Sums, Week
from piying.web.api.closes import WEEKS
from piying.web.cursor import Cursor, cursor_of, number_of
from piying.web.desk.books import kept_words, series_called
from piying.web.desk.rooms import Room, desk, seated
from piying.web.who import Who

router = APIRouter(prefix="/desk/closes", route_class=Room)


@router.get("")
def every(request: Request, who: Who, cursor: Cursor = "") -> Response:
    """The weeks that were closed, newest first, with their sums by currency."""
    seated(who)
    who.may(Deed.CLOSES)
    found, following = weeks.weeks(who.site.house, number_of(cursor), WEEKS)
    return desk(
        request, who, "closes", "closes", rows=[(one, by_currency(one)) for one in found],
        more=f"/desk/closes?cursor={cursor_of(following)}" if following else "",
        first="/desk/closes" if cursor else "",
    )  # fmt: skip


@router.get("/{period}")
def one(request: Request, who: Who, period: str) -> Response:
    """One week: who is owed what, what was paid out, what is kept and why."""
    seated(who)
    who.may(Deed.CLOSES)
    week = weeks.week_named(who.site.house, period)
    behind = weeks.behind(who.site.house, week.close)
    return desk(
        request, who, "close", "closes", week=week, close=week.close, sums=by_currency(week),
        known_ms=int(datetime.fromisoformat(week.close.known_by).timestamp()) * 1000,
        party_of=lambda party: behind.names.get(party, party),
        series_of=lambda name: series_called(who, name), **kept_words(who, behind),
    )  # fmt: skip


def by_currency(week: Week) -> list[tuple[Sums, Stage]]:
    """The sums of a week, each with how its statements stand to being paid."""
    return [
        (
            sums,
            weeks.stage_of(
                one for one in week.statements if one.sums.currency == sums.currency
            ),
        )
        for sums in week.sums
    ]
