"""From a line to its reading: overrides, numerals, words, readings in context, tones."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

import rjieba
from pypinyin import Style, lazy_pinyin

from piying.model.errors import Invalid
from piying.takes.reading.marked import Marked, is_han, parse
from piying.takes.reading.numerals_en import english_numerals
from piying.takes.reading.numerals_zh import numerals
from piying.takes.reading.pinyin import syllable
from piying.takes.reading.polyphones import CONTEXTS, ERHUA_AFTER, ERHUA_NEVER, NEUTRAL
from piying.takes.reading.tokens import PAUSES, Foreign, Pause, Reading, Token, Word
from piying.takes.reading.tones import with_sandhi

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_CHARACTERS_MAX = 2000
"""A longer line is no line of dialogue."""

_PAUSES = {
    "，": ",", "、": ",", "。": ".", "．": ".", "！": "!", "？": "?", "：": ":", "；": ";",
    "…": "…", "—": "—", "–": "—", "―": "—", ",": ",", ".": ".", "!": "!", "?": "?", ":": ":",
    ";": ";", "⋯": "…", "｡": ".", "\n": ",",
}  # fmt: skip
_SILENT = frozenset(
    "“”‘’\"'「」『』《》〈〉«»【】〔〕[]()（）{}·・•‧～~*_|\\/^`#-　 \t\r\ufeff\u200b\u200d"
)
"""Marks that are seen and not heard."""
_SILENT_KINDS = frozenset({"So", "Sk", "Mn", "Cf"})
"""Kinds of characters that are ornaments: pictures, hearts, stars, their modifiers."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’]*(?:[ .-]+[A-Za-z][A-Za-z'’]*)*")
_CODE = re.compile("([零一二三四五六七八九幺]{3,}年?)")
"""A row of digits is one word, whatever the dictionary finds in it."""
_WORDS_IN_CAPITALS = frozenset({"NO", "YES", "HI", "BYE", "WHY", "WOW", "GO", "OH", "LOVE"})


def read(aloud: str, language: str) -> Reading:
    """How `aloud`, a line in "zh" or "en", is pronounced.

    Raises:
        Invalid: a reading in brackets is wrong, a character cannot be read, or the line is
            longer than LINE_CHARACTERS_MAX.
    """
    if len(aloud) > LINE_CHARACTERS_MAX:
        raise Invalid("takes.line_too_long", count=len(aloud), most=LINE_CHARACTERS_MAX)
    line = parse(unicodedata.normalize("NFC", aloud))
    narrow = line.rewritten(re.compile("[０-９Ａ-Ｚａ-ｚ％＋＝＆＠－]"), _narrowed)
    if language == "en":
        return tuple(_english(english_numerals(narrow)))
    return tuple(_chinese(numerals(narrow)))


def _narrowed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


def _chinese(line: Marked) -> Iterator[Token]:
    at = 0
    while at < len(line.text):
        if is_han(line.text[at]):
            end = _run_end(line.text, at, han=True)
            yield from _words(line, at, end)
        elif latin := _LATIN.match(line.text, at):
            end = latin.end()
            yield from _foreign(latin.group())
        else:
            end = at + 1
            yield from _mark(line.text[at], line.text)
        at = end


def _english(line: Marked) -> Iterator[Token]:
    at = 0
    while at < len(line.text):
        han = is_han(line.text[at])
        end = _run_end(line.text, at, han=han)
        if han:
            yield from _words(line, at, end)
        elif run := "".join(
            _english_character(c, line.text) for c in line.text[at:end]
        ).strip():
            if any(map(str.isalpha, run)):
                yield Foreign(" ".join(run.split()))
            else:
                yield from (Pause(c) for c in run if c in PAUSES)
        at = end


def _run_end(text: str, at: int, *, han: bool) -> int:
    end = at
    while end < len(text) and is_han(text[end]) == han:
        end += 1
    return end


def _mark(character: str, line: str) -> Iterator[Token]:
    if character in _PAUSES:
        yield Pause(_PAUSES[character])
    elif not _is_silent(character):
        raise Invalid("takes.unreadable", symbol=character, line=line)


def _english_character(character: str, line: str) -> str:
    """What of `character` is left for a reader of English."""
    if character in _PAUSES:
        return _PAUSES[character]
    if character in "'’-":
        return character.replace("’", "'")
    if character.isalpha() and unicodedata.name(character, "").startswith("LATIN"):
        return character
    if not _is_silent(character):
        raise Invalid("takes.unreadable", symbol=character, line=line)
    return " "


def _is_silent(character: str) -> bool:
    return character in _SILENT or unicodedata.category(character) in _SILENT_KINDS


def _foreign(run: str) -> Iterator[Token]:
    """The words of a Latin run, with what is spelled letter by letter set apart."""
    for spelled, group in groupby(re.split(r"[ .-]+", run.replace("’", "'")), key=_is_spelled):
        yield Foreign(" ".join(group), spelled=spelled)


def _is_spelled(word: str) -> bool:
    """Whether Chinese speakers say the letters: VIP, KTV, APP, A, but not NASA."""
    if not word.isupper() or word in _WORDS_IN_CAPITALS:
        return False
    return len(word) <= 3 or not re.search("[AEIOU]", word)


def _each(unknown: str) -> list[str]:
    return list(unknown)


def _words(line: Marked, start: int, end: int) -> Iterator[Word]:
    """The words of a run of Chinese characters."""
    run = line.text[start:end]
    cuts = [word for part in _CODE.split(run) for word in _cut(part)]
    book = [said for word in cuts for said in _book(word, line.text)]
    forced = line.readings[start:end]
    in_context = [
        next((c.reading for c in CONTEXTS if c.fits(line.text, start + at)), "")
        for at in range(len(run))
    ]
    spoken = [f or c or b for f, c, b in zip(forced, in_context, book, strict=True)]
    free = [not f and not c for f, c in zip(forced, in_context, strict=True)]
    spoken = with_sandhi(run, spoken, free)
    at = 0
    for word in cuts:
        yield Word(tuple(spoken[at : at + len(word)]))
        at += len(word)


def _cut(part: str) -> list[str]:
    return [part] if _CODE.fullmatch(part) else rjieba.cut(part)


def _book(word: str, line: str) -> list[str]:
    """The syllables of a word as the dictionary has them, its worn-down last one included."""
    if len(word) == 1 or not word.endswith("儿") or word in ERHUA_NEVER:
        bare, tail = word, []
    else:
        tail = ["er5"] if word[-2] in ERHUA_AFTER else ["er2"]
        bare = word[:-1]
    # what has no reading comes back character by character; the stub knows only strings
    written = lazy_pinyin(
        bare,
        style=Style.TONE3,
        neutral_tone_with_five=True,
        v_to_u=True,
        errors=_each,  # type: ignore[arg-type]
    )
    said = []
    for character, one in zip(bare, written, strict=True):
        known = syllable(one)
        if known is None:
            raise Invalid("takes.unreadable", symbol=character, line=line)
        said.append(known)
    if word in NEUTRAL:
        said[-1] = said[-1][:-1] + "5"
    return said + tail
