"""What a server that is killed has acknowledged is there afterwards, and nothing twice."""

from __future__ import annotations

import http.client
import importlib.util
import json
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

import pytest
from browsing import STUBS

from piying.store.store import open_store
from piying.studio.house import House, Settings
from piying.studio.progress import Silent

API = "/api/v1"
PROGRAM = """
import json, sys
from pathlib import Path
from piying.studio.config import SystemClock
from piying.studio.house import Settings
from piying.studio.serving import Place, served
from piying.web.app import application
from piying.web.listening import heard
from piying.web import serve as serving
from piying.web.serve import free_port, serve
from piying.web.site import Site
from piying.web.static import bundle_of
serving.HEAD_SECONDS = 1
root, stubs = Path(sys.argv[1]), {name: b"" for name in json.loads(sys.argv[2])}
settings = Settings(root / "house", root / "data", root / "out", language="en")
place = Place(port=free_port("127.0.0.1", 0))
with served(settings, SystemClock()) as house:
    site = Site(house, place, place.origin_at(place.port), bundle_of(stubs))
    with heard(site):
        told = lambda _address: print(place.port, flush=True)
        serve(application(site), place.port, told, place.host, site.stopping.set)
"""


class Now:
    """The clock of the machine."""

    def now_ms(self):
        return time.time_ns() // 1_000_000

    def pass_ms(self, milliseconds):
        """What is out is out from now on."""


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A folder with a house in which three episodes are out and coins are sold."""
    monkeypatch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
    monkeypatch.setenv("PYTHONPATH", ":".join(sys.path))
    store = open_store(tmp_path / "house")
    settings = Settings(tmp_path / "house", tmp_path / "data", tmp_path / "out", language="en")
    clock = Now()
    house = House(store, (), clock, settings, Silent(), None)
    _beside("cinema").Cinema(house, clock).season("lamp", 40)
    stall = _beside("stall")
    (tmp_path / "house" / "shop.toml").write_text(stall.SANDBOX + stall.GOODS, "utf-8")
    store.close()
    return tmp_path


def _beside(name):
    """A module of the tests of the channel below."""
    known = f"piying_{name}"
    if known not in sys.modules:
        folder = Path(__file__).parents[1] / "studio" / "channel"
        spec = importlib.util.spec_from_file_location(known, folder / f"{name}.py")
        sys.modules[known] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[known])
    return sys.modules[known]


@contextmanager
def served(root):
    """A server over the house of `root`, for as long as the block lets it live."""
    with subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-c", PROGRAM, str(root), json.dumps(list(STUBS))],
        stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            yield process, int(process.stdout.readline())
        finally:
            process.kill()


class Browser:
    """A browser that goes on with its login when the server comes again."""

    def __init__(self):
        self.headers, self.line = {"Sec-Fetch-Site": "same-origin"}, None

    def go(self, port):
        self.close()
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.headers["Host"] = f"localhost:{port}"

    def close(self):
        if self.line is not None:
            self.line.close()

    def ask(self, method, path, body=None, key=""):
        headers = {**self.headers, "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        data = None if body is None else json.dumps(body)
        self.line.request(method, API + path, data, headers)
        answer = self.line.getresponse()
        told = json.loads(answer.read())
        if "Set-Cookie" in answer.headers:
            self.headers["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]
        assert answer.status < 300, told
        return told


@pytest.fixture
def browser():
    made = Browser()
    yield made
    made.close()


def killed_meanwhile(process, work, seconds):
    """Do `work` until the server is killed without warning."""
    threading.Timer(seconds, process.send_signal, [signal.SIGKILL]).start()
    gone = False
    while not gone:
        try:
            work()
        except (http.client.HTTPException, OSError):
            gone = True


def test_every_acknowledged_play_is_there_after_a_kill_and_none_twice(root, browser):
    sent, acknowledged = [], []

    def report(card):
        rows = [
            {"viewing": str(uuid.uuid4()), "n": 0, "release": card["about"]["release"],
             "token": card["film"]["token"], "at_ms": card["film"]["now_ms"], "watched_ms": 500,
             "position_ms": 500, "rung": "360p", "stalls": 0, "stalled_ms": 0, "ended": False}
            for _ in range(50)
        ]  # fmt: skip
        batch = {"batch": str(uuid.uuid4()), "reports": rows}
        sent.append(batch)
        told = browser.ask("POST", "/viewings", batch)
        assert (told["accepted"], told["again"]) == (50, False)
        acknowledged.append(batch)
        time.sleep(0.02)

    with served(root) as (process, port):
        browser.go(port)
        browser.ask("POST", "/session/anonymous")
        card = browser.ask("GET", "/series/lamp/episodes/1")
        report(card)  # however slow the machine is, one was acknowledged
        killed_meanwhile(process, lambda: report(card), 0.5)
    with served(root) as (_, port):
        browser.go(port)
        again = [browser.ask("POST", "/viewings", batch) for batch in acknowledged]
        once = [browser.ask("POST", "/viewings", batch) for batch in sent]

    assert acknowledged
    assert all(told["again"] and told["accepted"] == 50 for told in again)
    assert all(told["accepted"] == 50 for told in once)


def test_coins_are_what_was_paid_less_what_was_spent_whenever_it_is_killed(root, browser):
    paid = []
    episodes = iter(range(3, 41))

    def buy():
        key = uuid.uuid4().hex
        made = browser.ask("POST", "/orders", {"good": "small", "key": key}, key)
        browser.ask("POST", f"/orders/{made['id']}/payment", None, uuid.uuid4().hex)
        told = browser.ask(
            "POST", f"/orders/{made['id']}/button", {"outcome": "paid"}, uuid.uuid4().hex
        )
        paid.append(told["id"])
        for _ in range(2):
            place = {"series": "lamp", "episode": next(episodes), "way": "coins"}
            browser.ask("POST", "/unlocks", place, uuid.uuid4().hex)

    with served(root) as (process, port):
        browser.go(port)
        browser.ask("POST", "/session/anonymous")
        killed_meanwhile(process, buy, 0.4)
    with served(root) as (_, port):
        browser.go(port)
        for made in browser.ask("GET", "/orders?most=100")["items"]:
            browser.ask("POST", f"/orders/{made['id']}/check")
        orders = browser.ask("GET", "/orders?most=100")["items"]
        rights = browser.ask("GET", "/unlocks?most=100")["items"]
        coins = browser.ask("GET", "/wallet")["coins"]

    credited = {
        one["id"]: one["coins"] + one["bonus"] for one in orders if one["state"] == "paid"
    }
    assert set(paid) <= set(credited)
    assert coins == sum(credited.values()) - sum(one["coins"] for one in rights)
    assert coins >= 0
    assert len({one["episode"] for one in rights}) == len(rights)


def test_it_ends_when_told_to_although_slow_clients_are_in_the_middle_of_asking(root, browser):
    with served(root) as (process, port):
        slow = []
        for _ in range(50):
            one = socket.create_connection(("127.0.0.1", port), timeout=5)
            one.sendall(b"POST /api/v1/viewings HTTP/1.1\r\nHost: localhost\r\nContent-Le")
            slow.append(one)
        browser.go(port)
        answered = browser.ask("POST", "/session/anonymous")
        process.send_signal(signal.SIGTERM)
        code = process.wait(20)
        for one in slow:
            one.close()

    assert answered["sort"] == "anonymous"
    assert code == 0


def test_who_never_ends_their_question_is_dropped_and_others_are_answered(root, browser):
    """Slowloris: heads of requests that come a few bytes at a time, and never whole."""
    with served(root) as (_, port):
        browser.go(port)
        browser.ask("POST", "/session/anonymous")
        slow, answered, ends = [], 0, time.monotonic() + 30
        for _ in range(300):
            one = socket.create_connection(("127.0.0.1", port), timeout=5)
            one.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-")
            slow.append(one)
        left = list(slow)
        while left and time.monotonic() < ends:
            assert browser.ask("GET", "/series/lamp/episodes/1")["film"]
            answered += 1
            left = [one for one in left if not is_dropped(one)]
            time.sleep(0.05)
        for one in slow:
            one.close()

    assert left == []
    assert answered


def is_dropped(line):
    """Whether the server has hung up; else a few bytes more of the question are sent."""
    try:
        line.send(b"a")
        line.settimeout(0)
        return line.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        line.settimeout(5)
