"""The states of a dossier, version by version."""

from __future__ import annotations

import pytest
from review_acts import (
    FIRST,
    LEAD,
    OPERATOR,
    OTHER_LEAD,
    SECOND,
    Story,
    change,
    concern,
    order,
    own,
    sealed,
    submission,
)

from piying.model.decision import Act, Outcome, Reply, Role, Verdict
from piying.model.review import Answer, Level
from piying.review.states import Effects, State

NOTE = concern("n1", Level.NOTE)


def test_the_straight_way_from_handing_in_to_release():
    story = Story()
    seen = [story.state]
    for step in (
        lambda: story.submit(submission(concern("f1"))),
        lambda: story.answer("f1"),
        story.decide,
        story.file,
        story.release,
    ):
        step()
        seen.append(story.state)

    assert seen == ["draft", "in_review", "in_review", "cleared", "filed", "released"]


@pytest.mark.parametrize("held", [{"unfinished": ("qc",)}, {"tier": ""}])
def test_what_is_not_examined_or_has_no_tier_waits_in_screening(held):
    assert Story().submit(submission(**held)).state == "screening"


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        (Verdict.CLEAR, Verdict.CLEAR, "cleared"),
        (Verdict.CLEAR, Verdict.CONDITIONS, "cleared_with_conditions"),
        (Verdict.CONDITIONS, Verdict.CLEAR, "cleared_with_conditions"),
        (Verdict.CLEAR, Verdict.FIX, "needs_fix"),
        (Verdict.CLEAR, Verdict.REJECT, "needs_fix"),
        (Verdict.REJECT, Verdict.CLEAR, "needs_fix"),
        (Verdict.REJECT, Verdict.REJECT, "rejected"),
    ],
)
def test_of_two_verdicts_the_stricter_holds_and_a_rejection_needs_both(first, second, state):
    story = Story().submit(submission(concern("f1"), tier="key"))
    for actor, verdict in ((FIRST, first), (SECOND, second)):
        story.answer("f1", reply_for(verdict), actor)
        story.decide(verdict, actor, **parts_for(verdict))

    assert story.state == state


def reply_for(verdict):
    strict = verdict in (Verdict.FIX, Verdict.REJECT)
    return Reply.CONFIRMED if strict else Reply.DISMISSED


def parts_for(verdict):
    if verdict is Verdict.CONDITIONS:
        return {"conditions": ("片头加警示",)}
    return {"reasons": ("f1",)} if verdict in (Verdict.FIX, Verdict.REJECT) else {}


def test_one_person_may_ask_for_a_fix_where_two_would_have_to_clear():
    story = Story().submit(submission(concern("f1"), tier="key"))
    story.answer("f1", Reply.FIXED).decide(Verdict.FIX, reasons=("f1",))

    assert story.state == "needs_fix"


def test_dismissals_and_intents_carry_over_to_the_next_version_and_nothing_else_does():
    many = [concern(name) for name in ("f1", "f2", "f3", "f4")]
    story = Story().submit(submission(*many))
    for name, reply in zip(("f1", "f2", "f3", "f4"), Reply, strict=True):
        story.answer(name, reply)
    story.decide(Verdict.FIX, reasons=("f1",))
    story.submit(submission(*many, number=2))
    latest = story.case.latest

    assert latest.version == 2
    assert [given.answer.finding for given in latest.answers] == ["f2", "f4"]
    assert {given.version for given in latest.answers} == {1}


def test_a_dismissal_does_not_carry_over_to_a_graver_finding():
    story = Story().submit(submission(concern("f1"))).answer("f1")
    story.submit(submission(concern("f1", Level.BLOCK), number=2))

    assert story.case.latest.answers == ()


def test_a_new_version_supersedes_what_was_cleared_but_not_what_is_out():
    story = Story().submit(submission()).decide().submit(submission(number=2))

    assert [one.state for one in story.case.versions] == [State.SUPERSEDED, State.IN_REVIEW]

    story.decide().file().release(2).submit(submission(number=3))
    assert [one.state for one in story.case.versions][1:] == [State.RELEASED, State.IN_REVIEW]

    story.decide().release(3)
    assert [one.state for one in story.case.versions][1:] == [State.SUPERSEDED, State.RELEASED]


def test_a_change_of_the_bytes_supersedes_what_was_cleared():
    story = Story().submit(submission()).decide()
    story.do(Act.SUPERSEDED, OPERATOR, sealed=sealed(2), why="master")

    assert story.state == "superseded"


