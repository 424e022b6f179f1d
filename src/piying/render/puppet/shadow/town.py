"""Scenery of hide from towns: towers, lamps, cars, rails and lanterns.

Pieces stand on y = 0 with their middle at x = 0 and grow upward, unless they hang.
"""

from __future__ import annotations

from functools import lru_cache
from random import Random

from piying.render.puppet.shadow.buildings import lattice, roof
from piying.render.puppet.shadow.dye import (
    BLACK,
    BROWN,
    CRIMSON,
    INDIGO,
    OCHRE,
    VERMILION,
)
from piying.render.puppet.shadow.hide import Cutter, Piece, mixed
from piying.render.puppet.shadow.knife import (
    Point,
    disc,
    less,
    meet,
    placed,
    polygon,
    rect,
    smooth,
    spiral,
    strip,
    taper,
)
from piying.render.puppet.shadow.motif import bordered, motif, tiled, veins


@lru_cache(maxsize=16)
def lantern(size: float, dye: int = VERMILION) -> Piece:
    """A lantern that hangs from (0, 0), its tassel below."""
    u = size
    cutter = Cutter().hide(rect(-2.5, 0, 2.5, u * 0.5), BROWN)
    cutter.hide(
        smooth(
            [
                (-u * 0.3, u * 0.55),
                (-u * 0.62, u * 0.85),
                (-u * 0.66, u * 1.2),
                (-u * 0.3, u * 1.55),
                (u * 0.3, u * 1.55),
                (u * 0.66, u * 1.2),
                (u * 0.62, u * 0.85),
                (u * 0.3, u * 0.55),
            ],
            corners=(0, 3, 4, 7),
        ),
        dye,
    )
    cutter.cut(
        [
            veins([(x * 0.42, u * 0.64), (x, u * 1.05), (x * 0.42, u * 1.47)], u * 0.06)
            for x in (-u * 0.5, -u * 0.36, u * 0.36, u * 0.5)
        ]
    )
    cutter.cut([placed(motif("shou"), 0, u * 1.05, u * 0.27)])
    cutter.hide(rect(-u * 0.34, u * 0.46, u * 0.34, u * 0.58, 3), OCHRE).hide(
        rect(-u * 0.34, u * 1.52, u * 0.34, u * 1.64, 3), OCHRE
    )
    for k in range(5):
        x = (k - 2) * u * 0.09
        cutter.hide(
            rect(x - u * 0.02, u * 1.64, x + u * 0.02, u * (2.2 - abs(k - 2) * 0.06), 2),
            mixed(dye, OCHRE, 0.3),
        )
    return cutter.done(contour=2.6)


@lru_cache(maxsize=16)
def tower(width: float, height: float, seed: int, dye: int = INDIGO) -> Piece:
    """A modern building whose windows are cut, each floor with its own fret."""
    rng = Random(f"tower/{seed}")  # noqa: S311 - scenery
    cutter = Cutter().hide(rect(-width / 2, -height, width / 2, 0), dye)
    kinds = ("grid", "grid", "diamond", "coin")
    kind = kinds[seed % 4]
    holes = lattice(
        -width * 0.42, -height * 0.95, width * 0.42, -height * 0.06, kind, width * 0.22
    )
    cutter.cut([hole for hole in holes if rng.random() < 0.8])
    top = seed % 3
    if top == 0:
        cutter.hide(rect(-width * 0.3, -height * 1.06, width * 0.3, -height), dye).hide(
            rect(-3, -height * 1.22, 3, -height * 1.06), dye
        )
    elif top == 1:
        cutter.hide(
            polygon([(-width / 2, -height), (0, -height * 1.1), (width / 2, -height)]),
            mixed(dye, VERMILION, 0.4),
            [placed(motif("coin"), 0, -height * 1.035, width * 0.1)],
        )
    else:
        roof(cutter, -height, width * 0.5, height * 0.07, mixed(dye, BLACK, 0.3), beasts=False)
    return cutter.done(contour=2.8)


@lru_cache(maxsize=4)
def street_lamp(height: float) -> Piece:
    """A lamp post with a curl of iron and a lantern of glass."""
    curl = [(x * 44 + 34, y * 44 - height) for x, y in spiral(1.2, 1.0, 0.2, 3.3)]
    cutter = Cutter().hide(
        taper([(0, 0), (0, -height * 0.5), (0, -height)], [16, 11, 9]), BLACK
    )
    cutter.hide(taper(curl, [8 - 5 * i / len(curl) for i in range(len(curl))]), BLACK)
    cutter.hide(
        polygon([(-26, -height - 76), (26, -height - 76), (18, -height), (-18, -height)]),
        OCHRE,
        [rect(-12, -height - 66, -3, -height - 10), rect(3, -height - 66, 12, -height - 10)],
    )
    cutter.hide(
        smooth([(-34, -height - 76), (0, -height - 110), (34, -height - 76)], corners=(0, 2)),
        BLACK,
    )
    cutter.hide(polygon([(-30, 0), (-16, -50), (16, -50), (30, 0)]), BLACK)
    return cutter.done(contour=2.6)


