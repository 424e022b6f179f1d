"""Trees, leaves, grass, bamboo, rocks and flowers, in three tones and loose strokes."""

from __future__ import annotations

import itertools
from math import cos, pi, sin
from typing import TYPE_CHECKING

import skia

from piying.model.shot import Weather
from piying.render.puppet.sets.hue import lift, mix
from piying.render.puppet.sets.pen import Pen, oval, smooth, taper
from piying.render.puppet.sets.solid import SNOW

if TYPE_CHECKING:
    from piying.render.puppet.sets.space import Point


def leaf(path: skia.Path, x: float, y: float, length: float, wide: float, angle: float) -> None:
    """Add a pointed leaf to `path` that starts at (x, y)."""
    dx, dy = cos(angle) * length, sin(angle) * length
    nx, ny = -sin(angle) * wide, cos(angle) * wide
    path.moveTo(x, y)
    path.quadTo(x + dx * 0.4 + nx, y + dy * 0.4 + ny, x + dx, y + dy)
    path.quadTo(x + dx * 0.4 - nx, y + dy * 0.4 - ny, x, y)


def crown(
    pen: Pen, x: float, y: float, rx: float, ry: float, colour: str, *, leaf_size: float = 0.0
) -> None:
    """A mass of leaves: dark body, middle clumps, lit clumps on the key side, stray leaves."""
    size = leaf_size or max(5.0, rx * 0.085)
    key = -1 if pen.tone.light.key_x < 0 else 1
    clumps = [_around(pen, x, y, rx * 0.76, ry * 0.76) for _ in range(15)]
    lit = SNOW if pen.tone.snowy else mix(lift(colour, 0.3), "#ffe9a0", 0.22)
    layers = (
        (lift(colour, -0.5), 1.0, 0.0, 0.0, 26),
        (lift(colour, -0.2), 0.78, key * 0.1, -0.12, 24),
        (lift(colour, 0.06), 0.5, key * 0.24, -0.3, 20),
        (lit, 0.24, key * 0.36, -0.46, 15),
    )
    for tint, share, dx, dy, count in layers:
        path = skia.Path()
        for cx, cy in clumps:
            up = (cy - y) / ry
            if share < 0.4 and up > 0.25:
                continue
            px, py = cx + dx * rx * 0.3, cy + dy * ry * 0.34
            r = min(rx, ry) * 0.33 * share
            path.addPath(_lump(pen, px, py, r * 1.25, r))
            for _ in range(count):
                a = pen.rng.uniform(0, 2 * pi)
                d = pen.rng.uniform(0.55, 1.3)
                leaf(
                    path,
                    px + cos(a) * r * 1.3 * d,
                    py + sin(a) * r * 1.1 * d,
                    size * pen.rng.uniform(0.7, 1.5),
                    size * 0.36,
                    a + pen.rng.uniform(-1.1, 1.1),
                )
        pen.fill(path, tint)


def _around(pen: Pen, x: float, y: float, rx: float, ry: float) -> Point:
    angle, far = pen.rng.uniform(0, 2 * pi), pen.rng.random() ** 0.5
    return (x + cos(angle) * rx * far, y + sin(angle) * ry * far)


def _lump(pen: Pen, x: float, y: float, rx: float, ry: float) -> skia.Path:
    points = [
        (
            x + cos(i * pi / 5) * rx * pen.rng.uniform(0.8, 1.12),
            y + sin(i * pi / 5) * ry * pen.rng.uniform(0.8, 1.12),
        )
        for i in range(10)
    ]
    return smooth(points)


