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
    union,
)
from piying.render.puppet.shadow.motif import bordered, motif, petal, tiled, veins

STONE = mixed(BROWN, BLUE_GREEN, 0.45)


def _rng(*seed: object) -> Random:
    return Random("/".join(map(str, seed)))  # noqa: S311 - scenery


@lru_cache(maxsize=64)
def bamboo(height: float, width: float, seed: int, dye: int = GREEN) -> Piece:
    """A stalk with joints cut open, and its fans of leaves."""
    rng = _rng("bamboo", seed)
    cutter = Cutter()
    y, x, bend = 0.0, 0.0, rng.uniform(-0.05, 0.05)
    while -y < height:
        step = rng.uniform(150, 190) * (0.6 + width / 60)
        top = y - step
        nx = x + bend * step
        w = width * (1 - 0.35 * (-y / height))
        cutter.hide(
            smooth(
                [
                    (x - w * 0.56, y),
                    (x - w * 0.44, y - step * 0.5),
                    (nx - w * 0.55, top + 5),
                    (nx + w * 0.55, top + 5),
                    (x + w * 0.44, y - step * 0.5),
                    (x + w * 0.56, y),
                ],
                corners=(0, 2, 3, 5),
            ),
            dye,
        )
        cutter.cut(
            [
                veins(
                    [
                        (x - w * 0.14, y - step * 0.14),
                        (x - w * 0.1, y - step * 0.5),
                        (nx - w * 0.14, top + step * 0.14),
                    ],
                    w * 0.2,
                )
            ]
        )
        if width > 22 and rng.random() < 0.6 and -y > height * 0.2:
            _spray(cutter, nx, top, rng, rng.choice((-1, 1)), width * 2.9, dye)
        x, y = nx, top
    return cutter.done(contour=2.6, shade=0.25)


def _spray(
    cutter: Cutter, x: float, y: float, rng: Random, side: float, size: float, dye: int
) -> None:
    tip = (x + side * size * 0.9, y - size * 0.5)
    cutter.hide(
        strip(smooth([(x, y), ((x + tip[0]) / 2, y - size * 0.4), tip], closed=False), 5), dye
    )
    for k in range(5):
        angle = side * (62 + k * 25) + rng.uniform(-9, 9)
        long = size * rng.uniform(0.75, 1.1)
        leaf = placed(
            smooth(
                [(0, 0), (long * 0.1, -long * 0.45), (0, -long), (-long * 0.1, -long * 0.45)],
                corners=(0, 2),
            ),
            *tip,
            1,
            angle,
        )
        cutter.hide(leaf, mixed(dye, OCHRE, rng.uniform(0, 0.35)))
        cutter.cut(
            [
                placed(
                    veins(
                        [(0, -long * 0.2), (0.6, -long * 0.5), (0, -long * 0.82)], long * 0.05
                    ),
                    *tip,
                    1,
                    angle,
                )
            ]
        )


@lru_cache(maxsize=16)
def spray(size: float, seed: int, dye: int = GREEN) -> Piece:
    """A hanging branch of bamboo leaves from (0, 0), to frame a picture."""
    rng = _rng("spray", seed)
    cutter = Cutter()
    stem = dense([(0, 0), (size * 0.5, size * 0.22), (size, size * 0.7)], 10)
    cutter.hide(
        taper(stem, [11 - 8 * i / (len(stem) - 1) for i in range(len(stem))]),
        mixed(dye, BLACK, 0.2),
    )
    for i in range(3, len(stem), 2):
        x, y = stem[i]
        for angle in (rng.uniform(96, 128), rng.uniform(140, 178), rng.uniform(190, 222)):
            long = size * rng.uniform(0.24, 0.38)
            leaf = smooth(
                [(0, 0), (long * 0.11, -long * 0.4), (0, -long), (-long * 0.11, -long * 0.4)],
                corners=(0, 2),
            )
            cutter.hide(placed(leaf, x, y, 1, angle), mixed(dye, OCHRE, rng.uniform(0, 0.3)))
            cutter.cut(
                [
                    placed(
                        veins(
                            [(0, -long * 0.2), (1, -long * 0.5), (0, -long * 0.85)], long * 0.05
                        ),
                        x,
                        y,
                        1,
                        angle,
                    )
                ]
            )
    return cutter.done(contour=2.6, shade=0.2)


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
    rng = _rng("sea", seed)
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
    """A range in the manner of blue-and-green painting: peaks within peaks, cut along their folds."""
    rng = _rng("mountain", seed)
    count = 5
    cutter = Cutter()
    order = sorted(range(count), key=lambda k: -abs(k - count / 2 + rng.uniform(-0.5, 0.5)))
    for k in sorted(order, key=lambda k: -rng.random()):
        cx = -width / 2 + width * (k + 0.5) / count + rng.uniform(-0.05, 0.05) * width
        tall = height * rng.uniform(0.5, 1.0)
        half = width / count * rng.uniform(0.72, 0.98)
        peak = [(cx - half, 0), (cx - half * 0.7, -tall * 0.3), (cx - half * 0.46, -tall * 0.62), (cx - half * 0.3, -tall * 0.78), (cx - half * 0.08, -tall), (cx + half * 0.16, -tall * 0.9),
                (cx + half * 0.34, -tall * 0.6), (cx + half * 0.6, -tall * 0.42), (cx + half * 0.76, -tall * 0.2), (cx + half, 0)]  # fmt: skip
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
    rng = _rng("rock", seed)
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


