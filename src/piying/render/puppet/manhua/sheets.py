"""A manhua figure as a stack of cels: what lies on each, and what its pixels depend on.

Every cel is painted from a pose of which only that is left which shows on it; that pose is
its key. So equal keys are equal drawings by construction, and a mouth that speaks, an eye
that blinks or a chest that breathes changes one cel and leaves the others as they lie.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin, tan

import skia

from piying.model.people import Look
from piying.render.puppet.art import Cel, Light, Pose
from piying.render.puppet.manhua.accessories import Worn, worn_of
from piying.render.puppet.manhua.arms import GESTURES, Arm, arm_of
from piying.render.puppet.manhua.back import from_behind, is_behind, paint_back, paint_spine
from piying.render.puppet.manhua.body import Body, paint_neck, torso_of
from piying.render.puppet.manhua.brows import paint_brow
from piying.render.puppet.manhua.feeling import feeling_of
from piying.render.puppet.manhua.hair.drawing import (
    fringe_shadow,
    paint_hair,
    paint_mass,
    paint_skull,
)
from piying.render.puppet.manhua.hair.style import HairStyle
from piying.render.puppet.manhua.hair.table import hair_of
from piying.render.puppet.manhua.head import (
    Head,
    head_of,
    jaw_drop,
    paint_brows,
    paint_ear,
    paint_eyes,
    paint_face,
    paint_lips,
)
from piying.render.puppet.manhua.ink import ink_of
from piying.render.puppet.manhua.line import Brush, Point
from piying.render.puppet.manhua.outfits.outfit import Outfit
from piying.render.puppet.manhua.outfits.table import outfit_of
from piying.render.puppet.manhua.proportions import FaceForm, form_of
from piying.render.puppet.manhua.rim import rim_on_body, rim_on_hair
from piying.render.puppet.manhua.sleeves import paint_arm, paint_cast, paint_forearm
from piying.render.puppet.manhua.turn import Turn, turn_of

JAW_STEP = 2.0
"""Head units by which the jaw of a drawn face drops at a time."""
TURN_STEP = 0.5
"""Degrees in which a head is turned on its neck, by its own roll and the lean below it."""
LEAN_STEP = 0.25
"""And a trunk by its lean; where that carries head and shoulders is exact."""
CHIN_STEP = 2.5
"""Figure units in which a neck follows the chin that covers its upper end."""
PLAIN_STEP, TAIL_STEP = 4.0, 1.0
"""Degrees of swing in which a plain jacket, and one with a scarf over it, is drawn."""
SLOPE_STEP = 1 / 512
"""Steps in which a head takes over how the body under it stands."""
SWING_STEP = 1.5
"""Head units by which the longest lock moves from one drawing of the hair to the next."""
SHADOW_STEP = 3.0
"""And the shadow of the fringe on the face."""
_MASS_STEP = 2.0 / (260.0 * tan(radians(1.0)))
JEWEL_STEP_DEGREES = 2.0
RIPPLE_STEP = 1 / 24
RUNNING = 0.3
"""From here on tears run down the cheek."""
TREMBLING = 0.02
"""What trembles or runs less than this stands still."""
LATE_GESTURES = frozenset({"pray", "bow", "fist", "slap", "wave"})
"""Gestures that are drawn over the head."""

Bounds = tuple[float, float, float, float]
FACE: Bounds = (-125.0, -140.0, 125.0, 140.0)
"""Head units that hold the face and what is worn on it: left, top, right, bottom."""
BEARDED: Bounds = (-125.0, -140.0, 125.0, 230.0)
HAIR: Bounds = (-150.0, -150.0, 150.0, 130.0)
"""What grows on the skull, but for locks that hang lower."""
CROWNED: Bounds = (-260.0, -225.0, 260.0, 420.0)
MASS: Bounds = (-330.0, -225.0, 330.0, 640.0)
_ORNAMENT_TOP = 215.0
"""Head units from the origin of the head to the top of what is worn on it."""


@dataclass(frozen=True, slots=True)
class _Person:
    """What stays the same while a figure moves."""

    look: Look
    light: Light
    bust: bool
    style: HairStyle
    outfit: Outfit
    worn: Worn

    def body(self, canvas: skia.Canvas, pose: Pose) -> Body:
        """The body in that pose on that canvas."""
        form, outfit = form_of(self.look), self.outfit
        torso = torso_of(form, pose, outfit.ease, outfit.waist_ease)
        ink = ink_of(self.look, self.light)
        return Body(Brush(canvas), self.look, form, pose, ink, torso, self.bust)

    def head(self, pose: Pose, drop: float = 0.0) -> Head:
        """The head in that pose, its jaw dropped by so many head units."""
        form, ink = form_of(self.look), ink_of(self.look, self.light)
        return head_of(turn_of(pose), form.face, pose, feeling_of(pose.expression), ink, drop)


@lru_cache(maxsize=64)
def _person(look: Look, light: Light, bust: bool) -> _Person:  # noqa: FBT001 - a cache's key
    return _Person(look, light, bust, hair_of(look), outfit_of(look.outfit), worn_of(look))


def _stepped(value: float, step: float) -> float:
    """The nearest whole number of steps."""
    return round(value / step) * step + 0.0


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


# --- where things stand --------------------------------------------------------------------


def _leaned(body: Body) -> skia.Matrix:
    """How the torso leans, and how it stands on its hips."""
    form = body.form
    matrix = skia.Matrix.I()
    if body.pose.lean:
        matrix.preRotate(body.pose.lean, 0.0, form.hip_y)
    # The head stays over the feet; what is between it and the hips gives way.
    slope = body.hip_shift / (form.hip_y - form.head_y)
    return skia.Matrix.Concat(
        matrix,
        skia.Matrix.MakeAll(1, slope, -slope * form.head_y, body.shoulder_tilt, 1, 0, 0, 0, 1),
    )


def _stood(body: Body) -> skia.Matrix:
    """How the legs stand under the hips."""
    return skia.Matrix.MakeAll(
        1, body.hip_shift / body.form.hip_y, 0, body.hip_tilt, 1, 0, 0, 0, 1
    )


def _place(body: Body, head_sine: float) -> Point:
    """Where the origin of the head is carried."""
    form = body.form
    carried = body.torso.sine * (7.0 + form.stoop) + head_sine * 3.0
    return carried, form.head_y - body.rise * 0.7 + form.stoop * 0.3


def _on_screen(body: Body, place: Point, roll: float, point: Point) -> Point:
    """A point of the head in figure units."""
    scale, angle, pivot = body.form.head_scale, radians(roll), _PIVOT
    x, y = point[0] * scale, (point[1] - pivot) * scale
    return (
        place[0] + x * cos(angle) - y * sin(angle),
        place[1] + pivot * scale + x * sin(angle) + y * cos(angle),
    )


def _arms(body: Body, head: Head, roll: float) -> tuple[Arm, Arm]:
    """The arm of the far and of the near side."""
    turn, face = head.turn, body.form.face
    place = _place(body, turn.sine)
    ears = [(side * 78 * turn.cosine - 12 * turn.sine, face.ear_y + 20) for side in (1, -1)]
    points = {"mouth": turn.face(0, face.mouth_y, 4), "ear+": ears[0], "ear-": ears[1]}
    places = {name: _on_screen(body, place, roll, point) for name, point in points.items()}
    far = body.far_side()
    return arm_of(body, far, places), arm_of(body, -far, places)


_BodyPainter = Callable[[_Person, Pose, skia.Canvas], None]

# --- the body ------------------------------------------------------------------------------


def _body_pose(person: _Person, pose: Pose) -> Pose:
    """What shows on the torso and its arms."""
    swing = pose.cloth_swing
    if not person.outfit.sleeve.drape and person.outfit.back is None:
        tail = any(one.on_body for one in person.worn.things)
        swing = _stepped(swing, TAIL_STEP if tail else PLAIN_STEP)
    gesture = GESTURES[pose.gesture]
    reaches = [one.place for one in (gesture.front, gesture.other) if one is not None]
    near_head = any(place in ("mouth", "ear") for place in reaches)
    return Pose(
        body_yaw=pose.body_yaw,
        lean=_stepped(pose.lean, LEAN_STEP),
        breath=pose.breath,
        cloth_swing=swing,
        walk=pose.walk,
        gesture=pose.gesture,
        gesture_mix=pose.gesture_mix,
        cycle=pose.cycle if pose.gesture == "wave" else 0.0,
        yaw=pose.yaw if near_head else 0.0,
        pitch=pose.pitch if near_head else 0.0,
        roll=pose.roll if near_head else 0.0,
    )


def _neck_pose(pose: Pose) -> Pose:
    return Pose(
        body_yaw=pose.body_yaw, lean=_stepped(pose.lean, LEAN_STEP), breath=pose.breath,
        walk=pose.walk,
    )  # fmt: skip


def _legs_pose(pose: Pose) -> Pose:
    return Pose(body_yaw=pose.body_yaw, cloth_swing=pose.cloth_swing, walk=pose.walk)


def _is_hidden(body: Body, far: Arm) -> bool:
    """The far arm is drawn behind the body."""
    return abs(body.torso.sine) > 0.30 and not (far.acting or far.before)


def _is_late(body: Body, arm: Arm) -> bool:
    """The arm is drawn over the head."""
    return arm.over_face or (arm.acting and body.pose.gesture in LATE_GESTURES)


def _paint_one_arm(person: _Person, body: Body, arm: Arm, *, cast: bool = False) -> None:
    outfit = person.outfit
    cloth = outfit.sleeve_dye(body)
    if cast and (arm.before or arm.side != body.shade_side):
        paint_cast(body, arm, outfit.sleeve, cloth)
    paint_arm(body, arm, outfit.sleeve, cloth, outfit.trim_dye(body))
    if outfit.shoulder is not None:
        outfit.shoulder(body, arm.side)


def _cape(person: _Person, pose: Pose, canvas: skia.Canvas) -> None:
    body = person.body(canvas, pose)
    canvas.concat(_leaned(body))
    if person.outfit.back is not None:
        person.outfit.back(body)


def _behind(person: _Person, pose: Pose, canvas: skia.Canvas) -> None:
    """Arms behind the body."""
    body = person.body(canvas, pose)
    canvas.concat(_leaned(body))
    arms = _arms(body, person.head(pose), pose.roll)
    for arm in arms:
        if arm.behind:
            paint_forearm(body, arm, person.outfit.sleeve, person.outfit.sleeve_dye(body))
    if _is_hidden(body, arms[0]):
        _paint_one_arm(person, body, arms[0])


def _legs(person: _Person, pose: Pose, canvas: skia.Canvas) -> None:
    body = person.body(canvas, pose)
    canvas.concat(_stood(body))
    person.outfit.lower(body)


def _chin(body: Body, head: Head, roll: float) -> tuple[float, float, float]:
    """Where the chin is, and how far it lies to the side of the head's axis, in steps."""
    place = _place(body, head.turn.sine)
    x, y = _on_screen(body, place, roll, head.outline[11])
    axis, _ = _on_screen(body, place, roll, (head.turn.sine * -16.0, 60.0))
    return _stepped(x, CHIN_STEP), _stepped(y, CHIN_STEP), _stepped(x - axis, CHIN_STEP)


