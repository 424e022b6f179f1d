"""The states of a dossier: what happened, folded into how each version stands.

`fold` applies happenings in order and judges nothing; whether one may happen is asked of
`piying.review.permits` before it is written. Every version of an episode's dossier stands for
itself: while the second is in review, the first may be released. Answers that dismiss a
finding or accept it as meant go over to the next version by the finding's fingerprint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from piying.model.canon import Digest
from piying.model.decision import (
    ORDERS,
    Act,
    Concern,
    FindingAnswer,
    Ground,
    Happening,
    Outcome,
    Reply,
    Submission,
    Verdict,
)
from piying.model.review import Filing, Level


class State(StrEnum):
    """How a version stands."""

    DRAFT = "draft"
    """Nobody has handed it in."""
    SCREENING = "screening"
    """Handed in before every check had ended or while its tier is open: nobody can decide."""
    IN_REVIEW = "in_review"
    SECOND_REVIEW = "second_review"
    """One person has decided, and another has to."""
    CLEARED = "cleared"
    CONDITIONS = "cleared_with_conditions"
    FIX = "needs_fix"
    REJECTED = "rejected"
    FILED = "filed"
    """Cleared, and every number is there that a release needs."""
    RELEASED = "released"
    SUSPENDED = "suspended"
    TAKEN_DOWN = "taken_down"
    APPEALED = "appealed"
    UPHELD = "upheld"
    OVERTURNED = "overturned"
    REINSTATED = "reinstated"
    """Released again as it was."""
    SUPERSEDED = "superseded"


OPEN = frozenset({State.IN_REVIEW, State.SECOND_REVIEW})
"""A person may decide."""
CLEARED = frozenset({State.CLEARED, State.CONDITIONS, State.FILED})
"""Cleared and not yet released."""
OUT = frozenset({State.RELEASED, State.REINSTATED})
"""The audience sees it."""
DARK = frozenset({State.SUSPENDED, State.TAKEN_DOWN})
RESTRICTED = DARK | {State.REJECTED}
"""What can be appealed."""

_STRICTNESS = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to a finding, and who gave it to which version."""

    answer: FindingAnswer
    by: str
    version: int


@dataclass(frozen=True, slots=True)
class Restriction:
    """A rejection, suspension or takedown that stands."""

    state: State
    by: str
    at_ms: int
    before: State
    """The state that it is undone to."""
    ground: Ground | None
    """None for a rejection: its verdicts say why."""

    @property
    def by_order(self) -> bool:
        """Whether an authority ordered it."""
        return self.ground is not None and self.ground.cause in ORDERS


