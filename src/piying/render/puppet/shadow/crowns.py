"""Crowns, plumes and hats of rank, round the joint of the neck, looking right."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from piying.render.puppet.shadow.dye import (
    BLACK,
    CREAM,
    GREEN,
    INDIGO,
    OCHRE,
    VERMILION,
)
from piying.render.puppet.shadow.hide import Cutter, mixed
from piying.render.puppet.shadow.knife import Point, dense, disc, placed, smooth, taper
from piying.render.puppet.shadow.motif import bordered, motif, tiled, veins
from piying.render.puppet.shadow.part import Part
from piying.render.puppet.shadow.tresses import petal_disc


def pompom(cutter: Cutter, x: float, y: float, radius: float, dye: int) -> None:
    """绒球: a ball of floss on a wire, cut like a flower."""
    cutter.hide(petal_disc(x, y, radius), dye)
    cutter.cut([placed(motif("plum"), x, y, radius * 0.62)])


def _balls() -> Cutter:
    """The balls of floss of a soldier's crown."""
    top = Cutter()
    top.hide(smooth([(4, -340), (16, -340), (14, -372), (6, -372)]), OCHRE)
    pompom(top, 10, -392, 26, VERMILION)
    for x, y, r, dye in (
        (62, -284, 17, GREEN),
        (92, -248, 16, VERMILION),
        (-40, -338, 17, VERMILION),
        (-84, -300, 16, INDIGO),
        (44, -326, 15, INDIGO),
    ):
        pompom(top, x, y, r, dye)
    return top


def _flap() -> Cutter:
    """The green cap behind a soldier's crown."""
    back = Cutter().hide(
        smooth(
            [(-104, -196), (-128, -262), (-96, -318), (-40, -330), (-20, -250), (-40, -206)],
            corners=(0, 4),
        ),
        GREEN,
    )
    back.cut(
        tiled(
            smooth(
                [(-100, -206), (-118, -262), (-92, -308), (-46, -318), (-34, -250), (-50, -212)]
            ),
            "cloud",
            15,
        )
    )
    return back


def general_crown() -> list[Part]:
    """紫金冠: a gold crown of ruyi clouds with rows of pompoms and a red ball on top."""
    back = _flap()
    base = smooth(
        [
            (92, -190),
            (100, -236),
            (60, -262),
            (48, -312),
            (10, -344),
            (-34, -318),
            (-58, -268),
            (-96, -244),
            (-104, -196),
            (-40, -216),
            (30, -212),
        ],
        corners=(0, 1, 7, 8),
    )
    crown = Cutter().hide(base, OCHRE)
    rim = smooth(
        [
            (92, -190),
            (96, -214),
            (30, -236),
            (-40, -240),
            (-104, -220),
            (-104, -196),
            (-40, -216),
            (30, -212),
        ],
        corners=(0, 1, 4, 5),
    )
    crown.inlay(
        rim,
        VERMILION,
        bordered([(88, -202), (30, -223), (-40, -227), (-98, -207)], "coin", 8.5, gap=2.3),
    )
    crown.cut(
        [
            placed(motif("ruyi"), 10, -286, 34),
            placed(motif("cloud"), 62, -240, 18),
            placed(motif("cloud"), -58, -248, 18, 0, -1),
        ]
    )
    for side in (-1, 1):
        crown.cut(
            [veins([(10 + side * 44, -246), (10 + side * 34, -290), (10 + side * 6, -330)], 6)]
        )
    crown.cut(bordered([(84, -236), (60, -252), (46, -262)], "bead", 3.6, gap=2.8))
    crown.cut(bordered([(-56, -256), (-70, -250), (-90, -238)], "bead", 3.6, gap=2.8))
    top = _balls()
    return [
        Part(back.done(contour=3.4)),
        Part(top.done(contour=3.0, shade=0.15)),
        Part(crown.done(contour=3.6)),
    ]


def plume() -> Part:
    """翎子: a pheasant's tail feather that sweeps up, back and down."""
    line = dense(
        [
            (0, 0),
            (-40, -120),
            (-120, -230),
            (-240, -280),
            (-360, -230),
            (-430, -110),
            (-450, 20),
        ],
        8,
    )
    count = len(line) - 1
    width = [19 * (1 - i / count) ** 0.45 + 2 for i in range(count + 1)]
    feather = Cutter().hide(taper(line, width), mixed(OCHRE, CREAM, 0.25))
    for i in range(3, count - 1, 3):
        a, b = line[i], line[i + 1]
        bar = taper(
            [(a[0], a[1]), ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), (b[0], b[1])],
            [width[i] * 0.92, width[i] * 0.96, width[i] * 0.6],
        )
        feather.ink(bar, 0xE03A2010)
    feather.line(_open(line), 1.6)
    return Part(feather.done(contour=2.4, shade=0.0), -50, -300, swing=1.0, fixed=True)


def _open(points: list[Point]) -> skia.Path:
    return smooth(points, closed=False)


def _floss() -> Cutter:
    """A halo of balls of floss."""
    top = Cutter()
    for k in range(9):
        a = pi * (1.04 - k * 0.128)
        r = 17 if k % 2 else 13
        pompom(
            top,
            -10 + 122 * cos(a),
            -226 - 122 * sin(a),
            r,
            (VERMILION, OCHRE, mixed(VERMILION, CREAM, 0.35))[k % 3],
        )
    return top


