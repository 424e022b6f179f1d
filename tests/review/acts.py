"""Happenings by hand, for the tests of what people do to a dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from piying.model.decision import (
    Act,
    Actor,
    Cause,
    Concern,
    Decision,
    Dismissal,
    FindingAnswer,
    Ground,
    Happening,
    PolicyChange,
    Reply,
    Role,
    Ruling,
    Sealed,
    Submission,
    Verdict,
)
from piying.model.review import Answer, Filing, Level
from piying.review.permits import Needs, may, persons_needed
from piying.review.states import fold

NEEDS = Needs()
HOUR = 3_600_000

SUBMITTER = Actor("沈", Role.SUBMITTER)
FIRST = Actor("林", Role.REVIEWER)
SECOND = Actor("陈", Role.REVIEWER)
LEAD = Actor("周", Role.LEAD)
OTHER_LEAD = Actor("吴", Role.LEAD)
APPEAL = Actor("郑", Role.APPEAL)
OPERATOR = Actor("王", Role.OPERATOR)


def sealed(number=1, policy=1):
    return Sealed(f"5c{number:062}", f"3a{number:062}", f"ca{number:062}", f"90{policy:062}")


def concern(name, level=Level.REVIEW, rule="SUP-001", **other):
    return Concern(name, rule, level, **other)


def submission(*concerns, number=1, tier="other", needs=NEEDS, **other):
    given = {
        "numbers": ("platform_number",), "undetermined": (), "unfinished": (),
        "label_explicit": Answer.YES, "label_implicit": Answer.YES, "ai_used": Answer.YES,
        "first_work": Answer.NO, "persons": 1,
    } | other  # fmt: skip
    made = Submission(
        dossier=f"d0{number:062}", sealed=sealed(number), tier=tier, concerns=concerns, **given
    )
    if "persons" in other:
        return made
    return replace(made, persons=persons_needed(made, needs))


class Story:
    """An episode to which things happen, each permitted when it does."""

    def __init__(self, needs=NEEDS):
        self.needs, self.told, self.at_ms = needs, [], 1_800_000_000_000

    @property
    def case(self):
        return fold(self.told)

    @property
    def state(self):
        return self.case.latest.state.value

    def make(self, act, actor, *, version=0, **parts):
        number = version or self.case.latest.version
        return Happening(act, "drama", 1, number, actor, self.at_ms, **parts)

    def why_not(self, act, actor, **parts):
        """The codes that refuse it."""
        refusals = may(self.case, self.make(act, actor, **parts), self.needs)
        return {refusal.code.removeprefix("review.") for refusal in refusals}

    def do(self, act, actor, **parts):
        self.at_ms += 1000
        one = self.make(act, actor, **parts)
        assert may(self.case, one, self.needs) == ()
        self.told.append(one)
        return self

    # --- in a word each ---

    def submit(self, held, actor=SUBMITTER):
        version = self.case.latest.version + 1
        return self.do(Act.SUBMITTED, actor, version=version, submission=held)

    def answer(self, finding, reply=Reply.DISMISSED, actor=FIRST):
        why = Dismissal.IDIOM if reply is Reply.DISMISSED else None
        return self.do(Act.ANSWERED, actor, answer=FindingAnswer(finding, reply, why))

    def decide(self, verdict=Verdict.CLEAR, actor=FIRST, **other):
        return self.do(Act.DECIDED, actor, decision=Decision(verdict, **other))

    def file(self, sort="platform_number"):
        return self.do(Act.FILED, OPERATOR, filing=filing(sort))

    def release(self, number=1):
        return self.do(Act.RELEASED, OPERATOR, sealed=sealed(number))

    def released(self, *concerns):
        """A work that is out."""
        return self.submit(submission(*concerns)).decide().file().release()

    def suspend(self, actor=LEAD, ground=None):
        return self.do(Act.SUSPENDED, actor, ground=ground or own())

    def take_down(self, actor=OTHER_LEAD, ground=None):
        return self.do(Act.TAKEN_DOWN, actor, ground=ground or own())

    def appeal(self):
        return self.do(Act.APPEALED, SUBMITTER, why="不是这样")

    def rule(self, outcome, actor=APPEAL):
        return self.do(Act.APPEAL_DECIDED, actor, ruling=Ruling(outcome, "理由", "reason"))

    def reinstate(self, actor=OPERATOR):
        return self.do(Act.REINSTATED, actor, why="恢复")


def own(*findings, rules=("SUP-001",), cause=Cause.OWN):
    return Ground(cause, reasons=findings or ("n1",), rules=rules, effective_ms=1)


def order(number="粤广发〔2026〕7号"):
    return Ground(Cause.REGULATOR, order=number, authority="省广播电视局", effective_ms=1)


def filing(sort="platform_number"):
    return Filing(sort, "A-1", "平台", date(2026, 11, 22))


def change(policy, *, voids):
    return PolicyChange(f"90{policy:062}", f"cn-manju 2026.11.{policy}", voids)
