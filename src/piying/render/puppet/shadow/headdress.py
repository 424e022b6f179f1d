"""What is worn on the head: crowns, plumes, pins and modern things, round the joint of the neck."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from piying.model.people import Age, Look
from piying.render.puppet.shadow.dye import BLACK, CREAM, GREEN, INDIGO, OCHRE, VERMILION, Dyes
from piying.render.puppet.shadow.hide import INK, Cutter, mixed
from piying.render.puppet.shadow.knife import Point, dense, disc, placed, smooth, strip, taper
from piying.render.puppet.shadow.motif import bordered, motif, petal, tiled, veins
from piying.render.puppet.shadow.part import Part
from piying.render.puppet.shadow.tresses import beard, petal_disc

PLUME_LENGTH = 560.0


def pompom(cutter: Cutter, x: float, y: float, radius: float, dye: int) -> None:
    """绒球: a ball of floss on a wire, cut like a flower."""
    cutter.hide(petal_disc(x, y, radius), dye)
    cutter.cut([placed(motif("plum"), x, y, radius * 0.62)])


def general_crown(dyes: Dyes) -> list[Part]:
    """紫金冠: a gold crown of ruyi clouds with rows of pompoms and a red ball on top."""
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
    base = smooth([(92, -190), (100, -236), (60, -262), (48, -312), (10, -344), (-34, -318), (-58, -268), (-96, -244),
                   (-104, -196), (-40, -216), (30, -212)], corners=(0, 1, 7, 8))  # fmt: skip
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
    return [
        Part(back.done(contour=3.4)),
        Part(top.done(contour=3.0, shade=0.15)),
        Part(crown.done(contour=3.6)),
    ]


def plume(dyes: Dyes) -> Part:
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


def phoenix_crown(dyes: Dyes) -> list[Part]:
    """凤冠: tiers of flowers and pearls, a phoenix before, tassels of beads at the temple."""
    fan = smooth([(86, -188), (100, -240), (70, -300), (16, -336), (-50, -332), (-104, -286), (-122, -226), (-106, -178),
                  (-50, -206), (20, -212)], corners=(0, 7))  # fmt: skip
    crown = Cutter().hide(fan, mixed(GREEN, INDIGO, 0.4))
    crown.inlay(smooth([(90, -188), (98, -214), (20, -240), (-50, -236), (-116, -200), (-106, -176), (-50, -206), (20, -212)], corners=(0, 1, 4, 5)), OCHRE,
                bordered([(82, -204), (20, -224), (-50, -220), (-100, -196)], "lozenge", 8.5, gap=2.2))  # fmt: skip
    crown.cut(
        tiled(
            smooth(
                [
                    (86, -226),
                    (90, -250),
                    (62, -290),
                    (10, -322),
                    (-48, -318),
                    (-96, -276),
                    (-110, -226),
                    (-50, -246),
                    (20, -250),
                ]
            ),
            "snow",
            13,
            gap=(2.2, 1.9),
        )
    )
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
        Part(top.done(contour=2.6, shade=0.15)), Part(crown.done(contour=3.4)), Part(bird.done(contour=2.4)),
        Part(beads, 142, -234, swing=2.4), Part(beads, -92, -190, swing=2.0), Part(beads, -70, -186, swing=2.2),
    ]  # fmt: skip


def official_hat(dyes: Dyes) -> list[Part]:
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
    hat.inlay(smooth([(94, -192), (92, -214), (30, -232), (-40, -236), (-114, -216), (-112, -194), (-40, -216), (30, -212)], corners=(0, 1, 4, 5)), OCHRE,
              bordered([(84, -204), (30, -222), (-40, -226), (-104, -206)], "fret", 7.5, gap=2.4))  # fmt: skip
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


def small_crown(dyes: Dyes) -> list[Part]:
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


def _ribbon(dyes: Dyes) -> list[Part]:
    parts = []
    for k, (x, length, dye) in enumerate(((-98, 250, dyes.trim), (-90, 210, VERMILION))):
        shape = [
            (-8, 0),
            (10, 0),
            (16, length * 0.5),
            (2, length),
            (-22, length - 8),
            (-14, length * 0.5),
        ]
        tail = Cutter().hide(smooth(shape, corners=(0, 1, 3, 4)), dye)
        tail.cut(
            bordered(
                [(0, 26), (2, length * 0.5), (-8, length - 26)],
                "lozenge" if k else "coin",
                8,
                gap=3.0,
            )
        )
        parts.append(Part(tail.done(contour=2.6), x, -206, swing=1.6 + 0.3 * k))
    knot = Cutter().hide(
        petal_disc(-92, -206, 18), VERMILION, [placed(motif("plum"), -92, -206, 11)]
    )
    return [*parts, Part(knot.done(contour=2.6))]


def _hairpin(dyes: Dyes) -> list[Part]:
    flower = Cutter()
    pompom(flower, -30, -250, 26, VERMILION)
    pompom(flower, -62, -240, 19, mixed(VERMILION, CREAM, 0.45))
    flower.hide(taper([(-30, -250), (10, -272), (46, -278)], [4, 7, 3]), OCHRE)
    drop = Cutter()
    for k in range(4):
        drop.hide(disc(0, 10 + k * 14, 5.6), (CREAM, VERMILION)[k % 2])
    return [
        Part(flower.done(contour=2.6)),
        Part(drop.done(contour=1.8, shade=0.0), -62, -222, swing=2.2),
    ]


def _hairband(dyes: Dyes) -> list[Part]:
    band = Cutter().hide(
        smooth(
            [
                (72, -214),
                (34, -236),
                (-24, -242),
                (-80, -228),
                (-86, -206),
                (-26, -220),
                (30, -214),
                (68, -194),
            ],
            corners=(0, 3, 4, 7),
        ),
        dyes.trim,
    )
    return [
        Part(
            band.cut(
                bordered([(58, -214), (30, -225), (-25, -231), (-74, -218)], "lozenge", 8)
            ).done(contour=2.8)
        )
    ]


def _earrings(dyes: Dyes) -> list[Part]:
    ring = (
        Cutter()
        .hide(disc(0, 10, 8), OCHRE, [disc(0, 10, 4)])
        .hide(petal(26, 8, -46), dyes.trim)
    )
    return [Part(ring.done(contour=2.0, shade=0.0), -14, -98, swing=2.4)]


def _glasses(dyes: Dyes) -> list[Part]:
    frame = (
        Cutter()
        .ink(strip(disc(68, -132, 24, 22), 4.5))
        .ink(strip(smooth([(44, -138), (10, -142), (-20, -136)], closed=False), 4.0))
    )
    return [Part(frame.done(contour=0.0, lamp=0.0))]


def _scarf(dyes: Dyes) -> list[Part]:
    wrap = Cutter().hide(
        smooth([(-66, -14), (0, -26), (70, -14), (80, 26), (0, 48), (-76, 30)]), dyes.trim
    )
    wrap.cut(bordered([(-60, 8), (0, 14), (66, 6)], "lozenge", 11, gap=2.4))
    tail = Cutter().hide(
        smooth([(-26, 0), (26, 0), (34, 150), (-18, 160)], corners=(0, 1, 2, 3)), dyes.trim
    )
    tail.cut(
        tiled(
            smooth([(-26, 0), (26, 0), (34, 150), (-18, 160)], corners=(0, 1, 2, 3)),
            "lozenge",
            13,
        )
    )
    return [Part(tail.done(contour=3.0), -44, 20, swing=0.8), Part(wrap.done(contour=3.2))]


def _crown(look: Look, dyes: Dyes) -> list[Part]:
    if look.hair == "monkey" or look.outfit == "armour":
        return general_crown(dyes)
    if look.sex == "female":
        return phoenix_crown(dyes)
    return official_hat(dyes) if look.outfit == "palace_robe" else small_crown(dyes)


WORN = {
    "ribbon": _ribbon, "hairpin": _hairpin, "hairband": _hairband, "earrings": _earrings,
    "glasses": _glasses, "scarf": _scarf,
}  # fmt: skip
ACCESSORIES = (*WORN, "crown", "beard")
"""Every accessory of the kit by name."""


def worn_parts(look: Look, dyes: Dyes) -> tuple[list[Part], list[Part]]:
    """What `look` wears behind its head and before it."""
    behind: list[Part] = []
    before: list[Part] = []
    if "beard" in look.accessories:
        before += beard(dyes, old=look.age is Age.ELDER)
    for name in look.accessories:
        if name == "crown":
            before += _crown(look, dyes)
            if look.outfit == "armour":
                behind += [plume(dyes)]
        elif name in WORN:
            before += WORN[name](dyes)
    return behind, before


__all__ = ["ACCESSORIES", "INK", "sin", "veins", "worn_parts"]
