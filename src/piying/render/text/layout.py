"""Lines: where words break, how they share the lines, and where every glyph stands.

Everything is in ems, so that a layout fits every size. Breaks are legal by UAX #14 and stand
between BudouX phrases while those fit; numbers, Latin words and the words of `keep` stay
whole; no line begins with a closing mark or ends with an opening one. Chinese punctuation is
a half em wide at the edge of a line and beside other punctuation (`halt`). Nothing is ever
dropped but the spaces at which a line is broken.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import budoux
import uharfbuzz as hb
from uniseg.linebreak import line_break_units

from piying.model.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from piying.render.text.fonts import Face

OPENERS = "“‘「『（【《〈〔［｛"
CLOSERS = "”’」』）】》〉〕］｝"
STOPS = "，。、；：！？"
_CLOSING = STOPS + CLOSERS
NEVER_FIRST = CLOSERS + STOPS + "…—·～,.;:!?)]}%％℃"
_LEANING = "的地得了着过们吗吧呢啊呀嘛么"
NEVER_LAST = OPENERS + "([{￥$#@"
RUBY_SCALE = 0.5
RUBY_LIFT = 0.95
"""The baseline of ruby above that of its base, in ems."""
LINE_HEIGHT = 1.28
RUBY_HEIGHT = 0.52
"""What a line with ruby is higher."""
UPRIGHT_LENGTH_MAX = 3
"""In vertical text, so many Latin letters or digits stand side by side in one square."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph and its origin, in ems; y grows downwards from the baseline of its row."""

    number: int
    x: float
    y: float
    scale: float = 1.0
    turned: bool = False
    """Lies on its side, as Latin words in vertical text do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text, or one column."""

    text: str
    glyphs: tuple[Glyph, ...]
    advance: float
    """Its length along the line."""
    ruby: bool = False

    @property
    def height(self) -> float:
        """What it takes of the height of a block, with its ruby."""
        return LINE_HEIGHT + (RUBY_HEIGHT if self.ruby else 0.0)


@dataclass(frozen=True, slots=True)
class Ruby:
    """A reading above the characters of a text from `start` to before `end`."""

    start: int
    end: int
    reading: str


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
    face.require(text.replace("\n", ""))
    face.require("".join(part.reading for part in ruby))
    rows: list[Row] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        own = [
            Ruby(r.start - start, r.end - start, r.reading)
            for r in ruby
            if start <= r.start < end
        ]
        rows.extend(_balanced(paragraph, face, limit, keep, own))
        start = end + 1
    return tuple(rows)


def break_points(
    text: str, keep: Collection[str] = ()
) -> tuple[frozenset[int], frozenset[int]]:
    """The places where a line may end inside `text`: the legal ones, and the good of them."""
    legal = set(accumulate(len(unit) for unit in line_break_units(text))) - {len(text)}
    legal = {at for at in legal if _may_part(text[at - 1], text[at])}
    for word in keep:
        at = text.find(word) if word else -1
        while at >= 0:
            legal -= set(range(at + 1, at + len(word)))
            at = text.find(word, at + 1)
    phrases = set(accumulate(len(phrase) for phrase in _phrases().parse(text)))
    good = {at for at in legal if at in phrases or text[at - 1].isspace()}
    return frozenset(legal), frozenset(good)


def set_row(text: str, face: Face, ruby: Sequence[Ruby] = ()) -> Row:
    """`text` as one line, its punctuation squeezed at the edges and beside punctuation."""
    glyphs: list[Glyph] = []
    pen = 0.0
    shaped = _shape(text, face)
    for part in sorted(ruby, key=lambda r: r.start):
        before = [g for g in shaped if g[1] < part.start]
        shaped = shaped[len(before) :]
        base = [g for g in shaped if g[1] < part.end]
        shaped = shaped[len(base) :]
        pen = _place(before, pen, glyphs)
        reading = _shape(part.reading, face)
        long = sum(g[2] for g in reading) * RUBY_SCALE
        wide = sum(g[2] for g in base)
        room = max(long, wide)
        _place(base, pen + (room - wide) / 2, glyphs)
        above = pen + (room - long) / 2
        for number, _, advance, x, y in reading:
            glyphs.append(
                Glyph(number, above + x * RUBY_SCALE, y * RUBY_SCALE - RUBY_LIFT, RUBY_SCALE)
            )
            above += advance * RUBY_SCALE
        pen += room
    pen = _place(shaped, pen, glyphs)
    return Row(text, tuple(glyphs), pen, bool(ruby))


