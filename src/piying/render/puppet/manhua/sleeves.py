"""Sleeves and what they leave free of the arm, with the hand at their end."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

import skia

from piying.render.puppet.manhua.arms import Arm
from piying.render.puppet.manhua.body import Body, fold, trunk
from piying.render.puppet.manhua.hands import paint_hand
from piying.render.puppet.manhua.ink import Tones
from piying.render.puppet.manhua.line import Point, between, oval, shape, sides


@dataclass(frozen=True, slots=True)
class Sleeve:
    """How an outfit clothes the arm; widths are shares of the arm's own width."""

    upper: float = 1.2
    elbow: float = 1.12
    wrist: float = 0.96
    length: float = 1.0
    """Share of the arm that is covered; below 0.5 it ends above the elbow."""
    drape: float = 0.0
    """How far a wide sleeve hangs below the wrist, in shares of the lower arm."""
    cuff: str = ""
    """"shirt", "band", "rib", "trim" or none."""
    puff: float = 0.0
    sheen: bool = False
    """The cloth is silk."""


def _limb(
    start: Point, end: Point, widths: tuple[float, ...], bow: float = 0.0
) -> tuple[list[Point], list[Point], skia.Path]:
    """One half of an arm with rounded ends."""
    count = len(widths)
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) or 1.0
    nx, ny = -dy / length, dx / length
    points = []
    for index in range(count):
        t = index / (count - 1)
        curve = bow * 4 * t * (1 - t)
        x, y = between(start, end, t)
        points.append((x + nx * curve, y + ny * curve))
    left, right = sides(points, widths)
    reach = widths[0] * 0.42 / length
    cap = (start[0] - dx * reach, start[1] - dy * reach)
    return left, right, shape([cap, *left], [*right[::-1], cap])


def _above(arm: Arm, width: float) -> Point:
    """The top of the shoulder, where a sleeve is set in."""
    dx, dy = arm.elbow[0] - arm.shoulder[0], arm.elbow[1] - arm.shoulder[1]
    length = hypot(dx, dy) or 1.0
    inward = -arm.side * 3.0
    return arm.shoulder[0] - dx / length * width * 0.10 + inward, arm.shoulder[
        1
    ] - dy / length * width * 0.10


def _bare(body: Body, arm: Arm, skin: Tones) -> None:
    """The arm itself, for what a sleeve leaves free."""
    width = body.form.arm_width
    brush = body.brush
    upper = _limb(
        between(arm.shoulder, arm.elbow, 0.14),
        arm.elbow,
        (width * 1.5, width * 1.5, width * 1.32, width * 1.16),
    )
    lower = _limb(arm.elbow, arm.wrist, (width * 1.14, width * 1.22, width * 1.0, width * 0.80))
    for left, right, form in (upper,) if arm.behind else (upper, lower):
        brush.fill(form, skin.base)
        brush.fill(oval(*arm.elbow, width * 0.57, width * 0.57), skin.base)
        dark = left if (left[1][0] - right[1][0]) * body.shade_side > 0 else right
        light = right if dark is left else left
        inner = [between(a, b, 0.36) for a, b in zip(dark, light, strict=True)]
        brush.fill(shape(dark, inner[::-1]), skin.shade)
        brush.sweep(dark, 1.7, skin.line, 1.0, (0.5, 0.5))
        brush.sweep(light, 1.2, skin.line, 1.0, (0.5, 0.5))


_Half = tuple[list[Point], list[Point], skia.Path]
"""The two edges and the form of one half of a sleeve."""


def _halves(arm: Arm, sleeve: Sleeve, width: float) -> list[_Half]:
    """The upper half of the sleeve, and the lower one where there is one to be seen."""
    top, middle, low = width * sleeve.upper, width * sleeve.elbow, width * sleeve.wrist
    parts: list[_Half] = []
    if sleeve.length < 0.55:
        end = between(arm.shoulder, arm.elbow, sleeve.length * 2)
        parts.append(
            _limb(
                _above(arm, top),
                end,
                (
                    top * 0.55,
                    top * (1.1 + sleeve.puff),
                    top * (1.14 + sleeve.puff),
                    top * (1.06 + sleeve.puff * 0.4),
                ),
            )
        )
    else:
        parts.append(
            _limb(
                _above(arm, top),
                arm.elbow,
                (
                    top * 0.66,
                    top * 0.96,
                    top * 1.04,
                    top * 1.02,
                    (top + middle) * 0.5,
                    middle * 1.01,
                    middle * 0.98,
                ),
            )
        )
        if not arm.behind:
            end = between(arm.elbow, arm.wrist, sleeve.length * 2 - 1)
            widths = (middle, middle * 1.04, (middle + low) * 0.52, low)
            parts.append(_limb(arm.elbow, end, widths))
    return parts


