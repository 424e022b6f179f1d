"""A light leak has the colour of the set's light, in one upper corner."""

from __future__ import annotations

import numpy as np

from piying.render.effects.light_leak import LightLeak


def test_light_spills_from_an_upper_corner(change):
    made = change(LightLeak(), 0)
    corners = [made[40:80, :30].mean(), made[40:80, -30:].mean()]

    assert max(corners) > 15
    assert max(corners) > 3 * max(1, min(corners))
    assert np.abs(made[400:]).mean() < 3


def test_it_has_the_colour_of_the_light(seen):
    warm, cool = (seen(LightLeak(), 0, accent=c) for c in ("#ff9040", "#4090ff"))

    assert warm.v.max() > 140 > cool.v.max()
    assert cool.u.max() > 140 > warm.u.max()


def test_it_breathes(change):
    means = {round(float(change(LightLeak(), frame).mean()), 2) for frame in range(0, 75, 15)}

    assert len(means) > 2
