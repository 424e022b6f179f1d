"""Media: films by capability, covers by digest. They are files, so they lie beside the API.

Most of what a channel sends is this, so it is pure ASGI behind the guard, before any routing:
what is remembered is answered in the loop of the server within microseconds, what has to be
looked up in a thread. The server is told the path of a file and sends it itself (the ASGI
extension `http.response.pathsend`, in granian 2.8.7); parts of files are read here.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from piying.model.canon import Digest
from piying.model.errors import Missing, PiyingError
from piying.studio.channel.media import Piece, read
from piying.web.problems import no_method, refused

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import Receive, Scope, Send

    from piying.studio.channel.afar import Afar
    from piying.web.site import Site

FILMS, COVERS = "/m/", "/p/"
METHODS = ("GET", "HEAD")
PATHSEND = "http.response.pathsend"
PARTS = 4
"""Of the path of a piece: an empty one, "m", the release, the capability; then its own."""
READ_BYTES = 1 << 18
"""So much of a file is read at once where the server does not send it itself."""

Raw = list[tuple[bytes, bytes]]

_RANGE = re.compile(rb"bytes=(\d{0,15})-(\d{0,15})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """What counters and the log know a request by: its path holds a capability."""

    path: str


PIECE, PICTURE = Named("/m/{release}/{token}/{path}"), Named("/p/{digest}")


def is_media(path: str) -> bool:
    """Whether `Films` answers the path."""
    return path.startswith((FILMS, COVERS))


class Films:
    """Answers what is asked below `/m/` and `/p/`."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path: str = scope["path"]
        is_film = path.startswith(FILMS)
        scope["route"] = PIECE if is_film else PICTURE
        if scope["method"] not in METHODS:
            await no_method(Request(scope), METHODS)(scope, receive, send)
            return
        try:
            found = await (self._piece(path) if is_film else self._picture(path))
            if self._site.media.afar is not None and found.path is not None:
                asks = is_film and scope["method"] == "GET"
                if asks and (to := await self._address(path, found)):
                    headers = {"Location": to, "Cache-Control": "no-store"}
                    await Response(status_code=302, headers=headers)(scope, receive, send)
                    return
                await _brought(self._site.media.afar, found)
        except PiyingError as error:
            await refused(Request(scope), error)(scope, receive, send)
            return
        if found.path is None:
            headers = {"Cache-Control": "no-store"}
            answer = Response(found.data, headers=headers, media_type=found.media_type)
            await answer(scope, receive, send)
            return
        keep = b"private, max-age=%d" if is_film else b"public, max-age=%d, immutable"
        await _sent(scope, send, found, found.path, keep % found.cache_seconds)

    async def _piece(self, path: str) -> Piece:
        parts = path.split("/", PARTS)
        if len(parts) <= PARTS:
            raise Missing("web.not_here")
        site, (release, token, file) = self._site, parts[2:]
        media, where, now_ms = site.media, site.place.territory, site.house.clock.now_ms()
        found = media.known(where, release, token, file, now_ms)
        if found is not None:
            return found
        return await run_in_threadpool(media.piece, where, release, token, file, now_ms)

    async def _picture(self, path: str) -> Piece:
        site = self._site
        digest, now_ms = path.removeprefix(COVERS), site.house.clock.now_ms()
        return await run_in_threadpool(site.media.picture, digest, now_ms)

    async def _address(self, path: str, found: Piece) -> str:
        """Where the store itself sends a piece; empty: we send it."""
        site, (release, token) = self._site, path.split("/", PARTS)[2:PARTS]
        if not (site.media.afar and site.media.afar.redirects):
            return ""
        now_ms = site.house.clock.now_ms()
        return await run_in_threadpool(site.media.address, release, token, found, now_ms)


async def _brought(afar: Afar, found: Piece) -> None:
    """See that the disk has what is to be sent; many may wait for the same."""
    digest = Digest(found.etag)
    if not afar.is_here(digest):
        await asyncio.shield(asyncio.wrap_future(afar.bring(digest)))


async def _sent(scope: Scope, send: Send, found: Piece, path: Path, keep: bytes) -> None:
    """The file, a part of it, or that whoever asks has it already."""
    asked = {name: value for name, value in scope["headers"] if name in _ASKING}
    etag = b'"%s"' % found.etag.encode("ascii")
    headers: Raw = [(b"cache-control", keep), (b"etag", etag), (b"accept-ranges", b"bytes")]
    if etag in asked.get(b"if-none-match", b""):
        await _alone(send, 304, headers)
        return
    status, start, end = 200, 0, found.size
    if b"range" in asked and asked.get(b"if-range", etag) == etag:
        part = _part(asked[b"range"], found.size)
        if part is not None:
            status, (start, end) = 206, part
    if start >= end:
        await _alone(send, 416, [*headers, (b"content-range", b"bytes */%d" % found.size)])
        return
    headers.append((b"content-type", found.media_type.encode("ascii")))
    headers.append((b"content-length", b"%d" % (end - start)))
    if status == 206:
        told = b"bytes %d-%d/%d" % (start, end - 1, found.size)
        headers.append((b"content-range", told))
    if scope["method"] == "HEAD":
        await _alone(send, status, headers)
        return
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if status == 200 and PATHSEND in scope.get("extensions", ()):
        await send({"type": PATHSEND, "path": str(path)})
        return
    while start < end:
        upto = min(start + READ_BYTES, end)
        data = await run_in_threadpool(read, path, start, upto)
        await send({"type": "http.response.body", "body": data, "more_body": upto < end})
        start = upto


_ASKING = frozenset({b"if-none-match", b"range", b"if-range"})


def _part(asked: bytes, size: int) -> tuple[int, int] | None:
    """The part that a `Range` names; an empty one: there is none; None: it asks for nothing.

    One part: of several, and of what is malformed, the whole file may be sent (RFC 9110, 14.2).
    """
    found = _RANGE.fullmatch(asked.strip())
    if found is None or found.groups() == (b"", b""):
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size
    start, end = int(first), int(last) + 1 if last else size
    if start >= end and last:
        return None
    return min(start, size), min(end, size)


async def _alone(send: Send, status: int, headers: Raw) -> None:
    """A head without a body."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
