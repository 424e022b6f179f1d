"""The guard of the way out: which hosts may be asked, at which addresses, and for how long.

A name is resolved once, every answer is checked, and the connection goes to an address that
was checked; TLS still verifies the name. Every question has a connection of its own, so that
one that the other side had closed never leaves an order in doubt. `httpx2.HTTPTransport` has
no public place for a network backend; `_pool` is that of httpx2 2.16 (a test holds it).
"""

from __future__ import annotations

import ipaddress
import logging
import socket
import ssl
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

import httpcore2
import httpx2

from piying.model.errors import Invalid

for _name in ("httpx2", "httpcore2", "websockets"):
    # They write whole addresses, whose queries are signed, and headers, which hold keys.
    logging.getLogger(_name).setLevel(logging.WARNING)

CONNECT_SECONDS = 15
READ_SECONDS = 60
PORTS = {"https": 443, "http": 80}
TUNNELS = tuple(
    ipaddress.ip_network(net)
    for net in (
        "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "192.88.99.0/24",
        "fec0::/10",
    )
)  # fmt: skip
"""Networks that lead to another address; Python up to 3.13 calls most of them global."""


class Unsafe(httpcore2.ConnectError):
    """A connection that the guard refuses; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Door:
    """Hosts that may be asked."""

    host: str
    """A name; "*.example.com" is every name below it, "*" every name."""
    port: int = 443
    local: bool = False
    """Named by the operator: it may stand in a private network and speak plain HTTP."""

    def fits(self, host: str, port: int) -> bool:
        """Whether this is the door to `host`:`port`."""
        if port != self.port:
            return False
        if self.host.startswith("*."):
            return host.endswith(self.host[1:])
        return self.host in {"*", host}


def door(origin: str, *, local: bool = False) -> Door:
    """The door to `origin`: "https://api.example.com", or a bare host, which means HTTPS.

    Raises:
        Invalid: it has no host, another scheme, or plain HTTP and is not local.
    """
    try:
        url = httpx2.URL(origin if "://" in origin else f"https://{origin}")
    except httpx2.InvalidURL:
        raise Invalid("partners.address_wrong", origin=origin) from None
    plain = url.scheme == "http" and not local
    if not url.host or url.scheme not in PORTS or url.userinfo or plain:
        raise Invalid("partners.address_wrong", origin=f"{url.scheme}://{url.host}")
    return Door(url.host, url.port or PORTS[url.scheme], local)


def public(text: str) -> bool:
    """Whether `text` is an address of the open internet, and no way around to another."""
    address = ipaddress.ip_address(text.partition("%")[0])
    address = getattr(address, "ipv4_mapped", None) or address
    return (
        address.is_global
        and not address.is_multicast
        and not any(address.version == net.version and address in net for net in TUNNELS)
    )


class _Timed(httpcore2.NetworkStream):
    """A stream that ends at a moment, however slowly its bytes come."""

    def __init__(self, inner: httpcore2.NetworkStream, ends: float) -> None:
        self._inner, self._ends = inner, ends

    def _left(self, timeout: float | None) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time for the whole answer is over")
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _Timed(inner, self._ends)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


class Guard(httpcore2.NetworkBackend):
    """Resolves once, refuses what is not public, and connects to an address it checked."""

    def __init__(self, doors: tuple[Door, ...], seconds: float) -> None:
        self._doors, self._ends = doors, time.monotonic() + seconds
        self._inner = httpcore2.SyncBackend()

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of `host`, all checked.

        Raises:
            Unsafe: no door leads there, or one address is not public and the host not local.
            httpcore2.ConnectError: the name is not known.
        """
        doors = [one for one in self._doors if one.fits(host, port)]
        if not doors:
            raise Unsafe(f"{host}:{port} is not on the list of hosts")
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"{host} is not known: {error}") from error
        found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        local = any(one.local for one in doors)
        if not found or not (local or all(public(address) for address in found)):
            raise Unsafe(f"{host} leads to an address that is not public")
        return found

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to an address of `host` that was checked; raises as `addresses` does."""
        for address in self.addresses(host, port):
            left = max(0.001, self._ends - time.monotonic())
            limit = left if timeout is None else min(left, timeout)
            with suppress(httpcore2.ConnectError, httpcore2.ConnectTimeout):
                stream = self._inner.connect_tcp(
                    address, port, limit, local_address, socket_options
                )
                return _Timed(stream, self._ends)
        raise httpcore2.ConnectError(f"no address of {host} answers")


def dial(to: Door, seconds: float) -> socket.socket:
    """A plain connection to `to`, checked as every other; for protocols that are not HTTP.

    Raises:
        OSError: nothing answers there.
        httpcore2.ConnectError: its address is refused or not known.
    """
    address = Guard((to,), seconds).addresses(to.host, to.port)[0]
    return socket.create_connection((address, to.port), seconds)


@cache
def _trusted() -> ssl.SSLContext:
    return httpx2.create_ssl_context(trust_env=False)


def client(doors: tuple[Door, ...], seconds: float) -> httpx2.Client:
    """A client that asks only through `doors` and whose answers end within `seconds`.

    It follows no redirect, knows no proxy of the environment, keeps no cookies that matter
    (it is made for one question) and verifies TLS.
    """
    trusted = _trusted()
    transport = httpx2.HTTPTransport(verify=trusted, trust_env=False)
    transport._pool = httpcore2.ConnectionPool(  # noqa: SLF001 - see the top of the module
        ssl_context=trusted,
        max_keepalive_connections=0,
        retries=0,
        network_backend=Guard(doors, seconds),
    )
    return httpx2.Client(
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        timeout=httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
    )
