"""Rows as vectors give what the sums say, for every weight."""

from __future__ import annotations

import numpy as np
import pytest
from numba import njit

from piying.render import lanes


def mixed(a, b, to_b):
    return (a.astype(int) * (256 - to_b) + b.astype(int) * to_b + 128) >> 8


def rows(seed, count):
    rng = np.random.default_rng(seed)
    return [rng.integers(0, 256, 64, dtype=np.uint8) for _ in range(count)]


def places(*arrays):
    return [array.ctypes.data for array in arrays]


@pytest.mark.parametrize("count", [1, 16, 32, 64])
@pytest.mark.parametrize("to_b", [0, 1, 127, 255])
def test_a_mix_is_rounded_half_up_and_ends_with_its_row(count, to_b):
    lerp = getattr(lanes, f"lerp{count}")

    @njit
    def call(to, a, b, weight):
        lerp(to, a, b, np.uint16(256 - weight), np.uint16(weight))

    to, a, b = rows(count, 3)
    before = to.copy()
    call(*places(to, a, b), to_b)

    assert np.array_equal(to[:count], mixed(a, b, to_b)[:count])
    assert np.array_equal(to[count:], before[count:])


@pytest.mark.parametrize("count", [32, 64])
@pytest.mark.parametrize("to_b", [0, 100])
def test_what_is_laid_over_leaves_the_rest_of_what_is_below(count, to_b):
    over = getattr(lanes, f"over{count}")

    @njit
    def call(to, a, b, c, d, weight):
        over(to, a, b, c, d, np.uint16(256 - weight), np.uint16(weight))

    to, a, b, c, d = rows(count, 5)
    before = to.astype(int)
    call(*places(to, a, b, c, d), to_b)
    product = before * (255 - mixed(c, d, to_b)) + 128
    wanted = np.minimum(mixed(a, b, to_b) + ((product + (product >> 8)) >> 8), 255)

    assert np.array_equal(to[:count], wanted[:count])
    assert np.array_equal(to[count:], before[count:])
