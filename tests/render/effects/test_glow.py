"""What is bright shines over its edge, and what is dim does not shine at all."""

from __future__ import annotations

import numpy as np

from piying.render.effects.glow import Glow


def lamp(grey, level):
    picture = grey(rgb=(30, 30, 40))
    picture.y[220:260, 115:155] = level
    return picture


def test_a_lamp_shines_over_its_edge_and_fades_away(view, grey):
    picture, dark = lamp(grey, 235), int(grey(rgb=(30, 30, 40)).y[0, 0])
    Glow().prepare(view()).draw(picture, 0)
    beside = [int(picture.y[240, x]) for x in (158, 164, 170, 176)]

    assert beside == sorted(beside, reverse=True)
    assert beside[0] > dark + 12
    assert int(picture.y[20, 20]) == dark


def test_a_dim_place_does_not_shine(view, grey):
    picture, plain = lamp(grey, 100), lamp(grey, 100)
    Glow().prepare(view()).draw(picture, 0)

    assert np.array_equal(picture.y, plain.y)
    assert np.array_equal(picture.u, plain.u)


def test_nothing_grows_darker(view, patterned):
    picture = patterned()
    Glow().prepare(view()).draw(picture, 0)

    assert (picture.y.astype(int) - patterned().y).min() >= -1
