"""Tailored clothes of today: school uniform, suit, coat."""

from __future__ import annotations

from piying.render.puppet.manhua.body import Body, paint_trunk
from piying.render.puppet.manhua.ink import Tones
from piying.render.puppet.manhua.line import between, loop, shape
from piying.render.puppet.manhua.outfits.lower import bare_legs, belt, disc, skirt, trousers
from piying.render.puppet.manhua.outfits.outfit import (
    Outfit,
    bust_shade,
    cloth,
    jacket_hem,
    lapel_line,
    panel,
    throat,
    v_opening,
    waist_folds,
)
from piying.render.puppet.manhua.outfits.pattern import hem_lines, pinstripes, striped
from piying.render.puppet.manhua.sleeves import Sleeve


def _low(body: Body) -> float:
    return body.form.hip_y + (40.0 if body.bust else 24.0)


def _shirt_front(body: Body, low_y: float, tones: Tones, wide: float) -> None:
    """A shirt with its collar inside a V."""
    left, low, right = v_opening(body, low_y, wide)
    body.brush.fill(shape([left, right], [right, low], [low, left]), tones.base)
    side = body.shade_side
    edge = right if side > 0 else left
    body.brush.fill(
        shape([edge, low], [low, between(low, edge, 0.6), (edge[0] - side * 12, edge[1])]),
        tones.shade,
    )
    throat(body, 36.0 if body.form.female else 15.0)


def _collar(body: Body, tones: Tones, *, deep: float = 46.0, open_: float = 12.0) -> None:
    """A turned-down shirt collar."""
    form, torso = body.form, body.torso
    y = form.neck_y - 6 - body.rise
    for side in (body.far_side(), -body.far_side()):
        back = torso.at(side * 0.96, y - 4, 3)
        inner = torso.at(side * 0.08 * open_ / 12, form.neck_y + 22 - body.rise, 2)
        tip = torso.at(side * 0.30, form.neck_y + deep - body.rise, 2)
        outer = torso.at(side * 0.62, form.neck_y + 8 - body.rise, 5)
        panel(body, [back, inner, tip, outer], tones)
        if side == body.shade_side:
            body.brush.fill(
                shape(
                    [outer, tip],
                    [tip, between(inner, tip, 0.5)],
                    [between(back, inner, 0.4), outer],
                ),
                tones.shade,
                0.9,
            )


def _tie(body: Body, tones: Tones) -> None:
    form, torso = body.form, body.torso
    top, low = form.neck_y + 20 - body.rise, form.chest_y + 96
    knot = [
        torso.at(-0.085, top),
        torso.at(0.085, top),
        torso.at(0.055, top + 26),
        torso.at(-0.055, top + 26),
    ]
    blade = [
        knot[3],
        knot[2],
        torso.at(0.13, low - 24),
        torso.at(0.01, low),
        torso.at(-0.13, low - 24),
    ]
    panel(body, blade, tones)
    body.brush.fill(
        shape(
            [knot[2], torso.at(0.13, low - 24)],
            [torso.at(0.01, low), torso.at(0.03, top + 60), knot[2]],
        ),
        tones.shade,
    )
    for share in (0.28, 0.52, 0.76):
        y = top + 26 + (low - 50 - top) * share
        wide = 0.055 + 0.075 * share
        stripe = [
            torso.at(-wide * 0.9, y + 12),
            torso.at(0.0, y + 4),
            torso.at(wide * 0.9, y - 6),
        ]
        body.brush.line(stripe, [3.0, 3.0, 3.0], tones.bright)
    panel(body, knot, tones)


def _bow(body: Body, tones: Tones) -> None:
    """A school ribbon."""
    form, torso = body.form, body.torso
    x, y = torso.at(0.0, form.neck_y + 46 - body.rise, 3)
    swing = body.swing(60)
    for side in (-1.0, 1.0):
        tail = [
            (x, y),
            (x + side * 12, y + 4),
            (x + side * 27 + swing, y + 62),
            (x + side * 15 + swing, y + 58),
            (x + side * 8 + swing, y + 68),
        ]
        panel(body, tail, tones)
        wing = [
            (x, y),
            (x + side * 24, y - 17),
            (x + side * 50, y - 17),
            (x + side * 48, y + 12),
            (x + side * 24, y + 13),
        ]
        body.brush.fill(loop(wing), tones.base)
        body.brush.fill(
            loop(
                [
                    (x, y + 2),
                    (x + side * 26, y + 2),
                    (x + side * 47, y + 11),
                    (x + side * 24, y + 13),
                ]
            ),
            tones.shade,
        )
        body.brush.edge(loop(wing), tones.line, 1.5)
        body.brush.sweep([(x + side * 6, y), (x + side * 22, y - 5)], 1.4, tones.line)
    knot = loop([(x - 9, y - 9), (x + 9, y - 9), (x + 10, y + 8), (x - 10, y + 8)])
    body.brush.fill(knot, tones.base)
    body.brush.edge(knot, tones.line, 1.5)


