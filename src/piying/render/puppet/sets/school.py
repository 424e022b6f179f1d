"""A school: the gate with its avenue of cherry trees, and the corridor inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from piying.model.shot import Weather
from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.easel import LIGHT_DETAIL, Easel
from piying.render.puppet.sets.glyphs import write
from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.nature import branch, bush, crown, fallen, tree
from piying.render.puppet.sets.pen import Pen, oval, rect
from piying.render.puppet.sets.sky import clouds, sky, skyline, sun
from piying.render.puppet.sets.solid import (
    SNOW,
    back_wall,
    box,
    ceiling,
    ground,
    side_wall,
    upright,
)
from piying.render.puppet.sets.space import Camera
from piying.render.puppet.sets.surface import planks, sheen, tiles, weathered

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt

BLOSSOM, LEAVES = "#f6b7c6", "#5d9a55"


def gate(easel: Easel) -> SetArt:
    """The school gate: building with a clock tower, trees on both sides, the paved way."""
    easel.camera = Camera(horizon=1120, floor_y=1690, figure_scale=0.56, distance=4.2)
    easel.floor(_pavement)
    easel.plane("sky", 0.0, _sky, opaque=True, texture=0.5)
    easel.plane("clouds", 0.06, lambda pen: clouds(pen, 860, 120, 8), texture=0.4, drift=5)
    easel.plane(
        "town", 0.2, lambda pen: skyline(pen, 1140, 60, 200, "#8fa0c0", lit=0.4), air=0.25
    )
    easel.plane("building", 0.45, lambda pen: _building(easel, pen), air=0.66)
    easel.plane("trees", 0.68, _avenue, air=0.8, sway=2)
    easel.plane("gate", 0.88, _gateposts, air=0.95)
    easel.plane("branch", 1.35, _branches, sway=9, sway_s=5.5)
    return easel.finish(close_x=330, close_y=800)


def _sky(pen: Pen) -> None:
    sky(pen, 1150)
    sun(pen, 170, 250, 50)


def _pavement(pen: Pen) -> None:
    ground(pen, (-9, 9), (-1.6, 26), "#8fa868", "#a9bf86")
    tiles(
        pen, (-1.9, 1.9), (-1.6, 18), ("#e3d6c4", "#d5c3b0", "#dccbb8"), 0.48, joint="#a8958c"
    )
    for x in (-2.02, 1.9):
        box(pen, (x, x + 0.12), (0, 0.1), (-1.2, 18), "#d8d2cc", contact=0)
    fallen(pen, 70, (1300, 2100), BLOSSOM)
    weathered(pen, (-9, 9), (-1.6, 18), ((-0.9, "#ffd9a0", 0.5), (0.7, "#ffe6c0", 0.4)))


def _building(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    z, wall = 13.0, "#e9d9c6"
    back_wall(pen, (-7.5, 7.5), (0, 6.1), z, wall)
    left, top = pen.camera.at(-7.5, 6.1, z)
    right, _ = pen.camera.at(7.5, 6.1, z)
    pen.down(
        rect(left, top - 22, right, top + 8), SNOW if pen.tone.snowy else "#b9705a", "#7d4650"
    )
    _facade(pen, z)
    back_wall(pen, (-1.15, 1.15), (0, 8.3), z - 0.3, lift(wall, 0.12))
    cx, top = pen.camera.at(0, 8.3, z - 0.3)
    unit = pen.camera.scale * pen.camera.share(z)
    cap = [(cx - 1.45 * unit, top), (cx + 1.45 * unit, top), (cx, top - 1.9 * unit)]
    pen.across(cap, "#9a5a4c", "#5c3340")
    pen.line(cap[:2], "#f0dcc4", 5)
    dial = (cx, top + 1.1 * unit)
    pen.fill(oval(*dial, unit * 0.8, unit * 0.8), "#8a6a55")
    pen.fill(oval(*dial, unit * 0.68, unit * 0.68), "#fffdf2")
    if pen.tone.lamps > 0.5:
        pen.glow(*dial, unit * 1.8, "#fff0c0", 0.8 * pen.tone.lamps)
    for i in range(12):
        with pen.moved(*dial):
            pen.canvas.rotate(i * 30)
            pen.line([(0, -unit * 0.6), (0, -unit * 0.5)], "#4a4458", 3)
    pen.line([dial, (dial[0], dial[1] - unit * 0.46)], "#3a3448", 5)
    pen.line([dial, (dial[0] + unit * 0.3, dial[1] + unit * 0.16)], "#3a3448", 5)
    for i, word in enumerate("明大"):
        write(
            pen,
            word,
            cx - unit * 0.95 + i * unit * 1.0,
            top + unit * 2.35,
            unit * 0.85,
            "#9a3a34",
        )
    door = kit.bounds(upright(pen, (-0.9, 0.9), (0, 2.9), z - 0.35))
    pen.down(rect(*door), "#4b4a63", "#2f2d44")
    if pen.tone.lamps > 0.3:
        pen.lit(
            rect(door[0] + 6, door[1] + 6, door[2] - 6, door[3]),
            "#ffd48a",
            0.7 * pen.tone.lamps,
        )
        pen.glow(cx, door[3] - 40, unit * 2.6, "#ffc878", 0.6 * pen.tone.lamps)
    box(pen, (-2.0, 2.0), (0, 0.25), (z - 1.4, z - 0.4), "#cfc6c0")


def _facade(pen: Pen, z: float) -> None:
    for floor in range(2):
        low = 0.9 + floor * 2.5
        for k in range(-4, 5):
            if abs(k) < 1:
                continue
            left, top, right, foot = kit.bounds(
                upright(pen, (k * 1.55 - 0.55, k * 1.55 + 0.55), (low, low + 1.4), z)
            )
            pen.fill(rect(left - 4, top - 4, right + 4, foot + 5), "#fbf6ec")
            pen.down(rect(left, top, right, foot), "#8fb4d6", "#5d7ba6")
            if pen.rng.random() < 0.45 and pen.tone.lamps > 0.3:
                pen.lit(rect(left, top, right, foot), "#ffd58a", 0.85 * pen.tone.lamps)
            else:
                kit.glare(pen, left, top, right, foot, 0.25)
            pen.line([((left + right) / 2, top), ((left + right) / 2, foot)], "#fbf6ec", 3)
            pen.fade(rect(left, top, right, foot), ((0, top), (0, top + 14)), 0.5)
        for y in (low - 0.35, low + 1.85):
            a, b = pen.camera.at(-7.5, y, z), pen.camera.at(7.5, y, z)
            pen.line([a, b], "#fff4e2", 4)
            pen.line([(a[0], a[1] + 5), (b[0], b[1] + 5)], "#8d7a78", 3, 0.5)


def _avenue(pen: Pen) -> None:
    bloom = BLOSSOM if pen.tone.weather is not Weather.SNOW else "#e8d3dc"
    for z, tall in ((10.5, 4.2), (8.0, 4.6), (5.6, 4.9), (3.6, 5.2)):
        for side in (-1, 1):
            x, foot = pen.camera.at(side * 2.75, 0, z)
            unit = pen.camera.scale * pen.camera.share(z)
            shade = pen.at(0.72 + 0.28 * (11 - z) / 8)
            tree(shade, x, foot, tall * unit, bloom, "#6e4a45")
            bush(shade, x + side * unit * 0.5, foot + 4, unit * 1.5, unit * 0.6, LEAVES)


def _gateposts(pen: Pen) -> None:
    for side in (-1, 1):
        near = 1.75 * side
        span = (near - 0.3, near + 0.3)
        box(pen, span, (0, 2.5), (1.5, 2.1), "#b5664f", contact=0.5)
        with pen.on(pen.camera.back(1.5)):
            for row in range(17):
                for k in range(3):
                    left = span[0] + k * 0.2 - (0.1 if row % 2 else 0)
                    cell = rect(
                        max(left, span[0]) + 0.006,
                        row * 0.145,
                        min(left + 0.19, span[1]),
                        row * 0.145 + 0.13,
                    )
                    if left + 0.19 > span[0]:
                        pen.fill(cell, pen.vary("#b5664f", 0.16), 0.8)
        box(
            pen,
            (span[0] - 0.07, span[1] + 0.07),
            (2.5, 2.66),
            (1.43, 2.17),
            "#e8ddd0",
            contact=0,
        )
        lamp = pen.camera.at(near, 2.85, 1.8)
        unit = pen.camera.scale * pen.camera.share(1.8)
        pen.fill(oval(*lamp, unit * 0.14, unit * 0.15), "#fff8e6")
        pen.glow(*lamp, unit * 1.5, "#ffe0a0", pen.tone.lamps)
        wall = (near + side * 0.3, near + side * 5)
        box(pen, (min(wall), max(wall)), (0, 1.5), (1.7, 1.95), "#c98a6d")
        box(pen, (min(wall), max(wall)), (1.5, 1.6), (1.66, 2.0), "#e8ddd0", contact=0)
        if side < 0:
            left, top = pen.camera.at(near - 0.17, 2.15, 1.5)
            pen.down(rect(left, top, left + 128, top + 330), "#f3ead6", "#cdbfa8")
            pen.trace(rect(left, top, left + 128, top + 330), "#6a4a40", 4)
            for i, word in enumerate("大学"):
                write(pen, word, left + 18, top + 30 + i * 145, 92, "#7a2420")


def _branches(pen: Pen) -> None:
    for x, y, angle, size in ((-290, 60, 0.35, 520), (1380, -60, 2.55, 620)):
        branch(pen, (x, y), angle, size, 30, "#5b3b3c", BLOSSOM)
    crown(pen, -250, -120, 260, 150, BLOSSOM, leaf_size=15)
    crown(pen, 1330, -160, 300, 170, BLOSSOM, leaf_size=15)


WALL = "#efe8da"


def corridor(easel: Easel) -> SetArt:
    """The corridor: windows on the left, classroom doors on the right, a long shining floor."""
    easel.camera = Camera(horizon=960, floor_y=1680, figure_scale=0.6)
    easel.floor(_corridor_floor)
    easel.plane("outside", 0.12, _corridor_outside, opaque=True, air=0.7)
    easel.plane("corridor", 0.75, lambda pen: _corridor(easel, pen), air=0.9)
    easel.plane("light", 0.85, _corridor_light, texture=0, detail=LIGHT_DETAIL)
    easel.plane("plant", 1.25, _corridor_front, sway=2)
    easel.gloom(500, 960, 1250)
    return easel.finish(close_x=560, close_y=900)


def _corridor_outside(pen: Pen) -> None:
    sky(pen, 1050)
    sun(pen, -40, 420, 50)
    clouds(pen, 980, 420, 7)
    for x in (-240, -90, 60, 240, 380):
        crown(pen, x, 1080, 130, 140, LEAVES, leaf_size=12)


def _corridor_floor(pen: Pen) -> None:
    planks(pen, (-1.6, 1.6), (-1.45, 14), "#b98a5c", 0.2)
    for k in range(6):
        kit.patch(pen, (-1.6, -0.7), (0.2 + k * 2.2, 1.6 + k * 2.2), 0.5, 0.55)
    sheen(pen, -0.2, (0.5, 13.5), 1.3, pen.tone.sky[-1], 0.3)


def _corridor(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    tall, end = 3.1, 14.0
    ceiling(pen, (-1.6, 1.6), tall, (-2, end), "#f2efe8")
    for k in range(7):
        kit.lamp_panel(
            pen,
            (-0.2, 0.2),
            tall - 0.03,
            (0.4 + k * 2.1, 1.4 + k * 2.1),
            0.2 + 0.8 * pen.tone.night,
        )
    side_wall(pen, -1.6, (0, tall), (-2, end), WALL)
    side_wall(pen, 1.6, (0, tall), (-2, end), WALL)
    back_wall(pen, (-1.6, 1.6), (0, tall), end, WALL)
    kit.window(pen, (-0.75, 0.75), (0.95, 2.3), end, "#f4f6f4")
    with pen.on(pen.camera.side(-1.6)):
        for k in range(-1, 6):
            z0, z1 = 0.2 + k * 2.2, 2.0 + k * 2.2
            kit.hole(pen, rect(z0, 0.95, z1, 2.6))
            pen.fill(rect(z0, 0.95, z1, 2.6), "#cfe6ff", 0.1)
            pen.fill(
                [(z0 + 0.5, 2.6), (z0 + 0.8, 2.6), (z0 + 0.3, 0.95), (z0, 0.95)],
                "#ffffff",
                0.22,
            )
            pen.trace(rect(z0, 0.95, z1, 2.6), "#f4f6f4", 0.08)
            pen.line([((z0 + z1) / 2, 0.95), ((z0 + z1) / 2, 2.6)], "#e4e9ea", 0.06)
            pen.fill(rect(z0 - 0.2, 0, z1 + 0.2, 0.9), "#a9c2b2", 0.7)
    with pen.on(pen.camera.side(1.6)):
        pen.fill(rect(-2, 0, end, 0.95), "#a9c2b2", 0.7)
        pen.line([(-2, 0.95), (end, 0.95)], "#8a7a68", 0.05)
        for k in range(4):
            z0 = 0.9 + k * 3.4
            pen.fill(rect(z0 - 0.08, 0, z0 + 1.08, 2.2), "#8a5f3c")
            pen.fill(rect(z0, 0, z0 + 1.0, 2.12), "#c79256")
            pen.fill(rect(z0 + 0.2, 1.2, z0 + 0.8, 1.95), "#dcecf2")
            pen.fill(rect(z0 + 0.06, 0.9, z0 + 0.12, 1.1), "#50485a")
            pen.fill(rect(z0 + 1.4, 1.15, z0 + 2.9, 2.3), "#8a5f3c")
            pen.fill(
                rect(z0 + 1.45, 1.2, z0 + 2.85, 2.25),
                "#fdf3d6" if pen.tone.night else "#cfe0ea",
            )
            pen.line([(z0 + 2.15, 1.2), (z0 + 2.15, 2.25)], "#8a5f3c", 0.04)
    for k in range(4):
        z = 1.5 + k * 3.4
        box(pen, (1.22, 1.58), (2.28, 2.5), (z, z + 0.03), "#fbfaf4", contact=0)
        left, top, right, foot = kit.bounds(upright(pen, (1.24, 1.56), (2.3, 2.48), z))
        size = (foot - top) * 0.8
        write(
            pen,
            "三二一中"[k],
            (left + right) / 2 - size / 2,
            top + size * 0.12,
            size,
            "#2c3a66",
        )


def _corridor_light(pen: Pen) -> None:
    at = pen.camera.at
    for k in range(5):
        z0, z1 = 0.2 + k * 2.2, 2.0 + k * 2.2
        kit.shaft(
            pen,
            (at(-1.6, 2.55, z0), at(-1.6, 2.55, z1)),
            (at(0.4, 0, z0 - 0.5), at(0.4, 0, z1 - 0.5)),
            0.3,
        )


def _corridor_front(pen: Pen) -> None:
    from_x, foot = 1300.0, 2160.0
    crown(pen, from_x, foot - 330, 190, 260, "#3f7a4c", leaf_size=34)
