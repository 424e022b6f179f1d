"""A shake throws the picture about at exact places, and never shows what is beyond its edge."""

from __future__ import annotations

import numpy as np

from piying.render.effects.shake import Shake


def test_the_picture_swings_out(view, patterned):
    layer, still = Shake().prepare(view()), patterned().y.astype(int)
    far = []
    for frame in (0, 3, 8, 40):
        picture = patterned()
        layer.draw(picture, frame)
        far.append(np.abs(picture.y.astype(int) - still).mean())

    assert far[0] > far[2] > far[3] == 0


def test_the_edge_is_never_seen(view, grey):
    """A frame round the picture stays outside: what lies near the edge is of the picture."""
    for frame in range(12):
        picture = grey()
        picture.y[2:-2, 2:-2] = 200
        Shake().prepare(view()).draw(picture, frame)
        inner = picture.y[6:-6, 6:-6]

        assert inner.min() > 190


def test_a_picture_of_one_colour_stays_as_it_is(view, grey):
    picture = grey()
    Shake().prepare(view()).draw(picture, 1)

    assert np.array_equal(picture.y, grey().y)
    assert np.array_equal(picture.u, grey().u)
