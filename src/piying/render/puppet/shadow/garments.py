"""The cut of costumes: torso, sleeves, skirts and legs, each round its own joint.

A costume is a row of data; the pieces are cut from it. Everything looks to the right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import skia

from piying.render.puppet.shadow.dye import (
    BLACK,
    BROWN,
    CREAM,
    OCHRE,
    PARCHMENT,
    VERMILION,
    Dyes,
)
from piying.render.puppet.shadow.hide import Cutter, Piece, mixed
from piying.render.puppet.shadow.knife import (
    Point,
    dense,
    disc,
    meet,
    placed,
    polygon,
    rect,
    smooth,
    strip,
    taper,
)
from piying.render.puppet.shadow.motif import bordered, motif, petal, tiled, veins

UPPER, FORE = 205.0, 190.0
"""Figure units from shoulder to elbow and from elbow to wrist."""
THIGH, SHIN = 320.0, 300.0


@dataclass(frozen=True, slots=True)
class Costume:
    """One outfit, as the carver plans it."""

    chest: str = "snow"
    """The motif of the field of the breast."""
    collar: str = "cross"
    """"cross", "cloud" (a collar of ruyi clouds), "mail", "lapel", "hood", "round"."""
    sleeve: float = 1.0
    """How wide the sleeve opens: 0.62 a coat … 1.5 a robe."""
    sleeve_motif: str = "cloud"
    lower: str = "robe"
    """"robe", "skirt", "mail", "trousers", "dress"."""
    length: float = 560.0
    """Figure units from the waist to the hem."""
    flare: float = 1.0
    field: str = "plum"
    hem: str = "wave"
    sash: bool = True
    shoulder: bool = False
    """Beasts' heads on the shoulders."""
    leg: str = "lozenge"
    flags: bool = False


OUTFITS: dict[str, Costume] = {
    "hanfu": Costume(chest="snow", sleeve=1.25, field="plum", hem="wave"),
    "palace_robe": Costume(chest="peony", collar="cloud", sleeve=1.5, sleeve_motif="peony", field="peony", length=640, flare=1.2, hem="wave"),
    "armour": Costume(chest="scale", collar="mail", sleeve=0.86, sleeve_motif="mountain", lower="mail", length=430, field="scale", hem="fret", shoulder=True, leg="cloud"),
    "uniform": Costume(chest="bead", collar="lapel", sleeve=0.66, sleeve_motif="slit", lower="trousers", length=170, field="bead", hem="fret", sash=False, leg="slit"),
    "suit": Costume(chest="lozenge", collar="lapel", sleeve=0.64, sleeve_motif="slit", lower="trousers", length=220, field="lozenge", hem="fret", sash=False, leg="slit"),
    "hoodie": Costume(chest="cloud", collar="hood", sleeve=0.76, sleeve_motif="coin", lower="trousers", length=160, field="coin", hem="bead", sash=False, leg="bead"),
    "casual": Costume(chest="plum", collar="round", sleeve=0.68, sleeve_motif="leaf", lower="trousers", length=150, field="plum", hem="lozenge", sash=False, leg="leaf"),
    "coat": Costume(chest="fret", collar="lapel", sleeve=0.78, sleeve_motif="coin", lower="robe", length=480, flare=0.86, field="coin", hem="fret", leg="slit"),
    "dress": Costume(chest="plum", collar="round", sleeve=0.7, sleeve_motif="plum", lower="dress", length=470, flare=1.15, field="peony", hem="wave"),
    "gown": Costume(chest="slit", collar="cross", sleeve=0.84, sleeve_motif="slit", lower="robe", length=400, flare=0.8, field="slit", hem="bead", sash=False),
}  # fmt: skip


def costume_of(outfit: str, sex: str) -> Costume:
    """The costume called `outfit`; women's robes reach lower and open wider."""
    costume = OUTFITS[outfit]
    if sex == "female" and costume.lower == "robe" and outfit != "coat":
        return replace(costume, length=660, flare=1.14)
    return costume


