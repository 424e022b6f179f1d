"""The eyes: tapered lids, an iris lit from below, two highlights that keep their place.

An eye is drawn in shares of its own half width (u, outwards) and half height (v, downwards)
and laid onto the turned face point by point, so the far eye narrows by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import pi, sin

import skia

from piying.render.puppet.art import Pose
from piying.render.puppet.manhua.feeling import Feeling
from piying.render.puppet.manhua.ink import WHITE, Colour, Ink
from piying.render.puppet.manhua.line import Brush, Point, oval, shape
from piying.render.puppet.manhua.proportions import FaceForm
from piying.render.puppet.manhua.turn import Turn

_U = (-1.0, -0.78, -0.42, 0.0, 0.42, 0.78, 1.0)
_TOP = (0.36, -0.30, -0.82, -1.04, -0.98, -0.58, -0.02)
_BOTTOM = (0.36, 0.66, 0.90, 0.98, 0.92, 0.62, -0.02)
_SHUT = (0.40, 0.66, 0.84, 0.92, 0.86, 0.64, 0.26)
_SMILE = (0.52, 0.16, -0.14, -0.26, -0.14, 0.14, 0.50)
_LID_WIDTHS = (0.6, 2.4, 3.9, 4.7, 5.1, 5.4, 4.2)
_GONE = 0.15
"""An eye seen narrower than this share of its width is behind the bridge of the nose."""


@dataclass(frozen=True, slots=True)
class Eye:
    """One eye laid onto the turned face; `side` is +1 for the one on the right at the front."""

    side: float
    top: list[Point]
    bottom: list[Point]
    open: float
    narrow: float
    opening: skia.Path
    form: FaceForm
    turn: Turn

    def at(self, u: float, v: float) -> Point:
        """The point (u, v) of the eye on the screen."""
        form = self.form
        x = self.side * (form.eye_x + u * form.eye_width)
        return self.turn.face(x, form.eye_y + v * form.eye_height)


def eye_of(turn: Turn, form: FaceForm, feeling: Feeling, pose: Pose, side: float) -> Eye | None:
    """The eye on that side, or nothing when it is turned out of sight."""
    narrow = turn.spread(side * form.eye_x, form.eye_y)
    if narrow < _GONE:
        return None
    openness = feeling.lid_open * (1.0 - pose.blink)
    smile = feeling.smile_shut
    slant, tilt = feeling.lid_slant, form.eye_tilt
    ratio = form.eye_width / form.eye_height
    top_v: list[float] = []
    bottom_v: list[float] = []
    for u, t, b, shut, laugh in zip(_U, _TOP, _BOTTOM, _SHUT, _SMILE, strict=True):
        closed = shut + (laugh - shut) * smile * 0.9
        down = slant * -u * 0.42 if slant > 0 else -slant * max(0.0, u) * 0.5
        upper = (
            closed + (t - closed) * openness + down * min(1.0, openness) * (0.4 + abs(u) * 0.6)
        )
        lower = (
            b + (closed - b) * (1.0 - min(1.0, openness)) - feeling.squint * 0.42 * (1 - u * u)
        )
        lean = -tilt * u * ratio
        bottom_v.append(max(lower, upper) + lean)
        top_v.append(min(upper, lower) + lean)

    def laid(vs: list[float]) -> list[Point]:
        return [
            turn.face(
                side * (form.eye_x + u * form.eye_width), form.eye_y + v * form.eye_height
            )
            for u, v in zip(_U, vs, strict=True)
        ]

    top, bottom = laid(top_v), laid(bottom_v)
    return Eye(side, top, bottom, openness, narrow, shape(top, bottom[::-1]), form, turn)


@lru_cache(maxsize=64)
def _iris_shader(ink: Ink) -> skia.Shader:
    """Dark under the lid, the eye's own colour, light below; in units of the iris."""
    base = ink.eye.base
    colours = [
        base.shifted(light=0.26, strength=1.05).packed(),
        base.shifted(light=0.52, strength=1.1).packed(),
        base.shifted(hue=-0.015, light=0.98, strength=1.15).packed(),
        base.shifted(hue=-0.04, light=1.42, strength=1.2)
        .toward(WHITE.times(ink.air), 0.2)
        .packed(),
    ]
    return skia.GradientShader.MakeLinear(
        [skia.Point(0, -1), skia.Point(0, 1)], colours, [0.1, 0.42, 0.72, 1.0]
    )


