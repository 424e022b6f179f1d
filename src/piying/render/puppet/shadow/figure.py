"""The figures of the shadow style 皮影: hinged leather before a lamp."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import skia

from piying.model.errors import Invalid
from piying.model.people import Look
from piying.render.puppet.art import VISEMES, Anchors, Light, Pose
from piying.render.puppet.shadow.cloth import weave
from piying.render.puppet.shadow.garments import FORE, THIGH, UPPER
from piying.render.puppet.shadow.hide import Piece, draw
from piying.render.puppet.shadow.part import Part
from piying.render.puppet.shadow.puppet import Puppet, puppet_of
from piying.render.puppet.shadow.rig import GESTURES, Frame, Joints, frame_of, joints_of
from piying.render.puppet.shadow.rig import TILTS as FEELINGS

FAR_TINT = skia.ColorFilters.Blend(0x48240F06, skia.BlendMode.kSrcATop)
"""What the far arm and leg lose: they hang behind the rest."""
ROD_INK = 0x5A2A1408
ROD_FLOOR = 46.0
BUST_Y = -420.0
MARGIN = 12.0
GRAIN_SIDE = 384
CENTRED_X = -16.0
"""A profile is heavier in front: so far back its head is in the middle of the frame."""
AMBIENT_ALPHA = 0x30000000


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece where it is drawn, in figure units."""

    piece: Piece
    matrix: skia.Matrix
    far: bool = False
    inlaid: bool = False
    """It is part of one sheet with what lies under it: the pieces of a head."""


def _moved(matrix: skia.Matrix, x: float, y: float, degrees: float = 0.0) -> skia.Matrix:
    """`matrix` with the origin moved to (x, y) and turned there, clockwise."""
    made = skia.Matrix.Concat(matrix, skia.Matrix.Translate(x, y))
    if degrees:
        made.preRotate(degrees)
    return made


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


@dataclass(frozen=True, slots=True)
class _Hung:
    """A puppet hung in a pose: gives its pieces from back to front."""

    puppet: Puppet
    frame: Frame
    joints: Joints
    bust: bool

    def root(self) -> skia.Matrix:
        matrix = skia.Matrix.Scale(self.joints.flip * self.frame.scale, self.frame.scale)
        matrix.preTranslate(CENTRED_X, self.joints.bob)
        return matrix

    def torso(self) -> skia.Matrix:
        x, y = self.frame.waist
        return _moved(self.root(), x, y, self.joints.lean)

    def head(self) -> skia.Matrix:
        (x, y), (wx, wy) = self.frame.neck, self.frame.waist
        lift = -4.0 * self.joints.breath
        matrix = _moved(
            self.torso(), x - wx, y - wy + lift, self.joints.head - self.joints.lean * 0.55
        )
        matrix.preScale(self.frame.head, self.frame.head)
        return matrix

    def arm(self, *, far: bool) -> tuple[skia.Matrix, skia.Matrix, skia.Matrix]:
        """Shoulder, elbow and wrist."""
        x, y = self.frame.far_shoulder if far else self.frame.near_shoulder
        wx, wy = self.frame.waist
        upper, fore, wrist = self.joints.far if far else self.joints.near
        shoulder = _moved(
            self.torso(), (x - wx) * self.frame.wide, y - wy, -upper - self.joints.lean
        )
        elbow = _moved(shoulder, 0, UPPER, -fore)
        return shoulder, elbow, _moved(elbow, 0, FORE, -wrist)

    def _arm(self, *, far: bool) -> Iterator[Placed]:
        shoulder, elbow, wrist = self.arm(far=far)
        puppet = self.puppet
        shape = self.joints.far_hand if far else self.joints.near_hand
        yield Placed(puppet.hands[shape], wrist, far)
        yield Placed(puppet.fore, elbow, far)
        yield Placed(puppet.upper, shoulder, far)
        for matrix in (shoulder, elbow):
            yield Placed(puppet.rivet, matrix, far)

    def _leg(self, *, far: bool) -> Iterator[Placed]:
        x, y = self.frame.far_hip if far else self.frame.near_hip
        hip, knee = self.joints.far_leg if far else self.joints.near_leg
        thigh = _moved(self.root(), x * self.frame.wide, y, -hip)
        shin = _moved(thigh, 0, THIGH, knee)
        if not self.bust:
            yield Placed(self.puppet.shin, shin, far)
        yield Placed(self.puppet.thigh, thigh, far)
        if not self.bust:
            yield Placed(self.puppet.rivet, shin, far)

    def _part(self, part: Part, carrier: skia.Matrix) -> Placed:
        joints = self.joints
        match part.role:
            case "jaw":
                return Placed(part.piece, _moved(carrier, part.x, part.y, joints.jaw))
            case "brow":
                lift = part.y + joints.brow_lift
                return Placed(part.piece, _moved(carrier, part.x, lift, joints.brow_turn))
            case "pupil":
                return Placed(part.piece, _moved(carrier, part.x + joints.pupil, part.y))
        hang = 0.0
        if part.swing and not part.fixed:
            hang = -(joints.head + joints.lean * 0.45) * 0.85
        degrees = part.rest + part.swing * joints.hair + hang
        return Placed(part.piece, _moved(carrier, part.x, part.y, degrees))

    def _lower(self) -> Iterator[Placed]:
        puppet, joints = self.puppet, self.joints
        yield from self._leg(far=True)
        yield from self._leg(far=False)
        x, y = self.frame.waist
        stride = (joints.near_leg[0] - joints.far_leg[0]) / 2
        spread = abs(stride) * 0.32
        yield Placed(puppet.back, _moved(self.root(), x, y + 20, joints.cloth * 0.9 + spread))
        yield Placed(puppet.front, _moved(self.root(), x, y + 20, joints.cloth * 0.7 - spread))

    def pieces(self) -> Iterator[Placed]:
        """Every piece, back to front."""
        puppet, head, torso = self.puppet, self.head(), self.torso()
        for k, piece in enumerate(puppet.flags):
            yield Placed(
                piece, _moved(torso, -60 - 12 * k, -250, -14 - 26 * k + self.joints.cloth * 0.6)
            )
        for part in puppet.behind:
            yield self._part(part, head)
        yield from self._arm(far=True)
        yield from self._lower()
        yield self._part(puppet.neck, head)
        yield Placed(puppet.torso, torso)
        if puppet.sash_end is not None and puppet.belt is not None:
            yield Placed(
                puppet.sash_end,
                _moved(torso, 52, 10, -self.joints.lean + self.joints.cloth * 1.2),
            )
            yield Placed(puppet.belt, torso)
        for part in puppet.head:
            yield replace(self._part(part, head), inlaid=True)
        yield from self._arm(far=False)

    def rods(self) -> list[tuple[float, float, float, float]]:
        """From each wrist and the collar down behind the floor: x, y, x, y."""
        lines = []
        for far, slant in ((True, 60.0), (False, -90.0)):
            wrist = self.arm(far=far)[2]
            hand = wrist.mapXY(0, 20)
            lines.append(
                (hand.x(), hand.y(), hand.x() * 0.55 + slant * self.joints.flip, ROD_FLOOR)
            )
        return lines