def _neck_painter(chin: tuple[float, float, float]) -> _BodyPainter:
    def paint(person: _Person, pose: Pose, canvas: skia.Canvas) -> None:
        body = person.body(canvas, pose)
        canvas.concat(_leaned(body))
        paint_neck(body, chin[:2], chin[2])

    return paint


def _torso(person: _Person, pose: Pose, canvas: skia.Canvas) -> None:
    """The torso, what is worn round the neck, and the arms before it."""
    body, head = person.body(canvas, pose), person.head(pose)
    canvas.concat(_leaned(body))
    person.outfit.torso(body)
    if body.ink.rim is not None:
        rim_on_body(body, head, body.form.hip_y)
    person.worn.on_body(body)
    far, near = _arms(body, head, pose.roll)
    for arm in (far, near):
        if not _is_late(body, arm) and not (arm is far and _is_hidden(body, far)):
            _paint_one_arm(person, body, arm, cast=True)


def _spine(person: _Person, pose: Pose, canvas: skia.Canvas) -> None:
    body = person.body(canvas, pose)
    canvas.concat(_leaned(body))
    paint_spine(body, person.outfit.sleeve_dye(body))


def _late(person: _Person, pose: Pose, canvas: skia.Canvas) -> None:
    """Arms over the head."""
    body = person.body(canvas, pose)
    canvas.concat(_leaned(body))
    for arm in _arms(body, person.head(pose), pose.roll):
        if _is_late(body, arm):
            _paint_one_arm(person, body, arm)


