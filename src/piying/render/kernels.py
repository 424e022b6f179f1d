"""The inner loops of drawing: blend two rows of bytes, again and again.

A bilinear look-up for every pixel cannot be done many pixels at a time, but blending two
whole rows can, and scaling and moving are separable. So a texture lies on its side: its
horizontal resampling is a blend of rows, one transpose sets it upright, and its vertical
resampling is a blend of rows again. Weights have eight bits, so every plane is within two
levels of the exact value. Scales from one half upwards are smooth; below that pixels are
skipped, so a texture is made about as large as it is shown.

Levels and weights here are whole: `k` runs from 0 to 256, and sums are in 16 bits, because
that lets the compiler work on 32 bytes at a time. Weights come into a loop as 16-bit
arguments (or straight from a float): cut down from a wider integer inside, the very same
loop is done in 64 bits and takes four times as long.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numba import types

from piying.model.kernel import kernel
from piying.render.transpose import READ, WRITE, Bytes, transpose

if TYPE_CHECKING:
    from piying.render.planes import Planes, Texture

_U8, _U16 = np.uint8, np.uint16


@kernel([types.void(READ, WRITE, types.float64, types.float64, types.int64)])
def lerp_rows(source: Bytes, target: Bytes, step: float, offset: float, first: int) -> None:
    """Row y of `target` is the row of `source` at (y + .5) * step + offset - .5.

    Columns begin at `first`; rows beyond an edge repeat it.
    """
    height, width = target.shape
    last = source.shape[0] - 1
    for y in range(height):
        place = min(max((y + 0.5) * step + offset - 0.5, 0.0), float(last))
        upper = min(int(place), last)
        to_b = _U16((place - upper) * 256)
        a = source[upper, first : first + width]
        b = source[min(upper + 1, last), first : first + width]
        line = target[y]
        if to_b == 0:
            line[:] = a
            continue
        to_a = _U16(256 - to_b)
        for x in range(width):
            line[x] = _U8((_U16(a[x]) * to_a + _U16(b[x]) * to_b + _U16(128)) >> 8)


_LINE = types.Array(types.uint8, 1, "A")
_LINE_READ = types.Array(types.uint8, 1, "A", readonly=True)


@kernel(
    [
        types.void(_LINE, kind, other, types.uint16, types.uint16)
        for kind in (_LINE, _LINE_READ)
        for other in (_LINE, _LINE_READ)
    ],
)  # fmt: skip
def mix_line(line: Bytes, a: Bytes, b: Bytes, to_a: int, to_b: int) -> None:
    """Set one row to the mix of two with weights whose sum is 256: for other kernels."""
    for x in range(line.shape[0]):
        line[x] = _U8((_U16(a[x]) * to_a + _U16(b[x]) * to_b + _U16(128)) >> 8)


@kernel([types.void(_LINE, _LINE_READ, types.uint16, types.uint16)])
def mix_into_line(line: Bytes, other: Bytes, keep: int, to: int) -> None:
    """`mix_line` of a row with another, in place."""
    for x in range(line.shape[0]):
        line[x] = _U8((_U16(line[x]) * keep + _U16(other[x]) * to + _U16(128)) >> 8)


@kernel([types.void(WRITE, READ, READ)])
def over(target: Bytes, source: Bytes, alpha: Bytes) -> None:
    """Lay `source`, premultiplied, over `target`: source + target * (255 - alpha) / 255."""
    height, width = target.shape
    for y in range(height):
        line, colours, covers = target[y], source[y], alpha[y]
        for x in range(width):
            left = _U8(_U8(255) - covers[x])
            product = _U16(_U16(_U16(line[x]) * _U16(left)) + _U16(128))
            rest = _U8(_U16(product + _U16(product >> _U16(8))) >> _U16(8))
            room = _U8(_U8(255) - colours[x])
            line[x] = _U8(colours[x] + (min(room, rest)))


@kernel([types.void(WRITE, READ, READ, types.uint16)])
def over_faded(target: Bytes, source: Bytes, alpha: Bytes, weight: int) -> None:
    """`over` with the source and its alpha at weight / 256."""
    height, width = target.shape
    for y in range(height):
        line, colours, covers = target[y], source[y], alpha[y]
        for x in range(width):
            colour = _U8(_U16(_U16(_U16(colours[x]) * weight) + _U16(128)) >> _U16(8))
            cover = _U8(_U16(_U16(_U16(covers[x]) * weight) + _U16(128)) >> _U16(8))
            product = _U16(_U16(_U16(line[x]) * _U16(_U8(_U8(255) - cover))) + _U16(128))
            rest = _U8(_U16(product + _U16(product >> _U16(8))) >> _U16(8))
            room = _U8(_U8(255) - colour)
            line[x] = _U8(colour + (min(room, rest)))


@kernel([types.void(WRITE, READ, types.uint16, types.uint16)])
def _blend(target: Bytes, source: Bytes, keep: int, to: int) -> None:
    """Mix with two weights whose sum is 256."""
    height, width = target.shape
    for y in range(height):
        line, other = target[y], source[y]
        for x in range(width):
            line[x] = _U8((_U16(line[x]) * keep + _U16(other[x]) * to + _U16(128)) >> 8)


def crossfade(target: Bytes, source: Bytes, k: int) -> None:
    """Mix `source` into `target`: (target * (256 - k) + source * k) / 256, rounded."""
    _blend(target, source, 256 - k, k)


@kernel([types.void(WRITE, types.uint16, types.uint16)])
def _scale_add(target: Bytes, keep: int, add: int) -> None:
    """Set every level to (level * keep + add) / 256; what is added includes the rounding."""
    height, width = target.shape
    for y in range(height):
        line = target[y]
        for x in range(width):
            line[x] = _U8((_U16(line[x]) * keep + add) >> 8)


def towards(target: Bytes, level: int, k: int) -> None:
    """Mix one level into `target`: (target * (256 - k) + level * k) / 256, rounded."""
    _scale_add(target, 256 - k, level * k + 128)


@kernel([types.void(WRITE, types.int32, types.int32)])
def gain(target: Bytes, centre: int, k: int) -> None:
    """Scale the distance of every level from `centre` by k / 256, within 0 and 255.

    On Y with centre 16 it brightens or darkens; on U and V with centre 128 it colours or greys.
    """
    low, high, half = np.int32(0), np.int32(255), np.int32(128)
    height, width = target.shape
    for y in range(height):
        line = target[y]
        for x in range(width):
            level = np.int32(((np.int32(line[x]) - centre) * k + half) >> 8) + centre
            line[x] = _U8(min(max(level, low), high))


class _Scratch(threading.local):
    """Memory that one thread draws with; it grows to what is needed and is kept."""

    def __init__(self) -> None:
        self._held: dict[str, Bytes] = {}

    def plane(self, name: str, height: int, width: int) -> Bytes:
        """Uninitialised memory of this shape; the same `name` gives the same memory."""
        held = self._held.get(name)
        if held is None or held.size < height * width:
            held = self._held[name] = np.empty(height * width, np.uint8)
        return held[: height * width].reshape(height, width)


SCRATCH = _Scratch()
"""The calling thread's own."""


