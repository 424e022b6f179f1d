"""The body below the head as a stack of oval levels that turns like the head does."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, radians, sin, sqrt, tan

import skia

from piying.model.people import Look
from piying.render.puppet.art import Pose
from piying.render.puppet.manhua.ink import Ink, Tones
from piying.render.puppet.manhua.line import Brush, Point, ribbon, shape
from piying.render.puppet.manhua.proportions import Form
from piying.render.puppet.manhua.rest import weight_of

_TURN_SHARE = 0.85
"""How much of the body's yaw is drawn: a torso edge-on reads as a plank."""


@dataclass(frozen=True, slots=True)
class Level:
    """One height of the torso: half its width, half its depth."""

    y: float
    half: float
    depth: float


@dataclass(frozen=True, slots=True)
class Torso:
    """The stack of levels, turned; `ease` is how far cloth stands off the body."""

    levels: tuple[Level, ...]
    sine: float
    cosine: float

    def level(self, y: float) -> tuple[float, float]:
        """Half the width and half the depth at that height."""
        levels = self.levels
        index = min(max(1, bisect_right([one.y for one in levels], y)), len(levels) - 1)
        low, high = levels[index - 1], levels[index]
        share = min(1.0, max(0.0, (y - low.y) / (high.y - low.y)))
        smooth = share * share * (3 - 2 * share)
        return (
            low.half + (high.half - low.half) * smooth,
            low.depth + (high.depth - low.depth) * smooth,
        )

    def half(self, y: float) -> float:
        """Half the width on the screen at that height."""
        half, depth = self.level(y)
        return sqrt((half * self.cosine) ** 2 + (depth * self.sine) ** 2)

    def edge(self, side: float, y: float) -> Point:
        """The outline on that side of the screen."""
        return side * self.half(y), y

    def at(self, u: float, y: float, lift: float = 0.0) -> Point:
        """A point on the front of the body: u is -1 … 1 from left to right at the front."""
        half, depth = self.level(y)
        half, depth = half + lift, depth + lift
        bow = depth * sqrt(max(0.0, 1.0 - u * u))
        x = half * u * self.cosine + bow * self.sine
        if bow * self.cosine - half * u * self.sine < 0.0:
            x = (1.0 if self.sine > 0 else -1.0) * sqrt(
                (half * self.cosine) ** 2 + (depth * self.sine) ** 2
            )
        return x, y

    def run(
        self, us: tuple[float, ...], ys: tuple[float, ...], lift: float = 0.0
    ) -> list[Point]:
        """Points on the front of the body."""
        return [self.at(u, y, lift) for u, y in zip(us, ys, strict=True)]


@dataclass(frozen=True, slots=True)
class Body:
    """What a painter of clothes knows."""

    brush: Brush
    look: Look
    form: Form
    pose: Pose
    ink: Ink
    torso: Torso
    bust: bool

    @property
    def shade_side(self) -> float:
        """The side of the screen that lies in shade."""
        return 1.0 if self.ink.key_side <= 0 else -1.0

    @property
    def facing(self) -> float:
        """+1 the body is turned to the right of the screen, else -1."""
        return 1.0 if self.torso.sine >= 0 else -1.0

    def swing(self, hang: float) -> float:
        """How far cloth that hangs that long is carried by its swing."""
        return -tan(radians(self.pose.cloth_swing)) * min(hang, 420.0) * 0.5

    def shoulder(self, side: float) -> Point:
        """The joint of the arm on that side of the front view."""
        form, torso = self.form, self.torso
        reach = form.shoulder - form.arm_width * 0.72
        x = side * reach * torso.cosine
        return x * (
            1.0 - 0.06 * abs(torso.sine)
        ), form.shoulder_y + form.arm_width * 0.92 - self.rise

    @property
    def weight(self) -> float:
        """How far the weight lies on the foot to the right of the screen: -1 … 1.

        Standing, it lies on the foot on the side that the look rests on; walking, it changes.
        """
        if self.pose.walk >= 0 and not self.bust:
            return sin(2 * pi * self.pose.walk) * 0.7
        return weight_of(self.look) * (0.55 + 0.45 * self.torso.cosine)

    @property
    def hip_shift(self) -> float:
        """How far the hips stand out over the foot that carries the weight."""
        form = self.form
        return self.weight * (15.0 if form.female else 9.0) * form.height / 1500.0

    @property
    def hip_tilt(self) -> float:
        """The slope of the hips: they are higher over the foot that carries."""
        return -self.weight * (0.034 if self.form.female else 0.022)

    @property
    def shoulder_tilt(self) -> float:
        """The slope of the shoulders, against that of the hips."""
        return self.weight * (0.026 if self.form.female else 0.018)

    @property
    def rise(self) -> float:
        """How far breath lifts the shoulders."""
        return self.pose.breath * 3.2

    def far_side(self) -> float:
        """The side of the front view that is turned away."""
        return self.facing

    def stride(self, side: float) -> tuple[float, float]:
        """Where the foot of that side is carried by the walk: sideways and up."""
        if self.pose.walk < 0 or self.bust:
            return 0.0, 0.0
        phase = 2 * pi * (self.pose.walk + (0.0 if side > 0 else 0.5))
        along, turned = sin(phase) * self.form.height * 0.085, self.torso.sine
        raised = max(0.0, cos(phase)) * self.form.height * 0.022
        return along * turned, raised + max(0.0, -sin(phase)) * self.form.height * 0.02 * (
            1 - abs(turned)
        )