@lru_cache(maxsize=4)
def motor_car(length: float, dye: int = CRIMSON) -> Piece:
    """A car in profile, looking right, its wheels cut like coins."""
    u = length / 10
    body: list[Point] = [
        (-5 * u, -0.7 * u),
        (-4.9 * u, -1.9 * u),
        (-3.2 * u, -2.2 * u),
        (-2.1 * u, -3.5 * u),
        (1.2 * u, -3.6 * u),
        (2.6 * u, -2.3 * u),
        (4.6 * u, -1.9 * u),
        (5 * u, -0.8 * u),
    ]
    cutter = Cutter().hide(smooth(body, corners=(0, 7)), dye)
    cutter.cut(
        [
            smooth(
                [
                    (-2.5 * u, -2.3 * u),
                    (-1.8 * u, -3.2 * u),
                    (-0.5 * u, -3.25 * u),
                    (-0.5 * u, -2.3 * u),
                ],
                corners=(0, 1, 2, 3),
            ),
            smooth(
                [
                    (-0.2 * u, -2.3 * u),
                    (-0.2 * u, -3.25 * u),
                    (1.0 * u, -3.2 * u),
                    (1.9 * u, -2.3 * u),
                ],
                corners=(0, 1, 2, 3),
            ),
        ]
    )
    cutter.cut(
        bordered([(-4.4 * u, -1.45 * u), (4.4 * u, -1.45 * u)], "cloud", 0.3 * u, gap=3.2)
    )
    for x in (-3 * u, 3 * u):
        cutter.hide(
            disc(x, -0.75 * u, 0.98 * u), BLACK, [placed(motif("coin"), x, -0.75 * u, 0.72 * u)]
        )
    return cutter.done(contour=3.2)


@lru_cache(maxsize=8)
def railing(width: float, height: float, dye: int = VERMILION, kind: str = "fret") -> Piece:
    """A balustrade of fretwork panels between posts."""
    cutter = Cutter().hide(rect(-width / 2, -height, width / 2, 0), dye)
    count = max(1, round(width / (height * 1.5)))
    step = width / count
    for k in range(count):
        left = -width / 2 + step * k + step * 0.1
        cutter.cut(
            lattice(left, -height * 0.78, left + step * 0.8, -height * 0.18, kind, height * 0.5)
        )
    for k in range(count + 1):
        x = -width / 2 + step * k
        cutter.hide(
            rect(x - height * 0.08, -height * 1.2, x + height * 0.08, 0, 3),
            mixed(dye, BLACK, 0.3),
        )
        cutter.hide(disc(x, -height * 1.26, height * 0.11), OCHRE)
    return cutter.done(contour=3.0)


@lru_cache(maxsize=2)
def car_side(dye: int = CRIMSON) -> Piece:
    """The near side of a car cut open at its window, in the pixels of the wide view."""
    body = smooth(
        [(-420, 2260), (-420, 1240), (-160, 1170), (60, 640), (180, 530), (540, 505),
         (900, 530), (1030, 650), (1240, 1170), (1500, 1230), (1500, 2260)],
        corners=(0, 1, 9, 10),
    )  # fmt: skip
    window = smooth(
        [(28, 1180), (150, 690), (230, 606), (540, 590), (850, 606), (938, 690), (1060, 1180)],
        corners=(0, 6),
    )
    cutter = Cutter().hide(less(body, window), dye)
    frame = meet(strip(window, 34), body)
    cutter.hide(less(frame, window), mixed(BLACK, BROWN, 0.3))
    band = polygon([(-420, 1286), (1500, 1286), (1500, 1376), (-420, 1376)])
    cutter.inlay(band, OCHRE, bordered([(-400, 1331), (1480, 1331)], "cloud", 32, gap=2.6))
    cutter.cut(
        bordered([(80, 566), (300, 548), (540, 546), (780, 548), (1000, 566)], "bead", 7)
    )
    cutter.line(polygon([(540, 1200), (540, 2250)], closed=False), 7)
    cutter.hide(rect(580, 1222, 690, 1252, 12), OCHRE)
    cutter.cut([placed(motif("peony"), x, 1510, 84) for x in (300, 780)])
    return cutter.done(contour=4.0, lamp=0.4)


@lru_cache(maxsize=2)
def seat(width: float, height: float, dye: int = BROWN) -> Piece:
    """The back of a seat with its head rest."""
    w = width / 2
    cutter = Cutter().hide(rect(-w, -height * 0.8, w, 0, w * 0.3), dye)
    cutter.cut(tiled(rect(-w, -height * 0.8, w, 0), "knot", w * 0.16))
    cutter.hide(
        rect(-w * 0.5, -height, w * 0.5, -height * 0.84, w * 0.16), mixed(dye, BLACK, 0.2)
    )
    return cutter.done(contour=3.0)
