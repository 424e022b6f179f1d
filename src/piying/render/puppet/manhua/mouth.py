"""The mouth: eight shapes of speech, mixed two at a time, bent by what the face feels."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import skia

from piying.render.puppet.art import Pose
from piying.render.puppet.manhua.feeling import Feeling
from piying.render.puppet.manhua.ink import Ink
from piying.render.puppet.manhua.line import Brush, Point, oval, shape
from piying.render.puppet.manhua.proportions import FaceForm
from piying.render.puppet.manhua.turn import Turn


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of the mouth; widths are shares of the mouth at rest, heights head units."""

    width: float
    open: float
    teeth: float = 0.0
    """How much of the opening the upper teeth fill, 0 … 1."""
    lower_teeth: float = 0.0
    tongue: float = 0.0
    pout: float = 0.0
    """How far the lips come forward."""
    press: float = 0.0


SHAPES: dict[str, Shape] = {
    "rest": Shape(1.0, 0.0),
    "closed": Shape(0.9, 0.0, press=1.0),
    "teeth": Shape(1.02, 4.2, teeth=0.62, lower_teeth=0.4),
    "open": Shape(0.95, 19.5, teeth=0.28, tongue=0.8),
    "mid": Shape(0.98, 11.5, teeth=0.34, tongue=0.6),
    "spread": Shape(1.22, 7.2, teeth=0.52, lower_teeth=0.2, tongue=0.2),
    "round": Shape(0.56, 11.0, tongue=0.2, pout=1.0),
    "half": Shape(0.84, 6.2, teeth=0.32, tongue=0.4),
}


def mixed(first: Shape, second: Shape, share: float) -> Shape:
    """The shape `share` of the way from the first to the second."""
    keep = 1.0 - share
    return Shape(
        first.width * keep + second.width * share,
        first.open * keep + second.open * share,
        first.teeth * keep + second.teeth * share,
        first.lower_teeth * keep + second.lower_teeth * share,
        first.tongue * keep + second.tongue * share,
        first.pout * keep + second.pout * share,
        first.press * keep + second.press * share,
    )


def mouth_of(pose: Pose) -> Shape:
    """The shape of the mouth in that pose, before feeling."""
    mix = max(0.0, min(1.0, pose.viseme_mix))
    return mixed(SHAPES[pose.viseme_from], SHAPES[pose.viseme], mix)


@dataclass(frozen=True, slots=True)
class _Lips:
    """The two edges of the opening on the screen, from the left corner to the right."""

    upper: list[Point]
    lower: list[Point]
    wide: float
    opening: float


_KNOTS = tuple((sin(radians(angle)), cos(radians(angle))) for angle in range(-90, 91, 15))
"""(place across, share of the height) of the points of each lip."""
_MIDDLE = len(_KNOTS) // 2
_OPEN_MAX = 22.0


def _lips(turn: Turn, form: FaceForm, feeling: Feeling, mouth: Shape) -> _Lips:
    turned = max(0.0, abs(turn.sine) - 0.45) / 0.5
    far_narrow = 1.0 - 0.95 * min(1.0, turned)
    half = form.mouth_width * mouth.width * feeling.mouth_width
    speaking = min(1.0, mouth.open / 4.0)
    opening = mouth.open + feeling.mouth_open * (0.55 + 0.2 * speaking)
    opening = min(_OPEN_MAX, max(0.0, opening - mouth.press * 20.0))
    corner = (feeling.corner + 0.7) * (1.0 - 0.35 * mouth.pout)
    wide_open = min(1.0, opening / 5.0)
    raised = 0.14 + 0.30 * mouth.pout
    upper: list[Point] = []
    lower: list[Point] = []
    for share, high in _KNOTS:
        one = feeling.corner_one * (max(0.0, share) ** 1.6 - 0.1)
        rise = corner * abs(share) ** 1.7 + one
        bow = 0.5 * (abs(share) < 0.1) - 0.45 * (0.1 < abs(share) < 0.55)
        bow *= (1.0 if form.lash > 0.6 else 0.6) * (1.0 - wide_open)
        x = share * half * (far_narrow if share * turn.side > 0 else 1.0) + feeling.mouth_shift
        y = form.mouth_y - rise + feeling.lip_press * high * high + bow
        # An open smile draws the upper lip straight; only the lower one hangs.
        flat = max(0.0, corner) * 0.5 * wide_open * high
        upper.append(turn.face(x, y - flat - opening * raised * high, mouth.pout * 3.0))
        lower.append(turn.face(x, y + opening * (1.0 - raised) * high**0.9, mouth.pout * 2.0))
    return _Lips(upper, lower, turn.spread(feeling.mouth_shift, form.mouth_y), opening)


