"""What a server does when its disk is full, its database gone, or everybody comes at once."""

from __future__ import annotations

import errno
import http.client
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import listening
from people import API, staff
from sqlalchemy import event
from starlette.testclient import TestClient
from theatre import Theatre

from piying.model.comment import Judged, State
from piying.model.ids import ulid
from piying.model.viewer import Account, Duty, Sort
from piying.store.channel.accounts import Accounts
from piying.store.channel.comments import Comments
from piying.store.plays import intake
from piying.store.store import open_store
from piying.studio.channel import commenting
from piying.studio.channel.commenting import CEILING
from piying.studio.channel.logins import begin
from piying.studio.house import House, Settings
from piying.studio.progress import Silent
from piying.studio.serving import Place
from piying.web import figures
from piying.web.app import application
from piying.web.listening import heard
from piying.web.site import Site
from piying.web.static import bundle_of

ORIGIN = "http://localhost:8000"


def outside(answer):
    """Whether it is told as something that is needed and does not answer."""
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) >= 1
    return answer.status_code, told["code"]


def until(ask, seconds=20):
    """What `ask` gives once it gives something."""
    ends = time.monotonic() + seconds
    while not (found := ask()):
        assert time.monotonic() < ends, "it did not come back"
        time.sleep(0.02)
    return found


class Report:
    """A batch of reports of one film."""

    def __init__(self, card, rows=20):
        reports = [
            {"viewing": str(uuid.uuid4()), "n": 0, "release": card["about"]["release"],
             "token": card["film"]["token"], "at_ms": card["film"]["now_ms"], "watched_ms": 900,
             "position_ms": 900, "rung": "360p", "stalls": 0, "stalled_ms": 0, "ended": False}
            for _ in range(rows)
        ]  # fmt: skip
        self.body = {"batch": uuid.uuid4().hex, "reports": reports}

    def sent(self, browser):
        return browser.post(f"{API}/viewings", json=self.body)


@pytest.fixture
def card(house, browser):
    theatre = Theatre(house)
    theatre.out(theatre.bytes_of())
    browser.post(f"{API}/session/anonymous")
    return browser.get(f"{API}/series/lamp/episodes/1").json()


class TestFullDisk:
    def test_plays_are_refused_until_there_is_room_and_none_is_lost(
        self, site, browser, card, monkeypatch
    ):
        write, is_full = os.write, threading.Event()

        def refusing(handle, data):
            if is_full.is_set():
                write(handle, data[:3])  # as a disk does: a part of it is there
                raise OSError(errno.ENOSPC, "No space left on device")
            return write(handle, data)

        monkeypatch.setattr(intake, "AGAIN_SECONDS", 0.02)
        monkeypatch.setattr(os, "write", refusing)
        batches = [Report(card) for _ in range(9)]
        with heard(site):
            first = [one.sent(browser) for one in batches[:3]]
            is_full.set()
            refused = [one.sent(browser) for one in batches[3:6]]
            others = [browser.get(path).status_code for path in ("/healthz", "/api/v1/feed")]
            is_full.clear()
            came = until(lambda: (t := batches[3].sent(browser)).status_code == 202 and t)
            rest = [one.sent(browser) for one in batches[4:]]
        with heard(site):  # a server that begins again
            again = [one.sent(browser).json() for one in batches]

        assert [one.status_code for one in (*first, *rest)] == [202] * 8
        assert {outside(one) for one in refused} <= {
            (503, "store.disk_full"), (503, "plays.stopped")
        }  # fmt: skip
        assert others == [200, 200]
        assert came.json()["again"] is False
        assert [(one["accepted"], one["again"]) for one in again] == [(20, True)] * 9

    def test_a_database_without_room_refuses_what_it_cannot_keep_and_goes_on(
        self, house, browser, program
    ):
        """SQLITE_FULL, as where the disk is: a page more is not to be had."""
        engine, pages = house.store.database._engine, [1 << 30]

        @event.listens_for(engine, "begin")
        def limited(connection):
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages[0]}")

        made = [browser.post(f"{API}/session/anonymous").status_code]
        with house.store.database.reading() as connection:
            pages[0] = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        answers = []
        while not answers or answers[-1].status_code == 201:
            answers.append(program.post(f"{API}/session/anonymous"))
            program.cookies.clear()
        mine = browser.get(f"{API}/session")
        pages[0] = 1 << 30
        after = program.post(f"{API}/session/anonymous")
        event.remove(engine, "begin", limited)

        assert made == [201]
        assert outside(answers[-1]) == (503, "store.disk_full")
        assert (mine.status_code, after.status_code) == (200, 201)


