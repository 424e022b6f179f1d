"""Clothes of old China, as costume drama wears them."""

from __future__ import annotations

from piying.render.puppet.manhua.body import Body, fold, paint_trunk
from piying.render.puppet.manhua.ink import Tones
from piying.render.puppet.manhua.line import Point, between, loop, oval, shape
from piying.render.puppet.manhua.outfits.lower import belt, boots, cord, disc, skirt, trousers
from piying.render.puppet.manhua.outfits.outfit import (
    Outfit,
    accent,
    bust_shade,
    throat,
)
from piying.render.puppet.manhua.outfits.pattern import cloud, sheen, spray
from piying.render.puppet.manhua.sleeves import Sleeve


def _low(body: Body) -> float:
    return body.form.hip_y + (40.0 if body.bust else 10.0)


def _sashed(body: Body) -> float:
    """Where the upper robe ends: under the sash, so that the skirts fall from there."""
    return _low(body) if body.bust else body.form.waist_y + 14.0


def _front_edge(
    body: Body, side: float, spread: float, low_y: float, lift: float
) -> list[Point]:
    """The edge of one front of a crossed robe, from the nape to the sash."""
    form, torso = body.form, body.torso
    y = form.neck_y - 6 - body.rise
    end = -0.62 if side > 0 else 0.40
    w = form.neck_width
    nape = side * w * 1.12 * spread * max(0.4, torso.cosine) - torso.sine * w * 0.12
    points = [(nape, y - 10)]
    # The lower front goes out of sight where the upper one crosses it.
    for share in (0.16, 0.34, 0.56, 0.8, 1.0) if side > 0 else (0.16, 0.30, 0.44, 0.56, 0.66):
        start = side * 0.62 * spread
        points.append(
            torso.at(
                start + (end - start) * share, y + 10 + (low_y - y - 10) * share**1.1, lift
            )
        )
    return points


def _crossed(
    body: Body,
    tones: Tones,
    band: float,
    low_y: float,
    *,
    lift: float = 3.0,
    spread: float = 0.92,
) -> None:
    """The band of a crossed collar: the figure's left front lies over its right 右衽."""
    brush = body.brush
    for side in (-1.0, 1.0):
        inner = _front_edge(body, side, spread, low_y, lift)
        wide = band * body.form.chest
        outer = [
            (x + side * wide * (0.5 if not index else 1.0), y + (4 if not index else 7))
            for index, (x, y) in enumerate(inner)
        ]
        brush.fill(shape(inner, outer[::-1]), tones.base)
        if side == body.shade_side:
            half = [between(a, b, 0.45) for a, b in zip(inner, outer, strict=True)]
            brush.fill(shape(half, outer[::-1]), tones.shade)
        brush.line(inner, [1.0, 1.6, 1.8, 1.8, 1.6, 0.8], tones.line)
        brush.line(outer, [0.8, 1.6, 1.8, 1.8, 1.6, 0.8], tones.line)


def _chest_skin(body: Body, spread: float) -> None:
    """The V of skin above the crossed collar."""
    low_y = body.form.waist_y - 60
    left = _front_edge(body, -1.0, spread, low_y, 1.0)
    right = _front_edge(body, 1.0, spread, low_y, 1.0)
    y, w = body.form.neck_y - 1, body.form.neck_width * 1.1
    body.brush.fill(
        shape([(-w, y), *left[1:5]], [*right[1:4][::-1], (w, y)]), body.ink.skin.base
    )
    fall = [(x + 1, y) for x, y in (left if body.shade_side < 0 else right)[1:5]]
    body.brush.line(fall, [10.0, 12.0, 10.0, 0.0], body.ink.skin.shade)


