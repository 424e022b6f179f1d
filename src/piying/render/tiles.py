"""One layer laid on one tile of a picture: resampled across, set upright, resampled down.

A tile is so small that all of it stays next to the processor. What it takes of a texture lies
in as many places as the tile has columns, and is asked for one tile before it is needed.
Everything is an address here: a layer is a row of numbers, because textures differ in shape,
and an array that is handed from function to function is counted each time.
"""

from __future__ import annotations

import numpy as np
from numba import types

from piying.model.kernel import kernel
from piying.render.lanes import (
    ask_for,
    copy_row,
    int_at,
    lerp1,
    lerp16,
    lerp32,
    lerp64,
    long_at,
    over32,
    over64,
    word_at,
)  # fmt: skip
from piying.render.transpose import BLOCK as TURN
from piying.render.transpose import turn_block, turn_pair

TILE_WIDTH, TILE_HEIGHT = 64, 60
"""A row is one vector, and 60 rows at about their own size need 64 of the texture."""
HALF = TILE_WIDTH // 2

LINE = 64
"""Bytes that are fetched at once."""

Y, U, V, A, A2, BLOCKS, WIDTH, HEIGHT, BARE, OPAQUE, LEFT = range(11)
"""Places in what is known of a layer: the addresses of its planes and of its blocks, its size,
whether it has no border, whether it is opaque besides; its area is the last four."""
KNOWN = LEFT + 4
"""How many numbers these are."""

Sides = tuple[int, int, int, int]
"""Where the places of columns stand, and their weights; where those of rows, and theirs."""
SIDES = types.UniTuple(types.int64, 4)
_U16 = np.uint16
_ROOM = types.UniTuple(types.int64, 3)
_PART = types.UniTuple(types.int64, 2)


@kernel(
    [types.void(types.int64, types.int64, types.int64, types.uint16, types.int64, types.int64)],
)  # fmt: skip
def _mix_column(to: int, a: int, b: int, to_b: int, count: int, room: int) -> None:
    """Mix `count` bytes of two columns, where no more than `room` of them may be read."""
    to_a = _U16(_U16(256) - to_b)
    k = 0
    while k + 16 <= room and k < count:
        lerp16(to + k, a + k, b + k, to_a, to_b)
        k += 16
    while k < count:
        lerp1(to + k, a + k, b + k, to_a, to_b)
        k += 1


_ACROSS = [
    types.void(
        types.int64, types.int64, types.int64, types.int64, types.int64, types.int64, _PART,
        types.int64, types.int64,
    )
]  # fmt: skip


@kernel(_ACROSS)
def _across(
    plane: int,
    wide: int,
    high: int,
    places: int,
    weights: int,
    count: int,
    lines: tuple[int, int],
    aside: int,
    deep: int,
) -> None:
    """Resample columns of a plane that lies on its side: its rows `lines`, first and number."""
    first, rows = lines
    most = 64 if rows > 32 else 32 if rows > 16 else 16
    padded = (rows + most - 1) // most * most
    # Columns lie one after another: the last ones have less behind them than is read at once.
    limit, roomy, start = wide * high - first - padded, count, plane + first
    while roomy > 0 and (int_at(places + 4 * (roomy - 1)) + 1) * high > limit:
        roomy -= 1
    for x in range(roomy):
        a = start + int_at(places + 4 * x) * high
        to_b = word_at(weights + 2 * x)
        to_a = _U16(_U16(256) - to_b)
        if padded == 64:
            lerp64(aside + x * deep, a, a + high, to_a, to_b)
        elif most == 64:
            for k in range(0, padded, 64):
                lerp64(aside + x * deep + k, a + k, a + high + k, to_a, to_b)
        elif most == 32:
            lerp32(aside + x * deep, a, a + high, to_a, to_b)
        else:
            lerp16(aside + x * deep, a, a + high, to_a, to_b)
    for x in range(roomy, count):
        i = int_at(places + 4 * x)
        j = min(i + 1, wide - 1)
        _mix_column(aside + x * deep, start + i * high, start + j * high,
                    word_at(weights + 2 * x), rows, limit + padded - j * high)  # fmt: skip


@kernel(
    [types.void(types.int64, types.int64, types.int64, types.int64, types.int64, types.int64)],
)  # fmt: skip
def _turned(aside: int, deep: int, upright: int, stride: int, count: int, rows: int) -> None:
    """Set columns upright: row k of `upright` is what lies k bytes down every column."""
    padded = (rows + TURN - 1) // TURN * TURN
    for x in range(0, count, TURN):
        k = 0
        while k + 2 * TURN <= padded:
            turn_pair(aside + x * deep + k, deep, upright + k * stride + x, stride)
            k += 2 * TURN
        if k < padded:
            turn_block(aside + x * deep + k, deep, upright + k * stride + x, stride)


