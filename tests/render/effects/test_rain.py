"""Rain falls fast, in streaks that lean with the wind."""

from __future__ import annotations

import numpy as np

from piying.render.effects.rain import Rain


def test_drops_are_streaks_higher_than_wide(change):
    made = change(Rain(), 4) > 6
    runs_down = (made[1:] & made[:-1]).sum()
    runs_across = (made[:, 1:] & made[:, :-1]).sum()

    assert runs_down > 1.5 * runs_across


def test_rain_lightens_and_never_darkens_a_dark_picture(change):
    made = change(Rain(), 4, rgb=(20, 20, 30))

    assert made.min() >= -2
    assert made.max() > 10


def test_rain_falls_down_and_to_the_left(view):
    layer = Rain().prepare(view())
    speeds = {(mote.speed_x < 0, mote.speed_y > 1000) for mote in layer.motes}

    assert speeds == {(True, True)}


def test_a_close_up_has_fewer_and_larger_drops(change):
    wide, near = (change(Rain(), 4, near=share) > 6 for share in (0.0, 1.0))

    assert 0 < near.sum() < 2 * wide.sum()
    assert np.abs(near.astype(int) - wide.astype(int)).sum() > 0
