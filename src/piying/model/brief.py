"""Briefs: what a generating model is asked for, before any vendor's words are found for it.

A brief is a value of its own. The recipe of a generated take names it: the first of the
recipe's `inputs` is the brief's digest, the others are the blobs it refers to, in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.canon import Digest
from piying.model.people import Voice


class Medium(StrEnum):
    """What a model gives."""

    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"
    SPEECH = "speech"
    MUSIC = "music"


class Role(StrEnum):
    """What a reference is there for."""

    CHARACTER = "character"
    LOCATION = "location"
    PROP = "prop"
    STYLE = "style"
    FIRST_FRAME = "first_frame"
    LAST_FRAME = "last_frame"
    CLIP = "clip"
    """A clip whose movement is followed."""
    SOUND = "sound"
    """A voice or cue that is followed."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A file that the model looks at."""

    blob: Digest
    role: Role
    media_type: str
    """"image/png", "video/mp4", "audio/wav"."""
    name: str = ""
    """Who or what it shows, as the script calls it."""
    width: int = 0
    height: int = 0
    byte_count: int = 0
    length_ms: int = 0


@dataclass(frozen=True, slots=True)
class BriefShot:
    """One shot of a clip of several."""

    prompt: str
    length_ms: int


@dataclass(frozen=True, slots=True)
class Brief:
    """What a model is asked for; which fields count depends on `medium`."""

    medium: Medium
    prompt: str
    """What is to be made; for speech the line as it is said."""
    avoid: str = ""
    """What must not be seen."""
    system: str = ""
    """For text: who the model is to be, before the prompt."""
    width: int = 0
    height: int = 0
    """The frame that the picture is made for, in pixels; the model's own size is the nearest
    of its sizes that is not smaller, and the take is conformed to the frame later."""
    length_ms: int = 0
    """For video and music: how long it has to be at least."""
    with_sound: bool = False
    """For video: whether the model makes sound as well."""
    language: str = ""
    """For text and speech: "zh", "en"."""
    voice: Voice | None = None
    manner: str = ""
    """For speech: how the line is said."""
    shots: tuple[BriefShot, ...] = ()
    """For video: the shots of a clip of several; empty: one shot."""
    references: tuple[Reference, ...] = ()
    words: tuple[str, ...] = ()
    """Writing that has to stand in the picture, letter for letter."""
    answer_schema: str = ""
    """For text: the JSON schema of the answer; empty: plain text."""
    most_tokens: int = 0
    """For text: the longest answer; 0 leaves it to the model's card."""
    kind: str = field(default="brief.1", kw_only=True)
