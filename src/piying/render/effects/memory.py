"""Memory: colours fade and the edges glow, for what is past."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import skia

from piying.render.effect import View
from piying.render.kernels import draw_texture, gain, towards
from piying.render.layer import Layer
from piying.render.particles import still
from piying.render.planes import Planes, Texture, colour

SATURATION = 150
"""Of 256."""

WARM = colour(255, 226, 180)
WARMTH = 34
"""Of 256."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The look of a flashback."""

    name: str = "memory"

    def prepare(self, view: View) -> Layer:
        """The look, ready for one shot."""

        def draw(canvas: skia.Canvas, width: float, height: float) -> None:
            glow = skia.GradientShader.MakeRadial(
                center=(width / 2, height * 0.44), radius=height * 0.62,
                colors=[0x00FFF4DC, 0x00FFF4DC, 0xE0FFF4DC], positions=[0, 0.5, 1],
            )  # fmt: skip
            canvas.drawPaint(skia.Paint(Shader=glow))

        return _Past(still(view, draw, f"memory/{view.width}x{view.height}"))


@dataclass(frozen=True, slots=True)
class _Past:
    glow: Texture

    def draw(self, target: Planes, frame: int) -> None:  # noqa: ARG002 - always the same
        for plane, level in zip((target.u, target.v), WARM[1:], strict=True):
            gain(plane, 128, SATURATION)
            towards(plane, level, WARMTH)
        towards(target.y, WARM[0], WARMTH // 2)
        draw_texture(target, self.glow, 0.0, 0.0, target.width / self.glow.width)

    def state(self, frame: int) -> Hashable:  # noqa: ARG002 - always the same
        return 0
