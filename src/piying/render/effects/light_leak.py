"""Light leak: the set's light spills into the lens and breathes."""

from __future__ import annotations

import math
from dataclasses import dataclass

import skia

from piying.render.effect import View
from piying.render.layer import Layer
from piying.render.particles import Overlay, scattered, still


@dataclass(frozen=True, slots=True)
class LightLeak:
    """A warm spill from one upper corner."""

    name: str = "light_leak"
    strength: float = 0.5

    def prepare(self, view: View) -> Layer:
        """The leak of one shot."""
        side = scattered(view, self.name).choice((0.0, 1.0))
        light = int(view.accent[1:], 16)

        def draw(canvas: skia.Canvas, width: float, height: float) -> None:
            spill = skia.GradientShader.MakeRadial(
                center=(side * width, height * 0.12), radius=width * 0.95,
                colors=[0xD0000000 | light, 0x50000000 | light, light], positions=[0, 0.45, 1],
            )  # fmt: skip
            canvas.drawPaint(skia.Paint(Shader=spill))

        picture = still(view, draw, f"leak/{view.accent}/{side}/{view.width}")

        def shares(frame: int) -> tuple[float, ...]:
            breath = 0.8 + 0.2 * math.sin(2 * math.pi * frame / view.rate / 3.1)
            return (round(self.strength * breath, 2),)

        return Overlay(view, (picture,), shares)
