"""The face of the monkey king, round the joint of the neck, looking right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from piying.render.puppet.shadow.dye import (
    BLACK,
    BROWN,
    CREAM,
    CRIMSON,
    OCHRE,
    ROSE,
    VERMILION,
)
from piying.render.puppet.shadow.faces import JAW, throat
from piying.render.puppet.shadow.hide import INK, Cutter, mixed
from piying.render.puppet.shadow.knife import Point, dense, disc, polygon, smooth, taper
from piying.render.puppet.shadow.motif import veins
from piying.render.puppet.shadow.part import Part


def _muzzle() -> Cutter:
    """The lower jaw of the monkey."""
    muzzle_low = [
        (116, -60),
        (119, -48),
        (106, -32),
        (84, -22),
        (56, -22),
        (26, -36),
        (-10, -64),
        (-10, -86),
        (40, -74),
    ]
    jaw = Cutter().hide(
        smooth([(x - JAW[0], y - JAW[1]) for x, y in muzzle_low], corners=(0,)),
        mixed(CREAM, OCHRE, 0.2),
    )
    jaw.ink(
        taper(
            [(x - JAW[0], y - JAW[1]) for x, y in ((74, -54), (94, -50), (114, -53))],
            [1.5, 6, 3],
        ),
        CRIMSON,
    )
    return jaw


def _peach() -> Cutter:
    """The face of the monkey: a peach round the eye, a muzzle, whiskers."""
    face = Cutter().hide(
        smooth(
            [
                (60, -214),
                (86, -202),
                (98, -176),
                (92, -152),
                (84, -132),
                (89, -116),
                (103, -108),
                (107, -99),
                (102, -94),
                (114, -86),
                (124, -74),
                (120, -60),
                (96, -56),
                (60, -62),
                (30, -58),
                (2, -74),
                (-14, -104),
                (-16, -146),
                (2, -184),
                (30, -204),
            ],
            corners=(8, 11),
        ),
        mixed(CREAM, OCHRE, 0.12),
    )
    heart = smooth(
        [
            (86, -184),
            (66, -202),
            (34, -198),
            (6, -174),
            (-5, -140),
            (8, -110),
            (38, -98),
            (68, -104),
            (82, -120),
            (86, -146),
        ]
    )
    face.inlay(heart, mixed(VERMILION, ROSE, 0.2))
    face.cut(
        [
            veins([(18, -174), (2, -144), (14, -114)], 7),
            veins([(52, -190), (30, -184), (16, -170)], 5),
        ]
    )
    face.ink(taper([(104, -101), (96, -99), (92, -104)], [2, 6, 2]))
    face.line(smooth([(119, -61), (98, -64), (76, -66), (58, -80)], closed=False), 4.0)
    face.line(smooth([(92, -106), (76, -100), (64, -84)], closed=False), 3.0)
    for k in range(4):
        face.ink(disc(106 - k * 9, -78 + (k % 2) * 6, 1.8))
    return face


def monkey_parts() -> list[Part]:
    """The monkey king's face: a peach of vermilion, a muzzle, fire in the eyes."""
    fur_dye = mixed(OCHRE, 0xFF9A5A1C, 0.35)
    ruff = _ruff(fur_dye)
    jaw = _muzzle()
    face = _peach()
    shell = (
        Cutter()
        .hide(disc(-22, -128, 25, 30), mixed(CREAM, OCHRE, 0.3))
        .hide(disc(-19, -126, 13, 17), mixed(ROSE, CREAM, 0.2))
    )
    return [
        Part(throat(fur_dye)),
        Part(ruff.done(contour=3.6)),
        Part(jaw.done(contour=4.0), *JAW, role="jaw"),
        Part(face.done(contour=4.2)),
        *_fire_eye(),
        Part(shell.done(contour=3.2)),
    ]


def _ruff(fur_dye: int) -> Cutter:
    """Two rows of fur round the face."""
    edge = [
        (44, -236),
        (4, -232),
        (-32, -212),
        (-56, -180),
        (-66, -142),
        (-62, -104),
        (-44, -70),
        (-18, -44),
        (14, -28),
        (46, -20),
        (72, -20),
    ]
    ruff = Cutter()
    for shrink, dye in ((1.0, mixed(fur_dye, BROWN, 0.45)), (0.84, fur_dye)):
        row = [(30 + (x - 30) * shrink, -125 + (y + 125) * shrink) for x, y in edge]
        inner = [(84, -30), (92, -60), (96, -120), (88, -180), (70, -214)]
        ruff.hide(polygon([*_tufts(dense(row, 3), 0.3 * shrink), *inner]), dye)
    for x, y in dense(edge, 2)[1:-1]:
        ruff.cut(
            [veins([(30 + (x - 30) * s, -125 + (y + 125) * s) for s in (0.98, 0.86, 0.72)], 5)]
        )
    return ruff


def _tufts(line: Sequence[Point], out: float) -> list[Point]:
    """Points of fur along `line`, pointing away from the middle of the face and down."""
    points: list[Point] = []
    for (x, y), (nx, ny) in pairwise(line):
        mx, my = (x + nx) / 2, (y + ny) / 2
        points += [(x, y), (mx + (mx - 30) * out - 4, my + (my + 125) * out + 7)]
    return [*points, line[-1]]


def _fire_eye() -> list[Part]:
    """火眼金睛: a round golden eye in a ring of ink, under a flaming brow."""
    ball = Cutter().hide(
        smooth(
            [(88, -140), (66, -160), (34, -150), (24, -138), (44, -124), (72, -122)],
            corners=(0, 3),
        ),
        INK,
    )
    gold = (
        Cutter().hide(disc(62, -141, 15.5), 0xFFFFC640).done(contour=1.6, lamp=1.0, shade=0.0)
    )
    pupil = Cutter().hide(disc(65, -141, 7), BLACK).done(contour=0.6, shade=0.0)
    brow = dense([(30, 8), (10, -8), (-20, -14), (-56, -28)], 6)
    arc = taper(brow, [2 + 12 * (1 - i / (len(brow) - 1)) for i in range(len(brow))])
    flame = Cutter().ink(arc, 0xFF3A1608).done(lamp=0.0)
    return [
        Part(ball.done(lamp=0.0, shade=0.0)),
        Part(gold),
        Part(pupil, role="pupil"),
        Part(flame, 58, -168, role="brow"),
    ]