# --- the database ---------------------------------------------------------------------------


def _store_tests():
    """What the tests of the store know of starting PostgreSQL."""
    if "piying_store_tests" not in sys.modules:
        path = Path(__file__).parents[1] / "store" / "conftest.py"
        spec = importlib.util.spec_from_file_location("piying_store_tests", path)
        sys.modules["piying_store_tests"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["piying_store_tests"])
    return sys.modules["piying_store_tests"]


class Postgres:
    """A server of PostgreSQL that a test may stop."""

    def __init__(self, folder, place, who):
        self.folder, self.place, self.who = folder, place, who
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        data = folder / "data"
        self.run(
            place / "initdb", "-D", data, "-U", "piying", "-A", "trust", "-N", "-E", "UTF8"
        )

    @property
    def address(self):
        return f"postgresql://piying@127.0.0.1:{self.port}/postgres"

    def run(self, *command):
        subprocess.run(  # noqa: S603 - our own arguments
            command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, timeout=120,
            **self.who,
        )  # fmt: skip

    def start(self):
        asked = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = self.folder / "log"
        self.control("-w", "-l", log, "-o", asked, "start")

    def stop(self):
        self.control("-m", "immediate", "stop")

    def control(self, *how):
        self.run(self.place / "pg_ctl", "-D", self.folder / "data", *how)


@pytest.fixture
def postgres():
    pytest.importorskip("psycopg", reason="requirements/postgres.txt is not installed")
    known = _store_tests()
    place, who = known.programs(), known.runner()
    if place is None or who is None:
        pytest.skip("no PostgreSQL that can be started here")
    folder = Path("/tmp") / f"piying-{uuid.uuid4().hex[:8]}"  # noqa: S108 - a short, open path
    folder.mkdir(mode=0o755)
    if who:
        os.chown(folder, who["user"], who["group"])
    made = Postgres(folder, place, who)
    made.start()
    yield made
    made.stop()
    shutil.rmtree(folder, ignore_errors=True)


def test_a_database_that_goes_is_told_and_one_that_comes_again_is_used(
    postgres, tmp_path, clock, monkeypatch
):
    monkeypatch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
    store = open_store(tmp_path / "house", postgres.address)
    settings = Settings(
        tmp_path / "house", tmp_path / "data", tmp_path / "out", language="en",
        database=postgres.address,
    )  # fmt: skip
    house = House(store, (), clock, settings, Silent(), None)
    theatre = Theatre(house)
    theatre.out(theatre.bytes_of())
    site = Site(house, Place(port=8000), ORIGIN, bundle_of({}))
    paths = ("/readyz", f"{API}/session", f"{API}/feed", f"{API}/series/lamp/episodes/1")
    with heard(site), TestClient(
        application(site), ORIGIN, raise_server_exceptions=False,
        headers={"Sec-Fetch-Site": "same-origin"},
    ) as browser:  # fmt: skip
        browser.post(f"{API}/session/anonymous")
        before = [browser.get(path).status_code for path in paths]
        told = browser.get(paths[-1]).json()
        sent = Report(told).sent(browser)
        postgres.stop()
        clock.pass_ms(3_000)
        gone = [browser.get(path) for path in (*paths, told["film"]["main"])]
        lost, alive = Report(told), browser.get("/healthz").status_code
        refused = lost.sent(browser)
        postgres.start()
        until(lambda: browser.get("/readyz").status_code == 200)
        after = [browser.get(path).status_code for path in (*paths, told["film"]["main"])]
        taken = lost.sent(browser)
    store.close()

    assert before == [200] * 4
    assert sent.status_code == 202
    assert {outside(one) for one in (*gone, refused)} == {(503, "store.database_unreachable")}
    assert alive == 200
    assert after == [200] * 5
    assert (taken.status_code, taken.json()["again"]) == (202, False)


# --- everybody at once ----------------------------------------------------------------------


def named(house, count):
    """The cookies of so many viewers with a name."""
    found = []
    with house.store.together(durable=True):
        for _ in range(count):
            now = house.clock.now_ms()
            account = Account(ulid(now, os.urandom(10)), Sort.VIEWER, "V", at_ms=now)
            Accounts(house.store.database).add(account)
            found.append(f"piying={begin(house, account, '').secret}")
    return found


