"""Pictures turned into the planes of a texture, tile by tile, so that memory is walked once.

A tile of 64 x 64 pixels is copied next to the processor, converted there, turned on its side
there and written: four bytes are read and three written for each pixel. Clear tiles, which
are most of many a sheet, are not touched. The formulas stand in `planes`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.transpose import BLOCK, WRITE, Bytes, turn_block

Pixels = npt.NDArray[np.uint32]
"""R + (G << 8) + (B << 16) + (A << 24)."""

TILE = 64
HALF = TILE // 2

_PIXELS = types.Array(types.uint32, 2, "C", readonly=True)
_TILE = types.Array(types.uint32, 2, "C")
_BYTES = types.Array(types.uint8, 2, "C")


@kernel([types.void(_TILE, types.boolean, _BYTES, _BYTES)])
def _full(tile: Pixels, straight: bool, luma: Bytes, cover: Bytes) -> None:  # noqa: FBT001
    """Y and alpha of a tile."""
    f, byte = np.float32, np.uint32(255)
    by_red, by_green, by_blue = (
        f(0.2126 * 219 / 255),
        f(0.7152 * 219 / 255),
        f(0.0722 * 219 / 255),
    )
    offset, one, half = f(16 / 255), f(1 / 255), f(0.5)
    for row in range(TILE):
        for x in range(TILE):
            pixel = tile[row, x]
            alpha = f(np.int32(pixel >> np.uint32(24)))
            level = by_red * f(np.int32(pixel & byte))
            level += by_green * f(np.int32((pixel >> np.uint32(8)) & byte))
            level += by_blue * f(np.int32((pixel >> np.uint32(16)) & byte))
            level *= alpha * one if straight else f(1)
            luma[row, x] = np.uint8(np.int32(level + offset * alpha + half))
            cover[row, x] = np.uint8(pixel >> np.uint32(24))


@kernel([types.void(_TILE, types.boolean, _BYTES, _BYTES, _BYTES)])
def _small(
    tile: Pixels,
    straight: bool,  # noqa: FBT001
    us: Bytes,
    vs: Bytes,
    covers: Bytes,
) -> None:
    """U, V and alpha of a tile at half size."""
    f, byte = np.float32, np.uint32(255)
    by_blue, by_red = f(224 / 255 / 1.8556 / 4), f(224 / 255 / 1.5748 / 4)
    centre, quarter, one, half = f(128 / 255 / 4), f(0.25), f(1 / 255), f(0.5)
    for row in range(HALF):
        for x in range(HALF):
            red = green = blue = cover = f(0)
            for pixel in (
                tile[2 * row, 2 * x],
                tile[2 * row, 2 * x + 1],
                tile[2 * row + 1, 2 * x],
                tile[2 * row + 1, 2 * x + 1],
            ):
                alpha = f(np.int32(pixel >> np.uint32(24)))
                k = alpha * one if straight else f(1)
                red += f(np.int32(pixel & byte)) * k
                green += f(np.int32((pixel >> np.uint32(8)) & byte)) * k
                blue += f(np.int32((pixel >> np.uint32(16)) & byte)) * k
                cover += alpha
            luma = f(0.2126) * red + f(0.7152) * green + f(0.0722) * blue
            us[row, x] = np.uint8(np.int32((blue - luma) * by_blue + centre * cover + half))
            vs[row, x] = np.uint8(np.int32((red - luma) * by_red + centre * cover + half))
            covers[row, x] = np.uint8(np.int32(cover * quarter + half))


@kernel(
    [types.void(_BYTES, types.int64, types.int64, WRITE, types.int64, types.int64)],
)
def _put(tile: Bytes, wide: int, high: int, target: Bytes, x: int, y: int) -> None:
    """Write the first `wide` columns and `high` rows of a tile, turned, at target[x, y]."""
    across, down = wide // BLOCK * BLOCK, high // BLOCK * BLOCK
    start, step = tile.ctypes.data, tile.strides[0]
    onto, onto_step = target.ctypes.data, target.strides[0]
    for column in range(0, across, BLOCK):
        for row in range(0, down, BLOCK):
            turn_block(
                start + row * step + column, step,
                onto + (x + column) * onto_step + y + row, onto_step,
            )  # fmt: skip
    for row in range(high):
        for column in range(across if row < down else 0, wide):
            target[x + column, y + row] = tile[row, column]


_TURN = [
    types.boolean(
        _PIXELS, types.UniTuple(types.int64, 4), types.int64, types.boolean,
        WRITE, WRITE, WRITE, WRITE, WRITE,
    )
]  # fmt: skip


@kernel(_TURN)
def turn(
    pixels: Pixels,
    part: tuple[int, int, int, int],
    border: int,
    straight: bool,  # noqa: FBT001
    y: Bytes,
    u: Bytes,
    v: Bytes,
    a: Bytes,
    a2: Bytes,
) -> bool:
    """Fill the planes of a texture, which are clear, from a part of a picture.

    Args:
        pixels: (height, width), premultiplied unless `straight`.
        part: left, top, right and bottom of what is taken.
        border: clear pixels to leave round it, even; beyond the part all stays clear.
        straight: the colours are not premultiplied.
        y: the planes on their sides, [x, y].
        u: at half size.
        v: at half size.
        a: alpha.
        a2: alpha at half size.

    Returns:
        Whether every pixel of the part is opaque.
    """
    left, top, right, bottom = part
    width, height = y.shape
    tile = np.empty((TILE, TILE), np.uint32)
    luma, cover = np.empty((TILE, TILE), np.uint8), np.empty((TILE, TILE), np.uint8)
    us, vs = np.empty((HALF, HALF), np.uint8), np.empty((HALF, HALF), np.uint8)
    covers = np.empty((HALF, HALF), np.uint8)
    every = np.uint32(0xFFFFFFFF)
    for down in range(0, height, TILE):
        high = min(TILE, height - down)
        first, last = max(down - border, 0), min(down + high - border, bottom - top)
        for across in range(0, width, TILE):
            wide = min(TILE, width - across)
            begin, end = max(across - border, 0), min(across + wide - border, right - left)
            if begin >= end or first >= last:
                continue
            if end - begin < TILE or last - first < TILE:
                tile[:] = 0
            some = np.uint32(0)
            for row in range(first, last):
                source = pixels[top + row, left + begin : left + end]
                held = tile[
                    row - down + border, begin - across + border : end - across + border
                ]
                for x in range(end - begin):
                    held[x] = source[x]
                    some |= source[x]
                    every &= source[x]
            if some == 0:
                continue
            _full(tile, straight, luma, cover)
            _small(tile, straight, us, vs, covers)
            _put(luma, wide, high, y, across, down)
            _put(cover, wide, high, a, across, down)
            for half, plane in ((us, u), (vs, v), (covers, a2)):
                _put(half, wide // 2, high // 2, plane, across // 2, down // 2)
    return bool(every >= np.uint32(0xFF000000))
