"""How hair of any style is drawn: mass, cap, locks, gloss."""

from __future__ import annotations

from functools import lru_cache
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
    reach = hang if hang < 260.0 else 260.0
    return -tan(radians(head.pose.hair_swing)) * lag * reach * reach / 260.0


def girth(turn: Turn, half_width: float, half_depth: float, behind: float) -> tuple[float, float]:
    """The left and right edge of an upright oval tube around the axis of the head."""
    half = sqrt((half_width * turn.cosine) ** 2 + (half_depth * turn.sine) ** 2)
    middle = -behind * turn.sine
    return middle - half, middle + half


def level(turn: Turn, y: float, depth: float = -9.0) -> float:
    """Where that height of the skull stands on the screen."""
    return (y - 6.0) * turn.pitch_cosine - (depth - 12.0) * turn.pitch_sine + 6.0


def crown(turn: Turn, lift: float, low_y: float) -> list[Point]:
    """The outline of the skull from its left side over the top to its right side."""
    left, right = girth(turn, SKULL_WIDTH * lift, SKULL_DEPTH * lift, -SKULL_BACK)
    middle, half = (left + right) / 2, (right - left) / 2
    turned = min(1.0, abs(turn.sine) * 1.7) * 64.0
    lift_left, lift_right = (turned, 0.0) if turn.sine < 0 else (0.0, turned)
    points: list[Point] = [(middle - half * 0.97, level(turn, low_y - lift_left))]
    for step in range(11):
        angle = pi * step / 10
        # A head of hair is squarer than an ellipse at its upper corners.
        square = 1.0 + 0.045 * abs(sin(2 * angle))
        points.append(
            (
                middle - half * cos(angle) * square,
                level(turn, SKULL_Y - SKULL_HEIGHT * lift * sin(angle) * square),
            )
        )
    points.append((middle + half * 0.97, level(turn, low_y - lift_right)))
    return points


@lru_cache(maxsize=64)
def gloss_shader(ink: Ink) -> skia.Shader:
    """The colour of hair from the crown to the tips, the same for every lock."""
    hair = ink.hair
    tip = hair.base.shifted(hue=0.012, light=1.16, strength=1.06).toward(hair.bright, 0.25)
    return skia.GradientShader.MakeLinear(
        [skia.Point(0, -128), skia.Point(0, 250)],
        [
            hair.base.toward(hair.shade, 0.5).packed(), hair.base.packed(),
            hair.base.toward(tip, 0.5).packed(), tip.packed(),
        ],
        [0.0, 0.22, 0.45, 1.0],
    )  # fmt: skip


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


def paint_lock(brush: Brush, points: list[Point], widths: tuple[float, ...], ink: Ink, line: float, side: float) -> None:
    """One lock: its shape, the shade on its dark side, lines along its edges."""
    left, right = sides(points, widths)
    form = shape(left, right[::-1])
    brush.shaded(form, gloss_shader(ink))
    dark = left if (left[1][0] - right[1][0]) * side > 0 else right
    light = right if dark is left else left
    inner = [(a[0] * 0.62 + b[0] * 0.38, a[1] * 0.62 + b[1] * 0.38) for a, b in zip(dark, light, strict=True)]
    brush.fill(shape(dark[1:], inner[1:][::-1]), ink.hair.shade, 0.75)
    count = len(points)
    edge = [0.0] + [1.35 * line] * (count - 2) + [0.5 * line]
    brush.line(dark, edge, ink.hair.line)
    brush.line(light, [w * 0.62 for w in edge], ink.hair.line)


def _paint_locks(brush: Brush, head: Head, locks: tuple[Lock, ...], *, near: bool) -> None:
    """The locks on the near or the far half of the head, far ones first."""
    laid = []
    for index, one in enumerate(locks):
        points, depth = _middle(head, one)
        if (depth >= -8.0) == near:
            laid.append((index, points, one))
    for _, points, one in laid:
        paint_lock(brush, points, one.widths, head.ink, one.line, head.shade_side)


def _mass_outline(head: Head, mass: Mass) -> tuple[list[Point], list[Point], list[Point]]:
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
    left, tips, right = _mass_outline(head, mass)
    runs = [left, *([a, b] for a, b in zip([left[-1], *tips], [*tips, right[-1]], strict=True)), right[::-1]]
    form = shape(*runs)
    brush.shaded(form, gloss_shader(ink))
    count = len(left)
    inner_left = [(a[0] + (b[0] - a[0]) * 0.26, a[1]) for a, b in zip(left, right, strict=True)]
    inner_right = [(a[0] + (b[0] - a[0]) * 0.74, a[1]) for a, b in zip(left, right, strict=True)]
    lower = (inner_left[-1][0] * 0.5 + inner_right[-1][0] * 0.5, inner_left[-1][1] + 4)
    hollow = shape(inner_left, [inner_left[-1], lower], [lower, inner_right[-1]], inner_right[::-1])
    brush.fill(hollow, ink.hair.deep, 0.8)
    side = head.shade_side
    dark, inner = (right, inner_right) if side > 0 else (left, inner_left)
    band = [(a[0] * 0.55 + b[0] * 0.45, a[1]) for a, b in zip(dark, inner, strict=True)]
    brush.fill(shape(dark, band[::-1]), ink.hair.shade, 0.6)
    for share, thick in ((0.06, 1.0), (0.13, 1.5), (0.19, 1.0), (0.81, 1.0), (0.88, 1.4), (0.95, 1.0)):
        strand = [(a[0] + (b[0] - a[0]) * share, a[1]) for a, b in zip(left, right, strict=True)]
        brush.sweep(strand[1:], thick, ink.hair.line, 0.75)
    for edge in (left, right):
        brush.line(edge, [0.3] + [1.5] * (count - 2) + [1.0], ink.hair.line)
    for a, b in zip([left[-1], *tips], [*tips, right[-1]], strict=True):
        brush.line([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b], [0.6, 1.2, 0.6], ink.hair.line)


