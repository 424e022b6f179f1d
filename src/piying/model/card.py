"""Model cards and prices: what a vendor's model can do and what it costs, as dated data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from piying.model.brief import Medium, Role
from piying.model.dated import Source, Term


class Unit(StrEnum):
    """What a price is for."""

    IMAGE = "image"
    IMAGE_IN = "image_in"
    """One reference picture."""
    SECOND = "second"
    MILLION_TOKENS = "million_tokens"
    """Tokens that are made."""
    MILLION_TOKENS_IN = "million_tokens_in"
    CHARACTER = "character"
    """One character of a spoken line, as the vendor counts them."""
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Price:
    """One line of a price list."""

    id: str
    provider: str
    model: str
    unit: Unit
    currency: str
    amount_micro: int | None
    """Millionths of the currency's main unit; None: nobody has published it, which blocks."""
    size: str = ""
    """The size it is for ("1K", "720p"); empty: every size."""
    sound: bool | None = None
    """For video: with sound, without, or None for both."""
    clip: bool | None = None
    """For video: with a clip among the references, without, or None for both."""
    per: int = 1
    """How many of `unit` the amount is for."""
    wide: int = 1
    """For characters: how many of them a Chinese character counts for."""
    note: str = ""
    """What else the source says of it."""
    term: Term = field(default_factory=Term)
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """A size that a model makes."""

    name: str
    """As the vendor calls it."""
    width: int
    height: int
    lengths_ms: tuple[int, ...] = ()
    """The only lengths it makes at this size; empty: those of the card."""


@dataclass(frozen=True, slots=True)
class RoleLimit:
    """How many references of a role a model takes."""

    role: Role
    most: int
    length_ms_max: int = 0
    """How long they may be together; 0: not said."""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What one model can do; a brief is held against it before anything is sent."""

    provider: str
    model: str
    medium: Medium
    sizes: tuple[Size, ...] = ()
    lengths_ms: tuple[int, ...] = ()
    """The only lengths it makes; empty: any from `shortest_ms` to `longest_ms`."""
    referenced_ms: tuple[int, ...] = ()
    """The only lengths it makes with references that are no frames; empty: the same."""
    shortest_ms: int = 0
    longest_ms: int = 0
    step_ms: int = 0
    """Lengths are whole multiples of it; 0: any."""
    rate: int = 0
    """Frames a second of its clips; 0: not said."""
    prompt_characters_max: int = 0
    """0 where the vendor names no limit."""
    references_max: int = 0
    pictures_max: int = 0
    """How many of the references may be pictures; 0: all of them."""
    frames_alone: bool = False
    """Beside a first or a last frame it takes no other references."""
    roles: tuple[RoleLimit, ...] = ()
    """Which roles it takes at all, and how many of each."""
    reference_side_min: int = 0
    reference_stretch_max_permille: int = 0
    """The longer side of a reference over its shorter, in thousandths; 0: not said."""
    reference_bytes_max: int = 0
    shots_max: int = 1
    shot_characters_max: int = 0
    languages: tuple[str, ...] = ()
    """Of texts, voices and prompts; the first is the one that it follows best."""
    words: bool = False
    """For pictures: it sets the writing that a brief names."""
    structured: bool = False
    """For text: it keeps to a JSON schema."""
    marks: bool = False
    """For speech: it tells when each word or sound is heard."""
    sound: bool = False
    """For video: it can make sound."""
    seeds: bool = False
    tokens_max: int = 0
    offline: bool = False
    retires_on: date | None = None
    successor: str = ""
    note: str = ""
    """What else the source says of it."""
    source: Source | None = None
