"""Entering the desk: nothing is seen before a login and a second factor."""

from __future__ import annotations

import pytest
from browsing import assert_accessible, assert_fits, expects, small_targets
from people import API, PASSWORD, code_of, staff, viewer

from piying.model.viewer import Duty
from piying.studio.channel.acting import terminal
from piying.studio.channel.enrolling import Staff, invite

ROOMS = (
    "live", "statements", "comments", "reports", "releases", "staff", "changes", "tokens", "me",
)  # fmt: skip


def test_nobody_sees_a_room_before_a_login(browser):
    for room in ROOMS:
        answer = browser.get(f"/desk/{room}", follow_redirects=False)

        assert answer.status_code == 303
        assert answer.headers["location"] == f"/desk/enter?next=/desk/{room}"


def test_a_viewer_is_led_out_of_every_room(browser):
    viewer(browser)
    for room in ROOMS:
        answer = browser.get(f"/desk/{room}", follow_redirects=False)

        assert answer.headers["location"].startswith("/desk/enter")


def test_a_password_alone_opens_no_room(browser, house):
    """ASVS 5.0 6.3.3: a second factor"""
    staff(browser, house, "bao", *Duty, party="acme", factor=False)
    for room in ROOMS:
        assert "Set up a second factor" in browser.get(f"/desk/{room}").text


def test_whoever_has_a_factor_is_asked_for_it(browser, house):
    staff(browser, house, "bao", Duty.OPERATOR)
    browser.cookies.clear()
    given = {"handle": "bao", "password": f"{PASSWORD} oab"}
    browser.post(f"{API}/session/password", json=given)

    assert 'data-form="factor"' in browser.get("/desk/live").text


def test_no_address_leads_out_of_the_desk(browser):
    for address in ("https://evil.example", "//evil.example", "/desk\\evil", "/me"):
        assert "evil" not in browser.get("/desk/enter", params={"next": address}).text


@pytest.mark.parametrize(
    ("duty", "first"),
    [
        (Duty.PRODUCER, "live"), (Duty.FINANCE, "live"), (Duty.OPERATOR, "live"),
        (Duty.EDITOR, "comments"), (Duty.REVIEWER, "reviews"),
    ],
)  # fmt: skip
def test_the_desk_begins_with_the_first_room_of_ones_duties(browser, house, duty, first):
    staff(browser, house, "bao", duty, party="acme")

    answer = browser.get("/desk", follow_redirects=False)

    assert answer.headers["location"] == f"/desk/{first}"


def test_a_picture_is_drawn_of_the_address_of_an_authenticator_alone(browser, house):
    staff(browser, house, "bao", Duty.EDITOR, factor=False)
    made = browser.post(f"{API}/account/factors/authenticator/secret").json()
    drawn = browser.post("/desk/factor/picture", json={"address": made["address"]})
    other = browser.post("/desk/factor/picture", json={"address": "https://evil.example"})

    assert drawn.headers["content-type"].startswith("image/svg")
    assert drawn.headers["cache-control"] == "no-store"
    assert other.status_code == 422
    assert "image/svg" not in other.headers["content-type"]


@pytest.mark.browser
@pytest.mark.usefixtures("served")
class TestInABrowser:
    def test_somebody_enrols_with_a_code_and_an_authenticator(self, desk, house):
        code = invite(house, terminal("test"), Staff("bao", (Duty.EDITOR,))).code
        desk.goto("/desk/enrol")
        assert_accessible(desk)
        desk.fill("#code", code)
        desk.fill("#password", PASSWORD)
        desk.click("[type=submit]")
        desk.click("[data-authenticator]")
        desk.locator("#picture[src^=blob]").wait_for()
        letters = desk.text_content("#letters").replace(" ", "")
        assert desk.evaluate("document.getElementById('picture').naturalWidth") > 0
        assert_accessible(desk)
        assert letters not in "".join([desk.url, *desk.evaluate(ASKED)])
        desk.fill("#code", code_of(letters, house.clock.now_ms()))
        desk.click("[data-form=first-code] [type=submit]")
        desk.locator("#codes li").first.wait_for()
        assert desk.locator("#codes li").count() == 10
        assert_accessible(desk)
        desk.click("#codes .primary")
        desk.wait_for_url("**/desk/comments")

    def test_a_factor_is_given_and_a_wrong_one_said_beside_its_field(
        self, phone, browser, house, clock
    ):
        expects(phone, "422", "401")
        letters = staff(browser, house, "bao", Duty.OPERATOR)
        phone.goto("/desk/enter?next=/desk/me")
        assert_accessible(phone)
        assert_fits(phone)
        assert small_targets(phone) == []
        phone.fill("#handle", "bao")
        phone.fill("#password", f"{PASSWORD} oab")
        phone.click("[data-form=login] [type=submit]")
        phone.fill("#code", "000000")
        phone.click("[data-form=factor] [type=submit]")
        phone.wait_for_selector("#code[aria-invalid=true]")
        assert_accessible(phone)
        clock.pass_by(seconds=30)
        phone.fill("#code", code_of(letters, clock.now))
        phone.click("[data-form=factor] [type=submit]")
        phone.wait_for_url("**/desk/me")


ASKED = "performance.getEntriesByType('resource').map((one) => one.name)"
