"""The rooms of the desk: each duty enters its own, and what waits is decided there."""

from __future__ import annotations

import pytest
from browsing import assert_accessible, assert_fits, expects, small_targets
from closing import FIRST, SECOND, close_weeks
from people import API, staff, viewer

from piying.model.comment import Judged, State
from piying.model.viewer import Duty
from piying.studio.channel import commenting
from piying.studio.channel.memory import FRESH_MS

OWN, OTHERS = f"{SECOND}-acme-CNY", f"{SECOND}-other-CNY"
OPEN = {
    Duty.PRODUCER: {"statements", "tokens", "me"},
    Duty.FINANCE: {"closes", "statements", "payments", "tokens", "me"},
    Duty.EDITOR: {"comments", "reports", "tokens", "me"},
    Duty.REVIEWER: {"reviews", "reports", "tokens", "me"},
    Duty.OPERATOR: {"comments", "reports", "releases", "staff", "changes", "tokens", "me"},
}
ROOMS = sorted(set().union(*OPEN.values()))


@pytest.mark.parametrize("duty", list(Duty))
def test_each_duty_enters_its_own_rooms_and_no_other(browser, house, duty):
    """ASVS 5.0 8.2.1"""
    staff(browser, house, "bao", duty, party="acme" if duty is Duty.PRODUCER else "")
    answers = {room: browser.get(f"/desk/{room}") for room in ROOMS}

    assert {room for room, one in answers.items() if one.status_code == 200} == OPEN[duty]
    assert {one.status_code for one in answers.values()} <= {200, 403}
    side = answers["me"].text
    assert {room for room in ROOMS if f'href="/desk/{room}"' in side} == OPEN[duty]


@pytest.fixture
def film(cinema, clock):
    made = cinema.out("lamp", 1)
    clock.pass_ms(FRESH_MS)
    return made


@pytest.fixture
def waiting(browser, film, monkeypatch):
    """A comment that is held, and a report of an episode."""
    monkeypatch.setattr(commenting, "judge", lambda *_: Judged(State.HELD, "VUL-001"))
    viewer(browser)
    said = {"position_ms": 5_000, "text": "<b>难看</b>"}
    browser.post(f"{API}/releases/{film.id}/comments", json=said)
    told = {"about": "episode", "subject": film.id, "wrong": "label", "text": "没有标识"}
    browser.post(f"{API}/reports", json=told)
    browser.cookies.clear()


@pytest.mark.usefixtures("waiting")
def test_what_waits_is_shown_as_text_and_counted(browser, house):
    """ASVS 5.0 1.2.1: output is encoded by its context"""
    staff(browser, house, "mu", Duty.EDITOR)
    text = browser.get("/desk/comments").text

    assert "&lt;b&gt;难看&lt;/b&gt;" in text
    assert "<b>难看" not in text
    assert text.count('class="count number"') == 2
    assert "A label is missing or wrong" in browser.get("/desk/reports").text


@pytest.fixture
def closed(house):
    """Closed weeks with statements of several parties."""
    close_weeks(house)


@pytest.mark.usefixtures("closed")
def test_a_producer_sees_the_statements_of_their_party_alone(browser, house):
    """ASVS 5.0 8.2.2"""
    staff(browser, house, "bao", Duty.PRODUCER, party="acme")
    text = browser.get("/desk/statements").text

    assert f"/desk/statements/{OWN}" in text
    assert OTHERS not in text
    own = browser.get(f"/desk/statements/{OWN}").text
    assert "¥11,838.33" in own
    assert "/desk/closes" not in own
    assert browser.get(f"/desk/statements/{OTHERS}").status_code == 404
    assert browser.get(f"/desk/statements/{OWN}/lines/1").status_code == 403


@pytest.mark.usefixtures("closed")
def test_finance_sees_all_statements(browser, house):
    staff(browser, house, "he", Duty.FINANCE)
    text = browser.get("/desk/statements").text

    assert OWN in text
    assert OTHERS in text
    assert OWN not in browser.get(f"/desk/statements?period={FIRST}").text


# --- in a browser -----------------------------------------------------------------------------


@pytest.fixture
def everything(browser, house):
    """The login of somebody with every duty."""
    staff(browser, house, "rong", *Duty, party="acme")
    return {"name": "piying", "value": browser.cookies["piying"], "url": "http://localhost"}


@pytest.mark.browser
@pytest.mark.usefixtures("served")
class TestInABrowser:
    @pytest.mark.usefixtures("waiting", "closed")
    def test_every_room_is_for_everybody(self, phone, everything):
        phone.context.add_cookies([everything])
        for room in (*ROOMS, f"statements/{OWN}"):
            phone.goto(f"/desk/{room}")
            assert_accessible(phone)
            assert_fits(phone)
            assert small_targets(phone) == [], room

    @pytest.mark.usefixtures("waiting")
    def test_a_comment_and_a_report_are_decided_with_a_reason(self, desk, everything):
        expects(desk, "422")
        desk.context.add_cookies([everything])
        desk.goto("/desk/comments")
        assert_accessible(desk)
        desk.fill(".decide .input", "an opinion")
        with desk.expect_navigation():
            desk.click("button[value=shown]")
        assert desk.is_visible("#nothing")
        desk.goto("/desk/reports")
        desk.fill(".decide .input", "it has one")
        with desk.expect_navigation():
            desk.click("button[value=dismissed]")
        assert desk.is_visible("#nothing")
        assert desk.locator(".side .count").count() == 0

    def test_an_episode_is_withdrawn(self, desk, everything, film):
        desk.context.add_cookies([everything])
        desk.goto("/desk/releases")
        desk.click(f'[data-withdraw="{film.id}"]')
        assert_accessible(desk)
        desk.fill("#why", "the contract ended")
        with desk.expect_navigation():
            desk.click("#withdrawing [type=submit]")

        assert "the contract ended" in desk.inner_text("table")
        assert desk.locator("[data-withdraw]").count() == 0

    def test_somebody_is_invited_after_fresh_proof(self, desk, everything, clock):
        expects(desk, "403")
        desk.context.add_cookies([everything])
        clock.pass_by(minutes=16)
        desk.goto("/desk/staff")
        desk.click('[data-opens="inviting"]')
        desk.fill("#handle", "lin")
        desk.check("#invite-editor")
        desk.click("#inviting [type=submit]")
        desk.fill("#proof", "kettle orbit lamp nine gnor")
        desk.click("#proving [type=submit]")
        desk.locator("#once[open]").wait_for()
        assert desk.inner_text("#secret")
        assert_accessible(desk)
        with desk.expect_navigation():
            desk.click("#once .edged")
        assert "lin" in desk.inner_text("table")
        desk.goto("/desk/changes")
        assert "invited" in desk.inner_text("table")

    def test_a_token_is_shown_once(self, desk, everything):
        desk.context.add_cookies([everything])
        desk.goto("/desk/tokens")
        desk.click('[data-opens="making"]')
        desk.fill("#name", "dashboard")
        desk.check("[value='figures:read']")
        desk.click("#making [type=submit]")
        desk.locator("#once[open]").wait_for()
        text = desk.inner_text("#secret")
        assert text.startswith("piying_")
        with desk.expect_navigation():
            desk.click("#once .edged")
        assert text not in desk.content()
        assert "dashboard" in desk.inner_text("table")
        with desk.expect_navigation():
            desk.click("[data-end-token]")
        assert desk.locator("[data-end-token]").count() == 0
