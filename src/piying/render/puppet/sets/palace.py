"""A palace's throne hall: red columns, coffered ceiling, gilt screen, candles, incense."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

import skia

from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.easel import LIGHT_DETAIL, Easel
from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.pen import Pen, oval, path_of, rect, smooth
from piying.render.puppet.sets.sky import mist, sky
from piying.render.puppet.sets.solid import back_wall, box, ceiling, level, side_wall, upright
from piying.render.puppet.sets.space import Camera
from piying.render.puppet.sets.surface import sheen, tiles
from piying.render.puppet.sets.temple import (
    brackets,
    coil,
    column,
    curtain,
    lattice,
    plaque,
    wave_border,
)

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt

RED, GOLD, JADE, LAPIS = "#a83232", "#d9a748", "#3f8a78", "#2c4a8a"
HALF, BACK, TALL = 3.0, 9.0, 6.2


def hall(easel: Easel) -> SetArt:
    """The hall from its threshold, throne ahead."""
    easel.camera = Camera(horizon=1040, floor_y=1690, figure_scale=0.55, distance=3.8)
    easel.floor(_floor)
    easel.plane("shell", 0.6, lambda pen: _shell(easel, pen), air=0.78, opaque=True)
    easel.plane("throne", 0.66, _throne, air=0.88)
    easel.plane("columns", 0.76, lambda pen: _columns(pen, (7.4, 5.0)), air=0.9)
    easel.plane("light", 0.8, _light, texture=0, detail=LIGHT_DETAIL)
    easel.plane("near columns", 0.9, lambda pen: _columns(pen, (2.6,)), air=0.98)
    easel.plane("candles", 0.94, _candles, air=1.0, variants=3, hold_frames=4)
    easel.plane("smoke", 0.97, lambda pen: mist(pen, 1500, 0.16, 240), texture=0, drift=10)
    easel.plane("drapes", 1.3, _drapes, sway=6, sway_s=6)
    easel.gloom(540, 1000, 1300)
    return easel.finish(close_x=540, close_y=830)


def _floor(pen: Pen) -> None:
    tiles(
        pen,
        (-HALF - 1, HALF + 1),
        (-1.6, BACK),
        ("#6a5a62", "#5d4e59"),
        0.7,
        joint="#3e3444",
        vary=0.05,
    )
    carpet = level(pen, (-0.85, 0.85), 0, (-1.6, BACK - 1.2))
    pen.wash(carpet, (carpet[3], carpet[0]), ("#b8403c", "#8e2a34"))
    with pen.on(pen.camera.floor()):
        for x in (-0.78, 0.78, -0.7, 0.7):
            pen.line([(x, -1.6), (x, BACK - 1.2)], GOLD, 0.035 if abs(x) > 0.75 else 0.015)
        z = -1.2
        while z < BACK - 1.4:
            pen.trace(
                path_of([(-0.4, z), (0, z - 0.36), (0.4, z), (0, z + 0.36)]), GOLD, 0.022, 0.8
            )
            pen.trace(oval(0, z, 0.17, 0.17), GOLD, 0.02, 0.8)
            z += 0.84
    for x in (-1.9, 1.9):
        sheen(pen, x, (0.0, 8.0), 0.6, "#ff9d55", 0.16 + 0.2 * pen.tone.lamps)
    sheen(pen, 0, (1.0, 8.4), 1.2, "#ffc878", 0.2)


def _shell(easel: Easel, pen: Pen) -> None:
    sky(pen, 1100)
    easel.under(pen)
    ceiling(pen, (-HALF - 1, HALF + 1), TALL, (-2, BACK), "#2f5a5c")
    with pen.on(pen.camera.floor(TALL)):
        for i in range(-4, 5):
            pen.line([(i * 0.95, -2), (i * 0.95, BACK)], RED, 0.13)
            pen.line([(i * 0.95, -2), (i * 0.95, BACK)], GOLD, 0.03)
        for k in range(-2, 10):
            pen.line([(-HALF - 1, k * 0.95), (HALF + 1, k * 0.95)], RED, 0.13)
            pen.line([(-HALF - 1, k * 0.95), (HALF + 1, k * 0.95)], GOLD, 0.03)
        for i in range(-4, 4):
            for k in range(-2, 9):
                pen.trace(oval((i + 0.5) * 0.95, (k + 0.5) * 0.95, 0.26, 0.26), GOLD, 0.05, 0.8)
    far = pen.camera.at(0, TALL, BACK)[1]
    pen.fade(rect(-270, far - 420, 1350, far + 20), ((0, far), (0, far - 420)), 0.45)
    for x in (-HALF - 1, HALF + 1):
        side_wall(pen, x, (0, TALL), (-2, BACK), "#7d3038")
        with pen.on(pen.camera.side(x)):
            for k in range(5):
                z = 0.2 + k * 1.8
                pen.fill(rect(z, 0.3, z + 1.4, 4.4), "#5b2430")
                pen.fill(rect(z + 0.1, 1.5, z + 1.3, 4.3), "#f0d9a4" if x < 0 else "#c9a57c")
                for j in range(1, 6):
                    pen.line(
                        [(z + 0.1 + j * 0.2, 1.5), (z + 0.1 + j * 0.2, 4.3)], "#5b2430", 0.03
                    )
                for j in range(1, 12):
                    pen.line(
                        [(z + 0.1, 1.5 + j * 0.25), (z + 1.3, 1.5 + j * 0.25)], "#5b2430", 0.025
                    )
    back_wall(pen, (-HALF - 1, HALF + 1), (0, TALL), BACK, "#8c2f36")
    _back(pen)


def _back(pen: Pen) -> None:
    left, top, right, foot = kit.bounds(upright(pen, (-HALF - 1, HALF + 1), (4.55, 5.6), BACK))
    pen.down(rect(left, top, right, foot), LAPIS, lift(LAPIS, -0.4))
    wave_border(pen, left, right, top + 34, 26, GOLD)
    brackets(pen, left, right, foot - 10, 46, (JADE, LAPIS, RED))
    for k in range(-4, 4):
        if k in (-1, 0):
            continue
        a, _, b, low = kit.bounds(
            upright(pen, (k * 0.98 + 0.06, (k + 1) * 0.98 - 0.04), (0.2, 4.3), BACK)
        )
        high = pen.camera.at(0, 4.3, BACK)[1]
        lattice(pen, a, high, b, low, "#8a3a30", "#e9c98c", glow=0.3 + 0.4 * pen.tone.lamps)
    cx, cy = pen.camera.at(0, 4.35, BACK - 0.2)
    plaque(pen, cx, cy, 330, 104, "正大明"[:3])


def _sun_disc(pen: Pen, x: float, y: float, size: float) -> None:
    """A gilt sun over clouds and waves, the emblem of the screen."""
    pen.glow(x, y, size * 1.7, "#ffb45a", 0.5)
    rays_path = skia.Path()
    for k in range(36):
        a = 2 * pi * k / 36
        reach = size * (1.02 if k % 2 else 0.9)
        tip = (x + cos(a) * reach, y + sin(a) * reach)
        half = 0.045
        rays_path.addPath(
            path_of(
                [
                    (x + cos(a - half) * size * 0.62, y + sin(a - half) * size * 0.62),
                    tip,
                    (x + cos(a + half) * size * 0.62, y + sin(a + half) * size * 0.62),
                ]
            )
        )
    pen.fill(rays_path, GOLD)
    for radius, high, low in (
        (0.66, "#fff0b8", "#a8742c"),
        (0.58, "#7a2430", "#4a1626"),
        (0.46, "#ffdf8a", "#b5812f"),
    ):
        pen.down(oval(x, y, size * radius, size * radius), high, low)
    for k in range(8):
        a = 2 * pi * k / 8
        petal = [
            (x, y),
            (x + cos(a - 0.24) * size * 0.26, y + sin(a - 0.24) * size * 0.26),
            (x + cos(a) * size * 0.42, y + sin(a) * size * 0.42),
            (x + cos(a + 0.24) * size * 0.26, y + sin(a + 0.24) * size * 0.26),
        ]
        pen.fill(petal, "#c8443c" if k % 2 else "#a8742c", 0.85)
    pen.fill(oval(x, y, size * 0.1, size * 0.1), "#fff0b8")
    for k in range(12):
        a = 2 * pi * k / 12
        pen.fill(
            oval(x + cos(a) * size * 0.52, y + sin(a) * size * 0.52, size * 0.03, size * 0.03),
            "#ffe6a0",
        )
    for dx, dy, r in (
        (-0.86, 0.5, 0.2),
        (0.86, 0.5, 0.2),
        (-0.5, 0.82, 0.17),
        (0.5, 0.82, 0.17),
        (0, 0.95, 0.15),
    ):
        cx, cy = x + dx * size, y + dy * size
        pen.fill(oval(cx, cy + r * size * 0.5, r * size * 1.7, r * size * 0.8), "#9a6a2c")
        coil(pen, cx, cy, r * size, "#f3ce72")


def _throne(pen: Pen) -> None:
    for k in range(4):
        box(
            pen,
            (-1.75 + k * 0.16, 1.75 - k * 0.16),
            (k * 0.2, k * 0.2 + 0.2),
            (6.4 + k * 0.35, 8.8),
            "#c8b7a6",
            top="#9c3a3c" if k == 3 else "#ddd0c0",
        )
    left, top, right, foot = kit.bounds(upright(pen, (-1.35, 1.35), (0.8, 3.7), 8.6))
    frame = smooth(
        [
            (left, foot),
            (left - 14, top + 60),
            (left + 60, top + 8),
            ((left + right) / 2, top - 46),
            (right - 60, top + 8),
            (right + 14, top + 60),
            (right, foot),
        ]
    )
    pen.down(frame, "#e9bf62", "#8a5a26")
    inner = rect(left + 24, top + 48, right - 24, foot)
    pen.down(inner, "#4a1c30", "#7a2632")
    cx = (left + right) / 2
    pen.glow(cx, top + 190, 330, "#ffb45a", 0.55)
    _sun_disc(pen, cx, top + 190, 150)
    for x in (left + 60, right - 60):
        for k in range(5):
            pen.trace(oval(x, top + 100 + k * 56, 24, 17), GOLD, 4, 0.8)
    a = kit.bounds(upright(pen, (-0.62, 0.62), (0.8, 1.85), 8.0))
    seat_back = smooth(
        [
            (a[0], a[3]),
            (a[0] - 6, a[1] + 40),
            (a[0] + 40, a[1]),
            ((a[0] + a[2]) / 2, a[1] - 30),
            (a[2] - 40, a[1]),
            (a[2] + 6, a[1] + 40),
            (a[2], a[3]),
        ]
    )
    pen.down(seat_back, "#f0cb74", "#96652c")
    pen.down(rect(a[0] + 20, a[1] + 30, a[2] - 20, a[3]), "#c8443c", "#8a2630")
    box(pen, (-0.68, 0.68), (0.8, 1.2), (7.5, 8.0), "#d0a04c", top="#b83a38")
    for x in (-0.72, 0.58):
        box(pen, (x, x + 0.14), (1.2, 1.5), (7.5, 8.0), "#e0b45c", contact=0)
    for side in (-1, 1):
        x, y = pen.camera.at(side * 1.35, 0.2, 6.3)
        _censer(pen, x, y, 66)


def _censer(pen: Pen, x: float, y: float, size: float) -> None:
    for dx in (-0.4, 0.4):
        pen.fill(
            smooth(
                [
                    (x + dx * size, y),
                    (x + dx * size * 1.5, y - size * 0.5),
                    (x + dx * size * 0.8, y - size * 0.5),
                ]
            ),
            "#6a4a24",
        )
    bowl = smooth(
        [
            (x - size * 0.7, y - size * 0.9),
            (x - size * 0.6, y - size * 0.4),
            (x, y - size * 0.25),
            (x + size * 0.6, y - size * 0.4),
            (x + size * 0.7, y - size * 0.9),
            (x, y - size * 1.0),
        ]
    )
    pen.across(bowl, "#e0b45c", "#5d3c1c")
    for k in range(8):
        pen.glow(
            x + sin(k * 0.9) * 12, y - size - k * 34, 26 + k * 9, "#fff0dc", 0.16 - k * 0.015
        )


def _columns(pen: Pen, depths: tuple[float, ...]) -> None:
    for z in depths:
        unit = pen.camera.scale * pen.camera.share(z)
        for side in (-1, 1):
            x, foot = pen.camera.at(side * (2.05 if z > 3 else 2.0), 0, z)
            top = pen.camera.at(0, TALL, z)[1]
            wide = unit * 0.46
            pen.shadow(oval(x + wide * 0.4, foot, wide, wide * 0.2), 0.45, 8)
            column(pen, x, top - 40, foot, wide, RED)
            band = rect(x - wide / 2, top + unit * 0.5, x + wide / 2, top + unit * 1.25)
            pen.across(band, lift(LAPIS, 0.15), lift(LAPIS, -0.45))
            wave_border(
                pen, x - wide / 2 + 6, x + wide / 2 - 6, top + unit * 0.75, wide * 0.14, GOLD
            )
            for y in (top + unit * 0.5, top + unit * 1.25):
                pen.line([(x - wide / 2, y), (x + wide / 2, y)], GOLD, unit * 0.04)
        left, _ = pen.camera.at(-2.6, 0, z)
        right, top = pen.camera.at(2.6, TALL, z)
        beam = rect(left - 400, top - unit * 0.05, right + 400, top + unit * 0.5)
        pen.down(beam, lift(JADE, 0.05), lift(LAPIS, -0.15))
        for k in range(5):
            cx = left + (right - left) * (k + 0.5) / 5
            pen.trace(oval(cx, top + unit * 0.22, unit * 0.3, unit * 0.13), GOLD, unit * 0.03)
            pen.fill(oval(cx, top + unit * 0.22, unit * 0.14, unit * 0.08), RED)
        for y in (top, top + unit * 0.47):
            pen.line([(left - 400, y), (right + 400, y)], GOLD, unit * 0.035)


def _light(pen: Pen) -> None:
    at = pen.camera.at
    for k in range(4):
        z = 1.0 + k * 2.0
        kit.shaft(
            pen,
            (at(-3.4, 4.2, z), at(-3.4, 4.2, z + 1.1)),
            (at(0.3, 0, z - 0.4), at(0.3, 0, z + 0.9)),
            0.42,
        )
    pen.glow(*at(0, 2.0, 8), 520, "#ff9d4a", 0.16 + 0.22 * pen.tone.lamps)


def _candles(pen: Pen) -> None:
    for z in (1.5, 3.6, 5.8):
        unit = pen.camera.scale * pen.camera.share(z)
        for side in (-1, 1):
            x, foot = pen.camera.at(side * 1.38, 0, z)
            top = foot - unit * 1.25
            pen.shadow(oval(x, foot, unit * 0.2, unit * 0.05), 0.45, 4)
            pen.fill(
                [
                    (x - unit * 0.16, foot),
                    (x + unit * 0.16, foot),
                    (x + unit * 0.03, foot - unit * 0.12),
                    (x - unit * 0.03, foot - unit * 0.12),
                ],
                "#7a5226",
            )
            pen.across(
                rect(x - unit * 0.025, top, x + unit * 0.025, foot - unit * 0.1),
                "#f0c870",
                "#6a4420",
            )
            for dx in (-0.2, 0, 0.2):
                cx, cy = x + dx * unit, top - (0.1 * unit if dx == 0 else 0)
                pen.line([(x, top + unit * 0.15), (cx, cy)], "#b58438", unit * 0.025)
                pen.down(
                    rect(cx - unit * 0.03, cy - unit * 0.16, cx + unit * 0.03, cy),
                    "#fff0dc",
                    "#d9a58c",
                )
                flick = ((pen.variant * 7 + int(x)) % 3 - 1) * unit * 0.012
                flame = smooth(
                    [
                        (cx - unit * 0.025, cy - unit * 0.18),
                        (cx + flick, cy - unit * 0.34),
                        (cx + unit * 0.025, cy - unit * 0.18),
                        (cx, cy - unit * 0.15),
                    ]
                )
                pen.lit(flame, "#ffe9a0")
                pen.glow(
                    cx,
                    cy - unit * 0.22,
                    unit * (0.6 + 0.08 * pen.variant),
                    "#ff9a3c",
                    0.5 + 0.3 * pen.tone.lamps,
                )


def _drapes(pen: Pen) -> None:
    curtain(pen, -300, 40, -260, 1500, "#7e2534", gather=-0.2)
    curtain(pen, 1060, 1380, -260, 1500, "#7e2534", gather=-0.2)
    swag = smooth(
        [(-300, -260), (1380, -260), (1380, 40), (1100, -20), (540, 70), (0, -20), (-300, 40)]
    )
    pen.down(swag, "#5d1a2c", "#8e2d38")
    for k in range(40):
        x = -300 + k * 43
        y = 55 - 75 * abs((x - 540) / 840) + 20
        pen.line([(x, y), (x, y + 34)], GOLD, 5, 0.9)
