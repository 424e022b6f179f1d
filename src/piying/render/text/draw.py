"""Subtitles, on-screen words and the AI label, each as an image and the place where it stands.

Everything keeps inside the profile's safe area. A subtitle stands in the middle of the
frame's width, because a line that is off the axis looks like a mistake, and so keeps the
wider margin on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import skia

from piying.model.cut import CaptionKind, Ruby
from piying.model.errors import Invalid
from piying.render.text.breaking import break_columns, break_lines
from piying.render.text.fonts import CAPTION_WEIGHT, LABEL_WEIGHT, Face, FontBook, sans
from piying.render.text.layout import COLUMN_WIDTH, LINE_HEIGHT, Row, check_rows, set_row
from piying.render.text.lettering import (
    BASELINE,
    Drawn,
    Ink,
    Letters,
    blank,
    canvas_of,
    cut_out,
    draw_letters,
    filled,
    font_of,
    letters_of,
    sheet_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from piying.model.cut import Caption
    from piying.model.master import Profile

CAPTION_SIZE_PERMILLE = 52
"""The size of subtitles in thousandths of the frame's width."""
CAPTION_SIZE_LATIN_PERMILLE = 46
"""Latin letters are narrow, and their lines long."""
CAPTION_SIZE_PERMILLE_MIN = 34
CAPTION_ROW_COUNT_MAX = 2
CAPTION_ROW_COUNT_LATIN_MAX = 3
SUPER_SIZE_PERMILLE = 58
SUPER_MIDDLE_PERMILLE = 185
"""Where on-screen words stand: above the faces."""
COLUMN_TOP_PERMILLE = 190
COLUMN_BOTTOM_PERMILLE = 480
"""On-screen words in columns: at the left, between the AI label and titles of every style."""
COLUMN_COUNT_MAX = 5
COLUMN_SPACE = 0.1
"""Between the squares of a column, in ems."""
LABEL_TOP_PERMILLE = 88
"""Where the label begins: below what players lay over the top."""
LABEL_ROW_COUNT_MAX = 2
FLAT_PERMILLE = 300
"""A sign whose ink is lower than this share of an em is flat by nature (一, -, …)."""


@dataclass(frozen=True, slots=True)
class CaptionStyle:
    """How the words of one kind of voice look."""

    ink: Ink


SPOKEN = CaptionStyle(Ink(fill=("#ffffff", "#ffffff", "#eef1f6")))
"""White: said by someone on the screen."""
INNER = CaptionStyle(Ink(fill=("#eaf6ff", "#b9dcff"), stroke="#0b1730", slant_permille=170))
"""Pale blue and leaning: thought, or said by a voice off the screen."""
NARRATOR = CaptionStyle(Ink(fill=("#fff6dc", "#ffdf9e"), stroke="#241505", slant_permille=110))
"""Warm and leaning a little: told."""

_SUPER_INK = Ink(
    fill=("#ffffff", "#f1e6cf"), stroke="#14100a", stroke_permille=70, shadow_permille=80
)
_LABEL_INK = Ink(stroke="#000000", stroke_permille=60, shadow_permille=40, shadow_alpha=110)


def style_of(role: CaptionKind, speaker: str) -> CaptionStyle:
    """How a caption of `role` looks; an inner voice without a speaker is the narrator."""
    if role is CaptionKind.INNER:
        return INNER if speaker else NARRATOR
    return SPOKEN


def caption_of(caption: Caption, profile: Profile, book: FontBook | None = None) -> Drawn:
    """The image of a caption: a subtitle, or on-screen words.

    Raises:
        Invalid: it does not fit.
    """
    if caption.role is CaptionKind.SUPER:
        image = column_image if caption.vertical and not is_latin(caption.text) else super_image
        return image(caption.text, profile, book, keep=caption.keep)
    style = style_of(caption.role, caption.speaker)
    return caption_image(
        caption.text, style, profile, book, keep=caption.keep, ruby=caption.ruby
    )


