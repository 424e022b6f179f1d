"""Rows are mixed and laid to the bit alike, in words and by pairs of bytes."""

from __future__ import annotations

import numpy as np
import pytest
from numba import njit

from piying.render import lanes, sums

EDGES = np.array([0, 1, 127, 128, 129, 254, 255], np.uint8)


def rows(seed, count):
    """Rows of the bytes where sums could leave their room, and of others."""
    rng = np.random.default_rng(seed)
    any_ = rng.integers(0, 256, (count, 64), dtype=np.uint8)
    return np.where(rng.random((count, 64)) < 0.5, rng.choice(EDGES, (count, 64)), any_)


@pytest.fixture(params=["words", 16, 32, 64])
def width(request, monkeypatch):
    """The longest vector, no longer than this machine has; "words" has none by pairs."""
    asked = 0 if request.param == "words" else request.param
    sums_widest = sums.widest

    def widest(context):
        return min(asked, sums_widest(context))

    monkeypatch.setattr(sums, "widest", widest)
    return asked


def test_every_weight_mixes_and_lays_as_the_sums_say(width):
    lerp, over = lanes._lerp(64), lanes._over(64)

    @njit
    def call(held, weight):
        at = np.int64(held.ctypes.data)
        to_a, to_b = np.uint16(256 - weight), np.uint16(weight)
        lerp(at, at + 64, at + 128, to_a, to_b)
        over(at + 192, at + 64, at + 128, at + 256, at + 320, to_a, to_b)

    for weight in range(256):
        held = rows(weight, 6)
        _, a, b, below, c, d = held.astype(int)
        call(held, weight)
        shade, cover = (
            (one * (256 - weight) + other * weight + 128) >> 8
            for one, other in ((a, b), (c, d))
        )
        product = below * (255 - cover) + 128

        assert np.array_equal(held[0], shade), (width, weight)
        assert np.array_equal(
            held[3], np.minimum(shade + ((product + (product >> 8)) >> 8), 255)
        ), (width, weight)
