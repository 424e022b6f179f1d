"""The gate of the underworld: the black gate, ghost fires, red lilies, the long bridge."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

import skia

from piying.render.puppet.sets.hue import lift, mix
from piying.render.puppet.sets.nature import branch
from piying.render.puppet.sets.pen import Pen, argb, oval, rect, smooth, taper
from piying.render.puppet.sets.sky import mist, ridge, streak_clouds
from piying.render.puppet.sets.solid import box, everywhere, ground
from piying.render.puppet.sets.space import BOTTOM, LEFT, RIGHT, TOP, Camera
from piying.render.puppet.sets.surface import sheen, tiles, weathered
from piying.render.puppet.sets.temple import brackets, column, lantern, plaque, roof

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt
    from piying.render.puppet.sets.easel import Easel

IRON, BLOOD, GHOST = "#3c3450", "#8e2434", "#5ff2cf"


def gate(easel: Easel) -> SetArt:
    """The gate at the end of the bridge, under a blood moon."""
    easel.camera = Camera(horizon=1120, floor_y=1690, figure_scale=0.55, distance=4.0)
    easel.floor(_bridge)
    easel.plane("sky", 0.0, _sky, opaque=True, texture=0.9)
    easel.plane(
        "smoke", 0.04, lambda pen: streak_clouds(pen, 420, 420, 16, 0.3), texture=0, drift=9
    )
    easel.plane("crags", 0.12, _crags, air=0.4)
    easel.plane("mist far", 0.2, lambda pen: mist(pen, 1060, 0.5, 200), texture=0, drift=12)
    easel.plane("gate", 0.5, lambda pen: _gate(easel, pen), air=0.82)
    easel.plane("river mist", 0.62, lambda pen: mist(pen, 1260, 0.42, 150), texture=0, drift=18)
    easel.plane("rails", 0.84, _rails, air=0.95)
    easel.plane(
        "ghost fire", 0.9, _fires, texture=0, variants=4, hold_frames=5, sway=6, sway_s=3.4
    )
    easel.plane("lanterns", 0.93, _lanterns, texture=0.4, sway=6, sway_s=4.2)
    easel.plane("lilies", 1.32, _lilies, sway=6, sway_s=4.6)
    return easel.finish(close_x=430, close_y=780, grade_mix=0.14)


def _sky(pen: Pen) -> None:
    day = 0.0 if pen.tone.night else 0.28
    stops = [
        mix(c, pen.tone.sky[i], day)
        for i, c in enumerate(("#120b26", "#2c1440", "#6a2148", "#c2484a"))
    ]
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, TOP), skia.Point(0, 1160)], [argb(c) for c in stops]
    )
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in everywhere()], True)  # noqa: FBT003 - positional
    pen.canvas.drawPath(path, skia.Paint(Shader=shader, Dither=True))
    x, y, r = 560.0, 250.0, 190.0
    pen.glow(x, y, r * 5, "#ff5a4a", 0.55)
    pen.glow(x, y, r * 2, "#ff9a6a", 0.6)
    disc = oval(x, y, r, r)
    pen.lit(disc, "#f2705a")
    with pen.clip(disc):
        for dx, dy, s in (
            (-0.35, -0.3, 0.4),
            (0.3, 0.2, 0.46),
            (0.1, -0.55, 0.2),
            (-0.4, 0.45, 0.26),
        ):
            pen.lit(oval(x + dx * r, y + dy * r, s * r, s * r), "#b5383f", 0.55, 14)
        pen.lit(oval(x - r * 0.5, y - r * 0.5, r, r), "#ffb48a", 0.3, 40)
    pen.wash(rect(LEFT, 1120, RIGHT, BOTTOM), ((0, 1120), (0, 1700)), ("#5d2448", "#1c1236"))


def _crags(pen: Pen) -> None:
    ridge(pen, 1120, 560, "#4d3a60", 8, 0.6)
    ridge(pen.at(0.6), 1170, 330, "#392a4c", 8, 0.5)


def _bridge(pen: Pen) -> None:
    ground(pen, (-14, 14), (-1.7, 30), "#1d2c48", "#4d2c50")
    for k in range(70):
        z = 0.4 + (k / 70) ** 1.6 * 24
        x = pen.rng.uniform(-12, 12)
        a = pen.camera.at(x, -0.0, z)
        run = 190 * pen.camera.share(z)
        pen.line(
            [a, (a[0] + run, a[1])], pen.rng.choice(("#5fd0c0", "#d9606a", "#8a70b0")), 2.5, 0.3
        )
    tiles(
        pen,
        (-1.7, 1.7),
        (-1.7, 16.4),
        ("#6a6078", "#5d546c", "#746a80"),
        0.68,
        joint="#2f2842",
        vary=0.08,
    )
    sheen(pen, 0, (0, 12), 1.2, "#ff6a5a", 0.34)
    for side in (-1, 1):
        sheen(pen, side * 1.1, (0.2, 8), 0.4, GHOST, 0.2)
    weathered(pen, (-1.7, 1.7), (-1.7, 12), ((0.0, "#ff6a5a", 0.4),))


def _gate(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    at = pen.camera.at
    z = 17.0
    unit = pen.camera.scale * pen.camera.share(z)
    for side in (-1, 1):
        x0, x1 = sorted((side * 3.3, side * 12))
        box(pen, (x0, x1), (0, 3.6), (z, z + 1.5), IRON, contact=0)
        a, b = at(x0, 3.6, z), at(x1, 3.6, z)
        x = a[0]
        while x < b[0]:
            pen.fill(rect(x, a[1] - unit * 0.5, x + unit * 0.4, a[1] + 4), lift(IRON, -0.1))
            x += unit * 0.7
        with pen.on(pen.camera.back(z)):
            for row in range(9):
                for k in range(17):
                    cell = x0 + k * 0.55 - (0.27 if row % 2 else 0)
                    if x0 <= cell < x1:
                        pen.fill(
                            rect(cell, row * 0.42, cell + 0.5, row * 0.42 + 0.38),
                            pen.vary(IRON, 0.14),
                            0.8,
                        )
    _doors(pen, z)
    _towers(pen, z)


def _doors(pen: Pen, z: float) -> None:
    """The two leaves, ajar, red light between them."""
    at = pen.camera.at
    unit = pen.camera.scale * pen.camera.share(z)
    left, top = at(-2.4, 4.7, z)
    right, foot = at(2.4, 0, z)
    pen.fill(rect(left, top, right, foot), "#0f0a1c")
    pen.glow(540, foot - unit * 1.6, unit * 4, "#ff4a4a", 0.75)
    pen.glow(540, foot - unit * 0.6, unit * 2.0, "#ffc08a", 0.7)
    for side in (-1, 1):
        x0, x1 = sorted((540 + side * (right - 540), 540 + side * unit * 0.7))
        leaf = [
            (x0, top),
            (x1, top + unit * (0.4 if side < 0 else 0.0)),
            (x1, foot + unit * (0.25 if side < 0 else 0)),
            (x0, foot + unit * (0 if side < 0 else 0.25)),
        ]
        pen.across(leaf, "#4a2436", "#2a1428")
        for row in range(7):
            for k in range(4):
                px = x0 + (x1 - x0) * (k + 0.7) / 4.6
                py = top + unit * 0.6 + row * (foot - top) / 7.8
                pen.fill(oval(px, py, unit * 0.1, unit * 0.1), "#c98a4c")
                pen.fill(oval(px - 2, py - 3, unit * 0.045, unit * 0.045), "#ffe0a0")
        _beast(pen, (x0 + x1) / 2, (top + foot) / 2, unit * 0.55)


def _towers(pen: Pen, z: float) -> None:
    """Columns, two roofs and the name board."""
    at = pen.camera.at
    unit = pen.camera.scale * pen.camera.share(z)
    for side in (-1, 1):
        for x in (2.6, 4.6):
            column(
                pen,
                at(side * x, 0, z - 0.3)[0],
                at(0, 5.4, z)[1],
                at(0, 0, z - 0.3)[1],
                unit * 0.55,
                BLOOD,
                base="#5d5470",
            )
    high = at(0, 5.4, z)[1]
    start, end = at(-5.0, 0, z)[0], at(5.0, 0, z)[0]
    pen.down(rect(start, high - unit * 0.2, end, high + unit * 0.75), "#4a2440", "#281430")
    pen.line([(start, high + unit * 0.75), (end, high + unit * 0.75)], "#c98a4c", 4)
    brackets(pen, start, end, high - unit * 0.85, unit * 0.7, ("#5d2a4a", "#2c3a66"))
    roof(
        pen,
        540,
        high - unit * 0.7,
        unit * 6.6,
        unit * 2.0,
        "#3a3a58",
        ridge_share=0.66,
        sweep=0.42,
        trim="#b5683c",
    )
    body = rect(540 - unit * 2.7, high - unit * 4.2, 540 + unit * 2.7, high - unit * 2.4)
    pen.down(body, "#5a2440", "#34183a")
    roof(
        pen,
        540,
        high - unit * 3.7,
        unit * 4.2,
        unit * 1.7,
        "#3a3a58",
        ridge_share=0.6,
        sweep=0.46,
        trim="#b5683c",
    )
    plaque(
        pen,
        540,
        high + unit * 0.15,
        unit * 3.7,
        unit * 1.3,
        "鬼门关",
        board="#1a1020",
        ink="#ff5a4a",
    )
    pen.glow(540, high + unit * 0.15, unit * 2.4, "#ff3a3a", 0.4, 0.5)


def _beast(pen: Pen, x: float, y: float, size: float) -> None:
    """A beast's face holding a ring."""
    face = smooth(
        [
            (
                x + cos(i * pi / 4) * size * (1.0 if i % 2 else 0.84),
                y + sin(i * pi / 4) * size * (1.0 if i % 2 else 0.84),
            )
            for i in range(8)
        ]
    )
    pen.down(face, "#e0b060", "#6a4024")
    for side in (-1, 1):
        pen.lit(
            oval(x + side * size * 0.36, y - size * 0.2, size * 0.16, size * 0.12), "#ff5a3a"
        )
        pen.line(
            [
                (x + side * size * 0.14, y - size * 0.36),
                (x + side * size * 0.62, y - size * 0.5),
            ],
            "#3a2018",
            size * 0.1,
        )
    pen.fill(oval(x, y + size * 0.4, size * 0.42, size * 0.16), "#2a1418")
    pen.trace(oval(x, y + size * 0.8, size * 0.5, size * 0.5), "#d9a050", size * 0.14)


