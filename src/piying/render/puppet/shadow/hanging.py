"""A puppet hung in a pose: its sheets of leather, back to front, each at its joint.

What turns, turns in named steps, so that an angle comes again and the drawing of a sheet at an
angle can be kept. What hangs from a joint hangs from where the step put it: joints never part.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from piying.render.puppet.shadow.garments import FORE, THIGH, UPPER
from piying.render.puppet.shadow.hide import Piece
from piying.render.puppet.shadow.part import Part
from piying.render.puppet.shadow.puppet import Puppet
from piying.render.puppet.shadow.rig import Frame, Joints

STEP = 0.5
"""Degrees between two drawings of what moves slowly: head, torso, hair."""
ARM_STEP, HAND_STEP, LEG_STEP = 1.0, 2.0, 1.0
"""Limbs are struck and held: nobody sees a coarse step in a fast move."""
CLOTH_STEP = 0.25
"""Skirts are long and swing slowly: a coarse step would be seen at the hem."""
CENTRED_X = -16.0
"""A profile is heavier in front: so far back its head is in the middle of the frame."""
ROD_FLOOR = 46.0
"""Where the rods end, in figure units below the soles."""

Pinned = tuple[Piece, float, float, float]
"""A piece with its place and its turn round the joint that carries it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a puppet that looks right, before it is sized, and how it is turned there."""

    x: float
    y: float
    degrees: float = 0.0
    size: float = 1.0

    def at(self, x: float, y: float, degrees: float = 0.0, step: float = STEP) -> Spot:
        """The place (x, y) of what hangs here, turned `degrees` more, to the nearest step."""
        turn = math.radians(self.degrees)
        cos, sin = math.cos(turn) * self.size, math.sin(turn) * self.size
        return Spot(
            self.x + x * cos - y * sin,
            self.y + x * sin + y * cos,
            round((self.degrees + degrees) / step) * step,
            self.size,
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pieces that never move against each other, and the joint that carries them."""

    name: str
    pieces: tuple[Pinned, ...]
    """Back to front."""
    spot: Spot
    far: bool = False
    inlaid: bool = False
    """It is part of one sheet with what lies under it: the pieces of a head."""
    trimmed: bool = False
    """A bust shows only its upper end."""


