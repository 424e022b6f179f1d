"""Signs: words set on the blank signs of a picture, by type and not by a model.

A sign is four corners in the picture; the words are set large and flat, as tall as the sign
allows, and laid into the corners as a plane seen at an angle is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import skia

from piying.model.composite import Sign
from piying.model.errors import Invalid
from piying.render.media.stills import Pixels
from piying.render.surface import painted
from piying.render.text.fonts import Face, FontBook, sans, serif
from piying.render.text.layout import set_row
from piying.render.text.lettering import letters_of

EM = 200.0
"""Pixels of an em on the flat sheet."""
FILL = 0.86
"""How much of the sign's height or width the words take, at most."""
LEADING = 1.12


def typeset(
    pixels: Pixels, signs: Sequence[Sign], shot: str, book: FontBook | None = None
) -> Pixels:
    """`pixels` (premultiplied RGBA) with the words of every sign.

    Raises:
        Invalid: a sign has no words that the fonts know, or corners that span no area.
    """
    height, width = pixels.shape[:2]
    image = skia.Image.fromarray(
        np.ascontiguousarray(pixels),
        skia.ColorType.kRGBA_8888_ColorType,
        skia.AlphaType.kPremul_AlphaType,
    )

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawImage(image, 0, 0)
        for sign in signs:
            _draw(canvas, sign, (width, height), shot, book)

    return painted(width, height, paint)


def _draw(
    canvas: skia.Canvas, sign: Sign, size: tuple[int, int], shot: str, book: FontBook | None
) -> None:
    face = serif(book) if sign.serif else sans(sign.weight, book)
    path, wide, high = _path(sign, face)
    if path is None:
        raise Invalid("render.sign_empty", shot=shot, text=sign.text)
    corners = [skia.Point(x * size[0] / 1000, y * size[1] / 1000) for x, y in sign.corners]
    across = (corners[0] - corners[1]).length() + (corners[3] - corners[2]).length()
    down = (corners[0] - corners[3]).length() + (corners[1] - corners[2]).length()
    if min(across, down) < 4:
        raise Invalid("render.sign_corners", shot=shot, text=sign.text)
    # the flat sheet has the proportions of the sign, and the words as large as fit on it
    sheet_high = max(high / FILL, wide / FILL * down / across)
    sheet_wide = sheet_high * across / down
    flat = [skia.Point(0, 0), skia.Point(sheet_wide, 0), skia.Point(sheet_wide, sheet_high),
            skia.Point(0, sheet_high)]  # fmt: skip
    matrix = skia.Matrix()
    if not matrix.setPolyToPoly(flat, corners):
        raise Invalid("render.sign_corners", shot=shot, text=sign.text)
    value = int(sign.ink[1:], 16)
    ink = skia.Color(value >> 16, value >> 8 & 255, value & 255, sign.opacity * 255 // 1000)
    canvas.save()
    canvas.concat(matrix)
    canvas.translate((sheet_wide - wide) / 2, (sheet_high - high) / 2)
    canvas.drawPath(path, skia.Paint(Color=ink, AntiAlias=True))
    canvas.restore()


def _path(sign: Sign, face: Face) -> tuple[Any, float, float]:
    """The words as one outline from its top left corner, and its width and height."""
    rows = list(sign.text) if sign.column else sign.text.split("\n")
    outlines = [letters_of(set_row(row, face), face, EM).path for row in rows]
    boxes = [outline.computeTightBounds() for outline in outlines]
    widest = max((box.width() for box in boxes), default=0.0)
    whole = skia.Path()
    for number, (outline, box) in enumerate(zip(outlines, boxes, strict=True)):
        aside = (widest - box.width()) / 2 - box.left()
        whole.addPath(outline, aside, number * EM * LEADING)
    box = whole.computeTightBounds()
    if box.isEmpty():
        return None, 0.0, 0.0
    whole.offset(-box.left(), -box.top())
    return whole, box.width(), box.height()
