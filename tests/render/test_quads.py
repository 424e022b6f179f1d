"""Sixteen pixels at once are what the sums say, and no more than are counted change."""

from __future__ import annotations

import numpy as np
import pytest
from numba import njit

from piying.render.quads import LANES, quads_over


@njit
def call(to, colours, covers, weights, count):
    width = colours.shape[1]
    place = width * colours.itemsize
    quads_over(to.ctypes.data, colours.ctypes.data + place, covers.ctypes.data + place, width,
               weights, np.int32(count))  # fmt: skip


def mixed(plane, weights):
    beside = [plane[1, 1:], plane[1, :-1], plane[0, 1:], plane[0, :-1]]
    return (
        sum(int(w) * one[:LANES] for w, one in zip(weights, beside, strict=True)) + 32768
    ) >> 16


@pytest.mark.parametrize("count", [1, 7, LANES])
@pytest.mark.parametrize(("fx", "fy", "k"), [(0, 0, 256), (5, 11, 256), (15, 3, 90), (8, 8, 0)])
def test_a_pixel_is_the_mix_of_four_laid_over_what_was_there(count, fx, fy, k):
    rng = np.random.default_rng(count)
    colours, covers = rng.integers(0, 256, (2, 2, LANES + 4), dtype=np.uint8)
    to = rng.integers(0, 256, LANES, dtype=np.uint8)
    before = to.astype(int)
    sides = (16 - fx) * (16 - fy), fx * (16 - fy), (16 - fx) * fy, fx * fy
    weights = tuple(np.uint32(side * k) for side in sides)
    call(to, colours, covers, weights, count)
    cover, shade = mixed(covers.astype(int), weights), mixed(colours.astype(int), weights)
    product = before * (255 - cover) + 128
    wanted = np.minimum(shade + ((product + (product >> 8)) >> 8), 255)

    assert np.array_equal(to[:count], wanted[:count])
    assert np.array_equal(to[count:], before[count:])
