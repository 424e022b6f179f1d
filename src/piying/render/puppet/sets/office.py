"""An executive office high over the city: glass wall, long desk, shelves, a lamp."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.easel import LIGHT_DETAIL, Easel
from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.nature import potted
from piying.render.puppet.sets.pen import Pen, oval, path_of, rect, smooth
from piying.render.puppet.sets.sky import clouds, sky, skyline, sun
from piying.render.puppet.sets.solid import back_wall, box, ceiling, level, side_wall, upright
from piying.render.puppet.sets.space import Camera
from piying.render.puppet.sets.surface import sheen, tiles

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt

LEFT_X, RIGHT_X, BACK, TALL = -2.6, 2.2, 5.2, 4.5
WALNUT, STONE = "#7a5242", "#a7a9b8"


def paint(easel: Easel) -> SetArt:
    """The office with its owner's desk before the glass."""
    easel.camera = Camera(horizon=960, floor_y=1680, figure_scale=0.6)
    easel.floor(_floor)
    easel.plane("sky", 0.0, _sky, opaque=True, texture=0.5)
    easel.plane(
        "far city",
        0.08,
        lambda pen: skyline(pen, 1120, 220, 560, "#8ea2c6", lit=0.5, flicker=1),
        air=0.3,
        variants=3,
        hold_frames=25,
    )
    easel.plane(
        "city",
        0.16,
        lambda pen: skyline(pen, 1240, 120, 520, "#6f83ac", lit=0.55, flicker=1),
        air=0.55,
        variants=3,
        hold_frames=19,
    )
    easel.plane("room", 0.74, lambda pen: _room(easel, pen), air=0.92)
    easel.plane("desk", 0.84, _desk, air=0.97)
    easel.plane("light", 0.9, _light, texture=0, detail=LIGHT_DETAIL)
    easel.plane("plant", 1.3, _front, sway=3)
    easel.gloom(560, 900, 1250)
    return easel.finish(close_x=430, close_y=820)


def _sky(pen: Pen) -> None:
    sky(pen, 1100)
    sun(pen, 300, 560, 46)
    clouds(pen, 880, 300, 6)


def _floor(pen: Pen) -> None:
    tiles(
        pen,
        (LEFT_X, RIGHT_X),
        (-1.45, BACK),
        ("#8f8c9a", "#878493"),
        0.9,
        joint="#6d6a7c",
        vary=0.03,
    )
    rug = level(pen, (-1.5, 1.5), 0.0, (-0.9, 3.4))
    pen.wash(rug, (rug[3], rug[0]), ("#4a506c", "#3b4060"))
    with pen.on(pen.camera.floor()):
        pen.canvas.clipRect(skia.Rect(-1.36, -0.75, 1.36, 3.22))
        for k in range(-14, 22):
            z = k * 0.3
            pen.line([(-1.5, z - 1.5), (1.5, z + 1.5)], "#6a7196", 0.02, 0.6)
            pen.line([(-1.5, z + 1.5), (1.5, z - 1.5)], "#6a7196", 0.02, 0.6)
            for j in range(-5, 6):
                pen.fill(oval(j * 0.3, z, 0.035, 0.035), "#c2a878", 0.6)
    pen.trace(path_of(level(pen, (-1.38, 1.38), 0.0, (-0.75, 3.25))), "#c2a878", 4, 0.8)
    kit.patch(pen, (-2.3, 1.6), (2.6, BACK - 0.1), 0.9, 0.4, 4)
    sheen(pen, -1.4, (0.2, BACK), 0.9, pen.tone.sky[-1], 0.34)
    sheen(pen, 0.9, (0.2, BACK), 0.6, pen.tone.sky[-1], 0.26)