def _phoenix() -> list[Part]:
    """The pompoms, the bird and the strings of beads of a phoenix crown."""
    bird = Cutter().hide(
        smooth(
            [
                (78, -214),
                (110, -226),
                (132, -250),
                (146, -246),
                (138, -232),
                (126, -216),
                (104, -198),
            ],
            corners=(3,),
        ),
        OCHRE,
    )
    bird.hide(
        taper(
            dense([(104, -216), (84, -250), (92, -286), (120, -300)]),
            [3 + 12 * (1 - abs(i / 12 - 1)) for i in range(25)],
        ),
        VERMILION,
    )
    bird.ink(disc(132, -242, 2.6))
    string = Cutter()
    for k in range(6):
        string.hide(disc(0, 12 + k * 17, 6 if k % 2 else 7.5), (CREAM, VERMILION)[k % 2])
    string.hide(petal_disc(0, 122, 12), OCHRE).line(
        smooth([(0, 0), (0, 60), (0, 118)], closed=False), 1.6
    )
    beads = string.done(contour=2.0, shade=0.0)
    return [
        Part(bird.done(contour=2.4)),
        Part(beads, 142, -234, swing=2.4),
        Part(beads, -92, -190, swing=2.0),
        Part(beads, -70, -186, swing=2.2),
    ]


def phoenix_crown() -> list[Part]:
    """凤冠: tiers of flowers and pearls, a phoenix before, tassels of beads at the temple."""
    fan = smooth(
        [
            (86, -188),
            (100, -240),
            (70, -300),
            (16, -336),
            (-50, -332),
            (-104, -286),
            (-122, -226),
            (-106, -178),
            (-50, -206),
            (20, -212),
        ],
        corners=(0, 7),
    )
    crown = Cutter().hide(fan, mixed(GREEN, INDIGO, 0.4))
    crown.inlay(
        smooth(
            [
                (90, -188),
                (98, -214),
                (20, -240),
                (-50, -236),
                (-116, -200),
                (-106, -176),
                (-50, -206),
                (20, -212),
            ],
            corners=(0, 1, 4, 5),
        ),
        OCHRE,
        bordered([(82, -204), (20, -224), (-50, -220), (-100, -196)], "lozenge", 8.5, gap=2.2),
    )
    field = smooth(
        [
            (94, -214),
            (98, -246),
            (66, -298),
            (14, -332),
            (-48, -328),
            (-100, -284),
            (-118, -228),
            (-112, -204),
            (-50, -238),
            (20, -242),
        ]
    )
    crown.cut(tiled(field, "plum", 13.5, gap=(2.06, 1.82), margin=1.0))
    ridge = [(88, -232), (60, -284), (12, -318), (-46, -314), (-92, -276), (-110, -224)]
    crown.cut(bordered(ridge, "bead", 3.0, gap=3.2))
    return [
        Part(_floss().done(contour=2.6, shade=0.15)),
        Part(crown.done(contour=3.4)),
        *_phoenix(),
    ]


def official_hat() -> list[Part]:
    """乌纱: the black gauze hat of one who wears a palace robe, its wing trembling."""
    hat = Cutter().hide(
        smooth(
            [
                (92, -194),
                (84, -252),
                (30, -256),
                (20, -304),
                (-40, -316),
                (-96, -280),
                (-112, -196),
                (-40, -216),
                (30, -212),
            ],
            corners=(0, 2, 6),
        ),
        mixed(BLACK, INDIGO, 0.1),
    )
    hat.cut(
        tiled(
            smooth(
                [(10, -296), (-40, -306), (-88, -272), (-98, -222), (-30, -232), (14, -240)]
            ),
            "snow",
            13,
        )
    )
    hat.inlay(
        smooth(
            [
                (94, -192),
                (92, -214),
                (30, -232),
                (-40, -236),
                (-114, -216),
                (-112, -194),
                (-40, -216),
                (30, -212),
            ],
            corners=(0, 1, 4, 5),
        ),
        OCHRE,
        bordered([(84, -204), (30, -222), (-40, -226), (-104, -206)], "fret", 7.5, gap=2.4),
    )
    wing = Cutter().hide(
        smooth([(0, 0), (-40, -22), (-120, -30), (-150, -8), (-120, 12), (-40, 12)]),
        mixed(BLACK, INDIGO, 0.1),
    )
    wing.cut(
        [
            placed(motif("cloud"), -110, -9, 16),
            placed(motif("coin"), -66, -6, 13),
            placed(motif("bead"), -30, -4, 8),
        ]
    )
    return [
        Part(wing.done(contour=2.8), -98, -226, swing=1.4, fixed=True),
        Part(hat.done(contour=3.4)),
    ]


def small_crown() -> list[Part]:
    """束发冠 grown up: a child's or modern head gets a light gold crown with a red ball."""
    crown = Cutter().hide(
        smooth(
            [
                (74, -206),
                (84, -252),
                (52, -236),
                (34, -284),
                (4, -246),
                (-30, -290),
                (-46, -244),
                (-88, -262),
                (-84, -212),
                (-10, -230),
            ],
            corners=(0, 1, 2, 3, 4, 5, 6, 7, 8),
        ),
        OCHRE,
    )
    crown.cut(bordered([(64, -222), (-6, -238), (-74, -226)], "coin", 8.5))
    pompom(crown, 34, -292, 13, VERMILION)
    pompom(crown, -30, -298, 13, VERMILION)
    return [Part(crown.done(contour=3.0))]