def _iris(brush: Brush, eye: Eye, ink: Ink, feeling: Feeling, pose: Pose) -> None:
    """The iris, its pupil and its light, inside the opening."""
    form = eye.form
    gaze_x = max(-1.0, min(1.0, pose.gaze_x + feeling.gaze_x))
    gaze_y = max(-1.0, min(1.0, pose.gaze_y + feeling.gaze_y))
    u = eye.side * gaze_x * 0.36 - 0.05
    v = -0.06 + gaze_y * 0.30
    x, y = eye.at(u, v)
    radius = form.iris * feeling.iris
    across = radius * max(eye.narrow, eye.narrow**0.62 * 0.98)
    canvas = brush.canvas
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(across, radius * 1.12)
    base = ink.eye.base
    dark = base.shifted(light=0.24, strength=0.9)
    light = base.shifted(hue=-0.05, light=1.55, strength=1.25).toward(WHITE.times(ink.air), 0.3)
    brush.fill(oval(0, 0, 1.0, 1.0), dark)
    brush.shaded(oval(0, 0, 0.90, 0.92), _iris_shader(ink))
    for dx, low, wide in (
        (-0.5, 0.62, 0.16),
        (-0.2, 0.8, 0.14),
        (0.16, 0.8, 0.13),
        (0.48, 0.64, 0.17),
    ):
        ray = shape(
            [(dx * 0.45, 0.18), (dx + wide * 0.5, low)],
            [(dx - wide * 0.5, low), (dx * 0.45, 0.18)],
        )
        brush.fill(ray, light, 0.28)
    pupil = 0.43 * feeling.pupil
    brush.fill(oval(0, -0.04, pupil, pupil * 1.12), base.shifted(light=0.13, strength=0.8))
    crescent = shape(
        [(-0.72, 0.34), (-0.44, 0.72), (0.0, 0.88), (0.44, 0.72), (0.72, 0.34)],
        [(0.72, 0.34), (0.36, 0.56), (0.0, 0.64), (-0.36, 0.56), (-0.72, 0.34)],
    )
    brush.fill(crescent, light, min(1.0, 0.62 * feeling.shine))
    brush.fill(oval(0, -0.82, 1.05, 0.62), dark, 0.55)
    canvas.restore()


def _highlights(brush: Brush, eye: Eye, ink: Ink, feeling: Feeling, pose: Pose) -> None:
    """Two lights of the world in the eye: they stay while the gaze moves, and tremble."""
    shiver = (feeling.tremble * 0.6 + pose.tears * 0.8) * 0.035
    wobble = sin(2 * pi * 13 * pose.cycle) * shiver
    gaze_x = pose.gaze_x + feeling.gaze_x
    key = -1.0 if ink.key_side <= 0 else 1.0
    radius = eye.form.iris * min(1.0, 0.35 + feeling.iris * 0.65)
    across = eye.narrow**0.62
    u = eye.side * gaze_x * 0.16 - 0.05
    x, y = eye.at(u, -0.06 + (pose.gaze_y + feeling.gaze_y) * 0.12)
    white = WHITE.times(ink.air).toward(WHITE, 0.55)
    power = min(1.0, 0.95 * feeling.shine)
    big = oval(
        x + (key * 0.36 + wobble) * radius * across, y - (0.44 - wobble) * radius,
        radius * 0.29 * across, radius * 0.35,
    )  # fmt: skip
    brush.fill(big, white, power)
    small = oval(
        x + (-key * 0.40 - wobble) * radius * across, y + (0.44 + wobble) * radius,
        radius * 0.15 * across, radius * 0.16,
    )  # fmt: skip
    brush.fill(small, white, power * 0.9)
    if pose.tears > 0.02 or feeling.shine > 1.05:
        wet = max(pose.tears, (feeling.shine - 1.0) * 2)
        third = oval(
            x + (key * 0.02 + wobble * 2) * radius * across, y + 0.66 * radius,
            radius * 0.30 * across, radius * 0.13,
        )  # fmt: skip
        brush.fill(third, white, min(0.85, wet))


def _ball(brush: Brush, eye: Eye, ink: Ink, feeling: Feeling, pose: Pose) -> None:
    """What is seen between the lids."""
    with brush.within(eye.opening):
        brush.fill(eye.opening, ink.eye_white)
        _iris(brush, eye, ink, feeling, pose)
        drop = 0.32 * eye.form.eye_height
        under = shape(
            [(x, y - 3.0) for x, y in eye.top],
            [(x, y + drop) for x, y in reversed(eye.top)],
        )
        brush.fill(under, ink.lash.toward(ink.eye_white_shade, 0.35), 0.34)
        if pose.tears > 0.02:
            pool = shape(
                eye.bottom, [(x, y - 4.5 * pose.tears) for x, y in reversed(eye.bottom)]
            )
            brush.fill(
                pool, Colour(0.86, 0.94, 1.0).times(ink.air), 0.75 * min(1.0, pose.tears)
            )
        _highlights(brush, eye, ink, feeling, pose)


