"""A text as it is searched: canonical, as sounds, and divided into words when that is asked."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

import rjieba

from piying.model.review import Unit
from piying.review.text.canon import FOLD, Canon, canon, plain
from piying.review.text.emoji import PICTURES, PUNS
from piying.review.text.sounds import SOUND, divided, sign_of

STREAMS_MAX = 4
"""In how many ways a text with emoji is read."""
CLAUSE_MARKS = frozenset("，。！？；：…—,.!?;:\n")

_LATIN = re.compile(r"[a-z]+(?: [a-z]+)*")


@dataclass(frozen=True, slots=True)
class Sounds:
    """A text as signs of sound."""

    signs: str
    spans: tuple[tuple[int, int], ...]
    """For each sign where it stands in the original."""
    pictured: bool = False
    """Whether emoji were read."""


@dataclass(slots=True)
class Reading:
    """One unit and what was found out about its text, each thing when it is first needed."""

    index: int
    unit: Unit
    canon: Canon = field(init=False)
    _words: tuple[tuple[int, int], ...] | None = None
    _edges: frozenset[int] = frozenset()
    _plain: str | None = None
    _sounds: list[Sounds] | None = None
    marked: set[int] = field(default_factory=set)
    """Places where a disguised word begins or ends: there words are divided wrongly."""

    def __post_init__(self) -> None:
        self.canon = canon(self.unit.text)

    @property
    def plain(self) -> str:
        """The text with its characters folded, places as in the original."""
        if self._plain is None:
            self._plain = plain(self.unit.text)
        return self._plain

    @property
    def words(self) -> tuple[tuple[int, int], ...]:
        """Where the words of the text begin and end, in order."""
        if self._words is None:
            told = rjieba.tokenize(self.plain, hmm=False)
            self._words = tuple((start, end) for _, start, end in told)
            self._edges = frozenset(at for word in self._words for at in word)
        return self._words

    @property
    def edges(self) -> frozenset[int]:
        """Every place where a word begins or ends."""
        if self._words is None:
            self._edges = frozenset(at for word in self.words for at in word)
        return self._edges

    def straddled(self, at: int) -> tuple[int, int] | None:
        """The word inside which the place `at` lies; None between words."""
        if at in self.edges or at in self.marked:
            return None
        words = self.words
        found = bisect_left(words, (at, 0)) - 1
        return words[found] if found >= 0 and words[found][1] > at else None

    def place(self, original: int) -> int:
        """The canonical place of an original one."""
        return bisect_left(self.canon.origin, original)

    def clause(self, at: int) -> int:
        """Where the clause begins in which `at` lies."""
        text = self.plain
        return max((text.rfind(mark, 0, at) for mark in CLAUSE_MARKS), default=-1) + 1

    def clause_end(self, at: int) -> int:
        """Where the clause ends in which the stretch up to `at` lies."""
        text = self.plain
        found = (text.find(mark, at) for mark in CLAUSE_MARKS)
        return min((one for one in found if one >= 0), default=len(text))

    def sounds(self) -> list[Sounds]:
        """The text as signs: one way, or several if emoji stand in it."""
        if self._sounds is None:
            self._sounds = self._streams()
        return self._sounds

    def _streams(self) -> list[Sounds]:
        text = self.canon.text
        streams: list[Sounds] = []
        if _LATIN.search(text):
            streams.append(self._with_latin())
        else:
            spans = tuple((i, i + 1) for i in self.canon.origin)
            streams.append(Sounds("".join([SOUND[c] for c in text]), spans))
        if not PICTURES.isdisjoint(self.unit.text):
            ways = max(len(PUNS[c]) for c in self.unit.text if c in PUNS)
            streams += (self._pictured(way) for way in range(min(ways, STREAMS_MAX)))
        return streams

    def _with_latin(self) -> Sounds:
        """Signs where words in Latin letters that are syllables count as such."""
        text, origin = self.canon.text, self.canon.origin
        signs: list[str] = []
        spans: list[tuple[int, int]] = []
        at = 0
        while at < len(text):
            run = _LATIN.match(text, at)
            if run is None:
                signs.append(SOUND[text[at]])
                spans.append((origin[at], origin[at] + 1))
                at += 1
                continue
            for word in re.finditer("[a-z]+", run[0]):
                start = at + word.start()
                for syllable in divided(word[0]) or word[0]:
                    end = start + len(syllable)
                    signs.append(sign_of(syllable) if len(syllable) > 1 else syllable)
                    spans.append((origin[start], origin[end - 1] + 1))
                    start = end
            at = run.end()
        return Sounds("".join(signs), tuple(spans))

    def _pictured(self, way: int) -> Sounds:
        """Signs where emoji count as what they stand for, in the way numbered `way`."""
        signs: list[str] = []
        spans: list[tuple[int, int]] = []
        for at, character in enumerate(self.unit.text):
            if puns := PUNS.get(character):
                pun = puns[min(way, len(puns) - 1)]
            else:
                pun = FOLD[character]
            signs += (SOUND[c] for c in pun)
            spans += ((at, at + 1) for _ in pun)
        return Sounds("".join(signs), tuple(spans), pictured=True)


def gaps(places: tuple[int, ...], text: str) -> list[str]:
    """What stands between the characters at `places`, where anything does or could."""
    return [text[a + 1 : b] for a, b in pairwise(places)]
