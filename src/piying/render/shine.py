"""Light that shines on parts of a picture: leaks and glows.

How much light falls on a pixel is said by a plane of eight bits. A byte holds it as the eye
sees it (its square is the light), so that what is faint falls off without steps. See `light`
for the sums.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit, types

from piying.render.light import Level, light_of
from piying.render.planes import Planes
from piying.render.transpose import READ, WRITE, Bytes

BLOCK = 256
"""Pixels of a row that are taken or passed over together."""

_NUMBER = types.float32


@dataclass(frozen=True, slots=True)
class Shine:
    """A light of one colour."""

    most: float
    """How much of it a byte of 255 means: the share of the mix, or the light added."""
    keeps: float
    """How much of the picture's own light gives way to it: 1 to a leak, 0 to a glow."""
    light: float
    """What it sends itself, 0 … 1."""
    u: float
    """Its U, from 128."""
    v: float


def shine_of(level: Level, *, most: float, covers: bool) -> Shine:
    """A light of this colour.

    Args:
        level: its Y, U and V.
        most: how much of it a byte of 255 means.
        covers: it takes the place of as much of the picture's own light (a leak, through
            which the picture is seen); else it is added (a glow).
    """
    sent = float(light_of(np.array(float(level[0]))))
    return Shine(most, 1.0 if covers else 0.0, sent, level[1] - 128.0, level[2] - 128.0)


def shine_on(target: Planes, light: Bytes, half: Bytes, shine: Shine, k: int = 256) -> None:
    """Let light fall on `target`.

    Args:
        target: the picture.
        light: how much falls on each pixel, (height, width).
        half: the same for U and V, (height / 2, width / 2).
        shine: the light.
        k: the bytes count for k / 256; their squares are the light.
    """
    if k <= 0 or shine.most <= 0:
        return
    most = shine.most * (k / 256 / 255) ** 2
    _shine_chroma(target.u, target.v, target.y, half, shine.u, shine.v,
                  most, shine.keeps, shine.light)  # fmt: skip
    _shine_luma(target.y, light, most, shine.keeps, shine.light)


@njit([types.void(WRITE, READ, _NUMBER, _NUMBER, _NUMBER)], nogil=True, cache=True)
def _shine_luma(target: Bytes, light: Bytes, most: float, gives: float, sent: float) -> None:
    """Add light block by block; what none falls on is passed over."""
    f = np.float32
    black, up, down, half, one = f(16), f(219), f(1 / 219), f(0.5), f(1)
    height, width = target.shape
    for y in range(height):
        for start in range(0, width, BLOCK):
            line, falls = target[y, start : start + BLOCK], light[y, start : start + BLOCK]
            some = np.uint8(0)
            for x in range(line.shape[0]):
                some = max(some, falls[x])
            if not some:
                continue
            for x in range(line.shape[0]):
                fall = f(falls[x])
                amount = f(f(fall * fall) * most)
                own = f(max(f(line[x]) - black, f(0)) * down)
                total = f(f(own * own) * f(one - f(amount * gives)) + f(amount * sent))
                line[x] = np.uint8(np.int32(f(np.sqrt(min(total, one)) * up) + black + half))


@njit(
    [types.void(WRITE, WRITE, READ, READ, _NUMBER, _NUMBER, _NUMBER, _NUMBER, _NUMBER)],
    # numpy's way to divide looks for no zeros, which would keep the loop from blocks
    error_model="numpy", nogil=True, cache=True,
)  # fmt: skip
def _shine_chroma(
    u: Bytes,
    v: Bytes,
    luma: Bytes,
    light: Bytes,
    own_u: float,
    own_v: float,
    most: float,
    gives: float,
    sent: float,
) -> None:
    """Mix U and V by the luma of their pixel at the upper left."""
    f = np.float32
    black, down, one, least = f(16), f(1 / 219), f(1), f(1e-12)
    middle, centre, lowest, highest = f(128), f(128.5), f(16), f(240)
    root = f(np.sqrt(sent))
    height, width = u.shape
    before = np.empty(BLOCK, np.uint8)
    stays, comes = np.empty(BLOCK, np.float32), np.empty(BLOCK, np.float32)
    for y in range(height):
        for start in range(0, width, BLOCK):
            us, vs = u[y, start : start + BLOCK], v[y, start : start + BLOCK]
            falls, over = light[y, start : start + BLOCK], luma[2 * y, 2 * start :]
            some = np.uint8(0)
            for x in range(us.shape[0]):
                some = max(some, falls[x])
            if not some:
                continue
            for x in range(us.shape[0]):
                before[x] = over[2 * x]
            for x in range(us.shape[0]):
                fall = f(falls[x])
                amount = f(f(fall * fall) * most)
                own = f(max(f(before[x]) - black, f(0)) * down)
                kept = f(one - f(amount * gives))
                total = min(max(f(f(own * own) * kept + f(amount * sent)), least), one)
                by = f(one / f(np.sqrt(total)))
                stays[x] = min(f(f(kept * own) * by), one)
                comes[x] = min(f(f(amount * root) * by), one)
            for x in range(us.shape[0]):
                new_u = f(f(us[x]) - middle) * stays[x] + f(own_u * comes[x]) + centre
                us[x] = np.uint8(np.int32(min(max(new_u, lowest), highest)))
            for x in range(us.shape[0]):
                new_v = f(f(vs[x]) - middle) * stays[x] + f(own_v * comes[x]) + centre
                vs[x] = np.uint8(np.int32(min(max(new_v, lowest), highest)))