def set_column(text: str, face: Face) -> Row:
    """`text` as one column, from the top: x 0 is its middle, y 0 its top.

    Chinese stands upright, one to three Latin letters or digits share a square, and longer
    Latin words lie on their side.
    """
    face.require(text)
    glyphs: list[Glyph] = []
    pen = 0.0
    for run, latin in _runs(text):
        if not latin:
            for number, _, advance, x, y in _shape_down(run, face):
                glyphs.append(Glyph(number, x, pen + y))
                pen += advance
            continue
        row = set_row(run, face)
        if len(run) <= UPRIGHT_LENGTH_MAX:
            scale = min(1.0, 0.96 / row.advance)
            left = -row.advance * scale / 2
            glyphs.extend(
                Glyph(g.number, left + g.x * scale, pen + 0.87, scale) for g in row.glyphs
            )
            pen += 1.0
        else:
            glyphs.extend(Glyph(g.number, -0.36, pen + g.x, turned=True) for g in row.glyphs)
            pen += row.advance
    return Row(text, tuple(glyphs), pen)


def _balanced(
    text: str, face: Face, limit: float, keep: Collection[str], ruby: Sequence[Ruby]
) -> tuple[Row, ...]:
    """Fewest rows, then bad breaks avoided, then the most equal rows."""
    legal, good = break_points(text, keep)
    inside = {at for part in ruby for at in range(part.start + 1, part.end)}
    ends = [0, *sorted((legal | _forced(text, face, limit, legal)) - inside), len(text)]

    def row(a: int, b: int) -> Row:
        line = text[a:b].rstrip(" ")
        own = [Ruby(r.start - a, r.end - a, r.reading) for r in ruby if a <= r.start < b]
        return set_row(line, face, own)

    best: list[tuple[int, float, tuple[Row, ...]]] = [(0, 0.0, ())]
    for j in range(1, len(ends)):
        options: list[tuple[int, float, tuple[Row, ...]]] = []
        for i in range(j - 1, -1, -1):
            line = row(ends[i], ends[j])
            if line.advance > limit and i < j - 1:
                break
            count, bad, rows = best[i]
            slack = (limit - line.advance) ** 2
            end = ends[j]
            if end < len(text):
                slack += _break_cost(text, end, good)
            options.append((count + 1, bad + slack, (*rows, line)))
        best.append(min(options, key=lambda option: option[:2]))
    return best[-1][2]


def _break_cost(text: str, at: int, good: Collection[int]) -> float:
    """How bad it is to end a line before `at`, in squares of an em of slack.

    Best is behind a mark; worst is inside a phrase, or before a word that leans on the one
    before it.
    """
    if text[at - 1] in _CLOSING + "…—,.;:!?":
        return 0.0
    leaning = 40.0 if text[at] in _LEANING else 0.0
    return leaning + (24.0 if at in good else 90.0)


def _forced(text: str, face: Face, limit: float, legal: Collection[int]) -> set[int]:
    """Breaks inside a piece that is longer than a line and has no legal break."""
    forced: set[int] = set()
    for a, b in pairwise([0, *sorted(legal), len(text)]):
        start = a
        if set_row(text[a:b].rstrip(" "), face).advance <= limit:
            continue
        for at in range(a + 1, b):
            if set_row(text[start : at + 1].rstrip(" "), face).advance > limit:
                start = at
                forced.add(at)
    return forced


