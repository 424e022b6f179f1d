"""An inn of old times: two floors round a hall, tables, wine jars, lanterns, a stair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.easel import LIGHT_DETAIL, Easel
from piying.render.puppet.sets.glyphs import write
from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.pen import Pen, oval, rect, smooth
from piying.render.puppet.sets.sky import mist, ridge, sky
from piying.render.puppet.sets.solid import back_wall, box, ceiling, side_wall, upright
from piying.render.puppet.sets.space import Camera
from piying.render.puppet.sets.surface import boards, sheen
from piying.render.puppet.sets.temple import column, lantern, lattice, plaque

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt

WOOD, DARK, PLASTER, RED = "#9a6a44", "#5d3d30", "#e2cda6", "#b83a30"
HALF, BACK, TALL, GALLERY = 2.9, 7.0, 5.6, 2.75


def paint(easel: Easel) -> SetArt:
    """The inn's hall, the counter ahead."""
    easel.camera = Camera(horizon=1030, floor_y=1690, figure_scale=0.56, distance=3.7)
    easel.floor(_floor)
    easel.plane("outside", 0.1, _outside, opaque=True, air=0.5)
    easel.plane("hall", 0.68, lambda pen: _hall(easel, pen), air=0.86)
    easel.plane("gallery", 0.76, _gallery, air=0.92)
    easel.plane("counter", 0.8, _counter, air=0.94)
    easel.plane("light", 0.84, _light, texture=0, detail=LIGHT_DETAIL)
    easel.plane("tables", 0.9, _tables, air=0.98)
    easel.plane("lanterns", 0.94, _lanterns, air=1.0, texture=0.4, sway=4, sway_s=4)
    easel.plane("steam", 0.96, lambda pen: mist(pen, 1180, 0.1, 260), texture=0, drift=9)
    easel.plane("banner", 1.25, _banner, sway=8, sway_s=5)
    easel.gloom(540, 1000, 1300)
    return easel.finish(close_x=520, close_y=880)


def _outside(pen: Pen) -> None:
    sky(pen, 1050)
    ridge(pen.at(0.3), 1000, 220, "#7f9ab0", 7)


def _floor(pen: Pen) -> None:
    boards(pen, (-HALF - 0.4, HALF + 0.4), (-1.5, BACK), WOOD, 0.22)
    with pen.on(pen.camera.floor()):
        for _ in range(60):
            x, z = pen.rng.uniform(-HALF, HALF), pen.rng.uniform(-1.4, BACK)
            pen.line([(x, z), (x, z + 0.2)], lift(WOOD, -0.5), 0.012, 0.6)
    for z in (1.4, 3.6, 5.4):
        kit.patch(pen, (-HALF, -HALF + 1.1), (z, z + 1.0), 0.7, 0.4)
    for x in (-1.1, 1.0):
        sheen(pen, x, (0.2, BACK), 0.7, "#ffb060", 0.12 + 0.24 * pen.tone.lamps)


