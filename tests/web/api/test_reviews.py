"""The API of reviewers: what waits, answering, watching, deciding; each in their own name."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from people import API, staff, viewer

from piying.model.viewer import Duty

sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))

from bench import F1, F2, Bench

CASE = f"{API}/reviews/drama/1"


@pytest.fixture
def bench(house, clock):
    return Bench(house, clock)


@pytest.fixture
def lin(browser, house, bench):
    bench.hand_in(F1, F2)
    staff(browser, house, "lin", Duty.REVIEWER)
    return browser


def test_what_waits_is_listed_with_its_time(lin):
    (row,) = lin.get(f"{API}/reviews").json()["items"]

    assert (row["series"], row["episode"], row["version"]) == ("drama", 1, 1)
    assert (row["state"], row["reviews"], row["unanswered"]) == ("in_review", 2, 2)
    assert row["barred"] == ""


def test_a_finding_is_answered_and_what_is_left_is_told(lin):
    said = {"version": 1, "finding": F1, "reply": "dismissed", "dismissal": "idiom"}
    answer = lin.post(f"{CASE}/answers", json=said)

    assert answer.json() == {"version": 1, "state": "in_review", "unanswered": 1}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"finding": F1, "reply": "dismissed"}, "review.not_allowed"),
        ({"finding": "ffff" * 4, "reply": "confirmed"}, "review.no_such_finding"),
        ({"finding": F1, "reply": "confirmed", "version": 7}, "review.version_moved"),
    ],
)
def test_what_may_not_be_said_is_refused_with_its_reason(lin, said, code):
    answer = lin.post(f"{CASE}/answers", json={"version": 1, **said})

    assert answer.status_code in {404, 409, 422}
    assert answer.json()["code"] == code


def test_it_is_cleared_after_it_was_watched_and_not_before(lin, clock):
    for one in (F1, F2):
        said = {"version": 1, "finding": one, "reply": "dismissed", "dismissal": "misread"}
        lin.post(f"{CASE}/answers", json=said)
    early = lin.post(f"{CASE}/verdict", json={"version": 1, "verdict": "clear"})
    lin.get("/desk/reviews/drama/1")
    clock.pass_by(seconds=20)
    seen = lin.post(f"{CASE}/watched", json={"start_ms": 0, "end_ms": 20_000})
    late = lin.post(f"{CASE}/verdict", json={"version": 1, "verdict": "clear"})

    assert early.json()["code"] == "review.not_watched"
    assert seen.json() == {"thousandths": 1000}
    assert late.json()["state"] == "second_review"


def test_nobody_else_comes_in(browser, house, bench):
    bench.hand_in(F1)
    assert browser.get(f"{API}/reviews").status_code in {401, 403}
    viewer(browser)
    assert browser.get(f"{API}/reviews").status_code == 403
    browser.cookies.clear()
    staff(browser, house, "bao", Duty.EDITOR)
    assert browser.get(f"{API}/reviews").status_code == 403
    assert (
        browser.post(f"{CASE}/verdict", json={"version": 1, "verdict": "clear"}).status_code
        == 403
    )


def test_what_nobody_waits_for_is_not_here(lin):
    assert lin.get("/desk/reviews/drama/2").status_code == 404
    seen = lin.post(f"{API}/reviews/drama/9/watched", json={"start_ms": 0, "end_ms": 1})
    assert seen.json()["code"] == "review.nothing_waits"
