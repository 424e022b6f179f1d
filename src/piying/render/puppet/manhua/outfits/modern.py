"""Loose clothes of today: hoodie, cardigan, dress, hospital gown."""

from __future__ import annotations

from piying.render.puppet.manhua.body import Body, fold, paint_trunk
from piying.render.puppet.manhua.ink import Tones
from piying.render.puppet.manhua.line import Point, between, loop, shape
from piying.render.puppet.manhua.outfits.lower import (
    bare_legs,
    belt,
    cord,
    disc,
    skirt,
    trousers,
)
from piying.render.puppet.manhua.outfits.outfit import (
    Outfit,
    bust_shade,
    cloth,
    jacket_hem,
    panel,
    throat,
    v_opening,
    waist_folds,
    white,
)
from piying.render.puppet.manhua.outfits.pattern import sheen
from piying.render.puppet.manhua.sleeves import Sleeve


def _low(body: Body) -> float:
    return body.form.hip_y + (40.0 if body.bust else 24.0)


def _throat(body: Body, points: list[Point]) -> None:
    """Skin inside an open collar, under the shadow of the collar."""
    ink, brush = body.ink, body.brush
    form = shape(*[[a, b] for a, b in zip(points, [*points[1:], points[0]], strict=True)])
    brush.fill(form, ink.skin.base)


def _hoodie(body: Body) -> None:
    tones, form, torso, brush, ink = body.ink.cloth, body.form, body.torso, body.brush, body.ink
    paint_trunk(body, tones, _low(body) + 10)
    waist_folds(body, tones, 1.3)
    y = form.neck_y - body.rise
    inner = [
        torso.at(-0.72, y - 4),
        torso.at(-0.3, y + 18),
        torso.at(0, y + 26),
        torso.at(0.3, y + 18),
        torso.at(0.72, y - 4),
    ]
    brush.fill(shape(inner, [inner[-1], torso.at(0, y + 8), inner[0]]), ink.white.base)
    throat(body, 16.0)
    for side in (body.far_side(), -body.far_side()):
        rim = [
            torso.at(side * 1.0, y - 24, 9),
            torso.at(side * 1.25, y + 8, 9),
            torso.at(side * 0.72, y + 42, 9),
            torso.at(side * 0.02, y + 74, 6),
            torso.at(side * 0.0, y + 40, 4),
            torso.at(side * 0.42, y + 22, 3),
            torso.at(side * 0.78, y - 8, 3),
        ]
        rim[0] = (side * (form.neck_width * 1.25) + torso.sine * -8, y - 26)
        path = loop(rim)
        brush.fill(path, tones.base)
        shade = [rim[1], rim[2], rim[3], (rim[2][0] * 0.9, rim[2][1] - 16)]
        brush.fill(loop(shade), tones.shade, 0.9)
        brush.edge(path, tones.line, 1.6)
    for side in (-1.0, 1.0):
        start = torso.at(side * 0.14, y + 58, 8)
        swing = body.swing(80)
        cord(
            body,
            [start, (start[0] + swing * 0.4, start[1] + 44), (start[0] + swing, start[1] + 92)],
            4.0,
            ink.accent,
        )
    top = form.waist_y - 30
    pouch = torso.run(
        (-0.42, 0.42, 0.66, 0.62, -0.62, -0.66),
        (top, top, top + 54, form.hip_y + 6, form.hip_y + 6, top + 54),
        2,
    )
    panel(body, pouch, tones, line=1.8)
    fold(
        body,
        [torso.at(-0.3, top + 4, 2), torso.at(-0.2, top + 40, 2), torso.at(-0.24, top + 80, 2)],
        6,
        tones,
    )
    if not body.bust:
        belt(body, ink.tones(tones.shade), _low(body) - 8, 26)


def _casual_lower(body: Body) -> None:
    jeans = body.ink.tones(body.ink.cloth.shade.toward(body.ink.dark.base, 0.45))
    trousers(body, jeans, body.ink.white, wide=0.92 if body.form.female else 1.0, crease=False)


def _casual(body: Body) -> None:
    """A knitted cardigan over a light top."""
    tones, form, torso, brush, ink = body.ink.cloth, body.form, body.torso, body.brush, body.ink
    paint_trunk(body, tones, _low(body))
    y = form.neck_y - body.rise
    ys = (form.neck_y + 3, form.shoulder_y + 30, form.chest_y, form.waist_y, _low(body))
    front = shape([torso.at(-0.56, py) for py in ys], [torso.at(0.56, py) for py in ys[::-1]])
    brush.fill(front, ink.white.base)
    bust_shade(body, ink.white)
    neck = [
        torso.at(-0.8, y),
        torso.at(-0.4, y + 24),
        torso.at(0, y + 32),
        torso.at(0.4, y + 24),
        torso.at(0.8, y),
    ]
    w = form.neck_width * 0.98
    _throat(body, [*neck, (w, form.neck_y - 1), (-w, form.neck_y - 1)])
    brush.line(neck, [2.0, 4.5, 5.0, 4.5, 2.0], ink.white.shade)
    brush.line([(px, py - 2) for px, py in neck], [0.8, 1.5, 1.6, 1.5, 0.8], ink.white.line)
    low = _low(body) + 6
    for side in (body.far_side(), -body.far_side()):
        edge = [
            torso.at(side * 0.92, y + 2, 5),
            torso.at(side * 0.40, form.shoulder_y + 70, 4),
            torso.at(side * 0.26, form.chest_y + 60, 4),
            torso.at(side * 0.30, low, 4),
        ]
        heights = (
            low,
            form.hip_y,
            form.waist_y,
            (form.chest_y + form.waist_y) / 2,
            form.chest_y,
            form.shoulder_y + 62,
            form.shoulder_y + 16 - body.rise,
            form.shoulder_y - 6 - body.rise,
        )
        way = 1.0 if side > 0 else -1.0
        outer = [torso.edge(way, py) for py in heights]
        path = shape(edge, [edge[-1], outer[0]], outer, [outer[-1], edge[0]])
        brush.fill(path, tones.base)
        if side == body.shade_side:
            dim = [(px - side * (18 + 0.12 * abs(px)), py) for px, py in outer]
            brush.fill(shape(outer, dim[::-1]), tones.shade)
        rib = [
            torso.at(side * (u + 0.12), py, 4)
            for u, (_, py) in zip((0.92, 0.40, 0.26, 0.30), edge, strict=True)
        ]
        brush.fill(shape(edge, rib[::-1]), ink.tones(tones.base.toward(tones.shade, 0.4)).base)
        brush.line(edge, [1.0, 2.0, 2.0, 1.4], tones.line)
        brush.line(rib, [0.5, 1.1, 1.1, 0.8], tones.line)
    for step in range(3):
        disc(body, torso.at(0.32, form.chest_y + 44 + step * 54, 5), 5.4, ink.accent)
    waist_folds(body, tones)
    jacket_hem(body, tones, low)


