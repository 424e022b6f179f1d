from __future__ import annotations

import pytest
from people import API


def test_it_lives_and_is_ready(program):
    assert [program.get(path).text for path in ("/healthz", "/readyz")] == ["ok\n", "ready\n"]


def test_who_is_being_stopped_is_not_ready(program, site):
    site.stopping.set()

    assert program.get("/readyz").status_code == 503


def test_counters_know_routes_and_no_word_that_somebody_sent(program):
    """ASVS 5.0 14.2.1: a path may hold a capability."""
    program.get(f"{API}/session")
    program.request("CANARY", f"{API}/session")
    program.get("/m/canary/index.m3u8")
    told = program.get("/metrics").text

    assert 'piying_requests_total{method="GET",route="/session",status="401"} 1.0' in told
    assert "canary" not in told.lower()


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])
def test_counters_are_for_this_machine_alone(program, header):
    """ASVS 5.0 13.4.5: what watches over a server is not shown to everybody."""
    answer = program.get("/metrics", headers={header: "127.0.0.1"})

    assert (answer.status_code, answer.json()["code"]) == (404, "web.not_here")


def test_trace_is_not_answered(program):
    """ASVS 5.0 13.4.4"""
    assert program.request("TRACE", "/healthz").status_code == 405
