"""Poses: a function of the frame alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from piying.model.people import Look
from piying.model.stage import Actor, Channel, Ease, Key, WordKey
from piying.render.puppet.posing import CYCLE_DRAWINGS, MIX_FRAMES, pose_at

RATE = 25.0


def actor(**changes):
    return Actor("p", Look(), 5400, 19000, 1000, seed=123, **changes)


def test_channels_are_said_in_degrees_and_shares():
    posed = pose_at(
        actor(channels=tuple(
            Channel(name, (Key(0, value),))
            for name, value in (("yaw", 450), ("pitch", -80), ("roll", 30), ("lean", 25),
                                ("body_yaw", 300), ("gaze_x", -500), ("lids", 700),
                                ("tears", 400), ("blush", 100))
        )), 0, RATE,
    )  # fmt: skip

    assert (posed.yaw, posed.pitch, posed.roll, posed.lean) == (45, -8, 3, 2.5)
    assert (posed.body_yaw, posed.gaze_x, posed.blink) == (30, -0.5, 0.7)
    assert (posed.tears, posed.blush) == (0.4, 0.1)


def test_breath_goes_at_a_fifth_to_a_third_of_a_hertz():
    breath = [pose_at(actor(), frame, RATE).breath for frame in range(500)]
    middle = sum(breath) / len(breath)
    rises = sum(a < middle <= b for a, b in pairwise(breath))

    assert 0.2 <= rises / 20 <= 0.32
    assert max(breath) > 0.99
    assert min(breath) < 0.01


def test_a_face_changes_over_a_few_frames_and_weights_sum_to_one():
    keys = (WordKey(0, "neutral"), WordKey(10, "shocked"))
    mixes = [dict(pose_at(actor(expressions=keys), f, RATE).expression) for f in range(20)]

    assert mixes[9] == {"neutral": 1.0}
    assert mixes[10 + MIX_FRAMES] == {"shocked": 1.0}
    assert all(sum(mix.values()) == pytest.approx(1) for mix in mixes)
    shocked = [mix.get("shocked", 0.0) for mix in mixes]
    assert shocked == sorted(shocked)


def test_the_first_expression_is_there_from_the_first_frame():
    posed = pose_at(actor(expressions=(WordKey(0, "sad"),)), 0, RATE)

    assert posed.expression == (("sad", 1.0),)


def test_lips_that_meet_are_shut_when_the_drawing_is_made():
    keys = (WordKey(0, "open"), WordKey(6, "closed"), WordKey(8, "open"))
    shut = pose_at(actor(visemes=keys), 6, RATE)
    opening, opened = (pose_at(actor(visemes=keys), frame, RATE) for frame in (8, 10))

    assert (shut.viseme, shut.viseme_mix) == ("closed", 1.0)
    assert (opening.viseme_from, opening.viseme) == ("closed", "open")
    assert 0.5 < opening.viseme_mix < 1
    assert opened.viseme_mix == 1.0


def test_a_gesture_is_reached_and_given_up():
    keys = (WordKey(4, "point"), WordKey(30, ""))
    mixes = [pose_at(actor(gestures=keys), f, RATE) for f in range(60)]

    assert (mixes[0].gesture, mixes[0].gesture_mix) == ("", 0.0)
    assert (mixes[20].gesture, mixes[20].gesture_mix) == ("point", 1.0)
    assert 0 < mixes[32].gesture_mix < 1
    assert (mixes[59].gesture, mixes[59].gesture_mix) == ("point", 0.0)


def test_hair_trails_behind_a_turning_head():
    turn = (Channel("yaw", (Key(10, 0, Ease.LINEAR), Key(20, 400))),)
    still, turning = actor(), actor(channels=turn)
    lag = [pose_at(turning, f, RATE).hair_swing - pose_at(still, f, RATE).hair_swing
           for f in (5, 16, 40)]  # fmt: skip

    assert lag[0] == pytest.approx(0)
    assert lag[1] < -3
    assert lag[2] == pytest.approx(0)


def test_without_wind_a_still_figure_hangs_still():
    posed = [pose_at(actor(), frame, RATE, wind=0.0) for frame in (0, 7, 31)]

    assert {(p.hair_swing, p.cloth_swing) for p in posed} == {(0.0, 0.0)}


def test_nobody_walks_unless_asked_to():
    walking = actor(channels=(Channel("walk", (Key(0, 0, Ease.LINEAR), Key(26, 1000))),))

    assert pose_at(actor(), 5, RATE).walk == -1.0
    assert pose_at(walking, 13, RATE).walk == pytest.approx(0.5)


@pytest.mark.parametrize("seed", [0, 5, 123, 999_983])
def test_idle_movement_comes_round_on_the_same_drawings_in_every_shot(seed):
    """Whoever rests is never drawn anew: breath, hair and cloth have one cycle."""
    idle = Actor("p", Look(), 5400, 19000, 1000, seed=seed)
    other = Actor("p", Look(), 5400, 19000, 1000, seed=7)
    stands = [
        {(p.breath, p.hair_swing, p.cloth_swing) for p in
         (pose_at(one, frame, RATE) for frame in range(300))}
        for one in (idle, other)
    ]  # fmt: skip

    assert stands[0] == stands[1]
    assert len(stands[0]) <= CYCLE_DRAWINGS
