"""A rich family's living room: tall windows, chandelier, sofa, marble, a staircase."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.easel import LIGHT_DETAIL, Easel
from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.nature import crown, potted
from piying.render.puppet.sets.pen import Pen, oval, path_of, rect, smooth
from piying.render.puppet.sets.sky import clouds, sky, sun
from piying.render.puppet.sets.solid import back_wall, box, ceiling, level, side_wall, upright
from piying.render.puppet.sets.space import Camera
from piying.render.puppet.sets.surface import sheen, tiles
from piying.render.puppet.sets.temple import curtain

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt

LEFT_X, RIGHT_X, BACK, TALL = -3.0, 2.5, 6.0, 5.2
CREAM, GOLD, SOFA = "#efe3d3", "#c9a15e", "#6d7fa6"
PANES = ((-2.7, -1.3), (-0.9, 0.5))


def paint(easel: Easel) -> SetArt:
    """The hall of a villa."""
    easel.camera = Camera(horizon=1010, floor_y=1680, figure_scale=0.56, distance=3.6)
    easel.floor(_floor)
    easel.plane("garden", 0.15, _garden, opaque=True, air=0.65)
    easel.plane("room", 0.74, lambda pen: _room(easel, pen), air=0.92)
    easel.plane("curtains", 0.77, _curtains, air=0.94, sway=3, sway_s=6)
    easel.plane("chandelier", 0.82, _chandelier, air=0.95, sway=2, sway_s=5)
    easel.plane("sofa", 0.88, _sofa, air=0.98)
    easel.plane("light", 0.92, _light, texture=0, detail=LIGHT_DETAIL)
    easel.plane("plant", 1.28, lambda pen: potted(pen, -120, 2150, 820, "#3f7a55"), sway=3)
    easel.gloom(560, 980, 1300)
    return easel.finish(close_x=680, close_y=900)


def _garden(pen: Pen) -> None:
    sky(pen, 1050)
    sun(pen, 240, 380, 44)
    clouds(pen, 760, 200, 6)
    for i, x in enumerate((-200, 0, 180, 330, 480, 640)):
        crown(
            pen,
            x,
            1010 - 40 * (i % 3),
            140,
            150,
            ("#5f9a5c", "#78a862", "#4f8a5a")[i % 3],
            leaf_size=13,
        )


def _floor(pen: Pen) -> None:
    tiles(
        pen,
        (LEFT_X, RIGHT_X),
        (-1.5, BACK),
        ("#e6dbd0", "#d8cabd"),
        0.8,
        joint="#b59a78",
        vary=0.03,
    )
    with pen.on(pen.camera.floor()):
        z = -1.2
        while z < BACK:
            x = LEFT_X
            while x < RIGHT_X:
                pen.fill(
                    [(x - 0.1, z), (x, z - 0.1), (x + 0.1, z), (x, z + 0.1)], "#7a5a4c", 0.85
                )
                x += 0.8
            z += 0.8
    rug = level(pen, (-1.7, 1.5), 0.0, (0.5, 3.6))
    pen.wash(rug, (rug[3], rug[0]), ("#8a4a56", "#6d3648"))
    pen.trace(path_of(level(pen, (-1.6, 1.4), 0.0, (0.6, 3.5))), "#d9b878", 5)
    pen.trace(path_of(level(pen, (-1.45, 1.25), 0.0, (0.8, 3.3))), "#d9b878", 2)
    for x0, x1 in PANES:
        kit.patch(pen, (x0, x1), (2.4, BACK - 0.2), 0.9, 0.45, 2)
        sheen(pen, (x0 + x1) / 2, (0.0, BACK), 1.0, pen.tone.sky[-1], 0.32)


def _room(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    ceiling(pen, (LEFT_X, RIGHT_X), TALL, (-2, BACK), "#f5efe6")
    for inset in (0.5, 0.8):
        pen.trace(
            path_of(level(pen, (LEFT_X + inset, RIGHT_X - inset), TALL, (inset, BACK - inset))),
            GOLD,
            4,
            0.6,
        )
    side_wall(pen, LEFT_X, (0, TALL), (-2, BACK), CREAM)
    side_wall(pen, RIGHT_X, (0, TALL), (-2, BACK), CREAM)
    back_wall(pen, (LEFT_X, RIGHT_X), (0, TALL), BACK, CREAM)
    with pen.on(pen.camera.back(BACK)):
        for x0, x1 in ((0.75, 2.4),):
            for y0, y1 in ((0.2, 1.0), (1.15, 3.3), (3.5, 4.9)):
                pen.trace(rect(x0, y0, x1, y1), lift(CREAM, -0.3), 0.05)
                pen.trace(rect(x0, y0, x1, y1), GOLD, 0.022)
        for y in (0.1, 3.4, 5.05):
            pen.line([(LEFT_X, y), (RIGHT_X, y)], lift(CREAM, 0.5), 0.07)
            pen.line([(LEFT_X, y - 0.05), (RIGHT_X, y - 0.05)], lift(CREAM, -0.4), 0.02, 0.6)
    for x0, x1 in PANES:
        kit.window(pen, (x0, x1), (0.25, 4.3), BACK, "#f6efe4", columns=2, rows=4, glass=0.1)
    left, top, right, foot = kit.bounds(upright(pen, (1.0, 2.15), (1.5, 2.9), BACK))
    kit.picture(pen, left, top, right, foot, GOLD, ("#f0d2a8", "#b9805f", "#7d5066", "#4a3c5c"))
    for x in (0.62, 2.42):
        cx, cy = pen.camera.at(x, 2.3, BACK)
        pen.fill(rect(cx - 5, cy, cx + 5, cy + 40), GOLD)
        pen.down(
            [(cx - 15, cy - 30), (cx + 15, cy - 30), (cx + 22, cy + 6), (cx - 22, cy + 6)],
            "#fff4d8",
            "#e6bd80",
        )
        pen.glow(cx, cy - 10, 190, "#ffca80", 0.25 + 0.6 * pen.tone.lamps)
    _stairs(pen)


def _stairs(pen: Pen) -> None:
    for k in range(9):
        z = 5.6 - k * 0.34
        high = 0.17 * (k + 1)
        box(pen, (1.75, 2.5), (0, high), (z - 0.34, z), "#d9c8b4", top="#7d4450", contact=0.2)
    at = pen.camera.at
    rail = [at(1.75, 0.17 * (k + 1) + 0.85, 5.5 - k * 0.34) for k in range(9)]
    for k, (x, y) in enumerate(rail):
        foot = at(1.75, 0.17 * (k + 1), 5.5 - k * 0.34)
        pen.line([(x, y), foot], "#3d2f33", 4)
        pen.trace(oval((x + foot[0]) / 2, (y + foot[1]) / 2, 6, 14), GOLD, 2.5)
    pen.line(rail, "#5b3830", 12)
    pen.line([(x, y - 4) for x, y in rail], "#c58a6a", 3.5)


def _curtains(pen: Pen) -> None:
    for x0, x1 in PANES:
        left, top = pen.camera.at(x0 - 0.18, 4.55, BACK - 0.1)
        right, foot = pen.camera.at(x1 + 0.18, 0.04, BACK - 0.1)
        curtain(pen, left, left + 64, top, foot, "#a9585a", gather=0.12)
        curtain(pen, right - 64, right, top, foot, "#a9585a", gather=0.12)
        swag = smooth(
            [
                (left, top - 6),
                (right, top - 6),
                (right, top + 40),
                ((left + right) / 2, top + 76),
                (left, top + 40),
            ]
        )
        pen.down(swag, "#c27270", "#7c3a48")
        pen.line([(left - 10, top - 6), (right + 10, top - 6)], GOLD, 8)


def _chandelier(pen: Pen) -> None:
    cx, top = pen.camera.at(0.1, TALL, 2.9)
    y = pen.camera.at(0.1, 3.75, 2.9)[1]
    pen.line([(cx, top - 300), (cx, y)], "#8a6a3c", 5)
    power = 0.35 + 0.65 * pen.tone.lamps
    pen.glow(cx, y, 620, "#ffdfa4", 0.55 * power)
    for tier, (radius, drop, count) in enumerate(((150, 40, 12), (96, -20, 9), (46, -76, 6))):
        ring = oval(cx, y + drop, radius, radius * 0.2)
        pen.trace(ring, "#8a6434", 7)
        pen.trace(ring, "#ffe7ae", 2.5)
        for i in range(count):
            a = 2 * pi * i / count + tier
            px, py = cx + cos(a) * radius, y + drop + sin(a) * radius * 0.2
            pen.fill(rect(px - 3, py - 26, px + 3, py), "#fffaf0")
            pen.lit(oval(px, py - 32, 4, 9), "#fff2c8", power)
            pen.glow(px, py - 32, 46, "#ffe0a0", power)
            for k in range(4):
                pen.lit(
                    oval(px, py + 12 + k * 13, 3.4 - k * 0.5, 6),
                    "#fff8ea" if k % 2 else "#dfe8ff",
                    0.75,
                )
    for k in range(7):
        pen.lit(
            oval(cx, y + 60 + k * 17, 11 - k * 1.3, 10), "#fff6e0" if k % 2 else "#e6ddff", 0.8
        )


def _sofa(pen: Pen) -> None:
    z0, z1 = 3.3, 4.2
    box(pen, (-2.0, 1.0), (0.12, 0.46), (z0, z1), SOFA, contact=0.5)
    box(pen, (-2.05, 1.05), (0.3, 1.0), (z1 - 0.15, z1 + 0.1), lift(SOFA, 0.02), contact=0)
    for k in range(3):
        left, top, right, foot = kit.bounds(
            upright(pen, (-1.85 + k * 0.9, -0.97 + k * 0.9), (0.44, 1.0), z1 - 0.2)
        )
        back = rect(left + 2, top, right - 2, foot, 16)
        pen.down(back, lift(SOFA, 0.22), lift(SOFA, -0.22))
        for dx in (0.3, 0.7):
            pen.fill(oval(left + (right - left) * dx, (top + foot) / 2, 4, 4), lift(SOFA, -0.5))
        seat = kit.bounds(level(pen, (-1.85 + k * 0.9, -0.97 + k * 0.9), 0.5, (z0, z1 - 0.2)))
        pen.down(
            rect(seat[0], seat[1], seat[2], seat[3] + 22, 10),
            lift(SOFA, 0.3),
            lift(SOFA, -0.12),
        )
    for x in (-2.15, 0.85):
        box(
            pen,
            (x, x + 0.3),
            (0.1, 0.72),
            (z0 - 0.05, z1),
            lift(SOFA, -0.05),
            top=lift(SOFA, 0.25),
            contact=0.4,
        )
    for x, tint in ((-1.7, "#d9a35a"), (0.55, "#c25c62"), (0.25, "#efe6da")):
        cx, cy = pen.camera.at(x, 0.72, z0 + 0.4)
        cushion = smooth(
            [
                (cx - 50, cy + 40),
                (cx - 44, cy - 40),
                (cx, cy - 46),
                (cx + 44, cy - 40),
                (cx + 50, cy + 40),
                (cx, cy + 46),
            ]
        )
        pen.down(cushion, lift(tint, 0.2), lift(tint, -0.3))
    for x in (-1.02, 0.46):
        box(pen, (x, x + 0.07), (0, 0.3), (2.25, 2.32), "#8a6a3c")
        box(pen, (x, x + 0.07), (0, 0.3), (1.75, 1.82), "#b08a4c")
    box(pen, (-1.1, 0.6), (0.3, 0.36), (1.7, 2.4), "#c9b6a6", top="#f4ece4", contact=0)
    cx, cy = pen.camera.at(-0.5, 0.36, 2.05)
    kit.vase(pen, cx, cy, 84, "#7fa8b8")
    crown(pen, cx, cy - 130, 70, 62, "#e58f9a", leaf_size=10)
    cx, cy = pen.camera.at(0.2, 0.36, 1.95)
    pen.fill(oval(cx, cy, 40, 10), "#ffffff")
    pen.down(rect(cx - 18, cy - 26, cx + 18, cy - 2, 7), "#ffffff", "#cfc6d2")


def _light(pen: Pen) -> None:
    at = pen.camera.at
    for x0, x1 in PANES:
        kit.shaft(
            pen,
            (at(x0, 4.2, BACK), at(x1, 4.2, BACK)),
            (at(x0 + 1.0, 0, 1.6), at(x1 + 1.3, 0, 1.6)),
            0.3,
        )
