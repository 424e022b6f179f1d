"""A classroom: windows along the left, rows of desks, the blackboard ahead."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.easel import LIGHT_DETAIL, Easel
from piying.render.puppet.sets.glyphs import write
from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.nature import crown
from piying.render.puppet.sets.pen import Pen, oval, rect, taper
from piying.render.puppet.sets.sky import clouds, sky, sun
from piying.render.puppet.sets.solid import (
    back_wall,
    box,
    ceiling,
    side_wall,
    upright,
)
from piying.render.puppet.sets.space import Camera, Point
from piying.render.puppet.sets.surface import planks, sheen

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt

LEFT_X, RIGHT_X, BACK, TALL = -2.15, 2.35, 6.4, 3.8
WALL, WOOD, DADO = "#f3ead8", "#c89058", "#9fc0ae"
PANES = ((-1.5, 0.5), (0.8, 2.5), (2.8, 4.3), (4.6, 6.1))


def paint(easel: Easel) -> SetArt:
    """The classroom seen from the last row."""
    easel.camera = Camera(horizon=960, floor_y=1680, figure_scale=0.6, vanish_x=670)
    easel.floor(_floor)
    easel.plane("outside", 0.15, _outside, opaque=True, air=0.75)
    easel.plane("room", 0.72, lambda pen: _room(easel, pen), air=0.86)
    easel.plane("light", 0.8, _light, texture=0, detail=LIGHT_DETAIL)
    easel.plane("far desks", 0.82, lambda pen: _desks(pen, (4.6, 3.5)), air=0.86)
    easel.plane("near desks", 0.92, lambda pen: _desks(pen, (2.3, 1.1)), air=0.97)
    easel.plane("curtain", 1.12, _curtain, sway=7, sway_s=5.0)
    easel.gloom(560, 900, 1250)
    return easel.finish(close_x=620, close_y=860)


def _outside(pen: Pen) -> None:
    sky(pen, 1050)
    sun(pen, 60, 330, 46)
    clouds(pen, 900, 300, 7)
    for i, x in enumerate((-230, -60, 90, 200, 320)):
        crown(pen.at(0.7), x, 1010 - (i % 2) * 50, 150, 180, "#5f9f58", leaf_size=14)


def _floor(pen: Pen) -> None:
    planks(pen, (LEFT_X, RIGHT_X + 0.3), (-1.45, BACK), "#c79a68", 0.17)
    for z in (1.2, 2.8, 4.6):
        kit.patch(pen, (LEFT_X, LEFT_X + 1.0), (z, z + 1.3), 0.6, 0.5)
    sheen(pen, -1.3, (0.2, 4.0), 0.9, pen.tone.sky[-1], 0.16)


def _room(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    ceiling(pen, (LEFT_X, RIGHT_X), TALL, (-2.0, BACK), "#f2efe8")
    for z in (0.6, 2.4, 4.2):
        for x in (-1.15, 1.15):
            kit.lamp_panel(
                pen,
                (x - 0.12, x + 0.12),
                TALL - 0.03,
                (z, z + 1.1),
                0.25 + 0.75 * pen.tone.night,
            )
    side_wall(pen, RIGHT_X, (0, TALL), (-2.0, BACK), WALL)
    side_wall(pen, RIGHT_X, (0, 1.0), (-2.0, BACK), DADO)
    side_wall(pen, LEFT_X, (0, TALL), (-2.0, BACK), WALL)
    side_wall(pen, LEFT_X, (0, 0.95), (-2.0, BACK), DADO)
    _board_wall(pen)
    _fans(pen)
    kit.side_panes(pen, LEFT_X, PANES, (1.0, 3.1))
    box(pen, (LEFT_X, LEFT_X + 0.14), (0.92, 0.98), (-1.4, BACK - 0.1), "#e8e0d0", contact=0)
    with pen.on(pen.camera.side(RIGHT_X)):
        pen.fill(rect(4.6, 0, 5.6, 2.15), "#b9824e")
        pen.fill(rect(4.75, 1.3, 5.45, 1.95), "#dcecf2")
        for i, z in enumerate((0.4, 1.6, 2.8)):
            pen.fill(rect(z, 1.35, z + 0.9, 2.05), lift("#e3c79a", 0.1 * i))
            pen.fill(rect(z + 0.08, 1.45, z + 0.4, 1.95), "#fbf7ee")
            pen.fill(rect(z + 0.46, 1.55, z + 0.82, 1.95), ("#f3c7c0", "#c3dcf0", "#f6e3a8")[i])


def _board_wall(pen: Pen) -> None:
    back_wall(pen, (LEFT_X, RIGHT_X), (0, TALL), BACK, WALL)
    back_wall(pen, (LEFT_X, RIGHT_X), (0, 0.95), BACK, DADO)
    left, top, right, foot = kit.bounds(upright(pen, (-1.35, 1.75), (0.95, 2.25), BACK))
    pen.shadow(rect(left + 6, top + 8, right + 8, foot + 12), 0.35, 6)
    pen.down(rect(left - 8, top - 8, right + 8, foot + 8), lift(WOOD, 0.15), lift(WOOD, -0.3))
    board = rect(left, top, right, foot)
    pen.across(board, "#3f7a66", "#2a584f")
    with pen.clip(board):
        for _ in range(16):
            x, y = pen.rng.uniform(left, right), pen.rng.uniform(top, foot)
            pen.fill(
                oval(x, y, pen.rng.uniform(40, 120), pen.rng.uniform(8, 22)), "#8fc0ae", 0.1
            )
        for row in range(5):
            y = top + 46 + row * 34
            x = left + 34
            while x < left + 240 - row * 22:
                size = pen.rng.uniform(10, 17)
                pen.line([(x, y), (x + size, y - pen.rng.uniform(-6, 6))], "#eef6ee", 2.2, 0.75)
                pen.line(
                    [(x + size * 0.5, y - 8), (x + size * 0.4, y + 8)], "#eef6ee", 1.8, 0.6
                )
                x += size + pen.rng.uniform(6, 12)
        pen.trace(oval(right - 120, top + 120, 56, 56), "#f8efc0", 2.2, 0.7)
        pen.line(
            [
                (right - 176, top + 120),
                (right - 64, top + 120),
                (right - 120, top + 64),
                (right - 176, top + 120),
            ],
            "#f3c9c9",
            2.2,
            0.75,
        )
    tray = rect(left, foot + 8, right, foot + 18)
    pen.down(tray, lift(WOOD, 0.3), lift(WOOD, -0.3))
    for i, word in enumerate("学安正明"):
        cx, cy, _, _ = kit.bounds(
            upright(pen, (-0.75 + i * 0.5, -0.4 + i * 0.5), (2.55, 2.9), BACK)
        )
        pen.fill(rect(cx, cy, cx + 54, cy + 54, 3), "#c8362e")
        write(pen, word, cx + 8, cy + 8, 38, "#ffe9b8")
    box(pen, (-0.35, 0.55), (0, 1.02), (BACK - 0.9, BACK - 0.4), "#a9713f")
    clock = pen.camera.at(-1.7, 2.75, BACK)
    pen.fill(oval(*clock, 25, 25), "#4d4a58")
    pen.fill(oval(*clock, 21, 21), "#fdfcf6")
    pen.line([clock, (clock[0], clock[1] - 14)], "#333044", 2.6)
    pen.line([clock, (clock[0] + 10, clock[1] + 5)], "#333044", 2.6)


def _fans(pen: Pen) -> None:
    for z in (1.4, 4.4):
        cx, cy = pen.camera.at(0.0, TALL - 0.55, z)
        unit = pen.camera.scale * pen.camera.share(z)
        pen.line([pen.camera.at(0.0, TALL, z), (cx, cy)], "#8b8794", unit * 0.05)
        for k in range(3):
            turn = 0.5 + k * 2 * pi / 3
            tip = (cx + cos(turn) * unit * 0.75, cy + sin(turn) * unit * 0.2)
            blade = taper([(cx, cy), tip], (unit * 0.05, unit * 0.13))
            pen.fill(blade, lift("#cfc6bd", -0.25))
        pen.fill(oval(cx, cy, unit * 0.13, unit * 0.09), "#b3abab")


def _light(pen: Pen) -> None:
    at = pen.camera.at
    for z0, z1 in PANES[1:]:
        top = (at(LEFT_X, 3.1, z0), at(LEFT_X, 3.1, z1))
        foot = (at(LEFT_X + 2.2, 0, z0 - 0.6), at(LEFT_X + 2.2, 0, z1 - 0.6))
        kit.shaft(pen, top, foot, 0.42)
    kit.cast(
        pen,
        [at(-0.2, 3.2, BACK), at(0.9, 3.2, BACK), at(1.5, 1.1, BACK), at(0.4, 1.1, BACK)],
        0.3,
    )


def _things(pen: Pen, spot: Point, unit: float) -> None:
    x, y = spot
    roll = pen.rng.random()
    if roll < 0.6:
        for k in range(pen.rng.choice((2, 3, 4))):
            tint = pen.rng.choice(kit.HUES)
            half, lift_y = unit * pen.rng.uniform(0.09, 0.12), unit * 0.026
            pen.down(
                rect(x - half, y - lift_y * (k + 1), x + half, y - lift_y * k),
                lift(tint, 0.2),
                lift(tint, -0.2),
            )
            pen.line(
                [(x - half, y - lift_y * k - 1), (x + half, y - lift_y * k - 1)],
                "#fff8e6",
                1.5,
                0.6,
            )
    if roll > 0.35:
        sheet = [
            (x + unit * 0.12, y + 4),
            (x + unit * 0.28, y + 4),
            (x + unit * 0.25, y - unit * 0.05),
            (x + unit * 0.11, y - unit * 0.05),
        ]
        pen.fill(sheet, "#fffdf4")


def _desks(pen: Pen, rows: tuple[float, ...]) -> None:
    for z in rows:
        for x in (-1.35, -0.42, 0.55, 1.5):
            kit.desk(pen, x, z, "#d9a868", things=_things)
            kit.chair(pen, x, z - 0.3, "#c08a50")
            if pen.rng.random() < 0.4:
                left, top = pen.camera.at(x + 0.34, 0.62, z)
                unit = pen.camera.scale * pen.camera.share(z)
                bag = rect(left, top, left + unit * 0.1, top + unit * 0.28, unit * 0.03)
                pen.down(bag, "#5476b0", "#2f4370")


def _curtain(pen: Pen) -> None:
    """A white curtain lit from behind, blown into the room."""
    left, right, foot = -330.0, 60.0, 1330.0
    count = 9
    for i in range(count):
        a = left + (right - left) * i / count
        b = left + (right - left) * (i + 1) / count
        billow = 70 * (i / count) ** 2
        low = a + billow * 0.8
        fold = [
            (a, -250),
            (b, -250),
            (b + billow + 22, foot * 0.7),
            (b + billow, foot - 30 * (i % 3)),
            (low, foot - 12 * (i % 2)),
            (low, foot * 0.7),
        ]
        bright, dim = ("#fffaf0", "#cfc8dc") if i % 2 else ("#e6e2ec", "#f6f1ea")
        pen.across(fold, bright, dim, 0.86)
