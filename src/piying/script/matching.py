"""A lexicon: words with what they mean, found in running text of both languages.

Chinese words match anywhere; words that begin and end in Latin letters match as whole words,
without regard to case and with a common ending (-s, -es, -d, -ed, -ing). At one place the
longest word wins, and found words never overlap. An underscore stands for a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

V = TypeVar("V")

_ENDING = r"(?=(?:s|(?<=[sxzh])es|ed|(?<=e)d|ing)?(?![A-Za-z]))"
_LATIN = re.compile(r"[A-Za-z]")
_NOT_BEFORE_ZH = re.compile(r"(?:[不没别未无勿莫]|不是|没有|不要|不会|不能|从不|并非|毫无)$")
_NOT_BEFORE_EN = re.compile(
    r"(?:\bnot|n't|n’t|\bnever|\bno|\bwithout|\bhardly)\s+(?:\w+\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """A word of a lexicon in a text."""

    start: int
    end: int
    word: str
    value: V


@dataclass(frozen=True)
class Lexicon(Generic[V]):
    """Words and what each means."""

    words: Mapping[str, V]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the words, the longest first; made for the first text."""
        return _pattern(sorted(self.words, key=lambda word: (-len(word), word)))

    def find(self, text: str) -> tuple[Found[V], ...]:
        """Every word of the lexicon in `text`, in order."""
        return tuple(
            Found(m.start(), m.end(), m["word"], self.words[_key(m["word"])])
            for m in self.pattern.finditer(text)
        )

    def affirmed(self, text: str) -> tuple[Found[V], ...]:
        """The words of `text` that no negation stands before."""
        return tuple(found for found in self.find(text) if not _negated(text, found.start))

    def first(self, text: str) -> V | None:
        """What the first word in `text` means."""
        found = self.pattern.search(text)
        return self.words[_key(found["word"])] if found else None

    def has(self, text: str) -> bool:
        """Whether `text` holds a word of the lexicon that means something."""
        return any(found.value for found in self.find(text))


def lexicon(rows: Iterable[tuple[V, str]]) -> Lexicon[V]:
    """The lexicon of rows (meaning, words apart by blanks); an earlier row keeps its words."""
    words: dict[str, V] = {}
    for value, row in rows:
        for word in row.split():
            words.setdefault(_key(word.replace("_", " ")), value)
    return Lexicon(words)


def word_set(row: str) -> Lexicon[bool]:
    """The lexicon of words that all mean the same."""
    return lexicon([(True, row)])


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    han = [re.escape(word) for word in words if not _is_latin(word)]
    latin = [re.escape(word) for word in words if _is_latin(word)]
    parts = []
    if han:
        parts.append("|".join(han))
    if latin:
        parts.append(rf"(?<![A-Za-z])(?:{'|'.join(latin)}){_ENDING}")
    return re.compile(f"(?P<word>{'|'.join(parts) or '(?!)'})", re.IGNORECASE)


def _is_latin(word: str) -> bool:
    return bool(_LATIN.match(word[0]) and _LATIN.match(word[-1]))


def _key(word: str) -> str:
    return word.casefold()


def _negated(text: str, start: int) -> bool:
    before = text[max(0, start - 16) : start]
    return bool(_NOT_BEFORE_ZH.search(before) or _NOT_BEFORE_EN.search(before))


def masked(text: str, names: Iterable[str]) -> str:
    """`text` with every name blanked letter for letter, so that names mean nothing else."""
    longest_first = sorted(
        {name for name in names if name}, key=lambda name: (-len(name), name)
    )
    if not longest_first:
        return text
    return name_pattern(longest_first).sub(lambda m: "\u3000" * len(m[0]), text)


def name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """The pattern that finds names: Latin ones as whole words without regard to case."""
    parts = [
        rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" if _is_latin(name) else re.escape(name)
        for name in names
    ]
    return re.compile("|".join(parts) or "(?!)", re.IGNORECASE)