# --- the head ------------------------------------------------------------------------------


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
        matrix.preTranslate(0.0, -_PIVOT)
        return matrix


_PIVOT = 70.0
"""Head units from the origin of the head down to where it turns on the neck."""


def _stand(body: Body, roll: float) -> _Stand:
    form = body.form
    slope = body.hip_shift / (form.hip_y - form.head_y)
    return _Stand(
        _stepped(slope, SLOPE_STEP), _stepped(body.shoulder_tilt, SLOPE_STEP),
        _stepped(roll + body.pose.lean, TURN_STEP),
    )  # fmt: skip


_HeadPainter = Callable[[_Person, Brush, Head], None]


def _mass(person: _Person, brush: Brush, head: Head) -> None:
    paint_mass(brush, head, person.style)
    person.worn.behind(brush, head)


def _back(person: _Person, brush: Brush, head: Head) -> None:
    paint_back(brush, head, person.style)


def _base(person: _Person, brush: Brush, head: Head) -> None:
    """Skull, ears and the face without its features."""
    paint_skull(brush, head, person.style)
    if person.style.ears:
        for side in (-1.0, 1.0):
            paint_ear(brush, head, side)
    person.worn.ears(brush, head)
    paint_face(brush, head, fringe_shadow(head, person.style))


def _eyes(_person: _Person, brush: Brush, head: Head) -> None:
    paint_eyes(brush, head)


