"""How hair of any style is drawn: mass, cap, locks, gloss."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import cos, pi, radians, sin, sqrt, tan

import skia

from piying.render.puppet.manhua.hair.style import HairStyle, Lock, Mass
from piying.render.puppet.manhua.head import Head
from piying.render.puppet.manhua.ink import Ink
from piying.render.puppet.manhua.line import Brush, Point, curve, ribbon, shape, sides
from piying.render.puppet.manhua.turn import (
    SKULL_BACK,
    SKULL_DEPTH,
    SKULL_HEIGHT,
    SKULL_WIDTH,
    SKULL_Y,
    Turn,
)


def _swing(head: Head, y: float, root_y: float, lag: float) -> float:
    """How far the swing carries a point that hangs that much below its root."""
    hang = max(0.0, y - root_y)
    reach = min(260.0, hang)
    return -tan(radians(head.pose.hair_swing)) * lag * reach * reach / 260.0


def girth(
    turn: Turn, half_width: float, half_depth: float, behind: float
) -> tuple[float, float]:
    """The left and right edge of an upright oval tube around the axis of the head."""
    half = sqrt((half_width * turn.cosine) ** 2 + (half_depth * turn.sine) ** 2)
    middle = -behind * turn.sine
    return middle - half, middle + half


def level(turn: Turn, y: float, depth: float = -9.0) -> float:
    """Where that height of the skull stands on the screen."""
    return (y - 6.0) * turn.pitch_cosine - (depth - 12.0) * turn.pitch_sine + 6.0


def crown(turn: Turn, lift: float, low_left: float, low_right: float) -> list[Point]:
    """The outline of the skull from a height on its left over the top to one on its right."""
    left, right = girth(turn, SKULL_WIDTH * lift, SKULL_DEPTH * lift, -SKULL_BACK)
    middle, half = (left + right) / 2, (right - left) / 2
    tall = SKULL_HEIGHT * lift

    def at(side: float, y: float) -> Point:
        over = min(1.0, max(0.0, (SKULL_Y - y) / tall))
        narrow = sqrt(1.0 - over * over) if y < SKULL_Y else 1.0 - 0.0008 * (y - SKULL_Y)
        return middle + side * half * narrow, level(turn, y)

    points: list[Point] = [at(-1.0, low_left)]
    for step in range(13):
        angle = pi * step / 12
        # A head of hair is squarer than an ellipse at its upper corners.
        square = 1.0 + 0.014 * abs(sin(2 * angle))
        y = SKULL_Y - tall * sin(angle) * square
        if y < (low_left if step <= 6 else low_right) - 6.0:
            points.append((middle - half * cos(angle) * square, level(turn, y)))
    points.append(at(1.0, low_right))
    return points


def _middle(head: Head, one: Lock) -> tuple[list[Point], float]:
    """A lock's middle line on the screen and its depth."""
    turn = head.turn
    points: list[Point] = []
    depth = 0.0
    root_y = one.points[0][1]
    for (azimuth, y, lift), width in zip(one.points, one.widths, strict=True):
        # At the edge of the head a lock lies flat: its middle draws in by half its width.
        inward = 0.85 * abs(sin(radians(azimuth + turn.degrees))) * width * 0.5 / SKULL_WIDTH
        px, py, pz = turn.skull(azimuth, y, lift - inward)
        points.append((px + _swing(head, y, root_y, one.lag), py))
        depth += pz
    return points, depth / len(one.points)


def paint_lock(
    brush: Brush,
    points: list[Point],
    widths: tuple[float, ...],
    ink: Ink,
    line: float,
    side: float,
) -> None:
    """One lock: its shape, the shade on its dark side, lines along its edges."""
    left, right = sides(points, widths)
    form = shape(left, right[::-1])
    hair = ink.hair
    brush.fill(form, hair.base)
    dark = left if (left[1][0] - right[1][0]) * side > 0 else right
    light = right if dark is left else left
    inner = [
        (a[0] * 0.62 + b[0] * 0.38, a[1] * 0.62 + b[1] * 0.38)
        for a, b in zip(dark, light, strict=True)
    ]
    brush.fill(shape(dark[1:], inner[1:][::-1]), hair.base.toward(hair.shade, 0.8))
    near = [
        (a[0] * 0.20 + b[0] * 0.80, a[1] * 0.2 + b[1] * 0.8)
        for a, b in zip(dark, light, strict=True)
    ]
    far = [
        (a[0] * 0.36 + b[0] * 0.64, a[1] * 0.36 + b[1] * 0.64)
        for a, b in zip(dark, light, strict=True)
    ]
    streak = [*near[1:], far[-1]]
    brush.fill(shape(streak, far[1:-1][::-1] + near[1:2]), hair.base.toward(hair.bright, 0.42))
    count = len(points)
    edge = [0.0] + [1.35 * line] * (count - 2) + [0.5 * line]
    brush.line(dark, edge, ink.hair.line)
    brush.line(light, [w * 0.62 for w in edge], ink.hair.line)


