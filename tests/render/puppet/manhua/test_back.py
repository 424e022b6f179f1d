"""Heads are seen from behind when they are turned away."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from piying.model.people import Look
from piying.render.puppet.art import Light, Pose
from piying.render.puppet.manhua.back import (
    BEHIND_DEGREES,
    from_behind,
    is_behind,
    paint_back,
    turn_behind,
)
from piying.render.puppet.manhua.feeling import feeling_of
from piying.render.puppet.manhua.figure import ManhuaArt
from piying.render.puppet.manhua.hair.table import HAIR, hair_of
from piying.render.puppet.manhua.head import head_of
from piying.render.puppet.manhua.ink import ink_of
from piying.render.puppet.manhua.line import Brush
from piying.render.puppet.manhua.outfits.table import OUTFITS
from piying.render.puppet.manhua.proportions import form_of
from piying.render.puppet.manhua.turn import turn_of
from piying.render.surface import painted

SCALE = 0.5
LOOK = Look(hair_colour="#3060c0", skin="#ffd8b0")
"""Hair so blue and skin so warm that every pixel says which it is."""


def pixels(name, yaw, *, light=None, **pose):
    look, shown = replace(LOOK, hair=name), Pose(yaw=yaw, **pose)
    ink = ink_of(look, light or Light(key_x=0.0))
    head = head_of(
        turn_of(shown), form_of(look).face, shown, feeling_of(shown.expression), ink, 0.0
    )

    def draw(canvas):
        canvas.scale(SCALE, SCALE)
        canvas.translate(340, 240)
        paint_back(Brush(canvas), head, hair_of(look))

    return painted(340, 460, draw)


def share_of_hair(picture):
    """How much of what is drawn over the shoulders is hair."""
    head = picture[: round((240 + 90) * SCALE)].astype(int)
    drawn = head[..., 3] > 200
    return ((head[..., 2] >= head[..., 0]) & drawn).sum() / drawn.sum()


@pytest.mark.parametrize("side", [-1, 1])
def test_a_head_is_behind_only_when_it_is_turned_away(side):
    assert not is_behind(Pose(yaw=side * 90))
    assert not is_behind(Pose(yaw=side * BEHIND_DEGREES))
    assert is_behind(Pose(yaw=side * (BEHIND_DEGREES + 1)))


def test_what_is_turned_away_shows_its_back():
    turn = turn_behind(Pose(yaw=-140))

    assert turn.side == -1
    assert turn.depth(0.0, 80.0) < 0 < turn.depth(0.0, -80.0)
    assert turn.at(0.0, 0.0, 80.0)[0] < 0


@pytest.mark.parametrize("name", sorted(set(HAIR) - {"bald_elder"}))
def test_hair_covers_most_of_a_head_from_behind(name):
    assert share_of_hair(pixels(name, 180)) > 0.6
    assert share_of_hair(pixels(name, -140)) > 0.5


def test_the_farther_it_is_turned_away_the_less_of_the_cheek_is_seen():
    seen = [share_of_hair(pixels("short", yaw)) for yaw in (-112, -130, -150)]

    assert seen == sorted(seen)
    assert seen[0] < seen[-1] - 0.05


def test_the_cheek_is_on_the_side_that_the_face_looks_to():
    for side in (-1, 1):
        picture = pixels("short", side * 125).astype(int)
        skin = (picture[..., 3] > 200) & (picture[..., 0] > picture[..., 2] + 40)
        columns = np.nonzero(skin)[1]

        assert (columns.mean() - 170) * side > 10


def test_a_bald_head_has_a_dome():
    picture = pixels("bald_elder", 150)
    top = picture[round((240 - 90) * SCALE), 170].astype(int)

    assert top[3] > 200
    assert top[0] > top[2]


def test_long_hair_falls_over_the_back_and_swings():
    still, swung = pixels("long", 160), pixels("long", 160, hair_swing=6.0)
    low = round((240 + 300) * SCALE)

    assert still[low, :, 3].any()
    assert not np.array_equal(still[low], swung[low])
    assert np.array_equal(still[: round(150 * SCALE)], swung[: round(150 * SCALE)])


def test_light_from_behind_runs_along_the_crown():
    night = Light(rim="#ffffff", rim_x=0.8)

    assert not np.array_equal(pixels("short", 150, light=night), pixels("short", 150))


def figure(look, yaw):
    def draw(canvas):
        canvas.scale(0.2, 0.2)
        canvas.translate(600, 1750)
        pose = Pose(yaw=yaw, body_yaw=yaw * 0.6, walk=-1)
        ManhuaArt().paint(canvas, look, pose, Light(), bust=False)

    return painted(240, 370, draw)


@pytest.mark.parametrize("yaw", [-140, 150])
@pytest.mark.parametrize("outfit", sorted(OUTFITS))
def test_who_is_turned_away_shows_the_back_of_the_clothes(outfit, yaw):
    look = replace(LOOK, outfit=outfit, outfit_colour="#20a040", accent_colour="#20a040")
    keys = {cel.key[0] for cel in cels(look, yaw)}

    assert "back" in keys
    assert torso_shows_the_back(cels(look, yaw))
    assert not keys & {"mass", "base", "eyes", "mouth", "brows", "hair"}
    assert figure(look, yaw)[..., 3].any()


def torso_shows_the_back(stack):
    (torso,) = (cel for cel in stack if cel.key[0] == "torso")
    _chin, away = torso.key[2]
    return away


def cels(look, yaw):
    return ManhuaArt().cels(look, Pose(yaw=yaw, body_yaw=yaw * 0.6), Light(), bust=True)


def test_who_is_seen_from_before_has_a_face():
    keys = {cel.key[0] for cel in cels(LOOK, -75)}

    assert {"eyes", "mouth"} <= keys
    assert "back" not in keys
    assert not torso_shows_the_back(cels(LOOK, -75))


def test_the_body_from_behind_has_the_outline_of_the_body_from_before():
    pose = from_behind(Pose(yaw=-140, body_yaw=-84, lean=3.0))

    assert pose.body_yaw == pytest.approx(24)
    assert (pose.yaw, pose.lean) == (0.0, 3.0)


def test_a_mouth_that_moves_where_nobody_sees_it_draws_nothing_anew():
    still, talks = (
        {c.key for c in ManhuaArt().cels(LOOK, pose, Light(), bust=True)}
        for pose in (
            Pose(yaw=150),
            Pose(yaw=150, viseme="open", blink=1.0, gaze_x=0.5, tears=1.0),
        )
    )

    assert still == talks
