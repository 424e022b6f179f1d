"""Skirts, leaves of mail and sashes, round the middle of the waist."""

from __future__ import annotations

from piying.render.puppet.shadow.costume import Costume
from piying.render.puppet.shadow.dye import (
    Dyes,
)
from piying.render.puppet.shadow.hide import Cutter, Piece
from piying.render.puppet.shadow.knife import (
    disc,
    meet,
    placed,
    polygon,
    rect,
    smooth,
)
from piying.render.puppet.shadow.motif import bordered, motif, tiled


def _hem(cutter: Cutter, costume: Costume, dyes: Dyes, side: float, foot: float) -> float:
    """Dye and cut the hem; gives where it begins."""
    length = costume.length
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
    cutter.cut(
        bordered(
            [(side * 2, length - size * 1.05 + 4), (side * (foot - 12), length - size * 1.05)],
            costume.hem,
            size,
            gap=2.08,
        )
        if side > 0
        else bordered(
            [(side * (foot - 12), length - size * 1.05), (side * 2, length - size * 1.05 + 4)],
            costume.hem,
            size,
            gap=2.08,
        )
    )
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
    return low


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
        [
            (side * inner, -20),
            (side * hip * 0.92, -20),
            (side * hip * 1.04, 90),
            (side * (hip + foot) * 0.53, length * 0.55),
            (side * foot, length),
            (side * foot * 0.5, length + 16),
            (side * inner, length + 6),
        ],
        corners=(0, 1, 4, 6),
    )
    robe = dyes.robe if costume.lower != "skirt" else dyes.lining
    cutter = Cutter().hide(outline, robe)
    low = _hem(cutter, costume, dyes, side, foot)
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
    big = {"peony": 31.0, "plum": 23.0, "slit": 22.0, "coin": 22.0, "bead": 9.0}.get(
        costume.field, 22.0
    )
    cutter.cut(tiled(field, costume.field, big, gap=(2.12, 1.95)))
    return cutter.done()


def _mail_skirt(costume: Costume, dyes: Dyes, wide: float, side: float) -> Piece:
    """靠腿: a great leaf of mail before or behind, bordered and fringed."""
    length = costume.length
    outline = smooth(
        [
            (side * -22, -20),
            (side * 112 * wide, -20),
            (side * 150 * wide, 120),
            (side * 176 * wide, length - 60),
            (side * 110 * wide, length),
            (side * 40, length + 18),
            (side * -22, length - 30),
        ],
        corners=(0, 1, 3, 6),
    )
    cutter = Cutter().hide(outline, dyes.trim)
    inside = smooth(
        [
            (side * -6, -20),
            (side * 92 * wide, -20),
            (side * 126 * wide, 120),
            (side * 148 * wide, length - 82),
            (side * 100 * wide, length - 44),
            (side * 40, length - 30),
            (side * -4, length - 64),
        ],
        corners=(0, 1, 3, 6),
    )
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
    belt.cut(bordered([(-w + 10, -2), (0, 10), (w - 10, -5)], "knot", 12, gap=2.5))
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
