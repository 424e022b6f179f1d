"""Plants of hide: bamboo, pines, willows and plum trees.

Pieces stand on y = 0 and grow upward unless they hang.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin
from random import Random

from piying.render.puppet.shadow.dye import (
    BLACK,
    BROWN,
    CREAM,
    GREEN,
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
    smooth,
    strip,
    taper,
    union,
)
from piying.render.puppet.shadow.motif import motif, petal, veins
from piying.render.puppet.shadow.nature import rng_of


@lru_cache(maxsize=64)
def bamboo(height: float, width: float, seed: int, dye: int = GREEN) -> Piece:
    """A stalk with joints cut open, and its fans of leaves."""
    rng = rng_of("bamboo", seed)
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
    rng = rng_of("spray", seed)
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


@lru_cache(maxsize=16)
def pine(height: float, seed: int) -> Piece:
    """A pine that leans from its rock: a scaly trunk, and plates of needles like wheels."""
    rng = rng_of("pine", seed)
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
    rng = rng_of("willow", seed)
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
    rng = rng_of("blossom", seed)
    cutter = Cutter()
    bark = mixed(BLACK, BROWN, 0.4)
    trunk: list[Point] = [
        (0, 0),
        (-30, -height * 0.28),
        (34, -height * 0.5),
        (0, -height * 0.74),
        (50, -height),
    ]
    cutter.hide(
        taper(dense(trunk, 6), [height * (0.09 - 0.07 * i / 24) for i in range(25)]), bark
    )
    twigs = [
        [
            (-30, -height * 0.28),
            (-height * 0.22, -height * 0.46),
            (-height * 0.34, -height * 0.74),
        ],
        [(34, -height * 0.5), (height * 0.24, -height * 0.62), (height * 0.4, -height * 0.9)],
        [(0, -height * 0.74), (-height * 0.16, -height * 0.9), (-height * 0.2, -height * 1.06)],
        [
            (height * 0.24, -height * 0.62),
            (height * 0.4, -height * 0.6),
            (height * 0.5, -height * 0.7),
        ],
    ]
    for twig in twigs:
        line = dense(twig, 6)
        cutter.hide(
            taper(
                line, [height * (0.032 - 0.024 * i / (len(line) - 1)) for i in range(len(line))]
            ),
            bark,
        )
    flowering: list[list[Point]] = [*twigs, trunk[2:]]
    for twig in flowering:
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