def _mouth(_person: _Person, brush: Brush, head: Head) -> None:
    paint_lips(brush, head)


def _brows(person: _Person, brush: Brush, head: Head) -> None:
    """What is worn on the face, and the brows over it."""
    person.worn.on_face(brush, head)
    paint_brows(brush, head, 1.0)


def _hair(person: _Person, brush: Brush, head: Head) -> None:
    paint_hair(brush, head, person.style, rim_on_hair)


def _over(person: _Person, brush: Brush, head: Head) -> None:
    """Brows that show through the fringe, and what is worn in the hair."""
    if person.style.veil:
        for side in (head.turn.side, -head.turn.side):
            paint_brow(brush, head.turn, head.form, head.ink, head.feeling, side, 0.7)
    person.worn.on_hair(brush, head)


def _hair_pose(pose: Pose, step: float, *, ripples: bool) -> Pose:
    return Pose(
        yaw=pose.yaw, pitch=pose.pitch, hair_swing=_stepped(pose.hair_swing, step),
        cycle=_stepped(pose.cycle, RIPPLE_STEP) if ripples else 0.0,
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


def _head_sheets(
    person: _Person, pose: Pose
) -> tuple[tuple[str, _HeadPainter, Bounds, Pose, float], ...]:
    """The cels of the head over the body: name, painter, bounds, what shows, dropped jaw."""
    style, worn = person.style, person.worn.things
    if is_behind(pose):
        moves = bool(style.behind or style.above)
        return (("back", _back, MASS, _hair_pose(pose, _MASS_STEP, ripples=moves), 0.0),)
    feeling = feeling_of(pose.expression)
    faced = Pose(yaw=pose.yaw, pitch=pose.pitch, expression=pose.expression)
    jewels = any(one.ears for one in worn)
    step = JEWEL_STEP_DEGREES if jewels else _swing_step(style, SHADOW_STEP)
    base = Pose(
        yaw=pose.yaw, pitch=pose.pitch, expression=pose.expression, blush=pose.blush,
        tears=_stepped(pose.tears, 0.25), hair_swing=_stepped(pose.hair_swing, step),
    )  # fmt: skip
    moves = pose.tears > TREMBLING or feeling.tremble > TREMBLING
    eyes = Pose(
        yaw=pose.yaw, pitch=pose.pitch, expression=pose.expression, gaze_x=pose.gaze_x,
        gaze_y=pose.gaze_y, blink=pose.blink, tears=pose.tears,
        cycle=_stepped(pose.cycle, RIPPLE_STEP) if moves else 0.0,
    )  # fmt: skip
    mouth = Pose(
        yaw=pose.yaw, pitch=pose.pitch, expression=pose.expression, viseme=pose.viseme,
        viseme_from=pose.viseme_from if pose.viseme_mix < 1 else pose.viseme,
        viseme_mix=min(1.0, pose.viseme_mix),
    )  # fmt: skip
    hanging = any(one.on_face for one in worn)
    brows = _with_swing(faced, pose, JEWEL_STEP_DEGREES) if hanging else faced
    drop = _stepped(jaw_drop(pose, feeling), JAW_STEP)
    ripples = bool(style.above)
    step = _swing_step(style, SWING_STEP)
    hair = CROWNED if style.above else _hair_box(style)
    turn, form = turn_of(pose), form_of(person.look).face
    sheets: list[tuple[str, _HeadPainter, Bounds, Pose, float]] = [
        ("base", _base, _hair_box(style), base, drop),
        ("eyes", _eyes, _eyes_box(form, turn, running=pose.tears >= RUNNING), eyes, 0.0),
        ("mouth", _mouth, _mouth_box(form, turn), mouth, jaw_drop(pose, feeling)),
        ("brows", _brows, BEARDED if hanging else _brows_box(form), brows, 0.0),
        ("hair", _hair, hair, _hair_pose(pose, step, ripples=ripples), 0.0),
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
        hair_swing=_stepped(pose.hair_swing, step),
    )  # fmt: skip


# --- the stack -----------------------------------------------------------------------------


def bounds_of(look: Look, pose: Pose, *, bust: bool) -> Bounds:
    """Left, top, right and bottom that hold every stroke, in figure units."""
    form = form_of(look)
    reach = form.shoulder * 1.25 + form.height * 0.125
    if pose.gesture:
        reach = form.shoulder + form.arm_upper + form.arm_lower + form.hand
    reach = max(reach, form.hip * 1.9 + form.height * 0.08)
    upper = form.head_y - _ORNAMENT_TOP * form.head_scale
    swing = abs(sin(radians(pose.hair_swing))) * 260 + abs(sin(radians(pose.cloth_swing))) * 420
    lean = abs(sin(radians(pose.lean))) * (form.hip_y - upper)
    side = reach + swing + lean + abs(sin(radians(pose.roll))) * 90
    return -side, upper - 20.0, side, form.hip_y + 40.0 if bust else 60.0


def sheets_of(look: Look, pose: Pose, light: Light, *, bust: bool) -> tuple[Cel, ...]:
    """The cels of a figure, back to front."""
    person = _person(look, light, bust)
    worn = person.worn.things
    seen, away = pose, is_behind(pose)
    if away:
        pose = from_behind(pose)
    # Nothing is painted on this canvas: a body knows where things stand only with a brush.
    body = person.body(_NOWHERE, pose)
    shown, head = _body_pose(person, pose), person.head(pose)
    arms = _arms(body, head, pose.roll)
    stack: list[Cel] = []
    left, top, right, bottom = bounds_of(look, shown, bust=bust)
    calm_top = top if pose.gesture else body.form.head_y
    trunk = (left, calm_top, right, bottom)
    made, carried = (person, shown), _carried(body, shown)
    if person.outfit.back is not None:
        stack.append(_body_cel("cape", _cape, made, trunk, carried))
    hangs = person.style.mass is not None or person.style.behind
    if not away and (hangs or any(w.behind for w in worn)):
        ripples = bool(person.style.behind)
        hanging = _hair_pose(pose, _MASS_STEP, ripples=ripples)
        stack.append(_head_cel(body, pose, ("mass", _mass, MASS, hanging, 0.0), person))
    if any(arm.behind for arm in arms) or _is_hidden(body, arms[0]):
        stack.append(_body_cel("behind", _behind, made, trunk, carried))
    if not bust:
        low = (left, body.form.chest_y, right, bottom)
        stack.append(_body_cel("legs", _legs, (person, _legs_pose(pose)), low))
    form, chin = body.form, _chin(body, head, pose.roll)
    neck = (left, form.head_y - 40.0, right, form.waist_y)
    made_neck = (person, _neck_pose(pose))
    stack.append(_body_cel("neck", _neck_painter(chin), made_neck, neck, carried, chin))
    stack.append(_body_cel("torso", _torso, made, trunk, carried))
    if away:
        stack.append(_body_cel("spine", _spine, made, trunk, carried))
    stack += (_head_cel(body, seen, sheet, person) for sheet in _head_sheets(person, seen))
    if any(_is_late(body, arm) for arm in arms):
        stack.append(_body_cel("late", _late, made, (left, top, right, bottom), carried))
    return tuple(stack)


_SURFACE = skia.Surface(1, 1)
_NOWHERE = _SURFACE.getCanvas()


def _body_cel(
    name: str,
    paint: _BodyPainter,
    made_from: tuple[_Person, Pose],
    box: Bounds,
    moved: Point = (0.0, 0.0),
    of: Hashable = None,
) -> Cel:
    """A cel of the body, in the units of the figure; `of` is what else it depends on."""
    person, pose = made_from
    key = (name, person.bust, of, pose)
    return Cel(key, *moved, *box, lambda canvas: paint(person, pose, canvas))


def _carried(body: Body, shown: Pose) -> Point:
    """How far the exact lean carries the shoulders beyond the lean that is drawn."""
    shoulder = body.form.shoulder_y - body.form.hip_y
    exact, drawn = radians(body.pose.lean), radians(shown.lean)
    return (sin(drawn) - sin(exact)) * shoulder, (cos(exact) - cos(drawn)) * shoulder


def _head_cel(
    body: Body,
    pose: Pose,
    sheet: tuple[str, _HeadPainter, Bounds, Pose, float],
    person: _Person,
) -> Cel:
    """A cel of the head, about the head's own origin."""
    name, paint, box, shown, drop = sheet
    stand = _stand(body, pose.roll)
    place = _place(body, turn_of(pose).sine)
    scale = body.form.head_scale
    # Below the origin of the head, as its place is told, without the tilt that it takes over.
    origin = _leaned(body).mapXY(place[0], place[1] + _PIVOT * scale)
    matrix = stand.matrix(scale)
    held = matrix.mapRect(skia.Rect.MakeLTRB(*box))

    def draw(canvas: skia.Canvas) -> None:
        brush = Brush(canvas)
        canvas.concat(matrix)
        paint(person, brush, person.head(shown, drop))

    return Cel(
        (name, stand, drop, shown),
        origin.x(), origin.y(),
        held.left(), held.top(), held.right(), held.bottom(),
        draw,
    )  # fmt: skip
