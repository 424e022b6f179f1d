"""The arms: two bones from the shoulder, led by where the hand has to be."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

from piying.render.puppet.manhua.body import Body
from piying.render.puppet.manhua.line import Point
from piying.render.puppet.manhua.rest import rest_of


@dataclass(frozen=True, slots=True)
class Reach:
    """Where one arm goes in a gesture, as on the right of the screen.

    Lengths are shares of the whole arm, measured from the shoulder: x outwards, y downwards.
    Both bones may look shorter than they are: an arm that comes towards the viewer does.
    """

    elbow: Point
    wrist: Point
    hand: str
    angle: float
    """Degrees of the hand on the screen: 0 points outwards, -90 up."""
    place: str = "shoulder"
    """What the wrist is measured from: "shoulder", "middle" (of the body, at the height of the
    shoulders), "ear" or "mouth"."""
    flip: float = 1.0
    over_face: bool = False


@dataclass(frozen=True, slots=True)
class Gesture:
    """What the arms do: the one on the side the figure faces, and the other."""

    front: Reach | None = None
    other: Reach | None = None
    nod: float = 0.0
    """Degrees by which the head bows."""
    lean: float = 0.0


GESTURES: dict[str, Gesture] = {
    "": Gesture(),
    "point": Gesture(front=Reach((0.38, 0.22), (0.84, -0.02), "point", -8)),
    "fist": Gesture(front=Reach((0.20, 0.46), (0.30, -0.04), "fist", -82)),
    "phone": Gesture(other=Reach((0.28, 0.40), (0.10, 0.12), "hold", -94, "ear",
        over_face=True)),
    "slap": Gesture(front=Reach((0.44, 0.14), (0.70, -0.30), "open", -52)),
    "pray": Gesture(
        front=Reach((0.15, 0.46), (0.012, 0.36), "flat", -97, "middle", flip=-1.0),
        other=Reach((0.15, 0.46), (0.012, 0.36), "flat", -97, "middle", flip=-1.0),
    ),
    "cover_mouth": Gesture(
        other=Reach((0.13, 0.46), (0.115, 0.115), "cover", -140, "mouth", flip=-1.0,
            over_face=True)
    ),
    "wave": Gesture(front=Reach((0.33, 0.36), (0.47, -0.12), "open", -84)),
    "arms_crossed": Gesture(
        front=Reach((0.05, 0.50), (-0.13, 0.47), "cover", 174, "middle", flip=-1.0),
        other=Reach((0.05, 0.52), (-0.06, 0.41), "fist", 194, "middle", flip=-1.0),
    ),
    "hand_on_chest": Gesture(
        other=Reach((0.17, 0.47), (0.17, 0.36), "spread", -150, "middle", flip=-1.0)
    ),
    "reach": Gesture(front=Reach((0.27, 0.34), (0.70, 0.16), "open", -6)),
    "bow": Gesture(
        front=Reach((0.20, 0.42), (0.20, 0.30), "cover", -172, "middle", flip=-1.0),
        other=Reach((0.20, 0.42), (0.17, 0.31), "fist", -172, "middle", flip=-1.0),
        nod=-16.0,
        lean=5.0,
    ),
    "hold": Gesture(front=Reach((0.12, 0.50), (0.26, 0.48), "hold", -142, "middle", flip=-1.0)),
}  # fmt: skip
"""What the arms do for every name of `piying.render.puppet.art.GESTURES`."""


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm in the pose."""

    side: float
    shoulder: Point
    elbow: Point
    wrist: Point
    hand: str
    """A drawing of a hand, or "" where cloth hides it."""
    angle: float
    flip: float
    over_face: bool = False
    acting: bool = False
    before: bool = False
    """It rests on the front of the body."""
    behind: bool = False
    """The lower arm is behind the back."""
    pocket: bool = False


_TAKEN = 0.45
"""How far a gesture has come when the hand changes its shape."""
_FREED = 0.10
"""And when it has come from behind the back."""


