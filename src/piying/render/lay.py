"""Textures laid over a picture at any place and scale, whole or only inside an area.

It is what `kernels.draw_texture` does, for what moves with a camera: nothing is kept between
calls, the last resampling and the blending are one pass, rows and columns that a texture
leaves clear are skipped, and a texture without alpha is not blended at all. Whatever the
area, a pixel gets the same value: every place is counted from the texture's own corner.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import types

from piying.model.kernel import kernel
from piying.render.planes import Planes, Spans, Texture
from piying.render.scratch import SCRATCH
from piying.render.transpose import READ, WRITE, Bytes, transpose

_U8, _U16 = np.uint8, np.uint16
_SPANS = types.Array(types.int32, 2, "C", readonly=True)


class Area(NamedTuple):
    """A rectangle of a picture in whole, even pixels; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int

    def meet(self, other: Area) -> Area | None:
        """What both cover, or None."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Area(left, top, right, bottom) if left < right and top < bottom else None

    def join(self, other: Area) -> Area:
        """The smallest area that covers both."""
        return Area(
            min(self.left, other.left), min(self.top, other.top),
            max(self.right, other.right), max(self.bottom, other.bottom),
        )  # fmt: skip

    def seen_from(self, other: Area) -> Area:
        """The same area in a picture that is `other` of this one."""
        return Area(
            self.left - other.left, self.top - other.top,
            self.right - other.left, self.bottom - other.top,
        )  # fmt: skip

    @property
    def pixel_count(self) -> int:
        """How many pixels it has."""
        return (self.right - self.left) * (self.bottom - self.top)


def whole(target: Planes) -> Area:
    """All of a picture."""
    return Area(0, 0, target.width, target.height)


def area_of(texture: Texture, x: float, y: float, scale: float) -> Area:
    """The even pixels that `texture` may touch when it is laid there; it may lie outside."""
    left, top = x - texture.border * scale, y - texture.border * scale
    right, bottom = left + texture.width * scale, top + texture.height * scale
    return Area(
        math.floor(left / 2) * 2, math.floor(top / 2) * 2,
        math.ceil(right / 2) * 2, math.ceil(bottom / 2) * 2,
    )  # fmt: skip


@kernel(
    [types.void(READ, WRITE, types.float64, types.float64, types.int64, types.int64)],
)
def _across(
    source: Bytes, target: Bytes, step: float, offset: float, start: int, first: int
) -> None:
    """Row y of `target` is the row of `source` at (y + start + .5) * step + offset - .5.

    Columns begin at `first`; rows beyond an edge repeat it.
    """
    height, width = target.shape
    last = source.shape[0] - 1
    for y in range(height):
        place = min(max((y + start + 0.5) * step + offset - 0.5, 0.0), float(last))
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


_DOWN = [
    types.void(
        READ, READ, _SPANS, WRITE, types.float64, types.float64, types.float64, types.int64,
        types.int64, types.int64, types.int64, types.int64,
    )
]  # fmt: skip


@kernel(_DOWN)
def _down_over(
    colour: Bytes,
    cover: Bytes,
    spans: Spans,
    target: Bytes,
    step: float,
    shift_x: float,
    shift_y: float,
    left: int,
    top: int,
    first: int,
    last: int,
    wide: int,
) -> None:
    """Lay rows over `target`: its row y is the row at (y + top + .5) * step + shift_y - .5.

    `colour` and `cover` begin with row `first` of a texture whose last row is `last`. `spans`
    says from which to which of its columns every row of the texture is covered; column x of
    `target` lies at (x + left + .5) * step + shift_x - .5 and reaches its neighbours. What is
    covered up to an edge of the `wide` texture is repeated beyond it.
    """
    height, width = target.shape
    held = colour.shape[0] - 1
    for y in range(height):
        place = min(max((y + top + 0.5) * step + shift_y - 0.5, 0.0), float(last))
        above = int(place)
        below = min(above + 1, last)
        begin, end = spans[above, 0], spans[above, 1]
        if begin >= end:
            begin, end = spans[below, 0], spans[below, 1]
        elif spans[below, 0] < spans[below, 1]:
            begin, end = min(begin, spans[below, 0]), max(end, spans[below, 1])
        if begin >= end:
            continue
        low, high = 0, width
        if begin > 0:
            low = max(0, math.floor((begin - 0.5 - shift_x) / step - 0.5) - left)
        if end < wide:
            high = min(width, math.ceil((end + 0.5 - shift_x) / step - 0.5) + 1 - left)
        if low >= high:
            continue
        to_b = _U16((place - above) * 256)
        i = min(max(above - first, 0), held)
        j = min(max(below - first, 0), held)
        line = target[y, low:high]
        ca, aa = colour[i, low:high], cover[i, low:high]
        if to_b == 0:
            for x in range(high - low):
                rest_of = _U8(_U8(255) - aa[x])
                product = _U16(_U16(_U16(line[x]) * _U16(rest_of)) + _U16(128))
                rest = _U8(_U16(product + _U16(product >> _U16(8))) >> _U16(8))
                room = _U8(_U8(255) - ca[x])
                line[x] = _U8(ca[x] + (min(room, rest)))
            continue
        to_a = _U16(256 - to_b)
        cb, ab = colour[j, low:high], cover[j, low:high]
        for x in range(high - low):
            shade = _U8((_U16(ca[x]) * to_a + _U16(cb[x]) * to_b + _U16(128)) >> 8)
            covered = _U8((_U16(aa[x]) * to_a + _U16(ab[x]) * to_b + _U16(128)) >> 8)
            rest_of = _U8(_U8(255) - covered)
            product = _U16(_U16(_U16(line[x]) * _U16(rest_of)) + _U16(128))
            rest = _U8(_U16(product + _U16(product >> _U16(8))) >> _U16(8))
            room = _U8(_U8(255) - shade)
            line[x] = _U8(shade + (min(room, rest)))


class _Strip(NamedTuple):
    """Which part of a plane is resampled, in its own pixels and in those of the picture."""

    step: float
    x: float
    """Texture pixels from the plane's corner to that of the picture."""
    y: float
    left: int
    """Where the part begins in the picture."""
    top: int
    width: int
    height: int
    first: int
    """The first and the number of the plane's rows that are seen."""
    row_count: int