def paint_locks(brush: Brush, head: Head, locks: tuple[Lock, ...], *, near: bool) -> None:
    """The locks on the near or the far half of the head, far ones first."""
    laid = []
    for index, one in enumerate(locks):
        points, depth = _middle(head, one)
        if (depth >= -8.0) == near:
            laid.append((index, points, one))
    for _, points, one in laid:
        paint_lock(brush, points, one.widths, head.ink, one.line, head.shade_side)


def mass_outline(head: Head, mass: Mass) -> tuple[list[Point], list[Point], list[Point]]:
    """The left edge downwards, the tips from left to right, the right edge upwards."""
    turn = head.turn
    root_y = mass.levels[0][0]
    left: list[Point] = []
    right: list[Point] = []
    for y, half_width, half_depth, behind in mass.levels:
        a, b = girth(turn, half_width, half_depth, behind)
        shift = _swing(head, y, root_y + 40, 1.0)
        screen_y = level(turn, y, -behind) if y < 60 else y
        wave = mass.wave * sin(y * 0.05)
        left.append((a + shift + wave, screen_y))
        right.append((b + shift + wave, screen_y))
    (x0, y0), (x1, _) = left[-1], right[-1]
    count = len(mass.tips)
    tips: list[Point] = []
    for index, drop in enumerate(mass.tips):
        share = (index + 0.5) / count
        shift = _swing(head, mass.levels[-1][0] + drop, mass.levels[-1][0] - 60, 0.4)
        tips.append((x0 + (x1 - x0) * share + shift, y0 + drop))
        if index < count - 1:
            gap = (index + 1.0) / count
            tips.append((x0 + (x1 - x0) * gap, y0 + min(drop, mass.tips[index + 1]) * 0.25))
    return left, tips, right


def paint_mass(brush: Brush, head: Head, style: HairStyle) -> None:
    """What hangs behind the shoulders."""
    for ornament in style.behind:
        ornament(brush, head)
    mass = style.mass
    if mass is None:
        return
    ink = head.ink
    left, tips, right = mass_outline(head, mass)
    runs = [
        left,
        *([a, b] for a, b in zip([left[-1], *tips], [*tips, right[-1]], strict=True)),
        right[::-1],
    ]
    form = shape(*runs)
    hair = ink.hair
    brush.fill(form, hair.base)
    count = len(left)
    inner_left = [(a[0] + (b[0] - a[0]) * 0.26, a[1]) for a, b in zip(left, right, strict=True)]
    inner_right = [
        (a[0] + (b[0] - a[0]) * 0.74, a[1]) for a, b in zip(left, right, strict=True)
    ]
    lower = (inner_left[-1][0] * 0.5 + inner_right[-1][0] * 0.5, inner_left[-1][1] + 4)
    hollow = shape(
        inner_left, [inner_left[-1], lower], [lower, inner_right[-1]], inner_right[::-1]
    )
    brush.fill(hollow, hair.base.toward(hair.deep, 0.8))
    side = head.shade_side
    dark, inner = (right, inner_right) if side > 0 else (left, inner_left)
    band = [(a[0] * 0.55 + b[0] * 0.45, a[1]) for a, b in zip(dark, inner, strict=True)]
    brush.fill(shape(dark, band[::-1]), hair.base.toward(hair.shade, 0.65))
    lit, lit_inner = (left, inner_left) if side > 0 else (right, inner_right)
    for low, high in ((0.22, 0.40), (0.62, 0.70)):
        one = [
            (a[0] * (1 - low) + b[0] * low, a[1]) for a, b in zip(lit, lit_inner, strict=True)
        ][1:]
        two = [
            (a[0] * (1 - high) + b[0] * high, a[1]) for a, b in zip(lit, lit_inner, strict=True)
        ][1:]
        two[0] = one[0]
        two[-1] = one[-1]
        brush.fill(shape(one, two[::-1]), hair.base.toward(hair.bright, 0.34))
    for share, thick in (
        (0.06, 1.0),
        (0.13, 1.5),
        (0.19, 1.0),
        (0.81, 1.0),
        (0.88, 1.4),
        (0.95, 1.0),
    ):
        strand = [
            (a[0] + (b[0] - a[0]) * share, a[1]) for a, b in zip(left, right, strict=True)
        ]
        brush.sweep(strand[1:], thick, ink.hair.line, 0.75)
    if ink.rim is not None:
        run = right if ink.rim_side > 0 else left
        brush.sweep(
            [(x - ink.rim_side * 2.4, y) for x, y in run[1:]], 5.0, ink.rim, 0.8, (0.1, 0.4)
        )
    for edge in (left, right):
        brush.line(edge, [0.3] + [1.5] * (count - 2) + [1.0], ink.hair.line)
    for a, b in zip([left[-1], *tips], [*tips, right[-1]], strict=True):
        brush.line(
            [a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b], [0.6, 1.2, 0.6], ink.hair.line
        )