def _sash(body: Body, tones: Tones, knot: Tones) -> None:
    """A broad sash with a cord and its two hanging ends."""
    form, torso = body.form, body.torso
    top = form.waist_y - 34
    belt(body, tones, top, 56)
    middle = [torso.at(u, top + 29, 4) for u in (-0.94, -0.5, 0.0, 0.5, 0.94)]
    cord(
        body, [(x, y + 5 * (1 - abs(i - 2) / 2)) for i, (x, y) in enumerate(middle)], 7.0, knot
    )
    x, y = torso.at(0.12, top + 34, 5)
    if not body.bust:
        swing = body.swing(240)
        for side in (-0.6, 1.0):
            cord(
                body,
                [
                    (x, y),
                    (x + side * 14 + swing * 0.2, y + 90),
                    (x + side * 24 + swing, y + 230),
                ],
                6.0,
                knot,
            )
            disc(body, (x + side * 24 + swing, y + 236), 7.0, body.ink.gold)
    disc(body, (x, y), 9.0, body.ink.gold)


def _hanfu(body: Body) -> None:
    tones, form, torso, ink = body.ink.cloth, body.form, body.torso, body.ink
    paint_trunk(body, tones, _sashed(body))
    bust_shade(body, tones)
    sheen(body, tones, _low(body))
    spray(body, torso.at(0.66, form.chest_y - 34, 2), 9.0, tones)
    _chest_skin(body, 0.80)
    _crossed(body, ink.white, 0.13, form.waist_y - 60, lift=1.0, spread=0.80)
    _crossed(body, ink.accent, 0.20, form.waist_y - 30)
    for u, way in ((0.62, 0.2), (-0.66, -0.16), (0.34, 0.06)):
        start = torso.at(u, form.waist_y - 36)
        fold(
            body,
            [
                start,
                torso.at(u * 0.86 + way * 0.2, form.waist_y - 84),
                torso.at(u * 0.8, form.chest_y + 10),
            ],
            5.5,
            tones,
        )
    _sash(body, ink.accent, ink.white)


def _hanfu_lower(body: Body) -> None:
    form, ink = body.form, body.ink
    trousers(body, ink.white, ink.dark, crease=False)
    under = ink.white if form.female else ink.tones(ink.cloth.shade)
    skirt(body, under, form.ankle_y + 46, 0.66, folds=9)
    skirt(body, ink.cloth, form.ankle_y + 10, 0.5, folds=7, trim=ink.accent)
    _front_gap(body, under)
    swing = body.swing(380)
    for u, y, size, way in (
        (0.62, 0.30, 15.0, 1.0),
        (0.2, 0.16, 12.0, -1.0),
        (0.55, 0.10, 13.0, -1.0),
    ):
        place = body.torso.at(min(0.9, u), form.hip_y)[0] * (1.0 + (0.5 if u > 1 else 0.2))
        spray(
            body,
            (place + swing * (1 - y), form.ankle_y + (form.hip_y - form.ankle_y) * y - 30),
            size,
            ink.cloth,
            way=way,
        )


def _front_gap(body: Body, under: Tones) -> None:
    """The overlap of the skirt that opens over the one beneath."""
    form, torso, brush = body.form, body.torso, body.brush
    top, low = form.waist_y + 18, form.ankle_y + 14
    x = torso.at(-0.22, form.waist_y)[0]
    swing = body.swing(400)
    wedge = [(x, top), (x + 26 + swing, low + 12), (x - 58 + swing, low + 8)]
    brush.fill(shape(wedge[:2], wedge[1:], [wedge[2], wedge[0]]), under.base)
    brush.line(
        [wedge[0], between(wedge[0], wedge[1], 0.5), wedge[1]], [0.4, 1.6, 1.6], under.line
    )
    brush.line(
        [wedge[0], between(wedge[0], wedge[2], 0.5), wedge[2]], [0.4, 1.8, 1.8], under.line
    )
    for share in (0.35, 0.68):
        end = between(wedge[1], wedge[2], share)
        brush.line(
            [wedge[0], between(wedge[0], end, 0.6), end], [0.0, 2.0, 4.0], under.shade, 0.9
        )


