"""A blur keeps the light of a picture, spreads it evenly and costs alike at every radius.

That it is the triangle that it says is held in test_reference.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.blur import COARSE, blur, halve, mix_masked, shrink
from piying.render.planes import blank_planes


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.integers(1, 40))
def test_half_of_a_picture_is_the_mean_of_its_blocks(reference, seed, height, width):
    plane = np.random.default_rng(seed).integers(0, 256, (height, width), dtype=np.uint8)
    half = np.zeros(((height + 1) // 2, (width + 1) // 2), np.uint8)
    halve(plane, half)

    assert np.abs(reference.halved(plane) - half).max() <= 0.5


def test_what_is_shrunk_is_rounded_up_in_size():
    assert shrink(np.zeros((9, 21), np.uint8), 8).shape == (2, 3)


@pytest.mark.parametrize("radius", [0.0, 4.0, COARSE, 90.0])
def test_a_picture_of_one_colour_stays_as_it_is(radius):
    target = blank_planes(90, 162)
    target.y[:], target.u[:], target.v[:] = 77, 100, 201
    blur(target, radius)

    for plane, level in ((target.y, 77), (target.u, 100), (target.v, 201)):
        assert (plane == level).all()


def test_a_spot_is_spread_to_all_sides_alike():
    target = blank_planes(128, 128)
    target.y[60:68, 60:68] = 235
    blur(target, 16.0)
    y = target.y.astype(int)

    assert np.abs(y - y[::-1]).max() <= 3
    assert np.abs(y - y[:, ::-1]).max() <= 3
    assert y[:, :40].max() == 16


def test_a_mask_says_where_the_other_picture_is():
    target, other = np.full((4, 3), 10, np.uint8), np.full((4, 3), 210, np.uint8)
    cover = np.repeat(np.array([[0, 51, 255]], np.uint8), 4, 0)
    mix_masked(target, other, cover)

    assert target[0].tolist() == [10, 50, 210]