def _cloth(body: Body, arm: Arm, sleeve: Sleeve, tones: Tones) -> None:
    """The sleeve over upper and lower arm with the folds at the elbow."""
    width = body.form.arm_width * 1.34
    brush, side = body.brush, body.shade_side
    middle = width * sleeve.elbow
    if sleeve.length >= 0.55:
        # What shows of this beyond both halves is the contour of the elbow.
        brush.fill(oval(*arm.elbow, middle * 0.5 + 1.0, middle * 0.5 + 1.0), tones.line)
    parts = _halves(arm, sleeve, width)
    for index, (left, right, form) in enumerate(parts):
        brush.fill(form, tones.base)
        if index or arm.behind:
            round_ = tones.shade if arm.behind and arm.side == side else tones.base
            brush.fill(oval(*arm.elbow, middle * 0.5, middle * 0.5), round_)
        dark = left if (left[1][0] - right[1][0]) * side > 0 else right
        light = right if dark is left else left
        shares = _LOWER_SHADE if index else _UPPER_SHADE
        inner = [
            between(a, b, shares[min(i, len(shares) - 1)])
            for i, (a, b) in enumerate(zip(dark, light, strict=True))
        ]
        brush.fill(shape(dark, inner[::-1]), tones.shade)
        if sleeve.sheen:
            near = [between(a, b, 0.16) for a, b in zip(light, dark, strict=True)][1:]
            far = [between(a, b, 0.30) for a, b in zip(light, dark, strict=True)][1:]
            far[0], far[-1] = near[0], near[-1]
            brush.fill(shape(near, far[::-1]), tones.base.toward(tones.bright, 0.6))
        start = 0.0 if index == 0 else 0.5
        brush.sweep(dark, 2.2, tones.line, 1.0, (start, 0.7))
        brush.sweep(light, 1.5, tones.line, 1.0, (start, 0.7))
        rim = body.ink.rim
        if rim is not None and arm.side * body.ink.rim_side > 0:
            bright = left if (left[1][0] - right[1][0]) * body.ink.rim_side > 0 else right
            brush.sweep(
                [(x - body.ink.rim_side * 2.6, y) for x, y in bright], 5.0, rim, 0.9, (0.3, 0.3)
            )
        if sleeve.length < 0.55:
            brush.line(
                [left[-1], between(left[-1], right[-1], 0.5), right[-1]],
                [0.8, 1.5, 0.8],
                tones.line,
            )
    if sleeve.length >= 0.55 and not arm.behind:
        _elbow_folds(body, arm, middle, tones)


_UPPER_SHADE = (0.0, 0.30, 0.44, 0.34, 0.28, 0.46, 0.40)
_LOWER_SHADE = (0.46, 0.30, 0.44, 0.38)
"""How far the shade reaches across a sleeve, downwards: it breaks where the cloth folds."""


def paint_cast(body: Body, arm: Arm, sleeve: Sleeve, tones: Tones) -> None:
    """The shadow that an arm throws on the body it hangs before."""
    width = body.form.arm_width * (1.34 * sleeve.elbow if sleeve.length > 0.5 else 1.1)
    shift = body.shade_side * (6.0 + 7.0 * abs(body.ink.key_side))
    drop = 12.0 if arm.before or arm.acting else 4.0
    brush = body.brush
    left, right = trunk(body, body.form.hip_y + 30)
    with brush.within(shape(left, right[::-1])):
        for start, end in ((arm.shoulder, arm.elbow), (arm.elbow, arm.wrist)):
            a, b = ((x + shift, y + drop) for x, y in (start, end))
            _, _, form = _limb(a, b, (width, width * 1.04, width, width * 0.9))
            brush.fill(form, tones.deep, 0.42)
            if arm.behind:
                break


def _elbow_folds(body: Body, arm: Arm, width: float, tones: Tones) -> None:
    """Folds fan out from the inside of the elbow."""
    ux, uy = arm.elbow[0] - arm.shoulder[0], arm.elbow[1] - arm.shoulder[1]
    lx, ly = arm.wrist[0] - arm.elbow[0], arm.wrist[1] - arm.elbow[1]
    cross = ux * ly - uy * lx
    way = 1.0 if cross >= 0 else -1.0
    # The middle between the two bones points into the bend.
    sx, sy = (
        lx / (hypot(lx, ly) or 1.0) - ux / (hypot(ux, uy) or 1.0),
        ly / (hypot(lx, ly) or 1.0) - uy / (hypot(ux, uy) or 1.0),
    )
    bend = hypot(sx, sy)
    length = hypot(lx, ly) or 1.0
    nx, ny = (sx / bend, sy / bend) if bend > 0.35 else (-ly / length * way, lx / length * way)
    ex, ey = arm.elbow[0] + nx * width * 0.5, arm.elbow[1] + ny * width * 0.5
    for along, deep in ((-0.06, 0.5), (0.03, 0.78), (0.14, 0.6)):
        start = (ex + lx * along, ey + ly * along)
        end = (
            start[0] - nx * width * deep + lx * 0.06,
            start[1] - ny * width * deep + ly * 0.06,
        )
        middle = between(start, end, 0.5)
        fold(body, [start, (middle[0] + lx * 0.03, middle[1] + ly * 0.03), end], 7.5, tones)


