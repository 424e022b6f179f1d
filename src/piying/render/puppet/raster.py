"""Skia drawings as textures."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import skia

from piying.render.planes import Texture, texture_of
from piying.render.surface import painted

Draw = Callable[[skia.Canvas], None]

PIXELS_MAX = 40_000_000
"""A larger texture than any profile needs is a mistake, not a picture."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in design pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meet(self, other: Box) -> Box | None:
        """What both cover, or None."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Box(left, top, right, bottom) if left < right and top < bottom else None

    def join(self, other: Box) -> Box:
        """The smallest box that covers both."""
        return Box(
            min(self.left, other.left), min(self.top, other.top),
            max(self.right, other.right), max(self.bottom, other.bottom),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sprite:
    """A texture, where its top left corner belongs in design pixels, and its pixels for one."""

    texture: Texture
    left: float
    top: float
    scale: float


def pixels(box: Box, scale: float, draw: Draw, *, blur: float = 0.0) -> npt.NDArray[np.uint8]:
    """What `draw` draws inside `box`, `scale` pixels for a design pixel.

    Returns:
        (height, width, 4) uint8, R G B A, premultiplied. `blur` is in design pixels.
    """
    width = max(2, math.ceil((box.right - box.left) * scale))
    height = max(2, math.ceil((box.bottom - box.top) * scale))
    if width * height > PIXELS_MAX:
        raise ValueError(f"{width} x {height} pixels asked of one texture")

    def paint(canvas: skia.Canvas) -> None:
        canvas.scale(scale, scale)
        canvas.translate(-box.left, -box.top)
        if blur <= 0:
            draw(canvas)
            return
        soft = skia.ImageFilters.Blur(blur, blur, skia.TileMode.kClamp)
        canvas.saveLayer(None, skia.Paint(ImageFilter=soft))
        draw(canvas)
        canvas.restore()

    return painted(width, height, paint)


def sprite(
    box: Box,
    scale: float,
    draw: Draw,
    key: str,
    *,
    blur: float = 0.0,
    border: int = 2,
    grade: Grade | None = None,
) -> Sprite:
    """`pixels` as a texture that knows where it belongs."""
    array = pixels(box, scale, draw, blur=blur)
    if grade is not None:
        array = graded(array, grade.stops, grade.mix)
    return Sprite(texture_of(array, key, border=border), box.left, box.top, scale)


@dataclass(frozen=True, slots=True)
class Grade:
    """A gradient map: the colours of dark, middle and light, and how far it is mixed in."""

    stops: tuple[str, str, str]
    mix: float


def graded(
    array: npt.NDArray[np.uint8], grade: tuple[str, str, str], mix: float
) -> npt.NDArray[np.uint8]:
    """The picture moved toward a gradient map: its lightness looked up from dark to light."""
    if mix <= 0:
        return array
    stops = np.array([[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in grade], np.float32)
    at = np.linspace(0, 1, 256, dtype=np.float32)
    table = np.stack([np.interp(at, (0, 0.5, 1), stops[:, c]) for c in range(3)], 1)
    alpha = array[..., 3:].astype(np.uint16)
    luma = (
        array[..., 0].astype(np.uint16) * 54
        + array[..., 1].astype(np.uint16) * 183
        + array[..., 2].astype(np.uint16) * 19
    ) >> 8
    mapped = table.astype(np.uint16)[luma] * alpha // 255
    k = round(mix * 256)
    out = array.copy()
    out[..., :3] = (array[..., :3].astype(np.uint16) * (256 - k) + mapped * k) >> 8
    return out
