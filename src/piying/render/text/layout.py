"""Lines: where every glyph of a row or a column stands.

Everything is in ems, so that a layout fits every size. Where lines break is decided in
`breaking`, what a glyph is and how far it reaches in `shaping`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from piying.model.errors import Invalid
from piying.render.text.emoji import clusters, is_emoji
from piying.render.text.shaping import Shaped, shape, shape_down

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from piying.model.cut import Ruby
    from piying.render.text.fonts import Face

RUBY_SCALE = 0.5
RUBY_LIFT = 0.95
"""The baseline of ruby above that of its base, in ems."""
RUBY_APART = 0.12
"""The least space between two readings, in ems."""
RUBY_OVERHANG = 0.25
"""So far a reading reaches over a neighbour that has none, in ems."""
LINE_HEIGHT = 1.28
RUBY_HEIGHT = 0.52
"""What a line with ruby is higher."""
COLUMN_WIDTH = 1.5
"""From the middle of a column to the middle of the next, in ems."""
UPRIGHT_LENGTH_MAX = 3
"""In vertical text, so many Latin letters or digits stand side by side in one square."""
_DOWN_BASELINE = 0.87
"""From the top of a square to the baseline of what stands in it."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph and its origin, in ems; y grows downwards from the baseline of its row."""

    number: int
    x: float
    y: float
    scale: float = 1.0
    turned: bool = False
    """Lies on its side, as Latin words in vertical text do."""
    face: int = 0
    """Its place in the chain of the face that the row is set in."""


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


def set_row(text: str, face: Face, ruby: Sequence[Ruby] = ()) -> Row:
    """`text` as one line, its punctuation squeezed at the edges and beside punctuation.

    Raises:
        Invalid: the face lacks characters of the text.
    """
    glyphs: list[Glyph] = []
    pen = 0.0
    shaped = shape(text, face)
    for part in sorted(ruby, key=lambda one: one.start):
        before = [g for g in shaped if g.at < part.start]
        shaped = shaped[len(before) :]
        base = [g for g in shaped if g.at < part.end]
        shaped = shaped[len(base) :]
        pen = _place(before, pen, glyphs)
        reading = shape(part.reading, face)
        long = sum(g.advance for g in reading) * RUBY_SCALE
        wide = sum(g.advance for g in base)
        before_it, behind_it = ruby_sides(part, ruby, len(text), long - wide)
        above = pen + before_it + (wide - long) / 2
        pen = _place(base, pen + before_it, glyphs) + behind_it
        for g in reading:
            glyphs.append(
                Glyph(
                    g.number,
                    above + g.x * RUBY_SCALE,
                    g.y * RUBY_SCALE - RUBY_LIFT,
                    RUBY_SCALE * g.scale,
                    face=g.face,
                )
            )
            above += g.advance * RUBY_SCALE
    pen = _place(shaped, pen, glyphs)
    return Row(text, tuple(glyphs), pen, bool(ruby))


def ruby_sides(
    part: Ruby, ruby: Sequence[Ruby], length: int, excess: float
) -> tuple[float, float]:
    """How many ems stand before and behind a base whose reading is `excess` ems wider.

    A reading keeps off the next one and off the ends of a line of `length` characters, and
    reaches a little over neighbours that have none.
    """
    half = excess / 2
    if half + RUBY_APART / 2 <= 0:
        return (0.0, 0.0)
    ends, starts = {one.end for one in ruby}, {one.start for one in ruby}

    def side(edge: bool, read: bool) -> float:  # noqa: FBT001 - both are said at the call
        free = 0.0 if edge else -RUBY_APART / 2 if read else RUBY_OVERHANG
        return max(0.0, half - free)

    return (
        side(edge=part.start == 0, read=part.start in ends),
        side(edge=part.end == length, read=part.end in starts),
    )


def set_column(text: str, face: Face, space: float = 0.0) -> Row:
    """`text` as one column, from the top: x 0 is its middle, y 0 its top.

    Between its squares stand `space` ems.

    Chinese and emoji stand upright, one to three Latin letters or digits share a square,
    and longer Latin words lie on their side (UAX #50).

    Raises:
        Invalid: the face lacks characters of the text.
    """
    glyphs: list[Glyph] = []
    pen = 0.0
    for run, kind in _runs(text):
        if kind == "han":
            for g in shape_down(run, face):
                glyphs.append(Glyph(g.number, g.x, pen + g.y, g.scale, face=g.face))
                pen += g.advance + space
            continue
        row = set_row(run, face)
        if kind == "emoji" or len(run.strip()) <= UPRIGHT_LENGTH_MAX:
            row = set_row(run.strip(), face)
            scale = min(1.0, 0.96 / row.advance) if row.advance else 1.0
            left = -row.advance * scale / 2
            glyphs.extend(
                Glyph(
                    g.number,
                    left + g.x * scale,
                    pen + _DOWN_BASELINE + g.y,
                    g.scale * scale,
                    face=g.face,
                )
                for g in row.glyphs
            )
            pen += (1.0 if row.glyphs else 0.25) + space
        else:
            glyphs.extend(
                Glyph(g.number, -0.36, pen + g.x, g.scale, turned=True, face=g.face)
                for g in row.glyphs
            )
            pen += row.advance + space
    return Row(text, tuple(glyphs), max(0.0, pen - space))


def check_rows(rows: Sequence[Row], row_count_max: int, text: str) -> None:
    """Refuse `text` where it takes more rows than there may be.

    Raises:
        Invalid: it does not fit, even at the smallest size.
    """
    if len(rows) > row_count_max:
        raise Invalid("render.text_too_long", text=text, rows=len(rows), most=row_count_max)


def _place(shaped: Sequence[Shaped], pen: float, glyphs: list[Glyph]) -> float:
    for g in shaped:
        glyphs.append(Glyph(g.number, pen + g.x, g.y, g.scale, face=g.face))
        pen += g.advance
    return pen


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Each emoji, and maximal runs of Latin words and of the rest."""
    run, kind = "", ""
    for sign in clusters(text):
        own = "emoji" if is_emoji(sign) else "latin" if _is_latin(sign[0]) else "han"
        if run and (own != kind or own == "emoji"):
            yield run, kind
            run = ""
        run, kind = run + sign, own
    if run:
        yield run, kind


def _is_latin(character: str) -> bool:
    """Whether a character is set along the line in vertical text (UAX #50: R)."""
    return character.isascii() or "\u00a0" <= character <= "\u1fff"
