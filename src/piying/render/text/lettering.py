"""Lettering: glyph paths with strokes, shadows and gradients, on a canvas of the film's size.

A piece of lettering is drawn where it will stand and then cut out to the smallest rectangle
of even sides, so that it can be laid over the planes of a 4:2:0 picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import skia
from numpy.typing import NDArray

from piying.model.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from piying.render.text.fonts import Face
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


def canvas_of(width: int, height: int) -> tuple[Any, Any]:
    """A clear surface of skia and its canvas."""
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorTRANSPARENT)
    return surface, canvas


def blank() -> Drawn:
    """Lettering of no words: the smallest clear image."""
    return Drawn(np.zeros((2, 2, 4), np.uint8), 0, 0)


def cut_out(surface: Any, text: str) -> Drawn:  # noqa: ANN401 - skia carries no types
    """What was drawn on `surface`, cut to the smallest even rectangle that holds it.

    Raises:
        Invalid: nothing was drawn.
    """
    image = surface.makeImageSnapshot()
    pixels = image.toarray(
        colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kUnpremul_AlphaType
    )
    inked = pixels[..., 3] > 0
    rows, columns = np.flatnonzero(inked.any(1)), np.flatnonzero(inked.any(0))
    if rows.size == 0:
        raise Invalid("render.text_empty", text=text)
    top, bottom = int(rows[0]) // 2 * 2, -(-(int(rows[-1]) + 1) // 2) * 2
    left, right = int(columns[0]) // 2 * 2, -(-(int(columns[-1]) + 1) // 2) * 2
    return Drawn(np.ascontiguousarray(pixels[top:bottom, left:right]), left, top)


def row_path(row: Row, face: Face, size: float) -> Any:  # noqa: ANN401 - skia carries no types
    """The outline of a row, its baseline at the origin."""
    path = skia.Path()
    for glyph in row.glyphs:
        outline = font_of(face, size * glyph.scale).getPath(glyph.number)
        if outline is None:
            continue
        place = skia.Matrix()
        if glyph.turned:
            place.setRotate(90)
        place.postTranslate(glyph.x * size, glyph.y * size)
        path.addPath(outline, place)
    return path


def font_of(face: Face, size: float) -> Any:  # noqa: ANN401 - skia carries no types
    """The face at `size` pixels, its outlines not bent to the pixel grid."""
    font = skia.Font(face.typeface, size)
    font.setHinting(skia.FontHinting.kNone)
    font.setSubpixel(True)
    font.setLinearMetrics(True)
    return font


def slanted(path: Any, ink: Ink) -> Any:  # noqa: ANN401 - skia carries no types
    """`path` leaning as `ink` says, about its baseline."""
    lean = skia.Matrix()
    lean.setSkew(-ink.slant_permille / 1000, 0)
    path.transform(lean)
    return path


def draw_paths(canvas: Any, paths: Sequence[Any], ink: Ink, size: float) -> None:  # noqa: ANN401
    """Draw rows of letters: the shadow of all, then the strokes, then the fills."""
    share = size / 1000
    widest = max(ink.stroke_permille, ink.outer_permille)
    if ink.shadow_permille:
        fall = ink.shadow_permille * share
        shade = _paint("#000000", alpha=ink.shadow_alpha, stroke=widest * share)
        shade.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, max(0.5, fall)))
        canvas.save()
        canvas.translate(0, fall * 0.8)
        for path in paths:
            canvas.drawPath(path, shade)
        canvas.restore()
    for colour, permille in (
        (ink.outer, ink.outer_permille),
        (ink.stroke, ink.stroke_permille),
    ):
        if colour and permille:
            under = _paint(colour, stroke=(permille + ink.thicken_permille) * share)
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