def _rails(pen: Pen) -> None:
    at = pen.camera.at
    for k in range(9):
        z = 11.5 - k * 1.35
        unit = pen.camera.scale * pen.camera.share(z)
        for side in (-1, 1):
            x, foot = at(side * 1.78, 0, z)
            if k < 8:
                nx, near_foot = at(side * 1.78, 0, z - 1.35)
                near = pen.camera.scale * pen.camera.share(z - 1.35)
                panel = [
                    (x, foot - unit * 0.7),
                    (nx, near_foot - near * 0.7),
                    (nx, near_foot - near * 0.08),
                    (x, foot - unit * 0.08),
                ]
                pen.down(panel, lift(IRON, 0.22), lift(IRON, -0.1))
                inner = [
                    (x + (nx - x) * 0.2, foot - unit * 0.52 + (near_foot - foot) * 0.1),
                    (x + (nx - x) * 0.8, near_foot - near * 0.56),
                    (x + (nx - x) * 0.8, near_foot - near * 0.26),
                    (x + (nx - x) * 0.2, foot - unit * 0.24),
                ]
                pen.fill(inner, lift(IRON, -0.4), 0.8)
                pen.line(panel[:2], "#d96a6a", 3, 0.5)
            post = rect(x - unit * 0.11, foot - unit * 0.95, x + unit * 0.11, foot)
            pen.across(post, lift(IRON, 0.35), lift(IRON, -0.3))
            skull = oval(x, foot - unit * 1.04, unit * 0.14, unit * 0.15)
            pen.down(skull, "#d9cfd0", "#7d7090")
            for dx in (-0.05, 0.05):
                pen.fill(
                    oval(x + dx * unit, foot - unit * 1.05, unit * 0.032, unit * 0.04),
                    "#1a1024",
                )


