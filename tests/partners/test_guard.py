"""The guard: which hosts may be asked, at which addresses, and for how long."""

from __future__ import annotations

import ipaddress
import logging
import socket
import ssl
import threading

import httpcore2
import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.partners import guard
from piying.partners.guard import Door, Guard, Unsafe, client, dial, door, public

PRIVATE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",  # noqa: S104 - an address to refuse
    "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0",
    "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
)  # fmt: skip
TUNNELLED = (
    "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "::127.0.0.1", "fec0::1",
    "2001:0:7f00:1::", "192.88.99.1",
)  # fmt: skip
HERE = ("example.com", 443)


@pytest.mark.parametrize("address", [*PRIVATE, *TUNNELLED])
def test_an_address_that_is_not_of_the_open_internet_is_not_public(address):
    assert not public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111"])
def test_an_address_of_the_open_internet_is_public(address):
    assert public(address)


@given(st.ip_addresses(v=4))
def test_no_private_address_becomes_public_inside_a_tunnel(address):
    number = int(address)
    tunnels = ("64:ff9b::", "64:ff9b:1::", "::")
    inside = [ipaddress.IPv6Address(int(ipaddress.IPv6Address(t)) + number) for t in tunnels]
    sixth = ipaddress.IPv6Address((0x2002 << 112) + (number << 80))
    mapped = f"::ffff:{address}"

    assert not any(public(str(one)) for one in (*inside, sixth))
    assert public(mapped) == public(str(address))


def answers(monkeypatch, *addresses):
    """Every name is at `addresses`; gives the list of names that were asked for."""
    asked = []

    def resolve(host, port, **_):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    monkeypatch.setattr(guard.socket, "getaddrinfo", resolve)
    return asked


def test_one_private_answer_refuses_the_whole_name(monkeypatch):
    answers(monkeypatch, "93.184.216.34", "127.0.0.1")
    with pytest.raises(Unsafe, match="not public"):
        Guard((Door("example.com"),), 5).addresses(*HERE)


def test_a_name_is_resolved_once_and_its_checked_address_is_connected_to(monkeypatch):
    asked = answers(monkeypatch, "93.184.216.34")
    connected = []

    class Backend:
        def connect_tcp(self, host, port, *_):
            connected.append((host, port))
            raise httpcore2.ConnectError("no network in tests")

    one = Guard((Door("example.com"),), 5)
    one._inner = Backend()
    with pytest.raises(httpcore2.ConnectError, match="no address"):
        one.connect_tcp(*HERE)

    assert asked == ["example.com"]
    assert connected == [("93.184.216.34", 443)]


def test_a_host_that_is_not_on_the_list_is_not_even_looked_up(monkeypatch):
    asked = answers(monkeypatch, "93.184.216.34")
    for host, port in (("other.com", 443), ("example.com", 80), ("example.com.evil.com", 443)):
        with pytest.raises(Unsafe, match="not on the list"):
            Guard((Door("example.com"),), 5).addresses(host, port)

    assert asked == []


def test_a_door_with_a_star_leads_to_names_below_it_alone():
    one = Door("*.example.com")

    assert one.fits("a.example.com", 443)
    assert not one.fits("example.com", 443)
    assert not one.fits("badexample.com", 443)
    assert not one.fits("a.example.com", 8443)


def test_only_a_host_that_is_named_as_local_may_be_private(monkeypatch):
    answers(monkeypatch, "192.168.1.7")

    assert Guard((Door("nas", 8188, local=True),), 5).addresses("nas", 8188)
    with pytest.raises(Unsafe):
        Guard((Door("nas", 8188),), 5).addresses("nas", 8188)


@pytest.mark.parametrize(
    "origin",
    ["http://api.example.com", "ftp://a.b", "https://", "https://me:pw@a.b", "file:///etc"],
)
def test_an_origin_that_may_not_be_asked_is_no_door(origin):
    with pytest.raises(Invalid) as caught:
        door(origin)

    assert "pw" not in str(caught.value)


def test_a_door_knows_its_port():
    assert door("https://a.b") == door("a.b") == Door("a.b", 443)
    assert door("http://127.0.0.1:8188", local=True) == Door("127.0.0.1", 8188, local=True)


def test_a_client_uses_the_guard_no_proxy_and_follows_nothing(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with client((Door("127.0.0.1"),), 5) as one:
        assert one.follow_redirects is False
        assert isinstance(one._transport._pool._network_backend, Guard)
        assert one._mounts == {}
        with pytest.raises(httpx2.ConnectError, match="not public"):
            one.get("https://127.0.0.1/")


def test_tls_is_verified_and_names_are_checked():
    context = guard._trusted()

    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.fixture(name="trickle")
def _trickle():
    """A server that answers one byte at a time and never ends."""
    stop = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        line, _ = listener.accept()
        with line:
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n")
            while not stop.wait(0.02):
                try:
                    line.sendall(b"x")
                except OSError:
                    return

    thread = threading.Thread(target=serve)
    thread.start()
    yield listener.getsockname()[1]
    stop.set()
    thread.join()
    listener.close()


def test_an_answer_that_trickles_ends_with_its_time(trickle):
    here = Door("127.0.0.1", trickle, local=True)
    with client((here,), 0.3) as one, pytest.raises(httpx2.ReadTimeout):
        one.get(f"http://127.0.0.1:{trickle}/")


def test_the_libraries_below_do_not_write_addresses_and_headers_into_a_log():
    for name in ("httpx2", "httpcore2.connection", "httpcore2.http11", "websockets.client"):
        assert not logging.getLogger(name).isEnabledFor(logging.INFO)


def test_a_line_of_another_protocol_is_checked_as_well():
    with pytest.raises(Unsafe):
        dial(Door("127.0.0.1", 9), 1)
