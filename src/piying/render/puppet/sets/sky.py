"""Skies: the hour's gradient, sun and moon, stars, clouds, mist, hills and skylines."""

from __future__ import annotations

import itertools
from math import cos, pi, sin
from random import Random

import skia

from piying.model.script import DayTime
from piying.model.shot import Weather
from piying.render.puppet.sets.hue import lift, mix
from piying.render.puppet.sets.pen import Pen, argb, oval, path_of, rect, smooth
from piying.render.puppet.sets.space import BOTTOM, LEFT, RIGHT, TOP, WIDTH


def sky(pen: Pen, horizon: float) -> None:
    """The whole overscan as sky, lightest at `horizon` and haze beneath it."""
    colours = [argb(stop) for stop in pen.tone.sky]
    stops = [0.0, 0.42, 0.76, 1.0]
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, TOP + 60), skia.Point(0, horizon)], colours, stops
    )
    pen.canvas.drawPath(rect(LEFT, TOP, RIGHT, BOTTOM), skia.Paint(Shader=shader, Dither=True))
    if pen.tone.weather in (Weather.RAIN, Weather.SNOW, Weather.FOG):
        _overcast(pen, horizon)
    elif pen.tone.night:
        stars(pen, horizon)


def _overcast(pen: Pen, horizon: float) -> None:
    """Heavy layers of cloud, darker overhead."""
    dark = mix(pen.tone.sky[0], "#20243f", 0.3)
    bright = mix(pen.tone.sky[-1], "#ffffff", 0.1 if pen.tone.night else 0.35)
    heavy = 0.5 if pen.tone.weather is Weather.RAIN else 0.28
    for i in range(26):
        share = i / 25
        y = TOP + (horizon - TOP) * share * 0.85
        rx, ry = pen.rng.uniform(300, 640), pen.rng.uniform(50, 120) * (1.2 - 0.7 * share)
        tint = dark if i % 2 else bright
        shades = [argb(tint, heavy * part) for part in (0.9, 0.6, 0.2, 0.0)]
        shader = skia.GradientShader.MakeRadial(skia.Point(0, 0), 1.0, shades)
        with pen.moved(pen.rng.uniform(LEFT, RIGHT), y, rx, ry):
            pen.canvas.drawCircle(
                0, 0, 1.0, skia.Paint(AntiAlias=True, Shader=shader, Dither=True)
            )


def stars(pen: Pen, horizon: float) -> None:
    """A field of stars, denser and brighter toward the zenith; a few have rays."""
    for i in range(260):
        x = pen.rng.uniform(LEFT, RIGHT)
        share = pen.rng.random() ** 1.5
        y = TOP + share * (horizon - TOP) * 0.85
        size = pen.rng.choice((1.0, 1.2, 1.5, 2.0, 2.6))
        alpha = (1 - share) * pen.rng.uniform(0.3, 0.95)
        tint = pen.rng.choice(("#ffffff", "#cfe0ff", "#ffe9cf"))
        pen.canvas.drawCircle(x, y, size, skia.Paint(Color=argb(tint, alpha), AntiAlias=True))
        if i % 24 == 0:
            pen.glow(x, y, 26, tint, alpha * 0.7)
            for dx, dy in ((11, 0), (0, 11)):
                ray = [
                    (x - dx, y - dy),
                    (x + dy * 0.12, y + dx * 0.12),
                    (x + dx, y + dy),
                    (x - dy * 0.12, y - dx * 0.12),
                ]
                pen.lit(path_of(ray), tint, alpha)


def sun(pen: Pen, x: float, y: float, radius: float) -> None:
    """The sun, or at night the moon with its seas; hidden by rain and fog."""
    if pen.tone.weather in (Weather.RAIN, Weather.FOG):
        pen.glow(x, y, radius * 5, pen.tone.sky[-1], 0.5)
        return
    if pen.tone.weather is Weather.SNOW:
        pen.glow(x, y, radius * 4, pen.tone.sun, 0.5)
        pen.lit(oval(x, y, radius, radius), pen.tone.sun, 0.5, 6)
        return
    colour = pen.tone.sun
    if pen.tone.day_time in (DayTime.DAWN, DayTime.DUSK):
        y += (pen.camera.horizon - y) * 0.62
        radius *= 1.35
    pen.glow(x, y, radius * (5.5 if pen.tone.night else 9), colour, 0.55)
    pen.glow(x, y, radius * 2.4, colour, 0.6)
    disc = skia.Path()
    disc.addCircle(x, y, radius)
    pen.lit(disc, mix(colour, "#ffffff", 0.35))
    if pen.tone.night:
        with pen.clip(disc):
            for dx, dy, r in (
                (-0.3, -0.2, 0.42),
                (0.25, 0.3, 0.34),
                (0.4, -0.4, 0.2),
                (-0.2, 0.5, 0.2),
            ):
                blot = skia.Path()
                blot.addCircle(x + dx * radius, y + dy * radius, r * radius)
                pen.lit(blot, mix(colour, "#9aa3d0", 0.55), 0.4, radius * 0.08)


