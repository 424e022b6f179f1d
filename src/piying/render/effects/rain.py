"""Rain: streaks in two depths, leaning with the wind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import skia

from piying.render.effect import Count, Limits, Strength, View, hold
from piying.render.layer import Layer
from piying.render.particles import Drawing, Mote, MoteLayer, scattered


@dataclass(frozen=True, slots=True)
class Rain:
    """Falling rain."""

    name: str = "rain"
    count: Count = 120
    """How many there are in a wide shot."""
    strength: Strength = 1.0
    """How many there are of these, and how well they are seen."""
    lean: Annotated[float, Limits(-1.0, 1.0)] = 0.16
    """How far a drop goes sideways for each pixel that it falls."""

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The drops of one shot."""
        chance = scattered(view, self.name)
        drawings = tuple(
            self._streak(length, key) for length, key in ((58, "far"), (124, "near"))
        )
        motes = []
        for index in range(round(self.count * self.strength)):
            near = index % 4 == 0
            speed = chance.uniform(2300, 2800) if near else chance.uniform(1500, 1900)
            motes.append(
                Mote(
                    sprite=1 if near else 0,
                    x=chance.uniform(0, 1480),
                    y=chance.uniform(0, 2320),
                    speed_x=-speed * self.lean,
                    speed_y=speed,
                    sway=0,
                    sway_s=1,
                    phase=0,
                    scale=chance.choice((0.85, 1.0, 1.15)),
                    opacity=chance.uniform(0.5, 0.8) if near else chance.uniform(0.3, 0.6),
                )
            )
        return MoteLayer(view, drawings, tuple(motes), margin=200)

    def _streak(self, length: int, key: str) -> Drawing:
        half = length / 2

        def draw(canvas: skia.Canvas) -> None:
            pen = skia.Paint(
                AntiAlias=True,
                Style=skia.Paint.kStroke_Style,
                StrokeWidth=2.4 if length < 100 else 3.6,
                StrokeCap=skia.Paint.kRound_Cap,
                Shader=skia.GradientShader.MakeLinear(
                    points=[(0, -half), (0, half)], colors=[0x00E8F2FF, 0xFFE8F2FF]
                ),
            )
            canvas.drawLine(half * self.lean, -half, -half * self.lean, half, pen)

        return Drawing(length * self.lean + 8, length + 8, draw, f"rain/{key}/{self.lean}")
