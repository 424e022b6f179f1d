"""What lets a phone install the channel."""

from __future__ import annotations

import re

import pytest


@pytest.mark.parametrize(("language", "name"), [("zh", "皮影"), ("en", "piying")])
def test_the_manifest_names_the_channel_in_the_language_of_whoever_asks(
    browser, language, name
):
    """Web Application Manifest, W3C: name, icons, start_url and display make it installable."""
    answer = browser.get(f"/manifest.webmanifest?language={language}")
    told = answer.json()

    assert answer.headers["content-type"] == "application/manifest+json"
    assert (told["name"], told["display"], told["start_url"]) == (name, "standalone", "/feed")
    assert {one["purpose"] for one in told["icons"]} == {"any", "maskable"}
    assert browser.get(told["icons"][0]["src"]).status_code == 200


def test_the_worker_serves_every_page_and_asks_nobody_but_us(browser):
    """Service Workers, W3C: its scope is the folder of its address; its policy is its own."""
    answer = browser.get("/sw.js")

    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; connect-src 'self'"
    )


def test_the_page_without_network_needs_nothing_but_files(browser):
    page = browser.get("/offline").text
    named = re.findall(r'(?:href|src)="(/[^"#]*)"', page)

    assert named
    assert [one for one in named if not one.startswith("/static/")] == [
        "/", "/search", "/", "/feed", "/follows", "/me",
    ]  # fmt: skip
