"""Hair, beards and what hangs from the head, round the joint of the neck, looking right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi, sin

import skia

from piying.render.puppet.shadow.dye import OCHRE, VERMILION, Dyes
from piying.render.puppet.shadow.hide import Cutter, mixed
from piying.render.puppet.shadow.knife import Point, dense, disc, polygon, smooth, taper
from piying.render.puppet.shadow.motif import bordered, veins
from piying.render.puppet.shadow.part import Part

Parts = tuple[list[Part], list[Part]]
"""What hangs behind the head and what lies before it."""

_CROWN = [(62, -212), (40, -240), (-8, -256), (-62, -246), (-98, -212)]


def _cap(dyes: Dyes, nape: Sequence[Point], locks: Sequence[Point], *, cuts: int = 6) -> Part:
    """The hair of the skull, from the forehead over the crown to the nape and the temple."""
    hair = smooth([*_CROWN, *nape, *locks], corners=(0,))
    cutter = Cutter().hide(hair, dyes.hair)
    for k in range(cuts):
        s = 0.9 - k * 0.11
        cutter.cut(
            [
                veins(
                    [
                        (58 * s - 6, -200 - 40 * s),
                        (-20 * s - 10, -196 - 48 * s),
                        (-84 * s - 12, -164 - 34 * s),
                        (-92 * s - 8, -128),
                    ],
                    2.6,
                )
            ]
        )
    return Part(cutter.done(contour=3.0, lamp=0.3))


_LONG_NAPE = [(-112, -166), (-106, -120), (-84, -84), (-46, -68)]
_TEMPLE = [(-28, -86), (-14, -108), (0, -92), (10, -112), (14, -150), (34, -192)]
_SHORT_NAPE = [(-112, -166), (-108, -120), (-92, -92), (-58, -84)]
_SHORT_TEMPLE = [(-32, -96), (-10, -126), (6, -128), (20, -170), (40, -196)]


def _fall(
    dyes: Dyes,
    points: Sequence[Point],
    x: float,
    y: float,
    *,
    gain: float = 1.0,
    strands: int = 4,
) -> Part:
    """A mass of loose hair that swings from (x, y); `points` round that joint."""
    shape = Cutter().hide(smooth(points), dyes.hair)
    low = max(py for _, py in points)
    left = min(px for px, _ in points)
    right = max(px for px, _ in points)
    for k in range(strands):
        t = (k + 1) / (strands + 1)
        cx = left + (right - left) * t
        shape.cut(
            [
                veins(
                    [(cx * 0.4, low * 0.12), (cx * 0.9, low * 0.5), (cx * 0.75, low * 0.86)],
                    4.2,
                )
            ]
        )
    return Part(shape.done(contour=3.0, lamp=0.3), x, y, swing=gain)


def _long(dyes: Dyes) -> Parts:
    back = _fall(
        dyes,
        [
            (-46, -60),
            (30, -50),
            (46, 40),
            (30, 190),
            (4, 300),
            (-24, 360),
            (-52, 300),
            (-64, 160),
            (-70, 20),
        ],
        -58,
        -120,
    )
    return [back], [_cap(dyes, _LONG_NAPE, _TEMPLE)]


def _ponytail(dyes: Dyes) -> Parts:
    tail = _fall(
        dyes,
        [
            (6, -20),
            (22, 20),
            (12, 110),
            (-20, 220),
            (-44, 270),
            (-58, 200),
            (-60, 90),
            (-40, 10),
            (-20, -24),
        ],
        -96,
        -214,
        gain=1.5,
        strands=3,
    )
    return [tail], [_cap(dyes, _LONG_NAPE, _TEMPLE), _bow(-94, -216, VERMILION)]


def _twin(dyes: Dyes) -> Parts:
    shape = [
        (8, -16),
        (26, 30),
        (22, 110),
        (0, 180),
        (-22, 190),
        (-38, 120),
        (-36, 30),
        (-20, -16),
    ]
    far, near = (_fall(dyes, shape, x, -196, gain=1.4, strands=2) for x in (-70, -94))
    return [far], [_cap(dyes, _LONG_NAPE, _TEMPLE), near, _bow(-88, -200, VERMILION)]


def _bow(x: float, y: float, dye: int) -> Part:
    loop = [(0, 0), (-14, -22), (-36, -26), (-34, 2), (-12, 8)]
    other = [(0, 0), (10, -26), (30, -34), (34, -10), (12, 6)]
    cutter = (
        Cutter()
        .hide(smooth(loop, corners=(0,)), dye)
        .hide(smooth(other, corners=(0,)), dye)
        .hide(disc(0, -2, 8), OCHRE)
    )
    return Part(cutter.done(contour=2.6), x, y, fixed=True)


def _bob(dyes: Dyes) -> Parts:
    cap = _cap(
        dyes,
        [(-118, -150), (-118, -80), (-96, -34), (-50, -24)],
        [(-12, -36), (6, -70), (16, -120), (36, -182)],
    )
    return [], [cap]


def _short(dyes: Dyes) -> Parts:
    return [], [_cap(dyes, _SHORT_NAPE, _SHORT_TEMPLE, cuts=5)]


def _parted(dyes: Dyes) -> Parts:
    cap = _cap(dyes, _SHORT_NAPE, _SHORT_TEMPLE, cuts=5)
    quiff = Cutter().hide(
        smooth([(20, -244), (64, -250), (96, -220), (88, -190), (66, -206), (36, -216)]),
        dyes.hair,
    )
    quiff.cut([veins([(30, -236), (64, -238), (86, -212)], 3.5)])
    return [], [cap, Part(quiff.done(contour=3.0, lamp=0.3))]


def _crop(dyes: Dyes) -> Parts:
    spikes = [
        (70, -206),
        (72, -236),
        (48, -232),
        (42, -258),
        (16, -246),
        (0, -270),
        (-22, -250),
        (-48, -264),
        (-62, -240),
        (-92, -238),
        (-96, -206),
        (-114, -186),
        (-106, -140),
        (-92, -100),
        (-58, -90),
        (-30, -104),
        (-8, -130),
        (10, -132),
        (24, -176),
    ]
    cutter = Cutter().hide(polygon(spikes), dyes.hair)
    cutter.cut(
        [
            veins(
                [
                    (20 - k * 28, -232 + k * 6),
                    (0 - k * 26, -216 + k * 10),
                    (-16 - k * 20, -190 + k * 14),
                ],
                4,
            )
            for k in range(4)
        ]
    )
    return [], [Part(cutter.done(contour=3.0, lamp=0.3))]


def _topknot(dyes: Dyes) -> Parts:
    knot = Cutter().hide(
        smooth([(-34, -250), (-40, -284), (-20, -306), (6, -300), (16, -274), (6, -250)]),
        dyes.hair,
    )
    knot.cut(
        [
            veins([(-22, -258), (-24, -280), (-8, -296)], 4),
            veins([(-4, -258), (0, -278), (-4, -292)], 3.5),
        ]
    )
    band = Cutter().hide(
        smooth(
            [(-48, -262), (-12, -272), (24, -262), (22, -242), (-12, -250), (-46, -242)],
            corners=(0, 2, 3, 5),
        ),
        OCHRE,
    )
    band.cut(bordered([(-38, -253), (-12, -261), (14, -253)], "bead", 4, gap=3.2))
    pin = (
        Cutter()
        .hide(taper([(-78, -262), (-10, -274), (58, -288)], [5, 6, 3]), OCHRE)
        .hide(disc(-80, -262, 8), VERMILION)
    )
    return [], [
        _cap(dyes, _LONG_NAPE, _TEMPLE),
        Part(knot.done(contour=3.0, lamp=0.3)),
        Part(pin.done(contour=2.4)),
        Part(band.done(contour=2.8)),
    ]


def _bun(dyes: Dyes) -> Parts:
    cloud = Cutter().hide(
        smooth(
            [
                (-66, -236),
                (-96, -262),
                (-90, -304),
                (-52, -318),
                (-20, -300),
                (-16, -262),
                (-34, -240),
            ]
        ),
        dyes.hair,
    )
    cloud.cut(
        [
            veins([(-74, -254), (-82, -282), (-56, -304)], 4.4),
            veins([(-54, -250), (-62, -276), (-44, -292)], 4),
            veins([(-38, -252), (-38, -272), (-30, -284)], 3.6),
        ]
    )
    pin = (
        Cutter()
        .hide(taper([(-122, -260), (-56, -276), (0, -292)], [4, 6, 5]), OCHRE)
        .hide(petal_disc(4, -294, 11), VERMILION)
    )
    drop = (
        Cutter()
        .hide(smooth([(0, 0), (5, 16), (0, 30), (-5, 16)]), OCHRE)
        .hide(disc(0, 38, 6), VERMILION)
    )
    return [], [
        _cap(dyes, _LONG_NAPE, _TEMPLE),
        Part(cloud.done(contour=3.0, lamp=0.3)),
        Part(pin.done(contour=2.4)),
        Part(drop.done(contour=2.0), -116, -258, swing=2.0),
    ]


def petal_disc(x: float, y: float, radius: float, lobes: int = 9) -> skia.Path:
    """The outline of a flower or a ball of floss: a circle with scalloped edge."""
    count = lobes * 4
    points = []
    for k in range(count):
        r = radius * (1.05 if k % 4 in (1, 2) else 0.88)
        points.append((x + r * cos(k * 2 * pi / count), y + r * sin(k * 2 * pi / count)))
    return smooth(points)


def _elder_bun(dyes: Dyes) -> Parts:
    back, front = _bun(dyes)
    return back, front


def _bald(dyes: Dyes) -> Parts:
    dome = Cutter().hide(
        smooth(
            [
                (60, -212),
                (36, -244),
                (-14, -258),
                (-68, -240),
                (-100, -196),
                (-106, -150),
                (-60, -130),
                (-14, -146),
                (10, -180),
            ]
        ),
        mixed(dyes.skin, OCHRE, 0.12),
    )
    dome.line(smooth([(40, -222), (0, -236), (-40, -230)], closed=False), 2.2)
    fringe = Cutter().hide(
        smooth(
            [
                (-106, -172),
                (-112, -120),
                (-92, -70),
                (-52, -60),
                (-26, -92),
                (-14, -122),
                (-44, -140),
            ],
            corners=(0,),
        ),
        dyes.hair,
    )
    fringe.cut(
        [
            veins([(-98 + k * 18, -148), (-92 + k * 18, -112), (-76 + k * 14, -78)], 4)
            for k in range(4)
        ]
    )
    return [], [Part(dome.done(contour=4.0)), Part(fringe.done(contour=3.0, lamp=0.4))]


def _long_loose(dyes: Dyes) -> Parts:
    back, front = _long(dyes)
    lock = _fall(
        dyes,
        [(-6, -20), (8, 10), (12, 90), (4, 180), (-6, 200), (-10, 110), (-14, 20)],
        -14,
        -104,
        gain=1.2,
        strands=1,
    )
    knot = _topknot(dyes)[1][1:]
    return back, [*front, lock, *knot]


def child_tufts(dyes: Dyes) -> Parts:
    """Two tufts tied with red thread, as children wear them."""
    tuft = (
        Cutter()
        .hide(smooth([(-10, 0), (-24, -26), (0, -46), (26, -30), (12, 0)]), dyes.hair)
        .hide(disc(0, 0, 12, 7), VERMILION)
    )
    tuft.cut([veins([(-6, -12), (-8, -26), (2, -38)], 4)])
    piece = tuft.done(contour=2.8, lamp=0.3)
    return [Part(piece, 6, -250, fixed=True)], [
        _cap(dyes, _SHORT_NAPE, _SHORT_TEMPLE, cuts=5),
        Part(piece, -58, -250, fixed=True, rest=-18),
    ]


def _monkey(_dyes: Dyes) -> Parts:
    band = Cutter().hide(
        smooth(
            [(88, -186), (30, -206), (-34, -192), (-38, -210), (28, -226), (92, -204)],
            corners=(0, 2, 3, 5),
        ),
        OCHRE,
    )
    band.cut(bordered([(78, -197), (28, -216), (-28, -203)], "coin", 7, gap=2.5))
    return [], [
        Part(band.done(contour=3.0)),
        Part(
            Cutter()
            .hide(petal_disc(92, -200, 15), VERMILION)
            .hide(disc(92, -200, 6), OCHRE)
            .done(contour=2.4)
        ),
    ]


TRESSES: dict[str, Callable[[Dyes], Parts]] = {
    "long": _long, "ponytail": _ponytail, "bob": _bob, "twin_tails": _twin, "short": _short,
    "parted": _parted, "crop": _crop, "topknot": _topknot, "bun": _bun, "bun_hairpin": _bun,
    "long_loose": _long_loose, "elder_bun": _elder_bun, "bald_elder": _bald, "monkey": _monkey,
}  # fmt: skip
"""Every hair style of the kit by name."""


def beard(dyes: Dyes, *, old: bool) -> list[Part]:
    """髯: a long beard on its wire, moustache and whiskers."""
    dye = mixed(dyes.hair, 0xFFB9A184, 0.72) if old else dyes.hair
    long = 210 if old else 250
    lock = [
        (-56, -8),
        (-20, 4),
        (16, 2),
        (30, 34),
        (26, 110),
        (8, long - 30),
        (-10, long),
        (-32, long - 40),
        (-56, 120),
        (-66, 40),
    ]
    cutter = Cutter().hide(smooth(lock), dye)
    cutter.cut(
        [
            veins(
                [(-46 + k * 15, 24), (-46 + k * 16, long * 0.45), (-30 + k * 9, long * 0.84)],
                5.0,
            )
            for k in range(5)
        ]
    )
    lip = Cutter().hide(
        taper(
            dense([(98, -78), (78, -66), (66, -36), (68, 10)]),
            [2 + 9 * (1 - abs(i / 12 - 1)) for i in range(25)],
        ),
        dye,
    )
    side = Cutter().hide(
        smooth(
            [(-14, -104), (2, -92), (14, -50), (40, -24), (20, -10), (-14, -40), (-22, -80)]
        ),
        dye,
    )
    side.cut([veins([(-12, -86), (-4, -56), (12, -30)], 4)])
    return [
        Part(side.done(contour=2.6, lamp=0.4)),
        Part(cutter.done(contour=3.0, lamp=0.45), 74, -22, swing=0.9),
        Part(lip.done(contour=2.2, lamp=0.4)),
    ]
