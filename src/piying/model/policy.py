"""A policy as a value: what a work is held against, as data that a person can read.

The file format is docs/policy.md. Measured limits are whole thousandths of their unit and
money is in fen, so equal policies have equal bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from piying.model.canon import Digest
from piying.model.dated import Source, Term
from piying.model.review import Citation, Element, Level, Stage


class Read(StrEnum):
    """How a clause was read; it caps what a rule that cites it may do."""

    FULL = "full"
    """In full, at its source: a rule may block."""
    SECONDARY = "secondary"
    """In press or a list that quotes it: a person decides."""
    UNREAD = "unread"
    """Its text was not found: a person decides."""


class RuleKind(StrEnum):
    """What a rule looks at."""

    TEXT = "text"
    MEASURE = "measure"
    LABEL = "label"
    DECLARED = "declared"


class Evasion(StrEnum):
    """A way in which a word is written so that a plain search does not see it."""

    WIDTH = "width"
    TRADITIONAL = "traditional"
    INSERT = "insert"
    PINYIN = "pinyin"
    LATIN = "latin"
    SPLIT = "split"
    EMOJI = "emoji"


class Window(StrEnum):
    """How far a context is looked for."""

    CLAUSE = "clause"
    UNIT = "unit"
    SCENE = "scene"


class Near(StrEnum):
    """In what the distance between two terms is counted."""

    CHAR = "char"
    UNIT = "unit"
    SCENE = "scene"


class Operator(StrEnum):
    """How a measure is compared with a limit."""

    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    EQUAL = "=="
    OTHER = "!="


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A source that rules cite."""

    id: str
    title: str
    read: Read
    issued: date | None = None
    in_force: date | None = None
    url: str = ""
    read_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class WordSet:
    """Words that stand for one thing."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """Words near a match that lower what it weighs."""

    name: str
    words: tuple[str, ...]
    window: Window
    around: bool
    """False: only before a term; true: on both sides of it."""
    lowers_to: Level


@dataclass(frozen=True, slots=True)
class People:
    """The sets of words that stand for persons of an age, where the cast does not say."""

    age: str
    """"child", "young", "elder" or "adult"."""
    set: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One term of a text rule: a word of any of `sets`; the first term is the anchor."""

    sets: tuple[str, ...]
    unit: Near = Near.CHAR
    within: int = 0
    order: str = ""
    """"after" or "before" the anchor; empty: either."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Fragments of text with what each weighs, learnt from labelled lines (docs/policy.md)."""

    name: str
    sha256: Digest
    """Of the text of its file."""
    heads: tuple[str, ...]
    """What it tells apart."""
    step: int
    """What one unit of a weight weighs, in thousandths."""
    share: int
    """How much of the sum of a head is added to the general sum, in thousandths."""
    gate: int
    """A line of which the general sum is below this is not looked at further; thousandths."""
    offsets: tuple[int, ...]
    """What a line without any fragment weighs, in thousandths: in general, then by head."""
    weights: tuple[tuple[str, tuple[int, ...]], ...]
    """Fragment → its weights in the same order."""
    below: int | None = None
    """What words found in a line that weighs less is a note; thousandths. None: never."""
    kept: tuple[str, ...] = ()
    """The rules of words that are never lowered so."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text rule that is met by what a line weighs."""

    scale: str
    head: str
    above: int
    """From which weight on, in thousandths."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A condition that a measure breaks."""

    measure: str
    operator: Operator
    value_milli: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of the declaration and the states of it that make a rule fire."""

    field: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Escalation:
    """In these elements a finding weighs at least `to`."""

    elements: tuple[Element, ...]
    to: Level


@dataclass(frozen=True, slots=True)
class Applies:
    """To what a rule applies."""

    stages: tuple[Stage, ...]
    elements: tuple[Element, ...] = ()
    declared: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A text or a measurement with the result that the rule has to give for it."""

    wants: str
    """"hit", "review", "note" or "miss"."""
    text: str = ""
    values: tuple[tuple[str, int], ...] = ()
    """(measure, thousandths)."""
    states: tuple[tuple[str, str], ...] = ()
    """(field of the declaration, state)."""
    cast: tuple[tuple[str, str], ...] = ()
    """(name, age)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; which of the optional parts are filled depends on `sort`."""

    id: str
    sort: RuleKind
    category: str
    title: Bilingual
    cite: tuple[Citation, ...]
    applies: Applies
    severity: Level
    examples: tuple[Example, ...]
    frames: tuple[tuple[Wanted, ...], ...] = ()
    """The ways in which a text rule is met: of one of them every term has to be there."""
    weighed: Weighed | None = None
    """Instead of frames: the scale of a text rule."""
    limits: tuple[Limit, ...] = ()
    asked: tuple[Asked, ...] = ()
    all_of: bool = True
    """Of limits and of asked fields: whether all must hold, or any."""
    evasion: tuple[Evasion, ...] = ()
    unless: tuple[str, ...] = ()
    """Sets of idioms inside which a term does not count."""
    contexts: tuple[str, ...] = ()
    escalate: Escalation | None = None
    actor: tuple[str, ...] = ()
    """The ages of whoever acts; empty: anybody."""
    undetermined_is: Level = Level.REVIEW
    waiver_roles: tuple[str, ...] = ()
    waiver_needs: Bilingual | None = None
    waiver_two_person: bool = True
    question: Bilingual | None = None
    min_reviewers: int = 1
    fix: Bilingual | None = None

    @property
    def sets(self) -> tuple[str, ...]:
        """The names of the sets whose words the frames look for, each once."""
        named = (name for frame in self.frames for term in frame for name in term.sets)
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class TierStep:
    """A tier and what puts a work in it; with neither cost nor answer it takes every work."""

    tier: str
    """"key", "ordinary" or "other"."""
    cost_from_fen: int | None = None
    """Inclusive, as the notices word it."""
    answers: tuple[str, ...] = ()
    """Answers of the declaration that decide alone."""


