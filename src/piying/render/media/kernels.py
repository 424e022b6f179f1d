"""Kernels of compositing: mattes, keys, exposure, wrapped light and grain, on planes.

A matte is 0 … 255 at full size; for the planes of colour the mean of its four pixels counts.
Light stands for a level as in `piying.render.light`: the square of the luma.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.transpose import READ, WRITE, Bytes

_ROWS = types.Array(types.float32, 2, "C", readonly=True)
_LIST = types.Array(types.float32, 1, "C", readonly=True)
_NOISE = types.Array(types.int8, 2, "C", readonly=True)
_U16, _U32 = np.uint16, np.uint32


@kernel([types.void(READ, WRITE)])
def matte_of_luma(luma: Bytes, matte: Bytes) -> None:
    """Y of limited range as a matte: 16 is clear, 235 covers."""
    table = np.empty(256, np.uint8)
    for level in range(256):
        table[level] = np.uint8(min(max((level - 16) * 255 / 219, 0.0), 255.0) + 0.5)
    for row in range(matte.shape[0]):
        source, line = luma[row], matte[row]
        for x in range(matte.shape[1]):
            line[x] = table[source[x]]


@kernel([types.void(READ, READ, WRITE)])
def matte_of_pair(on_black: Bytes, on_white: Bytes, matte: Bytes) -> None:
    """The matte of what was drawn over black (Y 16) and over white (Y 235)."""
    for row in range(matte.shape[0]):
        dark, lit, line = on_black[row], on_white[row], matte[row]
        for x in range(matte.shape[1]):
            through = min(max(int(lit[x]) - int(dark[x]), 0), 219)
            line[x] = np.uint8((219 - through) * 255 / 219 + 0.5)


@kernel(
    [types.void(READ, READ, types.int64, types.int64, types.float64, types.float64, WRITE)],
)
def matte_of_key(
    u: Bytes, v: Bytes, key_u: int, key_v: int, near: float, far: float, matte: Bytes
) -> None:
    """What is left when a colour is taken out: clear up to `near` of it, whole from `far`.

    Distances are in levels of U and V. `matte` is as large as `u`.
    """
    table = np.empty(129 * 129 * 2 + 1, np.uint8)
    for square in range(table.shape[0]):
        share = (np.sqrt(square * 1.0) - near) / max(far - near, 1e-6)
        share = min(max(share, 0.0), 1.0)
        table[square] = np.uint8(share * share * (3 - 2 * share) * 255 + 0.5)
    last = table.shape[0] - 1
    for row in range(matte.shape[0]):
        for x in range(matte.shape[1]):
            du, dv = int(u[row, x]) - key_u, int(v[row, x]) - key_v
            matte[row, x] = table[min(du * du + dv * dv, last)]


@kernel([types.void(WRITE, WRITE, types.int64, types.int64)])
def without_spill(u: Bytes, v: Bytes, key_u: int, key_v: int) -> None:
    """Take out of every colour what it has of the key's: the reflection on a figure's edge."""
    ku, kv = float(key_u - 128), float(key_v - 128)
    square = max(ku * ku + kv * kv, 1.0)
    for row in range(u.shape[0]):
        for x in range(u.shape[1]):
            du, dv = float(u[row, x]) - 128, float(v[row, x]) - 128
            share = (du * ku + dv * kv) / square
            if share > 0:
                u[row, x] = np.uint8(min(max(du - share * ku + 128.5, 0.0), 255.0))
                v[row, x] = np.uint8(min(max(dv - share * kv + 128.5, 0.0), 255.0))


@kernel([types.void(READ, WRITE)])
def doubled(small: Bytes, large: Bytes) -> None:
    """A matte of half the size at full size, blended between its pixels."""
    height, width = small.shape
    for row in range(large.shape[0]):
        near = min(row // 2, height - 1)
        other = min(max(near + (1 if row % 2 else -1), 0), height - 1)
        for x in range(large.shape[1]):
            at = min(x // 2, width - 1)
            by = min(max(at + (1 if x % 2 else -1), 0), width - 1)
            upper = 3 * _U32(small[near, at]) + _U32(small[near, by])
            lower = 3 * _U32(small[other, at]) + _U32(small[other, by])
            large[row, x] = np.uint8((3 * upper + lower + 8) >> _U32(4))


@kernel([types.void(WRITE, WRITE, WRITE, _ROWS)])
def recoloured(y: Bytes, u: Bytes, v: Bytes, matrix: npt.NDArray[np.float32]) -> None:
    """Every colour through a matrix on (Y - 16, U - 128, V - 128)."""
    f = np.float32
    for row in range(u.shape[0]):
        for x in range(u.shape[1]):
            du, dv = f(u[row, x]) - f(128), f(v[row, x]) - f(128)
            mean = f(0)
            lift = matrix[0, 1] * du + matrix[0, 2] * dv + f(16.5)
            for down in range(2):
                for right in range(2):
                    level = f(y[2 * row + down, 2 * x + right]) - f(16)
                    mean += level
                    made = matrix[0, 0] * level + lift
                    y[2 * row + down, 2 * x + right] = np.uint8(min(max(made, f(16)), f(235)))
            mean *= f(0.25)
            new_u = matrix[1, 0] * mean + matrix[1, 1] * du + matrix[1, 2] * dv + f(128.5)
            new_v = matrix[2, 0] * mean + matrix[2, 1] * du + matrix[2, 2] * dv + f(128.5)
            u[row, x] = np.uint8(min(max(new_u, f(16)), f(240)))
            v[row, x] = np.uint8(min(max(new_v, f(16)), f(240)))


@kernel([types.void(READ, READ, READ, WRITE, types.int64)])
def wrapped(under: Bytes, matte: Bytes, soft: Bytes, over: Bytes, strength: int) -> None:
    """Add light from `under`, which is blurred, to the edge of `over` (both Y).

    The edge is where `soft`, the blurred matte, is smaller than the matte. `strength` is in
    thousandths. Lights add as light does: luma is the root of the sum of squares.
    """
    for row in range(over.shape[0]):
        for x in range(over.shape[1]):
            edge = int(matte[row, x]) - int(soft[row, x])
            if edge <= 0:
                continue
            share = min(edge * 2, 255) * strength / 255_000
            have = max(float(over[row, x]) - 16, 0.0)
            come = max(float(under[row, x]) - 16, 0.0)
            over[row, x] = np.uint8(
                min(np.sqrt(have * have + share * come * come), 219.0) + 16.5
            )


_LAY = [types.void(READ, READ, WRITE, types.int64, types.boolean, types.int64)]


@kernel(_LAY)
def laid_over(
    over: Bytes,
    matte: Bytes,
    under: Bytes,
    opacity: int,
    on_black: bool,  # noqa: FBT001
    black: int,
) -> None:
    """Lay a plane over another by its matte.

    `on_black`: the plane already lies over black (`black` is that level), so only what is
    beneath is weighed; else both are. `opacity` is 0 … 256.
    """
    for row in range(under.shape[0]):
        a, cover, line = over[row], matte[row], under[row]
        for x in range(under.shape[1]):
            share = int(cover[x]) * opacity
            if share == 0:
                continue
            rest = 65280 - share
            level = int(a[x])
            if on_black:
                made = black * 65280 + (level - black) * opacity * 255
                made += (int(line[x]) - black) * rest
            else:
                made = level * share + int(line[x]) * rest
            line[x] = np.uint8(min(max((made + 32640) // 65280, 0), 255))


@kernel([types.void(READ, READ, WRITE, types.int64)])
def light_added(over: Bytes, matte: Bytes, under: Bytes, opacity: int) -> None:
    """Add the light of Y `over` to Y `under`; `opacity` is 0 … 256."""
    for row in range(under.shape[0]):
        for x in range(under.shape[1]):
            share = int(matte[row, x]) * opacity / 65280.0
            have = max(float(under[row, x]) - 16, 0.0)
            come = max(float(over[row, x]) - 16, 0.0)
            under[row, x] = np.uint8(
                min(np.sqrt(have * have + share * come * come), 219.0) + 16.5
            )


@kernel([types.void(READ, READ, WRITE, types.int64)])
def light_shared(over: Bytes, matte: Bytes, under: Bytes, opacity: int) -> None:
    """Leave of the light of Y `under` the share that Y `over` is of white."""
    for row in range(under.shape[0]):
        for x in range(under.shape[1]):
            share = int(matte[row, x]) * opacity / 65280.0
            left = max(float(over[row, x]) - 16, 0.0) / 219.0
            kept = 1 - share + share * left
            under[row, x] = np.uint8(max(float(under[row, x]) - 16, 0.0) * kept + 16.5)


@kernel(
    [types.void(WRITE, _NOISE, _LIST, types.int64, types.int64)],
)
def grained(
    y: Bytes,
    noise: npt.NDArray[np.int8],
    gains: npt.NDArray[np.float32],
    down: int,
    right: int,
) -> None:
    """Add grain to Y: `noise`, repeated and moved, times the gain of each level."""
    high, wide = noise.shape
    f = np.float32
    for row in range(y.shape[0]):
        line, grains = y[row], noise[(row + down) % high]
        at = right % wide
        for x in range(y.shape[1]):
            level = f(line[x]) + f(grains[at]) * gains[line[x]] + f(0.5)
            line[x] = np.uint8(min(max(level, f(16)), f(235)))
            at += 1
            if at == wide:
                at = 0
