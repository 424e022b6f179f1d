"""A push moves both pictures as one strip, at the exact place between two pixels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.passages import passage
from piying.render.passages.push import Push
from piying.render.planes import Planes
from piying.render.way import Way, share, smooth

LEVELS_MAX = 1
"""One rounding of weights of eight bits."""


def pushed(old, new, way, gone):
    """The strip of both pictures, looked up where it lies: (height, width) floats."""
    order = (old, new) if way in (Way.LEFT, Way.UP) else (new, old)
    axis = 1 if way.is_sideways else 0
    strip = np.concatenate(order, axis).astype(float)
    count = old.shape[axis]
    place = np.arange(count) + (gone if way in (Way.LEFT, Way.UP) else 1 - gone) * count
    first = np.floor(place).astype(int)
    part = place - first
    last = np.minimum(first + 1, 2 * count - 1)
    one, other = strip.take(first, axis), strip.take(last, axis)
    part = part[None, :] if axis else part[:, None]
    return one * (1 - part) + other * part


@settings(deadline=None, max_examples=60)
@given(
    st.integers(0, 2**32 - 1), st.sampled_from(Way), st.integers(1, 30), st.integers(1, 20),
    st.integers(1, 16), st.data(),
)  # fmt: skip
def test_a_push_is_one_strip_that_slides(seed, way, width, height, length, data):
    frame = data.draw(st.integers(0, length - 1))
    chance = np.random.default_rng(seed)
    planes = [
        [chance.integers(0, 256, (height * k, width * k), dtype=np.uint8) for k in (2, 1, 1)]
        for _ in range(2)
    ]
    target, before = Planes(*(p.copy() for p in planes[0])), Planes(*planes[1])
    Push(way=way).blend(target, before, frame, length)
    gone = smooth(share(frame, length))

    for plane, new, old in zip(
        (target.y, target.u, target.v), planes[0], planes[1], strict=True
    ):
        assert np.abs(plane - pushed(old, new, way, gone)).max() <= LEVELS_MAX


@pytest.mark.parametrize("name", ["push", "push_right", "push_up", "push_down"])
def test_half_way_each_picture_has_half_of_the_frame(name, noisy):
    target, new, old = noisy(1), noisy(1), noisy(2)
    passage(name).blend(target, old, 0, 1)
    way = passage(name).way
    half_x, half_y = 45, 80
    expected = {
        Way.LEFT: np.hstack((old.y[:, half_x:], new.y[:, :half_x])),
        Way.RIGHT: np.hstack((new.y[:, half_x:], old.y[:, :half_x])),
        Way.UP: np.vstack((old.y[half_y:], new.y[:half_y])),
        Way.DOWN: np.vstack((new.y[half_y:], old.y[:half_y])),
    }

    assert np.array_equal(target.y, expected[way])
