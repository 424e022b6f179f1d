"""Speed lines: ink strokes that run to the middle, another drawing on every second frame."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

import skia

from piying.render.effect import View
from piying.render.layer import Layer
from piying.render.particles import Overlay, still

DRAWINGS = 3
LINES = 80


@dataclass(frozen=True, slots=True)
class SpeedLines:
    """Lines of impact round a face."""

    name: str = "speed_lines"
    length_s: float = 1.1

    def prepare(self, view: View) -> Layer:
        """The lines of one shot."""
        pictures = tuple(
            still(view, _lines(index), f"speed/{index}/{view.width}")
            for index in range(DRAWINGS)
        )
        last = self.length_s * view.rate

        def shares(frame: int) -> tuple[float, ...]:
            fade = max(0.0, 1 - frame / last) * 0.8
            shown = (frame // 2) % DRAWINGS
            return tuple(fade if index == shown else 0.0 for index in range(DRAWINGS))

        return Overlay(view, pictures, shares)


def _lines(seed: int) -> Callable[[skia.Canvas, float, float], None]:
    def draw(canvas: skia.Canvas, width: float, height: float) -> None:
        chance = random.Random(seed)  # noqa: S311 - strokes, not secrets
        centre_x, centre_y = width / 2, height * 0.42
        reach = math.hypot(width, height) * 0.62
        ink = skia.Paint(AntiAlias=True, Color=0xF0FFFFFF)
        for index in range(LINES):
            angle = 2 * math.pi * (index + chance.uniform(-0.4, 0.4)) / LINES
            near = chance.uniform(0.52, 0.78) * width
            half = chance.uniform(0.004, 0.016)
            path = skia.Path()
            path.moveTo(
                centre_x + near * math.cos(angle), centre_y + near * 1.35 * math.sin(angle)
            )
            for turn in (angle - half, angle + half):
                path.lineTo(
                    centre_x + reach * math.cos(turn), centre_y + reach * 1.2 * math.sin(turn)
                )
            path.close()
            canvas.drawPath(path, ink)

    return draw
