"""Figures: what is watched and sold, live; funnels; what this week comes to so far."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from piying.model.figures import Estimate, Funnel, Sight
from piying.model.messages import say
from piying.model.viewer import Deed
from piying.studio.channel.figuretable import (
    ESTIMATE_COLUMNS,
    FUNNEL_COLUMNS,
    LIVE_COLUMNS,
    csv_of,
    estimate_rows,
    funnel_rows,
    json_lines,
    live_rows,
    xlsx_of,
)
from piying.web.shapes import XLSX, Told
from piying.web.who import Asking, Who, asking

router = APIRouter(prefix="/figures", tags=["figures"])

STREAM = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
NAME_MAX = 200

Series = Annotated[str, Query(max_length=NAME_MAX, description="To look at closely")]
Day = Annotated[str, Query(max_length=10, description="2026-11-23")]
Kind = Annotated[Literal["csv", "xlsx", "jsonl"], Query(description="The form of the file")]


class Line(Told):
    """One line of what a week comes to so far."""

    party: str
    series: str
    what: str
    units: int
    unit: str
    minor: int
    currency: str
    provisional: bool


class Week(Told):
    """What a week comes to so far; nothing of it is booked."""

    period: str
    begin: str
    end: str
    at_ms: int
    provisional: bool
    unknown: str = Field(description="Why it is not known; empty: it is")
    lines: list[Line]


class Health(Told):
    """How the figures stand."""

    ready: bool
    read_ms: int
    came_ms: int
    rows: int


@router.get("")
def now(who: Who, series: Series = "") -> Response:
    """Everything that is seen now; docs/figures.md says what the cells are."""
    message = who.site.figures.live.snapshot(sight_of(who, series))
    return Response(message.data, media_type="application/json")


class _Watched(StreamingResponse):
    """A stream that counts among those of its account for as long as it is sent."""

    def __init__(self, events: AsyncIterator[bytes], ends: Callable[[], None]) -> None:
        super().__init__(events, media_type="text/event-stream", headers=STREAM)
        self._ends = ends

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._ends()


@router.get("/stream", response_class=StreamingResponse)
async def stream(
    request: Request, who: Who, series: Series = "",
    last_event_id: Annotated[str, Header()] = "",
) -> StreamingResponse:  # fmt: skip
    """What changes, as server-sent events: snapshots and deltas with increasing ids."""
    seen = int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() else 0
    figures, is_over = who.site.figures, who.site.stopping.is_set
    await run_in_threadpool(sight_of, who, series)
    watching = ExitStack()
    watching.enter_context(figures.watched_by(who.reader().name))

    def sight() -> Sight:
        """What they may see by now: logins end, duties are taken away."""
        return sight_of(asking(request), series)

    return _Watched(figures.stream(sight, seen, is_over), watching.close)


@router.get("/health")
def health(who: Who) -> Health:
    """How the figures stand."""
    sight_of(who, "")
    return Health.model_validate(who.site.figures.live.health)


@router.get("/funnel/{series}")
def funnel(who: Who, series: str, first: Day = "", last: Day = "") -> Funnel:
    """How people go from one episode of a series to the next, and where they leave."""
    return who.site.figures.funnels.of(sight_of(who, series), series, first, last)


@router.get("/estimate")
def estimate(who: Who, week: Annotated[str, Query(max_length=10)] = "") -> Week:
    """What a week comes to so far under the deals; nothing of it is booked."""
    by = who.may(Deed.STATEMENTS, party_of(who))
    return week_of(who, who.site.figures.estimates.of(by, week))


@router.get("/export")
def exported(who: Who, kind: Kind = "csv", series: Series = "") -> Response:
    """The figures that are seen now, as a table."""
    rows = live_rows(who.site.figures.live, sight_of(who, series))
    return _file("figures", kind, LIVE_COLUMNS, rows)


@router.get("/funnel/{series}/export")
def funnel_exported(
    who: Who, series: str, kind: Kind = "csv", first: Day = "", last: Day = ""
) -> Response:
    """A funnel as a table."""
    found = who.site.figures.funnels.of(sight_of(who, series), series, first, last)
    return _file(f"funnel-{series}", kind, FUNNEL_COLUMNS, funnel_rows(found))


@router.get("/estimate/export")
def estimate_exported(who: Who, kind: Kind = "csv") -> Response:
    """The estimate of this week as a table."""
    found = who.site.figures.estimates.of(who.may(Deed.STATEMENTS, party_of(who)))
    return _file("estimate", kind, ESTIMATE_COLUMNS, estimate_rows(found))


def sight_of(who: Asking, series: str) -> Sight:
    """What whoever asks may see now.

    Raises:
        Invalid: no figures.
        Missing: the series is none of theirs.
    """
    return who.site.figures.sights.of(who.may(Deed.FIGURES, party_of(who)), series)


def party_of(who: Asking) -> str:
    """The party whose figures and statements a producer sees."""
    by = who.reader()
    return by.account.party if by.account else ""


def week_of(who: Asking, found: Estimate) -> Week:
    """An estimate in the language of whoever asks."""
    return Week(
        period=found.period, begin=found.begin, end=found.end, at_ms=found.at_ms,
        provisional=found.provisional,
        unknown="" if found.unknown is None else found.unknown.said(who.language),
        lines=[
            Line(
                party=one.party, series=one.series, units=one.units, unit=one.unit,
                what=say(one.what, who.language, **dict(one.said)), minor=one.minor,
                currency=one.currency, provisional=one.provisional,
            )
            for one in found.lines
        ],
    )  # fmt: skip


def _file(
    name: str, kind: str, columns: Sequence[str], rows: Iterable[tuple[str | int | None, ...]]
) -> Response:
    """A table to be kept as a file."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    if kind == "csv":
        data = csv_of(columns, rows).encode()
        return Response(data, headers=headers, media_type="text/csv; charset=utf-8")
    if kind == "xlsx":
        return Response(xlsx_of(columns, rows), headers=headers, media_type=XLSX)
    return Response(json_lines(columns, rows), headers=headers, media_type="application/jsonl")