def torso_of(form: Form, pose: Pose, ease: float = 0.0, waist_ease: float = 0.0) -> Torso:
    """The torso in that pose, with cloth standing off it by `ease`."""
    angle = radians(pose.body_yaw * _TURN_SHARE)
    rise = pose.breath * 3.2
    full = 1.0 + 0.018 * pose.breath
    d = form.depth
    levels = (
        Level(form.neck_y - 14 - rise, form.neck_width * 1.05, form.neck_width * 1.05),
        Level(form.neck_y + 4 - rise, form.neck_width * 1.5, form.neck_width * 1.4),
        Level(form.shoulder_y - 8 - rise, form.shoulder * 0.58, d * 0.62),
        Level(form.shoulder_y + 22 - rise, form.shoulder * 0.86 + ease * 0.5, d * 0.8 + ease),
        Level(form.shoulder_y + 66 - rise * 0.6, form.shoulder * 0.82 + ease, d * 0.94 + ease),
        Level(form.chest_y, form.chest * full + ease, d * full + form.bust * 12 + ease),
        Level(form.waist_y, form.waist + ease + waist_ease, d * 0.74 + ease + waist_ease),
        Level(form.hip_y, form.hip + ease, d * 0.98 + ease),
        Level(form.hip_y + 60, form.hip * 1.01 + ease, d * 0.98 + ease),
    )
    return Torso(levels, sin(angle), cos(angle))


def trunk(
    body: Body, low_y: float, high_y: float | None = None
) -> tuple[list[Point], list[Point]]:
    """The left and the right outline of the torso, downwards to `low_y`."""
    form = body.form
    top = form.neck_y if high_y is None else high_y
    ys = [
        y
        for y in (
            top, form.neck_y + 12, form.shoulder_y - 8 - body.rise,
            form.shoulder_y + 20 - body.rise,
            form.shoulder_y + 66, form.chest_y, (form.chest_y + form.waist_y) / 2, form.waist_y,
            (form.waist_y + form.hip_y) / 2, form.hip_y,
        )
        if top <= y < low_y - 1
    ] + [low_y]  # fmt: skip
    return [body.torso.edge(-1, y) for y in ys], [body.torso.edge(1, y) for y in ys]


def paint_trunk(
    body: Body, tones: Tones, low_y: float, high_y: float | None = None
) -> skia.Path:
    """The torso in one cloth, shaded on its dark side, with its contour."""
    left, right = trunk(body, low_y, high_y)
    form = shape(left, right[::-1])
    brush, side = body.brush, body.shade_side
    brush.fill(form, tones.base)
    run = right if side > 0 else left
    brush.fill(shape(run[2:], _ragged(run[2:], side)[::-1]), tones.shade)
    for edge in (left, right):
        count = len(edge)
        brush.line(edge, [0.4] + [1.7] * (count - 2) + [1.2], tones.line)
    return form


_FOLDED = (0.0, 0.10, -0.06, 0.16, -0.04, 0.10, 0.0)
"""How far folds push the edge of the shade in and out, downwards."""


