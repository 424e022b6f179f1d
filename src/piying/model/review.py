"""Review: what was looked at, what was found where, and what it was held against.

Levels go up from `NOTE` to `BLOCK`; a check that could not be done is undetermined and is
never a pass. No number here is a float: measured values are whole thousandths of their unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from piying.model.canon import Digest
from piying.model.people import Cast


class Level(StrEnum):
    """How much a finding weighs."""

    NOTE = "note"
    """Worth knowing."""
    REVIEW = "review"
    """A person has to answer it."""
    BLOCK = "block"
    """Nothing is released while it stands."""


class Stage(StrEnum):
    """What is examined."""

    SCRIPT = "script"
    CUT = "cut"
    MASTER = "master"


class Element(StrEnum):
    """What a unit of text is."""

    TITLE = "title"
    LOGLINE = "logline"
    TAG = "tag"
    HEADING = "heading"
    ACTION = "action"
    DIALOGUE = "dialogue"
    NARRATION = "narration"
    ONSCREEN = "on_screen"
    CAPTION = "caption"
    BURNT_IN = "burnt_in"
    """Read from the picture."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text that is examined as one: a line of speech, an action, a caption."""

    element: Element
    text: str
    speaker: str = ""
    scene: int = 0
    """The number of its scene from 1; 0: outside every scene."""
    line: int = 0
    """Its first line in the source, from 1; 0: it has none."""
    shot: str = ""
    start_frame: int = -1
    end_frame: int = -1
    """Where it is seen or heard in the film, end excluded; -1: not known."""


@dataclass(frozen=True, slots=True)
class At:
    """Where something was found."""

    stage: Stage
    unit: int = -1
    """The index of the unit; -1: not in a text."""
    element: Element | None = None
    scene: int = 0
    line: int = 0
    start: int = 0
    end: int = 0
    """In characters of the unit's text, end excluded."""
    shot: str = ""
    start_frame: int = -1
    end_frame: int = -1


