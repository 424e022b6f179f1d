"""What players report and what partners hand in, over HTTP."""

from __future__ import annotations

import json
import uuid

import pytest
from people import staff
from theatre import Theatre

from piying.model.viewer import Duty
from piying.web.listening import heard

API = "/api/v1"
VIEWINGS = f"{API}/viewings"


@pytest.fixture
def site(site):
    with heard(site):
        yield site


@pytest.fixture
def film(house, browser):
    theatre = Theatre(house)
    theatre.out(theatre.bytes_of())
    browser.post(f"{API}/session/anonymous")
    return browser.get(f"{API}/series/lamp/episodes/1").json()


def batch(told, **more):
    report = {
        "viewing": str(uuid.uuid4()), "n": 0, "release": told["about"]["release"],
        "token": told["film"]["token"], "at_ms": told["film"]["now_ms"], "watched_ms": 1_500,
        "position_ms": 1_500, "rung": "360p", "stalls": 0, "stalled_ms": 0, "ended": False,
    }  # fmt: skip
    return {"batch": uuid.uuid4().hex, "reports": [{**report, **more}]}


def test_a_report_is_taken_once(browser, film):
    sent = batch(film)
    first, second = (browser.post(VIEWINGS, json=sent) for _ in range(2))

    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json() == {
        "batch": sent["batch"], "received": 1, "accepted": 1, "rejected": [], "again": False,
    }  # fmt: skip
    assert second.json()["again"] is True


def test_a_page_that_is_left_sends_a_text(browser, film):
    """A beacon of a text is of the type text/plain (Beacon, W3C)."""
    body = json.dumps(batch(film))
    answer = browser.post(VIEWINGS, content=body, headers={"Content-Type": "text/plain"})

    assert answer.status_code == 202
    assert answer.json()["accepted"] == 1


def test_another_site_tells_nothing(browser, film):
    answer = browser.post(VIEWINGS, json=batch(film), headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403


def test_what_cannot_be_is_set_aside_and_counted(browser, film):
    told = batch(film, watched_ms=600_000)
    told["reports"].append(batch(film, token="x")["reports"][0])  # noqa: S106 - no password
    answer = browser.post(VIEWINGS, json=told).json()

    assert (answer["received"], answer["accepted"]) == (2, 0)
    assert sorted(one["reason"] for one in answer["rejected"]) == ["too_fast", "unproved"]


def test_a_report_moves_the_progress(browser, film):
    browser.post(VIEWINGS, json=batch(film, position_ms=12_000))

    assert browser.get(f"{API}/series/lamp/episodes/1").json()["film"]["position_ms"] == 12_000


def test_who_has_seen_all_of_it_begins_again(browser, film):
    browser.post(VIEWINGS, json=batch(film, position_ms=89_900, ended=True))

    assert browser.get(f"{API}/series/lamp/episodes/1").json()["film"]["position_ms"] == 0


def test_a_batch_that_is_no_batch(browser, film):
    wrong = browser.post(VIEWINGS, content=b"{")
    large = browser.post(VIEWINGS, content=b" " * 70_000)

    assert (wrong.status_code, wrong.json()["code"]) == (422, "watching.batch_unreadable")
    assert (large.status_code, large.json()["code"]) == (413, "watching.batch_too_large")
    assert film


def test_plays_are_handed_in_by_a_token_alone(browser, program, house, film):
    body = {"batch": uuid.uuid4().hex, "rows": []}
    staff(browser, house, "bao", Duty.PRODUCER, party="acme")
    token, other = (
        browser.post(f"{API}/tokens", json={"name": "ci", "scopes": [scope]}).json()["text"]
        for scope in ("plays:write", "catalogue:read")
    )

    def sent(who, **headers):
        return who.post(f"{API}/plays", json=body, headers=headers).status_code

    assert sent(browser) == 401
    assert sent(program, Authorization=f"Bearer {other}") == 403
    assert sent(program, Authorization=f"Bearer {token}") == 202
    assert film


def test_a_server_that_is_being_stopped_takes_nothing(browser, film, site):
    site.reports = None
    answer = browser.post(VIEWINGS, json=batch(film))

    assert (answer.status_code, answer.json()["code"]) == (503, "viewer.stopping")
