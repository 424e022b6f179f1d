"""Whether the server lives, whether it can do its work, and what it has counted."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from piying.model.errors import PiyingError
from piying.studio.serving import check
from piying.web.problems import refused
from piying.web.who import TheSite

router = APIRouter(tags=["health"])


@router.get("/healthz", response_class=PlainTextResponse)
def alive() -> Response:
    """It answers."""
    return PlainTextResponse("ok\n")


@router.get("/readyz", response_class=PlainTextResponse)
def ready(site: TheSite, request: Request) -> Response:
    """Its database answers and its disk takes files; 503 with the reason where not."""
    if site.stopping.is_set():
        return PlainTextResponse("stopping\n", 503)
    try:
        check(site.house)
    except PiyingError as error:
        return refused(request, error)
    return PlainTextResponse("ready\n")


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(site: TheSite) -> Response:
    """Counters in the format of Prometheus; open to this machine alone."""
    return Response(site.metrics.text(), media_type="text/plain; version=0.0.4")
