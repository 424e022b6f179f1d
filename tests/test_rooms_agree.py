"""What one room names, another can make: rooms that do not know each other are held here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from piying.cut.mix import MANNERS, MUSIC_GAIN_MB
from piying.model.clock import Rate
from piying.model.master import Profile
from piying.model.messages import say
from piying.model.people import Style
from piying.model.script import DayTime, Place
from piying.model.shot import Transition, Weather
from piying.partners.providers.foley.effects import EFFECTS as SOUNDS
from piying.partners.providers.soundfont.moods import MOODS
from piying.release.danmaku import FIELD
from piying.render.effects import all_effects
from piying.render.passages import all_passages
from piying.render.puppet.art import GESTURES
from piying.render.puppet.kit import prop_art, set_art
from piying.render.puppet.manhua.hair.table import HAIR
from piying.render.puppet.manhua.outfits.table import OUTFITS
from piying.render.qc.measures import MEASURES, Where
from piying.render.text.draw import (
    SPOKEN,
    caption_image,
    column_image,
    label_image,
    super_image,
)
from piying.review.measures import UNITS
from piying.script import kit
from piying.studio.channel import flying

DIRECTOR = Path(__file__).parent.parent / "src" / "piying" / "script" / "breakdown"
CAMERA_EFFECTS = {"shake"}
"""Effects of a board that the camera does, not a layer."""

SILENT_MOODS = {"silence"}


def test_every_effect_that_the_director_names_can_be_drawn():
    drawn = {item.name for item in all_effects()} | CAMERA_EFFECTS
    named = set()
    for path in DIRECTOR.glob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "effects" in line:
                named |= set(re.findall(r'"([a-z_]+)"', line))
    named -= {"effects"}  # the word of a note

    assert named
    assert named <= drawn


def test_every_weather_but_clear_has_an_effect():
    assert {weather.value for weather in Weather} - {"clear"} <= {
        item.name for item in all_effects()
    }


def test_every_transition_but_the_cut_has_a_passage():
    assert {one.value for one in Transition} - {"cut"} == {item.name for item in all_passages()}


def test_every_mood_can_be_played():
    assert set(kit.MOODS) - SILENT_MOODS <= set(MOODS)
    assert set(MUSIC_GAIN_MB) <= set(MOODS)


def test_every_sound_can_be_made():
    assert set(kit.SOUNDS) | set(MANNERS) <= set(SOUNDS)


def test_every_gesture_hair_and_outfit_of_the_cast_file_can_be_drawn():
    assert set(kit.GESTURES) <= set(GESTURES)
    assert set(kit.HAIR) - {"monkey"} <= set(HAIR)
    assert set(kit.OUTFITS) <= set(OUTFITS)


@pytest.mark.parametrize("style", list(Style))
def test_every_set_of_the_director_is_built_in_both_styles(style):
    for name in kit.SETS:
        assert set_art(style, name, DayTime.DAY, Weather.CLEAR, Place.INTERIOR).planes


@pytest.mark.parametrize("name", sorted(kit.THINGS))
def test_every_thing_of_the_director_can_be_drawn(name):
    assert callable(prop_art(Style.MANHUA, name))


def test_rules_may_name_every_figure_that_a_film_is_measured_by():
    figures = {one.name: one.unit for one in MEASURES.values() if Where.FIGURE in one.where}

    assert figures == UNITS


def band(drawn):
    """Between which thousandths of the height ink and shadow of some words stand."""
    return drawn.y * 1000 // 1920, -(-(drawn.y + drawn.height) * 1000 // 1920)


def inside(drawn, permille):
    top, bottom = band(drawn)
    return permille[0] <= top and bottom <= permille[1]


SHAPE = Profile("phone", 1080, 1920, Rate(25), label_height_permille=60)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_comment_flies_over_the_label(language):
    """the AI label always visible"""
    assert band(label_image(say("cut.ai_label", language), SHAPE))[1] <= FIELD.top_permille


@pytest.mark.parametrize(
    "text",
    ["三年后", "长安城 永宁坊 林家老宅后院的那一口枯井边",
     "Three years later, in the old house by the river of the city"],
)  # fmt: skip
def test_on_screen_words_stand_where_comments_leave_room_for_them(text):
    assert inside(super_image(text, SHAPE), flying.SUPER_PERMILLE)


@pytest.mark.parametrize("text", ["三年后", "长安城永宁坊林家老宅后院的那一口枯井边没有人"])
def test_columns_stand_where_comments_leave_room_for_them(text):
    assert inside(column_image(text, SHAPE), flying.COLUMN_PERMILLE)


@pytest.mark.parametrize("text", ["走。", "这是一句很长很长的台词，要两行才能放得下去，对吧？"])
def test_spoken_subtitles_stand_below_every_comment(text):
    assert inside(caption_image(text, SPOKEN, SHAPE), flying.SPEECH_PERMILLE)
    assert not FIELD.rows_between(*flying.SPEECH_PERMILLE)
