"""Speed lines leave the face free and are drawn anew on twos."""

from __future__ import annotations

import numpy as np

from piying.render.effects.speed_lines import DRAWINGS, SpeedLines


def test_the_middle_where_the_face_is_stays_free(change):
    made = change(SpeedLines(), 0)

    assert np.abs(made[150:250, 75:195]).max() == 0
    assert (made > 20).mean() > 0.015


def test_another_drawing_on_every_second_frame(change):
    pictures = [change(SpeedLines(), frame) > 20 for frame in range(2 * DRAWINGS + 2)]
    differ = [np.logical_xor(pictures[i], pictures[i + 1]).mean() > 0.01 for i in range(6)]

    assert differ == [False, True] * 3


def test_the_lines_fade_away(change):
    assert change(SpeedLines(), 4).max() > change(SpeedLines(), 20).max() > 0
    assert np.abs(change(SpeedLines(), 40)).max() == 0
