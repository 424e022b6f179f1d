"""Rain: streaks in two depths, leaning with the wind."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from piying.render.effect import View
from piying.render.layer import Layer
from piying.render.particles import Mote, MoteLayer, drawing, scattered
from piying.render.planes import Texture


@dataclass(frozen=True, slots=True)
class Rain:
    """Falling rain."""

    name: str = "rain"
    count: int = 120
    lean: float = 0.16
    """How far a drop goes sideways for each pixel that it falls."""

    def prepare(self, view: View) -> Layer:
        """The drops of one shot."""
        chance = scattered(view, self.name)
        drawings = tuple(
            self._streak(length, key) for length, key in ((70, "far"), (150, "near"))
        )
        motes = []
        for index in range(self.count):
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
                    opacity=chance.uniform(0.3, 0.55) if near else chance.uniform(0.18, 0.36),
                )
            )
        return MoteLayer(view, drawings, tuple(motes), margin=200)

    def _streak(self, length: int, key: str) -> Texture:
        half = length / 2

        def draw(canvas: skia.Canvas) -> None:
            pen = skia.Paint(
                AntiAlias=True,
                Style=skia.Paint.kStroke_Style,
                StrokeWidth=2.0 if length < 100 else 3.0,
                StrokeCap=skia.Paint.kRound_Cap,
                Shader=skia.GradientShader.MakeLinear(
                    points=[(0, -half), (0, half)], colors=[0x00E8F2FF, 0xFFE8F2FF]
                ),
            )
            canvas.drawLine(half * self.lean, -half, -half * self.lean, half, pen)

        width = round(length * self.lean) + 8
        return drawing(width, draw, f"rain/{key}/{self.lean}", height=length + 8)
