from __future__ import annotations

import io
import json
import logging

import pytest
from people import API, PASSWORD, viewer

from piying.web.logs import Lines, write_lines


@pytest.fixture
def lines():
    """What the server writes, read line by line."""
    ours = logging.getLogger("piying")
    before = (ours.handlers[:], ours.level, ours.propagate)
    stream = io.StringIO()
    write_lines(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    ours.handlers[:], ours.level, ours.propagate = before


def test_a_refused_login_is_told_with_its_place_and_without_its_secrets(browser, lines):
    """ASVS 5.0 16.2.1, 16.2.2, 16.2.5, 16.3.1"""
    viewer(browser)
    given = {"handle": "mei", "password": "canary-secret"}
    browser.post(f"{API}/session/password", json=given)
    (line,) = lines()

    assert line["what"] == "accounts.login_refused"
    assert (line["status"], line["route"]) == (401, "/session/password")
    assert line["at"].endswith("Z")
    assert line["address"]
    assert line["who"]
    assert "canary" not in json.dumps(line)


def test_what_somebody_may_not_do_is_told(browser, lines):
    """ASVS 5.0 16.3.2"""
    viewer(browser)
    browser.get(f"{API}/staff")
    (line,) = lines()

    assert (line["what"], line["status"]) == ("accounts.not_allowed", 403)


def test_tries_around_a_limit_or_another_site_are_told(browser, program, lines):
    """ASVS 5.0 16.3.3"""
    viewer(browser)
    for _ in range(6):
        browser.post(f"{API}/session/proof", json={"password": "wrong"})
    program.post(f"{API}/session/anonymous", headers={"Sec-Fetch-Site": "cross-site"})

    assert [one["what"] for one in lines()][-3:] == [
        "accounts.too_many_tries", "accounts.too_many_tries", "web.other_site",
    ]  # fmt: skip


def test_whoever_comes_for_the_first_time_is_no_attack(browser, lines):
    browser.get(f"{API}/session")
    browser.get("/nowhere")

    assert lines() == []


def test_nothing_typed_makes_a_line_of_its_own():
    """ASVS 5.0 16.4.1"""
    record = logging.LogRecord("piying.security", logging.INFO, "", 0, "a\n{b}\u2028", (), None)
    record.facts = {"who": 'x"\r\n{"what": "forged"}'}
    line = Lines().format(record)

    assert len(line.splitlines()) == 1
    assert json.loads(line)["who"] == record.facts["who"]


def test_a_mistake_of_ours_is_told_whole_to_the_log_and_not_to_whoever_asks(
    site, lines, monkeypatch
):
    """ASVS 5.0 16.3.4, 16.5.1"""
    from starlette.testclient import TestClient  # noqa: PLC0415

    from piying.web.api import session  # noqa: PLC0415
    from piying.web.app import application  # noqa: PLC0415

    def broken(*_):
        raise RuntimeError("inner-detail")

    monkeypatch.setattr(session, "me_of", broken)
    asking = TestClient(
        application(site), site.origin, raise_server_exceptions=False,
        headers={"Origin": site.origin},
    )  # fmt: skip
    answer = asking.post(f"{API}/session/anonymous")
    (line,) = lines()

    assert (answer.status_code, answer.json()["code"]) == (500, "web.mistake")
    assert "inner-detail" not in answer.text
    assert "inner-detail" in line["error"]
    assert PASSWORD not in line["error"]
