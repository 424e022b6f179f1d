"""Fog: two soft banks that drift past each other."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass

import skia

from piying.render.effect import View
from piying.render.kernels import draw_texture
from piying.render.layer import Layer
from piying.render.particles import scattered, still
from piying.render.planes import Planes, Texture

SPAN = 1.6
"""Width of a bank in widths of the frame."""

BLOBS = 16

DRIFT_S = 150.0
"""From one side to the other and back."""


@dataclass(frozen=True, slots=True)
class Fog:
    """Drifting fog."""

    name: str = "fog"
    strength: float = 0.75

    def prepare(self, view: View) -> Layer:
        """The fog of one shot."""
        chance = scattered(view, self.name)
        spots = [
            [(chance.uniform(0, 1), chance.uniform(0.25, 1.0), chance.uniform(180, 420))
             for _ in range(BLOBS)]
            for _ in range(2)
        ]  # fmt: skip

        def bank(index: int) -> Texture:
            def draw(canvas: skia.Canvas, width: float, height: float) -> None:
                for x, y, radius in spots[index]:
                    puff = skia.GradientShader.MakeRadial(
                        center=(x * width, y * height), radius=radius,
                        colors=[0x58EEF2FA, 0x00EEF2FA],
                    )  # fmt: skip
                    canvas.drawCircle(
                        x * width, y * height, radius, skia.Paint(AntiAlias=True, Shader=puff)
                    )

            return still(view, draw, f"fog/{view.seed}/{index}/{view.width}")

        return _Banks(view, (bank(0), bank(1)), self.strength)


@dataclass(frozen=True, slots=True)
class _Banks:
    view: View
    banks: tuple[Texture, ...]
    strength: float

    def draw(self, target: Planes, frame: int) -> None:
        seconds = frame / self.view.rate
        for index, bank in enumerate(self.banks):
            scale = target.width * SPAN / bank.width
            slack = target.width * (SPAN - 1)
            swing = math.sin(2 * math.pi * seconds / DRIFT_S)
            way = 0.5 + 0.5 * swing * (1 if index else -1)
            draw_texture(target, bank, -slack * way, 0.0, scale, self.strength)

    def state(self, frame: int) -> Hashable:
        return frame
