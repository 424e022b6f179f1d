"""Flash: the picture bursts white and comes back."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from piying.render.effect import View
from piying.render.kernels import towards
from piying.render.layer import Layer
from piying.render.planes import Planes, colour

WHITE = colour(255, 255, 255)


@dataclass(frozen=True, slots=True)
class Flash:
    """A burst of white at the start of the shot."""

    name: str = "flash"
    length_s: float = 0.28

    def prepare(self, view: View) -> Layer:
        """The flash of one shot."""
        return _Burst(max(2, round(self.length_s * view.rate)))


@dataclass(frozen=True, slots=True)
class _Burst:
    length: int

    def draw(self, target: Planes, frame: int) -> None:
        k = self._share(frame)
        if k:
            for plane, level in zip((target.y, target.u, target.v), WHITE, strict=True):
                towards(plane, level, k)

    def state(self, frame: int) -> Hashable:
        return self._share(frame)

    def _share(self, frame: int) -> int:
        left = max(0.0, 1 - frame / self.length)
        return round(235 * left * left)
