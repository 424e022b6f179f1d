"""The pose of an actor at a frame: its channels, and what follows from them by itself.

Breath, the sway of hair and cloth, and the mixing of faces are functions of the frame, so a
pose never depends on which frames were drawn before it.
"""

from __future__ import annotations

import math

from piying.model.stage import Actor, WordKey
from piying.render.puppet.art import Pose
from piying.render.puppet.tracks import channel_at, word_at

MIX_FRAMES = 6
"""How long a face takes to change."""

GESTURE_FRAMES = 9
VISEME_FRAMES = 1.5
"""How long a mouth travels; it is drawn on twos, so the second drawing has arrived."""
MOUTH_SNAPS = ("closed", "teeth")
"""Lips that meet are what the eye checks: they meet at once."""
CYCLE_S = 3.84
"""What moves by itself comes round after as long: a breath."""
CYCLE_DRAWINGS = 24
"""Into as many drawings breath, hair and cloth divide it: on fours, as idling is drawn."""
HAIR_LAG_FRAMES = 4
HAIR_GAIN = 0.5
CLOTH_LAG_FRAMES = 6
CLOTH_GAIN = 0.3


def pose_at(actor: Actor, frame: int, rate: float, wind: float = 1.0) -> Pose:
    """How `actor` stands at `frame` of its shot; `rate` in frames a second."""
    seconds = frame / rate
    cycle = cycle_at(actor, frame, rate)
    turn = 2 * math.pi * math.floor(cycle * CYCLE_DRAWINGS) / CYCLE_DRAWINGS
    viseme, before, age = word_at(actor.visemes, frame, "rest")
    gesture, amount = _gesture(actor.gestures, frame)
    yaw = channel_at(actor, "yaw", frame) / 10
    return Pose(
        yaw=yaw,
        pitch=channel_at(actor, "pitch", frame) / 10,
        roll=channel_at(actor, "roll", frame) / 10,
        lean=channel_at(actor, "lean", frame) / 10,
        body_yaw=channel_at(actor, "body_yaw", frame) / 10,
        gaze_x=channel_at(actor, "gaze_x", frame) / 1000,
        gaze_y=channel_at(actor, "gaze_y", frame) / 1000,
        blink=min(1.0, max(0.0, channel_at(actor, "lids", frame) / 1000)),
        expression=_expression(actor.expressions, frame),
        viseme=viseme,
        viseme_from=before,
        viseme_mix=1.0 if viseme in MOUTH_SNAPS else min(1.0, (age + 1) / VISEME_FRAMES),
        breath=0.5 - 0.5 * math.cos(turn),
        hair_swing=_swing(actor, frame, HAIR_LAG_FRAMES, HAIR_GAIN)
        + wind * (2.2 * math.sin(turn) + 0.9 * math.sin(3 * turn)),
        cloth_swing=_swing(actor, frame, CLOTH_LAG_FRAMES, CLOTH_GAIN)
        + wind * 1.4 * math.sin(turn),
        gesture=gesture,
        gesture_mix=amount,
        tears=channel_at(actor, "tears", frame) / 1000,
        blush=channel_at(actor, "blush", frame) / 1000,
        walk=_walk(actor, frame),
        time_s=seconds,
        cycle=cycle,
    )


def cycle_at(actor: Actor, frame: int, rate: float) -> float:
    """Where the idle movement of `actor` stands, 0 … 1, in whole drawings of its cycle.

    Everybody begins elsewhere in the cycle, but always on one of its drawings: what moves by
    itself looks the same in every breath and in every shot.
    """
    length = max(1, round(CYCLE_S * rate / CYCLE_DRAWINGS)) * CYCLE_DRAWINGS
    begun = actor.seed % CYCLE_DRAWINGS * (length // CYCLE_DRAWINGS)
    return (frame + begun) % length / length


def _expression(keys: tuple[WordKey, ...], frame: int) -> tuple[tuple[str, float], ...]:
    word, before, age = word_at(keys, frame, keys[0].word if keys else "neutral")
    mix = min(1.0, (age + 1) / MIX_FRAMES)
    if word == before or mix >= 1:
        return ((word, 1.0),)
    smooth = mix * mix * (3 - 2 * mix)
    return ((before, 1 - smooth), (word, smooth))


def _gesture(keys: tuple[WordKey, ...], frame: int) -> tuple[str, float]:
    word, before, age = word_at(keys, frame)
    mix = min(1.0, (age + 1) / GESTURE_FRAMES)
    smooth = mix * mix * (3 - 2 * mix)
    if word:
        return word, smooth
    return (before, 1 - smooth) if before else ("", 0.0)


def _swing(actor: Actor, frame: int, lag: int, gain: float) -> float:
    """Loose parts trail behind the head: they are where it was `lag` frames ago."""
    then = max(0, frame - lag)
    turn = channel_at(actor, "yaw", then) - channel_at(actor, "yaw", frame)
    sway = channel_at(actor, "roll", then) - channel_at(actor, "roll", frame)
    step = channel_at(actor, "x", then) - channel_at(actor, "x", frame)
    return gain * (turn + sway) / 10 + 0.02 * step * gain


def _walk(actor: Actor, frame: int) -> float:
    steps = channel_at(actor, "walk", frame, -1.0)
    return -1.0 if steps < 0 else (steps / 1000) % 1.0
