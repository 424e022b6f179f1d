"""The mouth: eight shapes of speech, mixed two at a time, bent by what the face feels."""

from __future__ import annotations

from dataclasses import dataclass

from piying.render.puppet.art import Pose
from piying.render.puppet.manhua.feeling import Feeling
from piying.render.puppet.manhua.ink import Ink
from piying.render.puppet.manhua.line import Brush, Point, shape
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
    "open": Shape(1.02, 19.0, teeth=0.26, tongue=0.8),
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


def _lips(turn: Turn, form: FaceForm, feeling: Feeling, mouth: Shape) -> _Lips:
    turned = max(0.0, abs(turn.sine) - 0.45) / 0.5
    far_narrow = 1.0 - 0.95 * min(1.0, turned)
    half = form.mouth_width * mouth.width * feeling.mouth_width
    speaking = min(1.0, mouth.open / 4.0)
    opening = mouth.open * (1.0 + 0.012 * max(0.0, feeling.mouth_open))
    opening += feeling.mouth_open * (0.55 + 0.2 * speaking)
    opening = max(0.0, opening - mouth.press * 20.0)
    corner = (feeling.corner + 0.7) * (1.0 - 0.35 * mouth.pout)
    upper: list[Point] = []
    lower: list[Point] = []
    centre = feeling.mouth_shift
    for share in (-1.0, -0.62, -0.24, 0.0, 0.24, 0.62, 1.0):
        inside = 1.0 - abs(share) ** 2.5
        one = feeling.corner_one * max(0.0, share) ** 1.6 - feeling.corner_one * 0.1
        rise = corner * abs(share) ** 1.7 + one
        bow = (0.6 if abs(share) < 0.1 else 0.0) - (0.5 if 0.1 < abs(share) < 0.4 else 0.0)
        x = centre + share * half * (far_narrow if share * turn.side > 0 else 1.0)
        y = (
            form.mouth_y
            - rise
            + feeling.lip_press * inside
            + bow * 0.7 * form_bow(form) * (1.0 - speaking)
        )
        flat = max(0.0, corner) * 0.42 * min(1.0, opening / 5.0) * inside
        upper.append(turn.face(x, y - flat - opening * 0.16 * inside, mouth.pout * 3.0))
        lower.append(turn.face(x, y + opening * 0.86 * inside, mouth.pout * 2.0))
    return _Lips(upper, lower, turn.spread(centre, form.mouth_y), opening)


def form_bow(form: FaceForm) -> float:
    """How strong the bow of the upper lip is drawn."""
    return 1.0 if form.lash > 0.6 else 0.6


def _inside(brush: Brush, lips: _Lips, ink: Ink, mouth: Shape, feeling: Feeling) -> None:
    """The dark of the mouth with teeth and tongue."""
    opening = shape(lips.upper, lips.lower[::-1])
    with brush.within(opening):
        brush.fill(opening, ink.mouth)
        deep = lips.opening
        tongue = mouth.tongue + min(0.9, feeling.mouth_open * 0.075)
        if tongue > 0.02:
            hump = [
                (x, y - deep * 0.34 * tongue * (1 - abs(i - 3) * 0.2))
                for i, (x, y) in enumerate(lips.lower)
            ]
            brush.fill(shape(hump, [(x, y + 4) for x, y in reversed(lips.lower)]), ink.tongue)
        teeth = max(
            mouth.teeth * min(1.0, 9.0 / (deep + 0.1)),
            feeling.teeth * min(1.0, deep / 3.0) * 0.6,
        )
        if teeth > 0.02:
            edge = [
                (x, y + deep * teeth * (1.0 - 0.06 * abs(i - 3)))
                for i, (x, y) in enumerate(lips.upper)
            ]
            brush.fill(shape([(x, y - 3) for x, y in lips.upper], edge[::-1]), ink.tooth)
        lower_teeth = max(mouth.lower_teeth, max(0.0, feeling.teeth - 0.7) * 0.9)
        if lower_teeth > 0.02:
            edge = [(x, y - deep * lower_teeth * 0.7) for x, y in lips.lower]
            brush.fill(shape(edge, [(x, y + 3) for x, y in reversed(lips.lower)]), ink.tooth)
        roof = [(x, y + min(1.6, deep * 0.12)) for x, y in lips.upper]
        brush.fill(shape([(x, y - 3) for x, y in lips.upper], roof[::-1]), ink.mouth, 0.3)


def paint_mouth(
    brush: Brush, turn: Turn, form: FaceForm, ink: Ink, feeling: Feeling, pose: Pose
) -> None:
    """The mouth with its lips."""
    mouth = mouth_of(pose)
    lips = _lips(turn, form, feeling, mouth)
    line = ink.skin.line.toward(ink.mouth, 0.5)
    low = lips.lower
    if form.lash > 0.6:
        tint = [(x, y + 3.6 * (1 - ((i - 3) / 3) ** 2)) for i, (x, y) in enumerate(low)]
        brush.fill(shape(low[1:6], tint[5:0:-1]), ink.lip, 0.55)
        crest = (0.0, 1.9, 2.9, 2.2, 2.9, 1.9, 0.0)
        top = [
            (x, y - c * max(0.4, 1 - lips.opening * 0.05))
            for (x, y), c in zip(lips.upper, crest, strict=True)
        ]
        brush.fill(shape(top[1:6], lips.upper[5:0:-1]), ink.lip, 0.5)
    if lips.opening > 0.9:
        _inside(brush, lips, ink, mouth, feeling)
        brush.line(low, [0.3, 0.7, 1.0, 1.2, 1.0, 0.7, 0.3], line, 0.9)
    brush.line(lips.upper, [1.5, 1.5, 1.8, 1.4, 1.8, 1.5, 1.5], line)
    middle = low[3]
    drop = 7.2 + lips.opening * 0.08
    half = max(2.0, 6.0 * lips.wide)
    brush.sweep(
        [(middle[0] - half, middle[1] + drop - 0.6), (middle[0], middle[1] + drop + 0.5), (middle[0] + half, middle[1] + drop - 0.6)],
        1.5, ink.skin.shade.toward(ink.skin.line, 0.35), 0.8,
    )  # fmt: skip
    shine = low[2] if ink.key_side <= 0 else low[4]
    if form.lash > 0.6:
        brush.sweep(
            [(shine[0] - 2, shine[1] + 1.6), (shine[0] + 1.5, shine[1] + 2.1)],
            1.1,
            ink.skin.bright,
            0.8,
            (0.6, 0.6),
        )
