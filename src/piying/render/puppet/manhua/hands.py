"""Hands as clean silhouettes: every finger a tapered shape, one outline around them all.

A hand lies along +x from the wrist, its length is 1, the thumb is on the side of -y.
"""

from __future__ import annotations

from dataclasses import dataclass

from piying.render.puppet.manhua.ink import Ink, Tones
from piying.render.puppet.manhua.line import Brush, Point, loop, ribbon


@dataclass(frozen=True, slots=True)
class Finger:
    """A finger from its knuckle to its tip."""

    points: tuple[Point, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Hand:
    """One drawing of a hand."""

    palm: tuple[Point, ...]
    fingers: tuple[Finger, ...]
    creases: tuple[tuple[Point, ...], ...] = ()
    shade: tuple[Point, ...] = ()


_PALM = (
    (-0.04, -0.15),
    (0.16, -0.20),
    (0.44, -0.235),
    (0.53, -0.10),
    (0.53, 0.10),
    (0.46, 0.20),
    (0.2, 0.17),
    (-0.04, 0.13),
)
_FIST = (
    (-0.04, -0.14),
    (0.14, -0.20),
    (0.42, -0.25),
    (0.62, -0.20),
    (0.66, 0.0),
    (0.60, 0.19),
    (0.42, 0.25),
    (0.16, 0.18),
    (-0.04, 0.13),
)

HANDS: dict[str, Hand] = {
    "relaxed": Hand(
        _PALM,
        (
            Finger(((0.44, 0.15), (0.62, 0.17), (0.76, 0.13)), 0.115),
            Finger(((0.47, 0.06), (0.70, 0.08), (0.89, 0.03)), 0.13),
            Finger(((0.48, -0.05), (0.74, -0.05), (0.95, -0.08)), 0.135),
            Finger(((0.45, -0.16), (0.68, -0.20), (0.86, -0.19)), 0.13),
            Finger(((0.10, -0.14), (0.30, -0.29), (0.52, -0.33)), 0.125),
        ),
        creases=(((0.5, -0.1), (0.66, -0.125)), ((0.5, 0.0), (0.68, 0.01)), ((0.5, 0.1),
            (0.62, 0.12))),
    ),
    "loose": Hand(
        ((-0.04, -0.115), (0.14, -0.14), (0.38, -0.15), (0.47, -0.06), (0.47, 0.07), (0.38,
            0.145), (0.16, 0.135), (-0.04, 0.11)),
        (
            Finger(((0.36, 0.09), (0.54, 0.10), (0.63, 0.03)), 0.11),
            Finger(((0.40, 0.05), (0.63, 0.06), (0.73, -0.03)), 0.125),
            Finger(((0.40, -0.02), (0.66, -0.03), (0.76, -0.12)), 0.125),
            Finger(((0.38, -0.08), (0.60, -0.10), (0.69, -0.18)), 0.12),
            Finger(((0.08, -0.09), (0.26, -0.18), (0.45, -0.17)), 0.115),
        ),
        creases=(((0.46, 0.015), (0.62, 0.015)), ((0.44, -0.055), (0.60, -0.06))),
    ),
    "clasp": Hand(
        ((-0.04, -0.12), (0.16, -0.16), (0.40, -0.17), (0.50, -0.06), (0.50, 0.10), (0.40,
            0.16), (0.16, 0.15), (-0.04, 0.11)),
        (
            Finger(((0.38, 0.12), (0.54, 0.17), (0.60, 0.23)), 0.115),
            Finger(((0.42, 0.06), (0.62, 0.11), (0.69, 0.19)), 0.125),
            Finger(((0.43, -0.02), (0.65, 0.03), (0.73, 0.13)), 0.13),
            Finger(((0.41, -0.10), (0.63, -0.06), (0.72, 0.04)), 0.125),
            Finger(((0.10, -0.11), (0.28, -0.20), (0.46, -0.20)), 0.12),
        ),
        creases=(((0.48, 0.08), (0.60, 0.12)), ((0.49, 0.0), (0.62, 0.045)), ((0.47, -0.075),
            (0.60, -0.045))),
    ),
    "point": Hand(
        ((-0.04, -0.14), (0.16, -0.20), (0.44, -0.23), (0.56, -0.14), (0.60, 0.04), (0.54,
            0.21), (0.36, 0.24), (0.14, 0.17), (-0.04, 0.13)),
        (
            Finger(((0.44, 0.17), (0.56, 0.2), (0.5, 0.24)), 0.12),
            Finger(((0.46, 0.08), (0.63, 0.1), (0.54, 0.15)), 0.13),
            Finger(((0.47, -0.02), (0.66, -0.01), (0.56, 0.06)), 0.135),
            Finger(((0.42, -0.15), (0.74, -0.17), (1.06, -0.155)), 0.13),
            Finger(((0.12, -0.12), (0.32, -0.12), (0.53, -0.03)), 0.125),
        ),
        creases=(((0.6, -0.075), (0.5, -0.09)), ((0.64, 0.045), (0.52, 0.05)), ((0.62, 0.14),
            (0.5, 0.14))),
    ),
    "fist": Hand(
        _FIST,
        (
            Finger(((0.50, 0.17), (0.62, 0.17), (0.56, 0.2)), 0.13),
            Finger(((0.52, 0.06), (0.67, 0.06), (0.6, 0.09)), 0.14),
            Finger(((0.52, -0.06), (0.69, -0.06), (0.62, -0.03)), 0.145),
            Finger(((0.50, -0.17), (0.66, -0.18), (0.6, -0.15)), 0.14),
            Finger(((0.10, -0.16), (0.34, -0.22), (0.52, -0.07)), 0.135),
        ),
        creases=(((0.7, -0.11), (0.5, -0.12)), ((0.71, 0.0), (0.52, 0.0)), ((0.68, 0.115),
            (0.52, 0.12))),
        shade=((0.2, 0.2), (0.42, 0.12), (0.6, 0.14), (0.58, 0.22), (0.4, 0.26)),
    ),
    "open": Hand(
        _PALM,
        (
            Finger(((0.43, 0.15), (0.62, 0.25), (0.77, 0.32)), 0.105),
            Finger(((0.48, 0.06), (0.74, 0.12), (0.95, 0.15)), 0.12),
            Finger(((0.48, -0.05), (0.78, -0.06), (1.03, -0.06)), 0.125),
            Finger(((0.45, -0.16), (0.72, -0.23), (0.94, -0.28)), 0.12),
            Finger(((0.08, -0.13), (0.28, -0.31), (0.46, -0.46)), 0.13),
        ),
        creases=(((0.14, -0.06), (0.3, -0.02), (0.42, 0.12)), ((0.24, -0.16), (0.36, -0.1),
            (0.5, -0.1))),
    ),
    "flat": Hand(
        ((-0.04, -0.12), (0.16, -0.15), (0.44, -0.15), (0.54, -0.06), (0.54, 0.10), (0.44,
            0.13), (0.2, 0.13), (-0.04, 0.11)),
        (
            Finger(((0.46, 0.07), (0.72, 0.07), (0.92, 0.03)), 0.12),
            Finger(((0.46, -0.01), (0.76, -0.01), (1.03, -0.02)), 0.14),
            Finger(((0.46, -0.08), (0.72, -0.08), (0.95, -0.06)), 0.12),
            Finger(((0.10, -0.08), (0.30, -0.19), (0.52, -0.2)), 0.115),
        ),
        creases=(((0.5, 0.04), (0.86, 0.02)), ((0.5, -0.05), (0.86, -0.045))),
    ),
    "hold": Hand(
        _FIST,
        (
            Finger(((0.40, 0.20), (0.52, 0.12), (0.52, -0.02)), 0.125),
            Finger(((0.48, 0.12), (0.62, 0.04), (0.61, -0.1)), 0.135),
            Finger(((0.52, 0.02), (0.70, -0.06), (0.68, -0.19)), 0.135),
            Finger(((0.50, -0.10), (0.74, -0.16), (0.74, -0.28)), 0.13),
            Finger(((0.10, -0.15), (0.30, -0.30), (0.52, -0.40)), 0.13),
        ),
        creases=(((0.58, 0.05), (0.57, -0.06)), ((0.66, -0.02), (0.65, -0.15))),
    ),
    "cover": Hand(
        _PALM,
        (
            Finger(((0.45, 0.15), (0.64, 0.17), (0.78, 0.15)), 0.115),
            Finger(((0.48, 0.06), (0.72, 0.07), (0.92, 0.05)), 0.13),
            Finger(((0.48, -0.05), (0.74, -0.05), (0.98, -0.05)), 0.135),
            Finger(((0.46, -0.15), (0.70, -0.17), (0.92, -0.16)), 0.13),
            Finger(((0.10, -0.14), (0.26, -0.30), (0.44, -0.40)), 0.125),
        ),
        creases=(((0.5, -0.1), (0.8, -0.11)), ((0.5, 0.0), (0.8, 0.0)), ((0.5, 0.1), (0.7,
            0.11))),
    ),
    "spread": Hand(
        _PALM,
        (
            Finger(((0.43, 0.15), (0.60, 0.22), (0.73, 0.25)), 0.11),
            Finger(((0.48, 0.06), (0.72, 0.1), (0.90, 0.1)), 0.125),
            Finger(((0.48, -0.05), (0.75, -0.05), (0.96, -0.06)), 0.13),
            Finger(((0.45, -0.16), (0.68, -0.21), (0.87, -0.22)), 0.125),
            Finger(((0.10, -0.14), (0.28, -0.29), (0.42, -0.40)), 0.13),
        ),
        creases=(((0.44, 0.01), (0.5, 0.01)), ((0.44, -0.1), (0.5, -0.1)), ((0.43, 0.11),
            (0.49, 0.115))),
    ),
}  # fmt: skip
"""Every drawing of a hand by name."""


def _finger_path(
    finger: Finger, grow: float, flip: float, size: float
) -> list[tuple[list[Point], list[float]]]:
    points = [(x * size, y * flip * size) for x, y in finger.points]
    (x0, y0), (x1, y1) = points[-2], points[-1]
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 or 1.0
    width = finger.width * size
    reach = width * 0.34 + grow * 0.5
    points.append((x1 + (x1 - x0) / length * reach, y1 + (y1 - y0) / length * reach))
    widths = [width + grow, width * 0.97 + grow, width * 0.8 + grow, width * 0.22 + grow * 0.6]
    return [(points, widths[-len(points) :])]


def paint_hand(
    brush: Brush,
    name: str,
    ink: Ink,
    size: float,
    *,
    flip: float = 1.0,
    skin: Tones | None = None,
) -> None:
    """A hand at the canvas's origin; `flip` -1 puts the thumb on the other side."""
    hand = HANDS[name]
    tones = skin or ink.skin
    grow = 2.4 * brush.weight
    palm = [(x * size, y * flip * size) for x, y in hand.palm]
    brush.edge(loop(palm), tones.line, grow / brush.weight)
    for finger in hand.fingers:
        for points, widths in _finger_path(finger, grow, flip, size):
            brush.fill(ribbon(points, widths), tones.line)
    brush.fill(loop(palm), tones.base)
    for finger in hand.fingers:
        for points, widths in _finger_path(finger, 0.0, flip, size):
            brush.fill(ribbon(points, widths), tones.base)
    low = [
        (x * size, y * flip * size)
        for x, y in (
            (0.0, 0.1),
            (0.25, 0.11),
            (0.48, 0.10),
            (0.46, 0.19),
            (0.2, 0.16),
            (-0.02, 0.12),
        )
    ]
    brush.fill(loop(low), tones.shade, 0.75)
    if hand.shade:
        brush.fill(loop([(x * size, y * flip * size) for x, y in hand.shade]), tones.shade, 0.7)
    for crease in hand.creases:
        points = [(x * size, y * flip * size) for x, y in crease]
        brush.line(points, [1.5] + [1.1] * (len(points) - 2) + [0.3], tones.line, 0.85)
