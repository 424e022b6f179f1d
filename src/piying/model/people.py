"""The people of a drama: how they look and how they sound, as the cast file says it.

Ratios are whole thousandths (`permille`), so that no float takes part in identity.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Style(StrEnum):
    """A house style of the puppet kit."""

    MANHUA = "manhua"
    SHADOW = "shadow"


class Build(StrEnum):
    """The build of a figure."""

    SLENDER = "slender"
    BROAD = "broad"


class Age(StrEnum):
    """The age group of a figure."""

    CHILD = "child"
    YOUNG = "young"
    ELDER = "elder"


@dataclass(frozen=True, slots=True)
class Look:
    """How a character is drawn by the puppet kit; colours are "#rrggbb"."""

    style: Style = Style.MANHUA
    sex: str = "female"
    """"female" or "male"."""
    build: Build = Build.SLENDER
    age: Age = Age.YOUNG
    hair: str = "long"
    """A hair style of the kit: long, ponytail, bob, bun, short, parted, crop, topknot, …"""
    hair_colour: str = "#2b2140"
    eye_colour: str = "#5b55c8"
    skin: str = "#ffe4d2"
    outfit: str = "casual"
    """An outfit of the kit: uniform, suit, hoodie, dress, hanfu, armour, gown, …"""
    outfit_colour: str = "#3b5b8c"
    accent_colour: str = "#c8405a"
    accessories: tuple[str, ...] = ()
    """Of the kit: glasses, earrings, ribbon, hairpin, crown, …"""


@dataclass(frozen=True, slots=True)
class Voice:
    """How a character sounds, as data of the voice provider."""

    provider: str = "kokoro"
    timbre: str = "zf_xiaoxiao"
    """The style vector whose first half gives the timbre."""
    prosody: str = "zf_xiaoxiao"
    """The style vector whose second half gives rhythm and pitch."""
    mix_with: str = ""
    """A second prosody and timbre mixed in, or empty."""
    mix_permille: int = 0
    f0_ref_hz: int = 240
    f0_gain_permille: int = 1000
    f0_range_permille: int = 1000
    speed_permille: int = 1000
    resample_permille: int = 1000
    """Played faster (above 1000: smaller speaker) or slower by resampling."""


@dataclass(frozen=True, slots=True)
class Character:
    """One character of the cast file."""

    name: str
    aliases: tuple[str, ...] = ()
    look: Look = field(default_factory=Look)
    voice: Voice = field(default_factory=Voice)


@dataclass(frozen=True, slots=True)
class Cast:
    """The characters of a series, the narrator's voice, and the set of each location."""

    characters: tuple[Character, ...] = ()
    narrator: Voice = field(default_factory=Voice)
    sets: tuple[tuple[str, str], ...] = ()
    """(location as written in the script, set of the kit), in the order of the file."""
    style: Style = Style.MANHUA
    title: str = ""
    language: str = "zh"
    kind: str = field(default="cast.1", kw_only=True)

    def find(self, name: str) -> Character | None:
        """The character called `name` or by that alias."""
        return next((c for c in self.characters if name == c.name or name in c.aliases), None)
