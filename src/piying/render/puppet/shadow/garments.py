"""The cut of costumes: torso, sleeves, skirts and legs, each round its own joint.

Everything looks to the right.
"""

from __future__ import annotations

from piying.render.puppet.shadow.collars import COLLARS
from piying.render.puppet.shadow.costume import Costume
from piying.render.puppet.shadow.dye import (
    BLACK,
    BROWN,
    CREAM,
    OCHRE,
    Dyes,
)
from piying.render.puppet.shadow.hide import Cutter, Piece, mixed
from piying.render.puppet.shadow.knife import (
    meet,
    placed,
    polygon,
    rect,
    smooth,
    strip,
    taper,
)
from piying.render.puppet.shadow.motif import bordered, motif, tiled, veins

UPPER, FORE = 205.0, 190.0
"""Figure units from shoulder to elbow and from elbow to wrist."""
THIGH, SHIN = 320.0, 300.0


def torso(costume: Costume, dyes: Dyes, wide: float) -> Piece:
    """From the collar to the hip, round the middle of the waist."""
    w = wide
    outline = smooth(
        [
            (-40 * w, -330),
            (-120 * w, -296),
            (-142 * w, -230),
            (-128 * w, -110),
            (-120 * w, -6),
            (-110 * w, 60),
            (112 * w, 60),
            (126 * w, -16),
            (140 * w, -110),
            (136 * w, -220),
            (96 * w, -296),
            (44 * w, -332),
        ],
        corners=(0, 5, 6, 11),
    )
    cutter = Cutter().hide(outline, dyes.robe)
    field = smooth(
        [
            (-30 * w, -250),
            (-108 * w, -240),
            (-106 * w, -60),
            (-96 * w, 0),
            (96 * w, 0),
            (110 * w, -80),
            (112 * w, -220),
            (40 * w, -240),
        ]
    )
    size = {
        "peony": 40.0,
        "cloud": 25.0,
        "scale": 19.0,
        "slit": 19.0,
        "bead": 11.0,
        "fret": 18.0,
    }.get(costume.chest, 21.0)
    gap = (2.02, 1.42) if costume.chest == "scale" else (2.14, 1.94)
    collar = COLLARS[costume.collar](cutter, dyes, w)
    cutter.cut(tiled(field, costume.chest, size, gap=gap, avoid=collar))
    cutter.cut(
        [
            veins([(-118 * w, -200), (-110 * w, -110), (-104 * w, -40)], 5),
            veins([(122 * w, -190), (124 * w, -110), (110 * w, -40)], 5),
        ]
    )
    return cutter.done()


def upper_sleeve(costume: Costume, dyes: Dyes) -> Piece:
    """From the shoulder (0, 0) down to the elbow (0, UPPER)."""
    s = 0.66 + 0.22 * costume.sleeve
    outline = smooth(
        [
            (-34, -44),
            (36, -44),
            (66 * s, 10),
            (62 * s, 110),
            (58 * s, UPPER + 24),
            (0, UPPER + 46),
            (-58 * s, UPPER + 24),
            (-64 * s, 110),
            (-66 * s, 10),
        ]
    )
    cutter = Cutter().hide(outline, dyes.robe)
    band = smooth(
        [(-80 * s, 150), (0, 166), (80 * s, 150), (80 * s, 186), (0, 202), (-80 * s, 186)],
        corners=(0, 2, 3, 5),
    )
    cutter.inlay(
        band, dyes.trim, bordered([(-50 * s, 170), (0, 183), (50 * s, 170)], "bead", 7, gap=2.8)
    )
    field = smooth(
        [(-34, -30), (36, -30), (58 * s, 20), (56 * s, 142), (-56 * s, 142), (-58 * s, 20)]
    )
    if costume.shoulder:
        pad = smooth(
            [
                (-74, -30),
                (-40, -66),
                (40, -66),
                (76, -28),
                (84, 34),
                (52, 92),
                (0, 112),
                (-52, 92),
                (-84, 34),
            ]
        )
        cutter.hide(pad, mixed(dyes.gold, CREAM, 0.1), [placed(motif("beast"), 0, 24, 60)])
        rim = strip(pad, 17)
        cutter.inlay(meet(rim, pad), dyes.lining)
        cutter.cut(
            tiled(
                smooth([(-50, 100), (50, 100), (50, 146), (-50, 146)]),
                "scale",
                15,
                gap=(2.0, 1.4),
            )
        )
    else:
        cutter.cut(
            tiled(
                field,
                costume.sleeve_motif,
                {"peony": 27.0, "slit": 17.0}.get(costume.sleeve_motif, 22.0),
            )
        )
    return cutter.done()


