"""Head and back of who is turned away, as the camera sees them over a listener's shoulder.

The drawings of a face end at the profile. Beyond `BEHIND_DEGREES` the head is another
drawing: the lost profile of cheek and jaw, an ear, the hair as it falls from the whorl, and
before it whatever hangs or is tied at the back. The body is the body from before, turned
the other way, with plain cloth where its front would be.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import cos, radians, sin, sqrt

from piying.render.puppet.art import Pose
from piying.render.puppet.manhua.body import Body, trunk
from piying.render.puppet.manhua.hair.drawing import crown, level, mass_outline, paint_locks
from piying.render.puppet.manhua.hair.style import HairStyle, Mass
from piying.render.puppet.manhua.head import Head, edge_light
from piying.render.puppet.manhua.ink import Tones
from piying.render.puppet.manhua.line import Brush, Point, curve, shape
from piying.render.puppet.manhua.outfits.outfit import waist_folds
from piying.render.puppet.manhua.proportions import FaceForm
from piying.render.puppet.manhua.turn import SKULL_DEPTH, Turn, depth_at

BEHIND_DEGREES = 110.0
"""From this yaw on, to either side, a head is seen from behind."""
BODY_SHARE = 0.6
"""How much of the turn away the body has taken."""
WHORL = (180.0, -86.0)
"""Azimuth and height where the hair of the crown begins to fall."""
_STRANDS = (
    (-176, 1.2), (-160, 0.8), (-146, 1.3), (-130, 0.9), (-116, 1.2), (-100, 0.8),
    (100, 0.8), (116, 1.2), (130, 0.9), (146, 1.3), (160, 0.8), (172, 1.1),
)  # fmt: skip
"""(azimuth, thickness) of the lines that the comb left."""
_SLIVERS = (
    (-152, 12, 20), (-141, 17, 28), (-133, 8, 14), (-120, 13, 22), (-110, 7, 12),
    (-172, 9, 16), (166, 15, 25), (157, 8, 13), (144, 13, 21), (126, 17, 27), (114, 8, 14),
)  # fmt: skip
"""(azimuth, reach upwards, reach downwards) of the broken band of light."""
_NAPE = (
    (104, -26), (122, -6), (145, 6), (165, 10), (180, 10), (195, 8), (215, 2), (235, -10),
)  # fmt: skip
"""(azimuth, how much lower than the nape) of the lower edge of the hair."""
_FALLING = ((0.12, 1.0), (0.24, 1.4), (0.46, 0.9), (0.6, 1.3), (0.8, 1.0), (0.9, 1.4))
"""(share of the width, thickness) of the lines in long hair."""
_LEVELS = (-70.0, -40.0, -10.0, 16.0, 36.0, 56.0, 74.0, 90.0)
"""Heights, in head units, at which the outline of the skin is taken."""


def is_behind(pose: Pose) -> bool:
    """Whether the head is seen from behind in that pose."""
    return abs(pose.yaw) > BEHIND_DEGREES


def turn_behind(pose: Pose) -> Turn:
    """The turn of a head that is seen from behind: as far as the pose says."""
    angle, pitch = radians(pose.yaw), radians(pose.pitch * 0.8)
    side = 1.0 if pose.yaw >= 0 else -1.0
    return Turn(pose.yaw, side, sin(angle), cos(angle), sin(pitch), cos(pitch))


def from_behind(pose: Pose) -> Pose:
    """The pose from before that has the outline of the body of `pose`, which is behind."""
    side = 1.0 if pose.yaw >= 0 else -1.0
    return replace(pose, yaw=0.0, body_yaw=-side * (180.0 - abs(pose.yaw)) * BODY_SHARE)


def paint_spine(body: Body, tones: Tones) -> None:
    """The back of what is worn, over the front of it, from the collar down to the hip."""
    form, brush = body.form, body.brush
    left, right = trunk(body, form.hip_y + 40.0)
    collar = [left[0], (0.0, form.neck_y - 12.0), right[0]]
    cloth = shape(left, [left[-1], right[-1]], right[::-1], collar[::-1])
    brush.fill(cloth, tones.base)
    side = body.shade_side
    dark = right if side > 0 else left
    deep = [(x - side * form.shoulder * 0.34, y + 6.0) for x, y in dark]
    with brush.within(cloth):
        brush.fill(shape(dark, deep[::-1]), tones.shade)
        under = [(x * 1.05, y + 22.0) for x, y in collar]
        brush.fill(shape(collar, under[::-1]), tones.shade, 0.8)
    blades = body.torso.run((-0.5, -0.34, -0.3), (form.chest_y - 70, form.chest_y - 30,
                                                  form.chest_y + 10))  # fmt: skip
    brush.sweep(blades, 2.2, tones.shade, 0.9)
    brush.sweep([(-x, y) for x, y in blades], 2.2, tones.shade, 0.9)
    seam = [(-body.torso.sine * form.depth * 0.5, y) for y in
            (form.neck_y + 14, form.chest_y, form.waist_y, form.hip_y)]  # fmt: skip
    brush.sweep(seam, 1.4, tones.line, 0.5)
    waist_folds(body, tones)
    widths = [1.0, *[1.7] * (len(left) - 2), 1.0]
    brush.line(left, widths, tones.line)
    brush.line(right, widths, tones.line)
    brush.line(collar, [1.2, 1.8, 1.2], tones.line)


def paint_back(brush: Brush, head: Head, style: HairStyle) -> None:
    """The whole head from behind, over the shoulders, with what hangs down the back."""
    head = replace(head, turn=turn_behind(head.pose))
    _skin(brush, head)
    if style.bare:
        _dome(brush, head)
    if style.ears:
        _ear(brush, head)
    if style.mass is not None:
        _fall(brush, head, style.mass)
    if not style.bare:
        _hair(brush, head, style)
    paint_locks(brush, head, style.sides, near=True)
    if not style.bare:
        _gloss(brush, head, style)
    for ornament in (*style.behind, *style.above):
        ornament(brush, head)


def _half_width(form: FaceForm, y: float) -> float:
    """Half the face at that height."""
    if y <= 0:
        return form.width
    if y <= 40:
        return form.width + (form.cheek - form.width) * y / 40
    if y <= 70:
        return form.cheek + (form.jaw - form.cheek) * (y - 40) / 30
    return form.jaw + (form.chin_width + 12 - form.jaw) * (y - 70) / max(1.0, form.chin_y - 70)


def _edges(head: Head, y: float) -> tuple[Point, Point]:
    """The left and right edge of the skin at that height of the head."""
    turn, half = head.turn, _half_width(head.form, y)
    low = max(0.0, (y - 40.0) / 60.0)
    # the back of the neck draws in below the skull
    points = [turn.at(0.0, y, -SKULL_DEPTH * (0.86 - 0.5 * low))]
    for step in range(-4, 5):
        x = half * step / 4
        lies = sqrt(max(0.0, 1.0 - (x / 91.0) ** 2))
        points.append(turn.at(x, y, depth_at(y) * lies * (1.0 if abs(step) < 4 else 0.35)))
    return min(points), max(points)


def _dome(brush: Brush, head: Head) -> None:
    """A skull on which nothing grows."""
    dome, skin = crown(head.turn, 1.0, 4.0, 4.0), head.ink.skin
    brush.fill(curve(dome), skin.base)
    brush.line(dome, [0.6, *[1.5] * (len(dome) - 2), 0.6], skin.line)


def _skin(brush: Brush, head: Head) -> None:
    """The lost profile: what of brow, cheek and jaw stands out beyond the hair."""
    edges = [_edges(head, y) for y in _LEVELS]
    left, right = [a for a, _ in edges], [b for _, b in edges]
    skin, side = head.ink.skin, head.shade_side
    form = shape(left, [left[-1], right[-1]], right[::-1])
    brush.fill(form, skin.base)
    dark = right if side > 0 else left
    inner = [(x - side * 26.0, y) for x, y in dark]
    with brush.within(form):
        brush.fill(shape(dark, inner[::-1]), skin.shade)
        low = [(x, y + 2.0) for x, y in (left[-2], left[-1], right[-1], right[-2])]
        brush.fill(shape(low, [(x, y - 22.0) for x, y in reversed(low)]), skin.shade, 0.8)
    widths = [0.4, *[1.5] * (len(left) - 2), 0.6]
    brush.line(left, widths, skin.line)
    brush.line(right, widths, skin.line)


def _ear(brush: Brush, head: Head) -> None:
    """The ear that is seen, with the back of its shell."""
    turn, skin, y = head.turn, head.ink.skin, head.form.ear_y
    for side in (-1.0, 1.0):
        if turn.depth(side * 78.0, -6.0) < -20.0:
            continue
        root = turn.at(side * 76.0, y, -4.0)
        tip = turn.at(side * 96.0, y, -26.0)
        out = tip[0] - root[0]
        shell = [
            (root[0], root[1] - 22), (root[0] + out * 0.7, root[1] - 28),
            (root[0] + out * 1.15, root[1] - 12), (root[0] + out * 0.8, root[1] + 10),
            (root[0] + out * 0.2, root[1] + 22), (root[0], root[1] + 14),
        ]  # fmt: skip
        brush.fill(shape(shell), skin.base)
        brush.line(shell, [0.5, 1.3, 1.5, 1.4, 1.2, 0.3], skin.line)
        fold = [(x * 0.5 + root[0] * 0.5, py) for x, py in shell[1:5]]
        brush.sweep(fold, 1.6, skin.shade, 0.9)


def _front(head: Head, style: HairStyle) -> list[Point]:
    """The edge of the hair before the ear that is seen, from the crown downwards."""
    turn = head.turn
    line = sorted(style.hairline, key=lambda stop: stop[1])
    side = -turn.side
    run = [
        turn.skull(azimuth, y, style.volume)
        for azimuth, y in line
        if azimuth * side > 0 and turn.skull(azimuth, y, style.volume)[2] > 0
    ]
    return [(x, y) for x, y, _ in run]


def _nape(head: Head, style: HairStyle) -> list[Point]:
    """The lower edge of the hair, from behind the ear that is seen round to the other side."""
    turn, side = head.turn, -head.turn.side
    low = style.nape_y + (14.0 if style.ears else 26.0)
    points = []
    for azimuth, drop in _NAPE:
        y = low + drop
        x, py, depth = turn.skull(side * azimuth, y, style.volume - 0.1)
        if depth > -6.0:
            points.append((x, py))
    return points


def _hair(brush: Brush, head: Head, style: HairStyle) -> None:
    """The hair on the skull: its form, the shade on its dark side, the lines of the comb."""
    turn, hair = head.turn, head.ink.hair
    high = level(turn, -52.0)
    low = level(turn, 10.0)
    # towards the face the outline ends where the hair does, at the back where the nape begins
    ends = (-52.0, 16.0) if turn.side < 0 else (16.0, -52.0)
    over = crown(turn, style.volume, *ends)
    front, nape = _front(head, style), _nape(head, style)
    face, back = (over[0], over[-1]) if turn.side < 0 else (over[-1], over[0])
    lower = [face, *front, *nape, back]
    form = shape(over, lower[::-1] if turn.side < 0 else lower)
    brush.fill(form, hair.base)
    side = head.shade_side
    dark = over[len(over) // 2 :] if side > 0 else over[: len(over) // 2 + 1]
    with brush.within(form):
        inner = [(x - side * 34.0, y + 14.0) for x, y in dark]
        tail = (dark[-1][0] - side * 8.0, low + 70.0) if side > 0 else (
            dark[0][0] - side * 8.0, low + 70.0)  # fmt: skip
        run = [*dark, tail] if side > 0 else [tail, *dark]
        brush.fill(shape(run, inner[::-1]), hair.base.toward(hair.shade, 0.7))
        under = [(x, y - 20.0) for x, y in nape]
        if style.mass is None and len(nape) > 2:
            brush.fill(shape(nape, under[::-1]), hair.base.toward(hair.deep, 0.55))
    _comb(brush, head, style, high)
    brush.line(over, [0.5, *[1.7] * (len(over) - 2), 0.5], hair.line)
    # long hair goes on below the nape: there is no edge
    seen = lower if style.mass is None else [face, *front]
    brush.line(seen, [0.4, *[1.2] * (len(seen) - 2), 0.4], hair.line, 0.85)
    if head.ink.rim is not None:
        count = len(over)
        rim = over[int(count * 0.6) :] if head.ink.rim_side > 0 else over[: int(count * 0.4)]
        edge_light(brush, head, rim, 5.2, 0.95)


def _comb(brush: Brush, head: Head, style: HairStyle, high: float) -> None:
    """Lines from the whorl down to the nape."""
    turn, ink = head.turn, head.ink
    start, top = WHORL
    for azimuth, thick in _STRANDS:
        around = azimuth if azimuth > 0 else azimuth + 360.0
        line = []
        for share in (0.1, 0.4, 0.7, 1.0):
            a = start + (around - start) * (0.3 + 0.7 * share)
            y = top + (style.nape_y - 6.0 - top) * share**1.3
            x, py, depth = turn.skull(a, y, style.volume - 0.01)
            if depth < 4.0:
                break
            line.append((x, py))
        if len(line) == 4 and line[-1][1] > high:
            brush.sweep(line, thick, ink.hair.line, 0.6)


def _gloss(brush: Brush, head: Head, style: HairStyle) -> None:
    """The broken band of light round the back of the head."""
    if style.gloss <= 0:
        return
    turn, hair = head.turn, head.ink.hair
    for azimuth, up, down in _SLIVERS:
        line = []
        for y in (-66.0 - up * 0.7, -62.0, -58.0 + down * 0.4, -54.0 + down):
            x, py, depth = turn.skull(azimuth, y, style.volume + 0.005)
            if depth < 22.0:
                break
            line.append((x, py))
        if len(line) == 4:
            brush.sweep(line, 6.5, hair.base.toward(hair.bright, 0.75 * style.gloss), 0.9)


def _fall(brush: Brush, head: Head, mass: Mass) -> None:
    """Long hair over the back: seen from outside, it is full of light."""
    left, tips, right = mass_outline(head, mass)
    ends = [left[-1], *tips, right[-1]]
    hair = head.ink.hair
    brush.fill(shape(left, ends, right[::-1]), hair.base)
    side = head.shade_side
    dark, other = (right, left) if side > 0 else (left, right)
    band = [(a[0] * 0.7 + b[0] * 0.3, a[1]) for a, b in zip(dark, other, strict=True)]
    brush.fill(shape(dark, band[::-1]), hair.base.toward(hair.shade, 0.7))
    for low, high, light in ((0.30, 0.40, 0.4), (0.52, 0.56, 0.25), (0.66, 0.74, 0.3)):
        edges = [
            [(a[0] * (1 - s) + b[0] * s, a[1]) for a, b in zip(other, dark, strict=True)]
            for s in (low, high)
        ]
        first, second = edges
        second[0], second[-1] = first[0], first[-1]
        brush.fill(shape(first, second[::-1]), hair.base.toward(hair.bright, light))
    for share, thick in _FALLING:
        strand = [
            (a[0] + (b[0] - a[0]) * share, a[1]) for a, b in zip(left, right, strict=True)
        ]
        brush.sweep(strand, thick, hair.line, 0.7)
    count = len(left)
    for edge in (left, right):
        brush.line(edge, [0.3, *[1.5] * (count - 2), 1.0], hair.line)
    for a, b in pairwise(ends):
        brush.line([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b], [0.6, 1.2, 0.6], hair.line)
