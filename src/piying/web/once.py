"""Routes that change something, each once for an `Idempotency-Key`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from piying.model.errors import PiyingError
from piying.studio.channel.once import Answer, Attempt, begin, end
from piying.web.problems import refused
from piying.web.who import cookie_name, site_of

HEADER = "idempotency-key"
BROKEN = 500
"""Answers from here on are not kept: the next attempt may fare better."""
KEPT_BYTES_MAX = 64 * 1024

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Once(APIRoute):
    """A route whose answer is kept under the caller's key, if they give one."""

    def get_route_handler(self) -> Handler:
        """What answers."""
        handle = super().get_route_handler()

        async def once(request: Request) -> Response:
            key = request.headers.get(HEADER)
            if key is None:
                return await handle(request)
            house = site_of(request).house
            body = await request.body()
            asked = hashlib.sha256(
                b"\0".join((request.method.encode(), request.url.path.encode(), body))
            ).hexdigest()
            try:
                found = await run_in_threadpool(begin, house, _who(request), key, asked)
            except PiyingError as error:
                return refused(request, error)
            if isinstance(found, Answer):
                return _again(found)
            return await _first(request, handle, found)

        return once


async def _first(request: Request, handle: Handler, attempt: Attempt) -> Response:
    house = site_of(request).house
    kept: Answer | None = None
    try:
        try:
            answer = await handle(request)
        except PiyingError as error:
            answer = refused(request, error)
        body = bytes(answer.body)
        if answer.status_code < BROKEN and len(body) <= KEPT_BYTES_MAX:
            kept = Answer(answer.status_code, body)
    finally:
        await run_in_threadpool(end, house, attempt, kept)
    return answer


def _again(found: Answer) -> Response:
    headers = {"Idempotency-Replayed": "true", "Cache-Control": "no-store"}
    good = found.status < 400
    kind = "application/json" if good else "application/problem+json"
    return Response(found.body, found.status, headers, media_type=kind)


def _who(request: Request) -> str:
    """Whose key it is: of this login or token, by the digest of what proves it."""
    proof = request.headers.get("authorization") or request.cookies.get(
        cookie_name(site_of(request)), ""
    )
    return hashlib.sha256(proof.encode()).hexdigest()
