"""Tokens over HTTP: shown once, made once, never more than their owner."""

from __future__ import annotations

from people import API, staff

from piying.model.viewer import Duty

KEY = {"Idempotency-Key": "make-one-token-1"}


def test_a_token_opens_what_its_scope_says(browser, program, house):
    staff(browser, house, "rong", Duty.OPERATOR)
    wanted = {"name": "ci", "scopes": ["accounts:write"], "days": 1}
    made = browser.post(f"{API}/tokens", json=wanted).json()
    bearer = {"Authorization": f"Bearer {made['text']}"}

    assert program.get(f"{API}/staff", headers=bearer).status_code == 200
    assert program.get(f"{API}/account/logins", headers=bearer).status_code == 401
    assert made["text"] not in browser.get(f"{API}/tokens").text
    browser.delete(f"{API}/tokens/{made['token']['id']}")
    assert program.get(f"{API}/staff", headers=bearer).status_code == 401


def test_a_scope_beyond_one_s_duties_is_refused(browser, house):
    staff(browser, house, "bao", Duty.PRODUCER, party="acme")
    wanted = {"name": "ci", "scopes": ["releases:write"]}

    assert browser.post(f"{API}/tokens", json=wanted).status_code == 403


def test_a_token_of_another_is_not_ended(browser, house):
    staff(browser, house, "rong", Duty.OPERATOR)
    theirs = browser.post(
        f"{API}/tokens", json={"name": "ci", "scopes": ["releases:write"]}
    ).json()["token"]["id"]
    browser.cookies.clear()
    staff(browser, house, "bao", Duty.PRODUCER, party="acme")

    assert browser.delete(f"{API}/tokens/{theirs}").status_code == 403
