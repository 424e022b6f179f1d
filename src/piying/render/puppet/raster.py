"""Skia drawings as textures."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import skia
from numba import njit

from piying.render.planes import Texture, covered_box, texture_of
from piying.render.scratch import SCRATCH
from piying.render.surface import painting

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
        (height, width, 4) uint8, R G B A, premultiplied; good until this thread paints again.
        `blur` is in design pixels.
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

    return painting(width, height, paint)


def sprite(
    box: Box,
    scale: float,
    draw: Draw,
    key: str,
    *,
    blur: float = 0.0,
    border: int = 2,
    grade: Grade | None = None,
) -> Sprite | None:
    """`pixels` as a texture that knows where it belongs; None where nothing was drawn.

    With a border the clear margins are cut off: only what was drawn is ever laid.
    """
    array = pixels(box, scale, draw, blur=blur)
    if grade is not None and grade.mix > 0:
        _map_gradient(array, grade.table, round(grade.mix * 256))
    if border == 0:
        return Sprite(texture_of(array, key, border=0), box.left, box.top, scale)
    left, top, right, bottom = covered_box(array.view(np.uint32)[..., 0])
    if bottom == 0:
        return None
    texture = texture_of(_cut(array, left, top, right, bottom), key, border=border)
    return Sprite(texture, box.left + left / scale, box.top + top / scale, scale)


def _cut(
    array: npt.NDArray[np.uint8], left: int, top: int, right: int, bottom: int
) -> npt.NDArray[np.uint8]:
    """A part of a picture in one piece, its sides even: what is added is clear."""
    height, width = bottom - top, right - left
    even_height, even_width = height + height % 2, width + width % 2
    part = SCRATCH.take("cut", even_height * even_width * 4)
    part = part.reshape(even_height, even_width, 4)
    part[height:] = 0
    part[:, width:] = 0
    part[:height, :width] = array[top:bottom, left:right]
    return part


@dataclass(frozen=True, slots=True)
class Grade:
    """A gradient map: the colours of dark, middle and light, and how far it is mixed in."""

    stops: tuple[str, str, str]
    mix: float

    @property
    def table(self) -> npt.NDArray[np.uint8]:
        """(256, 3): the colour that each lightness becomes."""
        stops = [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in self.stops]
        at = np.linspace(0, 1, 256)
        lanes = [np.interp(at, (0, 0.5, 1), [stop[c] for stop in stops]) for c in range(3)]
        return np.rint(np.stack(lanes, 1)).astype(np.uint8)


@njit(nogil=True, cache=True)
def _map_gradient(array: npt.NDArray[np.uint8], table: npt.NDArray[np.uint8], k: int) -> None:
    """Move every pixel by k / 256 toward the colour that its lightness has in `table`."""
    for row in range(array.shape[0]):
        for x in range(array.shape[1]):
            alpha = np.int64(array[row, x, 3])
            if alpha == 0:
                continue
            luma = (
                np.int64(array[row, x, 0]) * 54
                + np.int64(array[row, x, 1]) * 183
                + np.int64(array[row, x, 2]) * 19
            ) >> 8
            level = min(luma * 255 // alpha, np.int64(255))
            for c in range(3):
                mapped = np.int64(table[level, c]) * alpha // 255
                now = np.int64(array[row, x, c])
                array[row, x, c] = np.uint8((now * (256 - k) + mapped * k) >> 8)
