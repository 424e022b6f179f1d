"""Light leak: the set's light spills into the lens and breathes."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass, field

import skia

from piying.render.effect import Pointwise, Strength, View, hold
from piying.render.lay import Area
from piying.render.layer import Layer
from piying.render.particles import scattered
from piying.render.planes import Planes, colour
from piying.render.shine import Shine, shine_of, shine_on
from piying.render.veil import SOFT, Mask, mask_of

MOST = 0.55
"""The share of the light, where the leak is brightest, that is its own."""
BREATH, BREATH_S = 0.1, 3.1
DRAWN_ON = 2
"""Frames for which a breath is held; what is soft needs no more."""


@dataclass(frozen=True, slots=True)
class LightLeak:
    """A warm spill from one upper corner."""

    name: str = "light_leak"
    strength: Strength = 1.0

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The leak of one shot."""
        right = scattered(view, self.name).random() < 0.5
        return _Leak(view, right, min(1.0, MOST * self.strength))


@dataclass(slots=True)
class _Leak(Pointwise):
    view: View
    right: bool
    most: float
    _held: list[tuple[Mask, Shine]] = field(default_factory=list)

    def lay_on(self, part: Planes, area: Area, frame: int) -> None:
        if not self._held:
            light = int(self.view.accent[1:], 16)
            level = colour(light >> 16, light >> 8 & 255, light & 255)
            shine = shine_of(level, most=self.most, covers=True)
            self._held.append((mask_of(self.view, self._paint, SOFT), shine))
        mask, shine = self._held[0]
        seen = mask.covered.meet(area)
        if seen is not None:
            falls, on = mask.part(seen), part.part(seen.seen_from(area))
            shine_on(on, falls.half, shine, self._breath(frame))

    def state(self, frame: int) -> Hashable:
        return self._breath(frame)

    def _breath(self, frame: int) -> int:
        drawn = frame - frame % DRAWN_ON
        swing = math.sin(2 * math.pi * drawn / self.view.rate / BREATH_S)
        return round(256 * (1 - BREATH + BREATH * swing))

    def _paint(self, canvas: skia.Canvas, width: float, height: float) -> None:
        spill = skia.GradientShader.MakeRadial(
            center=(width if self.right else 0.0, height * 0.1), radius=width * 0.86,
            colors=[0xFFFFFFFF, 0xB0FFFFFF, 0x50FFFFFF, 0x00FFFFFF],
            positions=[0, 0.3, 0.65, 1],
        )  # fmt: skip
        canvas.drawPaint(skia.Paint(Shader=spill))
