"""What may happen to a dossier, and why not: the invariants I1 to I8 as refusals.

I1  A release needs clearance, its numbers, both labels verified and identical bytes.
I2  The decider is not the submitter, the second not the first, and an appeal is decided by
    somebody who decided nothing before.
I3  Two persons for: tier key; a waived block; findings on minors, sexual content or cults; a
    partner's first work; a takedown of our own motion.
I4  Every restriction cites a rule and a finding, or the number of an order.
I8  No rule is undetermined at clearance unless a person accepted it by its name.

I5 (the log verifies) is held by `chain`, I6 (every target ends acknowledged or escalated) by
`takedown`, I7 (an overturned decision undoes everything) by `states`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from piying.model.decision import (
    ORDERS,
    PARTS,
    Act,
    Actor,
    Happening,
    Reply,
    Role,
    Sealed,
    Submission,
    Verdict,
)
from piying.model.review import Answer, Level
from piying.review.states import (
    CLEARED,
    DARK,
    OPEN,
    OUT,
    RESTRICTED,
    Case,
    Standing,
    State,
    apply,
)

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Needs:
    """What the policy and the operator ask for beyond the invariants."""

    persons_min: int = 1
    """How many decide any work."""
    pair_tiers: tuple[str, ...] = ("key",)
    pair_tags: tuple[str, ...] = ("minors", "sexual", "cult")
    """A rule with one of these tags needs two persons where it found something."""
    appeal_window_ms: int = 30 * DAY_MS
    patterns: tuple[tuple[str, str], ...] = ()
    """(sort, regular expression) of numbers whose form is known."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why something may not happen, as a code of the catalogue."""

    code: str
    data: tuple[tuple[str, str], ...] = ()


ROLES: dict[Act, tuple[Role, ...]] = {
    Act.SUBMITTED: (Role.SUBMITTER,),
    Act.ANSWERED: (Role.REVIEWER, Role.LEAD),
    Act.WAIVED: (Role.LEAD, Role.REVIEWER),
    Act.ACCEPTED: (Role.REVIEWER, Role.LEAD),
    Act.DECIDED: (Role.REVIEWER, Role.LEAD),
    Act.FILED: (Role.OPERATOR, Role.LEAD, Role.SUBMITTER),
    Act.RELEASED: (Role.OPERATOR, Role.LEAD),
    Act.SUSPENDED: (Role.OPERATOR, Role.LEAD, Role.REVIEWER),
    Act.TAKEN_DOWN: (Role.OPERATOR, Role.LEAD),
    Act.APPEALED: (Role.SUBMITTER,),
    Act.APPEAL_DECIDED: (Role.APPEAL,),
    Act.REINSTATED: (Role.OPERATOR, Role.LEAD, Role.APPEAL),
    Act.SUPERSEDED: (Role.OPERATOR, Role.LEAD, Role.REVIEWER, Role.SUBMITTER),
    Act.POLICY_CHANGED: (Role.OPERATOR,),
}
"""Who may do what."""

STATES: dict[Act, frozenset[State]] = {
    Act.ANSWERED: OPEN,
    Act.WAIVED: OPEN,
    Act.ACCEPTED: OPEN,
    Act.DECIDED: OPEN,
    Act.RELEASED: frozenset({State.FILED}),
    Act.SUSPENDED: OUT,
    Act.APPEALED: RESTRICTED,
    Act.APPEAL_DECIDED: frozenset({State.APPEALED}),
    Act.REINSTATED: frozenset({State.SUSPENDED, State.TAKEN_DOWN, State.OVERTURNED}),
    Act.SUPERSEDED: CLEARED | OPEN,
}
"""In which state what may happen; an act that is not here looks for itself."""


def may(case: Case, one: Happening, needs: Needs) -> tuple[Refusal, ...]:
    """Every reason why `one` may not follow what is folded in `case`; empty if it may."""
    held = case.version(one.version)
    told = [*_shape(one), *_role(one.actor, one.act), *_state(held, one)]
    return tuple(told) or tuple(_CHECKS[one.act](case, held, one, needs))


def violations(
    happenings: Iterable[Happening], needs: Needs
) -> Iterator[tuple[int, Happening, tuple[Refusal, ...]]]:
    """Each happening of one episode that was not permitted: index from 0, and why."""
    case = Case()
    for index, one in enumerate(happenings):
        refusals = may(case, one, needs)
        if refusals:
            yield index, one, refusals
        case = apply(case, one)


