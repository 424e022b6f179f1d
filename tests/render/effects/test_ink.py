"""The wash of ink reaches its place and stays at the edges."""

from __future__ import annotations

import numpy as np

from piying.render.effect import View
from piying.render.effects.ink import SOAK_S, Ink
from piying.render.planes import blank_planes

VIEW = View(270, 480, 25.0, 75, seed=3)


def lightness(frame):
    target = blank_planes(VIEW.width, VIEW.height)
    target.y[:] = 200
    Ink().prepare(VIEW).draw(target, frame)
    return target.y.astype(int)


def test_the_edges_are_wet_and_the_middle_is_dry():
    drawn = lightness(60)

    assert drawn[180:300, 90:180].min() == 200
    edge = np.concatenate([drawn[0], drawn[-1], drawn[:, 0], drawn[:, -1]])
    assert edge.mean() < 150


def test_the_ink_soaks_in_and_then_stays():
    last = round(SOAK_S * VIEW.rate)

    assert lightness(0).mean() > lightness(last // 2).mean() > lightness(last).mean()
    assert (lightness(last) == lightness(last + 20)).all()