@kernel([_PART(types.int64, types.int64, types.int64)])
def _lines(places: int, count: int, high: int) -> tuple[int, int]:
    """The first row of a plane that is taken, and how many are."""
    first = int_at(places)
    last = min(int_at(places + 4 * (count - 1)) + 1, high - 1)
    return first, last - first + 1


_ASK = [
    types.void(
        types.int64, types.int64, types.int64, types.int64, types.int64, types.int64,
        types.int64, types.boolean,
    )
]  # fmt: skip


@kernel(_ASK)
def ask_plane(
    plane: int,
    wide: int,
    high: int,
    across: int,
    down: int,
    columns: int,
    lines: int,
    goes_on: bool,  # noqa: FBT001
) -> None:
    """Have what a tile takes of a plane fetched.

    `goes_on` says that the tile above has asked for its own, of which this one is the rest.
    """
    first, rows = _lines(down, lines, high)
    begin = int_at(across)
    end = min(int_at(across + 4 * (columns - 1)) + 2, wide)
    last = first + rows - 1
    if goes_on:
        first = max(first, last - LINE) if rows > LINE else last
    for i in range(begin, end):
        column = plane + i * high
        for at in range(first, last, LINE):
            ask_for(column + at)
        ask_for(column + last)


_LAY_FULL = [
    types.void(
        types.int64, types.boolean, SIDES, types.int64, types.int64, types.int64, types.int64,
        _ROOM, types.int64,
    )
]  # fmt: skip


@kernel(_LAY_FULL)
def lay_full(
    known: int,
    hides: bool,  # noqa: FBT001
    sides: Sides,
    columns: int,
    count: int,
    to: int,
    step: int,
    room: tuple[int, int, int],
    deep: int,
) -> None:
    """Lay the Y of a layer on a tile; `hides` says that nothing of it is to be blended."""
    wide, high = long_at(known + 8 * WIDTH), long_at(known + 8 * HEIGHT)
    aside, colour, cover = room
    across, by_x, down, by_y = sides
    lines = _lines(down, count, high)
    first, rows = lines
    _across(long_at(known + 8 * Y), wide, high, across, by_x, columns, lines, aside, deep)
    _turned(aside, deep, colour, TILE_WIDTH, columns, rows)
    if not hides:
        _across(long_at(known + 8 * A), wide, high, across, by_x, columns, lines, aside, deep)
        _turned(aside, deep, cover, TILE_WIDTH, columns, rows)
    for y in range(count):
        # The row after the last has no weight, and there is room for it.
        a = (int_at(down + 4 * y) - first) * TILE_WIDTH
        b = a + TILE_WIDTH
        to_b = word_at(by_y + 2 * y)
        to_a = _U16(_U16(256) - to_b)
        line = to + y * step
        if hides:
            lerp64(line, colour + a, colour + b, to_a, to_b)
        else:
            over64(line, colour + a, colour + b, cover + a, cover + b, to_a, to_b)


_LAY_HALF = [
    types.void(
        types.int64, types.boolean, SIDES, types.int64, types.int64, _PART, _PART, _ROOM,
        types.int64,
    )
]  # fmt: skip


@kernel(_LAY_HALF)
def lay_half(
    known: int,
    hides: bool,  # noqa: FBT001
    sides: Sides,
    columns: int,
    count: int,
    onto: tuple[int, int],
    steps: tuple[int, int],
    room: tuple[int, int, int],
    deep: int,
) -> None:
    """`lay_full` for U and V."""
    wide, high = long_at(known + 8 * WIDTH) >> 1, long_at(known + 8 * HEIGHT) >> 1
    aside, colour, cover = room
    across, by_x, down, by_y = sides
    lines = _lines(down, count, high)
    first, rows = lines
    if not hides:
        _across(long_at(known + 8 * A2), wide, high, across, by_x, columns, lines, aside, deep)
        _turned(aside, deep, cover, HALF, columns, rows)
    for plane in range(2):
        of = long_at(known + 8 * (U + plane))
        _across(of, wide, high, across, by_x, columns, lines, aside, deep)
        _turned(aside, deep, colour, HALF, columns, rows)
        for y in range(count):
            a = (int_at(down + 4 * y) - first) * HALF
            b = a + HALF
            to_b = word_at(by_y + 2 * y)
            to_a = _U16(_U16(256) - to_b)
            line = onto[plane] + y * steps[plane]
            if hides:
                lerp32(line, colour + a, colour + b, to_a, to_b)
            else:
                over32(line, colour + a, colour + b, cover + a, cover + b, to_a, to_b)


_COPY = [
    types.void(
        types.int64, types.int64, types.int64, types.int64, types.int64, types.int64,
        types.int64, types.int64,
    )
]  # fmt: skip


@kernel(_COPY)
def copy_part(
    to: int, to_step: int, of: int, of_step: int, left: int, top: int, right: int, bottom: int
) -> None:
    """Copy what is between left, top, right and bottom of one plane to another."""
    for y in range(top, bottom):
        copy_row(to + y * to_step + left, of + y * of_step + left, right - left)
