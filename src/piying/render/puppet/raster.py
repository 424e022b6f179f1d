"""Skia drawings as textures."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import skia
from numba import types

from piying.model.kernel import kernel
from piying.render.planes import Texture, covered_box, texture_of
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
    return painting(*_size(box, scale), lambda canvas: _paint(canvas, box, scale, draw, blur))


def _size(box: Box, scale: float) -> tuple[int, int]:
    """Width and height of `box` in pixels."""
    width = max(2, math.ceil((box.right - box.left) * scale))
    height = max(2, math.ceil((box.bottom - box.top) * scale))
    if width * height > PIXELS_MAX:
        raise ValueError(f"{width} x {height} pixels asked of one texture")
    return width, height


def _paint(canvas: skia.Canvas, box: Box, scale: float, draw: Draw, blur: float) -> None:
    canvas.scale(scale, scale)
    canvas.translate(-box.left, -box.top)
    if blur <= 0:
        draw(canvas)
        return
    soft = skia.ImageFilters.Blur(blur, blur, skia.TileMode.kClamp)
    canvas.saveLayer(None, skia.Paint(ImageFilter=soft))
    draw(canvas)
    canvas.restore()


@dataclass(frozen=True, slots=True)
class _Part:
    """The pixels of a drawing that may be covered, and where they lie in its box."""

    array: npt.NDArray[np.uint8]
    """(height, width, 4) uint8; good until this thread paints again."""
    left: int
    top: int


def _part(box: Box, scale: float, draw: Draw, blur: float) -> _Part | None:
    """`pixels`, but only what the strokes may touch; None where nothing is drawn.

    The drawing is recorded first: the recorder knows the bounds of every stroke, and most
    sheets of a figure are larger than what is on them.
    """
    width, height = _size(box, scale)
    frame, recorder = skia.Rect(width, height), skia.PictureRecorder()
    canvas = recorder.beginRecording(frame, skia.RTreeFactory()())
    canvas.clipRect(frame)
    _paint(canvas, box, scale, draw, blur)
    picture = recorder.finishRecordingAsPicture()
    held = picture.cullRect()
    left, top = max(0, math.floor(held.left())), max(0, math.floor(held.top()))
    right, bottom = min(width, math.ceil(held.right())), min(height, math.ceil(held.bottom()))
    if left >= right or top >= bottom:
        return None

    def play(onto: skia.Canvas) -> None:
        onto.translate(-left, -top)
        onto.drawPicture(picture)

    return _Part(painting(right - left, bottom - top, play), left, top)


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
    if border == 0:
        array = _graded(pixels(box, scale, draw, blur=blur), grade)
        return Sprite(texture_of(array, key, border=0), box.left, box.top, scale)
    part = _part(box, scale, draw, blur)
    if part is None:
        return None
    array = _graded(part.array, grade)
    left, top, right, bottom = covered_box(array.view(np.uint32)[..., 0])
    if bottom == 0:
        return None
    texture = texture_of(array, key, border=border, part=(left, top, right, bottom))
    at = part.left + left, part.top + top
    return Sprite(texture, box.left + at[0] / scale, box.top + at[1] / scale, scale)


def _graded(array: npt.NDArray[np.uint8], grade: Grade | None) -> npt.NDArray[np.uint8]:
    if grade is not None and grade.mix > 0:
        _map_gradient(array, grade.table, round(grade.mix * 256))
    return array


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


_PIXELS = types.Array(types.uint8, 3, "C")
_TABLE = types.Array(types.uint8, 2, "C")


@kernel([types.void(_PIXELS, _TABLE, types.int64)])
def _map_gradient(array: npt.NDArray[np.uint8], table: npt.NDArray[np.uint8], k: int) -> None:
    """Move every pixel by k / 256 toward the colour that its lightness has in `table`."""
    shares = np.empty((256, 3), np.uint16)
    for level in range(256):
        for c in range(3):
            shares[level, c] = np.uint16(table[level, c]) * np.uint16(k)
    rest = np.uint16(256 - k)
    for row in range(array.shape[0]):
        line = array[row]
        for x in range(array.shape[1]):
            alpha = line[x, 3]
            if alpha == 0:
                continue
            luma = (
                np.uint32(line[x, 0]) * np.uint32(54)
                + np.uint32(line[x, 1]) * np.uint32(183)
                + np.uint32(line[x, 2]) * np.uint32(19)
            ) >> np.uint32(8)
            if alpha == 255:
                for c in range(3):
                    kept = np.uint16(np.uint16(line[x, c]) * rest)
                    line[x, c] = np.uint8(np.uint16(kept + shares[luma, c]) >> np.uint16(8))
                continue
            luma = min(luma * np.uint32(255) // np.uint32(alpha), np.uint32(255))
            for c in range(3):
                mapped = np.uint32(table[luma, c]) * np.uint32(alpha) // np.uint32(255)
                now = np.uint32(line[x, c]) * np.uint32(rest)
                line[x, c] = np.uint8((now + mapped * np.uint32(k)) >> np.uint32(8))
