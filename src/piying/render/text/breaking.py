"""Breaking: where lines end, and how they share the words.

Breaks are legal by UAX #14, stand between the words of Chinese (rjieba) and, where they can,
between its phrases (BudouX). Numbers, Latin words, idioms and the words of `keep` stay whole;
no line begins with a closing mark or ends with an opening one (CLREQ, GB/T 15834). Only what
is longer than a line is broken inside. Nothing is ever dropped but the spaces at which a line
is broken.
"""

from __future__ import annotations

import importlib
import re
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import budoux
from uniseg.linebreak import line_break_units

from piying.model.cut import Ruby
from piying.render.text.emoji import clusters
from piying.render.text.layout import RUBY_SCALE, Row, ruby_sides, set_column, set_row
from piying.render.text.shaping import CLOSERS, CLOSING, OPENERS, STOPS, shape, squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from piying.render.text.fonts import Face

NEVER_FIRST = CLOSERS + STOPS + "…—·～,.;:!?)]}%％‰℃°"
NEVER_LAST = OPENERS + "([{￥¥$＄#@№"
_LEANING = "的地得了着过们吗吧呢啊呀嘛么"
_HAN_WORDS = re.compile("[\u3400-\u9fff]{2,}")
_SLACK = 1e-6


def break_lines(
    text: str,
    face: Face,
    limit: float,
    *,
    keep: Collection[str] = (),
    ruby: Sequence[Ruby] = (),
) -> tuple[Row, ...]:
    """`text` in as few rows of at most `limit` ems as it needs, as equal as they can be.

    Args:
        text: the words; a line end in it is kept.
        face: what they are set in.
        limit: the widest row, in ems.
        keep: words that are never broken: names, idioms.
        ruby: readings above parts of the text; a part with a reading is never broken.

    Raises:
        Invalid: the face lacks characters of the text.
    """
    face.require("".join((*text.split("\n"), *(part.reading for part in ruby))))
    rows: list[Row] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        own = _within(ruby, start, end)
        rows.extend(_rows(paragraph, face, limit, frozenset(keep), own))
        start = end + 1
    return tuple(rows)


def break_columns(
    text: str,
    face: Face,
    limit: float,
    *,
    space: float = 0.0,
    keep: Collection[str] = (),
) -> tuple[Row, ...]:
    """`text` in as few columns of at most `limit` ems as it needs, the first at the right.

    Between the squares of a column stand `space` ems.

    Raises:
        Invalid: the face lacks characters of the text.
    """
    columns: list[Row] = []
    for paragraph in text.split("\n"):

        def length(a: int, b: int, words: str = paragraph) -> float:
            return set_column(words[a:b].rstrip(" "), face, space).advance

        cuts = _balanced(paragraph, length, limit, frozenset(keep), ())
        columns += [set_column(paragraph[a:b].rstrip(" "), face, space) for a, b in cuts]
    return tuple(columns)


def break_points(
    text: str, keep: Collection[str] = ()
) -> tuple[frozenset[int], frozenset[int]]:
    """The places where a line may end inside `text`: the legal ones, and the good of them."""
    return _points(text, frozenset(keep))


def _within(ruby: Iterable[Ruby], start: int, end: int) -> tuple[Ruby, ...]:
    return tuple(
        Ruby(one.start - start, one.end - start, one.reading)
        for one in ruby
        if start <= one.start < end
    )


@lru_cache(maxsize=512)
def _uax14(text: str) -> frozenset[int]:
    """The breaks of UAX #14 that the house's rules for marks and numbers leave."""
    ends = set(accumulate(len(unit) for unit in line_break_units(text))) - {len(text)}
    return frozenset(at for at in ends if _may_part(text[at - 1], text[at]))


@lru_cache(maxsize=512)
def _points(text: str, keep: frozenset[str]) -> tuple[frozenset[int], frozenset[int]]:
    legal = _uax14(text) - _inside(_words(text))
    legal -= {
        at
        for word in keep
        if word
        for found in re.finditer(re.escape(word), text)
        for at in range(found.start() + 1, found.end())
    }
    phrases = set(accumulate(len(phrase) for phrase in _phrases().parse(text)))
    good = {at for at in legal if at in phrases or text[at - 1].isspace()}
    return frozenset(legal), frozenset(good)


def _inside(words: Iterable[str]) -> set[int]:
    """The places inside the words, which follow each other, that are Chinese words."""
    inside: set[int] = set()
    at = 0
    for word in words:
        if _HAN_WORDS.fullmatch(word):
            inside.update(range(at + 1, at + len(word)))
        at += len(word)
    return inside


def _words(text: str) -> list[str]:
    """The words of Chinese text; together they are `text`."""
    if not _HAN_WORDS.search(text):
        return [text]
    # a dictionary of tens of megabytes: loaded only by whoever has to break a line
    words: list[str] = importlib.import_module("rjieba").cut(text)
    return words if "".join(words) == text else [text]


@lru_cache(maxsize=1)
def _phrases() -> budoux.Parser:
    return budoux.load_default_simplified_chinese_parser()


