"""What a reading is made of: words in pinyin, runs in Latin letters, pauses."""

from __future__ import annotations

from dataclasses import dataclass

PAUSES = frozenset(",.!?;:—…")
"""The marks that stand for a pause or a turn of the voice."""


@dataclass(frozen=True, slots=True)
class Word:
    """A Chinese word as it is pronounced."""

    syllables: tuple[str, ...]
    """Pinyin with the tone as a last digit, 5 for the neutral one: "chang2", "lü4", "de5"."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A run in Latin letters, read as English."""

    text: str
    spelled: bool = False
    """Letter by letter."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A mark of PAUSES."""

    mark: str


Token = Word | Foreign | Pause
Reading = tuple[Token, ...]