def trunk(pen: Pen, foot: Point, top: Point, wide: float, colour: str) -> None:
    """A bending trunk with roots, lit on the key side, barked."""
    (fx, fy), (tx, ty) = foot, top
    bend = pen.rng.uniform(-0.12, 0.12) * abs(ty - fy)
    points = [
        (fx, fy),
        (fx + bend * 0.5, fy + (ty - fy) * 0.3),
        (tx - bend * 0.4, fy + (ty - fy) * 0.7),
        (tx, ty),
    ]
    body = taper(points, (wide * 1.7, wide, wide * 0.72, wide * 0.45))
    key = pen.tone.light.key_x < 0
    pen.across(body, lift(colour, 0.2 if key else -0.4), lift(colour, -0.4 if key else 0.2))
    with pen.clip(body):
        for _ in range(26):
            y = pen.rng.uniform(ty, fy)
            x = (
                fx
                + (tx - fx) * (fy - y) / max(1.0, fy - ty)
                + pen.rng.uniform(-0.7, 0.7) * wide
            )
            run = wide * pen.rng.uniform(0.5, 1.6)
            pen.line(
                [(x, y), (x + pen.rng.uniform(-4, 4), y - run)],
                lift(colour, -0.5),
                wide * 0.05,
                0.5,
            )


def tree(
    pen: Pen, x: float, foot: float, tall: float, colour: str, bark: str = "#6b4c43"
) -> None:
    """A tree `tall` pixels high standing at (x, foot)."""
    wide = tall * 0.05
    top = foot - tall * 0.55
    trunk(pen, (x, foot), (x, top), wide, bark)
    for side in (-1, 1):
        tip = (x + side * tall * 0.17, foot - tall * 0.68)
        pen.fill(
            taper(
                [(x, top + tall * 0.1), (x + side * tall * 0.07, top), tip],
                (wide * 0.6, wide * 0.4, wide * 0.15),
            ),
            lift(bark, -0.3),
        )
    crown(pen, x, foot - tall * 0.72, tall * 0.32, tall * 0.28, colour)


def bush(pen: Pen, x: float, y: float, wide: float, tall: float, colour: str) -> None:
    """A low shrub standing at (x, y)."""
    pen.shadow(oval(x, y, wide * 0.55, tall * 0.12), 0.35, 6)
    crown(pen, x, y - tall * 0.45, wide * 0.5, tall * 0.5, colour)


