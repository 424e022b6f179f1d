"""Furniture of hide: tables, chairs, beds, boards, shelves and curtains.

Pieces stand on y = 0 with their middle at x = 0 and grow upward, unless they hang.
"""

from __future__ import annotations

from functools import lru_cache

import skia

from piying.render.puppet.shadow.buildings import lattice
from piying.render.puppet.shadow.dye import (
    BLACK,
    BLUE_GREEN,
    BROWN,
    CREAM,
    CRIMSON,
    GREEN,
    INDIGO,
    OCHRE,
    PARCHMENT,
    VERMILION,
)
from piying.render.puppet.shadow.hide import Cutter, Piece, mixed
from piying.render.puppet.shadow.knife import (
    disc,
    placed,
    polygon,
    rect,
    smooth,
    taper,
)
from piying.render.puppet.shadow.motif import bordered, motif, tiled, veins

WOOD = mixed(BROWN, CRIMSON, 0.35)


@lru_cache(maxsize=8)
def table(width: float, height: float, dye: int = WOOD, *, cloth: int = 0) -> Piece:
    """案: a table with scrolled ends and fretwork, or with an embroidered cloth."""
    h = width / 2
    cutter = Cutter().hide(
        smooth(
            [
                (-h * 1.08, -height - 16),
                (-h * 0.96, -height),
                (h * 0.96, -height),
                (h * 1.08, -height - 16),
                (h * 0.98, -height + 22),
                (-h * 0.98, -height + 22),
            ],
            corners=(0, 3, 4, 5),
        ),
        dye,
    )
    for side in (-1, 1):
        cutter.hide(
            smooth(
                [
                    (side * h * 0.84, -height + 20),
                    (side * h * 0.72, -height + 20),
                    (side * h * 0.76, -height * 0.3),
                    (side * h * 0.7, 0),
                    (side * h * 0.9, 0),
                    (side * h * 0.88, -height * 0.3),
                ],
                corners=(0, 1, 3, 4),
            ),
            dye,
        )
    cutter.hide(
        rect(-h * 0.76, -height + 22, h * 0.76, -height * 0.74),
        dye,
        lattice(-h * 0.72, -height + 28, h * 0.72, -height * 0.76, "fret", height * 0.17),
    )
    if cloth:
        front = smooth(
            [
                (-h * 0.6, -height + 10),
                (h * 0.6, -height + 10),
                (h * 0.62, -height * 0.14),
                (-h * 0.62, -height * 0.14),
            ],
            corners=(0, 1, 2, 3),
        )
        cutter.hide(front, cloth, [placed(motif("peony"), 0, -height * 0.58, height * 0.24)])
        cutter.inlay(
            rect(-h * 0.64, -height * 0.28, h * 0.64, -height * 0.1),
            OCHRE,
            bordered(
                [(-h * 0.54, -height * 0.205), (h * 0.54, -height * 0.205)],
                "wave",
                height * 0.055,
                gap=2.1,
            ),
        )
    return cutter.done(contour=3.2)


@lru_cache(maxsize=8)
def chair(size: float, dye: int = WOOD) -> Piece:
    """A yoke-back chair in profile, facing right."""
    u = size / 10
    cutter = Cutter()
    for x in (-3 * u, 2.6 * u):
        cutter.hide(rect(x, -4.4 * u, x + 0.7 * u, 0), dye)
    cutter.hide(rect(-3 * u, -1.6 * u, 3.2 * u, -1.1 * u), dye)
    cutter.hide(
        smooth(
            [
                (-3.1 * u, -4.4 * u),
                (-2.4 * u, -4.4 * u),
                (-2.7 * u, -7.4 * u),
                (-3.0 * u, -10 * u),
                (-3.9 * u, -10.4 * u),
                (-3.6 * u, -7.4 * u),
            ],
            corners=(0, 1),
        ),
        dye,
    )
    cutter.cut([placed(motif("ruyi"), -3.15 * u, -7.4 * u, 0.42 * u)])
    cutter.hide(
        smooth(
            [
                (-3.2 * u, -6.6 * u),
                (0, -6.9 * u),
                (3 * u, -6.4 * u),
                (3.4 * u, -4.4 * u),
                (2.8 * u, -4.4 * u),
                (2.4 * u, -6 * u),
                (-3 * u, -6.1 * u),
            ]
        ),
        dye,
    )
    cutter.hide(
        rect(-3.4 * u, -4.9 * u, 3.6 * u, -4.2 * u, 4),
        mixed(dye, OCHRE, 0.3),
        bordered([(-3 * u, -4.55 * u), (3.2 * u, -4.55 * u)], "bead", 0.17 * u, gap=4),
    )
    return cutter.done(contour=2.8)


