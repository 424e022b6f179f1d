"""Light that shines on parts of a picture: leaks, glows, sparks.

How much light falls on a pixel is said by a plane of eight bits. A byte holds it as the eye
sees it (its square is the light), so that what is faint falls off without steps. What comes
of each byte over each level is looked up in tables; see `light` for the sums.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import njit, types

from piying.render.light import LIGHTS, Level, chroma_gain, level_of
from piying.render.planes import Planes
from piying.render.transpose import READ, WRITE, Bytes

BLOCK = 256
"""Pixels of a row that are taken or passed over together."""

_TABLE = types.Array(types.uint8, 2, "C", readonly=True)


@dataclass(frozen=True, slots=True, eq=False)
class Shine:
    """What a light of one colour makes of each level, by how much of it there is."""

    luma: npt.NDArray[np.uint8]
    """[light, Y]: the new Y."""
    kept: npt.NDArray[np.uint8]
    """[light, Y]: what is left of U and V, in 255ths."""
    comes: npt.NDArray[np.uint8]
    """[light, Y]: how much of the light's own U and V comes to them, in 255ths."""
    u: int
    """The light's own U, from 128."""
    v: int


def shine_of(level: Level, *, most: float, covers: bool) -> Shine:
    """The tables of a light.

    Args:
        level: its colour.
        most: how much of it a byte of 255 means: the share of the mix, or the light added.
        covers: it takes the place of as much of the picture's own light (a leak, through
            which the picture is seen); else it is added (a glow).
    """
    amount = most * (np.arange(256)[:, None] / 255) ** 2
    own = LIGHTS[None, :]
    kept = 1 - amount if covers else np.ones_like(amount)
    kept = np.broadcast_to(kept, (256, 256))
    after = level_of(kept * own + amount * LIGHTS[level[0]])
    before = np.broadcast_to(np.arange(256.0)[None, :], (256, 256))
    left = chroma_gain(kept, before, after)
    share = np.broadcast_to(amount * (LIGHTS[level[0]] > 0), (256, 256))
    comes = chroma_gain(share, np.full((256, 256), float(level[0])), after)
    return Shine(
        np.rint(after).astype(np.uint8),
        np.rint(255 * left).astype(np.uint8),
        np.rint(255 * comes).astype(np.uint8),
        level[1] - 128,
        level[2] - 128,
    )


def shine_on(target: Planes, light: Bytes, half: Bytes, shine: Shine, k: int = 256) -> None:
    """Let light fall on `target`.

    Args:
        target: the picture.
        light: how much falls on each pixel, (height, width).
        half: the same for U and V, (height / 2, width / 2).
        shine: the tables of the light.
        k: the bytes count for k / 256; their squares are the light.
    """
    if k <= 0:
        return
    _shine_chroma(
        target.u, target.v, target.y, half, (shine.kept, shine.comes), shine.u, shine.v, k
    )
    _shine_luma(target.y, light, shine.luma, k)


@njit([types.void(WRITE, READ, _TABLE, types.uint16)], nogil=True, cache=True)
def _shine_luma(target: Bytes, light: Bytes, table: npt.NDArray[np.uint8], k: int) -> None:
    """Look Y up, block by block: what no light falls on is passed over."""
    height, width = target.shape
    lit = np.empty(BLOCK, np.uint8)
    for y in range(height):
        for start in range(0, width, BLOCK):
            line, falls = target[y, start : start + BLOCK], light[y, start : start + BLOCK]
            most = np.uint8(0)
            for x in range(line.shape[0]):
                lit[x] = np.uint8(np.uint16(np.uint16(falls[x]) * k) >> np.uint16(8))
                most = max(most, lit[x])
            if most:
                for x in range(line.shape[0]):
                    line[x] = table[lit[x], line[x]]


@njit(
    [types.void(WRITE, WRITE, READ, READ, types.UniTuple(_TABLE, 2), types.int32, types.int32,
                types.uint16)],
    nogil=True, cache=True,
)  # fmt: skip
def _shine_chroma(
    u: Bytes,
    v: Bytes,
    luma: Bytes,
    light: Bytes,
    tables: tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]],
    own_u: int,
    own_v: int,
    k: int,
) -> None:
    """Mix U and V by the luma of their pixel at the upper left."""
    kept, comes = tables
    height, width = u.shape
    lit = np.empty(BLOCK, np.uint8)
    keeps, adds = np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.uint8)
    base = np.int32(128 * 255)
    for y in range(height):
        for start in range(0, width, BLOCK):
            falls, over = light[y, start : start + BLOCK], luma[2 * y, 2 * start :]
            us, vs = u[y, start : start + BLOCK], v[y, start : start + BLOCK]
            most = np.uint8(0)
            for x in range(us.shape[0]):
                lit[x] = np.uint8(np.uint16(np.uint16(falls[x]) * k) >> np.uint16(8))
                most = max(most, lit[x])
            if not most:
                continue
            for x in range(us.shape[0]):
                keeps[x] = kept[lit[x], over[2 * x]]
                adds[x] = comes[lit[x], over[2 * x]]
            for x in range(us.shape[0]):
                keep, add = np.int32(keeps[x]), np.int32(adds[x])
                new_u = np.int32((np.int32(us[x]) - 128) * keep + own_u * add + base)
                new_v = np.int32((np.int32(vs[x]) - 128) * keep + own_v * add + base)
                # 257 / 65536 is 1 / 255
                us[x] = np.uint8(np.int32(new_u * 257 + 32768) >> 16)
                vs[x] = np.uint8(np.int32(new_v * 257 + 32768) >> 16)
