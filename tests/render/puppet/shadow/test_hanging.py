"""Puppets hang together at every joint, and turn in steps."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.people import Look, Style
from piying.render.puppet.art import GESTURES, VISEMES, Pose
from piying.render.puppet.shadow import hanging
from piying.render.puppet.shadow.garments import FORE, THIGH, UPPER
from piying.render.puppet.shadow.hanging import Hung, Spot
from piying.render.puppet.shadow.puppet import puppet_of
from piying.render.puppet.shadow.rig import frame_of, joints_of

LADY = Look(style=Style.SHADOW, hair="bun_hairpin", outfit="hanfu", accessories=("hairpin",))
STANDS = Pose(yaw=40, walk=-1)
TURN = st.floats(-60, 60)


def hung(pose, look=LADY, *, bust=False):
    return Hung(puppet_of(look), frame_of(look), joints_of(look, pose), bust)


def spots(pose, *, bust=False):
    """The place of every sheet of a puppet; near limbs by their bare name."""
    return {
        f"{'far ' if sheet.far else ''}{sheet.name.split('.')[0]}": sheet.spot
        for sheet in hung(pose, bust=bust).sheets()
    }


def gap(one, other):
    return math.hypot(one.x - other.x, one.y - other.y)


@given(lean=TURN, gesture=st.sampled_from(GESTURES), mix=st.floats(0, 1), cycle=st.floats(0, 1))
@settings(deadline=None, max_examples=60)
def test_no_joint_ever_parts(lean, gesture, mix, cycle):
    pose = replace(STANDS, lean=lean, gesture=gesture, gesture_mix=mix, cycle=cycle, walk=mix)
    at = spots(pose)

    for side in ("", "far "):
        assert gap(at[side + "upper"].at(0, UPPER), at[side + "fore"]) < 1e-6
        assert gap(at[side + "fore"].at(0, FORE), at[side + "hand"]) < 1e-6
        assert gap(at[side + "thigh"].at(0, THIGH), at[side + "shin"]) < 1e-6
    assert gap(at["torso"], at["belt"]) < 1e-6


@given(turn=TURN, more=TURN, step=st.sampled_from((0.25, 0.5, 1.0, 2.0)))
@settings(deadline=None)
def test_what_hangs_is_turned_to_the_nearest_step(turn, more, step):
    hanging_there = Spot(3.0, 4.0, turn).at(10, 20, more, step)

    assert (hanging_there.degrees / step).is_integer()
    assert abs(hanging_there.degrees - (turn + more)) <= step / 2 + 1e-9


def test_what_was_turned_is_where_a_compass_puts_it():
    hanging_there = Spot(100.0, 50.0, 90.0, 2.0).at(10, 0)

    assert gap(hanging_there, Spot(100.0, 70.0)) < 1e-9
    assert hanging_there.degrees == 90


@pytest.mark.parametrize("bust", [False, True])
def test_a_bust_has_no_legs(bust):
    assert ("thigh" in spots(STANDS, bust=bust)) != bust


def test_the_parts_of_a_head_that_only_follow_it_lie_on_one_sheet():
    sheets = [sheet for sheet in hung(STANDS).sheets() if sheet.inlaid]
    moving = [part for part in puppet_of(LADY).head if part.role or part.swing]
    pieces = [piece for sheet in sheets for piece, *_ in sheet.pieces]

    assert len(sheets) <= 2 * len(moving) + 1
    assert pieces == [part.piece for part in puppet_of(LADY).head]


@pytest.mark.parametrize("viseme", VISEMES)
def test_a_mouth_turns_only_head_jaw_and_arms(viseme):
    rest, says = spots(STANDS), spots(replace(STANDS, viseme=viseme, viseme_mix=1.0))
    turned = {name for name in rest if rest[name].degrees != says[name].degrees}

    assert not turned & {"torso", "belt", "sash", "back", "front", "thigh", "shin"}


def test_an_idle_puppet_comes_round():
    """What moves by itself repeats with the cycle: so do its drawings."""
    shown = [spots(replace(STANDS, cycle=k / 48, time_s=k * 0.08)) for k in range(48)]
    again = [spots(replace(STANDS, cycle=k / 48, time_s=9 + k * 0.08)) for k in range(48)]
    turns = {at["fore"].degrees for at in shown}

    assert shown == again
    assert 1 < len(turns) <= 12


def test_a_coarser_step_is_for_what_moves_faster():
    assert hanging.CLOTH_STEP < hanging.STEP < hanging.ARM_STEP < hanging.HAND_STEP
