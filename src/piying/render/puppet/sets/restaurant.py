"""A restaurant by a window at the edge of the city: set tables, pendants, a wall of wine."""

from __future__ import annotations

from math import cos, pi, sin

from piying.render.puppet.art import SetArt
from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.easel import LIGHT_DETAIL, Easel
from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.nature import blossoms, potted
from piying.render.puppet.sets.pen import Pen, oval, rect, smooth
from piying.render.puppet.sets.sky import clouds, sky, skyline, sun
from piying.render.puppet.sets.solid import back_wall, box, ceiling, side_wall, upright
from piying.render.puppet.sets.space import Camera
from piying.render.puppet.sets.surface import sheen, tiles

WALL, WOOD, VELVET, BRASS = "#b5917f", "#7d5242", "#94404a", "#d9ac5e"
LEFT_X, RIGHT_X, BACK, TALL = -2.4, 2.4, 6.0, 4.2
PANES = ((0.6, 2.4), (2.7, 4.4), (4.7, 5.9))


def paint(easel: Easel) -> SetArt:
    """The room in the evening's best light."""
    easel.camera = Camera(horizon=980, floor_y=1680, figure_scale=0.58, vanish_x=600)
    easel.floor(_floor)
    easel.plane("city", 0.1, _outside, opaque=True, air=0.4, variants=3, hold_frames=22)
    easel.plane("room", 0.72, lambda pen: _room(easel, pen), air=0.9)
    easel.plane("pendants", 0.8, _pendants, air=0.95, sway=2, sway_s=5)
    easel.plane(
        "far tables", 0.82, lambda pen: _tables(pen, ((-1.3, 4.6), (0.5, 4.9))), air=0.92
    )
    easel.plane(
        "near tables", 0.9, lambda pen: _tables(pen, ((1.45, 3.0), (-1.5, 2.2))), air=0.98
    )
    easel.plane("light", 0.94, _light, texture=0, detail=LIGHT_DETAIL)
    easel.gloom(560, 1000, 1250, 0.85)
    easel.plane("plant", 1.28, lambda pen: potted(pen, 1250, 2150, 860, "#3a6a4c"), sway=3)
    return easel.finish(close_x=640, close_y=880)


def _outside(pen: Pen) -> None:
    sky(pen, 1040)
    sun(pen, 120, 480, 44)
    clouds(pen, 800, 240, 6)
    skyline(pen, 1120, 160, 520, "#8496bc", lit=0.6, flicker=1)


def _floor(pen: Pen) -> None:
    tiles(
        pen,
        (LEFT_X, RIGHT_X),
        (-1.5, BACK),
        ("#5d4a4c", "#c3b0a2"),
        0.5,
        joint="#4a3a40",
        vary=0.05,
    )
    for x in (-1.0, 0.9):
        sheen(pen, x, (0.2, BACK), 0.8, "#ffc07a", 0.16 + 0.22 * pen.tone.lamps)
    for z0, z1 in PANES:
        kit.patch(pen, (LEFT_X, LEFT_X + 1.2), (z0, z1), 0.6, 0.4)


