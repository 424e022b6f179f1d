"""Cells: a frame as some twenty thousand means, which is all that most measures look at.

Every cell is the mean of its pixels, so nothing is missed between samples and noise and
patterns finer than a cell are averaged away, as WCAG 2.x asks for of fine patterns. The
shorter side has 108 cells and the longer in proportion, both multiples of four, because a
block of the flash measures is four by four cells. Small pictures have a cell for each pixel.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import av
import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.transpose import Bytes

SHORT_CELLS = 108
BLOCK_CELLS = 4

Floats = npt.NDArray[np.float32]
Edges = npt.NDArray[np.int64]

READ = types.Array(types.uint8, 2, "C", readonly=True)
FLOATS2 = types.Array(types.float32, 2, "C")
FLOATS3 = types.Array(types.float32, 3, "C")
FLOATS1 = types.Array(types.float32, 1, "C")
INTS1 = types.Array(types.int64, 1, "C")
NUMBERS1 = types.Array(types.float64, 1, "C")

KR_KB = {1: (0.2126, 0.0722), 9: (0.2627, 0.0593), 4: (0.30, 0.11), 7: (0.212, 0.087)}
"""The weights of red and blue by the number of the matrix in ITU-R H.273."""
KR_KB_OLD = (0.299, 0.114)
"""ITU-R BT.601; 5 and 6 in H.273."""
UNSPECIFIED = 2
FULL_RANGE = 2

V = np.arange(256) / 255
LINEAR = np.where(V <= 0.04045, V / 12.92, ((V + 0.055) / 1.055) ** 2.4).astype(np.float32)
"""Linear light of a level: WCAG prints 0.03928 for 0.04045, the same at eight bits."""


@kernel([types.void(READ, INTS1, INTS1, FLOATS2)], fastmath=True)
def _means(plane: Bytes, rows: Edges, columns: Edges, out: Floats) -> None:
    """The mean of every cell; `rows` and `columns` say where cells begin, with the end."""
    width = plane.shape[1]
    line = np.empty(width, np.uint32)
    for i in range(rows.size - 1):
        line[:] = 0
        for y in range(rows[i], rows[i + 1]):
            source = plane[y]
            for x in range(width):
                line[x] += source[x]
        count = rows[i + 1] - rows[i]
        for j in range(columns.size - 1):
            total = np.uint32(0)
            for x in range(columns[j], columns[j + 1]):
                total += line[x]
            out[i, j] = total / np.float32(count * (columns[j + 1] - columns[j]))


@kernel(
    [types.void(FLOATS2, FLOATS2, FLOATS2, NUMBERS1, FLOATS3, FLOATS2, INTS1)], fastmath=True,
)  # fmt: skip
def _colours(
    y: Floats, u: Floats, v: Floats, matrix: npt.NDArray[np.float64],
    rgb: Floats, luma: Floats, tally: Edges,
) -> None:  # fmt: skip
    """Red, green and blue from 0 to 255, the luma, and a tally: 16 of each, then 256."""
    tally[:] = 0
    low, scale, rv, gu, gv, bu = (
        matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5],
    )  # fmt: skip
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            level = (y[i, j] - low) * scale
            a, b = u[i, j] - 128.0, v[i, j] - 128.0
            red = min(max(level + rv * b, 0.0), 255.0)
            green = min(max(level - gu * a - gv * b, 0.0), 255.0)
            blue = min(max(level + bu * a, 0.0), 255.0)
            rgb[0, i, j], rgb[1, i, j], rgb[2, i, j] = red, green, blue
            grey = (54.0 * red + 183.0 * green + 19.0 * blue) / 256.0
            luma[i, j] = grey
            tally[int(red) >> 4] += 1
            tally[16 + (int(green) >> 4)] += 1
            tally[32 + (int(blue) >> 4)] += 1
            tally[48 + int(grey)] += 1


@kernel([types.void(FLOATS3, FLOATS1, FLOATS3)])
def _blocks(rgb: Floats, linear: Floats, out: Floats) -> None:
    """The mean linear light of every block, 0 to 1."""
    for c in range(3):
        for i in range(out.shape[1]):
            for j in range(out.shape[2]):
                total = np.float32(0)
                for y in range(i * BLOCK_CELLS, (i + 1) * BLOCK_CELLS):
                    for x in range(j * BLOCK_CELLS, (j + 1) * BLOCK_CELLS):
                        total += linear[int(rgb[c, y, x] + np.float32(0.5))]
                out[c, i, j] = total / np.float32(BLOCK_CELLS * BLOCK_CELLS)


def matrix_of(frame: av.VideoFrame) -> npt.NDArray[np.float64]:
    """How a frame's levels become red, green and blue: offset, scale and four factors."""
    named = int(frame.colorspace)
    if named == UNSPECIFIED:
        named = 1 if max(frame.width, frame.height) >= 1280 else 6
    kr, kb = KR_KB.get(named, KR_KB_OLD)
    kg = 1 - kr - kb
    full = int(frame.color_range) == FULL_RANGE
    low, scale, chroma = (0.0, 1.0, 1.0) if full else (16.0, 255 / 219, 255 / 224)
    red, blue = 2 * (1 - kr) * chroma, 2 * (1 - kb) * chroma
    return np.array([low, scale, red, blue * kb / kg, red * kr / kg, blue])