def _palace(body: Body) -> None:
    """A court robe: a high inner collar, a brocaded front, a broad collar of gold."""
    tones, form, torso, brush, ink = body.ink.cloth, body.form, body.torso, body.brush, body.ink
    paint_trunk(body, tones, _sashed(body))
    bust_shade(body, tones)
    sheen(body, tones, _low(body))
    _chest_skin(body, 0.80)
    _crossed(body, ink.white, 0.12, form.waist_y - 60, lift=1.0, spread=0.80)
    _crossed(body, ink.accent, 0.19, form.waist_y - 40, lift=3.0, spread=0.9)
    _crossed(body, ink.gold, 0.06, form.waist_y - 30, lift=5.0, spread=1.12)
    for u, y, size in (
        (-0.62, form.chest_y - 6, 15),
        (0.66, form.chest_y - 22, 15),
        (0.56, form.waist_y - 70, 13),
        (-0.72, form.waist_y - 74, 12),
    ):
        cloud(body, torso.at(u, y, 2), size, ink.gold, 0.85)
    for side in (-1.0, 1.0):
        yoke = [
            torso.at(side * 1.1, form.neck_y + 12 - body.rise, 6),
            torso.at(side * 0.98, form.shoulder_y + 8 - body.rise, 5),
            torso.edge(side, form.shoulder_y + 30),
        ]
        brush.line(yoke, [2.0, 5.0, 3.0], ink.gold.base)
        brush.line([(x, y + 4) for x, y in yoke], [0.8, 1.4, 0.8], ink.gold.line)
    _sash(body, ink.gold, ink.accent)
    jade = torso.at(0.0, form.waist_y - 6, 6)
    disc(body, jade, 12.0, ink.tones(ink.accent.bright))


def _palace_lower(body: Body) -> None:
    form, ink, torso = body.form, body.ink, body.torso
    skirt(body, ink.white, form.ankle_y + 50, 0.9, folds=9)
    skirt(body, ink.cloth, form.ankle_y + 22, 0.8, folds=7, trim=ink.gold)
    apron = [torso.at(-0.34, form.waist_y), torso.at(0.34, form.waist_y)]
    swing = body.swing(420)
    low = form.ankle_y - 60
    path = shape(
        apron,
        [apron[1], (apron[1][0] + 26 + swing, low)],
        [(apron[1][0] + 26 + swing, low), (apron[0][0] - 26 + swing, low)],
        [(apron[0][0] - 26 + swing, low), apron[0]],
    )
    body.brush.fill(path, ink.accent.base)
    body.brush.edge(path, ink.gold.base, 7.0)
    body.brush.edge(path, ink.gold.line, 1.4)
    x = (apron[0][0] + apron[1][0]) / 2
    for share in (0.3, 0.55, 0.8):
        y = form.waist_y + (low - form.waist_y) * share
        cloud(body, (x + swing * share, y), 20, ink.gold, 0.9)


def _scales(body: Body, low_y: float, tones: Tones) -> None:
    """Rows of scale plates over the chest."""
    form, torso, brush = body.form, body.torso, body.brush
    rows = 7
    top = form.shoulder_y + 30
    for row in range(rows):
        y = top + (low_y - top) * row / rows
        step = 0.235
        for index in range(-4, 5):
            u = (index + (0.5 if row % 2 else 0.0)) * step
            if abs(u) > 0.95:
                continue
            x, py = torso.at(u, y, 2)
            right = torso.at(min(0.99, u + step * 0.5), y, 2)[0]
            left = torso.at(max(-0.99, u - step * 0.5), y, 2)[0]
            half = (right - left) / 2
            if half < 2.5:
                continue
            plate = [
                (x - half, py),
                (x - half * 0.92, py + 17),
                (x, py + 27),
                (x + half * 0.92, py + 17),
                (x + half, py),
            ]
            brush.line(plate, [0.8, 1.5, 1.7, 1.5, 0.8], tones.line)
            brush.line(
                [(x - half * 0.6, py + 12), (x - half * 0.1, py + 21)],
                [0.4, 2.2],
                tones.bright,
                0.9,
            )