@dataclass(frozen=True, slots=True)
class Match:
    """A word of a set that was found, and how."""

    set: str
    word: str
    """As the policy writes it."""
    written: str
    """As the text writes it."""
    start: int
    end: int
    how: str
    """"exact", "width", "traditional", "insert", "pinyin", "latin", "split", "emoji"; or
    "weighed": a fragment of what a scale weighs."""
    unit: int = -1
    """The index of the unit it stands in; -1: that of its finding."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The clause that a rule stands on."""

    source: str
    """The id of a source of the policy."""
    clause: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a rule wanted of a measure and what was measured, as a person reads it."""

    measure: str
    expected: str
    value: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a person needs in order to judge a finding."""

    quote: str = ""
    matches: tuple[Match, ...] = ()
    contexts: tuple[str, ...] = ()
    """The contexts that lowered it, by name, with the word that was seen: "debunk:骗局"."""
    measured: Expected | None = None
    frames: tuple[int, ...] = ()
    """Frames of the film worth showing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that one rule found in one place."""

    rule: str
    level: Level
    at: At
    evidence: Evidence
    cite: tuple[Citation, ...]
    title_zh: str
    title_en: str
    why_zh: str
    why_en: str
    fingerprint: str
    """SHA-256 of rule, unit text, span and word-set hash (for measures: rule, shot and
    measure): it carries an answer over to the next version when nothing relevant changed."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the film in which something was measured."""

    measure: str
    """For example "black", "freeze", "flash", "cut"."""
    start_frame: int
    end_frame: int
    """End excluded."""
    value_milli: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that was measured of a whole film, in thousandths of its unit."""

    measure: str
    value_milli: int | None
    """None: it could not be measured; `why` says the reason. Never a pass."""
    unit: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A value over time, for drawing: one number for every `step_frames` frames."""

    measure: str
    step_frames: int
    values_milli: tuple[int, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """What one pass over a finished file measured."""

    blob: Digest
    rate_num: int
    rate_den: int
    frame_count: int
    width: int
    height: int
    figures: tuple[Figure, ...]
    spans: tuple[Span, ...]
    lanes: tuple[Lane, ...]
    tool: str
    """Name and version of what measured."""
    kind: str = field(default="inspection.1", kw_only=True)


@dataclass(frozen=True, slots=True)
class Text:
    """The units of one stage."""

    stage: Stage
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """All that a dossier was made from, so that another policy can be held against it."""

    texts: tuple[Text, ...]
    cast: Cast
    inspection: Digest | None
    shots: tuple[tuple[str, int, int], ...]
    """(shot, first frame, frame behind the last)."""
    kind: str = field(default="matter.1", kw_only=True)


@dataclass(frozen=True, slots=True)
class TextFindings:
    """What the text rules of a policy found in the units of one stage."""

    stage: Stage
    findings: tuple[Finding, ...]
    kind: str = field(default="text_findings.1", kw_only=True)


class Answer(StrEnum):
    """What is known of a yes-or-no question; `UNKNOWN` asks and never counts as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Declared:
    """What the producer declares of a work; the tier is found from it."""

    title: str
    synopsis: str = ""
    tags: tuple[str, ...] = ()
    form: str = "animated"
    """"animated" or "live"."""
    filed_on: date | None = None
    released_on: date | None = None
    cost_fen: int | None = None
    """The declared investment in fen; None: not declared."""
    ai_used: Answer = Answer.UNKNOWN
    special_subject: Answer = Answer.UNKNOWN
    """Whether it touches a subject of the regulator's list (politics, military, religion …)."""
    subjects: tuple[str, ...] = ()
    promoted: Answer = Answer.UNKNOWN
    """Whether a platform puts it on a front page."""
    volunteered: Answer = Answer.UNKNOWN
    """Whether the producer asks for the higher tier."""
    for_children: Answer = Answer.UNKNOWN
    minors_in_cast: Answer = Answer.UNKNOWN
    remake_of: str = ""
    partner: str = ""
    """Who submits it."""
    first_work: Answer = Answer.UNKNOWN
    """Whether it is that partner's first."""
    kind: str = field(default="declared.1", kw_only=True)


@dataclass(frozen=True, slots=True)
class Tiering:
    """The tier of a work with the row that fired and why."""

    tier: str
    """"key", "ordinary", "other"; empty while a question is open."""
    row: str
    """The id of the row of the policy."""
    because: tuple[str, ...]
    """The fields of the declaration that decided, with their values."""
    reviewer: str
    """Who reviews: "national", "provincial", "platform"."""
    must_file: tuple[str, ...]
    """What has to be filed, by the names of the policy."""
    questions: tuple[str, ...] = ()
    """Fields that are unknown and decide; while there is one there is no tier."""
    conflicts: tuple[str, ...] = ()
    """Where a platform's rule and the regulator's differ; the stricter was chosen."""
    changes_on: tuple[tuple[date, str], ...] = ()
    """What would change on which later date, by the same declaration."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one examiner."""

    tool: str
    version: str
    """The digest of its code and of what it was set to."""
    status: str
    """"ok", "partial" or "failed"."""
    cpu_ms: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which rules were run, and of which nothing can be said."""

    run: tuple[str, ...]
    passed: tuple[str, ...]
    undetermined: tuple[tuple[str, str], ...]
    """(rule, why)."""
    characters: int
    frames: int


@dataclass(frozen=True, slots=True)
class Filing:
    """A number that an authority or a platform gave."""

    sort: str
    """What kind of number the tier demands, by the policy's name."""
    number: str
    authority: str
    on: date


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that was found about one episode, bound to the bytes it was found in."""

    series: str
    episode: int
    version: int
    """From 1; a new version for new bytes, a new policy or a new declaration."""
    script: Digest
    cut: Digest | None
    master: Digest | None
    captions: Digest | None
    policy: Digest
    policy_name: str
    """Id and version of the policy."""
    declared: Declared
    tiering: Tiering
    findings: tuple[Finding, ...]
    coverage: Coverage
    runs: tuple[Run, ...]
    inspection: Digest | None
    label_explicit: Answer
    """Whether the visible label was verified from the pixels."""
    label_implicit: Answer
    """Whether the metadata label was read back."""
    kind: str = field(default="dossier.1", kw_only=True)
