"""Blossoms open one after another round the face."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from piying.render.effects.flowers import STAGES, Flowers


def test_the_face_stays_free(change):
    assert np.abs(change(Flowers(), 60)[130:260, 80:190]).max() == 0


def test_blossoms_open_and_stay_open(view):
    layer = Flowers().prepare(view())
    stages = [sorted(shown[0] % STAGES for shown in layer.state(n)) for n in range(60)]

    for before, after in pairwise(stages):
        opened = after[len(after) - len(before) :]
        assert all(one <= other for one, other in zip(before, opened, strict=True))
    assert set(stages[-1]) == {STAGES - 1}


def test_they_are_drawn_on_twos(view):
    layer = Flowers().prepare(view())

    assert all(layer.state(n) == layer.state(n + 1) for n in range(0, 40, 2))
