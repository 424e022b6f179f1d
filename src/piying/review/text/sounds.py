"""What words sound like: every syllable without its tone as one sign, near sounds as the same.

A text becomes a string of such signs, so that a word is found by its sound with the same
search that finds it by its characters.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PINYIN_DICT

INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))
FINALS = (("ing", "in"), ("eng", "en"))
"""Sounds that are taken for one another: (as it may be said, as it counts)."""

FUNCTION_CHARACTERS = frozenset(
    "的了是我你他她它们在不有就都也和与这那个来去说要会到上下吗呢吧啊呀哦嗯好没很还又再对把被让给"
    "从向为什么怎谁哪里着过得地能可以想看知道人大小多少一二三四五六七八九十百千万两几只此其而且但"
    "因所如果于之已经更最太真请问您咱俺自己时候事先后前中内外年月日天回家出进开做用点头起"
)
"""Characters that every sentence has: a word is not hidden by writing these alone."""
PARTICLES = frozenset("的了是我你他她它们在有就都也和与这那个来去吗呢吧啊呀哦嗯很还着过得之氏")
"""Of those, the ones that stand beside every word."""
SOLID_MIN = 2

SYLLABLE_LETTERS_MAX = 6
LETTERS_MAX = 40
"""A longer run of letters is no word written by its sound."""
_SIGNS_FROM = 0xE000
"""The first sign: a private character, which no text holds."""


def is_han(character: str) -> bool:
    """Whether it is a Chinese character."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def solid(word: str) -> bool:
    """Whether a word has enough characters of its own to be known by its sound alone."""
    return sum(c not in PARTICLES for c in word) >= SOLID_MIN


@lru_cache(maxsize=4096)
def near(syllable: str) -> str:
    """The syllable that `syllable` counts as: shi → si, ling → nin."""
    for said, counts in INITIALS:
        if syllable.startswith(said):
            syllable = counts + syllable[len(said) :]
            break
    for said, counts in FINALS:
        if syllable.endswith(said):
            syllable = syllable[: -len(said)] + counts
            break
    return syllable


def _toneless(reading: str) -> str:
    """A reading with its tone as a mark → without it; ü becomes v."""
    plain = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in plain if c.isascii())


@lru_cache(maxsize=32768)
def syllable(character: str) -> str:
    """How a Chinese character is read, without its tone; itself if nobody knows."""
    told: str = PINYIN_DICT.get(ord(character), "")
    return _toneless(told.split(",", 1)[0]) or character


class _Signs(dict[str, str]):
    """A syllable that counts → its sign."""

    def __missing__(self, syllable: str) -> str:
        sign = chr(_SIGNS_FROM + len(self))
        self[syllable] = sign
        return sign


_SIGNS = _Signs()


class _Sounds(dict[str, str]):
    """A Chinese character → the sign of its sound; any other character → itself."""

    def __missing__(self, character: str) -> str:
        sign = character
        if is_han(character):
            said = syllable(character)
            if said.isascii():
                sign = _SIGNS[near(said)]
        self[character] = sign
        return sign


SOUND = _Sounds()


def sign_of(syllable: str) -> str:
    """The sign of a syllable written in Latin letters."""
    return _SIGNS[near(syllable)]


@lru_cache(maxsize=32768)
def _ambiguous(character: str) -> bool:
    """Whether a character has readings that count as different sounds."""
    told: str = PINYIN_DICT.get(ord(character), "")
    return len({near(_toneless(one)) for one in told.split(",")}) > 1


def readings(word: str) -> frozenset[str]:
    """The strings of signs that `word` may sound as: by its characters, and as a word."""
    alone = "".join([SOUND[c] for c in word])
    if not any(_ambiguous(c) for c in word):
        return frozenset({alone})
    said = lazy_pinyin(word, style=Style.NORMAL, v_to_u=False)
    together = "".join(sign_of(s) for s in said) if len(said) == len(word) else alone
    return frozenset({alone, together})


@cache
def syllables() -> frozenset[str]:
    """Every syllable of Mandarin in Latin letters, without tones; ü is v."""
    told = (PINYIN_DICT.get(code, "") for code in range(0x4E00, 0x9FA6))
    said = {_toneless(one) for one in {reading.split(",", 1)[0] for reading in told}}
    plain = {one for one in said if one.isalpha()}
    return frozenset(plain - {"m", "n", "ng", "hm", "hng", "e", "o", "a", "ei"})


@lru_cache(maxsize=4096)
def divided(letters: str) -> tuple[str, ...]:
    """`letters` as syllables, the longest first; nothing if they are none, or too many."""
    if not 0 < len(letters) <= LETTERS_MAX:
        return ()
    for size in range(min(SYLLABLE_LETTERS_MAX, len(letters)), 0, -1):
        head, rest = letters[:size], letters[size:]
        if head in syllables():
            if not rest:
                return (head,)
            if tail := divided(rest):
                return (head, *tail)
    return ()
