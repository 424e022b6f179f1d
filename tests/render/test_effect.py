"""The port of effects is kept by the galleries."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from piying.model.errors import Invalid
from piying.render.effect import BEHIND_EFFECTS, CAMERA_EFFECTS, parameters
from piying.render.effects import all_effects
from piying.render.passages import all_passages


def test_what_a_camera_follows_or_lies_behind_is_an_effect_too():
    assert {item.name for item in all_effects()} >= (CAMERA_EFFECTS | BEHIND_EFFECTS)


@pytest.mark.parametrize("item", all_effects(), ids=lambda item: item.name)
def test_every_parameter_has_limits_and_is_held_to_them(item):
    held = {name: limits for name, limits, _ in parameters(type(item))}

    assert set(held) == {f.name for f in fields(item)} - {"name"}
    for name, limits in held.items():
        for value in (limits.least, limits.most):
            assert getattr(replace(item, **{name: value}), name) == value
        for value in (limits.least - 1, limits.most + 1):
            with pytest.raises(Invalid) as caught:
                replace(item, **{name: value})
            assert caught.value.code == "render.effect_parameter"


def test_passages_and_effects_have_names():
    assert all(item.name for item in (*all_effects(), *all_passages()))