def torso(costume: Costume, dyes: Dyes, wide: float) -> Piece:
    """From the collar to the hip, round the middle of the waist."""
    w = wide
    outline = smooth(
        [(-40 * w, -330), (-120 * w, -296), (-142 * w, -230), (-128 * w, -110), (-120 * w, -6), (-110 * w, 60), (112 * w, 60),
         (126 * w, -16), (140 * w, -110), (136 * w, -220), (96 * w, -296), (44 * w, -332)],
        corners=(0, 5, 6, 11),
    )  # fmt: skip
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
    gap = (2.02, 1.42) if costume.chest == "scale" else (2.35, 2.15)
    collar = _collar(costume, dyes, w, cutter)
    cutter.cut(tiled(field, costume.chest, size, gap=gap, avoid=collar))
    cutter.cut(
        [
            veins([(-118 * w, -200), (-110 * w, -110), (-104 * w, -40)], 5),
            veins([(122 * w, -190), (124 * w, -110), (110 * w, -40)], 5),
        ]
    )
    return cutter.done()


def _collar(costume: Costume, dyes: Dyes, w: float, cutter: Cutter) -> skia.Path:
    """Dye the collar into the torso; gives the region that the field's holes avoid."""
    match costume.collar:
        case "cross":
            line = dense([(-36 * w, -330), (20 * w, -240), (84 * w, -120), (96 * w, -10)])
            band = strip(smooth(line, closed=False), 40, round_ends=False)
            other = strip(
                smooth(dense([(48 * w, -334), (34 * w, -270), (4 * w, -236)]), closed=False),
                34,
                round_ends=False,
            )
            cutter.inlay(other, dyes.trim)
            cutter.inlay(band, dyes.trim, bordered(line, "fret", 10, gap=2.5))
            return strip(smooth(line, closed=False), 84)
        case "cloud":
            cape = smooth([(-50 * w, -336), (-148 * w, -284), (-150 * w, -222), (-112 * w, -200), (-72 * w, -226), (-44 * w, -176), (0, -152),
                           (44 * w, -176), (74 * w, -226), (114 * w, -200), (150 * w, -226), (140 * w, -290), (50 * w, -338)], corners=(4, 8))  # fmt: skip
            inner = smooth(
                [(-44 * w, -336), (-92 * w, -280), (0, -230), (92 * w, -280), (48 * w, -338)]
            )
            cutter.inlay(
                cape,
                dyes.trim,
                [
                    placed(motif("ruyi"), 0, -188, 24),
                    placed(motif("ruyi"), -112 * w, -244, 26, 30),
                    placed(motif("ruyi"), 112 * w, -246, 26, -30),
                ],
            )
            cutter.inlay(
                inner,
                dyes.lining,
                bordered([(-66 * w, -294), (0, -258), (66 * w, -294)], "plum", 12, gap=2.4),
            )
            return smooth(
                [
                    (-160 * w, -350),
                    (-160 * w, -190),
                    (0, -130),
                    (160 * w, -190),
                    (160 * w, -350),
                ]
            )
        case "mail":
            collar = smooth(
                [
                    (-50 * w, -338),
                    (-100 * w, -296),
                    (-40 * w, -240),
                    (6 * w, -226),
                    (60 * w, -244),
                    (104 * w, -296),
                    (52 * w, -340),
                ]
            )
            mirror = disc(30 * w, -128, 58)
            cutter.inlay(
                collar,
                dyes.trim,
                bordered([(-66 * w, -286), (0, -246), (70 * w, -286)], "wan", 11, gap=2.5),
            )
            cutter.inlay(disc(30 * w, -128, 74), mixed(OCHRE, CREAM, 0.15))
            cutter.inlay(mirror, VERMILION, [placed(motif("peony"), 30 * w, -128, 48)])
            strap = polygon([(-128 * w, -76), (-40 * w, -96), (-40 * w, -72), (-128 * w, -50)])
            cutter.inlay(strap, dyes.trim)
            return smooth(
                [
                    (-110 * w, -350),
                    (-60 * w, -226),
                    (-52 * w, -128),
                    (-30 * w, -40),
                    (96 * w, -40),
                    (124 * w, -128),
                    (110 * w, -240),
                    (110 * w, -350),
                ]
            )
        case "lapel":
            shirt = polygon([(-10 * w, -336), (46 * w, -336), (66 * w, -190)])
            lapel = polygon(
                [(-30 * w, -336), (-4 * w, -336), (70 * w, -170), (30 * w, -190), (6 * w, -230)]
            )
            right = polygon(
                [(44 * w, -338), (80 * w, -318), (98 * w, -250), (74 * w, -170), (60 * w, -240)]
            )
            cutter.inlay(shirt, PARCHMENT)
            cutter.inlay(
                polygon([(34 * w, -330), (52 * w, -330), (66 * w, -190), (54 * w, -200)]),
                dyes.trim,
            )
            cutter.inlay(lapel, mixed(dyes.robe, BLACK, 0.25)).inlay(
                right, mixed(dyes.robe, BLACK, 0.25)
            )
            cutter.ink(disc(84 * w, -120, 7), OCHRE).ink(disc(90 * w, -60, 7), OCHRE)
            return smooth(
                [
                    (-50 * w, -350),
                    (-20 * w, -220),
                    (64 * w, -120),
                    (70 * w, 40),
                    (118 * w, 20),
                    (118 * w, -330),
                ]
            )
        case "hood":
            hood = smooth(
                [
                    (-70 * w, -340),
                    (-150 * w, -310),
                    (-130 * w, -246),
                    (-40 * w, -250),
                    (20 * w, -240),
                    (60 * w, -290),
                    (54 * w, -340),
                ]
            )
            cutter.inlay(
                hood,
                mixed(dyes.robe, BLACK, 0.22),
                [veins([(-120 * w, -290), (-70 * w, -272), (-10 * w, -268)], 7)],
            )
            cutter.inlay(
                smooth(
                    [(10 * w, -60), (96 * w, -60), (110 * w, 10), (0, 10)], corners=(0, 1, 2, 3)
                ),
                mixed(dyes.robe, dyes.trim, 0.6),
            )
            return smooth([(-150 * w, -350), (-140 * w, -230), (60 * w, -230), (60 * w, -350)])
        case _:
            ring = strip(smooth([(-40 * w, -332), (0, -290), (46 * w, -334)], closed=False), 34)
            cutter.inlay(
                ring,
                dyes.trim,
                bordered([(-30 * w, -318), (0, -292), (34 * w, -318)], "bead", 6, gap=3),
            )
            return strip(smooth([(-40 * w, -332), (0, -290), (46 * w, -334)], closed=False), 60)


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
                {"peony": 36.0, "slit": 17.0}.get(costume.sleeve_motif, 22.0),
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
        [(-50, -36), (0, -52), (50, -34), (58, 50), (60, FORE - 10), (52, FORE + 10), (-60 - d * 0.5, FORE + 34), (-84 - d * 1.3, FORE + 12),
         (-96 - d, 110), (-66 - d * 0.2, 20)],
        corners=(4, 5, 6),
    )  # fmt: skip
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


