"""How long it takes from a swipe to the first frame, in Chromium, on a slow line.

    PYTHONPATH=src:tests/web python bench/swipe.py FOLDER [--swipes N] [--film FILM]

A house in an empty FOLDER with one series of a packed film, served by this process to a browser
whose network has 80 ms of latency and 6 Mbit/s. A finger moves over the picture, a fifth of a
second or so, and lets go: once with the next episode loaded ahead, as it is 300 ms after a
swipe, and once with nothing loaded ahead (the data saver), on a page that never saw the film.
What counts begins when the finger lets go and ends when the next film moves (below nothing: it
moved before); its first frame stands there before as a still and does not count. A third figure
is for the key that shows the next film, from when it is pressed: no finger tells before what is
to come. Other work on the machine is in all of them: compare within one run. Prints one JSON
object.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
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

STEPS, STEP_MS = 12, 12
MEASURE = """
globalThis.swiped = () => new Promise((done, failed) => {
  setTimeout(() => failed(new Error('nothing moved')), 20_000);
  const deck = document.getElementById('deck'), meant = '.slide:not([inert])';
  const next = deck.querySelector(meant).nextElementSibling;
  const began = new Promise((then) => {
    for (const what of ['touchend', 'keydown']) {
      addEventListener(what, () => then(performance.now()), { once: true, capture: true });
    }
  });
  const look = () => {
    const video = next.querySelector('video');
    if (!video) { requestAnimationFrame(look); return; }
    let first = null;
    const frame = async (_, told) => {
      first ??= video.played.length ? -1 : told.mediaTime;
      const moves = told.mediaTime > first && !next.inert;
      if (!moves) { video.requestVideoFrameCallback(frame); return; }
      const at = performance.now();
      done(at - await began);
    };
    video.requestVideoFrameCallback(frame);
  };
  look();
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
        for name, ahead, act in (
            ("ahead", True, _finger), ("by key", True, _key), ("cold", False, _finger),
        ):  # fmt: skip
            page = browser.new_context(**PHONE, base_url=origin).new_page()
            told[name] = _swipes(page, asked.swipes, act, ahead=ahead)
            print(name, told[name], file=sys.stderr)
        browser.close()
    json.dump({"swipes": asked.swipes, "line": "80 ms, 6 Mbit/s", **told}, sys.stdout, indent=1)


def _swipes(
    page: Page, count: int, act: Callable[[Page], None], *, ahead: bool
) -> dict[str, int]:
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
        page.evaluate("() => { globalThis.took = swiped(); }")
        act(page)
        took.append(float(page.evaluate("() => globalThis.took")))
    points = quantiles(took, n=20, method="inclusive")
    return {"p50_ms": round(points[9]), "p95_ms": round(points[18]), "max_ms": round(max(took))}


def _key(page: Page) -> None:
    """The key that shows the next film."""
    page.keyboard.press("ArrowDown")


def _finger(page: Page) -> None:
    """A finger moves up over most of the picture, about as quickly as one does, and lets go."""
    client = page.context.new_cdp_session(page)
    for step in range(STEPS + 1):
        point = {"x": 190, "y": 720 - 600 * step // STEPS}
        kind = "touchMove" if step else "touchStart"
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
        page.wait_for_timeout(STEP_MS)
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    client.detach()


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
