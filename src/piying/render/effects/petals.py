"""Petals: they turn over while the wind carries them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import skia

from piying.render.effect import Count, Strength, View, hold
from piying.render.layer import Layer
from piying.render.particles import Drawing, Mote, MoteLayer, scattered

TURNS = 12
SIZES = (34, 58)


@dataclass(frozen=True, slots=True)
class Petals:
    """Drifting petals."""

    name: str = "petals"
    count: Count = 34
    """How many there are in a wide shot."""
    strength: Strength = 1.0
    """How many there are of these, and how well they are seen."""

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The petals of one shot."""
        chance = scattered(view, self.name)
        drawings = tuple(_petal(size, turn) for size in SIZES for turn in range(TURNS))
        motes = []
        for index in range(round(self.count * self.strength)):
            near = index % 5 == 0
            motes.append(
                Mote(
                    sprite=TURNS if near else 0,
                    x=chance.uniform(0, 1240),
                    y=chance.uniform(0, 2080),
                    speed_x=chance.uniform(-190, -90),
                    speed_y=chance.uniform(110, 220) * (1.5 if near else 1),
                    sway=chance.uniform(20, 60),
                    sway_s=chance.uniform(2, 4),
                    phase=chance.random(),
                    scale=chance.choice((0.7, 0.92, 1.15)),
                    opacity=0.95 if near else 0.85,
                    turns=TURNS,
                    turn_s=chance.uniform(1.6, 3.4),
                )
            )
        return MoteLayer(view, drawings, tuple(motes), margin=80)


def _petal(size: int, turn: int) -> Drawing:
    return Drawing(size, size, _shape(size, turn), f"petal/{size}/{turn}")


def _shape(size: int, turn: int) -> Callable[[skia.Canvas], None]:
    def draw(canvas: skia.Canvas) -> None:
        angle = 360 * turn / TURNS
        lean = abs(((turn * 2 / TURNS) % 2) - 1)
        canvas.rotate(angle)
        canvas.scale(1, 0.35 + 0.65 * lean)
        half = size * 0.36
        path = skia.Path()
        path.moveTo(-half, 0)
        path.cubicTo(-half * 0.6, -half * 0.9, half * 0.5, -half * 0.8, half, -half * 0.12)
        path.lineTo(half * 0.8, 0)
        path.lineTo(half, half * 0.12)
        path.cubicTo(half * 0.5, half * 0.8, -half * 0.6, half * 0.9, -half, 0)
        fill = skia.GradientShader.MakeLinear(
            points=[(-half, 0), (half, 0)], colors=[0xFFF49AB4, 0xFFFFE6EC]
        )
        canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=fill))

    return draw
