"""A house with its members, on SQLite."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from piying.store.store import open_store
from piying.studio.channel import hashing
from piying.studio.house import House, Settings
from piying.studio.progress import Silent

CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""Tests hash hundreds of passwords that nobody guesses."""


def load_desk():
    """The module beside this file."""
    if "piying_desk" not in sys.modules:
        path = Path(__file__).with_name("desk.py")
        spec = importlib.util.spec_from_file_location("piying_desk", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["piying_desk"] = module
        spec.loader.exec_module(module)
    return sys.modules["piying_desk"]


@pytest.fixture(scope="session")
def desks():
    return load_desk()


@pytest.fixture
def desk(desks, tmp_path, monkeypatch):
    """An empty house that can sign."""
    monkeypatch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
    monkeypatch.setattr(hashing, "HASHER", CHEAP)
    store = open_store(tmp_path / "house")
    settings = Settings(tmp_path / "house", tmp_path / "data", tmp_path / "out")
    clock = desks.Clock()
    house = House(store, (), clock, settings, Silent(), None)
    yield desks.Desk(house, clock, tmp_path / "house")
    store.close()


@pytest.fixture
def cinema(desk):
    """A house in which films can be put out with a few bytes each."""
    if "piying_cinema" not in sys.modules:
        path = Path(__file__).with_name("cinema.py")
        spec = importlib.util.spec_from_file_location("piying_cinema", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["piying_cinema"] = module
        spec.loader.exec_module(module)
    return sys.modules["piying_cinema"].Cinema(desk.house, desk.clock, lazy=True)


def load_stall():
    """The module beside this file."""
    if "piying_stall" not in sys.modules:
        path = Path(__file__).with_name("stall.py")
        spec = importlib.util.spec_from_file_location("piying_stall", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["piying_stall"] = module
        spec.loader.exec_module(module)
    return sys.modules["piying_stall"]


@pytest.fixture(scope="session")
def stalls():
    return load_stall()


@pytest.fixture(scope="session")
def put_out(desks, stalls, tmp_path_factory):
    """A house in which two series are out, to be copied."""
    folder = tmp_path_factory.mktemp("stalled") / "house"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
        store = open_store(folder)
        house = House(
            store, (), desks.Clock(), Settings(folder, folder, folder), Silent(), None
        )
        stalls.Stall(desks.Desk(house, house.clock, folder)).put_out()
        store.close()
    return folder


@pytest.fixture
def copied(put_out, desks, tmp_path, monkeypatch):
    """A desk in a copy of that house."""
    monkeypatch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
    shutil.copytree(put_out, tmp_path / "house")
    store = open_store(tmp_path / "house")
    settings = Settings(tmp_path / "house", tmp_path / "data", tmp_path / "out")
    clock = desks.Clock()
    house = House(store, (), clock, settings, Silent(), None)
    yield desks.Desk(house, clock, tmp_path / "house")
    store.close()


@pytest.fixture
def sandbox(copied, stalls):
    """A house whose shop takes no money."""
    return stalls.Stall(copied)


@pytest.fixture
def stall(copied, stalls, monkeypatch):
    """A house whose shop takes money at a till that the test plays."""
    till = stalls.FakeTill()
    monkeypatch.setattr("piying.studio.channel.shop.till_of", lambda *_: till)
    return stalls.Stall(copied, till)