def persons_needed(submission: Submission, needs: Needs) -> int:
    """How many have to decide (I3)."""
    pair = (
        submission.tier in needs.pair_tiers
        or submission.first_work is not Answer.NO
        or any(
            set(concern.tags) & set(needs.pair_tags)
            for concern in submission.concerns
            if concern.level is not Level.NOTE
        )
    )
    asked_for = [one.persons for one in submission.concerns if one.level is not Level.NOTE]
    return max(needs.persons_min, 2 if pair else 1, *asked_for, 1)


def _shape(one: Happening) -> Iterator[Refusal]:
    part = PARTS[one.act]
    value = getattr(one, part)
    if value is None or (isinstance(value, str) and not value.strip()):
        yield _no("review.part_missing", act=one.act.value, part=part)
    if not one.actor.name.strip():
        yield _no("review.nobody")


def _role(actor: Actor, act: Act) -> Iterator[Refusal]:
    if actor.role not in ROLES[act]:
        roles = ", ".join(role.value for role in ROLES[act])
        yield _no("review.wrong_role", act=act.value, role=actor.role.value, roles=roles)


def _state(held: Standing, one: Happening) -> Iterator[Refusal]:
    allowed = STATES.get(one.act)
    if allowed is not None and held.state not in allowed:
        states = ", ".join(sorted(state.value for state in allowed))
        yield _no("review.wrong_state", act=one.act.value, state=held.state.value,
                  states=states)  # fmt: skip


# --- the acts -----------------------------------------------------------------------------


def _submit(case: Case, _held: Standing, one: Happening, needs: Needs) -> Iterator[Refusal]:
    latest = case.latest
    if one.version <= latest.version:
        yield _no("review.version_old", version=one.version, latest=latest.version)
    closed = {State.REJECTED, State.APPEALED, State.UPHELD, State.OVERTURNED, *DARK}
    shut = [held for held in case.versions if held.state in closed]
    if shut:
        yield _no("review.closed", version=shut[-1].version, state=shut[-1].state.value)
    if one.submission and one.submission.persons < persons_needed(one.submission, needs):
        yield _no("review.persons_too_few", given=one.submission.persons,
                  needed=persons_needed(one.submission, needs))  # fmt: skip
    if one.actor.name in case.deciders:
        yield _no("review.decided_before", name=one.actor.name)


def _answer(case: Case, held: Standing, one: Happening, _needs: Needs) -> Iterator[Refusal]:
    yield from _not_submitter(case, one)
    if one.answer is None:
        return
    if held.concern(one.answer.finding) is None:
        yield _no("review.no_such_finding", finding=one.answer.finding)
    dismissed = one.answer.reply is Reply.DISMISSED
    if dismissed != (one.answer.dismissal is not None):
        yield _no("review.dismissal_reason")


def _waive(case: Case, held: Standing, one: Happening, _needs: Needs) -> Iterator[Refusal]:
    yield from _not_submitter(case, one)
    concern = held.concern(one.waived)
    if concern is None:
        yield _no("review.no_such_finding", finding=one.waived)
    elif one.actor.role not in concern.waiver_roles:
        roles = ", ".join(role.value for role in concern.waiver_roles) or "-"
        yield _no("review.not_waivable", rule=concern.rule, roles=roles)


def _accept(case: Case, held: Standing, one: Happening, _needs: Needs) -> Iterator[Refusal]:
    yield from _not_submitter(case, one)
    if held.submission and one.accepted not in held.submission.undetermined:
        known = ", ".join(held.submission.undetermined) or "-"
        yield _no("review.not_undetermined", rule=one.accepted, known=known)


def _decide(case: Case, held: Standing, one: Happening, _needs: Needs) -> Iterator[Refusal]:
    yield from _not_submitter(case, one)
    decision, submission = one.decision, held.submission
    if decision is None or submission is None:
        return
    if one.actor.name in {name for name, _ in held.verdicts}:
        yield _no("review.second_is_first", name=one.actor.name)
    if one.actor.name in held.overturned:
        yield _no("review.was_overturned", name=one.actor.name)
    unanswered = [
        concern.fingerprint[:12]
        for concern in submission.concerns
        if concern.level is not Level.NOTE
        and held.answer(concern.fingerprint) is None
        and concern.fingerprint not in held.waived
    ]
    if unanswered:
        yield _no("review.unanswered", findings=", ".join(unanswered))
    if decision.verdict in (Verdict.CLEAR, Verdict.CONDITIONS):
        yield from _clear(held, submission, decision.verdict)
        if decision.verdict is Verdict.CONDITIONS and not _words(decision.conditions):
            yield _no("review.no_condition")
    else:
        yield from _reasoned(held, decision.reasons)