def caption_image(
    text: str,
    style: CaptionStyle,
    profile: Profile,
    book: FontBook | None = None,
    *,
    keep: Sequence[str] = (),
    ruby: Sequence[Ruby] = (),
) -> Drawn:
    """A subtitle of at most two rows (three in Latin letters) inside the caption band.

    What the face lacks is left out; nothing is drawn where that is all.

    Raises:
        Invalid: it does not fit.
    """
    face = sans(CAPTION_WEIGHT, book)
    safe, latin = profile.safe, is_latin(text)
    limit = profile.width * (1000 - 2 * max(safe.left_permille, safe.right_permille)) / 1000
    top = profile.height * safe.caption_top_permille / 1000
    bottom = profile.height * safe.caption_bottom_permille / 1000
    most = CAPTION_ROW_COUNT_LATIN_MAX if latin else CAPTION_ROW_COUNT_MAX
    permille = CAPTION_SIZE_LATIN_PERMILLE if latin else CAPTION_SIZE_PERMILLE
    words, above = _shown(text, ruby, face)
    if not words.strip():
        return blank()
    while True:
        size = profile.width * permille / 1000
        room = limit - size * (style.ink.stroke_permille + style.ink.slant_permille) / 1000
        rows = break_lines(words, face, room / size, keep=keep, ruby=above)
        fits = len(rows) <= most and sum(row.height for row in rows) * size <= bottom - top
        if fits or permille <= CAPTION_SIZE_PERMILLE_MIN:
            break
        permille -= 1
    check_rows(rows, most, text)
    letters = placed(rows, face, size, style.ink, profile.width / 2, (top + bottom) / 2)
    sheet = sheet_of(letters, style.ink, size)
    draw_letters(sheet.canvas, letters, style.ink, size)
    return cut_out(sheet.surface, text, sheet.x, sheet.y)


def _shown(text: str, ruby: Sequence[Ruby], face: Face) -> tuple[str, tuple[Ruby, ...]]:
    """What of a caption is drawn, and its readings where they then stand."""
    line = text.replace("\n", " ")
    words = face.shown(line.strip())
    begin = len(line) - len(line.lstrip())
    if words != line.strip():
        # a sign was left out: what stood behind it has moved
        return words, ()
    moved = (Ruby(one.start - begin, one.end - begin, one.reading) for one in ruby)
    return words, tuple(one for one in moved if 0 <= one.start < one.end <= len(words))


def super_image(
    text: str, profile: Profile, book: FontBook | None = None, *, keep: Sequence[str] = ()
) -> Drawn:
    """On-screen words: spaced letters between two hairlines, high in the frame."""
    face = sans(LABEL_WEIGHT, book)
    margin = max(profile.safe.left_permille, profile.safe.right_permille)
    limit = profile.width * (1000 - 2 * margin) / 1000
    size = profile.width * SUPER_SIZE_PERMILLE / 1000
    words = face.shown(text)
    if not words.strip():
        return blank()
    space = 0.0 if is_latin(text) else 0.12
    rows = tuple(
        spaced_out(row.text, face, space)
        for row in break_lines(words, face, limit / size / (1 + space), keep=keep)
    )
    surface, canvas = canvas_of(profile.width, profile.height)
    middle = profile.height * SUPER_MIDDLE_PERMILLE / 1000
    half = len(rows) * LINE_HEIGHT * size / 2 + size * 0.28
    wide = min(limit, max(row.advance for row in rows) * size + size * 2.4)
    _draw_hush(canvas, profile.width / 2, middle, wide, half)
    draw_rows(canvas, rows, face, size, _SUPER_INK, profile.width / 2, middle)
    return cut_out(surface, text)


