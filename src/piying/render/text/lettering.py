"""Lettering: glyph paths with strokes, shadows and gradients, and emoji in their own colours.

A piece of lettering is drawn where it will stand and then cut out to the smallest rectangle
of even sides, so that it can be laid over the planes of a 4:2:0 picture.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import skia
from numpy.typing import NDArray

from piying.model.errors import Invalid
from piying.render.planes import covered_box
from piying.render.text.fonts import Face

if TYPE_CHECKING:
    from collections.abc import Sequence

    from piying.render.text.layout import Row

BASELINE = 0.93
"""From the top of a row without ruby to its baseline, in ems."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Lettering and where its top left corner stands in the frame; all four are even."""

    rgba: NDArray[np.uint8]
    """(height, width, 4), straight alpha."""
    x: int
    y: int

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return int(self.rgba.shape[1])

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return int(self.rgba.shape[0])


@dataclass(frozen=True, slots=True)
class Ink:
    """How letters are inked; widths are in thousandths of the size of the letters."""

    fill: tuple[str, ...] = ("#ffffff",)
    """One colour, or a gradient from the top of a row to its bottom; "#rrggbb"."""
    stroke: str = "#000000"
    stroke_permille: int = 150
    """The whole width of the stroke under the fill; half of it shows."""
    outer: str = ""
    """A second stroke under the first, or empty."""
    outer_permille: int = 0
    shadow_permille: int = 60
    """How far the soft shadow falls and how soft it is."""
    shadow_alpha: int = 150
    slant_permille: int = 0
    """How far the letters lean to the right, in thousandths of their height."""
    thicken_permille: int = 0
    """A stroke in the colour of the fill, for faces without a heavy weight."""
    sheen: int = 0
    """Alpha of the light on the upper half of the letters."""


@dataclass(slots=True)
class Emoji:
    """One coloured glyph and its origin, in pixels."""

    face: Face
    number: int
    x: float
    y: float
    size: float


