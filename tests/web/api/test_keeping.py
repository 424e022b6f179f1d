"""What viewers keep, over HTTP, and that nobody sees another's."""

from __future__ import annotations

import pytest
from people import API


@pytest.fixture
def out(cinema):
    cinema.season("lamp", 3)
    return cinema


@pytest.fixture
def me(browser, out):
    assert out.count
    browser.post(f"{API}/session/anonymous")
    return browser


def being(clock, position_ms, *, ago_ms=0, episode=1):
    now = clock.now_ms() + 123_456  # the clock of a device is wrong, which makes no difference
    return {
        "series": "lamp", "episode": episode, "position_ms": position_ms, "at_ms": now - ago_ms,
        "sent_ms": now,
    }  # fmt: skip


def test_the_device_that_was_there_last_has_the_say(me, clock):
    clock.pass_ms(60_000)
    newer = me.put(f"{API}/progress", json=being(clock, 40_000))
    older = me.put(f"{API}/progress", json=being(clock, 10_000, ago_ms=30_000))
    (seen,) = me.get(f"{API}/history").json()["items"]

    assert (newer.json()["kept"], older.json()["kept"]) == (True, False)
    assert (seen["series"], seen["title"], seen["position_ms"]) == ("lamp", "Lamp", 40_000)


def test_history_is_forgotten(me, clock):
    me.put(f"{API}/progress", json=being(clock, 40_000))

    assert me.delete(f"{API}/history/lamp").json()["episodes"] == 1
    assert me.get(f"{API}/history").json()["items"] == []
    assert me.delete(f"{API}/history").json()["episodes"] == 0


def test_what_is_followed_tells_of_new_episodes(me, out, clock):
    me.put(f"{API}/favourites/lamp")
    me.put(f"{API}/favourites/lamp")
    clock.pass_ms(60_000)
    out.out("lamp", 4)
    clock.pass_ms(5_000)
    (news,) = me.get(f"{API}/notices").json()

    assert (news["series"], news["new"]) == ("lamp", [4])
    me.post(f"{API}/favourites/lamp/looked")
    assert me.get(f"{API}/notices").json() == []
    assert len(me.get(f"{API}/favourites").json()["items"]) == 1
    me.delete(f"{API}/favourites/lamp")
    assert me.get(f"{API}/favourites").json()["items"] == []


def test_a_like_counts_once(me):
    for _ in range(2):
        liked = me.put(f"{API}/likes/lamp/1").json()

    assert liked == {"count": 1, "own": True}
    assert me.delete(f"{API}/likes/lamp/1").json() == {"count": 0, "own": False}


@pytest.mark.parametrize(
    "wrong",
    [{"position_ms": -1}, {"episode": 0}, {"episode": "1"}, {"series": 5}, {"more": 1}],
)
def test_a_place_that_cannot_be_is_refused(me, clock, wrong):
    answer = me.put(f"{API}/progress", json=being(clock, 1) | wrong)

    assert (answer.status_code, answer.json()["code"]) == (422, "web.form")


def test_what_was_never_out_is_not_kept(me, clock):
    assert me.put(f"{API}/progress", json=being(clock, 1, episode=9)).status_code == 404
    assert me.put(f"{API}/favourites/nothing").status_code == 404
    assert me.put(f"{API}/likes/lamp/9").status_code == 404


def test_nobody_sees_what_another_keeps(me, clock):
    me.put(f"{API}/progress", json=being(clock, 40_000))
    me.cookies.clear()
    me.post(f"{API}/session/anonymous")

    assert me.get(f"{API}/history").json()["items"] == []


@pytest.mark.parametrize("path", ["history", "favourites", "notices"])
@pytest.mark.usefixtures("out")
def test_without_a_login_there_is_nothing(browser, path):
    assert browser.get(f"{API}/{path}").status_code == 401
