"""A site over an empty house, and somebody who asks it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from piying.store.store import open_store
from piying.studio.house import House, Settings
from piying.studio.progress import Silent
from piying.studio.serving import Place
from piying.web.app import application
from piying.web.site import Site
from piying.web.static import bundle_of

sys.path.insert(0, str(Path(__file__).parent))

from browsing import STUBS, chromium, desk, phone, served  # noqa: F401 - fixtures

NOW_MS = 1_795_000_000_000
ORIGIN = "http://localhost:8000"


class Clock:
    """A clock that a test moves."""

    def __init__(self, now_ms=NOW_MS):
        self.now = now_ms

    def now_ms(self):
        return self.now

    def pass_ms(self, milliseconds):
        self.now += milliseconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def house(tmp_path, clock, monkeypatch):
    """An empty house that can sign."""
    monkeypatch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
    store = open_store(tmp_path / "house")
    settings = Settings(tmp_path / "house", tmp_path / "data", tmp_path / "out", language="en")
    yield House(store, (), clock, settings, Silent(), None)
    store.close()


@pytest.fixture
def site(house):
    return Site(house, Place(port=8000), ORIGIN, bundle_of(STUBS))


@pytest.fixture
def browser(site):
    """Somebody's browser on a page of ours: it keeps cookies and says where it comes from."""
    with TestClient(
        application(site), ORIGIN, raise_server_exceptions=False,
        headers={"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"},
    ) as client:  # fmt: skip
        yield client


@pytest.fixture
def program(site):
    """A program: no cookies, no page."""
    with TestClient(application(site), ORIGIN, raise_server_exceptions=False) as client:
        yield client
