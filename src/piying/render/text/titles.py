"""Titles: the name of a series in big lettering, and the end card.

A manhua title is struck: heavy leaning letters in a hot gradient with two strokes and a
light on their upper half, the episode on a slanted plate below. A period title is a banner:
a column of serif letters on vermilion, the episode in a smaller column at its side. Words
without Chinese characters are always set in rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import skia

from piying.model.cut import CardKind
from piying.model.errors import Invalid
from piying.model.people import Style
from piying.render.text.breaking import break_columns, break_lines
from piying.render.text.draw import draw_rows, is_latin, spaced_out
from piying.render.text.fonts import CAPTION_WEIGHT, TITLE_WEIGHT, Face, FontBook, sans, serif
from piying.render.text.layout import Row, set_column, set_row
from piying.render.text.lettering import (
    Drawn,
    Ink,
    blank,
    canvas_of,
    colour_of,
    cut_out,
    draw_letters,
    filled,
    gradient,
    letters_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from piying.model.cut import Card
    from piying.model.master import Profile

TITLE_SIZE_PERMILLE = 215
"""The greatest size of a series' name in one row, in thousandths of the frame's width."""
TITLE_SIZE_TWO_PERMILLE = 160
"""The same in two rows."""
TITLE_BOTTOM_PERMILLE = 652
"""Where a title in rows ends: between the faces and the subtitles."""
BANNER_SIZE_PERMILLE = 108
BANNER_TOP_PERMILLE = 150
BANNER_BOTTOM_PERMILLE = 620
BANNER_SQUARES_MAX = 9
"""A longer name stands in two columns."""
BESIDE_SIZE_PERMILLE = 46
"""The least size of the words at the banner's side."""
_BANNER_STEP = 1.3
"""From column to column, in ems."""
BANNER_RIGHT_PERMILLE = 855
"""The banner's right edge: left of the player's buttons."""
END_MIDDLE_PERMILLE = 440
END_SIZE_PERMILLE = 100


@dataclass(frozen=True, slots=True)
class _Look:
    """The colours of titles of one house style."""

    letters: Ink
    plate: tuple[str, str]
    """The gradient of the plate, from its top to its bottom."""
    plate_edge: str
    small: Ink


_LOOKS: Mapping[Style, _Look] = {
    Style.MANHUA: _Look(
        letters=Ink(
            fill=("#fffef2", "#ffe27a", "#ff9a2b", "#f2571e"),
            stroke="#2a0714",
            stroke_permille=150,
            outer="#fff4dd",
            outer_permille=215,
            shadow_permille=85,
            shadow_alpha=190,
            slant_permille=120,
            sheen=70,
        ),
        plate=("#e8314a", "#a80f33"),
        plate_edge="#fff4dd",
        small=Ink(stroke="#3a0515", stroke_permille=70, shadow_permille=0, slant_permille=120),
    ),
    Style.SHADOW: _Look(
        letters=Ink(
            fill=("#fffaf0", "#ffe9b8", "#f3c877"),
            stroke="#3b0a06",
            stroke_permille=90,
            shadow_permille=50,
            thicken_permille=34,
        ),
        plate=("#b5301f", "#7d140f"),
        plate_edge="#f0c97a",
        small=Ink(
            fill=("#fff3d6",), stroke="#2b0a05", stroke_permille=120, thicken_permille=26
        ),
    ),
}
_END_INK = Ink(
    fill=("#ffffff", "#ffe9bf", "#f4c56f"), stroke="#1a0d04", stroke_permille=90,
    shadow_permille=90,
)  # fmt: skip
_QUESTION_INK = Ink(fill=("#fff6e3",), stroke="#1a0d04", stroke_permille=110)


def card_of(card: Card, style: Style, profile: Profile, book: FontBook | None = None) -> Drawn:
    """The image of a card, in the house style of the film.

    Raises:
        Invalid: there are no words.
    """
    if card.role is CardKind.END:
        return end_image(card.lines, profile, book)
    return title_image(card.lines, style, profile, book)


def title_image(
    lines: Sequence[str], style: Style, profile: Profile, book: FontBook | None = None
) -> Drawn:
    """The lettering of a title card.

    Args:
        lines: the name of the series, then smaller words: the episode and its title.
        style: the house style of the film.
        profile: the size and the safe area of the film.
        book: where the fonts lie, if not in the installed packages.

    Raises:
        Invalid: there are no words.
    """
    if not any(line.strip() for line in lines):
        raise Invalid("render.text_empty", text="")
    face = sans(TITLE_WEIGHT, book) if style is Style.MANHUA else serif(book)
    words = _drawable(lines, face)
    if not words:
        return blank()
    surface, canvas = canvas_of(profile.width, profile.height)
    if style is Style.SHADOW and not is_latin(words[0]):
        _draw_banner(canvas, words, profile, serif(book))
    else:
        _draw_struck(canvas, words, _LOOKS[style], profile, face)
    return cut_out(surface, words[0])