def lower(costume: Costume, dyes: Dyes, wide: float, *, front: bool) -> Piece:
    """One half of the skirts, round the waist: the leaf before or the leaf behind."""
    side = 1.0 if front else -1.0
    if costume.lower == "mail":
        return _mail_skirt(costume, dyes, wide, side)
    length, flare = costume.length, costume.flare
    hip, foot = 122 * wide, (150 + 62 * flare) * wide
    if costume.lower == "trousers":
        hip, foot = 118 * wide, 128 * wide
    inner = -16.0
    outline = smooth(
        [(side * inner, -20), (side * hip * 0.92, -20), (side * hip * 1.04, 90), (side * (hip + foot) * 0.53, length * 0.55), (side * foot, length),
         (side * foot * 0.5, length + 16), (side * inner, length + 6)],
        corners=(0, 1, 4, 6),
    )  # fmt: skip
    robe = dyes.robe if costume.lower != "skirt" else dyes.lining
    cutter = Cutter().hide(outline, robe)
    low = length - (76 if length > 300 else 44)
    hem = polygon(
        [
            (side * -60, low),
            (side * foot * 1.6, low - 10),
            (side * foot * 1.6, length + 60),
            (side * -60, length + 60),
        ]
    )
    cutter.inlay(hem, dyes.lining if costume.hem == "wave" else dyes.trim)
    size = 29.0 if length > 300 else 15.0
    cutter.cut(bordered([(side * 2, length - size * 1.05 + 4), (side * (foot - 12), length - size * 1.05)], costume.hem, size, gap=2.08) if side > 0 else
               bordered([(side * (foot - 12), length - size * 1.05), (side * 2, length - size * 1.05 + 4)], costume.hem, size, gap=2.08))  # fmt: skip
    if length > 300:
        stripe = polygon(
            [
                (side * -60, low - 34),
                (side * foot * 1.6, low - 44),
                (side * foot * 1.6, low - 14),
                (side * -60, low - 4),
            ]
        )
        cutter.inlay(stripe, dyes.trim)
        ends = [(side * 0, low - 19), (side * (foot - 14), low - 26)]
        cutter.cut(bordered(ends if side > 0 else ends[::-1], "coin", 9.5, gap=2.6))
    if front and costume.lower in ("robe", "dress"):
        lap = polygon([(inner, -20), (26, -20), (26, length + 60), (inner, length + 60)])
        cutter.inlay(lap, dyes.trim, bordered([(6, 20), (6, low - 50)], "fret", 11, gap=2.6))
    field = smooth(
        [
            (side * 36, 24),
            (side * hip * 0.86, 24),
            (side * hip, 110),
            (side * (foot - 14), low - 52),
            (side * 36, low - 50),
        ],
        corners=(0, 3, 4),
    )
    big = {"peony": 42.0, "plum": 25.0, "slit": 22.0, "coin": 22.0, "bead": 9.0}.get(
        costume.field, 22.0
    )
    cutter.cut(tiled(field, costume.field, big, gap=(2.5, 2.25)))
    return cutter.done()


