"""The figures of the manhua style: one rig for every turn, mood, build, age and costume."""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians, sin

import skia

from piying.model.errors import Invalid
from piying.model.people import Look
from piying.render.puppet.art import Anchors, Light, Pose
from piying.render.puppet.manhua.accessories import Worn, worn_of
from piying.render.puppet.manhua.arms import GESTURES, Arm, arm_of
from piying.render.puppet.manhua.body import Body, paint_neck, torso_of
from piying.render.puppet.manhua.feeling import FEELINGS, feeling_of
from piying.render.puppet.manhua.hair.drawing import (
    fringe_shadow,
    paint_hair,
    paint_mass,
    paint_skull,
)
from piying.render.puppet.manhua.hair.style import HairStyle
from piying.render.puppet.manhua.hair.table import hair_of
from piying.render.puppet.manhua.head import Head, head_of, paint_brows, paint_ear, paint_face
from piying.render.puppet.manhua.ink import ink_of
from piying.render.puppet.manhua.line import Brush, Point
from piying.render.puppet.manhua.mouth import SHAPES
from piying.render.puppet.manhua.outfits.outfit import Outfit
from piying.render.puppet.manhua.outfits.table import outfit_of
from piying.render.puppet.manhua.proportions import form_of
from piying.render.puppet.manhua.rim import rim_on_body, rim_on_hair
from piying.render.puppet.manhua.sleeves import paint_arm, paint_cast, paint_forearm
from piying.render.puppet.manhua.turn import turn_of

_HAIR_TOP = 136.0
"""Head units from the origin of the head to the top of the tallest plain hair."""
_ORNAMENT_TOP = 215.0


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
        form = form_of(look)
        reach = form.shoulder * 1.25 + form.height * 0.125
        if pose.gesture:
            reach = form.shoulder + form.arm_upper + form.arm_lower + form.hand
        reach = max(reach, form.hip * 1.9 + form.height * 0.08)
        upper = form.head_y - _ORNAMENT_TOP * form.head_scale
        swing = (
            abs(sin(radians(pose.hair_swing))) * 260 + abs(sin(radians(pose.cloth_swing))) * 420
        )
        lean = abs(sin(radians(pose.lean))) * (form.hip_y - upper)
        side = reach + swing + lean + abs(sin(radians(pose.roll))) * 90
        return -side, upper - 20.0, side, form.hip_y + 40.0 if bust else 60.0

    def paint(
        self, canvas: skia.Canvas, look: Look, pose: Pose, light: Light, *, bust: bool
    ) -> None:
        """Draw the figure at the canvas's origin; `bust` leaves out what is below the waist."""
        pose = _acted(_checked(pose))
        style, outfit, worn = hair_of(look), outfit_of(look.outfit), worn_of(look)
        form, ink, brush = form_of(look), ink_of(look, light), Brush(canvas)
        torso = torso_of(form, pose, outfit.ease, outfit.waist_ease)
        body = Body(brush, look, form, pose, ink, torso, bust)
        head = head_of(turn_of(pose), form.face, pose, feeling_of(pose.expression), ink)
        figure = _Figure(body, head, style, outfit, worn)
        canvas.save()
        if bust:
            left, top, right, bottom = self.bounds(look, pose, bust=True)
            canvas.clipRect(skia.Rect.MakeLTRB(left, top, right, bottom))
        canvas.save()
        figure.leaned()
        figure.paint_behind()
        canvas.restore()
        if not bust:
            canvas.save()
            figure.stood()
            outfit.lower(body)
            canvas.restore()
        figure.leaned()
        figure.paint_before()
        canvas.restore()


