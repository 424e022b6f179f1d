"""A dissolve mixes both pictures evenly over the whole frame."""

from __future__ import annotations

import numpy as np

from piying.render.passages.dissolve import Dissolve


def test_the_middle_of_a_dissolve_is_half_of_each(noisy):
    target, old, new = noisy(1), noisy(2), noisy(1)
    Dissolve().blend(target, old, 4, 9)
    wanted = np.floor((old.y.astype(float) + new.y) / 2 + 0.5)

    assert np.array_equal(target.y, wanted)
