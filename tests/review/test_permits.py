"""What may not happen to a dossier: the invariants one by one, and in 10,000 stories."""

from __future__ import annotations

from dataclasses import replace

import pytest
from review_acts import (
    APPEAL,
    FIRST,
    LEAD,
    NEEDS,
    OPERATOR,
    OTHER_LEAD,
    SECOND,
    SUBMITTER,
    Story,
    change,
    concern,
    filing,
    order,
    own,
    sealed,
    submission,
)

from piying.model.decision import (
    Act,
    Actor,
    Cause,
    Decision,
    Dismissal,
    FindingAnswer,
    Ground,
    Outcome,
    Reply,
    Role,
    Ruling,
    Verdict,
)
from piying.model.review import Answer, Level
from piying.review.permits import DAY_MS, Needs, may, same_bytes, violations
from piying.review.states import fold

CLEARS = (Verdict.CLEAR, Verdict.CONDITIONS)
NOTE = concern("n1", Level.NOTE)


class TestI1:
    """ "Release needs clearance, a filing number, both labels verified, and an identical
    sha256.\""""

    def test_what_is_not_cleared_is_not_released(self):
        story = Story().submit(submission()).file()

        assert story.why_not(Act.RELEASED, OPERATOR, sealed=sealed()) == {"wrong_state"}

    def test_what_has_no_number_is_not_released(self):
        story = Story().submit(submission()).decide()

        assert story.why_not(Act.RELEASED, OPERATOR, sealed=sealed()) == {"wrong_state"}

    def test_a_tier_without_a_sort_of_number_is_never_filed(self):
        story = Story().submit(submission(numbers=())).decide()

        assert story.why_not(Act.FILED, OPERATOR, filing=filing()) == {"wrong_sort"}
        assert story.state == "cleared"

    def test_a_number_of_another_kind_does_not_count(self):
        story = Story().submit(submission(numbers=("licence",)))

        assert story.why_not(Act.FILED, OPERATOR, filing=filing()) == {"wrong_sort"}

    def test_a_number_has_the_form_of_its_kind(self):
        needs = Needs(patterns=(("platform_number", r"[A-Z]{2}\d{6}"),))
        story = Story(needs).submit(submission())

        assert story.why_not(Act.FILED, OPERATOR, filing=filing()) == {"number_form"}

    @pytest.mark.parametrize("label", ["label_explicit", "label_implicit"])
    @pytest.mark.parametrize("answer", [Answer.NO, Answer.UNKNOWN])
    @pytest.mark.parametrize("ai_used", [Answer.YES, Answer.UNKNOWN])
    def test_both_labels_are_verified(self, label, answer, ai_used):
        held = submission(**{label: answer, "ai_used": ai_used})
        story = Story().submit(held).decide().file()

        assert story.why_not(Act.RELEASED, OPERATOR, sealed=sealed()) == {"label_unverified"}

    def test_a_work_declared_to_be_made_without_ai_needs_no_label(self):
        unlabelled = {"label_explicit": Answer.NO, "label_implicit": Answer.NO}
        held = submission(ai_used=Answer.NO, **unlabelled)

        assert Story().submit(held).decide().file().release().state == "released"

    @pytest.mark.parametrize("part", ["master", "captions", "policy"])
    def test_other_bytes_are_not_released(self, part):
        story = Story().submit(submission()).decide().file()
        other = replace(sealed(), **{part: "0" * 64})

        assert story.why_not(Act.RELEASED, OPERATOR, sealed=other) == {"bytes_changed"}
        assert not same_bytes(other, sealed())

    def test_a_dossier_without_a_film_is_not_released(self):
        none = replace(sealed(), master=None)
        story = Story().submit(replace(submission(), sealed=none)).decide().file()

        assert story.why_not(Act.RELEASED, OPERATOR, sealed=none) == {"bytes_changed"}