def _strip(
    texture: Texture, place: tuple[float, float, float], area: Area, half: int
) -> _Strip:
    """The part of a plane that is seen in `area`; `place` is x, y and scale of the corner."""
    x, y, scale = place
    step = 1.0 / scale
    shift_x, shift_y = -x / scale / (1 + half), -y / scale / (1 + half)
    left, top = area.left >> half, area.top >> half
    width, height = (area.right - area.left) >> half, (area.bottom - area.top) >> half
    rows = texture.height >> half
    begin = math.floor((top + 0.5) * step + shift_y - 0.5)
    end = math.ceil((top + height - 0.5) * step + shift_y - 0.5) + 2
    first = min(max(0, begin), rows - 1)
    stop = max(first + 1, min(rows, end))
    return _Strip(step, shift_x, shift_y, left, top, width, height, first, stop - first)


def _upright(plane: Bytes, strip: _Strip, name: str) -> Bytes:
    """The strip of a plane resampled across and set upright: (count, width)."""
    wide, high = -(-strip.width // 16) * 16, -(-strip.row_count // 16) * 16
    sideways = SCRATCH.plane("sideways", wide, high)
    upright = SCRATCH.plane(name, high, wide)
    _across(plane, sideways[: strip.width, : strip.row_count], strip.step, strip.x, strip.left,
            strip.first)  # fmt: skip
    transpose(sideways, upright)
    return upright[: strip.row_count, : strip.width]


def lay(
    target: Planes,
    texture: Texture,
    x: float,
    y: float,
    scale: float,
    within: Area | None = None,
) -> None:
    """Lay `texture` over `target`.

    Args:
        target: the picture.
        texture: what to lay.
        x: where the left edge of the texture's picture, border apart, comes to lie.
        y: the same for its top edge.
        scale: pixels of the target for one of the texture, from about one half up.
        within: nothing is drawn outside of this.
    """
    area = area_of(texture, x, y, scale).meet(within or whole(target))
    if area is None:
        return
    corner = (x - texture.border * scale, y - texture.border * scale, scale)
    pairs = (
        (target.y, texture.y, texture.a, texture.spans, 0),
        (target.u, texture.u, texture.a2, texture.spans2, 1),
        (target.v, texture.v, texture.a2, texture.spans2, 1),
    )
    cover = None
    for plane, colours, covers, spans, half in pairs:
        strip = _strip(texture, corner, area, half)
        into = plane[
            strip.top : strip.top + strip.height, strip.left : strip.left + strip.width
        ]
        colour = _upright(colours, strip, "colour")
        if cover is None or plane is not target.v:
            cover = _upright(covers, strip, "cover")
        _down_over(
            colour, cover, spans, into, strip.step, strip.x, strip.y, strip.left, strip.top,
            strip.first, (texture.height >> half) - 1, texture.width >> half,
        )  # fmt: skip


def lay_opaque(
    target: Planes,
    texture: Texture,
    x: float,
    y: float,
    scale: float,
    within: Area | None = None,
) -> None:
    """`lay` for a texture without border and without alpha."""
    area = area_of(texture, x, y, scale).meet(within or whole(target))
    if area is None:
        return
    for plane, colours, half in (
        (target.y, texture.y, 0),
        (target.u, texture.u, 1),
        (target.v, texture.v, 1),
    ):
        strip = _strip(texture, (x, y, scale), area, half)
        into = plane[
            strip.top : strip.top + strip.height, strip.left : strip.left + strip.width
        ]
        upright = _upright(colours, strip, "colour")
        # Rows of the strip are counted from its own first row.
        _down(upright, into, strip.step, strip.y, strip.top, strip.first,
              (texture.height >> half) - 1)  # fmt: skip


@kernel(
    [
        types.void(
            READ, WRITE, types.float64, types.float64, types.int64, types.int64, types.int64
        )
    ],
)
def _down(
    source: Bytes, target: Bytes, step: float, offset: float, start: int, first: int, last: int
) -> None:
    """`_down_over` for what covers everything."""
    height, width = target.shape
    held = source.shape[0] - 1
    for y in range(height):
        place = min(max((y + start + 0.5) * step + offset - 0.5, 0.0), float(last))
        above = int(place)
        to_b = _U16((place - above) * 256)
        a = source[min(max(above - first, 0), held)]
        b = source[min(max(min(above + 1, last) - first, 0), held)]
        line = target[y]
        if to_b == 0:
            line[:] = a
            continue
        to_a = _U16(256 - to_b)
        for x in range(width):
            line[x] = _U8((_U16(a[x]) * to_a + _U16(b[x]) * to_b + _U16(128)) >> 8)
