"""Every prop paints, within its bounds, the same each time."""

from __future__ import annotations

import pytest
import skia

from piying.model.errors import Invalid
from piying.render.puppet.sets.props import PROPS, prop

SIDE, REACH = 110, 550
"""The picture's side, and how many units from the origin it shows."""


def draw(name):
    surface = skia.Surface(SIDE, SIDE)
    canvas = surface.getCanvas()
    canvas.scale(SIDE / (2 * REACH), SIDE / (2 * REACH))
    canvas.translate(REACH, REACH)
    prop(name)(canvas)
    assert canvas.getSaveCount() == 1
    return surface.makeImageSnapshot().toarray()


@pytest.mark.parametrize("name", sorted(PROPS))
def test_a_prop_paints_within_its_bounds_the_same_each_time(name):
    first, second = draw(name), draw(name)
    solid = first[:, :, 3] > 200

    assert (first == second).all()
    assert solid.mean() > 0.02
    assert not solid[0].any()
    assert not solid[:, 0].any()
    assert not solid[:, -1].any()


def test_an_unknown_prop_is_refused():
    with pytest.raises(Invalid) as caught:
        prop("spaceship")

    assert caught.value.code == "render.unknown_prop"
    assert "umbrella" in caught.value.said("en")
