"""The pages of what waits for a person, and of what is out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from piying.model.viewer import Deed
from piying.studio.channel.complaints import reports
from piying.studio.channel.moderating import held_comments
from piying.studio.releasing.release import look
from piying.web.api.releases import Release, release_of
from piying.web.cursor import PAGE, Cursor
from piying.web.desk.figures import title_of
from piying.web.desk.rooms import Room, desk, seated
from piying.web.who import Who

router = APIRouter(prefix="/desk", route_class=Room)


@router.get("/comments")
def comments(request: Request, who: Who, cursor: Cursor = "") -> Response:
    """Comments that wait for a person, oldest first."""
    found = held_comments(who.site.house, seated(who), cursor, PAGE)
    return desk(
        request, who, "comments", "comments", rows=found.page.rows, waiting=found.waiting,
        more=f"/desk/comments?cursor={found.page.cursor}" if found.page.cursor else "",
        title_of=lambda series: title_of(who, series),
    )  # fmt: skip


@router.get("/reports")
def filed(request: Request, who: Who, cursor: Cursor = "") -> Response:
    """Reports that wait for an answer, oldest first."""
    found = reports(who.site.house, seated(who), cursor, PAGE)
    return desk(
        request, who, "reports", "reports", rows=found.page.rows, waiting=found.waiting,
        more=f"/desk/reports?cursor={found.page.cursor}" if found.page.cursor else "",
        title_of=lambda series: title_of(who, series),
    )  # fmt: skip


@router.get("/releases")
def out(
    request: Request, who: Who, series: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Every release: by series where many are out, newest first."""
    seated(who)
    who.may(Deed.RELEASE)
    found = [release_of(one) for one in reversed(look(who.site.house))]
    names = counted(found)
    chosen = series if series in names else next(iter(names), "")
    return desk(
        request, who, "releases", "releases", series=chosen, names=names,
        rows=[one for one in found if one.series == chosen],
        title_of=lambda name: title_of(who, name),
    )  # fmt: skip


def counted(found: list[Release]) -> Mapping[str, int]:
    """How many releases of each series are out, the series of the newest first."""
    names: dict[str, int] = {}
    for one in found:
        names[one.series] = names.get(one.series, 0) + one.out
    return names
