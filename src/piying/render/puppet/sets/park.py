"""A park by a lake: lamp, bench, willow and maple, a bridge far off."""

from __future__ import annotations

import skia

from piying.render.puppet.art import SetArt
from piying.render.puppet.sets.easel import Easel
from piying.render.puppet.sets.hue import lift, mix
from piying.render.puppet.sets.nature import bush, crown, fallen, grass, leaf, tree
from piying.render.puppet.sets.pen import Pen, argb, oval, rect, taper
from piying.render.puppet.sets.sky import clouds, ridge, sky, skyline, sun
from piying.render.puppet.sets.solid import SNOW, box, ground
from piying.render.puppet.sets.space import LEFT, RIGHT, Camera
from piying.render.puppet.sets.surface import streaks, tiles, weathered

GREEN, MAPLE = "#6fae58", "#e0804a"


def paint(easel: Easel) -> SetArt:
    """The path at the lake's edge."""
    easel.camera = Camera(horizon=1120, floor_y=1690, figure_scale=0.56, distance=4.0)
    easel.floor(_ground)
    easel.plane("sky", 0.0, _sky, opaque=True, texture=0.5)
    easel.plane("clouds", 0.05, lambda pen: clouds(pen, 900, 100, 8), texture=0.3, drift=5)
    easel.plane("town", 0.12, _town, air=0.3, variants=3, hold_frames=24)
    easel.plane("lake", 0.3, _lake, air=0.6, variants=4, hold_frames=10)
    easel.plane("shore", 0.6, lambda pen: _shore(easel, pen), air=0.85)
    easel.plane("bench", 0.88, _bench, air=0.97)
    easel.plane("willow", 0.93, _willow, air=0.98, sway=10, sway_s=5)
    easel.plane("leaves", 1.3, _front, sway=9, sway_s=4.6)
    return easel.finish(close_x=500, close_y=900)


def _sky(pen: Pen) -> None:
    sky(pen, 1130)
    sun(pen, 420, 340, 58)


def _town(pen: Pen) -> None:
    ridge(pen.at(0.2), 1120, 200, "#7f96b0", 7)
    skyline(pen, 1128, 40, 150, "#8c9cbc", lit=0.5, flicker=1)
    for k in range(24):
        crown(pen.at(0.45), LEFT + k * 72, 1112, 58, 40, "#5d8f66", leaf_size=6)


def _lake(pen: Pen) -> None:
    water = rect(LEFT, 1126, RIGHT, 1420)
    tone = pen.tone
    shades = [argb(mix(tone.sky[3], "#5f8aa8", 0.3)), argb(mix(tone.sky[1], "#1d3a5c", 0.3))]
    shader = skia.GradientShader.MakeLinear([skia.Point(0, 1126), skia.Point(0, 1330)], shades)
    pen.canvas.drawPath(water, skia.Paint(Shader=shader, Dither=True, AntiAlias=True))
    for _ in range(90):
        x, share = pen.rng.uniform(LEFT, RIGHT), pen.rng.random()
        y = 1130 + 150 * share
        size = 20 + 90 * share
        shift = (pen.variant * 23) % 60
        pen.lit(
            oval(x + shift, y, size, 1.6),
            mix(tone.sky[-1], "#ffffff", 0.3),
            pen.rng.uniform(0.1, 0.5),
        )
    for k in range(26):
        y = 1130 + k * 6
        half = 30 + pen.rng.uniform(0, 40)
        pen.lit(
            oval(430 + pen.rng.uniform(-20, 20) + (pen.variant % 2) * 8, y, half, 2.2),
            tone.sun,
            0.4 * tone.shaft,
        )
    arch = skia.Path()
    arch.moveTo(600, 1140)
    arch.cubicTo(720, 1060, 880, 1060, 1000, 1140)
    pen.trace(arch, "#d9d0c8", 12)
    pen.trace(arch, "#8d8490", 3)
    for k in range(7):
        x = 640 + k * 54
        lift_y = 1140 - 62 * (1 - ((x - 800) / 200) ** 2)
        pen.line([(x, lift_y), (x, lift_y - 24)], "#d9d0c8", 4)


def _ground(pen: Pen) -> None:
    ground(pen, (-12, 12), (-1.7, 11), "#7faa52", "#9cc070")
    streaks(pen, 150, (LEFT, RIGHT), (1280, 2160), "#5d8a42", 0.3)
    streaks(pen, 90, (LEFT, RIGHT), (1280, 2160), "#c3d888", 0.3)
    tiles(
        pen,
        (-1.45, 1.0),
        (-1.7, 10),
        ("#e0d0ba", "#d2c0ab", "#d9c8b2"),
        0.42,
        joint="#a9958a",
        vary=0.07,
    )
    for x in (-1.56, 1.0):
        box(pen, (x, x + 0.1), (0, 0.07), (-1.2, 10), "#c9c0b8", contact=0)
    if pen.tone.shaft > 0.3 and not pen.tone.wet:
        for _ in range(30):
            cx, cy = pen.camera.at(pen.rng.uniform(0.2, 3.0), 0, pen.rng.uniform(-1.0, 5))
            pen.shadow(oval(cx, cy, pen.rng.uniform(40, 150), pen.rng.uniform(8, 22)), 0.16, 4)
    fallen(pen, 120, (1320, 2130), MAPLE)
    lamps = pen.tone.lamps
    weathered(
        pen, (-8, 8), (-1.7, 10), ((-0.8, "#ffd28a", 0.6 * lamps), (0.4, pen.tone.sky[-1], 0.5))
    )
    pen.glow(*pen.camera.at(-1.3, 0, 3.4), 520, "#ffcf8a", 0.55 * lamps, 0.24)