def _room(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    ceiling(pen, (LEFT_X, RIGHT_X), TALL, (-2, BACK), "#8d7468")
    for k in range(5):
        box(
            pen,
            (LEFT_X, RIGHT_X),
            (TALL - 0.2, TALL),
            (0.4 + k * 1.25, 0.62 + k * 1.25),
            WOOD,
            contact=0,
            edge=0.2,
        )
    side_wall(pen, LEFT_X, (0, TALL), (-2, BACK), WALL)
    kit.side_panes(pen, LEFT_X, ((-1.4, 0.3), *PANES), (0.5, 3.7), "#3d3034", 0.76)
    side_wall(pen, RIGHT_X, (0, TALL), (-2, BACK), WALL)
    back_wall(pen, (LEFT_X, RIGHT_X), (0, TALL), BACK, WALL)
    with pen.on(pen.camera.side(RIGHT_X)):
        pen.fill(rect(-2, 0, BACK, 1.3), VELVET)
        for k in range(16):
            pen.line([(-2 + k * 0.5, 0.5), (-2 + k * 0.5, 1.3)], lift(VELVET, -0.5), 0.03)
        pen.line([(-2, 1.32), (BACK, 1.32)], BRASS, 0.05)
        for k in range(3):
            z = 0.8 + k * 1.8
            pen.fill(rect(z, 1.8, z + 1.1, 3.1), BRASS)
            pen.wash(
                rect(z + 0.07, 1.87, z + 1.03, 3.03), ((0, 3), (0, 1.9)), ("#d9b890", "#5d4a5c")
            )
    left, top, right, foot = kit.bounds(upright(pen, (-1.3, 2.1), (0.9, 3.3), BACK))
    pen.down(rect(left - 8, top - 8, right + 8, foot + 8), WOOD, lift(WOOD, -0.4))
    rows, columns = 5, 9
    for row in range(rows):
        for k in range(columns):
            a = left + (right - left) * k / columns
            y = top + (foot - top) * row / rows
            cell = rect(
                a + 4, y + 4, a + (right - left) / columns - 4, y + (foot - top) / rows - 4
            )
            pen.fill(cell, lift(WOOD, -0.66))
            pen.glow(a + 28, y + 12, 60, "#ffc070", 0.2 + 0.4 * pen.tone.lamps)
            _bottle(
                pen,
                a + (right - left) / columns / 2,
                y + (foot - top) / rows - 6,
                (foot - top) / rows * 0.78,
            )
    box(pen, (-1.4, 2.2), (0, 0.9), (BACK - 0.5, BACK), WOOD, top="#c9b8a8")


def _bottle(pen: Pen, x: float, foot: float, tall: float) -> None:
    w = tall * 0.15
    tint = pen.rng.choice(("#2f4a3a", "#4a2030", "#3a3a20", "#20304a", "#7a5a2a"))
    shape = smooth(
        [
            (x - w, foot),
            (x - w, foot - tall * 0.55),
            (x - w * 0.4, foot - tall * 0.72),
            (x - w * 0.35, foot - tall),
            (x + w * 0.35, foot - tall),
            (x + w * 0.4, foot - tall * 0.72),
            (x + w, foot - tall * 0.55),
            (x + w, foot),
        ]
    )
    pen.across(shape, lift(tint, 0.35), lift(tint, -0.2))
    pen.fill(
        rect(x - w * 0.8, foot - tall * 0.42, x + w * 0.8, foot - tall * 0.16), "#efe2c8", 0.9
    )


def _pendants(pen: Pen) -> None:
    for x, z, y in ((-1.3, 4.6, 2.75), (0.5, 4.9, 2.75), (1.45, 3.0, 2.7), (-1.5, 2.2, 2.75)):
        cx, cy = pen.camera.at(x, y, z)
        unit = pen.camera.scale * pen.camera.share(z)
        pen.line([pen.camera.at(x, TALL, z), (cx, cy)], "#2a2026", 3)
        shade = smooth(
            [
                (cx - unit * 0.05, cy),
                (cx + unit * 0.05, cy),
                (cx + unit * 0.26, cy + unit * 0.26),
                (cx - unit * 0.26, cy + unit * 0.26),
            ]
        )
        pen.across(shade, lift(BRASS, 0.2), lift(BRASS, -0.5))
        power = 0.4 + 0.6 * pen.tone.lamps
        pen.lit(oval(cx, cy + unit * 0.25, unit * 0.16, unit * 0.05), "#fff4d4", power)
        pen.glow(cx, cy + unit * 0.3, unit * 1.7, "#ffc070", 0.6 * power)
        foot = pen.camera.at(x, 0.78, z)[1]
        cone = [
            (cx - unit * 0.2, cy + unit * 0.26),
            (cx + unit * 0.2, cy + unit * 0.26),
            (cx + unit * 0.7, foot),
            (cx - unit * 0.7, foot),
        ]
        pen.beam(cone, ((0, cy), (0, foot)), "#ffcf8a", 0.24 * power, 12)


def _tables(pen: Pen, spots: tuple[tuple[float, float], ...]) -> None:
    for x, z in spots:
        for dx in (-0.75, 0.5):
            _seat(pen, x + dx, z + 0.2)
        unit = pen.camera.scale * pen.camera.share(z)
        cx, cy = pen.camera.at(x, 0.78, z)
        foot = pen.camera.at(x, 0, z)[1]
        pen.shadow(oval(cx, foot, unit * 0.5, unit * 0.1), 0.45, 8)
        folds = 9
        for k in range(folds):
            a = cx - unit * 0.5 + unit * k / folds
            b = a + unit / folds
            low = foot - unit * 0.16 + (k % 2) * 8
            tint = lift("#f4ece6", -0.24 * abs(k - 3) / 5 + (0.06 if k % 2 else -0.06))
            pen.down(
                [(a, cy), (b, cy), (b + (b - cx) * 0.06, low), (a + (a - cx) * 0.06, low)],
                tint,
                lift(tint, -0.28),
            )
        pen.fill(oval(cx, cy, unit * 0.5, unit * 0.11), "#fffaf4")
        pen.glow(cx, cy, unit * 0.6, "#ffdca0", 0.3 + 0.3 * pen.tone.lamps, 0.24)
        for dx in (-0.26, 0.26):
            gx = cx + dx * unit
            pen.fill(oval(gx, cy + unit * 0.02, unit * 0.13, unit * 0.03), "#d9d0d6")
            pen.fill(oval(gx, cy + unit * 0.012, unit * 0.1, unit * 0.022), "#ffffff")
            wx = gx + unit * 0.14 * (1 if dx < 0 else -1)
            pen.line([(wx, cy), (wx, cy - unit * 0.12)], "#e6eef4", 2)
            glass = smooth(
                [
                    (wx - unit * 0.045, cy - unit * 0.27),
                    (wx + unit * 0.045, cy - unit * 0.27),
                    (wx + unit * 0.03, cy - unit * 0.12),
                    (wx - unit * 0.03, cy - unit * 0.12),
                ]
            )
            pen.fill(glass, "#dfeaf2", 0.5)
            pen.fill(oval(wx, cy - unit * 0.17, unit * 0.034, unit * 0.04), "#8e2038", 0.9)
        kit.vase(pen, cx, cy, unit * 0.16, "#dfe6ee")
        flowers = [
            (cx + cos(a) * unit * 0.05, cy - unit * 0.22 + sin(a) * unit * 0.04)
            for a in (0.0, 2 * pi / 3, 4 * pi / 3)
        ]
        blossoms(pen, flowers, unit * 0.07, "#e8586a")


def _seat(pen: Pen, x: float, z: float) -> None:
    box(
        pen,
        (x, x + 0.32),
        (0.02, 0.46),
        (z, z + 0.34),
        lift(VELVET, -0.1),
        top=lift(VELVET, 0.2),
        contact=0.4,
    )
    left, top, right, foot = kit.bounds(
        upright(pen, (x - 0.02, x + 0.34), (0.44, 0.98), z + 0.34)
    )
    back = rect(left, top, right, foot, (right - left) * 0.28)
    pen.across(back, lift(VELVET, 0.18), lift(VELVET, -0.32))
    pen.trace(back, BRASS, 2.5, 0.6)


def _light(pen: Pen) -> None:
    at = pen.camera.at
    for z0, z1 in PANES:
        kit.shaft(
            pen,
            (at(LEFT_X, 3.6, z0), at(LEFT_X, 3.6, z1)),
            (at(-0.2, 0, z0 - 0.6), at(-0.2, 0, z1 - 0.6)),
            0.32,
        )
