"""Poses are drawn in steps: fine where something may creep, equal for shots of one size."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.render.puppet.art import Pose
from piying.render.puppet.steps import (
    FIXED,
    LEVERS,
    MAGNIFIED_BASE,
    STEP_PIXELS,
    magnification,
    magnification_level,
    step_of,
    stepped,
)

levels = st.integers(-8, 16)


@given(st.sampled_from(sorted(LEVERS)), levels)
def test_a_step_moves_one_to_two_pixels(channel, level):
    moved = step_of(channel, level) * LEVERS[channel] * magnification(level)

    assert STEP_PIXELS / 2 < moved <= STEP_PIXELS


@given(st.sampled_from(sorted({**LEVERS, **FIXED})), levels, st.floats(-1, 1))
def test_a_stepped_channel_is_the_nearest_step(channel, level, value):
    pose = stepped(Pose(**{channel: value}), level)
    got, step = getattr(pose, channel), step_of(channel, level)

    if channel != "walk" or value >= 0:
        assert abs(got - value) <= step / 2 + 1e-9
        assert got / step == pytest.approx(round(got / step))


@given(levels, st.floats(-90, 90), st.floats(0, 1))
def test_steps_are_taken_once(level, yaw, breath):
    once = stepped(Pose(yaw=yaw, breath=breath, time_s=1.5, gesture="wave"), level)

    assert stepped(once, level) == once
    assert (once.time_s, once.gesture) == (1.5, "wave")


def test_whoever_stands_does_not_begin_to_walk():
    assert stepped(Pose(walk=-1.0), 4).walk == -1.0


@given(st.floats(0.05, 20))
def test_sizes_are_within_half_a_level(scale):
    ratio = magnification(magnification_level(scale)) / scale

    assert 2 ** (-0.5001 / MAGNIFIED_BASE) <= ratio <= 2 ** (0.5001 / MAGNIFIED_BASE)


def test_every_channel_is_one_of_the_pose():
    assert {*LEVERS, *FIXED} <= {field.name for field in fields(Pose)}
