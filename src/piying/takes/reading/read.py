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
_SILENT_KINDS = frozenset(
    {"So", "Sk", "Mn", "Me", "Cf", "Cc", "Co", "Zs", "Zl", "Zp", "Pc", "Pd"}
)
"""Kinds of characters that are ornaments: pictures, hearts, stars, their modifiers."""
_SILENT_SIGNS = frozenset("→←↑↓⇒⇐√＜＞<>|¦¬°′″※†‡")
"""Signs that stand for a picture, not for a word."""
_COMPATIBLE = re.compile("[０-９Ａ-Ｚａ-ｚ％＋＝＆＠－①-⑳⑴-⒇Ⅰ-Ⅻ㊀-㊉\u2e80-\u2fd5²³㎡㎏㎞㎝]")
"""What means the same as plainer letters."""
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_RADICALS = dict(
    zip(
        "⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳⺠⺟",
        "虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟民母",
        strict=True,
    )
)
"""Radicals that NFKC leaves alone, in text taken from a PDF."""
_SIGN_NAMES = {
    "∞": "无穷大", "≈": "约等于", "≠": "不等于", "≥": "大于等于", "≤": "小于等于", "×": "乘",
    "÷": "除以", "±": "正负", "½": "二分之一", "¼": "四分之一", "¾": "四分之三", "π": "派",
    "α": "阿尔法", "β": "贝塔", "Ω": "欧米伽", "№": "编号", "§": "节",
}  # fmt: skip
_SIGNS = re.compile("|".join(map(re.escape, _SIGN_NAMES)))
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’]*(?:[ .-]+[A-Za-z][A-Za-z'’]*)*")
_CODE = re.compile("([零一二三四五六七八九幺]{3,}年?)")
"""A row of digits is one word, whatever the dictionary finds in it."""
_WORDS_IN_CAPITALS = frozenset({"NO", "YES", "HI", "BYE", "WHY", "WOW", "GO", "OH", "LOVE"})


def read(aloud: str, language: str) -> Reading:
    """How `aloud`, a line in "zh" or "en", is pronounced; `unread` says what of it is not.

    Raises:
        Invalid: a reading in brackets is wrong, or the line is longer than
            LINE_CHARACTERS_MAX.
    """
    return _read(aloud, language, [])


def unread(aloud: str, language: str) -> tuple[str, ...]:
    """The letters and signs of a line that no voice says, each once, in order.

    Raises:
        Invalid: as `read` does.
    """
    lost: list[str] = []
    _read(aloud, language, lost)
    return tuple(dict.fromkeys(lost))


def _read(aloud: str, language: str, lost: list[str]) -> Reading:
    """The reading of a line; what cannot be read is put into `lost`."""
    if len(aloud) > LINE_CHARACTERS_MAX:
        raise Invalid("takes.line_too_long", count=len(aloud), most=LINE_CHARACTERS_MAX)
    line = parse(unicodedata.normalize("NFC", aloud))
    narrow = line.rewritten(_COMPATIBLE, _narrowed)
    if language == "en":
        return tuple(_english(english_numerals(narrow), lost))
    plain = narrow.rewritten(_ACCENTED, _bare).rewritten(_SIGNS, _named)
    return tuple(_chinese(numerals(plain), lost))


def _narrowed(match: re.Match[str]) -> str:
    letter = match.group()
    if letter in _ROMAN:
        return str(_ROMAN.index(letter) + 1)
    return _RADICALS.get(letter) or unicodedata.normalize("NFKC", letter)


def _bare(match: re.Match[str]) -> str:
    """A Latin letter without its accent."""
    base = unicodedata.normalize("NFKD", match.group())[0]
    return base if base.isascii() else match.group()


def _named(match: re.Match[str]) -> str:
    return _SIGN_NAMES[match.group()]


def _chinese(line: Marked, lost: list[str]) -> Iterator[Token]:
    at = 0
    while at < len(line.text):
        if is_han(line.text[at]):
            end = _run_end(line.text, at, han=True)
            yield from _words(line, at, end, lost)
        elif latin := _LATIN.match(line.text, at):
            end = latin.end()
            yield from _foreign(latin.group())
        else:
            end = at + 1
            yield from _mark(line.text[at], lost)
        at = end


def _english(line: Marked, lost: list[str]) -> Iterator[Token]:
    at = 0
    while at < len(line.text):
        han = is_han(line.text[at])
        end = _run_end(line.text, at, han=han)
        if han:
            yield from _words(line, at, end, lost)
        elif run := "".join(_english_character(c, lost) for c in line.text[at:end]).strip():
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


def _mark(character: str, lost: list[str]) -> Iterator[Token]:
    if character in _PAUSES:
        yield Pause(_PAUSES[character])
    elif not _is_silent(character):
        lost.append(character)


def _english_character(character: str, lost: list[str]) -> str:
    """What of `character` is left for a reader of English."""
    if character in _PAUSES:
        return _PAUSES[character]
    if character in "'’-":
        return character.replace("’", "'")
    if character.isalpha() and unicodedata.name(character, "").startswith("LATIN"):
        return character
    if not _is_silent(character):
        lost.append(character)
    return " "


def _is_silent(character: str) -> bool:
    silent = character in _SILENT or character in _SILENT_SIGNS
    return silent or unicodedata.category(character) in _SILENT_KINDS


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


def _words(line: Marked, start: int, end: int, lost: list[str]) -> Iterator[Word]:
    """The words of a run of Chinese characters."""
    run = line.text[start:end]
    cuts = [word for part in _CODE.split(run) for word in _cut(part)]
    book = [said for word in cuts for said in _book(word)]
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
        said = tuple(filter(None, spoken[at : at + len(word)]))
        lost += (c for c, s in zip(word, spoken[at : at + len(word)], strict=True) if not s)
        if said:
            yield Word(said)
        at += len(word)


def _cut(part: str) -> list[str]:
    return [part] if _CODE.fullmatch(part) else rjieba.cut(part)


def _book(word: str) -> list[str]:
    """The syllables of a word as the dictionary has them, its worn-down last one included.

    A character that it lacks has none, "".
    """
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
    said = [syllable(one) or "" for one in written]
    if word in NEUTRAL:
        said[-1] = said[-1][:-1] + "5"
    return said + tail
