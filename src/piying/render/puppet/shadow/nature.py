"""Scenery of hide from outdoors: bamboo, pines, rocks, mountains, clouds, waves.

Pieces stand on y = 0 and grow upward unless they say otherwise.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin
from random import Random

from piying.render.puppet.shadow.dye import (
    BLACK,
    BLUE_GREEN,
    BROWN,
    CREAM,
    GREEN,
    INDIGO,
    OCHRE,
    VERMILION,
)
from piying.render.puppet.shadow.hide import Cutter, Piece, mixed
from piying.render.puppet.shadow.knife import (
    Point,
    dense,
    disc,
    placed,
    polygon,
    rect,
    smooth,
    spiral,
    strip,
    taper,
)
from piying.render.puppet.shadow.motif import motif, veins


def rng_of(*seed: object) -> Random:
    """Chance that is the same for the same piece."""
    return Random("/".join(map(str, seed)))  # noqa: S311 - scenery


STONE = mixed(BROWN, BLUE_GREEN, 0.45)


def curl_cloud(
    cutter: Cutter, x: float, y: float, size: float, dye: int, flip: float = 1.0
) -> None:
    """祥云: a scroll of cloud with its curls cut open and a long tail."""

    def at(px: float, py: float) -> Point:
        return (x + px * size * flip, y + py * size)

    body = smooth(
        [
            at(*p)
            for p in (
                (-1.9, 0.3),
                (-1.1, 0.16),
                (-0.95, -0.25),
                (-0.5, -0.42),
                (-0.3, -0.8),
                (0.2, -0.86),
                (0.5, -0.5),
                (0.95, -0.46),
                (1.1, -0.06),
                (1.7, 0.1),
                (2.2, 0.3),
                (1.2, 0.36),
                (0, 0.4),
                (-1, 0.42),
            )
        ],
        corners=(0, 10),
    )
    cutter.hide(body, dye)
    holes = []
    for cx, cy, r, turn in (
        (-0.62, -0.04, 0.3, 0.2),
        (0.02, -0.4, 0.36, 0.5),
        (0.68, -0.1, 0.3, 0.9),
    ):
        curl = [at(cx + px * flip, cy + py) for px, py in spiral(1.5, r, 0.16, turn * pi)]
        holes.append(
            taper(
                curl,
                [size * 0.015 + size * 0.085 * (1 - i / len(curl)) for i in range(len(curl))],
            )
        )
    holes.append(
        taper(
            [at(*p) for p in dense([(-1.5, 0.29), (-0.4, 0.26), (0.6, 0.28), (1.8, 0.27)], 5)],
            [size * 0.075 * sin(pi * i / 15) + 0.4 for i in range(16)],
        )
    )
    cutter.cut(holes)


@lru_cache(maxsize=16)
def cloud(size: float, dye: int = CREAM) -> Piece:
    """One scroll of cloud round the origin."""
    cutter = Cutter()
    curl_cloud(cutter, 0, 0, size, dye)
    return cutter.done(contour=3.0, shade=0.2)


@lru_cache(maxsize=8)
def cloud_sea(width: float, seed: int, dye: int = CREAM) -> Piece:
    """云海: rows of curled clouds that fill the floor of a gorge; its top at about y = 0."""
    rng = rng_of("sea", seed)
    cutter = Cutter().hide(rect(-width / 2, 30, width / 2, 360), mixed(dye, INDIGO, 0.15))
    for row in range(4):
        count = int(width / (230 - row * 12))
        for k in range(count + 1):
            x = -width / 2 + (k + (row % 2) * 0.5) * width / count + rng.uniform(-20, 20)
            curl_cloud(
                cutter,
                x,
                28 + row * 76,
                rng.uniform(78, 104),
                mixed(dye, (OCHRE, INDIGO, CREAM)[(k + row) % 3], 0.2),
                rng.choice((-1.0, 1.0)),
            )
    return cutter.done(contour=2.8, shade=0.2)


@lru_cache(maxsize=16)
def mountain(width: float, height: float, seed: int, dye: int = STONE) -> Piece:
    """A range in the manner of blue-and-green painting: peaks cut along their folds."""
    rng = rng_of("mountain", seed)
    count = 5
    cutter = Cutter()
    for k in rng.sample(range(count), count):
        cx = -width / 2 + width * (k + 0.5) / count + rng.uniform(-0.05, 0.05) * width
        tall = height * rng.uniform(0.5, 1.0)
        half = width / count * rng.uniform(0.72, 0.98)
        peak = [
            (cx - half, 0),
            (cx - half * 0.7, -tall * 0.3),
            (cx - half * 0.46, -tall * 0.62),
            (cx - half * 0.3, -tall * 0.78),
            (cx - half * 0.08, -tall),
            (cx + half * 0.16, -tall * 0.9),
            (cx + half * 0.34, -tall * 0.6),
            (cx + half * 0.6, -tall * 0.42),
            (cx + half * 0.76, -tall * 0.2),
            (cx + half, 0),
        ]
        cutter.hide(
            smooth(peak, corners=(0, 9)), mixed(dye, (GREEN, INDIGO, OCHRE)[k % 3], 0.32)
        )
        for s in (0.82, 0.62, 0.42, 0.24):
            fold = [
                (cx - half * 0.62 * s, -tall * (s - 0.26)),
                (cx - half * 0.3 * s, -tall * s * 0.8),
                (cx - half * 0.04, -tall * s * 0.97),
                (cx + half * 0.22 * s, -tall * s * 0.76),
                (cx + half * 0.5 * s, -tall * (s - 0.22)),
            ]
            cutter.cut(
                [veins([p for p in fold if p[1] < -6], 7 + 5 * s)]
                if sum(p[1] < -6 for p in fold) > 2
                else []
            )
    return cutter.done(contour=3.0, shade=0.3)


@lru_cache(maxsize=16)
def rock(width: float, height: float, seed: int, dye: int = STONE) -> Piece:
    """湖石: a scholar's rock with holes worn through it."""
    rng = rng_of("rock", seed)
    points: list[Point] = [(-width / 2, 0)]
    for k in range(7):
        a = pi - pi * (k + 0.5) / 7
        r = rng.uniform(0.78, 1.1)
        points.append((width / 2 * cos(a) * r, -height * sin(a) * r * (1.0 if k % 2 else 0.82)))
    points.append((width / 2, 0))
    outline = smooth(points, corners=(0, 8))
    cutter = Cutter().hide(outline, dye)
    for _ in range(4):
        x, y = rng.uniform(-0.28, 0.28) * width, -rng.uniform(0.18, 0.7) * height
        r = rng.uniform(0.06, 0.1) * width
        hole = smooth(
            [(x - r, y), (x, y - r * 1.4), (x + r * 1.2, y - r * 0.3), (x + r * 0.4, y + r)]
        )
        if outline.contains(x, y):
            cutter.hide(strip(hole, r * 0.9), mixed(dye, BLACK, 0.25)).cut([hole])
    for k in range(3):
        cutter.cut(
            [
                veins(
                    [
                        (-width * (0.36 - k * 0.22), -height * 0.1),
                        (-width * (0.28 - k * 0.24), -height * 0.4),
                        (-width * (0.2 - k * 0.2), -height * 0.6),
                    ],
                    6,
                )
            ]
        )
    return cutter.done(contour=3.2, shade=0.35)