def _drape(body: Body, arm: Arm, sleeve: Sleeve, tones: Tones, lining: Tones) -> None:
    """The hanging bag of a wide period sleeve, with the lining inside its mouth."""
    form, brush = body.form, body.brush
    hang = form.arm_lower * sleeve.drape
    elbow, wrist = arm.elbow, arm.wrist
    width = form.arm_width
    swing = body.swing(hang) * 1.4
    dx, dy = wrist[0] - elbow[0], wrist[1] - elbow[1]
    length = hypot(dx, dy) or 1.0
    steep = abs(dy) / length
    nx, ny = -dy / length, dx / length
    if ny < 0 or (steep > 0.96 and nx * arm.side < 0):
        nx, ny = -nx, -ny
    tip = (wrist[0] + dx / length * width * 0.5, wrist[1] + dy / length * width * 0.5)
    upper_wrist = (tip[0] - nx * width * 0.9, tip[1] - ny * width * 0.9)
    lower_wrist = (
        tip[0] + nx * width * 1.1 + swing * 0.6,
        tip[1] + ny * width * 1.1 + hang * (0.92 - 0.3 * steep),
    )
    if steep > 0.8:
        lower_wrist = (tip[0] + arm.side * hang * 0.42 + swing, tip[1] + hang * 0.26)
        upper_wrist = (tip[0] - arm.side * width * 1.5, tip[1] - width * 0.2)
    back = (elbow[0] + nx * width * 0.9 + swing * 0.3, elbow[1] + ny * width * 0.9 + hang * 0.1)
    top = (elbow[0] - nx * width * 0.8, elbow[1] - ny * width * 0.8)
    low_back = between(back, lower_wrist, 0.55)
    low_back = (low_back[0], low_back[1] + hang * (0.30 if steep < 0.8 else 0.06))
    mouth_edge = [upper_wrist, between(upper_wrist, lower_wrist, 0.5), lower_wrist]
    lower_edge = [back, low_back, lower_wrist]
    upper_edge = [top, between(top, upper_wrist, 0.5), upper_wrist]
    brush.fill(
        shape(upper_edge, [upper_wrist, lower_wrist], [*lower_edge[::-1], top]), tones.base
    )
    deep = (lower_wrist[0] - dx * 0.12, lower_wrist[1] - dy * 0.12 - hang * 0.08)
    inside = (tip[0] - dx / length * width * 0.7, tip[1] - dy / length * width * 0.7)
    brush.fill(shape(mouth_edge, [lower_wrist, deep, inside, upper_wrist]), lining.deep)
    hollow = [lower_wrist, between(low_back, wrist, 0.3), between(back, elbow, 0.2), back]
    brush.fill(shape(lower_edge, hollow), tones.shade)
    _drape_lines(body, (upper_edge, lower_edge, mouth_edge), arm, tones, lining)


def _drape_lines(
    body: Body,
    edges: tuple[list[Point], list[Point], list[Point]],
    arm: Arm,
    tones: Tones,
    lining: Tones,
) -> None:
    """Folds, border and contour of a hanging sleeve: upper, lower and mouth edge."""
    upper, lower, mouth = edges
    for share in (0.3, 0.62):
        start = between(arm.elbow, arm.wrist, share)
        end = between(lower[1], lower[2], share)
        middle = between(start, end, 0.5)
        fold(body, [start, (middle[0] + 5, middle[1]), between(start, end, 0.86)], 6.0, tones)
    brush = body.brush
    brush.sweep(upper, 1.7, tones.line, 1.0, (0.2, 0.8))
    brush.sweep(lower, 2.1, tones.line, 1.0, (0.3, 0.8))
    brush.sweep(mouth, 6.5, lining.base, 1.0, (0.9, 0.9))
    brush.sweep(mouth, 1.3, tones.line, 1.0, (0.6, 0.6))


