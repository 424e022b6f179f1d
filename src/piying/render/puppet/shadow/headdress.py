"""What is worn on the head: pins, ribbons, glasses and crowns; round the joint of the neck."""

from __future__ import annotations

from piying.model.people import Age, Look
from piying.render.puppet.shadow.crowns import (
    general_crown,
    official_hat,
    phoenix_crown,
    plume,
    pompom,
    small_crown,
)
from piying.render.puppet.shadow.dye import CREAM, OCHRE, VERMILION, Dyes
from piying.render.puppet.shadow.hide import Cutter, mixed
from piying.render.puppet.shadow.knife import disc, placed, smooth, strip, taper
from piying.render.puppet.shadow.motif import bordered, motif, petal, tiled
from piying.render.puppet.shadow.part import Part
from piying.render.puppet.shadow.tresses import beard, petal_disc


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


def _hairpin(_dyes: Dyes) -> list[Part]:
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


def _glasses(_dyes: Dyes) -> list[Part]:
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


def _crown(look: Look) -> list[Part]:
    if look.hair == "monkey" or look.outfit == "armour":
        return general_crown()
    if look.sex == "female":
        return phoenix_crown()
    return official_hat() if look.outfit == "palace_robe" else small_crown()


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
            before += _crown(look)
            if look.outfit == "armour":
                behind += [plume()]
        elif name in WORN:
            before += WORN[name](dyes)
    return behind, before
