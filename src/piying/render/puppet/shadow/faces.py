"""Faces in profile, looking to the right, round the joint of the neck at (0, 0).

A face is about 210 units high from chin to crown. The young are cut open 镂空: a thin line of
profile, a long brow, a phoenix eye, and light for a cheek. Painted faces stay whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import skia

from piying.render.puppet.shadow.dye import (
    BLACK,
    CREAM,
    CRIMSON,
    VERMILION,
    Dyes,
)
from piying.render.puppet.shadow.hide import INK, Cutter, Piece, mixed
from piying.render.puppet.shadow.knife import Point, dense, disc, placed, polygon, smooth, taper
from piying.render.puppet.shadow.motif import motif, veins
from piying.render.puppet.shadow.part import Part

JAW: Point = (-6.0, -84.0)
"""Where the jaw hangs."""


@dataclass(frozen=True, slots=True)
class Face:
    """One type of face."""

    brow_line: tuple[Point, ...]
    """The profile from the hairline to the mouth."""
    chin_line: tuple[Point, ...]
    """The profile from the mouth to the throat."""
    corners: tuple[int, ...] = ()
    eye: Point = (58.0, -132.0)
    eye_long: float = 1.0
    eye_tall: float = 1.0
    brow: tuple[Point, ...] = ((90, -154), (66, -170), (36, -170), (2, -154))
    brow_weight: float = 9.0
    open_cheek: bool = True
    rouge: bool = False
    lines: int = 0
    lip: int = VERMILION


WOMAN = Face(
    brow_line=(
        (52, -214),
        (78, -192),
        (88, -164),
        (89, -138),
        (96, -118),
        (110, -97),
        (107, -88),
        (94, -83),
        (101, -74),
        (93, -66),
    ),
    chin_line=((93, -66), (99, -58), (88, -48), (93, -34), (84, -16), (58, -8), (20, -26)),
    corners=(6, 9),
    rouge=True,
    brow_weight=6.5,
    eye_tall=0.92,
    brow=((88, -160), (66, -174), (34, -172), (-2, -150)),
)
MAN = Face(
    brow_line=(
        (56, -216),
        (84, -194),
        (95, -166),
        (93, -140),
        (101, -118),
        (120, -94),
        (114, -84),
        (98, -80),
        (107, -71),
        (97, -63),
    ),
    chin_line=((97, -63), (106, -54), (94, -43), (104, -26), (92, -6), (58, 0), (16, -22)),
    corners=(6, 9),
    brow_weight=11.0,
    lip=0xFFB8452C,
    brow=((97, -156), (72, -176), (38, -180), (0, -168)),
)
GENERAL = Face(
    brow_line=(
        (58, -216),
        (90, -198),
        (104, -170),
        (94, -140),
        (104, -120),
        (124, -92),
        (116, -80),
        (100, -78),
        (110, -68),
        (98, -60),
    ),
    chin_line=((98, -60), (108, -50), (96, -40), (108, -22), (96, 0), (58, 6), (14, -20)),
    corners=(6, 9),
    brow_weight=17.0,
    open_cheek=False,
    eye_tall=1.25,
    brow=((100, -152), (78, -170), (48, -190), (8, -196)),
)
ELDER = Face(
    brow_line=(
        (54, -214),
        (84, -196),
        (92, -168),
        (90, -140),
        (102, -122),
        (126, -90),
        (116, -80),
        (98, -79),
        (104, -70),
        (90, -62),
    ),
    chin_line=((90, -62), (98, -54), (88, -44), (104, -24), (92, -6), (56, -4), (14, -26)),
    corners=(6, 9),
    brow_weight=13.0,
    lines=3,
    eye_tall=0.85,
    lip=0xFFA8543A,
    brow=((102, -152), (76, -170), (44, -168), (6, -140)),
)
CHILD = Face(
    brow_line=(
        (50, -206),
        (82, -190),
        (98, -160),
        (95, -132),
        (98, -116),
        (110, -100),
        (106, -90),
        (94, -86),
        (100, -77),
        (92, -70),
    ),
    chin_line=((92, -70), (97, -62), (88, -52), (92, -36), (80, -16), (50, -8), (12, -28)),
    corners=(6, 9),
    rouge=True,
    brow_weight=7.0,
    eye_tall=1.3,
    eye_long=0.82,
    eye=(60, -126),
    brow=((88, -154), (66, -166), (42, -162), (18, -150)),
)


def _lid(face: Face, points: Sequence[Point], width: float) -> skia.Path:
    x, y = face.eye
    line = dense([(x + px * face.eye_long, y + py * face.eye_tall) for px, py in points])
    count = len(line) - 1
    return taper(
        line, [0.8 + width * (1 - abs(2 * (i / count) - 0.85)) for i in range(count + 1)]
    )


def eye_parts(face: Face, dyes: Dyes) -> list[Part]:
    """White, pupil, lids and brow; the pupil and the brow move."""
    x, y = face.eye
    long, tall = face.eye_long, face.eye_tall
    almond = smooth(
        [
            (x + 26 * long, y + 3),
            (x + 4, y - 15 * tall),
            (x - 40 * long, y - 3),
            (x - 2, y + 11 * tall),
        ],
        corners=(0, 2),
    )
    white = Cutter().hide(almond, CREAM).done(contour=2.4, lamp=0.9, shade=0.0)
    pupil = (
        Cutter()
        .hide(disc(x + 6, y - 2, 9.6 * min(1.1, tall)), BLACK)
        .done(contour=0.8, shade=0.0)
    )
    lids = Cutter()
    lids.ink(_lid(face, ((28, 4), (6, -17), (-22, -13), (-58, -16)), 6.5))
    lids.ink(_lid(face, ((24, 6), (2, 12), (-26, 6), (-50, -2)), 3.0))
    line = dense(face.brow, 6)
    count = len(line) - 1
    thick = [
        1.2 + face.brow_weight * (1 - i / count) ** 0.6 * min(1.0, 0.35 + i / count * 4)
        for i in range(count + 1)
    ]
    middle = face.brow[1]
    at_middle = [(px - middle[0], py - middle[1]) for px, py in line]
    brow = (
        Cutter()
        .ink(taper(at_middle, thick), mixed(dyes.hair, INK, 0.6))
        .done(contour=0.0, lamp=0.0)
    )
    return [
        Part(white), Part(pupil, role="pupil"), Part(lids.done(lamp=0.0)),
        Part(brow, middle[0], middle[1], role="brow"),
    ]  # fmt: skip


def face_parts(face: Face, dyes: Dyes, skin: int = 0) -> list[Part]:
    """Neck, jaw and face; the jaw drops."""
    skin = skin or dyes.skin
    neck = throat(skin)
    below = [*face.chin_line, (-18, -60), (-24, -92), (30, -78)]
    jaw = Cutter().hide(
        smooth([(px - JAW[0], py - JAW[1]) for px, py in below], corners=(0, 8)), skin
    )
    throat_line = [(px - JAW[0], py - JAW[1]) for px, py in (*face.chin_line, (-16, -62))]
    jaw.line(smooth(throat_line, closed=False, corners=(0,)), 5.0)
    lip = taper(
        [(px - JAW[0], py - JAW[1]) for px, py in ((76, -63), (88, -60), (97, -57), (92, -51))],
        [2, 7, 8, 2],
    )
    jaw.ink(lip, face.lip)
    above = [*face.brow_line, (62, -60), (6, -66), (-32, -92), (-40, -150), (-20, -205)]
    upper = Cutter().hide(smooth(above, corners=face.corners), skin)
    nose, mouth = face.brow_line[6], face.brow_line[9]
    upper.line(smooth(face.brow_line, closed=False, corners=face.corners), 5.4)
    upper.ink(
        taper(
            [
                (mouth[0] - 20, mouth[1] - 1),
                (mouth[0] - 6, mouth[1] - 5),
                (mouth[0] + 6, mouth[1] - 6),
            ],
            [1.5, 6, 3],
        ),
        face.lip,
    )
    upper.line(
        polygon(
            [
                (nose[0] - 4, nose[1] + 1),
                (nose[0] - 16, nose[1] - 3),
                (nose[0] - 20, nose[1] - 12),
            ],
            closed=False,
        ),
        2.6,
    )
    if face.open_cheek:
        # the opening follows the profile: what stays is a strip of hide
        strip_x = mouth[0] - 17
        cheek = smooth(
            [
                (60, -112), (80, -112), (strip_x - 2, -98), (strip_x - 12, -82),
                (strip_x - 30, -76), (26, -80), (-2, -94), (-14, -114), (14, -106),
            ],
            corners=(0, 7),
        )  # fmt: skip
        fore = smooth(
            [(80, -184), (52, -201), (6, -196), (-2, -186), (44, -189)], corners=(0, 3)
        )
        upper.cut([cheek, fore])
    _marks(upper, face)
    return [
        Part(neck),
        Part(jaw.done(contour=0.0, shade=0.0), *JAW, role="jaw"),
        Part(upper.done(contour=0.0, shade=0.0)),
        ear(skin),
    ]


def _marks(upper: Cutter, face: Face) -> None:
    """Rouge on young cheeks, lines on old ones."""
    if face.rouge:
        upper.ink(disc(42, -94, 19, 15), 0x66D8452E)
        upper.ink(disc(42, -94, 11, 9), 0x66D8452E)
    for k in range(face.lines):
        upper.line(
            smooth(
                [(2 - k * 3, -126 + k * 9), (-14, -124 + k * 11), (-30 + k * 2, -116 + k * 14)],
                closed=False,
            ),
            2.4,
        )
        if k < 2:
            upper.line(
                smooth(
                    [(82 - k * 4, -182 - k * 11), (58, -190 - k * 10), (30, -188 - k * 10)],
                    closed=False,
                ),
                2.4,
            )
    if face.lines:
        upper.line(smooth([(90, -88), (76, -76), (74, -58)], closed=False), 2.8)


def throat(skin: int) -> Piece:
    """The neck, which goes into the collar."""
    shape = smooth(
        [(-26, -66), (30, -34), (34, 10), (46, 50), (-50, 46), (-32, 0)], corners=(0, 1)
    )
    cutter = Cutter().hide(shape, mixed(skin, 0xFFC98A4A, 0.25))
    cutter.line(smooth([(24, -14), (34, 10), (46, 50)], closed=False), 3.4)
    cutter.line(smooth([(-28, -50), (-32, 0), (-50, 46)], closed=False), 3.4)
    return cutter.done(contour=0.0, shade=0.0)


def ear(skin: int) -> Part:
    """The ear, over the hair's edge."""
    shell = smooth([(-22, -140), (-2, -146), (4, -128), (-8, -104), (-20, -96), (-24, -116)])
    inner = [veins([(-16, -132), (-6, -130), (-8, -116), (-16, -106)], 3.4)]
    return Part(Cutter().hide(shell, skin, inner).done(contour=3.0))


def painted_face(dyes: Dyes) -> list[Part]:
    """净: the painted face of a general, in the colour of his temper."""
    parts = face_parts(GENERAL, dyes, mixed(dyes.skin, VERMILION, 0.55))
    mask = Cutter()
    socket = smooth(
        [(92, -150), (60, -160), (10, -176), (-14, -150), (10, -116), (60, -108), (92, -124)]
    )
    mask.hide(socket, mixed(BLACK, CRIMSON, 0.2))
    flame = taper(
        dense([(88, -112), (60, -98), (20, -92), (-8, -104)]),
        [2 + 9 * (i / 24) for i in range(25)],
    )
    mask.ink(flame, mixed(BLACK, CRIMSON, 0.3))
    mask.ink(placed(motif("cloud"), 50, -84, 15), 0xFFF6D79A)
    mask.ink(
        taper(
            dense([(92, -200), (76, -184), (74, -160), (80, -140)]),
            [1 + 8 * (1 - abs(i / 12 - 1)) for i in range(25)],
        ),
        0xFFF6D79A,
    )
    return [*parts, Part(mask.done(contour=2.4, shade=0.0))]