def _fires(pen: Pen) -> None:
    spots = (
        (-2.4, 1.9, 7.5),
        (2.6, 2.3, 6.0),
        (-2.0, 1.5, 3.6),
        (2.1, 1.3, 2.6),
        (-3.4, 3.0, 10),
        (3.6, 3.4, 10.5),
        (0.9, 2.9, 9.5),
    )
    for i, (x, y, z) in enumerate(spots):
        cx, cy = pen.camera.at(x, y, z)
        size = pen.camera.scale * pen.camera.share(z) * 0.16
        wag = ((pen.variant + i) % 4 - 1.5) * size * 0.3
        pen.glow(cx, cy, size * 7, GHOST, 0.5)
        tail = [
            (cx, cy + size * 0.4),
            (cx + wag * 0.4, cy - size * 0.8),
            (cx - wag, cy - size * 2.0),
            (cx + wag * 0.8, cy - size * 3.4),
        ]
        pen.lit(taper(tail, (size * 1.7, size * 1.5, size * 0.8, 1)), GHOST, 0.55)
        pen.lit(oval(cx, cy, size * 0.62, size * 0.7), "#eafff6", 0.95)


def _lanterns(pen: Pen) -> None:
    for z in (9.8, 6.4, 3.4):
        unit = pen.camera.scale * pen.camera.share(z)
        for side in (-1, 1):
            x, foot = pen.camera.at(side * 2.15, 0, z)
            top = foot - unit * 2.7
            pen.line([(x, foot), (x, top)], "#241a30", unit * 0.07)
            hook = x - side * unit * 0.5
            pen.line([(x, top), (hook, top - unit * 0.1)], "#241a30", unit * 0.05)
            cy = top + unit * 0.5
            pen.line([(hook, top - unit * 0.1), (hook, cy)], "#241a30", unit * 0.025)
            pen.glow(hook, cy, unit * 1.9, "#ff5a3a", 0.5)
            lantern(pen, hook, cy, unit * 0.26, "#e9e2d6")
            pen.lit(oval(hook, cy, unit * 0.2, unit * 0.18), "#ffb48a", 0.6)


