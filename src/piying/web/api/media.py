"""Media: films by capability, covers by digest. They are files, so they lie beside the API.

The routes answer in the loop of the server: what is asked of memory takes microseconds, and the
file itself is sent by the server, which is told its path.
"""

from __future__ import annotations

import os

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from piying.studio.channel.media import Piece
from piying.web.who import site_of

router = APIRouter()


async def piece(request: Request) -> Response:
    """A file of a film, for whoever holds the capability in its path."""
    site = site_of(request)
    asked = request.path_params
    found = site.media.piece(
        site.place.territory, asked["release"], asked["token"], asked["path"],
        site.house.clock.now_ms(),
    )  # fmt: skip
    return _sent(request, found, f"private, max-age={found.cache_seconds}")


async def picture(request: Request) -> Response:
    """A cover of what is out; its name is its digest, so it never changes."""
    site = site_of(request)
    found = site.media.picture(request.path_params["digest"], site.house.clock.now_ms())
    return _sent(request, found, f"public, max-age={found.cache_seconds}, immutable")


router.add_route(
    "/m/{release}/{token}/{path:path}", piece, ["GET", "HEAD"], include_in_schema=False
)
router.add_route("/p/{digest}", picture, ["GET", "HEAD"], include_in_schema=False)


def _sent(request: Request, found: Piece, keep: str) -> Response:
    """The file, a part of it, or that whoever asks has it already."""
    if found.path is None:
        headers = {"Cache-Control": "no-store"}
        return Response(found.data, headers=headers, media_type=found.media_type)
    etag = f'"{found.etag}"'
    headers = {"Cache-Control": keep, "ETag": etag}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return FileResponse(
        found.path, headers=headers, media_type=found.media_type, stat_result=_stat(found.size)
    )


def _stat(size: int) -> os.stat_result:
    """What is known of a file that is named by its digest, without asking the disk."""
    return os.stat_result((0o100444, 0, 0, 1, 0, 0, size, 0, 0, 0))