@lru_cache(maxsize=16)
def pine(height: float, seed: int) -> Piece:
    """A pine that leans from its rock: a scaly trunk, and plates of needles like wheels."""
    rng = _rng("pine", seed)
    cutter = Cutter()
    trunk = dense(
        [
            (0, 0),
            (30, -height * 0.3),
            (-16, -height * 0.55),
            (44, -height * 0.78),
            (20, -height * 0.96),
        ],
        8,
    )
    bark = taper(
        trunk, [height * (0.085 - 0.06 * i / (len(trunk) - 1)) for i in range(len(trunk))]
    )
    cutter.hide(bark, mixed(BROWN, BLACK, 0.25))
    plates: list[tuple[float, float, float]] = []
    for k, (sx, sy) in enumerate(
        ((-0.3, 0.6), (0.34, 0.66), (-0.22, 0.84), (0.3, 0.9), (0.06, 1.02))
    ):
        base = trunk[min(len(trunk) - 1, int(len(trunk) * (sy - 0.12)))]
        x, y = sx * height, -sy * height
        limb = dense([base, ((base[0] + x) / 2, base[1] - 14), (x, y + 12)], 6)
        cutter.hide(
            taper(
                limb, [height * (0.034 - 0.02 * i / (len(limb) - 1)) for i in range(len(limb))]
            ),
            mixed(BROWN, BLACK, 0.25),
        )
        plates.append((x, y, height * (0.2 - 0.012 * k)))
    for x, y, size in plates:
        for dx, dy, r in ((-0.72, 0.08, 0.52), (0.74, 0.08, 0.5), (0, -0.14, 0.66)):
            cx, cy, rr = x + dx * size, y + dy * size, r * size
            fan = [
                (
                    cx + rr * (1.0 if i % 2 else 0.84) * cos(pi + pi * i / 16),
                    cy + rr * 0.78 * (1.0 if i % 2 else 0.84) * sin(pi + pi * i / 16),
                )
                for i in range(17)
            ]
            cutter.hide(
                polygon([*fan, (cx + rr * 0.5, cy + rr * 0.2), (cx - rr * 0.5, cy + rr * 0.2)]),
                mixed(GREEN, BLACK, rng.uniform(0.05, 0.3)),
            )
            for i in range(7):
                a = pi + pi * (i + 0.8) / 8.4
                cutter.cut(
                    [
                        placed(
                            petal(rr * 0.5, rr * 0.045, rr * 0.2),
                            cx,
                            cy + rr * 0.06,
                            1,
                            (a * 180 / pi) + 90,
                        )
                    ]
                )
    return cutter.done(contour=2.8, shade=0.3)


