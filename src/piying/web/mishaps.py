"""Errors of pages: what a person reads where a program is told a problem."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from piying.model.messages import say
from piying.web.language import language_of
from piying.web.rendering import page

SCENES = {404: "lost", 403: "closed", 429: "closed"}
"""What is drawn, by status; else a lamp that went out."""


def wants_page(request: Request) -> bool:
    """Whether a person opens an address in a browser."""
    known = "site" in request.scope.get("state", {})
    api = request.url.path.startswith(("/api/", "/m/", "/p/", "/static/"))
    return known and request.method == "GET" and not api and "text/html" in request.headers.get(
        "accept", ""
    )  # fmt: skip


def mishap(request: Request, status: int, detail: str) -> Response:
    """A page that says what is wrong and leads on."""
    title = say(f"web.status_{status}", language_of(request))
    named = str(request.scope.get("state", {}).get("request", ""))
    return page(
        request, "viewer/mishap.html", status=status, heading=title, detail=detail,
        scene=SCENES.get(status, "dark"), named=named if status >= 500 else "",
    )  # fmt: skip
