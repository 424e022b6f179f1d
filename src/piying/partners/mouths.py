"""What a mouth does while words are heard: words with their times as marks with visemes.

Vendors tell when each word or character begins and ends, not what the lips do. The sounds of a
word share its time: of a Chinese syllable the initial takes a third and the final the rest,
split where the lips move on (`ian` is spread, then mid); of a word in Latin letters every group
of letters takes an equal share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from pypinyin import Style, lazy_pinyin

from piying.model.clock import SAMPLE_RATE
from piying.model.take import Mark
from piying.takes.reading.marked import is_han

REST_MIN_SAMPLES = SAMPLE_RATE * 8 // 100
"""A shorter silence does not close the mouth."""
INITIAL_PERMILLE = 300
"""What an initial takes of its syllable."""

_INITIALS = {
    **dict.fromkeys(("b", "p", "m"), "closed"),
    "f": "teeth",
    **dict.fromkeys(("d", "t", "n", "l", "g", "k", "h"), "half"),
    **dict.fromkeys(("j", "q", "x", "z", "c", "s", "y"), "spread"),
    **dict.fromkeys(("zh", "ch", "sh", "r", "w"), "round"),
}
_VOWELS = {
    **dict.fromkeys("aɑ", "open"),
    **dict.fromkeys("eê", "mid"),
    "i": "spread",
    **dict.fromkeys("ouüv", "round"),
}
_ENDINGS = {"n": "half", "g": "half", "r": "round"}
_LETTERS = {
    **dict.fromkeys(("m", "b", "p"), "closed"),
    **dict.fromkeys(("f", "v", "ph"), "teeth"),
    **dict.fromkeys(("a", "ai", "ay", "au"), "open"),
    **dict.fromkeys(("e", "u", "er"), "mid"),
    **dict.fromkeys(("i", "ee", "ea", "y", "ie"), "spread"),
    **dict.fromkeys(("o", "oo", "ou", "ow", "w", "qu", "oa", "oi", "oy", "ew"), "round"),
}
_GROUPS = re.compile(
    "|".join([*sorted([*_LETTERS, "th", "sh", "ch", "ng"], key=len)[::-1], "[a-z]"])
)
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?([a-zêü]*)[1-5]?")
_SPOKEN = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Timed:
    """A word, or a character, and when it is heard, in samples at SAMPLE_RATE."""

    text: str
    start: int
    end: int


def marks(words: Sequence[Timed], sample_count: int) -> tuple[Mark, ...]:
    """The marks of a voice, from its first sample to its last, without gaps or overlaps.

    Words that overlap are cut where the next begins; what lies behind the end is dropped.
    """
    made: list[Mark] = []
    at = 0
    for word, following in zip_longest(words, words[1:]):
        limit = min(sample_count, following.start if following else sample_count)
        start, end = max(at, word.start), min(limit, word.end)
        shapes = tuple(_shapes(word.text)) if _SPOKEN.search(word.text) else ()
        if end <= start or not shapes:
            continue
        _quiet(made, at, start)
        made += _shared(shapes, made[-1].end if made else start, end)
        at = end
    _quiet(made, at, sample_count, last=True)
    return tuple(made)


def _quiet(made: list[Mark], start: int, end: int, *, last: bool = False) -> None:
    """A rest, or a longer sound before it where the silence is too short to show."""
    if end <= start:
        return
    if made and end - start < REST_MIN_SAMPLES and not last:
        before = made[-1]
        made[-1] = Mark(before.start, end, before.text, before.viseme)
    else:
        made.append(Mark(start, end, "", "rest"))


def _shared(shapes: tuple[tuple[str, str, int], ...], start: int, end: int) -> Iterator[Mark]:
    """`shapes` (sound, viseme, weight) over the time from `start` to `end`."""
    whole = sum(weight for _, _, weight in shapes)
    done, at = 0, start
    for sound, viseme, weight in shapes:
        done += weight
        until = start + (end - start) * done // whole
        if until > at:
            yield Mark(at, until, sound, viseme)
        at = until


def _shapes(text: str) -> Iterator[tuple[str, str, int]]:
    han = "".join(filter(is_han, text))
    syllables = iter(lazy_pinyin(han, style=Style.TONE3, v_to_u=True) if han else ())
    latin = ""
    for character in text:
        if is_han(character):
            yield from _of_letters(latin)
            latin = ""
            yield from _of_syllable(next(syllables))
        else:
            latin += character.lower()
    yield from _of_letters(latin)


def _of_syllable(pinyin: str) -> Iterator[tuple[str, str, int]]:
    match = _SYLLABLE.fullmatch(pinyin)
    if match is None:
        yield pinyin, "half", 1000
        return
    initial, final = match.group(1) or "", match.group(2)
    left = 1000
    if initial:
        left -= INITIAL_PERMILLE
        yield initial, _INITIALS[initial], INITIAL_PERMILLE
    if final == "ian" or (initial, final) == ("y", "an"):
        final = final.replace("a", "ê")
    sounds = [(one, _VOWELS.get(one) or _ENDINGS.get(one, "half")) for one in final]
    if final.endswith("ng"):
        sounds = [*sounds[:-2], ("ng", "half")]
    for sound, viseme in sounds:
        yield sound, viseme, left // len(sounds)


def _of_letters(latin: str) -> Iterator[tuple[str, str, int]]:
    for group in _GROUPS.findall(latin):
        yield group, _LETTERS.get(group, "half"), 400
    for digit in filter(str.isdigit, latin):
        yield digit, "mid", 400
