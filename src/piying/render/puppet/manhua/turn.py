"""The turn of the head: where a point of the skull stands on the screen.

A head is not turned as far as the pose says: drawn heads keep both eyes to about sixty
degrees, so the first degrees count less than the last (`_seen`).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import cos, radians, sin, sqrt

from piying.render.puppet.art import Pose
from piying.render.puppet.manhua.line import Point

PROFILE_DEGREES = 72.0
"""The turn as drawn at which the far eye is gone."""
_DEPTH_KEYS = (-108.0, -70.0, -28.0, 2.0, 30.0, 62.0, 84.0, 106.0)
_DEPTHS = (30.0, 72.0, 85.0, 79.0, 81.0, 83.0, 79.0, 77.0)
SKULL_WIDTH = 82.0
SKULL_HEIGHT = 94.0
SKULL_DEPTH = 92.0
SKULL_Y = -18.0
SKULL_BACK = -9.0
"""The middle of the skull stands behind the middle of the ears."""


def _seen(yaw: float) -> float:
    share = min(1.0, abs(yaw) / 90.0)
    seen = 90.0 * (0.70 * share + 0.30 * share**2.6)
    return seen if yaw >= 0 else -seen


def depth_at(y: float) -> float:
    """How far the middle of the face stands before the axis at that height."""
    if y <= _DEPTH_KEYS[0]:
        return _DEPTHS[0]
    if y >= _DEPTH_KEYS[-1]:
        return _DEPTHS[-1]
    index = bisect_right(_DEPTH_KEYS, y)
    low, high = _DEPTH_KEYS[index - 1], _DEPTH_KEYS[index]
    return _DEPTHS[index - 1] + (_DEPTHS[index] - _DEPTHS[index - 1]) * (y - low) / (high - low)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the head; `side` is +1 towards the right of the screen."""

    degrees: float
    side: float
    sine: float
    cosine: float
    pitch_sine: float
    pitch_cosine: float

    def at(self, x: float, y: float, z: float) -> Point:
        """A point of the head (z towards the face) on the screen."""
        depth = z * self.cosine - x * self.sine
        return (
            x * self.cosine + z * self.sine,
            (y - 6.0) * self.pitch_cosine - (depth - 12.0) * self.pitch_sine + 6.0,
        )

    def depth(self, x: float, z: float) -> float:
        """How near to the viewer that point is."""
        return z * self.cosine - x * self.sine

    def face(self, x: float, y: float, lift: float = 0.0) -> Point:
        """A point lying on the face, raised by `lift`."""
        inside = 1.0 - (x / 91.0) ** 2
        return self.at(x, y, depth_at(y) * sqrt(max(0.0, inside)) + lift)

    def spread(self, x: float, y: float) -> float:
        """How wide a step across the face looks there; negative is turned away."""
        return (self.face(x + 4.0, y)[0] - self.face(x - 4.0, y)[0]) / 8.0

    def skull(self, azimuth: float, y: float, lift: float = 1.0) -> tuple[float, float, float]:
        """A point around the skull on the screen and its depth.

        `azimuth` is 0 at the face and +90 at the ear on the right of the screen; below the
        widest height the skull goes straight down.
        """
        angle = radians(azimuth)
        over = (y - SKULL_Y) / (SKULL_HEIGHT * lift)
        narrow = 1.0 if over >= 0 else sqrt(max(0.0, 1.0 - over * over))
        x = SKULL_WIDTH * lift * narrow * sin(angle)
        z = SKULL_DEPTH * lift * narrow * cos(angle) + SKULL_BACK
        sx, sy = self.at(x, y, z)
        return sx, sy, self.depth(x, z)


def turn_of(pose: Pose) -> Turn:
    """The turn of the head in that pose."""
    degrees = _seen(pose.yaw)
    angle, pitch = radians(degrees), radians(pose.pitch * 0.8)
    return Turn(
        degrees, 1.0 if degrees >= 0 else -1.0, sin(angle), cos(angle), sin(pitch), cos(pitch)
    )
