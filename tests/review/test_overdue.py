"""What waits for people, and what counts against whoever handed a work in."""

from __future__ import annotations

from pathlib import Path

import pytest
from review_acts import HOUR, SUBMITTER, Story, concern, order, submission

from piying.model.decision import Outcome
from piying.model.review import Level
from piying.review import clocks as clocks_module
from piying.review.clocks import parse_clocks
from piying.review.overdue import deadlines, strikes

CLOCKS = parse_clocks(Path(clocks_module.__file__).with_suffix(".toml").read_text("utf-8"))
NOTE = concern("n1", Level.NOTE)


def waits(story):
    return [
        (one.clock, (one.due_ms - one.since_ms) // HOUR)
        for one in deadlines(story.told, CLOCKS)
    ]


@pytest.mark.parametrize(
    ("tier", "clock", "hours"),
    [
        ("other", "review_other", 24),
        ("ordinary", "review_ordinary", 72),
        ("key", "review_key", 72),
    ],
)
def test_a_review_has_the_time_of_its_tier(tier, clock, hours):
    assert waits(Story().submit(submission(tier=tier))) == [(clock, hours)]


def test_a_second_review_is_due_when_the_first_was():
    story = Story().submit(submission(tier="key"))
    (before,) = deadlines(story.told, CLOCKS)
    story.decide()

    assert deadlines(story.told, CLOCKS) == (before,)


def test_a_suspension_ends_in_three_days_and_an_appeal_is_answered_in_seven():
    story = Story().released(NOTE).suspend()
    assert waits(story) == [("suspension", 72)]
    assert waits(story.appeal()) == [("appeal_answer", 168)]
    assert waits(story.rule(Outcome.UPHELD)) == []


def test_what_is_decided_waits_for_nobody():
    assert waits(Story().released()) == []


def test_two_versions_wait_each_for_itself_the_more_urgent_first():
    story = Story().released(NOTE).submit(submission(number=2))
    assert waits(story) == [("review_other", 24)]


def test_a_takedown_of_our_own_counts_against_whoever_handed_it_in():
    story = Story().released(NOTE).suspend().take_down()
    at_ms = story.told[-1].at_ms
    found = strikes([(story.case, {"SUP-001": "superstition"})])
    assert found == {SUBMITTER.name: [(at_ms, "superstition")]}

    story.appeal().rule(Outcome.OVERTURNED)
    assert strikes([(story.case, {})]) == {}
    assert strikes([(Story().released().take_down(ground=order()).case, {})]) == {}