def _clear(held: Standing, submission: Submission, verdict: Verdict) -> Iterator[Refusal]:
    for concern in submission.concerns:
        given = held.answer(concern.fingerprint)
        if given is None or concern.fingerprint in held.waived:
            continue
        reply = given.answer.reply
        if concern.level is Level.BLOCK and reply is not Reply.DISMISSED:
            yield _no(
                "review.block_stands", finding=concern.fingerprint[:12], rule=concern.rule
            )
        elif concern.level is Level.REVIEW and (
            reply is Reply.FIXED or (reply is Reply.CONFIRMED and verdict is Verdict.CLEAR)
        ):
            yield _no(
                "review.finding_stands", finding=concern.fingerprint[:12], rule=concern.rule
            )
    open_rules = [rule for rule in submission.undetermined if rule not in held.accepted]
    if open_rules:
        yield _no("review.undetermined_open", rules=", ".join(open_rules))


def _reasoned(held: Standing, reasons: tuple[str, ...]) -> Iterator[Refusal]:
    """I4: each reason is a finding of this version that somebody found to be so."""
    if not reasons:
        yield _no("review.no_reason")
    for finding in reasons:
        given = held.answer(finding)
        if held.concern(finding) is None:
            yield _no("review.no_such_finding", finding=finding)
        elif given is None or given.answer.reply not in (Reply.CONFIRMED, Reply.FIXED):
            yield _no("review.reason_not_confirmed", finding=finding[:12])


def _file(_case: Case, held: Standing, one: Happening, needs: Needs) -> Iterator[Refusal]:
    filing, submission = one.filing, held.submission
    if filing is None:
        return
    if submission is None:
        yield _no("review.nothing_submitted")
        return
    if filing.sort not in submission.numbers:
        yield _no("review.wrong_sort", sort=filing.sort,
                  known=", ".join(submission.numbers) or "-")  # fmt: skip
    if not filing.number.strip() or not filing.authority.strip():
        yield _no("review.number_empty")
    for sort, pattern in needs.patterns:
        if sort == filing.sort and not re.fullmatch(pattern, filing.number):
            yield _no("review.number_form", number=filing.number, sort=sort, pattern=pattern)


def _release(case: Case, held: Standing, one: Happening, _needs: Needs) -> Iterator[Refusal]:
    """I1."""
    submission, sealed = held.submission, one.sealed
    if submission is None or sealed is None:
        return
    sorts = {filing.sort for filing in case.filings}
    lacking = [sort for sort in submission.numbers if sort not in sorts]
    if lacking or not submission.numbers:
        yield _no("review.number_lacking", sorts=", ".join(lacking) or "-")
    if submission.ai_used is not Answer.NO:
        labels = (("explicit", submission.label_explicit),
                  ("implicit", submission.label_implicit))  # fmt: skip
        for name, answer in labels:
            if answer is not Answer.YES:
                yield _no("review.label_unverified", label=name, answer=answer.value)
    cleared = submission.sealed
    if sealed.master is None or sealed.master != cleared.master:
        yield _no("review.bytes_changed", what="master")
    if sealed.captions != cleared.captions:
        yield _no("review.bytes_changed", what="captions")
    if sealed.policy not in held.policies:
        yield _no("review.bytes_changed", what="policy")


def _suspend(case: Case, held: Standing, one: Happening, _needs: Needs) -> Iterator[Refusal]:
    yield from _grounded(case, held, one)


def _take_down(case: Case, held: Standing, one: Happening, _needs: Needs) -> Iterator[Refusal]:
    yield from _grounded(case, held, one)
    ordered = one.ground is not None and one.ground.cause in ORDERS
    allowed = OUT | {State.SUSPENDED} if ordered else frozenset({State.SUSPENDED})
    if held.state not in allowed:
        states = ", ".join(sorted(state.value for state in allowed))
        yield _no("review.wrong_state", act=one.act.value, state=held.state.value,
                  states=states)  # fmt: skip
    if not ordered and held.restriction and held.restriction.by == one.actor.name:
        yield _no("review.own_motion_alone", name=one.actor.name)


