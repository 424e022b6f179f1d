"""Gloom falls from above, and leaves the face between its lines."""

from __future__ import annotations

import numpy as np

from piying.render.effects.gloom import Gloom


def test_the_top_grows_dark_and_the_bottom_does_not(change):
    made = change(Gloom(), 30, rgb=(200, 200, 200))

    assert made[:20].mean() < -50
    assert np.abs(made[240:]).max() == 0


def test_lines_hang_lower_at_the_sides(change):
    made = change(Gloom(), 30, rgb=(200, 200, 200))[90:140]
    rough = np.abs(np.diff(made, axis=1))

    assert rough[:, :60].max() > 12
    assert rough[:, 110:160].max() < 6


def test_it_falls(change):
    means = [change(Gloom(), frame, rgb=(200, 200, 200)).mean() for frame in (0, 5, 10, 20, 40)]

    assert means == sorted(means, reverse=True)
    assert means[-1] == means[-2]
