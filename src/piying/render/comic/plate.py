"""Plates: a panel as the picture of a vertical shot.

A panel that is about as high and narrow as the film covers it. Any other would lose its
sides, so it stands whole before itself, enlarged, dimmed and out of focus.
"""

from __future__ import annotations

import numpy as np
import skia

from piying.render.comic.panels import Panel, Pixels
from piying.render.media.stills import png_of
from piying.render.surface import painted

FRAME = (1080, 1920)
LIKE_THE_FRAME = 0.8
"""A panel whose proportions are this near to the frame's covers it."""
MARGIN = 0.04
BEHIND_BLUR, BEHIND_DIM = 28.0, 0.5
ROUND = 10.0


def plate(page: Pixels, panel: Panel) -> bytes:
    """`panel` of `page` as a PNG."""
    part = np.ascontiguousarray(page[panel.top : panel.bottom, panel.left : panel.right])
    solid = np.dstack((part, np.full(part.shape[:2], 255, np.uint8)))
    if covers(panel):
        return png_of(solid)
    return png_of(_framed(solid))


def covers(panel: Panel) -> bool:
    """Whether a panel covers the frame without losing much."""
    share = panel.width / panel.height / (FRAME[0] / FRAME[1])
    return LIKE_THE_FRAME <= share <= 1 / LIKE_THE_FRAME


def _framed(picture: Pixels) -> Pixels:
    width, height = FRAME
    image = skia.Image.fromarray(picture, skia.ColorType.kRGBA_8888_ColorType)
    smooth = skia.SamplingOptions(skia.CubicResampler.Mitchell())
    wide, high = image.width(), image.height()
    cover = max(width / wide, height / high)
    fit = min(width * (1 - 2 * MARGIN) / wide, height * (1 - 2 * MARGIN) / high)

    def place(scale: float) -> skia.Rect:
        return skia.Rect.MakeXYWH(
            (width - wide * scale) / 2, (height - high * scale) / 2, wide * scale, high * scale
        )

    def paint(canvas: skia.Canvas) -> None:
        soft = skia.Paint(
            ImageFilter=skia.ImageFilters.Blur(BEHIND_BLUR, BEHIND_BLUR, skia.TileMode.kClamp)
        )
        canvas.drawImageRect(image, place(cover), smooth, soft)
        canvas.drawColor(skia.Color4f(0, 0, 0, BEHIND_DIM))
        whole = skia.RRect.MakeRectXY(place(fit), ROUND, ROUND)
        shadow = skia.Paint(
            Color=skia.Color(0, 0, 0, 150),
            AntiAlias=True,
            MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 18),
        )
        canvas.drawRRect(whole, shadow)
        canvas.clipRRect(whole, doAntiAlias=True)
        canvas.drawImageRect(image, place(fit), smooth)

    return painted(width, height, paint)