class _Figure:
    """One figure while it is drawn, in its order from back to front."""

    __slots__ = ("arms", "body", "head", "outfit", "place", "style", "worn")

    def __init__(
        self, body: Body, head: Head, style: HairStyle, outfit: Outfit, worn: Worn
    ) -> None:
        self.body, self.head, self.style, self.outfit = body, head, style, outfit
        self.worn = worn
        form = body.form
        carried = body.torso.sine * (7.0 + form.stoop) + head.turn.sine * 3.0
        self.place: Point = (carried, form.head_y - body.rise * 0.7 + form.stoop * 0.3)
        self.arms = self._arms()

    def leaned(self) -> None:
        """Turn the canvas as the torso leans, and as it stands on its hips."""
        body = self.body
        canvas, form = body.brush.canvas, body.form
        if body.pose.lean:
            canvas.rotate(body.pose.lean, 0.0, form.hip_y)
        # The head stays over the feet; what is between it and the hips gives way.
        slope = body.hip_shift / (form.hip_y - form.head_y)
        canvas.concat(
            skia.Matrix.MakeAll(
                1, slope, -slope * form.head_y, body.shoulder_tilt, 1, 0, 0, 0, 1
            )
        )

    def stood(self) -> None:
        """Skew the canvas as the legs stand under the hips."""
        body = self.body
        self.body.brush.canvas.concat(
            skia.Matrix.MakeAll(
                1, body.hip_shift / body.form.hip_y, 0, body.hip_tilt, 1, 0, 0, 0, 1
            )
        )

    def _on_screen(self, point: Point) -> Point:
        """A point of the head in figure units."""
        scale = self.body.form.head_scale
        angle = radians(self.body.pose.roll)
        pivot = 70.0
        x, y = point[0] * scale, (point[1] - pivot) * scale
        return (
            self.place[0] + x * cos(angle) - y * sin(angle),
            self.place[1] + pivot * scale + x * sin(angle) + y * cos(angle),
        )

    def _arms(self) -> tuple[Arm, Arm]:
        """The arm of the far and of the near side."""
        head, form = self.head, self.body.form.face
        turn = head.turn
        places = {
            "mouth": self._on_screen(turn.face(0, form.mouth_y, 4)),
            "ear+": self._on_screen((78 * turn.cosine - 12 * turn.sine, form.ear_y + 20)),
            "ear-": self._on_screen((-78 * turn.cosine - 12 * turn.sine, form.ear_y + 20)),
        }
        far = self.body.far_side()
        return arm_of(self.body, far, places), arm_of(self.body, -far, places)

    def in_head(self) -> None:
        """Move the canvas to the head's own units."""
        canvas, scale = self.body.brush.canvas, self.body.form.head_scale
        canvas.translate(*self.place)
        canvas.skew(0.0, -self.body.shoulder_tilt * 0.6)
        canvas.scale(scale, scale)
        if self.body.pose.roll:
            canvas.rotate(self.body.pose.roll, 0.0, 70.0)

    def paint_behind(self) -> None:
        """What hangs behind the body."""
        canvas = self.body.brush.canvas
        if self.outfit.back is not None:
            self.outfit.back(self.body)
        canvas.save()
        self.in_head()
        paint_mass(self.body.brush, self.head, self.style)
        self.worn.behind(self.body.brush, self.head)
        canvas.restore()
        for arm in self.arms:
            if arm.behind:
                paint_forearm(
                    self.body, arm, self.outfit.sleeve, self.outfit.sleeve_dye(self.body)
                )
        if self._hidden(self.arms[0]):
            self._arm(self.arms[0])

    def _hidden(self, far: Arm) -> bool:
        """The far arm is drawn behind the body."""
        return abs(self.body.torso.sine) > 0.30 and not (far.acting or far.before)

    def _arm(self, arm: Arm, *, cast: bool = False) -> None:
        outfit, body = self.outfit, self.body
        if cast and (arm.before or arm.side != body.shade_side):
            paint_cast(body, arm, outfit.sleeve, outfit.sleeve_dye(body))
        paint_arm(body, arm, outfit.sleeve, outfit.sleeve_dye(body), outfit.trim_dye(body))
        if outfit.shoulder is not None:
            outfit.shoulder(body, arm.side)

    def paint_before(self) -> None:
        """Neck, torso, head and the arms before them."""
        body, head = self.body, self.head
        far, near = self.arms
        chin = self._on_screen(head.outline[11])
        tilt = chin[0] - self._on_screen((head.turn.sine * -16.0, 60.0))[0]
        paint_neck(body, chin, tilt)
        self.outfit.torso(body)
        if body.ink.rim is not None:
            rim_on_body(body, head, body.form.hip_y)
        self.worn.on_body(body)
        late: list[Arm] = []
        for arm in (far, near):
            if arm is far and self._hidden(far):
                continue
            if arm.over_face or (
                arm.acting and body.pose.gesture in {"pray", "bow", "fist", "slap", "wave"}
            ):
                late.append(arm)
            else:
                self._arm(arm, cast=True)
        self._head()
        for arm in late:
            self._arm(arm)

    def _head(self) -> None:
        body, head, style = self.body, self.head, self.style
        brush = body.brush
        canvas = brush.canvas
        canvas.save()
        self.in_head()
        paint_skull(brush, head, style)
        if style.ears:
            for side in (-1.0, 1.0):
                paint_ear(brush, head, side)
        self.worn.ears(brush, head)
        paint_face(brush, head, fringe_shadow(head, style))
        self.worn.on_face(brush, head)
        paint_brows(brush, head, 1.0)
        paint_hair(brush, head, style, rim_on_hair)
        if style.veil:
            paint_brows(brush, head, 0.7)
        self.worn.on_hair(brush, head)
        canvas.restore()
