"""Films by capability and covers by digest, over HTTP."""

from __future__ import annotations

import asyncio
import http.client
import json
from urllib.parse import urlsplit

import pytest
from browsing import listening
from theatre import Theatre

from piying.web.app import application

API = "/api/v1"


@pytest.fixture
def theatre(house):
    return Theatre(house)


@pytest.fixture
def film(theatre, browser):
    """What a player is told of an episode that is out."""
    theatre.ladder = theatre.bytes_of()
    theatre.release = theatre.out(theatre.ladder)
    browser.post(f"{API}/session/anonymous")
    return browser.get(f"{API}/series/lamp/episodes/1").json()["film"]


def piece(theatre, name="360p/piece-0000.m4s"):
    files = [file for rung in theatre.ladder.rungs for file in rung.files]
    found = next(file for file in files if file.path == name)
    return theatre.house.store.blobs.get(found.blob), found


def test_a_piece_is_the_bytes_of_its_digest(browser, film, theatre):
    data, file = piece(theatre)
    answer = browser.get(f"{film['base']}360p/piece-0000.m4s")

    assert answer.status_code == 200
    assert answer.content == data
    assert answer.headers["etag"] == f'"{file.blob}"'
    assert answer.headers["content-type"] == "video/iso.segment"
    assert answer.headers["cache-control"] == "private, max-age=91"
    assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "begin", "end"),
    [("bytes=10-19", 10, 20), ("bytes=10-", 10, None), ("BYTES=-7", -7, None),
     ("bytes=0-0", 0, 1), ("bytes=5-99999", 5, None), ("bytes=-99999", 0, None)],
)  # fmt: skip
def test_a_part_of_a_piece(browser, film, theatre, asked, begin, end):
    """RFC 9110, section 14.1.2"""
    data, _ = piece(theatre)
    path = f"{film['base']}360p/piece-0000.m4s"
    part = browser.get(path, headers={"Range": asked})
    head = browser.head(path, headers={"Range": asked})
    first = len(data) + begin if begin < 0 else begin

    assert (part.status_code, part.content) == (206, data[begin:end])
    last = first + len(part.content) - 1
    assert part.headers["content-range"] == f"bytes {first}-{last}/{len(data)}"
    assert (head.status_code, head.content) == (206, b"")
    assert head.headers["content-length"] == str(len(part.content))


@pytest.mark.parametrize(
    "asked", ["", "bytes", "bytes=", "bytes=-", "bytes=9-3", "bytes=a-b", "lines=1-2",
              "bytes=1-2,4-5", "bytes=1-2-3", "bytes=1" * 200],
)  # fmt: skip
def test_who_asks_for_no_part_that_there_can_be_gets_the_whole(browser, film, theatre, asked):
    """RFC 9110, section 14.2: "A server MAY ignore the Range header field." """
    data, _ = piece(theatre)
    answer = browser.get(f"{film['base']}360p/piece-0000.m4s", headers={"Range": asked})

    assert (answer.status_code, answer.content) == (200, data)


def test_beyond_the_end_there_is_nothing(browser, film, theatre):
    """RFC 9110, section 15.5.17"""
    data, _ = piece(theatre)
    path = f"{film['base']}360p/piece-0000.m4s"
    for asked in (f"bytes={len(data)}-", "bytes=-0"):
        answer = browser.get(path, headers={"Range": asked})
        assert (answer.status_code, answer.content) == (416, b"")
        assert answer.headers["content-range"] == f"bytes */{len(data)}"


def test_a_part_of_what_it_was_before_is_the_whole_of_what_it_is(browser, film, theatre):
    """RFC 9110, section 13.1.5"""
    data, file = piece(theatre)
    path = f"{film['base']}360p/piece-0000.m4s"
    asked = {"Range": "bytes=0-3"}
    same = browser.get(path, headers={**asked, "If-Range": f'"{file.blob}"'})
    other = browser.get(path, headers={**asked, "If-Range": '"another"'})

    assert (same.status_code, same.content) == (206, data[:4])
    assert (other.status_code, other.content) == (200, data)


