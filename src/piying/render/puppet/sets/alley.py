"""A narrow alley between old houses: brick, pipes, washing lines, a lamp, steam."""

from __future__ import annotations

import skia

from piying.render.puppet.art import SetArt
from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.easel import Easel
from piying.render.puppet.sets.glyphs import write
from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.pen import Pen, oval, path_of, rect, smooth
from piying.render.puppet.sets.sky import clouds, mist, sky, skyline, sun
from piying.render.puppet.sets.solid import box, flank, ground, side_wall
from piying.render.puppet.sets.space import Camera
from piying.render.puppet.sets.surface import bricks, tiles, weathered

BRICK, PLASTER = "#a86a56", "#b9ab9a"
HALF, TALL = 1.75, 8.5


def paint(easel: Easel) -> SetArt:
    """The alley toward the lit street at its end."""
    easel.camera = Camera(horizon=1050, floor_y=1690, figure_scale=0.58, distance=3.6)
    easel.floor(_ground)
    easel.plane("sky", 0.0, _sky, opaque=True, texture=0.5)
    easel.plane(
        "city",
        0.15,
        lambda pen: skyline(pen, 1130, 200, 620, "#8192b4", lit=0.6, flicker=1),
        air=0.3,
        variants=3,
        hold_frames=21,
    )
    easel.plane("end", 0.4, lambda pen: _end(easel, pen), air=0.62)
    easel.plane("walls", 0.72, _walls, air=0.88)
    easel.plane("things", 0.86, _things, air=0.96)
    easel.plane("washing", 0.9, _washing, air=0.97, sway=6, sway_s=4)
    easel.plane("lamp", 0.93, _lamp, air=1.0, variants=3, hold_frames=9)
    easel.plane("steam", 0.96, lambda pen: mist(pen, 1380, 0.16, 200), texture=0, drift=16)
    easel.plane("pipes", 1.3, _front)
    return easel.finish(close_x=540, close_y=930)


def _sky(pen: Pen) -> None:
    sky(pen, 1080)
    sun(pen, 620, 300, 44)
    clouds(pen, 700, 60, 5)


def _ground(pen: Pen) -> None:
    ground(pen, (-HALF, HALF), (-1.6, 16), "#5d5866", "#8a8490")
    tiles(
        pen,
        (-HALF, HALF),
        (-1.6, 14),
        ("#77707c", "#6a6470", "#807884"),
        0.36,
        joint="#4a4656",
        vary=0.1,
    )
    drain = pen.camera.floor()
    with pen.on(drain):
        for k in range(12):
            pen.fill(rect(-0.1, -1.4 + k * 1.3, 0.1, -0.3 + k * 1.3), "#3d3a48", 0.8)
            for j in range(8):
                z = -1.35 + k * 1.3 + j * 0.13
                pen.line([(-0.08, z), (0.08, z)], "#8d8896", 0.02)
    lamps = pen.tone.lamps
    pen.glow(*pen.camera.at(-0.9, 0, 2.2), 520, "#ffc070", 0.6 * lamps, 0.26)
    weathered(
        pen,
        (-HALF, HALF),
        (-1.6, 13),
        (
            (-0.9, "#ffc070", 0.7 * lamps),
            (0.9, "#ff5d8a", 0.6 * lamps),
            (0.1, pen.tone.sky[-1], 0.5),
        ),
    )


