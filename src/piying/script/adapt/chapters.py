"""Chapters: where the chapters of a novel begin and end, and what they are called.

A heading stands on a line of its own: 第十二章 夜雨, 第3回, 楔子, Chapter 12: Rain. That of a
volume (第一卷) only ends a chapter. A heading that nothing stands under, as in a table of
contents, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from piying.script.numerals import NUMERAL, narrow, number

HEADING_CHARACTERS_MAX = 50
_MARK = r"(?:\s*[:\-·.、,|]+\s*|\s+|$)"
_ZH = re.compile(
    rf"(?:第\s*{NUMERAL}\s*[卷部集]\s*|卷\s*{NUMERAL}\s*)?第\s*(?P<number>{NUMERAL})\s*[章回节節]"
    rf"(?:{_MARK}(?P<title>.*)|(?P<close>[^。！？!?；;，,…“”「」]{{0,24}}))$"
)
_EN = re.compile(
    rf"(?i:chapter)\s+(?P<number>[0-9]{{1,4}}|[IVXLC]{{1,8}}|[A-Za-z]{{3,12}}){_MARK}(?P<title>.*)$"
)
_ALONE = re.compile(
    r"(?:楔子|序章|序幕|引子|前言|尾声|尾聲|终章|終章|后记|後記|番外|(?i:prologue|epilogue))"
    rf"(?P<number>)(?:{_MARK}(?P<title>.*)|(?P<close>[0-9零一二三四五六七八九十]{{0,3}}))$"
)
_VOLUME = re.compile(rf"第\s*{NUMERAL}\s*[卷部](?:{_MARK}.{{0,30}}|[^。！？，]{{0,20}})$")
_FRAME = re.compile(r"^[\s#*=~—【\[《\u3000\ufeff-]+|[\s*=~—】\]》\u3000-]+$")
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of a text."""

    number: int
    """As it is written; by its place, where the numbers of a text begin anew, and after all
    the others, where it has none."""
    heading: str
    """The whole line; empty: a text without headings."""
    start: int
    """Behind the heading, in characters of the text."""
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    written: int | None
    volume: bool


def chapters(text: str) -> tuple[Chapter, ...]:
    """The chapters of `text`, in order; the whole of it where there are no headings."""
    lines = list(_headings(text))
    ends = [*(after.start for after in lines[1:]), len(text)][: len(lines)]
    held = [
        (line, end)
        for line, end in zip(lines, ends, strict=True)
        if not line.volume and text[line.end : end].strip()
    ]
    if not held:
        return (Chapter(1, "", 0, len(text)),)
    numbers = _numbers([line.written for line, _ in held])
    return tuple(
        Chapter(told, line.text, line.end, end)
        for told, (line, end) in zip(numbers, held, strict=True)
    )


def _headings(text: str) -> Iterator[_Line]:
    for line in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        if len(line[0].strip()) > HEADING_CHARACTERS_MAX:
            continue
        bare = _FRAME.sub("", line[0])
        if bare.count("】") + bare.count("》") == 1 and not re.search("[【《]", bare):
            bare = re.sub(r"\s*[】》]\s*", " ", bare)
        flat = narrow(bare)
        found = _ZH.match(flat) or _EN.match(flat) or _ALONE.match(flat)
        if found is not None:
            written = _value(found["number"])
            if found.re is not _EN or written is not None:
                yield _Line(line.start(), line.end(), bare, written, volume=False)
        elif _VOLUME.match(flat):
            yield _Line(line.start(), line.end(), bare, None, volume=True)


def _value(told: str) -> int | None:
    if not told:
        return None
    if told.lower() in _WORDS:
        return _WORDS.index(told.lower())
    if set(told) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in told]
        return sum(-one if one < after else one for one, after in pairwise([*values, 0]))
    return number(told)


def _numbers(written: Sequence[int | None]) -> list[int]:
    known = [one for one in written if one]
    if len(set(known)) < len(known):
        return list(range(1, len(written) + 1))
    free = max(known, default=0)
    numbers = []
    for one in written:
        free += 0 if one else 1
        numbers.append(one or free)
    return numbers
