"""Embers: sparks that rise, sway and glow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import skia

from piying.render.effect import View
from piying.render.layer import Layer
from piying.render.particles import Mote, MoteLayer, drawing, scattered

SIZES = (22, 40)


@dataclass(frozen=True, slots=True)
class Embers:
    """Rising sparks."""

    name: str = "embers"
    count: int = 46

    def prepare(self, view: View) -> Layer:
        """The sparks of one shot."""
        chance = scattered(view, self.name)
        drawings = tuple(drawing(size, _spark(size), f"ember/{size}") for size in SIZES)
        motes = []
        for index in range(self.count):
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
