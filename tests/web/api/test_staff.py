"""The staff over HTTP: who may change whom, and what it leaves in the log."""

from __future__ import annotations

import pytest
from people import API, staff, viewer

from piying.model.viewer import Duty


@pytest.fixture
def operator(browser, house):
    staff(browser, house, "rong", Duty.OPERATOR)
    return browser


def test_an_operator_invites_and_takes_duties_away(operator):
    wanted = {"handle": "bao", "duties": ["producer"], "party": "acme", "name": "Bao"}
    made = operator.post(f"{API}/staff", json=wanted)
    assert made.status_code == 201
    assert made.json()["code"]
    changed = operator.put(f"{API}/staff/bao/duties", json={"duties": ["editor"]})

    assert changed.json()["duties"] == ["editor"]
    assert {one["handle"] for one in operator.get(f"{API}/staff").json()} == {"rong", "bao"}
    assert operator.delete(f"{API}/staff/bao").status_code == 200
    assert operator.get(f"{API}/staff/bao").status_code == 404


def test_the_last_operator_stays(operator):
    answer = operator.delete(f"{API}/staff/rong")

    assert answer.status_code == 422
    assert operator.get(f"{API}/session").json()["duties"] == ["operator"]


def test_without_a_second_factor_nothing_of_the_staff_is_done(browser, house):
    staff(browser, house, "rong", Duty.OPERATOR, factor=False)
    answer = browser.get(f"{API}/staff")

    assert (answer.status_code, answer.json()["code"]) == (403, "accounts.second_factor")


@pytest.mark.parametrize("duty", [one for one in Duty if one is not Duty.OPERATOR])
def test_other_duties_change_nobody(browser, house, duty):
    """ASVS 5.0 8.2.1: functions are open to those with explicit permission"""
    staff(browser, house, "bao", duty, party="acme")
    asked = [
        browser.get(f"{API}/staff"),
        browser.post(f"{API}/staff", json={"handle": "x", "duties": ["operator"]}),
        browser.put(f"{API}/staff/bao/duties", json={"duties": ["operator"]}),
        browser.get(f"{API}/changes"),
    ]

    assert [one.status_code for one in asked] == [403] * 4


def test_a_viewer_is_told_nothing_of_the_staff(browser):
    viewer(browser)

    assert browser.get(f"{API}/staff").status_code == 403


def test_every_change_is_in_the_log_page_by_page(operator):
    for name in ("bao", "lin", "mu"):
        operator.post(f"{API}/staff", json={"handle": name, "duties": ["editor"]})
    seen, cursor = [], ""
    while True:
        page = operator.get(f"{API}/changes", params={"cursor": cursor, "most": 2}).json()
        seen += [one["seq"] for one in page["items"]]
        if page["next"] is None:
            break
        cursor = page["next"]

    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(set(seen)) >= 5
    answer = operator.get(f"{API}/changes", params={"cursor": "nonsense"})
    assert (answer.status_code, answer.json()["code"]) == (400, "viewing.cursor_bad")
