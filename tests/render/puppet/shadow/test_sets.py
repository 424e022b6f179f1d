"""The screens of the shadow theatre keep the contract of `render.puppet.art`."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from piying.model.errors import Invalid
from piying.model.script import DayTime, Place
from piying.model.shot import Weather
from piying.render.puppet.framing import LENSES
from piying.render.puppet.shadow.cloth import BOTTOM, LEFT, RIGHT, TOP
from piying.render.puppet.shadow.sets import SETS, build_shadow_set
from piying.render.surface import painted
from piying.script import kit

SCALE = 0.03
HOURS = (DayTime.DAWN, DayTime.DAY, DayTime.DUSK, DayTime.NIGHT)
FRAME_HEIGHT, ADULT = 1920, 1500
WIDE = max(lens.zoom_permille for lens in LENSES.values() if not lens.face_permille) / 1000


def draw(plane, variant=0):
    def paint(canvas):
        canvas.scale(SCALE, SCALE)
        canvas.translate(-LEFT, -TOP)
        plane.paint(canvas, variant)

    return painted(round((RIGHT - LEFT) * SCALE), round((BOTTOM - TOP) * SCALE), paint)


def build(name, day_time=DayTime.DAY, weather=Weather.CLEAR, place=Place.UNKNOWN, seed=7):
    return build_shadow_set(name, day_time, weather, place, seed)


def test_every_set_of_the_kit_has_a_screen():
    assert set(SETS) == set(kit.SETS)


@pytest.mark.parametrize("name", sorted(SETS))
def test_the_cloth_covers_everything_behind_layers_in_order(name):
    planes = build(name).planes
    depths = [plane.depth for plane in planes]

    assert planes[0].opaque
    assert (draw(planes[0])[..., 3] == 255).all()
    assert all(a <= b for a, b in pairwise(depths))
    assert sum(0 < depth <= 1 for depth in depths) >= 3


@pytest.mark.parametrize("name", sorted(SETS))
def test_every_plane_shows_something(name):
    for plane in build(name, DayTime.NIGHT).planes:
        assert draw(plane)[..., 3].any(), plane.name


@pytest.mark.parametrize("name", ["cliff", "palace_hall"])
def test_a_set_is_the_same_every_time(name):
    first, again = build(name), build(name)

    for one, other in zip(first.planes, again.planes, strict=True):
        assert np.array_equal(draw(one), draw(other))


@pytest.mark.parametrize("name", sorted(SETS))
def test_puppets_fill_about_six_tenths_of_a_wide_shot(name):
    art = build(name)

    assert 0.58 < art.figure_scale * WIDE * ADULT / FRAME_HEIGHT < 0.66
    assert 0.8 < art.floor_y / FRAME_HEIGHT < 0.9


def test_the_lamp_is_in_the_middle_of_the_cloth_and_falls_off():
    cloth = draw(build("street").planes[0]).astype(int).sum(2)
    height, width = cloth.shape

    assert cloth[height * 2 // 5, width // 2] > cloth[height * 2 // 5, 2] + 100
    assert cloth[height * 2 // 5, width // 2] > cloth[height - 3, width // 2] + 100


def test_the_lamp_flickers():
    cloth = build("street").planes[0]

    assert cloth.variant_count > 1
    assert not np.array_equal(draw(cloth, 0), draw(cloth, 1))


@pytest.mark.parametrize("hour", HOURS)
def test_every_hour_has_a_lamp_of_its_own(hour):
    own = draw(build("park", hour).planes[0])

    for other in set(HOURS) - {hour}:
        assert not np.array_equal(own, draw(build("park", other).planes[0]))


def test_the_moon_hangs_only_by_night():
    assert "moon" in {plane.name for plane in build("cliff", DayTime.NIGHT).planes}
    assert "moon" not in {plane.name for plane in build("cliff", DayTime.DAY).planes}


def test_night_is_blue_and_dusk_is_red():
    night = draw(build("cliff", DayTime.NIGHT).planes[0]).reshape(-1, 4).mean(0)
    dusk = draw(build("cliff", DayTime.DUSK).planes[0]).reshape(-1, 4).mean(0)

    assert night[2] > night[0]
    assert dusk[0] > dusk[2] * 1.5


def test_rain_dims_the_lamp():
    dry = draw(build("street").planes[0]).astype(int).sum()
    wet = draw(build("street", weather=Weather.RAIN).planes[0]).astype(int).sum()

    assert wet < dry


def test_a_school_inside_is_not_its_gate():
    inside = {plane.name for plane in build("school", place=Place.INTERIOR).planes}

    assert inside != {plane.name for plane in build("school").planes}


def test_an_unknown_set_is_refused():
    with pytest.raises(Invalid) as refused:
        build("moon_base")

    assert refused.value.code == "render.unknown_set"
