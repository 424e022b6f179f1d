"""Which set a location is played in."""

from __future__ import annotations

import pytest

from piying.model.people import Cast, Character, Look, Style
from piying.model.script import Place
from piying.script.kit import SETS
from piying.script.places import GUESSES, PLACES, played


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("高二三班教室", "classroom"),
        ("学校 天台", "rooftop"),
        ("沪上 张家", "living_room"),
        ("张家别墅 卧室", "bedroom"),
        ("医院病房", "hospital"),
        ("集团会议室", "office"),
        ("金銮殿", "palace_hall"),
        ("听雨轩", "inn"),
        ("竹林深处", "bamboo_forest"),
        ("车内", "car"),
        ("悬崖边", "cliff"),
        ("鬼门关", "underworld_gate"),
        ("雨中街头", "street"),
        ("后巷", "alley"),
        ("侯府后院", "courtyard"),
        ("咖啡厅", "restaurant"),
        ("江边", "park"),
        ("SCHOOL ROOFTOP", "rooftop"),
        ("MARY'S BEDROOM", "bedroom"),
        ("COFFEE SHOP", "restaurant"),
    ],
)  # fmt: skip
def test_the_last_place_named_decides(location, name):
    found = played(location, Place.UNKNOWN, Cast())

    assert (found.set_name, found.guessed) == (name, False)


def test_the_cast_file_comes_first():
    cast = Cast(sets=(("医院", "office"), ("医院 天台", "park")))

    assert played("医院", Place.UNKNOWN, cast).set_name == "office"
    assert played("医院 天台", Place.UNKNOWN, cast).set_name == "park"
    assert played("市医院 走廊", Place.UNKNOWN, cast).set_name == "office"


@pytest.mark.parametrize(
    ("place", "style", "name"),
    [
        (Place.INTERIOR, Style.MANHUA, "living_room"),
        (Place.EXTERIOR, Style.MANHUA, "street"),
        (Place.INTERIOR, Style.SHADOW, "palace_hall"),
        (Place.EXTERIOR, Style.SHADOW, "courtyard"),
    ],
)  # fmt: skip
def test_an_unknown_place_is_guessed_by_inside_and_style(place, style, name):
    found = played("某处", place, Cast(style=style))

    assert (found.set_name, found.guessed) == (name, True)


def test_robes_make_a_guess_of_the_past():
    cast = Cast((Character("林晚", look=Look(outfit="hanfu")),))

    assert played("某处", Place.INTERIOR, cast).set_name == "palace_hall"


def test_the_set_says_whether_it_is_inside_where_the_heading_does_not():
    assert played("天台", Place.UNKNOWN, Cast()).place is Place.EXTERIOR
    assert played("卧室", Place.UNKNOWN, Cast()).place is Place.INTERIOR
    assert played("天台", Place.INTERIOR, Cast()).place is Place.INTERIOR


def test_every_set_of_the_tables_is_a_set_of_the_kit():
    assert set(PLACES.words.values()) == set(SETS)
    assert set(GUESSES.values()) <= set(SETS)


def test_a_street_of_people_in_robes_is_no_street_of_cars():
    robes = Cast((Character("林晚", look=Look(outfit="hanfu")),))

    assert played("小镇集市", Place.EXTERIOR, robes).set_name == "courtyard"
    assert played("现代超市", Place.INTERIOR, robes).set_name == "restaurant"
