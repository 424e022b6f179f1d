"""Matching: one picture brought to the exposure and the white of another, in linear light.

Light is L = v ** 2.4 (ITU-R BT.1886), so a gain g on the light of a channel is the gain
g ** (1 / 2.4) on its levels, and gains on R, G and B are one matrix on Y, U and V. The gains
bring the mean light of each channel of the layer to that of what lies beneath; how far, the
strength says, and no channel gets more or less than two stops.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from piying.render.planes import Planes
from piying.render.transpose import Bytes

GAMMA = 2.4
GAIN_MAX = 4.0
"""Two stops."""
STEP = 4
"""Every fourth pixel of U and V is looked at, in both directions."""
COVERED_MIN = 128
"""Where the matte is thinner the pixel is not the layer's own."""
DARKEST = 1e-4
"""A channel with less light than this has no white to be matched."""

Floats = npt.NDArray[np.float64]

_TO_RGB = np.array(
    [
        [255 / 219, 0.0, 1.5748 * 255 / 224],
        [255 / 219, -0.1873 * 255 / 224, -0.4681 * 255 / 224],
        [255 / 219, 1.8556 * 255 / 224, 0.0],
    ]
)
"""From (Y - 16, U - 128, V - 128) of limited range to R, G and B of 0 … 255 (BT.709)."""


@dataclass(frozen=True, slots=True)
class Light:
    """The mean light of R, G and B, 0 … 1."""

    red: float
    green: float
    blue: float

    @property
    def known(self) -> bool:
        """Whether there is enough of it to match."""
        return min(self.red, self.green, self.blue) > DARKEST


def mean_light(pictures: Sequence[tuple[Planes, Bytes | None]]) -> Light:
    """The mean light of pictures, each where its matte covers; without a matte, of all."""
    total, count = np.zeros(3), 0
    for picture, matte in pictures:
        y = picture.y[:: 2 * STEP, :: 2 * STEP].astype(np.float64) - 16
        u = picture.u[::STEP, ::STEP].astype(np.float64) - 128
        v = picture.v[::STEP, ::STEP].astype(np.float64) - 128
        rows, columns = min(len(y), len(u)), min(y.shape[1], u.shape[1])
        colours = np.stack([plane[:rows, :columns] for plane in (y, u, v)], axis=-1)
        if matte is not None:
            covered = matte[:: 2 * STEP, :: 2 * STEP][:rows, :columns] >= COVERED_MIN
            colours = colours[covered]
        levels = np.clip(colours.reshape(-1, 3) @ _TO_RGB.T / 255, 0, 1)
        total += (levels**GAMMA).sum(axis=0)
        count += len(levels)
    if count == 0:
        return Light(0.0, 0.0, 0.0)
    red, green, blue = (total / count).tolist()
    return Light(red, green, blue)


def matching(layer: Light, beneath: Light, strength: int) -> npt.NDArray[np.float32] | None:
    """The matrix on Y, U and V that matches; None where there is nothing to match.

    `strength` is in thousandths.
    """
    if strength <= 0 or not (layer.known and beneath.known):
        return None
    have = np.array([layer.red, layer.green, layer.blue])
    want = np.array([beneath.red, beneath.green, beneath.blue])
    gains = np.clip(want / have, 1 / GAIN_MAX, GAIN_MAX) ** (strength / 1000)
    levels: Floats = np.diag(gains ** (1 / GAMMA))
    return np.ascontiguousarray(np.linalg.inv(_TO_RGB) @ levels @ _TO_RGB, dtype=np.float32)
