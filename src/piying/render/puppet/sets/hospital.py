"""A hospital ward: bed, monitor, drip, curtain rail, a wide window over the city."""

from __future__ import annotations

from math import sin
from typing import TYPE_CHECKING

import skia

from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.easel import LIGHT_DETAIL, Easel
from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.nature import blossoms
from piying.render.puppet.sets.pen import Pen, oval, path_of, rect, smooth
from piying.render.puppet.sets.sky import clouds, sky, skyline, sun
from piying.render.puppet.sets.solid import back_wall, box, ceiling, level, side_wall, upright
from piying.render.puppet.sets.space import Camera
from piying.render.puppet.sets.surface import sheen, tiles

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt

WALL, MINT, STEEL = "#eef3f1", "#a8d0c8", "#c2cad4"
LEFT_X, RIGHT_X, BACK, TALL = -2.2, 2.1, 4.6, 3.75


def paint(easel: Easel) -> SetArt:
    """The ward seen from its door."""
    easel.camera = Camera(horizon=950, floor_y=1680, figure_scale=0.6)
    easel.floor(_floor)
    easel.plane("city", 0.12, _outside, opaque=True, air=0.4, variants=3, hold_frames=20)
    easel.plane("room", 0.75, lambda pen: _room(easel, pen), air=0.92)
    easel.plane("light", 0.8, _light, texture=0, detail=LIGHT_DETAIL)
    easel.plane("bed", 0.86, _bed, air=0.97, variants=4, hold_frames=6)
    easel.plane("curtain", 1.14, _curtain, sway=4, sway_s=6)
    easel.gloom(600, 880, 1250)
    return easel.finish(close_x=500, close_y=800)


def _outside(pen: Pen) -> None:
    sky(pen, 1000)
    sun(pen, 740, 560, 34)
    clouds(pen, 820, 430, 6)
    skyline(pen.at(0.35), 1060, 120, 330, "#93a6c8", lit=0.5, flicker=1)
    skyline(pen.at(0.6), 1130, 80, 240, "#7688ac", lit=0.55, flicker=1)


def _floor(pen: Pen) -> None:
    tiles(
        pen,
        (LEFT_X, RIGHT_X),
        (-1.45, BACK),
        ("#d7e0e0", "#cbd8d8"),
        0.6,
        joint="#b4c4c6",
        vary=0.02,
    )
    kit.patch(pen, (0.1, 1.7), (1.2, BACK - 0.3), -0.7, 0.42, 3)
    sheen(pen, 0.9, (0.2, BACK), 1.5, pen.tone.sky[-1], 0.4)
    sheen(pen, -0.9, (0.2, BACK), 0.8, "#ffffff", 0.16)


