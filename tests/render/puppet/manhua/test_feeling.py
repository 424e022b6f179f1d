"""The blending of emotions."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.puppet.manhua.feeling import FEELINGS, feeling_of

NAMES = sorted(FEELINGS)


@given(st.sampled_from(NAMES), st.floats(0.01, 50))
@settings(deadline=None)
def test_one_emotion_at_any_weight_is_itself(name, weight):
    assert astuple(feeling_of(((name, weight),))) == pytest.approx(astuple(FEELINGS[name]))


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.floats(0, 1))
@settings(deadline=None)
def test_a_blend_lies_between_its_emotions(first, second, share):
    mixed = astuple(feeling_of(((first, 1 - share), (second, share))))
    ends = zip(astuple(FEELINGS[first]), astuple(FEELINGS[second]), strict=True)

    for value, (low, high) in zip(mixed, ends, strict=True):
        assert min(low, high) - 1e-9 <= value <= max(low, high) + 1e-9


@pytest.mark.parametrize("expression", [(), (("angry", 0.0),)])
def test_no_weight_at_all_is_a_face_at_rest(expression):
    assert feeling_of(expression) == FEELINGS["neutral"]
