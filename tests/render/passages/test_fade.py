"""A fade comes out of black and knows nothing of what was before."""

from __future__ import annotations

import numpy as np

from piying.render.passages.fade import Fade


def test_a_fade_knows_nothing_of_the_picture_before(drawn):
    one, other = (drawn(Fade(), 3, 9, old=old) for old in ((9, 9, 9), (255, 255, 255)))

    assert np.array_equal(one.y, other.y)


def test_a_fade_begins_near_black_and_without_colour(drawn):
    first = drawn(Fade(), 0, 30)

    assert first.y.max() < 20
    assert abs(int(first.u[0, 0]) - 128) < 3
