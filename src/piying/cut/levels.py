"""Levels: how loud a clip of sound is from moment to moment, for tools that draw it as a line.

The film's own mix is the measure (`render.sound`): gain, fades of constant power, and music
that goes down before a line begins. Here the same curve is given at its bends.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from piying.model.clock import SAMPLE_RATE
from piying.model.cut import Cut, SoundClip, SoundTrack, TrackKind

if TYPE_CHECKING:
    from collections.abc import Iterable

DUCK_DOWN = SAMPLE_RATE * 180 // 1000
"""Music takes this many samples to go down, and is down when a line begins."""
DUCK_UP = SAMPLE_RATE * 600 // 1000

_FADE_PARTS = 4
"""A fade is drawn as so many straight lines."""
_DUCK_PARTS = 3
"""So is every slope of the ducking, which is straight in decibels and not in loudness."""


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a clip is at one sample of it."""

    sample: int
    """Counted from the first sample that the clip plays."""
    factor: float
    """What its samples are multiplied by; 1.0 is as recorded."""


def spoken(cut: Cut) -> tuple[tuple[int, int], ...]:
    """From which sample of the film to which somebody speaks, in order."""
    return tuple(
        (clip.start, clip.start + clip.length)
        for track in cut.sounds
        if track.track is TrackKind.DIALOGUE
        for clip in sorted(track.clips, key=lambda one: one.start)
    )


def levels(
    clip: SoundClip, track: SoundTrack, speech: Iterable[tuple[int, int]], least: int = 1
) -> tuple[Level, ...]:
    """The bends of the level of `clip`, from its first sample to its last.

    Args:
        clip: a clip of `track`.
        track: says how far it goes down under speech.
        speech: what `spoken` gives.
        least: fades of fewer samples are left out, as a tool could not draw them.
    """
    shares = ducking(speech) if track.duck_mb else ()
    fade_in = clip.fade_in if clip.fade_in >= least else 0
    fade_out = clip.fade_out if clip.fade_out >= least else 0
    bends = {0, clip.length}
    bends |= {fade_in * part // _FADE_PARTS for part in range(_FADE_PARTS + 1)}
    bends |= {clip.length - fade_out * part // _FADE_PARTS for part in range(_FADE_PARTS + 1)}
    for before, after in pairwise(shares):
        steps = _DUCK_PARTS if before[1] != after[1] else 1
        span = after[0] - before[0]
        bends |= {before[0] + span * part // steps - clip.start for part in range(steps + 1)}
    gain = 10 ** (clip.gain_mb / 2000)

    def at(sample: int) -> float:
        factor = gain * 10 ** (-track.duck_mb * _share(shares, clip.start + sample) / 2000)
        if sample < fade_in:
            factor *= math.sin(math.pi / 2 * sample / fade_in)
        if clip.length - sample < fade_out:
            factor *= math.sin(math.pi / 2 * (clip.length - sample) / fade_out)
        return factor

    return tuple(Level(bend, at(bend)) for bend in sorted(bends) if 0 <= bend <= clip.length)


def ducking(speech: Iterable[tuple[int, int]]) -> tuple[tuple[int, float], ...]:
    """The bends of the share, 0 to 1, by which music gives way: down before a line, up after.

    Straight between the bends, 0 before the first and after the last.
    """
    bends: list[tuple[int, float]] = []
    level, since = 0.0, 0
    for start, end in _stretches(speech):
        fallen = level - (start - since) / DUCK_UP
        if fallen <= 0 and level:
            bends.append((since + round(level * DUCK_UP), 0.0))
        level = max(0.0, fallen)
        bends.append((start, level))
        full = start + round((1 - level) * DUCK_DOWN)
        if full < end:
            bends.append((full, 1.0))
            level = 1.0
        else:
            level = min(1.0, level + (end - start) / DUCK_DOWN)
        bends.append((end, level))
        since = end
    if level:
        bends.append((since + round(level * DUCK_UP), 0.0))
    return tuple(bends)


def _stretches(speech: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The stretches during which music is held down or going down, those that touch as one."""
    merged: list[list[int]] = []
    for begin, end in speech:
        start = max(0, begin - DUCK_DOWN)
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged


def _share(bends: tuple[tuple[int, float], ...], sample: int) -> float:
    """The share at one sample of the film."""
    if not bends or not bends[0][0] <= sample <= bends[-1][0]:
        return 0.0
    share = bends[0][1]
    for (left, low), (right, high) in pairwise(bends):
        if left <= sample <= right:
            share = (
                high if left == right else low + (high - low) * (sample - left) / (right - left)
            )
    return share
