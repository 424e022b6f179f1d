"""Flowers: blossoms open round somebody who is smitten, as on a page of a comic."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import skia

from piying.render.effect import Seconds, Strength, View, hold
from piying.render.lay import Area, whole
from piying.render.layer import Layer, Piece
from piying.render.planes import Planes, texture_of
from piying.render.sheet import STEPS, Sheet, draw_sheet, sheet_area, sheet_of
from piying.render.surface import painted
from piying.render.veil import DESIGN_WIDTH

BLOSSOMS = 15
SIZES = (150, 220, 300)
STAGES = 6
"""Drawings from the bud to the open flower."""
OPENS_S = 0.28
COLOURS = ((0xFFFFF4F6, 0xFFF7A8C0), (0xFFFFFBF2, 0xFFF6C9A4), (0xFFFDF4FF, 0xFFD3B0E8))
"""Of the petals: at their edge and at their root."""


@dataclass(frozen=True, slots=True)
class Flowers:
    """Blossoms open round the face."""

    name: str = "flowers"
    strength: Strength = 1.0
    """How many open."""
    spread_s: Seconds = 0.8
    """From the first blossom to the last."""

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The blossoms of one shot."""
        return _Garden(view, round(BLOSSOMS * self.strength), self.spread_s)


@dataclass(slots=True)
class _Garden:
    view: View
    count: int
    spread_s: float
    _held: list[tuple[Sheet, tuple[tuple[int, float, float, float], ...]]] = field(
        default_factory=list
    )

    def draw(self, target: Planes, frame: int) -> None:
        self.draw_within(target, frame, None)

    def draw_within(self, target: Planes, frame: int, area: Area | None) -> None:
        seen = whole(target).meet(area or whole(target))
        shown = self.state(frame)
        if seen is not None and shown:
            moved = np.array(shown, np.int64)
            moved[:, 1] -= seen.left * STEPS
            moved[:, 2] -= seen.top * STEPS
            draw_sheet(target.part(seen), self._garden()[0], moved)

    def pieces(self, frame: int) -> tuple[Piece, ...]:
        """Every blossom."""
        sizes = self._garden()[0].sizes
        return tuple(Piece(one, sheet_area(sizes[one[0]], one)) for one in self.state(frame))

    def state(self, frame: int) -> tuple[tuple[int, int, int, int], ...]:
        """Cell, place in sixteenths of a pixel and opacity of every blossom; on twos."""
        seconds = (frame - frame % 2) / self.view.rate
        sheet, places = self._garden()
        shown = []
        for kind, x, y, at in places:
            if seconds < at:
                continue
            stage = min(STAGES - 1, math.floor((seconds - at) / OPENS_S * STAGES))
            cell = kind * STAGES + stage
            wide, high = sheet.sizes[cell]
            left, top = x * self.view.width - wide / 2, y * self.view.height - high / 2
            shown.append((cell, round(left * STEPS), round(top * STEPS), 256))
        return tuple(shown)

    def _garden(self) -> tuple[Sheet, tuple[tuple[int, float, float, float], ...]]:
        if not self._held:
            self._held.append((self._sheet(), self._places()))
        return self._held[0]

    def _places(self) -> tuple[tuple[int, float, float, float], ...]:
        """Kind, place in widths and heights of the frame, and when it opens."""
        chance = random.Random(f"flowers/{self.view.seed}")  # noqa: S311 - no secrets
        made = []
        for index in range(self.count):
            # round the frame, most of them below; the middle stays the face's
            turn = 2 * math.pi * (index + chance.uniform(-0.3, 0.3)) / max(self.count, 1)
            edge = 1 / max(abs(math.cos(turn)), abs(math.sin(turn)))
            reach = chance.uniform(0.84, 1.02)
            x = 0.5 + 0.5 * edge * reach * math.cos(turn)
            y = 0.5 + 0.5 * edge * reach * math.sin(turn)
            kind = chance.randrange(len(SIZES) * len(COLOURS))
            made.append((kind, x, y, self.spread_s * chance.random()))
        return tuple(made)

    def _sheet(self) -> Sheet:
        unit = self.view.width / DESIGN_WIDTH
        textures = []
        for size in SIZES:
            for colours in COLOURS:
                for stage in range(STAGES):
                    side = 2 * math.ceil(size * unit / 2 + 1)
                    paint = _blossom(size * unit, (stage + 1) / STAGES, colours)
                    textures.append(texture_of(painted(side, side, _centred(side, paint)), "b"))
        return sheet_of(textures)


def _centred(side: int, paint: Callable[[skia.Canvas], None]) -> Callable[[skia.Canvas], None]:
    def draw(canvas: skia.Canvas) -> None:
        canvas.translate(side / 2, side / 2)
        paint(canvas)

    return draw


def _blossom(
    size: float, open_: float, colours: tuple[int, int]
) -> Callable[[skia.Canvas], None]:
    """Five petals with a notch, and stamens; a bud is small and turned."""

    def draw(canvas: skia.Canvas) -> None:
        grown = 0.25 + 0.75 * open_ * (2 - open_)
        reach = size / 2 * grown
        canvas.rotate(40 * (1 - open_))
        fill = skia.GradientShader.MakeRadial(
            center=(0, 0), radius=max(reach, 1.0), colors=[colours[1], colours[0]],
            positions=[0.05, 0.75],
        )  # fmt: skip
        edge = skia.Paint(
            AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=max(size / 90, 0.4),
            Color=colours[1],
        )  # fmt: skip
        for _ in range(5):
            path = skia.Path()
            path.moveTo(0, 0)
            path.cubicTo(
                -reach * 0.75, -reach * 0.35, -reach * 0.5, -reach, -reach * 0.1, -reach * 0.93
            )
            path.lineTo(0, -reach * 0.82)
            path.lineTo(reach * 0.1, -reach * 0.93)
            path.cubicTo(reach * 0.5, -reach, reach * 0.75, -reach * 0.35, 0, 0)
            canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=fill))
            canvas.drawPath(path, edge)
            canvas.rotate(72)
        gold = skia.Paint(AntiAlias=True, Color=0xFFF2C14E)
        for index in range(9):
            turn = 2 * math.pi * index / 9
            canvas.drawCircle(
                reach * 0.2 * math.cos(turn), reach * 0.2 * math.sin(turn), reach * 0.045, gold
            )

    return draw
