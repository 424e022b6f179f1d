"""A person as it is drawn: what stays the same, and where body, head and arms stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin

import skia

from piying.model.people import Look
from piying.render.puppet.art import Light, Pose
from piying.render.puppet.manhua.accessories import Worn, worn_of
from piying.render.puppet.manhua.arms import Arm, arm_of
from piying.render.puppet.manhua.body import Body, torso_of
from piying.render.puppet.manhua.feeling import feeling_of
from piying.render.puppet.manhua.hair.style import HairStyle
from piying.render.puppet.manhua.hair.table import hair_of
from piying.render.puppet.manhua.head import (
    Head,
    head_of,
)
from piying.render.puppet.manhua.ink import ink_of
from piying.render.puppet.manhua.line import Brush, Point
from piying.render.puppet.manhua.outfits.outfit import Outfit
from piying.render.puppet.manhua.outfits.table import outfit_of
from piying.render.puppet.manhua.proportions import form_of
from piying.render.puppet.manhua.turn import turn_of

Bounds = tuple[float, float, float, float]

PIVOT = 70.0
"""Head units from the origin of the head down to where it turns on the neck."""


@dataclass(frozen=True, slots=True)
class Person:
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
def person_of(look: Look, light: Light, bust: bool) -> Person:  # noqa: FBT001 - a cache's key
    """The person of that look in that light."""
    return Person(look, light, bust, hair_of(look), outfit_of(look.outfit), worn_of(look))


def in_steps(value: float, step: float) -> float:
    """The nearest whole number of steps."""
    return round(value / step) * step + 0.0


def leaned(body: Body) -> skia.Matrix:
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


def stood(body: Body) -> skia.Matrix:
    """How the legs stand under the hips."""
    return skia.Matrix.MakeAll(
        1, body.hip_shift / body.form.hip_y, 0, body.hip_tilt, 1, 0, 0, 0, 1
    )


def place_of(body: Body, head_sine: float) -> Point:
    """Where the origin of the head is carried."""
    form = body.form
    carried = body.torso.sine * (7.0 + form.stoop) + head_sine * 3.0
    return carried, form.head_y - body.rise * 0.7 + form.stoop * 0.3


def on_screen(body: Body, place: Point, roll: float, point: Point) -> Point:
    """A point of the head in figure units."""
    scale, angle, pivot = body.form.head_scale, radians(roll), PIVOT
    x, y = point[0] * scale, (point[1] - pivot) * scale
    return (
        place[0] + x * cos(angle) - y * sin(angle),
        place[1] + pivot * scale + x * sin(angle) + y * cos(angle),
    )


def arms_of(body: Body, head: Head, roll: float) -> tuple[Arm, Arm]:
    """The arm of the far and of the near side."""
    turn, face = head.turn, body.form.face
    place = place_of(body, turn.sine)
    ears = [(side * 78 * turn.cosine - 12 * turn.sine, face.ear_y + 20) for side in (1, -1)]
    points = {"mouth": turn.face(0, face.mouth_y, 4), "ear+": ears[0], "ear-": ears[1]}
    places = {name: on_screen(body, place, roll, point) for name, point in points.items()}
    far = body.far_side()
    return arm_of(body, far, places), arm_of(body, -far, places)
