"""A released film is served from a house whose disk was emptied: the bucket has it."""

from __future__ import annotations

import shutil
import threading
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from argon2 import PasswordHasher
from browsing import listening
from theatre import Theatre

from buckets import asked, opened, s3, s3_keys, s3_server, times
from piying.store.bucket.address import stored_from
from piying.studio.channel import hashing
from piying.studio.house import House, Settings
from piying.studio.progress import Silent
from piying.web.app import rules_of
from piying.web.guard import policy

__all__ = ["s3", "s3_keys", "s3_server"]

API = "/api/v1"
PIECE = "360p/piece-0000.m4s"


@pytest.fixture
def redirects():
    return "no"


@pytest.fixture
def house(tmp_path, clock, monkeypatch, s3, redirects):
    """A house that can sign and that has a bucket."""
    monkeypatch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(hashing, "HASHER", cheap)
    stored = stored_from(s3.environment | {"PIYING_STORE_REDIRECT": redirects})
    store = opened(s3, tmp_path / "house")
    settings = Settings(
        tmp_path / "house", tmp_path / "data", tmp_path / "out", language="en", stored=stored
    )
    yield House(store, (), clock, settings, Silent(), None)
    store.close()


@pytest.fixture
def theatre(house):
    made = Theatre(house)
    made.ladder = made.bytes_of()
    made.release = made.out(made.ladder)
    made.data = {
        file.path: house.store.blobs.get(file.blob)
        for rung in made.ladder.rungs for file in rung.files
    } | {"main.m3u8": house.store.blobs.get(made.ladder.main.blob)}  # fmt: skip
    return made


@pytest.fixture
def film(theatre, browser, house):  # noqa: ARG001 - it is out
    """What a player is told of an episode, when the disk has been emptied."""
    browser.post(f"{API}/session/anonymous")
    told = browser.get(f"{API}/series/lamp/episodes/1").json()["film"]
    browser.follow_redirects = False
    shutil.rmtree(house.store.blobs.folder)
    return told


def piece_of(theatre, path=PIECE):
    return next(f for rung in theatre.ladder.rungs for f in rung.files if f.path == path)


class TestThroughTheServer:
    """Serving films through the cache, as today."""

    def test_every_file_of_a_film_comes_from_the_bucket(self, browser, film, theatre):
        for path, data in theatre.data.items():
            answer = browser.get(f"{film['base']}{path}")

            assert (answer.status_code, answer.content) == (200, data), path

    def test_a_part_and_a_cover_too(self, browser, film, theatre):
        part = browser.get(f"{film['base']}{PIECE}", headers={"Range": "bytes=10-19"})
        cover = browser.get(f"/p/{theatre.ladder.poster.blob}")

        assert (part.status_code, part.content) == (206, theatre.data[PIECE][10:20])
        assert cover.status_code == 200

    def test_it_is_brought_once_and_then_lies_here(self, browser, film, theatre, s3, house):
        blob = piece_of(theatre).blob
        s3.proxy.seen.clear()
        for _ in range(3):
            assert browser.get(f"{film['base']}{PIECE}").status_code == 200

        assert len([ask for ask in s3.proxy.asked_for("GET") if blob in ask.path]) == 1
        assert house.store.blobs.place(blob).is_file()

    def test_one_that_leaves_the_disk_later_comes_again(self, browser, film, theatre, house):
        assert browser.get(f"{film['base']}{PIECE}").status_code == 200
        house.store.blobs.place(piece_of(theatre).blob).unlink()

        assert browser.get(f"{film['base']}{PIECE}").content == theatre.data[PIECE]

    def test_others_are_served_while_some_wait_for_the_bucket(self, film, theatre, site, s3):
        blob, other = piece_of(theatre).blob, "1080p/piece-0000.m4s"
        site.house.store.blobs.path(piece_of(theatre, other).blob)
        waits = threading.Event()

        def late(ask):
            if blob in ask.path and ask.method == "GET":
                waits.set()
                return ("wait", 1)
            return None

        s3.proxy.faults.append(late)
        ended = []
        with listening(site) as origin:

            def ask(path):
                with urllib.request.urlopen(f"{origin}{film['base']}{path}") as answer:  # noqa: S310
                    ended.append((path, answer.read() == theatre.data[path]))

            some = [threading.Thread(target=ask, args=(PIECE,)) for _ in range(60)]
            for one in some:
                one.start()
            assert waits.wait(20)
            ask(other)
            for one in some:
                one.join()

        assert ended[0] == (other, True)
        assert ended[1:] == [(PIECE, True)] * 60

    def test_a_bucket_that_does_not_answer_says_nothing_of_itself(self, browser, film, s3):
        s3.proxy.faults.append(times(99, "drop"))

        answer = browser.get(f"{film['base']}{PIECE}")

        assert answer.status_code == 503
        assert answer.json()["code"] == "watching.piece_late"
        assert answer.headers["retry-after"] == "5"
        assert s3.name not in answer.text
        s3.proxy.faults.clear()
        assert browser.get(f"{film['base']}{PIECE}").status_code == 200

    def test_what_else_needs_a_blob_says_nothing_of_the_bucket_either(
        self, browser, film, theatre, s3
    ):
        assert film
        where = f"{API}/releases/{theatre.release.id}/danmaku?from_ms=0&to_ms=9000"
        s3.proxy.faults.append(times(99, ("status", 403, "AccessDenied")))

        answer = browser.get(where)

        assert answer.status_code == 503
        assert answer.json()["code"] == "store.bucket_closed"
        assert s3.name not in answer.text
        assert s3.endpoint not in answer.text
        s3.proxy.faults.clear()
        assert browser.get(where).status_code != 503

    def test_a_stranger_brings_nothing(self, browser, film, theatre, s3, house):
        blob = piece_of(theatre).blob
        s3.proxy.seen.clear()

        refused = browser.get(film["base"].replace(film["base"].split("/")[3], "x") + PIECE)
        unnamed = browser.get(f"/p/{blob}")

        assert (refused.status_code, unnamed.status_code) == (403, 403)
        assert not [ask for ask in s3.proxy.seen if blob in ask.path]
        assert not house.store.blobs.place(blob).exists()


