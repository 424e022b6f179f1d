"""What holds for all pages and routes together."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from browsing import STUBS
from people import API, staff, viewer
from starlette.testclient import TestClient

from piying.model.viewer import Duty
from piying.studio.serving import Place
from piying.web.app import PAGES, application, described
from piying.web.rendering import in_script
from piying.web.site import Site
from piying.web.static import bundle_of

FIELDS = re.compile(r"<input\b[^>]*>")
MINE = ("/me", "/me/safety", "/me/minors")


def kept(house):
    """Everything in the database, as SQL."""
    with closing(sqlite3.connect(house.settings.house / "house.db")) as looking:
        return list(looking.iterdump())


def read_paths():
    """Every address that is read, with something in its places."""
    paths = [path for path, ways in described().openapi()["paths"].items() if "get" in ways]
    paths += [route.path for pages in PAGES for route in pages.routes if "GET" in route.methods]
    numbered = (path.replace("{episode}", "1") for path in paths)
    return sorted({re.sub(r"{[^}]*}", "lamp", path) for path in numbered})


def test_no_route_that_is_read_changes_anything(browser, house, cinema):
    """ASVS 5.0 3.5.3: but for the prices that somebody is told, which stay theirs"""
    cinema.season("lamp", 2)
    staff(browser, house, "all", *Duty, party="acme")
    before, paths = kept(house), read_paths()
    statuses = {path: browser.get(path).status_code for path in paths}
    after = [row for row in kept(house) if 'INTO "channel_begun"' not in row]

    assert len(paths) > 30
    assert [path for path, status in statuses.items() if status == 500] == []
    assert sum(status == 200 for status in statuses.values()) > 20
    assert after == before


@pytest.mark.parametrize("path", ["/me/login", "/me/register", "/me/safety"])
def test_fields_of_passwords_are_masked_and_may_be_filled_by_a_manager(browser, path):
    """ASVS 5.0 6.2.6, 6.2.7"""
    if path == "/me/safety":
        viewer(browser)
    fields = FIELDS.findall(browser.get(path).text)
    found = [one for one in fields if "password" in one and "checkbox" not in one]

    assert found
    for one in found:
        assert 'type="password"' in one
        assert re.search('autocomplete="(current|new)-password"', one)
        assert "onpaste" not in one


@pytest.mark.parametrize("path", MINE)
def test_every_page_of_ones_own_leads_to_logging_out(browser, path):
    """ASVS 5.0 7.4.4"""
    viewer(browser)

    assert 'href="/me"' in browser.get(path).text
    assert "data-logout" in browser.get("/me").text


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--", "a\u2028b", "&lt;"]
)
def test_no_text_ends_the_script_that_it_is_given_to(text):
    """ASVS 5.0 1.2.3"""
    assert not set("<>&\u2028\u2029") & set(in_script({"name": text}))


def test_the_cookie_of_a_login_is_of_this_host_alone_and_no_script_reads_it(house):
    """ASVS 5.0 3.3.1 to 3.3.4"""
    site = Site(house, Place(origin="https://drama.example"), "https://drama.example",
                bundle_of(STUBS))  # fmt: skip
    asking = TestClient(application(site), site.origin, headers={"Origin": site.origin})
    told = asking.post(f"{API}/session/anonymous").headers["set-cookie"]
    name, *marks = told.split("; ")

    assert name.startswith("__Host-piying=")
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=lax"} <= set(marks)
    assert "domain" not in told.lower()


def test_nobody_without_a_duty_reads_or_does_anything_of_the_desk(browser):
    """ASVS 5.0 8.2.1, 8.3.1"""
    viewer(browser)
    for method, path in (
        ("GET", "/staff"), ("POST", "/staff"), ("GET", "/changes"), ("DELETE", "/staff/rong"),
        ("DELETE", "/staff/rong/factors"), ("DELETE", "/staff/rong/logins"),
    ):  # fmt: skip
        body = {"handle": "x1", "duties": ["operator"]} if method == "POST" else None
        answer = browser.request(method, f"{API}{path}", json=body)
        assert answer.status_code == 403, (method, path)