@dataclass(frozen=True, slots=True)
class TierRow:
    """How works are tiered from one day to another, by one authority."""

    id: str
    authority: str
    """"regulator" or "platform"."""
    ai: str
    """"yes", "no" or "any": which works."""
    term: Term
    source: Source
    steps: tuple[TierStep, ...]
    """From the strictest down; the first that fits decides."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Who reviews the works of a tier and what has to be filed."""

    id: str
    tier: str
    reviewer: str
    """"national", "provincial" or "platform"."""
    must_file: tuple[str, ...]
    """Names of `FilingSort`s."""
    term: Term
    source: Source
    note: Bilingual | None = None
    conflict: Bilingual | None = None
    """Where sources differ; shown, never settled by the program."""


@dataclass(frozen=True, slots=True)
class FilingSort:
    """A kind of number or paper that is filed."""

    sort: str
    title: Bilingual
    term: Term
    source: Source
    pattern: str = ""
    """A regular expression of its numbers; empty: none is known."""
    portable: bool = False
    """Whether it holds on other platforms than the one that gave it."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything that a work is held against."""

    id: str
    version: str
    """Semantic: three whole numbers."""
    jurisdiction: str
    language: str
    title: Bilingual
    sources: tuple[Origin, ...]
    sets: tuple[WordSet, ...]
    contexts: tuple[Context, ...]
    people: tuple[People, ...]
    rules: tuple[Rule, ...]
    tiers: tuple[TierRow, ...]
    duties: tuple[Duty, ...]
    filings: tuple[FilingSort, ...]
    sha256: Digest
    """Of the files it was read from, in their order."""
    scales: tuple[Scale, ...] = ()
    kind: str = field(default="policy.1", kw_only=True)

    @property
    def name(self) -> str:
        """Id and version, as a dossier writes them."""
        return f"{self.id} {self.version}"

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def scale(self, name: str) -> Scale | None:
        """The scale of that name."""
        return next((one for one in self.scales if one.name == name), None)

    def words(self, name: str) -> tuple[str, ...]:
        """The words of the set `name`; nothing if there is none."""
        return next((one.words for one in self.sets if one.name == name), ())
