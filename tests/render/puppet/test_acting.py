"""Acting: what the kit's direction says of eyes, heads, mouths and listeners.

The quoted sentences are the direction of the kit, "Acting".
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import radians, sin

import pytest

from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.script import Delivery
from piying.model.shot import Emotion, Move, Size
from piying.render.puppet.lens import figure_mapping, sight_at
from piying.render.puppet.posing import pose_at
from piying.render.puppet.tracks import DRAWN_ON, channel_at

RATE = Rate(25)
LONG = 25 * 60
SYLLABLES = ("closed", "open", "spread", "round", "half", "teeth", "mid", "closed", "open")


def channel(actor, name):
    return next(one for one in actor.channels if one.name == name)


def starts(actor, name):
    """The first frame at which a channel begins to change."""
    first = channel_at(actor, name, 0)
    return next(f for f in range(LONG) if abs(channel_at(actor, name, f) - first) > 1)


def felt(shot, emotion, *, yaw=40, **changes):
    spec = shot((0, yaw), **changes)
    return replace(spec, subjects=(replace(spec.subjects[0], emotion=emotion),))


class TestBlinks:
    """ "Blink every 2-6 s, 3 frames down and 4 up, more often when lying"."""

    @pytest.mark.parametrize("emotion", list(Emotion))
    def test_blinks_come_every_2_to_6_seconds(self, shot, staged, emotion):
        lids = channel(staged(felt(shot, emotion), LONG).actors[0], "lids").keys
        closings = [a.frame for a, b in pairwise(lids) if (a.value, b.value) == (0, 1000)]

        assert len(closings) > 8
        assert all(50 <= b - a <= 151 for a, b in pairwise(closings))
        assert closings[0] <= 151

    def test_lids_go_down_in_three_frames_and_up_in_four(self, shot, staged):
        lids = channel(staged(shot((0, 0)), LONG).actors[0], "lids").keys
        moves = [(b.frame - a.frame, a.value, b.value) for a, b in pairwise(lids)]

        assert {m for m in moves if m[1] != m[2]} == {(3, 0, 1000), (4, 1000, 0)}

    def test_shut_eyes_are_drawn(self, shot, staged):
        actor = staged(shot((0, 0)), LONG).actors[0]
        closings = [key.frame for key in channel(actor, "lids").keys if key.value == 1000]

        assert all(pose_at(actor, f - f % DRAWN_ON, 25.0).blink == 1.0 for f in closings)

    def test_who_is_afraid_blinks_more_often_than_who_is_not(self, shot, staged):
        counts = {
            emotion: len(channel(staged(felt(shot, emotion), LONG).actors[0], "lids").keys)
            for emotion in (Emotion.AFRAID, Emotion.NEUTRAL)
        }

        assert counts[Emotion.AFRAID] > counts[Emotion.NEUTRAL]


class TestMouths:
    """ "one frame of anticipation …, smoothed so that no shape lasts under two frames"."""

    def speaker(self, shot, said, staged, visemes=SYLLABLES, at=10, each_ms=70, **speech):
        spec = shot((0, 20), speech=said(**speech))
        return staged(spec, 100, visemes=visemes, at=at, each_ms=each_ms).actors[0]

    @pytest.mark.parametrize("each_ms", [15, 30, 45, 70, 160])
    @pytest.mark.parametrize("at", [0, 3, 10])
    def test_no_shape_lasts_under_two_frames(self, shot, said, staged, each_ms, at):
        keys = self.speaker(shot, said, staged, SYLLABLES * 3, at, each_ms).visemes

        assert all(b.frame - a.frame >= 2 for a, b in pairwise(keys[1:]))
        assert all(a.word != b.word for a, b in pairwise(keys))
        assert keys[-1].word == "rest"

    def test_the_mouth_is_drawn_at_least_a_frame_before_the_sound(self, shot, said, staged):
        actor = self.speaker(shot, said, staged, ("open", "rest", "round"), each_ms=400)
        heard = {
            word: 10 + RATE.floor_frames((100 + start) * SAMPLE_RATE // 1000)
            for word, start in (("open", 0), ("round", 800))
        }
        shown = {key.word: key.frame for key in actor.visemes}

        for word, frame in heard.items():
            assert 1 <= frame - shown[word] <= 2
            assert shown[word] % DRAWN_ON == 0

    def test_lips_meet_even_in_the_fastest_speech(self, shot, said, staged):
        actor = self.speaker(shot, said, staged, ("open", "closed") * 8, each_ms=40)
        words = [key.word for key in actor.visemes]

        assert words.count("closed") >= 4

    @pytest.mark.parametrize("delivery", [d for d in Delivery if d is not Delivery.SPOKEN])
    def test_an_inner_voice_moves_no_lips(self, shot, said, staged, delivery):
        assert self.speaker(shot, said, staged, delivery=delivery).visemes == ()

    def test_only_the_one_who_speaks_moves_the_lips(self, shot, said, staged):
        spec = shot((-1, 40), (1, -40), speech=said())
        actors = staged(spec, 100, visemes=SYLLABLES).actors

        assert [bool(actor.visemes) for actor in actors] == [True, False]

    def test_a_silent_shot_moves_no_lips(self, shot, staged):
        assert staged(shot((0, 20)), 100).actors[0].visemes == ()


class TestOrder:
    """ "Gaze moves before the head, the head before the body"."""

    @pytest.mark.parametrize("yaw", [40, -60])
    @pytest.mark.parametrize("speaks", [True, False])
    def test_gaze_then_head_then_body(self, shot, said, staged, yaw, speaks):
        spec = felt(shot, Emotion.ANGRY, yaw=yaw, speech=said())
        actor = staged(spec, 200, visemes=SYLLABLES if speaks else ()).actors[0]
        gaze, head, body = (starts(actor, name) for name in ("gaze_x", "yaw", "body_yaw"))

        assert gaze < head < body
        assert head < starts(actor, "lean")

    def test_everything_arrives_where_the_board_wants_it(self, shot, staged):
        actor = staged(felt(shot, Emotion.SAD, yaw=40), 100).actors[0]

        assert channel_at(actor, "yaw", 60) == 400
        assert channel_at(actor, "gaze_x", 60) == 480
        assert channel_at(actor, "body_yaw", 99) == 240


class TestListeners:
    """ "a listener reacts within half a second"."""

    @pytest.mark.parametrize("emotion", [e for e in Emotion if e is not Emotion.NEUTRAL])
    def test_a_listener_reacts_within_half_a_second(self, shot, staged, emotion):
        actor = staged(felt(shot, emotion), 100).actors[0]
        shown = dict(pose_at(actor, 12, 25.0).expression)

        assert shown[emotion.value] > 0.5
        assert 0 < starts(actor, "gaze_x") <= 12

    def test_a_listener_is_calm_before_it_hears(self, shot, staged):
        actor = staged(felt(shot, Emotion.SHOCKED), 100).actors[0]

        assert pose_at(actor, 0, 25.0).expression == (("neutral", 1.0),)

    def test_who_speaks_feels_from_the_first_frame(self, shot, said, staged):
        spec = felt(shot, Emotion.ANGRY, speech=said())
        actor = staged(spec, 100, visemes=SYLLABLES).actors[0]

        assert pose_at(actor, 0, 25.0).expression == (("angry", 1.0),)


def test_stressed_syllables_nod(shot, said, staged):
    """ "small nods on stressed syllables"."""
    spec = felt(shot, Emotion.NEUTRAL, speech=said())
    still = staged(spec, 150, visemes=("half",) * 40, at=10)
    nods = staged(spec, 150, visemes=("half", "open", "half", "closed") * 10, at=10)
    travel = [
        sum(abs(channel_at(stage.actors[0], "pitch", f + 1)
                - channel_at(stage.actors[0], "pitch", f)) for f in range(20, 120))
        for stage in (still, nods)
    ]  # fmt: skip

    assert travel[0] == 0
    assert travel[1] > 100


@pytest.mark.parametrize("emotion", list(Emotion))
def test_keys_rise_and_heads_stay_on_necks(shot, said, staged, emotion):
    spec = felt(shot, emotion, speech=said())
    for visemes in ((), SYLLABLES * 6):
        actor = staged(spec, 150, visemes=visemes).actors[0]
        for one in actor.channels:
            frames = [key.frame for key in one.keys]
            assert frames == sorted(set(frames)), one.name
        for frame in range(150):
            assert abs(channel_at(actor, "pitch", frame)) < 250
            assert abs(channel_at(actor, "yaw", frame) - 400) < 120


@pytest.mark.parametrize("emotion", list(Emotion))
@pytest.mark.parametrize("size", [Size.MEDIUM, Size.CLOSE, Size.CLOSEUP, Size.EXTREME_CLOSEUP])
def test_a_lean_never_carries_the_face_out_of_the_frame(shot, staged, emotion, size):
    """The head goes sideways by at most a tenth of the frame's width."""
    actor = staged(felt(shot, emotion, size=size), 100).actors[0]
    lean = radians(channel_at(actor, "lean", 99) / 10)
    hip_to_eyes = 600 * actor.scale_permille / 1000

    assert abs(sin(lean)) * hip_to_eyes < 108