def cumulus(pen: Pen, x: float, y: float, wide: float, tall: float) -> None:
    """A painted cloud: melting base, heaped crown, lit shoulders, shadow within."""
    key = -1 if pen.tone.light.key_x < 0 else 1
    body, inner, lit = skia.Path(), skia.Path(), skia.Path()
    towers = [
        (pen.rng.uniform(-0.32, 0.32), pen.rng.uniform(0.55, 1.0), pen.rng.uniform(0.16, 0.24))
        for _ in range(3)
    ]
    for _ in range(max(46, int(wide * 0.13))):
        across = pen.rng.uniform(-0.5, 0.5)
        crown = 0.16 * (1 - (2 * across) ** 2) + max(
            high * max(0.0, 1 - ((across - at) / spread) ** 2) for at, high, spread in towers
        )
        up = pen.rng.random() ** 0.6
        r = min(130.0, tall * 0.4) * pen.rng.uniform(0.16, 0.44) * (1.25 - 0.5 * up)
        cx, cy = x + across * wide, y - up * crown * tall
        body.addOval(skia.Rect(cx - r * 1.35, cy - r, cx + r * 1.35, cy + r))
        if up > 0.35:
            r *= 0.86
            dx, dy = key * r * 0.3, -r * 0.3
            inner.addOval(
                skia.Rect(cx + dx - r * 1.2, cy + dy - r, cx + dx + r * 1.2, cy + dy + r)
            )
        if up > 0.8:
            r *= 1.1
            dx, dy = key * r * 0.5, -r * 0.55
            lit.addOval(
                skia.Rect(cx + dx - r * 1.2, cy + dy - r, cx + dx + r * 1.2, cy + dy + r)
            )
    shade, middle, bright = _cloud_colours(pen)
    _lay(pen, body, y - tall, y + tall * 0.12, middle, shade, 0.95, min(4.0, tall * 0.012))
    _lay(pen, inner, y - tall, y + tall * 0.05, bright, middle, 0.62, min(9.0, tall * 0.05))
    _lay(pen, lit, y - tall, y - tall * 0.1, bright, bright, 0.7, min(7.0, tall * 0.04))


def cloud_bank(pen: Pen, y: float, tall: float, rows: int = 3) -> None:
    """A sea of cloud: billows in rows, each row lower, nearer and brighter; it wraps."""
    shade, middle, bright = _cloud_colours(pen)
    key = -1 if pen.tone.light.key_x < 0 else 1
    for row in range(rows):
        base = y + row * tall * 0.42
        size = tall * (0.55 + 0.2 * row)
        body, lit = skia.Path(), skia.Path()
        for k in range(26):
            cx = LEFT + WIDTH * (k + pen.rng.random()) / 26
            r = size * pen.rng.uniform(0.22, 0.62)
            cy = base - r * pen.rng.uniform(-0.1, 0.35)
            for shift in (-WIDTH, 0.0, WIDTH):
                px = cx + shift
                body.addOval(skia.Rect(px - r * 1.25, cy - r * 0.8, px + r * 1.25, cy + r))
                if k % 2:
                    qx, qy = px + key * r * 0.3, cy - r * 0.24
                    lit.addOval(
                        skia.Rect(qx - r * 0.85, qy - r * 0.5, qx + r * 0.85, qy + r * 0.5)
                    )
        low = base + size * 1.1
        _lay(
            pen,
            body,
            base - size * 0.6,
            low,
            mix(middle, bright, 0.3 + 0.2 * row),
            shade,
            0.96,
            2,
        )
        _lay(pen, lit, base - size * 0.7, base + size * 0.25, bright, middle, 0.7, size * 0.06)


def _lay(
    pen: Pen,
    path: skia.Path,
    top: float,
    bottom: float,
    high: str,
    low: str,
    alpha: float,
    blur: float,
) -> None:
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, top), skia.Point(0, bottom)],
        [argb(high, alpha), argb(low, alpha * 0.2)],
    )
    paint = skia.Paint(AntiAlias=True, Shader=shader, Dither=True)
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    pen.canvas.drawPath(path, paint)


