"""What the desk asks for: releases, what waits for a person, statements; and who may."""

from __future__ import annotations

import pytest
from people import API, staff, viewer

from piying.model.comment import Judged, State
from piying.model.viewer import Duty
from piying.studio.channel import commenting
from piying.studio.channel.memory import FRESH_MS


@pytest.fixture
def film(cinema, clock):
    made = cinema.out("lamp", 1)
    clock.pass_ms(FRESH_MS)
    return made


@pytest.fixture
def held(browser, film, monkeypatch):
    """A comment that waits for a person."""
    monkeypatch.setattr(commenting, "judge", lambda *_: Judged(State.HELD, "VUL-001"))
    viewer(browser)
    said = {"position_ms": 5_000, "text": "难看"}
    name = browser.post(f"{API}/releases/{film.id}/comments", json=said).json()["id"]
    browser.cookies.clear()
    return name


def test_an_editor_decides_what_is_held(browser, house, held, film, clock):
    staff(browser, house, "mu", Duty.EDITOR)
    (waiting,) = browser.get(f"{API}/moderation/comments").json()["items"]
    assert (waiting["id"], waiting["text"]) == (held, "难看")
    shown = browser.post(
        f"{API}/moderation/comments/{held}", json={"act": "shown", "why": "it is an opinion"}
    )
    clock.pass_ms(5_000)
    sky = browser.get(
        f"{API}/releases/{film.id}/danmaku", params={"from_ms": 0, "to_ms": 9_000}
    )

    assert shown.json()["state"] == "shown"
    assert [one["text"] for one in sky.json()["lines"]] == ["难看"]
    again = {"act": "shown", "why": "twice"}
    assert browser.post(f"{API}/moderation/comments/{held}", json=again).status_code == 409
    silent = {"act": "removed", "why": ""}
    assert browser.post(f"{API}/moderation/comments/{held}", json=silent).status_code == 422


def test_a_report_is_decided_with_its_reason(browser, house, film):
    browser.post(f"{API}/session/anonymous")
    told = {"about": "episode", "subject": film.id, "wrong": "label", "text": "没有标识"}
    browser.post(f"{API}/reports", json=told)
    browser.cookies.clear()
    staff(browser, house, "mu", Duty.REVIEWER)
    (waiting,) = browser.get(f"{API}/moderation/reports").json()["items"]
    decided = browser.post(
        f"{API}/moderation/reports/{waiting['id']}",
        json={"answer": "dismissed", "why": "it is"},
    )

    assert waiting["text"] == "没有标识"
    assert decided.json()["reports"] == [waiting["id"]]
    assert browser.get(f"{API}/moderation/reports").json()["waiting"] == 0


def test_an_operator_withdraws_a_release_at_once(browser, house, film, clock):
    staff(browser, house, "rong", Duty.OPERATOR)
    (before,) = browser.get(f"{API}/releases").json()
    path = f"{API}/releases/{film.id}/withdrawal"
    after = browser.post(path, json={"why": "the contract ended"})
    clock.pass_ms(3_000)

    assert before["out"]
    assert (after.json()["out"], after.json()["why"]) == (False, "the contract ended")
    assert browser.post(path, json={"why": "again"}).status_code == 422
    assert browser.get(f"{API}/series/lamp").status_code == 404


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/moderation/comments", {Duty.EDITOR, Duty.OPERATOR}),
        ("/moderation/reports", {Duty.EDITOR, Duty.OPERATOR, Duty.REVIEWER}),
        ("/releases", {Duty.OPERATOR}),
        ("/statements", {Duty.PRODUCER, Duty.FINANCE}),
        ("/figures/estimate", {Duty.PRODUCER, Duty.FINANCE}),
    ],
)
@pytest.mark.parametrize("duty", list(Duty))
def test_each_duty_opens_what_is_its_own_and_nothing_else(browser, house, path, may, duty):
    """ASVS 5.0 8.2.1, 8.3.1"""
    staff(browser, house, "bao", duty, party="acme" if duty is Duty.PRODUCER else "")

    assert (browser.get(f"{API}{path}").status_code == 200) == (duty in may)


def test_a_statement_that_is_not_there_is_not_there(browser, house):
    staff(browser, house, "fin", Duty.FINANCE)

    assert browser.get(f"{API}/statements").json() == []
    assert browser.get(f"{API}/statements/S-1").status_code == 404
    assert browser.get(f"{API}/statements/S-1/file").status_code == 404
