"""Faces in profile, looking to the right, round the joint of the neck at (0, 0).

A face is about 210 units high from chin to crown. The young are cut open 镂空: a thin line of
profile, a long brow, a phoenix eye, and light for a cheek. Painted faces stay whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import skia

from piying.render.puppet.shadow.dye import BLACK, CREAM, CRIMSON, OCHRE, ROSE, VERMILION, Dyes
from piying.render.puppet.shadow.hide import INK, Cutter, mixed
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
    brow_line=((52, -214), (78, -192), (88, -164), (89, -138), (96, -118), (110, -97), (107, -88),
               (94, -83), (101, -74), (93, -66)),
    chin_line=((93, -66), (99, -58), (88, -48), (93, -34), (84, -16), (58, -8), (20, -26)),
    corners=(6, 9), rouge=True, brow_weight=6.5, eye_tall=0.92,
    brow=((88, -160), (66, -174), (34, -172), (-2, -150)),
)  # fmt: skip
MAN = Face(
    brow_line=((56, -216), (84, -194), (95, -166), (93, -140), (101, -118), (120, -94), (114, -84),
               (98, -80), (107, -71), (97, -63)),
    chin_line=((97, -63), (106, -54), (94, -43), (104, -26), (92, -6), (58, 0), (16, -22)),
    corners=(6, 9), brow_weight=11.0, lip=0xFFB8452C,
    brow=((97, -156), (72, -176), (38, -180), (0, -168)),
)  # fmt: skip
GENERAL = Face(
    brow_line=((58, -216), (90, -198), (104, -170), (94, -140), (104, -120), (124, -92), (116, -80),
               (100, -78), (110, -68), (98, -60)),
    chin_line=((98, -60), (108, -50), (96, -40), (108, -22), (96, 0), (58, 6), (14, -20)),
    corners=(6, 9), brow_weight=17.0, open_cheek=False, eye_tall=1.25,
    brow=((100, -152), (78, -170), (48, -190), (8, -196)),
)  # fmt: skip
ELDER = Face(
    brow_line=((54, -214), (84, -196), (92, -168), (90, -140), (102, -122), (126, -90), (116, -80),
               (98, -79), (104, -70), (90, -62)),
    chin_line=((90, -62), (98, -54), (88, -44), (104, -24), (92, -6), (56, -4), (14, -26)),
    corners=(6, 9), brow_weight=13.0, lines=3, eye_tall=0.85, lip=0xFFA8543A,
    brow=((102, -152), (76, -170), (44, -168), (6, -140)),
)  # fmt: skip
CHILD = Face(
    brow_line=((50, -206), (82, -190), (98, -160), (95, -132), (98, -116), (110, -100), (106, -90),
               (94, -86), (100, -77), (92, -70)),
    chin_line=((92, -70), (97, -62), (88, -52), (92, -36), (80, -16), (50, -8), (12, -28)),
    corners=(6, 9), rouge=True, brow_weight=7.0, eye_tall=1.3, eye_long=0.82, eye=(60, -126),
    brow=((88, -154), (66, -166), (42, -162), (18, -150)),
)  # fmt: skip


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
    throat = smooth(
        [(-44, -70), (44, -50), (36, 10), (46, 44), (-52, 40), (-40, 0)], corners=(0, 1)
    )
    neck = Cutter().hide(throat, mixed(skin, 0xFFC98A4A, 0.25)).done(contour=3.2)
    below = [*face.chin_line, (-18, -60), (-24, -92), (30, -78)]
    jaw = Cutter().hide(
        smooth([(px - JAW[0], py - JAW[1]) for px, py in below], corners=(0, 8)), skin
    )
    lip = taper(
        [(px - JAW[0], py - JAW[1]) for px, py in ((76, -63), (88, -60), (97, -57), (92, -51))],
        [2, 7, 8, 2],
    )
    jaw.ink(lip, face.lip)
    above = [*face.brow_line, (62, -60), (6, -66), (-32, -92), (-40, -150), (-20, -205)]
    upper = Cutter().hide(smooth(above, corners=face.corners), skin)
    nose, mouth = face.brow_line[6], face.brow_line[9]
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
        cheek = [
            (74, -112),
            (82, -96),
            (78, -80),
            (50, -74),
            (8, -80),
            (-14, -100),
            (-4, -116),
            (30, -112),
        ]
        fore = [(76, -186), (44, -196), (-4, -184), (-4, -178), (40, -188)]
        upper.cut([smooth(cheek), smooth(fore)])
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
    return [
        Part(neck),
        Part(jaw.done(contour=4.0), *JAW, role="jaw"),
        Part(upper.done(contour=4.4)),
        ear(skin),
    ]


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


def monkey_parts(dyes: Dyes) -> list[Part]:
    """The monkey king's face: a peach of vermilion, a muzzle, fire in the eyes."""
    fur_dye = mixed(OCHRE, 0xFF9A5A1C, 0.42)
    tufts: list[Point] = []
    edge = [(40, -232), (2, -226), (-30, -206), (-52, -176), (-62, -142), (-60, -108), (-44, -76), (-20, -50),
            (10, -34), (40, -26), (66, -22)]  # fmt: skip
    for i, (x, y) in enumerate(edge):
        out = (x - 30) * 0.28, (y + 125) * 0.28
        tufts.append((x, y))
        if i < len(edge) - 1:
            nx, ny = edge[i + 1]
            tufts.append(((x + nx) / 2 + out[0] - 4, (y + ny) / 2 + out[1] + 5))
    fur = [*tufts, (84, -30), (92, -60), (96, -120), (88, -180), (70, -214)]
    ruff = Cutter().hide(polygon(fur), fur_dye)
    for x, y in edge[1:-1]:
        ruff.cut(
            [veins([(x, y), (x * 0.86 + 6, y * 0.9 - 12), (x * 0.7 + 14, y * 0.84 - 18)], 5)]
        )
    muzzle_low = [
        (104, -62),
        (112, -50),
        (104, -36),
        (88, -22),
        (60, -20),
        (30, -36),
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
            [(x - JAW[0], y - JAW[1]) for x, y in ((66, -58), (88, -54), (108, -54))],
            [1.5, 5, 3],
        ),
        CRIMSON,
    )
    face = Cutter().hide(
        smooth([(60, -214), (84, -200), (96, -172), (88, -146), (84, -124), (98, -104), (118, -92), (126, -78),
                (118, -62), (96, -60), (60, -64), (30, -58), (2, -74), (-14, -104), (-16, -146), (2, -184), (30, -204)], corners=(8,)),
        mixed(CREAM, OCHRE, 0.12),
    )  # fmt: skip
    heart = smooth(
        [
            (86, -184),
            (66, -200),
            (36, -196),
            (8, -172),
            (-4, -138),
            (10, -108),
            (40, -96),
            (70, -102),
            (84, -118),
            (86, -146),
        ]
    )
    face.inlay(heart, mixed(VERMILION, ROSE, 0.25))
    face.ink(disc(117, -88, 4.5, 3.6))
    face.line(smooth([(118, -63), (96, -66), (72, -70), (56, -84)], closed=False), 3.6)
    face.line(smooth([(88, -104), (74, -98), (62, -84)], closed=False), 2.8)
    for k in range(4):
        face.line(
            smooth([(100 - k * 9, -76 + k * 1.5), (92 - k * 9, -72 + k * 2)], closed=False), 2.2
        )
    face.ink(placed(motif("leaf"), 52, -182, 17, -18), 0xFFFFE2A0)
    shell = (
        Cutter()
        .hide(disc(-22, -128, 25, 30), mixed(CREAM, OCHRE, 0.3))
        .hide(disc(-19, -126, 13, 17), mixed(ROSE, CREAM, 0.2))
    )
    throat = smooth(
        [(-44, -70), (44, -50), (36, 10), (46, 44), (-52, 40), (-40, 0)], corners=(0, 1)
    )
    return [
        Part(Cutter().hide(throat, fur_dye).done()), Part(ruff.done(contour=3.6)),
        Part(jaw.done(contour=4.0), *JAW, role="jaw"), Part(face.done(contour=4.2)), *_fire_eye(), Part(shell.done(contour=3.2)),
    ]  # fmt: skip


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
