"""Episodes, open or locked, the doors of a series and what comes next, over HTTP."""

from __future__ import annotations

import pytest
from people import viewer
from theatre import Theatre

from piying.model.release import Age

API = "/api/v1"


@pytest.fixture
def theatre(house):
    return Theatre(house)


@pytest.fixture
def season(theatre, browser):
    """Five episodes, three of them free, and somebody who watches."""
    browser.post(f"{API}/session/anonymous")
    return theatre.season(theatre.bytes_of())


def test_an_open_episode_has_all_that_a_player_needs(browser, season):
    told = browser.get(f"{API}/series/lamp/episodes/1").json()
    about, film = told["about"], told["film"]

    assert told["price"] is None
    assert film["main"] == film["base"] + "main.m3u8"
    assert film["base"] == f"/m/{season[0].id}/{film['token']}/"
    assert [one["name"] for one in film["rungs"]] == ["360p", "1080p"]
    assert [one["language"] for one in film["subtitles"]] == ["zh", "en"]
    assert about["label"] == '{"Label":"1"}'
    assert about["numbers"] == [{"sort": "platform_number", "number": "PY-2026-0117"}]
    assert (about["age"], about["planned"], about["previous"]) == ("12", 10, None)
    assert about["following"]["why"] == "free"


@pytest.mark.usefixtures("season")
def test_a_locked_episode_tells_its_whole_price(browser):
    told = browser.get(f"{API}/series/lamp/episodes/4").json()

    assert told["film"] is None
    assert told["price"]["coins"] == 50
    assert told["price"]["series_coins"] == 300
    assert told["price"]["left_coins"] == 50 * told["price"]["left"]


@pytest.mark.usefixtures("season")
def test_what_is_not_out_is_not_here(browser):
    none = browser.get(f"{API}/series/lamp/episodes/9")
    nothing = browser.get(f"{API}/series/key/episodes/1")

    assert (none.status_code, none.json()["code"]) == (404, "watching.no_episode")
    assert (nothing.status_code, nothing.json()["code"]) == (404, "watching.no_series")


@pytest.mark.usefixtures("season")
def test_the_doors_of_a_series(browser, clock):
    place = {"series": "lamp", "episode": 2, "position_ms": 7_000}
    now = clock.now_ms()
    browser.put(f"{API}/progress", json={**place, "at_ms": now, "sent_ms": now})
    browser.put(f"{API}/favourites/lamp")
    told = browser.get(f"{API}/series/lamp/episodes").json()

    assert [one["why"] for one in told["items"]] == ["free"] * 3 + [None] * 2
    assert (told["episode"], told["followed"], told["planned"]) == (2, True, 10)
    assert [one["position_ms"] for one in told["items"]] == [0, 7_000, 0, 0, 0]


@pytest.mark.usefixtures("season")
def test_it_goes_on_where_somebody_was_on_whatever_device(browser, clock):
    now = clock.now_ms()
    place = {"series": "lamp", "episode": 1, "position_ms": 31_500}
    browser.put(f"{API}/progress", json={**place, "at_ms": now, "sent_ms": now})

    assert browser.get(f"{API}/series/lamp/episodes/1").json()["film"]["position_ms"] == 31_500


def test_the_feed_goes_on_page_by_page(browser, season, theatre):
    for series in ("key", "moon", "rain"):
        theatre.season(theatre.bytes_of(), series, 2)
    first = browser.get(f"{API}/feed?most=3").json()
    second = browser.get(f"{API}/feed", params={"most": 3, "cursor": first["next"]}).json()
    seen = [(one["about"]["series"], one["about"]["episode"])
            for one in first["items"] + second["items"]]  # fmt: skip

    assert len(first["items"]) == 3
    assert len(seen) == len(set(seen))
    assert {series for series, _ in seen} == {"lamp", "key", "moon", "rain"}
    assert second["next"] is None
    assert season


def test_a_series_that_was_just_watched_is_left_out(browser, season, theatre):
    theatre.season(theatre.bytes_of(), "key", 2)
    told = browser.get(f"{API}/feed?series=lamp").json()["items"]

    assert {one["about"]["series"] for one in told} == {"key"}
    assert season


@pytest.mark.usefixtures("season")
def test_minors_are_told_why_they_may_not_watch_now(browser, theatre):
    theatre.season(theatre.bytes_of(), "knife", 1, age=Age.EIGHTEEN)
    viewer(browser)
    on = browser.put(f"{API}/account/minors", json={"pin": "4711"})
    late = browser.get(f"{API}/series/knife/episodes/1")

    assert on.status_code == 200, on.text
    assert late.status_code == 403
    assert late.json()["code"].startswith(("watching.not_for_minors", "viewing.minors"))


def test_nobody_watches_without_a_login(program, season):
    answer = program.get(f"{API}/series/lamp/episodes/1")

    assert answer.status_code == 401
    assert season


@pytest.mark.usefixtures("season")
def test_the_page_shows_what_has_to_be_shown_before_any_script(browser):
    """The AI label is on the picture; title, age and number are in the page as it comes."""
    page = browser.get("/watch/lamp/2?language=zh").text

    assert "<title>Lamp 第2集</title>" in page
    assert "PY-2026-0117" in page
    assert '"age":"12"' in page


@pytest.mark.usefixtures("season")
def test_the_page_of_an_episode_that_is_not_out(browser):
    assert browser.get("/watch/lamp/77").status_code == 404
