"""The pages of one's own, rendered and in a browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browsing import assert_accessible, assert_fits, expects
from people import API, PASSWORD, viewer

from piying.web.viewer.me import inside

PAGES = ("/me", "/me/login", "/me/register", "/me/minors")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_everybody_may_open_them(browser, path, language):
    answer = browser.get(path, headers={"Accept-Language": language})

    assert answer.status_code == 200
    assert answer.headers["content-language"].startswith(language)
    assert "script-src 'self' 'nonce-" in answer.headers["content-security-policy"]


def test_a_guest_is_led_to_log_in_before_what_is_theirs(browser):
    answer = browser.get("/me/safety", follow_redirects=False)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/me/login?next=/me/safety"


def test_what_a_person_typed_is_text(browser):
    """ASVS 5.0 1.2.1: output is encoded by its context"""
    browser.post(f"{API}/session/anonymous")
    name = "<img src=x onerror=alert(1)>"
    wanted = {"handle": "mei", "name": name, "password": PASSWORD}
    browser.post(f"{API}/account", json=wanted)

    assert name not in browser.get("/me").text
    assert "&lt;img" in browser.get("/me").text


@pytest.mark.parametrize(
    "address",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\/evil",
     "javascript:alert(1)", "/a\n//evil", ""],
)  # fmt: skip
def test_no_address_leads_elsewhere(browser, address):
    assert inside(address) == "/me"
    assert "evil" not in browser.get("/me/login", params={"next": address}).text


def test_safety_lists_devices_and_ways(browser):
    viewer(browser)
    text = browser.get("/me/safety").text

    assert "this device" in text
    assert 'data-form="password"' in text


@pytest.mark.browser
@pytest.mark.usefixtures("served")
class TestInABrowser:
    def test_somebody_registers_and_is_known(self, phone):
        phone.goto("/me/register?next=/me")
        assert_accessible(phone)
        assert_fits(phone)
        phone.fill("#handle", "mei")
        phone.fill("#name", "小美")
        phone.fill("#password", PASSWORD)
        phone.click("[type=submit]")
        phone.wait_for_url("**/me")

        assert phone.inner_text("#who") == "小美"
        assert_accessible(phone)
        assert_fits(phone)

    def test_what_is_wrong_is_said_beside_its_field(self, phone):
        expects(phone, "422", "429")
        phone.goto("/me/register")
        phone.fill("#handle", "mei")
        phone.fill("#password", "12345678")
        phone.click("[type=submit]")

        phone.wait_for_selector("#password[aria-invalid=true]")
        assert phone.inner_text("#password-wrong")
        assert phone.evaluate("document.activeElement.id") == "password"

    def test_a_passkey_is_made_and_proves_who_one_is(self, phone, clock):
        expects(phone, "403")
        device = phone.context.new_cdp_session(phone)
        device.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }  # fmt: skip
        device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        phone.goto("/me/register?next=/me/safety")
        phone.fill("#handle", "mei")
        phone.fill("#password", PASSWORD)
        phone.click("[type=submit]")
        phone.wait_for_selector("[data-passkey-add]")
        phone.click("[data-passkey-add]")
        phone.wait_for_selector("[data-drop]")
        clock.pass_by(minutes=16)
        phone.click("[data-copy]")
        phone.wait_for_selector("[data-passkey-proof]")
        assert_accessible(phone)
        with phone.expect_download() as told:
            phone.click("[data-passkey-proof]")

        kept = json.loads(Path(told.value.path()).read_text("utf-8"))
        assert sorted(one["sort"] for one in kept["ways"]) == ["passkey", "password"]

    def test_ones_data_are_taken_away_and_devices_ended_after_fresh_proof(self, phone, clock):
        expects(phone, "403")
        phone.goto("/me/register?next=/me/safety")
        phone.fill("#handle", "mei")
        phone.fill("#password", PASSWORD)
        phone.click("[type=submit]")
        phone.wait_for_url(lambda address: address.endswith("/me/safety"))
        phone.wait_for_selector("[data-copy]")
        assert_accessible(phone)
        assert_fits(phone)
        clock.pass_by(minutes=16)
        phone.click("[data-copy]")
        phone.fill("#proof", PASSWORD)
        with phone.expect_download() as told:
            phone.click("#proving [type=submit]")

        kept = json.loads(Path(told.value.path()).read_text("utf-8"))
        assert told.value.suggested_filename == "piying.json"
        assert kept["account"][0]["handle"] == "mei"

    @pytest.mark.parametrize("path", PAGES)
    def test_they_are_for_everybody(self, desk, path):
        desk.goto(path)
        assert_accessible(desk)
        assert_fits(desk)
