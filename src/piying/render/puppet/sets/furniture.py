"""Things that stand in rooms: windows, desks, chairs, shelves, lamps, curtains, screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from piying.render.puppet.sets.hue import lift, mix
from piying.render.puppet.sets.pen import Pen, argb, oval, path_of, rect, smooth
from piying.render.puppet.sets.solid import Span, box, flank, level, upright

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from piying.render.puppet.sets.space import Point


def hole(pen: Pen, shape: skia.Path) -> None:
    """Cut `shape` out of the plane, so that farther planes show through."""
    paint = skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kClear)
    pen.canvas.drawPath(shape, paint)


def bounds(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of `points`."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))


def window(
    pen: Pen,
    x: Span,
    y: Span,
    z: float,
    frame: str,
    *,
    columns: int = 2,
    rows: int = 2,
    glass: float = 0.16,
) -> None:
    """A window in a wall that faces the eye: a hole, glass, a frame, a sill, light spill."""
    face = upright(pen, x, y, z)
    left, top, right, foot = bounds(face)
    unit = pen.camera.scale * pen.camera.share(z)
    hole(pen, rect(left, top, right, foot))
    glare(pen, left, top, right, foot, glass)
    bar = 0.05 * unit
    pen.trace(rect(left, top, right, foot), lift(frame, -0.4), bar * 2.2)
    pen.trace(rect(left, top, right, foot), frame, bar * 1.7)
    for i in range(1, columns):
        cx = left + (right - left) * i / columns
        pen.line([(cx, top), (cx, foot)], lift(frame, -0.25), bar * 1.2)
        pen.line([(cx - bar * 0.2, top), (cx - bar * 0.2, foot)], lift(frame, 0.2), bar * 0.5)
    for j in range(1, rows):
        cy = top + (foot - top) * j / rows
        pen.line([(left, cy), (right, cy)], lift(frame, -0.1), bar)
    bloom(pen, face, 0.42)
    sill = rect(left - bar * 2, foot, right + bar * 2, foot + bar * 1.6)
    pen.down(sill, lift(frame, 0.3), lift(frame, -0.25))
    pen.fade(
        rect(left - bar, foot + bar * 1.6, right + bar, foot + bar * 5),
        ((0, foot + bar * 1.6), (0, foot + bar * 5)),
        0.28,
    )


def glare(
    pen: Pen, left: float, top: float, right: float, foot: float, strength: float
) -> None:
    """Slanting reflections in a pane."""
    wide, tall = right - left, foot - top
    with pen.clip(rect(left, top, right, foot)):
        pen.fill(rect(left, top, right, foot), "#bcd8f0", 0.10)
        for share, thick in ((0.12, 0.12), (0.3, 0.04), (0.66, 0.18)):
            x = left + wide * share
            band = [
                (x, top),
                (x + wide * thick, top),
                (x + wide * thick - tall * 0.4, foot),
                (x - tall * 0.4, foot),
            ]
            pen.fill(band, "#ffffff", strength)


def side_panes(
    pen: Pen,
    x: float,
    panes: Sequence[Span],
    y: Span,
    frame: str = "#f4f6f4",
    rail: float = 0.7,
) -> None:
    """Windows in a wall that runs away: holes, reflections, frames with a rail at `rail`."""
    low, high = y
    tall = high - low
    with pen.on(pen.camera.side(x)):
        for z0, z1 in panes:
            pane = rect(z0, low, z1, high)
            hole(pen, pane)
            pen.fill(pane, "#cfe6ff", 0.1)
            for k in range(3):
                a = z0 + (z1 - z0) * (0.15 + 0.3 * k)
                slant = tall * 0.2
                glint = [(a, high), (a + 0.14, high), (a + 0.14 - slant, low), (a - slant, low)]
                pen.fill(glint, "#ffffff", 0.18)
            pen.trace(pane, lift(frame, -0.35), 0.11)
            pen.trace(pane, frame, 0.075)
            middle = (z0 + z1) / 2
            pen.line([(middle, low), (middle, high)], lift(frame, -0.08), 0.06)
            pen.line(
                [(z0, low + tall * rail), (z1, low + tall * rail)], lift(frame, -0.08), 0.05
            )
    for z0, z1 in panes:
        bloom(pen, flank(pen, x, y, (z0, z1)))


def bloom(pen: Pen, face: Sequence[Point], strength: float = 0.5) -> None:
    """The light that a bright window spills over its frame and wall."""
    left, top, right, foot = bounds(face)
    power = strength * (0.35 + 0.65 * pen.tone.shaft) * (0.35 if pen.tone.night else 1.0)
    size = max(right - left, (foot - top) * 0.6)
    pen.glow(
        (left + right) / 2,
        (top + foot) / 2,
        size * 1.1,
        pen.tone.sky[-1],
        power,
        max(0.4, (foot - top) / max(1.0, size)),
    )


def cast(pen: Pen, quad: Sequence[Point], strength: float = 0.5, columns: int = 2) -> None:
    """Window light lying on a wall, its panes divided by the shadow of the frame."""
    power = strength * pen.tone.shaft
    if power < 0.04:
        return
    a, b, c, d = quad
    for i in range(columns):
        u0, u1 = i / columns + 0.03, (i + 1) / columns - 0.03
        piece = [_along(a, b, u0), _along(a, b, u1), _along(d, c, u1), _along(d, c, u0)]
        line = (piece[0], piece[3])
        pen.beam(piece, line, pen.tone.shaft_colour, power, 3)
        pen.beam(piece, (piece[3], piece[0]), pen.tone.shaft_colour, power * 0.7, 3)


def _along(a: Point, b: Point, share: float) -> Point:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def shaft(
    pen: Pen, top: tuple[Point, Point], foot: tuple[Point, Point], strength: float
) -> None:
    """A shaft of sun or moonlight through the air, with dust in it."""
    power = 1.3 * strength * pen.tone.shaft
    if power < 0.04:
        return
    shape = [top[0], top[1], foot[1], foot[0]]
    start = ((top[0][0] + top[1][0]) / 2, (top[0][1] + top[1][1]) / 2)
    end = ((foot[0][0] + foot[1][0]) / 2, (foot[0][1] + foot[1][1]) / 2)
    pen.beam(shape, (start, end), pen.tone.shaft_colour, power, 10)
    slim = [
        _along(top[0], top[1], 0.3),
        _along(top[0], top[1], 0.62),
        _along(foot[0], foot[1], 0.62),
        _along(foot[0], foot[1], 0.3),
    ]
    pen.beam(slim, (start, end), pen.tone.shaft_colour, power * 0.6, 8)
    with pen.clip(shape):
        left, high, right, low = bounds(shape)
        for _ in range(36):
            x, y = pen.rng.uniform(left, right), pen.rng.uniform(high, low)
            pen.glow(x, y, pen.rng.uniform(3, 8), pen.tone.shaft_colour, power)


def patch(pen: Pen, x: Span, z: Span, slant: float, strength: float, columns: int = 2) -> None:
    """Window light lying on the floor, sheared by `slant` metres, with the frame's shadow."""
    power = min(1.0, 1.7 * strength * pen.tone.shaft)
    if power < 0.04:
        return
    step = (x[1] - x[0]) / columns
    for i in range(columns):
        a, b = x[0] + i * step + 0.03, x[0] + (i + 1) * step - 0.03
        at = pen.camera.at
        shape = [at(a + slant, 0, z[0]), at(b + slant, 0, z[0]), at(b, 0, z[1]), at(a, 0, z[1])]
        far, near = shape[2][1], shape[0][1]
        pen.beam(
            shape, ((0, far), (0, near + (near - far) * 0.3)), pen.tone.shaft_colour, power, 4
        )


