"""A stack of textures laid tile by tile, from the nearest that hides the rest.

A figure is ten cels and a set nine planes, most of each hidden by what lies in front. Laid one
by one they are ten frames' worth of memory, walked through five times. Here a tile of the
picture is made at once, next to the processor: from front to back it is asked what is clear
there and what hides all behind it, and only what is seen is resampled. What comes out is, to
the bit, what `lay` and `lay_opaque` give one after another.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.lanes import int_at, long_at
from piying.render.lay import Area, area_of, whole
from piying.render.planes import Planes, Texture
from piying.render.scratch import SCRATCH
from piying.render.tileplan import BLENDS, CLEAR, COUNTS, HIDES, INDEX, INTS, Index, Ints, plan
from piying.render.tiles import (
    A2,
    BARE,
    HALF,
    HEIGHT,
    KNOWN,
    LEFT,
    OPAQUE,
    SIDES,
    TILE_HEIGHT,
    TILE_WIDTH,
    WIDTH,
    A,
    Sides,
    U,
    V,
    Y,
    ask_plane,
    copy_part,
    lay_full,
    lay_half,
)  # fmt: skip
from piying.render.transpose import WRITE, Bytes

Weight = npt.NDArray[np.uint16]
_WEIGHT = types.Array(types.uint16, 2, "C")
_U16 = np.uint16
_CORNERS = types.Array(types.float64, 2, "C")
_BOX = types.UniTuple(types.int64, 4)
_PLACES = types.UniTuple(types.int64, 3)
Next = tuple[int, int, Sides, Sides, int, int]
_NEXT = types.Tuple((types.int64, types.int64, SIDES, SIDES, types.int64, types.int64))


class Placed(NamedTuple):
    """A texture and where it is laid, as `lay` takes it."""

    texture: Texture
    x: float
    """Where the left edge of the texture's picture, border apart, comes to lie."""
    y: float
    scale: float
    """Pixels of the target for one of the texture, from about one half up."""


class Laying(NamedTuple):
    """How a whole picture was laid: what tells which tiles are the same in the next one."""

    what: tuple[tuple[str, float, float, float], ...]
    """Of every texture in sight its key and its place."""
    kinds: Index
    """What each of them is on every tile; a tile is a row. None is seen through."""
    flush: bool


class _Ready(NamedTuple):
    """All that `_lay` takes of a stack."""

    what: tuple[tuple[str, float, float, float], ...]
    info: Ints
    counts: npt.NDArray[np.int32]
    seen: Area
    places: Index
    weight: Weight
    kinds: Index
    flush: bool
    room: Bytes
    deep: int


def lay_stack(
    target: Planes, stack: Sequence[Placed], within: Area | None = None
) -> Laying | None:
    """Lay textures over `target`, lowest first; nothing is drawn outside of `within`.

    Returns:
        How they lie, for `lay_again`; None where they leave something of the picture to what
        was there before.
    """
    limit = within or whole(target)
    ready = _ready(stack, limit)
    if ready is None:
        return None
    _lay(target.y, target.u, target.v, ready.info, ready.counts, *ready.seen, *ready[4:])
    return _laying(ready, whole(target))


def lay_again(target: Planes, stack: Sequence[Placed], before: Laying) -> Laying | None:
    """Lay textures over a picture that was laid as `before` says, where they differ.

    A tile on which the same textures are seen at the same places stays as it is: it is, to the
    bit, what would be laid.

    Returns:
        How they lie now; None, with nothing drawn, where they do not hide what was there.
    """
    ready = _ready(stack, whole(target))
    laying = None if ready is None else _laying(ready, whole(target))
    if ready is None or laying is None:
        return None
    if len(laying.what) == len(before.what) and laying.flush == before.flush:
        pairs = zip(laying.what, before.what, strict=True)
        moved = np.array([now != then for now, then in pairs])
        differs = (laying.kinds != before.kinds).any(1)
        differs |= (laying.kinds[:, moved] != CLEAR).any(1)
        # What nothing is seen of is neither laid nor asked for.
        ready.kinds[:-1][~differs] = CLEAR
    _lay(target.y, target.u, target.v, ready.info, ready.counts, *ready.seen, *ready[4:])
    return laying


def _laying(ready: _Ready, picture: Area) -> Laying | None:
    """How a stack lies that hides all of a picture."""
    if ready.seen != picture or not ready.kinds[:-1, -1].all():
        return None
    return Laying(ready.what, ready.kinds[:-1, :-1].copy(), ready.flush)


