"""Ink: washes of ink soak into the edges of the picture, as on old paper."""

from __future__ import annotations

import math
from dataclasses import dataclass

import skia

from piying.render.effect import Seconds, Strength, View, hold
from piying.render.layer import Layer
from piying.render.particles import scattered
from piying.render.veil import Veils

BLOTS = 46
INK = (24, 20, 26)
OPACITY = 160
"""Of 256, where it is wettest."""
SOAK_S = 0.9


@dataclass(frozen=True, slots=True)
class Ink:
    """Edges washed with ink."""

    name: str = "ink"
    strength: Strength = 1.0
    soak_s: Seconds = SOAK_S
    """How long the ink takes to reach its place."""

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The wash of one shot."""
        chance = scattered(view, self.name)
        blots = [
            (
                turn,
                chance.uniform(0.96, 1.16),
                chance.uniform(70, 210),
                chance.uniform(0.35, 0.9),
            )
            for turn in (2 * math.pi * (i + chance.random()) / BLOTS for i in range(BLOTS))
        ]

        def paint(canvas: skia.Canvas, width: float, height: float) -> None:
            for turn, reach, radius, dark in blots:
                # along a rounded frame rather than a circle, so that all four edges are wet
                edge = 1 / max(abs(math.cos(turn)), abs(math.sin(turn)))
                x = width * (0.5 + 0.5 * edge * reach * math.cos(turn))
                y = height * (0.5 + 0.5 * edge * reach * math.sin(turn))
                wash = skia.GradientShader.MakeRadial(
                    center=(x, y), radius=radius * 1.5,
                    colors=[skia.Color(255, 255, 255, round(255 * dark)), 0x00FFFFFF],
                    positions=[0.25, 1],
                )  # fmt: skip
                canvas.drawCircle(x, y, radius * 1.5, skia.Paint(AntiAlias=True, Shader=wash))

        most = min(256.0, OPACITY * self.strength)

        def soaked(frame: int) -> tuple[int, ...]:
            share = min(1.0, (frame + 1) / (self.soak_s * view.rate))
            return (round(most * share * (2 - share)),)

        return Veils(view, INK, (paint,), soaked)