def fore_sleeve(costume: Costume, dyes: Dyes) -> Piece:
    """From the elbow (0, 0) to the wrist (0, FORE), with its opening and cuff."""
    s = costume.sleeve
    if s > 1.1:
        return _hanging_sleeve(costume, dyes)
    w = 30 + 28 * s
    outline = smooth(
        [
            (-w * 0.9, -34),
            (0, -50),
            (w * 0.9, -34),
            (w, 60),
            (w * 0.98, FORE - 24),
            (w * 0.86, FORE - 6),
            (-w * 0.86, FORE - 6),
            (-w * 0.98, FORE - 24),
            (-w, 60),
        ],
        corners=(5, 6),
    )
    cutter = Cutter().hide(outline, dyes.robe if not costume.shoulder else dyes.lining)
    cuff = rect(-w * 1.3, FORE - 66, w * 1.3, FORE)
    cutter.inlay(
        cuff,
        dyes.trim,
        bordered(
            [(-w, FORE - 34), (w, FORE - 34)],
            "fret" if costume.shoulder else costume.hem,
            14,
            gap=2.3,
        ),
    )
    field = smooth(
        [(-w * 0.8, -20), (w * 0.8, -20), (w * 0.9, FORE - 74), (-w * 0.9, FORE - 74)]
    )
    cutter.cut(tiled(field, costume.sleeve_motif, 17.0, gap=(2.2, 1.9)))
    return cutter.done()


def _hanging_sleeve(costume: Costume, dyes: Dyes) -> Piece:
    """The wide sleeve of a robe: it opens at the wrist and hangs behind it."""
    d = 70 * costume.sleeve
    outline = smooth(
        [
            (-50, -36),
            (0, -52),
            (50, -34),
            (58, 50),
            (60, FORE - 10),
            (52, FORE + 10),
            (-60 - d * 0.5, FORE + 34),
            (-84 - d * 1.3, FORE + 12),
            (-96 - d, 110),
            (-66 - d * 0.2, 20),
        ],
        corners=(4, 5, 6),
    )
    cutter = Cutter().hide(outline, dyes.robe)
    edge = [(64, FORE - 16), (-60 - d * 0.5, FORE + 8), (-84 - d * 1.35, FORE - 8)]
    band = strip(smooth(edge, closed=False), 58, round_ends=False)
    cutter.inlay(band, dyes.trim)
    inner = [(46, FORE - 18), (-60 - d * 0.4, FORE + 6), (-70 - d * 1.2, FORE - 2)]
    cutter.cut(bordered(inner, "fret", 12, gap=2.4))
    field = smooth(
        [
            (-40, -20),
            (40, -20),
            (46, FORE - 60),
            (-60 - d * 0.5, FORE - 40),
            (-70 - d * 0.9, 110),
            (-56, 20),
        ]
    )
    size = 34.0 if costume.sleeve_motif == "peony" else 24.0
    cutter.cut(tiled(field, costume.sleeve_motif, size))
    return cutter.done()


def thigh(costume: Costume, dyes: Dyes) -> Piece:
    """From the hip (0, 0) to the knee (0, THIGH)."""
    dye = dyes.lining if costume.lower != "trousers" else mixed(dyes.robe, BLACK, 0.35)
    outline = smooth(
        [
            (-70, -30),
            (60, -30),
            (74, 100),
            (58, THIGH),
            (0, THIGH + 42),
            (-56, THIGH),
            (-74, 110),
        ]
    )
    cutter = Cutter().hide(outline, dye)
    cutter.cut(
        tiled(
            smooth([(-58, 60), (58, 60), (48, THIGH - 10), (-46, THIGH - 10)]), costume.leg, 22
        )
    )
    return cutter.done()


def shin(costume: Costume, dyes: Dyes, *, bound: bool) -> Piece:
    """From the knee (0, 0) to the sole, with its boot or shoe."""
    dye = dyes.lining if costume.lower != "trousers" else mixed(dyes.robe, BLACK, 0.35)
    leg = smooth(
        [
            (-56, -24),
            (0, -44),
            (56, -24),
            (54, 80),
            (44, 190),
            (40, 262),
            (-42, 262),
            (-50, 180),
            (-58, 80),
        ]
    )
    cutter = Cutter().hide(leg, dye)
    cutter.cut(tiled(smooth([(-44, 4), (44, 4), (38, 150), (-40, 150)]), costume.leg, 19))
    high = 168 if bound else 244
    boot = smooth(
        [
            (-44, high),
            (42, high),
            (38, 240),
            (52, 268),
            (104, 290),
            (118, 308),
            (112, SHIN + 22),
            (-50, SHIN + 22),
            (-56, 282),
            (-48, 240),
        ],
        corners=(0, 1, 6, 7),
    )
    cutter.hide(
        boot, mixed(BLACK, BROWN, 0.2), [placed(motif("cloud"), 0, 250, 22)] if bound else []
    )
    if bound:
        cutter.inlay(
            rect(-70, high, 70, high + 26),
            dyes.trim,
            bordered([(-40, high + 13), (40, high + 13)], "bead", 6, gap=2.9),
        )
    sole = polygon([(-60, SHIN + 4), (130, SHIN + 4), (130, SHIN + 40), (-60, SHIN + 40)])
    cutter.inlay(sole, CREAM)
    cutter.cut([taper([(40, 286), (66, 288), (92, 298)], [2, 7, 2])])
    return cutter.done()


def flag(dye: int) -> Piece:
    """靠旗: a general's flag on its pole, rooted at (0, 0)."""
    cutter = Cutter().hide(
        smooth([(6, -90), (150, -230), (180, -330), (90, -350), (0, -356)], corners=(0, 2, 4)),
        dye,
    )
    cutter.cut(
        [
            placed(motif("cloud"), 66, -296, 30),
            placed(motif("coin"), 60, -230, 20),
            placed(motif("bead"), 36, -170, 11),
        ]
    )
    cutter.hide(rect(-5, -400, 5, 10, 3), OCHRE)
    return cutter.done(contour=3.4)