def paint_skull(brush: Brush, head: Head, style: HairStyle) -> None:
    """The back of the head, behind the face and over the neck."""
    if style.bare:
        skull = crown(head.turn, 1.0, style.nape_y - 20, style.nape_y - 20)
        brush.fill(curve(skull), head.ink.skin.base)
        brush.line(skull, [0.6] + [1.5] * (len(skull) - 2) + [0.6], head.ink.skin.line)
    else:
        over = crown(head.turn, style.volume, -8.0, -8.0)
        (lx, ly), (rx, ry) = over[0], over[-1]
        turn = head.turn
        # The nape draws in; turned, it lies to the back.
        shift = -turn.sine * 26.0
        low = level(turn, style.nape_y)
        knee = level(turn, (style.nape_y - 8.0) * 0.55)
        under = [
            (rx, ry),
            (rx * 0.93, knee),
            (rx * 0.66 + shift * 0.5, low),
            (shift, low + 4),
            (lx * 0.66 + shift * 0.5, low),
            (lx * 0.93, knee),
            (lx, ly),
        ]
        brush.fill(shape(over, under), head.ink.hair.shade)
        brush.line(over, [0.6] + [1.6] * (len(over) - 2) + [0.6], head.ink.hair.line)
    paint_locks(brush, head, (*style.sides, *style.fringe), near=False)


_NEAR_LOW = -6.0
"""How far down the cap goes at the back of a side that is seen."""


def _cap(head: Head, style: HairStyle) -> tuple[list[Point], list[Point]]:
    """The outline of the cap from left to right, and its edge around the face back again."""
    turn, line = head.turn, style.hairline
    seen = [(azimuth, y) for azimuth, y in line if abs(azimuth + turn.degrees) < 90.0]
    low_left = low_right = _NEAR_LOW
    # Where the edge of the hair goes behind the head, the cap ends at the head's outline.
    for (a0, y0), (a1, y1) in pairwise(line):
        for limit in (-90.0, 90.0):
            if (a0 + turn.degrees - limit) * (a1 + turn.degrees - limit) < 0:
                y = y0 + (y1 - y0) * (limit - turn.degrees - a0) / (a1 - a0)
                if limit < 0:
                    low_left = min(low_left, y)
                else:
                    low_right = min(low_right, y)
    over = crown(turn, style.volume, low_left, low_right)
    inner = [turn.skull(azimuth, y)[:2] for azimuth, y in reversed(seen)]
    if low_right < _NEAR_LOW:
        inner.insert(0, over[-1])
    if low_left < _NEAR_LOW:
        inner.append(over[0])
    return over, inner


def outline(head: Head, style: HairStyle) -> list[Point]:
    """The outline of the hair on the head from left to right."""
    return _cap(head, style)[0]


def fringe_shadow(head: Head, style: HairStyle) -> skia.Path:
    """The shadow that the hair throws on the face."""
    path = skia.Path()
    side = head.shade_side
    drop = 8.0
    shift = side * 3.5 * abs(head.ink.key_side)
    if not style.bare:
        over, line = _cap(head, style)
        cap = shape(over, line)
        cap.offset(shift, drop * 0.8)
        path.addPath(cap)
    for one in (*style.fringe, *style.sides):
        points, depth = _middle(head, one)
        if depth >= -8.0:
            widths = [w * 1.04 + 1.0 for w in one.widths]
            widths[-1] = 0.0
            path.addPath(ribbon([(x + shift, y + drop) for x, y in points], widths))
    path.setFillType(skia.PathFillType.kWinding)
    return path


def _strands(brush: Brush, head: Head, style: HairStyle) -> None:
    """Thin lines from the parting over the crown, as the comb laid them."""
    turn, ink = head.turn, head.ink
    for azimuth, low, thick in (
        (-80, -20, 1.3), (-64, -44, 0.9), (-48, -58, 1.2), (-30, -68, 0.8), (-12, -74, 1.0),
        (14, -74, 1.1), (34, -66, 0.8), (50, -56, 1.2), (66, -42, 0.9), (82, -18, 1.3),
        (-104, -10, 1.2), (-124, 0, 1.2), (104, -10, 1.2), (124, 0, 1.2),
    ):  # fmt: skip
        if abs(azimuth + turn.degrees) > 84:
            continue
        line = []
        for share in (0.12, 0.45, 0.75, 1.0):
            a = style.part + (azimuth - style.part) * (0.35 + 0.65 * share)
            y = -108 + (low + 108) * share**1.5
            x, sy, _ = turn.skull(a, y, style.volume - 0.005)
            line.append((x, sy))
        brush.sweep(line, thick, ink.hair.line, 0.6)