@lru_cache(maxsize=8)
def throne(size: float) -> Piece:
    """A dragon throne before a screen of clouds, seen from the front."""
    u = size / 10
    back = smooth(
        [
            (-5 * u, 0),
            (-5.2 * u, -6 * u),
            (-4.2 * u, -9 * u),
            (-2 * u, -10.4 * u),
            (0, -12 * u),
            (2 * u, -10.4 * u),
            (4.2 * u, -9 * u),
            (5.2 * u, -6 * u),
            (5 * u, 0),
        ],
        corners=(0, 8),
    )
    cutter = Cutter().hide(
        back,
        OCHRE,
        tiled(
            smooth(
                [
                    (-4.5 * u, -4.4 * u),
                    (-4.6 * u, -6.4 * u),
                    (-3.6 * u, -8.6 * u),
                    (0, -10.8 * u),
                    (3.6 * u, -8.6 * u),
                    (4.6 * u, -6.4 * u),
                    (4.5 * u, -4.4 * u),
                ]
            ),
            "cloud",
            0.72 * u,
        ),
    )
    cutter.hide(
        disc(0, -7.2 * u, 1.9 * u), VERMILION, [placed(motif("peony"), 0, -7.2 * u, 1.6 * u)]
    )
    cutter.hide(
        rect(-4.4 * u, -4 * u, 4.4 * u, -2.8 * u, 8),
        CRIMSON,
        bordered([(-4 * u, -3.4 * u), (4 * u, -3.4 * u)], "knot", 0.38 * u, gap=2.5),
    )
    cutter.hide(
        rect(-4 * u, -2.8 * u, 4 * u, 0),
        mixed(OCHRE, BROWN, 0.4),
        bordered([(-3.4 * u, -1.4 * u), (3.4 * u, -1.4 * u)], "ruyi", 0.85 * u, gap=2.4),
    )
    for side in (-1, 1):
        arm = [
            (side * 4.1 * u, -2.8 * u),
            (side * 4.4 * u, -5.4 * u),
            (side * 5.8 * u, -5.8 * u),
            (side * 5.6 * u, -4.8 * u),
        ]
        cutter.hide(taper(arm, [0.9 * u, 0.9 * u, 1.1 * u, 0.3 * u]), VERMILION)
    return cutter.done(contour=3.2)


@lru_cache(maxsize=8)
def bed(width: float, height: float, dye: int = WOOD, *, canopy: bool = True) -> Piece:
    """A bed: with a canopy of fretwork and curtains tied back, or plain with a rail."""
    h = width / 2
    cutter = Cutter()
    low = height * 0.3 if canopy else height
    cutter.hide(
        rect(-h, -low, h, -low * 0.35),
        mixed(PARCHMENT, VERMILION, 0.45),
        bordered(
            [(-h * 0.9, -low * 0.66), (h * 0.9, -low * 0.66)], "peony", low * 0.22, gap=2.4
        ),
    )
    cutter.hide(
        rect(-h, -low * 0.38, h, -low * 0.1),
        dye,
        bordered(
            [(-h * 0.92, -low * 0.24), (h * 0.92, -low * 0.24)], "fret", low * 0.09, gap=2.5
        ),
    )
    for x in (-h, h * 0.94):
        cutter.hide(rect(x, -low * 0.4, x + h * 0.06, 0), dye)
    cutter.hide(
        smooth(
            [
                (-h * 0.94, -low),
                (-h * 0.9, -low * 1.35),
                (-h * 0.6, -low * 1.4),
                (-h * 0.52, -low),
            ],
            corners=(0, 3),
        ),
        CREAM,
        [placed(motif("plum"), -h * 0.73, -low * 1.17, low * 0.12)],
    )
    if canopy:
        for x in (-h, h * 0.93):
            cutter.hide(rect(x, -height, x + h * 0.07, 0), dye)
        cutter.hide(
            rect(-h * 1.08, -height * 1.02, h * 1.08, -height * 0.86),
            dye,
            lattice(-h, -height, h, -height * 0.88, "knot", height * 0.11),
        )
        for side in (-1, 1):
            drape = [
                (side * h * 0.94, -height * 0.86),
                (side * h * 0.3, -height * 0.86),
                (side * h * 0.52, -height * 0.62),
                (side * h * 0.8, -height * 0.48),
                (side * h * 0.72, -height * 0.2),
                (side * h * 0.94, -height * 0.2),
            ]
            cutter.hide(
                smooth(drape, corners=(0, 1, 4, 5)),
                GREEN,
                [
                    veins(
                        [
                            (side * h * (0.45 + 0.14 * k), -height * 0.84),
                            (side * h * (0.62 + 0.08 * k), -height * 0.66),
                            (side * h * 0.84, -height * 0.5),
                        ],
                        7,
                    )
                    for k in range(3)
                ],
            )
    return cutter.done(contour=3.2)