@dataclass(slots=True)
class Letters:
    """A row or column in pixels: one outline, and the emoji between its letters."""

    path: Any
    """Of skia."""
    emoji: list[Emoji] = field(default_factory=list)

    def offset(self, x: float, y: float) -> None:
        """Move everything by so many pixels."""
        self.path.offset(x, y)
        for one in self.emoji:
            one.x += x
            one.y += y

    def lean(self, ink: Ink) -> None:
        """Lean as `ink` says, about the baseline; emoji stay upright."""
        tangent = ink.slant_permille / 1000
        lean = skia.Matrix()
        lean.setSkew(-tangent, 0)
        self.path.transform(lean)
        for one in self.emoji:
            one.x -= tangent * (one.y - 0.25 * one.size)

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the ink, at least."""
        boxes = [(e.x, e.y - 1.05 * e.size, e.x + 1.3 * e.size, e.y + 0.4 * e.size)
                 for e in self.emoji]  # fmt: skip
        if not self.path.isEmpty():
            ink = self.path.getBounds()
            boxes.append((ink.left(), ink.top(), ink.right(), ink.bottom()))
        if not boxes:
            return (0.0, 0.0, 0.0, 0.0)
        left, top, right, bottom = zip(*boxes, strict=True)
        return min(left), min(top), max(right), max(bottom)


@dataclass(slots=True)
class Sheet:
    """A clear surface for a part of the frame, and a canvas that counts as the frame does."""

    surface: Any
    canvas: Any
    x: int
    y: int


def sheet_of(letters: Sequence[Letters], ink: Ink, size: float) -> Sheet:
    """A sheet that holds `letters` of `size` pixels with their strokes and their shadow."""
    share = size / 1000
    widest = max(ink.stroke_permille, ink.outer_permille) + ink.thicken_permille
    margin = (widest / 2 + 4 * ink.shadow_permille) * share + 3
    boxes = [one.bounds() for one in letters]
    x, y = (2 * math.floor((min(box[i] for box in boxes) - margin) / 2) for i in (0, 1))
    right, bottom = (math.ceil(max(box[i] for box in boxes) + margin) for i in (2, 3))
    surface, canvas = canvas_of(max(2, right - x), max(2, bottom - y))
    canvas.translate(-x, -y)
    return Sheet(surface, canvas, x, y)


def canvas_of(width: int, height: int) -> tuple[Any, Any]:
    """A clear surface of skia and its canvas."""
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorTRANSPARENT)
    return surface, canvas


def blank() -> Drawn:
    """Lettering of no words: the smallest clear image."""
    return Drawn(np.zeros((2, 2, 4), np.uint8), 0, 0)


def cut_out(surface: Any, text: str, x: int = 0, y: int = 0) -> Drawn:  # noqa: ANN401
    """What was drawn on `surface`, cut to the smallest even rectangle that holds it.

    Args:
        surface: of skia.
        text: what was drawn, for the error.
        x: where the surface begins in the frame; even, as `y` is.
        y: its top.

    Raises:
        Invalid: nothing was drawn.
    """
    image = surface.makeImageSnapshot()
    kind = skia.kRGBA_8888_ColorType
    drawn = image.toarray(colorType=kind, alphaType=skia.kPremul_AlphaType)
    left, top, right, bottom = covered_box(drawn.view(np.uint32)[..., 0])
    if bottom == 0:
        raise Invalid("render.text_empty", text=text)
    left, top = left // 2 * 2, top // 2 * 2
    # To take the alpha out of the colours is slow, so it is done where there are any.
    part = image.makeSubset(skia.IRect.MakeLTRB(left, top, right, bottom))
    seen = part.toarray(colorType=kind, alphaType=skia.kUnpremul_AlphaType)
    height, width = seen.shape[:2]
    held = np.zeros((height + height % 2, width + width % 2, 4), np.uint8)
    held[:height, :width] = seen
    return Drawn(held, x + left, y + top)


def letters_of(row: Row, face: Face, size: float) -> Letters:
    """A row at `size` pixels, its baseline at the origin."""
    letters = Letters(skia.Path())
    chain = face.chain
    for glyph in row.glyphs:
        own = chain[glyph.face]
        x, y, scaled = glyph.x * size, glyph.y * size, glyph.scale * size
        if own.coloured:
            letters.emoji.append(Emoji(own, glyph.number, x, y, scaled))
            continue
        outline = _outline(own, glyph.number)
        if outline is None:
            continue
        place = skia.Matrix()
        place.setScale(scaled / _DRAWN_AT, scaled / _DRAWN_AT)
        if glyph.turned:
            place.postRotate(90)
        place.postTranslate(x, y)
        letters.path.addPath(outline, place)
    return letters


_DRAWN_AT = 1000.0
"""Outlines are kept at so many pixels and scaled to every size."""


@lru_cache(maxsize=2048)
def _outline(face: Face, number: int) -> Any:  # noqa: ANN401 - skia carries no types
    return font_of(face, _DRAWN_AT).getPath(number)


def font_of(face: Face, size: float) -> Any:  # noqa: ANN401 - skia carries no types
    """The face at `size` pixels, its outlines not bent to the pixel grid."""
    font = skia.Font(face.typeface, size)
    font.setHinting(skia.FontHinting.kNone)
    font.setSubpixel(True)
    font.setLinearMetrics(True)
    return font


def draw_letters(canvas: Any, letters: Sequence[Letters], ink: Ink, size: float) -> None:  # noqa: ANN401
    """Draw rows of letters: the shadow of all, then the strokes, then the fills, then emoji."""
    share = size / 1000
    paths = [one.path for one in letters if not one.path.isEmpty()]
    emoji = [one for row in letters for one in row.emoji]
    strokes = [
        _paint(colour, stroke=(permille + ink.thicken_permille) * share)
        for colour, permille in (
            (ink.outer, ink.outer_permille),
            (ink.stroke, ink.stroke_permille),
        )
        if colour and permille
    ]
    if ink.shadow_permille and paths:
        _draw_shadow(canvas, paths, ink, size)
    for under in strokes:
        for path in paths:
            canvas.drawPath(path, under)
    for path in paths:
        bounds = path.getBounds()
        over = _paint(ink.fill[0], stroke=ink.thicken_permille * share)
        if len(ink.fill) > 1:
            over.setShader(gradient(ink.fill, bounds.top(), bounds.bottom()))
        canvas.drawPath(path, over)
        if ink.sheen:
            _draw_sheen(canvas, path, ink.sheen)
    if emoji:
        _draw_emoji(canvas, emoji, ink, size)


def _draw_shadow(canvas: Any, paths: Sequence[Any], ink: Ink, size: float) -> None:  # noqa: ANN401
    """The soft shadow of strokes: drawn at half size, for nothing in it is sharp."""
    share = size / 1000
    fall = ink.shadow_permille * share
    width = max(ink.stroke_permille, ink.outer_permille) * share
    margin = width / 2 + 3 * fall + 4
    boxes = [path.getBounds() for path in paths]
    left = math.floor(min(box.left() for box in boxes) - margin)
    top = math.floor(min(box.top() for box in boxes) - margin)
    wide = math.ceil((max(box.right() for box in boxes) + margin - left) / 2)
    high = math.ceil((max(box.bottom() for box in boxes) + margin - top) / 2)
    half, small = canvas_of(max(1, wide), max(1, high))
    small.scale(0.5, 0.5)
    small.translate(-left, -top)
    shade = _paint("#000000", stroke=width)
    shade.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, max(0.5, fall)))
    for path in paths:
        small.drawPath(path, shade)
    canvas.drawImageRect(
        half.makeImageSnapshot(),
        skia.Rect.MakeXYWH(left, top + fall * 0.8, 2 * wide, 2 * high),
        skia.SamplingOptions(skia.FilterMode.kLinear),
        skia.Paint(Alphaf=ink.shadow_alpha / 255),
    )


def _draw_emoji(canvas: Any, emoji: Sequence[Emoji], ink: Ink, size: float) -> None:  # noqa: ANN401
    """Emoji in their own colours, over the shadow of their shapes; nothing outlines them."""
    alpha = min(255, ink.shadow_alpha + 40)
    canvas.saveLayer(None, _shaded(ink.shadow_permille * size / 1000, alpha))
    for one in emoji:
        run = skia.TextBlobBuilder()
        run.allocRunPos(font_of(one.face, one.size), [one.number], [skia.Point(0, 0)])
        canvas.drawTextBlob(run.make(), one.x, one.y, skia.Paint(AntiAlias=True))
    canvas.restore()


def _shaded(fall: float, alpha: int) -> Any:  # noqa: ANN401 - skia carries no types
    """A layer whose drawing throws a soft shadow that falls by `fall` pixels, or none."""
    layer = skia.Paint()
    if fall > 0:
        shade, soft = skia.ColorSetARGB(alpha, 0, 0, 0), max(0.5, fall)
        layer.setImageFilter(skia.ImageFilters.DropShadow(0, fall * 0.8, soft, soft, shade))
    return layer


def gradient(colours: Sequence[str], top: float, bottom: float) -> Any:  # noqa: ANN401
    """A shader from `top` down to `bottom`."""
    return skia.GradientShader.MakeLinear(
        points=[skia.Point(0, top), skia.Point(0, bottom)],
        colors=[colour_of(colour) for colour in colours],
    )


def colour_of(text: str, alpha: int = 255) -> int:
    """The colour "#rrggbb" as skia counts it."""
    value = int(text.removeprefix("#"), 16)
    return int(skia.ColorSetARGB(alpha, value >> 16, value >> 8 & 255, value & 255))


def filled(colour: str, alpha: int = 255) -> Any:  # noqa: ANN401 - skia carries no types
    """A paint that fills smoothly."""
    return _paint(colour, alpha=alpha)


def _paint(colour: str, *, alpha: int = 255, stroke: float = 0.0) -> Any:  # noqa: ANN401
    paint = skia.Paint(AntiAlias=True, Color=colour_of(colour, alpha))
    if stroke > 0:
        paint.setStyle(skia.Paint.kStrokeAndFill_Style)
        paint.setStrokeWidth(stroke)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
    return paint


def _draw_sheen(canvas: Any, path: Any, alpha: int) -> None:  # noqa: ANN401
    """Light on the upper half, its lower edge running down to the left."""
    bounds = path.getBounds()
    middle, dip = bounds.centerY(), bounds.height() * 0.1
    light = skia.Path()
    light.moveTo(bounds.left(), bounds.top())
    light.lineTo(bounds.right(), bounds.top())
    light.lineTo(bounds.right(), middle - dip)
    light.lineTo(bounds.left(), middle + dip)
    light.close()
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)  # noqa: FBT003 - skia takes no names here
    canvas.drawPath(light, _paint("#ffffff", alpha=alpha))
    canvas.restore()