def column_image(
    text: str, profile: Profile, book: FontBook | None = None, *, keep: Sequence[str] = ()
) -> Drawn:
    """On-screen words in columns from right to left, at the left of the frame's upper half.

    A hairline stands at the right of the first column, as the edge of a scroll does.

    Raises:
        Invalid: it does not fit.
    """
    face = sans(LABEL_WEIGHT, book)
    words = face.shown(text)
    if not words.strip():
        return blank()
    size = profile.width * SUPER_SIZE_PERMILLE / 1000
    top = profile.height * COLUMN_TOP_PERMILLE / 1000
    room = profile.height * COLUMN_BOTTOM_PERMILLE / 1000 - top
    columns = break_columns(words, face, room / size - 1.0, space=COLUMN_SPACE, keep=keep)
    check_rows(columns, COLUMN_COUNT_MAX, text)
    wide = ((len(columns) - 1) * COLUMN_WIDTH + 2.0) * size
    right = profile.width * profile.safe.left_permille / 1000 + wide
    letters = []
    for number, column in enumerate(columns):
        one = letters_of(column, face, size)
        one.offset(right - (number * COLUMN_WIDTH + 1.0) * size, top + size * 0.5)
        letters.append(one)
    long = (max(column.advance for column in columns) + 1.0) * size
    surface, canvas = canvas_of(profile.width, profile.height)
    _draw_scroll(canvas, skia.Rect.MakeLTRB(right - wide, top, right, top + long), size)
    draw_letters(canvas, letters, _SUPER_INK, size)
    return cut_out(surface, text)


def label_image(text: str, profile: Profile, book: FontBook | None = None) -> Drawn:
    """The label that says the film is made by AI, in the upper left corner.

    GB 45438-2025, 5.4, asks for a height of at least 5 % of the frame's short side. Here
    every letter, digit and character is that high in ink, small Latin letters too, except
    signs that are flat by nature.

    Raises:
        Invalid: it does not fit, or the face lacks characters of it.
    """
    set_label = _set_label(text, profile, book)
    letters = []
    for row, baseline in set_label.rows:
        one = letters_of(row, set_label.face, set_label.size)
        one.offset(set_label.left, baseline)
        letters.append(one)
    sheet = sheet_of(letters, _LABEL_INK, set_label.size)
    draw_letters(sheet.canvas, letters, _LABEL_INK, set_label.size)
    return cut_out(sheet.surface, text, sheet.x, sheet.y)