def _hall(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    ceiling(pen, (-HALF, HALF), TALL, (-2, BACK), DARK)
    with pen.on(pen.camera.floor(TALL)):
        for k in range(10):
            pen.line([(-HALF, -1.6 + k * 0.9), (HALF, -1.6 + k * 0.9)], lift(DARK, 0.25), 0.16)
        for x in (-1.5, 0, 1.5):
            pen.line([(x, -2), (x, BACK)], lift(DARK, 0.12), 0.2)
    for x in (-HALF, HALF):
        side_wall(pen, x, (0, TALL), (-2, BACK), PLASTER)
        with pen.on(pen.camera.side(x)):
            pen.fill(rect(-2, 0, BACK, 0.9), WOOD)
            for k in range(5):
                z = 0.1 + k * 1.75
                for y in (1.1, 3.5):
                    pane = rect(z, y, z + 1.2, y + 1.3)
                    if x < 0 and y < 2:
                        kit.hole(pen, pane)
                        pen.fill(pane, "#f6e6c4", 0.34)
                    else:
                        pen.fill(pane, "#f0d9a6")
                        pen.lit(pane, "#ffbe6a", 0.6 * pen.tone.lamps)
                    for j in range(1, 5):
                        pen.line([(z + j * 0.24, y), (z + j * 0.24, y + 1.3)], DARK, 0.03)
                        pen.line([(z, y + j * 0.26), (z + 1.2, y + j * 0.26)], DARK, 0.03)
                    pen.trace(pane, DARK, 0.08)
                pen.fill(rect(z + 1.4, 0, z + 1.56, TALL), DARK)
    back_wall(pen, (-HALF, HALF), (0, TALL), BACK, PLASTER)
    for k in range(-3, 3):
        left, foot = pen.camera.at(k * 0.96 + 0.06, 3.0, BACK)
        right, top = pen.camera.at(k * 0.96 + 0.9, 4.9, BACK)
        lattice(pen, left, top, right, foot, WOOD, glow=0.25 + 0.7 * pen.tone.lamps)
    left, top, right, foot = kit.bounds(upright(pen, (-1.4, 1.9), (0.9, 2.5), BACK))
    pen.down(rect(left - 10, top - 10, right + 10, foot), DARK, lift(DARK, -0.3))
    for row in range(3):
        low = foot - row * (foot - top) / 3
        cell = (foot - top) / 3
        pen.fill(rect(left, low - cell + 5, right, low - 5), lift(DARK, -0.62))
        x = left + 20
        while x < right - 14:
            jar(
                pen,
                x,
                low - 6,
                cell * pen.rng.uniform(0.5, 0.72),
                pen.rng.choice(("#7a4a38", "#39465a", "#c9b48f", "#5d6a4a", "#8a3a30")),
            )
            x += cell * 0.56
        pen.line([(left, low - 3), (right, low - 3)], lift(WOOD, 0.1), 6)


def jar(pen: Pen, x: float, foot: float, tall: float, colour: str, word: str = "") -> None:
    """A wine jar with a cloth lid; `word` is written on a red paper."""
    w = tall * 0.42
    body = smooth(
        [
            (x - w * 0.6, foot),
            (x - w, foot - tall * 0.45),
            (x - w * 0.62, foot - tall * 0.82),
            (x + w * 0.62, foot - tall * 0.82),
            (x + w, foot - tall * 0.45),
            (x + w * 0.6, foot),
        ]
    )
    pen.across(body, lift(colour, 0.25), lift(colour, -0.45))
    lid = smooth(
        [
            (x - w * 0.6, foot - tall * 0.74),
            (x - w * 0.4, foot - tall * 0.98),
            (x + w * 0.4, foot - tall * 0.98),
            (x + w * 0.6, foot - tall * 0.74),
        ]
    )
    pen.down(lid, "#d9503f", "#8e2a2a")
    pen.fill(oval(x - w * 0.5, foot - tall * 0.5, w * 0.1, tall * 0.14), "#fff2dc", 0.5)
    if word:
        size = w * 0.95
        pen.fill(
            [
                (x, foot - tall * 0.72),
                (x + size * 0.72, foot - tall * 0.4),
                (x, foot - tall * 0.08),
                (x - size * 0.72, foot - tall * 0.4),
            ],
            "#c8362e",
        )
        write(
            pen, word, x - size * 0.38, foot - tall * 0.4 - size * 0.38, size * 0.76, "#2a1418"
        )


def _gallery(pen: Pen) -> None:
    at = pen.camera.at
    for side in (-1, 1):
        x0, x1 = sorted((side * 1.9, side * HALF))
        box(pen, (x0, x1), (GALLERY, GALLERY + 0.2), (0.2, BACK), WOOD, contact=0)
        for k in range(14):
            z = 0.4 + k * 0.5
            pen.line(
                [at(side * 1.9, GALLERY + 0.2, z), at(side * 1.9, GALLERY + 0.85, z)],
                RED,
                20 * pen.camera.share(z) ** 1.4,
            )
        for y, size in ((0.85, 16), (0.55, 8), (0.3, 8)):
            a, b = at(side * 1.9, GALLERY + y, 0.2), at(side * 1.9, GALLERY + y, BACK)
            wide = size / 2
            pen.fill(
                [
                    (a[0], a[1] - wide),
                    (a[0], a[1] + wide),
                    (b[0], b[1] + wide * 0.35),
                    (b[0], b[1] - wide * 0.35),
                ],
                lift(RED, 0.08 if y > 0.8 else -0.15),
            )
        for z in (6.4, 3.8, 1.5):
            unit = pen.camera.scale * pen.camera.share(z)
            x, foot = at(side * 1.9, 0, z)
            pen.shadow(oval(x + unit * 0.1, foot, unit * 0.3, unit * 0.07), 0.4, 6)
            column(pen, x, at(0, TALL, z)[1], foot, unit * 0.26, "#8e4034")
    box(pen, (-1.95, 1.95), (GALLERY, GALLERY + 0.2), (BACK - 0.8, BACK - 0.6), WOOD, contact=0)
    a, b = at(-1.9, GALLERY + 0.85, BACK - 0.8), at(1.9, GALLERY + 0.85, BACK - 0.8)
    foot = at(0, GALLERY + 0.2, BACK - 0.8)[1]
    count = 26
    for k in range(count + 1):
        x = a[0] + (b[0] - a[0]) * k / count
        pen.line([(x, a[1]), (x, foot)], lift(RED, -0.1), 4)
    for y in (a[1], (a[1] + foot) / 2):
        pen.line([(a[0], y), (b[0], y)], lift(RED, 0.1), 7)
    unit = pen.camera.scale * pen.camera.share(BACK - 0.8)
    board = at(0, GALLERY + 0.02, BACK - 0.8)
    plaque(pen, *board, unit * 1.9, unit * 0.58, "大安", board="#3a1a1c")


def _counter(pen: Pen) -> None:
    box(pen, (-0.9, 1.7), (0, 1.02), (5.4, 5.9), DARK, top=lift(WOOD, 0.25), contact=0.5)
    left, top, right, foot = kit.bounds(upright(pen, (-0.9, 1.7), (0.08, 0.95), 5.4))
    wide = (right - left) / 4
    for k in range(4):
        pen.trace(
            rect(left + k * wide + 8, top + 8, left + (k + 1) * wide - 8, foot - 6),
            "#b5813f",
            3,
            0.8,
        )
    for x, tall in ((-0.6, 0.42), (1.1, 0.5), (1.45, 0.36)):
        cx, cy = pen.camera.at(x, 1.02, 5.6)
        unit = pen.camera.scale * pen.camera.share(5.6)
        jar(pen, cx, cy, unit * tall, "#7a4a38", "酒")
    cx, cy = pen.camera.at(0.3, 1.02, 5.6)
    pen.down(rect(cx - 50, cy - 26, cx + 50, cy - 4), "#6a4430", "#3a2420")
    for k in range(7):
        pen.line([(cx - 42 + k * 14, cy - 24), (cx - 42 + k * 14, cy - 6)], "#d9a860", 4)
    for k in range(7):
        z = 4.9 - k * 0.3
        high = 0.36 * (k + 1)
        box(pen, (-2.85, -2.05), (high - 0.08, high), (z - 0.3 + 1.9, z + 1.9), WOOD, contact=0)


def _tables(pen: Pen) -> None:
    for x, z in ((-1.25, 3.7), (1.35, 3.2), (-1.6, 1.6)):
        unit = pen.camera.scale * pen.camera.share(z)
        for lx in (x - 0.42, x + 0.36):
            for lz in (z + 0.62, z):
                box(pen, (lx, lx + 0.07), (0, 0.74), (lz, lz + 0.07), DARK, contact=0.3)
        box(pen, (x - 0.45, x + 0.45), (0.62, 0.72), (z, z + 0.7), lift(WOOD, -0.1), contact=0)
        box(
            pen,
            (x - 0.52, x + 0.52),
            (0.72, 0.79),
            (z - 0.06, z + 0.78),
            WOOD,
            top=lift(WOOD, 0.3),
            contact=0,
        )
        cx, cy = pen.camera.at(x, 0.79, z + 0.35)
        jar(pen, cx - unit * 0.2, cy + 6, unit * 0.3, "#39465a")
        for dx in (0.1, 0.28):
            bowl = smooth(
                [
                    (cx + (dx - 0.08) * unit, cy - unit * 0.06),
                    (cx + (dx + 0.08) * unit, cy - unit * 0.06),
                    (cx + (dx + 0.04) * unit, cy + unit * 0.02),
                    (cx + (dx - 0.04) * unit, cy + unit * 0.02),
                ]
            )
            pen.down(bowl, "#fdf6e8", "#a8aabb")
        for bx in (x - 0.95, x + 0.62):
            box(pen, (bx, bx + 0.32), (0.4, 0.46), (z + 0.1, z + 0.6), WOOD, contact=0)
            for lx in (bx + 0.02, bx + 0.26):
                box(pen, (lx, lx + 0.05), (0, 0.4), (z + 0.12, z + 0.17), DARK, contact=0.3)


def _lanterns(pen: Pen) -> None:
    at = pen.camera.at
    for x, y, z, word in (
        (-1.2, 3.7, 5.6, ""),
        (1.2, 3.7, 5.6, ""),
        (-1.35, 3.55, 2.6, "酒"),
        (1.35, 3.55, 2.6, "茶"),
    ):
        unit = pen.camera.scale * pen.camera.share(z)
        cx, cy = at(x, y, z)
        pen.line([(cx, cy - unit * 2.4), (cx, cy)], "#2f1c20", 3)
        lantern(pen, cx, cy, unit * 0.34, word=word)


def _light(pen: Pen) -> None:
    at = pen.camera.at
    for k in range(3):
        z = 1.85 + k * 1.75
        kit.shaft(
            pen,
            (at(-HALF, 2.4, z), at(-HALF, 2.4, z + 1.2)),
            (at(-HALF + 2.3, 0, z - 0.3), at(-HALF + 2.3, 0, z + 0.9)),
            0.4,
        )
    pen.glow(*at(0.2, 2.2, 6), 620, "#ffae5a", 0.14 + 0.3 * pen.tone.lamps)


def _banner(pen: Pen) -> None:
    left, right, top, foot = -215.0, 20.0, -200.0, 560.0
    pen.line([(left - 60, top + 30), (right + 30, top + 60)], "#3a2420", 16)
    cloth = smooth(
        [
            (left, top + 40),
            (right, top + 60),
            (right + 8, foot - 60),
            ((left + right) / 2 + 10, foot + 30),
            (left - 4, foot - 60),
        ]
    )
    pen.across(cloth, lift(RED, -0.1), lift(RED, -0.45))
    write(pen, "酒", left + 34, 90, 165, "#f6dfae")