def _ready(stack: Sequence[Placed], limit: Area) -> _Ready | None:
    """A stack as the kernels take it; None where nothing of it is in sight."""
    what: list[tuple[str, float, float, float]] = []
    rows: list[tuple[int, ...]] = []
    corners: list[tuple[float, float, float]] = []
    seen: Area | None = None
    for texture, x, y, scale in stack:
        area = area_of(texture, x, y, scale).meet(limit)
        if area is None:
            continue
        seen = area if seen is None else seen.join(area)
        what.append((texture.key, x, y, scale))
        rows.append((*texture.known(), *area))
        corners.append((x - texture.border * scale, y - texture.border * scale, scale))
    if seen is None:
        return None
    step = 1 / min(scale for *_, scale in corners)
    deep = -(-(math.ceil(TILE_HEIGHT * step) + 3) // TILE_WIDTH) * TILE_WIDTH
    room = SCRATCH.take("stack", (3 * deep + 3 * TILE_HEIGHT + 1) * TILE_WIDTH)
    across, down = seen.right - seen.left, seen.bottom - seen.top
    counts = np.array((across, down, across >> 1, down >> 1), np.int32)
    index = np.empty((len(rows), int(counts.sum())), np.int32)
    weight = np.empty(index.shape, np.uint16)
    info = np.array(rows, np.int64)
    _find(info, np.array(corners), counts, *seen[:2], index, weight)
    wide, high = -(-across // TILE_WIDTH), -(-down // TILE_HEIGHT)
    looks = np.empty(((wide + high) * len(rows), 3), np.int32)
    kinds = np.empty((wide * high + 1, len(rows) + 1), np.int32)
    flush = plan(info, index, counts, tuple(seen), looks, kinds)
    return _Ready(tuple(what), info, counts, seen, index, weight, kinds, flush, room, deep)


@kernel(
    [types.void(INTS, _CORNERS, COUNTS, types.int64, types.int64, INDEX, _WEIGHT)],
)  # fmt: skip
def _find(
    info: Ints,
    corners: npt.NDArray[np.float64],
    counts: npt.NDArray[np.int32],
    left: int,
    top: int,
    index: Index,
    weight: Weight,
) -> None:
    """Of every column and row, of Y and then of U and V, where it lies in every texture."""
    for n in range(info.shape[0]):
        x, y, scale = corners[n]
        step = 1.0 / scale
        at = 0
        for side in range(4):
            half, upright = side >> 1, side & 1
            last = float((info[n, HEIGHT if upright else WIDTH] >> half) - 1)
            edge = top if upright else left
            begin = edge >> half
            shift = -(y if upright else x) / scale / (1 + half)
            # A tile that a layer reaches into takes all of its places, others none.
            low = max((info[n, LEFT + upright] - edge - TILE_WIDTH) >> half, 0)
            high = min((info[n, LEFT + 2 + upright] - edge + TILE_WIDTH) >> half, counts[side])
            for k in range(low, high):
                place = min(max((k + begin + 0.5) * step + shift - 0.5, 0.0), last)
                above = np.int32(place)
                index[n, at + k] = above
                weight[n, at + k] = _U16((place - above) * 256)
            at += counts[side]


@kernel([types.void(_PLACES, _PLACES, _PLACES, _PLACES, _BOX)])
def _copy(
    to: tuple[int, int, int],
    to_steps: tuple[int, int, int],
    of: tuple[int, int, int],
    of_steps: tuple[int, int, int],
    box: tuple[int, int, int, int],
) -> None:
    """Copy left, top, right and bottom of a tile; a tile is its Y, U and V and their steps."""
    left, top, right, bottom = box
    copy_part(to[0], to_steps[0], of[0], of_steps[0], left, top, right, bottom)
    for k in range(1, 3):
        copy_part(to[k], to_steps[k], of[k], of_steps[k], left >> 1, top >> 1, right >> 1,
                  bottom >> 1)  # fmt: skip


_ASK = [
    types.void(types.int64, types.int64, types.int64, SIDES, SIDES, types.int64, types.int64,
               types.int64)
]  # fmt: skip


@kernel(_ASK)
def _ask(
    of: int,
    kind: int,
    above: int,
    full: Sides,
    half: Sides,
    at: int,
    columns: int,
    lines: int,
) -> None:
    """Have what a layer gives to a tile fetched; `above` is what it is on the tile above."""
    wide, high = long_at(of + 8 * WIDTH), long_at(of + 8 * HEIGHT)
    blends = kind == BLENDS and not long_at(of + 8 * OPAQUE)
    across, down = full[0] + 4 * at, full[2] + 4 * at
    ask_plane(long_at(of + 8 * Y), wide, high, across, down, columns, lines, above != CLEAR)
    if blends:
        ask_plane(long_at(of + 8 * A), wide, high, across, down, columns, lines,
                  above == BLENDS)  # fmt: skip
    wide, high, columns, lines = wide >> 1, high >> 1, columns >> 1, lines >> 1
    across, down = half[0] + 4 * at, half[2] + 4 * at
    for which in (U, V):
        ask_plane(long_at(of + 8 * which), wide, high, across, down, columns, lines,
                  above != CLEAR)  # fmt: skip
    if blends:
        ask_plane(long_at(of + 8 * A2), wide, high, across, down, columns, lines,
                  above == BLENDS)  # fmt: skip


_LAY_TILE = [
    types.void(
        types.int64, types.int64, types.int64, _NEXT, _BOX, _BOX, types.int64, _BOX, _PLACES,
        _PLACES, _PLACES, _PLACES, types.int64,
    )
]  # fmt: skip


@kernel(_LAY_TILE)
def _lay_tile(
    known: int,
    layer_count: int,
    kinds: int,
    ahead: Next,
    full: Sides,
    half: Sides,
    length: int,
    tile: tuple[int, int, int, int],
    out: tuple[int, int, int],
    steps: tuple[int, int, int],
    spare: tuple[int, int, int],
    work: tuple[int, int, int],
    deep: int,
) -> None:
    """Lay what is seen of the layers on a tile as wide as a row of `tiles`.

    `full` and `half` are where the places and weights of the lowest layer stand; those of the
    next stand `length` places further on. `ahead` is the tile that comes next: its kinds,
    whether it is the one below, its places, and how many columns and rows it has.
    """
    wide, high = tile[2] - tile[0], tile[3] - tile[1]
    own = (TILE_WIDTH, HALF, HALF)
    for n in range(layer_count):
        kind, of, at = int_at(kinds + 4 * n), known + 8 * KNOWN * n, n * length
        after = int_at(ahead[0] + 4 * n)
        if after != CLEAR:
            above = kind if ahead[1] else np.int32(CLEAR)
            _ask(of, after, above, ahead[2], ahead[3], at, ahead[4], ahead[5])
        if kind == CLEAR:
            continue
        hides = kind == HIDES or long_at(of + 8 * OPAQUE) == 1
        box = (
            max(long_at(of + 8 * LEFT) - tile[0], 0),
            max(long_at(of + 8 * LEFT + 8) - tile[1], 0),
            min(long_at(of + 8 * LEFT + 16) - tile[0], wide),
            min(long_at(of + 8 * LEFT + 24) - tile[1], high),
        )
        # Beyond its edges a texture without a border repeats: it is cut off there.
        cut = long_at(of + 8 * BARE) == 1 and box != (0, 0, wide, high)
        onto, by = (spare, own) if cut else (out, steps)
        if cut:
            _copy(spare, own, out, steps, (0, 0, wide, high))
        sides = (full[0] + 4 * at, full[1] + 2 * at, full[2] + 4 * at, full[3] + 2 * at)
        lay_full(of, hides, sides, wide, high, onto[0], by[0], work, deep)
        sides = (half[0] + 4 * at, half[1] + 2 * at, half[2] + 4 * at, half[3] + 2 * at)
        lay_half(of, hides, sides, wide >> 1, high >> 1, (onto[1], onto[2]), (by[1], by[2]),
                 work, deep)  # fmt: skip
        if cut:
            _copy(out, steps, spare, own, box)


_PLACED = [
    types.UniTuple(SIDES, 2)(types.int64, types.int64, _PLACES, types.int64, types.int64)
]


@kernel(_PLACED)
def _sides(
    places: int, weights: int, offsets: tuple[int, int, int], x: int, y: int
) -> tuple[Sides, Sides]:
    """Where the places and weights of a tile stand, of Y and of U and V."""
    rows, columns2, rows2 = offsets
    x2, y2, y = columns2 + (x >> 1), rows2 + (y >> 1), rows + y
    full = (places + 4 * x, weights + 2 * x, places + 4 * y, weights + 2 * y)
    return full, (places + 4 * x2, weights + 2 * x2, places + 4 * y2, weights + 2 * y2)


_CORNER = [
    types.UniTuple(types.int64, 2)(types.int64, types.int64, _BOX, types.boolean)
]  # fmt: skip


@kernel(_CORNER)
def _corner(
    step: int,
    tiles_down: int,
    seen: tuple[int, int, int, int],
    flush: bool,  # noqa: FBT001
) -> tuple[int, int]:
    """Where a tile begins; if `flush`, the last column begins so early that it is whole."""
    x = seen[0] + step // tiles_down * TILE_WIDTH
    return min(x, seen[2] - TILE_WIDTH) if flush else x, seen[
        1
    ] + step % tiles_down * TILE_HEIGHT


_LAY = [
    types.void(
        WRITE, WRITE, WRITE, INTS, COUNTS, types.int64, types.int64, types.int64, types.int64,
        INDEX, _WEIGHT, INDEX, types.boolean, types.Array(types.uint8, 1, "C"), types.int64,
    )
]  # fmt: skip


@kernel(_LAY)
def _lay(
    luma: Bytes,
    us: Bytes,
    vs: Bytes,
    info: Ints,
    counts: npt.NDArray[np.int32],
    left: int,
    top: int,
    right: int,
    bottom: int,
    index: Index,
    weight: Weight,
    kinds: Index,
    flush: bool,  # noqa: FBT001
    room: Bytes,
    deep: int,
) -> None:
    """Lay the layers tile by tile between `left`, `top`, `right` and `bottom`.

    Tiles follow each other downwards, because that is how a texture lies.
    """
    size, layer_count, length = TILE_WIDTH * TILE_HEIGHT, info.shape[0], index.shape[1]
    begin = (np.int64(room.ctypes.data) + TILE_WIDTH - 1) // TILE_WIDTH * TILE_WIDTH
    work = (begin, begin + TILE_WIDTH * deep, begin + 2 * TILE_WIDTH * deep)
    at = begin + 3 * TILE_WIDTH * deep
    narrow = (at, at + size, at + size * 5 // 4)
    at += size * 6 // 4
    spare = (at, at + size, at + size * 5 // 4)
    corners = (np.int64(luma.ctypes.data), np.int64(us.ctypes.data), np.int64(vs.ctypes.data))
    steps = (luma.strides[0], us.strides[0], vs.strides[0])
    own = (TILE_WIDTH, HALF, HALF)
    known, places = np.int64(info.ctypes.data), np.int64(index.ctypes.data)
    weights, row = np.int64(weight.ctypes.data), 4 * (layer_count + 1)
    offsets = (
        np.int64(counts[0]), np.int64(counts[0]) + counts[1],
        np.int64(counts[0]) + counts[1] + counts[2],
    )  # fmt: skip
    tiles_down = (bottom - top + TILE_HEIGHT - 1) // TILE_HEIGHT
    count = (right - left + TILE_WIDTH - 1) // TILE_WIDTH * tiles_down
    seen = (left, top, right, bottom)
    for step in range(count):
        x, y = _corner(step + 1, tiles_down, seen, flush)
        full, half = _sides(places, weights, offsets, x - left, y - top)
        ahead = (
            np.int64(kinds.ctypes.data) + row * (step + 1), np.int64(y > top), full, half,
            min(TILE_WIDTH, right - x), min(TILE_HEIGHT, bottom - y),
        )  # fmt: skip
        x0, y0 = _corner(step, tiles_down, seen, flush)
        x1, y1 = min(x0 + TILE_WIDTH, right), min(y0 + TILE_HEIGHT, bottom)
        full, half = _sides(places, weights, offsets, x0 - left, y0 - top)
        kind = np.int64(kinds.ctypes.data) + row * step
        tile = (x0, y0, x1, y1)
        out = (
            corners[0] + y0 * steps[0] + x0,
            corners[1] + (y0 >> 1) * steps[1] + (x0 >> 1),
            corners[2] + (y0 >> 1) * steps[2] + (x0 >> 1),
        )
        if x1 - x0 == TILE_WIDTH:
            _lay_tile(known, layer_count, kind, ahead, full, half, length, tile, out, steps,
                      spare, work, deep)  # fmt: skip
            continue
        all_ = (0, 0, x1 - x0, y1 - y0)
        if not kinds[step, layer_count]:
            _copy(narrow, own, out, steps, all_)
        _lay_tile(known, layer_count, kind, ahead, full, half, length, tile, narrow, own, spare,
                  work, deep)  # fmt: skip
        _copy(out, steps, narrow, own, all_)
