"""Search: series by what people type: Chinese of either script, pinyin, initials, English.

Everything is folded to simplified characters, letters and digits. Letters that are typed are
also read as pinyin: whole syllables, first letters, or a mixture, over each reading that a
character has, so that "cq", "chongqing" and "chongq" all find 重庆.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import opencc
from pypinyin import Style, pinyin

from piying.model.release import Listing

QUERY_CHARACTERS_MAX = 60
READINGS_MAX = 4
"""Of one character."""

EXACT, BEGINS, HOLDS, SOUNDS, SOUNDS_INSIDE, NAMED, TOLD = 700, 600, 500, 400, 300, 200, 100
"""How good a hit is: the title, its sound, a person or tag, the synopsis."""
LETTERS_MIN_INSIDE = 2
"""One letter of pinyin finds only what begins with it."""
_LONG = ("zh", "ch", "sh")
"""Initials of two letters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A listing as it is searched."""

    series: str
    title: str
    sounds: tuple[tuple[str, ...], ...]
    """For each character of the title its readings, or itself."""
    names: tuple[str, ...]
    """People and tags, folded."""
    named_sounds: tuple[tuple[tuple[str, ...], ...], ...]
    synopsis: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A series that was found, the better the higher."""

    series: str
    score: int


def entry(listing: Listing) -> Entry:
    """What is searched of a listing."""
    names = (*(name for name, _ in listing.cast), *listing.tags)
    told = tuple(filter(None, map(fold, names)))
    title = fold(listing.title)
    return Entry(
        listing.series, title, readings(title), told, tuple(map(readings, told)),
        fold(listing.synopsis),
    )  # fmt: skip


def search(entries: Iterable[Entry], query: str, most: int = 20) -> tuple[Hit, ...]:
    """The best `most` series for `query`, best first; equal ones by their names."""
    typed = fold(query[:QUERY_CHARACTERS_MAX])
    if not typed:
        return ()
    found = [Hit(one.series, score(one, typed)) for one in entries]
    hits = sorted((-hit.score, hit.series) for hit in found if hit.score)
    return tuple(Hit(series, -score) for score, series in hits[:most])


def score(one: Entry, typed: str) -> int:
    """How well `typed`, which is folded, fits; 0: not at all."""
    if typed == one.title:
        return EXACT
    at = one.title.find(typed)
    if at >= 0:
        return BEGINS if at == 0 else HOLDS - min(at, 50)
    if typed.isascii():
        at = heard(one.sounds, typed)
        if at >= 0:
            return SOUNDS if at == 0 else SOUNDS_INSIDE - min(at, 50)
    if any(typed in name for name in one.names) or (
        typed.isascii() and any(heard(sounds, typed) == 0 for sounds in one.named_sounds)
    ):
        return NAMED
    return TOLD if len(typed) > 1 and typed in one.synopsis else 0


def fold(text: str) -> str:
    """`text` as simplified small letters and digits, nothing between."""
    wide = unicodedata.normalize("NFKC", text)
    simple: str = _simplified().convert(wide).lower()
    bare = unicodedata.normalize("NFKD", simple)
    return "".join(each for each in bare if unicodedata.category(each)[0] in "LN")


def readings(text: str) -> tuple[tuple[str, ...], ...]:
    """For each character of `text` its readings without tones; itself where it has none."""
    return tuple(_readings(each) for each in text)


def heard(sounds: Sequence[tuple[str, ...]], letters: str) -> int:
    """Where `letters` are heard first: the index of a character, or -1.

    Each character takes its whole reading, its initial or its first letter; the last that is
    reached may be broken off anywhere.
    """
    starts = range(len(sounds)) if len(letters) >= LETTERS_MIN_INSIDE else range(1)
    first = letters[:1]
    for at in starts:
        begins = any(sound.startswith(first) for one in sounds[at : at + 1] for sound in one)
        if begins and _spelt(sounds[at:], letters):
            return at
    return -1


def _spelt(sounds: Sequence[tuple[str, ...]], letters: str) -> bool:
    open_ones = {0}
    for each in sounds:
        reached = set()
        for at in open_ones:
            rest = letters[at:]
            for sound in each:
                if sound.startswith(rest):
                    return True
                parts = (sound, sound[:1], sound[:2] if sound[:2] in _LONG else sound)
                reached |= {at + len(part) for part in parts if rest.startswith(part)}
        if not reached:
            return False
        open_ones = reached
    return False


@cache
def _readings(character: str) -> tuple[str, ...]:
    if character.isascii():
        return (character,)
    (found,) = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False)
    return tuple(dict.fromkeys(found[:READINGS_MAX]))


@cache
def _simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
