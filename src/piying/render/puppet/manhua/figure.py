"""The figures of the manhua style: one rig for every turn, mood, build, age and costume."""

from __future__ import annotations

from dataclasses import replace
from math import radians, sin

import skia

from piying.model.errors import Invalid
from piying.model.people import Look
from piying.render.puppet.art import Anchors, Cel, Light, Pose, paint_cels
from piying.render.puppet.manhua.arms import GESTURES
from piying.render.puppet.manhua.feeling import FEELINGS
from piying.render.puppet.manhua.mouth import SHAPES
from piying.render.puppet.manhua.proportions import form_of
from piying.render.puppet.manhua.sheets import bounds_of, sheets_of

_HAIR_TOP = 136.0
"""Head units from the origin of the head to the top of the tallest plain hair."""


def _checked(pose: Pose) -> Pose:
    """The pose, if everything that it names is known."""
    if pose.gesture not in GESTURES:
        raise Invalid(
            "render.unknown_gesture", name=pose.gesture, known=", ".join(sorted(GESTURES))
        )
    for viseme in (pose.viseme, pose.viseme_from):
        if viseme not in SHAPES:
            raise Invalid("render.unknown_viseme", name=viseme, known=", ".join(SHAPES))
    for name, _ in pose.expression:
        if name not in FEELINGS:
            raise Invalid("render.unknown_emotion", name=name, known=", ".join(FEELINGS))
    return pose


def _acted(pose: Pose) -> Pose:
    """The pose with what its gesture does to head and back."""
    gesture = GESTURES[pose.gesture]
    if not gesture.nod and not gesture.lean:
        return pose
    mix = min(1.0, max(0.0, pose.gesture_mix))
    facing = 1.0 if pose.body_yaw >= 0 else -1.0
    turned = abs(sin(radians(pose.body_yaw)))
    return replace(
        pose,
        pitch=pose.pitch + gesture.nod * mix,
        lean=pose.lean + gesture.lean * mix * facing * turned,
    )


class ManhuaArt:
    """Draws figures as modern comics do: cel shade, tapered lines, eyes that hold the look."""

    casts_shadow = True

    def anchors(self, look: Look) -> Anchors:
        """Where the parts of `look` are."""
        form = form_of(look)
        face, scale = form.face, form.head_scale
        return Anchors(
            top_y=form.head_y - _HAIR_TOP * scale,
            eye_y=form.head_y + face.eye_y * scale,
            chin_y=form.chin_y,
            shoulder_y=form.shoulder_y,
            waist_y=form.waist_y,
            knee_y=form.knee_y,
            face_width=face.width * 2 * scale,
            shoulder_width=form.shoulder * 2,
        )

    def bounds(
        self, look: Look, pose: Pose, *, bust: bool
    ) -> tuple[float, float, float, float]:
        """Left, top, right and bottom that hold every stroke, in figure units."""
        return bounds_of(look, pose, bust=bust)

    def cels(self, look: Look, pose: Pose, light: Light, *, bust: bool) -> tuple[Cel, ...]:
        """The figure as sheets, back to front; `bust` leaves out what is below the waist."""
        pose = _acted(_checked(pose))
        return sheets_of(look, pose, light, bust=bust)

    def paint(
        self, canvas: skia.Canvas, look: Look, pose: Pose, light: Light, *, bust: bool
    ) -> None:
        """Draw the figure at the canvas's origin; `bust` leaves out what is below the waist."""
        paint_cels(canvas, self.cels(look, pose, light, bust=bust))
