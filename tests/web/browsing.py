"""Pages in a real browser: Debian's Chromium, driven by Playwright (1.65).

Fixtures, made known by this folder's conftest:

    chromium   the browser, one for each worker; a test is skipped where there is none
    served     a site on a free port of this machine, for as long as the test runs
    phone      a page of 390 x 844 with fingers, at the address of `served` once it is asked for
    desk       a page of 1280 x 800 with a mouse

A page that `phone` or `desk` gives fails its test where anything is written to the console as
an error, thrown, refused by the content policy, or answered with an error: what a test expects
it names with `expects(page, "a part of the text")`. Tests of this sort are marked `browser`.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.embed import Server
from playwright.sync_api import Browser, sync_playwright

from piying.model.errors import Missing
from piying.studio.config import settings_from
from piying.studio.installing.assets import BROWSER_FILES, browser_file
from piying.web.app import application
from piying.web.serve import LINES_MAX, WAITING_MAX
from piying.web.static import bundle_of

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--autoplay-policy=no-user-gesture-required", "--hide-scrollbars",
)  # fmt: skip
PHONE = {
    "viewport": {"width": 390, "height": 844}, "device_scale_factor": 2,
    "is_mobile": True, "has_touch": True,
}  # fmt: skip
DESK = {"viewport": {"width": 1280, "height": 800}, "device_scale_factor": 1}
WAIT_MS = 20_000  # far above what is ever needed: a machine may be busy with other things
SERVED_SECONDS_MAX = 10


def chromium_path():
    """Where Chromium is, or ""."""
    named = os.environ.get("PIYING_CHROMIUM", "")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return named or next((path for path in found if path), "")


@pytest.fixture(scope="session")
def chromium():
    path = chromium_path()
    if not path:
        pytest.skip(
            "no Chromium here: apt-get install chromium, or name one in PIYING_CHROMIUM"
        )
    if _LAUNCHED:  # a folder that imports this fixture has one of its own, and not a browser
        yield _LAUNCHED[-1]
        return
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        _LOOPS.append(asyncio._get_running_loop())
        asyncio._set_running_loop(None)
        _LAUNCHED.append(launched)
        yield launched
        _LAUNCHED.pop()
        asyncio._set_running_loop(_LOOPS.pop())
        launched.close()


_LAUNCHED: list[Browser] = []
_LOOPS: list[asyncio.AbstractEventLoop] = []
"""The loop of Playwright, which stands still between our calls."""


@contextmanager
def driven():
    """Playwright may be called in the block.

    Its loop counts as running in this thread for as long as the browser is open, and no other
    test could run one of its own; so it counts only while a page is open.
    """
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(_LOOPS[-1])
    try:
        yield
    finally:
        asyncio._set_running_loop(before)


# --- pages that tell of their faults ----------------------------------------------------------


@dataclass
class Faults:
    """What went wrong on a page, and what of it was expected."""

    told: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def open(self):
        return [one for one in self.told if not any(part in one for part in self.expected)]


_FAULTS: dict[int, Faults] = {}


def expects(page, *parts):
    """Faults whose text holds one of `parts` do not fail the test."""
    _FAULTS[id(page)].expected.extend(parts)


def faults_of(page):
    """What went wrong on the page so far."""
    return list(_FAULTS[id(page)].told)


@contextmanager
def opened(chromium, origin="", **how):
    """A page in a context of its own; when it ends, it must not have told of a fault."""
    with driven():
        yield from _opened(chromium, origin, how)


def _opened(chromium, origin, how):
    context = chromium.new_context(**{
        "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "reduced_motion": "reduce",
        "base_url": origin or None, "service_workers": "block", **how,
    })  # fmt: skip
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    faults = _FAULTS[id(page)] = Faults()

    def heard(message):
        if message.type == "error":
            faults.told.append(f"console: {message.text} ({message.location.get('url', '')})")

    page.on("console", heard)
    page.on("pageerror", lambda error: faults.told.append(f"thrown: {error}"))
    try:
        yield page
        left = faults.open()
        assert not left, "the page told of faults:\n" + "\n".join(left)
    finally:
        del _FAULTS[id(page)]
        context.close()


@pytest.fixture
def phone(chromium, request):
    origin = request.getfixturevalue("served") if "served" in request.fixturenames else ""
    with opened(chromium, origin, **PHONE) as page:
        yield page


@pytest.fixture
def desk(chromium, request):
    origin = request.getfixturevalue("served") if "served" in request.fixturenames else ""
    with opened(chromium, origin, **DESK) as page:
        yield page


# --- files of the pages -----------------------------------------------------------------------

STUBS = {"noto-sans-sc/font.css": b"", "hls.light.min.js": b"", "echarts.min.js": b""}
"""What stands for files of the data folder where it holds none."""


@cache
def whole_bundle():
    """Our own files, and those of the data folder if it is set up."""
    data = settings_from(os.environ, Path()).data
    try:
        others = {name: browser_file(data, name).read_bytes() for name in BROWSER_FILES}
    except Missing:
        return bundle_of(STUBS)
    del others["LICENSE"]  # it is no file of a page
    return bundle_of(others)


def is_set_up():
    """Whether the data folder holds the player and the charts."""
    return bool(whole_bundle().files["hls.light.min.js"].data)


# --- a site on a port -------------------------------------------------------------------------


@contextmanager
def listening(site):
    """The address of `site`, which is served by a thread until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site.origin = f"http://localhost:{port}"
    server = Server(
        application(site), address="127.0.0.1", port=port, interface=Interfaces.ASGINL,
        http=HTTPModes.http1, websockets=False, log_enabled=False, log_level=LogLevels.error,
        backlog=WAITING_MAX, backpressure=LINES_MAX,
    )  # fmt: skip
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=(server.serve(),))
    thread.start()
    try:
        _wait_for(port)
        yield site.origin
    finally:
        site.stopping.set()
        loop.call_soon_threadsafe(server.stop)
        thread.join(SERVED_SECONDS_MAX)
        loop.close()


