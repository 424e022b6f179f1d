"""Ink stains the edges and dries away from a wet start."""

from __future__ import annotations

import numpy as np

from piying.render.effects.ink import Ink


def test_ink_darkens_the_edges_and_leaves_the_face(change):
    made = change(Ink(), 0, rgb=(200, 200, 200))

    assert np.abs(made[140:300, 70:200]).max() <= 2
    assert made[:, :12].mean() < -30
    assert made[-12:].mean() < -30


def test_the_edge_is_frayed(change):
    column = change(Ink(), 0, rgb=(200, 200, 200))[:, 30]

    assert column.max() > -4
    assert column.min() < -25


def test_ink_dries(change):
    wet, drying, dry, later = (change(Ink(), frame).mean() for frame in (0, 12, 60, 70))

    assert wet < drying < dry < 0
    assert dry == later
