"""What an animated channel of a stage says at a frame."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from piying.model.stage import Actor, Ease, Key, WordKey

DRAWN_ON = 2
"""A drawing of a figure stands for this many frames; the camera moves on every one."""


def eased(ease: Ease, t: float) -> float:
    """How far a move has come at `t` of its time, both 0 … 1 (SNAP overshoots 1)."""
    match ease:
        case Ease.HOLD:
            return 0.0
        case Ease.LINEAR:
            return t
        case Ease.SMOOTH:
            return t * t * (3 - 2 * t)
        case Ease.OUT:
            return 1 - (1 - t) ** 3
        case Ease.SNAP:
            return 1 - math.exp(-6 * t) * math.cos(9 * t) * (1 - t)


def value_at(keys: Sequence[Key], frame: float) -> float:
    """The value of `keys` (rising frames) at `frame`; held before and after them."""
    if not keys:
        return 0.0
    index = bisect_right(keys, frame, key=lambda key: key.frame) - 1
    if index < 0:
        return float(keys[0].value)
    here = keys[index]
    if index + 1 == len(keys):
        return float(here.value)
    after = keys[index + 1]
    t = (frame - here.frame) / (after.frame - here.frame)
    return here.value + (after.value - here.value) * eased(here.ease, t)


def channel_at(actor: Actor, name: str, frame: float, default: float = 0.0) -> float:
    """The value of the actor's channel `name` at `frame`, or `default` if it has none."""
    for channel in actor.channels:
        if channel.name == name:
            return value_at(channel.keys, frame)
    return default


def word_at(keys: Sequence[WordKey], frame: int, default: str = "") -> tuple[str, str, int]:
    """The word at `frame`, the word before it, and how many frames ago it changed."""
    index = bisect_right(keys, frame, key=lambda key: key.frame) - 1
    if index < 0:
        return default, default, frame
    before = keys[index - 1].word if index > 0 else default
    return keys[index].word, before, frame - keys[index].frame