def _end(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    cx, cy = pen.camera.at(0, 1.2, 14)
    pen.glow(cx, cy, 420, "#ffe6b8" if pen.tone.lamps > 0.5 else pen.tone.sky[-1], 0.6)
    if pen.tone.lamps > 0.3:
        kit.bokeh(
            pen,
            22,
            (cx - 150, cy - 130, cx + 150, cy + 40),
            ("#ffb45e", "#ff6d8e", "#4fc8ff", "#fff0c8"),
            13,
            pen.tone.lamps,
        )


def _walls(pen: Pen) -> None:
    lamps = pen.tone.lamps
    for x, tone in ((-HALF, BRICK), (HALF, PLASTER)):
        side_wall(pen, x, (0, TALL), (-2, 13), tone)
        with pen.on(pen.camera.side(x)):
            if x < 0:
                bricks(pen, (0.0, 13.0), (0.0, TALL), tone, (0.5, 0.2))
            else:
                for _ in range(26):
                    z, y = pen.rng.uniform(0, 13), pen.rng.uniform(0, TALL)
                    pen.fill(
                        oval(z, y, pen.rng.uniform(0.2, 0.8), pen.rng.uniform(0.1, 0.5)),
                        lift(tone, pen.rng.choice((-0.2, 0.14))),
                        0.3,
                    )
            for k in range(5):
                for floor in range(3):
                    z, y = 0.9 + k * 2.4, 2.9 + floor * 2.0
                    pane = rect(z, y, z + 0.95, y + 1.15)
                    pen.fill(rect(z - 0.09, y - 0.1, z + 1.04, y + 1.24), lift(tone, -0.42))
                    pen.wash(pane, ((0, y + 1.1), (0, y)), ("#5d7396", "#a9c3d6"))
                    if pen.rng.random() < 0.5 * lamps:
                        pen.lit(pane, "#ffce80", 0.9)
                    for j in range(1, 5):
                        pen.line(
                            [(z + j * 0.19, y), (z + j * 0.19, y + 1.15)], "#3d3a48", 0.025
                        )
                    pen.line([(z - 0.12, y - 0.08), (z + 1.07, y - 0.08)], "#d9d2c8", 0.07)
            pen.wash(
                rect(-2, 0, 13, 0.7),
                ((0, 0), (0, 0.7)),
                (lift(tone, -0.6), lift(tone, -0.3)),
                (0.8, 0.0),
            )
        face = flank(pen, x, (0, TALL), (-2, 13))
        pen.fade(face, ((0, face[3][1]), (0, 500)), 0.3)
    for z in (2.2, 6.2):
        box(pen, (HALF - 0.03, HALF + 0.3), (0, 2.15), (z, z + 0.95), "#5f7a86", contact=0.3)
        if lamps > 0.3:
            pen.glow(*pen.camera.at(HALF, 2.5, z + 0.5), 240, "#ffcf8a", 0.6 * lamps)


def _things(pen: Pen) -> None:
    for z, x, tint in ((2.8, 1.15, "#5d7a6a"), (4.4, -1.6, "#7a6a8a"), (7.5, 1.2, "#6a7a9a")):
        box(pen, (x, x + 0.5), (0, 0.85), (z, z + 0.5), tint)
        box(
            pen,
            (x - 0.03, x + 0.53),
            (0.85, 0.93),
            (z - 0.03, z + 0.53),
            lift(tint, -0.2),
            contact=0,
        )
    for k, (x, z) in enumerate(((-1.6, 2.0), (-1.55, 2.5), (0.95, 5.6))):
        size = 0.46
        box(pen, (x, x + size), (0, 0.4), (z, z + 0.4), "#c09a66", contact=0.5)
        if k == 0:
            box(
                pen,
                (x + 0.04, x + 0.44),
                (0.4, 0.74),
                (z + 0.03, z + 0.38),
                "#b08a5a",
                contact=0,
            )
    for x, z in ((1.5, 3.9), (-1.45, 6.2)):
        cx, cy = pen.camera.at(x, 0, z)
        unit = pen.camera.scale * pen.camera.share(z)
        bag = smooth(
            [
                (cx - unit * 0.28, cy),
                (cx - unit * 0.26, cy - unit * 0.3),
                (cx - unit * 0.05, cy - unit * 0.46),
                (cx + unit * 0.05, cy - unit * 0.46),
                (cx + unit * 0.28, cy - unit * 0.3),
                (cx + unit * 0.28, cy),
            ]
        )
        pen.down(bag, "#4a4a60", "#20202e")
    _sign(pen)


def _sign(pen: Pen) -> None:
    z, lamps = 4.6, pen.tone.lamps
    box(pen, (HALF - 0.85, HALF - 0.1), (2.6, 4.6), (z, z + 0.15), "#7a2a44", contact=0)
    left, top = pen.camera.at(HALF - 0.8, 4.54, z)
    right, foot = pen.camera.at(HALF - 0.15, 2.66, z)
    panel = rect(left, top, right, foot)
    pen.down(panel, "#d84a6a", "#8e2a4a")
    pen.lit(panel, "#ff4d7a", 0.75 * lamps)
    size = (right - left) * 0.72
    for i, word in enumerate("小酒"):
        write(
            pen,
            word,
            (left + right - size) / 2,
            top + 18 + i * size * 1.2,
            size,
            "#fff4e6",
            lit=lamps > 0.4,
        )
    pen.glow((left + right) / 2, (top + foot) / 2, 340, "#ff4d7a", 0.5 * lamps)


def _washing(pen: Pen) -> None:
    at = pen.camera.at
    for z, y in ((8.6, 5.2), (5.4, 4.9), (3.2, 5.0)):
        a, b = at(-HALF, y, z), at(HALF, y + 0.2, z)
        line = skia.Path()
        line.moveTo(*a)
        line.quadTo((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 44, *b)
        pen.trace(line, "#3a3644", 2.5)
        unit = pen.camera.scale * pen.camera.share(z)
        for k in range(4):
            t = 0.16 + k * 0.2 + pen.rng.uniform(-0.03, 0.03)
            x = a[0] + (b[0] - a[0]) * t
            top = a[1] + (b[1] - a[1]) * t + 88 * t * (1 - t)
            wide, tall = unit * pen.rng.uniform(0.34, 0.5), unit * pen.rng.uniform(0.5, 0.85)
            tint = pen.rng.choice(("#e9e4ea", "#b5c8dc", "#d99a92", "#8fa6c8", "#e6d3a8"))
            hem = pen.rng.uniform(-0.05, 0.05) * tall
            cloth = path_of(
                [
                    (x, top),
                    (x + wide, top + 3),
                    (x + wide * 1.05, top + tall + hem),
                    (x + wide * 0.66, top + tall * 0.96),
                    (x + wide * 0.3, top + tall * 1.02 - hem),
                    (x - wide * 0.03, top + tall * 0.98),
                ]
            )
            if k % 2:
                for sx, reach in ((x, -0.26), (x + wide, 0.26)):
                    sleeve = [
                        (sx, top + 2),
                        (sx + reach * wide, top + tall * 0.36),
                        (sx + reach * wide * 0.5, top + tall * 0.44),
                        (sx, top + tall * 0.26),
                    ]
                    pen.fill(sleeve, lift(tint, -0.18))
            pen.across(cloth, lift(tint, 0.12), lift(tint, -0.3))
            pen.line(
                [(x + wide * 0.4, top + 8), (x + wide * 0.46, top + tall * 0.8)],
                lift(tint, -0.35),
                2.5,
                0.5,
            )


def _lamp(pen: Pen) -> None:
    x, y = pen.camera.at(-HALF + 0.45, 3.3, 2.6)
    wall = pen.camera.at(-HALF, 3.55, 2.6)
    pen.line([wall, (x, wall[1] - 12), (x, y)], "#2f2c3a", 7)
    shade = [(x - 14, y - 6), (x + 14, y - 6), (x + 52, y + 26), (x - 52, y + 26)]
    pen.down(shade, "#5d6a72", "#2f3640")
    power = pen.tone.lamps * (0.72 if pen.variant == 1 else 1.0)
    pen.fill(oval(x, y + 30, 20, 16), "#f4ecd8")
    pen.lit(oval(x, y + 30, 20, 16), "#fff4d0", power)
    pen.glow(x, y + 30, 420, "#ffc878", 0.75 * power)
    foot = pen.camera.at(-0.9, 0, 2.2)[1]
    cone = [(x - 46, y + 28), (x + 46, y + 28), (x + 330, foot), (x - 260, foot)]
    pen.beam(cone, ((0, y), (0, foot)), "#ffcf8a", 0.36 * power, 18)


def _front(pen: Pen) -> None:
    for x, wide in ((-235, 66), (-150, 34), (1240, 54)):
        pipe = rect(x, -260, x + wide, 2180)
        pen.across(pipe, "#4a4a5c", "#1d1c28")
        for k in range(5):
            y = -80 + k * 520
            pen.across(rect(x - 8, y, x + wide + 8, y + 44, 8), "#5d5c70", "#242330")