class TestI2:
    """ "The decider is not the submitter, the second decider is not the first, and an appeal
    reviewer is none of the earlier deciders.\""""

    def test_a_submitter_decides_answers_waives_and_accepts_nothing(self):
        story = Story().submit(submission(concern("f1"), undetermined=("R",)))
        self_review = Actor(SUBMITTER.name, Role.LEAD)
        answer = FindingAnswer("f1", Reply.CONFIRMED)

        for act, part in (
            (Act.DECIDED, {"decision": Decision(Verdict.FIX, ("f1",))}),
            (Act.ANSWERED, {"answer": answer}),
            (Act.WAIVED, {"waived": "f1"}),
            (Act.ACCEPTED, {"accepted": "R"}),
        ):
            assert "decider_submitted" in story.why_not(act, self_review, **part)

    def test_the_second_is_not_the_first_in_whatever_role(self):
        story = Story().submit(submission(tier="key")).decide(actor=FIRST)
        again = Actor(FIRST.name, Role.LEAD)
        why = story.why_not(Act.DECIDED, again, decision=Decision(Verdict.CLEAR))

        assert why == {"second_is_first"}

    @pytest.mark.parametrize("name", [FIRST.name, LEAD.name, OTHER_LEAD.name, SUBMITTER.name])
    def test_an_appeal_is_decided_by_a_third_person(self, name):
        story = Story().released(NOTE).suspend().take_down().appeal()
        ruling = Ruling(Outcome.UPHELD, "理由", "reason")
        why = story.why_not(Act.APPEAL_DECIDED, Actor(name, Role.APPEAL), ruling=ruling)

        assert why == {"appeal_not_third"}

    def test_who_decided_does_not_hand_in_the_next_version(self):
        story = Story().submit(submission()).decide()
        turned = Actor(FIRST.name, Role.SUBMITTER)
        version = story.make(Act.SUBMITTED, turned, version=2, submission=submission(number=2))
        codes = {one.code for one in may(story.case, version, NEEDS)}

        assert codes == {"review.decided_before"}


class TestI3:
    """ "Two persons for: tier key; any waived block; findings on minors, sexual content or
    cults; a partner's first work; takedown of our own motion.\""""

    @pytest.mark.parametrize(
        "held",
        [
            submission(tier="key"),
            submission(concern("f1", tags=("minors",))),
            submission(concern("f1", tags=("sexual",))),
            submission(concern("f1", tags=("cult",))),
            submission(first_work=Answer.YES),
            submission(first_work=Answer.UNKNOWN),
            submission(concern("f1", persons=2)),
        ],
    )
    def test_one_verdict_clears_nothing_that_needs_two(self, held):
        story = Story().submit(held)
        for one in held.concerns:
            story.answer(one.fingerprint)

        assert story.decide(actor=FIRST).state == "second_review"
        assert story.decide(actor=SECOND).state == "cleared"

    def test_a_submission_cannot_ask_for_fewer(self):
        held = submission(tier="key", persons=1)
        told = Story().make(Act.SUBMITTED, SUBMITTER, version=1, submission=held)

        assert {one.code for one in may(fold([]), told, NEEDS)} == {"review.persons_too_few"}

    def test_a_note_needs_no_second_person(self):
        held = submission(concern("f1", Level.NOTE, tags=("minors",)))

        assert Story().submit(held).decide().state == "cleared"

    def test_an_operator_may_ask_for_three(self):
        needs = Needs(persons_min=3)
        story = Story(needs).submit(submission(needs=needs)).decide(actor=FIRST)
        story.decide(actor=SECOND)

        assert story.state == "second_review"
        assert story.decide(actor=LEAD).state == "cleared"

    def test_a_takedown_of_our_own_motion_takes_a_second_person(self):
        story = Story().released(NOTE)
        assert story.why_not(Act.TAKEN_DOWN, LEAD, ground=own()) == {"wrong_state"}

        story.suspend(LEAD)
        assert story.why_not(Act.TAKEN_DOWN, LEAD, ground=own()) == {"own_motion_alone"}
        assert story.take_down(OTHER_LEAD).state == "taken_down"

    def test_an_order_takes_one(self):
        assert Story().released().take_down(OPERATOR, order()).state == "taken_down"


