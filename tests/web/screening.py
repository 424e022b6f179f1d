"""A player in a browser, while a film plays: what tests of it share, and the film."""

from __future__ import annotations

import pytest
from theatre import Theatre, film

FIRST = "/watch/lamp/1"
PLAYS = "() => document.getElementById('deck').dataset.state === 'playing'"
SEEN = """() => {
  const one = document.querySelector('.slide:not([inert]) video');
  return {at: one.currentTime, paused: one.paused, muted: one.muted, wide: one.videoWidth,
    frames: one.getVideoPlaybackQuality().totalVideoFrames, rate: one.playbackRate};
}"""
LINE = ".slide:not([inert]) .line"
BEGINS_MS = 30_000


@pytest.fixture(scope="session")
def packed(tmp_path_factory):
    """A small film, packed once."""
    folder = tmp_path_factory.mktemp("film")
    return film(folder / "film.mp4", 6)


@pytest.fixture(scope="session")
def ladder(packed, tmp_path_factory):
    """The ladder of that film, and where its files lie."""
    folder = tmp_path_factory.mktemp("packed")
    return Theatre.pack(packed, folder, tmp_path_factory.mktemp("kept")), folder


def playing(page, path=FIRST):
    """The page, once its film plays."""
    page.goto(path, timeout=BEGINS_MS)
    return plays(page)


def plays(page):
    page.wait_for_function(PLAYS, timeout=BEGINS_MS)
    return page


def meant(page):
    """The slide on the screen; the others are there too and are inert."""
    return page.locator(".slide:not([inert])")


def shown(page):
    """What the slide on the screen is called."""
    return meant(page).get_attribute("aria-label")


def arrives(page, episode):
    """The page, once that episode is on the screen and plays."""
    slide = f'.slide:not([inert])[aria-label="Lamp，第{episode}集"]'
    page.locator(slide).wait_for(timeout=BEGINS_MS)
    return plays(page)


def swipe(page, pixels=-600):
    """A finger moves over the picture."""
    client, steps = page.context.new_cdp_session(page), 12
    for step in range(steps + 1):
        point = {"x": 190, "y": 720 + pixels * step // steps}
        kind = "touchMove" if step else "touchStart"
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
        page.wait_for_timeout(12)
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def waits(page, state, most_ms=None):
    """The page, once the deck is in that state."""
    is_so = f"() => document.getElementById('deck').dataset.state === '{state}'"
    page.wait_for_function(is_so, timeout=most_ms)
    return page


def asked(page, method, path, body=None):
    """What the API answers to the page's own login."""
    return page.evaluate(
        """async ([method, path, body]) => {
          const {ask} = await import(document.querySelector('script[src$="start.js"]').src
            .replace('start.js', 'api.js'));
          return ask(method, path, body ?? undefined);
        }""",
        [method, path, body],
    )
