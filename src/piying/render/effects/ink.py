"""Ink: washes of ink soak into the edges of the picture, as on old paper."""

from __future__ import annotations

import math
from dataclasses import dataclass

import skia

from piying.render.effect import View
from piying.render.layer import Layer
from piying.render.particles import Overlay, scattered, still

BLOTS = 46
SOAK_S = 0.9
"""How long the ink takes to reach its place."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Edges washed with ink."""

    name: str = "ink"
    strength: float = 0.62

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

        def draw(canvas: skia.Canvas, width: float, height: float) -> None:
            for turn, reach, radius, dark in blots:
                # along a rounded frame rather than a circle, so that all four edges are wet
                edge = 1 / max(abs(math.cos(turn)), abs(math.sin(turn)))
                x = width * (0.5 + 0.5 * edge * reach * math.cos(turn))
                y = height * (0.5 + 0.5 * edge * reach * math.sin(turn))
                wash = skia.GradientShader.MakeRadial(
                    center=(x, y),
                    radius=radius * 1.5,
                    colors=[
                        skia.Color(24, 20, 26, round(255 * dark)),
                        skia.Color(24, 20, 26, 0),
                    ],
                    positions=[0.25, 1],
                )
                canvas.drawCircle(x, y, radius * 1.5, skia.Paint(AntiAlias=True, Shader=wash))

        picture = still(view, draw, f"ink/{view.seed}/{view.width}x{view.height}")

        def shares(frame: int) -> tuple[float, ...]:
            soaked = min(1.0, (frame + 1) / (SOAK_S * view.rate))
            return (round(self.strength * soaked * (2 - soaked), 2),)

        return Overlay(view, (picture,), shares)
