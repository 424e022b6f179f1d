"""Focus: the lens finds its distance: the picture comes out of a blur."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from piying.render.blur import blur, blurred_aside
from piying.render.effect import Seconds, Strength, View, hold
from piying.render.kernels import mix
from piying.render.layer import NOTHING, Layer
from piying.render.planes import Planes
from piying.render.way import smooth

RADIUS = 0.045
"""How far a point is spread at first, in widths of the frame."""
FINE = 0.25
"""Below this share of the blur the sharp picture is mixed in."""


@dataclass(frozen=True, slots=True)
class Focus:
    """The shot comes into focus."""

    name: str = "focus"
    strength: Strength = 1.0
    length_s: Seconds = 0.7

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The lens of one shot."""
        return _Lens(RADIUS * view.width * self.strength, self.length_s * view.rate)


@dataclass(frozen=True, slots=True)
class _Lens:
    radius: float
    length: float

    def draw(self, target: Planes, frame: int) -> None:
        soft = self._soft(frame)
        if soft <= 0 or self.radius <= 0:
            return
        if soft >= FINE:
            blur(target, self.radius * soft)
            return
        mix(target, blurred_aside(target, self.radius * FINE), soft / FINE)

    def state(self, frame: int) -> Hashable:
        soft = self._soft(frame)
        return soft if soft > 0 and self.radius > 0 else NOTHING

    def _soft(self, frame: int) -> float:
        return 1 - smooth(frame / self.length)