def _cuff(body: Body, arm: Arm, sleeve: Sleeve, trim: Tones) -> None:
    """The end of the sleeve around the wrist."""
    dx, dy = arm.wrist[0] - arm.elbow[0], arm.wrist[1] - arm.elbow[1]
    length = hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    half = body.form.arm_width * 0.67 * sleeve.wrist * (1.0 if sleeve.cuff != "shirt" else 0.86)
    deep = {"shirt": 9.0, "band": 22.0, "rib": 24.0, "trim": 16.0}[sleeve.cuff]
    start = -2.0 if sleeve.cuff == "shirt" else -deep
    a = (arm.wrist[0] + ux * start, arm.wrist[1] + uy * start)
    b = (arm.wrist[0] + ux * (start + deep), arm.wrist[1] + uy * (start + deep))
    corners = [(a[0] - uy * half, a[1] + ux * half), (b[0] - uy * half, b[1] + ux * half),
               (b[0] + uy * half, b[1] - ux * half), (a[0] + uy * half,
                   a[1] - ux * half)]  # fmt: skip
    path = shape(corners[:2], corners[2:])
    body.brush.fill(path, trim.base)
    dark = (
        corners[:2]
        if (corners[0][0] - corners[3][0]) * body.shade_side > 0
        else corners[3:1:-1]
    )
    middle = [
        between(dark[0], between(corners[0], corners[3], 0.5), 0.7),
        between(dark[1], between(corners[1], corners[2], 0.5), 0.7),
    ]
    body.brush.fill(shape(dark, middle[::-1]), trim.shade)
    body.brush.edge(path, trim.line, 1.2)


def paint_phone(body: Body, size: float, flip: float) -> None:
    """A telephone in a closed hand, in the hand's own space."""
    brush, ink = body.brush, body.ink
    high, low = -flip * size * 0.43, -flip * size * 0.05
    corners = [(size * 0.14, high), (size * 1.04, high), (size * 1.04, low), (size * 0.14, low)]
    path = shape(*[[a, b] for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)])
    brush.fill(path, ink.dark.base)
    brush.edge(path, ink.dark.line, 1.4)
    brush.sweep(
        [(size * 0.3, -flip * size * 0.36), (size * 0.94, -flip * size * 0.36)],
        2.0,
        ink.dark.bright,
        0.9,
        (0.5, 0.5),
    )


def paint_forearm(body: Body, arm: Arm, sleeve: Sleeve, cloth: Tones) -> None:
    """What is seen of a lower arm that goes behind the back."""
    brush = body.brush
    bare = sleeve.length < 0.9
    tones = body.ink.skin if bare else cloth
    width = body.form.arm_width * (1.1 if bare else 1.34 * sleeve.elbow)
    left, right, form = _limb(arm.elbow, arm.wrist, (width, width * 1.04, width, width * 0.9))
    brush.fill(form, tones.shade)
    for edge in (left, right):
        brush.sweep(edge, 1.8, tones.line, 1.0, (0.6, 0.6))


def _pocket(body: Body, arm: Arm, sleeve: Sleeve, tones: Tones) -> None:
    """The slit of the pocket that the wrist goes into."""
    x, y = arm.wrist
    half = body.form.arm_width * 0.85 * max(1.0, sleeve.wrist)
    welt = [(x - arm.side * half * 1.15, y + 2), (x, y + 7), (x + arm.side * half, y - 6)]
    brush = body.brush
    brush.line(welt, [8.0, 9.0, 7.0], tones.shade)
    brush.sweep(welt, 2.4, tones.line, 1.0, (0.7, 0.7))


def paint_arm(body: Body, arm: Arm, sleeve: Sleeve, cloth: Tones, trim: Tones) -> None:
    """The whole arm with its sleeve and hand."""
    brush, ink = body.brush, body.ink
    if arm.behind:
        if sleeve.length < 0.98:
            _bare(body, arm, ink.skin)
        _cloth(body, arm, sleeve, cloth)
        return
    if sleeve.length < 0.98:
        _bare(body, arm, ink.skin)
    hand_first = sleeve.drape > 0.0 or sleeve.cuff in {"rib", "band", "trim", "shirt"}
    size = body.form.hand

    def hand() -> None:
        with brush.moved(*arm.wrist, arm.angle):
            if body.pose.gesture == "phone" and arm.acting and arm.hand == "hold":
                paint_phone(body, size, arm.flip)
            paint_hand(brush, arm.hand, ink, size * _calm(arm), flip=arm.flip)

    hidden = not arm.hand
    if hand_first and not hidden:
        hand()
    if sleeve.length > 0.02:
        _cloth(body, arm, sleeve, cloth)
    if sleeve.drape:
        _drape(body, arm, sleeve, cloth, trim)
    elif sleeve.cuff and not arm.pocket:
        _cuff(body, arm, sleeve, trim)
    if arm.pocket:
        _pocket(body, arm, sleeve, cloth)
    if not hand_first and not hidden:
        hand()


def _calm(arm: Arm) -> float:
    """A hand that rests is seen from its edge and looks smaller."""
    return 1.0 if arm.acting else 0.94
