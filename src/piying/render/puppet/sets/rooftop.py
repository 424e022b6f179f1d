"""A school or city rooftop: fence, water tank, the whole sky, the city below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.pen import Pen, oval, rect
from piying.render.puppet.sets.sky import clouds, cumulus, sky, skyline, streak_clouds, sun
from piying.render.puppet.sets.solid import SNOW, box, ground
from piying.render.puppet.sets.space import WIDTH, Camera
from piying.render.puppet.sets.surface import tiles, weathered

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt
    from piying.render.puppet.sets.easel import Easel

CONCRETE = "#b9b3b8"


def paint(easel: Easel) -> SetArt:
    """The rooftop, sky filling the upper half."""
    easel.camera = Camera(horizon=1180, floor_y=1690, figure_scale=0.58, distance=3.8)
    easel.floor(_ground)
    easel.plane("sky", 0.0, _sky, opaque=True, texture=0.5)
    easel.plane("high clouds", 0.03, _streaks, texture=0, drift=3)
    easel.plane("clouds", 0.06, _clouds, texture=0.3, drift=7)
    easel.plane(
        "far city",
        0.12,
        lambda pen: skyline(pen, 1230, 90, 360, "#8195bd", lit=0.5, flicker=1),
        air=0.25,
        variants=3,
        hold_frames=23,
    )
    easel.plane(
        "city",
        0.22,
        lambda pen: skyline(pen, 1330, 60, 300, "#5f74a2", lit=0.55, flicker=1),
        air=0.55,
        variants=3,
        hold_frames=17,
    )
    easel.plane("roof", 0.72, lambda pen: _roof(easel, pen), air=0.94)
    easel.plane("shed", 0.86, _shed, air=0.98)
    easel.plane("rail", 1.3, _front)
    return easel.finish(close_x=430, close_y=760)


def _sky(pen: Pen) -> None:
    sky(pen, 1230)
    sun(pen, 330, 380, 62)


def _clouds(pen: Pen) -> None:
    clouds(pen, 700, 120, 5)
    for x, y, wide, tall in (
        (700, 1180, 900, 560),
        (40, 1200, 700, 300),
        (1150, 1190, 620, 380),
    ):
        for shift in (-WIDTH, 0.0, WIDTH):
            again = pen.rng.getstate()
            cumulus(pen, x + shift, y, wide, tall)
            pen.rng.setstate(again)


def _streaks(pen: Pen) -> None:
    streak_clouds(pen, 240, 240, 9, 0.4)


def _ground(pen: Pen) -> None:
    ground(pen, (-9, 9), (-1.7, 5.2), CONCRETE, lift(CONCRETE, 0.15))
    tiles(
        pen,
        (-7, 7),
        (-1.7, 5.2),
        ("#bdb6ba", "#b2abb2", "#c4bcbd"),
        0.9,
        joint="#8d8792",
        vary=0.07,
    )
    for _ in range(30):
        cx, cy = pen.camera.at(pen.rng.uniform(-3, 3), 0, pen.rng.uniform(-1.2, 5))
        pen.fill(oval(cx, cy, pen.rng.uniform(20, 90), pen.rng.uniform(4, 12)), "#857e8e", 0.14)
    for x, z, run in ((-0.6, 0.4, 1.2), (1.3, 2.0, 0.9), (-1.8, 2.8, 1.1)):
        drift = [z + pen.rng.uniform(-0.1, 0.1) for _ in range(7)]
        crack = [pen.camera.at(x + k * run / 6, 0, drift[k]) for k in range(7)]
        pen.line(crack, "#6d6678", 2.5, 0.6)
    _fence_shadow(pen)
    weathered(
        pen,
        (-7, 7),
        (-1.7, 5.2),
        ((-0.8, pen.tone.sky[-1], 0.5), (1.2, "#ffd59a", 0.5 * pen.tone.lamps)),
    )


def _fence_shadow(pen: Pen) -> None:
    if pen.tone.shaft < 0.3:
        return
    at = pen.camera.at
    for k in range(-8, 14):
        x = k * 0.42
        pen.line([at(x, 0, 5.1), at(x + 0.7, 0, 3.2)], "#4d4668", 3, 0.24)
    for z in (3.2, 4.2):
        pen.line([at(-6, 0, z), at(6, 0, z)], "#4d4668", 3, 0.2)


def _roof(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    at = pen.camera.at
    box(pen, (-9, 9), (0, 0.32), (5.0, 5.3), lift(CONCRETE, 0.06), top="#d9d3d4")
    mesh = skia.Path()
    left, right = at(-7, 0, 5.1)[0], at(7, 0, 5.1)[0]
    low, high = at(0, 0.32, 5.1)[1], at(0, 2.35, 5.1)[1]
    step = 17
    x = left - (low - high)
    while x < right:
        mesh.moveTo(x, low)
        mesh.lineTo(x + (low - high), high)
        mesh.moveTo(x + (low - high), low)
        mesh.lineTo(x, high)
        x += step
    pen.trace(mesh, "#4d5872", 1.3, 0.5)
    for k in range(-10, 11):
        px = at(k * 0.85, 0, 5.1)[0]
        pen.line([(px, low), (px, high - 6)], "#3f4a66", 7)
        pen.line([(px - 2, low), (px - 2, high - 6)], "#93a2c2", 2)
    for y in (high, (low + high) / 2, low - 10):
        pen.line([(left, y), (right, y)], "#3f4a66", 6)
        pen.line([(left, y - 2), (right, y - 2)], SNOW if pen.tone.snowy else "#93a2c2", 2.4)


def _shed(pen: Pen) -> None:
    at = pen.camera.at
    box(pen, (1.35, 4.2), (0, 2.75), (2.6, 4.6), "#d9d0c9", contact=0.5)
    box(pen, (1.25, 4.3), (2.75, 2.92), (2.5, 4.7), "#b3abb0", contact=0)
    left, top = at(1.62, 2.12, 2.6)
    right, foot = at(2.32, 0.02, 2.6)
    pen.down(rect(left - 6, top - 6, right + 6, foot), "#7c7688", "#5d586c")
    pen.down(rect(left, top, right, foot), "#6f93a8", "#4c6a84")
    pen.fill(rect(left + 24, top + 40, right - 24, top + 150), "#b9d3e0")
    kit.glare(pen, left + 24, top + 40, right - 24, top + 150, 0.3)
    pen.fill(oval(right - 18, (top + foot) / 2, 7, 7), "#e6dcc4")
    lx, ly = (left + right) / 2, top - 44
    pen.fill(rect(lx - 24, ly - 9, lx + 24, ly + 7, 5), "#f4efe4")
    pen.glow(lx, ly + 10, 300, "#ffdfa0", 0.85 * pen.tone.lamps)
    for k in range(6):
        pen.shadow(rect(left + 80 + k * 90, top - 80, left + 84 + k * 90, foot), 0.12, 3)
    for x in (2.0, 3.1):
        box(pen, (x, x + 0.09), (2.92, 3.5), (3.0, 3.1), "#6d6678", contact=0)
    cx, cy = at(2.6, 3.5, 3.1)
    unit = pen.camera.scale * pen.camera.share(3.1)
    tank = rect(cx - unit * 0.75, cy - unit * 1.25, cx + unit * 0.75, cy, unit * 0.1)
    pen.across(tank, "#dfe6ee", "#8290a8")
    for k in range(1, 4):
        y = cy - unit * 1.25 * k / 4
        pen.line([(cx - unit * 0.75, y), (cx + unit * 0.75, y)], "#7c8aa4", 3, 0.7)
    if pen.tone.snowy:
        pen.fill(
            rect(cx - unit * 0.75, cy - unit * 1.3, cx + unit * 0.75, cy - unit * 1.18, 8), SNOW
        )
    for side in (-1, 1):
        x = cx + side * unit * 0.2
        pen.line([(x, cy + unit * 0.6), (x, cy - unit * 1.2)], "#4f5870", 3)
    for k in range(9):
        y = cy + unit * 0.6 - k * unit * 0.2
        pen.line([(cx - unit * 0.2, y), (cx + unit * 0.2, y)], "#4f5870", 3)
    for x, z in ((-2.5, 3.6), (-1.95, 4.0)):
        box(pen, (x, x + 0.62), (0.1, 0.75), (z, z + 0.4), "#cdd3d9", contact=0.5)
        fx, fy = at(x + 0.31, 0.43, z)
        r = pen.camera.scale * pen.camera.share(z) * 0.24
        pen.fill(oval(fx, fy, r, r), "#7d8798")
        for k in range(4):
            pen.trace(oval(fx, fy, r * (k + 1) / 4, r * (k + 1) / 4), "#4d566a", 2, 0.7)


def _front(pen: Pen) -> None:
    pen.across(rect(-270, 1985, 1350, 2030), "#39405c", "#525a7a")
    pen.line([(-270, 1988), (1350, 1988)], SNOW if pen.tone.snowy else "#aab4d6", 5)
    for k in range(9):
        x = -230 + k * 196
        pen.across(rect(x, 2026, x + 26, 2160), "#525a7a", "#2c324c")
