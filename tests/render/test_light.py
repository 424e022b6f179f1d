"""Light: levels and what they send, and a burst of too much of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.kernels import fill
from piying.render.light import LIGHTS, burst, remap
from piying.render.planes import blank_planes, colour


def test_half_the_level_is_a_quarter_of_the_light():
    assert LIGHTS[16] == 0
    assert LIGHTS[235] == 1
    assert LIGHTS[126] == pytest.approx(0.25, abs=0.01)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.integers(1, 41))
def test_a_table_is_looked_up_for_every_pixel(seed, height, width):
    chance = np.random.default_rng(seed)
    plane = chance.integers(0, 256, (height, width + 3), dtype=np.uint8)[:, :width]
    table = chance.integers(0, 256, 256, dtype=np.uint8)
    wanted = table[plane]
    remap(plane, table)

    assert np.array_equal(plane, wanted)


def test_a_burst_of_none_changes_nothing_and_a_full_one_is_white():
    target = blank_planes(20, 20)
    fill(target, colour(90, 30, 160))
    burst(target, 0.0)
    assert (target.y[0, 0], target.u[0, 0], target.v[0, 0]) == colour(90, 30, 160)

    burst(target, 1.0)
    assert (target.y[0, 0], target.u[0, 0], target.v[0, 0]) == (235, 128, 128)


def test_what_is_bright_goes_white_first():
    """Too much light, not chalk: dark keeps its distance while the bright half is full."""
    target = blank_planes(20, 20)
    target.y[:, :10], target.y[:, 10:] = 40, 170
    burst(target, 0.3)

    assert target.y[0, 15] > 225
    assert target.y[0, 5] < 130


@given(st.floats(0, 1), st.floats(0, 1))
@settings(deadline=None, max_examples=40)
def test_more_of_a_burst_is_never_darker(one, other):
    low, high = sorted((one, other))
    pictures = []
    for amount in (low, high):
        target = blank_planes(256, 2)
        target.y[:] = np.arange(256)
        target.y[:] = target.y.clip(16, 235)
        burst(target, amount)
        pictures.append(target.y.astype(int))

    assert (pictures[1] >= pictures[0]).all()
    assert (np.diff(pictures[1], axis=1) >= 0).all()
