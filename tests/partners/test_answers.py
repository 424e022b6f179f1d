"""Answers, sorted by what they mean for money."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.errors import Outside
from piying.partners.answers import WHY_MAX, Answer, Asked, Step, again_ms, reason
from piying.takes.generator import Ended, NotTaken

SUBMIT, POLL = (Asked("v", step, "m", ("secret-key-1234",)) for step in Step)


def answer(status, body=b"{}", **headers):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, headers, data)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "not_accepted"), (401, "key_refused"), (402, "no_credit"), (403, "key_refused"),
        (404, "model_unknown"), (409, "not_accepted"), (410, "model_unknown"),
        (413, "too_large"), (422, "not_accepted"), (429, "too_many"), (307, "redirected"),
    ],
)  # fmt: skip
def test_a_refused_order_was_not_taken(status, code):
    error = SUBMIT.sort(answer(status))

    assert type(error) is NotTaken
    assert error.code == f"partners.{code}"
    assert error.retryable is (status == 429)


@given(st.integers(500, 599) | st.just(408))
def test_after_a_fault_of_the_server_nobody_knows(status):
    error = SUBMIT.sort(answer(status))
    poll = POLL.sort(answer(status))

    assert type(error) is type(poll) is Outside
    assert not error.retryable
    assert poll.retryable


@given(st.integers(300, 599))
def test_a_poll_never_says_that_an_order_was_not_taken(status):
    assert not isinstance(POLL.sort(answer(status)), NotTaken)


@pytest.mark.parametrize("status", [404, 410])
def test_a_job_that_is_not_known_has_ended_and_may_be_owed(status):
    error = POLL.sort(answer(status))

    assert isinstance(error, Ended)
    assert error.owed


@pytest.mark.parametrize(
    "message",
    [
        "Insufficient balance", "insufficient_quota", "Your credit balance is too low",
        "Account balance not enough", "Billing hard limit has been reached", "账户余额不足",
        "AccountOverdueError: the account is overdue",
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", [400, 403, 429])
def test_an_empty_purse_is_told_whatever_the_status(message, status):
    error = SUBMIT.sort(answer(status, {"error": {"message": message}}))

    assert error.code == "partners.no_credit"
    assert not error.retryable


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "7"}, 7000),
        ({"retry-after": " 1.5 "}, 1500),
        ({"retry-after": "0"}, 0),
        ({}, 0),
        ({"retry-after": "soon"}, 0),
        ({"retry-after": "-3"}, 0),
        ({"retry-after": "999999999"}, 24 * 3600 * 1000),
        (
            {
                "retry-after": "Sun, 22 Nov 2026 12:00:30 GMT",
                "date": "Sun, 22 Nov 2026 12:00:00 GMT",
            },
            30_000,
        ),
        (
            {
                "retry-after": "Sun, 22 Nov 2026 11:00:00 GMT",
                "date": "Sun, 22 Nov 2026 12:00:00 GMT",
            },
            0,
        ),
        ({"retry-after": "Sun, 22 Nov 2020 11:00:00 GMT"}, 0),
    ],
)
def test_a_wait_is_read_from_seconds_or_a_date(headers, wait):
    assert again_ms(headers) == wait


@given(st.text(max_size=40))
def test_no_header_breaks_the_reading_of_a_wait(text):
    assert again_ms({"retry-after": text, "date": text}) >= 0


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"error": {"code": "x", "message": "no"}}, "x · no"),
        ({"error": "no"}, "no"),
        ({"code": 1301, "message": "risk"}, "1301 · risk"),
        ({"error": {"status": "INVALID", "code": 400}}, "INVALID · 400"),
        ({}, "HTTP 418"),
        (b"<html>", "HTTP 418"),
        ([], "HTTP 418"),
    ],
)
def test_what_a_vendor_says_is_found(body, said):
    assert reason(answer(418, body)) == said


@given(st.text(), st.text())
def test_no_error_holds_a_secret_or_the_query_of_an_address(before, after):
    text = f"{before} secret-key-1234 https://a.b/c?sign=QUERYVALUE&x=1 {after}"
    error = SUBMIT.refusal("partners.not_accepted", status=1, why=text)

    assert "secret-key-1234" not in str(error) + repr(error.data)
    assert "QUERYVALUE" not in str(error) + repr(error.data)
    assert len(error.data["why"]) <= WHY_MAX + 1


def test_a_key_inside_a_header_is_hidden_where_it_is_echoed_alone():
    asked = Asked("v", Step.SUBMIT, "m", ("Bearer sk-12345678",))

    assert asked.clean("Bearer of bad news: sk-12345678") == "Bearer of bad news: …"


def test_an_asked_shows_no_secret():
    assert "secret-key-1234" not in repr(SUBMIT)
