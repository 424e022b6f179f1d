"""A cliff above a sea of clouds: pine, peaks in ranks, a far pagoda."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

import skia

from piying.render.puppet.sets.hue import lift, mix
from piying.render.puppet.sets.nature import grass, rock
from piying.render.puppet.sets.pen import Pen, argb, oval, rect, smooth, taper
from piying.render.puppet.sets.sky import (
    cloud_bank,
    clouds,
    mist,
    rays,
    sky,
    streak_clouds,
    sun,
)
from piying.render.puppet.sets.solid import SNOW
from piying.render.puppet.sets.space import BOTTOM, LEFT, RIGHT, Camera, Point
from piying.render.puppet.sets.surface import puddles, streaks
from piying.render.puppet.sets.temple import roof

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt
    from piying.render.puppet.sets.easel import Easel

STONE, PINE = "#8d8790", "#3f7a5c"


def paint(easel: Easel) -> SetArt:
    """The ledge where two may fight."""
    easel.camera = Camera(horizon=1150, floor_y=1690, figure_scale=0.54, distance=4.2)
    easel.plane("sky", 0.0, _sky, opaque=True, texture=0.5)
    easel.plane(
        "high clouds",
        0.03,
        lambda pen: streak_clouds(pen, 260, 300, 12, 0.45),
        texture=0,
        drift=3,
    )
    easel.plane("far peaks", 0.08, _far_peaks, air=0.16)
    easel.plane(
        "cloud sea far", 0.12, lambda pen: _cloud_sea(pen, 1130, 0.7), texture=0, drift=6
    )
    easel.plane("peaks", 0.2, _peaks, air=0.42)
    easel.plane(
        "cloud sea", 0.28, lambda pen: _cloud_sea(pen, 1300, 1.0), texture=0.3, drift=11
    )
    easel.plane("spires", 0.5, _spires, air=0.74)
    easel.plane("mist", 0.6, lambda pen: mist(pen, 1470, 0.75, 200), texture=0, drift=22)
    easel.plane("ledge", 1.0, _ledge)
    easel.plane("pine", 1.02, _pine, sway=4, sway_s=6)
    easel.plane("front", 1.4, _front, sway=6, sway_s=4)
    return easel.finish(close_x=620, close_y=760)


def _sky(pen: Pen) -> None:
    sky(pen, 1240)
    sun(pen, 320, 470, 76)
    rays(pen, 320, 470, pen.tone.shaft_colour, 0.16 * pen.tone.shaft)
    clouds(pen, 1080, 640, 5)


def _spire(pen: Pen, x: float, foot: float, tall: float, wide: float, colour: str) -> None:
    """A pillar of rock: jagged sides, strata, a lit face, pines on its ledges."""
    steps = 9
    left: list[Point] = []
    right: list[Point] = []
    for i in range(steps + 1):
        t = i / steps
        half = wide * (0.16 + 0.34 * t**0.8) * pen.rng.uniform(0.86, 1.14)
        y = foot - tall * (1 - t)
        left.append((x - half + pen.rng.uniform(-6, 6), y))
        right.append((x + half + pen.rng.uniform(-6, 6), y))
    body = [*left, *reversed(right)]
    haze = mix(pen.tone.seen(colour, pen.depth), pen.tone.haze, 0.75)
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, foot - tall), skia.Point(0, foot)],
        [pen.ink(lift(colour, 0.12)), pen.ink(lift(colour, -0.1)), argb(haze)],
    )
    path = skia.Path()
    path.addPoly([skia.Point(*p) for p in body], True)  # noqa: FBT003 - positional only
    pen.canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))
    key = -1 if pen.tone.light.key_x < 0 else 1
    with pen.clip(path):
        ridge_x = [(x + key * wide * 0.04 * pen.rng.uniform(-2, 3), p[1]) for p in left]
        dark = [*ridge_x, *(reversed(right) if key < 0 else reversed(left))]
        pen.shadow(dark, 0.26)
        for _ in range(34):
            cy = foot - tall * pen.rng.random() ** 0.8
            cx = x + pen.rng.uniform(-0.5, 0.5) * wide
            run = tall * pen.rng.uniform(0.03, 0.12)
            slant = pen.rng.uniform(-10, 10)
            pen.line(
                [(cx, cy), (cx + slant, cy + run)],
                lift(colour, -0.55),
                pen.rng.uniform(1.5, 4),
                0.4,
            )
            pen.line(
                [(cx + key * 4, cy), (cx + slant + key * 4, cy + run * 0.7)],
                SNOW if pen.tone.snowy else lift(colour, 0.5),
                2.2,
                0.4,
            )
    for i in range(1, 7):
        if pen.rng.random() < 0.75:
            side = left if pen.rng.random() < 0.5 else right
            _tuft(pen, *side[i], wide * 0.12)
    _tuft(pen, x, foot - tall, wide * 0.17)


def _tuft(pen: Pen, x: float, y: float, size: float) -> None:
    dark, lit = skia.Path(), skia.Path()
    for _ in range(7):
        px, py = x + pen.rng.uniform(-1, 1) * size, y + pen.rng.uniform(-0.7, 0.4) * size
        w = size * pen.rng.uniform(0.4, 0.8)
        dark.addOval(skia.Rect(px - w, py - w * 0.3, px + w, py + w * 0.34))
        lit.addOval(skia.Rect(px - w * 0.8, py - w * 0.36, px + w * 0.7, py + w * 0.05))
    pen.fill(dark, lift(PINE, -0.35))
    pen.fill(lit, SNOW if pen.tone.snowy else lift(PINE, 0.15), 0.9)


def _far_peaks(pen: Pen) -> None:
    for x, tall, wide in (
        (-180, 420, 330),
        (40, 560, 300),
        (240, 380, 260),
        (560, 330, 300),
        (800, 620, 320),
        (1010, 470, 280),
        (1240, 560, 340),
    ):
        _spire(pen, x, 1240, tall, wide, "#8291aa")


def _peaks(pen: Pen) -> None:
    for x, tall, wide in (
        (-120, 700, 300),
        (120, 470, 220),
        (930, 820, 300),
        (1190, 640, 320),
        (720, 420, 170),
    ):
        _spire(pen, x, 1400, tall, wide, "#77808f")
    px, y = 932.0, 590.0
    for k, half in enumerate((34, 44, 54)):
        top = y - 66 + k * 32
        pen.across(
            rect(px - half * 0.55, top, px + half * 0.55, top + 34), "#c9836a", "#7a4450"
        )
        pen.lit(rect(px - 6, top + 10, px + 6, top + 30), "#ffd08a", pen.tone.lamps)
        roof(pen, px, top + 4, half, 22, "#5d6f86", ridge_share=0.3)
    pen.glow(px, y - 20, 130, "#ffc070", 0.5 * pen.tone.lamps)


def _spires(pen: Pen) -> None:
    _spire(pen, -150, 1640, 980, 360, STONE)
    _spire(pen, 1240, 1640, 860, 340, STONE)


def _cloud_sea(pen: Pen, y: float, alpha: float) -> None:
    cloud_bank(pen, y, 150)
    mist(pen, y - 20, 0.4 * alpha, 130)
    foot = y + 190
    pen.wash(
        rect(LEFT, foot - 60, RIGHT, BOTTOM),
        ((0, foot - 60), (0, foot + 160)),
        ("#e6ecf8", "#d3dcee"),
        (0.0, 0.95),
    )


LEDGE: tuple[Point, ...] = (
    (LEFT, 1440),
    (-120, 1452),
    (40, 1424),
    (220, 1446),
    (420, 1432),
    (600, 1450),
    (760, 1436),
    (860, 1462),
    (930, 1500),
    (1010, 1560),
    (1040, 1640),
    (1120, 1720),
    (1150, 1830),
    (1230, 1960),
    (1260, BOTTOM),
    (LEFT, BOTTOM),
)


def _ledge(pen: Pen) -> None:
    face = skia.Path()
    face.addPoly([skia.Point(x, y) for x, y in LEDGE], True)  # noqa: FBT003 - positional only
    pen.wash(face, ((0, 1430), (0, BOTTOM)), (lift(STONE, 0.3), STONE, lift(STONE, -0.5)))
    with pen.clip(face):
        streaks(pen, 150, (LEFT, 1200), (1440, BOTTOM), lift(STONE, -0.4), 0.3)
        streaks(pen, 90, (LEFT, 1100), (1440, 1900), lift(STONE, 0.4), 0.3)
        for _ in range(34):
            x, y = pen.rng.uniform(LEFT, 1100), pen.rng.uniform(1460, 2100)
            crack = [(x, y)]
            for _ in range(4):
                x += pen.rng.uniform(20, 60)
                y += pen.rng.uniform(-10, 14)
                crack.append((x, y))
            pen.line(crack, lift(STONE, -0.6), 2.5, 0.45)
            pen.line([(a, b + 3) for a, b in crack], lift(STONE, 0.5), 1.8, 0.4)
        for _ in range(26):
            x, y = pen.rng.uniform(LEFT, 900), pen.rng.uniform(1450, 2000)
            pen.fill(
                oval(x, y, pen.rng.uniform(30, 130), pen.rng.uniform(5, 15)), "#7f9a5e", 0.3
            )
        rim = skia.Path()
        rim.addPoly([skia.Point(x, y) for x, y in LEDGE[:-2]], False)  # noqa: FBT003 - positional
        pen.trace(
            rim,
            SNOW if pen.tone.snowy else lift(STONE, 0.55),
            22 if pen.tone.snowy else 9,
            0.85,
        )
        if pen.tone.snowy:
            pen.wash(face, ((0, 1440), (0, 2000)), (SNOW, SNOW), (0.92, 0.2))
        if pen.tone.wet:
            pen.shadow(face, 0.24)
            puddles(pen, 6, (-1.6, 0.8), (-0.9, 0.8))
    for x, wide in ((150, 90), (700, 120), (-150, 190)):
        rock(pen, x, 1475, wide, wide * 0.55, STONE)
    grass(pen, -260, 320, 1462, 44, "#7fa05c", 130)
    grass(pen, 560, 850, 1466, 36, "#7fa05c", 80)


def _pine(pen: Pen) -> None:
    spine = [
        (-300.0, 1500.0),
        (-170, 1330),
        (-120, 1120),
        (-10, 960),
        (60, 800),
        (210, 700),
        (330, 690),
    ]
    pen.fill(taper(spine, (120, 86, 70, 56, 44, 26, 10)), "#4a3236")
    lit = [(x - 10, y - 8) for x, y in spine]
    pen.fill(taper(lit, (36, 26, 22, 18, 14, 8, 3)), "#9a6a58", 0.7)
    for k in range(24):
        t = k / 23 * (len(spine) - 2)
        i = int(t)
        x = spine[i][0] + (spine[i + 1][0] - spine[i][0]) * (t - i)
        y = spine[i][1] + (spine[i + 1][1] - spine[i][1]) * (t - i)
        pen.trace(oval(x, y, 12, 8), "#2f1e26", 2.4, 0.5)
    arms = (
        ((-120, 1120), (60, 1090)),
        ((-10, 960), (-190, 860)),
        ((40, 840), (250, 860)),
        ((120, 750), (20, 620)),
        ((-60, 1030), (-240, 1010)),
    )
    for start, end in arms:
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 26)
        pen.fill(taper([start, middle, end], (26, 17, 6)), "#4a3236")
    for cx, cy, size in (
        (330, 690, 120),
        (220, 650, 120),
        (120, 690, 105),
        (60, 1080, 100),
        (-190, 850, 125),
        (-90, 800, 95),
        (250, 850, 95),
        (20, 610, 125),
        (110, 580, 80),
        (-240, 1000, 110),
    ):
        _needles(pen, cx, cy, size)


def _needles(pen: Pen, x: float, y: float, size: float) -> None:
    """A flat cushion of pine needles, three tones of fans."""
    for tint, dy, share in (
        (lift(PINE, -0.55), 0.12, 1.0),
        (lift(PINE, -0.12), 0.0, 0.9),
        (SNOW if pen.tone.snowy else lift(PINE, 0.3), -0.12, 0.66),
    ):
        path = skia.Path()
        for _ in range(15):
            cx = x + pen.rng.uniform(-1, 1) * size * share
            cy = y + dy * size + pen.rng.uniform(-0.2, 0.14) * size
            for k in range(9):
                a = pi + pi * k / 8 + pen.rng.uniform(-0.1, 0.1)
                run = size * pen.rng.uniform(0.2, 0.32)
                path.moveTo(cx - 2.2, cy)
                path.lineTo(cx + cos(a) * run, cy + sin(a) * run * 0.75)
                path.lineTo(cx + 2.2, cy)
                path.close()
        pen.fill(path, tint)


def _front(pen: Pen) -> None:
    left = smooth(
        [
            (LEFT - 40, 1960),
            (-120, 1930),
            (40, 2010),
            (210, 2080),
            (300, 2200),
            (LEFT - 40, 2260),
        ]
    )
    pen.down(left, lift(STONE, -0.35), lift(STONE, -0.7))
    grass(pen, LEFT, 240, 2060, 150, lift("#7fa05c", -0.4), 150)