def _mail_skirt(costume: Costume, dyes: Dyes, wide: float, side: float) -> Piece:
    """靠腿: a great leaf of mail before or behind, bordered and fringed."""
    length = costume.length
    outline = smooth(
        [(side * -22, -20), (side * 112 * wide, -20), (side * 150 * wide, 120), (side * 176 * wide, length - 60), (side * 110 * wide, length),
         (side * 40, length + 18), (side * -22, length - 30)],
        corners=(0, 1, 3, 6),
    )  # fmt: skip
    cutter = Cutter().hide(outline, dyes.trim)
    inside = smooth(
        [(side * -6, -20), (side * 92 * wide, -20), (side * 126 * wide, 120), (side * 148 * wide, length - 82), (side * 100 * wide, length - 44),
         (side * 40, length - 30), (side * -4, length - 64)],
        corners=(0, 1, 3, 6),
    )  # fmt: skip
    cutter.inlay(inside, dyes.robe)
    lower_field = meet(inside, rect(-300, length - 170, 300, length))
    cutter.inlay(
        lower_field, dyes.lining, [placed(motif("beast"), side * 70 * wide, length - 104, 46)]
    )
    cutter.cut(
        tiled(
            meet(inside, rect(-300, -10, 300, length - 176)),
            "scale",
            19,
            gap=(2.02, 1.42),
            margin=1.0,
        )
    )
    rim = [
        (side * 106 * wide, 30),
        (side * 139 * wide, 130),
        (side * 163 * wide, length - 72),
        (side * 106 * wide, length - 21),
        (side * 40, length - 5),
        (side * -10, length - 40),
    ]
    cutter.cut(bordered(rim if side > 0 else rim[::-1], "coin", 8.5, gap=2.7))
    return cutter.done()


def sash(costume: Costume, dyes: Dyes, wide: float) -> tuple[Piece, Piece]:
    """The belt round the waist, and the end that hangs from it."""
    w = 124 * wide
    belt = Cutter().hide(
        smooth(
            [(-w, -26), (0, -14), (w, -28), (w, 18), (0, 34), (-w, 22)], corners=(0, 2, 3, 5)
        ),
        dyes.trim,
    )
    belt.cut(bordered([(-w + 10, -2), (0, 10), (w - 10, -5)], "wan", 12, gap=2.5))
    buckle = Cutter() if not costume.shoulder else None
    if costume.shoulder:
        belt.hide(disc(34 * wide, 6, 46), dyes.gold, [placed(motif("beast"), 34 * wide, 8, 36)])
    elif buckle is not None:
        belt.hide(disc(40 * wide, 6, 20), dyes.gold, [placed(motif("plum"), 40 * wide, 6, 13)])
    end = Cutter().hide(
        smooth(
            [(-22, 0), (24, 0), (34, 160), (26, 280), (-34, 290), (-24, 150)],
            corners=(0, 1, 3, 4),
        ),
        dyes.fourth,
    )
    end.cut(bordered([(0, 36), (4, 150), (-2, 250)], "coin", 14, gap=2.5))
    for k in range(5):
        x = -28 + k * 13
        end.line(smooth([(x, 284), (x + 1, 306), (x - 2, 326)], closed=False), 3.2)
    return belt.done(), end.done(contour=3.0)


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
        [(-44, high), (42, high), (38, 240), (52, 268), (104, 290), (118, 308), (112, SHIN + 22), (-50, SHIN + 22), (-56, 282), (-48, 240)],
        corners=(0, 1, 6, 7),
    )  # fmt: skip
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


def flag(dyes: Dyes, dye: int) -> Piece:
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


__all__ = ["FORE", "OUTFITS", "SHIN", "THIGH", "UPPER", "Point"]