class Line:
    """A connection that is kept."""

    def __init__(self, origin, cookie=""):
        where = urlsplit(origin)
        self.line = http.client.HTTPConnection("127.0.0.1", where.port, timeout=60)
        self.headers = {"Host": where.netloc, "Sec-Fetch-Site": "same-origin", "Cookie": cookie}

    def ask(self, method, path, body=None):
        headers = {**self.headers, "Content-Type": "application/json"}
        self.line.request(method, path, json.dumps(body) if body else None, headers)
        answer = self.line.getresponse()
        return answer.status, answer.read()


def test_of_a_flood_of_comments_none_that_was_taken_is_lost_and_others_are_served(
    site, house, monkeypatch
):
    """Each of another person, as fast as they come; on one film 120 at once are taken."""
    monkeypatch.setattr(commenting, "judge", lambda *_: Judged(State.SHOWN))
    theatre = Theatre(house)
    film = theatre.out(theatre.bytes_of())
    cookies, path = named(house, 200), f"{API}/releases/{film.id}/comments"

    def flood(share):
        told = []
        for number, cookie in enumerate(share):
            line = Line(origin, cookie)
            body = {"position_ms": 1_000, "text": f"好 {number}"}
            status, data = line.ask("POST", path, body)
            told.append((status, json.loads(data)))
            line.line.close()
        return told

    with listening(site) as origin, ThreadPoolExecutor(8) as pool:
        other = Line(origin)
        served = [other.ask("GET", f"{API}/series")[0]]  # it has looked what is out
        floods = [pool.submit(flood, cookies[at::8]) for at in range(8)]
        while not all(one.done() for one in floods):
            served.append(other.ask("GET", f"{API}/series")[0])
        other.line.close()
        answers = [one for each in floods for one in each.result()]
    taken = {told["id"] for status, told in answers if status == 201}
    shown = Comments(house.store.database).shown("lamp", 1, 10_000)
    held = {name for name, *_ in shown}

    assert {status for status, _ in answers} == {201, 429}
    assert {told["code"] for status, told in answers if status == 429} == {
        "viewing.too_many_here"
    }
    assert held == taken
    assert len(taken) == CEILING.tries
    assert set(served) == {200}


@pytest.mark.slow
def test_a_thousand_streams_hear_what_happens_and_end_with_the_server(
    site, house, browser, monkeypatch
):
    monkeypatch.setattr(figures, "STREAMS_MAX", 1_000)
    theatre = Theatre(house)
    theatre.out(theatre.bytes_of())
    site.figures.start()
    staff(browser, house, "rong", Duty.OPERATOR)
    cookie = f"piying={browser.cookies['piying']}"
    until(lambda: site.figures.live.health.ready)
    heads, heard_of, lines = [], [], []
    with listening(site) as origin:
        where = urlsplit(origin)
        asked = (
            f"GET {API}/figures/stream HTTP/1.1\r\nHost: {where.netloc}\r\n"
            f"Cookie: {cookie}\r\n\r\n"
        ).encode()
        for _ in range(1_000):
            line = socket.create_connection(("127.0.0.1", where.port), timeout=60)
            line.sendall(asked)
            lines.append(line)
        heads = [read_until(line, b"\n\n") for line in lines]
        theatre.out(theatre.bytes_of(), "key")
        clock_turns(house)
        heard_of = [read_until(line, b"\n\n") for line in lines]
        other = Line(origin)
        served = other.ask("GET", "/healthz")[0]
        other.line.close()
        site.stopping.set()
        rest = [read_until(line, b"0\r\n\r\n") for line in lines]
    for line in lines:
        line.close()
    site.figures.close()

    assert all(b" 200 " in one and b"event: snapshot" in one for one in heads)
    assert all(b"event: " in one for one in heard_of)
    assert served == 200
    assert all(one.endswith(b"0\r\n\r\n") for one in rest)


def clock_turns(house):
    """An hour begins: everybody is told anew."""
    house.clock.pass_ms(3_600_000)


def read_until(line, mark):
    """What comes up to `mark`, or up to the end."""
    found = b""
    while mark not in found:
        more = line.recv(65_536)
        if not more:
            break
        found += more
    return found
