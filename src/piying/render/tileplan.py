"""What every texture of a stack is on every tile of a picture, before one of them is laid.

Of a texture it is known by blocks how many are clear and how many are opaque, summed up from a
corner, so a tile asks four numbers. From front to back a layer is clear there, is mixed with
what lies behind, or hides it; what is hidden is clear.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.lanes import int_at, long_at
from piying.render.planes import BLOCK
from piying.render.tiles import (
    BLOCKS,
    HEIGHT,
    KNOWN,
    LEFT,
    OPAQUE,
    TILE_HEIGHT,
    TILE_WIDTH,
    WIDTH,
)

Ints = npt.NDArray[np.int64]
Index = npt.NDArray[np.int32]
INTS = types.Array(types.int64, 2, "C", readonly=True)
INDEX = types.Array(types.int32, 2, "C")
COUNTS = types.Array(types.int32, 1, "C")
_BOX = types.UniTuple(types.int64, 4)

CLEAR, BLENDS, HIDES = range(3)
"""What a layer is on a tile."""


_SIDE = [
    types.void(
        INTS, INDEX, INDEX, types.int64, types.int64, types.int64, types.int64, types.int64,
        types.int64, types.boolean,
    )
]  # fmt: skip


@kernel(_SIDE)
def _spread(
    info: Ints,
    index: Index,
    looks: Index,
    upright: int,
    begin: int,
    end: int,
    size: int,
    at: int,
    at2: int,
    flush: bool,  # noqa: FBT001
) -> None:
    """Of every column of tiles, or row of them, what is known of it before one is looked at.

    A row of `looks` is one layer on one column: the first and the last of its blocks that are
    taken, and whether the layer is beside it (0), reaches into it (1) or all over it (2).
    `at` and `at2` are where the places of columns begin in `index`, of Y and of U and V. If
    `flush`, the last column is as wide as the others and begins earlier.
    """
    row = 0
    for even in range(begin, end, size):
        start = min(even, end - size) if flush else even
        stop = min(start + size, end)
        first, last = at + start - begin, at + stop - begin - 1
        first2, last2 = at2 + ((start - begin) >> 1), at2 + ((stop - begin) >> 1) - 1
        for n in range(info.shape[0]):
            low, high = info[n, LEFT + upright], info[n, LEFT + 2 + upright]
            edge = info[n, HEIGHT if upright else WIDTH] - 1
            looks[row, 0] = min(index[n, first], 2 * index[n, first2]) // BLOCK
            reach = max(index[n, last] + 1, 2 * index[n, last2] + 3)
            looks[row, 1] = min(np.int64(reach), edge) // BLOCK + 1
            inside = low <= start and stop <= high
            looks[row, 2] = 0 if start >= high or stop <= low else 2 if inside else 1
            row += 1


@kernel(
    [types.int64(types.int64, types.int64, types.int64, types.int64, types.int64, types.int64)],
)  # fmt: skip
def _counted(corners: int, rows: int, left: int, top: int, right: int, bottom: int) -> int:
    """How many blocks between two corners are counted; `corners` has so many rows."""
    total = np.int64(int_at(corners + (right * rows + bottom) * 4))
    total -= int_at(corners + (left * rows + bottom) * 4)
    total -= int_at(corners + (right * rows + top) * 4)
    total += int_at(corners + (left * rows + top) * 4)
    return total


@kernel([types.int64(types.int64, types.int64, types.int64)])
def _kind(known: int, across: int, down: int) -> int:
    """What a layer is on a tile; `across` and `down` are where its rows of looks stand."""
    inside = np.int64(int_at(across + 8)) * np.int64(int_at(down + 8))
    if inside == 0:
        return CLEAR
    inside = inside == 4
    if long_at(known + 8 * OPAQUE):
        return HIDES if inside else BLENDS
    left, right = np.int64(int_at(across)), np.int64(int_at(across + 4))
    top, bottom = np.int64(int_at(down)), np.int64(int_at(down + 4))
    columns = (long_at(known + 8 * WIDTH) + BLOCK - 1) // BLOCK + 1
    rows = (long_at(known + 8 * HEIGHT) + BLOCK - 1) // BLOCK + 1
    blocks = long_at(known + 8 * BLOCKS)
    if _counted(blocks, rows, left, top, right, bottom) == 0:
        return CLEAR
    lacking = blocks + columns * rows * 4
    if inside and _counted(lacking, rows, left, top, right, bottom) == 0:
        return HIDES
    return BLENDS


@kernel([types.boolean(INTS, INDEX, types.int64, types.int64, INDEX, types.int64)])  # fmt: skip
def _look(info: Ints, looks: Index, across: int, down: int, kinds: Index, tile: int) -> bool:
    """Set what every layer is on a tile, and say whether one of them hides the picture.

    What lies behind that one is clear. `across` and `down` are the rows of its looks.
    """
    layer_count = info.shape[0]
    known, begin = np.int64(info.ctypes.data), np.int64(looks.ctypes.data)
    hidden = False
    for n in range(layer_count - 1, -1, -1):
        kind = np.int64(CLEAR)
        if not hidden:
            kind = _kind(known + 8 * KNOWN * n, begin + 12 * (across + n),
                         begin + 12 * (down + n))  # fmt: skip
        kinds[tile, n] = kind
        hidden = hidden or kind == HIDES
    kinds[tile, layer_count] = hidden
    return hidden


@kernel([types.boolean(INTS, INDEX, COUNTS, _BOX, INDEX, INDEX)])
def plan(
    info: Ints,
    index: Index,
    counts: npt.NDArray[np.int32],
    seen: tuple[int, int, int, int],
    looks: Index,
    kinds: Index,
) -> bool:
    """Set what every layer is on every tile, and say whether the last column is flush.

    A row of `kinds` is a tile, downwards first; behind the layers stands whether the picture
    is hidden. Where it is in all of a column, the column may begin in the one before.
    """
    left, top, right, bottom = seen
    layer_count = info.shape[0]
    rows = np.int64(counts[0])
    columns2 = rows + counts[1]
    rows2 = columns2 + counts[2]
    high = (bottom - top + TILE_HEIGHT - 1) // TILE_HEIGHT
    wide = (right - left + TILE_WIDTH - 1) // TILE_WIDTH
    flush = False
    _spread(info, index, looks, 1, top, bottom, TILE_HEIGHT, rows, rows2, flush)
    aside = looks[high * layer_count :]
    kinds[wide * high :] = CLEAR
    flush = right - left >= TILE_WIDTH
    for _ in range(2):
        _spread(info, index, aside, 0, left, right, TILE_WIDTH, 0, columns2, flush)
        hidden = True
        for x in range(wide):
            hidden = True
            for y in range(high):
                seen_through = not _look(info, looks, (high + x) * layer_count, y * layer_count,
                                         kinds, x * high + y)  # fmt: skip
                hidden = hidden and not seen_through
        if hidden or not flush:
            break
        flush = False
    return flush