def end_image(lines: Sequence[str], profile: Profile, book: FontBook | None = None) -> Drawn:
    """The end card: the picture darkened, "to be continued", and the question below it.

    Raises:
        Invalid: there are no words.
    """
    if not any(line.strip() for line in lines):
        raise Invalid("render.text_empty", text="")
    face = sans(TITLE_WEIGHT, book)
    words = _drawable(lines, face)
    if not words:
        return blank()
    width, height = profile.width, profile.height
    surface, canvas = canvas_of(width, height)
    _draw_dusk(canvas, width, height)
    space = 0.04 if is_latin(words[0]) else 0.22
    row = spaced_out(words[0], face, space)
    limit = _limit(profile) * 0.92
    size = min(width * END_SIZE_PERMILLE / 1000, limit / row.advance)
    middle = height * END_MIDDLE_PERMILLE / 1000
    draw_rows(canvas, (row,), face, size, _END_INK, width / 2, middle)
    _draw_rules(canvas, width, middle + size * 0.95, row.advance * size)
    if len(words) > 1:
        small = sans(CAPTION_WEIGHT, book)
        small_size = width * 0.056
        rows = break_lines(" ".join(words[1:]), small, limit / small_size)
        below = middle + size * 1.35 + sum(r.height for r in rows) * small_size / 2
        draw_rows(canvas, rows, small, small_size, _QUESTION_INK, width / 2, below)
    return cut_out(surface, words[0])


def _drawable(lines: Sequence[str], face: Face) -> tuple[str, ...]:
    """The lines without what `face` cannot draw; a line of nothing else is left out."""
    shown = (face.shown(line).strip() for line in lines)
    return tuple(line for line in shown if line)


def _limit(profile: Profile) -> float:
    """The widest row, in pixels, that stands in the middle of the frame."""
    margin = max(profile.safe.left_permille, profile.safe.right_permille)
    return profile.width * (1000 - 2 * margin) / 1000


def _draw_struck(
    canvas: Any,  # noqa: ANN401 - skia carries no types
    words: Sequence[str],
    look: _Look,
    profile: Profile,
    face: Face,
) -> None:
    """Rows that lean and rise, and a slanted plate with the smaller words."""
    width, limit = profile.width, _limit(profile)
    rows, size = _biggest(words[0], face, limit * 0.94, width)
    plate = limit * 0.078 * 0.86 if len(words) > 1 else 0.0
    bottom = profile.height * TITLE_BOTTOM_PERMILLE / 1000 - limit * 0.03
    tall = sum(row.height for row in rows) * size
    middle = bottom - 1.8 * plate - tall / 2
    canvas.save()
    canvas.rotate(-3.5, width / 2, middle)
    draw_rows(canvas, rows, face, size, look.letters, width / 2, middle)
    if plate:
        _draw_plate(canvas, words[1:], look, face, (width / 2, bottom - plate, limit))
    canvas.restore()


def _biggest(text: str, face: Face, limit: float, width: int) -> tuple[tuple[Row, ...], float]:
    """`text` in one row, or in two where they are clearly bigger, and the size in pixels."""
    face.require(text)
    one = (set_row(text, face),)
    alone = min(width * TITLE_SIZE_PERMILLE / 1000, limit / one[0].advance)
    greatest = width * TITLE_SIZE_TWO_PERMILLE / 1000
    if alone >= greatest * 0.8:
        return one, alone
    two = break_lines(text, face, one[0].advance * 0.62)
    size = min(greatest, limit / max(row.advance for row in two))
    return (two, size) if len(two) == 2 and size > alone * 1.15 else (one, alone)


def _draw_plate(
    canvas: Any,  # noqa: ANN401 - skia carries no types
    words: Sequence[str],
    look: _Look,
    face: Face,
    place: tuple[float, float, float],
) -> None:
    """A slanted plate at (x, y), at most so wide, with the words in one row."""
    x, y, limit = place
    text = " · ".join(words) if is_latin("".join(words)) else "·".join(words)
    face.require(text)
    row = set_row(text, face)
    size = min(limit * 0.078, (limit * 0.86) / row.advance)
    half, tall = row.advance * size / 2 + size * 0.7, size * 0.86
    lean = tall * 0.3
    plate = skia.Path()
    plate.moveTo(x - half + lean, y - tall)
    plate.lineTo(x + half + lean, y - tall)
    plate.lineTo(x + half - lean, y + tall)
    plate.lineTo(x - half - lean, y + tall)
    plate.close()
    shade = filled("#000000", 130)
    shade.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, size * 0.16))
    canvas.drawPath(plate, shade)
    paint = filled(look.plate[0])
    paint.setShader(gradient(look.plate, y - tall, y + tall))
    canvas.drawPath(plate, paint)
    edge = filled(look.plate_edge)
    edge.setStyle(skia.Paint.kStroke_Style)
    edge.setStrokeWidth(size * 0.07)
    edge.setStrokeJoin(skia.Paint.kMiter_Join)
    canvas.drawPath(plate, edge)
    draw_rows(canvas, (row,), face, size, look.small, x, y)


