"""The picture being drawn, and the pictures that are drawn into it.

A picture is three planes, Y at full size and U and V at half, in BT.709 of limited range:
exactly what the encoder takes, so that no colour is converted while frames are made. A
texture holds the same planes and their alpha, all premultiplied, with the offsets of 16 and
128 premultiplied too: laying one over another is then the same in YUV as in RGB.

With R, G, B, A from 0 to 255 and a = A / 255, a texture holds, rounded half up,

    L = .2126 R + .7152 G + .0722 B
    Y = (L * 219 / 255 + 16) * a
    U = ((B - L) / 1.8556 * 224 / 255 + 128) * a
    V = ((R - L) / 1.5748 * 224 / 255 + 128) * a

and of U, V and the small alpha the mean of 2 x 2 pixels. It is kept on its side, because
scaling along rows of a plane on its side is what the processor does best; see `kernels`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.runs import Bytes1
from piying.render.transpose import READ, Bytes
from piying.render.turned import turn

if TYPE_CHECKING:
    import av

BORDER = 2
"""Clear pixels round a texture, so that a repeated edge is transparent."""

BLOCK = 16
"""Pixels by which it is known what of a texture is clear and what is full."""

Spans = npt.NDArray[np.int32]

_PIXELS = types.Array(types.uint32, 2, "C", readonly=True)
_LINE = types.Array(types.uint32, 1, "C")
_CORNERS = types.Array(types.int32, 3, "C")
_SPANS = types.Array(types.int32, 2, "C")
_KINDS = types.Array(types.uint8, 2, "C")
_KINDS_READ = types.Array(types.uint8, 2, "C", readonly=True)


@dataclass(frozen=True, slots=True, eq=False)
class Planes:
    """The picture being drawn: writable planes of one frame."""

    y: Bytes
    """(height, width) uint8; both even."""
    u: Bytes
    """(height / 2, width / 2) uint8."""
    v: Bytes

    @property
    def width(self) -> int:
        """Pixels in a row."""
        return self.y.shape[1]

    @property
    def height(self) -> int:
        """Rows."""
        return self.y.shape[0]

    def part(self, area: tuple[int, int, int, int]) -> Planes:
        """A part of the picture; writing to it writes to the picture.

        `area` is left, top, right and bottom, all even and inside of the picture.
        """
        left, top, right, bottom = area
        full = slice(top, bottom), slice(left, right)
        half = slice(top // 2, bottom // 2), slice(left // 2, right // 2)
        return Planes(self.y[full], self.u[half], self.v[half])

    def copy_from(self, other: Planes, area: tuple[int, int, int, int] | None = None) -> None:
        """Become the same picture as `other`, which has the same size, all or in an area.

        `area` is as for `part`.
        """
        into = self if area is None else self.part(area)
        out = other if area is None else other.part(area)
        into.y[:] = out.y
        into.u[:] = out.u
        into.v[:] = out.v


def planes_of(frame: av.VideoFrame) -> Planes:
    """The planes of a yuv420p frame; writing to them writes to the frame."""
    views = [
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[
            :, : plane.width
        ]
        for plane in frame.planes
    ]
    return Planes(*views)


def blank_planes(width: int, height: int) -> Planes:
    """A black picture of its own memory; both sides even."""
    return Planes(
        np.full((height, width), 16, np.uint8),
        np.full((height // 2, width // 2), 128, np.uint8),
        np.full((height // 2, width // 2), 128, np.uint8),
    )


def colour(red: int, green: int, blue: int) -> tuple[int, int, int]:
    """The Y, U and V of an opaque colour."""
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (
        int(luma * 219 / 255 + 16.5),
        int((blue - luma) / 1.8556 * 224 / 255 + 128.5),
        int((red - luma) / 1.5748 * 224 / 255 + 128.5),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Texture:
    """A picture with alpha, ready to be drawn; every plane is on its side, [x, y]."""

    key: str
    """Names the content: equal keys promise equal planes."""
    width: int
    """With the border; even."""
    height: int
    border: int
    """How far in from the left and the top the picture itself begins."""
    opaque: bool
    """Alpha is 255 everywhere, border apart."""
    y: Bytes
    """(width, height) uint8."""
    u: Bytes
    """(width / 2, height / 2) uint8."""
    v: Bytes
    a: Bytes
    """Alpha at full size."""
    a2: Bytes
    """Alpha at half size, for U and V."""
    kinds: Bytes | None = None
    """What `block_kinds` gives, where it is known."""
    _spans: list[Spans] = field(default_factory=list, repr=False)
    _blocks: list[npt.NDArray[np.int32]] = field(default_factory=list, repr=False)
    _known: list[tuple[int, ...]] = field(default_factory=list, repr=False)

    @property
    def byte_count(self) -> int:
        """The memory that it takes."""
        return sum(plane.nbytes for plane in (self.y, self.u, self.v, self.a, self.a2))

    @property
    def spans(self) -> Spans:
        """(height, 2) int32: of each row the first covered column, and the end of the last."""
        return self._reached(0)

    @property
    def spans2(self) -> Spans:
        """(height / 2, 2) int32: the same at half size."""
        return self._reached(1)

    def _reached(self, half: int) -> Spans:
        if not self._spans:
            spans, spans2 = (np.zeros((self.height >> one, 2), np.int32) for one in (0, 1))
            _reach(self.a, spans)
            _halved(spans, spans2)
            self._spans.extend((spans, spans2))
        return self._spans[half]

    def block_kinds(self) -> Bytes:
        """Of every block of 16 x 16 pixels whether it is not clear (1) and not full (2).

        (columns of blocks, rows of blocks) uint8.
        """
        if self.kinds is not None:
            return self.kinds
        kinds = np.empty((-(-self.width // BLOCK), -(-self.height // BLOCK)), np.uint8)
        _find_kinds(self.a, kinds)
        return kinds

    def blocks(self) -> npt.NDArray[np.int32]:
        """How many blocks of 16 x 16 pixels left of and above a corner are not clear, not full.

        (2, columns of blocks + 1, rows of blocks + 1): counted at the first question.
        """
        if not self._blocks:
            kinds = self.block_kinds()
            corners = np.zeros((2, kinds.shape[0] + 1, kinds.shape[1] + 1), np.int32)
            _count_blocks(kinds, corners)
            self._blocks.append(corners)
        return self._blocks[0]

    def known(self) -> tuple[int, ...]:
        """What kernels know of it, found at the first question.

        The addresses of its planes and of its blocks, its size, whether it has no border, and
        whether it is opaque besides.
        """
        if not self._known:
            arrays = (self.y, self.u, self.v, self.a, self.a2, self.blocks())
            bare = self.border == 0
            self._known.append(
                (
                    *(array.__array_interface__["data"][0] for array in arrays),
                    self.width, self.height, int(bare), int(bare and self.opaque),
                )
            )  # fmt: skip
        return self._known[0]


def texture_of(
    rgba: npt.NDArray[np.uint8],
    key: str = "",
    *,
    premultiplied: bool = True,
    border: int = BORDER,
    part: tuple[int, int, int, int] | None = None,
) -> Texture:
    """The texture of a picture.

    Args:
        rgba: (height, width, 4) uint8, R G B A.
        key: names the content; left out, it is a hash of the pixels.
        premultiplied: the colours are premultiplied, as skia draws them.
        border: clear pixels to put round it, even; 0 for a picture that covers the frame.
        part: left, top, right and bottom of what is taken of the picture, if not all.
    """
    if not key:
        shape = repr((rgba.shape, premultiplied, border, part))
        key = hashlib.sha256(rgba.tobytes() + shape.encode()).hexdigest()
    left, top, right, bottom = part or (0, 0, rgba.shape[1], rgba.shape[0])
    columns, rows = right - left, bottom - top
    if border == 0 and (columns % 2 or rows % 2):
        sides = ((0, rows % 2), (0, columns % 2), (0, 0))
        rgba = np.pad(rgba[top:bottom, left:right], sides, mode="edge")
        rows, columns = rgba.shape[:2]
        left, top, right, bottom = 0, 0, columns, rows
    width, height = (side + side % 2 + 2 * border for side in (columns, rows))
    count = sum((width >> half) * (height >> half) for half in _HALVES)
    turned = planes_in(np.zeros(count, np.uint8), width, height)
    pixels = np.ascontiguousarray(rgba).view(np.uint32)[..., 0]
    covered = turn(pixels, (left, top, right, bottom), border, not premultiplied, *turned)
    opaque = bool(covered) and columns % 2 == 0 and rows % 2 == 0
    for plane in turned:
        plane.flags.writeable = False
    y, u, v, a, a2 = turned
    return Texture(key, width, height, border, opaque, y, u, v, a, a2)


def planes_in(memory: Bytes1, width: int, height: int) -> list[Bytes]:
    """The planes of a texture of that size, one after another in one piece of memory."""
    planes: list[Bytes] = []
    at = 0
    for half in _HALVES:
        shape = (width >> half, height >> half)
        planes.append(memory[at : at + shape[0] * shape[1]].reshape(shape))
        at += shape[0] * shape[1]
    return planes


_HALVES = (0, 1, 1, 0, 1)
"""Which of the planes are at half size."""


def _halved(spans: Spans, halves: Spans) -> None:
    """The spans of rows taken two by two, at half size; an empty row adds nothing."""
    upper, lower = spans[0::2], spans[1::2]
    empty_upper, empty_lower = upper[:, 0] >= upper[:, 1], lower[:, 0] >= lower[:, 1]
    first = np.where(empty_upper, lower[:, 0], np.minimum(upper[:, 0], lower[:, 0]))
    first = np.where(empty_lower & ~empty_upper, upper[:, 0], first)
    halves[:, 0] = first >> 1
    halves[:, 1] = (np.maximum(upper[:, 1], lower[:, 1]) + 1) >> 1
    halves[empty_upper & empty_lower] = 0


@kernel([types.void(READ, _SPANS)])
def _reach(cover: Bytes, spans: Spans) -> None:
    """Set spans, which are 0, to what is covered of the rows of a plane on its side."""
    width, height = cover.shape
    for x in range(width):
        for y in range(height):
            if cover[x, y] != 0:
                if spans[y, 1] == 0:
                    spans[y, 0] = x
                spans[y, 1] = x + 1


@kernel([types.void(READ, _KINDS)])
def _find_kinds(cover: Bytes, kinds: Bytes) -> None:
    """Set which blocks of a plane on its side are not clear, and which are not full."""
    width, height = cover.shape
    some, every = np.empty(height, np.uint8), np.empty(height, np.uint8)
    for column in range(kinds.shape[0]):
        some[:] = 0
        every[:] = 255
        for x in range(column * BLOCK, min(column * BLOCK + BLOCK, width)):
            line = cover[x]
            for y in range(height):
                some[y] |= line[y]
                every[y] &= line[y]
        for row in range(kinds.shape[1]):
            seen, full = np.uint8(0), np.uint8(255)
            for y in range(row * BLOCK, min(row * BLOCK + BLOCK, height)):
                seen |= some[y]
                full &= every[y]
            kinds[column, row] = np.uint8(seen != 0) + 2 * np.uint8(full != 255)


@kernel([types.void(_KINDS_READ, _CORNERS)])
def _count_blocks(kinds: Bytes, corners: npt.NDArray[np.int32]) -> None:
    """Sum up from the corner which blocks are not clear, and which are not full."""
    for column in range(kinds.shape[0]):
        any_, lacks = np.int32(0), np.int32(0)
        for row in range(kinds.shape[1]):
            any_ += np.int32(kinds[column, row] & 1)
            lacks += np.int32(kinds[column, row] >> 1)
            corners[0, column + 1, row + 1] = corners[0, column, row + 1] + any_
            corners[1, column + 1, row + 1] = corners[1, column, row + 1] + lacks


@kernel([types.void(_PIXELS, _LINE, _LINE)])
def _fold(
    pixels: npt.NDArray[np.uint32],
    rows: npt.NDArray[np.uint32],
    columns: npt.NDArray[np.uint32],
) -> None:
    """Set every row and every column to all the bits that its pixels have."""
    height, width = pixels.shape
    columns[:] = 0
    for row in range(height):
        line = pixels[row]
        seen = np.uint32(0)
        for x in range(width):
            seen |= line[x]
            columns[x] |= line[x]
        rows[row] = seen


def covered_box(pixels: npt.NDArray[np.uint32]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is not 0; all 0 where nothing is."""
    rows, columns = (np.empty(count, np.uint32) for count in pixels.shape)
    _fold(pixels, rows, columns)
    covered_down, covered_across = np.flatnonzero(rows), np.flatnonzero(columns)
    if not len(covered_down):
        return 0, 0, 0, 0
    return (
        int(covered_across[0]), int(covered_down[0]),
        int(covered_across[-1]) + 1, int(covered_down[-1]) + 1,
    )  # fmt: skip
