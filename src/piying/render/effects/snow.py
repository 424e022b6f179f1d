"""Snow: soft flakes that sway as they sink."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import skia

from piying.render.effect import Count, Strength, View, hold
from piying.render.layer import Layer
from piying.render.particles import Drawing, Mote, MoteLayer, scattered


@dataclass(frozen=True, slots=True)
class Snow:
    """Falling snow."""

    name: str = "snow"
    count: Count = 120
    """How many there are in a wide shot."""
    strength: Strength = 1.0
    """How many there are of these, and how well they are seen."""

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The flakes of one shot."""
        chance = scattered(view, self.name)
        sizes = (18, 32, 76)
        drawings = tuple(Drawing(size, size, _flake(size), f"snow/{size}") for size in sizes)
        motes = []
        for _ in range(round(self.count * self.strength)):
            depth = chance.choices((0, 1, 2), (5, 4, 1))[0]
            motes.append(
                Mote(
                    sprite=depth,
                    x=chance.uniform(0, 1200),
                    y=chance.uniform(0, 2040),
                    speed_x=chance.uniform(-40, 20) * (1 + depth),
                    speed_y=chance.uniform(90, 140) * (1 + 0.8 * depth),
                    sway=chance.uniform(10, 34),
                    sway_s=chance.uniform(2.4, 5),
                    phase=chance.random(),
                    scale=chance.choice((0.7, 0.95, 1.2)),
                    opacity=(0.95, 0.9, 0.55)[depth],
                )
            )
        return MoteLayer(view, drawings, tuple(motes), margin=60)


def _flake(size: int) -> Callable[[skia.Canvas], None]:
    def draw(canvas: skia.Canvas) -> None:
        soft = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, size / 9)
        canvas.drawCircle(
            0, 0, size / 4, skia.Paint(AntiAlias=True, Color=0xFFF6FAFF, MaskFilter=soft)
        )

    return draw