def _armour(body: Body) -> None:
    ink, form, torso, brush = body.ink, body.form, body.torso, body.brush
    metal = ink.tones(ink.cloth.base.shifted(strength=0.55).toward(ink.white.base, 0.10))
    path = paint_trunk(body, metal, _low(body))
    with brush.within(path):
        _scales(body, form.waist_y - 20, metal)
    y = form.neck_y - body.rise
    throat(body, 18.0)
    w, x, wide = form.neck_width, torso.sine * form.neck_width * 0.5, form.shoulder * 0.60
    collar = [
        (-w * 1.5, y - 12),
        (x - w * 0.95, y + 15),
        (x, y + 26),
        (x + w * 0.95, y + 15),
        (w * 1.5, y - 12),
    ]
    base = [
        (wide, y + 26),
        (x + wide * 0.72, y + 54),
        (x, y + 70),
        (x - wide * 0.72, y + 54),
        (-wide, y + 26),
    ]
    brush.fill(shape(collar, base), ink.accent.base)
    brush.fill(shape(base, [(px * 0.96, py - 14) for px, py in base[::-1]]), ink.accent.shade)
    brush.line(base, [1.4, 2.0, 2.0, 2.0, 1.4], ink.accent.line)
    brush.line(collar, [2.0, 4.0, 4.5, 4.0, 2.0], ink.gold.base)
    brush.line([(px, py + 2) for px, py in collar], [0.8, 1.3, 1.3, 1.3, 0.8], ink.gold.line)
    for side in (-1.0, 1.0):
        mirror = torso.at(side * 0.46, form.chest_y + 8, 6)
        disc(body, mirror, 27.0, ink.gold)
        brush.edge(oval(*mirror, 17, 17), ink.gold.line, 1.4)
        strap = [
            torso.at(side * 0.52, form.shoulder_y - 2 - body.rise, 5),
            torso.at(side * 0.5, form.shoulder_y + 40, 6),
            (mirror[0], mirror[1] - 26),
        ]
        cord(body, strap, 11.0, ink.dark)
    belt(body, ink.dark, form.waist_y - 26, 44)
    buckle = torso.at(0, form.waist_y, 6)
    disc(body, buckle, 21.0, ink.gold)
    brush.edge(oval(*buckle, 13.0, 13.0), ink.gold.line, 1.4)
    brush.fill(oval(*buckle, 6.5, 6.5), ink.accent.base)


def _armour_lower(body: Body) -> None:
    ink, form, torso, brush = body.ink, body.form, body.torso, body.brush
    metal = ink.tones(ink.cloth.base.shifted(strength=0.55).toward(ink.white.base, 0.10))
    trousers(body, ink.dark, ink.dark, wide=1.05, crease=False)
    boots(body, ink.dark)
    skirt(body, ink.accent, form.knee_y - 10, 0.30, folds=5)
    swing = body.swing(260)
    for side in (-1.0, 1.0):
        a, b = torso.at(side * 0.16, form.waist_y + 8, 3), torso.edge(side, form.waist_y + 10)
        low = form.knee_y - 90
        c, d = (b[0] + side * 46 + swing, low), (a[0] + side * 22 + swing, low + 26)
        path = shape(
            [a, b], [b, (b[0] + side * 34 + swing * 0.4, form.hip_y + 40), c], [c, d], [d, a]
        )
        brush.fill(path, metal.base)
        with brush.within(path):
            for row in range(6):
                y = form.waist_y + 50 + row * 46
                brush.line(
                    [
                        (min(a[0], c[0]) - 60, y),
                        ((a[0] + c[0]) / 2, y + 10),
                        (max(a[0], c[0]) + 60, y),
                    ],
                    [2.0, 2.2, 2.0],
                    metal.line,
                )
                brush.line(
                    [
                        (min(a[0], c[0]) - 60, y + 5),
                        ((a[0] + c[0]) / 2, y + 15),
                        (max(a[0], c[0]) + 60, y + 5),
                    ],
                    [2.6, 2.6, 2.6],
                    metal.bright,
                )
        brush.edge(path, ink.gold.base, 5.0)
        brush.edge(path, ink.gold.line, 1.5)


