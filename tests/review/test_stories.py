"""Ten thousand stories: anybody tries anything, and no invariant is ever broken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from review_acts import NEEDS, Story, change, concern, filing, sealed, submission

from piying.model.decision import (
    ORDERS,
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
from piying.review.permits import may, violations
from piying.review.states import (
    CLEARED,
    DARK,
    OPEN,
    OUT,
    RESTRICTED,
    Effects,
    State,
    apply,
    fold,
)

CLEARS = (Verdict.CLEAR, Verdict.CONDITIONS)
BUSY = OPEN | CLEARED
NAMES = ("沈", "林", "陈", "周", "郑", "王")
FINDINGS = (
    concern("n1", Level.NOTE),
    concern("f1"),
    concern("f2", rule="MIN-001", tags=("minors",)),
    concern("b1", Level.BLOCK, "PSE-001", waiver_roles=(Role.LEAD,), waiver_needs="警示"),
    concern("b2", Level.BLOCK, "SEX-001", tags=("sexual",)),
)
RULES = {one.fingerprint: one.rule for one in FINDINGS}
names = st.sampled_from(NAMES)
reviewers = st.sampled_from(NAMES[1:4])
findings = st.sampled_from([one.fingerprint for one in FINDINGS])
verdicts = st.sampled_from([*[Verdict.CLEAR] * 5, *Verdict])
rarely = st.sampled_from([False, False, False, True])
handed = st.builds(
    lambda concerns, **told: submission(*concerns, **told),
    st.lists(st.sampled_from(FINDINGS), max_size=2, unique=True),
    tier=st.sampled_from(["key", "other"]),
    undetermined=st.sampled_from([(), ("AIL-001",)]),
    first_work=st.sampled_from([Answer.YES, Answer.NO, Answer.NO]),
    label_implicit=st.sampled_from([Answer.YES, Answer.YES, Answer.UNKNOWN]),
    number=st.integers(1, 2),
)


class Stories(RuleBasedStateMachine):
    """Anybody tries anything; what is permitted happens, and the invariants are looked for
    in the plain list of what happened."""

    def __init__(self):
        super().__init__()
        self.told, self.case, self.at_ms = [], fold([]), 1_000

    def attempt(self, act, name, role, *, fresh=False, **parts):
        self.at_ms += 1
        latest = self.case.latest.version
        actor = Actor(name, role)
        one = replace(
            Story().make(act, actor, version=latest + 1 if fresh else latest or 1, **parts),
            at_ms=self.at_ms,
        )
        if may(self.case, one, NEEDS):
            return False
        self.told.append(one)
        self.case = apply(self.case, one)
        self.look(one)
        return True

    @initialize(held=handed)
    def begin(self, held):
        self.attempt(Act.SUBMITTED, "沈", Role.SUBMITTER, fresh=True, submission=held)

    @rule(name=names, held=handed)
    @precondition(lambda self: self.case.latest.state not in BUSY)
    def hand_in(self, name, held):
        self.attempt(Act.SUBMITTED, name, Role.SUBMITTER, fresh=True, submission=held)

    @rule(first=reviewers, second=reviewers, verdict=verdicts)
    def review(self, first, second, verdict):
        """What people do as they should: they answer everything, then they decide."""
        reply = Reply.CONFIRMED if verdict in (Verdict.FIX, Verdict.REJECT) else Reply.DISMISSED
        self.answer_all(first, reply)
        self.accept(second)
        held = self.case.latest.submission
        reasons = [one.fingerprint for one in held.concerns if one.level is not Level.NOTE]
        for name in (first, second):
            self.decide(name, Role.REVIEWER, verdict, reasons)

    @precondition(lambda self: self.case.latest.state in CLEARED)
    @rule(number=st.integers(1, 2))
    def publish(self, number):
        self.enter_a_number("platform_number")
        self.release(number, 1)

    @precondition(lambda self: self.case.latest.state in OUT)
    @rule(finding=findings, order=st.booleans())
    def go_dark(self, finding, order):
        cause = Cause.REGULATOR if order else Cause.OWN
        self.restrict("林", finding, cause, Act.SUSPENDED)
        self.restrict("周", finding, cause, Act.TAKEN_DOWN)

    @rule(name=names, reply=st.sampled_from(Reply))
    def answer_all(self, name, reply):
        held = self.case.latest.submission
        for one in held.concerns if held else ():
            why = Dismissal.MISREAD if reply is Reply.DISMISSED else None
            answer = FindingAnswer(one.fingerprint, reply, why)
            self.attempt(Act.ANSWERED, name, Role.REVIEWER, answer=answer)

    @rule(name=names, role=st.sampled_from([Role.LEAD, Role.REVIEWER]), finding=findings)
    def waive(self, name, role, finding):
        self.attempt(Act.WAIVED, name, role, waived=finding)

    @rule(name=names)
    def accept(self, name):
        self.attempt(Act.ACCEPTED, name, Role.REVIEWER, accepted="AIL-001")

    @rule(
        name=names,
        role=st.sampled_from([Role.LEAD, Role.REVIEWER, Role.SUBMITTER]),
        verdict=st.sampled_from([*CLEARS, *Verdict]),
        reasons=st.lists(findings, max_size=2, unique=True),
    )
    def decide(self, name, role, verdict, reasons):
        conditions = ("片头警示",) if verdict is Verdict.CONDITIONS else ()
        decision = Decision(verdict, tuple(reasons), conditions)
        self.attempt(Act.DECIDED, name, role, decision=decision)

    @rule(sort=st.sampled_from(["platform_number", "platform_number", "licence"]))
    def enter_a_number(self, sort):
        self.attempt(Act.FILED, "王", Role.OPERATOR, filing=filing(sort))

    @rule(number=st.integers(1, 2), policy=st.integers(1, 2))
    def release(self, number, policy):
        bytes_of = sealed(number, policy)
        self.attempt(Act.RELEASED, "王", Role.OPERATOR, sealed=bytes_of)

    @rule(name=names, finding=findings, cause=st.sampled_from(Cause), act=st.sampled_from(
        [Act.SUSPENDED, Act.TAKEN_DOWN]
    ))  # fmt: skip
    def restrict(self, name, finding, cause, act):
        number = "令1" if cause in ORDERS else ""
        reasons, rules = ((), ()) if number else ((finding,), (RULES[finding],))
        ground = Ground(cause, number, number and "局", reasons, rules, effective_ms=1)
        self.attempt(act, name, Role.LEAD, ground=ground)

    @precondition(lambda self: self.case.latest.state in RESTRICTED)
    @rule(name=names)
    def appeal(self, name):
        self.attempt(Act.APPEALED, name, Role.SUBMITTER, why="不")

    @precondition(lambda self: self.case.latest.state is State.APPEALED)
    @rule(name=names, outcome=st.sampled_from(Outcome))
    def rule_on_it(self, name, outcome):
        ruling = Ruling(outcome, "理由", "reason")
        self.attempt(Act.APPEAL_DECIDED, name, Role.APPEAL, ruling=ruling)

    @precondition(lambda self: self.case.latest.state in DARK | {State.OVERTURNED})
    @rule(name=names)
    def reinstate(self, name):
        self.attempt(Act.REINSTATED, name, Role.LEAD, why="恢复")

    @precondition(lambda self: self.case.latest.state in CLEARED)
    @rule(voids=rarely, policy=st.integers(1, 2))
    def change_the_policy(self, voids, policy):
        self.attempt(
            Act.POLICY_CHANGED, "王", Role.OPERATOR, policy=change(policy, voids=voids)
        )

    @precondition(lambda self: self.case.latest.state in CLEARED)
    @rule(number=st.sampled_from([1, 1, 1, 2]))
    def change_the_bytes(self, number):
        self.attempt(Act.SUPERSEDED, "王", Role.OPERATOR, sealed=sealed(number), why="master")

    # --- what must hold, told from the list alone ---

    def of(self, version, *acts):
        return [one for one in self.told if one.version == version and one.act in acts]

    def round(self, version):
        """The verdicts of the review that counts: those after the last reinstatement."""
        since = self.of(version, Act.SUBMITTED, Act.DECIDED, Act.REINSTATED)
        cut = max((i for i, one in enumerate(since) if one.act is not Act.DECIDED), default=0)
        return since[cut + 1 :]

    def look(self, one):
        looks = {
            Act.RELEASED: self.look_at_release,
            Act.DECIDED: self.look_at_verdict,
            Act.APPEAL_DECIDED: self.look_at_ruling,
            Act.SUSPENDED: self.look_at_ground,
            Act.TAKEN_DOWN: self.look_at_takedown,
            Act.REINSTATED: self.look_at_return,
        }
        looks.get(one.act, lambda _one: None)(one)

    def look_at_release(self, one):
        (handed,) = self.of(one.version, Act.SUBMITTED)
        held = handed.submission
        verdicts = self.round(one.version)
        numbers = {told.filing.sort for told in self.told if told.act is Act.FILED}
        pairs = {"minors", "sexual", "cult"}
        two = held.tier == "key" or held.first_work is Answer.YES
        two |= any(pairs & set(f.tags) for f in held.concerns if f.level is not Level.NOTE)
        waived = {told.waived for told in self.of(one.version, Act.WAIVED)}
        two |= any(f.fingerprint in waived and f.level is Level.BLOCK for f in held.concerns)

        assert {told.decision.verdict for told in verdicts} <= set(CLEARS)  # I1
        assert held.numbers
        assert set(held.numbers) <= numbers
        assert (held.label_explicit, held.label_implicit) == (Answer.YES, Answer.YES)
        assert one.sealed.master == held.sealed.master
        assert len({told.actor.name for told in verdicts}) >= (2 if two else 1)  # I3

    def look_at_verdict(self, one):
        verdicts = [told.actor.name for told in self.round(one.version)]
        handed = {told.actor.name for told in self.told if told.act is Act.SUBMITTED}
        held = self.of(one.version, Act.SUBMITTED)[0].submission

        assert one.actor.name not in handed  # I2
        assert len(verdicts) == len(set(verdicts))
        if one.decision.verdict in CLEARS:  # I8
            accepted = {told.accepted for told in self.of(one.version, Act.ACCEPTED)}
            assert set(held.undetermined) <= accepted
        else:  # I4
            assert one.decision.reasons
            assert set(one.decision.reasons) <= {f.fingerprint for f in held.concerns}

    def look_at_ruling(self, one):
        before = {
            told.actor.name
            for told in self.told[:-1]
            if told.act in (Act.SUBMITTED, Act.DECIDED, Act.WAIVED)
            or (told.ground and told.ground.cause not in ORDERS)
        }

        assert one.actor.name not in before  # I2

    def look_at_ground(self, one):
        ground = one.ground
        found = {f.fingerprint: f.rule for told in self.told if told.submission
                 for f in told.submission.concerns}  # fmt: skip

        if ground.cause in ORDERS:
            assert ground.order  # I4
        else:
            assert ground.reasons
            assert ground.rules == tuple(found[reason] for reason in ground.reasons)

    def look_at_takedown(self, one):
        self.look_at_ground(one)
        if one.ground.cause not in ORDERS:
            dark = self.of(one.version, Act.SUSPENDED)[-1]
            assert dark.actor.name != one.actor.name  # I3

    def look_at_return(self, one):
        assert self.case.version(one.version).effects == Effects()  # I7

    @invariant()
    def one_version_at_most_is_out_and_what_is_dark_stands_on_something(self):
        assert sum(held.state in OUT for held in self.case.versions) <= 1
        for held in self.case.versions:
            if held.state in DARK:
                assert held.restriction.ground is not None
            if held.state is State.OVERTURNED:
                assert held.effects == Effects()

    def teardown(self):
        assert fold(self.told) == self.case
        assert not list(violations(self.told, NEEDS))


TestStories = Stories.TestCase
TestStories.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


@pytest.mark.slow
@pytest.mark.timeout(1_800)  # ten minutes and more on a busy machine
class TestTenThousandStories(Stories.TestCase):
    """ "0 violations in 10,000 runs\""""

    settings = settings(
        max_examples=10_000, stateful_step_count=40, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
