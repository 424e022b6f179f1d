"""A bamboo forest: stalks in ranks of mist, a stone path, light falling through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.easel import LIGHT_DETAIL, Easel
from piying.render.puppet.sets.hue import lift, mix
from piying.render.puppet.sets.nature import bamboo, fallen, fronds, grass, rock
from piying.render.puppet.sets.pen import Pen, oval, path_of, smooth
from piying.render.puppet.sets.sky import mist, ridge, sky, sun
from piying.render.puppet.sets.solid import ground, level
from piying.render.puppet.sets.space import BOTTOM, LEFT, RIGHT, TOP, Camera
from piying.render.puppet.sets.surface import streaks, weathered

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt

STALK, LEAF = "#7fae5a", "#6ba04e"


def paint(easel: Easel) -> SetArt:
    """The path through the bamboo."""
    easel.camera = Camera(horizon=1130, floor_y=1690, figure_scale=0.56, distance=4.0)
    easel.floor(_ground)
    easel.plane("light", 0.0, _far_light, opaque=True, texture=0.7)
    easel.plane("far", 0.14, lambda pen: _rank(pen, 34, 1180, 12, 0.2), air=0.3)
    easel.plane("mist far", 0.18, lambda pen: mist(pen, 1080, 0.34, 220), texture=0, drift=8)
    easel.plane(
        "middle", 0.34, lambda pen: _rank(pen, 26, 1240, 21, 0.5), air=0.62, sway=2, sway_s=6
    )
    easel.plane("path", 0.6, lambda pen: _path(easel, pen), air=0.8)
    easel.plane("shafts", 0.66, _shafts, texture=0, detail=LIGHT_DETAIL)
    easel.plane("near", 0.8, _near, air=0.92, sway=3, sway_s=5)
    easel.plane("mist", 0.86, lambda pen: mist(pen, 1330, 0.14, 190), texture=0, drift=15)
    easel.plane("front", 1.35, _front, sway=9, sway_s=4.5)
    return easel.finish(close_x=640, close_y=640)


def _far_light(pen: Pen) -> None:
    sky(pen, 1200)
    everything = [(LEFT, TOP), (RIGHT, TOP), (RIGHT, BOTTOM), (LEFT, BOTTOM)]
    pen.wash(
        everything, ((0, TOP), (0, 1200)), ("#1f6a52", "#7fc27a", "#f3f6b8"), (0.85, 0.75, 0.6)
    )
    sun(pen, 480, 620, 46 if pen.tone.night else 60)
    if not pen.tone.night:
        pen.glow(480, 640, 900, mix(pen.tone.sun, "#f3ffb8", 0.4), 0.75)
    else:
        pen.glow(480, 640, 860, "#b9c8ff", 0.6)
    ridge(pen.at(0.25), 1190, 170, "#6fa07a", 7)
    streaks(pen.at(0.3), 90, (LEFT, RIGHT), (TOP, 500), "#2f7a56", 0.16)


def _rank(pen: Pen, count: int, foot: float, wide: float, leafy: float) -> None:
    for i in range(count):
        x = LEFT + (RIGHT - LEFT) * (i + pen.rng.random()) / count
        if leafy > 0.4 and 380 < x < 640:
            continue
        bamboo(
            pen,
            x,
            foot + pen.rng.uniform(-20, 50),
            TOP - 40,
            wide * pen.rng.uniform(0.7, 1.3),
            pen.vary(STALK, 0.16),
        )
    for _ in range(int(16 + 16 * leafy)):
        x = pen.rng.uniform(LEFT, RIGHT)
        fronds(
            pen,
            x,
            pen.rng.uniform(TOP, 420 + 240 * leafy),
            90 + wide * 4,
            pen.vary(LEAF, 0.1),
            9,
        )


def _ground(pen: Pen) -> None:
    ground(pen, (-12, 12), (-1.7, 16), "#7f7a4c", "#a8a86c")
    streaks(pen, 120, (LEFT, RIGHT), (1180, BOTTOM), "#5d6a3c", 0.3)
    streaks(pen, 80, (LEFT, RIGHT), (1200, BOTTOM), "#b5a868", 0.26)
    for k in range(17):
        z = 13 - k * 0.86
        x = 0.35 * ((k * 37) % 7 - 3) / 3 + 0.4 * (z / 13)
        cx, cy = pen.camera.at(x - 0.15, 0, z)
        unit = pen.camera.scale * pen.camera.share(z)
        slab = smooth(
            [
                (cx - unit * 0.62, cy),
                (cx - unit * 0.45, cy - unit * 0.13),
                (cx + unit * 0.2, cy - unit * 0.15),
                (cx + unit * 0.62, cy - unit * 0.05),
                (cx + unit * 0.5, cy + unit * 0.1),
                (cx - unit * 0.3, cy + unit * 0.12),
            ]
        )
        lower = path_of(slab)
        with pen.moved(0, unit * 0.05):
            pen.fill(lower, "#5d5a52")
        pen.across(slab, "#c9c4ae", "#948f84")
        pen.trace(slab, "#efe9d0", 2.0, 0.45)
        if pen.rng.random() < 0.6:
            pen.fill(
                oval(
                    cx + unit * pen.rng.uniform(-0.4, 0.4),
                    cy - unit * 0.03,
                    unit * 0.16,
                    unit * 0.035,
                ),
                "#7f9a52",
                0.7,
            )
    fallen(pen, 130, (1230, 2130), "#b9b060")
    if pen.tone.shaft > 0.4:
        for _ in range(20):
            cx, cy = pen.camera.at(pen.rng.uniform(-2.4, 2.4), 0, pen.rng.uniform(-1.0, 7))
            unit = pen.camera.scale * pen.camera.share(2) * 0.4
            pen.glow(
                cx,
                cy,
                unit * pen.rng.uniform(0.4, 1.2),
                pen.tone.shaft_colour,
                0.4 * pen.tone.shaft,
                0.2,
            )
    weathered(pen, (-12, 12), (-1.7, 14), ((-0.4, pen.tone.sky[-1], 0.5),))


def _path(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    far = pen.camera.at(0, 0, 16)[1]
    for z, tall in ((13, 70), (9.5, 90), (6.8, 110)):
        y = pen.camera.at(0, 0, z)[1]
        shade = pen.at(0.62 + 0.2 * (13 - z) / 7)
        grass(shade, LEFT, 540 - 1500 / z, y + 12, tall, LEAF, 240)
        grass(shade, 540 + 1500 / z, RIGHT, y + 12, tall, LEAF, 240)
    pen.wash(
        level(pen, (-14, 14), 0, (9, 16)),
        ((0, far), (0, far + 90)),
        (pen.tone.haze, pen.tone.haze),
        (0.5, 0.0),
    )
    for side in (-1, 1):
        for k in range(6):
            z = 8.5 - k * 0.75
            x, foot = pen.camera.at(side * (1.7 + pen.rng.random() * 1.6), 0, z)
            bamboo(
                pen,
                x,
                foot,
                TOP - 40,
                pen.camera.scale * pen.camera.share(z) * 0.12,
                pen.vary(STALK, 0.14),
            )
    for side in (-1, 1):
        for _ in range(7):
            x = 540 + side * pen.rng.uniform(330, 800)
            fronds(pen, x, pen.rng.uniform(TOP, 420), 190, LEAF, 10)


def _shafts(pen: Pen) -> None:
    for k in range(6):
        x = 300 + k * 190 + pen.rng.uniform(-50, 50)
        wide = pen.rng.uniform(40, 120)
        kit.shaft(
            pen, ((x, -220), (x + wide, -220)), ((x - 620, 1500), (x - 500 + wide, 1500)), 0.34
        )
    pen.glow(480, 900, 620, argb_name(pen), 0.22)


def argb_name(pen: Pen) -> str:
    """The colour of the light between the stalks."""
    return mix(pen.tone.shaft_colour, "#e6ffb0", 0.4)


def _near(pen: Pen) -> None:
    for x, wide in ((-215, 52), (-70, 64), (95, 46), (985, 58), (1130, 44), (1270, 66)):
        bamboo(pen, x, 1520 + pen.rng.uniform(-30, 40), TOP - 40, wide, pen.vary(STALK, 0.1))
    for x, y in ((-200, 60), (-60, 260), (120, -40), (950, 20), (1090, 240), (1260, 90)):
        fronds(pen, x, y, 300, LEAF, 16)
    for x, wide in ((-40, 260), (1110, 300)):
        rock(pen, x, 1590, wide, wide * 0.5, "#7f8a80")
    grass(pen, LEFT, 190, 1600, 170, LEAF, 260)
    grass(pen, 900, RIGHT, 1600, 170, LEAF, 260)


def _front(pen: Pen) -> None:
    dark = pen.at(1.0)
    fronds(dark, -160, -60, 560, lift(LEAF, -0.5), 16)
    fronds(dark, 1260, -130, 560, lift(LEAF, -0.5), 16)
    grass(dark, LEFT, RIGHT, 2180, 230, lift(LEAF, -0.5), 330)