@lru_cache(maxsize=8)
def willow(height: float, seed: int) -> Piece:
    """A tree with hanging strands, each strung with leaves."""
    rng = _rng("willow", seed)
    cutter = Cutter()
    trunk = dense([(0, 0), (-16, -height * 0.4), (20, -height * 0.75), (0, -height)], 8)
    cutter.hide(
        taper(
            trunk, [height * (0.08 - 0.05 * i / (len(trunk) - 1)) for i in range(len(trunk))]
        ),
        mixed(BROWN, BLACK, 0.2),
    )
    for k in range(11):
        x0 = (k - 5) * height * 0.075
        y0 = -height * (1.0 - 0.02 * (k - 5) ** 2)
        drop = height * rng.uniform(0.42, 0.7)
        strand = dense(
            [
                (0, -height * 0.9),
                (x0, y0),
                (x0 * 1.35, y0 + drop * 0.5),
                (x0 * 1.45 + rng.uniform(-14, 14), y0 + drop),
            ],
            9,
        )
        cutter.hide(
            taper(strand, [5.0 - 3.4 * i / (len(strand) - 1) for i in range(len(strand))]),
            mixed(GREEN, BLACK, 0.3),
        )
        for i in range(9, len(strand), 2):
            for angle in (148, 212):
                leaf = smooth([(0, 0), (5, -18), (0, -38), (-5, -18)], corners=(0, 2))
                cutter.hide(
                    placed(leaf, *strand[i], 1, angle + rng.uniform(-10, 10)),
                    mixed(GREEN, OCHRE, rng.uniform(0.05, 0.4)),
                )
    return cutter.done(contour=2.0, shade=0.0)


@lru_cache(maxsize=8)
def blossom(height: float, seed: int) -> Piece:
    """An old plum: a black angular trunk and open flowers."""
    rng = _rng("blossom", seed)
    cutter = Cutter()
    bark = mixed(BLACK, BROWN, 0.4)
    trunk = [
        (0, 0),
        (-30, -height * 0.28),
        (34, -height * 0.5),
        (0, -height * 0.74),
        (50, -height),
    ]
    cutter.hide(
        taper(dense(trunk, 6), [height * (0.09 - 0.07 * i / 24) for i in range(25)]), bark
    )
    twigs = [[(-30, -height * 0.28), (-height * 0.22, -height * 0.46), (-height * 0.34, -height * 0.74)], [(34, -height * 0.5), (height * 0.24, -height * 0.62), (height * 0.4, -height * 0.9)],
             [(0, -height * 0.74), (-height * 0.16, -height * 0.9), (-height * 0.2, -height * 1.06)], [(height * 0.24, -height * 0.62), (height * 0.4, -height * 0.6), (height * 0.5, -height * 0.7)]]  # fmt: skip
    for twig in twigs:
        line = dense(twig, 6)
        cutter.hide(
            taper(
                line, [height * (0.032 - 0.024 * i / (len(line) - 1)) for i in range(len(line))]
            ),
            bark,
        )
    for twig in [*twigs, trunk[2:]]:
        for x, y in dense(twig, 5)[3::2]:
            r = rng.uniform(0.026, 0.042) * height
            fx, fy = x + rng.uniform(-1.4, 1.4) * r, y + rng.uniform(-1.2, 1.2) * r
            flower = union(
                [
                    disc(
                        fx + r * 0.62 * cos(a * 2 * pi / 5),
                        fy + r * 0.62 * sin(a * 2 * pi / 5),
                        r * 0.46,
                    )
                    for a in range(5)
                ]
                + [disc(fx, fy, r * 0.5)]
            )
            cutter.hide(flower, mixed(VERMILION, CREAM, rng.uniform(0.15, 0.6))).cut(
                [placed(motif("plum"), fx, fy, r * 0.66)]
            )
    return cutter.done(contour=2.2, shade=0.2)


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
    """A cliff that hangs over: stacked slabs, each cut along its strata; its right side is the void."""
    rng = _rng("crag", seed)
    cutter = Cutter()
    layers = 6
    for k in range(layers):
        top = -height * (layers - k) / layers
        low = top + height / layers * 1.7
        reach = width * (0.52 + 0.48 * ((layers - k) / layers) ** 1.4) * rng.uniform(0.86, 1.0)
        slab = [(-40, top + 26), (reach * 0.3, top + rng.uniform(-14, 10)), (reach * 0.7, top + rng.uniform(-8, 16)), (reach, top + 22), (reach * 0.94, top + height / layers * 0.6),
                (reach * 0.72, low * 0.5 + top * 0.5 + 30), (reach * 0.6, min(low, 0)), (-40, min(low, 0))]  # fmt: skip
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
    rng = _rng("grass", seed)
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


__all__ = ["bordered", "tiled"]
