"""Plates: upright pictures laid one before the other, seen by a moving camera.

A picture covers the frame whatever its proportions: it is made as much larger as the frame
and the camera's path need, never stretched, and what lies outside is cut off evenly. Each
plate becomes one texture on its side, made once, and is drawn by the transposed row blend.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
import skia

from piying.render.kernels import fill
from piying.render.lay import lay, lay_opaque
from piying.render.media.camera import Path, Span, followed
from piying.render.media.stills import Pixels
from piying.render.planes import Planes, Texture, covered_box, texture_of
from piying.render.surface import painted

BLACK = (16, 128, 128)
"""Y, U and V of what a picture leaves clear."""
MARGIN = 1.0
"""Pixels of the frame that are made beyond what is seen, so that no edge shows."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The frame and the picture that is fitted over it."""

    width: int
    """Pixels of the frame."""
    height: int
    picture_width: int
    """Pixels of the picture that the plates are parts of."""
    picture_height: int

    @property
    def cover(self) -> float:
        """Pixels of the frame for one of the picture, such that it just covers the frame."""
        return max(self.width / self.picture_width, self.height / self.picture_height)

    @property
    def spare(self) -> tuple[float, float]:
        """How much wider and higher the covering picture is, in sides of the frame."""
        return (
            self.picture_width * self.cover / self.width - 1,
            self.picture_height * self.cover / self.height - 1,
        )

    def scale(self, span: Span) -> float:
        """Pixels of the frame for one of the picture, such that `span` stays inside it."""
        return max(
            self.cover,
            2 * span.half_x * self.width / self.picture_width,
            2 * span.half_y * self.height / self.picture_height,
        )


@dataclass(slots=True)
class Plate:
    """One plate as a layer."""

    canvas: Canvas
    path: Path
    follow: float
    """How much of the camera's move reaches it."""
    span: Span
    pixels: Callable[[], tuple[Pixels, int, int]]
    """What is painted on it and where its corner lies in the picture; asked for once."""
    key: str
    """Names the content."""
    lowest: bool = False
    """Nothing lies behind it: what it leaves clear is black."""
    _held: list[_Texture] = field(default_factory=list)

    def draw(self, target: Planes, frame: int) -> None:
        """Draw the plate as the camera sees it at `frame`."""
        if not self._held:
            self._held.append(self._made())
        held, canvas = self._held[0], self.canvas
        if self.lowest and not held.covers:
            fill(target, BLACK)
        if held.texture is None:
            return
        look = followed(self.path.at(frame), self.follow)
        x = canvas.width * (0.5 - look.x * look.zoom) + held.left * look.zoom
        y = canvas.height * (0.5 - look.y * look.zoom) + held.top * look.zoom
        scale = look.zoom / held.detail
        (lay_opaque if held.covers else lay)(target, held.texture, x, y, scale)

    def state(self, frame: int) -> Hashable:
        """Where the camera looks."""
        return self.path.at(frame)

    def _made(self) -> _Texture:
        """The part of the plate that is ever seen, as fine as it is ever shown."""
        pixels, at_x, at_y = self.pixels()
        canvas, span = self.canvas, self.span
        scale = canvas.scale(span)
        half_x = span.half_x * canvas.width + MARGIN
        half_y = span.half_y * canvas.height + MARGIN
        # the corners of the plate and of what is seen, in pixels of the frame from its middle
        left = (at_x - canvas.picture_width / 2) * scale
        top = (at_y - canvas.picture_height / 2) * scale
        x0, y0 = max(left, -half_x), max(top, -half_y)
        x1 = min(left + pixels.shape[1] * scale, half_x)
        y1 = min(top + pixels.shape[0] * scale, half_y)
        if x1 - x0 < 1 or y1 - y0 < 1:
            return _Texture(None, 0.0, 0.0, 1.0, covers=False)
        detail = span.zoom
        source = skia.Rect.MakeLTRB(
            (x0 - left) / scale, (y0 - top) / scale, (x1 - left) / scale, (y1 - top) / scale
        )
        width, height = math.ceil((x1 - x0) * detail), math.ceil((y1 - y0) * detail)
        shown = _resampled(pixels, source, width, height, scale * detail)
        reaches = max(x0, y0) <= 0 and min(x1 - half_x, y1 - half_y) >= -2 * MARGIN
        reaches &= x0 + half_x <= 2 * MARGIN and y0 + half_y <= 2 * MARGIN
        key = f"{self.key}/{width}x{height}"
        if reaches and shown[..., 3].min() == 255:
            return _Texture(texture_of(shown, key, border=0), x0, y0, detail, covers=True)
        x, y, right, bottom = covered_box(shown.view(np.uint32)[..., 0])
        if right == 0:
            return _Texture(None, 0.0, 0.0, 1.0, covers=False)
        part = np.ascontiguousarray(shown[y:bottom, x:right])
        texture = texture_of(part, key)
        return _Texture(texture, x0 + x / detail, y0 + y / detail, detail, covers=False)


@dataclass(frozen=True, slots=True)
class _Texture:
    """A plate's texture, and where it lies."""

    texture: Texture | None
    left: float
    """Of its left edge from the middle of the frame, in pixels of the frame."""
    top: float
    detail: float
    """Pixels of the texture for one of the frame."""
    covers: bool
    """It is opaque and reaches every edge."""


def _resampled(
    pixels: Pixels, source: skia.Rect, width: int, height: int, scale: float
) -> Pixels:
    """The part `source` of `pixels` in `width` x `height`: smooth whether larger or smaller."""
    image = skia.Image.fromarray(
        pixels,
        skia.ColorType.kRGBA_8888_ColorType,
        skia.AlphaType.kPremul_AlphaType,
        copy=False,
    )
    if scale < 1:
        image = image.withDefaultMipmaps()
        how = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    else:
        how = skia.SamplingOptions(skia.CubicResampler.Mitchell())
    strict = skia.Canvas.SrcRectConstraint.kStrict_SrcRectConstraint

    def paint(canvas: skia.Canvas) -> None:
        target = skia.Rect.MakeWH(width, height)
        paint_as = skia.Paint(BlendMode=skia.BlendMode.kSrc)
        canvas.drawImageRect(image, source, target, how, paint_as, strict)

    return painted(width, height, paint)


def plates(
    canvas: Canvas,
    path: Path,
    follow: Sequence[float],
    span: Span,
    pictures: Sequence[Callable[[], tuple[Pixels, int, int]]],
    key: str,
) -> tuple[Plate, ...]:
    """The layers of `pictures`, back to front, each following by its share of `follow`."""
    return tuple(
        Plate(canvas, path, share, span, pixels, f"{key}/{index}", lowest=index == 0)
        for index, (share, pixels) in enumerate(zip(follow, pictures, strict=True))
    )
