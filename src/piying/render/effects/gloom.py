"""Gloom: thin lines hang from above and the light goes, when all hope does."""

from __future__ import annotations

import random
from dataclasses import dataclass

import skia

from piying.render.effect import Seconds, Strength, View, hold
from piying.render.layer import Layer
from piying.render.veil import Veils

DARK = (26, 22, 48)
LINES = 46
OPACITY = 190
"""Of 256."""


@dataclass(frozen=True, slots=True)
class Gloom:
    """Lines of despair from above."""

    name: str = "gloom"
    strength: Strength = 1.0
    falls_s: Seconds = 0.5
    """How long the gloom takes to fall."""

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The gloom of one shot."""
        most = min(256.0, OPACITY * self.strength)

        def opacity(frame: int) -> tuple[int, ...]:
            share = min(1.0, (frame + 1) / (self.falls_s * view.rate))
            k = round(most * share * (2 - share))
            return k, k

        return Veils(view, DARK, (_shade, _lines), opacity, shrink=1)


def _shade(canvas: skia.Canvas, width: float, height: float) -> None:
    shade = skia.GradientShader.MakeLinear(
        points=[(0, 0), (0, height * 0.42)], colors=[0xA8FFFFFF, 0x00FFFFFF]
    )
    canvas.drawRect(skia.Rect.MakeWH(width, height), skia.Paint(Shader=shade))


def _lines(canvas: skia.Canvas, width: float, height: float) -> None:
    chance = random.Random(3)  # noqa: S311 - strokes, not secrets
    for index in range(LINES):
        x = width * (index + chance.uniform(0.1, 0.9)) / LINES
        # longer towards both sides, so that the face between them stays free
        aside = abs(2 * x / width - 1)
        length = height * (0.05 + 0.30 * aside**1.4) * chance.uniform(0.6, 1.1)
        half = chance.uniform(0.8, 2.2)
        path = skia.Path()
        path.moveTo(x - half, 0)
        path.lineTo(x + half, 0)
        path.lineTo(x, length)
        path.close()
        canvas.drawPath(path, skia.Paint(AntiAlias=True, Color=0xE0FFFFFF))