def _cloud_colours(pen: Pen) -> tuple[str, str, str]:
    tone = pen.tone
    if tone.night:
        return (
            mix(tone.sky[1], "#14173f", 0.25),
            tone.sky[2],
            mix(tone.sky[3], "#dfe3ff", 0.62),
        )
    bright = mix("#ffffff", tone.shaft_colour, 0.35)
    if tone.weather in (Weather.RAIN, Weather.FOG, Weather.SNOW):
        bright = mix(tone.sky[-1], "#ffffff", 0.3)
    return (mix(tone.sky[1], tone.sky[3], 0.45), mix(tone.sky[-1], bright, 0.3), bright)


def clouds(pen: Pen, low: float, high: float, count: int) -> None:
    """Cumulus between two heights, smaller toward the horizon `low`; wraps sideways."""
    for i in range(count):
        share = (i + pen.rng.random()) / count
        y = high + (low - high) * share
        wide = (560 - 380 * share) * pen.rng.uniform(0.7, 1.25)
        x = LEFT + (i * 0.618 % 1) * WIDTH + pen.rng.uniform(-60, 60)
        state = pen.rng.getrandbits(32)
        for shift in (-WIDTH, 0.0, WIDTH):
            if LEFT - wide < x + shift < RIGHT + wide:
                again = Random(state)  # noqa: S311 - painting, not cryptography
                one = Pen(pen.canvas, pen.tone, pen.camera, again, pen.depth)
                cumulus(one, x + shift, y, wide, wide * 0.36)


def streak_clouds(pen: Pen, y: float, spread: float, count: int, alpha: float = 0.5) -> None:
    """Long thin clouds lit from beneath, tapered at both ends; they wrap sideways."""
    shade, middle, bright = _cloud_colours(pen)
    for _ in range(count):
        cx, cy = pen.rng.uniform(LEFT, RIGHT), y + pen.rng.uniform(-1, 1) * spread
        half, thick = pen.rng.uniform(140, 420), pen.rng.uniform(5, 24)
        bow = pen.rng.uniform(-12, 12)
        for shift in (-WIDTH, 0.0, WIDTH):
            x = cx + shift
            points = [
                (x - half, cy),
                (x - half * 0.3, cy - thick * 0.6 + bow),
                (x + half * 0.4, cy - thick * 0.4 + bow),
                (x + half, cy),
                (x + half * 0.2, cy + thick * 0.5 + bow),
                (x - half * 0.5, cy + thick * 0.4),
            ]
            path = smooth(points)
            _lay(pen, path, cy - thick, cy + thick, bright, mix(middle, shade, 0.4), alpha, 2.5)


def mist(pen: Pen, y: float, strength: float, tall: float = 170.0) -> None:
    """Banks of mist along `y`; seamless when shifted by the width of the overscan."""
    colour = mix(pen.tone.haze, "#ffffff", 0.12 if pen.tone.night else 0.3)
    for _ in range(11):
        cx, cy = pen.rng.uniform(LEFT, RIGHT), y + pen.rng.uniform(-0.5, 0.5) * tall
        rx, ry = pen.rng.uniform(240, 520), pen.rng.uniform(0.2, 0.42) * tall
        shades = [argb(colour, strength * share) for share in (0.8, 0.45, 0.12, 0.0)]
        shader = skia.GradientShader.MakeRadial(skia.Point(0, 0), 1.0, shades)
        paint = skia.Paint(AntiAlias=True, Shader=shader, Dither=True)
        for shift in (-WIDTH, 0.0, WIDTH):
            with pen.moved(cx + shift, cy, rx, ry):
                pen.canvas.drawCircle(0, 0, 1.0, paint)


def ridge(
    pen: Pen, y: float, rise: float, colour: str, rough: int = 7, fade: float = 1.0
) -> None:
    """A mountain ridge along `y`, jagged by halving, melting into haze at its foot."""
    points = _fractal(pen.rng, rough, rise)
    step = WIDTH / (len(points) - 1)
    path = skia.Path()
    path.moveTo(LEFT, BOTTOM)
    for i, height in enumerate(points):
        path.lineTo(LEFT + i * step, y - height)
    path.lineTo(RIGHT, BOTTOM)
    path.close()
    top = y - max(points)
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, top), skia.Point(0, y + rise * 0.5)],
        [
            pen.ink(colour),
            argb(mix(pen.tone.seen(colour, pen.depth), pen.tone.haze, 0.7 * fade)),
        ],
    )
    pen.canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))
    key = 1 if pen.tone.light.key_x < 0 else -1
    with pen.clip(path):
        for i in range(2, len(points) - 2, 3):
            if points[i] > points[i - 2] and points[i] > points[i + 2]:
                x, peak = LEFT + i * step, y - points[i]
                drop = points[i] * pen.rng.uniform(0.5, 0.8)
                wide = drop * pen.rng.uniform(0.3, 0.6)
                face = [
                    (x, peak),
                    (x + key * wide, peak + drop),
                    (x + key * wide * 0.3, peak + drop * 0.8),
                    (x + key * wide * 0.1, peak + drop * 0.4),
                ]
                pen.fade(face, ((0, peak), (0, peak + drop)), 0.22)