def _room(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    ceiling(pen, (LEFT_X, RIGHT_X), TALL, (-2, BACK), "#dcdde4")
    for inset in (0.35, 0.6):
        span = (LEFT_X + inset, RIGHT_X - inset)
        ring = path_of(level(pen, span, TALL, (-1.0 + inset, BACK - inset)))
        pen.trace(ring, "#9a9cb0", 5, 0.7)
    glow_line = path_of(level(pen, (LEFT_X + 0.5, RIGHT_X - 0.5), TALL, (-0.5, BACK - 0.5)))
    pen.trace(glow_line, "#fff3d8", 7, 0.5 + 0.4 * pen.tone.lamps)
    for z in (0.4, 2.0, 3.6):
        for x in (-1.6, -0.2, 1.2):
            cx, cy = pen.camera.at(x, TALL, z)
            size = 22 * pen.camera.share(z)
            pen.lit(oval(cx, cy, size * 1.6, size * 0.7), "#fff6df", 0.5 + 0.5 * pen.tone.lamps)
            pen.glow(cx, cy, size * 7, "#ffe9c0", 0.25 + 0.5 * pen.tone.lamps, 0.5)
    back_wall(pen, (LEFT_X, RIGHT_X), (0, TALL), BACK, STONE)
    _glass(pen)
    side_wall(pen, LEFT_X, (0, TALL), (-2, BACK), STONE)
    side_wall(pen, RIGHT_X, (0, TALL), (-2, BACK), WALNUT)
    with pen.on(pen.camera.side(RIGHT_X)):
        for k in range(9):
            pen.line([(-2 + k * 0.8, 0), (-2 + k * 0.8, TALL)], lift(WALNUT, -0.5), 0.03)
            pen.line(
                [(-1.97 + k * 0.8, 0), (-1.97 + k * 0.8, TALL)], lift(WALNUT, 0.3), 0.012, 0.6
            )
    _shelves(pen)


def _glass(pen: Pen) -> None:
    left, top, right, foot = kit.bounds(
        upright(pen, (LEFT_X + 0.15, RIGHT_X - 0.15), (0.12, TALL - 0.2), BACK)
    )
    kit.hole(pen, rect(left, top, right, foot))
    kit.glare(pen, left, top, right, foot, 0.1)
    for k in range(5):
        x = left + (right - left) * k / 4
        pen.line([(x, top), (x, foot)], "#3a3d52", 11)
        pen.line([(x - 3, top), (x - 3, foot)], "#8b91ac", 3)
    for y in (top, top + (foot - top) * 0.2, foot):
        pen.line([(left, y), (right, y)], "#3a3d52", 9)
        pen.line([(left, y - 2), (right, y - 2)], "#8b91ac", 2.5)


def _shelves(pen: Pen) -> None:
    with pen.on(pen.camera.side(RIGHT_X)):
        for row in range(5):
            low = 0.4 + row * 0.68
            pen.fill(rect(1.0, low, 4.6, low + 0.62), lift(WALNUT, -0.68))
            if pen.tone.lamps > 0.3:
                pen.fill(rect(1.0, low + 0.4, 4.6, low + 0.5), "#ffdfa0", 0.75)
            z = 1.05
            while z < 4.5:
                wide = pen.rng.uniform(0.06, 0.13)
                if pen.rng.random() < 0.72:
                    pen.fill(
                        rect(z, low, z + wide, low + pen.rng.uniform(0.28, 0.4)),
                        pen.vary(pen.rng.choice(kit.HUES), 0.1),
                    )
                else:
                    wide *= 2
                z += wide + 0.012
            pen.fill(rect(1.0, low - 0.04, 4.6, low), lift(WALNUT, 0.25))


def _desk(pen: Pen) -> None:
    at = pen.camera.at
    cx, foot = at(0.15, 0, 3.6)
    unit = pen.camera.scale * pen.camera.share(3.4)
    chair = smooth(
        [
            (cx - unit * 0.36, foot - unit * 0.5),
            (cx - unit * 0.38, foot - unit * 1.2),
            (cx - unit * 0.26, foot - unit * 1.48),
            (cx + unit * 0.26, foot - unit * 1.48),
            (cx + unit * 0.38, foot - unit * 1.2),
            (cx + unit * 0.36, foot - unit * 0.5),
        ]
    )
    pen.across(chair, "#4d4658", "#25202f")
    pen.trace(chair, "#8d86a0", 2.5, 0.5)
    for k in range(1, 4):
        y = foot - unit * (0.5 + k * 0.25)
        pen.line([(cx - unit * 0.3, y), (cx + unit * 0.3, y)], "#1c1826", 3, 0.6)
    box(pen, (-1.2, 1.4), (0.0, 0.72), (2.5, 3.2), WALNUT, top=lift(WALNUT, 0.25), contact=0.55)
    box(
        pen,
        (-1.28, 1.48),
        (0.72, 0.78),
        (2.42, 3.28),
        lift(WALNUT, 0.08),
        top=lift(WALNUT, 0.38),
        contact=0,
    )
    front = kit.bounds(upright(pen, (-1.2, 1.4), (0.06, 0.7), 2.5))
    wide = (front[2] - front[0]) / 3
    for k in range(3):
        panel = rect(
            front[0] + k * wide + 12,
            front[1] + 16,
            front[0] + (k + 1) * wide - 12,
            front[3] - 10,
        )
        pen.down(panel, lift(WALNUT, -0.2), lift(WALNUT, 0.06))
        pen.trace(panel, "#c9a06c", 2, 0.7)
    _on_desk(pen)
    for x, turn in ((-1.75, 1), (1.72, -1)):
        box(pen, (x - 0.36, x + 0.36), (0.1, 0.44), (0.95, 1.6), "#5b4a4e", top="#8a6f6c")
        box(
            pen,
            (x - 0.36 if turn > 0 else x + 0.22, x - 0.22 if turn > 0 else x + 0.36),
            (0.1, 0.8),
            (0.95, 1.6),
            "#5b4a4e",
            top="#80686a",
            contact=0,
        )


def _on_desk(pen: Pen) -> None:
    at = pen.camera.at
    left, top, right, foot = kit.bounds(upright(pen, (-0.1, 0.62), (0.9, 1.3), 2.9))
    pen.fill(rect(left + 50, foot, right - 50, foot + 34), "#8d93a6")
    pen.down(rect(left, top, right, foot, 5), "#d4d9e4", "#8d93a6")
    pen.glow((left + right) / 2, top, 110, "#cfe0ff", 0.22)
    for k in range(3):
        x, y = at(-0.75, 0.79 + k * 0.035, 2.8)
        pen.down(rect(x - 66 + k * 4, y - 9, x + 62 - k * 3, y), "#fffaf0", "#cfc5bd")
    x, y = at(1.12, 0.79, 2.8)
    pen.line([(x, y), (x, y - 96)], "#b08a4c", 6)
    pen.fill(oval(x, y, 30, 8), "#8a6a3c")
    shade = [(x - 26, y - 150), (x + 26, y - 150), (x + 50, y - 90), (x - 50, y - 90)]
    pen.down(shade, "#f7e6bf", "#d9b273")
    if pen.tone.lamps > 0.2:
        pen.lit(path_of(shade), "#ffd892", 0.85 * pen.tone.lamps)
        pen.glow(x, y - 100, 330, "#ffc878", 0.7 * pen.tone.lamps)
    x, y = at(-1.05, 0.79, 2.7)
    kit.vase(pen, x, y, 54, "#d9e2ea")


def _light(pen: Pen) -> None:
    at = pen.camera.at
    for k in range(4):
        x = -2.3 + k * 1.08
        kit.shaft(
            pen,
            (at(x, 4.2, BACK), at(x + 0.8, 4.2, BACK)),
            (at(x + 1.0, 0, 1.8), at(x + 1.9, 0, 1.8)),
            0.2,
        )


def _front(pen: Pen) -> None:
    potted(pen, -130, 2140, 900, "#3f7a52")