def paint_skull(brush: Brush, head: Head, style: HairStyle) -> None:
    """The back of the head, behind the face and over the neck."""
    if style.bare:
        skull = crown(head.turn, 1.0, style.nape_y - 20)
        brush.fill(curve(skull), head.ink.skin.base)
        brush.line(skull, [0.6] + [1.5] * (len(skull) - 2) + [0.6], head.ink.skin.line)
    else:
        over = crown(head.turn, style.volume, style.nape_y - 26)
        (lx, ly), (rx, ry) = over[0], over[-1]
        turn = head.turn
        # The nape draws in; turned, it lies to the back.
        shift = -turn.sine * 26.0
        low = level(turn, style.nape_y)
        under = [(rx, ry), ((rx * 0.72) + shift * 0.6, low), (shift, low + 3), (lx * 0.72 + shift * 0.6, low), (lx, ly)]
        brush.fill(shape(over, under), head.ink.hair.shade)
        brush.line(over, [0.6] + [1.6] * (len(over) - 2) + [0.6], head.ink.hair.line)
    _paint_locks(brush, head, (*style.sides, *style.fringe), near=False)


def _hairline(turn: Turn, style: HairStyle) -> list[Point]:
    """The edge of the hair around the face, from the right to the left of the screen."""
    points: list[Point] = []
    limit = 90.0
    for azimuth, y in reversed(style.hairline):
        seen = max(-limit, min(limit, azimuth + turn.degrees)) - turn.degrees
        # Inside the far edge the cap is laid out to its own outline.
        lift = 1.0 + (style.volume - 1.0) * (abs(azimuth + turn.degrees) >= limit)
        px, py, _ = turn.skull(seen, y, lift)
        points.append((px, py))
    return points


def _cap(head: Head, style: HairStyle) -> tuple[list[Point], list[Point]]:
    over = crown(head.turn, style.volume, style.hairline[0][1])
    return over, _hairline(head.turn, style)


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
    (-26, 10, 15), (-21, 19, 27), (-16, 9, 14), (-10, 22, 30), (-5, 10, 15), (1, 15, 21), (7, 6, 9),
    (22, 12, 18), (27, 19, 27), (33, 8, 13), (39, 15, 23), (45, 6, 11), (57, 11, 17), (62, 6, 10),
)  # fmt: skip
"""(azimuth, reach upwards, reach downwards) of the slivers of the broken band of light."""


def _gloss(brush: Brush, head: Head, style: HairStyle) -> None:
    """A broken band of light that follows the skull and stays towards the key light."""
    if style.gloss <= 0.0:
        return
    turn, ink = head.turn, head.ink
    aim = ink.key_side * 14.0 - turn.degrees * 0.55
    lift = style.volume + 0.01
    high = min(-76.0, style.hairline[len(style.hairline) // 2][1] - 26.0)
    path = skia.Path()
    for azimuth, up, down in _TEETH:
        a = azimuth + aim
        seen = a + turn.degrees
        if abs(seen) > 78:
            continue
        narrow = cos(radians(seen))
        bend = high + (azimuth + aim * 0.4) ** 2 * 0.0040
        line = []
        for share in (-1.0, -0.3, 0.35, 1.0):
            y = bend + (share * up * 0.75 if share < 0 else share * down * 0.85)
            x, sy, _ = turn.skull(a * (1.0 + share * 0.03), y, lift)
            line.append((x, sy))
        wide = (5.4 + 0.16 * up) * max(0.35, narrow)
        path.addPath(ribbon(line, [0.0, wide, wide * 0.86, 0.0]))
    brush.fill(path, ink.hair.bright.shifted(strength=1.15), min(1.0, 0.8 * style.gloss))


def paint_hair(brush: Brush, head: Head, style: HairStyle) -> None:
    """The hair over the face: cap, locks, gloss and what is tied or pinned."""
    ink = head.ink
    if not style.bare:
        over, line = _cap(head, style)
        cap = shape(over, line)
        brush.shaded(cap, gloss_shader(ink))
        side = head.shade_side
        half = over[6:] if side > 0 else over[:7]
        inner = [(x - side * (26 + 10 * abs(ink.key_side)) * (0.25 + 0.75 * min(1.0, abs(x) / 60)), y + 10) for x, y in half]
        with brush.within(cap):
            brush.fill(shape(half, inner[::-1]), ink.hair.shade, 0.75)
        brush.line(over, [0.4] + [1.7] * (len(over) - 2) + [0.4], ink.hair.line)
        brush.line(line, [0.4] + [1.0] * (len(line) - 2) + [0.4], ink.hair.line, 0.7)
        _strands(brush, head, style)
    _paint_locks(brush, head, style.sides, near=True)
    _paint_locks(brush, head, style.fringe, near=True)
    if not style.bare:
        _gloss(brush, head, style)
    for ornament in style.above:
        ornament(brush, head)
