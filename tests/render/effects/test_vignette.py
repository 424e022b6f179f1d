"""A vignette darkens the edges and leaves the face as it is."""

from __future__ import annotations

import numpy as np

from piying.render.effects.vignette import Vignette


def test_edges_are_darker_and_the_face_is_untouched(change):
    made = change(Vignette(), 0, rgb=(200, 200, 200))

    assert np.abs(made[140:280, 80:190]).max() <= 2
    assert made[-20:, :20].mean() < -40


def test_it_falls_off_evenly_to_both_sides(change):
    made = change(Vignette(), 0, rgb=(200, 200, 200))

    assert np.abs(made[:, :20].mean() - made[:, -20:].mean()) < 2
