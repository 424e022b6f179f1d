"""What an outfit is, and the parts that several of them share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from piying.render.puppet.manhua.body import Body, fold
from piying.render.puppet.manhua.ink import Tones
from piying.render.puppet.manhua.line import Point, between, shape
from piying.render.puppet.manhua.sleeves import Sleeve

Painter = Callable[[Body], None]
Dye = Callable[[Body], Tones]


def cloth(body: Body) -> Tones:
    """The outfit's own colour."""
    return body.ink.cloth


def accent(body: Body) -> Tones:
    """The outfit's second colour."""
    return body.ink.accent


def white(body: Body) -> Tones:
    """White linen."""
    return body.ink.white


@dataclass(frozen=True, slots=True)
class Outfit:
    """One outfit."""

    torso: Painter
    """Everything from the collar to the hip."""
    lower: Painter
    """Everything below the hip; drawn before the torso."""
    sleeve: Sleeve
    sleeve_dye: Dye = cloth
    trim_dye: Dye = white
    ease: float = 6.0
    waist_ease: float = 4.0
    back: Painter | None = None
    """What hangs behind the body."""
    shoulder: Callable[[Body, float], None] | None = None
    """A piece over the shoulder of one side, drawn over its sleeve."""


def lapel_line(body: Body, points: list[Point], tones: Tones, width: float = 1.6) -> None:
    """The edge of a collar or lapel."""
    body.brush.line(points, [width] * (len(points) - 1) + [width * 0.5], tones.line)


def panel(body: Body, points: list[Point], tones: Tones, *, line: float = 1.5) -> None:
    """A piece of cloth with straight sides and its contour."""
    runs = [[a, b] for a, b in zip(points, [*points[1:], points[0]], strict=True)]
    body.brush.fill(shape(*runs), tones.base)
    for a, b in runs:
        body.brush.line([a, between(a, b, 0.5), b], [line * 0.8, line, line * 0.8], tones.line)


def jacket_hem(body: Body, tones: Tones, y: float) -> None:
    """The rounded lower edge of a jacket, for figures shown whole."""
    if body.bust:
        return
    (lx, _), (rx, _) = body.torso.edge(-1, y), body.torso.edge(1, y)
    edge = [
        (lx - 1, y - 2),
        (lx * 0.55, y + 8),
        ((lx + rx) / 2, y + 10),
        (rx * 0.55, y + 8),
        (rx + 1, y - 2),
    ]
    body.brush.fill(shape([edge[-1], edge[0]], edge), tones.base)
    side = body.shade_side
    dark = edge[3:] if side > 0 else edge[1::-1]
    body.brush.fill(shape(dark, [dark[-1], (dark[-1][0] * 0.8, y - 4), dark[0]]), tones.shade)
    body.brush.line(edge, [1.4, 2.0, 2.0, 2.0, 1.4], tones.line)


def throat(body: Body, depth: float) -> None:
    """Skin in the round opening of a garment that closes `depth` below the pit of the neck."""
    y, w = body.form.neck_y - 3.5, body.form.neck_width
    x = body.torso.sine * w * 0.5
    low = [(w * 1.08, y), (x + w * 0.66, y + depth * 0.72), (x, y + depth),
           (x - w * 0.66, y + depth * 0.72), (-w * 1.08, y)]  # fmt: skip
    body.brush.fill(shape([low[-1], low[0]], low), body.ink.skin.base)
    side = body.shade_side
    dark = [(side * w * 1.08, y), (x + side * w * 0.66, y + depth * 0.72),
            (x + side * w * 0.40, y + depth * 0.66), (side * w * 0.62, y)]  # fmt: skip
    body.brush.fill(shape(dark[:2], dark[2:]), body.ink.skin.shade)


def waist_folds(body: Body, tones: Tones, strength: float = 1.0) -> None:
    """The folds that gather above the waist and under the arms."""
    form, torso = body.form, body.torso
    for u, y0, v, y1 in (
        (-0.92, form.chest_y + 10, -0.52, form.chest_y + 46),
        (0.92, form.chest_y + 14, 0.50, form.chest_y + 56),
        (-0.95, form.waist_y - 14, -0.42, form.waist_y + 14),
        (0.95, form.waist_y - 20, 0.36, form.waist_y + 4),
        (0.96, form.waist_y + 10, 0.56, form.waist_y + 30),
    ):
        start, end = torso.at(u, y0), torso.at(v, y1)
        middle = between(start, end, 0.5)
        fold(body, [start, (middle[0], middle[1] + 5), end], 5.5 * strength, tones)


def bust_shade(body: Body, tones: Tones) -> None:
    """The soft form of the chest."""
    form, torso = body.form, body.torso
    if form.bust < 0.3:
        for side in (-1.0, 1.0):
            run = torso.run(
                (side * 0.72, side * 0.5, side * 0.2),
                (form.chest_y - 6, form.chest_y + 12, form.chest_y + 8),
            )
            body.brush.line(run, [0.0, 2.2, 0.0], tones.shade, 0.9)
        return
    y = form.chest_y + 12
    for side in (-1.0, 1.0):
        upper = torso.run(
            (side * 0.82, side * 0.66, side * 0.36, side * 0.14), (y - 20, y + 8, y + 16, y + 2)
        )
        lower = torso.run(
            (side * 0.14, side * 0.36, side * 0.68, side * 0.86),
            (y + 2, y + 30, y + 24, y - 12),
        )
        body.brush.fill(
            shape(upper, lower), tones.shade, 0.85 if side == body.shade_side else 0.6
        )


def v_opening(body: Body, low_y: float, wide: float = 0.36) -> tuple[Point, Point, Point]:
    """The left, the lowest and the right point of a V-shaped neck opening."""
    form, torso = body.form, body.torso
    top = form.neck_y - 2
    return torso.at(-wide * 1.9, top), torso.at(0.0, low_y, 1.0), torso.at(wide * 1.9, top)
