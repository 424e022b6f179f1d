"""Comments and reports: what viewers say of a work, and what is decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from piying.model.policy import Bilingual


class State(StrEnum):
    """How a comment stands."""

    SHOWN = "shown"
    HELD = "held"
    """Nobody but its author sees it until a person has looked."""
    REFUSED = "refused"
    """A rule forbids it; it was never shown."""
    REMOVED = "removed"
    """It was shown or held, and a person took it away."""
    WITHDRAWN = "withdrawn"
    """Its author took it back, for good."""


class Act(StrEnum):
    """What happened to a comment, each once and never changed."""

    SHOWN = "shown"
    HELD = "held"
    REFUSED = "refused"
    REMOVED = "removed"
    RESTORED = "restored"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Comment:
    """One line at a moment of an episode."""

    id: str
    series: str
    episode: int
    release: str
    """The release that was on the screen."""
    position_ms: int
    text: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody or a rule did to a comment."""

    act: Act
    by: str
    """The id of an account, `terminal:NAME`, or "policy" or "reports"."""
    rule: str
    """The rule of the policy that had a say; empty: none had."""
    why: str
    at_ms: int


class Density(IntEnum):
    """How many lines begin in a second at most."""

    FEW = 1
    SOME = 3
    MANY = 6


@dataclass(frozen=True, slots=True)
class Judged:
    """What a policy says to a comment."""

    state: State
    """`SHOWN`, `HELD` or `REFUSED`."""
    rule: str = ""
    title: Bilingual | None = None
    """What the rule forbids."""
    why: Bilingual | None = None
    """The words that were found."""


class About(StrEnum):
    """What a report is about."""

    EPISODE = "episode"
    COMMENT = "comment"


class Wrong(StrEnum):
    """What is said to be wrong with it."""

    ILLEGAL = "illegal"
    MINORS = "minors"
    """It harms minors."""
    VIOLENCE = "violence"
    SEXUAL = "sexual"
    FRAUD = "fraud"
    INFRINGEMENT = "infringement"
    """Somebody's rights: a work, a likeness, a voice, a name."""
    LABEL = "label"
    """The AI label, the age or a number is missing or wrong."""
    OTHER = "other"


class Answer(StrEnum):
    """What was decided about a report."""

    DISMISSED = "dismissed"
    REMOVED = "removed"
    """The comment was taken away."""
    PASSED_ON = "passed_on"
    """A takedown is decided by the verb `takedown`."""


@dataclass(frozen=True, slots=True)
class Report:
    """That somebody says that something is wrong."""

    id: str
    about: About
    subject: str
    """The id of the release or of the comment."""
    series: str
    episode: int
    wrong: Wrong
    text: str
    at_ms: int
