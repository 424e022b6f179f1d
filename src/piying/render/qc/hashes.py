"""A name for what a picture looks like: 64 bits that survive scaling, grading and encoding.

It is our own and not a library's, because it costs one small product of matrices on cells
that are there already, needs nothing that is compiled, and gives the mirrored picture's name
for nothing: the mean levels of 32 x 32 fields above the subtitles go through a cosine
transform, and each of 8 x 8 low frequencies gives one bit, its sign. A mirror changes the
sign of every other column. A picture with little in it has a low quality and proves nothing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.fft import dct

from piying.render.qc.cells import Floats

SIDE, FREQUENCIES = 32, 8
BIT_COUNT = FREQUENCIES * FREQUENCIES
SEEN_SHARE = 0.66
"""Of the height, from the top: below it there are subtitles."""
CLEAR = 24.0
"""A frequency of this strength is no noise; the unit is that of an orthonormal transform."""
QUALITY_MIN = 0.5

_DCT = dct(np.eye(SIDE), axis=0, norm="ortho").astype(np.float32)
_BITS = (np.uint64(1) << np.arange(BIT_COUNT, dtype=np.uint64)).reshape(
    FREQUENCIES, FREQUENCIES
)
MIRROR = int(_BITS[:, ::2].sum())
"""The bits that a mirror turns: the odd frequencies from left to right, 1, 3, 5 and 7."""


def hash_of(luma: Floats) -> tuple[int, float]:
    """The 64 bits of a picture of grey cells, and its quality from 0 to 1."""
    seen = luma[: max(1, round(luma.shape[0] * SEEN_SHARE))]
    fields = _fields(_fields(seen, 0), 1)
    strengths = _DCT @ fields @ _DCT.T
    # no frequency is 0 from left to right: the mean of the picture says nothing
    used = strengths[:FREQUENCIES, 1 : FREQUENCIES + 1]
    bits = int(_BITS[used > 0].sum()) if (used > 0).any() else 0
    return bits, float((np.abs(used) > CLEAR).mean())


def mirrored(bits: int) -> int:
    """The bits of the same picture seen in a mirror."""
    return bits ^ MIRROR


def _fields(levels: npt.NDArray[np.floating], axis: int) -> npt.NDArray[np.floating]:
    """The means of 32 equal fields along an axis."""
    length = levels.shape[axis]
    if length < SIDE:
        return np.take(levels, np.arange(SIDE) * length // SIDE, axis)
    edges = np.arange(SIDE + 1) * length // SIDE
    sizes = np.diff(edges)
    summed = np.add.reduceat(levels, edges[:-1], axis)
    return summed / (sizes[:, None] if axis == 0 else sizes[None, :])
