"""The figures of the shadow style 皮影: hinged leather before a lamp."""

from __future__ import annotations

import math
from functools import lru_cache, partial

import skia

from piying.model.errors import Invalid
from piying.model.people import Look
from piying.render.puppet.art import VISEMES, Anchors, Cel, Light, Pose, paint_cels
from piying.render.puppet.shadow.hanging import Hung, Pinned, Sheet
from piying.render.puppet.shadow.hide import draw
from piying.render.puppet.shadow.knife import join, placed
from piying.render.puppet.shadow.light import lamp_of, tints, weathered
from piying.render.puppet.shadow.puppet import puppet_of
from piying.render.puppet.shadow.rig import GESTURES, frame_of, joints_of
from piying.render.puppet.shadow.rig import TILTS as FEELINGS

ROD_INK = 0x5A2A1408
ROD_WIDTH = 7.0
ROD_STEP = 12.0
"""Figure units between two drawings of a rod."""
BUST_Y = -560.0
"""No rod of a bust goes lower; its waist, 230 units above, is outside the frame."""
BUST_BELOW = 230.0
"""How much of a skirt or a sash hangs from the waist of a bust."""
FLIP_STEPS = 24
"""Drawings between facing right and being seen edge-on."""
MARGIN = 4.0


def _checked(pose: Pose) -> None:
    if pose.gesture not in GESTURES:
        raise Invalid(
            "render.unknown_gesture", name=pose.gesture, known=", ".join(sorted(GESTURES))
        )
    for viseme in (pose.viseme, pose.viseme_from):
        if viseme not in VISEMES:
            raise Invalid("render.unknown_viseme", name=viseme, known=", ".join(VISEMES))
    for name, _ in pose.expression:
        if name not in FEELINGS:
            raise Invalid("render.unknown_emotion", name=name, known=", ".join(FEELINGS))


class ShadowArt:
    """Draws figures as leather puppets on a lit screen."""

    casts_shadow = False

    def anchors(self, look: Look) -> Anchors:
        """Where the parts of `look` are."""
        frame = frame_of(look)
        size, head = frame.scale, frame.scale * frame.head
        neck = frame.neck[1] * size
        tall = 400.0 if "crown" in look.accessories else 300.0
        return Anchors(
            top_y=neck - tall * head,
            eye_y=neck - 135.0 * head,
            chin_y=neck - 6.0 * head,
            shoulder_y=frame.near_shoulder[1] * size,
            waist_y=frame.waist[1] * size,
            knee_y=-380.0 * size,
            face_width=236.0 * head * 0.86,
            shoulder_width=300.0 * frame.wide * size,
        )

    def bounds(
        self, look: Look, pose: Pose, *, bust: bool
    ) -> tuple[float, float, float, float]:
        """Left, top, right and bottom that hold every stroke, in figure units."""
        cels = self.cels(look, pose, Light(), bust=bust)
        return (
            min(cel.x + cel.left for cel in cels), min(cel.y + cel.top for cel in cels),
            max(cel.x + cel.right for cel in cels), max(cel.y + cel.bottom for cel in cels),
        )  # fmt: skip

    def cels(self, look: Look, pose: Pose, light: Light, *, bust: bool) -> tuple[Cel, ...]:
        """The rods and every sheet of leather; `bust` leaves out what is below the waist.

        A sheet is named by its turn in steps, so a puppet that talks shows what was drawn
        before. Where leather lies on leather it is darker, because hide has as much alpha as
        multiplying would darken; see `hide.Lamp`.
        """
        _checked(pose)
        hung = Hung(puppet_of(look), frame_of(look), joints_of(look, pose), bust)
        flip = round(hung.joints.flip * FLIP_STEPS) or math.copysign(1, hung.joints.flip)
        wide, size = flip / FLIP_STEPS, hung.frame.scale
        return (
            *(_rod(*rod, bust=bust) for rod in hung.rods()),
            *(_cel(sheet, wide * size, size, light) for sheet in hung.sheets()),
        )

    def paint(
        self, canvas: skia.Canvas, look: Look, pose: Pose, light: Light, *, bust: bool
    ) -> None:
        """Draw the figure at the canvas's origin; `bust` leaves out what is below the waist."""
        paint_cels(canvas, self.cels(look, pose, light, bust=bust))


def _cel(sheet: Sheet, wide: float, size: float, light: Light) -> Cel:
    """`sheet`, sized `wide` across (negative: looking left) and `size` down."""
    spot = sheet.spot
    matrix = skia.Matrix.Scale(wide, size)
    matrix.preRotate(spot.degrees)
    matrix.preScale(spot.size, spot.size)
    area = skia.Rect.MakeEmpty()
    for piece, x, y, degrees in sheet.pieces:
        own = skia.Matrix.Concat(matrix, skia.Matrix.Translate(x, y))
        own.preRotate(degrees)
        area.join(own.mapRect(skia.Rect(piece.left, piece.top, piece.right, piece.bottom)))
    area.outset(MARGIN, MARGIN)
    if sheet.trimmed:
        area.fBottom = min(area.bottom(), BUST_BELOW * size)
    return Cel(
        (sheet.name, sheet.far, sheet.trimmed, round(wide, 4), spot.degrees),
        spot.x * wide, spot.y * size,
        area.left(), area.top(), area.right(), area.bottom(),
        partial(_paint_sheet, sheet=sheet, matrix=matrix, light=light),
    )  # fmt: skip


def _paint_sheet(
    canvas: skia.Canvas, *, sheet: Sheet, matrix: skia.Matrix, light: Light
) -> None:
    near, far = tints(light.ambient)
    lamp = lamp_of(light.key, light.shade)
    canvas.save()
    canvas.concat(matrix)
    for piece, x, y, degrees in sheet.pieces:
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(degrees)
        draw(canvas, piece, far if sheet.far else near, inlaid=sheet.inlaid, lamp=lamp)
        canvas.restore()
    canvas.clipPath(_silhouette(sheet.pieces), doAntiAlias=False)
    weathered(canvas)
    canvas.restore()


@lru_cache(maxsize=256)
def _silhouette(pieces: tuple[Pinned, ...]) -> skia.Path:
    """What the pieces of a sheet cover together, holes and all."""
    whole = skia.Path()
    for piece, x, y, degrees in pieces:
        whole = join(whole, placed(piece.outline, x, y, degrees=degrees))
    return whole


def _rod(x0: float, y0: float, x1: float, y1: float, *, bust: bool) -> Cel:
    """The rod from a wrist (x0, y0) to where it ends; of a bust, to where that ends."""
    if bust and y0 < BUST_Y:
        x1, y1 = x0 + (x1 - x0) * (BUST_Y - y0) / (y1 - y0), BUST_Y
    across, down = (round(v / ROD_STEP) for v in (x1 - x0, y1 - y0))
    x, y = across * ROD_STEP, down * ROD_STEP

    def paint(canvas: skia.Canvas) -> None:
        ink = skia.Paint(AntiAlias=True, Color=ROD_INK, StrokeWidth=ROD_WIDTH)
        canvas.drawLine(0, 0, x, y, ink)

    return Cel(
        ("rod", across, down), x0, y0,
        min(0, x) - MARGIN, min(0, y) - MARGIN, max(0, x) + MARGIN, max(0, y) + MARGIN, paint,
    )  # fmt: skip
