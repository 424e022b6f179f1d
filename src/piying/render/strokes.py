"""Strokes: drawn lines that run to one point of the frame, as on a page of a comic."""

from __future__ import annotations

import math
import random

import skia

from piying.render.veil import Paint

FOCUS = (0.5, 0.42)
"""Where the lines run to, in widths and heights of the frame: between the eyes."""


def converging(
    seed: int,
    *,
    lines: int = 80,
    free: tuple[float, float] = (0.44, 0.72),
    heavy: tuple[float, float] = (0.005, 0.021),
) -> Paint:
    """Lines from the edges of the frame towards a face.

    Args:
        seed: another drawing for each.
        lines: how many.
        free: how far from the point the tips lie, from … to, in widths of the frame.
        heavy: how wide a line is at its root, from … to, as half of an angle.
    """

    def paint(canvas: skia.Canvas, width: float, height: float) -> None:
        chance = random.Random(seed)  # noqa: S311 - strokes, not secrets
        x, y = width * FOCUS[0], height * FOCUS[1]
        reach = math.hypot(width, height) * 0.62
        white = skia.Paint(AntiAlias=True, Color=0xFFFFFFFF)
        for index in range(lines):
            angle = 2 * math.pi * (index + chance.uniform(-0.4, 0.4)) / lines
            near = chance.uniform(*free) * width
            half = chance.uniform(*heavy)
            path = skia.Path()
            path.moveTo(x + near * math.cos(angle), y + near * 1.35 * math.sin(angle))
            for turn in (angle - half, angle + half):
                path.lineTo(x + reach * math.cos(turn), y + reach * 1.2 * math.sin(turn))
            path.close()
            canvas.drawPath(path, white)

    return paint