def grass(
    pen: Pen, left: float, right: float, y: float, tall: float, colour: str, count: int
) -> None:
    """Tapered blades along a line, in two tones."""
    for tint in (lift(colour, -0.35), colour, lift(colour, 0.25)):
        path = skia.Path()
        for _ in range(count // 3):
            x = pen.rng.uniform(left, right)
            height = tall * pen.rng.uniform(0.4, 1.0)
            bend = pen.rng.uniform(-0.6, 0.6) * height
            wide = max(1.5, tall * 0.05)
            path.moveTo(x - wide, y)
            path.quadTo(x - wide * 0.3, y - height * 0.6, x + bend, y - height)
            path.quadTo(x + wide * 0.8, y - height * 0.5, x + wide, y)
            path.close()
        pen.fill(path, SNOW if pen.tone.snowy and tint == lift(colour, 0.25) else tint)


def bamboo(pen: Pen, x: float, foot: float, top: float, wide: float, colour: str) -> None:
    """One stalk: joints, a lit side, a bloom of white under each joint."""
    sway = pen.rng.uniform(-0.05, 0.05) * (foot - top)
    count = max(3, int((foot - top) / (wide * 6.5)))
    joints = [
        (x + sway * (i / count) ** 1.6, foot + (top - foot) * i / count)
        for i in range(count + 1)
    ]
    key = pen.tone.light.key_x < 0
    for (ax, ay), (bx, by) in itertools.pairwise(joints):
        half = wide / 2
        piece = [(ax - half, ay), (bx - half, by + 2), (bx + half, by + 2), (ax + half, ay)]
        stops = (lift(colour, 0.12), lift(colour, 0.34), colour, lift(colour, -0.5))
        line = (
            ((ax - half, 0.0), (ax + half, 0.0))
            if key
            else ((ax + half, 0.0), (ax - half, 0.0))
        )
        pen.wash(piece, line, stops, (), (0.0, 0.22, 0.5, 1.0))
        pen.fade(piece, ((0, by), (0, by + wide * 1.2)), 0.22)
        ring = smooth(
            [
                (bx - half * 1.2, by + 2),
                (bx, by + wide * 0.2),
                (bx + half * 1.2, by + 2),
                (bx, by - wide * 0.14),
            ]
        )
        pen.fill(ring, lift(colour, -0.4))
        pen.line(
            [(bx - half, by + wide * 0.22), (bx + half * 0.4, by + wide * 0.26)],
            SNOW if pen.tone.snowy else "#eaf6cf",
            wide * 0.1,
            0.6,
        )


def fronds(
    pen: Pen, x: float, y: float, size: float, colour: str, count: int, spread: float = 1.0
) -> None:
    """Bamboo leaves hanging in fans from twigs around (x, y)."""
    tints = (lift(colour, -0.4), lift(colour, -0.1), lift(colour, 0.22))
    paths = [skia.Path() for _ in tints]
    for _ in range(count):
        tx, ty = x + pen.rng.gauss(0, 0.5) * size * spread, y + pen.rng.gauss(0, 0.34) * size
        which = paths[pen.rng.choice((0, 0, 1, 1, 2))]
        base = pi / 2 + pen.rng.uniform(-0.7, 0.7)
        for k in range(pen.rng.choice((3, 4, 5))):
            angle = base + (k - 2) * 0.42
            leaf(which, tx, ty, size * pen.rng.uniform(0.22, 0.4), size * 0.03, angle)
    for path, tint in zip(paths, tints, strict=True):
        pen.fill(path, tint)


def rock(pen: Pen, x: float, y: float, wide: float, tall: float, colour: str) -> None:
    """A boulder: a jagged outline, planes of light and dark, cracks, moss or snow."""
    outline: list[Point] = []
    for i in range(9):
        angle = pi + pi * i / 8
        jag = pen.rng.uniform(0.8, 1.1)
        outline.append((x + cos(angle) * wide / 2 * jag, y + sin(angle) * tall * jag))
    pen.shadow(oval(x, y, wide * 0.6, tall * 0.12), 0.4, 5)
    pen.down(outline, lift(colour, 0.12), lift(colour, -0.4))
    key = -1 if pen.tone.light.key_x < 0 else 1
    ridge = (x + key * wide * 0.05, y - tall * 0.55)
    peak = outline[4]
    dark = [p for p in outline if (p[0] - x) * key < 0]
    if len(dark) > 1:
        pen.shadow(
            [*sorted(dark), ridge, peak] if key > 0 else [peak, ridge, *sorted(dark)], 0.2
        )
    top = outline[2:7]
    cap = [*top, (ridge[0], ridge[1] - tall * 0.12)]
    pen.fill(
        cap, SNOW if pen.tone.snowy else lift(colour, 0.3), 0.95 if pen.tone.snowy else 0.5
    )
    for _ in range(4):
        sx = x + pen.rng.uniform(-0.35, 0.35) * wide
        sy = y - pen.rng.uniform(0.2, 0.7) * tall
        pen.line(
            [(sx, sy), (sx + pen.rng.uniform(-12, 12), sy + tall * 0.18)],
            lift(colour, -0.6),
            max(1.0, wide * 0.008),
            0.6,
        )


def blossoms(pen: Pen, points: list[Point], size: float, colour: str) -> None:
    """Small five-petalled flowers at `points`, half of them in shadow, and buds between."""
    petals, cores, lit, buds = skia.Path(), skia.Path(), skia.Path(), skia.Path()
    for i, (x, y) in enumerate(points):
        r = size * pen.rng.uniform(0.6, 1.2)
        turn = pen.rng.uniform(0, 1)
        squeeze = pen.rng.uniform(0.6, 1.0)
        for k in range(5):
            a = turn + k * 2 * pi / 5
            px, py = x + cos(a) * r * 0.5, y + sin(a) * r * 0.5 * squeeze
            half = r * 0.45 * squeeze
            spot = skia.Rect(px - r * 0.45, py - half, px + r * 0.45, py + half)
            (petals if i % 2 else lit).addOval(spot)
        cores.addCircle(x, y, r * 0.17)
        bud = (x + pen.rng.uniform(-2.4, 2.4) * r, y + pen.rng.uniform(-2, 2) * r)
        buds.addCircle(*bud, r * 0.3)
    pen.fill(buds, lift(colour, -0.16))
    pen.fill(petals, lift(colour, -0.12))
    pen.fill(lit, lift(colour, 0.3))
    pen.fill(cores, "#d9788a", 0.8)


def branch(
    pen: Pen, start: Point, angle: float, length: float, wide: float, bark: str, bloom: str = ""
) -> None:
    """A gnarled branch that divides; with `bloom` it carries blossoms."""
    flowers: list[Point] = []
    _fork(pen, start, angle, length, wide, bark, 0, flowers)
    if bloom:
        scatter = length * 0.05
        spots = [
            (x + pen.rng.gauss(0, scatter), y + pen.rng.gauss(0, scatter))
            for x, y in flowers
            for _ in range(2)
        ]
        blossoms(pen, spots, max(5.0, length * 0.026), bloom)


def _fork(
    pen: Pen,
    start: Point,
    angle: float,
    length: float,
    wide: float,
    bark: str,
    depth: int,
    flowers: list[Point],
) -> None:
    points = [start]
    widths = [wide]
    steps = 5
    for i in range(steps):
        angle += pen.rng.uniform(-0.34, 0.34)
        x, y = points[-1]
        points.append((x + cos(angle) * length / steps, y + sin(angle) * length / steps))
        widths.append(wide * (1 - 0.75 * (i + 1) / steps))
        if depth > 0:
            flowers.append(
                (
                    points[-1][0] + pen.rng.uniform(-14, 14),
                    points[-1][1] + pen.rng.uniform(-14, 14),
                )
            )
        if depth < 2 and i > 0:
            _fork(
                pen,
                points[-1],
                angle + pen.rng.choice((-0.7, 0.7)),
                length * 0.5,
                widths[-1] * 0.7,
                bark,
                depth + 1,
                flowers,
            )
    shape = taper(points, widths)
    pen.fill(shape, lift(bark, -0.35))
    lit = [(x, y - widths[i] * 0.22) for i, (x, y) in enumerate(points)]
    pen.fill(
        taper(lit, [w * 0.4 for w in widths]), SNOW if pen.tone.snowy else lift(bark, 0.25), 0.8
    )


def fallen(pen: Pen, count: int, y: tuple[float, float], colour: str) -> None:
    """Leaves or petals that lie on the ground."""
    if pen.tone.weather in (Weather.SNOW, Weather.RAIN):
        count //= 3
    for _ in range(count):
        share = pen.rng.random() ** 0.8
        py = y[0] + (y[1] - y[0]) * share
        size = 4 + 12 * share
        path = skia.Path()
        leaf(
            path,
            pen.rng.uniform(-260, 1340),
            py,
            size * 1.8,
            size * 0.4,
            pen.rng.uniform(-0.4, 3.5),
        )
        pen.fill(path, pen.vary(colour, 0.25), 0.9)


def potted(pen: Pen, x: float, foot: float, tall: float, colour: str = "#4f8a54") -> None:
    """A pot plant with broad arching leaves."""
    pot_tall = tall * 0.3
    half = tall * 0.15
    pen.shadow(oval(x, foot, half * 1.3, half * 0.3), 0.4, 5)
    for layer, tint in enumerate((lift(colour, -0.45), colour, lift(colour, 0.25))):
        path = skia.Path()
        for _ in range(9 - layer * 2):
            angle = -pi / 2 + pen.rng.uniform(-1.15, 1.15)
            reach = tall * pen.rng.uniform(0.4, 0.72)
            tip = (x + cos(angle) * reach, foot - pot_tall + sin(angle) * reach)
            middle = (x + cos(angle) * reach * 0.5, foot - pot_tall + sin(angle) * reach * 0.75)
            wide = tall * 0.075
            path.addPath(
                taper([(x, foot - pot_tall * 0.9), middle, tip], (wide * 0.2, wide, wide * 0.1))
            )
        pen.fill(path, tint)
    pot = [
        (x - half, foot - pot_tall),
        (x + half, foot - pot_tall),
        (x + half * 0.72, foot),
        (x - half * 0.72, foot),
    ]
    pen.across(pot, "#f2ece2", "#a79aa2")
    pen.line(pot[:2], "#ffffff", 2.5, 0.7)