@pytest.mark.parametrize("name", ["yaw", "pitch", "roll", "lean", "body_yaw"])
def test_bodies_move_without_a_jump(shot, said, staged, name):
    """No drawing is more than six degrees from the drawing before."""
    actor = staged(felt(shot, Emotion.SHOCKED, speech=said()), 150, visemes=SYLLABLES * 6)
    values = [channel_at(actor.actors[0], name, frame) for frame in range(0, 150, 2)]

    assert max(abs(b - a) for a, b in pairwise(values)) <= 60


def test_steps_are_seen_as_often_as_they_are_heard(shot, staged):
    spec = shot((0, 50), size=Size.WIDE, sounds=("footsteps",))
    actor = staged(spec, 100).actors[0]
    walk = channel(actor, "walk").keys
    arrived = walk[1]

    assert arrived.value % 500 == 0
    assert (arrived.frame - walk[0].frame) / (arrived.value / 500) == RATE.frames_of_ms(520)
    assert pose_at(actor, arrived.frame - 1, 25.0).walk >= 0
    assert pose_at(actor, arrived.frame + 2, 25.0).walk == -1.0
    assert channel_at(actor, "x", arrived.frame) == 0
    assert channel_at(actor, "x", 0) < 0


def test_who_is_followed_stays_in_the_frame(shot, staged):
    for yaw in (50, -50):
        stage = staged(shot((0, yaw), move=Move.FOLLOW, size=Size.MEDIUM), 100)
        actor, first = stage.actors[0], sight_at(stage.camera, 0)
        places = []
        for frame in (0, 30, 60, 99):
            mapping = figure_mapping(sight_at(stage.camera, frame), first)
            at = (actor.x + channel_at(actor, "x", frame)) / 10
            places.append(at * mapping.scale + mapping.x)

        assert max(places) - min(places) < 3
        assert (stage.camera.x[-1].value > stage.camera.x[0].value) == (yaw > 0)


def test_a_gesture_has_time_to_be_seen(shot, staged):
    spec = shot((0, 20))
    spec = replace(spec, subjects=(replace(spec.subjects[0], gesture="point"),))
    for length, at in ((100, 30), (100, 99), (20, 6)):
        (key,) = staged(spec, length, at=at).actors[0].gestures

        assert key.word == "point"
        assert key.frame <= max(3, length - 24)


def test_the_same_recipe_gives_the_same_acting_and_another_shot_another(shot, staged):
    one, same = (staged(shot((0, 20)), 100) for _ in range(2))
    other = staged(shot((0, 20), size=Size.MEDIUM), 100)

    assert one == same
    assert one.actors[0].seed != other.actors[0].seed