def _lids(brush: Brush, eye: Eye, ink: Ink) -> None:
    """The upper lid as a mass with its wing and lashes, the crease, the faint lower lid."""
    form = eye.form
    lash = 0.55 + 0.45 * form.lash
    thin = 0.35 + 0.65 * min(1.0, eye.narrow * 1.3)
    scale = lash * thin * form.eye_width / 21.5
    ex, ey = eye.top[-1]
    ox = eye.side * eye.narrow
    wing = (
        ex + ox * 3.6 * lash,
        ey - 1.6 - form.eye_tilt * 14.0 * lash + (1 - min(1.0, eye.open)) * 3.0,
    )
    middle = [(x, y - 0.6) for x, y in eye.top]
    brush.line([*middle, wing], [w * scale for w in (*_LID_WIDTHS, 0.0)], ink.lash)
    if form.lash > 0.6:
        up = 1.0 if eye.open > 0.35 else -0.4
        for index, (reach, rise) in ((4, (4.2, 3.6)), (5, (6.2, 4.4)), (6, (6.0, 2.2))):
            x, y = eye.top[index]
            tip = (x + ox * reach, y - rise * up - 1.0)
            bow = (x + ox * reach * 0.3, y - rise * up * 0.62)
            brush.line([(x - ox * 1.2, y), bow, tip], [2.6 * thin, 1.9 * thin, 0.0], ink.lash)
    gap = (4.8 + 2.2 * max(0.0, 1.1 - eye.open)) * (0.75 + 0.25 * form.lash)
    crease = [
        (x + ox * 0.8, y - gap - (1.2 if i in {2, 3, 4} else 0.0))
        for i, (x, y) in enumerate(eye.top)
    ][1:]
    brush.sweep(crease, 1.15 * thin, ink.skin.line, 0.75)
    lower = [(x, y + 0.5) for x, y in eye.bottom]
    brush.line(
        lower[2:], [0.0, 0.5, 0.9, 1.5 * thin, 0.8], ink.lash.toward(ink.skin.line, 0.45), 0.8
    )
    if form.lash > 0.6 and eye.open > 0.3 and eye.narrow > 0.4:
        for index, reach in ((4, 1.6), (5, 2.6)):
            x, y = lower[index]
            brush.line([(x, y), (x + ox * reach, y + 3.0)], [1.1, 0.0], ink.lash, 0.8)
    if form.lines:
        _age(brush, eye, ink)


def _age(brush: Brush, eye: Eye, ink: Ink) -> None:
    """The bag under an old eye and the crow's feet beside it."""
    form = eye.form
    (ex, ey), ox = eye.top[-1], eye.side * eye.narrow
    if form.lines:
        # The skin of the brow sinks onto the outer half of the lid.
        hood = [(x, y - 3.4) for x, y in eye.top[2:]]
        hood.append((ex + ox * 8, ey + 2.5))
        brush.sweep(hood, 2.0, ink.skin.line, 0.8 * form.lines)
        bag = [(x - ox * 1.0, y + 7.0) for x, y in eye.bottom[1:6]]
        brush.sweep(bag, 1.1, ink.skin.line, 0.5 * form.lines)
        for rise in (-3.0, 1.5, 6.0) if eye.narrow > 0.7 else ():
            foot = [
                (ex + ox * 5, ey + rise * 0.5),
                (ex + ox * 9, ey + rise * 0.8),
                (ex + ox * 13, ey + rise * 1.4),
            ]
            brush.sweep(foot, 0.9, ink.skin.line, 0.45 * form.lines)


def _shadow(brush: Brush, eye: Eye, ink: Ink) -> None:
    """The warm shade in the socket, above the upper lid and at the outer corner."""
    gap = 5.6
    socket = shape(
        [(x, y - gap) for x, y in eye.top[1:]], [(x, y) for x, y in reversed(eye.top[1:])]
    )
    brush.fill(socket, ink.skin.shade.toward(ink.blush, 0.12), 0.42)


def _tears(brush: Brush, eye: Eye, ink: Ink, pose: Pose) -> None:
    """A drop on the lower lid that runs down the cheek as tears grow."""
    if pose.tears < 0.3:
        return
    run = min(1.0, (pose.tears - 0.3) / 0.7)
    pale = Colour(0.90, 0.96, 1.0).times(ink.air)
    for index, length, wide in ((3, 46.0, 3.6), (5, 26.0, 2.6)):
        x, y = eye.bottom[index]
        slip = (pose.cycle + index * 0.37) % 1.0
        low = y + 4 + length * run
        path = [(x, y - 1), (x + eye.side * 1.4, (y + low) / 2), (x + eye.side * 0.8, low)]
        path.append((x + eye.side * 0.8, low + wide * 1.1))
        brush.line(path, [1.0, wide * 0.7, wide * 1.5, 0.4], pale, 0.6)
        brush.line(path[:3], [0.4, wide * 0.25, wide * 0.3], WHITE, 0.75)
        drop_y = y + 4 + (low - y) * slip
        brush.fill(oval(x + eye.side * 1.1, drop_y, wide * 0.75, wide * 1.1), WHITE, 0.7 * run)


def paint_eye(brush: Brush, eye: Eye, ink: Ink, feeling: Feeling, pose: Pose) -> None:
    """One whole eye."""
    _shadow(brush, eye, ink)
    if eye.open > 0.08:
        _ball(brush, eye, ink, feeling, pose)
    _lids(brush, eye, ink)
    _tears(brush, eye, ink, pose)
