"""A screenplay as a value: its elements in order, each with its text letter for letter.

`Script` holds content only; where each element stood in the source is kept beside it in
`Reading`, so that moving a line does not change what the script is. Inline text keeps
Fountain's markup (`*…*`, `**…**`, `_…_`, `[[…]]`, backslash escapes) whatever the source
format was; `script.inline` gives the plain words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.canon import Digest


class ElementKind(StrEnum):
    """What an element of a script is."""

    HEADING = "heading"
    """A scene heading 场次; `Element.heading` holds its parts."""
    ACTION = "action"
    """What is seen: 动作, △."""
    CUE = "cue"
    """Who speaks next; `Element.cue` holds its parts, the text is the cue as written."""
    PARENTHETICAL = "parenthetical"
    """How the line is spoken, without its brackets."""
    DIALOGUE = "dialogue"
    """What is spoken."""
    LYRICS = "lyrics"
    """What is sung."""
    TRANSITION = "transition"
    """切至, CUT TO:."""
    CENTRED = "centred"
    """Centred action, > … <."""
    SECTION = "section"
    """A section mark; `depth` is its level from 1."""
    SYNOPSIS = "synopsis"
    """= what this part is about."""
    NOTE = "note"
    """A note standing alone, [[ … ]], without its brackets."""
    BONEYARD = "boneyard"
    """Text taken out of the script, /* … */."""
    PAGE_BREAK = "page_break"
    """===."""
    EPISODE = "episode"
    """第N集; `depth` is the episode number, text its title."""
    SUPER = "super"
    """On-screen text 字幕."""
    CAST = "cast"
    """The cast of the scene, 人物：; text is the list as written."""
    FLASHBACK = "flashback"
    """闪回 begins."""
    FLASHBACK_END = "flashback_end"
    """闪回 ends."""
    OUTLINE = "outline"
    """A paragraph of the outline 大纲 in the front matter."""
    BIO = "bio"
    """An entry of the characters 人物小传 in the front matter; text as written."""


class Delivery(StrEnum):
    """How a voice reaches the listener."""

    SPOKEN = "spoken"
    """On screen."""
    OS = "os"
    """Off screen, or the inner voice of Chinese scripts (OS, O.S., 内心)."""
    VO = "vo"
    """Voice over (VO, V.O., 画外音)."""
    NARRATION = "narration"
    """旁白: nobody on screen speaks."""


class DayTime(StrEnum):
    """The time of day of a scene, normalised; the words stay in `Heading.time`."""

    UNKNOWN = "unknown"
    DAWN = "dawn"
    DAY = "day"
    DUSK = "dusk"
    NIGHT = "night"


class Place(StrEnum):
    """Whether a scene is inside or outside."""

    UNKNOWN = "unknown"
    INTERIOR = "interior"
    EXTERIOR = "exterior"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Heading:
    """The parts of a scene heading; empty or zero where the source says nothing."""

    number: str = ""
    """The scene number as written between # # (Fountain) or normalised ("1-1", "3")."""
    episode: int = 0
    scene: int = 0
    place: Place = Place.UNKNOWN
    location: str = ""
    time: str = ""
    """The time of day as written: "日", "亥时", "LATER"."""
    day_time: DayTime = DayTime.UNKNOWN


@dataclass(frozen=True, slots=True)
class Cue:
    """Who speaks."""

    name: str
    """The character, without its extension."""
    delivery: Delivery = Delivery.SPOKEN
    extension: str = ""
    """What stood in brackets behind the name, as written: "OS", "CONT'D"."""
    dual: bool = False
    """Spoken together with the cue before (Fountain ^)."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element; which of the optional parts are filled depends on `kind`."""

    kind: ElementKind
    text: str = ""
    heading: Heading | None = None
    cue: Cue | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """One key of the title page with its values, a line each."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A screenplay."""

    elements: tuple[Element, ...]
    title_page: tuple[TitleEntry, ...] = ()
    kind: str = field(default="script.1", kw_only=True)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source: lines and columns count from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Severity(StrEnum):
    """How much a finding matters."""

    NOTE = "note"
    """Worth knowing; nothing is lost."""
    WARNING = "warning"
    """Read with a guess; look at it."""
    ERROR = "error"
    """Not understood; the text is kept as action and nothing is dropped."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the user's content that a person should see."""

    code: str
    """A code of the message catalogue."""
    severity: Severity
    span: Span
    data: tuple[tuple[str, str], ...] = ()
    """The fields of the message."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A script as it was read: the value, where it stood, and what was unclear."""

    script: Script
    spans: tuple[Span, ...]
    """One span for each element of the script, in order."""
    findings: tuple[Finding, ...] = ()
    format: str = ""
    """"fountain", "chinese", "fdx"; what a DOCX holds is named after its lines."""
    encoding: str = ""
    """"utf-8", "utf-8-sig", "gb18030", "utf-16"; empty where the source was text."""
    source: Digest | None = None
    kind: str = field(default="reading.1", kw_only=True)


# --- what the other rooms read: scenes of beats, derived from the elements -----------------


class BeatKind(StrEnum):
    """What happens in a beat."""

    LINE = "line"
    """Somebody speaks or sings."""
    ACTION = "action"
    """Something is seen."""
    SUPER = "super"
    """Words appear on the screen."""
    TRANSITION = "transition"
    """A transition is asked for."""
    NOTE = "note"
    """A note that stands alone; direction may be in it."""


@dataclass(frozen=True, slots=True)
class Beat:
    """The smallest thing that is shown or said."""

    kind: BeatKind
    text: str
    """Plain words, letter for letter, without markup, notes and reading overrides."""
    aloud: str = ""
    """For a line: the same words with reading overrides kept, as in 长[chang2]."""
    speaker: str = ""
    delivery: Delivery = Delivery.SPOKEN
    manner: str = ""
    """The parentheticals, joined by ；."""
    sung: bool = False
    dual: bool = False
    notes: tuple[str, ...] = ()
    """Notes standing in or directly behind the beat, without brackets."""
    flashback: bool = False
    element: int = 0
    """The index of the element in the script that holds the text."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene of an episode."""

    heading: Heading
    episode: int
    number: int
    """Counted from 1 within the episode."""
    cast: tuple[str, ...]
    """Who is in the scene: the written list, then everyone who speaks, each once."""
    beats: tuple[Beat, ...]
    element: int = 0


@dataclass(frozen=True, slots=True)
class EpisodeText:
    """One episode of the script."""

    number: int
    title: str
    scenes: tuple[Scene, ...]
