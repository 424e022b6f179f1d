"""Lines that run to a face are another drawing for each seed, and leave the face free."""

from __future__ import annotations

import numpy as np

from piying.render.effect import View
from piying.render.strokes import converging
from piying.render.veil import mask_of

VIEW = View(270, 480, 25.0, 75, 1)


def test_equal_seeds_draw_equal_lines_and_others_do_not():
    one, same, other = (mask_of(VIEW, converging(seed)).full for seed in (1, 1, 2))

    assert np.array_equal(one, same)
    assert (one != other).mean() > 0.02


def test_the_tips_lie_outside_of_the_face():
    full = mask_of(VIEW, converging(1, free=(0.5, 0.6))).full

    assert full[150:250, 75:195].max() == 0
    assert (full > 200).mean() > 0.02
