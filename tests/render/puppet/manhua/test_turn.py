"""The turn of the head and the outline of the face."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.people import Look
from piying.render.puppet.art import Pose
from piying.render.puppet.manhua.contour import outline_of
from piying.render.puppet.manhua.proportions import form_of
from piying.render.puppet.manhua.turn import turn_of

FACE = form_of(Look()).face
YAWS = st.floats(-90, 90)


@given(YAWS, YAWS)
@settings(deadline=None)
def test_more_yaw_turns_further(first, second):
    low, high = sorted((first, second))

    assert turn_of(Pose(yaw=low)).degrees <= turn_of(Pose(yaw=high)).degrees


@given(st.floats(10, 80))
@settings(deadline=None)
def test_the_far_eye_narrows_before_the_near_one(yaw):
    turn = turn_of(Pose(yaw=yaw))
    far = turn.spread(FACE.eye_x, FACE.eye_y)
    near = turn.spread(-FACE.eye_x, FACE.eye_y)

    assert far < near


@given(st.floats(1, 80))
@settings(deadline=None)
def test_the_nose_leads_and_the_back_of_the_head_goes_the_other_way(yaw):
    turn = turn_of(Pose(yaw=yaw))

    assert turn.face(0, FACE.nose_y, 16)[0] > turn.face(0, FACE.nose_y)[0] > 0
    assert turn.skull(180, -20)[0] < 0


@given(st.floats(0.01, 90))
@settings(deadline=None)
def test_the_outline_is_reflected_when_the_head_turns_the_other_way(yaw):
    right = outline_of(FACE, turn_of(Pose(yaw=yaw)))
    left = outline_of(FACE, turn_of(Pose(yaw=-yaw)))

    for (x0, y0), (x1, y1) in zip(right, left, strict=True):
        assert (x1, y1) == pytest.approx((-x0, y0), abs=1e-5)


@given(st.floats(1, 25))
@settings(deadline=None)
def test_looking_up_lifts_the_features(pitch):
    level, up = turn_of(Pose()), turn_of(Pose(pitch=pitch))

    assert up.face(0, FACE.nose_y)[1] < level.face(0, FACE.nose_y)[1]
