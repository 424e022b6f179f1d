"""Jars, vases and windows of hide; a window hangs by its middle, the others stand on y = 0."""

from __future__ import annotations

from functools import lru_cache

from piying.render.puppet.shadow.buildings import lattice
from piying.render.puppet.shadow.dye import (
    BLACK,
    CREAM,
    CRIMSON,
    INDIGO,
    OCHRE,
    VERMILION,
)
from piying.render.puppet.shadow.furniture import WOOD
from piying.render.puppet.shadow.hide import Cutter, Piece, mixed
from piying.render.puppet.shadow.knife import (
    disc,
    placed,
    polygon,
    rect,
    smooth,
    taper,
)
from piying.render.puppet.shadow.motif import motif


@lru_cache(maxsize=8)
def jar(size: float, dye: int = CRIMSON) -> Piece:
    """A wine jar with a paper seal."""
    u = size / 2
    cutter = Cutter().hide(
        smooth(
            [
                (-u * 0.5, 0),
                (-u * 0.95, -u * 0.8),
                (-u * 0.7, -u * 1.6),
                (-u * 0.4, -u * 1.8),
                (u * 0.4, -u * 1.8),
                (u * 0.7, -u * 1.6),
                (u * 0.95, -u * 0.8),
                (u * 0.5, 0),
            ],
            corners=(0, 7),
        ),
        dye,
    )
    cutter.hide(
        smooth(
            [
                (-u * 0.5, -u * 1.74),
                (-u * 0.4, -u * 2.1),
                (u * 0.4, -u * 2.1),
                (u * 0.5, -u * 1.74),
            ],
            corners=(0, 3),
        ),
        OCHRE,
    )
    seal = polygon([(0, -u * 1.4), (u * 0.5, -u * 0.9), (0, -u * 0.4), (-u * 0.5, -u * 0.9)])
    cutter.hide(seal, VERMILION, [placed(motif("shou"), 0, -u * 0.9, u * 0.24)])
    return cutter.done(contour=2.8)


@lru_cache(maxsize=8)
def vase(size: float) -> Piece:
    """A tall vase with a spray of plum."""
    u = size / 10
    cutter = Cutter().hide(
        smooth(
            [
                (-1.2 * u, 0),
                (-1.9 * u, -2.4 * u),
                (-0.7 * u, -4.4 * u),
                (-1.1 * u, -5.4 * u),
                (1.1 * u, -5.4 * u),
                (0.7 * u, -4.4 * u),
                (1.9 * u, -2.4 * u),
                (1.2 * u, 0),
            ],
            corners=(0, 3, 4, 7),
        ),
        mixed(CREAM, INDIGO, 0.5),
        [placed(motif("peony"), 0, -2.3 * u, 1.1 * u)],
    )
    for points in (
        [(0, -5.2 * u), (0.6 * u, -7.6 * u), (2 * u, -10 * u)],
        [(0, -5.2 * u), (-0.8 * u, -7 * u), (-1.8 * u, -8.6 * u)],
    ):
        cutter.hide(taper(points, [0.4 * u, 0.3 * u, 0.12 * u]), BLACK)
        for x, y in (
            points[1],
            points[2],
            ((points[1][0] + points[2][0]) / 2 + u * 0.3, (points[1][1] + points[2][1]) / 2),
        ):
            cutter.hide(disc(x, y, 0.62 * u), VERMILION, [placed(motif("plum"), x, y, 0.5 * u)])
    return cutter.done(contour=2.4)


@lru_cache(maxsize=8)
def window(width: float, height: float, kind: str = "grid", dye: int = WOOD) -> Piece:
    """A window; its middle at (0, 0)."""
    w, h = width / 2, height / 2
    cutter = Cutter().hide(
        rect(-w, -h, w, h), dye, lattice(-w + 22, -h + 22, w - 22, h - 22, kind, width / 5)
    )
    cutter.hide(rect(-w - 14, h, w + 14, h + 20), mixed(dye, BLACK, 0.25))
    return cutter.done(contour=3.0)
