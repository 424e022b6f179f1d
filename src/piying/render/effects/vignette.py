"""Vignette: the edges of the frame fall into the dark."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from piying.render.effect import View
from piying.render.layer import Layer
from piying.render.particles import Overlay, still


@dataclass(frozen=True, slots=True)
class Vignette:
    """Darker edges."""

    name: str = "vignette"
    strength: float = 0.7

    def prepare(self, view: View) -> Layer:
        """The vignette of one shot."""

        def draw(canvas: skia.Canvas, width: float, height: float) -> None:
            shade = skia.GradientShader.MakeRadial(
                center=(width / 2, height * 0.44), radius=height * 0.66,
                colors=[0x00080614, 0x00080614, 0xD0080614], positions=[0, 0.52, 1],
            )  # fmt: skip
            canvas.drawPaint(skia.Paint(Shader=shade))

        picture = still(view, draw, f"vignette/{view.width}x{view.height}")
        return Overlay(view, (picture,), lambda _: (self.strength,))
