"""Dust: motes that hang in a shaft of light and turn to it now and then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import skia

from piying.render.effect import Count, Strength, View, hold
from piying.render.layer import Layer
from piying.render.particles import Drawing, Mote, MoteLayer, scattered

SIZES = (9, 16, 44)


@dataclass(frozen=True, slots=True)
class Dust:
    """Dust in the light."""

    name: str = "dust"
    count: Count = 64
    """How many there are in a wide shot."""
    strength: Strength = 1.0
    """How many there are of these, and how well they are seen."""

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The motes of one shot."""
        chance = scattered(view, self.name)
        drawings = tuple(Drawing(s, s, _speck(s), f"dust/{s}") for s in SIZES)
        motes = []
        for _ in range(round(self.count * self.strength)):
            depth = chance.choices((0, 1, 2), (6, 3, 1))[0]
            motes.append(
                Mote(
                    sprite=depth,
                    x=chance.uniform(0, 1200),
                    y=chance.uniform(0, 2040),
                    speed_x=chance.uniform(-14, 22) * (1 + depth),
                    speed_y=chance.uniform(-16, 10) * (1 + depth),
                    sway=chance.uniform(8, 30),
                    sway_s=chance.uniform(4, 9),
                    phase=chance.random(),
                    scale=chance.choice((0.75, 1.0, 1.3)),
                    opacity=(0.95, 0.8, 0.3)[depth],
                    flicker=0.75,
                    flicker_s=chance.uniform(1.6, 4.5),
                )
            )
        return MoteLayer(view, drawings, tuple(motes), margin=60)


def _speck(size: int) -> Callable[[skia.Canvas], None]:
    def draw(canvas: skia.Canvas) -> None:
        soft = skia.GradientShader.MakeRadial(
            center=(0, 0), radius=size / 2,
            colors=[0xF0FFF6DE, 0x90FFEFC8, 0x00FFE6B0], positions=[0, 0.35, 1],
        )  # fmt: skip
        canvas.drawCircle(0, 0, size / 2, skia.Paint(AntiAlias=True, Shader=soft))

    return draw