def _cape(body: Body) -> None:
    """A general's cape."""
    form, ink, torso = body.form, body.ink, body.torso
    low = form.hip_y + 60 if body.bust else form.ankle_y - 60
    swing = body.swing(400) * 1.4
    top = form.shoulder_y - 4 - body.rise
    half = torso.half(form.shoulder_y + 20)
    left = [
        (-half * 0.7, top),
        (-half * 1.05, top + 90),
        (-half * 1.25 + swing * 0.5, (top + low) / 2),
        (-half * 1.45 + swing, low),
    ]
    right = [
        (half * 0.7, top),
        (half * 1.05, top + 90),
        (half * 1.25 + swing * 0.5, (top + low) / 2),
        (half * 1.45 + swing, low),
    ]
    body.brush.fill(
        shape(
            left,
            [left[-1], ((left[-1][0] + right[-1][0]) / 2, low + 24), right[-1]],
            right[::-1],
        ),
        ink.accent.shade,
    )
    for share in (0.12, 0.26, 0.74, 0.88):
        line = [between(a, b, share) for a, b in zip(left, right, strict=True)]
        body.brush.sweep(line, 6.0, ink.accent.deep, 0.9, (0.1, 0.6))
    for edge in (left, right):
        body.brush.sweep(edge, 2.0, ink.accent.line, 1.0, (0.5, 0.8))


def _pauldron(body: Body, side: float) -> None:
    """The shoulder piece of armour, drawn over the sleeve."""
    ink, form, brush = body.ink, body.form, body.brush
    metal = ink.tones(ink.cloth.base.shifted(strength=0.55).toward(ink.white.base, 0.10))
    x, y = body.shoulder(side)
    w = form.arm_width
    for row in (2, 1, 0):
        low, wide = y + 12 + row * 27, w * (1.10 + row * 0.14)
        cx = x + side * (row * 7.0 + 2.0)
        plate = loop(
            [
                (cx - wide, low - 10),
                (cx - wide * 0.7, low - 32 - (14 if not row else 0)),
                (cx + wide * 0.3 * side, low - 42 - (10 if not row else 0)),
                (cx + wide * 0.8, low - 30),
                (cx + wide, low - 8),
                (cx + wide * 0.6, low + 8),
                (cx, low + 14),
                (cx - wide * 0.6, low + 8),
            ]
        )
        brush.fill(plate, metal.base)
        dark = body.shade_side
        brush.fill(
            loop(
                [
                    (cx + dark * wide * 0.25, low - 20),
                    (cx + dark * wide * 0.96, low - 14),
                    (cx + dark * wide * 0.6, low + 7),
                    (cx + dark * wide * 0.1, low + 10),
                ]
            ),
            metal.shade,
        )
        brush.sweep(
            [(cx - wide * 0.9, low - 4), (cx, low + 10), (cx + wide * 0.9, low - 4)],
            4.5,
            ink.gold.base,
            1.0,
            (0.4, 0.4),
        )
        brush.edge(plate, metal.line, 1.7)


OUTFITS: dict[str, Outfit] = {
    "hanfu": Outfit(_hanfu, _hanfu_lower, Sleeve(1.3, 1.4, 1.5, drape=0.86, sheen=True),
        trim_dye=accent,
        ease=9.0, waist_ease=6.0),
    "palace_robe": Outfit(_palace, _palace_lower, Sleeve(1.34, 1.5, 1.7, drape=1.15,
        sheen=True),
        trim_dye=lambda body: body.ink.gold, ease=11.0, waist_ease=8.0),
    "armour": Outfit(_armour, _armour_lower, Sleeve(1.36, 1.22, 1.05, cuff="band"),
        sleeve_dye=accent, trim_dye=lambda body: body.ink.dark, ease=10.0, waist_ease=4.0,
        back=_cape, shoulder=_pauldron),
}  # fmt: skip