_TEETH = (
    (-62, 9, 15), (-56, 15, 22), (-50, 8, 13), (-45, 18, 27), (-40, 7, 12),
    (-26, 10, 15), (-21, 19, 27), (-16, 9, 14), (-10, 22, 30), (-5, 10, 15), (1, 15, 21), (7,
        6, 9),
    (22, 12, 18), (27, 19, 27), (33, 8, 13), (39, 15, 23), (45, 6, 11), (57, 11, 17), (62, 6,
        10),
)  # fmt: skip
"""(azimuth, reach upwards, reach downwards) of the slivers of the broken band of light."""


def _edge_at(style: HairStyle, azimuth: float) -> float:
    """How high the edge of the hair lies at that azimuth."""
    for (a0, y0), (a1, y1) in pairwise(style.hairline):
        if a0 <= azimuth <= a1:
            return y0 + (y1 - y0) * (azimuth - a0) / (a1 - a0)
    return 0.0


def _gloss(brush: Brush, head: Head, style: HairStyle) -> None:
    """A broken band of light that follows the skull and stays towards the key light."""
    if style.gloss <= 0.0:
        return
    turn, ink = head.turn, head.ink
    aim = ink.key_side * 14.0 - turn.degrees * 0.55
    lift = style.volume + 0.01
    high = max(-86.0, min(-76.0, style.hairline[len(style.hairline) // 2][1] - 26.0))
    path, soft = skia.Path(), skia.Path()
    for azimuth, up, down in _TEETH:
        a = azimuth + aim
        seen = a + turn.degrees
        if abs(seen) > 78:
            continue
        narrow = cos(radians(seen))
        bend = high + (azimuth + aim * 0.4) ** 2 * 0.0040
        bend = min(bend, _edge_at(style, a) - down * 0.85 - 2.0)
        if bend < -98.0:
            continue
        line = []
        for share in (-1.0, -0.3, 0.35, 1.0):
            y = bend + (share * up * 0.75 if share < 0 else share * down * 0.85)
            x, sy, _ = turn.skull(a * (1.0 + share * 0.03), y, lift)
            line.append((x, sy))
        wide = (5.4 + 0.16 * up) * max(0.35, narrow)
        path.addPath(ribbon(line, [0.0, wide, wide * 0.86, 0.0]))
        # Around each sliver the light falls off by one step, wider and longer than it.
        (x0, y0), (x1, y1) = line[0], line[-1]
        halo = [(x0, y0 - 5.0), *line[1:-1], (x1, y1 + 7.0)]
        soft.addPath(ribbon(halo, [0.0, wide + 6.0, wide + 5.0, 0.0]))
    soft.setFillType(skia.PathFillType.kWinding)
    brush.fill(soft, ink.hair.base.toward(ink.hair.bright, 0.42 * style.gloss))
    brush.fill(path, ink.hair.bright.shifted(strength=1.15), min(1.0, 0.8 * style.gloss))


def paint_hair(
    brush: Brush, head: Head, style: HairStyle, rim: Callable[[Brush, Head, HairStyle], None]
) -> None:
    """The hair over the face: cap, locks, gloss and what is tied or pinned."""
    ink = head.ink
    if not style.bare:
        over, line = _cap(head, style)
        cap = shape(over, line)
        brush.fill(cap, ink.hair.base)
        side = head.shade_side
        top = min(range(1, len(over) - 1), key=lambda index: over[index][1])
        half = over[top - 1 :] if side > 0 else over[: top + 2]
        count = len(half) - 1
        deep = 30.0 + 10.0 * abs(ink.key_side)
        shares = [i / count if side > 0 else 1 - i / count for i in range(count + 1)]
        inner = [
            (x - side * deep * (1.1 * sin(pi * s**0.75) + 0.1 * s), y + 12 * sin(pi * s))
            for (x, y), s in zip(half, shares, strict=True)
        ]
        brush.fill(shape(half, inner[::-1]), ink.hair.base.toward(ink.hair.shade, 0.62))
        brush.line(over, [0.4] + [1.7] * (len(over) - 2) + [0.4], ink.hair.line)
        brush.line(line, [0.4] + [1.0] * (len(line) - 2) + [0.4], ink.hair.line, 0.7)
        _strands(brush, head, style)
    paint_locks(brush, head, style.sides, near=True)
    paint_locks(brush, head, style.fringe, near=True)
    if not style.bare:
        _gloss(brush, head, style)
    if ink.rim is not None:
        rim(brush, head, style)
    for ornament in style.above:
        ornament(brush, head)