def _may_part(before: str, here: str) -> bool:
    """Whether the house lets a line end between two characters where UAX #14 does."""
    counted = before.isdecimal() and here.isalnum()
    return here not in NEVER_FIRST and before not in NEVER_LAST and not counted


@lru_cache(maxsize=1)
def _phrases() -> budoux.Parser:
    return budoux.load_default_simplified_chinese_parser()


_Shaped = tuple[int, int, float, float, float]
"""Glyph, the character it comes from, advance, x and y, in ems."""


def _place(shaped: Sequence[_Shaped], pen: float, glyphs: list[Glyph]) -> float:
    for number, _, advance, x, y in shaped:
        glyphs.append(Glyph(number, pen + x, y))
        pen += advance
    return pen


@lru_cache(maxsize=4096)
def _shape(text: str, face: Face) -> tuple[_Shaped, ...]:
    """`text` along a line."""
    if not text:
        return ()
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(c) for c in text])
    buffer.direction, buffer.script, buffer.language = "ltr", "Hani", "zh-Hans"
    hb.shape(face.shaper, buffer, _features(text))
    return tuple(
        (
            info.codepoint,
            info.cluster,
            place.x_advance / face.units,
            place.x_offset / face.units,
            -place.y_offset / face.units,
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


def _shape_down(text: str, face: Face) -> tuple[_Shaped, ...]:
    """`text` down a column."""
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(c) for c in text])
    buffer.direction, buffer.script, buffer.language = "ttb", "Hani", "zh-Hans"
    hb.shape(face.shaper, buffer, {"vert": True})
    return tuple(
        (
            info.codepoint,
            info.cluster,
            -place.y_advance / face.units,
            place.x_offset / face.units,
            -place.y_offset / face.units,
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


def _features(text: str) -> dict[str, list[tuple[int, int, int]]]:
    """Half-width punctuation where two blanks would meet, Latin quotes in Latin words."""
    latin = {i for i, c in enumerate(text) if c in "“”‘’…" and _in_latin(text, i)}
    half = {i for i in _squeezed(text) if i not in latin}
    ranges = {
        "halt": [(i, i + 1, 1) for i in sorted(half)],
        "pwid": [(i, i + 1, 1) for i in sorted(latin)],
    }
    # uharfbuzz stumbles over a feature without a range
    return {feature: spans for feature, spans in ranges.items() if spans}


def _squeezed(text: str) -> Iterator[int]:
    """The marks that lose their blank half: at the edges, and beside other marks."""
    framed = f"“{text}”"
    for i, c in enumerate(text):
        before, after = framed[i], framed[i + 2]
        opens = c in OPENERS and before in OPENERS
        closes = c in _CLOSING and after in _CLOSING + OPENERS
        if opens or closes:
            yield i


def _in_latin(text: str, at: int) -> bool:
    """Whether a mark belongs to Latin words: the nearest letter before it, or after it."""
    letters = [c for c in reversed(text[:at]) if c.isalnum()][:1]
    letters = letters or [c for c in text[at:] if c.isalnum()][:1]
    if text[at] == "“":
        letters = [c for c in text[at:] if c.isalnum()][:1] or letters
    return bool(letters) and ord(letters[0]) < 0x2E80


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """Maximal runs of Latin letters, digits and the spaces between them, and of the rest."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or _latin(text[at]) != _latin(text[at - 1]):
            yield text[start:at], _latin(text[start])
            start = at


def _latin(character: str) -> bool:
    return character.isascii() or "\u00c0" <= character <= "\u024f"


def check_rows(rows: Sequence[Row], row_count_max: int, text: str) -> None:
    """Refuse `text` where it takes more rows than there may be.

    Raises:
        Invalid: it does not fit, even at the smallest size.
    """
    if len(rows) > row_count_max:
        raise Invalid("render.text_too_long", text=text, rows=len(rows), most=row_count_max)