@lru_cache(maxsize=8)
def waves(width: float, rows: int, dye: int = BLUE_GREEN) -> Piece:
    """海水: rows of nested arcs; the top row's crests at y = 0."""
    cutter = Cutter()
    r = 62.0
    for row in range(rows):
        y = row * r * 0.72
        edge = [(-width / 2, y + r)]
        count = int(width / (2 * r)) + 1
        for k in range(count):
            x = -width / 2 + 2 * r * (k + (row % 2) * 0.5)
            edge += [
                (x + r * (1 - cos(pi * i / 6)), y + r * 0.95 * (1 - sin(pi * i / 6)))
                for i in range(7)
            ]
        cutter.hide(
            polygon([*edge, (edge[-1][0], y + r * 1.9), (-width / 2, y + r * 1.9)]),
            mixed(dye, (INDIGO, CREAM)[row % 2], 0.22),
        )
        for k in range(count):
            x = -width / 2 + 2 * r * (k + (row % 2) * 0.5) + r
            cutter.cut([placed(motif("wave"), x, y + r * 0.55, r * 0.74)])
    return cutter.done(contour=2.4, shade=0.15)


@lru_cache(maxsize=8)
def bird(span: float) -> Piece:
    """A crane in flight, to the right."""
    u = span / 2
    cutter = Cutter().hide(
        smooth(
            [
                (u * 0.9, -u * 0.1),
                (u * 0.35, -u * 0.04),
                (u * 0.1, -u * 0.12),
                (-u * 0.5, u * 0.06),
                (-u * 0.2, u * 0.16),
                (u * 0.2, u * 0.1),
                (u * 0.4, u * 0.03),
            ],
            corners=(0, 3),
        ),
        CREAM,
    )
    for flip in (1, -1):
        wing = [
            (u * 0.1, -u * 0.04),
            (-u * 0.1, -u * 0.5),
            (-u * 0.5 * (1.2 if flip > 0 else 0.6), -u * 0.9),
            (-u * 0.5, -u * 0.4),
            (-u * 0.25, 0),
        ]
        cutter.hide(
            smooth([(x, y * (1 if flip > 0 else -0.55)) for x, y in wing], corners=(2,)),
            mixed(CREAM, BLACK, 0.12),
        )
        cutter.cut(
            [
                veins(
                    [
                        (-u * (0.02 + 0.1 * k), -u * 0.12 * flip * (1 if flip > 0 else 0.5)),
                        (-u * (0.16 + 0.1 * k), -u * 0.36 * flip * (1 if flip > 0 else 0.55)),
                        (-u * (0.28 + 0.1 * k), -u * 0.56 * flip * (1 if flip > 0 else 0.5)),
                    ],
                    5,
                )
                for k in range(3)
            ]
        )
    cutter.ink(disc(u * 0.86, -u * 0.1, u * 0.035), VERMILION)
    return cutter.done(contour=2.2, shade=0.0)


