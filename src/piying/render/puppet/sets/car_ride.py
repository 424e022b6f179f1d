"""Inside a car, seen from the dashboard: seats, windows, the road passing behind."""

from __future__ import annotations

from piying.render.puppet.art import SetArt
from piying.render.puppet.sets import furniture as kit
from piying.render.puppet.sets.easel import LIGHT_DETAIL, Easel
from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.nature import crown
from piying.render.puppet.sets.pen import Pen, oval, path_of, rect, smooth, taper
from piying.render.puppet.sets.sky import clouds, sky, skyline, sun
from piying.render.puppet.sets.space import BOTTOM, LEFT, RIGHT, TOP, WIDTH, Camera

LEATHER, TRIM = "#4d4658", "#2b2836"
WINDOW = ((235, 500), (380, 430), (700, 430), (845, 500), (880, 950), (200, 950))


def paint(easel: Easel) -> SetArt:
    """The cabin; the world streams past the rear window and the sides."""
    easel.camera = Camera(horizon=900, floor_y=1790, figure_scale=0.72, distance=1.4)
    easel.plane("sky", 0.0, _sky, opaque=True, texture=0.5)
    easel.plane(
        "town",
        0.08,
        lambda pen: skyline(pen, 960, 120, 380, "#8595b8", lit=0.6),
        air=0.4,
        drift=-40,
    )
    easel.plane("passing", 0.16, _passing, air=0.7, drift=-260)
    easel.plane("road", 0.25, _road, air=0.8)
    easel.plane("cabin", 0.8, _cabin, air=0.97)
    easel.plane(
        "light", 0.86, _light, texture=0, detail=LIGHT_DETAIL, variants=4, hold_frames=6
    )
    easel.plane("seats", 0.92, _seats, air=1.0)
    easel.plane("dashboard", 1.25, _dashboard, variants=2, hold_frames=14)
    return easel.finish(close_x=540, close_y=800)


def _sky(pen: Pen) -> None:
    sky(pen, 930)
    sun(pen, 360, 660, 32)
    clouds(pen, 880, 480, 8)


def _passing(pen: Pen) -> None:
    state = pen.rng.getstate()
    for shift in (-WIDTH, 0.0, WIDTH):
        pen.rng.setstate(state)
        for k in range(7):
            x = LEFT + k * WIDTH / 7 + shift
            if LEFT - 200 < x < RIGHT + 200:
                crown(pen, x, 930, 90, 60, "#5f8f5c", leaf_size=9)
                pen.line([(x + 110, 990), (x + 110, 700), (x + 60, 690)], "#4a5068", 8)
                pen.glow(x + 60, 700, 110, "#ffdc9a", pen.tone.lamps)
                pen.lit(oval(x + 60, 700, 14, 6), "#fff4d6", pen.tone.lamps)


def _road(pen: Pen) -> None:
    road = [(LEFT, BOTTOM), (RIGHT, BOTTOM), (RIGHT, 990), (LEFT, 990)]
    pen.wash(road, ((0, 950), (0, 1100)), ("#9a9cac", "#5d6074"))
    verge = [(500, 930), (580, 930), (1400, 1200), (-320, 1200)]
    pen.down(verge, "#7d8092", "#54576a")
    for k in range(6):
        y0, y1 = 940 + k * k * 9, 946 + k * k * 9 + k * 5
        pen.fill([(538, y0), (542, y0), (544 + k, y1), (536 - k, y1)], "#f4efe0", 0.9)
    if pen.tone.lamps > 0.3:
        kit.bokeh(
            pen, 14, (440, 900, 640, 940), ("#fff2d0", "#ffd9a0", "#ff6a5a"), 10, pen.tone.lamps
        )