def sample(plane: Bytes, target: Bytes, scale: float, x: float, y: float) -> None:
    """Set target[j, i] to `plane` at ((i + .5) / scale + x - .5, (j + .5) / scale + y - .5).

    `plane` lies on its side; beyond its edges they repeat.
    """
    height, width = target.shape
    columns = plane.shape[1]
    step = 1.0 / scale
    top = math.floor(0.5 * step + y - 0.5)
    bottom = math.ceil((height - 0.5) * step + y - 0.5) + 2
    first = min(max(0, top), columns - 1)
    stop = max(first + 1, min(columns, bottom))
    count = stop - first
    sideways = SCRATCH.plane("sideways", -(-width // 16) * 16, -(-count // 16) * 16)
    upright = SCRATCH.plane("upright", *sideways.shape[::-1])
    lerp_rows(plane, sideways[:width, :count], step, x, first)
    transpose(sideways, upright)
    lerp_rows(upright[:count, :width], target, step, y - first, 0)


# --- pictures ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A texture at one scale and one place between pixels, ready to be laid over."""

    y: Bytes
    """Upright; even sides."""
    u: Bytes
    v: Bytes
    a: Bytes
    a2: Bytes

    @property
    def byte_count(self) -> int:
        """The memory that it takes."""
        return sum(plane.nbytes for plane in (self.y, self.u, self.v, self.a, self.a2))


_HALVES = (0, 1, 1, 0, 1)
"""Which of Y, U, V, A and A2 are at half size."""

BoxKey = tuple[str, int, int, float]
"""The texture's key, the phase in quarter pixels, and the scale."""


class BoxCache:
    """The boxes drawn last, within a bound of bytes; the one unused for longest goes first."""

    def __init__(self, byte_count_max: int = 256 << 20) -> None:
        self.byte_count_max = byte_count_max
        self.byte_count = 0
        self._boxes: OrderedDict[BoxKey, Box] = OrderedDict()

    def __len__(self) -> int:
        return len(self._boxes)

    def find(self, key: BoxKey) -> Box | None:
        """The box of `key`, or nothing."""
        box = self._boxes.get(key)
        if box is not None:
            self._boxes.move_to_end(key)
        return box

    def takes(self, byte_count: int) -> bool:
        """Whether a box of this size is worth keeping: at most a quarter of the bound."""
        return byte_count * 4 <= self.byte_count_max

    def keep(self, key: BoxKey, box: Box) -> None:
        """Keep a new box, and drop old ones until the bound holds."""
        self._boxes[key] = box
        self.byte_count += box.byte_count
        while self.byte_count > self.byte_count_max:
            _, dropped = self._boxes.popitem(last=False)
            self.byte_count -= dropped.byte_count


def draw_texture(
    target: Planes,
    texture: Texture,
    x: float,
    y: float,
    scale: float = 1.0,
    opacity: float = 1.0,
    cache: BoxCache | None = None,
) -> None:
    """Lay `texture` over `target`.

    With a cache the place is rounded to a quarter of a pixel and the scaled texture is kept:
    right for what comes again at the same scale. Without one the place is exact and only
    what is seen is scaled: right for what zooms or drifts slowly.

    Args:
        target: the picture.
        texture: what to draw.
        x: where the left edge of the texture's picture, border apart, comes to lie.
        y: the same for its top edge.
        scale: pixels of the target for one of the texture, from about one half up.
        opacity: 0 nothing … 1 as it is.
        cache: where scaled textures are kept.
    """
    k = min(round(opacity * 256), 256)
    if k <= 0 or scale <= 0:
        return
    x, y = x - texture.border * scale, y - texture.border * scale
    width = math.ceil((texture.width * scale + 2) / 2) * 2
    height = math.ceil((texture.height * scale + 2) / 2) * 2
    keep = cache is not None and cache.takes(width * height * 11 // 4)
    if keep:
        x, y = round(x * 4) / 4, round(y * 4) / 4
    left, top = math.floor(x / 2) * 2, math.floor(y / 2) * 2
    x0, x1 = max(0, left), min(target.width, left + width)
    y0, y1 = max(0, top), min(target.height, top + height)
    if x0 >= x1 or y0 >= y1:
        return
    if cache is not None and keep:
        key = (texture.key, round((x - left) * 4), round((y - top) * 4), scale)
        box = cache.find(key)
        if box is None:
            box = _boxed(texture, _room(height, width), scale, left - x, top - y)
            cache.keep(key, box)
    else:
        left, top = x0, y0
        box = _boxed(texture, _scratch_room(y1 - y0, x1 - x0), scale, x0 - x, y0 - y)
    _lay(target, box, (x0, y0, x1, y1), (left, top), k)


def _room(height: int, width: int) -> Box:
    """A box of its own memory."""
    return Box(*(np.empty((height >> half, width >> half), np.uint8) for half in _HALVES))


def _scratch_room(height: int, width: int) -> Box:
    """A box of the thread's memory, good until the next one."""
    return Box(
        *(
            SCRATCH.plane(name, height >> half, width >> half)
            for name, half in zip(("y", "u", "v", "a", "a2"), _HALVES, strict=True)
        )
    )


def _boxed(texture: Texture, box: Box, scale: float, x: float, y: float) -> Box:
    """Fill `box` with the texture, beginning `x`, `y` target pixels inside it."""
    sources = (texture.y, texture.u, texture.v, texture.a, texture.a2)
    targets = (box.y, box.u, box.v, box.a, box.a2)
    for source, plane, half in zip(sources, targets, _HALVES, strict=True):
        sample(source, plane, scale, x / scale / (1 + half), y / scale / (1 + half))
    return box


def _lay(
    target: Planes,
    box: Box,
    seen: tuple[int, int, int, int],
    corner: tuple[int, int],
    k: int,
) -> None:
    """Lay the part of `box` that is `seen` over `target`; the box begins at `corner`."""
    x0, y0, x1, y1 = seen
    left, top = corner
    sources = ((box.y, box.a), (box.u, box.a2), (box.v, box.a2))
    for plane, (source, alpha), half in zip(
        (target.y, target.u, target.v), sources, (0, 1, 1), strict=True
    ):
        on = (slice(y0 >> half, y1 >> half), slice(x0 >> half, x1 >> half))
        of = (
            slice((y0 - top) >> half, (y1 - top) >> half),
            slice((x0 - left) >> half, (x1 - left) >> half),
        )
        if k >= 256:
            over(plane[on], source[of], alpha[of])
        else:
            over_faded(plane[on], source[of], alpha[of], k)


def draw_background(
    target: Planes, texture: Texture, x: float, y: float, scale: float = 1.0
) -> None:
    """Fill `target` with an opaque texture whose top left corner lies at `x`, `y`, exactly.

    The texture is made without border; where it does not reach, its edge repeats.
    """
    left, top = -x / scale, -y / scale
    sample(texture.y, target.y, scale, left, top)
    sample(texture.u, target.u, scale, left / 2, top / 2)
    sample(texture.v, target.v, scale, left / 2, top / 2)


def fill(target: Planes, level: tuple[int, int, int]) -> None:
    """Make `target` one colour, given as Y, U and V."""
    for plane, value in zip((target.y, target.u, target.v), level, strict=True):
        plane[:] = value


def mix(target: Planes, other: Planes, amount: float) -> None:
    """Cross-fade: 0 leaves `target`, 1 makes it `other`, which has the same size."""
    k = min(max(round(amount * 256), 0), 256)
    crossfade(target.y, other.y, k)
    crossfade(target.u, other.u, k)
    crossfade(target.v, other.v, k)


def fade(target: Planes, level: tuple[int, int, int], amount: float) -> None:
    """Fade to a colour given as Y, U and V: 0 leaves `target`, 1 is the colour alone."""
    k = min(max(round(amount * 256), 0), 256)
    for plane, value in zip((target.y, target.u, target.v), level, strict=True):
        towards(plane, value, k)


def grade(target: Planes, brightness: float = 1.0, saturation: float = 1.0) -> None:
    """Scale the light and the colour of `target`; 1 and 1 leave it as it is."""
    if brightness != 1.0:
        gain(target.y, 16, round(brightness * 256))
    if saturation != 1.0:
        gain(target.u, 128, round(saturation * 256))
        gain(target.v, 128, round(saturation * 256))
