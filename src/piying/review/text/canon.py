"""The canonical form of a text, with the place of each character in the original.

Width, case and traditional characters are folded, and everything but letters and digits is
left out, one character after the other, so that places stay exact. Between Latin words one
space is kept. A letter that stands three times or more in a row counts once.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import opencc

_JOINERS = frozenset("-'’‘‐‑‒*_~`^|+=#@·•\u200b\u200c\u200d\ufeff\u00ad")
"""Marks that divide no Latin word."""
_SPELLED = re.compile(r"(?<![a-z0-9])(?:[a-z] ){2,}[a-z](?![a-z0-9])")
_ASCII = re.compile("[a-z0-9]")
_REPEATED = re.compile(r"([^\W\d])\1\1")
REPEATS_MIN = 3


@dataclass(frozen=True, slots=True)
class Canon:
    """A text in canonical form."""

    text: str
    origin: tuple[int, ...]
    """For each character of `text` the index of the original character it came from."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to before `end` stand in the original."""
        return self.origin[start], self.origin[end - 1] + 1


@cache
def _simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


class _Fold(dict[str, str]):
    """A character → its canonical letters; empty for what is no letter or digit."""

    def __missing__(self, character: str) -> str:
        wide = unicodedata.normalize("NFKC", character)
        simple: str = _simplified().convert(wide).lower()
        folded = "".join(c for c in simple if unicodedata.category(c)[0] in "LN")
        self[character] = folded
        return folded


FOLD = _Fold()


def plain(text: str) -> str:
    """`text` with each character folded where that leaves one character: same length.

    It is what words are divided in: their places are those of the original.
    """
    return "".join([f if len(f := FOLD[c]) == 1 else c for c in text])


def canon(text: str) -> Canon:
    """The canonical form of `text`."""
    folds = [FOLD[c] for c in text]
    if all([len(f) == 1 for f in folds]):  # noqa: C419 - a list is faster than a generator here
        out, origin = folds, list(range(len(text)))
    else:
        out = [c for f in folds for c in f]
        origin = [i for i, f in enumerate(folds) for _ in f]
    joined = "".join(out)
    if _ASCII.search(joined):
        joined, origin = _spaced(text, joined, origin)
    return Canon(*_squeezed(joined, origin))


def _spaced(text: str, joined: str, origin: list[int]) -> tuple[str, list[int]]:
    """The same with a space between Latin words, and letters that are spelled out as a word."""
    out: list[str] = []
    places: list[int] = []
    for at, (c, i) in enumerate(zip(joined, origin, strict=True)):
        if at and c.isascii() and joined[at - 1].isascii() and i > origin[at - 1] + 1:
            gap = text[origin[at - 1] + 1 : i]
            if not _JOINERS.issuperset(gap):
                out.append(" ")
                places.append(origin[at - 1] + 1)
        out.append(c)
        places.append(i)
    spaced = "".join(out)
    for found in reversed(list(_SPELLED.finditer(spaced))):
        start, end = found.span()
        kept = [n for n in range(start, end) if spaced[n] != " "]
        places[start:end] = [places[n] for n in kept]
        spaced = spaced[:start] + "".join(spaced[n] for n in kept) + spaced[end:]
    return spaced, places


def _squeezed(text: str, origin: list[int]) -> tuple[str, tuple[int, ...]]:
    """The same with letters that stand three times or more in a row written once."""
    if not _REPEATED.search(text):
        return text, tuple(origin)
    out: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and text[end] == text[at]:
            end += 1
        many = end - at >= REPEATS_MIN and text[at].isalpha()
        stop = at + 1 if many else end
        out.append(text[at:stop])
        places.extend(origin[at:stop])
        at = end
    return "".join(out), tuple(places)