def grid_of(width: int, height: int) -> tuple[int, int]:
    """Rows and columns of cells of a picture; both multiples of four."""
    short = min(width, height)
    share = min(SHORT_CELLS, short) / short
    rows, columns = (
        max(BLOCK_CELLS, round(side * share) // BLOCK_CELLS * BLOCK_CELLS)
        for side in (height, width)
    )
    return rows, columns


def _edges(length: int, count: int) -> Edges:
    """Where `count` cells of `length` pixels begin, and the end; no cell is empty."""
    return np.arange(count + 1, dtype=np.int64) * length // count


@dataclass(slots=True, eq=False)
class Cells:
    """The cells of one frame after another; the arrays are written anew by `look`."""

    width: int
    height: int
    luma: Floats = field(init=False)
    """(rows, columns), 0 to 255."""
    rgb: Floats = field(init=False)
    """(3, rows, columns), 0 to 255."""
    light: Floats = field(init=False)
    """(3, rows / 4, columns / 4): linear red, green and blue, 0 to 1."""
    tally: Edges = field(init=False)
    """How many cells have which sixteenth of red, green and blue, then which luma."""
    _edges: tuple[Edges, Edges, Edges, Edges] = field(init=False)
    _yuv: tuple[Floats, Floats, Floats] = field(init=False)

    def __post_init__(self) -> None:
        rows, columns = grid_of(self.width, self.height)
        self.luma = np.zeros((rows, columns), np.float32)
        self.rgb = np.zeros((3, rows, columns), np.float32)
        blocks = (3, rows // BLOCK_CELLS, columns // BLOCK_CELLS)
        self.light = np.zeros(blocks, np.float32)
        self.tally = np.zeros(48 + 256, np.int64)
        self._yuv = (self.luma.copy(), self.luma.copy(), self.luma.copy())
        halves = (self.height + 1) // 2, (self.width + 1) // 2
        self._edges = (
            _edges(self.height, rows),
            _edges(self.width, columns),
            _edges(halves[0], min(halves[0], rows)),
            _edges(halves[1], min(halves[1], columns)),
        )

    def look(self, frame: av.VideoFrame) -> Bytes:
        """Take in `frame`; gives its luma plane, every pixel, as it is coded."""
        matrix = matrix_of(frame)
        if frame.format.name not in {"yuv420p", "yuvj420p"}:
            full = frame.color_range
            frame = frame.reformat(format="yuv420p")
            if int(full) != FULL_RANGE:
                matrix = matrix_of(frame)
        planes = [
            np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
            for plane in frame.planes
        ]
        y, u, v = self._yuv
        _means(planes[0], self._edges[0], self._edges[1], y)
        for plane, out in ((planes[1], u), (planes[2], v)):
            _spread(plane, self._edges[2], self._edges[3], out)
        _colours(y, u, v, matrix, self.rgb, self.luma, self.tally)
        _blocks(self.rgb, LINEAR, self.light)
        return planes[0][:, : self.width]


def _spread(plane: Bytes, rows: Edges, columns: Edges, out: Floats) -> None:
    """The means of a plane of colour, each for as many cells as it covers."""
    if (rows.size - 1, columns.size - 1) == out.shape:
        _means(plane, rows, columns, out)
        return
    few = np.empty((rows.size - 1, columns.size - 1), np.float32)
    _means(plane, rows, columns, few)
    down, across = (
        np.arange(many) * have // many for many, have in zip(out.shape, few.shape, strict=True)
    )
    out[:] = few[down][:, across]
