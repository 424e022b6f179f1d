"""The puppet kit keeps the port: a shot and its voice become a stage."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.canon import decode
from piying.model.clock import Rate
from piying.model.errors import Invalid
from piying.model.money import NOTHING
from piying.model.people import Style
from piying.model.shot import Framing, Move, Size
from piying.model.stage import STAGE_TYPE, Stage
from piying.model.take import MusicBrief, Recipe, TakeKind
from piying.render.puppet.provider import PuppetKit

KIT = PuppetKit()


def recipe(spec, **changes):
    plain = Recipe(
        TakeKind.PICTURE, "puppet", "puppet-kit-1", shot=spec, length_frames=50, rate=Rate(25)
    )
    return replace(plain, **changes)


def test_it_makes_pictures_offline_for_nothing(shot):
    assert [ability.makes for ability in KIT.abilities] == [TakeKind.PICTURE]
    assert all(ability.offline for ability in KIT.abilities)
    assert KIT.quote(recipe(shot((0, 0)))) == NOTHING


def test_a_take_is_a_stage_whose_facts_are_true(shot):
    made = KIT.make(recipe(shot((0, 20))), None)
    stage = decode(made.data, Stage)

    assert made.facts.media_type == STAGE_TYPE
    assert made.facts.byte_count == len(made.data)
    assert made.facts.frame_count == stage.length_frames == 50
    assert made.cost == NOTHING
    assert [actor.character for actor in stage.actors] == ["p0"]


def test_equal_recipes_give_equal_bytes(shot):
    assert KIT.make(recipe(shot((0, 20))), None) == KIT.make(recipe(shot((0, 20))), None)


def test_another_length_is_another_stage_of_that_length(shot):
    made = KIT.make(recipe(shot((0, 20)), length_frames=80), None)

    assert decode(made.data, Stage).length_frames == 80


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"want": TakeKind.MUSIC, "music": MusicBrief("calm", 1000)}, "takes.kind_not_made"),
        ({"shot": None}, "takes.recipe_unfit"),
        ({"length_frames": 0}, "takes.recipe_unfit"),
        ({"rate": None}, "takes.recipe_unfit"),
        ({"model": "puppet-kit-0"}, "takes.model_unknown"),
    ],
)
def test_a_recipe_that_does_not_fit_is_refused(shot, changes, code):
    with pytest.raises(Invalid) as caught:
        KIT.make(recipe(shot((0, 20)), **changes), None)

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"effects": ("sparkle",)}, "render.unknown_effect"),
        ({"set_name": "moon_base"}, "render.unknown_set"),
        ({"framing": Framing.INSERT, "insert": "zeppelin"}, "render.unknown_prop"),
    ],
)
def test_what_cannot_be_drawn_is_refused_when_it_is_shot(shot, changes, code):
    with pytest.raises(Invalid) as caught:
        KIT.make(recipe(shot((0, 20), **changes)), None)

    assert caught.value.code == code


def test_an_unknown_gesture_is_refused(shot):
    spec = shot((0, 20))
    spec = replace(spec, subjects=(replace(spec.subjects[0], gesture="juggle"),))

    with pytest.raises(Invalid) as caught:
        KIT.make(recipe(spec), None)
    assert caught.value.code == "render.unknown_gesture"


def test_every_effect_that_a_board_names_is_taken(shot):
    spec = shot((0, 20), effects=("flash", "shake", "speed_lines", "vignette", "ink"))

    assert decode(KIT.make(recipe(spec), None).data, Stage).effects == spec.effects


def test_an_insert_shows_the_thing_and_nobody(shot, staged):
    stage = staged(shot((0, 20), framing=Framing.INSERT, insert="phone", size=Size.CLOSE))

    assert stage.actors == ()
    assert [(prop.name, prop.x) for prop in stage.props] == [("phone", 540)]


@pytest.mark.parametrize("move", [Move.PAN_LEFT, Move.TILT_DOWN, Move.PUSH, Move.PULL])
def test_an_insert_stays_in_the_middle_whatever_moves(shot, staged, move):
    spec = shot(framing=Framing.INSERT, insert="phone", size=Size.CLOSE, move=move)
    (prop,) = staged(spec).props

    assert 300 < prop.x < 780
    assert 600 < prop.y < 1100


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_every_style_and_cast_of_any_size_is_staged(shot, staged, style, count):
    people = [((-1, 1)[i % 2], 30) for i in range(count)]
    stage = staged(shot(*people, style=style, size=Size.MEDIUM, set_name="inn"))

    assert len(stage.actors) == count
    assert len({actor.depth for actor in stage.actors}) == count
