"""The port of effects is kept by the galleries."""

from __future__ import annotations

from piying.render.effect import CAMERA_EFFECTS
from piying.render.effects import EFFECTS
from piying.render.passages import PASSAGES


def test_what_moves_the_camera_is_not_drawn():
    assert not CAMERA_EFFECTS & {item.name for item in EFFECTS}


def test_passages_and_effects_have_names():
    assert all(item.name for item in (*EFFECTS, *PASSAGES))
