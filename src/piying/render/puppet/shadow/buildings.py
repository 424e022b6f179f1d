"""Scenery of hide that people built: roofs, gates, walls, towers, carts and lanterns.

Pieces stand on y = 0 with their middle at x = 0 and grow upward.
"""

from __future__ import annotations

from functools import lru_cache

import skia

from piying.render.puppet.shadow.dye import (
    BLACK,
    BLUE_GREEN,
    BROWN,
    CREAM,
    CRIMSON,
    GREEN,
    INDIGO,
    OCHRE,
    VERMILION,
)
from piying.render.puppet.shadow.hide import Cutter, Piece, mixed
from piying.render.puppet.shadow.knife import (
    dense,
    disc,
    holds,
    placed,
    polygon,
    rect,
    smooth,
    spiral,
    strip,
    taper,
)
from piying.render.puppet.shadow.motif import bordered, motif, petal, veins

TILE = mixed(BLUE_GREEN, BLACK, 0.25)


def lattice(
    left: float, top: float, right: float, bottom: float, kind: str, cell: float
) -> list[skia.Path]:
    """The holes of a window: "grid", "diamond" or a motif in every cell."""
    holes = []
    columns = max(1, round((right - left) / cell))
    rows = max(1, round((bottom - top) / cell))
    w, h = (right - left) / columns, (bottom - top) / rows
    for i in range(columns):
        for j in range(rows):
            x, y = left + w * (i + 0.5), top + h * (j + 0.5)
            if kind == "grid":
                holes.append(rect(x - w * 0.38, y - h * 0.38, x + w * 0.38, y + h * 0.38))
            elif kind == "diamond":
                holes.append(
                    polygon(
                        [
                            (x, y - h * 0.42),
                            (x + w * 0.42, y),
                            (x, y + h * 0.42),
                            (x - w * 0.42, y),
                        ]
                    )
                )
            else:
                holes.append(placed(motif(kind), x, y, min(w, h) * 0.45))
    return holes


def roof(
    cutter: Cutter, y: float, half: float, rise: float, dye: int, *, beasts: bool = True
) -> None:
    """A roof of tiles whose eaves turn up, standing on `y`, its ridge `rise` above."""
    up = rise * 0.34
    outline = smooth(
        [
            (-half * 1.24, y - up),
            (-half * 0.98, y - rise * 0.1),
            (-half * 0.62, y - rise * 0.42),
            (-half * 0.5, y - rise),
            (half * 0.5, y - rise),
            (half * 0.62, y - rise * 0.42),
            (half * 0.98, y - rise * 0.1),
            (half * 1.24, y - up),
            (half * 1.02, y + rise * 0.08),
            (0, y + rise * 0.02),
            (-half * 1.02, y + rise * 0.08),
        ],
        corners=(0, 3, 4, 7),
    )
    cutter.hide(outline, dye)
    count = max(7, int(half / 17))
    for k in range(count):
        t = (k + 0.5) / count * 2 - 1
        x0, x1 = t * half * 0.48, t * half * 0.95
        cutter.cut(
            [
                veins(
                    [
                        (x0, y - rise * 0.9),
                        (x0 + (x1 - x0) * 0.34, y - rise * 0.44),
                        (x1, y - rise * (0.1 + 0.04 * t * t)),
                    ],
                    min(9.0, half * 0.03),
                )
            ]
        )
    cutter.hide(rect(-half * 0.54, y - rise * 1.12, half * 0.54, y - rise * 0.96, 4), OCHRE)
    cutter.cut(
        bordered(
            [(-half * 0.5, y - rise * 1.04), (half * 0.5, y - rise * 1.04)],
            "bead",
            rise * 0.045,
            gap=3.4,
        )
    )
    if beasts:
        for side in (-1.0, 1.0):
            tail = [
                (half * 0.54 * side, y - rise),
                (half * 0.62 * side, y - rise * 1.3),
                (half * 0.46 * side, y - rise * 1.46),
                (half * 0.4 * side, y - rise * 1.28),
            ]
            cutter.hide(
                taper(dense(tail, 6), [rise * (0.16 - 0.13 * i / 18) for i in range(19)]), OCHRE
            )


@lru_cache(maxsize=8)
def pavilion(width: float, height: float, *, storeys: int = 1, wall: int = VERMILION) -> Piece:
    """亭台: columns, lattice doors, brackets, and one or two roofs."""
    cutter = Cutter()
    half = width / 2
    base = height * 0.07
    cutter.hide(rect(-half * 1.08, -base, half * 1.08, 0), mixed(CREAM, BROWN, 0.35))
    cutter.cut(
        bordered([(-half, -base / 2), (half, -base / 2)], "lozenge", base * 0.32, gap=2.3)
    )
    y, step = -base, height * (0.6 if storeys == 1 else 0.34)
    for floor in range(storeys):
        wide = half * (0.86 - 0.2 * floor)
        _hall(cutter, y, wide, step, wall)
        rise = height * (0.25 if storeys == 1 else 0.16)
        roof(cutter, y - step, wide * 1.12, rise, TILE)
        y -= step + rise * 0.98
        step *= 0.72
    cutter.hide(disc(0, y - height * 0.03, height * 0.022), OCHRE).hide(
        petal(height * 0.06, height * 0.014, -y + height * 0.04), OCHRE
    )
    return cutter.done(contour=3.0, shade=0.3)


