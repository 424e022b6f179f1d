"""Decisions: what people do to a dossier, each as one happening that is never changed.

A happening says who did what, when, to which version of which dossier. What only one act
carries is a part of its own, empty in all others; `PARTS` says which act needs which. A
submission carries all that later acts are judged by, so that whoever holds the log alone can
check them again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.canon import Digest
from piying.model.review import Answer, Filing, Level


class Role(StrEnum):
    """As what a person acts."""

    SUBMITTER = "submitter"
    """Hands a work in, answers for it, appeals."""
    REVIEWER = "reviewer"
    """Answers findings and decides."""
    LEAD = "lead"
    """A reviewer who may also waive, suspend and take down."""
    APPEAL = "appeal_reviewer"
    """Decides appeals and nothing else."""
    OPERATOR = "operator"
    """Files numbers, releases, carries out orders, keeps keys and policies."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person and the role in which they act."""

    name: str
    role: Role


class Act(StrEnum):
    """What was done."""

    SUBMITTED = "submitted"
    ANSWERED = "answered"
    """One finding was answered."""
    WAIVED = "waived"
    """One finding was let pass, on a condition that the policy names."""
    ACCEPTED = "accepted"
    """A rule of which nothing can be said was accepted, by its name."""
    DECIDED = "decided"
    FILED = "filed"
    """A number that was given for the work was entered."""
    RELEASED = "released"
    SUSPENDED = "suspended"
    """Dark for the time being."""
    TAKEN_DOWN = "taken_down"
    APPEALED = "appealed"
    APPEAL_DECIDED = "appeal_decided"
    REINSTATED = "reinstated"
    SUPERSEDED = "superseded"
    """Its bytes are no longer those that were cleared."""
    POLICY_CHANGED = "policy_changed"


class Verdict(StrEnum):
    """What a person decides of a version, from the mildest to the strictest."""

    CLEAR = "clear"
    CONDITIONS = "clear_with_conditions"
    FIX = "needs_fix"
    REJECT = "reject"


class Reply(StrEnum):
    """What a person says of a finding."""

    CONFIRMED = "confirmed"
    """It is so."""
    DISMISSED = "dismissed"
    """It is not so; a reason code says why."""
    FIXED = "fixed"
    """It is so and will be gone from the next version; this version is not cleared."""
    INTENT = "accepted_as_intent"
    """It is so, it is meant, and it may stay."""


class Dismissal(StrEnum):
    """Why a finding is not one."""

    MISREAD = "misread"
    """The machine read or measured wrongly."""
    IDIOM = "idiom"
    """The words mean something else here."""
    DEBUNKED = "debunked"
    """The work shows it in order to expose it."""
    NOT_THIS = "not_this"
    """The rule is not about this."""
    DUPLICATE = "duplicate"
    """Another finding says the same."""


class Cause(StrEnum):
    """Where a restriction comes from."""

    OWN = "own"
    """Our own initiative."""
    NOTICE = "notice"
    """A notice under Article 16 of the Digital Services Act."""
    FLAGGER = "trusted_flagger"
    OTHER = "other_notification"
    REGULATOR = "regulator_order"
    COURT = "court_order"


ORDERS = frozenset({Cause.REGULATOR, Cause.COURT})
"""What is carried out and not decided: one person, no strike."""


class Outcome(StrEnum):
    """What came of an appeal."""

    UPHELD = "upheld"
    OVERTURNED = "overturned"


@dataclass(frozen=True, slots=True)
class Sealed:
    """The exact bytes that something is said of."""

    script: Digest
    master: Digest | None
    captions: Digest | None
    policy: Digest


@dataclass(frozen=True, slots=True)
class Concern:
    """A finding as decisions need it."""

    fingerprint: str
    rule: str
    level: Level
    tags: tuple[str, ...] = ()
    """Of its rule, for example "minors"; some ask for a second person."""
    persons: int = 1
    """How many have to decide where it stands."""
    waiver_roles: tuple[Role, ...] = ()
    """Who may waive it; empty: nobody."""
    waiver_needs: str = ""
    """The condition on which it is waived."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed in, as far as decisions are judged by it."""

    dossier: Digest
    sealed: Sealed
    tier: str
    """Empty while a question about the tier is open."""
    numbers: tuple[str, ...]
    """The sorts of numbers that a release needs."""
    concerns: tuple[Concern, ...]
    undetermined: tuple[str, ...]
    """Rules of which nothing can be said."""
    unfinished: tuple[str, ...]
    """Examiners that failed; what one that ended half-way left open is undetermined."""
    label_explicit: Answer
    label_implicit: Answer
    ai_used: Answer
    first_work: Answer
    persons: int
    """How many have to decide, from tier, findings and partner; a waived block adds one."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict and what it stands on."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    """Fingerprints of findings."""
    conditions: tuple[str, ...] = ()
    note: str = ""
    seconds_on_page: int = 0
    blind: bool = False
    """Whether earlier verdicts and the submitter were hidden."""


@dataclass(frozen=True, slots=True)
class FindingAnswer:
    """What was said of one finding."""

    finding: str
    """Its fingerprint."""
    reply: Reply
    dismissal: Dismissal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a restriction stands on: findings, or the number of an order."""

    cause: Cause
    order: str = ""
    """The number of the order, or of the notice where there is one."""
    authority: str = ""
    reasons: tuple[str, ...] = ()
    """Fingerprints of findings."""
    rules: tuple[str, ...] = ()
    """The rules of those findings."""
    privacy: bool = False
    """Whether it protects somebody's privacy: then there is no strike."""
    effective_ms: int = 0
    """From when it holds."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided of an appeal."""

    outcome: Outcome
    why_zh: str
    why_en: str


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """A new version of the policy, and whether it voids what was cleared."""

    policy: Digest
    name: str
    voids: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """One act of one person on one version of one episode's dossier."""

    act: Act
    series: str
    episode: int
    version: int
    """Of the dossier."""
    actor: Actor
    at_ms: int
    submission: Submission | None = None
    decision: Decision | None = None
    answer: FindingAnswer | None = None
    waived: str = ""
    """The fingerprint of the finding."""
    accepted: str = ""
    """The id of the rule."""
    filing: Filing | None = None
    sealed: Sealed | None = None
    """What is released, or what replaced what was cleared."""
    ground: Ground | None = None
    why: str = ""
    """What an appeal says; why something was reinstated or superseded."""
    ruling: Ruling | None = None
    policy: PolicyChange | None = None
    kind: str = field(default="happening.1", kw_only=True)


PARTS: dict[Act, str] = {
    Act.SUBMITTED: "submission",
    Act.ANSWERED: "answer",
    Act.WAIVED: "waived",
    Act.ACCEPTED: "accepted",
    Act.DECIDED: "decision",
    Act.FILED: "filing",
    Act.RELEASED: "sealed",
    Act.SUSPENDED: "ground",
    Act.TAKEN_DOWN: "ground",
    Act.APPEALED: "why",
    Act.APPEAL_DECIDED: "ruling",
    Act.REINSTATED: "why",
    Act.SUPERSEDED: "why",
    Act.POLICY_CHANGED: "policy",
}
"""The part that each act carries."""