def _room(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    ceiling(pen, (LEFT_X, RIGHT_X), TALL, (-2, BACK), "#f4f6f6")
    for z in (0.8, 2.8):
        kit.lamp_panel(
            pen, (-0.5, 0.5), TALL - 0.02, (z, z + 0.9), 0.35 + 0.65 * pen.tone.night
        )
    for x in (LEFT_X, RIGHT_X):
        side_wall(pen, x, (0, TALL), (-2, BACK), WALL)
        side_wall(pen, x, (0, 1.0), (-2, BACK), MINT)
        with pen.on(pen.camera.side(x)):
            pen.fill(rect(-2, 0.98, BACK, 1.08), "#f6efe0")
    back_wall(pen, (LEFT_X, RIGHT_X), (0, TALL), BACK, WALL)
    back_wall(pen, (LEFT_X, RIGHT_X), (0, 1.0), BACK, MINT)
    kit.window(pen, (0.0, 1.9), (1.0, 3.2), BACK, "#f6f8f8", columns=3, rows=2)
    left, top, right, foot = kit.bounds(upright(pen, (0.0, 1.9), (1.0, 3.2), BACK))
    kit.blind(pen, left, top, right, foot, "#f2f4f2", 0.8)
    rail = kit.bounds(upright(pen, (LEFT_X, -0.2), (1.3, 1.62), BACK))
    pen.down(rect(*rail), "#d9c3a6", "#b3977c")
    pen.line([(rail[0], rail[1]), (rail[2], rail[1])], "#fff4de", 3, 0.8)
    for k in range(5):
        x = rail[0] + 30 + k * 74
        pen.fill(rect(x, rail[1] + 26, x + 26, rail[1] + 52, 4), "#f4f6f6")
        pen.fill(
            oval(x + 13, rail[1] + 39, 7, 7),
            ("#59b09a", "#e0b04a", "#4f8fd0", "#d8604f", "#59b09a")[k],
        )
    pen.glow(
        (rail[0] + rail[2]) / 2, rail[1] - 20, 330, "#fff6e4", 0.28 + 0.5 * pen.tone.night, 0.6
    )
    _rail(pen)
    cross = pen.camera.at(-1.05, 2.3, BACK)
    pen.fill(oval(*cross, 46, 46), "#ffffff")
    pen.trace(oval(*cross, 46, 46), "#7fb5ae", 3)
    pen.fill(rect(cross[0] - 9, cross[1] - 28, cross[0] + 9, cross[1] + 28), "#d84b4b")
    pen.fill(rect(cross[0] - 28, cross[1] - 9, cross[0] + 28, cross[1] + 9), "#d84b4b")


def _rail(pen: Pen) -> None:
    """The curtain rail round the bed, its drawn curtain, and the vents of the ceiling."""
    at = pen.camera.at
    rail = [
        at(-0.3, TALL - 0.3, BACK - 0.05),
        at(-0.3, TALL - 0.3, 1.9),
        at(LEFT_X, TALL - 0.3, 1.4),
    ]
    pen.line(rail, "#9aa6b2", 7)
    pen.line([(x, y - 2) for x, y in rail], "#f4f8fa", 2.5)
    for k in range(6):
        z0, z1 = BACK - 0.1 - k * 0.14, BACK - 0.1 - (k + 1) * 0.14
        fold = [
            at(-0.3, TALL - 0.32, z0),
            at(-0.3, TALL - 0.32, z1),
            at(-0.3, 0.5, z1),
            at(-0.3, 0.5, z0),
        ]
        tint = lift("#bcdcd6", 0.24 if k % 2 else -0.12)
        pen.across(fold, lift(tint, 0.12), lift(tint, -0.18))
    for x in (-1.5, 1.4):
        vent = level(pen, (x - 0.2, x + 0.2), TALL - 0.01, (2.0, 2.4))
        pen.fill(vent, "#c3ccd2")
        for k in range(4):
            z = 2.06 + k * 0.1
            pen.line([at(x - 0.17, TALL, z), at(x + 0.17, TALL, z)], "#8d99a6", 2.5)


def _light(pen: Pen) -> None:
    at = pen.camera.at
    for k in range(3):
        x = 0.1 + k * 0.62
        kit.shaft(
            pen,
            (at(x, 2.9, BACK), at(x + 0.5, 2.9, BACK)),
            (at(x - 0.7, 0, 1.4), at(x - 0.1, 0, 1.4)),
            0.26,
        )


def _bed(pen: Pen) -> None:
    near, far = 2.2, 4.2
    for z in (near, far - 0.1):
        for x in (-1.72, -0.62):
            box(pen, (x, x + 0.05), (0, 0.5), (z, z + 0.05), STEEL)
    box(pen, (-1.75, -0.55), (0.88, 1.18), (far, far + 0.06), "#e6d3b8", contact=0)
    box(pen, (-1.72, -0.57), (0.32, 0.46), (near, far), STEEL)
    box(pen, (-1.7, -0.6), (0.46, 0.64), (near, far), "#f2f5fa", top="#ffffff", contact=0)
    at = pen.camera.at
    quilt = [
        at(-1.74, 0.66, near + 0.02),
        at(-0.56, 0.66, near + 0.02),
        at(-0.6, 0.7, 3.4),
        at(-1.7, 0.7, 3.4),
    ]
    pen.wash(quilt, (quilt[3], quilt[0]), ("#dcebf2", "#a9cbdd"))
    for k in range(5):
        a, b = at(-1.6 + k * 0.24, 0.68, near + 0.1), at(-1.5 + k * 0.2, 0.7, 3.3)
        pen.line([a, b], "#7fa6c0", 3, 0.4)
    drop = [quilt[0], quilt[1], at(-0.56, 0.28, near), at(-1.74, 0.3, near)]
    pen.down(drop, "#b6d4e2", "#86a9c2")
    fold = [
        at(-1.72, 0.71, 3.35),
        at(-0.58, 0.71, 3.35),
        at(-0.6, 0.73, 3.62),
        at(-1.7, 0.73, 3.62),
    ]
    pen.fill(fold, "#ffffff")
    x, y = at(-1.15, 0.78, 3.9)
    pen.down(
        smooth(
            [
                (x - 110, y + 22),
                (x - 120, y - 12),
                (x, y - 32),
                (x + 120, y - 12),
                (x + 110, y + 22),
                (x, y + 30),
            ]
        ),
        "#ffffff",
        "#c9d6e6",
    )
    for side in (-1.74, -0.57):
        for k in range(5):
            z = near + 0.2 + k * 0.3
            pen.line([at(side, 0.5, z), at(side, 0.88, z)], "#dfe6ee", 4)
        pen.line([at(side, 0.9, near + 0.15), at(side, 0.9, near + 1.45)], "#f6fafc", 7)
    _drip(pen)
    _monitor(pen)
    box(pen, (0.0, 0.5), (0, 0.72), (3.8, 4.3), "#e9dcc6")
    vx, vy = at(0.25, 0.72, 4.0)
    kit.vase(pen, vx, vy, 62, "#7fb5c9")
    blossoms(
        pen,
        [
            (vx + dx, vy - 80 + dy)
            for dx, dy in ((-24, 4), (0, -16), (22, 2), (8, 14), (-10, 16), (34, -14))
        ],
        20,
        "#f7b6a0",
    )


def _drip(pen: Pen) -> None:
    at = pen.camera.at
    foot, top = at(-0.32, 0, 3.6), at(-0.32, 2.0, 3.6)
    pen.line([foot, top], "#9aa6b6", 6)
    pen.line([(foot[0] - 2, foot[1]), (top[0] - 2, top[1])], "#f4f8fc", 2, 0.8)
    pen.line([(foot[0] - 34, foot[1] + 8), (foot[0] + 34, foot[1] + 8)], "#8a94a6", 6)
    pen.line([(top[0] - 34, top[1] + 6), top, (top[0] + 34, top[1] + 6)], "#9aa6b6", 5)
    bag = rect(top[0] + 14, top[1] + 8, top[0] + 52, top[1] + 78, 10)
    pen.down(bag, "#f4fbff", "#bfe0ea", 0.85)
    pen.fill(rect(top[0] + 18, top[1] + 34, top[0] + 48, top[1] + 74, 8), "#9fd3e0", 0.6)
    tube = skia.Path()
    tube.moveTo(top[0] + 33, top[1] + 78)
    tube.cubicTo(
        top[0] + 30, top[1] + 240, top[0] - 60, top[1] + 300, top[0] - 150, top[1] + 330
    )
    pen.trace(tube, "#e8f6fa", 3, 0.9)


def _monitor(pen: Pen) -> None:
    left, top, right, foot = kit.bounds(upright(pen, (-2.1, -1.55), (1.55, 2.0), 4.4))
    pen.shadow(rect(left + 6, top + 6, right + 6, foot + 8), 0.3, 6)
    pen.down(rect(left - 8, top - 8, right + 8, foot + 8, 8), "#e6eaee", "#a9b2be")
    screen = rect(left, top, right, foot, 4)
    pen.lit(screen, "#0f2430")
    wide = right - left
    for row, tint in enumerate(("#5dff9c", "#ffd65a", "#6ac8ff")):
        base = top + (foot - top) * (0.25 + 0.27 * row)
        points = []
        for k in range(33):
            x = left + wide * k / 32
            phase = (k + pen.variant * 2 + row * 3) % 8
            y = (
                base - {3: 16, 4: -8}.get(phase, 0)
                if row == 0
                else base - 6 * sin((k + pen.variant) * 0.8)
            )
            points.append((x, y))
        line = skia.Path()
        line.addPoly([skia.Point(*p) for p in points], False)  # noqa: FBT003 - positional only
        head = left + wide * (0.25 * (pen.variant + 1))
        with pen.clip(path_of(rect(left, top, right, foot))):
            paint = skia.Paint(
                Color=int("0xff" + tint[1:], 16),
                Style=skia.Paint.kStroke_Style,
                StrokeWidth=2.4,
                AntiAlias=True,
            )
            pen.canvas.drawPath(line, paint)
            pen.glow(head, base, 22, tint, 0.6)
    pen.glow(
        (left + right) / 2, (top + foot) / 2, wide * 1.2, "#7fe8c0", 0.14 + 0.2 * pen.tone.night
    )


def _curtain(pen: Pen) -> None:
    pen.line([(-300, -40), (150, 120)], "#b8c2cc", 14)
    for i in range(8):
        a, b = -300 + i * 40, -300 + (i + 1) * 40
        top = -40 + (a + 300) * 0.355
        fold = [(a, top + 14), (b, top + 28), (b + 14, 1700 + 14 * (i % 2)), (a + 14, 1700)]
        tint = lift("#bcdcd6", 0.22 if i % 2 else -0.1)
        pen.across(fold, lift(tint, 0.14), lift(tint, -0.24))