def _dress(body: Body) -> None:
    tones, form, torso, brush, ink = body.ink.cloth, body.form, body.torso, body.brush, body.ink
    paint_trunk(body, tones, _low(body) if body.bust else form.waist_y + 12)
    bust_shade(body, tones)
    sheen(body, tones, form.waist_y)
    y = form.neck_y - body.rise
    cut = form.shoulder_y + 44
    neck = [
        torso.at(-1.1, y + 6),
        torso.at(-0.64, cut - 10),
        torso.at(-0.34, cut + 26),
        torso.at(0, cut + 22),
        torso.at(0.34, cut + 26),
        torso.at(0.64, cut - 10),
        torso.at(1.1, y + 6),
    ]
    _throat(body, [*neck, torso.at(0.4, y - 6), torso.at(-0.4, y - 6)])
    for side in (-1.0, 1.0):
        bone = [
            torso.at(side * 0.12, y + 22),
            torso.at(side * 0.5, y + 14),
            torso.at(side * 0.9, y + 12),
        ]
        brush.line(bone, [2.4, 1.4, 0.0], ink.skin.shade.toward(ink.skin.line, 0.3), 0.9)
    brush.line(neck, [1.2] + [5.0] * 5 + [1.2], ink.accent.base)
    brush.line([(px, py + 3) for px, py in neck], [0.6] + [1.3] * 5 + [0.6], ink.accent.line)
    waist_folds(body, tones)
    if not body.bust:
        belt(body, ink.accent, form.waist_y - 12, 24)
    for u in (-0.5, -0.2, 0.15, 0.45):
        start = torso.at(u, form.waist_y - 14)
        fold(
            body,
            [start, torso.at(u * 0.8, form.waist_y - 44), torso.at(u * 0.5, form.waist_y - 78)],
            4.0,
            tones,
        )


def _dress_lower(body: Body) -> None:
    form, ink = body.form, body.ink
    bare_legs(body, ink.skin, ink.accent)
    skirt(body, ink.cloth, form.knee_y + (form.ankle_y - form.knee_y) * 0.22, 0.62, folds=8)


def _linen(body: Body) -> Tones:
    """Hospital linen: white with a breath of the outfit's colour."""
    return body.ink.tones(body.ink.white.base.toward(body.ink.cloth.bright, 0.22))


def _gown(body: Body) -> None:
    """A hospital gown with thin stripes."""
    tones = _linen(body)
    form, torso, brush, ink = body.form, body.torso, body.brush, body.ink
    paint_trunk(body, tones, _low(body))
    stripe = tones.base.toward(ink.cloth.base, 0.5)
    heights = (
        form.shoulder_y + 4,
        form.shoulder_y + 50,
        form.chest_y,
        form.waist_y,
        _low(body),
    )
    for step in range(-8, 9):
        line = [torso.at(step / 8.6, y) for y in heights]
        brush.line(line, [1.4, 2.2, 2.2, 2.2, 2.2], stripe)
    bust_shade(body, tones)
    waist_folds(body, tones, 1.2)
    low = form.chest_y + 6
    left, point, right = v_opening(body, low, 0.42)
    brush.fill(shape([left, right], [right, point], [point, left]), ink.skin.base)
    for side, edge in ((-1.0, left), (1.0, right)):
        trim = [edge, between(edge, point, 0.5), point, torso.at(0.05, form.waist_y + 20)]
        cord(body, trim[:3] if side < 0 else trim, 8.0, ink.tones(ink.cloth.bright))


def _gown_lower(body: Body) -> None:
    tones = _linen(body)
    trousers(body, tones, body.ink.white, wide=1.12, crease=False)
    skirt(body, tones, body.form.hip_y + 90, 0.10, folds=5)


OUTFITS: dict[str, Outfit] = {
    "hoodie": Outfit(_hoodie, _casual_lower, Sleeve(1.36, 1.34, 1.2, cuff="rib"),
        trim_dye=cloth, ease=14.0, waist_ease=12.0),
    "casual": Outfit(_casual, _casual_lower, Sleeve(1.22, 1.2, 1.1, cuff="rib"),
        trim_dye=cloth, ease=8.0, waist_ease=8.0),
    "dress": Outfit(_dress, _dress_lower, Sleeve(1.14, 1.1, 1.0, length=0.32, puff=0.34),
        ease=3.0, waist_ease=0.0),
    "gown": Outfit(_gown, _gown_lower, Sleeve(1.28, 1.3, 1.3, length=0.92), trim_dye=white,
        ease=11.0, waist_ease=14.0,
        sleeve_dye=_linen),
}  # fmt: skip