def _draw_banner(canvas: Any, words: Sequence[str], profile: Profile, face: Face) -> None:  # noqa: ANN401
    """A vermilion banner with the name from top to bottom, and the rest at its left.

    A long name stands in two columns, so that its letters stay large.
    """
    look, width, height = _LOOKS[Style.SHADOW], profile.width, profile.height
    columns: tuple[Row, ...] = (set_column(words[0], face),)
    if columns[0].advance > BANNER_SQUARES_MAX:
        columns = break_columns(words[0], face, columns[0].advance * 0.6)
    top = height * BANNER_TOP_PERMILLE / 1000
    room = height * BANNER_BOTTOM_PERMILLE / 1000 - top
    long = max(column.advance for column in columns) + 1.1
    size = min(width * BANNER_SIZE_PERMILLE / 1000, room / long)
    right = width * BANNER_RIGHT_PERMILLE / 1000
    left = right - size * (1.72 + (len(columns) - 1) * _BANNER_STEP)
    bottom = top + long * size
    _draw_cloth(canvas, look, skia.Rect.MakeLTRB(left, top, right, bottom), size)
    drawn = []
    for number, column in enumerate(columns):
        letters = letters_of(column, face, size)
        middle = right - size * (0.86 + number * _BANNER_STEP)
        letters.offset(middle, top + size * 0.55)
        drawn.append(letters)
    draw_letters(canvas, drawn, look.letters, size)
    if len(words) > 1:
        beside = set_column("　".join(words[1:]), face)
        small = min(max(size * 0.5, width * BESIDE_SIZE_PERMILLE / 1000), room / beside.advance)
        letters = letters_of(beside, face, small)
        letters.offset(left - small * 0.95, top + size * 0.3)
        draw_letters(canvas, [letters], look.small, small)


def _draw_cloth(canvas: Any, look: _Look, rect: Any, size: float) -> None:  # noqa: ANN401
    """A banner: cloth with a soft shadow, a gold line inside its edge, notched corners."""
    notch = size * 0.16
    shade = filled("#000000", 150)
    shade.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, size * 0.12))
    cloth = filled(look.plate[0])
    cloth.setShader(gradient(look.plate, rect.top(), rect.bottom()))
    line = filled(look.plate_edge, 235)
    line.setStyle(skia.Paint.kStroke_Style)
    line.setStrokeWidth(size * 0.035)
    outline = _notched(rect, notch)
    canvas.drawPath(outline, shade)
    canvas.drawPath(outline, cloth)
    inner = rect.makeInset(size * 0.11, size * 0.11)
    canvas.drawPath(_notched(inner, notch), line)


def _notched(rect: Any, notch: float) -> Any:  # noqa: ANN401 - skia carries no types
    """A rectangle whose corners are bitten out round, as paper-cuts have them."""
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    path = skia.Path()
    path.moveTo(left + notch, top)
    path.lineTo(right - notch, top)
    path.quadTo(right - notch, top + notch, right, top + notch)
    path.lineTo(right, bottom - notch)
    path.quadTo(right - notch, bottom - notch, right - notch, bottom)
    path.lineTo(left + notch, bottom)
    path.quadTo(left + notch, bottom - notch, left, bottom - notch)
    path.lineTo(left, top + notch)
    path.quadTo(left + notch, top + notch, left + notch, top)
    path.close()
    return path


def _draw_dusk(canvas: Any, width: int, height: int) -> None:  # noqa: ANN401
    """The whole picture darkened, least in the middle of its upper half."""
    dark = filled("#05060c")
    dark.setShader(
        skia.GradientShader.MakeRadial(
            center=skia.Point(width / 2, height * END_MIDDLE_PERMILLE / 1000),
            radius=height * 0.62,
            colors=[colour_of("#05060c", alpha) for alpha in (150, 185, 225)],
        )
    )
    canvas.drawRect(skia.Rect.MakeWH(width, height), dark)


def _draw_rules(canvas: Any, width: int, y: float, wide: float) -> None:  # noqa: ANN401
    """Two hairlines that fade outwards from a small diamond."""
    half, middle, gap = wide * 0.56, width / 2, width * 0.026
    for side in (-1, 1):
        near, far = middle + side * gap, middle + side * half
        paint = filled("#f4c56f")
        paint.setShader(
            skia.GradientShader.MakeLinear(
                points=[skia.Point(near, y), skia.Point(far, y)],
                colors=[colour_of("#f4c56f", 235), colour_of("#f4c56f", 0)],
            )
        )
        canvas.drawRect(
            skia.Rect.MakeLTRB(min(near, far), y - 1.5, max(near, far), y + 1.5), paint
        )
    diamond, reach = skia.Path(), width * 0.011
    diamond.moveTo(middle, y - reach)
    diamond.lineTo(middle + reach, y)
    diamond.lineTo(middle, y + reach)
    diamond.lineTo(middle - reach, y)
    diamond.close()
    canvas.drawPath(diamond, filled("#f4c56f", 235))
