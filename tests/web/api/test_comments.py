"""Comments and reports over HTTP."""

from __future__ import annotations

import pytest
from people import API, viewer

from piying.model.comment import Judged, State
from piying.model.release import Window
from piying.studio.channel import commenting
from piying.studio.channel.memory import FRESH_MS


@pytest.fixture
def film(cinema, clock):
    made = cinema.out("lamp", 1)
    clock.pass_ms(FRESH_MS)
    return made


@pytest.fixture
def judged(monkeypatch):
    """The policy lets everything pass; what it finds is tried where it is built."""
    monkeypatch.setattr(commenting, "judge", lambda *_: Judged(State.SHOWN))


@pytest.mark.usefixtures("judged")
def test_a_line_flies_for_others_and_is_known_as_one_s_own(browser, program, film, clock):
    viewer(browser)
    said = browser.post(
        f"{API}/releases/{film.id}/comments", json={"position_ms": 5_000, "text": "好看"}
    )
    clock.pass_ms(5_000)
    window = {"from_ms": 0, "to_ms": 60_000}
    mine = browser.get(f"{API}/releases/{film.id}/danmaku", params=window).json()
    theirs = program.get(f"{API}/releases/{film.id}/danmaku", params=window).json()

    assert (said.status_code, said.json()["state"]) == (201, "shown")
    assert [(one["text"], one["own"]) for one in mine["lines"]] == [("好看", True)]
    assert [(one["text"], one["own"]) for one in theirs["lines"]] == [("好看", False)]
    assert mine["rows"] > 0


@pytest.mark.usefixtures("judged")
def test_who_may_not_play_an_episode_says_nothing_of_it(browser, cinema, clock):
    """ASVS 5.0 8.2.2: data are open to those with explicit permission"""
    locked = cinema.season("key", 4)[3]
    elsewhere = cinema.out("far", 1, window=Window(("US",), clock.now_ms()))
    clock.pass_ms(FRESH_MS)
    viewer(browser)
    told = {"position_ms": 5_000, "text": "好"}
    window = {"from_ms": 0, "to_ms": 60_000}
    answers = [
        browser.post(f"{API}/releases/{one.id}/comments", json=told)
        for one in (locked, elsewhere)
    ]
    there = browser.get(f"{API}/releases/{elsewhere.id}/danmaku", params=window)

    assert [(one.status_code, one.json()["code"]) for one in answers] == [
        (403, "viewing.locked"), (404, "release.not_out")
    ]  # fmt: skip
    assert there.status_code == 404


def test_without_a_name_nobody_comments(browser, film):
    browser.post(f"{API}/session/anonymous")
    answer = browser.post(
        f"{API}/releases/{film.id}/comments", json={"position_ms": 5_000, "text": "好"}
    )

    assert answer.status_code == 403


@pytest.mark.usefixtures("judged")
def test_who_comments_too_often_is_told_when_to_come_back(browser, film):
    viewer(browser)
    told = {"position_ms": 5_000, "text": "好"}
    browser.post(f"{API}/releases/{film.id}/comments", json=told)
    answer = browser.post(f"{API}/releases/{film.id}/comments", json=told)

    assert (answer.status_code, answer.json()["code"]) == (429, "viewing.too_fast")
    assert int(answer.headers["retry-after"]) >= 1


@pytest.mark.usefixtures("judged")
def test_one_s_own_line_is_taken_back(browser, film):
    viewer(browser)
    told = {"position_ms": 5_000, "text": "好"}
    name = browser.post(f"{API}/releases/{film.id}/comments", json=told).json()["id"]
    assert browser.delete(f"{API}/comments/{name}").status_code == 200

    assert browser.get(f"{API}/releases/{film.id}/comments").json() == []
    assert browser.delete(f"{API}/comments/{name}").status_code == 409


def test_an_episode_is_reported_once(browser, film):
    browser.post(f"{API}/session/anonymous")
    told = {"about": "episode", "subject": film.id, "wrong": "violence"}

    assert browser.post(f"{API}/reports", json=told).status_code == 201
    assert browser.post(f"{API}/reports", json=told).status_code == 409
    assert browser.post(f"{API}/reports", json=told | {"wrong": "ugly"}).status_code == 422


@pytest.mark.parametrize(
    "window",
    [{"from_ms": -1, "to_ms": 5}, {"from_ms": 5, "to_ms": 5}, {"from_ms": 0, "to_ms": 10**9},
     {"from_ms": 0}, {"from_ms": 0, "to_ms": 5, "density": 2}],
)  # fmt: skip
def test_a_stretch_that_cannot_be_is_refused(browser, film, window):
    answer = browser.get(f"{API}/releases/{film.id}/danmaku", params=window)

    assert answer.status_code == 422
