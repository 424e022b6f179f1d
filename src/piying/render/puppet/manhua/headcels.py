"""The cels of the head: what grows behind it, the face, its features, and the hair over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import radians, tan

import skia

from piying.render.puppet.art import Cel, Pose
from piying.render.puppet.manhua.back import is_behind, paint_back
from piying.render.puppet.manhua.body import Body
from piying.render.puppet.manhua.brows import paint_brow
from piying.render.puppet.manhua.feeling import feeling_of
from piying.render.puppet.manhua.hair.drawing import (
    fringe_shadow,
    paint_hair,
    paint_mass,
    paint_skull,
)
from piying.render.puppet.manhua.hair.style import HairStyle
from piying.render.puppet.manhua.head import (
    Head,
    jaw_drop,
    paint_brows,
    paint_ear,
    paint_eyes,
    paint_face,
    paint_lips,
)
from piying.render.puppet.manhua.line import Brush
from piying.render.puppet.manhua.person import PIVOT, Bounds, Person, in_steps, leaned, place_of
from piying.render.puppet.manhua.proportions import FaceForm, form_of
from piying.render.puppet.manhua.rim import rim_on_hair
from piying.render.puppet.manhua.turn import Turn, turn_of

JAW_STEP = 2.0
"""Head units by which the jaw of a drawn face drops at a time."""
TURN_STEP = 0.5
"""Degrees in which a head is turned on its neck, by its own roll and the lean below it."""
SLOPE_STEP = 1 / 512
"""Steps in which a head takes over how the body under it stands."""
SWING_STEP = 1.5
"""Head units by which the longest lock moves from one drawing of the hair to the next."""
SHADOW_STEP = 3.0
"""And the shadow of the fringe on the face."""
MASS_STEP = 2.0 / (260.0 * tan(radians(1.0)))
JEWEL_STEP_DEGREES = 2.0
RIPPLE_STEP = 1 / 24
RUNNING = 0.3
"""From here on tears run down the cheek."""
TREMBLING = 0.02
"""What trembles or runs less than this stands still."""
FACE: Bounds = (-125.0, -140.0, 125.0, 140.0)
"""Head units that hold the face and what is worn on it: left, top, right, bottom."""
BEARDED: Bounds = (-125.0, -140.0, 125.0, 230.0)
HAIR: Bounds = (-150.0, -150.0, 150.0, 130.0)
"""What grows on the skull, but for locks that hang lower."""
CROWNED: Bounds = (-260.0, -225.0, 260.0, 420.0)
MASS: Bounds = (-330.0, -225.0, 330.0, 640.0)


@lru_cache(maxsize=256)
def _swing_step(style: HairStyle, share: float) -> float:
    """Degrees of swing that move the longest lock over the face by `share` head units."""
    hangs = [
        lock.lag * min(260.0, max(0.0, lock.points[-1][1] - lock.points[0][1])) ** 2 / 260.0
        for lock in (*style.sides, *style.fringe)
    ]
    if style.above:
        hangs.append(140.0)
    return share / (max(hangs, default=10.0) * tan(radians(1.0)) + 0.05)


@dataclass(frozen=True, slots=True)
class _Stand:
    """How a head stands on its body, in steps; where it stands is no part of this."""

    slope: float
    tilt: float
    roll: float
    """Degrees, the lean of the body with it."""

    def matrix(self, scale: float) -> skia.Matrix:
        """From head units to figure units about the pivot of the head."""
        matrix = skia.Matrix.MakeAll(1, self.slope, 0, self.tilt, 1, 0, 0, 0, 1)
        matrix.preConcat(skia.Matrix.MakeAll(1, 0, 0, -self.tilt * 0.6, 1, 0, 0, 0, 1))
        matrix.preScale(scale, scale)
        matrix.preRotate(self.roll)
        matrix.preTranslate(0.0, -PIVOT)
        return matrix


def _stand(body: Body, roll: float) -> _Stand:
    form = body.form
    slope = body.hip_shift / (form.hip_y - form.head_y)
    return _Stand(
        in_steps(slope, SLOPE_STEP), in_steps(body.shoulder_tilt, SLOPE_STEP),
        in_steps(roll + body.pose.lean, TURN_STEP),
    )  # fmt: skip


HeadPainter = Callable[[Person, Brush, Head], None]


def mass(person: Person, brush: Brush, head: Head) -> None:
    """What hangs behind the shoulders."""
    paint_mass(brush, head, person.style)
    person.worn.behind(brush, head)


def back(person: Person, brush: Brush, head: Head) -> None:
    """The back of a head that is turned away."""
    paint_back(brush, head, person.style)


def _base(person: Person, brush: Brush, head: Head) -> None:
    """Skull, ears and the face without its features."""
    paint_skull(brush, head, person.style)
    if person.style.ears:
        for side in (-1.0, 1.0):
            paint_ear(brush, head, side)
    person.worn.ears(brush, head)
    paint_face(brush, head, fringe_shadow(head, person.style))


def _eyes(_person: Person, brush: Brush, head: Head) -> None:
    paint_eyes(brush, head)


def _mouth(_person: Person, brush: Brush, head: Head) -> None:
    paint_lips(brush, head)


def _brows(person: Person, brush: Brush, head: Head) -> None:
    """What is worn on the face, and the brows over it."""
    person.worn.on_face(brush, head)
    paint_brows(brush, head, 1.0)


def _hair(person: Person, brush: Brush, head: Head) -> None:
    paint_hair(brush, head, person.style, rim_on_hair)


def _over(person: Person, brush: Brush, head: Head) -> None:
    """Brows that show through the fringe, and what is worn in the hair."""
    if person.style.veil:
        for side in (head.turn.side, -head.turn.side):
            paint_brow(brush, head.turn, head.form, head.ink, head.feeling, side, 0.7)
    person.worn.on_hair(brush, head)


def hair_pose(pose: Pose, step: float, *, ripples: bool) -> Pose:
    """What shows on hair: the turn of the head, and its swing in steps."""
    return Pose(
        yaw=pose.yaw, pitch=pose.pitch, hair_swing=in_steps(pose.hair_swing, step),
        cycle=in_steps(pose.cycle, RIPPLE_STEP) if ripples else 0.0,
    )  # fmt: skip


@lru_cache(maxsize=256)
def _hair_box(style: HairStyle) -> Bounds:
    """What holds the locks of a style as far as they hang and swing."""
    low = max((one.points[-1][1] for one in (*style.sides, *style.fringe)), default=0.0)
    left, top, right, bottom = HAIR
    reach = max(0.0, low - 60.0) * 0.25
    return left - reach, top, right + reach, max(bottom, low + 30.0)


def _eyes_box(form: FaceForm, turn: Turn, *, running: bool) -> Bounds:
    """What holds both eyes and the nose; tears may run down from them."""
    shift = abs(turn.pitch_sine) * 90.0
    low = max(form.eye_y + (100.0 if running else 45.0), form.nose_y + 18.0)
    return -118.0, form.eye_y - 45.0 - shift, 118.0, low + shift


def _brows_box(form: FaceForm) -> Bounds:
    return -118.0, form.brow_y - 75.0, 118.0, form.brow_y + 70.0


def _mouth_box(form: FaceForm, turn: Turn) -> Bounds:
    """What holds the mouth, however wide it is open."""
    x, y = turn.face(0.0, form.mouth_y)
    return x - 56.0, y - 36.0, x + 56.0, y + 52.0


def head_sheets(
    person: Person, pose: Pose
) -> tuple[tuple[str, HeadPainter, Bounds, Pose, float], ...]:
    """The cels of the head over the body: name, painter, bounds, what shows, dropped jaw."""
    style, worn = person.style, person.worn.things
    if is_behind(pose):
        moves = bool(style.behind or style.above)
        return (("back", back, MASS, hair_pose(pose, MASS_STEP, ripples=moves), 0.0),)
    feeling = feeling_of(pose.expression)
    faced = Pose(yaw=pose.yaw, pitch=pose.pitch, expression=pose.expression)
    jewels = any(one.ears for one in worn)
    step = JEWEL_STEP_DEGREES if jewels else _swing_step(style, SHADOW_STEP)
    base = Pose(
        yaw=pose.yaw, pitch=pose.pitch, expression=pose.expression, blush=pose.blush,
        tears=in_steps(pose.tears, 0.25), hair_swing=in_steps(pose.hair_swing, step),
    )  # fmt: skip
    moves = pose.tears > TREMBLING or feeling.tremble > TREMBLING
    eyes = Pose(
        yaw=pose.yaw, pitch=pose.pitch, expression=pose.expression, gaze_x=pose.gaze_x,
        gaze_y=pose.gaze_y, blink=pose.blink, tears=pose.tears,
        cycle=in_steps(pose.cycle, RIPPLE_STEP) if moves else 0.0,
    )  # fmt: skip
    mouth = Pose(
        yaw=pose.yaw, pitch=pose.pitch, expression=pose.expression, viseme=pose.viseme,
        viseme_from=pose.viseme_from if pose.viseme_mix < 1 else pose.viseme,
        viseme_mix=min(1.0, pose.viseme_mix),
    )  # fmt: skip
    hanging = any(one.on_face for one in worn)
    brows = _with_swing(faced, pose, JEWEL_STEP_DEGREES) if hanging else faced
    drop = in_steps(jaw_drop(pose, feeling), JAW_STEP)
    ripples = bool(style.above)
    step = _swing_step(style, SWING_STEP)
    hair = CROWNED if style.above else _hair_box(style)
    turn, form = turn_of(pose), form_of(person.look).face
    sheets: list[tuple[str, HeadPainter, Bounds, Pose, float]] = [
        ("base", _base, _hair_box(style), base, drop),
        ("eyes", _eyes, _eyes_box(form, turn, running=pose.tears >= RUNNING), eyes, 0.0),
        ("mouth", _mouth, _mouth_box(form, turn), mouth, jaw_drop(pose, feeling)),
        ("brows", _brows, BEARDED if hanging else _brows_box(form), brows, 0.0),
        ("hair", _hair, hair, hair_pose(pose, step, ripples=ripples), 0.0),
    ]
    if style.veil or any(one.on_hair for one in worn):
        over = faced if style.veil else Pose(yaw=pose.yaw, pitch=pose.pitch)
        if any(one.on_hair for one in worn):
            over = _with_swing(over, pose, JEWEL_STEP_DEGREES)
        box = CROWNED if any(one.on_hair for one in worn) else _brows_box(form)
        sheets.append(("over", _over, box, over, 0.0))
    return tuple(sheets)


def _with_swing(shown: Pose, pose: Pose, step: float) -> Pose:
    return Pose(
        yaw=shown.yaw, pitch=shown.pitch, expression=shown.expression,
        hair_swing=in_steps(pose.hair_swing, step),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a head sits in one drawing: all of its cels lie there."""

    stand: _Stand
    x: float
    """Its origin in figure units."""
    y: float
    matrix: skia.Matrix


def seat_of(body: Body, pose: Pose) -> Seat:
    """Where the head of a body sits in that pose."""
    stand = _stand(body, pose.roll)
    place = place_of(body, turn_of(pose).sine)
    scale = body.form.head_scale
    # Below the origin of the head, as its place is told, without the tilt that it takes over.
    origin = leaned(body).mapXY(place[0], place[1] + PIVOT * scale)
    return Seat(stand, origin.x(), origin.y(), stand.matrix(scale))


def head_cel(
    seat: Seat, sheet: tuple[str, HeadPainter, Bounds, Pose, float], person: Person
) -> Cel:
    """A cel of the head, about the head's own origin."""
    name, paint, box, shown, drop = sheet
    matrix = seat.matrix
    held = matrix.mapRect(skia.Rect.MakeLTRB(*box))

    def draw(canvas: skia.Canvas) -> None:
        brush = Brush(canvas)
        canvas.concat(matrix)
        paint(person, brush, person.head(shown, drop))

    return Cel(
        (name, seat.stand, drop, shown),
        seat.x, seat.y,
        held.left(), held.top(), held.right(), held.bottom(),
        draw,
    )  # fmt: skip
