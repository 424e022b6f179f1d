"""The pages of reviewers: what waits, and one dossier beside its film."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from piying.model.decision import Dismissal, Reply
from piying.model.errors import PiyingError
from piying.model.messages import say
from piying.studio.channel.sittings import Waiting
from piying.web.desk.figures import title_of
from piying.web.desk.rooms import NO_SEAT, Room, desk, seated
from piying.web.shapes import EpisodeNumber
from piying.web.who import Who

router = APIRouter(prefix="/desk/reviews", route_class=Room)

KEYS = (
    ("J K", "desk.key_step"),
    ("␣", "desk.key_play"),
    ("[ ]", "desk.key_second"),
    (", .", "desk.key_frame"),
    ("C D F I", "desk.key_answer"),
    ("R", "desk.key_veil"),
)
"""What keys do here; static/desk/review.js does it."""


@router.get("")
def every(request: Request, who: Who) -> Response:
    """What waits for a reviewer, the most urgent first."""
    by, wrong = seated(who), ""
    rows: tuple[Waiting, ...] = ()
    try:
        rows = who.site.sittings.queue(by)
    except PiyingError as error:
        if error.code not in NO_SEAT:
            raise
        wrong = error.said(who.language)
    return desk(
        request, who, "reviews", "reviews", rows=rows, wrong=wrong,
        title_of=lambda series: title_of(who, series),
    )  # fmt: skip


@router.get("/{series}/{episode}")
def one(request: Request, who: Who, series: str, episode: EpisodeNumber) -> Response:
    """One dossier: its film, what was found, and what is decided."""
    sitting = who.site.sittings.sit(seated(who), series, episode, who.language)
    return desk(
        request, who, "review", "reviews", sitting=sitting, row=sitting.waiting,
        told=sitting.shown, series=series, episode=episode,
        replies=list(Reply), keys=[(key, say(code, who.language)) for key, code in KEYS],
        why_none=[(one.value, say(f"desk.dismissal_{one.value}", who.language))
                  for one in Dismissal],
        title=title_of(who, series),
    )  # fmt: skip


@router.get("/{series}/{episode}/film")
def film(who: Who, series: str, episode: EpisodeNumber) -> Response:
    """The film that is decided on, to be played in parts."""
    path = who.site.sittings.film(seated(who), series, episode)
    return FileResponse(path, media_type="video/mp4", headers={"Cache-Control": "no-store"})