class TestByTheStore:
    """302 to an address of that one object that lives at most as long as the capability."""

    @pytest.fixture
    def redirects(self):
        return "yes"

    def test_a_piece_is_sent_by_the_store_to_whoever_may_have_it(
        self, browser, film, theatre, s3
    ):
        answer = browser.get(f"{film['base']}{PIECE}")

        assert answer.status_code == 302
        assert answer.headers["cache-control"] == "no-store"
        to = urlsplit(answer.headers["location"])
        assert to.path.endswith(piece_of(theatre).blob)
        assert parse_qs(to.query)["X-Amz-Expires"] == ["120"]
        assert asked(s3.endpoint, "GET", f"{to.path}?{to.query}") == (200, theatre.data[PIECE])

    def test_playlists_covers_and_heads_still_come_from_us(self, browser, film, theatre):
        for path in ("main.m3u8", "360p/film.m3u8"):
            answer = browser.get(f"{film['base']}{path}")
            assert (answer.status_code, answer.content) == (200, theatre.data[path])
        assert browser.get(f"/p/{theatre.ladder.poster.blob}").status_code == 200
        head = browser.head(f"{film['base']}{PIECE}")
        assert head.status_code == 200
        assert int(head.headers["content-length"]) == len(theatre.data[PIECE])

    def test_near_the_end_of_the_capability_the_address_ends_with_it(
        self, browser, film, clock
    ):
        expires_ms = int(film["base"].split("/")[3].split(".")[0])
        clock.now = expires_ms - 30_000
        answer = browser.get(f"{film['base']}{PIECE}")
        assert parse_qs(urlsplit(answer.headers["location"]).query)["X-Amz-Expires"] == ["30"]

        clock.now = expires_ms
        assert browser.get(f"{film['base']}{PIECE}").status_code == 403

    def test_when_the_right_ends_no_new_address_is_given_out(
        self, browser, film, theatre, clock
    ):
        assert browser.get(f"{film['base']}{PIECE}").status_code == 302

        theatre.withdraw(theatre.release)
        clock.pass_ms(1_000)

        assert browser.get(f"{film['base']}{PIECE}").status_code == 403

    def test_pages_may_fetch_from_the_store_and_nowhere_else(self, site, s3):
        rules = rules_of(site)

        assert rules.films == s3.endpoint
        told = dict(one.strip().split(" ", 1) for one in policy("N", rules.films).split(";"))
        assert told["connect-src"] == f"'self' {s3.endpoint}"
        assert told["media-src"] == f"'self' {s3.endpoint} blob:"
        assert [name for name, value in told.items() if s3.endpoint in value] == [
            "connect-src", "media-src",
        ]  # fmt: skip
