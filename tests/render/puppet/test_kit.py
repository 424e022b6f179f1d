"""Each style has figures and sets; a set is the same in every shot."""

from __future__ import annotations

import pytest

from piying.model.errors import Invalid
from piying.model.people import Look, Style
from piying.model.script import DayTime, Place
from piying.model.shot import Weather
from piying.render.puppet.art import Light
from piying.render.puppet.kit import NOON, figure_art, prop_art, set_art
from piying.render.surface import painted
from piying.script.kit import PERIOD_SETS, THINGS


@pytest.mark.parametrize("style", list(Style))
def test_every_style_has_figures_whose_parts_are_in_order(style):
    anchors = figure_art(style).anchors(Look(style=style))

    heights = [
        anchors.top_y, anchors.eye_y, anchors.chin_y, anchors.shoulder_y, anchors.waist_y,
        anchors.knee_y, 0.0,
    ]  # fmt: skip
    assert heights == sorted(heights)
    assert 0 < anchors.face_width < anchors.shoulder_width


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("name", sorted(PERIOD_SETS))
def test_every_style_has_the_period_sets(style, name):
    art = set_art(style, name, DayTime.DAY, Weather.CLEAR, Place.UNKNOWN)

    assert art.planes[0].opaque


def test_a_set_is_built_once_for_a_light():
    one, same = (
        set_art(Style.MANHUA, "office", DayTime.DAY, Weather.CLEAR, Place.INTERIOR)
        for _ in range(2)
    )

    assert one is same


@pytest.mark.parametrize("name", THINGS)
def test_whatever_an_insert_may_show_can_be_drawn(name):
    assert callable(prop_art(Style.MANHUA, name))


@pytest.mark.parametrize("style", list(Style))
def test_a_thing_takes_the_light_of_the_night(style):
    """A letter in a dark room is not as bright as at noon."""

    def shown(light):
        def paint(canvas):
            canvas.translate(60, 60)
            canvas.scale(0.1, 0.1)
            prop_art(style, "letter", light)(canvas)

        return painted(120, 120, paint).astype(int)

    noon, night = shown(NOON), shown(Light(ambient="#3a3f8e"))
    paper = noon[..., 3] > 200

    assert night[paper][:, 0].mean() < noon[paper][:, 0].mean() - 10
    warmth = [(seen[paper][:, 0] - seen[paper][:, 2]).mean() for seen in (noon, night)]
    assert warmth[1] < warmth[0] - 5


def test_figures_darken_the_floor_and_puppets_before_a_screen_do_not():
    assert figure_art(Style.MANHUA).casts_shadow
    assert not figure_art(Style.SHADOW).casts_shadow


def test_an_unknown_thing_is_refused():
    with pytest.raises(Invalid):
        prop_art(Style.MANHUA, "zeppelin")
