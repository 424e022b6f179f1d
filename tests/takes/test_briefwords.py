from __future__ import annotations

from collections.abc import Mapping

import pytest

from piying.model.messages.said import Said
from piying.model.people import Age, Build, Style
from piying.model.script import DayTime, Delivery, Place
from piying.model.shot import Angle, Emotion, Framing, Move, Size, Weather
from piying.script import kit
from piying.takes import briefwords as words


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (words.STYLES, Style),
        (words.SIZES, Size),
        (words.FRAMINGS, Framing),
        (words.MOVES, Move),
        (words.ANGLES, Angle),
        (words.EMOTIONS, Emotion),
        (words.WEATHERS, Weather),
        (words.LIGHTS, DayTime),
        (words.PLACES, Place),
        (words.AGES, Age),
        (words.BUILDS, Build),
        (words.SAID_HOW, Delivery),
        (words.MOODS, kit.MOODS),
        (words.SETS, kit.SETS),
        (words.HAIR, kit.HAIR),
        (words.OUTFITS, kit.OUTFITS),
        (words.ACCESSORIES, kit.ACCESSORIES),
        (words.GESTURES, kit.GESTURES),
        (words.THINGS, kit.THINGS),
    ],
)
def test_everything_that_a_board_can_say_has_a_word(table, keys):
    assert set(keys) <= set(table)


def test_every_word_is_said_in_both_languages():
    tables = [table for table in vars(words).values() if isinstance(table, Mapping)]
    said = [one for table in tables for one in table.values() if isinstance(one, Said)]

    assert len(said) > 150
    assert all(bool(one.zh) == bool(one.en) for one in said)


def test_what_no_table_knows_is_said_as_it_is_written():
    assert words.word(words.SETS, "moon_base", "en") == "moon base"


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [("#000000", "黑色", "black"), ("#fefefe", "白色", "white"), ("#c0202e", "红色", "red")],
)
def test_a_colour_is_called_by_the_nearest_name(code, zh, en):
    assert (words.colour(code, "zh"), words.colour(code, "en")) == (zh, en)