def _grounded(case: Case, held: Standing, one: Happening) -> Iterator[Refusal]:
    """I4: an order has its number and authority; all else cites rules and findings."""
    ground = one.ground
    if ground is None:
        return
    if ground.effective_ms <= 0:
        yield _no("review.no_effective_time")
    if ground.cause in ORDERS:
        if not ground.order.strip() or not ground.authority.strip():
            yield _no("review.order_without_number")
        return
    yield from _not_submitter(case, one)
    if not ground.reasons:
        yield _no("review.no_reason")
    rules = set()
    for finding in ground.reasons:
        found = held.concern(finding)
        if found is None:
            yield _no("review.no_such_finding", finding=finding)
        else:
            rules.add(found.rule)
    if rules != set(ground.rules):
        yield _no("review.rules_differ", rules=", ".join(sorted(rules)) or "-")


def _appeal(case: Case, held: Standing, one: Happening, needs: Needs) -> Iterator[Refusal]:
    standing = held.restriction
    if standing is None:
        return
    if one.actor.name not in case.submitters:
        yield _no("review.not_yours", name=one.actor.name)
    if standing.by_order:
        yield _no("review.appeal_to_authority",
                  authority=standing.ground.authority if standing.ground else "-")  # fmt: skip
    if one.at_ms - standing.at_ms > needs.appeal_window_ms:
        yield _no("review.appeal_late", days=needs.appeal_window_ms // DAY_MS)


def _rule(case: Case, _held: Standing, one: Happening, _needs: Needs) -> Iterator[Refusal]:
    if one.actor.name in {*case.deciders, *case.submitters}:
        yield _no("review.appeal_not_third", name=one.actor.name)
    if one.ruling and not (one.ruling.why_zh.strip() and one.ruling.why_en.strip()):
        yield _no("review.ruling_without_why")


def _reinstate(_case: Case, held: Standing, one: Happening, _needs: Needs) -> Iterator[Refusal]:
    ordered = held.restriction is not None and held.restriction.by_order
    if held.state is State.TAKEN_DOWN and not ordered:
        yield _no("review.only_by_appeal")
    if held.state is not State.OVERTURNED and one.actor.role is Role.APPEAL:
        yield _no("review.only_by_appeal")


def _supersede(_case: Case, held: Standing, one: Happening, _needs: Needs) -> Iterator[Refusal]:
    if held.submission and one.sealed in (None, held.submission.sealed):
        yield _no("review.nothing_changed")


def _policy(case: Case, _held: Standing, one: Happening, _needs: Needs) -> Iterator[Refusal]:
    known = {held.policies[-1:] for held in case.versions if held.policies}
    if one.policy and known == {(one.policy.policy,)}:
        yield _no("review.nothing_changed")


def _not_submitter(case: Case, one: Happening) -> Iterator[Refusal]:
    if one.actor.name in case.submitters:
        yield _no("review.decider_submitted", name=one.actor.name)


def _words(texts: tuple[str, ...]) -> bool:
    return any(text.strip() for text in texts)


def _no(code: str, **data: object) -> Refusal:
    return Refusal(code, tuple((key, str(value)) for key, value in data.items()))


def same_bytes(one: Sealed, other: Sealed) -> bool:
    """Whether a release of `one` is a release of `other`: film, captions and policy."""
    return (one.master, one.captions, one.policy) == (
        other.master, other.captions, other.policy
    )  # fmt: skip


_CHECKS: dict[Act, Callable[[Case, Standing, Happening, Needs], Iterable[Refusal]]] = {
    Act.SUBMITTED: _submit,
    Act.ANSWERED: _answer,
    Act.WAIVED: _waive,
    Act.ACCEPTED: _accept,
    Act.DECIDED: _decide,
    Act.FILED: _file,
    Act.RELEASED: _release,
    Act.SUSPENDED: _suspend,
    Act.TAKEN_DOWN: _take_down,
    Act.APPEALED: _appeal,
    Act.APPEAL_DECIDED: _rule,
    Act.REINSTATED: _reinstate,
    Act.SUPERSEDED: _supersede,
    Act.POLICY_CHANGED: _policy,
}