def _hung(look: Look, pose: Pose, *, bust: bool) -> _Hung:
    return _Hung(puppet_of(look), frame_of(look), joints_of(look, pose), bust)


class ShadowArt:
    """Draws figures as leather puppets on a lit screen."""

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
        _checked(pose)
        hung = _hung(look, pose, bust=bust)
        box = skia.Rect.MakeEmpty()
        for placed in hung.pieces():
            piece = placed.piece
            box.join(
                placed.matrix.mapRect(
                    skia.Rect(piece.left, piece.top, piece.right, piece.bottom)
                )
            )
        for x0, y0, x1, y1 in hung.rods():
            box.join(skia.Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        bottom = BUST_Y * hung.frame.scale if bust else box.bottom() + MARGIN
        return box.left() - MARGIN, box.top() - MARGIN, box.right() + MARGIN, bottom

    def paint(
        self, canvas: skia.Canvas, look: Look, pose: Pose, light: Light, *, bust: bool
    ) -> None:
        """Draw the figure at the canvas's origin; `bust` leaves out what is below the waist."""
        left, top, right, bottom = self.bounds(look, pose, bust=bust)
        area = skia.Rect(left, top, right, bottom)
        hung = _hung(look, pose, bust=bust)
        canvas.save()
        canvas.clipRect(area)
        canvas.saveLayer(area, skia.Paint())
        for x0, y0, x1, y1 in hung.rods():
            canvas.drawLine(
                x0, y0, x1, y1, skia.Paint(AntiAlias=True, Color=ROD_INK, StrokeWidth=7)
            )
        near, far = _filters(light.ambient)
        for placed in hung.pieces():
            canvas.save()
            canvas.concat(placed.matrix)
            draw(canvas, placed.piece, far if placed.far else near, inlaid=placed.inlaid)
            canvas.restore()
        canvas.save()
        # pixel for pixel: the weave belongs to the screen, and this is a third of the cost
        canvas.resetMatrix()
        canvas.drawPaint(skia.Paint(Shader=_grain(), BlendMode=skia.BlendMode.kSrcATop))
        canvas.restore()
        canvas.restore()
        canvas.restore()


@lru_cache(maxsize=8)
def _filters(ambient: str) -> tuple[skia.ColorFilter | None, skia.ColorFilter]:
    """What the lamp's colour does to near and to far leather."""
    tint = int(ambient[1:7], 16)
    if tint == 0xFFFFFF:
        return None, FAR_TINT
    wash = skia.ColorFilters.Blend(AMBIENT_ALPHA | tint, skia.BlendMode.kSrcATop)
    return wash, skia.ColorFilters.Compose(wash, FAR_TINT)


@lru_cache(maxsize=1)
def _grain() -> skia.Shader:
    """The grain of scraped hide under the weave of the cloth: a seamless tile of dark alpha."""
    noise = skia.PerlinNoiseShader.MakeFractalNoise(
        0.02, 0.03, 3, 5, skia.ISize(GRAIN_SIDE, GRAIN_SIDE)
    )
    surface = skia.Surface(GRAIN_SIDE, GRAIN_SIDE)
    alpha = skia.ColorFilters.Matrix(
        [0, 0, 0, 0, 0.2, 0, 0, 0, 0, 0.08, 0, 0, 0, 0, 0.03, 0.5, 0, 0, 0, -0.21]
    )
    canvas = surface.getCanvas()
    canvas.drawPaint(skia.Paint(Shader=noise, ColorFilter=alpha))
    tile = skia.TileMode.kRepeat
    nearest = skia.SamplingOptions(skia.FilterMode.kNearest)
    canvas.drawPaint(skia.Paint(Shader=weave().makeShader(tile, tile, nearest), Alphaf=0.25))
    return surface.makeImageSnapshot().makeShader(tile, tile, nearest)
