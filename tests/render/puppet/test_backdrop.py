"""Backdrops: no pixel is left unpainted, whatever the camera does."""

from __future__ import annotations

import numpy as np
import pytest

from piying.model.people import Style
from piying.model.shot import Move, Size
from piying.render.kernels import fill
from piying.render.planes import blank_planes
from piying.render.puppet.backdrop import (
    SOFT_FOCUS_PERMILLE,
    SharpPlanes,
    SoftSet,
    backdrop_layers,
)
from piying.render.puppet.cels import Cels
from piying.render.puppet.kit import set_art
from piying.render.puppet.sets.build import SETS

WIDTH, HEIGHT = 54, 96
LENGTH = 50
TWO_PAINTS = ((105, 212, 234), (173, 42, 26))
"""Magenta and green: what neither hides was painted."""


def layers_of(stage, width=WIDTH):
    art = set_art(stage.style, stage.set_name, stage.day_time, stage.weather, stage.place)
    return backdrop_layers(stage, art, width / 1080, Cels())


def uncovered(stage, frames):
    """How many pixels still show what was there before."""
    behind, _ = layers_of(stage)
    bare = 0
    for frame in frames:
        shown = []
        for paint in TWO_PAINTS:
            target = blank_planes(WIDTH, HEIGHT)
            fill(target, paint)
            for layer in behind:
                layer.draw(target, frame)
            shown.append(target)
        bare += int(np.count_nonzero(np.abs(
            shown[0].y.astype(int) - shown[1].y.astype(int)) > 6))  # fmt: skip
    return bare


@pytest.mark.parametrize("name", sorted(SETS))
def test_planes_cover_the_frame_in_every_size(shot, staged, name):
    for size in Size:
        stage = staged(shot((0, 20), size=size, set_name=name, move=Move.PULL), LENGTH)

        assert uncovered(stage, (0, LENGTH - 1)) == 0, size


@pytest.mark.parametrize("move", list(Move))
@pytest.mark.parametrize("size", [Size.EXTREME_WIDE, Size.MEDIUM, Size.CLOSEUP])
def test_planes_cover_the_frame_in_every_move(shot, staged, move, size):
    spec = shot((0, 20), size=size, move=move, set_name="rooftop", effects=("shake",))

    assert uncovered(staged(spec, LENGTH), (0, 1, 4, 25, LENGTH - 1)) == 0


@pytest.mark.parametrize("name", ["inn", "bamboo_forest"])
def test_the_shadow_stage_is_covered_too(shot, staged, name):
    for size in (Size.EXTREME_WIDE, Size.CLOSEUP):
        spec = shot((0, 20), size=size, set_name=name, style=Style.SHADOW, move=Move.PUSH)

        assert uncovered(staged(spec, LENGTH), (0, LENGTH - 1)) == 0


def test_behind_a_close_up_the_set_is_one_soft_picture(shot, staged):
    close = staged(shot((0, 20), size=Size.CLOSEUP))
    wide = staged(shot((0, 20), size=Size.WIDE))

    assert close.camera.focus_permille <= SOFT_FOCUS_PERMILLE < wide.camera.focus_permille
    assert [type(layer) for layer in layers_of(close)[0]] == [SoftSet]
    assert {type(layer) for layer in layers_of(wide)[0]} == {SharpPlanes}


def test_what_frames_a_wide_shot_is_not_in_the_way_of_a_face(shot, staged):
    wide = staged(shot((0, 20), size=Size.EXTREME_WIDE, set_name="office"))
    close = staged(shot((0, 20), size=Size.MEDIUM, set_name="office"))

    assert len(layers_of(wide)[1]) > 0
    assert layers_of(close)[1] == ()


def test_near_planes_pass_faster_than_far_ones(shot, staged):
    """Parallax: with the camera the near part of the picture changes more than the far."""
    spec = shot(size=Size.EXTREME_WIDE, set_name="street", move=Move.PAN_RIGHT)
    behind, _ = layers_of(staged(spec, LENGTH))

    assert len(behind) > 1


@pytest.mark.parametrize("size", [Size.WIDE, Size.CLOSEUP])
def test_equal_states_are_equal_pictures(shot, staged, size):
    behind, before = layers_of(staged(shot((0, 20), size=size, move=Move.STATIC), LENGTH))
    for layer in (*behind, *before):
        shown = {}
        for frame in (0, 1, 13, 30):
            target = blank_planes(WIDTH, HEIGHT)
            layer.draw(target, frame)
            drawn = shown.setdefault(layer.state(frame), target.y.tobytes())

            assert drawn == target.y.tobytes()