def _lilies(pen: Pen) -> None:
    branch(pen, (1380, 40), 2.9, 560, 46, "#1c1226")
    branch(pen, (-300, -60), 0.35, 460, 36, "#1c1226")
    for x in (-210, -110, -20, 90, 1010, 1090, 1190, 1290):
        foot = 2190 + pen.rng.uniform(-20, 40)
        tall = pen.rng.uniform(230, 380) * (0.8 if 60 < x < 1030 else 1.0)
        bend = pen.rng.uniform(-30, 30)
        pen.fill(
            taper(
                [(x, foot), (x + bend, foot - tall * 0.6), (x + bend * 1.6, foot - tall)],
                (9, 8, 6),
            ),
            "#2c3a3a",
        )
        _lily(pen, x + bend * 1.6, foot - tall, pen.rng.uniform(54, 80))


def _lily(pen: Pen, x: float, y: float, size: float) -> None:
    """A red spider lily."""
    for k in range(9):
        a = pi + pi * (k + 0.5) / 9 + pen.rng.uniform(-0.1, 0.1)
        tip = (x + cos(a) * size * 1.25, y + sin(a) * size * 0.55)
        mid = (x + cos(a) * size * 0.75, y + sin(a) * size * 0.9)
        pen.fill(taper([(x, y), mid, tip], (7, 12, 2)), lift("#d0283c", -0.3 if k % 2 else 0.1))
        far = (x + cos(a) * size * 1.5, y + sin(a) * size * 1.35 - size * 0.1)
        pen.line(
            [(x, y), (x + cos(a) * size * 0.9, y + sin(a) * size * 0.7), far],
            "#ff6a6a",
            2.4,
            0.9,
        )
        pen.fill(oval(*far, 3.6, 3.6), "#ffd0a0")