def _hall(cutter: Cutter, y: float, wide: float, tall: float, wall: int) -> None:
    bays = 3 if wide > 120 else 1
    cutter.hide(rect(-wide, y - tall, wide, y), wall)
    bay = 2 * wide / bays
    for b in range(bays):
        left = -wide + b * bay + bay * 0.12
        right = left + bay * 0.76
        cutter.cut(
            lattice(
                left,
                y - tall * 0.72,
                right,
                y - tall * 0.3,
                ("knot", "diamond", "knot")[b % 3] if bay > 70 else "diamond",
                bay * 0.2,
            )
        )
        cutter.cut(
            lattice(left, y - tall * 0.22, right, y - tall * 0.06, "lozenge", tall * 0.15)
        )
    for b in range(bays + 1):
        x = -wide + b * bay
        cutter.hide(
            rect(x - wide * 0.045, y - tall, x + wide * 0.045, y), mixed(wall, BLACK, 0.35)
        )
    beam = rect(-wide * 1.06, y - tall, wide * 1.06, y - tall * 0.84)
    cutter.hide(beam, GREEN)
    cutter.cut(
        bordered(
            [(-wide, y - tall * 0.92), (wide, y - tall * 0.92)], "cloud", tall * 0.06, gap=2.6
        )
    )


@lru_cache(maxsize=4)
def pagoda(width: float, height: float) -> Piece:
    """A tower of seven roofs."""
    cutter = Cutter()
    y, half = 0.0, width / 2
    step = height / 7.6
    for _ in range(7):
        cutter.hide(rect(-half * 0.7, y - step * 0.62, half * 0.7, y), VERMILION)
        cutter.cut(
            lattice(
                -half * 0.5, y - step * 0.5, half * 0.5, y - step * 0.08, "diamond", half * 0.33
            )
        )
        roof(cutter, y - step * 0.6, half * 0.84, step * 0.42, TILE, beasts=False)
        y -= step
        half *= 0.88
    cutter.hide(
        smooth(
            [(-6, y + step * 0.1), (0, y - step * 0.9), (6, y + step * 0.1)], corners=(0, 1, 2)
        ),
        OCHRE,
    )
    return cutter.done(contour=2.6)


@lru_cache(maxsize=8)
def gateway(width: float, height: float, *, stone: bool = False) -> Piece:
    """牌坊: a gate of four posts and three roofs, open below; of `stone` for the dead."""
    cutter = Cutter()
    _posts(cutter, width, height, stone=stone)
    _plaques(cutter, width / 2, height, stone=stone)
    tiles = mixed(BLACK, INDIGO, 0.25) if stone else TILE
    for side in (-1, 1):
        wing = Cutter()
        roof(wing, 0, width * 0.18, height * 0.13, tiles)
        cutter.merge(wing, side * width * 0.39, -height * 0.61)
    roof(cutter, -height * 0.79, width * 0.28, height * 0.17, tiles)
    return cutter.done(contour=3.2)


def _posts(cutter: Cutter, width: float, height: float, *, stone: bool) -> None:
    half = width / 2
    post = mixed(BLACK, INDIGO, 0.45) if stone else VERMILION
    foot_dye = mixed(BLACK, INDIGO, 0.3) if stone else mixed(CREAM, BROWN, 0.4)
    for x in (-half, -half * 0.46, half * 0.46, half):
        cutter.hide(rect(x - width * 0.026, -height * 0.74, x + width * 0.026, 0), post)
        foot = [
            (-0.055, 0.0),
            (-0.05, 0.06),
            (-0.03, 0.1),
            (0.03, 0.1),
            (0.05, 0.06),
            (0.055, 0.0),
        ]
        drum = smooth([(x + width * fx, -height * fy) for fx, fy in foot], corners=(0, 5))
        cutter.hide(drum, foot_dye)
        cutter.cut([placed(motif("cloud"), x, -height * 0.05, width * 0.03)])


def _plaques(cutter: Cutter, half: float, height: float, *, stone: bool) -> None:
    beam_dye = mixed(BLACK, CRIMSON, 0.5) if stone else GREEN
    cutter.hide(rect(-half * 0.52, -height * 0.78, half * 0.52, -height * 0.6), beam_dye)
    plaque = rect(-half * 0.3, -height * 0.755, half * 0.3, -height * 0.625)
    cutter.hide(plaque, CRIMSON if stone else OCHRE)
    sign = "beast" if stone else "shou"
    cutter.cut(
        [
            placed(motif(sign), x * half * 0.19, -height * 0.69, height * 0.048)
            for x in (-1, 0, 1)
        ]
    )
    for side in (-1, 1):
        cutter.cut(
            [placed(motif("cloud"), side * half * 0.41, -height * 0.69, height * 0.04, 0, side)]
        )
        inner, outer = sorted((side * half * 0.44, side * half * 1.04))
        cutter.hide(rect(inner, -height * 0.6, outer, -height * 0.5), beam_dye)
        middle = side * half * 0.73
        row = [(middle - half * 0.2, -height * 0.55), (middle + half * 0.2, -height * 0.55)]
        cutter.cut(bordered(row, "knot", height * 0.026, gap=2.5))
    low = rect(-half * 0.48, -height * 0.545, half * 0.48, -height * 0.5)
    row = [(-half * 0.42, -height * 0.522), (half * 0.42, -height * 0.522)]
    dye = mixed(BLACK, CRIMSON, 0.3) if stone else OCHRE
    cutter.hide(low, dye, bordered(row, "fret", height * 0.014, gap=2.6))


