"""Steps of a pose: how finely each channel is drawn, so that drawings come again.

A drawing that was made before costs nothing. So the continuous channels of a pose are rounded
to steps: for what may creep so fine that one step moves nothing that is looked at by more
than two design pixels at the size it is shown, and whole powers of two, so that shots of one
size share their drawings.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

from piying.render.puppet.art import Pose

STEP_PIXELS = 2.0
"""Design pixels of the frame that one step may move what is looked at."""

LEVERS = {
    "lean": 8.0,
    "body_yaw": 1.2,
    "gaze_x": 8.0,
    "gaze_y": 4.4,
    "blink": 25.0,
    "breath": 3.2,
    "hair_swing": 4.5,
    "cloth_swing": 3.7,
    "walk": 800.0,
}
"""Figure units by which a channel moves what is looked at, for one of its own units."""

FIXED = {"yaw": 1.0, "pitch": 1.0, "roll": 0.5, "tears": 1 / 16, "blush": 1 / 8}
"""Steps of channels that colour more than they move, and of the head: it rests or moves
quickly, by about as much from one drawing to the next, and never creeps."""

MAGNIFIED_BASE = 4
"""Sizes are told apart by a fourth of an octave."""
MAGNIFIED_SLACK = 0.5
"""How far above a size one may be drawn with its pixels, as a share of the distance."""


def magnification_level(scale: float) -> int:
    """The level of the ladder of sizes next to `scale`; one up is a fourth of an octave."""
    return math.ceil(math.log2(scale) * MAGNIFIED_BASE - MAGNIFIED_SLACK)


def magnification(level: int) -> float:
    """The size of that level."""
    return float(2.0 ** (level / MAGNIFIED_BASE))


@lru_cache(maxsize=512)
def step_of(channel: str, level: int) -> float:
    """How finely `channel` is drawn where a figure unit is `magnification(level)` pixels."""
    if channel in FIXED:
        return FIXED[channel]
    moved = LEVERS[channel] * magnification(level)
    return float(2.0 ** math.floor(math.log2(STEP_PIXELS / moved)))


@lru_cache(maxsize=64)
def _steps(level: int) -> tuple[tuple[str, float], ...]:
    return tuple((channel, step_of(channel, level)) for channel in (*LEVERS, *FIXED))


def stepped(pose: Pose, level: int) -> Pose:
    """The nearest pose that is drawn; `level` is the magnification in design pixels."""
    rounded: dict[str, float] = {}
    for channel, step in _steps(level):
        value = getattr(pose, channel)
        # Below zero a walk is a stand, and stays one.
        rounded[channel] = value if channel == "walk" and value < 0 else _near(value, step)
    return replace(pose, **rounded)  # type: ignore[arg-type]  # all of these are numbers


def _near(value: float, step: float) -> float:
    return round(value / step) * step + 0.0
