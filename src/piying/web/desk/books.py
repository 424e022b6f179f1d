"""The pages of statements: those of closed weeks, and one of them line by line."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from piying.model.messages import say
from piying.studio.settling.statements import statements
from piying.web.api.statements import party_seen, statement_of, told_of
from piying.web.desk.figures import title_of
from piying.web.desk.rooms import Room, desk, seated
from piying.web.who import Who

router = APIRouter(prefix="/desk/statements", route_class=Room)


@router.get("")
def every(
    request: Request, who: Who, period: Annotated[str, Query(max_length=10)] = ""
) -> Response:
    """The statements that were made, newest first."""
    seated(who)
    party = party_seen(who)
    found = [one.statement for one in statements(who.site.house, "", party)]
    periods = sorted({one.period for one in found}, reverse=True)
    shown = [told_of(one) for one in found if period in {"", one.period}]
    return desk(
        request, who, "statements", "statements", rows=shown, periods=periods, period=period
    )


@router.get("/{name}")
def one(request: Request, who: Who, name: str) -> Response:
    """One statement with its lines."""
    seated(who)
    found = statement_of(who, name)
    return desk(
        request, who, "statement", "statements", statement=told_of(found), lines=found.lines,
        what_of=lambda line: say(line.what, who.language, **dict(line.said)),
        title_of=lambda series: title_of(who, series) if series else "",
    )  # fmt: skip
