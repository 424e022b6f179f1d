"""The outbox of takedowns: plans, deadlines and what ends how."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_acts import OTHER_LEAD, Story, order, own, sealed

from piying.model.decision import Act
from piying.review import clocks as clocks_module
from piying.review.clocks import DAY_MS, HOUR_MS, MINUTE_MS, parse_clocks
from piying.review.takedown import (
    Action,
    Decided,
    Known,
    Next,
    Release,
    Sort,
    Stage,
    Step,
    due_ms,
    next_of,
    outbox,
    plan,
    still_seen,
)

CLOCKS = parse_clocks(Path(clocks_module.__file__).with_suffix(".toml").read_text("utf-8"))
TARGETS = (Known("own", Sort.CHANNEL), Known("平台甲", Sort.PACKAGE), Known("账", Sort.LEDGER))
RELEASE = Release("drama", 1, 1, "小戏", sealed())
AT = 1_000_000


def decided(act, number, **parts):
    one = replace(Story().make(act, OTHER_LEAD, version=1, **parts), at_ms=AT + number)
    return Decided(one, f"{number:064x}", RELEASE)


SUSPENDED = decided(Act.SUSPENDED, 1, ground=own())
TAKEN_DOWN = decided(Act.TAKEN_DOWN, 2, ground=order())
REINSTATED = decided(Act.REINSTATED, 3, why="x")


def items(*what, steps=()):
    return outbox(plan(what, TARGETS), steps)


def step(item, stage, at_ms=AT):
    return Step(item.notice.id, item.notice.target, stage, at_ms)


def test_every_restriction_is_a_notice_to_every_target_with_an_id_that_stays():
    first, again = plan([SUSPENDED], TARGETS), plan([SUSPENDED], TARGETS)

    assert first == again
    assert [notice.target for notice, _ in first] == [target.name for target in TARGETS]
    assert len({notice.id for notice, _ in plan([SUSPENDED, TAKEN_DOWN], TARGETS)}) == 6
    assert {notice.effective_ms for notice, _ in first} == {1}


def test_what_restricts_nothing_is_told_to_nobody():
    other = decided(Act.APPEALED, 1, why="x")

    assert plan([other, REINSTATED], TARGETS) == ()


def test_a_later_notice_overtakes_an_earlier_one_to_the_same_target():
    before, after = items(SUSPENDED, REINSTATED)[:3], items(SUSPENDED, REINSTATED)[3:]

    assert all(item.overtaken and item.settled for item in before)
    assert {item.notice.action for item in after} == {Action.REINSTATE}
    assert not any(item.overtaken for item in after)
    assert next_of(before[0], CLOCKS, AT) is Next.NOTHING


def test_a_notice_goes_from_pending_to_acknowledged():
    item = items(SUSPENDED)[1]
    assert next_of(item, CLOCKS, AT) is Next.SEND

    (_, item, _) = items(SUSPENDED, steps=[step(item, Stage.SENT)])
    assert next_of(item, CLOCKS, AT + HOUR_MS) is Next.ASK

    (_, item, _) = items(SUSPENDED, steps=[step(item, Stage.ACKNOWLEDGED)])
    assert item.settled
    assert next_of(item, CLOCKS, AT + 9 * DAY_MS) is Next.NOTHING


def test_what_fails_is_tried_again_after_a_pause_that_doubles_to_a_limit():
    item = items(SUSPENDED)[1]
    waits = []
    for attempt in range(1, 8):
        (_, late, _) = items(SUSPENDED, steps=[step(item, Stage.FAILED)] * attempt)
        held = replace(late, notice=replace(late.notice, at_ms=AT + DAY_MS))
        minutes = 0
        while next_of(held, CLOCKS, AT + minutes * MINUTE_MS) is Next.WAIT:
            minutes += 1
        waits.append(minutes)

    assert waits == [1, 2, 4, 8, 16, 16, 16]


@pytest.mark.parametrize(
    ("what", "target", "stage", "after"),
    [
        (TAKEN_DOWN, 0, Stage.FAILED, 5 * MINUTE_MS),  # an order darkens our own channel
        (SUSPENDED, 0, Stage.FAILED, 15 * MINUTE_MS),
        (TAKEN_DOWN, 1, Stage.PENDING, 15 * MINUTE_MS),
        (SUSPENDED, 1, Stage.SENT, 24 * HOUR_MS),
    ],
)
def test_what_is_late_is_escalated(what, target, stage, after):
    item = items(what)[target]
    if stage is not Stage.PENDING:
        item = items(what, steps=[step(item, stage)])[target]
    due = item.notice.at_ms + after

    assert due_ms(item, CLOCKS) == due
    assert next_of(item, CLOCKS, due) is not Next.ESCALATE
    assert next_of(item, CLOCKS, due + 1) is Next.ESCALATE


def test_what_is_escalated_is_still_tried():
    never = items(SUSPENDED)[1]
    (_, never, _) = items(SUSPENDED, steps=[step(never, Stage.ESCALATED)])
    (_, sent, _) = items(
        SUSPENDED, steps=[step(never, Stage.SENT), step(never, Stage.ESCALATED)]
    )

    assert never.settled
    assert next_of(never, CLOCKS, AT) is Next.SEND
    assert next_of(sent, CLOCKS, AT) is Next.ASK


def test_a_step_of_an_unknown_notice_changes_nothing():
    stranger = Step("0" * 64, "?", Stage.SENT, AT)

    assert items(SUSPENDED, steps=[stranger]) == items(SUSPENDED)


@given(st.lists(st.sampled_from([Stage.SENT, Stage.FAILED]), max_size=6), st.integers(0, 60))
def test_every_notice_ends_acknowledged_or_escalated(stages, minutes):
    """I6: every takedown target ends acknowledged or escalated."""
    (first, *_), steps, now = items(SUSPENDED), [], AT
    for stage in stages:
        now += minutes * MINUTE_MS
        steps.append(step(first, stage, now))
    (item, *_) = items(SUSPENDED, steps=steps)

    assert next_of(item, CLOCKS, now + 2 * DAY_MS) is Next.ESCALATE


def test_views_that_rise_two_days_after_the_acknowledgement_raise_the_alarm():
    rising = [(AT, 1), (AT + 48 * HOUR_MS, 5), (AT + 60 * HOUR_MS, 6)]
    flat = [(AT, 1), (AT + 48 * HOUR_MS, 5), (AT + 60 * HOUR_MS, 5)]

    assert still_seen(AT, rising, CLOCKS)
    assert not still_seen(AT, flat, CLOCKS)
    assert not still_seen(AT, rising[:2], CLOCKS)


def test_an_order_is_told_as_one():
    assert plan([TAKEN_DOWN], TARGETS)[0][0].by_order
    assert not plan([SUSPENDED], TARGETS)[0][0].by_order