def _lapels(
    body: Body, tones: Tones, low_y: float, *, notch: bool = True, wide: float = 0.36
) -> None:
    """The lapels of a jacket down to its first button."""
    form, torso = body.form, body.torso
    y = form.neck_y - 2 - body.rise
    for side in (body.far_side(), -body.far_side()):
        top = torso.at(side * 0.92, y, 4)
        low = torso.at(side * 0.02, low_y, 2)
        mid_in = torso.at(side * wide * 0.62, (y + low_y) / 2 - 20, 2)
        out = torso.at(side * (wide + 0.20), form.shoulder_y + 62, 3)
        notch_in = torso.at(side * (wide + 0.06), form.shoulder_y + 52, 3)
        high = torso.at(side * 0.66, form.shoulder_y + 10 - body.rise, 5)
        points = (
            [top, mid_in, low, out, notch_in, high] if notch else [top, mid_in, low, out, high]
        )
        # The lapel lies on the jacket with its own thickness: a shadow below, a lit edge.
        fall = [(x + body.shade_side * 4.0, py + 6.0) for x, py in points]
        runs = [[a, b] for a, b in zip(fall, [*fall[1:], fall[0]], strict=True)]
        body.brush.fill(shape(*runs), tones.deep)
        panel(body, points, tones, line=1.8)
        if side != body.shade_side:
            edge = [between(out, high, 0.04), between(out, low, 0.5), between(out, low, 0.94)]
            lit = [(x - side * 3.2, py - 1.5) for x, py in edge]
            body.brush.line(lit, [0.6, 2.2, 0.4], tones.bright, 0.8)
        if side == body.shade_side:
            inner = between(low, mid_in, 0.34)
            body.brush.fill(shape([out, low], [low, inner], [inner, out]), tones.shade)
            lapel_line(body, [out, between(out, low, 0.5), low], tones)


def _closing(body: Body, tones: Tones, top_y: float, low_y: float) -> None:
    line = [
        body.torso.at(0.02, top_y, 2),
        body.torso.at(0.03, (top_y + low_y) / 2, 2),
        body.torso.at(0.05, low_y, 2),
    ]
    body.brush.line(line, [1.0, 1.8, 1.2], tones.line)


def _uniform(body: Body) -> None:
    tones, form = body.ink.cloth, body.form
    paint_trunk(body, tones, _low(body))
    bust_shade(body, tones)
    waist_folds(body, tones)
    low = form.chest_y + 70
    _shirt_front(body, low, body.ink.white, 0.34)
    if not form.female:
        _tie(body, body.ink.accent)
    _lapels(body, tones, low, wide=0.30)
    _collar(body, body.ink.white)
    if form.female:
        _bow(body, body.ink.accent)
    jacket_hem(body, tones, _low(body))
    _closing(body, tones, low, _low(body) + 8)
    for y in (low + 10, low + 62):
        disc(body, body.torso.at(0.07, y, 3), 5.4, body.ink.gold)
    badge = body.torso.run(
        (0.48, 0.62, 0.62, 0.55, 0.48),
        (
            form.chest_y - 26,
            form.chest_y - 26,
            form.chest_y - 4,
            form.chest_y + 6,
            form.chest_y - 4,
        ),
    )
    panel(body, badge, body.ink.gold, line=1.0)


def _school_lower(body: Body) -> None:
    ink, form = body.ink, body.form
    if form.female:
        bare_legs(
            body,
            ink.skin,
            ink.dark,
            socks=ink.white if form.height < 1200 else ink.dark,
            sock_y=0.12,
        )
        low = form.hip_y + (form.knee_y - form.hip_y) * 0.56
        skirt(body, ink.cloth, low, 0.34, pleats=11)
        half = body.torso.half(form.hip_y) + form.hip * 0.34
        hem_lines(body, low, half + abs(body.stride(1.0)[0]) * 0.2, ink.accent)
    else:
        trousers(body, ink.dark if ink.cloth.base.value > 0.4 else ink.cloth, ink.dark)


