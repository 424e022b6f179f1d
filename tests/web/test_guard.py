"""What may pass: our own pages, programs with tokens; nothing too large or from elsewhere."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from piying.web.guard import BODY_BYTES_MAX, Guard, Rules, policy
from piying.web.metrics import Metrics

ORIGIN = "https://drama.example"
ANON = "/api/v1/session/anonymous"


def test_a_page_of_another_site_changes_nothing(browser):
    """ASVS 5.0 3.5.1: requests from other origins are told apart by a header browsers set."""
    browser.post(ANON)
    for site in ("cross-site", "same-site"):
        refused = browser.delete("/api/v1/session", headers={"Sec-Fetch-Site": site})
        assert refused.status_code == 403
        assert refused.json()["code"] == "web.other_site"

    assert browser.get("/api/v1/session").status_code == 200


def test_an_old_browser_is_known_by_its_origin(site, program):
    secret = program.post(ANON).cookies["piying"]
    cookie = {"Cookie": f"piying={secret}"}

    assert program.post(ANON, headers=cookie).status_code == 403
    assert program.post(ANON, headers=cookie | {"Origin": "https://evil"}).status_code == 403
    assert program.post(ANON, headers=cookie | {"Origin": site.origin}).status_code == 201


def test_another_host_is_not_answered(program):
    answer = program.get("/healthz", headers={"Host": "evil.example"})

    assert (answer.status_code, answer.json()["code"]) == (400, "web.other_host")


def test_a_body_that_says_it_is_too_large_is_not_read(browser):
    answer = browser.post("/api/v1/session/password", content=b"x" * (BODY_BYTES_MAX + 1))

    assert (answer.status_code, answer.json()["code"]) == (413, "web.too_large")


def test_a_body_that_does_not_say_how_large_it_is_is_stopped(browser):
    def pieces():
        for _ in range(20):
            yield b"x" * (BODY_BYTES_MAX // 10)

    answer = browser.post("/api/v1/session/password", content=pieces())

    assert (answer.status_code, answer.json()["code"]) == (413, "web.too_large")


@pytest.fixture
def page():
    """A page behind a guard with TLS."""

    def shown(_request):
        return PlainTextResponse("<p>", media_type="text/html")

    rules = Rules(ORIGIN, ("drama.example",), called_back=("/called",))
    app = Starlette(routes=[Route("/", shown), Route("/called", shown, methods=["POST"])])
    return TestClient(Guard(app, rules, Metrics()), ORIGIN)


def test_what_others_call_proves_itself_in_its_body(page):
    headers = {"Cookie": "x=y", "Sec-Fetch-Site": "cross-site"}

    assert page.post("/called", headers=headers).status_code == 200


def test_a_page_has_every_header(page):
    """ASVS 5.0 3.4.1, 3.4.3 to 3.4.6"""
    answer = page.get("/")
    nonces = {page.get("/").headers["content-security-policy"] for _ in range(5)}

    assert "max-age=31536000; includeSubDomains" in answer.headers["strict-transport-security"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert len(nonces) == 5


def test_what_is_no_page_may_do_nothing_if_it_is_opened_as_one(browser):
    """ASVS 5.0 3.2.1, 3.4.3, 3.4.6"""
    answer = browser.post(ANON)
    told = answer.headers["content-security-policy"]

    assert told == "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
    assert answer.headers["content-type"] == "application/json"


def test_what_is_somebodys_is_kept_in_no_cache(browser):
    """ASVS 5.0 14.2.2, 14.3.2"""
    told = [browser.post(ANON), browser.get("/api/v1/session"), browser.get("/nowhere")]

    assert [one.headers["cache-control"] for one in told] == ["no-store"] * 3


def test_no_other_site_is_told_that_it_may_read(browser):
    """ASVS 5.0 3.4.2"""
    answer = browser.get("/api/v1/session", headers={"Origin": "https://evil.example"})

    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_the_policy_of_a_page_allows_no_inline_script_and_no_other_origin():
    told = dict(one.strip().split(" ", 1) for one in policy("N").split(";"))

    assert told["script-src"] == "'self' 'nonce-N'"
    assert "unsafe" not in policy("N")
    assert "http" not in policy("N")
    assert told["media-src"] == "'self' blob:"