def _wait_for(port):
    ends = time.monotonic() + SERVED_SECONDS_MAX
    while time.monotonic() < ends:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    pytest.fail("the site did not begin to listen")


@pytest.fixture
def served(site):
    site.static = whole_bundle()
    with listening(site) as origin:
        yield origin


# --- looking ----------------------------------------------------------------------------------

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def assert_accessible(page, *, but=(), within=None):
    """axe-core finds nothing against WCAG 2.2 AA; `but` names rules that are set aside."""
    found = Axe().run(page, context=within, options=AXE)
    wrong = [one for one in found.response["violations"] if one["id"] not in but]
    told = [
        f"{one['id']}: {one['help']}\n    "
        + "\n    ".join(
            f"{node['html'][:160]}  {node['failureSummary']}" for node in one["nodes"]
        )
        for one in wrong
    ]

    assert not told, "\n".join(told)


def assert_fits(page):
    """Nothing reaches beyond the right edge of the page."""
    wide = page.evaluate("document.documentElement.scrollWidth")

    assert wide <= page.viewport_size["width"], f"{wide} pixels wide"


def small_targets(page, least=44):
    """What can be pressed and is smaller than `least` pixels each way, with its own reach.

    Links within running text do not count (WCAG 2.2, 2.5.8).
    """
    return page.evaluate(_TARGETS, least)


_TARGETS = """(least) => {
  const found = [];
  const pressed = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  for (const one of document.querySelectorAll(pressed)) {
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height || !one.checkVisibility()) continue;
    const inText = one.closest("p, li, td, th, dd, caption, .notice, .trail");
    if (getComputedStyle(one).display === "inline" && inText) continue;
    if (one.matches(".skip, .unseen")) continue;
    const owner = one.closest("label") ?? one;
    let { width, height } = owner.getBoundingClientRect();
    const reach = getComputedStyle(one, "::after");
    if (reach.content !== "none" && reach.position === "absolute") {
      width = Math.max(width, parseFloat(reach.width) || 0);
      height = Math.max(height, parseFloat(reach.height) || 0);
    }
    if (width < least - 0.5 || height < least - 0.5) {
      found.push(`${one.outerHTML.slice(0, 90)} ${Math.round(width)}x${Math.round(height)}`);
    }
  }
  return found;
}"""


def slowed(page, *, latency_ms=80, down_kbit=6_000, up_kbit=3_000):
    """The page's network is as slow as 4G often is; gives the CDP client."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": latency_ms,
        "downloadThroughput": down_kbit * 125, "uploadThroughput": up_kbit * 125,
    })  # fmt: skip
    return client
