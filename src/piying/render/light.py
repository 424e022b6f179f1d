"""Blending as light does: sums of light instead of sums of levels.

Levels follow the eye, not the light: half the level is a quarter of the light. Laying one
picture over another by levels is what drawing programs do, and what all of piying does, but
where light itself is added it looks like chalk. So flashes, leaks and glows turn Y into
light, add there, and come back.

    light of a level: v * v, where v = (Y - 16) / 219

The square stands for the curves that cameras and screens have in common; it is within a few
levels of each and can be taken back with a root, many pixels at a time. U and V are the
differences of a colour from grey. Of two lights that are added each keeps its share of the
colour: with s its share of the sum of light, a difference C at luma v becomes s C v' / v at
the luma v' of the sum, the same hue and strength as a colour of that light has.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.planes import Planes, colour
from piying.render.transpose import READ, WRITE, Bytes

Level = tuple[int, int, int]
"""A colour as Y, U and V."""

BLACK_LEVEL, WHITE_LEVEL = 16, 235
WHITE: Level = colour(255, 255, 255)

_PAIR = types.Array(types.uint16, 2, "A")
_PAIRS = types.Array(types.uint16, 1, "C", readonly=True)
_GAINS = types.Array(types.int16, 1, "C", readonly=True)

Floats = npt.NDArray[np.float64]


def light_of(levels: Floats) -> Floats:
    """The light, 0 … 1, of levels of Y; outside of the range of film it stops."""
    return np.clip((levels - BLACK_LEVEL) / (WHITE_LEVEL - BLACK_LEVEL), 0, 1) ** 2


def level_of(light: Floats) -> Floats:
    """The levels of Y, not rounded, that have this light; more than 1 is white."""
    return BLACK_LEVEL + np.sqrt(np.clip(light, 0, 1)) * (WHITE_LEVEL - BLACK_LEVEL)


LIGHTS: npt.NDArray[np.float64] = light_of(np.arange(256.0))
"""The light of every level."""


def chroma_gain(kept: Floats, before: Floats, after: Floats) -> Floats:
    """What is left of a difference of colour, 0 … 1.

    Args:
        kept: how much of its own light is still there.
        before: its luma, 16 … 235.
        after: the luma when light was added.
    """
    lit = light_of(after)
    share = np.divide(kept * light_of(before), lit, out=np.ones_like(lit), where=lit > 0)
    up = (after - BLACK_LEVEL) / np.maximum(before - BLACK_LEVEL, 1.0)
    return np.clip(share * up, 0.0, 1.0)


# --- too much light over the whole picture -------------------------------------------------


OPEN = 7.0
"""How many times more light a burst lets in at its height, before all is white."""


def burst(target: Planes, amount: float) -> None:
    """Let in too much light: what is bright goes white first; 0 leaves `target`, 1 is white."""
    if amount <= 0:
        return
    amount = min(amount, 1.0)
    veil = amount * amount
    times = 1 + OPEN * amount
    open_ = np.minimum(1.0, times * LIGHTS)
    after = level_of((1 - veil) * open_ + veil)
    # where the film is full its colour goes, as much as light is cut off
    full = np.minimum(1.0, 1 / np.maximum(times * LIGHTS, 1e-9))
    kept = (1 - veil) * times * full * full
    gains = np.rint(256 * chroma_gain(kept, np.arange(256.0), after)).astype(np.int16)
    _whiten(target.u, target.v, target.y, gains)
    remap(target.y, np.rint(after).astype(np.uint8))


def remap(plane: Bytes, table: npt.NDArray[np.uint8]) -> None:
    """Set every level of `plane` to what `table`, 256 levels, says."""
    wide = table.astype(np.uint16)[None, :]
    pairs = (wide | (table.astype(np.uint16) << 8)[:, None]).reshape(-1)
    even = plane.shape[1] // 2 * 2
    _remap_pairs(plane[:, :even].view(np.uint16), np.ascontiguousarray(pairs))
    if even < plane.shape[1]:
        plane[:, even:] = table[plane[:, even:]]


@kernel([types.void(_PAIR, _PAIRS)])
def _remap_pairs(pairs: npt.NDArray[np.uint16], table: npt.NDArray[np.uint16]) -> None:
    """Look two neighbours up at once: half the look-ups, and near levels share the cache."""
    for y in range(pairs.shape[0]):
        line = pairs[y]
        for x in range(line.shape[0]):
            line[x] = table[line[x]]


@kernel([types.void(WRITE, WRITE, READ, _GAINS)])
def _whiten(u: Bytes, v: Bytes, luma: Bytes, gains: npt.NDArray[np.int16]) -> None:
    """Scale differences of colour, by the luma of their pixel at the upper left."""
    middle, half, byte = np.int16(128), np.int16(128), np.int16(8)
    width = u.shape[1]
    gain = np.empty(width, np.int16)
    for y in range(u.shape[0]):
        over = luma[2 * y]
        for x in range(width):
            gain[x] = gains[over[2 * x]]
        for plane in (u, v):
            line = plane[y]
            for x in range(width):
                far = np.int16(np.int16(line[x]) - middle)
                kept = np.int16(np.int16(np.int16(far * gain[x]) + half) >> byte)
                line[x] = np.uint8(np.int16(kept + middle))
