"""The sound bank: loaded once, shared by threads, given back when they end."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from weakref import WeakValueDictionary

import pytest

from piying.model.take import MusicBrief, Recipe, TakeKind
from piying.partners.providers.soundfont import bank
from piying.partners.providers.soundfont.provider import BANK, SoundFont


class Font:
    """Stands in for a loaded bank."""


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    """Nothing is loaded: this process may hold a bank that another test played with."""
    monkeypatch.setattr(bank, "_mine", bank._Mine())
    monkeypatch.setattr(bank, "_loaded", WeakValueDictionary())


@pytest.fixture(name="loads")
def _loads(monkeypatch):
    """The paths that were loaded, with a library that takes any font."""
    paths = []

    def load(path):
        paths.append(path)
        return bank.Bank(Font())

    class Synth:
        def __init__(self, **_wished):
            self.fonts = []

        def sfload(self, font):
            self.fonts.append(font)
            return 0

        def sfunload(self, number):
            del self.fonts[number]

    monkeypatch.setattr(bank, "_load", load)
    monkeypatch.setattr(bank.tinysoundfont, "Synth", Synth)
    return paths


def test_threads_share_one_bank_and_the_last_gives_it_back(loads, tmp_path):
    together = Barrier(2)

    def play(_):
        with bank.synth(tmp_path) as (player, number):
            together.wait(5)
            return id(player.fonts[number])

    with ThreadPoolExecutor(2) as pool:
        fonts = set(pool.map(play, range(4)))

        assert len(fonts) == 1
        assert loads == [tmp_path]
        assert tmp_path in bank._loaded

    gc.collect()
    assert tmp_path not in bank._loaded


def test_a_thread_keeps_the_bank_between_two_cues(loads, tmp_path):
    def play():
        for _ in range(3):
            with bank.synth(tmp_path):
                pass

    with ThreadPoolExecutor(1) as pool:
        pool.submit(play).result()

    assert loads == [tmp_path]


@pytest.mark.usefixtures("loads")
def test_a_synth_whose_cue_failed_is_let_go(tmp_path):
    def play():
        with bank.synth(tmp_path) as (player, _):
            try:
                raise KeyError
            finally:
                players.append(player)

    players = []
    with ThreadPoolExecutor(1) as pool, pytest.raises(KeyError):
        pool.submit(play).result()

    assert players[0].fonts == []


@pytest.mark.model
def test_a_cue_is_the_same_whatever_was_played_before_it(data_folder):
    provider = SoundFont(data_folder)

    def cue(mood):
        recipe = Recipe(
            TakeKind.MUSIC, "soundfont", provider.abilities[0].models[0], seed=3,
            music=MusicBrief(mood, 6_000),
        )  # fmt: skip
        return provider.make(recipe, None).data

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(cue, "calm").result()
    with ThreadPoolExecutor(2) as pool:
        _, *again = pool.map(cue, ["tension", "calm", "sorrow", "calm"])

    assert again[0] == again[2] == first
    assert data_folder / BANK not in bank._loaded
