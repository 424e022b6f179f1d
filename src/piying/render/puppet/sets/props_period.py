"""Props of any age: letter, jade, sword, lantern, candle, flower, a drop of blood."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from piying.render.puppet.sets.glyphs import write
from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.pen import Pen, oval, path_of, rect, smooth, taper
from piying.render.puppet.sets.props_modern import cast, star, under
from piying.render.puppet.sets.temple import lantern


def letter(pen: Pen) -> None:
    """A sealed letter with its sheet drawn half out."""
    pen.canvas.rotate(-6)
    sheet = rect(-270, -370, 270, 120)
    under(pen, sheet)
    pen.down(sheet, "#fffaf0", "#e6dac8")
    for k in range(7):
        x = 196 - k * 70
        for row in range(9 if k else 6):
            word = pen.rng.choice("一二三大中小正王明安学面静急")
            write(pen, word, x, -340 + row * 44 + (88 if k == 0 else 0), 36, "#3a3040")
        pen.line([(x + 53, -346), (x + 53, 100)], "#c8564c", 2, 0.45)
    envelope = rect(-340, -60, 340, 360, 8)
    under(pen, envelope, 10, 16)
    pen.down(envelope, "#e9d3a8", "#c4a06c")
    pen.fill([(-340, 360), (0, 120), (340, 360)], "#d9bd8a")
    pen.line([(-340, 360), (0, 120), (340, 360)], "#a8844f", 4, 0.7)
    pen.line([(-336, -56), (0, 196), (336, -56)], "#a8844f", 5, 0.7)
    flap = [(-340, -60), (340, -60), (0, 190)]
    pen.down(flap, "#f3e2bc", "#d4b57c")
    wax = smooth(
        [
            (
                cos(i * pi / 5) * (64 if i % 2 else 76),
                150 + sin(i * pi / 5) * (66 if i % 2 else 74),
            )
            for i in range(10)
        ]
    )
    under(pen, wax, 5, 8)
    pen.wash(wax, ((-60, 80), (60, 220)), ("#f0605a", "#b02430", "#6d1222"))
    pen.trace(oval(0, 150, 48, 48), "#7a1824", 6, 0.7)
    write(pen, "安", -30, 120, 60, "#ffb0a0")
    pen.fill(taper([(-44, 112), (-20, 98), (10, 96)], (3, 12, 3)), "#ffffff", 0.6)


def jade_pendant(pen: Pen) -> None:
    """A carved jade ring on a red cord with a tassel."""
    for dx in (-1, 1):
        cord = skia.Path()
        cord.moveTo(dx * 150, -395)
        cord.cubicTo(dx * 140, -300, dx * 20, -290, dx * 8, -226)
        pen.trace(cord, "#7a1420", 15)
        pen.trace(cord, "#e0484a", 8)
    for k in range(3):
        pen.fill(
            smooth(
                [
                    (-34 + k * 4, -226 + k * 16),
                    (0, -246 + k * 16),
                    (34 - k * 4, -226 + k * 16),
                    (0, -204 + k * 16),
                ]
            ),
            lift("#d83a40", 0.15 - 0.12 * k),
        )
    disc = skia.Path()
    disc.addOval(skia.Rect(-200, -190, 200, 210))
    disc.addOval(skia.Rect(-62, -52, 62, 72))
    disc.setFillType(skia.PathFillType.kEvenOdd)
    under(pen, disc)
    pen.wash(disc, ((-180, -180), (180, 200)), ("#eefbe0", "#9fd8a8", "#4fa884", "#2a7a68"))
    with pen.clip(disc):
        for _ in range(12):
            x, y = pen.rng.uniform(-180, 180), pen.rng.uniform(-170, 190)
            pen.fill(
                oval(x, y, pen.rng.uniform(20, 90), pen.rng.uniform(8, 26)), "#f4fff0", 0.16
            )
        for ring_r in (184, 78):
            pen.trace(oval(0, 10, ring_r, ring_r), "#1f6a58", 5, 0.7)
            pen.trace(oval(-3, 7, ring_r, ring_r), "#f4fff0", 3, 0.6)
    for k in range(8):
        a = k * pi / 4
        cx, cy = cos(a) * 130, 10 + sin(a) * 130
        curl = skia.Path()
        curl.addArc(skia.Rect(cx - 30, cy - 30, cx + 30, cy + 30), k * 45, 270)
        pen.trace(curl, "#1f6a58", 8, 0.7)
        with pen.moved(-3, -4):
            pen.trace(curl, "#eafff0", 3.5, 0.7)
    pen.fill(taper([(-164, -40), (-110, -130), (-10, -168)], (5, 24, 5)), "#ffffff", 0.75)
    pen.fill(smooth([(-26, 206), (26, 206), (34, 250), (-34, 250)]), "#d83a40")
    for k in range(-6, 7):
        pen.line(
            [(k * 4, 246), (k * 8 + pen.rng.uniform(-4, 4), 392)],
            lift("#d83a40", pen.rng.uniform(-0.3, 0.2)),
            6,
        )
    star(pen, -110, -120, 60)


def sword(pen: Pen) -> None:
    """A straight sword, jade at its guard, tassel flying."""
    pen.canvas.rotate(-45)
    upper = path_of([(-150, 0), (-150, -30), (420, -20), (480, 0)])
    lower = path_of([(-150, 0), (-150, 30), (420, 20), (480, 0)])
    whole = path_of([(-150, -30), (420, -20), (480, 0), (420, 20), (-150, 30)])
    under(pen, whole)
    pen.across(upper, "#f4f8ff", "#c3cde2")
    pen.across(lower, "#8d99b8", "#b9c4dc")
    pen.line([(-150, 0), (470, 0)], "#ffffff", 3, 0.9)
    for x in (-20, 150, 300):
        pen.fill([(x, -28), (x + 60, -27), (x + 34, 0), (x - 26, 0)], "#ffffff", 0.75)
    guard = smooth(
        [
            (-150, -84),
            (-128, -60),
            (-142, 0),
            (-128, 60),
            (-150, 84),
            (-190, 46),
            (-196, 0),
            (-190, -46),
        ]
    )
    pen.down(guard, "#fff0b8", "#8a5a20")
    pen.fill(oval(-164, 0, 22, 24), "#3fa884")
    pen.fill(oval(-170, -8, 8, 8), "#e6fff0")
    grip = rect(-366, -25, -186, 25, 8)
    pen.down(grip, "#5d3440", "#241220")
    for k in range(8):
        x = -360 + k * 22
        pen.line([(x, -25), (x + 20, 25)], "#b5813f", 5, 0.8)
        pen.line([(x + 20, -25), (x, 25)], "#8a5a2a", 4, 0.6)
    pen.wash(
        oval(-386, 0, 34, 40), ((-400, -40), (-370, 40)), ("#fff0b8", "#c08a3a", "#6a4418")
    )
    cord = skia.Path()
    cord.moveTo(-410, 4)
    cord.cubicTo(-470, 60, -400, 110, -430, 170)
    pen.trace(cord, "#c8323a", 9)
    for k in range(-5, 6):
        spine = [(-430 + k * 2, 170), (-420 + k * 7, 240), (-440 + k * 10, 310)]
        pen.fill(taper(spine, (7, 8, 2)), lift("#c8323a", pen.rng.uniform(-0.3, 0.2)))
    star(pen, 330, -12, 92)


def red_lantern(pen: Pen) -> None:
    """A red lantern, lit."""
    pen.glow(0, -40, 400, "#ff7a3a", 0.5)
    lantern(pen, 0, -50, 215, word="安")


def candle(pen: Pen) -> None:
    """A burning candle on a brass dish."""
    cast(pen, 0, 350, 290, 40)
    pen.glow(0, -190, 400, "#ffab4a", 0.6)
    dish = oval(0, 330, 260, 58)
    pen.across(dish, "#f0c870", "#6a4420")
    pen.across(oval(0, 318, 214, 40), "#a8742f", "#4a2e18")
    body = smooth(
        [
            (-84, 330),
            (-92, 330),
            (-86, -70),
            (-40, -92),
            (20, -74),
            (84, -96),
            (90, 330),
            (84, 330),
        ]
    )
    pen.across(body, "#fffaf0", "#c99a8a")
    pen.beam(body, ((0, -90), (0, 190)), "#ffc46a", 0.8)
    for x, y0, y1 in ((-70, -60, 120), (-30, -80, 20), (48, -70, 190), (74, -60, 60)):
        pen.fill(taper([(x, y0), (x + 3, (y0 + y1) / 2), (x, y1)], (14, 22, 30)), "#fff2de")
        pen.fill(oval(x - 5, y1 - 4, 5, 9), "#ffffff", 0.8)
    pen.line([(0, -82), (5, -128)], "#2a1a1c", 8)
    outer = smooth([(0, -340), (44, -230), (62, -160), (0, -104), (-62, -160), (-40, -240)])
    pen.lit(outer, "#ff9a3c", 0.9, 8)
    pen.lit(
        smooth([(2, -300), (32, -210), (40, -156), (0, -116), (-40, -156), (-28, -220)]),
        "#ffd86a",
        1.0,
        4,
    )
    pen.lit(
        smooth([(2, -236), (18, -180), (18, -146), (0, -126), (-18, -146), (-16, -180)]),
        "#fffbe6",
    )
    pen.lit(oval(0, -122, 16, 12), "#5f8bff", 0.5, 4)
    pen.glow(0, -200, 220, "#ffe0a0", 0.6)


def flower(pen: Pen) -> None:
    """A rose in bloom."""
    stem = [(30, 395), (0, 250), (10, 90)]
    pen.fill(taper(stem, (20, 18, 16)), "#3f6a48")
    pen.fill(taper([(x - 4, y) for x, y in stem], (5, 5, 4)), "#9fd08a", 0.7)
    for side, y, size in ((-1, 270, 190), (1, 200, 170)):
        tip = (side * size, y - 80)
        blade = smooth([(8, y), (side * size * 0.4, y - 96), tip, (side * size * 0.5, y + 10)])
        pen.across(blade, "#6fae68", "#2f6a48")
        pen.line([(8, y), tip], "#c3e6a8", 4, 0.6)
    for k in range(5):
        a = pi * (0.08 + 0.21 * k)
        pen.fill(
            taper(
                [(0, 80), (cos(a) * 90, 110 + sin(a) * 40), (cos(a) * 150, 60 + sin(a) * 110)],
                (40, 26, 3),
            ),
            "#4f8a58",
        )
    rings = (
        (8, 236, 0.0, "#a81c3c"),
        (7, 196, 0.4, "#c22a4a"),
        (6, 150, 0.1, "#d83c5c"),
        (5, 104, 0.6, "#e8567a"),
        (4, 60, 0.2, "#f27a94"),
    )
    for count, radius, turn, tint in rings:
        for k in range(count):
            a = turn + k * 2 * pi / count
            cx, cy = cos(a) * radius * 0.62, -90 + sin(a) * radius * 0.54
            wide = radius * 0.66
            petal = smooth(
                [
                    (
                        cx + cos(a + t * pi / 4) * wide * (0.92 if t % 2 else 1.06),
                        cy + sin(a + t * pi / 4) * wide * (0.86 if t % 2 else 0.98),
                    )
                    for t in range(8)
                ]
            )
            away = (cx + cos(a) * wide, cy + sin(a) * wide)
            pen.wash(
                petal,
                (away, (cos(a) * radius * 0.1, -90 + sin(a) * radius * 0.1)),
                (lift(tint, 0.22), tint, lift(tint, -0.5)),
            )
            pen.trace(petal, lift(tint, 0.45), 3, 0.45)
    pen.fill(oval(0, -92, 22, 18), "#7a1030")
    for x, y in ((-120, -190), (96, -40), (-40, 30)):
        pen.fill(oval(x, y, 13, 16), "#ffffff", 0.35)
        pen.fill(oval(x - 4, y - 6, 5, 5), "#ffffff", 0.95)


def blood_drop(pen: Pen) -> None:
    """A drop of blood falling toward a spreading ring."""
    pool = smooth(
        [
            (
                cos(i * pi / 6) * (330 + (i * 53 % 40)),
                270 + sin(i * pi / 6) * (76 + (i * 31 % 12)),
            )
            for i in range(12)
        ]
    )
    under(pen, pool, 4, 10)
    pen.wash(pool, ((-300, 200), (300, 350)), ("#c8202c", "#8e0f20", "#5d0818"))
    for k, alpha in ((0.86, 0.5), (0.56, 0.6), (0.28, 0.7)):
        pen.trace(oval(0, 262, 300 * k, 62 * k), "#ff8a86", 6, alpha)
        pen.trace(oval(0, 268, 300 * k, 62 * k), "#4a0614", 4, alpha)
    pen.fill(taper([(-230, 238), (-120, 216), (30, 212)], (4, 16, 4)), "#ffd0c8", 0.7)
    drop = skia.Path()
    drop.moveTo(0, -392)
    drop.cubicTo(26, -270, 124, -190, 124, -86)
    drop.cubicTo(124, -8, 66, 44, 0, 44)
    drop.cubicTo(-66, 44, -124, -8, -124, -86)
    drop.cubicTo(-124, -190, -26, -270, 0, -392)
    pen.wash(drop, ((-124, -200), (124, 40)), ("#f0484a", "#c01826", "#6d0818"))
    pen.fill(taper([(-70, -180), (-92, -90), (-62, -20)], (6, 34, 8)), "#ffd8d0", 0.85)
    pen.fill(oval(58, 6, 30, 13), "#ff8078", 0.6)
    for x, y, r in ((-250, 120, 17), (240, 96, 13), (180, 170, 9), (-170, 180, 10)):
        pen.wash(oval(x, y, r, r * 1.3), ((x - r, y), (x + r, y)), ("#f0484a", "#7a0a1a"))
        pen.fill(oval(x - r * 0.3, y - r * 0.4, r * 0.28, r * 0.28), "#ffffff", 0.8)