def _shore(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    y = pen.camera.at(0, 0, 11)[1]
    grass(pen, LEFT, RIGHT, y + 8, 46, GREEN, 420)
    for k in range(15):
        x, foot = pen.camera.at(-6 + k * 0.85, 0, 10.4)
        pen.fill(rect(x - 5, foot - 62, x + 5, foot), "#e6ddd2")
        pen.fill(oval(x, foot - 64, 8, 6), SNOW if pen.tone.snowy else "#fffaf0")
    a, b = pen.camera.at(-6, 0.5, 10.4), pen.camera.at(6, 0.5, 10.4)
    for dy in (0, 26):
        pen.line([(a[0], a[1] + dy), (b[0], b[1] + dy)], "#e6ddd2", 5)
    for side, z, tall, tint in (
        (1, 8.5, 4.2, MAPLE),
        (-1, 9.0, 3.8, GREEN),
        (1, 5.4, 4.6, "#d9a04a"),
    ):
        x, foot = pen.camera.at(side * (2.5 if z < 6 else 3.0), 0, z)
        tree(pen.at(0.8), x, foot, tall * pen.camera.scale * pen.camera.share(z), tint)
    for x in (-3.2, -2.4, 2.0, 2.8):
        cx, cy = pen.camera.at(x, 0, 7.5)
        bush(pen, cx, cy, 150, 70, GREEN)


def _bench(pen: Pen) -> None:
    at = pen.camera.at
    z = 3.0
    for x in (-2.9, -1.85):
        box(pen, (x, x + 0.07), (0, 0.42), (z, z + 0.45), "#3f4658", contact=0.4)
        box(pen, (x, x + 0.06), (0.42, 0.88), (z + 0.4, z + 0.46), "#3f4658", contact=0)
    for k in range(4):
        box(
            pen,
            (-3.0, -1.7),
            (0.42, 0.46),
            (z + 0.02 + k * 0.11, z + 0.1 + k * 0.11),
            "#a9744a",
            contact=0,
        )
    for k in range(3):
        box(
            pen,
            (-3.0, -1.7),
            (0.54 + k * 0.13, 0.63 + k * 0.13),
            (z + 0.4, z + 0.43),
            "#b5804f",
            contact=0,
        )
    x, foot = at(-1.35, 0, 3.5)
    unit = pen.camera.scale * pen.camera.share(3.5)
    top = foot - unit * 3.0
    pen.shadow(oval(x, foot, unit * 0.2, unit * 0.05), 0.4, 5)
    pen.across(rect(x - unit * 0.045, top, x + unit * 0.045, foot), "#6d7690", "#2a2f44")
    pen.fill(
        [
            (x - unit * 0.14, foot),
            (x + unit * 0.14, foot),
            (x + unit * 0.06, foot - unit * 0.3),
            (x - unit * 0.06, foot - unit * 0.3),
        ],
        "#3a4058",
    )
    pen.fill(
        [
            (x - unit * 0.2, top),
            (x + unit * 0.2, top),
            (x + unit * 0.06, top - unit * 0.18),
            (x - unit * 0.06, top - unit * 0.18),
        ],
        "#3a4058",
    )
    glass = [
        (x - unit * 0.17, top),
        (x + unit * 0.17, top),
        (x + unit * 0.11, top + unit * 0.34),
        (x - unit * 0.11, top + unit * 0.34),
    ]
    pen.down(glass, "#fffbe8", "#d9d3c4")
    lamps = pen.tone.lamps
    pen.glow(x, top + unit * 0.16, unit * 2.0, "#ffd890", 0.85 * lamps)
    pen.glow(x, top + unit * 0.16, unit * 0.4, "#fffbe6", lamps)


def _willow(pen: Pen) -> None:
    x, foot = pen.camera.at(2.15, 0, 3.2)
    pen.fill(
        taper(
            [(x + 60, foot), (x + 30, foot - 330), (x - 30, foot - 640), (x + 20, foot - 980)],
            (92, 60, 48, 22),
        ),
        "#5d473f",
    )
    pen.fill(
        taper(
            [(x + 34, foot), (x + 12, foot - 330), (x - 44, foot - 640), (x + 10, foot - 980)],
            (20, 14, 12, 6),
        ),
        lift("#8a6a58", 0.2),
        0.8,
    )
    for tint in (
        lift(GREEN, -0.42),
        lift(GREEN, -0.08),
        SNOW if pen.tone.snowy else lift(GREEN, 0.26),
    ):
        path = skia.Path()
        for _ in range(34):
            sx = x + pen.rng.uniform(-210, 190)
            sy = 230 + abs(sx - x) * 0.35 + pen.rng.uniform(-110, 30)
            length = pen.rng.uniform(360, 720) - abs(sx - x)
            drift = pen.rng.uniform(-34, 34)
            for k in range(18):
                t = k / 17
                px, py = sx + drift * t * t, sy + length * t
                leaf(path, px, py, 34, 5.5, 1.57 + pen.rng.uniform(-0.7, 0.7))
        pen.fill(path, tint)
    crown(pen, x, 220, 300, 150, GREEN, leaf_size=16)


def _front(pen: Pen) -> None:
    for x, y, size in ((-230, -170, 300), (60, -250, 240)):
        crown(pen, x, y, size, size * 0.7, MAPLE, leaf_size=22)
    grass(pen, LEFT, 260, 2185, 210, lift(GREEN, -0.4), 180)
    grass(pen, 900, RIGHT, 2185, 210, lift(GREEN, -0.4), 160)