def _suit(body: Body) -> None:
    tones, form, ink = body.ink.cloth, body.form, body.ink
    paint_trunk(body, tones, _low(body))
    if striped(body.look):
        pinstripes(body, tones, _low(body))
    bust_shade(body, tones)
    waist_folds(body, tones)
    low = form.chest_y + (62 if form.female else 92)
    _shirt_front(body, low, ink.white, 0.36)
    if not form.female:
        _tie(body, ink.accent)
    _lapels(body, tones, low, wide=0.36)
    _collar(body, ink.white, deep=42)
    jacket_hem(body, tones, _low(body))
    _closing(body, tones, low, _low(body) + 8)
    disc(body, body.torso.at(0.06, low + 8, 3), 4.6, ink.tones(tones.line))
    pocket = body.torso.run(
        (0.42, 0.68, 0.68, 0.42),
        (form.chest_y + 4, form.chest_y, form.chest_y + 9, form.chest_y + 12),
    )
    panel(body, pocket, tones, line=1.2)
    if not form.female:
        square = body.torso.run(
            (0.46, 0.53, 0.6, 0.64),
            (form.chest_y + 4, form.chest_y - 13, form.chest_y - 5, form.chest_y + 1),
        )
        panel(body, square, ink.accent, line=1.0)


def _suit_lower(body: Body) -> None:
    ink, form = body.ink, body.form
    if form.female:
        bare_legs(body, ink.skin, ink.dark)
        skirt(body, ink.cloth, form.knee_y - 40, 0.02)
    else:
        trousers(body, ink.cloth, ink.dark)


def _polo_neck(body: Body, knit: Tones) -> None:
    """The turned-down neck of a knitted jumper, ribbed."""
    form, brush = body.form, body.brush
    w, y = form.neck_width, form.neck_y
    x = body.torso.sine * w * 0.35
    roll = [
        (-w * 1.10, y - 20),
        (x - w * 0.6, y - 10),
        (x, y - 7),
        (x + w * 0.6, y - 10),
        (w * 1.10, y - 20),
    ]
    base = [
        (w * 1.42, y + 12),
        (x + w * 0.8, y + 25),
        (x, y + 30),
        (x - w * 0.8, y + 25),
        (-w * 1.42, y + 12),
    ]
    brush.fill(shape(roll, base), knit.base)
    dark = slice(0, 3) if body.shade_side > 0 else slice(2, 5)
    brush.fill(shape(base[dark], roll[::-1][dark][::-1]), knit.shade)
    for share in (0.2, 0.36, 0.5, 0.64, 0.8):
        place = share * 4
        index, part = int(place), place - int(place)
        top = between(roll[index], roll[min(4, index + 1)], part)
        low = between(base[4 - index], base[max(0, 3 - index)], part)
        brush.sweep([top, between(top, low, 0.5), low], 1.3, knit.line, 0.6)
    brush.line(base, [1.4, 1.8, 1.8, 1.8, 1.4], knit.line)
    brush.line(roll, [1.0, 1.4, 1.4, 1.4, 1.0], knit.line)
    for a, b in ((roll[0], base[-1]), (roll[-1], base[0])):
        brush.line([a, between(a, b, 0.5), b], [1.0, 1.5, 1.2], knit.line)


def _coat(body: Body) -> None:
    tones, form, torso, ink = body.ink.cloth, body.form, body.torso, body.ink
    paint_trunk(body, tones, _low(body))
    low = form.chest_y + 52
    left, _, right = v_opening(body, low, 0.4)
    knit = ink.tones(ink.accent.base)
    body.brush.fill(
        shape([left, right], [right, torso.at(0, low)], [torso.at(0, low), left]), knit.base
    )
    _polo_neck(body, knit)
    waist_folds(body, tones, 1.3)
    _lapels(body, tones, low, notch=True, wide=0.46)
    jacket_hem(body, tones, _low(body))
    _closing(body, tones, low, _low(body) + 8)
    for y in (low + 6, low + 66):
        for u in (-0.24, 0.24):
            disc(body, torso.at(u, y, 4), 6.4, ink.dark)
    if not body.bust:
        belt(body, ink.tones(tones.shade), form.waist_y - 10, 26)


def _coat_lower(body: Body) -> None:
    form, ink = body.form, body.ink
    trousers(body, ink.dark, ink.dark)
    skirt(body, ink.cloth, form.knee_y + 50, 0.26, folds=4)


OUTFITS: dict[str, Outfit] = {
    "uniform": Outfit(_uniform, _school_lower, Sleeve(cuff="shirt")),
    "suit": Outfit(_suit, _suit_lower, Sleeve(upper=1.26, cuff="shirt"), ease=7.0),
    "coat": Outfit(_coat, _coat_lower, Sleeve(1.36, 1.32, 1.24, cuff="trim"), trim_dye=cloth,
        ease=13.0, waist_ease=8.0),
}  # fmt: skip