def _may_part(before: str, here: str) -> bool:
    """Whether the house lets a line end between two characters where UAX #14 does."""
    counted = before.isdecimal() and here.isalnum()
    return here not in NEVER_FIRST and before not in NEVER_LAST and not counted


def _rows(
    text: str, face: Face, limit: float, keep: frozenset[str], ruby: tuple[Ruby, ...]
) -> list[Row]:
    """One paragraph in rows."""

    def row(a: int, b: int) -> Row:
        return set_row(text[a:b].rstrip(" "), face, _within(ruby, a, b))

    ruler = _ruler(text, face, ruby)
    if ruler(0, len(text)) <= limit + _SLACK:
        whole = row(0, len(text))
        if whole.advance <= limit + _SLACK:
            return [whole]
    rows = [row(a, b) for a, b in _balanced(text, ruler, limit, keep, ruby)]
    if any(one.advance > limit + _SLACK and len(clusters(one.text)) > 1 for one in rows):
        # letters that change beside others were measured apart: measure every row as it is set
        exact = _balanced(text, lambda a, b: row(a, b).advance, limit, keep, ruby)
        rows = [row(a, b) for a, b in exact]
    return rows


@lru_cache(maxsize=64)
def _ruler(text: str, face: Face, ruby: tuple[Ruby, ...]) -> Callable[[int, int], float]:
    """The width of any piece of `text`, from shaping it once."""
    widths = [0.0] * len(text)
    for g in shape(text, face):
        widths[g.at] += g.advance
    for part in ruby:
        wide = sum(widths[part.start : part.end])
        long = sum(g.advance for g in shape(part.reading, face)) * RUBY_SCALE
        widths[part.start] += sum(ruby_sides(part, ruby, len(text), long - wide))
    sums = [0.0, *accumulate(widths)]
    wide_marks = {
        i for i, c in enumerate(text) if c in OPENERS + CLOSING and widths[i] >= 1 - _SLACK
    } - squeezed(text)

    def width(a: int, b: int) -> float:
        while b > a and text[b - 1] == " ":
            b -= 1
        if a == b:
            return 0.0
        edges = (a in wide_marks and text[a] in OPENERS) + (
            b - 1 in wide_marks and text[b - 1] in CLOSING
        )
        return sums[b] - sums[a] - 0.5 * edges

    return width


def _balanced(
    text: str,
    width: Callable[[int, int], float],
    limit: float,
    keep: frozenset[str],
    ruby: Sequence[Ruby],
) -> list[tuple[int, int]]:
    """Where each line begins and ends.

    Fewest lines come first, then bad breaks avoided, then the most equal lines.
    """
    legal, good = break_points(text, keep)
    whole = {at for part in ruby for at in range(part.start + 1, part.end)}
    ends = [0, *sorted(_enough(text, width, limit, legal - whole, whole)), len(text)]
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for j in range(1, len(ends)):
        end = ends[j]
        cost = _break_cost(text, end, good) if end < len(text) else 0.0
        options: list[tuple[int, float, int]] = []
        for i in range(j - 1, -1, -1):
            wide = width(ends[i], end)
            if wide > limit + _SLACK and i < j - 1:
                break
            count, bad, _ = best[i]
            options.append((count + 1, bad + cost + (limit - wide) ** 2, i))
        best.append(min(options, key=lambda option: option[:2]))
    cuts: list[tuple[int, int]] = []
    j = len(ends) - 1
    while j > 0:
        i = best[j][2]
        cuts.append((ends[i], ends[j]))
        j = i
    return cuts[::-1] or [(0, 0)]


def _enough(
    text: str,
    width: Callable[[int, int], float],
    limit: float,
    legal: frozenset[int],
    whole: set[int],
) -> set[int]:
    """The legal breaks, and more inside a piece that is longer than a line.

    First the breaks of UAX #14 that words, names or numbers took away; then, in what has none
    at all, a break between any two signs.
    """
    breaks = set(legal)
    for finer in (_uax14(text) - whole, _signs(text)):
        for a, b in pairwise([0, *sorted(breaks), len(text)]):
            if width(a, b) > limit + _SLACK:
                breaks |= {at for at in finer if a < at < b}
    return breaks


def _signs(text: str) -> frozenset[int]:
    return frozenset(accumulate(map(len, clusters(text)))) - {len(text)}


def _break_cost(text: str, at: int, good: Collection[int]) -> float:
    """How bad it is to end a line before `at`, in squares of an em of slack.

    Best is behind a mark; bad is inside a phrase, or before a word that leans on the one
    before it; worst is what the rules for marks forbid, in what cannot be broken well.
    """
    if not _may_part(text[at - 1], text[at]):
        return 4000.0
    if text[at - 1] in CLOSING + "…—,.;:!?":
        return 0.0
    if text[at] in OPENERS:
        return 8.0
    leaning = 40.0 if text[at] in _LEANING else 0.0
    return leaning + (24.0 if at in good else 90.0)
