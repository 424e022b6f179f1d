"""Shots, voices and small drawings for the tests of the puppet kit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.canon import Digest, decode
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.people import Look, Style, Voice
from piying.model.script import DayTime, Place
from piying.model.shot import Framing, Move, ShotSpec, Size, Speech, Subject, Weather
from piying.model.stage import Stage
from piying.model.take import Mark, MediaFacts, Recipe, TakeKind
from piying.render.kernels import fill
from piying.render.layer import Composer
from piying.render.planes import blank_planes
from piying.render.puppet.play import stage_layers
from piying.render.puppet.provider import PuppetKit

SHE = Look()
HE = Look(sex="male", hair="short", outfit="suit", build="broad")
CHILD = Look(age="child", hair="bob")

FILMED = ShotSpec(
    scene=1,
    size=Size.CLOSE,
    framing=Framing.SINGLE,
    set_name="office",
    day_time=DayTime.DAY,
    place=Place.INTERIOR,
    weather=Weather.CLEAR,
    style=Style.MANHUA,
    move=Move.STATIC,
)

SYLLABLES = ("closed", "open", "spread", "round", "half", "teeth", "mid", "closed", "open")
"""The mouth of a made-up line, a shape every 70 ms: faster than anybody speaks."""


def marks_of(visemes, each_ms=70, first_ms=100):
    """Marks of equal length, one after another."""
    each, at = each_ms * SAMPLE_RATE // 1000, first_ms * SAMPLE_RATE // 1000
    return tuple(
        Mark(at + i * each, at + (i + 1) * each, "a", viseme)
        for i, viseme in enumerate(visemes)
    )


class Voiced:
    """Inputs that know one voice."""

    def __init__(self, marks=()):
        self.marks = marks

    def blob(self, digest):
        raise AssertionError(digest)

    def facts(self, digest):
        assert digest == Digest("voice")
        return MediaFacts("audio/wav", 44, marks=self.marks)


@pytest.fixture(name="shot", scope="session")
def _shot():
    """A shot with these people, each (side, yaw), and whatever else is asked for."""

    def make(*people, looks=(SHE, HE, SHE, HE, SHE), **changes):
        subjects = tuple(
            Subject(f"p{i}", looks[i], side=side, yaw_degrees=yaw)
            for i, (side, yaw) in enumerate(people)
        )
        framings = (Framing.EMPTY, Framing.SINGLE, Framing.TWO)
        framing = framings[len(people)] if len(people) < 3 else Framing.GROUP
        return replace(FILMED, **{"subjects": subjects, "framing": framing, **changes})

    return make


@pytest.fixture(name="said", scope="session")
def _said():
    """The speech of the first person of a shot."""

    def make(**changes):
        return replace(Speech("p0", "", "", Voice()), **changes)

    return make


@pytest.fixture(name="staged", scope="session")
def _staged():
    """The stage of a shot; `visemes` are spoken by whoever speaks in it."""

    def make(spec, length=75, *, visemes=(), at=6, rate=None, each_ms=70):
        recipe = Recipe(
            TakeKind.PICTURE,
            "puppet",
            "puppet-kit-1",
            shot=spec,
            length_frames=length,
            rate=rate or Rate(25),
            inputs=(Digest("voice"),) if visemes else (),
            speech_at_frame=at,
        )
        made = PuppetKit().make(recipe, Voiced(marks_of(visemes, each_ms)))
        return decode(made.data, Stage)

    return make


@pytest.fixture(name="drawn", scope="session")
def _drawn():
    """Frames of a stage, small, drawn in the given order by one composer over magenta."""

    def make(stage, *frames, width=90, height=160):
        composer = Composer(stage_layers(stage, width))
        target = blank_planes(width, height)
        fill(target, (105, 212, 234))
        pictures = {}
        for frame in frames:
            # nobody else writes to the target between calls: the composer relies on it
            composer.draw(target, frame)
            pictures[frame] = blank_planes(width, height)
            pictures[frame].copy_from(target)
        return pictures

    return make
