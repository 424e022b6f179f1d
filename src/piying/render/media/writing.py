"""Writing that a model put into a picture: read back, and held against what it had to be.

What reads the picture repairs garbled letters, so a match is necessary and not sufficient;
piying sets its own type on blank signs instead wherever it can (`piying.render.media.signs`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from piying.render.media.stills import Pixels
from piying.render.ocr import Written, read_words

CONFIDENCE_MIN = 970
"""In thousandths: less sure is no match."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A word that does not stand in the picture as it was wanted."""

    wanted: str
    read: str
    """The nearest that was read; empty where nothing like it was."""
    confidence: int
    """In thousandths."""


def writing_faults(pixels: Pixels, words: Sequence[str]) -> tuple[Fault, ...]:
    """The `words` that are not read exactly, with confidence, in RGBA or RGB `pixels`.

    Raises:
        Missing: the optional package that reads is not installed.
    """
    if not words:
        return ()
    seen = read_words(pixels[..., :3], least=0)
    return tuple(fault for word in words if (fault := _fault(word, seen)) is not None)


def _fault(word: str, seen: Sequence[Written]) -> Fault | None:
    wanted = _plain(word)
    for one in seen:
        if _plain(one.text) == wanted and one.confidence >= CONFIDENCE_MIN:
            return None
    near = max(seen, key=lambda one: (_shared(_plain(one.text), wanted), one.confidence),
               default=None)  # fmt: skip
    if near is None or not _shared(_plain(near.text), wanted):
        return Fault(word, "", 0)
    return Fault(word, near.text, near.confidence)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _shared(one: str, other: str) -> int:
    """How many letters two texts have in common."""
    return sum(min(one.count(letter), other.count(letter)) for letter in set(one))
