"""Vignette: the edges of the frame fall into the dark."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from piying.render.effect import Strength, View, hold
from piying.render.layer import Layer
from piying.render.veil import Veils

DARK = (8, 6, 20)
OPACITY = 150
"""Of 256, in the corners."""


@dataclass(frozen=True, slots=True)
class Vignette:
    """Darker edges."""

    name: str = "vignette"
    strength: Strength = 1.0

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The vignette of one shot."""
        k = min(256, round(OPACITY * self.strength))
        return Veils(view, DARK, (_shade,), lambda _: (k,))


def _shade(canvas: skia.Canvas, width: float, height: float) -> None:
    shade = skia.GradientShader.MakeRadial(
        center=(width / 2, height * 0.44), radius=height * 0.66,
        colors=[0x00FFFFFF, 0x00FFFFFF, 0x50FFFFFF, 0xD8FFFFFF], positions=[0, 0.5, 0.72, 1],
    )  # fmt: skip
    canvas.drawPaint(skia.Paint(Shader=shade))
