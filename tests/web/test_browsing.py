"""The harness finds what it is for, and lets a page without faults pass."""

from __future__ import annotations

import asyncio

import pytest
from browsing import (
    DESK,
    PHONE,
    assert_accessible,
    assert_fits,
    expects,
    faults_of,
    opened,
    slowed,
    small_targets,
)

pytestmark = pytest.mark.browser


def test_a_site_is_served_and_its_files_come_under_the_policy(phone, served, site):
    answer = phone.goto("/static/x/css/tokens.css")

    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/css")
    assert site.origin == served


def loaded(chromium, text):
    with opened(chromium, **PHONE) as page:
        page.set_content(text)
        page.wait_for_timeout(50)


POLICY = """<meta http-equiv=Content-Security-Policy content="script-src 'none'">"""


@pytest.mark.parametrize(
    "fault",
    [
        "<script>console.error('a word')</script>",
        "<script>throw new Error('a word')</script>",
        POLICY + "<script>1</script>",
    ],
)
def test_a_fault_of_a_page_fails_its_test(chromium, fault):
    with pytest.raises(AssertionError, match="the page told of faults"):
        loaded(chromium, fault)


def test_a_fault_that_is_expected_does_not(phone):
    expects(phone, "a word")
    phone.set_content("<script>console.error('a word')</script>")
    phone.wait_for_timeout(50)

    assert any("a word" in one for one in faults_of(phone))


def test_what_hinders_people_is_found(phone):
    phone.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src=x></main>")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(phone)


def test_what_is_too_wide_and_too_small_is_found(phone):
    phone.set_content("<meta name=viewport content='width=device-width'>"
                      "<button>x</button><div style='width: 999px'>x</div>")  # fmt: skip
    with pytest.raises(AssertionError, match="pixels wide"):
        assert_fits(phone)

    assert len(small_targets(phone)) == 1


def test_a_slow_network_is_slow(chromium, served):
    with opened(chromium, served, **DESK) as page:
        slowed(page, latency_ms=400)
        page.goto("/static/x/css/tokens.css")
        took_ms = page.evaluate("performance.getEntriesByType('navigation')[0].duration")

    assert took_ms >= 400


def test_an_open_browser_does_not_keep_others_from_a_loop_of_their_own(chromium):
    async def told():
        return chromium.is_connected()

    assert asyncio.run(told())
