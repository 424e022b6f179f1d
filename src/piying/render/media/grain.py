"""Grain: the picture of film that is never still, strongest in the middle tones.

One tile of noise is made once and moved about; where it lies in a frame, the seed and the
number of the frame say, so that a frame drawn again has the same grain. A grain is about as
large as on 35 mm film shown at this size: noise is smoothed over more pixels in a larger
picture.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter

from piying.render.media.kernels import grained
from piying.render.planes import Planes

TILE = 512
GRAIN_SHARE = 1 / 1500
"""How wide a grain is, in heights of the picture."""
STRONGEST = 14.0
"""Levels by which grain of full strength moves the middle tones, one standard deviation."""
NOISE_UNIT = 24.0
"""What one standard deviation is in the tile."""


def grain(target: Planes, strength: int, seed: int, frame: int) -> None:
    """Lay grain on `target`; `strength` is in thousandths."""
    if strength <= 0:
        return
    place = np.random.default_rng((seed, frame)).integers(0, TILE, 2)
    noise = _noise(max(0.5, target.height * GRAIN_SHARE / 2))
    grained(target.y, noise, _gains(strength), int(place[0]), int(place[1]))


@lru_cache(maxsize=4)
def _noise(radius: float) -> npt.NDArray[np.int8]:
    """The tile for grains of this radius in pixels; it repeats without a seam."""
    rough = np.random.default_rng(20).standard_normal((TILE, TILE))
    smooth = gaussian_filter(rough, radius, mode="wrap")
    tile = smooth / smooth.std() * NOISE_UNIT
    return np.ascontiguousarray(np.clip(np.round(tile), -127, 127), dtype=np.int8)


@lru_cache(maxsize=8)
def _gains(strength: int) -> npt.NDArray[np.float32]:
    """By how much the tile is multiplied at every level of Y."""
    level = np.clip((np.arange(256) - 16) / 219, 0, 1)
    shape = 0.25 + 0.75 * np.sin(np.pi * np.sqrt(level))
    return np.asarray(strength / 1000 * STRONGEST / NOISE_UNIT * shape, dtype=np.float32)
