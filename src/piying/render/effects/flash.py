"""Flash: the picture bursts white and comes back."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from piying.render.effect import Pointwise, Seconds, Strength, View, hold
from piying.render.lay import Area
from piying.render.layer import NOTHING, Layer
from piying.render.light import burst
from piying.render.planes import Planes

BURST = 0.96
"""How much of the first picture is white."""


@dataclass(frozen=True, slots=True)
class Flash:
    """A burst of white at the start of the shot."""

    name: str = "flash"
    strength: Strength = 1.0
    length_s: Seconds = 0.28

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The flash of one shot."""
        return _Burst(max(2, round(self.length_s * view.rate)), min(1.0, BURST * self.strength))


@dataclass(frozen=True, slots=True)
class _Burst(Pointwise):
    length: int
    most: float

    def lay_on(self, part: Planes, area: Area, frame: int) -> None:  # noqa: ARG002 - alike everywhere
        burst(part, self._share(frame))

    def state(self, frame: int) -> Hashable:
        return self._share(frame) or NOTHING

    def _share(self, frame: int) -> float:
        left = max(0.0, 1 - frame / self.length)
        return self.most * left * left
