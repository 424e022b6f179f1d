"""Glow: what is bright shines over its edges, as through a soft lens."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Annotated

import numpy as np

from piying.render.blur import shrink, soften
from piying.render.effect import Limits, Strength, View, hold
from piying.render.kernels import SCRATCH, sample
from piying.render.layer import Layer
from piying.render.light import light_of
from piying.render.planes import Planes, colour
from piying.render.shine import Shine, shine_of, shine_on

TIMES = 8
"""How many times smaller the light is gathered: a power of two."""
RADIUS = 0.075
"""How far light spreads, in widths of the frame."""
MOST = 0.65
"""The light that is added where everything around is white."""
WARM = colour(255, 240, 214)


@dataclass(frozen=True, slots=True)
class Glow:
    """Bright places shine over their edges."""

    name: str = "glow"
    strength: Strength = 1.0
    above: Annotated[float, Limits(0.0, 0.95)] = 0.48
    """How bright a place must be to shine, as a level: 0 black … 1 white."""

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The lens of one shot."""
        levels = np.arange(256.0)
        threshold = float(light_of(np.array(16 + 219 * self.above)))
        bright = np.clip((light_of(levels) - threshold) / (1 - threshold), 0, 1)
        return _Bloom(
            RADIUS * view.width, np.rint(255 * bright).astype(np.uint8), self.strength
        )


@dataclass(slots=True)
class _Bloom:
    radius: float
    bright: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
    """How much light of each level shines over its edge."""
    strength: float
    _shine: list[Shine] = field(default_factory=list)

    def draw(self, target: Planes, frame: int) -> None:  # noqa: ARG002 - the picture decides
        if not self._shine:
            self._shine.append(shine_of(WARM, most=MOST * self.strength, covers=False))
        small = shrink(target.y, TIMES)
        small[:] = self.bright[small]
        spread = soften(small, self.radius / TIMES)
        # bytes hold the root of the light, so that what is faint falls off without steps
        spread[:] = ROOT[spread]
        light = SCRATCH.plane("glow", *target.u.shape)
        sample(spread, light, TIMES / 2, 0.0, 0.0)
        shine_on(target, light, self._shine[0])

    def state(self, frame: int) -> Hashable:  # noqa: ARG002 - the picture decides
        return 0


ROOT = np.rint(255 * np.sqrt(np.arange(256) / 255)).astype(np.uint8)
