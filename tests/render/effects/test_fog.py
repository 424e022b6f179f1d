"""Fog lies low and two banks drift past each other."""

from __future__ import annotations

import numpy as np

from piying.render.effects.fog import Fog


def test_fog_veils_the_lower_frame_more_than_the_top(change):
    made = change(Fog(), 0)

    assert made[240:].mean() > 2 * made[:96].mean()
    assert made[240:].mean() > 4


def test_fog_drifts_slowly(change):
    now, later, far = (change(Fog(), frame) for frame in (0, 1, 100))

    assert np.abs(later - now).mean() < 1
    assert np.abs(far - now).mean() > 0.5


def test_fog_never_jumps(change):
    for frame in (999, 1874, 3749):
        step = np.abs(change(Fog(), frame + 1) - change(Fog(), frame))

        assert step.mean() < 0.5


def test_banks_reach_over_both_edges_however_long_the_shot(change):
    for frame in (0, 250, 900, 937, 938, 2800):
        made = change(Fog(), frame)[200:]

        assert made[:, :8].mean() > 1
        assert made[:, -8:].mean() > 1