@dataclass(frozen=True, slots=True)
class Effects:
    """What a restriction does outside the dossier, and what undoing it undoes."""

    held_from_ms: int | None = None
    """From when money is held back; None: it is not."""
    listed: bool = False
    """It stands in the register of withdrawn works."""
    strikes: tuple[str, ...] = ()
    """The rules that count against who handed it in."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one version of a dossier stands."""

    version: int
    state: State = State.DRAFT
    submission: Submission | None = None
    submitter: str = ""
    answers: tuple[Given, ...] = ()
    waived: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    """Rules of which nothing can be said and that a person accepted."""
    verdicts: tuple[tuple[str, Verdict], ...] = ()
    """(who, what) of the review that goes on or has ended."""
    overturned: tuple[str, ...] = ()
    """Whose verdicts an appeal has overturned; they do not decide this version again."""
    conditions: tuple[str, ...] = ()
    policies: tuple[Digest, ...] = ()
    """The policies under which it may be released: its own and later ones that void nothing."""
    restriction: Restriction | None = None
    appellant: str = ""

    @property
    def persons(self) -> int:
        """How many have to decide."""
        if self.submission is None:
            return 1
        blocks = {
            one.fingerprint for one in self.submission.concerns if one.level is Level.BLOCK
        }
        return max(self.submission.persons, 2 if blocks & set(self.waived) else 1)

    @property
    def effects(self) -> Effects:
        """What it does outside; nothing from the moment an appeal overturns it."""
        held = self.restriction
        if held is None or held.ground is None or self.state is State.OVERTURNED:
            return Effects()
        down = held.state is State.TAKEN_DOWN
        strikes = down and not held.by_order and not held.ground.privacy
        return Effects(
            held.ground.effective_ms, listed=down, strikes=held.ground.rules if strikes else ()
        )

    def answer(self, finding: str) -> Given | None:
        """What was last said of a finding."""
        given = [one for one in self.answers if one.answer.finding == finding]
        return given[-1] if given else None

    def concern(self, finding: str) -> Concern | None:
        """The finding with this fingerprint."""
        held = self.submission.concerns if self.submission else ()
        return next((one for one in held if one.fingerprint == finding), None)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that happened to the dossiers of one episode."""

    versions: tuple[Standing, ...] = ()
    """In order; a version that was never handed in is not here."""
    submitters: tuple[str, ...] = ()
    deciders: tuple[str, ...] = ()
    """Whoever decided, waived, suspended or took down any version."""
    filings: tuple[Filing, ...] = ()
    """Numbers are given to the work, so they hold for every version."""

    @property
    def latest(self) -> Standing:
        """The newest version; a draft if there is none."""
        return self.versions[-1] if self.versions else Standing(0)

    def version(self, number: int) -> Standing:
        """One version; a draft if it was never handed in."""
        found = (one for one in self.versions if one.version == number)
        return next(found, Standing(number))

    @property
    def out(self) -> Standing | None:
        """The version that the audience sees."""
        return next((one for one in self.versions if one.state in OUT), None)


def fold(happenings: Iterable[Happening]) -> Case:
    """How the versions of one episode stand after `happenings`, in their order."""
    case = Case()
    for happening in happenings:
        case = apply(case, happening)
    return case


def apply(case: Case, happening: Happening) -> Case:
    """`case` after one more happening."""
    return _APPLY[happening.act](case, happening)


def _submitted(case: Case, one: Happening) -> Case:
    held = one.submission
    if held is None:
        return case
    waits = bool(held.unfinished) or not held.tier
    fresh = Standing(
        one.version,
        State.SCREENING if waits else State.IN_REVIEW,
        held,
        one.actor.name,
        answers=_carried(case.latest, held),
        policies=(held.sealed.policy,),
    )
    before = tuple(
        old if old.state in OUT | RESTRICTED else replace(old, state=State.SUPERSEDED)
        for old in case.versions
    )
    return replace(
        case, versions=(*before, fresh), submitters=_with(case.submitters, one.actor.name)
    )


def _carried(before: Standing, now: Submission) -> tuple[Given, ...]:
    """The answers of the version before that still hold: same finding, no graver than then."""
    order = tuple(Level)
    kept = []
    for concern in now.concerns:
        given, old = before.answer(concern.fingerprint), before.concern(concern.fingerprint)
        if given is None or old is None:
            continue
        lasting = given.answer.reply in (Reply.DISMISSED, Reply.INTENT)
        if lasting and order.index(concern.level) <= order.index(old.level):
            kept.append(given)
    return tuple(kept)


def _answered(case: Case, one: Happening) -> Case:
    if one.answer is None:
        return case
    given = Given(one.answer, one.actor.name, one.version)
    return _change(case, one, lambda held: replace(held, answers=(*held.answers, given)))


def _waived(case: Case, one: Happening) -> Case:
    def waive(held: Standing) -> Standing:
        waived = replace(held, waived=_with(held.waived, one.waived))
        conditions = dict.fromkeys((*held.conditions, *_waiver_needs(waived)))
        return replace(waived, conditions=tuple(conditions))

    return _decided_by(_change(case, one, waive), one)


def _waiver_needs(held: Standing) -> tuple[str, ...]:
    """The conditions that the waivers of a version bring with them."""
    concern = (held.concern(finding) for finding in held.waived)
    return tuple(dict.fromkeys(one.waiver_needs for one in concern if one and one.waiver_needs))


def _accepted(case: Case, one: Happening) -> Case:
    return _change(
        case, one, lambda held: replace(held, accepted=_with(held.accepted, one.accepted))
    )


def _decided(case: Case, one: Happening) -> Case:
    decision = one.decision
    if decision is None:
        return case

    def decide(held: Standing) -> Standing:
        verdicts = (*held.verdicts, (one.actor.name, decision.verdict))
        conditions = tuple(dict.fromkeys((*held.conditions, *decision.conditions)))
        held = replace(held, verdicts=verdicts, conditions=conditions)
        state = _outcome(held)
        if state is State.REJECTED:
            again = Restriction(state, one.actor.name, one.at_ms, State.IN_REVIEW, None)
            return replace(held, state=state, restriction=again)
        return _numbered(replace(held, state=state), case.filings)

    return _decided_by(_change(case, one, decide), one)


def _outcome(held: Standing) -> State:
    """What the verdicts so far come to: the strictest; a rejection only if all reject."""
    said = [verdict for _, verdict in held.verdicts]
    if Verdict.FIX in said:
        return State.FIX
    if len(said) < held.persons:
        return State.SECOND_REVIEW
    worst = max(said, key=_STRICTNESS.index)
    if worst is Verdict.REJECT:
        return State.REJECTED if set(said) == {Verdict.REJECT} else State.FIX
    return State.CONDITIONS if held.conditions else State.CLEARED


def _numbered(held: Standing, filings: tuple[Filing, ...]) -> Standing:
    """`held`, filed if it is cleared and every number is there that its release needs."""
    if held.state not in (State.CLEARED, State.CONDITIONS) or held.submission is None:
        return held
    sorts = {one.sort for one in filings}
    wanted = set(held.submission.numbers)
    return replace(held, state=State.FILED) if wanted and wanted <= sorts else held


def _filed(case: Case, one: Happening) -> Case:
    if one.filing is None:
        return case
    filings = (*(old for old in case.filings if old.sort != one.filing.sort), one.filing)
    versions = tuple(_numbered(held, filings) for held in case.versions)
    return replace(case, filings=filings, versions=versions)


def _released(case: Case, one: Happening) -> Case:
    versions = tuple(
        replace(held, state=State.SUPERSEDED) if held.state in OUT else held
        for held in case.versions
    )
    return _change(
        replace(case, versions=versions), one, lambda held: replace(held, state=State.RELEASED)
    )


def _restricted(case: Case, one: Happening) -> Case:
    state = State.SUSPENDED if one.act is Act.SUSPENDED else State.TAKEN_DOWN

    def restrict(held: Standing) -> Standing:
        before = held.restriction.before if held.restriction else held.state
        fresh = Restriction(state, one.actor.name, one.at_ms, before, one.ground)
        return replace(held, state=state, restriction=fresh)

    changed = _change(case, one, restrict)
    by_order = one.ground is not None and one.ground.cause in ORDERS
    return changed if by_order else _decided_by(changed, one)


def _appealed(case: Case, one: Happening) -> Case:
    return _change(
        case, one, lambda held: replace(held, state=State.APPEALED, appellant=one.actor.name)
    )


def _appeal_decided(case: Case, one: Happening) -> Case:
    ruling = one.ruling
    if ruling is None:
        return case
    upheld = ruling.outcome is Outcome.UPHELD
    state = State.UPHELD if upheld else State.OVERTURNED
    return _decided_by(_change(case, one, lambda held: replace(held, state=state)), one)


def _reinstated(case: Case, one: Happening) -> Case:
    def reinstate(held: Standing) -> Standing:
        again = replace(held, restriction=None, appellant="")
        if held.restriction is None or held.restriction.state is not State.REJECTED:
            return replace(again, state=State.REINSTATED)
        names = tuple(name for name, _ in held.verdicts)
        return replace(
            again, state=State.IN_REVIEW, verdicts=(), conditions=_waiver_needs(held),
            overturned=(*held.overturned, *names),
        )  # fmt: skip

    return _change(case, one, reinstate)


def _superseded(case: Case, one: Happening) -> Case:
    return _change(case, one, lambda held: replace(held, state=State.SUPERSEDED))


def _policy_changed(case: Case, one: Happening) -> Case:
    change = one.policy
    if change is None:
        return case

    def meet(held: Standing) -> Standing:
        if not change.voids:
            return replace(held, policies=(*held.policies, change.policy))
        return replace(held, state=State.SUPERSEDED) if held.state in CLEARED else held

    return replace(case, versions=tuple(meet(held) for held in case.versions))


def _change(case: Case, one: Happening, how: Callable[[Standing], Standing]) -> Case:
    """`case` with the version of `one` changed."""
    return replace(
        case,
        versions=tuple(
            how(held) if held.version == one.version else held for held in case.versions
        ),
    )


def _decided_by(case: Case, one: Happening) -> Case:
    return replace(case, deciders=_with(case.deciders, one.actor.name))


def _with(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return names if name in names else (*names, name)


_APPLY: dict[Act, Callable[[Case, Happening], Case]] = {
    Act.SUBMITTED: _submitted,
    Act.ANSWERED: _answered,
    Act.WAIVED: _waived,
    Act.ACCEPTED: _accepted,
    Act.DECIDED: _decided,
    Act.FILED: _filed,
    Act.RELEASED: _released,
    Act.SUSPENDED: _restricted,
    Act.TAKEN_DOWN: _restricted,
    Act.APPEALED: _appealed,
    Act.APPEAL_DECIDED: _appeal_decided,
    Act.REINSTATED: _reinstated,
    Act.SUPERSEDED: _superseded,
    Act.POLICY_CHANGED: _policy_changed,
}