class TestI4:
    """ "Every restriction has a statement that cites at least one rule and one finding, or a
    regulator's order number.\""""

    @pytest.mark.parametrize("verdict", [Verdict.FIX, Verdict.REJECT])
    def test_a_verdict_against_a_work_cites_a_finding_that_was_confirmed(self, verdict):
        story = Story().submit(submission(concern("f1"), concern("f2")))
        story.answer("f1").answer("f2", Reply.CONFIRMED)

        def why(*reasons):
            decision = Decision(verdict, reasons, note="不好看")
            return story.why_not(Act.DECIDED, FIRST, decision=decision)

        assert why() == {"no_reason"}
        assert why("f1") == {"reason_not_confirmed"}
        assert why("f9") == {"no_such_finding"}
        assert why("f2") == set()

    def test_a_suspension_cites_rules_that_are_those_of_its_findings(self):
        story = Story().released(NOTE)

        def why(**ground):
            told = {"cause": Cause.NOTICE, "effective_ms": 1} | ground
            return story.why_not(Act.SUSPENDED, LEAD, ground=Ground(**told))

        assert why() == {"no_reason"}
        assert why(reasons=("n1",)) == {"rules_differ"}
        assert why(reasons=("n1",), rules=("MIN-001",)) == {"rules_differ"}
        assert why(reasons=("zz",), rules=("SUP-001",)) >= {"no_such_finding"}
        assert why(reasons=("n1",), rules=("SUP-001",)) == set()

    def test_an_order_has_a_number_and_an_authority(self):
        story = Story().released()
        for ground in (order(" "), replace(order(), authority="")):
            why = story.why_not(Act.TAKEN_DOWN, OPERATOR, ground=ground)

            assert why == {"order_without_number"}

    def test_a_restriction_says_from_when_it_holds(self):
        why = (
            Story()
            .released()
            .why_not(Act.TAKEN_DOWN, OPERATOR, ground=replace(order(), effective_ms=0))
        )

        assert why == {"no_effective_time"}


class TestI8:
    """ "No rule was undetermined at clearance unless a person accepted it by name.\""""

    def test_what_is_undetermined_is_accepted_by_its_name(self):
        story = Story().submit(submission(undetermined=("AIL-001", "PSE-001")))
        clear = Decision(Verdict.CLEAR)
        assert story.why_not(Act.DECIDED, FIRST, decision=clear) == {"undetermined_open"}
        assert story.why_not(Act.ACCEPTED, FIRST, accepted="SUP-001") == {"not_undetermined"}

        story.do(Act.ACCEPTED, FIRST, accepted="AIL-001")
        assert story.why_not(Act.DECIDED, FIRST, decision=clear) == {"undetermined_open"}

        story.do(Act.ACCEPTED, FIRST, accepted="PSE-001")
        assert story.why_not(Act.DECIDED, FIRST, decision=clear) == set()


def test_every_finding_but_a_note_is_answered_before_any_verdict():
    story = Story().submit(submission(concern("f1"), concern("f2", Level.BLOCK), NOTE))
    story.answer("f1", Reply.CONFIRMED)
    verdict = Decision(Verdict.FIX, ("f1",))

    assert story.why_not(Act.DECIDED, FIRST, decision=verdict) == {"unanswered"}


@pytest.mark.parametrize(
    ("level", "reply", "clear", "conditions"),
    [
        (Level.BLOCK, Reply.CONFIRMED, {"block_stands"}, {"block_stands"}),
        (Level.BLOCK, Reply.INTENT, {"block_stands"}, {"block_stands"}),
        (Level.BLOCK, Reply.FIXED, {"block_stands"}, {"block_stands"}),
        (Level.BLOCK, Reply.DISMISSED, set(), set()),
        (Level.REVIEW, Reply.CONFIRMED, {"finding_stands"}, set()),
        (Level.REVIEW, Reply.FIXED, {"finding_stands"}, {"finding_stands"}),
        (Level.REVIEW, Reply.INTENT, set(), set()),
        (Level.REVIEW, Reply.DISMISSED, set(), set()),
    ],
)
def test_what_stands_is_not_cleared(level, reply, clear, conditions):
    story = Story().submit(submission(concern("f1", level))).answer("f1", reply)
    for verdict, expected in ((Verdict.CLEAR, clear), (Verdict.CONDITIONS, conditions)):
        decision = Decision(verdict, conditions=("警示",))

        assert story.why_not(Act.DECIDED, FIRST, decision=decision) == expected


