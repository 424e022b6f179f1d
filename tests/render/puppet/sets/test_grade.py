"""The hours regrade colours as `design` asks: night is blue-violet, far things are hazy."""

from __future__ import annotations

import pytest

from piying.model.script import DayTime
from piying.model.shot import Weather
from piying.render.puppet.sets.grade import tone_of
from piying.render.puppet.sets.hue import lift, luminance, mix, ramp, rgb
from piying.render.puppet.sets.space import Camera


def tone(day_time=DayTime.DAY, weather=Weather.CLEAR, *, inside=False):
    return tone_of(day_time, weather, inside=inside, key_x=-0.6)


def test_night_turns_grey_stone_blue():
    red, _, blue = rgb(tone(DayTime.NIGHT).seen("#b0b0b0", 1.0))

    assert blue > red + 30


@pytest.mark.parametrize("day_time", [DayTime.DAY, DayTime.DUSK, DayTime.NIGHT])
def test_far_things_move_toward_the_haze(day_time):
    air = tone(day_time)
    haze = rgb(air.haze)

    def apart(depth):
        seen = rgb(air.seen("#703020", depth))
        return sum(abs(a - b) for a, b in zip(seen, haze, strict=True))

    assert apart(0.1) < apart(0.5) < apart(1.0)


def test_rain_wets_only_the_outside():
    assert tone(weather=Weather.RAIN).wet
    assert not tone(weather=Weather.RAIN, inside=True).wet
    assert tone(weather=Weather.SNOW).snowy


def test_an_unknown_hour_is_day():
    assert tone(DayTime.UNKNOWN) == tone(DayTime.DAY)


def test_the_rim_light_comes_from_behind_at_night():
    light = tone(DayTime.NIGHT).light

    assert light.rim
    assert light.rim_x == -light.key_x


def test_lift_lightens_and_darkens():
    assert luminance(rgb(lift("#808080", 0.3))) > luminance(rgb("#808080"))
    assert luminance(rgb(lift("#808080", -0.3))) < luminance(rgb("#808080"))
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert ramp(("#000000", "#ffffff"), 2.0) == (255, 255, 255)


def test_a_man_at_the_figures_is_as_tall_as_the_figure_scale_says():
    camera = Camera()
    foot, head = camera.at(0, 0, 0)[1], camera.at(0, 1.72, 0)[1]

    assert foot == pytest.approx(camera.floor_y)
    assert foot - head == pytest.approx(1500 * camera.figure_scale)


def test_walls_and_floor_share_one_perspective():
    camera = Camera(vanish_x=600)
    point = camera.floor().mapXY(1.2, 3.0)

    assert (point.x(), point.y()) == pytest.approx(camera.at(1.2, 0, 3.0), abs=0.01)
    point = camera.side(1.2).mapXY(3.0, 2.0)
    assert (point.x(), point.y()) == pytest.approx(camera.at(1.2, 2.0, 3.0), abs=0.01)
    point = camera.back(3.0).mapXY(1.2, 2.0)
    assert (point.x(), point.y()) == pytest.approx(camera.at(1.2, 2.0, 3.0), abs=0.01)
