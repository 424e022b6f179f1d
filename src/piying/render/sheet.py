"""Sheets: the small drawings of one effect in one piece of memory, drawn all in one call.

Rain is a hundred drops a frame, each a few hundred pixels. Calling a kernel for each of its
planes takes longer than the drops do, so a sheet holds every drawing at every size that it
is shown at, upright, and one kernel lays a whole frame of them over the picture. A drawing
lies at a sixteenth of a pixel; of each of its rows only what is not clear is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.lanes import ask_for
from piying.render.lay import Area
from piying.render.planes import Planes, Texture
from piying.render.quads import LANES, quads_over
from piying.render.transpose import WRITE, Bytes

STEPS = 16
"""Places between two pixels at which a drawing may lie."""

AHEAD = 24
"""By so many rows the picture is asked for before it is needed."""

_DATA = types.Array(types.uint8, 1, "C", readonly=True)
_CELLS = types.Array(types.int64, 2, "C", readonly=True)
_SPANS = types.Array(types.int32, 2, "C", readonly=True)
_SHOWN = types.Array(types.int64, 2, "C", readonly=True)

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Drawings, ready to be drawn by their number."""

    data: Bytes
    """The planes of all cells, one behind the other."""
    cells: Ints
    """For each cell: width, height, where Y, A, U, V and A2 begin, and its first two spans."""
    spans: npt.NDArray[np.int32]
    """For each row of a plane its first pixel that is not clear, and the end of its last."""

    @property
    def sizes(self) -> Ints:
        """Width and height of every cell, border and all."""
        return self.cells[:, :2]


def sheet_of(textures: Iterable[Texture]) -> Sheet:
    """The sheet of these drawings, each shown at the size that it has."""
    pieces: list[Bytes] = [np.empty(0, np.uint8)]
    cells: list[list[int]] = []
    spans = [np.empty((0, 2), np.int32)]
    at = row_count = 0
    for texture in textures:
        cell = [texture.width, texture.height]
        for plane in (texture.y, texture.a, texture.u, texture.v, texture.a2):
            upright = np.ascontiguousarray(plane.T).reshape(-1)
            pieces.append(upright)
            cell.append(at)
            at += upright.size
        for cover in (texture.a, texture.a2):
            cell.append(row_count)
            row_count += cover.shape[1]
            spans.append(_covered(cover))
        cells.append(cell)
    pieces.append(np.zeros(LANES + 1, np.uint8))  # what is read beyond the last row
    rows = np.array(cells, np.int64).reshape(-1, 9)  # also where there are none
    return Sheet(np.concatenate(pieces), rows, np.concatenate(spans))


def _covered(cover: Bytes) -> npt.NDArray[np.int32]:
    """Of every row of a plane on its side the first pixel that is not clear, and the end."""
    drawn, count = cover != 0, cover.shape[0]
    spans = np.empty((cover.shape[1], 2), np.int32)
    spans[:, 0], spans[:, 1] = drawn.argmax(0), count - drawn[::-1].argmax(0)
    spans[~drawn.any(0)] = count, 0
    return spans


def draw_sheet(target: Planes, sheet: Sheet, shown: Ints) -> None:
    """Lay drawings over `target`, in order.

    Args:
        target: the picture.
        sheet: the drawings.
        shown: a row for each: cell, left and top edge in sixteenths of a pixel, and opacity
            of 256.
    """
    _draw(target.y, target.u, target.v, sheet.data, sheet.cells, sheet.spans, shown)


def sheet_area(size: Sequence[int] | Ints, shown: Sequence[int]) -> Area:
    """The even pixels that a drawing of that width and height may touch, shown there."""
    _, x16, y16, _ = shown
    left, top = x16 >> 4, y16 >> 4
    return Area(
        left - left % 2, top - top % 2,
        (left + int(size[0]) + 1) // 2 * 2, (top + int(size[1]) + 1) // 2 * 2,
    )  # fmt: skip


@kernel(
    [types.void(WRITE, _DATA, _SPANS, types.int64, types.int64, types.int64, types.int64,
                types.int64, types.int64, types.int64, types.int64)],
)  # fmt: skip
def _lay_plane(
    target: Bytes,
    data: Bytes,
    spans: npt.NDArray[np.int32],
    colours: int,
    covers: int,
    span: int,
    width: int,
    height: int,
    x16: int,
    y16: int,
    k: int,
) -> None:
    """Lay one plane: a pixel mixes four neighbours, with the same weights everywhere."""
    left, top = x16 >> 4, y16 >> 4
    fx, fy = x16 & 15, y16 & 15
    here = np.uint32((16 - fx) * (16 - fy) * k)
    beside = np.uint32(fx * (16 - fy) * k)
    above = np.uint32((16 - fx) * fy * k)
    corner = np.uint32(fx * fy * k)
    weights = (here, beside, above, corner)
    spare = np.zeros(LANES, np.uint8)
    begin, step = np.int64(target.ctypes.data), target.strides[0]
    base = np.int64(data.ctypes.data)
    for row in range(max(1, -top), min(height, target.shape[0] - top)):
        first = min(spans[span + row, 0], spans[span + row - 1, 0])
        after = max(spans[span + row, 1], spans[span + row - 1, 1]) + 1
        first, after = max(first, 1, -left), min(after, width, target.shape[1] - left)
        if first >= after:
            continue
        at = row * width + first - 1
        onto = begin + (top + row) * step + left + first
        ask_for(onto + AHEAD * step)
        count = after - first
        room = target.shape[1] - left - first
        for done in range(0, count, LANES):
            most, of = min(count - done, LANES), base + at + done
            if done + LANES <= room:
                quads_over(onto + done, of + colours, of + covers, width, weights,
                           np.int32(most))  # fmt: skip
                continue
            # At the edge of the picture there is no room to write sixteen back.
            line = target[top + row, left + first + done : left + first + count]
            spare[:most] = line
            quads_over(spare.ctypes.data, of + colours, of + covers, width, weights,
                       np.int32(most))  # fmt: skip
            line[:] = spare[:most]


@kernel([types.void(WRITE, WRITE, WRITE, _DATA, _CELLS, _SPANS, _SHOWN)])
def _draw(
    y: Bytes,
    u: Bytes,
    v: Bytes,
    data: Bytes,
    cells: Ints,
    spans: npt.NDArray[np.int32],
    shown: Ints,
) -> None:
    for n in range(shown.shape[0]):
        cell, x16, y16, k = shown[n]
        width, height, at_y, at_a, at_u, at_v, at_a2, span, span2 = cells[cell]
        _lay_plane(y, data, spans, at_y, at_a, span, width, height, x16, y16, k)
        for plane, at in ((u, at_u), (v, at_v)):
            _lay_plane(
                plane, data, spans, at, at_a2, span2, width // 2, height // 2,
                x16 >> 1, y16 >> 1, k,
            )  # fmt: skip
