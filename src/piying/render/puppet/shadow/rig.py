"""The joints: where they are on a body, and how a pose turns them.

Angles are degrees from hanging straight down, positive to the front (a puppet looks right).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from piying.model.people import Age, Build, Look
from piying.render.puppet.art import Pose

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The proportions of one look: `scale` sizes the body, `head` the head again."""

    scale: float
    head: float
    wide: float
    stoop: float
    neck: Point = (8.0, -1102.0)
    waist: Point = (0.0, -790.0)
    near_shoulder: Point = (-58.0, -1050.0)
    far_shoulder: Point = (62.0, -1056.0)
    near_hip: Point = (-34.0, -646.0)
    far_hip: Point = (38.0, -646.0)


@lru_cache(maxsize=256)
def frame_of(look: Look) -> Frame:
    """The frame of `look`."""
    wide = 1.16 if look.build is Build.BROAD else 1.0
    if look.age is Age.CHILD:
        return Frame(0.68, 1.5, wide * 0.98, 0.0)
    if look.age is Age.ELDER:
        return Frame(0.92 if look.sex == "female" else 0.95, 1.2, wide * 1.02, 5.0)
    if look.sex == "female":
        return Frame(0.95, 1.16, wide * 0.86, 0.0)
    return Frame(1.0, 1.16, wide, 0.0)


@dataclass(frozen=True, slots=True)
class Act:
    """A gesture: angles of both arms and the hands they end in."""

    near: tuple[float, float, float]
    """Shoulder, elbow and wrist."""
    far: tuple[float, float, float]
    near_hand: str = "rest"
    far_hand: str = "rest"
    lean: float = 0.0
    nod: float = 0.0


REST = Act((4.0, 30.0, -6.0), (16.0, 44.0, -10.0))
GESTURES: dict[str, Act] = {
    "": REST,
    "point": Act((68, 22, 0), (6, 60, 0), "point", lean=3),
    "fist": Act((34, 104, 10), (2, 66, 0), "fist", "fist", lean=2),
    "phone": Act((40, 136, 20), (10, 40, 0), "fist", nod=4),
    "slap": Act((96, 12, 8), (-10, 40, 0), "open", "open", lean=7),
    "pray": Act((34, 84, 30), (40, 80, 32), "open", "open", nod=8),
    "cover_mouth": Act((52, 112, 8), (10, 50, 0), "orchid", nod=2),
    "wave": Act((88, 66, 12), (10, 40, 0), "open", lean=2),
    "arms_crossed": Act((18, 96, 4), (26, 82, 0), "fist", "fist", lean=-3),
    "hand_on_chest": Act((10, 118, 12), (8, 36, 0), "orchid", nod=3),
    "reach": Act((74, 16, -20), (62, 24, -16), "open", "open", lean=8),
    "bow": Act((42, 78, 26), (48, 74, 28), "fist", "open", lean=26, nod=16),
    "hold": Act((24, 76, -46), (30, 70, -46), "open", "open"),
}

OPENING = {
    "rest": 0.0,
    "closed": 0.0,
    "teeth": 0.2,
    "spread": 0.35,
    "half": 0.45,
    "round": 0.65,
    "mid": 0.65,
    "open": 1.0,
}
JAW_DEGREES = 8.0
TILTS = {
    "neutral": 0.0,
    "happy": -4.0,
    "angry": 5.0,
    "sad": 8.0,
    "afraid": -5.0,
    "shocked": -9.0,
    "smug": -11.0,
    "tender": 6.0,
}
_BROW = {
    "neutral": (0.0, 0.0),
    "happy": (-4.0, -5.0),
    "angry": (15.0, 7.0),
    "sad": (-17.0, 0.0),
    "afraid": (-13.0, -6.0),
    "shocked": (-6.0, -12.0),
    "smug": (-8.0, -8.0),
    "tender": (-8.0, -2.0),
}
_BACK = {"afraid": -5.0, "shocked": -6.0, "angry": 3.0, "sad": 3.0, "smug": -4.0}
TURN_BAND = 12.0
"""Degrees of yaw, left of zero, in which a puppet passes edge-on."""
THIN = 0.08
STRIDE, KNEE = 26.0, 34.0
HOLDS = 4
"""Attitudes that are struck and held in one cycle of what moves by itself."""
STRIKE = 0.2
"""How much of a hold its striking takes."""
WAVES = 6
"""How often a waving hand goes to and fro in one cycle."""
HEAD_MAX = 34.0


def facing(yaw: float) -> float:
    """1 looks right, -1 left; thin in between, where the hide is seen edge-on."""
    if yaw >= 0:
        return 1.0
    if yaw <= -TURN_BAND:
        return -1.0
    wide = math.cos(math.pi * -yaw / TURN_BAND)
    return math.copysign(max(THIN, abs(wide)), wide)


