"""One's own account over HTTP."""

from __future__ import annotations

import pytest
from people import API, PASSWORD, viewer


def test_a_viewer_keeps_what_hung_on_them_and_gets_a_new_login(browser):
    """ASVS 5.0 7.2.4: a new token when somebody logs in"""
    browser.post(f"{API}/session/anonymous")
    before = browser.cookies["piying"]
    me = viewer(browser)

    assert (me["sort"], me["name"]) == ("viewer", "Mei")
    assert browser.cookies["piying"] != before


def test_a_name_is_taken_once(browser, program, site):
    viewer(browser)
    secret = program.post(f"{API}/session/anonymous").cookies["piying"]
    ours = {"Cookie": f"piying={secret}", "Origin": site.origin}
    wanted = {"handle": "MEI", "password": PASSWORD}
    answer = program.post(f"{API}/account", json=wanted, headers=ours)

    assert (answer.status_code, answer.json()["code"]) == (409, "accounts.handle_taken")


def test_a_weak_password_is_refused_with_its_reason(browser):
    browser.post(f"{API}/session/anonymous")
    answer = browser.post(f"{API}/account", json={"handle": "mei", "password": "12345678"})

    assert answer.status_code == 422


def test_other_logins_are_seen_and_ended(browser, program):
    viewer(browser)
    there = program.post(
        f"{API}/session/password", json={"handle": "mei", "password": PASSWORD}
    ).cookies["piying"]
    listed = browser.get(f"{API}/account/logins").json()
    assert [one["this"] for one in listed].count(True) == 1
    other = next(one["id"] for one in listed if not one["this"])
    assert browser.delete(f"{API}/account/logins/{other}").status_code == 200

    gone = program.get(f"{API}/session", headers={"Cookie": f"piying={there}"})
    assert gone.status_code == 401


def test_a_password_is_changed_by_the_one_that_holds(browser, clock):
    """ASVS 5.0 6.2.3: changing a password asks for the current one"""
    viewer(browser)
    clock.pass_ms(16 * 60_000)
    new = {"password": "another kettle of orbits"}
    assert browser.put(f"{API}/account/password", json=new).status_code in {403, 422}
    wrong = browser.put(f"{API}/account/password", json=new | {"current": "no"})
    assert wrong.status_code in {401, 422}

    changed = browser.put(f"{API}/account/password", json=new | {"current": PASSWORD})
    assert changed.status_code == 200
    assert [one["sort"] for one in browser.get(f"{API}/account/ways").json()] == ["password"]


def test_the_name_that_is_shown_is_changed(browser):
    viewer(browser)

    assert browser.put(f"{API}/account/name", json={"name": "小梅"}).json()["name"] == "小梅"
    assert browser.get(f"{API}/session").json()["name"] == "小梅"


def test_all_that_is_kept_is_taken_away_as_a_file(browser):
    """PIPL, article 45"""
    viewer(browser)
    browser.put(f"{API}/account/consents/privacy", json={"version": "2026-11"})
    answer = browser.get(f"{API}/account/copy")

    assert answer.headers["content-disposition"] == 'attachment; filename="piying.json"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["account"][0]["handle"] == "mei"
    assert answer.json()["consents"][0]["purpose"] == "privacy"


def test_what_was_agreed_to_is_taken_back(browser):
    browser.post(f"{API}/session/anonymous")
    browser.put(f"{API}/account/consents/terms", json={"version": "1"})
    assert not browser.delete(f"{API}/account/consents/terms").json()["given"]
    (held,) = browser.get(f"{API}/account/consents").json()

    assert (held["purpose"], held["given"]) == ("terms", False)
    assert browser.put(f"{API}/account/consents/all", json={"version": "1"}).status_code == 422


def test_minors_mode_is_ended_by_its_pin_alone(browser):
    viewer(browser)
    assert browser.put(f"{API}/account/minors", json={"pin": "4711"}).json()["minors"]
    wrong = browser.post(f"{API}/account/minors/off", json={"pin": "1174"})

    assert (wrong.status_code, wrong.json()["code"]) == (422, "accounts.pin_refused")
    assert not browser.post(f"{API}/account/minors/off", json={"pin": "4711"}).json()["minors"]


def test_a_closed_account_is_gone_at_once(browser):
    viewer(browser)
    assert browser.delete(f"{API}/account").status_code == 200

    assert browser.get(f"{API}/session").status_code == 401


@pytest.mark.parametrize("path", ["/account/logins", "/account/ways", "/account/factors"])
def test_nobody_is_told_to_log_in(browser, path):
    answer = browser.get(f"{API}{path}")

    assert (answer.status_code, answer.json()["code"]) == (401, "accounts.login_over")
