"""Ink soaks through in blots, and alike in light and colour."""

from __future__ import annotations

import numpy as np

from piying.render.passages.ink import Ink
from piying.render.planes import colour

OLD, NEW = (180, 60, 60), (60, 90, 150)


def test_ink_soaks_through_in_blots_not_evenly(drawn):
    picture = drawn(Ink(), 10, 24)
    new = np.abs(picture.y.astype(int) - colour(*NEW)[0]) < 3
    old = np.abs(picture.y.astype(int) - colour(*OLD)[0]) < 3

    assert new.mean() > 0.1
    assert old.mean() > 0.1
    assert (new | old).mean() > 0.6


def test_ink_arrives_alike_in_luma_and_colour(drawn):
    picture = drawn(Ink(), 10, 24)
    (old_y, old_u, _), (new_y, new_u, _) = colour(*OLD), colour(*NEW)
    luma = (picture.y[::2, ::2].astype(float) - old_y) / (new_y - old_y)
    chroma = (picture.u.astype(float) - old_u) / (new_u - old_u)

    assert np.abs(luma - chroma).mean() < 0.06
