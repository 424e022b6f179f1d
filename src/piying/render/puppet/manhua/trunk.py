"""The cels of the body: torso, neck, legs, arms, and what hangs behind."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from math import cos, radians, sin

import skia

from piying.render.puppet.art import Cel, Pose
from piying.render.puppet.manhua.arms import GESTURES, Arm
from piying.render.puppet.manhua.back import paint_spine
from piying.render.puppet.manhua.body import Body, paint_neck
from piying.render.puppet.manhua.head import (
    Head,
)
from piying.render.puppet.manhua.line import Point
from piying.render.puppet.manhua.person import (
    Bounds,
    Person,
    arms_of,
    in_steps,
    leaned,
    on_screen,
    place_of,
    stood,
)
from piying.render.puppet.manhua.rim import rim_on_body
from piying.render.puppet.manhua.sleeves import paint_arm, paint_cast, paint_forearm

LEAN_STEP = 0.25
"""And a trunk by its lean; where that carries head and shoulders is exact."""
CHIN_STEP = 2.5
"""Figure units in which a neck follows the chin that covers its upper end."""
PLAIN_STEP, TAIL_STEP = 4.0, 1.0
"""Degrees of swing in which a plain jacket, and one with a scarf over it, is drawn."""
LATE_GESTURES = frozenset({"pray", "bow", "fist", "slap", "wave"})
"""Gestures that are drawn over the head."""

BodyPainter = Callable[[Person, Pose, skia.Canvas], None]


def body_pose(person: Person, pose: Pose) -> Pose:
    """What shows on the torso and its arms."""
    swing = pose.cloth_swing
    if not person.outfit.sleeve.drape and person.outfit.back is None:
        tail = any(one.on_body for one in person.worn.things)
        swing = in_steps(swing, TAIL_STEP if tail else PLAIN_STEP)
    gesture = GESTURES[pose.gesture]
    reaches = [one.place for one in (gesture.front, gesture.other) if one is not None]
    near_head = any(place in ("mouth", "ear") for place in reaches)
    return Pose(
        body_yaw=pose.body_yaw,
        lean=in_steps(pose.lean, LEAN_STEP),
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


def legs_pose(pose: Pose) -> Pose:
    """What shows below the hips."""
    return Pose(body_yaw=pose.body_yaw, cloth_swing=pose.cloth_swing, walk=pose.walk)


def is_hidden(body: Body, far: Arm) -> bool:
    """The far arm is drawn behind the body."""
    return abs(body.torso.sine) > 0.30 and not (far.acting or far.before)


def is_late(body: Body, arm: Arm) -> bool:
    """The arm is drawn over the head."""
    return arm.over_face or (arm.acting and body.pose.gesture in LATE_GESTURES)


def _paint_one_arm(person: Person, body: Body, arm: Arm, *, cast: bool = False) -> None:
    outfit = person.outfit
    cloth = outfit.sleeve_dye(body)
    if cast and (arm.before or arm.side != body.shade_side):
        paint_cast(body, arm, outfit.sleeve, cloth)
    paint_arm(body, arm, outfit.sleeve, cloth, outfit.trim_dye(body))
    if outfit.shoulder is not None:
        outfit.shoulder(body, arm.side)


def cape(person: Person, pose: Pose, canvas: skia.Canvas) -> None:
    """What hangs behind the body."""
    body = person.body(canvas, pose)
    canvas.concat(leaned(body))
    if person.outfit.back is not None:
        person.outfit.back(body)


def behind(person: Person, pose: Pose, canvas: skia.Canvas) -> None:
    """Arms behind the body."""
    body = person.body(canvas, pose)
    canvas.concat(leaned(body))
    arms = arms_of(body, person.head(pose), pose.roll)
    for arm in arms:
        if arm.behind:
            paint_forearm(body, arm, person.outfit.sleeve, person.outfit.sleeve_dye(body))
    if is_hidden(body, arms[0]):
        _paint_one_arm(person, body, arms[0])


def legs(person: Person, pose: Pose, canvas: skia.Canvas) -> None:
    """Everything below the hips."""
    body = person.body(canvas, pose)
    canvas.concat(stood(body))
    person.outfit.lower(body)


def chin_of(body: Body, head: Head, roll: float) -> tuple[float, float, float]:
    """Where the chin is, and how far it lies to the side of the head's axis, in steps."""
    place = place_of(body, head.turn.sine)
    x, y = on_screen(body, place, roll, head.outline[11])
    axis, _ = on_screen(body, place, roll, (head.turn.sine * -16.0, 60.0))
    return in_steps(x, CHIN_STEP), in_steps(y, CHIN_STEP), in_steps(x - axis, CHIN_STEP)


def torso_painter(chin: tuple[float, float, float], *, away: bool) -> BodyPainter:
    """A painter of neck and torso, what is worn on them, and the arms before them.

    Breath and lean move all of it, and nothing lies between: as sheets of their own, neck and
    torso were drawn, kept and laid together.

    Args:
        chin: where the chin over the neck is, as `chin_of` has it.
        away: the back is seen.
    """

    def paint(person: Person, pose: Pose, canvas: skia.Canvas) -> None:
        body, head = person.body(canvas, pose), person.head(pose)
        canvas.concat(leaned(body))
        paint_neck(body, chin[:2], chin[2])
        person.outfit.torso(body)
        if body.ink.rim is not None:
            rim_on_body(body, head, body.form.hip_y)
        person.worn.on_body(body)
        far, near = arms_of(body, head, pose.roll)
        for arm in (far, near):
            if not is_late(body, arm) and not (arm is far and is_hidden(body, far)):
                _paint_one_arm(person, body, arm, cast=True)
        if away:
            paint_spine(body, person.outfit.sleeve_dye(body))

    return paint


def late(person: Person, pose: Pose, canvas: skia.Canvas) -> None:
    """Arms over the head."""
    body = person.body(canvas, pose)
    canvas.concat(leaned(body))
    for arm in arms_of(body, person.head(pose), pose.roll):
        if is_late(body, arm):
            _paint_one_arm(person, body, arm)


def body_cel(
    name: str,
    paint: BodyPainter,
    made_from: tuple[Person, Pose],
    box: Bounds,
    moved: Point = (0.0, 0.0),
    of: Hashable = None,
) -> Cel:
    """A cel of the body, in the units of the figure; `of` is what else it depends on."""
    person, pose = made_from
    key = (name, person.bust, of, pose)
    return Cel(key, *moved, *box, lambda canvas: paint(person, pose, canvas))


def carried_by(body: Body, shown: Pose) -> Point:
    """How far the exact lean carries the shoulders beyond the lean that is drawn."""
    shoulder = body.form.shoulder_y - body.form.hip_y
    exact, drawn = radians(body.pose.lean), radians(shown.lean)
    return (sin(drawn) - sin(exact)) * shoulder, (cos(exact) - cos(drawn)) * shoulder
