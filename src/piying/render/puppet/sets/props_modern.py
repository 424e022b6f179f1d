"""Props of today: phone, door, ring, knife, cup, key, umbrella, photo, clock and papers."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin

import skia

from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.pen import Pen, oval, path_of, rect, smooth, taper


def cast(pen: Pen, x: float, y: float, wide: float, tall: float, alpha: float = 0.34) -> None:
    """The soft shadow under a prop."""
    paint = skia.Paint(Color=pen.ink("#1b1440", alpha), AntiAlias=True)
    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 18))
    pen.canvas.drawPath(oval(x, y, wide, tall), paint)


def under(pen: Pen, shape: skia.Path, dx: float = 16, dy: float = 24) -> None:
    """The shadow of `shape` on what lies behind it."""
    paint = skia.Paint(Color=pen.ink("#1b1440", 0.36), AntiAlias=True)
    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 16))
    with pen.moved(dx, dy):
        pen.canvas.drawPath(shape, paint)


def phone(pen: Pen) -> None:
    """A phone, its screen lit by a call."""
    pen.canvas.rotate(-7)
    body = rect(-190, -385, 190, 385, 46)
    under(pen, body)
    pen.across(body, "#5b5f74", "#1b1c2a")
    pen.trace(rect(-186, -381, 186, 381, 43), "#aeb4cc", 3, 0.7)
    screen = rect(-174, -367, 174, 367, 34)
    pen.lit(screen, "#1d2560")
    with pen.clip(screen):
        pen.beam(
            [(-174, -367), (174, -367), (174, 367), (-174, 367)],
            ((-174, -367), (174, 367)),
            "#5f8bff",
            0.9,
        )
        pen.glow(60, 260, 380, "#c45cff", 0.6)
        pen.glow(-120, -220, 300, "#5fd6ff", 0.55)
        pen.lit(oval(0, -120, 92, 92), "#ffffff", 0.16)
        pen.lit(oval(0, -120, 76, 76), "#dfe6ff", 0.95)
        pen.lit(oval(0, -142, 28, 30), "#7f8fc8")
        with pen.clip(oval(0, -120, 76, 76)):
            pen.lit(oval(0, -50, 58, 52), "#7f8fc8")
        for k, wide in enumerate((150, 96)):
            pen.lit(
                rect(-wide / 2, 10 + k * 34, wide / 2, 26 + k * 34, 8),
                "#ffffff",
                0.85 - 0.35 * k,
            )
        for x, tint in ((-92, "#ff4d5e"), (92, "#3ddc84")):
            pen.glow(x, 240, 130, tint, 0.7)
            pen.lit(oval(x, 240, 54, 54), tint)
            handset = taper(
                [(x - 26, 232), (x - 14, 250), (x + 14, 250), (x + 26, 232)], (20, 12, 12, 20)
            )
            pen.lit(handset, "#ffffff")
        pen.lit(path_of([(-174, -367), (60, -367), (-174, 120)]), "#ffffff", 0.09)
    pen.lit(rect(-46, -352, 46, -330, 11), "#07080f")


def door(pen: Pen) -> None:
    """A door ajar, light behind it."""
    frame = rect(-250, -395, 250, 395)
    pen.down(frame, "#c9b49c", "#94806f")
    pen.trace(rect(-246, -391, 246, 391), "#efe0c8", 4, 0.7)
    hole = rect(-205, -350, 205, 395)
    pen.lit(hole, "#fff1cc")
    pen.glow(-120, 40, 420, "#ffffff", 0.8)
    leaf = [(205, -350), (205, 395), (-70, 340), (-70, -300)]
    pen.across(leaf, "#5d3c34", "#8e5f48")
    pen.beam(leaf, ((-70, 0), (20, 0)), "#ffe2a8", 0.7)
    for low, high in ((-250, -20), (60, 290)):
        panel = [(160, low - 20), (160, high + 20), (-30, high), (-30, low)]
        pen.across(panel, "#4a2f2c", "#7a5040")
        pen.trace(path_of(panel), "#b5855f", 4, 0.6)
    pen.fill(oval(-38, 24, 15, 21), "#6a4a24")
    pen.fill(oval(-42, 18, 11, 15), "#ffd98a")
    pen.beam(
        [(-205, 395), (-70, 395), (-190, 400), (-400, 400)],
        ((-140, 395), (-300, 400)),
        "#ffe2a8",
        0.6,
        6,
    )


def ring(pen: Pen) -> None:
    """A diamond ring."""
    cast(pen, 10, 300, 220, 34)
    outer = skia.Path()
    outer.addOval(skia.Rect(-205, -120, 205, 300))
    outer.addOval(skia.Rect(-162, -76, 162, 256))
    outer.setFillType(skia.PathFillType.kEvenOdd)
    stops = ("#fff8e2", "#d9a64c", "#fff2c4", "#9a6a2c", "#ffe8b0", "#b5813c")
    pen.wash(outer, ((-205, -120), (205, 300)), stops)
    pen.trace(outer, "#7a5226", 3, 0.6)
    for side in (-1, 1):
        pen.fill(taper([(side * 70, -96), (side * 66, -150)], (16, 9)), "#e6bd6a")
    top = [(-98, -236), (-50, -282), (50, -282), (98, -236), (0, -96)]
    pen.down(top, "#f4fbff", "#9fc4f0")
    facets = (
        (((-98, -236), (-36, -236), (0, -96)), "#cfe6ff"),
        (((-36, -236), (36, -236), (0, -96)), "#ffffff"),
        (((36, -236), (98, -236), (0, -96)), "#7fa8e0"),
        (((-50, -282), (-36, -236), (-98, -236)), "#ffffff"),
        (((-50, -282), (50, -282), (0, -236)), "#dff0ff"),
        (((50, -282), (98, -236), (36, -236)), "#a8c8f4"),
    )
    for points, tint in facets:
        pen.fill(list(points), tint, 0.9)
    for x, y, size in ((-60, -262, 92), (70, -210, 54), (-150, 60, 46)):
        star(pen, x, y, size)


def star(pen: Pen, x: float, y: float, size: float) -> None:
    """A four-rayed sparkle."""
    pen.glow(x, y, size, "#ffffff", 0.75)
    for dx, dy in ((1, 0), (0, 1)):
        ray = [
            (x - dx * size, y - dy * size),
            (x + dy * size * 0.06, y + dx * size * 0.06),
            (x + dx * size, y + dy * size),
            (x - dy * size * 0.06, y - dx * size * 0.06),
        ]
        pen.lit(path_of(ray), "#ffffff")


def knife(pen: Pen) -> None:
    """A knife, its edge catching the light."""
    pen.canvas.rotate(-38)
    blade = skia.Path()
    blade.moveTo(-60, -34)
    blade.lineTo(330, -30)
    blade.quadTo(392, -14, 402, 6)
    blade.quadTo(330, 52, -60, 46)
    blade.close()
    under(pen, blade)
    pen.wash(
        blade,
        ((0, -34), (0, 48)),
        ("#8d99b4", "#cfd8e8", "#f6faff", "#9aa6c0"),
        (),
        (0.0, 0.45, 0.62, 1.0),
    )
    edge = skia.Path()
    edge.moveTo(-60, 22)
    edge.quadTo(330, 30, 402, 6)
    edge.quadTo(330, 52, -60, 46)
    edge.close()
    pen.fill(edge, "#ffffff", 0.8)
    pen.fill([(60, -33), (130, -32), (90, 46), (20, 46)], "#ffffff", 0.4)
    pen.across(rect(-92, -46, -56, 56, 8), "#d9b878", "#7a5a30")
    handle = smooth(
        [(-92, -38), (-220, -44), (-370, -28), (-392, 20), (-350, 48), (-220, 40), (-92, 48)]
    )
    pen.down(handle, "#6d4a3c", "#2a1a1c")
    for x in (-150, -240, -330):
        pen.fill(oval(x, 4, 13, 13), "#d9b878")
        pen.fill(oval(x - 3, 0, 5, 5), "#fff6da")
    star(pen, 300, 22, 76)


def cup(pen: Pen) -> None:
    """A cup of coffee, steaming."""
    cast(pen, 20, 300, 330, 44)
    saucer = oval(0, 270, 330, 62)
    pen.down(saucer, "#ffffff", "#b9b4cc")
    pen.trace(oval(0, 262, 250, 42), "#c9c4d8", 4, 0.7)
    grip = skia.Path()
    grip.addArc(skia.Rect(120, -60, 330, 160), -100, 230)
    pen.trace(grip, "#9a94b4", 46)
    pen.trace(grip, "#f4f0f6", 32)
    body = smooth([(-222, -120), (-214, 60), (-130, 262), (130, 262), (214, 60), (222, -120)])
    pen.across(body, "#ffffff", "#a59fc0")
    pen.fill(oval(0, -98, 214, 54), "#efeaf2")
    pen.fill(oval(0, -92, 194, 44), "#4a2c24")
    pen.wash(oval(0, -84, 186, 36), ((-180, 0), (180, 0)), ("#8a5a40", "#5d3828", "#3a2018"))
    pen.trace(oval(-20, -84, 96, 17), "#d9a878", 5, 0.7)
    pen.fill(taper([(-170, -40), (-164, 70), (-118, 190)], (4, 22, 4)), "#ffffff", 0.8)
    for x, height in ((-70, 250), (20, 300), (96, 220)):
        spine = [
            (x, -120),
            (x + 34, -120 - height * 0.35),
            (x - 26, -120 - height * 0.7),
            (x + 12, -120 - height),
        ]
        steam = taper(spine, (8, 34, 26, 4))
        pen.lit(steam, "#ffffff", 0.3, 10)


def key(pen: Pen) -> None:
    """An old brass key."""
    pen.canvas.rotate(-32)
    shape = skia.Path()
    for cx, cy in ((-262, -66), (-262, 66), (-330, 0)):
        shape.addCircle(cx, cy, 84)
    shape.addRoundRect(skia.Rect(-230, -26, 350, 26), 20, 20)
    shape.addRect(skia.Rect(236, 10, 276, 132))
    shape.addRect(skia.Rect(296, 10, 336, 104))
    under(pen, shape)
    pen.wash(shape, ((0, -150), (0, 150)), ("#fff0b8", "#e0ae4c", "#a87628", "#6a4418"))
    for cx, cy in ((-262, -66), (-262, 66), (-330, 0)):
        pen.fill(oval(cx, cy, 44, 44), "#3a2a2c")
        pen.trace(oval(cx, cy, 46, 46), "#fff0c0", 4, 0.6)
    pen.line([(-160, -14), (330, -14)], "#fff8dc", 8, 0.75)
    for x in (-120, -80, 180):
        pen.fill(rect(x, -38, x + 20, 38, 8), "#b5812f")
        pen.fill(rect(x + 3, -34, x + 9, 20, 3), "#fff0c0", 0.8)
    star(pen, -300, -110, 64)


def umbrella(pen: Pen) -> None:
    """An open umbrella in the rain."""
    pen.canvas.rotate(9)
    pen.line([(0, -300), (0, 300)], "#3a3448", 15)
    pen.line([(-3, -300), (-3, 300)], "#b9b4c8", 4, 0.7)
    hook = skia.Path()
    hook.addArc(skia.Rect(-86, 250, 4, 350), 0, 180)
    pen.trace(hook, "#6d4a34", 24)
    pen.trace(hook, "#b9865a", 8, 0.8)
    ribs = (-380, -235, -80, 80, 235, 380)
    for i, (a, b) in enumerate(pairwise(ribs)):
        panel = skia.Path()
        panel.moveTo(0, -330)
        panel.quadTo(a * 0.92, -290, a, 0 + 10 * abs(i - 2))
        panel.quadTo((a + b) / 2, -52, b, 0 + 10 * abs(i - 2))
        panel.quadTo(b * 0.92, -290, 0, -330)
        panel.close()
        tint = lift("#c8384a", (0.2, 0.1, 0.0, -0.2, -0.36)[i])
        pen.down(panel, lift(tint, 0.16), lift(tint, -0.2))
        pen.trace(panel, lift("#c8384a", -0.55), 3, 0.6)
    pen.fill(taper([(0, -395), (0, -325)], (5, 15)), "#3a3448")
    pen.fill(taper([(-300, -70), (-220, -210), (-90, -290)], (4, 26, 4)), "#ffffff", 0.35)
    for k in range(26):
        turn = pi + pi * (k + 0.5) / 26
        x, y = cos(turn) * 392, sin(turn) * 322 - 6.0
        size = pen.rng.uniform(12, 34)
        pen.line([(x, y), (x + cos(turn) * size, y + sin(turn) * size)], "#dff0ff", 4, 0.7)


def photo(pen: Pen) -> None:
    """An old photograph of two people at the sea, one corner torn."""
    pen.canvas.rotate(6)
    card = path_of(
        [(-300, -370), (300, -370), (300, 300), (262, 330), (236, 322), (214, 370), (-300, 370)]
    )
    under(pen, card)
    pen.down(card, "#fffaf0", "#dccfc0")
    art = rect(-256, -326, 256, 206)
    pen.down(art, "#f3c79a", "#f7e6c8")
    with pen.clip(art):
        pen.fill(oval(90, -120, 66, 66), "#fff6dc")
        pen.glow(90, -120, 260, "#fff0c0", 0.7)
        pen.down(rect(-256, -40, 256, 90), "#8fb0b8", "#5f8a96")
        for _ in range(14):
            x, y = pen.rng.uniform(-240, 200), pen.rng.uniform(-30, 80)
            pen.line([(x, y), (x + 50, y)], "#fff6dc", 4, 0.6)
        pen.down(rect(-256, 84, 256, 206), "#d9b98a", "#a88a66")
        for x, tall, tint in ((-60, 300, "#4a4258"), (54, 262, "#8a4a52")):
            head = 206 - tall
            pen.fill(
                smooth(
                    [
                        (x - 66, 240),
                        (x - 58, head + 120),
                        (x, head + 82),
                        (x + 58, head + 120),
                        (x + 66, 240),
                    ]
                ),
                tint,
            )
            pen.fill(oval(x, head + 44, 36, 44), "#e6bb98")
            pen.fill(
                smooth(
                    [
                        (x - 44, head + 56),
                        (x - 44, head + 2),
                        (x, head - 18),
                        (x + 44, head + 2),
                        (x + 44, head + 60),
                        (x + 28, head + 26),
                        (x - 26, head + 24),
                    ]
                ),
                "#33262c",
            )
        pen.lit(art, "#c98a4c", 0.14)
    for k in range(3):
        y = 246 + k * 34
        pen.line([(-230, y), (-30 - k * 50, y)], "#7a6a78", 5, 0.7)
    pen.line([(-300, -60), (-120, -30), (40, -52), (300, -8)], "#fffdf6", 5, 0.8)
    pen.line([(-300, -56), (-120, -26), (40, -48), (300, -4)], "#8a7a70", 2, 0.6)


def clock(pen: Pen) -> None:
    """A round clock a minute before midnight."""
    rim = oval(0, 0, 372, 372)
    under(pen, rim)
    pen.wash(rim, ((-372, -372), (372, 372)), ("#f3d79a", "#a8742f", "#5d3a18", "#d9a650"))
    pen.across(oval(0, 0, 334, 334), "#fffdf4", "#e0d6cc")
    face = oval(0, 0, 326, 326)
    with pen.clip(face):
        pen.shadow(oval(0, 26, 340, 340), 0.0)
        pen.fade(face, ((0, -326), (0, -180)), 0.32)
        pen.fade(face, ((-326, 0), (-200, 0)), 0.2)
    for k in range(60):
        a = k * pi / 30
        inner = 262 if k % 5 == 0 else 286
        wide = 14 if k % 15 == 0 else 8 if k % 5 == 0 else 3
        pen.line(
            [(sin(a) * inner, -cos(a) * inner), (sin(a) * 304, -cos(a) * 304)], "#2f2636", wide
        )
    for turn, length, wide, tint in (
        (-0.14, 170, 22, "#241c2c"),
        (-0.1047, 258, 14, "#241c2c"),
        (0.55, 276, 5, "#c8382e"),
    ):
        tip = (sin(turn) * length, -cos(turn) * length)
        tail = (-sin(turn) * 46, cos(turn) * 46)
        with pen.moved(8, 12):
            pen.line([tail, tip], "#8a7f8c", wide, 0.4)
        pen.fill(taper([tail, (0, 0), tip], (wide * 0.8, wide, wide * 0.4)), tint)
    pen.fill(oval(0, 0, 22, 22), "#c8382e")
    pen.fill(oval(-6, -7, 8, 8), "#ffd0c0")
    pen.fill([(-250, -190), (-60, -320), (40, -320), (-300, -70)], "#ffffff", 0.16)


def medicine(pen: Pen) -> None:
    """A bottle of pills, some spilt."""
    cast(pen, 0, 330, 330, 40)
    body = rect(-190, -190, 190, 330, 44)
    pen.across(body, "#f6a84a", "#a84c1c", 0.96)
    pen.fill(rect(-168, -150, -128, 300, 20), "#fff0c8", 0.55)
    cap = rect(-206, -350, 206, -180, 26)
    pen.across(cap, "#ffffff", "#a9a6bc")
    for k in range(17):
        x = -190 + k * 24
        pen.line([(x, -330), (x, -200)], "#8f8ca8", 4, 0.45)
    label = rect(-190, -90, 190, 210)
    pen.across(label, "#fffdf8", "#d9d0d4")
    pen.fill(rect(-190, -90, 190, -34), "#3f8fb0")
    pen.fill(rect(-16, -84, 16, -40), "#ffffff")
    pen.fill(rect(-22, -70, 22, -54), "#ffffff")
    for k, wide in enumerate((300, 240, 280, 160)):
        pen.fill(rect(-150, -4 + k * 48, -150 + wide, 14 + k * 48, 8), "#8a8798", 0.7)
    for x, y, turn, tint in (
        (-310, 322, 18, "#e8485a"),
        (260, 340, -24, "#4a8fd8"),
        (330, 290, 60, "#e8485a"),
        (-250, 366, 80, "#4a8fd8"),
    ):
        with pen.moved(x, y):
            pen.canvas.rotate(turn)
            pen.down(rect(-56, -24, 56, 24, 24), "#ffffff", "#c3bed0")
            with pen.clip(rect(-56, -24, 56, 24, 24)):
                pen.down(rect(-56, -24, 0, 24), lift(tint, 0.2), lift(tint, -0.3))
            pen.fill(rect(-40, -16, 40, -7, 4), "#ffffff", 0.7)


def money(pen: Pen) -> None:
    """Bundles of red banknotes."""
    cast(pen, 0, 270, 380, 50)
    for row, (x, y, turn) in enumerate(((-30, 170, -4), (30, 40, 3), (-10, -90, -7))):
        with pen.moved(x, y):
            pen.canvas.rotate(turn)
            side = rect(-330, 20, 330, 118, 6)
            pen.down(side, "#f0d0c8", "#b5706c")
            for k in range(15):
                pen.line([(-328, 28 + k * 6), (328, 28 + k * 6)], "#8e3f44", 1.6, 0.45)
            top = [(-330, 24), (-270, -118), (300, -118), (330, 24)]
            pen.wash(top, ((0, -118), (0, 24)), ("#e88a80", "#c8484a"))
            pen.trace(
                path_of([(-300, 10), (-252, -104), (284, -104), (304, 10)]), "#f9cfc0", 4, 0.7
            )
            pen.trace(oval(0, -48, 90, 40), "#f9cfc0", 5, 0.8)
            pen.fill(oval(0, -48, 54, 26), "#f9cfc0", 0.5)
            for sx in (-200, 190):
                pen.fill(oval(sx, -48, 34, 16), "#f9cfc0", 0.4)
            pen.wash(
                [(-66, 24), (-54, -118), (66, -118), (74, 24)],
                ((0, -118), (0, 24)),
                ("#fffaf0", "#e6dcd0"),
            )
            pen.down(rect(-66, 24, 74, 118), "#efe4d6", "#b5a494")
            if row == 2:
                pen.fill([(-250, -110), (-90, -110), (-180, 10), (-310, 10)], "#ffffff", 0.16)


def contract(pen: Pen) -> None:
    """A contract with a signature, a seal and a pen across it."""
    pen.canvas.rotate(-5)
    for k in range(3):
        sheet = rect(-280 + k * 5, -390 + k * 4, 280 + k * 5, 390 - k * 3)
        if k == 0:
            under(pen, sheet)
        pen.down(sheet, lift("#fffdf6", -0.1 + 0.05 * k), "#e6dfd8")
    pen.fill(rect(-120, -346, 130, -316, 6), "#2b2638")
    for k in range(12):
        y = -264 + k * 38
        wide = 450 if k % 4 != 3 else 260
        pen.fill(rect(-220, y, -220 + wide, y + 13, 5), "#8d8798", 0.6)
    pen.line([(-30, 292), (230, 292)], "#2b2638", 3)
    name = skia.Path()
    name.moveTo(-20, 280)
    name.cubicTo(20, 200, 40, 300, 70, 240)
    name.cubicTo(90, 210, 96, 300, 130, 250)
    name.cubicTo(160, 220, 170, 290, 226, 244)
    pen.trace(name, "#1f2c7a", 7)
    pen.trace(oval(-150, 270, 74, 74), "#c8322e", 9, 0.85)
    for k in range(5):
        a = -pi / 2 + k * 2 * pi / 5
        b = a + 4 * pi / 5
        pen.line(
            [(-150 + cos(a) * 40, 270 + sin(a) * 40), (-150 + cos(b) * 40, 270 + sin(b) * 40)],
            "#c8322e",
            7,
            0.85,
        )
    barrel = taper([(300, -60), (90, 190), (60, 226)], (36, 34, 26))
    under(pen, barrel, 10, 20)
    pen.across(barrel, "#2a2c44", "#5d6488")
    pen.fill(taper([(60, 226), (30, 262)], (22, 3)), "#e0b860")
    pen.fill(taper([(286, -58), (110, 152)], (5, 5)), "#c3cbea", 0.8)
    pen.line([(168, 70), (196, 96)], "#e0b860", 8)


def car(pen: Pen) -> None:
    """A black saloon with its lamps lit."""
    cast(pen, 0, 214, 400, 44, 0.5)
    body = smooth(
        [
            (-396, 150),
            (-392, 40),
            (-330, -6),
            (-190, -22),
            (-110, -150),
            (120, -156),
            (230, -30),
            (360, 0),
            (396, 60),
            (396, 160),
        ]
    )
    pen.down(body, "#50556e", "#14151f")
    glass = smooth([(-166, -26), (-96, -126), (-4, -134), (-4, -26)])
    pen.down(glass, "#a9c8e6", "#3a4a68")
    rear = smooth([(16, -26), (16, -134), (108, -132), (188, -30)])
    pen.down(rear, "#8fb0d0", "#2c3a58")
    for pane in (glass, rear):
        with pen.clip(pane):
            pen.fill([(-120, -140), (-70, -140), (-150, 0), (-200, 0)], "#ffffff", 0.35)
            pen.fill([(100, -140), (130, -140), (60, 0), (30, 0)], "#ffffff", 0.3)
    pen.fill(taper([(-380, 34), (0, 6), (384, 40)], (3, 12, 3)), "#c3cbe6", 0.8)
    pen.line([(5, -24), (5, 140)], "#0d0e16", 4)
    pen.fill(rect(24, 30, 70, 42, 6), "#c3cbe6")
    pen.fill(rect(-394, 120, 394, 160, 12), "#0f1018")
    for x in (-236, 240):
        pen.fill(oval(x, 150, 96, 96), "#0b0b12")
        pen.across(oval(x, 152, 74, 74), "#3a3c4c", "#15161e")
        pen.across(oval(x, 152, 54, 54), "#dfe4f0", "#6d7388")
        for k in range(5):
            a = k * 2 * pi / 5
            pen.fill(
                taper([(x, 152), (x + cos(a) * 52, 152 + sin(a) * 52)], (22, 10)), "#3f4458"
            )
        pen.fill(oval(x, 152, 14, 14), "#f4f6fc")
    pen.lit(smooth([(-394, 60), (-386, 36), (-332, 26), (-336, 62)]), "#fff6d8")
    pen.glow(-372, 48, 240, "#ffe9b0", 0.85)
    pen.lit(rect(362, 44, 396, 76, 8), "#ff4a4a")
    pen.glow(384, 60, 130, "#ff4a4a", 0.7)
