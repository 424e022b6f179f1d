"""A mansion's courtyard: hall with swept eaves, moon gate, plum tree, pond and stone table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from piying.render.puppet.sets.hue import lift, mix
from piying.render.puppet.sets.nature import bamboo, branch, bush, fallen, fronds, rock, trunk
from piying.render.puppet.sets.pen import Pen, oval, rect
from piying.render.puppet.sets.sky import clouds, ridge, sky, streak_clouds, sun
from piying.render.puppet.sets.solid import back_wall, box, ground
from piying.render.puppet.sets.space import Camera
from piying.render.puppet.sets.surface import tiles, weathered
from piying.render.puppet.sets.temple import (
    balustrade,
    brackets,
    column,
    lantern,
    lattice,
    plaque,
    roof,
)

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt
    from piying.render.puppet.sets.easel import Easel

TILE, WOOD, STONE, PLASTER = "#5d6f86", "#8e3f38", "#c3bbb4", "#efe6d6"
PLUM = "#f3a3b4"


def paint(easel: Easel) -> SetArt:
    """The courtyard, the main hall ahead."""
    easel.camera = Camera(horizon=1130, floor_y=1690, figure_scale=0.56, distance=4.0)
    easel.floor(_ground)
    easel.plane("sky", 0.0, _sky, opaque=True, texture=0.5)
    easel.plane("clouds", 0.05, _clouds, texture=0.3, drift=5)
    easel.plane("hills", 0.12, _hills, air=0.3)
    easel.plane("pavilion", 0.3, _pavilion, air=0.5)
    easel.plane("hall", 0.55, lambda pen: _hall(easel, pen), air=0.82)
    easel.plane("walls", 0.74, _walls, air=0.92)
    easel.plane("garden", 0.88, _garden, air=0.97)
    easel.plane("lanterns", 0.92, _lanterns, air=1.0, texture=0, sway=5, sway_s=4.5)
    easel.plane("plum", 1.3, _plum, sway=8, sway_s=6)
    return easel.finish(close_x=600, close_y=760)


def _sky(pen: Pen) -> None:
    sky(pen, 1130)
    sun(pen, 260, 300, 58)


def _clouds(pen: Pen) -> None:
    clouds(pen, 820, 260, 6)
    streak_clouds(pen, 180, 200, 7, 0.35)


def _hills(pen: Pen) -> None:
    ridge(pen, 1080, 330, "#7f9ab8", 8)
    ridge(pen.at(0.45), 1130, 190, "#6a8a96", 8)


def _pavilion(pen: Pen) -> None:
    x, foot = 850.0, 1110.0
    for level_no, (y, half) in enumerate(((720, 92), (820, 116), (930, 142))):
        body = rect(x - half * 0.6, y, x + half * 0.6, y + 100)
        pen.across(body, "#c98a70", "#7d4a50")
        for k in range(-2, 3):
            pen.fill(
                rect(x + k * half * 0.22 - 7, y + 24, x + k * half * 0.22 + 7, y + 78),
                "#5b3440",
            )
            pen.lit(
                rect(x + k * half * 0.22 - 7, y + 24, x + k * half * 0.22 + 7, y + 78),
                "#ffc46a",
                0.85 * pen.tone.lamps,
            )
        roof(pen, x, y + 14, half, 62 + level_no * 6, TILE, ridge_share=0.3)
    pen.line([(x, 610), (x, 690)], "#8a6a3c", 7)
    pen.fill(oval(x, 646, 11, 15), "#c9a25a")
    pen.fill(rect(x - 100, 1030, x + 100, foot), "#9a8a8a")


def _ground(pen: Pen) -> None:
    ground(pen, (-10, 10), (-1.7, 14), "#b9b08f", "#c4bfa0")
    tiles(
        pen,
        (-4.2, 4.2),
        (-1.7, 11),
        ("#b7b1ad", "#aaa4a4", "#c0b9b2"),
        0.62,
        joint="#8a8584",
        vary=0.07,
    )
    tiles(
        pen,
        (-0.95, 0.95),
        (-1.7, 10.6),
        ("#d3cbc0", "#c6beb6"),
        0.95,
        joint="#958d88",
        vary=0.05,
    )
    for _ in range(60):
        cx, cy = pen.camera.at(pen.rng.uniform(-3, 3), 0, pen.rng.uniform(-1.3, 8))
        pen.fill(oval(cx, cy, pen.rng.uniform(6, 30), pen.rng.uniform(2, 6)), "#7f9a68", 0.3)
    if pen.tone.shaft > 0.3 and not pen.tone.wet:
        for _ in range(26):
            cx, cy = pen.camera.at(pen.rng.uniform(-3.2, -0.4), 0, pen.rng.uniform(-0.8, 3.6))
            pen.shadow(oval(cx, cy, pen.rng.uniform(40, 130), pen.rng.uniform(9, 22)), 0.16, 4)
    fallen(pen, 90, (1340, 2120), PLUM)
    lamps = pen.tone.lamps
    weathered(
        pen,
        (-6, 6),
        (-1.7, 11),
        (
            (-1.2, "#ff8a4a", 0.55 * lamps),
            (1.2, "#ff8a4a", 0.55 * lamps),
            (0, pen.tone.sky[-1], 0.5),
        ),
    )
    for x in (-1.9, 1.9):
        pen.glow(*pen.camera.at(x, 0, 3.0), 420, "#ff9a55", 0.35 * lamps, 0.25)


def _hall(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    at = pen.camera.at
    z = 10.5
    unit = pen.camera.scale * pen.camera.share(z)
    for k in range(4):
        box(pen, (-1.7 - k * 0.0, 1.7), (k * 0.2, k * 0.2 + 0.2), (z - 1.6 + k * 0.3, z), STONE)
    box(pen, (-6, -1.75), (0, 0.8), (z - 0.4, z), STONE)
    box(pen, (1.75, 6), (0, 0.8), (z - 0.4, z), STONE)
    back_wall(pen, (-5.2, 5.2), (0.8, 4.6), z + 0.3, lift(WOOD, -0.2))
    for k in range(-4, 4):
        left, foot = at(k * 1.22 + 0.12, 0.8, z + 0.25)
        right, top = at(k * 1.22 + 1.1, 3.9, z + 0.25)
        for half in (0, 1):
            middle = (left + right) / 2
            lattice(
                pen,
                left if not half else middle,
                top,
                middle if not half else right,
                foot,
                WOOD,
                glow=0.95 * pen.tone.lamps,
            )
    for k in range(-4, 5):
        x, foot = at(k * 1.22, 0.8, z)
        column(pen, x, at(0, 4.6, z)[1], foot, unit * 0.24, "#a8403a")
    left, high = at(-5.2, 4.7, z)
    right, _ = at(5.2, 4.7, z)
    pen.down(rect(left, high - 4, right, high + unit * 0.5), "#2f6a70", "#2b4a7a")
    pen.line([(left, high + unit * 0.5), (right, high + unit * 0.5)], "#d9b060", 3)
    brackets(pen, left, right, high - unit * 0.34, unit * 0.4, ("#3f8a78", "#2c4a8a"))
    cx = at(0, 0, z)[0]
    roof(
        pen, cx, high - unit * 0.22, unit * 6.6, unit * 2.3, TILE, ridge_share=0.72, sweep=0.34
    )
    plaque(pen, cx, high + unit * 0.42, unit * 1.7, unit * 0.62, "正明")
    for side in (-1, 1):
        a, b = sorted((at(side * 1.9, 0, z)[0], at(side * 5.6, 0, z)[0]))
        balustrade(pen, a, b, at(0, 0.8, z - 0.4)[1], unit * 0.8, STONE)


def _walls(pen: Pen) -> None:
    at = pen.camera.at
    for side in (-1, 1):
        x = side * 3.0
        z0, z1 = 1.8, 9.5
        box(
            pen,
            (min(x, x + side * 3), max(x, x + side * 3)),
            (0, 2.6),
            (z0, z1),
            PLASTER,
            contact=0.4,
        )
        with pen.on(pen.camera.side(x)):
            pen.fill(rect(z0, 0, z1, 0.5), "#a8a09c")
            for k in range(3):
                c = z0 + 1.5 + k * 2.3
                pen.fill(oval(c, 1.55, 0.56, 0.5), lift(TILE, -0.3))
                pen.fill(oval(c, 1.55, 0.48, 0.42), "#4d5f52")
                for j in range(-2, 3):
                    pen.line(
                        [(c + j * 0.18, 1.15), (c + j * 0.18, 1.95)], lift(TILE, 0.1), 0.035
                    )
                    pen.line(
                        [(c - 0.45, 1.55 + j * 0.15), (c + 0.45, 1.55 + j * 0.15)],
                        lift(TILE, 0.1),
                        0.03,
                    )
        cap = [
            at(x - side * 0.25, 2.6, z0),
            at(x - side * 0.25, 2.6, z1),
            at(x + side * 0.3, 2.95, z1),
            at(x + side * 0.3, 2.95, z0),
        ]
        pen.down(cap, "#f4f7ff" if pen.tone.snowy else lift(TILE, 0.1), lift(TILE, -0.25))
        for k in range(40):
            z = z0 + (z1 - z0) * k / 39
            pen.line(
                [at(x - side * 0.25, 2.6, z), at(x + side * 0.3, 2.95, z)],
                lift(TILE, -0.45),
                2.0,
                0.5,
            )


def _garden(pen: Pen) -> None:
    at = pen.camera.at
    x, foot = at(2.35, 0, 3.4)
    unit = pen.camera.scale * pen.camera.share(3.4)
    for dx in (-0.35, 0.0, 0.3, 0.62):
        bamboo(pen, x + dx * unit, foot, foot - 4.6 * unit, unit * 0.1, "#7fae5e")
    fronds(pen, x + 0.1 * unit, foot - 3.5 * unit, unit * 0.9, "#6fa055", 34)
    rock(pen, x - unit * 0.5, foot + 18, unit * 0.9, unit * 0.75, "#8f95a2")
    rock(pen, x + unit * 0.25, foot + 30, unit * 0.7, unit * 0.5, "#7d8494")
    bush(pen, x - unit * 1.0, foot + 30, unit * 0.8, unit * 0.42, "#6a9a58")
    x, foot = at(-2.3, 0, 4.2)
    unit = pen.camera.scale * pen.camera.share(4.2)
    trunk(pen, (x, foot), (x + unit * 0.5, foot - unit * 2.2), unit * 0.26, "#5b4044")
    for angle, size in ((-2.4, 1.7), (-1.75, 1.9), (-1.15, 1.7), (-0.6, 1.1)):
        branch(
            pen,
            (x + unit * 0.45, foot - unit * 2.0),
            angle,
            unit * size,
            unit * 0.16,
            "#5b4044",
            PLUM,
        )
    bush(pen, x - unit * 0.4, foot + 10, unit * 1.1, unit * 0.5, "#6a9a58")
    cx, cy = at(-1.55, 0, 2.2)
    unit = pen.camera.scale * pen.camera.share(2.2)
    pen.shadow(oval(cx, cy, unit * 0.6, unit * 0.14), 0.4, 8)
    pen.across(
        rect(cx - unit * 0.14, cy - unit * 0.6, cx + unit * 0.14, cy),
        lift(STONE, 0.1),
        lift(STONE, -0.4),
    )
    pen.fill(oval(cx, cy - unit * 0.6, unit * 0.52, unit * 0.13), lift(STONE, -0.35))
    pen.fill(
        oval(cx, cy - unit * 0.64, unit * 0.52, unit * 0.13),
        "#f4f7ff" if pen.tone.snowy else lift(STONE, 0.25),
    )
    for dx in (-0.7, 0.68):
        sx, sy = cx + dx * unit, cy + unit * 0.1
        pen.across(
            rect(sx - unit * 0.17, sy - unit * 0.36, sx + unit * 0.17, sy, unit * 0.08),
            lift(STONE, 0.05),
            lift(STONE, -0.4),
        )
        pen.fill(oval(sx, sy - unit * 0.36, unit * 0.17, unit * 0.05), lift(STONE, 0.3))
    pot = oval(cx + unit * 0.1, cy - unit * 0.75, unit * 0.11, unit * 0.09)
    pen.fill(pot, mix(TILE, "#e9e2d6", 0.6))


def _lanterns(pen: Pen) -> None:
    at = pen.camera.at
    for z in (9.6, 6.6):
        unit = pen.camera.scale * pen.camera.share(z)
        for x in (-2.55, 2.55):
            cx, cy = at(x, 2.9 if z < 8 else 3.7, z)
            lantern(pen, cx, cy, unit * 0.3)


def _plum(pen: Pen) -> None:
    branch(pen, (-300, 170), 0.06, 430, 36, "#4a3038", PLUM)
    branch(pen, (-300, -60), -0.1, 560, 30, "#4a3038", PLUM)
    eave = skia.Path()
    eave.moveTo(1360, -240)
    eave.lineTo(1360, 70)
    eave.quadTo(1120, 60, 880, -60)
    eave.quadTo(830, -110, 800, -240)
    eave.close()
    pen.across(eave, lift(TILE, -0.35), lift(TILE, -0.6))
    for k in range(11):
        x = 870 + k * 48
        y = -70 + 140 * (k / 10) ** 0.7
        pen.fill(oval(x, y, 15, 15), lift(TILE, -0.15))
        pen.trace(oval(x, y, 9, 9), lift(TILE, 0.3), 3, 0.7)
        pen.line([(x, y - 14), (x - 60, y - 200)], lift(TILE, -0.05), 8, 0.6)
