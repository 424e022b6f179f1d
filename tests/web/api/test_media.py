"""Films by capability and covers by digest, over HTTP."""

from __future__ import annotations

import pytest
from theatre import Theatre

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


def test_a_part_of_a_piece(browser, film, theatre):
    """RFC 9110, section 14.2"""
    data, _ = piece(theatre)
    path = f"{film['base']}360p/piece-0000.m4s"
    part = browser.get(path, headers={"Range": "bytes=10-19"})
    beyond = browser.get(path, headers={"Range": f"bytes={len(data)}-"})

    assert (part.status_code, part.content) == (206, data[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(data)}"
    assert beyond.status_code == 416


def test_who_has_it_already_is_not_sent_it_again(browser, film):
    path = f"{film['base']}main.m3u8"
    etag = browser.get(path).headers["etag"]
    again = browser.get(path, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_the_head_alone_costs_no_bytes(browser, film):
    answer = browser.head(film["main"])

    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


def test_every_refusal_looks_alike(browser, film, theatre):
    release, _, rest = film["base"].removeprefix("/m/").partition("/")
    token = rest.rstrip("/")
    other = theatre.out(theatre.bytes_of(), episode=2).id
    asked = [
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
    answers = [browser.get(path) for path in asked]
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