def settled(mix: float) -> float:
    """A gesture's way from 0 to 1: struck past its place, then held."""
    mix = min(1.0, max(0.0, mix))
    return mix + 0.7 * math.sin(math.pi * mix) * mix


def _held(cycle: float, salt: int) -> float:
    """-1 … 1: small attitudes that are struck and held, one about every second."""
    beat = math.floor(cycle * HOLDS)
    into = (cycle * HOLDS - beat) / STRIKE
    now, before = (_noise((beat - k) % HOLDS, salt) for k in (0, 1))
    if into >= 1:
        return now
    return before + (now - before) * settled(into)


def _noise(beat: int, salt: int) -> float:
    return ((beat * 7919 + salt * 104729 + 13) * 2654435761 % 4294967296) / 2147483648 - 1


@dataclass(frozen=True, slots=True)
class Joints:
    """The angles of one drawing, for a puppet that looks right."""

    flip: float
    lean: float
    head: float
    jaw: float
    brow_turn: float
    brow_lift: float
    pupil: float
    near: tuple[float, float, float]
    far: tuple[float, float, float]
    near_hand: str
    far_hand: str
    near_leg: tuple[float, float]
    far_leg: tuple[float, float]
    bob: float
    hair: float
    cloth: float
    breath: float


def joints_of(look: Look, pose: Pose) -> Joints:
    """How `pose` turns the joints of `look`."""
    flip = facing(pose.yaw)
    side = 1.0 if flip >= 0 else -1.0
    act, mix = GESTURES[pose.gesture], settled(pose.gesture_mix if pose.gesture else 0.0)
    mouth = _opening(pose)
    tilt = sum(TILTS[name] * weight for name, weight in pose.expression)
    back = sum(_BACK.get(name, 0.0) * weight for name, weight in pose.expression)
    turn = sum(_BROW[name][0] * weight for name, weight in pose.expression)
    lift = sum(_BROW[name][1] * weight for name, weight in pose.expression)
    frame = frame_of(look)
    wag = (
        14 * math.sin(2 * math.pi * WAVES * pose.cycle) * mix if pose.gesture == "wave" else 0.0
    )
    near_leg, far_leg, bob, swing = _step(pose.walk)
    near = _arm(REST.near, act.near, mix, _held(pose.cycle, 3) * 3.5 + mouth * 3 - swing, wag)
    far = _arm(REST.far, act.far, mix, _held(pose.cycle, 8) * 3.0 - mouth * 2 + swing, 0.0)
    head = (
        -0.8 * pose.pitch
        + side * pose.roll
        + tilt
        + act.nod * mix
        + mouth * 2.2
        + _held(pose.cycle, 5) * 1.2
    )
    return Joints(
        flip=flip,
        lean=side * pose.lean
        + back
        + act.lean * mix
        + frame.stoop
        + (3.0 if pose.walk >= 0 else 0.0),
        head=min(HEAD_MAX, max(-HEAD_MAX, head)),
        jaw=JAW_DEGREES * mouth,
        brow_turn=turn,
        brow_lift=lift,
        pupil=3.5 * min(1.0, max(-1.0, side * pose.gaze_x)),
        near=near,
        far=far,
        near_hand=act.near_hand if mix > 0.4 else REST.near_hand,
        far_hand=act.far_hand if mix > 0.4 else REST.far_hand,
        near_leg=near_leg,
        far_leg=far_leg,
        bob=bob,
        hair=side * pose.hair_swing,
        cloth=side * pose.cloth_swing + swing * 0.18,
        breath=pose.breath,
    )


def _opening(pose: Pose) -> float:
    mix = min(1.0, max(0.0, pose.viseme_mix))
    return OPENING[pose.viseme_from] * (1 - mix) + OPENING[pose.viseme] * mix


def _arm(
    rest: tuple[float, float, float],
    act: tuple[float, float, float],
    mix: float,
    beat: float,
    wag: float,
) -> tuple[float, float, float]:
    upper, fore, wrist = (a + (b - a) * mix for a, b in zip(rest, act, strict=True))
    return upper + beat * 0.5, fore + beat + wag, wrist + beat * 0.8


def _step(phase: float) -> tuple[tuple[float, float], tuple[float, float], float, float]:
    """Near leg, far leg (hip, knee), how far the body sinks, how the arms swing."""
    if phase < 0:
        return (-5.0, 3.0), (9.0, 4.0), 0.0, 0.0
    turn = 2 * math.pi * phase
    swing = math.sin(turn)

    def leg(at: float) -> tuple[float, float]:
        return STRIDE * math.sin(at), 6 + KNEE * max(0.0, math.cos(at)) ** 1.5

    return leg(turn), leg(turn + math.pi), 16 * abs(swing), 20 * swing
