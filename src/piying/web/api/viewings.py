"""Plays: what players report of films that are watched here, and what partners hand in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from piying.model import play
from piying.model.errors import Invalid, Outside
from piying.model.viewer import Deed
from piying.studio.channel.playing import Reports
from piying.web.shapes import Told
from piying.web.site import Site
from piying.web.who import Who

router = APIRouter(tags=["plays"])

PLAYS_BYTES_MAX = 4 << 20


class Rejected(Told):
    """How many rows of a batch do not count, and why."""

    reason: play.Reason
    count: int


class Taken(Told):
    """What became of a batch: `accepted` and all of `rejected` are what was received."""

    batch: str
    received: int
    accepted: int
    rejected: list[Rejected]
    again: bool


async def _raw(request: Request) -> bytes:
    return await request.body()


Raw = Annotated[bytes, Depends(_raw)]

REPORTS = {"requestBody": {"required": True, "content": {
    kind: {"schema": {
        "type": "object", "required": ["batch", "reports"],
        "properties": {
            "batch": {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,64}$"},
            "reports": {"type": "array", "maxItems": 200, "items": {
                "type": "object", "additionalProperties": False,
                "required": ["viewing", "n", "release", "token", "at_ms", "watched_ms",
                             "position_ms", "rung", "stalls", "stalled_ms", "ended"],
                "properties": {
                    "viewing": {"type": "string", "format": "uuid"},
                    "n": {"type": "integer", "minimum": 0},
                    "release": {"type": "string"}, "token": {"type": "string"},
                    "at_ms": {"type": "integer", "description": "When this play began"},
                    "watched_ms": {"type": "integer", "minimum": 0},
                    "position_ms": {"type": "integer", "minimum": 0},
                    "rung": {"type": "string", "maxLength": 12},
                    "stalls": {"type": "integer", "minimum": 0},
                    "stalled_ms": {"type": "integer", "minimum": 0},
                    "ended": {"type": "boolean"},
                },
            }},
        },
    }}
    for kind in ("application/json", "text/plain")
}}}  # fmt: skip
"""The body of reports: a page that is left sends it as a text, which is all a beacon can."""

PLAYS = {"requestBody": {"required": True, "content": {"application/json": {"schema": {
    "type": "object", "description": "A batch of plays, docs/plays.md",
}}}}}  # fmt: skip


@router.post("/viewings", status_code=202, openapi_extra=REPORTS)
def report(who: Who, raw: Raw) -> Taken:
    """A batch of reports of a player. What is answered with 202 is on disk and counts once."""
    heard = reports_of(who.site).take(who.person(), who.address, raw)
    return _taken(heard.answer())


@router.post("/plays", status_code=202, openapi_extra=PLAYS)
def hand_in(who: Who, raw: Raw) -> Taken:
    """A batch of plays of a partner, by a token; the same batch again counts once."""
    if who.token is None:
        raise Invalid("accounts.token_refused")
    who.may(Deed.TELL_PLAYS)
    return _taken(reports_of(who.site).intake.submit(raw).answer())


def reports_of(site: Site) -> Reports:
    """What takes reports.

    Raises:
        Outside: the server is being stopped.
    """
    if site.reports is None:
        raise Outside("viewer.stopping")
    return site.reports


def _taken(found: play.Intake) -> Taken:
    return Taken(
        batch=found.batch, received=found.received, accepted=found.accepted, again=found.again,
        rejected=[Rejected(reason=why, count=count) for why, count in found.rejected],
    )  # fmt: skip