@lru_cache(maxsize=16)
def crag(width: float, height: float, seed: int, dye: int = STONE) -> Piece:
    """A cliff that hangs over: stacked slabs, cut along their strata."""
    rng = rng_of("crag", seed)
    cutter = Cutter()
    layers = 6
    for k in range(layers):
        top = -height * (layers - k) / layers
        low = top + height / layers * 1.7
        reach = width * (0.52 + 0.48 * ((layers - k) / layers) ** 1.4) * rng.uniform(0.86, 1.0)
        slab = [
            (-40, top + 26),
            (reach * 0.3, top + rng.uniform(-14, 10)),
            (reach * 0.7, top + rng.uniform(-8, 16)),
            (reach, top + 22),
            (reach * 0.94, top + height / layers * 0.6),
            (reach * 0.72, low * 0.5 + top * 0.5 + 30),
            (reach * 0.6, min(low, 0)),
            (-40, min(low, 0)),
        ]
        cutter.hide(
            smooth(slab, corners=(0, 3, 7)), mixed(dye, (GREEN, BROWN, INDIGO)[k % 3], 0.25)
        )
        for j in range(3):
            y = top + 36 + j * height / layers * 0.22
            x = reach * rng.uniform(0.05, 0.2)
            cutter.cut(
                [
                    veins(
                        [
                            (x, y),
                            (reach * 0.42, y + rng.uniform(-8, 12)),
                            (reach * (0.78 - j * 0.08), y + 8),
                        ],
                        8,
                    )
                ]
            )
    return cutter.done(contour=3.2, shade=0.35)


@lru_cache(maxsize=8)
def grass(width: float, seed: int, dye: int = GREEN) -> Piece:
    """A tuft of blades and a small flower."""
    rng = rng_of("grass", seed)
    cutter = Cutter()
    for k in range(9):
        x = (k / 8 - 0.5) * width
        h = rng.uniform(50, 120)
        lean = rng.uniform(-30, 30) + x * 0.3
        cutter.hide(
            taper(
                dense([(x * 0.5, 6), (x * 0.7 + lean * 0.3, -h * 0.5), (x + lean, -h)], 5),
                [9 - 8 * i / 10 for i in range(11)],
            ),
            mixed(dye, OCHRE, rng.uniform(0, 0.4)),
        )
    return cutter.done(contour=2.0, shade=0.0)
