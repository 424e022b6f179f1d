"""A city street: shops with lit signs, cables, a crossing, towers in the haze."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.glyphs import write
from piying.render.puppet.sets.hue import lift, mix
from piying.render.puppet.sets.nature import tree
from piying.render.puppet.sets.pen import Pen, oval, path_of, rect
from piying.render.puppet.sets.sky import clouds, sky, skyline, sun
from piying.render.puppet.sets.solid import SNOW, box, flank, ground, level
from piying.render.puppet.sets.space import Camera
from piying.render.puppet.sets.surface import tiles, weathered

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt
    from piying.render.puppet.sets.easel import Easel

SIGNS = ("#ff5d7a", "#39d0ff", "#ffc24a", "#8b7bff", "#4fe3a3", "#ff8a4a")
WALLS = ("#c98d72", "#d9c3a4", "#8fa0b5", "#b9a3a8", "#a7b59b", "#cf9f86", "#9aa9c4")


def paint(easel: Easel) -> SetArt:
    """The street down its middle."""
    easel.camera = Camera(horizon=1060, floor_y=1690, figure_scale=0.56, distance=3.8)
    easel.floor(_ground)
    easel.plane("sky", 0.0, _sky, opaque=True, texture=0.5)
    easel.plane("clouds", 0.05, lambda pen: clouds(pen, 760, 60, 7), texture=0.3, drift=5)
    easel.plane(
        "far city",
        0.12,
        lambda pen: skyline(pen, 1110, 260, 640, "#8b9cc0", lit=0.5, flicker=1),
        air=0.22,
        variants=3,
        hold_frames=22,
    )
    easel.plane("far street", 0.36, lambda pen: _far(easel, pen), air=0.6)
    if easel.tone.lamps > 0.3:
        easel.plane("traffic", 0.36, _traffic, air=0.6, texture=0, variants=4, hold_frames=7)
    easel.plane(
        "shops",
        0.66,
        lambda pen: _rows(pen, ((18, 12.5), (12.5, 8.5))),
        air=0.8,
        variants=2,
        hold_frames=31,
    )
    easel.plane("near shops", 0.84, lambda pen: _rows(pen, ((8.5, 5.0), (5.0, 1.6))), air=0.93)
    easel.plane("street things", 0.95, _things, air=0.98)
    easel.plane("cables", 1.2, _cables, texture=0, sway=3, sway_s=6)
    return easel.finish(close_x=470, close_y=830)


def _sky(pen: Pen) -> None:
    sky(pen, 1100)
    sun(pen, 700, 330, 52)


def _ground(pen: Pen) -> None:
    ground(pen, (-12, 12), (-1.7, 40), "#5a5d70", "#83879a")
    for _ in range(150):
        x, z = pen.rng.uniform(-1.6, 1.6), pen.rng.uniform(-1.4, 12)
        cx, cy = pen.camera.at(x, 0, z)
        size = 60 * pen.camera.share(z)
        pen.fill(
            oval(cx, cy, size, size * 0.16),
            "#3d4054" if pen.rng.random() < 0.5 else "#8d91a4",
            0.12,
        )
    for z in (9.5,):
        for k in range(-4, 5):
            pen.fill(
                level(pen, (k * 0.42 - 0.13, k * 0.42 + 0.13), 0, (z, z + 1.8)), "#f1f1ee", 0.9
            )
    for k in range(5):
        pen.fill(level(pen, (-0.05, 0.05), 0, (-1.2 + k * 2.2, k * 2.2)), "#f4efe0", 0.85)
    for side in (-1, 1):
        span = (1.75, 4.2) if side > 0 else (-4.2, -1.75)
        tiles(pen, span, (-1.7, 26), ("#b9b0b4", "#a9a1aa"), 0.42, joint="#8b8490")
        curb = (1.66, 1.78) if side > 0 else (-1.78, -1.66)
        box(pen, curb, (0, 0.1), (-1.3, 26), "#cfc9cc", contact=0)
        pen.fill(
            level(pen, (side * 1.5 - 0.04, side * 1.5 + 0.04), 0, (-1.6, 26)), "#e9c65a", 0.8
        )
    lamps = pen.tone.lamps
    pools = (
        (-1.4, "#ffb45e", 0.6 * lamps),
        (1.45, "#ff6d8e", 0.6 * lamps),
        (-0.7, "#4fc8ff", 0.5 * lamps),
        (0.8, "#ffd27a", 0.5 * lamps),
        (0.1, pen.tone.sky[-1], 0.5),
    )
    weathered(pen, (-12, 12), (-1.7, 24), pools)
    for i, z in enumerate((0.2, 2.0, 4.6, 8.0, 12.0)):
        unit = pen.camera.scale * pen.camera.share(z)
        for side in (-1, 1):
            cx, cy = pen.camera.at(side * 2.0, 0, z)
            tint = mix(SIGNS[(i * 2 + side) % len(SIGNS)], "#ffb45e", 0.6)
            pen.glow(cx, cy, unit * 2.2, tint, 0.85 * lamps, 0.34)


def _far(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    _rows(pen, ((34, 25), (25, 18)))
    cx, cy = pen.camera.at(0, 0.8, 30)
    pen.glow(cx, cy - 60, 420, pen.tone.sky[-1], 0.5, 0.7)


def _traffic(pen: Pen) -> None:
    """Lights of cars at the end of the street; all that moves there."""
    cx, cy = pen.camera.at(0, 0.8, 30)
    box = cx - 90, cy - 20, cx + 90, cy + 26
    kit.bokeh(pen, 18, box, ("#ff5a5a", "#ffd9a0", "#fff2d0"), 9, pen.tone.lamps)


def _rows(pen: Pen, spans: tuple[tuple[float, float], ...]) -> None:
    for far, near in spans:
        for side in (-1, 1):
            _house(pen, side, near, far)


def _house(pen: Pen, side: int, near: float, far: float) -> None:
    wall = pen.rng.choice(WALLS)
    tall = pen.rng.uniform(7.5, 12.5)
    face_x = side * 2.75
    outer = (face_x, face_x + side * 7)
    box(pen, (min(outer), max(outer)), (0, tall), (near, far), wall, contact=0, edge=0.2)
    plane = pen.camera.side(face_x)
    deep = far - near
    lamps = pen.tone.lamps
    with pen.on(plane):
        floor = 3.2
        while floor < tall - 1.0:
            count = max(2, int(deep / 1.3))
            for k in range(count):
                z = near + deep * (k + 0.22) / count
                wide = deep / count * 0.56
                pane = rect(z, floor, z + wide, floor + 1.35)
                pen.fill(
                    rect(z - 0.07, floor - 0.09, z + wide + 0.07, floor + 1.42),
                    lift(wall, -0.3),
                )
                pen.wash(pane, ((0, floor + 1.3), (0, floor)), ("#6d86a8", "#b9d3e6"))
                if pen.rng.random() < 0.5 * lamps:
                    pen.lit(pane, pen.rng.choice(("#ffd58a", "#ffc074", "#cfe6ff")), 0.9)
                pen.line(
                    [(z + wide / 2, floor), (z + wide / 2, floor + 1.35)],
                    lift(wall, -0.4),
                    0.05,
                )
                if pen.rng.random() < 0.3:
                    pen.fill(rect(z, floor - 0.55, z + wide * 0.7, floor - 0.16), "#d9dce2")
            pen.fill(rect(near, floor - 0.72, far, floor - 0.62), lift(wall, 0.3), 0.7)
            floor += 2.15
    _shop(pen, side, face_x, near, far)


def _shop(pen: Pen, side: int, x: float, near: float, far: float) -> None:
    lamps = pen.tone.lamps
    tint = pen.rng.choice(SIGNS)
    deep = far - near
    with pen.on(pen.camera.side(x)):
        pane = rect(near + 0.12 * deep, 0.35, far - 0.1 * deep, 2.15)
        pen.fill(rect(near, 0, far, 2.3), "#4a4656")
        pen.wash(pane, ((0, 2.15), (0, 0.35)), ("#5d6a85", "#9fb0c4"))
        if lamps > 0.2:
            shader = skia.GradientShader.MakeLinear(
                [skia.Point(0, 2.15), skia.Point(0, 0.35)],
                [_lamp("#fff0c4", lamps), _lamp("#ffb663", lamps * 0.85)],
            )
            pen.canvas.drawPath(pane, skia.Paint(Shader=shader, Dither=True, AntiAlias=True))
        for y in (0.35, 0.85, 1.3):
            pen.fill(rect(near + 0.12 * deep, y, far - 0.1 * deep, y + 0.05), "#8a5f48", 0.8)
            for k in range(13):
                z = near + deep * (0.14 + 0.058 * k)
                tall = pen.rng.uniform(0.1, 0.3)
                hue = pen.rng.choice(kit.HUES)
                pen.fill(rect(z, y + 0.05, z + deep * 0.04, y + 0.05 + tall, 0.03), hue, 0.6)
        for k in range(4):
            z = near + deep * (0.12 + 0.78 * k / 3)
            pen.line([(z, 0.35), (z, 2.15)], "#2e2b3a", 0.05)
        pen.fill(rect(near + 0.1, 2.3, far - 0.1, 2.95), lift(tint, -0.35))
        if lamps > 0.2:
            pen.lit(
                rect(near + 0.16, 2.36, far - 0.16, 2.89),
                mix(tint, "#ffffff", 0.12),
                0.85 * lamps,
            )
        words = pen.rng.choice(("大明茶", "小酒", "三王面", "明学", "安静"))
        for k, word in enumerate(words):
            z = near + deep * (0.26 + 0.2 * (k if side < 0 else len(words) - 1 - k))
            write_side(pen, word, z, 2.42, min(0.42, deep * 0.12), side)
    awning = flank(pen, x, (2.25, 2.3), (near + 0.1, far - 0.1))
    reach = -side * 0.75
    at = pen.camera.at
    lip = [
        at(x, 2.3, near + 0.1),
        at(x, 2.3, far - 0.1),
        at(x + reach, 1.98, far - 0.1),
        at(x + reach, 1.98, near + 0.1),
    ]
    stripes = 9
    for k in range(stripes):
        a, b = k / stripes, (k + 1) / stripes
        za, zb = near + 0.1 + (deep - 0.2) * a, near + 0.1 + (deep - 0.2) * b
        quad = [
            at(x, 2.3, za),
            at(x, 2.3, zb),
            at(x + reach, 1.98, zb),
            at(x + reach, 1.98, za),
        ]
        pen.fill(quad, SNOW if pen.tone.snowy else "#f4ebe0" if k % 2 else lift(tint, -0.12))
    pen.line(lip[2:], lift(tint, -0.5), 2.0, 0.8)
    pen.fade(lip, ((awning[0][0], 0), (lip[3][0], 0)), 0.3)
    _hanging(pen, side, x, near + deep * 0.3)
    if lamps > 0.2:
        gx, gy = at(x, 1.6, near + deep * 0.5)
        unit = pen.camera.scale * pen.camera.share(near + deep * 0.5)
        pen.glow(gx, gy, unit * 2.6, mix(tint, "#ffcf8a", 0.6), 0.42 * lamps)


def write_side(pen: Pen, word: str, z: float, y: float, size: float, side: int) -> None:
    """A character upright on a wall that runs away, whichever side it is on."""
    with pen.moved(z + (size if side > 0 else 0), y + size, -1.0 if side > 0 else 1.0, -1.0):
        write(pen, word, 0, 0, size, "#fff8ea")


def _hanging(pen: Pen, side: int, x: float, z: float) -> None:
    tint = pen.rng.choice(SIGNS)
    low, high = pen.rng.uniform(3.2, 3.9), pen.rng.uniform(5.3, 6.0)
    inner = x - side * 0.85
    span = (min(inner, x - side * 0.1), max(inner, x - side * 0.1))
    at = pen.camera.at
    for y in (low + 0.2, high - 0.2):
        pen.line([at(x, y, z), at(inner, y, z)], "#3a3848", 3)
    box(pen, span, (low, high), (z, z + 0.18), lift(tint, -0.3), contact=0)
    left, top = at(span[0], high, z)
    right, foot = at(span[1], low, z)
    fails = pen.rng.random() < 0.5
    lamps = pen.tone.lamps * (0.3 if fails and pen.variant else 1.0)
    pad = (right - left) * 0.08
    panel = rect(left + pad, top + pad, right - pad, foot - pad)
    pen.down(panel, lift(tint, 0.1), lift(tint, -0.25))
    if lamps > 0.2:
        pen.lit(panel, tint, 0.75 * lamps)
        pen.trace(panel, "#ffffff", 2.5, 0.8)
        pen.glow((left + right) / 2, (top + foot) / 2, (foot - top) * 0.95, tint, 0.55 * lamps)
    size = (right - left) * 0.68
    words = pen.rng.choice(("茶酒", "小面", "大明", "安静", "中学", "明安", "三王"))
    count = max(1, int((foot - top - 2 * pad) / (size * 1.12)))
    start = (top + foot - min(count, len(words)) * size * 1.14) / 2
    for i in range(min(count, len(words))):
        word = words[i % len(words)]
        write(
            pen,
            word,
            (left + right - size) / 2,
            start + i * size * 1.14,
            size,
            "#fffdf4",
            lit=lamps > 0.4,
        )


def _lamp(colour: str, alpha: float) -> int:
    return (round(255 * min(1.0, alpha)) << 24) | int(colour[1:], 16)


def _things(pen: Pen) -> None:
    at = pen.camera.at
    for side, z in ((-1, 4.4), (1, 6.5), (-1, 10.0)):
        foot, top = at(side * 1.95, 0, z), at(side * 1.95, 4.6, z)
        unit = pen.camera.scale * pen.camera.share(z)
        pen.line([foot, top], "#3f4358", unit * 0.075)
        pen.line(
            [(foot[0] - unit * 0.02, foot[1]), (top[0] - unit * 0.02, top[1])],
            "#9aa3c0",
            unit * 0.02,
        )
        arm = (top[0] - side * unit * 0.7, top[1] - unit * 0.12)
        pen.line([top, arm], "#3f4358", unit * 0.055)
        head = [
            (arm[0] - unit * 0.24, arm[1]),
            (arm[0] + unit * 0.2, arm[1]),
            (arm[0] + unit * 0.16, arm[1] + unit * 0.09),
            (arm[0] - unit * 0.2, arm[1] + unit * 0.09),
        ]
        pen.fill(head, "#52566c")
        lamps = pen.tone.lamps
        if lamps > 0.3:
            pen.lit(
                path_of(
                    [
                        (arm[0] - unit * 0.18, arm[1] + unit * 0.09),
                        (arm[0] + unit * 0.14, arm[1] + unit * 0.09),
                        (arm[0], arm[1] + unit * 0.13),
                    ]
                ),
                "#fff4d6",
                lamps,
            )
            pen.glow(arm[0], arm[1] + unit * 0.1, unit * 1.9, "#ffdc9a", 0.8 * lamps)
            cone = [
                (arm[0] - unit * 0.15, arm[1] + unit * 0.1),
                (arm[0] + unit * 0.15, arm[1] + unit * 0.1),
                (arm[0] + unit * 1.2, foot[1]),
                (arm[0] - unit * 1.2, foot[1]),
            ]
            pen.beam(cone, ((0, arm[1]), (0, foot[1])), "#ffdc9a", 0.22 * lamps, 16)
    x, low = at(2.2, 0, 3.2)
    tree(pen, x, low, 3.6 * pen.camera.scale * pen.camera.share(3.2), "#5f9a58")
    box(pen, (-2.35, -1.95), (0, 0.95), (2.2, 2.6), "#c2453d", contact=0.5)
    box(pen, (-2.3, -2.0), (0.7, 0.76), (2.19, 2.2), "#2f2430", contact=0)


def _cables(pen: Pen) -> None:
    for i in range(6):
        path = skia.Path()
        y = -140 + i * 46
        path.moveTo(-280, y + 60)
        path.quadTo(420 + i * 40, y + 230 + 24 * i, 1360, y - 60 + i * 22)
        pen.trace(path, "#2b2b42", 3.6 - i * 0.3, 0.75)