def test_a_policy_that_voids_supersedes_and_one_that_does_not_may_be_released_under():
    story = Story().submit(submission()).decide().file()
    story.do(Act.POLICY_CHANGED, OPERATOR, policy=change(2, voids=False))
    story.do(Act.RELEASED, OPERATOR, sealed=sealed(policy=2))
    assert story.state == "released"

    story = Story().submit(submission()).decide().file()
    story.do(Act.POLICY_CHANGED, OPERATOR, policy=change(2, voids=True))
    assert story.state == "superseded"


def test_a_number_is_given_to_the_work_and_holds_for_its_next_version():
    story = Story().submit(submission()).file().submit(submission(number=2)).decide()

    assert story.state == "filed"


def test_another_tier_asks_for_another_number():
    story = Story().submit(submission()).file()
    story.submit(submission(number=2, numbers=("licence",))).decide()

    assert story.state == "cleared"


def test_a_waived_block_clears_on_its_condition_and_by_two():
    waivable = concern("f1", Level.BLOCK, waiver_roles=(Role.LEAD,), waiver_needs="片头警示")
    story = Story().submit(submission(waivable)).do(Act.WAIVED, LEAD, waived="f1")
    story.decide(actor=FIRST)
    assert story.state == "second_review"

    story.decide(actor=SECOND)
    assert story.state == "cleared_with_conditions"
    assert story.case.latest.conditions == ("片头警示",)


def test_a_suspension_holds_money_and_a_takedown_lists_and_strikes_as_well():
    story = Story().released(NOTE).suspend()
    assert story.case.latest.effects == Effects(held_from_ms=1)

    story.take_down()
    expected = Effects(held_from_ms=1, listed=True, strikes=("SUP-001",))
    assert story.case.latest.effects == expected


def test_an_order_and_a_privacy_removal_give_no_strike():
    ordered = Story().released(NOTE).take_down(OPERATOR, order())
    assert ordered.case.latest.effects == Effects(1, listed=True)

    private = own()
    private = type(private)(**{**parts(private), "privacy": True})
    story = Story().released(NOTE).suspend(ground=private).take_down(ground=private)
    assert story.case.latest.effects == Effects(1, listed=True)


def parts(value):
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def test_an_overturned_takedown_is_undone_exactly():
    """I7: an overturned decision undoes hold, strike and listing exactly."""
    story = Story().released(NOTE)
    before = story.case.latest
    story.suspend().take_down().appeal().rule(Outcome.OVERTURNED)
    assert story.case.latest.effects == Effects()

    story.reinstate()
    after = story.case.latest
    told = {**parts(after), "state": State.RELEASED}
    assert told == parts(before)
    assert after.state is State.REINSTATED


def test_an_upheld_takedown_keeps_its_effects():
    story = Story().released(NOTE).suspend().take_down().appeal().rule(Outcome.UPHELD)

    assert story.state == "upheld"
    assert story.case.latest.effects.listed


def test_an_overturned_rejection_is_reviewed_again_by_others():
    story = Story().submit(submission(concern("f1")))
    story.answer("f1", Reply.CONFIRMED).decide(Verdict.REJECT, reasons=("f1",))
    story.appeal().rule(Outcome.OVERTURNED).reinstate()

    assert story.state == "in_review"
    assert story.case.latest.verdicts == ()
    assert story.case.latest.overturned == (FIRST.name,)
    assert story.why_not(Act.DECIDED, FIRST, decision=None) == {"part_missing"}
    assert story.answer("f1", actor=SECOND).decide(actor=SECOND).state == "cleared"


def test_a_suspension_may_be_lifted_and_an_order_be_withdrawn():
    assert Story().released(NOTE).suspend().reinstate().state == "reinstated"
    ordered = Story().released(NOTE).take_down(OPERATOR, order())
    assert ordered.reinstate(OTHER_LEAD).state == "reinstated"


def test_a_reinstated_work_may_be_suspended_again():
    story = Story().released(NOTE).suspend().reinstate().suspend()

    assert story.state == "suspended"
    assert story.case.latest.restriction.before is State.REINSTATED


def test_labels_that_a_dossier_does_not_know_are_no_labels():
    held = submission(label_implicit=Answer.UNKNOWN)
    story = Story().submit(held).decide().file()

    assert story.why_not(Act.RELEASED, OPERATOR, sealed=sealed()) == {"label_unverified"}
