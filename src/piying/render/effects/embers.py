"""Embers: sparks that rise, sway and glow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import skia

from piying.render.effect import Count, Strength, View, hold
from piying.render.layer import Layer
from piying.render.particles import Drawing, Mote, MoteLayer, scattered

SIZES = (22, 40)


@dataclass(frozen=True, slots=True)
class Embers:
    """Rising sparks."""

    name: str = "embers"
    count: Count = 46
    """How many there are in a wide shot."""
    strength: Strength = 1.0
    """How many there are of these, and how well they are seen."""

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The sparks of one shot."""
        chance = scattered(view, self.name)
        drawings = tuple(Drawing(size, size, _spark(size), f"ember/{size}") for size in SIZES)
        motes = []
        for index in range(round(self.count * self.strength)):
            near = index % 5 == 0
            motes.append(
                Mote(
                    sprite=1 if near else 0,
                    x=chance.uniform(0, 1200),
                    y=chance.uniform(0, 2040),
                    speed_x=chance.uniform(-30, 60),
                    speed_y=-chance.uniform(120, 260),
                    sway=chance.uniform(12, 46),
                    sway_s=chance.uniform(1.2, 3),
                    phase=chance.random(),
                    scale=chance.choice((0.6, 0.9, 1.2)),
                    opacity=chance.uniform(0.6, 1),
                )
            )
        return MoteLayer(view, drawings, tuple(motes), margin=60)


def _spark(size: int) -> Callable[[skia.Canvas], None]:
    def draw(canvas: skia.Canvas) -> None:
        glow = skia.GradientShader.MakeRadial(
            center=(0, 0), radius=size / 2,
            colors=[0xFFFFF2C0, 0xC0FF9A3A, 0x00FF5A10], positions=[0, 0.25, 1],
        )  # fmt: skip
        canvas.drawCircle(0, 0, size / 2, skia.Paint(AntiAlias=True, Shader=glow))

    return draw
