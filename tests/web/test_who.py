"""Who asks, and from where."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from piying.web.who import address_of


def asked(*forwarded, client="10.0.0.1"):
    headers = [(b"x-forwarded-for", one.encode()) for one in forwarded]
    return Request({"type": "http", "headers": headers, "client": (client, 1)})


THEM, LIAR, HERE = "203.0.113.9", "6.6.6.6", "10.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ((), 0, HERE), ((LIAR,), 0, HERE), ((THEM,), 1, THEM), ((), 1, HERE),
        ((f"{LIAR}, {THEM}",), 1, THEM), ((LIAR, THEM), 1, THEM), ((THEM,), 2, HERE),
        ((f"{LIAR}, {THEM}, 10.0.0.2",), 2, THEM), ((LIAR, THEM, "10.0.0.2"), 2, THEM),
        ((f", ,{THEM}, ",), 1, THEM),
    ],
)  # fmt: skip
def test_only_what_our_own_servers_wrote_is_believed(forwarded, proxies, address):
    """ASVS 5.0 4.1.3, 15.3.4: each of them adds one; what stands before anybody may write"""
    assert address_of(asked(*forwarded), proxies) == address
