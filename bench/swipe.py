"""How long it takes from a swipe to the first frame, in Chromium, on a slow line.

    PYTHONPATH=src:tests/web python bench/swipe.py FOLDER [--swipes N] [--film FILM]

A house in an empty FOLDER with one series of a packed film, served by this process to a browser
whose network has 80 ms of latency and 6 Mbit/s. Two figures: the next episode loaded ahead, as
it is 300 ms after the swipe before; and nothing loaded ahead (the data saver), with a page that
never saw the film. A swipe is counted from the moment at which the slide is the one that is
meant until `requestVideoFrameCallback` says that a frame of it was shown. Other work on the
machine is in these figures: compare them within one run. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from statistics import quantiles

from browsing import PHONE, chromium_path, listening, slowed, whole_bundle
from playwright.sync_api import Page, sync_playwright
from theatre import Theatre, film

from piying.model.release import UnlockPlan
from piying.store.store import open_store
from piying.studio.config import SystemClock
from piying.studio.house import House, Settings
from piying.studio.progress import Silent
from piying.studio.serving import Place
from piying.web.listening import heard
from piying.web.site import Site

FREE = UnlockPlan(1_000, None, None, None)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--autoplay-policy=no-user-gesture-required")  # fmt: skip

MEASURE = """
globalThis.swiped = () => new Promise((done) => {
  const deck = document.getElementById('deck'), meant = '.slide:not([inert])';
  const began = { at: 0 }, before = deck.querySelector(meant);
  const watch = new MutationObserver(() => {
    const now = deck.querySelector(meant);
    if (!now || now === before) return;
    watch.disconnect();
    began.at = performance.now();
    const look = () => {
      const video = now.querySelector('video');
      if (!video) { requestAnimationFrame(look); return; }
      const shown = () => done(performance.now() - began.at);
      if (video.readyState >= 2 && video.currentTime > 0) { shown(); return; }
      const frame = () => video.currentTime > 0 || !video.paused
        ? shown() : video.requestVideoFrameCallback(frame);
      video.requestVideoFrameCallback(frame);
    };
    look();
  });
  watch.observe(deck, { subtree: true, attributes: true, attributeFilter: ['inert'] });
  deck.scrollTo({ top: before.nextElementSibling.offsetTop, behavior: 'instant' });
});
"""


def main() -> None:
    """Run it."""
    reading = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reading.add_argument("folder", type=Path)
    reading.add_argument("--swipes", type=int, default=20)
    reading.add_argument("--film", type=Path, help="a film with its AI label; else a drawn one")
    asked = reading.parse_args()
    os.environ.setdefault("PIYING_SIGNING_SEED", "5a" * 32)
    asked.folder.mkdir(parents=True, exist_ok=True)
    site = _site(asked.folder, asked.swipes + 2, asked.film)
    with heard(site), listening(site) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        told = {}
        for name, ahead in (("ahead", True), ("cold", False)):
            page = browser.new_context(**PHONE, base_url=origin).new_page()
            told[name] = _swipes(page, asked.swipes, ahead=ahead)
        browser.close()
    json.dump({"swipes": asked.swipes, "line": "80 ms, 6 Mbit/s", **told}, sys.stdout, indent=1)


def _swipes(page: Page, count: int, *, ahead: bool) -> dict[str, int]:
    """Milliseconds of `count` swipes: half of them are below p50, 19 of 20 below p95."""
    if not ahead:
        wishes = json.dumps({"saver": True})
        page.add_init_script(f"localStorage.setItem('piying-player', '{wishes}')")
    page.add_init_script(MEASURE)
    slowed(page)
    page.goto("/watch/lamp/1", timeout=60_000)
    page.wait_for_function(
        "() => document.getElementById('deck').dataset.state === 'playing'", timeout=60_000
    )
    took = []
    for _ in range(count):
        page.wait_for_timeout(3_000)
        took.append(float(page.evaluate("() => swiped()")))
    points = quantiles(took, n=20, method="inclusive")
    return {"p50_ms": round(points[9]), "p95_ms": round(points[18]), "max_ms": round(max(took))}


def _site(folder: Path, episodes: int, given: Path | None) -> Site:
    store = open_store(folder / "house")
    settings = Settings(folder / "house", folder / "data", folder / "out")
    house = House(store, (), SystemClock(), settings, Silent(), None)
    theatre = Theatre(house)
    for name in ("packed", "kept"):
        (folder / name).mkdir()
    ladder = theatre.pack(
        given or film(folder / "film.mp4", 10), folder / "packed", folder / "kept"
    )
    theatre.season(theatre.taken(ladder, folder / "packed"), count=episodes, plan=FREE)
    return Site(house, Place(port=8000), "http://localhost:8000", whole_bundle())


if __name__ == "__main__":
    main()