def desk(
    pen: Pen,
    x: float,
    z: float,
    colour: str,
    *,
    wide: float = 0.65,
    deep: float = 0.45,
    tall: float = 0.75,
    leg: str = "#8b8f9c",
    things: Callable[[Pen, Point, float], None] | None = None,
) -> None:
    """A school desk: steel legs, a tray, a wooden top, something lying on it."""
    half = wide / 2
    pen.shadow(level(pen, (x - half, x + half + 0.1), 0, (z, z + deep)), 0.32, 7)
    for lx in (x - half + 0.03, x + half - 0.03):
        for lz in (z + deep - 0.03, z + 0.02):
            box(
                pen,
                (lx - 0.014, lx + 0.014),
                (0, tall - 0.03),
                (lz, lz + 0.028),
                leg,
                contact=0,
                edge=0.3,
            )
    box(
        pen,
        (x - half + 0.04, x + half - 0.04),
        (tall - 0.2, tall - 0.04),
        (z + 0.05, z + deep),
        "#9aa0ad",
        contact=0,
    )
    box(
        pen,
        (x - half, x + half),
        (tall - 0.035, tall),
        (z, z + deep),
        colour,
        top=lift(colour, 0.18),
        contact=0,
    )
    if things:
        things(
            pen, pen.camera.at(x, tall, z + deep * 0.5), pen.camera.scale * pen.camera.share(z)
        )


