"""A light house for tests: tiny voices and music that need no model, and a tiny profile.

Run as a program it is the command line of piying with these in the place of the real ones.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Lock

import numpy as np
import pytest

from piying.cli import door
from piying.model.errors import Outside
from piying.model.money import NOTHING, Money
from piying.model.take import Mark, MediaFacts, TakeKind
from piying.partners.providers.foley import Foley
from piying.partners.wav import wav_bytes
from piying.render import perform, profiles
from piying.render.puppet.provider import PuppetKit
from piying.render.workers import Workers, function_named
from piying.studio import house
from piying.studio.house import Settings, opened
from piying.studio.make import make
from piying.studio.progress import Silent
from piying.studio.working import providers
from piying.studio.writing.write import write
from piying.takes.provider import Ability, Made

VISEMES = ("open", "round", "closed", "spread")
SAMPLES_A_CHARACTER = 3600

SCRIPT = """《小戏》

第1集：门

1-1 夜 内 木匠铺客厅
人物：林夏、陈默
△林夏推开门。
林夏：（害怕）谁？
陈默：（平静）是我。
林夏：你走。

第2集：灯

2-1 日 内 木匠铺客厅
人物：林夏、陈默
△灯亮了。
陈默：（温柔）好亮。
林夏：（开心）嗯！
"""


@dataclass
class Gate:
    """Stops one making long enough for a test to interrupt it."""

    file: Path | None = None
    """Made when the making begins that is to be interrupted."""
    after: int = 0
    seconds: float = 0.0
    passed: int = 0

    def pass_by(self):
        self.passed += 1
        if self.file is not None and self.passed == self.after + 1:
            self.file.touch()
            time.sleep(self.seconds)


@dataclass
class Echo:
    """Voices: a tone whose length follows the words."""

    name: str = "echo"
    model: str = "echo-1"
    price: int = 0
    fails_on: str = ""
    """Lines with these words fail."""
    error: Exception | None = None
    seeded: bool = False
    """Another seed gives another voice."""
    made: list = field(default_factory=list)
    gate: Gate = field(default_factory=Gate)
    lock: Lock = field(default_factory=Lock)

    @property
    def abilities(self):
        return (
            Ability(
                TakeKind.VOICE, (self.model,), ("zh", "en"), offline=True, seeded=self.seeded
            ),
        )

    def quote(self, _recipe):
        return Money(self.price)

    def make(self, recipe, _inputs):
        with self.lock:
            self.gate.pass_by()
            speech = recipe.speech
            if self.fails_on and self.fails_on in speech.text:
                raise self.error or Outside("store.disk_failed", path=speech.text, why="hoarse")
            self.made.append(speech.text)
        count = max(1, len(speech.text)) * SAMPLES_A_CHARACTER
        tone = 200 + 17 * (recipe.seed if self.seeded else 0) + len(speech.voice.timbre)
        wave = 0.3 * np.sin(np.arange(count) * (2 * np.pi * tone / 48_000))
        marks = tuple(
            Mark(i * SAMPLES_A_CHARACTER, (i + 1) * SAMPLES_A_CHARACTER, c, VISEMES[i % 4])
            for i, c in enumerate(speech.text)
        )
        data = wav_bytes(wave.astype(np.float32)[:, None])
        facts = MediaFacts("audio/wav", len(data), count, 48_000, 1, marks=marks)
        return Made(data, facts, Money(self.price) if self.price else NOTHING)


@dataclass
class Hum:
    """Music: a chord that is exactly as long as asked."""

    name: str = "hum"
    made: list = field(default_factory=list)

    @property
    def abilities(self):
        return (Ability(TakeKind.MUSIC, ("hum-1",), offline=True),)

    def quote(self, _recipe):
        return NOTHING

    def make(self, recipe, _inputs):
        self.made.append(recipe.music.mood)
        count = recipe.music.length_ms * 48
        wave = np.sin(np.arange(count)[:, None] * (2 * np.pi * np.array([220, 330]) / 48_000))
        data = wav_bytes((0.1 * wave).astype(np.float32))
        return Made(data, MediaFacts("audio/wav", len(data), count, 48_000, 2))


class CountingKit(PuppetKit):
    """The puppet kit, which remembers how often it was asked."""

    made: list = []  # noqa: RUF012 - one list for the one kit of a test

    def make(self, recipe, inputs):
        CountingKit.made.append(recipe.shot)
        return super().make(recipe, inputs)


class Clock:
    """A clock that goes one second at each look."""

    def __init__(self):
        self.at = 1_790_000_000_000

    def now_ms(self):
        self.at += 1000
        return self.at


@dataclass
class Cast:
    """The fake providers of one test."""

    voice: Echo = field(default_factory=Echo)
    music: Hum = field(default_factory=Hum)

    def providers(self):
        CountingKit.made = []
        return (CountingKit(), self.voice, self.music, Foley())


DRAWING = Gate()
"""Passed by every segment that is drawn."""
DRAWN = []
"""The names of the segments that were drawn, in order."""


def noted_segment(job, path, paint, report=lambda _frames: None):
    """Draws a segment in this process and notes that it did."""
    DRAWING.pass_by()
    REALLY_DRAWN(job, path, paint, report)
    DRAWN.append(path.name)


REALLY_DRAWN = perform.render_segment


class InlineWorkers(Workers):
    """Does errands in this process: quicker than starting others for a tiny film."""

    def warm(self):
        pass

    def run(self, errands, heard=lambda _number, _done: None):
        return tuple(
            function_named(errand.function)(*errand.arguments, partial(heard, number))
            for number, errand in enumerate(errands)
        )


TINY = replace(profiles.profile("draft"), name="tiny", width=90, height=160)


@contextmanager
def tiny(patch):
    """The profile `tiny`, and drawing in this process, for as long as `patch` holds."""
    real = profiles.profiles()
    patch.setattr(profiles, "profiles", lambda: {**real, "tiny": TINY})
    patch.setattr(house, "Workers", InlineWorkers)
    patch.setattr(perform, "render_segment", noted_segment)
    DRAWN.clear()
    DRAWING.file, DRAWING.passed = None, 0
    yield


def run_cli(arguments, cast=None):
    """The command line with fake providers, in this process."""
    given = (cast or Cast()).providers()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(providers, "all_providers", lambda _data: given)
        return door.main(arguments)


def film_house(root):
    """A house in `root` with the finished first episode of `SCRIPT`."""
    path = root / "小戏.txt"
    path.write_text(SCRIPT, "utf-8")
    settings = Settings(root / "house", root / "data", root / "out", language="en", workers=1)
    with (
        pytest.MonkeyPatch.context() as patch,
        tiny(patch),
        opened(settings, Cast().providers(), Clock(), Silent()) as one,
    ):
        make(one, write(one, path).name, 1, "tiny")
    return root


def set_gates(cast):
    """The gates that the environment asks for: "voice" or "segment", after how many."""
    where, _, rest = os.environ.get("FAKE_GATE", "").partition(":")
    if where:
        after, seconds, file = rest.split(":", 2)
        gate = cast.voice.gate if where == "voice" else DRAWING
        gate.after, gate.seconds, gate.file = int(after), float(seconds), Path(file)


def main():
    class Patch:
        def setattr(self, thing, name, value):
            setattr(thing, name, value)

    cast = Cast()
    with tiny(Patch()):
        set_gates(cast)
        return run_cli(sys.argv[1:], cast)


if __name__ == "__main__":
    sys.exit(main())