def _ragged(run: list[Point], side: float) -> list[Point]:
    """The inner edge of the shade on the torso: crisp wedges where cloth folds."""
    out: list[Point] = []
    for index, ((x0, y0), (x1, y1)) in enumerate(pairwise(run)):
        push = _FOLDED[index % len(_FOLDED)]
        deep = 16.0 + (0.16 + push) * abs(x0)
        out.append((x0 - side * deep, y0 + 6.0))
        middle, y = (x0 + x1) / 2, y0 + (y1 - y0) * 0.62
        out.append((middle - side * (12.0 + 0.14 * abs(middle)), y))
    x, y = run[-1]
    out.append((x - side * (16.0 + 0.14 * abs(x)), y))
    return out


def paint_neck(body: Body, chin: Point, tilt: float) -> None:
    """The neck and the pit of the throat, under the shadow of the chin."""
    form, ink, brush, torso = body.form, body.ink, body.brush, body.torso
    width = form.neck_width
    x, y = chin
    top = y - 84.0
    back = -torso.sine * width * 0.30
    head_x = x - tilt
    base = form.neck_y + 8
    slope = torso.half(form.shoulder_y - 6) * 0.93
    left = [
        (head_x - width * 0.96, top),
        (head_x * 0.6 + back - width * 0.94, y + 16),
        (back - width * 1.12, base - 8),
        (back - width * 2.1, base + 12),
        (-slope, form.shoulder_y - 4 - body.rise),
    ]
    right = [(head_x + width * 0.96, top), (head_x * 0.6 + back + width * 0.94, y + 16),
             (back + width * 1.12, base - 8), (back + width * 2.1, base + 12),
             (slope, form.shoulder_y - 4 - body.rise)]  # fmt: skip
    chest = [
        torso.at(0.9, form.shoulder_y + 50),
        torso.at(0.0, form.chest_y),
        torso.at(-0.9, form.shoulder_y + 50),
    ]
    brush.fill(shape(right, [right[-1], *chest, left[-1]], left[::-1]), ink.skin.base)
    side = body.shade_side
    low = form.neck_y - 7
    shadow = [(left[0][0] - 4, top), (left[1][0] - 1, y + 4), (head_x + side * width * 0.1,
        low - 10),
              (head_x + side * width * 0.9, low + 4), (right[1][0] + 2, y + 12),
              (right[0][0] + 4, top)]  # fmt: skip
    if side < 0:
        shadow = [(2 * head_x * 0.8 - px, py) for px, py in shadow]
    with brush.within(shape(right, left[::-1])):
        brush.fill(shape(shadow), ink.skin.shade)
        run = right if side > 0 else left
        strip = [(px - side * width * 0.42, py) for px, py in run]
        brush.fill(shape(run, strip[::-1]), ink.skin.shade)
    for edge in (left, right):
        brush.line(edge[:4], [0.8, 1.5, 1.4, 0.6], ink.skin.line)
    pit = torso.at(0.0, form.neck_y + 6)
    for way in (-1.0, 1.0):
        bone = [
            torso.at(way * 0.10, form.neck_y + 14),
            torso.at(way * 0.34, form.neck_y + 9),
            torso.at(way * 0.62, form.neck_y + 2),
        ]
        brush.line(bone, [2.4, 1.4, 0.0], ink.skin.shade.toward(ink.skin.line, 0.35), 0.9)
    sinew = [(head_x + side * width * 0.35, low - 26), (pit[0] + side * 7, pit[1] - 4)]
    brush.line(sinew, [0.0, 1.2], ink.skin.line, 0.30)


def fold(
    body: Body, points: list[Point], width: float, tones: Tones, strength: float = 0.9
) -> None:
    """One fold of cloth: a wedge of shade with a thin line on its crest."""
    count = len(points)
    wedge = [width * 0.12, *(width * (1.15 - 0.25 * i) for i in range(1, count - 1)), 0.0]
    body.brush.fill(ribbon(points, wedge), tones.shade, strength)
    crest = [*((x, y - width * 0.34) for x, y in points[:-1]), points[-1]]
    body.brush.line(crest, [0.2, *([1.0] * (count - 2)), 0.0], tones.line, 0.7)