def chair(
    pen: Pen, x: float, z: float, colour: str, *, leg: str = "#7c808e", seat: float = 0.44
) -> None:
    """A plain chair facing away from the eye."""
    pen.shadow(level(pen, (x - 0.2, x + 0.26), 0, (z, z + 0.4)), 0.28, 6)
    for lx in (x - 0.18, x + 0.16):
        for lz in (z + 0.36, z):
            box(pen, (lx, lx + 0.025), (0, seat), (lz, lz + 0.025), leg, contact=0, edge=0.2)
    box(pen, (x - 0.2, x + 0.2), (seat - 0.03, seat), (z, z + 0.4), colour, contact=0)
    for lx in (x - 0.19, x + 0.165):
        box(
            pen, (lx, lx + 0.025), (seat, seat + 0.42), (z, z + 0.025), leg, contact=0, edge=0.2
        )
    box(
        pen,
        (x - 0.2, x + 0.2),
        (seat + 0.24, seat + 0.44),
        (z - 0.01, z + 0.02),
        colour,
        contact=0,
    )


def books(
    pen: Pen, left: float, right: float, foot: float, tall: float, hues: Sequence[str]
) -> None:
    """A row of book spines from `left` to `right` pixels."""
    x = left
    while x < right - 2:
        wide = min(right - x, tall * pen.rng.uniform(0.1, 0.24))
        height = tall * pen.rng.uniform(0.72, 1.0)
        tint = pen.vary(pen.rng.choice(hues), 0.15)
        spine = rect(x, foot - height, x + wide - 0.8, foot)
        pen.across(spine, lift(tint, 0.14), lift(tint, -0.22))
        if wide > tall * 0.14:
            pen.fill(
                rect(
                    x + wide * 0.2, foot - height * 0.8, x + wide * 0.75, foot - height * 0.66
                ),
                "#f4e6c4",
                0.7,
            )
        x += wide
        if pen.rng.random() < 0.08:
            x += wide


HUES = ("#a8483f", "#3f6a9a", "#d2a24c", "#4f8463", "#75568f", "#e2d6c0", "#31405f", "#c77b57")


def shelf(
    pen: Pen, x: Span, y: Span, z: Span, colour: str, rows: int, hues: Sequence[str] = HUES
) -> None:
    """A bookcase facing the eye, its boards filled with books and some things."""
    box(pen, x, y, z, colour)
    face = upright(pen, x, y, z[0])
    left, top, right, foot = bounds(face)
    pad = (right - left) * 0.035
    tall = (foot - top) / rows
    for row in range(rows):
        high, low = top + row * tall + pad, top + (row + 1) * tall - pad * 0.2
        inner = rect(left + pad, high, right - pad, low)
        pen.down(inner, lift(colour, -0.7), lift(colour, -0.5))
        stop = right - pad - (right - left) * pen.rng.choice((0.0, 0.0, 0.22, 0.4))
        books(pen, left + pad, stop, low, (low - high) * 0.86, hues)
        if stop < right - pad - 10:
            vase(pen, (stop + right - pad) / 2, low, (low - high) * 0.6, pen.rng.choice(hues))
        pen.fade(inner, ((0, high), (0, high + tall * 0.3)), 0.5)


