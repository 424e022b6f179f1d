"""A site over an empty house, and somebody who asks it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from browsing import STUBS, chromium, desk, phone, served  # noqa: F401 - fixtures
from starlette.testclient import TestClient

from piying.store.store import open_store
from piying.studio.channel import hashing
from piying.studio.house import House, Settings
from piying.studio.progress import Silent
from piying.studio.serving import Place
from piying.web.app import application
from piying.web.site import Site
from piying.web.static import bundle_of

NOW_MS = 1_795_000_000_000
ORIGIN = "http://localhost:8000"
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""Tests hash hundreds of passwords that nobody guesses."""


class Clock:
    """A clock that a test moves."""

    def __init__(self, now_ms=NOW_MS):
        self.now = now_ms

    def now_ms(self):
        return self.now

    def pass_ms(self, milliseconds):
        self.now += milliseconds

    def pass_by(self, *, seconds=0, minutes=0, hours=0, days=0):
        self.now += 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days)))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def house(tmp_path, clock, monkeypatch):
    """An empty house that can sign."""
    monkeypatch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
    monkeypatch.setattr(hashing, "HASHER", CHEAP)
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


@pytest.fixture
def cinema(house, clock):
    """The house, with films that are out and a few bytes for every file of theirs."""
    return _beside("cinema").Cinema(house, clock)


@pytest.fixture(scope="session")
def stall():
    """What a house may sell, and its ads."""
    return _beside("stall")


@pytest.fixture
def shop(house, stall):
    """The house sells, and takes no money for it."""
    (house.settings.house / "shop.toml").write_text(stall.SANDBOX + stall.GOODS, "utf-8")
    (house.settings.house / "ads.toml").write_text(stall.ADS, "utf-8")
    return stall


def _beside(name):
    """A module of the tests of the channel below."""
    known = f"piying_{name}"
    if known not in sys.modules:
        folder = Path(__file__).parents[1] / "studio" / "channel"
        spec = importlib.util.spec_from_file_location(known, folder / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[known] = module
        spec.loader.exec_module(module)
    return sys.modules[known]