def _eased(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def _rested(body: Body, side: float) -> Arm:
    """The arm as it rests."""
    form, torso, ease = body.form, body.torso, rest_of(body.look, side)
    shoulder, length = body.shoulder(side), form.arm_upper + form.arm_lower
    turned = abs(torso.sine)
    swing = 0.0
    if body.pose.walk >= 0 and ease.swings:
        swing = -sin(2 * pi * body.pose.walk) * side * 0.20 * torso.sine
    # Seen from the side an elbow lies behind the shoulder and the hand before it.
    along = 0.0 if ease.before else torso.sine * 0.05
    elbow = (
        shoulder[0] + (side * ease.elbow[0] + swing * 0.6 - along) * length,
        shoulder[1] + ease.elbow[1] * length,
    )
    origin = {
        "shoulder": shoulder,
        "middle": (torso.sine * form.depth * 0.8, shoulder[1]),
        "hip": (torso.edge(side, form.hip_y)[0] * 0.90, form.hip_y),
    }[ease.place]
    across = ease.wrist[0] * (1.0 - 0.4 * turned if ease.place == "middle" else 1.0)
    wrist = (
        origin[0] + (side * across + swing * 1.6 + along * 1.2 * ease.swings) * length,
        origin[1] + (ease.wrist[1] - abs(swing) * 0.2) * length,
    )
    angle = ease.angle if side > 0 else 180.0 - ease.angle
    return Arm(
        side, shoulder, elbow, wrist, ease.hand, angle, side * ease.flip,
        before=ease.before, behind=ease.behind, pocket=ease.pocket,
    )  # fmt: skip


def arm_of(body: Body, side: float, places: dict[str, Point]) -> Arm:
    """The arm on that side of the front view."""
    form, pose = body.form, body.pose
    gesture = GESTURES[pose.gesture]
    reach = gesture.front if side == body.facing else gesture.other
    rest = _rested(body, side)
    mix = _eased(pose.gesture_mix) if reach else 0.0
    if reach is None or mix <= 0.0:
        return rest
    shoulder, length = rest.shoulder, form.arm_upper + form.arm_lower
    origin = {
        "shoulder": shoulder,
        "middle": (body.torso.sine * form.depth * 0.4, shoulder[1]),
        "mouth": places["mouth"],
        "ear": places["ear+" if side > 0 else "ear-"],
    }[reach.place]
    target = (origin[0] + side * reach.wrist[0] * length, origin[1] + reach.wrist[1] * length)
    bent = (shoulder[0] + side * reach.elbow[0] * length, shoulder[1] + reach.elbow[1] * length)
    elbow = _swept(shoulder, rest.elbow, bent, mix)
    # The lower arm turns about its own elbow, so that the hand moves on an arc.
    from_rest = (
        rest.wrist[0] - rest.elbow[0] + elbow[0],
        rest.wrist[1] - rest.elbow[1] + elbow[1],
    )
    to_goal = (target[0] - bent[0] + elbow[0], target[1] - bent[1] + elbow[1])
    wrist = _swept(elbow, from_rest, to_goal, mix)
    goal = reach.angle if side > 0 else 180.0 - reach.angle
    turn = (goal - rest.angle + 180.0) % 360.0 - 180.0
    taken = mix > _TAKEN
    if pose.gesture == "wave":
        turn += sin(2 * pi * 6 * pose.cycle) * 14.0 * mix
    return Arm(
        side,
        shoulder,
        elbow,
        wrist,
        reach.hand if taken else rest.hand or "loose",
        rest.angle + turn * mix,
        side * reach.flip if taken else rest.flip,
        over_face=reach.over_face and taken,
        acting=True,
        behind=rest.behind and mix < _FREED,
    )


def _swept(shoulder: Point, start: Point, end: Point, share: float) -> Point:
    """The way of the hand: around the shoulder, not straight through the body."""
    a0 = atan2(start[1] - shoulder[1], start[0] - shoulder[0])
    a1 = atan2(end[1] - shoulder[1], end[0] - shoulder[0])
    turn = (a1 - a0 + pi) % (2 * pi) - pi
    r0 = hypot(start[0] - shoulder[0], start[1] - shoulder[1])
    r1 = hypot(end[0] - shoulder[0], end[1] - shoulder[1])
    angle, radius = a0 + turn * share, r0 + (r1 - r0) * share
    return shoulder[0] + cos(angle) * radius, shoulder[1] + sin(angle) * radius
