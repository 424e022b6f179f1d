"""From a line to its reading: overrides, numerals, words, readings in context, tones, pauses."""

from __future__ import annotations

import re
import unicodedata

import rjieba
from pypinyin import Style, lazy_pinyin

from piying.model.errors import Invalid
from piying.takes.reading.marked import Marked, is_han, parse
from piying.takes.reading.numerals_en import in_words
from piying.takes.reading.numerals_zh import numerals
from piying.takes.reading.pinyin import syllable
from piying.takes.reading.polyphones import CONTEXTS, ERHUA_AFTER, ERHUA_NEVER, NEUTRAL
from piying.takes.reading.tones import with_sandhi
from piying.takes.reading.tokens import Foreign, Pause, Reading, Token, Word

LINE_CHARACTERS_MAX = 2000
"""A longer line is no line of dialogue."""

_PAUSES = {
    "，": ",", "、": ",", "。": ".", "．": ".", "！": "!", "？": "?", "：": ":", "；": ";",
    "…": "…", "—": "—", "–": "—", "―": "—", ",": ",", ".": ".", "!": "!", "?": "?", ":": ":",
    ";": ";", "⋯": "…", "｡": ".", "\n": ",",
}  # fmt: skip
_SILENT = frozenset("“”‘’\"'「」『』《》〈〉«»【】〔〕[]()（）{}·・•‧～~*_|\\/^`#-　 \t\r\ufeff\u200b\u200d")
"""Marks that are seen and not heard."""
_SILENT_KINDS = frozenset({"So", "Sk", "Mn", "Cf"})
"""Kinds of characters that are ornaments: pictures, hearts, stars, their modifiers."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’]*(?:[ .-]+[A-Za-z][A-Za-z'’]*)*")
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
        return _tokens(narrow.rewritten(re.compile(r"[^\u3400-\u9fff]+"), in_words), spelling=False)
    return _tokens(numerals(narrow), spelling=True)


def _narrowed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


def _tokens(line: Marked, *, spelling: bool) -> Reading:
    tokens: list[Token] = []
    at = 0
    while at < len(line.text):
        character = line.text[at]
        if is_han(character):
            end = at
            while end < len(line.text) and is_han(line.text[end]):
                end += 1
            tokens += _words(line, at, end)
        elif spelling and (latin := _LATIN.match(line.text, at)):
            end = latin.end()
            tokens += _foreign(latin.group())
        elif not spelling and (end := _english_end(line.text, at)) > at:
            tokens.append(Foreign(line.text[at:end].strip()))
        else:
            end = at + 1
            tokens += _mark(character, line.text)
    return tuple(tokens)