def test_conditions_are_in_words():
    story = Story().submit(submission())
    decision = Decision(Verdict.CONDITIONS, conditions=(" ",))

    assert story.why_not(Act.DECIDED, FIRST, decision=decision) == {"no_condition"}


def test_a_dismissal_has_a_reason_code_and_nothing_else_has():
    story = Story().submit(submission(concern("f1")))
    bare = FindingAnswer("f1", Reply.DISMISSED)
    extra = FindingAnswer("f1", Reply.CONFIRMED, Dismissal.IDIOM)

    assert story.why_not(Act.ANSWERED, FIRST, answer=bare) == {"dismissal_reason"}
    assert story.why_not(Act.ANSWERED, FIRST, answer=extra) == {"dismissal_reason"}


def test_only_a_rule_that_says_so_is_waived_and_only_in_its_role():
    some = concern("f1", Level.BLOCK, waiver_roles=(Role.LEAD,))
    story = Story().submit(submission(some, concern("f2", Level.BLOCK)))

    assert story.why_not(Act.WAIVED, FIRST, waived="f1") == {"not_waivable"}
    assert story.why_not(Act.WAIVED, LEAD, waived="f2") == {"not_waivable"}
    assert story.why_not(Act.WAIVED, LEAD, waived="f3") == {"no_such_finding"}


@pytest.mark.parametrize("act", list(Act))
def test_every_act_has_its_part_and_its_roles(act):
    nobody = Actor(" ", Role.APPEAL)
    roles = {"nobody", "part_missing"}

    assert Story().why_not(act, nobody) >= roles


def test_an_appeal_is_the_submitters_in_time_and_not_against_an_order():
    story = Story().released(NOTE).suspend().take_down()
    stranger = Actor("谁", Role.SUBMITTER)
    assert story.why_not(Act.APPEALED, stranger, why="不") == {"not_yours"}

    story.at_ms += 31 * DAY_MS
    assert story.why_not(Act.APPEALED, SUBMITTER, why="不") == {"appeal_late"}

    ordered = Story().released().take_down(OPERATOR, order())
    assert ordered.why_not(Act.APPEALED, SUBMITTER, why="不") == {"appeal_to_authority"}


def test_a_takedown_of_our_own_ends_only_by_an_appeal():
    story = Story().released(NOTE).suspend().take_down()

    assert story.why_not(Act.REINSTATED, OPERATOR, why="算了") == {"only_by_appeal"}


@pytest.mark.parametrize("outcome", [None, Outcome.UPHELD, Outcome.OVERTURNED])
def test_while_a_version_is_dark_or_appealed_no_other_is_handed_in(outcome):
    story = Story().released(NOTE).suspend().take_down().appeal()
    if outcome:
        story.rule(outcome)
    told = story.make(Act.SUBMITTED, SUBMITTER, version=2, submission=submission(number=2))

    assert {one.code for one in may(story.case, told, NEEDS)} == {"review.closed"}


def test_a_ruling_says_why_in_both_languages():
    story = Story().released(NOTE).suspend().appeal()
    ruling = Ruling(Outcome.UPHELD, "理由", "")

    assert story.why_not(Act.APPEAL_DECIDED, APPEAL, ruling=ruling) == {"ruling_without_why"}


def test_the_same_bytes_and_the_same_policy_supersede_nothing():
    story = Story().submit(submission()).decide()
    same = {"sealed": sealed(), "why": "?"}

    assert story.why_not(Act.SUPERSEDED, OPERATOR, **same) == {"nothing_changed"}
    policy = change(1, voids=True)
    assert story.why_not(Act.POLICY_CHANGED, OPERATOR, policy=policy) == {"nothing_changed"}


def test_a_log_in_which_somebody_did_what_they_may_not_is_told():
    story = Story().submit(submission())
    story.told.append(story.make(Act.RELEASED, SUBMITTER, sealed=sealed()))
    ((index, one, refusals),) = violations(story.told, NEEDS)

    assert (index, one.act) == (1, Act.RELEASED)
    assert {refusal.code for refusal in refusals} == {
        "review.wrong_role", "review.wrong_state"
    }  # fmt: skip
