"""How arms rest."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import skia

from piying.model.people import Age, Look
from piying.render.puppet.art import Light, Pose
from piying.render.puppet.manhua.figure import ManhuaArt
from piying.render.puppet.manhua.hands import HANDS
from piying.render.puppet.manhua.outfits.table import OUTFITS
from piying.render.puppet.manhua.rest import ATTITUDES, attitude_of, rest_of

COLOURS = tuple(f"#{one:02x}40{two:02x}" for one in range(0, 256, 32) for two in (0, 90, 200))
LOOKS = [
    Look(sex=sex, age=age, outfit=outfit, outfit_colour=colour)
    for sex, age, outfit, colour in product(("female", "male"), Age, OUTFITS, COLOURS)
]


def drawn(look, pose):
    surface = skia.Surface(220, 200)
    canvas = surface.getCanvas()
    canvas.clear(0xFF808890)
    canvas.translate(110, 190)
    canvas.scale(0.11, 0.11)
    ManhuaArt().paint(canvas, look, pose, Light(), bust=False)
    return surface.toarray(colorType=skia.kRGBA_8888_ColorType).copy()


def test_every_attitude_is_taken_by_some_look():
    assert {attitude_of(look) for look in LOOKS} == set(ATTITUDES)


def test_attitudes_name_hands_that_exist():
    hands = {ease.hand for rest in ATTITUDES.values() for ease in (rest.left, rest.right)}

    assert hands - {""} <= set(HANDS)


def test_the_attitude_does_not_hang_on_expression_or_turn():
    look = Look(outfit="hoodie")

    assert rest_of(look, 1.0) is rest_of(look, 1.0)
    assert attitude_of(look) == attitude_of(Look(outfit="hoodie"))


def test_old_men_of_today_keep_their_hands_behind_their_backs():
    for outfit in ("suit", "coat", "casual"):
        assert attitude_of(Look(sex="male", age=Age.ELDER, outfit=outfit)) == "back"


@pytest.mark.parametrize("outfit", ["hanfu", "palace_robe"])
def test_women_of_old_lay_their_sleeves_together(outfit):
    assert attitude_of(Look(outfit=outfit)) == "sleeves"


@pytest.mark.parametrize("attitude", sorted(ATTITUDES))
def test_a_gesture_begins_where_the_arm_rests(attitude):
    look = next(one for one in LOOKS if attitude_of(one) == attitude)
    for gesture in ("point", "phone", "pray"):
        rested = drawn(look, Pose(walk=-1.0)).astype(int)
        begun = drawn(look, Pose(walk=-1.0, gesture=gesture, gesture_mix=0.02))
        done = drawn(look, Pose(walk=-1.0, gesture=gesture, gesture_mix=1.0))

        assert np.abs(begun - rested).mean() < np.abs(done - rested).mean()
