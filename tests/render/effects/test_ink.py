"""Ink soaks into all four edges of the picture and leaves the face."""

from __future__ import annotations

import numpy as np

from piying.render.effects.ink import SOAK_S, Ink

SOAKED = round(SOAK_S * 25) + 1


def test_ink_darkens_all_four_edges_and_leaves_the_face(change):
    made = change(Ink(), SOAKED, rgb=(200, 200, 200))

    assert np.abs(made[140:300, 70:200]).max() <= 12
    for edge in (made[:12], made[-12:], made[:, :12], made[:, -12:]):
        assert edge.mean() < -25


def test_the_edge_is_frayed(change):
    column = change(Ink(), SOAKED, rgb=(200, 200, 200))[:, 24]

    assert column.max() - column.min() > 30


def test_ink_soaks_in_and_stays(change):
    first, soaking, soaked, later = (
        change(Ink(), frame).mean() for frame in (0, 8, SOAKED, 70)
    )

    assert 0 > first > soaking > soaked
    assert soaked == later