def label_boxes(
    text: str, profile: Profile, book: FontBook | None = None
) -> tuple[tuple[float, float, float, float], ...]:
    """Where the ink of each glyph of the label stands in the frame: left, top, right, bottom.

    Raises:
        Invalid: as `label_image`.
    """
    set_label = _set_label(text, profile, book)
    font, scale = font_of(set_label.face, 1000), set_label.size / 1000
    found = []
    for row, baseline in set_label.rows:
        for glyph in row.glyphs:
            bounds = font.getPath(glyph.number).getBounds()
            x = set_label.left + glyph.x * set_label.size
            y = baseline + glyph.y * set_label.size
            found.append(
                (
                    x + bounds.left() * scale,
                    y + bounds.top() * scale,
                    x + bounds.right() * scale,
                    y + bounds.bottom() * scale,
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _SetLabel:
    """The rows of the label with their baselines, and how large and where they stand."""

    face: Face
    size: float
    left: float
    rows: tuple[tuple[Row, float], ...]


def _set_label(text: str, profile: Profile, book: FontBook | None) -> _SetLabel:
    face = sans(LABEL_WEIGHT, book)
    face.require(text)
    short = min(profile.width, profile.height)
    wanted = -(-short * profile.label_height_permille // 1000)
    heights = [ink_height(c, face) for c in text if c.isalnum()]
    standing = [height for height in heights if height * 1000 >= FLAT_PERMILLE]
    if not standing:
        raise Invalid("render.text_empty", text=text)
    # a pixel row is inked where the outline covers part of it; one more row keeps it solid
    size = (wanted + 1) / min(standing)
    left = profile.width * profile.safe.left_permille / 1000
    limit = profile.width * (1000 - profile.safe.right_permille) / 1000 - left
    rows = break_lines(text, face, limit / size)
    check_rows(rows, LABEL_ROW_COUNT_MAX, text)
    top = profile.height * LABEL_TOP_PERMILLE / 1000
    baselines = (top + (BASELINE + number * LINE_HEIGHT) * size for number in range(len(rows)))
    return _SetLabel(face, size, left, tuple(zip(rows, baselines, strict=True)))


def draw_rows(
    canvas: skia.Canvas,
    rows: tuple[Row, ...],
    face: Face,
    size: float,
    ink: Ink,
    middle_x: float,
    middle_y: float,
) -> None:
    """Draw rows, each centred on `middle_x`, the block centred on `middle_y`."""
    draw_letters(canvas, placed(rows, face, size, ink, middle_x, middle_y), ink, size)


def placed(
    rows: tuple[Row, ...], face: Face, size: float, ink: Ink, middle_x: float, middle_y: float
) -> list[Letters]:
    """Rows where they stand, each centred on `middle_x`, the block on `middle_y`."""
    top = middle_y - sum(row.height for row in rows) * size / 2
    made = []
    for row in rows:
        baseline = top + (row.height - LINE_HEIGHT + (LINE_HEIGHT - 1) / 2 + 0.88) * size
        letters = letters_of(row, face, size)
        letters.lean(ink)
        lean = ink.slant_permille / 1000 * size * 0.38
        letters.offset(middle_x - row.advance * size / 2 - lean, baseline)
        made.append(letters)
        top += row.height * size
    return made


def spaced_out(text: str, face: Face, space: float) -> Row:
    """`text` as one row whose characters stand `space` ems further apart."""
    row = set_row(text, face)
    glyphs = tuple(replace(g, x=g.x + i * space) for i, g in enumerate(row.glyphs))
    return Row(text, glyphs, row.advance + space * max(0, len(glyphs) - 1), row.ruby)


def ink_height(character: str, face: Face) -> float:
    """The height of the ink of `character`, in ems."""
    row = set_row(character, face)
    bounds = [font_of(face, 1000).getPath(g.number).getBounds() for g in row.glyphs]
    return float(max((b.height() for b in bounds), default=0.0)) / 1000


def is_latin(text: str) -> bool:
    """Whether the words are written without Chinese characters."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(ord(c) < 0x2E80 for c in letters)


def _draw_hush(canvas: skia.Canvas, x: float, y: float, wide: float, half: float) -> None:
    """A dark band that fades to both sides, between two hairlines."""
    left, right = x - wide / 2, x + wide / 2
    ends = [skia.Point(left, y), skia.Point(right, y)]
    for colour, alpha, rect in (
        ("#000000", 120, skia.Rect.MakeLTRB(left, y - half, right, y + half)),
        ("#f3ddb0", 230, skia.Rect.MakeLTRB(left, y - half, right, y - half + 2.5)),
        ("#f3ddb0", 230, skia.Rect.MakeLTRB(left, y + half - 2.5, right, y + half)),
    ):
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        clear = skia.ColorSetARGB(0, red, green, blue)
        solid = skia.ColorSetARGB(alpha, red, green, blue)
        paint = filled(colour)
        paint.setShader(
            skia.GradientShader.MakeLinear(
                points=ends, colors=[clear, solid, solid, clear], positions=[0, 0.3, 0.7, 1]
            )
        )
        canvas.drawRect(rect, paint)


def _draw_scroll(canvas: skia.Canvas, rect: skia.Rect, size: float) -> None:
    """A dark band that fades to the left, with a hairline at its right edge."""
    ends = [skia.Point(rect.left() - size * 0.8, 0), skia.Point(rect.right(), 0)]
    dark = filled("#000000")
    dark.setShader(
        skia.GradientShader.MakeLinear(
            points=ends,
            colors=[skia.ColorSetARGB(alpha, 0, 0, 0) for alpha in (0, 110, 130)],
            positions=[0, 0.45, 1],
        )
    )
    wide = skia.Rect.MakeLTRB(rect.left() - size * 0.8, rect.top(), rect.right(), rect.bottom())
    canvas.drawRect(wide, dark)
    line = filled("#f3ddb0", 230)
    canvas.drawRect(
        skia.Rect.MakeLTRB(rect.right() - 2.5, rect.top(), rect.right(), rect.bottom()), line
    )