@lru_cache(maxsize=8)
def folding_screen(width: float, height: float, dye: int = WOOD) -> Piece:
    """屏风: four leaves with flowers, birds' clouds and fretwork."""
    cutter = Cutter()
    leaf = width / 4
    for k in range(4):
        x = -width / 2 + leaf * k
        cutter.hide(rect(x + 3, -height, x + leaf - 3, -height * 0.06), dye)
        cutter.hide(
            rect(x + leaf * 0.12, -height * 0.78, x + leaf * 0.88, -height * 0.3),
            mixed(PARCHMENT, (GREEN, OCHRE)[k % 2], 0.3),
            [
                placed(motif("peony"), x + leaf / 2, -height * 0.62, leaf * 0.3),
                placed(motif("leaf"), x + leaf / 2, -height * 0.43, leaf * 0.28, 40),
                placed(motif("plum"), x + leaf / 2, -height * 0.35, leaf * 0.12),
            ],
        )
        cutter.cut(
            lattice(
                x + leaf * 0.14,
                -height * 0.96,
                x + leaf * 0.86,
                -height * 0.82,
                "knot",
                leaf * 0.33,
            )
        )
        cutter.cut(
            lattice(
                x + leaf * 0.14,
                -height * 0.26,
                x + leaf * 0.86,
                -height * 0.1,
                "ruyi",
                leaf * 0.7,
            )
        )
        cutter.hide(rect(x + 6, -height * 0.06, x + 20, 0), dye).hide(
            rect(x + leaf - 20, -height * 0.06, x + leaf - 6, 0), dye
        )
    return cutter.done(contour=3.0)


@lru_cache(maxsize=8)
def board(width: float, height: float) -> Piece:
    """A classroom's board on its frame; its lower edge at y = 0."""
    cutter = Cutter().hide(rect(-width / 2, -height, width / 2, 0), WOOD)
    cutter.cut(
        bordered(
            [(-width / 2 + 10, -height + 16), (width / 2 - 10, -height + 16)],
            "fret",
            10,
            gap=2.6,
        )
    )
    cutter.cut(bordered([(-width / 2 + 10, -16), (width / 2 - 10, -16)], "fret", 10, gap=2.6))
    cutter.hide(
        rect(-width / 2 + 34, -height + 36, width / 2 - 34, -36), mixed(GREEN, BLACK, 0.4)
    )
    for row in range(3):
        y = -height + 86 + row * (height - 150) / 3
        cutter.cut(
            [
                veins(
                    [
                        (-width * 0.36, y),
                        (-width * 0.1, y - 5),
                        (width * (0.3 - row * 0.12), y + 3),
                    ],
                    5,
                )
            ]
        )
    cutter.cut([placed(motif("coin"), width * 0.32, -height * 0.36, 30)])
    return cutter.done(contour=3.2)


@lru_cache(maxsize=8)
def shelf(width: float, height: float, dye: int = WOOD) -> Piece:
    """博古架: shelves with jars, books and a vase."""
    cutter = Cutter().hide(rect(-width / 2, -height, width / 2, 0), dye)
    rows, columns = max(3, round(height / 170)), 3
    w, h = width / columns, height / rows
    for i in range(columns):
        for j in range(rows):
            left, top = -width / 2 + w * i + 9, -height + h * j + 9
            right, bottom = left + w - 18, top + h - 18
            hole = rect(left, top, right, bottom)
            thing = _thing((i * 2 + j) % 4, (left + right) / 2, bottom, min(w, h) * 0.72)
            cutter.cut([hole]).ink(
                thing, mixed((VERMILION, BLUE_GREEN, OCHRE, INDIGO)[(i + j) % 4], BLACK, 0.25)
            )
    return cutter.done(contour=3.0, lamp=0.3)


def _thing(kind: int, x: float, y: float, size: float) -> skia.Path:
    u = size / 2
    if kind == 0:
        return smooth(
            [
                (x - u * 0.3, y),
                (x - u * 0.6, y - u * 0.7),
                (x - u * 0.2, y - u * 1.2),
                (x - u * 0.3, y - u * 1.6),
                (x + u * 0.3, y - u * 1.6),
                (x + u * 0.2, y - u * 1.2),
                (x + u * 0.6, y - u * 0.7),
                (x + u * 0.3, y),
            ],
            corners=(0, 7),
        )
    if kind == 1:
        books = rect(x - u * 0.7, y - u * 1.2, x - u * 0.36, y)
        for k in range(1, 4):
            books.addPath(
                rect(
                    x - u * 0.7 + k * u * 0.38,
                    y - u * (1.2 - 0.1 * (k % 2)),
                    x - u * 0.36 + k * u * 0.38,
                    y,
                )
            )
        return books
    if kind == 2:
        return smooth(
            [
                (x - u * 0.7, y - u * 0.6),
                (x - u * 0.4, y),
                (x + u * 0.4, y),
                (x + u * 0.7, y - u * 0.6),
            ],
            corners=(0, 3),
        )
    return polygon(
        [
            (x - u * 0.4, y),
            (x - u * 0.5, y - u),
            (x, y - u * 1.4),
            (x + u * 0.5, y - u),
            (x + u * 0.4, y),
        ]
    )
