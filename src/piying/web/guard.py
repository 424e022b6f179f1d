"""What stands before every route: the host, the size, where a request comes from, the headers.

It is pure ASGI, so that streams and files pass through untouched.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from piying.model.errors import Invalid
from piying.web.metrics import Metrics
from piying.web.problems import refused

BODY_BYTES_MAX = 1 << 20
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SAME = frozenset({"same-origin", "none"})
YEAR_SECONDS = 31_536_000
KNOWN_MAX = 64

Raw = list[tuple[bytes, bytes]]

LOG = logging.getLogger("piying.web")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the guard goes by."""

    origin: str
    """The address that people open, "https://drama.example"."""
    hosts: tuple[str, ...]
    """The host names that are answered."""
    called_back: tuple[str, ...] = ()
    """Paths that other servers call: they prove themselves by a signature in the body."""
    larger: tuple[tuple[str, int], ...] = ()
    """(path, bytes): bodies that may be larger than `BODY_BYTES_MAX`."""

    films: str = ""
    """Where the pieces of films come from besides, "https://store.example"."""

    @property
    def secure(self) -> bool:
        """Whether people come by TLS."""
        return self.origin.startswith("https://")


class Guard:
    """Lets through what may pass, and puts the headers on what is answered."""

    def __init__(self, app: ASGIApp, rules: Rules, metrics: Metrics) -> None:
        self._app = app
        self._rules = rules
        self._metrics = metrics
        self._known: set[bytes] = set()
        """Hosts as they were written that are ours."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["request"], state["nonce"] = secrets.token_hex(8), secrets.token_urlsafe(16)
        began = time.perf_counter()
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = self._marked(scope, message.get("headers", ()))
            await send(message)

        try:
            error = self._wrong(scope)
            if error is not None:
                await refused(Request(scope), error)(scope, receive, sending)
                return
            counting = _Counting(receive, self._most(scope["path"]))
            await self._app(scope, counting, sending)
        finally:
            self._metrics.answered(scope, status, time.perf_counter() - began)

    def _wrong(self, scope: Scope) -> Invalid | None:
        """Why the request may not pass."""
        named, length = False, b"0"
        for name, value in scope["headers"]:
            if name == b"host":
                if value not in self._known and not self._knows(value):
                    return Invalid("web.other_host")
                named = True
            elif name == b"content-length":
                length = value
        if not named:
            return Invalid("web.other_host")
        if not length.isdigit():
            return Invalid("web.not_understood")
        if int(length) > self._most(scope["path"]):
            return Invalid("web.too_large", most=self._most(scope["path"]))
        if scope["method"] in SAFE or self._is_called_back(scope["path"]):
            return None
        return None if self._is_ours(Headers(scope=scope)) else Invalid("web.other_site")

    def _knows(self, told: bytes) -> bool:
        """Whether the host is one of ours; one that is, is known by its bytes from now on."""
        host = told.decode("latin-1").rpartition("@")[2]
        if (urlsplit(f"//{host}").hostname or "") not in self._rules.hosts:
            return False
        if len(self._known) < KNOWN_MAX:
            self._known.add(told)
        return True

    def _is_ours(self, headers: Headers) -> bool:
        """Whether a request that changes something comes from our own pages, or from a program.

        A browser says where it comes from and no page can make it lie; a program with a token
        carries no cookie that could be misused. Fetch Metadata (W3C), ASVS 5.0 3.5.1.
        """
        if "cookie" not in headers and headers.get("authorization", "").startswith("Bearer "):
            return True
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in SAME
        origin = headers.get("origin")
        return origin == self._rules.origin if origin is not None else "cookie" not in headers

    def _is_called_back(self, path: str) -> bool:
        return any(path.startswith(one) for one in self._rules.called_back)

    def _most(self, path: str) -> int:
        return next((most for at, most in self._rules.larger if at == path), BODY_BYTES_MAX)

    def _marked(self, scope: Scope, given: Iterable[tuple[bytes, bytes]]) -> Raw:
        """The headers of an answer, with those that every answer has."""
        headers = list(given)
        told = dict(headers)
        headers += [one for one in _HEADERS if one[0] not in told]
        headers.append((b"x-request-id", scope["state"]["request"].encode("ascii")))
        if self._rules.secure:
            headers.append(_TLS)
        if b"html" in told.get(b"content-type", b""):
            headers.append(
                (_POLICY, policy(scope["state"]["nonce"], self._rules.films).encode("ascii"))
            )
        elif _POLICY not in told:
            headers.append((_POLICY, NOTHING.encode("ascii")))
        if b"cache-control" not in told:
            headers.append((b"cache-control", b"no-store"))
        return headers


_POLICY = b"content-security-policy"
_TLS = (
    b"strict-transport-security", f"max-age={YEAR_SECONDS}; includeSubDomains".encode("ascii")
)  # fmt: skip
_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=()"),
)


NOTHING = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
"""The content security policy of what is no page: shown as one, it may do nothing."""


def policy(nonce: str, films: str = "") -> str:
    """The content security policy of a page: our own files, and scripts that know the nonce.

    hls.js plays from blobs and works in a worker made of one. Pieces of films may come from
    `films` as well.
    """
    ours = f"'self' {films}".rstrip()
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; "
        f"style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; "
        f"connect-src {ours}; font-src 'self'; media-src {ours} blob:; "
        "worker-src 'self' blob:; "
        "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
        "object-src 'none'"
    )


class _Counting:
    """Reads a body and stops where it is larger than it may be, whatever its head said."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most
        self._most = most

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise Invalid("web.too_large", most=self._most)
        return message
