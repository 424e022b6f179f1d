"""What lets a phone install the channel: its manifest, its service worker, an offline page."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request
from starlette.responses import Response

from piying.model.messages import say
from piying.web.language import language_of
from piying.web.rendering import page
from piying.web.who import TheSite

router = APIRouter()

WORKER = "viewer/offline.js"
OWN = "default-src 'none'; connect-src 'self'"
"""The policy of the worker: it asks us and nobody else."""
GROUND = "#0f0d0b"
"""Behind the first page while it comes: `--ground` of tokens.css."""


@router.get("/manifest.webmanifest")
def manifest(request: Request, site: TheSite) -> Response:
    """What an installed channel is called and looks like."""
    language = language_of(request)
    icon = {"src": site.static.address("mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    told = {
        "name": say("viewer.install_name", language), "id": "/", "start_url": "/feed",
        "short_name": say("viewer.install_name", language), "scope": "/",
        "description": say("viewer.install_about", language), "display": "standalone",
        "orientation": "portrait", "background_color": GROUND, "theme_color": GROUND,
        "lang": "zh-CN" if language == "zh" else "en",
        "icons": [{**icon, "purpose": "any"}, {**icon, "purpose": "maskable"}],
    }  # fmt: skip
    return Response(
        json.dumps(told, ensure_ascii=False), media_type="application/manifest+json",
        headers={"Cache-Control": "no-cache"},
    )  # fmt: skip


@router.get("/sw.js")
def worker(site: TheSite) -> Response:
    """The service worker, at the root so that it serves every page."""
    found = site.static.files[WORKER]
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": OWN}
    return Response(found.data, media_type=found.kind, headers=headers)


@router.get("/offline")
def offline(request: Request) -> Response:
    """A page for when there is no network."""
    return page(request, "viewer/offline.html")
