"""Whether the server lives, whether it can do its work, and what it has counted."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from piying.model.errors import Missing, PiyingError
from piying.studio.serving import check
from piying.web.problems import refused
from piying.web.who import TheSite

router = APIRouter(tags=["health"])


HERE = frozenset({"127.0.0.1", "::1", "testclient"})
FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip", "via")


@router.get("/healthz", response_class=PlainTextResponse)
async def alive() -> Response:
    """It answers, in the loop that answers everything."""
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
def metrics(site: TheSite, request: Request) -> Response:
    """Counters in the format of Prometheus; open to this machine alone."""
    if not is_here(request):
        return refused(request, Missing("web.not_here"))
    return Response(site.metrics.text(), media_type="text/plain; version=0.0.4")


def is_here(request: Request) -> bool:
    """Whether a program of this machine asks for itself, not a server of ours for others."""
    asked = request.client.host if request.client else ""
    return asked in HERE and not any(one in request.headers for one in FORWARDED)