def _band(edge: list[Point], depth: float, taper: float) -> skia.Path:
    """A band along one lip, thinner towards the corners."""
    far = [
        (x, y + depth * (1.0 - taper * (1.0 - high)))
        for (x, y), (_, high) in zip(edge, _KNOTS, strict=True)
    ]
    return shape(edge, far[::-1])


def _inside(brush: Brush, lips: _Lips, ink: Ink, mouth: Shape, feeling: Feeling) -> None:
    """The dark of the mouth with teeth and tongue."""
    opening = shape(lips.upper, lips.lower[::-1])
    deep = lips.opening
    with brush.within(opening):
        brush.fill(opening, ink.mouth)
        tongue = min(1.0, mouth.tongue + feeling.mouth_open * 0.06)
        if tongue > 0.02:
            x, y = lips.lower[_MIDDLE]
            wide = (lips.upper[-1][0] - lips.upper[0][0]) * 0.36
            high = deep * 0.42 * tongue
            brush.fill(oval(x, y + deep * 0.04, wide, high), ink.tongue)
        teeth = max(
            mouth.teeth * min(1.0, 9.0 / (deep + 0.1)),
            feeling.teeth * min(1.0, deep / 3.0) * 0.55,
        )
        if teeth > 0.02:
            brush.fill(
                _band([(x, y - 1) for x, y in lips.upper], deep * teeth + 1, 0.3), ink.tooth
            )
        lower_teeth = max(mouth.lower_teeth, max(0.0, feeling.teeth - 0.7) * 0.9)
        if lower_teeth > 0.02:
            low = [(x, y + 1) for x, y in lips.lower]
            brush.fill(_band(low, -deep * lower_teeth * 0.7 - 1, 0.3), ink.tooth)
        brush.fill(_band(lips.upper, min(1.6, deep * 0.12), 0.0), ink.mouth, 0.3)


def _tint(brush: Brush, lips: _Lips, ink: Ink) -> None:
    """The colour of a woman's lips."""
    inner = slice(2, len(_KNOTS) - 2)
    less = max(0.45, 1.0 - lips.opening * 0.05)
    low, top = lips.lower[inner], lips.upper[inner]
    heights = [high - 0.5 for _, high in _KNOTS[inner]]
    brush.fill(
        shape(low, [(x, y + 7.4 * h) for (x, y), h in zip(low, heights, strict=True)][::-1]),
        ink.lip,
        0.55,
    )
    brush.fill(
        shape(
            top, [(x, y - 5.4 * less * h) for (x, y), h in zip(top, heights, strict=True)][::-1]
        ),
        ink.lip,
        0.5,
    )


def paint_mouth(
    brush: Brush, turn: Turn, form: FaceForm, ink: Ink, feeling: Feeling, pose: Pose
) -> None:
    """The mouth with its lips."""
    mouth = mouth_of(pose)
    lips = _lips(turn, form, feeling, mouth)
    line = ink.skin.line.toward(ink.mouth, 0.5)
    woman = form.lash > 0.6
    if woman:
        _tint(brush, lips, ink)
    if lips.opening > 0.9:
        _inside(brush, lips, ink, mouth, feeling)
        brush.sweep(lips.lower, 1.25, line, 0.9, (0.4, 0.4))
    brush.sweep(lips.upper, 1.8, line, 1.0, (0.75, 0.75))
    x, y = lips.lower[_MIDDLE]
    y += 7.2 + lips.opening * 0.08
    half = max(2.0, 6.0 * lips.wide)
    shadow = ink.skin.shade.toward(ink.skin.line, 0.35)
    brush.sweep([(x - half, y - 0.6), (x, y + 0.5), (x + half, y - 0.6)], 1.5, shadow, 0.8)
    if woman:
        x, y = lips.lower[_MIDDLE - 1 if ink.key_side <= 0 else _MIDDLE + 1]
        shine = [(x - 2, y + 1.6), (x + 1.5, y + 2.1)]
        brush.sweep(shine, 1.1, ink.skin.bright, 0.8, (0.6, 0.6))
