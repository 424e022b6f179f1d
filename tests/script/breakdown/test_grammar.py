"""The pass that holds drafts to the grammar, and how it gives way to a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.shot import Framing, Size
from piying.script.breakdown.draft import Draft, Role
from piying.script.breakdown.grammar import SPARE_YAWS, YAWS, held, steps, whole_frames


def close(name="林夏", **more):
    return Draft(Role.LINE, "x", 0, Framing.SINGLE, Size.CLOSE, (name,), **more)


def thing(size=Size.CLOSE, **more):
    return Draft(Role.ACTION, "x", 0, Framing.INSERT, size, insert="letter", **more)


def test_a_wish_that_cuts_well_is_kept():
    drafts = (close("林夏"), close("陈默"))

    assert [draft.size for draft in held(drafts)] == [Size.CLOSE, Size.CLOSE]


def test_a_second_shot_of_one_face_turns():
    one, other = held((close(), close()))

    assert abs(one.yaw - other.yaw) >= 30
    assert one.size is other.size


@pytest.mark.parametrize("framing", list(YAWS))
@pytest.mark.parametrize(
    "before", sorted({*SPARE_YAWS, *(y for row in YAWS.values() for y in row)})
)
def test_after_any_turn_every_framing_has_one_that_cuts(framing, before):
    assert any(abs(before - yaw) >= 30 for yaw in (*YAWS[framing], *SPARE_YAWS))


def test_a_shot_over_a_shoulder_behind_a_turned_single_keeps_its_size_and_turns():
    over = replace(close(), framing=Framing.OVER, people=("林夏", "陈默"))

    *_, turned, last = held((close(), close(), over))

    assert (turned.size, last.size) == (Size.CLOSE, Size.CLOSE)
    assert abs(turned.yaw - last.yaw) >= 30


def test_a_second_shot_of_one_thing_changes_its_size():
    one, other = held((thing(), thing()))

    assert steps(one.size, other.size) >= 2


def test_the_fourth_shot_of_one_size_changes():
    names = ["林夏", "陈默", "林夏", "陈默"]

    assert held([close(name) for name in names])[3].size is not Size.CLOSE


def test_a_size_that_a_person_fixed_stands():
    drafts = [close(name, size_fixed=True, fixed=True) for name in "甲乙甲乙甲"]

    assert {draft.size for draft in held(drafts)} == {Size.CLOSE}


def test_the_shot_before_a_fixed_one_gives_way():
    one, other = held((thing(), thing(size_fixed=True, fixed=True)))

    assert other.size is Size.CLOSE
    assert steps(one.size, other.size) >= 2


def test_lengths_are_whole_frames():
    assert [whole_frames(ms) for ms in (1, 40, 1_201)] == [40, 40, 1_240]