@lru_cache(maxsize=8)
def column(height: float, width: float, dye: int = VERMILION) -> Piece:
    """A palace column with a dragon of clouds cut round it."""
    cutter = Cutter().hide(rect(-width / 2, -height, width / 2, 0), dye)
    count = int(height / (width * 1.15))
    for k in range(count):
        y = -height * (k + 0.5) / count
        cutter.cut([placed(motif("cloud"), 0, y, width * 0.34, 0, 1 if k % 2 else -1)])
    for x in (-1, 1):
        cutter.cut(
            bordered(
                [(x * width * 0.44, -height + 20), (x * width * 0.44, -60)],
                "slit",
                9,
                gap=2.6,
                turn=-90,
            )
        )
    cutter.hide(
        smooth(
            [
                (-width * 0.8, 0),
                (-width * 0.74, -width * 0.34),
                (-width * 0.5, -width * 0.56),
                (width * 0.5, -width * 0.56),
                (width * 0.74, -width * 0.34),
                (width * 0.8, 0),
            ],
            corners=(0, 5),
        ),
        OCHRE,
    )
    cutter.cut(
        bordered(
            [(-width * 0.56, -width * 0.24), (width * 0.56, -width * 0.24)],
            "ruyi",
            width * 0.17,
            gap=2.2,
        )
    )
    return cutter.done(contour=3.4)


@lru_cache(maxsize=16)
def beam(width: float, tall: float, dye: int = GREEN, kind: str = "cloud") -> Piece:
    """A painted beam; its lower edge at y = 0, with hanging fretwork below."""
    cutter = Cutter().hide(rect(-width / 2, -tall, width / 2, 0), dye)
    cutter.cut(
        bordered(
            [(-width / 2 + 20, -tall * 0.5), (width / 2 - 20, -tall * 0.5)],
            kind,
            tall * 0.3,
            gap=2.5,
        )
    )
    drop = rect(-width / 2, 0, width / 2, tall * 0.62)
    cutter.hide(
        drop,
        mixed(VERMILION, BLACK, 0.15),
        lattice(-width / 2 + 8, 8, width / 2 - 8, tall * 0.62 - 8, "knot", tall * 0.5),
    )
    return cutter.done(contour=3.0)


@lru_cache(maxsize=16)
def lattice_wall(
    width: float, height: float, kind: str = "diamond", dye: int = BROWN, cell: float = 52.0
) -> Piece:
    """Doors of fretwork in a row: light above, carved boards below."""
    cutter = Cutter().hide(rect(-width / 2, -height, width / 2, 0), dye)
    leaves = max(2, round(width / 190))
    leaf = width / leaves
    for k in range(leaves):
        left = -width / 2 + leaf * k + leaf * 0.1
        right = left + leaf * 0.8
        cutter.cut(lattice(left, -height * 0.94, right, -height * 0.42, kind, cell))
        cutter.cut(
            lattice(left, -height * 0.37, right, -height * 0.3, "lozenge", height * 0.06)
        )
        cutter.cut(
            [
                placed(
                    motif("peony" if k % 2 else "ruyi"),
                    (left + right) / 2,
                    -height * 0.15,
                    min(leaf * 0.3, height * 0.11),
                )
            ]
        )
        cutter.line(
            polygon([(left - leaf * 0.1, 0), (left - leaf * 0.1, -height)], closed=False), 6
        )
    return cutter.done(contour=3.4)


@lru_cache(maxsize=8)
def round_window(radius: float, kind: str = "knot", dye: int = BROWN) -> Piece:
    """月洞: a round window filled with fretwork and a spray of plum; its middle at y = 0."""
    whole = disc(0, 0, radius)
    cutter = Cutter().hide(whole, dye)
    inner = disc(0, 0, radius * 0.82)
    cutter.cut(
        [
            hole
            for hole in lattice(-radius, -radius, radius, radius, kind, radius * 0.24)
            if holds(
                inner, hole.getBounds().centerX(), hole.getBounds().centerY(), radius * 0.1
            )
        ]
    )
    ring = [(radius * 0.91 * px, radius * 0.91 * py) for px, py in spiral(1.0, 1.0, 1.0)]
    cutter.inlay(strip(smooth(ring), radius * 0.15), OCHRE)
    cutter.cut(bordered(ring, "coin", radius * 0.055, gap=2.6, curve=False))
    return cutter.done(contour=3.2)