def _cabin(pen: Pen) -> None:
    body = path_of([(LEFT, TOP), (RIGHT, TOP), (RIGHT, BOTTOM), (LEFT, BOTTOM)])
    pen.wash(body, ((0, TOP), (0, 1300)), ("#cfc6c0", "#8d8490", TRIM))
    for k in range(9):
        y = -60 + k * 66
        half = 420 + k * 42
        pen.line([(540 - half, y), (540, y - 20), (540 + half, y)], "#a69ca2", 2.5, 0.35)
    pen.fade(body, ((0, TOP), (0, 300)), 0.5)
    rear = smooth(WINDOW)
    for grow, tint in ((30, TRIM), (18, "#5d5868")):
        ring = smooth(
            [
                (540 + (x - 540) * (1 + grow / 460), 790 + (y - 790) * (1 + grow / 210))
                for x, y in WINDOW
            ]
        )
        pen.fill(ring, tint)
    kit.hole(pen, rear)
    with pen.clip(rear):
        pen.fill(rear, "#bcd8f0", 0.1)
        for x in (240, 320, 700):
            pen.fill(
                [(x, 540), (x + 70, 540), (x - 60, 1000), (x - 130, 1000)], "#ffffff", 0.12
            )
        for k in range(9):
            y = 600 + k * 42
            pen.line([(90, y), (990, y)], "#4a4654", 1.6, 0.4)
    for side in (-1, 1):
        pane = path_of(
            [
                (540 + side * dx, y)
                for dx, y in (
                    (470, 330),
                    (412, 420),
                    (440, 900),
                    (560, 1040),
                    (860, 1080),
                    (860, 240),
                )
            ]
        )
        pen.trace(pane, TRIM, 34)
        kit.hole(pen, pane)
        pen.fill(pane, "#bcd8f0", 0.12)
        pillar = [
            (540 + side * dx, y)
            for dx, y in ((318, 380), (404, 330), (432, 940), (520, 1110), (352, 1010))
        ]
        pen.across(pillar, "#8d8490", "#6a6270")
        pen.trace(path_of(pillar), TRIM, 4, 0.6)
        handle = taper(
            [(540 + side * 400, 262), (540 + side * 470, 286), (540 + side * 545, 262)],
            (16, 20, 16),
        )
        pen.fill(handle, "#6d6674")
        belt = taper(
            [(540 + side * 400, 560), (540 + side * 380, 1000), (540 + side * 310, 1500)],
            (26, 26, 26),
        )
        pen.fill(belt, "#34303f")
    pen.down(rect(470, 150, 610, 196, 16), "#b3aab0", "#6d6674")
    pen.lit(rect(486, 160, 594, 186, 10), "#fff2d4", 0.35 + 0.5 * pen.tone.lamps)
    pen.glow(540, 180, 420, "#ffe0a8", 0.3 * pen.tone.lamps)
    shelf = rect(LEFT, 1000, RIGHT, 1090)
    pen.down(shelf, "#5d5868", "#3a3644")
    pen.line([(LEFT, 1002), (RIGHT, 1002)], "#9a92a6", 4, 0.6)


def _light(pen: Pen) -> None:
    if pen.tone.night or pen.tone.lamps > 0.6:
        x = -200 + pen.variant * 460
        band = [(x, 400), (x + 220, 400), (x + 60, 1700), (x - 160, 1700)]
        pen.beam(band, ((0, 400), (0, 1700)), "#ffc878", 0.3 * pen.tone.lamps, 30)
    else:
        kit.shaft(pen, ((330, 560), (700, 560)), ((40, 1700), (640, 1700)), 0.3)


def _seats(pen: Pen) -> None:
    for cx in (215.0, 865.0):
        head = smooth(
            [
                (cx - 100, 985),
                (cx - 112, 880),
                (cx - 60, 835),
                (cx + 60, 835),
                (cx + 112, 880),
                (cx + 100, 985),
            ]
        )
        for dx in (-40, 40):
            pen.fill(rect(cx + dx - 7, 960, cx + dx + 7, 1050), "#9aa0b4")
        pen.across(head, lift(LEATHER, 0.24), lift(LEATHER, -0.3))
        back = smooth(
            [
                (cx - 215, 1900),
                (cx - 225, 1250),
                (cx - 180, 1060),
                (cx, 1020),
                (cx + 180, 1060),
                (cx + 225, 1250),
                (cx + 215, 1900),
            ]
        )
        pen.across(back, lift(LEATHER, 0.16), lift(LEATHER, -0.4))
        for dx in (-110, 110):
            pen.line([(cx + dx, 1070), (cx + dx * 1.14, 1850)], lift(LEATHER, -0.5), 5, 0.8)
            pen.line(
                [(cx + dx + 5, 1070), (cx + dx * 1.14 + 5, 1850)], lift(LEATHER, 0.35), 2.5, 0.6
            )
        for k in range(7):
            y = 1130 + k * 100
            pen.line([(cx - 104, y), (cx, y + 14), (cx + 104, y)], lift(LEATHER, -0.4), 3, 0.6)
    pen.down(rect(440, 1500, 640, 2160, 30), lift(TRIM, 0.2), TRIM)


def _dashboard(pen: Pen) -> None:
    top = smooth(
        [
            (LEFT - 60, 2300),
            (LEFT - 60, 1960),
            (100, 1900),
            (540, 1880),
            (980, 1900),
            (RIGHT + 60, 1960),
            (RIGHT + 60, 2300),
        ]
    )
    pen.down(top, "#3a3646", "#15131d")
    pen.line(
        [(LEFT, 1962), (100, 1906), (540, 1886), (980, 1906), (RIGHT, 1962)], "#8a84a0", 4, 0.5
    )
    wheel = oval(960, 2120, 290, 250)
    pen.trace(wheel, "#100e16", 56)
    pen.trace(oval(956, 2112, 290, 250), "#4a4658", 12, 0.9)
    pen.glow(
        420, 2010, 240, "#5fc8ff" if pen.variant else "#58b8f4", 0.3 + 0.3 * pen.tone.lamps, 0.5
    )
