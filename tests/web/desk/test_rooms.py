"""The rooms of the desk: each duty enters its own, and what waits is decided there."""

from __future__ import annotations

import pytest
from browsing import assert_accessible, assert_fits, expects, small_targets
from people import API, staff, viewer

from piying.model.books import Statement, StatementLine
from piying.model.comment import Judged, State
from piying.model.viewer import Duty
from piying.studio.channel import commenting
from piying.studio.channel.memory import FRESH_MS
from piying.studio.settling.statements import Found
from piying.web.api import statements as api
from piying.web.desk import books

OPEN = {
    Duty.PRODUCER: {"statements", "tokens", "me"},
    Duty.FINANCE: {"statements", "payments", "tokens", "me"},
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


def statement(party):
    line = StatementLine(
        1, "lamp", "own", "share", "3.1", "settle.nothing_closed", (), 18_450, "play", "1/2",
        845_000, "0",
    )  # fmt: skip
    return Statement(
        f"S-{party}", party, "2026-W47", "2026-11-16", "2026-11-22", "CNY", 120_000, 0, (line,),
        0, 0, 120_000, 845_000, 0, "", (), (), (), "h",
    )  # fmt: skip


@pytest.fixture
def closed(monkeypatch):
    """A closed week with a statement of each of two parties."""
    made = {one.id: one for one in (statement("acme"), statement("other"))}

    def every(_house, _period="", party=""):
        return tuple(
            Found(one.period, one) for one in made.values() if party in {"", one.party}
        )

    monkeypatch.setattr(books, "statements", every)
    monkeypatch.setattr(api, "statement_named", lambda _house, name: made[name])


@pytest.mark.usefixtures("closed")
def test_a_producer_sees_the_statements_of_their_party_alone(browser, house):
    """ASVS 5.0 8.2.2"""
    staff(browser, house, "bao", Duty.PRODUCER, party="acme")
    text = browser.get("/desk/statements").text

    assert "S-acme" in text
    assert "S-other" not in text
    assert "¥8,450.00" in browser.get("/desk/statements/S-acme").text
    assert browser.get("/desk/statements/S-other").status_code == 404


@pytest.mark.usefixtures("closed")
def test_finance_sees_all_statements(browser, house):
    staff(browser, house, "he", Duty.FINANCE)
    text = browser.get("/desk/statements").text

    assert "S-acme" in text
    assert "S-other" in text
    assert "S-acme" not in browser.get("/desk/statements?period=2026-W46").text


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
        for room in (*ROOMS, "statements/S-acme"):
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
