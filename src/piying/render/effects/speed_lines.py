"""Speed lines: ink strokes that run to the middle, another drawing on every second frame."""

from __future__ import annotations

from dataclasses import dataclass

from piying.render.effect import Seconds, Strength, View, hold
from piying.render.layer import Layer
from piying.render.strokes import converging
from piying.render.veil import Veils

DRAWINGS = 3
WHITE = (255, 255, 255)
OPACITY = 205
"""Of 256."""


@dataclass(frozen=True, slots=True)
class SpeedLines:
    """Lines of impact round a face."""

    name: str = "speed_lines"
    strength: Strength = 1.0
    length_s: Seconds = 1.1

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The lines of one shot."""
        paints = tuple(converging(index) for index in range(DRAWINGS))
        last = self.length_s * view.rate
        most = min(256.0, OPACITY * self.strength)

        def opacity(frame: int) -> tuple[int, ...]:
            k = round(max(0.0, 1 - frame / last) * most)
            shown = (frame // 2) % DRAWINGS
            return tuple(k if index == shown else 0 for index in range(DRAWINGS))

        return Veils(view, WHITE, paints, opacity, shrink=1)