@dataclass(frozen=True, slots=True)
class Hung:
    """A puppet in a pose."""

    puppet: Puppet
    frame: Frame
    joints: Joints
    bust: bool

    def _root(self) -> Spot:
        return Spot(CENTRED_X, self.joints.bob)

    def _torso(self) -> Spot:
        return self._root().at(*self.frame.waist, self.joints.lean)

    def _head(self) -> Spot:
        (x, y), (wx, wy) = self.frame.neck, self.frame.waist
        lift = -4.0 * self.joints.breath
        turn = self.joints.head - self.joints.lean * 0.55
        return replace(self._torso().at(x - wx, y - wy + lift, turn), size=self.frame.head)

    def _joints_of_arm(self, *, far: bool) -> tuple[Spot, Spot, Spot]:
        """Shoulder, elbow and wrist."""
        x, y = self.frame.far_shoulder if far else self.frame.near_shoulder
        wx, wy = self.frame.waist
        upper, fore, wrist = self.joints.far if far else self.joints.near
        torso = self._torso()
        shoulder = torso.at(
            (x - wx) * self.frame.wide, y - wy, -upper - torso.degrees, ARM_STEP
        )
        elbow = shoulder.at(0, UPPER, -upper - fore - shoulder.degrees, ARM_STEP)
        turn = -upper - fore - wrist - elbow.degrees
        return shoulder, elbow, elbow.at(0, FORE, turn, HAND_STEP)

    def _arm(self, *, far: bool) -> Iterator[Sheet]:
        shoulder, elbow, wrist = self._joints_of_arm(far=far)
        puppet = self.puppet
        shape = self.joints.far_hand if far else self.joints.near_hand
        yield Sheet(f"hand.{shape}", _alone(puppet.hands[shape]), wrist, far)
        yield Sheet("fore", _alone(puppet.fore), elbow, far)
        knots = ((puppet.rivet, 0.0, 0.0, 0.0), (puppet.rivet, 0.0, UPPER, 0.0))
        yield Sheet("upper", (*_alone(puppet.upper), *knots), shoulder, far)

    def _leg(self, *, far: bool) -> Iterator[Sheet]:
        x, y = self.frame.far_hip if far else self.frame.near_hip
        hip, knee = self.joints.far_leg if far else self.joints.near_leg
        thigh = self._root().at(x * self.frame.wide, y, -hip, LEG_STEP)
        shin = thigh.at(0, THIGH, knee - hip - thigh.degrees, LEG_STEP)
        yield Sheet("shin", _alone(self.puppet.shin), shin, far)
        knot = (self.puppet.rivet, 0.0, THIGH, 0.0)
        yield Sheet("thigh", (*_alone(self.puppet.thigh), knot), thigh, far)

    def _part(self, name: str, part: Part, carrier: Spot) -> Sheet:
        joints, pieces = self.joints, _alone(part.piece)
        match part.role:
            case "jaw":
                return Sheet(name, pieces, carrier.at(part.x, part.y, joints.jaw))
            case "brow":
                lift = part.y + joints.brow_lift
                return Sheet(name, pieces, carrier.at(part.x, lift, joints.brow_turn))
            case "pupil":
                return Sheet(name, pieces, carrier.at(part.x + joints.pupil, part.y))
        hang = 0.0
        if part.swing and not part.fixed:
            hang = -(joints.head + joints.lean * 0.45) * 0.85
        degrees = part.rest + part.swing * joints.hair + hang
        return Sheet(name, pieces, carrier.at(part.x, part.y, degrees))

    def _face(self, head: Spot) -> Iterator[Sheet]:
        """The parts of the head; those that only follow it lie on one sheet together."""
        still: list[Pinned] = []
        for k, part in enumerate(self.puppet.head):
            if not part.role and not part.swing:
                still.append((part.piece, part.x, part.y, part.rest))
                continue
            if still:
                yield Sheet(f"head.{k}", tuple(still), head, inlaid=True)
                still = []
            yield replace(self._part(f"head.{part.role}.{k}", part, head), inlaid=True)
        if still:
            yield Sheet("head", tuple(still), head, inlaid=True)

    def _lower(self) -> Iterator[Sheet]:
        puppet, joints = self.puppet, self.joints
        if not self.bust:
            yield from self._leg(far=True)
            yield from self._leg(far=False)
        x, y = self.frame.waist
        stride = (joints.near_leg[0] - joints.far_leg[0]) / 2
        spread = abs(stride) * 0.32
        halves = (
            ("back", puppet.back, joints.cloth * 0.9 + spread),
            ("front", puppet.front, joints.cloth * 0.7 - spread),
        )
        for name, piece, degrees in halves:
            spot = self._root().at(x, y + 20, degrees, CLOTH_STEP)
            yield Sheet(name, _alone(piece), spot, trimmed=self.bust)

    def sheets(self) -> Iterator[Sheet]:
        """Every sheet, back to front."""
        puppet, head, torso = self.puppet, self._head(), self._torso()
        for k, piece in enumerate(puppet.flags):
            degrees = -14 - 26 * k + self.joints.cloth * 0.6
            yield Sheet(f"flag.{k}", _alone(piece), torso.at(-60 - 12 * k, -250, degrees))
        for k, part in enumerate(puppet.behind):
            yield self._part(f"behind.{k}", part, head)
        yield from self._arm(far=True)
        yield from self._lower()
        yield self._part("neck", puppet.neck, head)
        yield Sheet("torso", _alone(puppet.torso), torso)
        if puppet.sash_end is not None and puppet.belt is not None:
            swung = torso.at(52, 10, self.joints.cloth * 1.2 - torso.degrees)
            yield Sheet("sash", _alone(puppet.sash_end), swung, trimmed=self.bust)
            yield Sheet("belt", _alone(puppet.belt), torso)
        yield from self._face(head)
        yield from self._arm(far=False)

    def rods(self) -> Iterator[tuple[float, float, float, float]]:
        """From each wrist down behind the floor, in figure units: x, y, x, y."""
        size, flip = self.frame.scale, self.joints.flip
        for far, slant in ((True, 60.0), (False, -90.0)):
            hand = self._joints_of_arm(far=far)[2].at(0, 20)
            x = hand.x * size * flip
            yield x, hand.y * size, x * 0.55 + slant * flip, ROD_FLOOR


def _alone(piece: Piece) -> tuple[Pinned, ...]:
    return ((piece, 0.0, 0.0, 0.0),)