def _fractal(rng: Random, rounds: int, rise: float) -> list[float]:
    points = [rng.random() * rise for _ in range(4)]
    rough = rise * 0.5
    for _ in range(rounds - 2):
        closer: list[float] = []
        for a, b in itertools.pairwise(points):
            closer += [a, (a + b) / 2 + rng.uniform(-rough, rough) * 0.5]
        points = [*closer, points[-1]]
        rough *= 0.52
    return [max(0.0, point) for point in points]


def skyline(
    pen: Pen,
    base: float,
    low: float,
    high: float,
    colour: str,
    *,
    lit: float = 0.0,
    flicker: int = 0,
) -> None:
    """Towers standing on `base`; `lit` is the share of windows alight at full lamps."""
    x = LEFT - 20.0
    lamps = pen.tone.lamps
    while x < RIGHT:
        wide = pen.rng.uniform(70, 170)
        tall = pen.rng.uniform(low, high)
        top = base - tall
        body = rect(x, top, x + wide, BOTTOM)
        shade = pen.vary(colour, 0.06)
        fade_to = mix(pen.tone.seen(shade, pen.depth), pen.tone.haze, 0.55)
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, top), skia.Point(0, base)], [pen.ink(shade), argb(fade_to)]
        )
        pen.canvas.drawPath(body, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))
        key_left = pen.tone.light.key_x < 0
        dim = (
            rect(x + wide * 0.66, top, x + wide, BOTTOM)
            if key_left
            else rect(x, top, x + wide * 0.34, BOTTOM)
        )
        pen.shadow(dim, 0.14)
        if pen.rng.random() < 0.45:
            mast = pen.rng.uniform(20, 70)
            pen.line([(x + wide / 2, top), (x + wide / 2, top - mast)], shade, 3)
            if lamps > 0.5 and (pen.variant + int(x)) % 2:
                pen.glow(x + wide / 2, top - mast, 16, "#ff5a5a", 0.9)
        if pen.rng.random() < 0.4:
            pen.fill(rect(x + wide * 0.2, top - 16, x + wide * 0.6, top), shade)
        _windows(pen, (x, x + wide), (top, base), shade, lit * lamps, flicker)
        x += wide + pen.rng.uniform(-14, 26)


def _windows(
    pen: Pen,
    across: tuple[float, float],
    down: tuple[float, float],
    colour: str,
    lit: float,
    flicker: int,
) -> None:
    pitch_x, pitch_y = pen.rng.choice((13.0, 16.0, 19.0)), pen.rng.choice((19.0, 23.0, 27.0))
    dark, warm, cool = skia.Path(), skia.Path(), skia.Path()
    band = pen.rng.random() < 0.3
    y = down[0] + 16
    while y < down[1]:
        x = across[0] + 9
        while x < across[1] - 10:
            roll, tint = pen.rng.random(), pen.rng.random()
            if flicker and tint > 0.93:
                roll = (roll + pen.variant * 0.37) % 1.0
            cell = skia.Rect(x, y, x + pitch_x * (0.94 if band else 0.55), y + pitch_y * 0.5)
            (warm if roll < lit and tint < 0.75 else cool if roll < lit else dark).addRect(cell)
            x += pitch_x
        y += pitch_y
    far = (down[1] - down[0]) or 1.0
    pen.fill(dark, lift(colour, -0.25 if lit else 0.3), 0.4)
    for path, hue in ((warm, "#ffd58a"), (cool, "#bfe0ff")):
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, down[0]), skia.Point(0, down[0] + far)],
            [argb(hue, 0.35 + 0.6 * pen.depth), argb(hue, 0.25 + 0.2 * pen.depth)],
        )
        pen.canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))


def rays(
    pen: Pen, x: float, y: float, colour: str, strength: float, length: float = 1500
) -> None:
    """Fans of light from (x, y) downwards."""
    for i in range(7):
        angle = pi * (0.24 + 0.085 * i) + pen.rng.uniform(-0.05, 0.05)
        spread = pen.rng.uniform(0.02, 0.05)
        shape = [(x, y)] + [
            (x + cos(angle + side) * length, y + sin(angle + side) * length)
            for side in (-spread, spread)
        ]
        end = (x + cos(angle) * length, y + sin(angle) * length)
        pen.beam(shape, ((x, y), end), colour, strength * pen.rng.uniform(0.4, 1.0), 18)