def test_who_has_it_already_is_not_sent_it_again(browser, film):
    path = f"{film['base']}main.m3u8"
    etag = browser.get(path).headers["etag"]
    again = browser.get(path, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_the_head_alone_costs_no_bytes(browser, film):
    answer = browser.head(film["main"])

    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


def forged(theatre, film):
    """Addresses that open nothing."""
    release, _, rest = film["base"].removeprefix("/m/").partition("/")
    token = rest.rstrip("/")
    other = theatre.out(theatre.bytes_of(), episode=2).id
    return [
        f"/m/{release}/{token}/no.m4s",
        f"/m/{release}/{token}/..%2F..%2Fhouse.db",
        f"/m/{release}/{token[:-2]}AA/main.m3u8",
        f"/m/{other}/{token}/main.m3u8",
        f"/m/01ARZ3NDEKTSV4RRFFQ69G5FAV/{token}/main.m3u8",
        f"/m/{release}/x/main.m3u8",
        f"/m/{release}/{token}/key",
        "/p/" + "0" * 64,
        "/p/x",
    ]


def test_every_refusal_looks_alike(browser, film, theatre):
    answers = [browser.get(path) for path in forged(theatre, film)]
    told = [{**answer.json(), "request": ""} for answer in answers]

    assert {answer.status_code for answer in answers} == {403}
    assert all(one == told[0] for one in told), "nothing says why"


def test_a_takedown_ends_it_within_seconds(browser, film, theatre, clock):
    assert browser.head(film["main"]).status_code == 200

    theatre.withdraw(theatre.release)
    clock.pass_ms(2_000)

    assert browser.head(film["main"]).status_code == 403


def test_a_capability_ends(browser, film, clock):
    clock.pass_ms(film["expires_ms"] - film["now_ms"])

    assert browser.head(film["main"]).status_code == 403


@pytest.mark.usefixtures("film")
def test_a_cover_of_what_is_out_may_be_kept_for_good(browser, theatre):
    answer = browser.get(f"/p/{theatre.ladder.poster.blob}")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.usefixtures("film")
def test_a_file_of_a_film_is_no_cover(browser, theatre):
    _, file = piece(theatre)

    assert browser.get(f"/p/{file.blob}").status_code == 403


def test_capabilities_are_in_no_counter(browser, film):
    browser.get(film["main"])

    assert film["token"] not in browser.get("/metrics").text


def test_counters_and_log_know_films_by_their_route(browser, film):
    browser.get(film["main"])
    told = browser.get("/metrics").text

    assert 'method="GET",route="/m/{release}/{token}/{path}",status="200"} 1.0' in told


def test_films_are_read_and_nothing_else(browser, film):
    for path in (film["main"], "/p/x"):
        answer = browser.post(path)
        assert (answer.status_code, answer.json()["code"]) == (405, "web.method")
        assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.usefixtures("film")
def test_what_is_no_address_of_a_piece_is_not_here(browser):
    for path in ("/m/", "/m/x", "/m/x/y", "/mx"):
        assert browser.get(path).status_code == 404


def test_a_mistake_of_ours_is_told_as_one(browser, film, site, monkeypatch):
    monkeypatch.setattr(site, "media", None)
    answer = browser.get(film["main"])

    assert (answer.status_code, answer.json()["code"]) == (500, "web.mistake")


@pytest.mark.usefixtures("film")
def test_a_server_that_sends_files_is_told_the_path_and_gets_every_header(site, theatre, film):
    """ASGI 3, the extension http.response.pathsend"""
    told = []

    async def send(message):
        told.append(message)

    scope = {
        "type": "http", "method": "GET", "path": f"{film['base']}360p/piece-0000.m4s",
        "headers": [(b"host", b"localhost:8000")], "query_string": b"",
        "extensions": {"http.response.pathsend": {}},
    }  # fmt: skip
    asyncio.run(application(site)(scope, None, send))
    _, file = piece(theatre)
    names = [name for name, _ in told[0]["headers"]]

    assert told[1:] == [
        {
            "type": "http.response.pathsend",
            "path": str(theatre.house.store.blobs.path(file.blob)),
        }
    ]
    assert (b"content-length", str(file.bytes).encode()) in told[0]["headers"]
    assert {b"etag", b"content-type", b"cache-control", b"x-request-id"} < set(names)
    assert {b"x-content-type-options", b"content-security-policy"} < set(names)
    assert len(set(names)) == len(names)


# --- by the server itself ---------------------------------------------------------------------


def asked(origin, method, path, **headers):
    """An answer to a path as it is written, which no client makes shorter."""
    line = http.client.HTTPConnection("127.0.0.1", urlsplit(origin).port, timeout=10)
    try:
        line.request(method, path, headers={"Host": urlsplit(origin).netloc, **headers})
        answer = line.getresponse()
        return answer.status, dict(answer.headers.items()), answer.read()
    finally:
        line.close()


def test_the_server_sends_pieces_parts_heads_and_refusals_alike(site, film, theatre):
    data, file = piece(theatre)
    path, kept = f"{film['base']}360p/piece-0000.m4s", {"If-None-Match": f'"{file.blob}"'}
    with listening(site) as origin:
        whole, again = asked(origin, "GET", path), asked(origin, "GET", path)
        part = asked(origin, "GET", path, Range="bytes=3-9")
        head, unchanged = asked(origin, "HEAD", path), asked(origin, "GET", path, **kept)
        other = asked(origin, "GET", path, Host="evil.example")
        wrong = [asked(origin, "GET", one) for one in forged(theatre, film)]
        wrong += [
            asked(origin, "GET", f"{film['base']}{climb}")
            for climb in (
                "../../house.db",
                "%2e%2e/%2e%2e/house.db",
                "..%2f..%2fhouse.db",
                "%00",
            )
        ]

    assert (whole[0], whole[2]) == (again[0], again[2]) == (200, data)
    assert whole[1]["etag"] == f'"{file.blob}"'
    assert whole[1]["content-length"] == str(len(data))
    assert whole[1]["x-content-type-options"] == "nosniff"
    assert (part[0], part[2]) == (206, data[3:10])
    assert (head[0], head[1]["content-length"], head[2]) == (200, str(len(data)), b"")
    assert (unchanged[0], unchanged[2]) == (304, b"")
    assert (other[0], json.loads(other[2])["code"]) == (400, "web.other_host")
    assert {one[0] for one in wrong} == {403}
    assert {json.loads(one[2])["code"] for one in wrong} == {"watching.refused"}


def test_a_takedown_is_felt_at_the_server_by_whoever_plays(site, film, theatre, clock):
    path = f"{film['base']}360p/piece-0000.m4s"
    with listening(site) as origin:
        before = [asked(origin, "GET", path)[0] for _ in range(3)]
        theatre.withdraw(theatre.release)
        clock.pass_ms(1_000)
        after = [asked(origin, "GET", path)[0] for _ in range(3)]

    assert (before, after) == ([200] * 3, [403] * 3)
