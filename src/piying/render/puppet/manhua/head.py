"""The head without its hair: skull, ear, face, the cel shade on it, nose and features."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import skia

from piying.render.puppet.art import Pose
from piying.render.puppet.manhua import contour
from piying.render.puppet.manhua.brows import paint_brow, paint_frown
from piying.render.puppet.manhua.eyes import eye_of, paint_eye
from piying.render.puppet.manhua.feeling import Feeling
from piying.render.puppet.manhua.ink import Colour, Ink
from piying.render.puppet.manhua.line import Brush, Point, oval, shape
from piying.render.puppet.manhua.mouth import mouth_of, paint_mouth
from piying.render.puppet.manhua.proportions import FaceForm
from piying.render.puppet.manhua.turn import Turn, depth_at


@dataclass(frozen=True, slots=True)
class Head:
    """Everything that is known of a head before it is drawn."""

    turn: Turn
    form: FaceForm
    outline: list[Point]
    path: skia.Path
    pose: Pose
    feeling: Feeling
    ink: Ink

    @property
    def shade_side(self) -> float:
        """The side of the screen that lies in shade."""
        return 1.0 if self.ink.key_side <= 0 else -1.0


def jaw_drop(pose: Pose, feeling: Feeling) -> float:
    """Head units by which the jaw drops with the mouth."""
    return min(7.0, (mouth_of(pose).open + feeling.mouth_open * 0.5) * 0.3)


def head_of(
    turn: Turn, form: FaceForm, pose: Pose, feeling: Feeling, ink: Ink, drop: float
) -> Head:
    """A head in that pose with its jaw dropped by `drop`."""
    outline = contour.outline_of(form, turn)
    if drop > 0.05:
        weights = {9: 0.4, 10: 0.85, 11: 1.0, 12: 0.85, 13: 0.4}
        outline = [(x, y + drop * weights.get(i, 0.0)) for i, (x, y) in enumerate(outline)]
    return Head(turn, form, outline, contour.face_path(outline), pose, feeling, ink)


def paint_ear(brush: Brush, head: Head, side: float) -> None:
    """The ear on that side, when the turn lets it be seen."""
    turn, ink, form = head.turn, head.ink, head.form
    reach = 76.0 * turn.cosine + turn.sine * side * -6.0
    facing = turn.side * side * abs(turn.sine)
    if facing > 0.5:
        return
    wide = 9.0 + 13.0 * max(0.0, -facing)
    x = side * reach if facing > -0.02 else side * 79.0 * turn.cosine + turn.sine * -12.0
    y = form.ear_y
    lean = side * (1.0 if facing > -0.6 else 0.6)
    ear = shape(
        [(x - lean * wide * 0.5, y - 22), (x + lean * wide * 0.4, y - 27), (x + lean * wide,
            y - 17),
         (x + lean * wide * 0.85, y + 2), (x + lean * wide * 0.35, y + 18),
         (x - lean * wide * 0.35, y + 22)]
    )  # fmt: skip
    lift = -turn.pitch_sine * 2.0
    with brush.moved(0, lift):
        brush.fill(ear, ink.skin.base)
        brush.line(
            [(x - lean * wide * 0.4, y - 23), (x + lean * wide * 0.4, y - 27),
                (x + lean * wide, y - 17),
             (x + lean * wide * 0.85, y + 2), (x + lean * wide * 0.35, y + 18),
             (x - lean * wide * 0.3, y + 22)],
            [0.4, 1.2, 1.5, 1.4, 1.4, 0.3], ink.skin.line,
        )  # fmt: skip
        inner = [
            (x, y - 16),
            (x + lean * wide * 0.5, y - 18),
            (x + lean * wide * 0.6, y - 4),
            (x + lean * wide * 0.1, y + 8),
        ]
        brush.fill(shape(inner), ink.skin.shade, 0.8)
        brush.sweep(inner, 1.0, ink.skin.line, 0.7)


@lru_cache(maxsize=64)
def _blush_shader(packed: int, clear: int) -> skia.Shader:
    return skia.GradientShader.MakeRadial(skia.Point(0, 0), 1.0, [packed, clear])


def _flush(
    brush: Brush, x: float, y: float, across: float, down: float, colour: Colour, alpha: float
) -> None:
    """A soft patch of colour."""
    canvas = brush.canvas
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(across, down)
    quantized = round(alpha * 64) / 64
    brush.shaded(oval(0, 0, 1, 1), _blush_shader(colour.packed(quantized), colour.packed(0.0)))
    canvas.restore()


def _veil(brush: Brush, head: Head, low: float, shader: skia.Shader) -> None:
    """A gradient over the upper face; what lies lower is not even looked at."""
    canvas = brush.canvas
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(-120, -130, 120, low))
    brush.shaded(head.path, shader)
    canvas.restore()


def _form_shade(brush: Brush, head: Head) -> None:
    """The side of the face away from the light, and the underside of the jaw."""
    ink, side, points = head.ink, head.shade_side, head.outline
    far = side * head.turn.side > 0
    run = points[2:12] if far else points[11:21]
    depth = 4.5 + 4.0 * abs(ink.key_side)
    if not far:
        depth *= 1.0 + abs(head.turn.sine) * 1.7
    depth *= 1.0 - (0.45 * abs(head.turn.sine) if far else 0.0)
    shares = (0.5, 0.8, 1.05, 0.85, 0.8, 1.0, 1.15, 1.1, 0.9, 0.2)
    shares = shares if far else shares[::-1]
    inner = [
        (x - side * depth * s, y - (3.5 if s > 0.15 else 0))
        for (x, y), s in zip(run, shares, strict=True)
    ]
    brush.fill(shape(run, inner[::-1]), ink.skin.shade)


def _cheeks(brush: Brush, head: Head) -> None:
    """Blush, and the pallor of fear."""
    turn, form, ink, feeling = head.turn, head.form, head.ink, head.feeling
    blush = min(1.0, head.pose.blush + feeling.blush)
    base = 0.20 if form.lash > 0.6 else 0.09
    alpha = min(0.62, base + blush * 0.5)
    for side in (-1.0, 1.0):
        wide = turn.spread(side * 40.0, form.eye_y + 24)
        fade = min(1.0, max(0.0, (wide - 0.35) / 0.4))
        if fade < 0.02:
            continue
        x, y = turn.face(side * 43.0, form.eye_y + 25.0)
        # Colour never crosses the contour.
        room = abs(head.outline[5 if side == turn.side else 17][0] - x)
        _flush(brush, x, y, min(25.0 * wide, room), 14.0, ink.blush, alpha * fade)
        if blush > 0.3 and fade > 0.9:
            for step in (-7.0, 0.0, 7.0):
                a = turn.face(side * 43.0 + step + 2.4, form.eye_y + 21.0)
                b = turn.face(side * 43.0 + step - 2.4, form.eye_y + 28.0)
                brush.sweep([a, b], 1.3, ink.blush, min(0.75, (blush - 0.3) * 1.5), (0.4, 0.3))
    tip = turn.face(-turn.sine * 12, form.nose_y - 2, 16 * turn.cosine)
    _flush(
        brush,
        tip[0],
        tip[1],
        4 + 7 * turn.cosine,
        8,
        ink.blush,
        0.16 + 0.25 * max(blush, head.pose.tears),
    )
    if feeling.pale > 0.02:
        clear = ink.air.times(Colour(0.44, 0.46, 0.74))
        top = turn.face(0, -60)[1]
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, top), skia.Point(0, form.eye_y + 26)],
            [clear.packed(0.5 * feeling.pale), clear.packed(0.0)],
        )
        _veil(brush, head, form.eye_y + 26, shader)


def _nose(brush: Brush, head: Head, *, form_only: bool) -> None:
    """The nose: a hint from the front, a bridge when turned, the profile from the side.

    Called twice: the form goes under the shadows of the face until it breaks the outline.
    """
    turn, form, ink = head.turn, head.form, head.ink
    long, y = form.nose_length, form.nose_y
    profile = max(0.0, min(1.0, (abs(turn.sine) - 0.22) / 0.6))
    z = depth_at(y)
    top = turn.face(0, form.brow_y + 16, 1.0)
    bridge = turn.at(0, y - 24, 84 + 3.0 * long)
    ridge = turn.at(0, y - 9, 90 + 7.0 * long)
    tip = turn.at(0, y + 0.5, z + 9 + 8.0 * long)
    point = turn.at(0, y + 4.0, z + 8 + 6.5 * long)
    under = turn.at(0, y + 8.0, z + 4.5)
    root = turn.at(0, y + 11.0, z + 0.5)
    near = -turn.side
    wing = turn.at(near * form.nose_width, y + 5, z - 4)
    wing_low = turn.at(near * form.nose_width * 0.7, y + 9.5, z - 1)
    back = turn.at(near * 7, y - 16, z - 6)
    far = abs(turn.degrees) > 0.5
    if profile > 0.0 and (profile > 0.5) != form_only:
        brush.fill(
            shape(
                [top, bridge, ridge, tip, point, under, root], [root, wing_low, wing, back, top]
            ),
            ink.skin.base,
        )
    if form_only:
        return
    side = head.shade_side
    if profile < 0.36:
        fade = 1.0 - profile / 0.36
        cast = shape(
            [turn.face(0, y - 4, 12), turn.face(side * 5.5, y + 2, 7),
                turn.face(side * form.nose_width * 0.9, y + 8, 3)],
            [turn.face(side * form.nose_width * 0.9, y + 8, 3), turn.face(side * 1.5,
                y + 10.5, 5), turn.face(-side * 3.0, y + 9, 5)],
        )  # fmt: skip
        brush.fill(cast, ink.skin.shade, 0.85 * fade)
        if form.brow_weight > 6.0:
            _bridge(brush, head, side, fade)
    line = ink.skin.line
    if far:
        strength = min(1.0, 0.2 + profile * 1.2)
        brush.line(
            [top, bridge, ridge, tip, point, under, root],
            [0.0, 1.2 * max(0.0, profile - 0.35), 1.1 * profile, 1.5 * strength, 1.7, 1.2,
                0.2], line, strength,
        )  # fmt: skip
    left, right = turn.at(-3.6, y + 8.2, z + 3), turn.at(3.6, y + 8.2, z + 3)
    front = 1.0 - min(1.0, profile * 1.6)
    if front > 0.02:
        middle = turn.at(0, y + 9.4, z + 5)
        brush.sweep([left, middle, right], 1.7, line, front * 0.9)
    if profile > 0.32:
        hole = [
            turn.at(near * 3.0, y + 7.2, z + 5),
            turn.at(near * 5.4, y + 6.6, z + 1),
            turn.at(near * 6.8, y + 8.0, z - 1),
        ]
        brush.sweep(hole, 1.7, line, min(1.0, (profile - 0.32) * 3.0) * 0.85)
    shine = turn.face(-side * 1.6, y - 5, 16)
    if profile < 0.55:
        brush.fill(oval(shine[0], shine[1], 1.7, 2.6), ink.skin.bright, 0.85)


def _bridge(brush: Brush, head: Head, side: float, fade: float) -> None:
    """The ridge of a strong nose: shade from the socket down its dark side, and its wings."""
    turn, form, skin = head.turn, head.form, head.ink.skin
    y, top, strong = form.nose_y, form.brow_y + 10.0, min(1.4, form.nose_length)
    # Two wedges, not one bar: the socket beside the bridge, and the side of the tip.
    for run, back in (
        (
            ((4.4, top, 2.0), (3.6, top + 11, 5.0), (3.4, top + 22, 6.0)),
            ((7.5, top + 14, 2.0), (12.0, top + 1, 0.0)),
        ),
        (
            ((3.0, y - 17, 8.0), (3.4, y - 9, 9.0), (4.2, y - 1, 10.0)),
            ((8.0, y - 1, 5.0), (5.6, y - 10, 5.0)),
        ),
    ):  # fmt: skip
        edge = [turn.face(side * x, py, lift) for x, py, lift in run]
        slope = [turn.face(side * x, py, lift) for x, py, lift in back]
        brush.fill(shape(edge, [edge[-1], *slope, edge[0]]), skin.shade, 0.62 * strong * fade)
    wide = form.nose_width
    for way in (-1.0, 1.0):
        wing = [
            turn.face(way * wide * 0.78, y + 1.0, 4.0),
            turn.face(way * wide * 1.02, y + 5.5, 3.0),
            turn.face(way * wide * 0.72, y + 9.5, 4.0),
        ]
        brush.sweep(wing, 1.4, skin.line, 0.75 * fade, (0.1, 0.3))


def _age_lines(brush: Brush, head: Head) -> None:
    """The folds of an old face: beside the nose, on the brow, under the cheek."""
    turn, form, ink = head.turn, head.form, head.ink
    if not form.lines:
        return
    for side in (-1.0, 1.0):
        if turn.spread(side * 40, 60) < 0.3:
            continue
        _cheek_lines(brush, head, side)
    for rise, reach, alpha in ((0, 24, 0.5), (-10, 31, 0.42), (-20, 22, 0.3)):
        brow = [
            turn.face(x, form.brow_y - 20 + rise + abs(x) * 0.06 - (2.0 if x > 0 else 0.0))
            for x in (-reach, -reach / 2, 0, reach / 2, reach)
        ]
        brush.sweep(brow, 1.3, ink.skin.line, alpha)


def _cheek_lines(brush: Brush, head: Head, side: float) -> None:
    """What hangs on one side of an old face: the fold of the nose, the hollow, the jowl."""
    turn, form, ink = head.turn, head.form, head.ink
    nose, mouth, chin = form.nose_y, form.mouth_y, form.chin_y
    skin = ink.skin

    def on(*points: Point) -> list[Point]:
        return [turn.face(side * x, y) for x, y in points]

    wing = form.nose_width + 3.0
    fold = on(
        (wing, nose + 1), (wing + 8, nose + 11), (wing + 13, mouth - 4), (wing + 12, mouth + 6)
    )
    shade = on((wing + 15, mouth + 5), (wing + 18, mouth - 6), (wing + 11, nose + 8))
    brush.fill(shape(fold, shade), skin.shade, 0.8)
    brush.sweep(fold, 2.0, skin.line, 0.75, (0.2, 0.0))
    hollow = on((56, 36), (57, 50), (50, 66), (40, 78))
    back = on((40, 78), (47, 65), (53, 50), (56, 36))
    brush.fill(shape(hollow, back), skin.shade, 0.75)
    temple = on((62, -30), (66, -14), (60, 2), (66, -2), (70, -16))
    brush.fill(shape(temple[:3], [*temple[2:], temple[0]]), skin.shade, 0.6)
    if form.jowl > 0.2:
        sag = on((24, mouth + 9), (27, mouth + 17), (35, chin - 16), (45, chin - 22))
        brush.sweep(sag, 1.7 * form.jowl, skin.line, 0.55)
        under = on((45, chin - 22), (35, chin - 14), (27, mouth + 20))
        brush.fill(shape(sag[1:], under), skin.shade, 0.8)


def _menace(brush: Brush, head: Head) -> None:
    """The shadow that anger lays over the eyes."""
    menace = head.feeling.menace
    if menace < 0.02:
        return
    colour = head.ink.skin.deep.toward(Colour(0.25, 0.12, 0.30).times(head.ink.air), 0.5)
    low = head.form.eye_y + 20
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, -70), skia.Point(0, low)],
        [colour.packed(0.72 * menace), colour.packed(0.36 * menace), colour.packed(0.0)],
        [0.0, 0.7, 1.0],
    )  # fmt: skip
    _veil(brush, head, low, shader)


def _jaw_line(brush: Brush, head: Head) -> None:
    """The contour, heavy under the chin, thin where the light falls."""
    points, ink = head.outline, head.ink
    weights = (
        0.4, 0.9, 0.9, 1.1, 1.1, 1.25, 1.3, 1.3, 1.4, 1.7, 2.0, 2.2, 2.2, 2.0, 1.6, 1.3, 1.1,
        0.9, 0.4,
    )  # fmt: skip
    run = points[1:20]
    lit = -head.shade_side
    widths = [
        w * (0.72 if (x * lit) > 30 else 1.0) for w, (x, _) in zip(weights, run, strict=True)
    ]
    brush.line(run, widths, ink.skin.line)


_RIM_INSET = 2.4
"""How far inside the contour light from behind lies, so that the line stays."""


def edge_light(
    brush: Brush, head: Head, points: list[Point], width: float, alpha: float
) -> None:
    """Light from behind along a contour."""
    rim = head.ink.rim
    if rim is not None and len(points) > 2:
        inside = [(x - head.ink.rim_side * _RIM_INSET, y) for x, y in points]
        brush.sweep(inside, width, rim, alpha, (0.0, 0.15))


def _cheek_rim(brush: Brush, head: Head) -> None:
    """Light from behind along the cheek; the eyes and the nose are drawn over it."""
    far = head.ink.rim_side == head.turn.side
    edge_light(brush, head, head.outline[4:10] if far else head.outline[13:18], 4.4, 0.8)


def paint_face(brush: Brush, head: Head, fringe_shadow: skia.Path | None) -> None:
    """The face without its features."""
    brush.fill(head.path, head.ink.skin.base)
    with brush.within(head.path):
        _form_shade(brush, head)
        if fringe_shadow is not None:
            brush.fill(fringe_shadow, head.ink.skin.shade)
    _nose(brush, head, form_only=True)
    _cheeks(brush, head)
    _jaw_line(brush, head)
    _cheek_rim(brush, head)
    with brush.within(head.path):
        _age_lines(brush, head)
    _menace(brush, head)


def paint_eyes(brush: Brush, head: Head) -> None:
    """Both eyes, and the nose, whose bridge stands before the far one."""
    turn, ink, feeling, pose = head.turn, head.ink, head.feeling, head.pose
    far = eye_of(turn, head.form, feeling, pose, turn.side)
    near = eye_of(turn, head.form, feeling, pose, -turn.side)
    if far is not None and far.narrow < 0.6:
        with brush.within(head.path):
            paint_eye(brush, far, ink, feeling, pose)
    elif far is not None:
        paint_eye(brush, far, ink, feeling, pose)
    _nose(brush, head, form_only=False)
    if near is not None:
        paint_eye(brush, near, ink, feeling, pose)


def paint_lips(brush: Brush, head: Head) -> None:
    """The mouth; turned far to the side it ends where the face does."""
    turn, form, ink, feeling, pose = head.turn, head.form, head.ink, head.feeling, head.pose
    if abs(turn.sine) > 0.6:
        with brush.within(head.path):
            paint_mouth(brush, turn, form, ink, feeling, pose)
    else:
        paint_mouth(brush, turn, form, ink, feeling, pose)


def paint_brows(brush: Brush, head: Head, alpha: float) -> None:
    """The brows; drawn again, thinly, over the fringe as the trade does, so that they read."""
    turn, form, ink, feeling = head.turn, head.form, head.ink, head.feeling
    if alpha >= 1.0:
        paint_frown(brush, turn, form, ink, feeling)
    for side in (turn.side, -turn.side):
        paint_brow(brush, turn, form, ink, feeling, side, alpha)
