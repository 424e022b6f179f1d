"""A bedroom: bed under the window, fairy lights, desk with a lamp, a rug."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.easel import LIGHT_DETAIL, Easel
from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.nature import crown, potted
from piying.render.puppet.sets.pen import Pen, oval, path_of, rect, smooth
from piying.render.puppet.sets.sky import clouds, sky, skyline, sun
from piying.render.puppet.sets.solid import back_wall, box, ceiling, side_wall, upright
from piying.render.puppet.sets.space import Camera
from piying.render.puppet.sets.surface import planks
from piying.render.puppet.sets.temple import curtain

if TYPE_CHECKING:
    from piying.render.puppet.art import SetArt

LEFT_X, RIGHT_X, BACK, TALL = -2.1, 2.2, 4.4, 3.7
WALL, OAK, LINEN = "#ead9cf", "#b98a63", "#f4efe9"
PANE = (-1.1, 0.75)


def paint(easel: Easel) -> SetArt:
    """The bedroom seen from its door."""
    easel.camera = Camera(horizon=930, floor_y=1680, figure_scale=0.6)
    easel.floor(_floor)
    easel.plane("outside", 0.12, _outside, opaque=True, air=0.45, variants=3, hold_frames=28)
    easel.plane("room", 0.76, lambda pen: _room(easel, pen), air=0.95)
    easel.plane("curtains", 0.79, _curtains, air=0.97, sway=5, sway_s=5)
    easel.plane("bed", 0.86, _bed, air=0.98)
    easel.plane("light", 0.9, _light, texture=0, detail=LIGHT_DETAIL)
    easel.plane("plant", 1.25, lambda pen: potted(pen, 1240, 2150, 760, "#47815a"), sway=3)
    easel.gloom(520, 960, 1200)
    return easel.finish(close_x=600, close_y=860)


def _outside(pen: Pen) -> None:
    sky(pen, 1000)
    sun(pen, 420, 600, 40)
    clouds(pen, 860, 420, 6)
    skyline(pen.at(0.4), 1090, 60, 220, "#8d9dbd", lit=0.5, flicker=1)
    for x in (200, 420, 640, 800):
        crown(pen.at(0.7), x, 1070, 130, 100, "#669a60", leaf_size=11)


def _floor(pen: Pen) -> None:
    planks(pen, (LEFT_X, RIGHT_X), (-1.45, BACK), "#b5855c", 0.19)
    cx, cy = pen.camera.at(0.15, 0, 0.5)
    for rx, tint in (
        (600, "#e9dcd4"),
        (540, "#d9a9a4"),
        (490, "#efe3da"),
        (330, "#d9a9a4"),
        (300, "#f2e8e0"),
    ):
        pen.fill(oval(cx, cy, rx, rx * 0.3), tint)
    kit.patch(pen, (-1.0, 0.6), (0.9, 3.0), 0.5, 0.45)


def _room(easel: Easel, pen: Pen) -> None:
    easel.under(pen)
    ceiling(pen, (LEFT_X, RIGHT_X), TALL, (-2, BACK), "#f1e9e2")
    side_wall(pen, LEFT_X, (0, TALL), (-2, BACK), WALL)
    side_wall(pen, RIGHT_X, (0, TALL), (-2, BACK), WALL)
    back_wall(pen, (LEFT_X, RIGHT_X), (0, TALL), BACK, WALL)
    with pen.on(pen.camera.back(BACK)):
        for k in range(22):
            x = LEFT_X + k * 0.2
            pen.line([(x, 0.95), (x, TALL)], "#d3bdb6", 0.012, 0.5)
        pen.fill(rect(LEFT_X, 0, RIGHT_X, 0.92), "#f3ece6")
        for k in range(8):
            x = LEFT_X + 0.08 + k * 0.55
            pen.trace(rect(x, 0.16, x + 0.46, 0.82), "#cdbdb8", 0.018)
        pen.line([(LEFT_X, 0.93), (RIGHT_X, 0.93)], "#fffaf4", 0.04)
    kit.window(pen, PANE, (1.0, 3.0), BACK, "#f6f1ea", columns=2, rows=3)
    for y, tint in ((TALL - 0.06, "#fffaf4"), (TALL - 0.13, "#cdb9b2")):
        a, b = pen.camera.at(LEFT_X, y, BACK), pen.camera.at(RIGHT_X, y, BACK)
        pen.line([a, b], tint, 9 if tint == "#fffaf4" else 3)
    _shelves(pen)
    for k, (x, y, w, h) in enumerate(
        (
            (1.25, 1.9, 0.34, 0.44),
            (1.68, 2.02, 0.3, 0.3),
            (1.68, 1.62, 0.3, 0.3),
            (-1.85, 1.7, 0.36, 0.5),
        )
    ):
        left, top, right, foot = kit.bounds(upright(pen, (x, x + w), (y, y + h), BACK))
        kit.picture(
            pen,
            left,
            top,
            right,
            foot,
            "#8a6a52",
            (("#f2d7b8", "#d98f80", "#8a5a78"), ("#cfe3ee", "#8fb8b0", "#5a8a8a"))[k % 2],
        )
    _fairy(pen)
    _pendant(pen)


def _shelves(pen: Pen) -> None:
    for y in (1.1, 1.38):
        box(pen, (1.2, 2.05), (y, y + 0.04), (BACK - 0.24, BACK), OAK, contact=0)
        left, foot = pen.camera.at(1.25, y + 0.04, BACK - 0.2)
        kit.books(pen, left, left + 120, foot, 52, kit.HUES)
        kit.vase(pen, left + 168, foot, 44, "#c98a78")


def _pendant(pen: Pen) -> None:
    """A paper globe over the rug."""
    x, y = pen.camera.at(0.35, TALL - 0.75, 1.6)
    unit = pen.camera.scale * pen.camera.share(1.6)
    pen.line([pen.camera.at(0.35, TALL, 1.6), (x, y)], "#8a7468", 3)
    globe = oval(x, y, unit * 0.34, unit * 0.3)
    pen.across(globe, "#fffaf0", "#cdbfc0")
    pen.lit(globe, "#ffe6b8", 0.75 * pen.tone.lamps)
    with pen.clip(globe):
        for k in range(-4, 5):
            rib = y + k * unit * 0.065
            pen.line([(x - unit * 0.34, rib), (x + unit * 0.34, rib)], "#b39a8c", 1.6, 0.5)
    pen.glow(x, y, unit * 1.9, "#ffcf8f", 0.55 * pen.tone.lamps)


def _fairy(pen: Pen) -> None:
    at = pen.camera.at
    wire = skia.Path()
    start = at(LEFT_X, 3.4, BACK)
    wire.moveTo(*start)
    bulbs: list[tuple[float, float]] = []
    for k in range(5):
        a, b = at(LEFT_X + k * 0.86, 3.4, BACK), at(LEFT_X + (k + 1) * 0.86, 3.4, BACK)
        dip = 46
        wire.quadTo((a[0] + b[0]) / 2, a[1] + dip * 2, *b)
        for i in range(6):
            t = i / 6
            bulbs.append((a[0] + (b[0] - a[0]) * t, a[1] + 4 * dip * t * (1 - t)))
    pen.trace(wire, "#6a5560", 2.0)
    for x, y in bulbs:
        pen.fill(oval(x, y + 4, 4.5, 6), "#fff2cf")
        pen.lit(oval(x, y + 4, 4.5, 6), "#ffdf94", pen.tone.lamps)
        pen.glow(x, y + 4, 34, "#ffcf7a", 0.85 * pen.tone.lamps)


def _curtains(pen: Pen) -> None:
    left, top = pen.camera.at(PANE[0] - 0.35, 3.2, BACK - 0.1)
    right, foot = pen.camera.at(PANE[1] + 0.35, 0.5, BACK - 0.1)
    curtain(pen, left, left + 112, top, foot, "#d8a7a0", gather=0.18)
    curtain(pen, right - 112, right, top, foot, "#d8a7a0", gather=0.18)
    pen.line([(left - 24, top), (right + 24, top)], "#7a5a4c", 9)
    pen.line([(left - 24, top - 2), (right + 24, top - 2)], "#d9b48f", 3)
    for x in (left - 26, right + 26):
        pen.fill(oval(x, top, 10, 10), "#c79a6c")


def _bed(pen: Pen) -> None:
    at = pen.camera.at
    box(pen, (-2.0, -0.35), (0, 1.1), (4.1, 4.2), OAK, contact=0.5)
    box(pen, (-1.98, -0.38), (0.1, 0.36), (1.9, 4.1), OAK, contact=0.5)
    box(pen, (-1.95, -0.42), (0.36, 0.56), (1.95, 4.1), LINEN, contact=0)
    quilt = [at(-2.0, 0.6, 1.9), at(-0.36, 0.6, 1.9), at(-0.4, 0.62, 3.3), at(-1.96, 0.62, 3.3)]
    pen.wash(quilt, (quilt[3], quilt[0]), ("#a9b8d6", "#7f93bd"))
    front = smooth(
        [
            at(-2.02, 0.6, 1.9),
            at(-0.34, 0.6, 1.9),
            at(-0.33, 0.2, 1.88),
            at(-0.8, 0.14, 1.86),
            at(-1.3, 0.22, 1.86),
            at(-1.7, 0.13, 1.86),
            at(-2.03, 0.2, 1.88),
        ]
    )
    pen.down(front, "#93a5cb", "#566798")
    side = [
        at(-0.36, 0.61, 1.9),
        at(-0.4, 0.62, 3.3),
        at(-0.38, 0.3, 3.3),
        at(-0.33, 0.22, 1.88),
    ]
    pen.fill(side, "#7385b2")
    for k in range(6):
        a = at(-1.85 + k * 0.27, 0.61, 1.95)
        b = at(-1.8 + k * 0.25, 0.62, 3.2)
        pen.line([a, b], "#e3e9f6", 2.5, 0.35)
        pen.line([a, (a[0] + 8, a[1] + 70)], "#4d5d8c", 3, 0.4)
    fold = [
        at(-1.99, 0.66, 3.1),
        at(-0.38, 0.66, 3.1),
        at(-0.41, 0.66, 3.45),
        at(-1.96, 0.66, 3.45),
    ]
    pen.wash(fold, (fold[3], fold[0]), ("#ffffff", "#d3cfe0"))
    for cx, tint in ((-1.6, "#fffaf4"), (-0.85, "#f3d9d3")):
        x, y = at(cx, 0.82, 3.85)
        pillow = smooth(
            [
                (x - 92, y + 34),
                (x - 98, y - 34),
                (x, y - 46),
                (x + 98, y - 34),
                (x + 92, y + 34),
                (x, y + 42),
            ]
        )
        pen.down(pillow, lift(tint, 0.1), lift(tint, -0.25))
    box(pen, (-0.2, 0.3), (0, 0.55), (3.7, 4.2), OAK)
    x, y = at(0.05, 0.55, 3.9)
    _lamp(pen, x, y)
    box(
        pen,
        (1.1, 2.15),
        (0, 0.72),
        (2.6, 3.2),
        lift(OAK, -0.15),
        top=lift(OAK, 0.2),
        contact=0.5,
    )
    px, py = at(1.55, 0.72, 2.9)
    pen.down(rect(px - 70, py - 100, px + 60, py - 12, 5), "#4a5068", "#262a3c")
    pen.glow(px - 5, py - 56, 130, "#bcd4ff", 0.2 + 0.4 * pen.tone.night)
    pen.down(rect(px - 70, py - 12, px + 70, py - 4), "#c8ccd8", "#8d92a6")
    kit.chair(pen, 1.45, 1.9, "#d9a9a4")


def _lamp(pen: Pen, x: float, y: float) -> None:
    pen.fill(oval(x, y - 20, 17, 20), "#e9e2dc")
    shade = [(x - 26, y - 100), (x + 26, y - 100), (x + 44, y - 40), (x - 44, y - 40)]
    pen.down(shade, "#f9e6c6", "#e0b583")
    pen.lit(path_of(shade), "#ffdca0", 0.9 * pen.tone.lamps)
    pen.glow(x, y - 66, 430, "#ffb968", 0.8 * pen.tone.lamps)


def _light(pen: Pen) -> None:
    at = pen.camera.at
    for x in (PANE[0] + 0.1, (PANE[0] + PANE[1]) / 2 + 0.08):
        kit.shaft(
            pen,
            (at(x, 2.95, BACK), at(x + 0.75, 2.95, BACK)),
            (at(x + 0.4, 0, 1.2), at(x + 1.3, 0, 1.2)),
            0.34,
        )
    if pen.tone.night:
        pen.glow(*at(0.05, 0.9, 3.8), 760, "#ff9f55", 0.3)
