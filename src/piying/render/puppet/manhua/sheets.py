"""A manhua figure as a stack of cels: what lies on each, and what its pixels depend on.

Every cel is painted from a pose of which only that is left which shows on it; that pose is
its key. So equal keys are equal drawings by construction, and a mouth that speaks, an eye
that blinks or a chest that breathes changes one cel and leaves the others as they lie.
"""

from __future__ import annotations

from math import radians, sin

import skia

from piying.model.people import Look
from piying.render.puppet.art import Cel, Light, Pose
from piying.render.puppet.manhua.back import from_behind, is_behind
from piying.render.puppet.manhua.headcels import (
    MASS,
    MASS_STEP,
    hair_pose,
    head_cel,
    head_sheets,
    mass,
    seat_of,
)
from piying.render.puppet.manhua.person import Bounds, arms_of, person_of
from piying.render.puppet.manhua.proportions import form_of
from piying.render.puppet.manhua.trunk import (
    behind,
    body_cel,
    body_pose,
    cape,
    carried_by,
    chin_of,
    is_hidden,
    is_late,
    late,
    legs,
    legs_pose,
    torso_painter,
)

_ORNAMENT_TOP = 215.0
"""Head units from the origin of the head to the top of what is worn on it."""


_SURFACE = skia.Surface(1, 1)
_NOWHERE = _SURFACE.getCanvas()


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
    person = person_of(look, light, bust)
    worn = person.worn.things
    seen, away = pose, is_behind(pose)
    if away:
        pose = from_behind(pose)
    # Nothing is painted on this canvas: a body knows where things stand only with a brush.
    body = person.body(_NOWHERE, pose)
    shown, head = body_pose(person, pose), person.head(pose)
    arms = arms_of(body, head, pose.roll)
    seat = seat_of(body, seen)
    stack: list[Cel] = []
    left, top, right, bottom = bounds_of(look, shown, bust=bust)
    calm_top = top if pose.gesture else body.form.head_y
    trunk = (left, calm_top, right, bottom)
    made, carried = (person, shown), carried_by(body, shown)
    if person.outfit.back is not None:
        stack.append(body_cel("cape", cape, made, trunk, carried))
    hangs = person.style.mass is not None or person.style.behind
    if not away and (hangs or any(w.behind for w in worn)):
        ripples = bool(person.style.behind)
        hanging = hair_pose(pose, MASS_STEP, ripples=ripples)
        stack.append(head_cel(seat, ("mass", mass, MASS, hanging, 0.0), person))
    if any(arm.behind for arm in arms) or is_hidden(body, arms[0]):
        stack.append(body_cel("behind", behind, made, trunk, carried))
    if not bust:
        low = (left, body.form.chest_y, right, bottom)
        stack.append(body_cel("legs", legs, (person, legs_pose(pose)), low))
    form, chin = body.form, chin_of(body, head, pose.roll)
    trunk = (left, min(calm_top, form.head_y - 40.0), right, bottom)
    painter = torso_painter(chin, away=away)
    stack.append(body_cel("torso", painter, made, trunk, carried, (chin, away)))
    stack += (head_cel(seat, sheet, person) for sheet in head_sheets(person, seen))
    if any(is_late(body, arm) for arm in arms):
        stack.append(body_cel("late", late, made, (left, top, right, bottom), carried))
    return tuple(stack)
