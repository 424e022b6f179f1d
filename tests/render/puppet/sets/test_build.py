"""The backdrops keep the contract of `render.puppet.art`."""

from __future__ import annotations

from itertools import pairwise

import pytest
import skia

from piying.model.errors import Invalid
from piying.model.script import DayTime, Place
from piying.model.shot import Weather
from piying.render.puppet.sets.build import SETS, build_set
from piying.render.puppet.sets.space import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH

SCALE = 0.04
"""The overscan is drawn this small: enough to see holes, quick enough for every hour."""
HOURS = (DayTime.DAWN, DayTime.DAY, DayTime.DUSK, DayTime.NIGHT)
PROMISED = {
    "school", "classroom", "hospital", "office", "street", "rooftop", "bedroom", "living_room",
    "palace_hall", "courtyard", "bamboo_forest", "inn", "cliff", "underworld_gate",
}  # fmt: skip


def draw(plane, variant=0):
    surface = skia.Surface(round(WIDTH * SCALE), round(HEIGHT * SCALE))
    canvas = surface.getCanvas()
    canvas.scale(SCALE, SCALE)
    canvas.translate(-LEFT, -TOP)
    plane.paint(canvas, variant)
    return surface.makeImageSnapshot().toarray()


def build(name, day_time=DayTime.DAY, weather=Weather.CLEAR, place=Place.UNKNOWN, seed=3):
    return build_set(name, day_time, weather, place, seed)


def test_the_promised_sets_are_in_the_table():
    assert set(SETS) >= PROMISED


def test_an_unknown_set_is_refused_and_the_known_ones_are_named():
    with pytest.raises(Invalid) as caught:
        build("moon_base")

    assert caught.value.code == "render.unknown_set"
    assert "bamboo_forest" in caught.value.said("zh")


@pytest.mark.parametrize("name", sorted(SETS))
@pytest.mark.parametrize("day_time", HOURS)
def test_a_set_keeps_the_contract_in_every_weather(name, day_time):
    for weather in Weather:
        art = build(name, day_time, weather)
        depths = [plane.depth for plane in art.planes]

        assert art.planes[0].opaque
        assert depths == sorted(depths)
        assert len({plane.name for plane in art.planes}) == len(art.planes)
        assert sum(0 < plane.depth <= 1 for plane in art.planes) >= 3
        assert 800 <= art.horizon_y < art.floor_y - 200
        assert 1500 <= art.floor_y <= 1800
        assert 0.45 <= art.figure_scale <= 0.75
        assert 0 <= art.close_x <= 1080
        assert TOP < art.close_y < BOTTOM
        for plane in art.planes:
            assert plane.variant_count >= 1
            assert (plane.drift_span > 0) == (plane.drift_x != 0)


@pytest.mark.parametrize("name", sorted(SETS))
@pytest.mark.parametrize(
    ("day_time", "weather"),
    [(DayTime.DAY, Weather.SNOW), (DayTime.NIGHT, Weather.RAIN)],
)
def test_the_same_seed_paints_the_same_planes(name, day_time, weather):
    first, second = (build(name, day_time, weather).planes for _ in range(2))

    for a, b in zip(first, second, strict=True):
        assert (draw(a) == draw(b)).all(), a.name


@pytest.mark.parametrize("name", sorted(SETS))
@pytest.mark.parametrize("day_time", [DayTime.DAWN, DayTime.NIGHT])
def test_opaque_planes_cover_the_whole_overscan(name, day_time):
    for plane in build(name, day_time).planes:
        if plane.opaque:
            assert draw(plane)[:, :, 3].min() == 255, plane.name


@pytest.mark.parametrize("name", sorted(SETS))
def test_night_is_darker_than_day_and_never_black(name):
    def light(day_time):
        surface = skia.Surface(round(WIDTH * SCALE), round(HEIGHT * SCALE))
        canvas = surface.getCanvas()
        canvas.scale(SCALE, SCALE)
        canvas.translate(-LEFT, -TOP)
        for plane in build(name, day_time).planes:
            plane.paint(canvas, 0)
        return surface.makeImageSnapshot().toarray()[:, :, :3].mean()

    assert 30 < light(DayTime.NIGHT) < light(DayTime.DAY)


@pytest.mark.parametrize("name", sorted(SETS))
def test_variants_of_a_plane_differ(name):
    for plane in build(name, DayTime.NIGHT).planes:
        if plane.variant_count > 1:
            assert (draw(plane, 0) != draw(plane, 1)).any(), plane.name


def test_the_heading_chooses_the_corridor_inside_a_school():
    gate = build("school", place=Place.EXTERIOR)
    corridor = build("school", place=Place.INTERIOR)

    assert {plane.name for plane in gate.planes} != {plane.name for plane in corridor.planes}
    assert draw(corridor.planes[0])[:, :, 3].min() == 255


def test_weather_changes_what_lies_on_the_ground():
    floors = [
        draw(next(p for p in build("courtyard", weather=weather).planes if p.name == "floor"))
        for weather in (Weather.CLEAR, Weather.RAIN, Weather.SNOW)
    ]

    for a, b in pairwise(floors):
        assert (a != b).any()


def test_a_drifting_plane_meets_its_own_edge():
    plane = next(p for p in build("cliff").planes if p.drift_x)
    pixels = draw(plane).astype(int)

    assert plane.drift_span == RIGHT - LEFT
    assert abs(pixels[:, 0] - pixels[:, -1]).mean() < 6