def vase(pen: Pen, x: float, foot: float, tall: float, colour: str) -> None:
    """A small round-bellied vase."""
    w = tall * 0.32
    shape = smooth(
        [
            (x - w * 0.5, foot),
            (x - w * 1.2, foot - tall * 0.4),
            (x - w * 0.4, foot - tall * 0.8),
            (x - w * 0.6, foot - tall),
            (x + w * 0.6, foot - tall),
            (x + w * 0.4, foot - tall * 0.8),
            (x + w * 1.2, foot - tall * 0.4),
            (x + w * 0.5, foot),
        ]
    )
    pen.across(shape, lift(colour, 0.35), lift(colour, -0.4))
    pen.fill(oval(x - w * 0.5, foot - tall * 0.5, w * 0.14, tall * 0.14), "#ffffff", 0.6)


def picture(
    pen: Pen,
    left: float,
    top: float,
    right: float,
    foot: float,
    frame: str,
    hues: Sequence[str],
) -> None:
    """A framed painting of hills under a sun."""
    pen.shadow(rect(left + 4, top + 6, right + 6, foot + 8), 0.35, 5)
    pen.down(rect(left, top, right, foot), lift(frame, 0.25), lift(frame, -0.3))
    pad = (right - left) * 0.07
    art = rect(left + pad, top + pad, right - pad, foot - pad)
    pen.down(art, hues[0], lift(hues[0], 0.4))
    with pen.clip(art):
        wide, tall = right - left, foot - top
        pen.fill(
            oval(left + wide * 0.66, top + tall * 0.36, wide * 0.1, wide * 0.1), "#fbe3b0", 0.9
        )
        for i, tint in enumerate(hues[1:]):
            y = top + tall * (0.5 + 0.17 * i)
            hill = smooth(
                [
                    (left - 20, foot + 40),
                    (left, y + 10),
                    (left + wide * (0.25 + 0.2 * i), y - tall * 0.14),
                    (left + wide * 0.6, y + tall * 0.08),
                    (right + 10, y - tall * 0.1),
                    (right + 20, foot + 40),
                ]
            )
            pen.fill(hill, tint)


def lamp_panel(pen: Pen, x: Span, y: float, z: Span, strength: float) -> None:
    """A flat ceiling light and its bloom."""
    face = level(pen, x, y, z)
    left, top, right, foot = bounds(face)
    pen.fill(face, "#f7f8ff")
    pen.lit(path_of(face), "#fbfbff", 0.55 + 0.45 * strength)
    pen.glow(
        (left + right) / 2,
        (top + foot) / 2,
        (right - left) * 0.9,
        "#eaf2ff",
        0.5 * strength,
        0.5,
    )


def bokeh(
    pen: Pen,
    count: int,
    area: tuple[float, float, float, float],
    hues: Sequence[str],
    size: float,
    strength: float,
) -> None:
    """Out-of-focus lamps: flat discs with a brighter rim; the variant moves some of them."""
    for i in range(count):
        x, y = pen.rng.uniform(area[0], area[2]), pen.rng.uniform(area[1], area[3])
        r = size * pen.rng.uniform(0.5, 1.2)
        tint = pen.rng.choice(hues)
        power = strength * pen.rng.uniform(0.35, 1.0)
        if pen.variant and i % 4 == 0:
            x += pen.variant * r * 1.3
            power *= 0.8
        disc = oval(x, y, r, r)
        pen.lit(disc, tint, power * 0.4)
        paint = skia.Paint(
            Color=argb(mix(tint, "#ffffff", 0.3), power * 0.55),
            AntiAlias=True,
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=max(1.0, r * 0.12),
        )
        pen.canvas.drawPath(oval(x, y, r * 0.95, r * 0.95), paint)


def blind(
    pen: Pen,
    left: float,
    top: float,
    right: float,
    foot: float,
    colour: str,
    open_share: float = 0.5,
) -> None:
    """A slatted blind let down over `1 - open_share` of a window."""
    low = foot - (foot - top) * open_share
    y, step = top, max(7.0, (foot - top) / 34)
    while y < low:
        pen.down(rect(left, y, right, y + step * 0.66), lift(colour, 0.25), lift(colour, -0.22))
        y += step
    for share in (0.18, 0.82):
        x = left + (right - left) * share
        pen.line([(x, top), (x, low)], lift(colour, -0.4), 1.5, 0.7)
