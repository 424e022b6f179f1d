"""Collars: each is dyed into the torso and says which region the holes of the breast avoid."""

from __future__ import annotations

from collections.abc import Callable

import skia

from piying.render.puppet.shadow.dye import BLACK, CREAM, OCHRE, PARCHMENT, VERMILION, Dyes
from piying.render.puppet.shadow.hide import Cutter, mixed
from piying.render.puppet.shadow.knife import dense, disc, placed, polygon, smooth, strip
from piying.render.puppet.shadow.motif import bordered, motif, veins


def _cross(cutter: Cutter, dyes: Dyes, w: float) -> skia.Path:
    """A collar crossed to the right, edged with fret."""
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


def _cloud(cutter: Cutter, dyes: Dyes, w: float) -> skia.Path:
    """云肩: a cape of ruyi clouds."""
    cape = smooth(
        [
            (-50 * w, -336),
            (-148 * w, -284),
            (-150 * w, -222),
            (-112 * w, -200),
            (-72 * w, -226),
            (-44 * w, -176),
            (0, -152),
            (44 * w, -176),
            (74 * w, -226),
            (114 * w, -200),
            (150 * w, -226),
            (140 * w, -290),
            (50 * w, -338),
        ],
        corners=(4, 8),
    )
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


def _mail(cutter: Cutter, dyes: Dyes, w: float) -> skia.Path:
    """A soldier's collar, and the mirror before the heart."""
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
        bordered([(-66 * w, -286), (0, -246), (70 * w, -286)], "knot", 11, gap=2.5),
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


def _lapel(cutter: Cutter, dyes: Dyes, w: float) -> skia.Path:
    """Lapels, a shirt and a tie."""
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


def _hood(cutter: Cutter, dyes: Dyes, w: float) -> skia.Path:
    """A hood that lies on the shoulders, and a pocket."""
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
        smooth([(10 * w, -60), (96 * w, -60), (110 * w, 10), (0, 10)], corners=(0, 1, 2, 3)),
        mixed(dyes.robe, dyes.trim, 0.6),
    )
    return smooth([(-150 * w, -350), (-140 * w, -230), (60 * w, -230), (60 * w, -350)])


def _round(cutter: Cutter, dyes: Dyes, w: float) -> skia.Path:
    """A round neck."""
    ring = strip(smooth([(-40 * w, -332), (0, -290), (46 * w, -334)], closed=False), 34)
    cutter.inlay(
        ring,
        dyes.trim,
        bordered([(-30 * w, -318), (0, -292), (34 * w, -318)], "bead", 6, gap=3),
    )
    return strip(smooth([(-40 * w, -332), (0, -290), (46 * w, -334)], closed=False), 60)


COLLARS: dict[str, Callable[[Cutter, Dyes, float], skia.Path]] = {
    "cross": _cross,
    "cloud": _cloud,
    "mail": _mail,
    "lapel": _lapel,
    "hood": _hood,
    "round": _round,
}
"""Every collar by name; the last argument is how wide the torso is."""
