"""Room tone: the quiet sound of a place in which nobody speaks.

It is noise, coloured as the place colours it, with the hum of its lamps and machines, swells
of wind, and crickets at night. It is made in the frequency domain and so meets itself
without a seam; each place has its own seed and sounds the same in every film.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from piying.model.clock import SAMPLE_RATE
from piying.model.cut import Space
from piying.render.sound.meter import OFFSET_LU, weight
from piying.render.sound.source import Sound
from piying.render.sound.spaces import ACOUSTICS, Acoustics

PERIOD = 12 * SAMPLE_RATE
"""Samples after which a tone begins again."""
LOWEST_HZ = 32.0
TOGETHER_HZ = 250.0
"""What is lower comes to both ears alike; what is higher comes from all around."""
CRICKETS = 5
CRICKET_DB = -7.0
CRICKET_HZ = (3_900.0, 4_900.0)

Wave = npt.NDArray[np.float32]


@lru_cache(maxsize=8)
def tone(space: Space, night: bool) -> Sound:  # noqa: FBT001 - a key of the cache
    """One period of the tone of a place, (samples, 2), at a loudness of 0 LUFS."""
    figures = ACOUSTICS[space]
    chance = np.random.default_rng(crc32(f"{space.value} {night}".encode()))
    sound = _air(figures, chance)
    if figures.gusts[0]:
        sound *= _gusts(figures.gusts, chance)
    if night and figures.insects:
        share = 10 ** (CRICKET_DB / 10)
        sound = np.sqrt(1 - share) * sound + np.sqrt(share) * _crickets(chance)
    return sound.astype(np.float32, copy=False)


def _air(figures: Acoustics, chance: np.random.Generator) -> Wave:
    """Noise in the colour of a place, with its hums, at 0 LUFS."""
    hertz = np.arange(PERIOD // 2 + 1) * (SAMPLE_RATE / PERIOD)
    points, levels = zip(*figures.colour, strict=True)
    octaves = np.log2(np.maximum(hertz, 1.0))
    shape = 10 ** (np.interp(octaves, np.log2(points), levels) / 20)
    shape /= 1 + (LOWEST_HZ / np.maximum(hertz, 1.0)) ** 6
    # every line of the spectrum is as wide as it was: pink, as nature is
    shape /= np.sqrt(np.maximum(hertz, LOWEST_HZ))
    shape[0] = 0
    whole = np.sqrt((shape**2).sum())
    apart = hertz / (hertz + TOGETHER_HZ)
    for hum, level in figures.hums:
        line = round(hum * PERIOD / SAMPLE_RATE)
        shape[line], apart[line] = whole * 10 ** (level / 20), 0.0
    # both sides of the spectrum, both channels: the mean square that the meter would read
    energy = 4 * float((shape**2 * weight(hertz)).sum()) / PERIOD**2
    shape /= np.sqrt(energy) * 10 ** (OFFSET_LU / 20)
    both = shape * np.sqrt(1 - apart) * _turns(chance, len(hertz))
    sides = [
        np.fft.irfft((both + shape * np.sqrt(apart) * _turns(chance, len(hertz))), PERIOD)
        for _ in range(2)
    ]
    return np.stack(sides, 1)


def _turns(chance: np.random.Generator, count: int) -> npt.NDArray[np.complex64]:
    """Numbers of length 1 in any direction."""
    angle = chance.random(count, np.float32) * np.float32(2 * np.pi)
    turns = np.empty(count, np.complex64)
    turns.real, turns.imag = np.cos(angle), np.sin(angle)
    return turns


def _gusts(gusts: tuple[float, float], chance: np.random.Generator) -> Wave:
    """Slow swells of both sides, which meet themselves at the seam and keep the loudness."""
    depth, each_s = gusts
    steps = PERIOD // (SAMPLE_RATE // 20)
    turn = 2 * np.pi * np.arange(steps + 1) / steps
    most = max(1, round(PERIOD / SAMPLE_RATE / each_s))
    swell = np.zeros((steps + 1, 2))
    for times in range(1, most + 2):
        at = chance.uniform(0, 2 * np.pi)
        for c in range(2):
            swell[:, c] += np.sin(times * turn + at + 0.5 * c) / times
    level = 10 ** (depth * swell / np.abs(swell).max() / 20)
    level /= np.sqrt((level**2).mean())
    here = np.arange(PERIOD) * (steps / PERIOD)
    sides = [np.interp(here, np.arange(steps + 1), level[:, c]) for c in range(2)]
    return np.stack(sides, 1).astype(np.float32)


def _crickets(chance: np.random.Generator) -> Wave:
    """Crickets, each with its pitch and its chirps of three, at its own place; at 0 LUFS."""
    out = np.zeros((PERIOD, 2), np.float32)
    pulse = SAMPLE_RATE * 18 // 1000
    for _ in range(CRICKETS):
        hertz, side = chance.uniform(*CRICKET_HZ), chance.uniform(0.1, 0.9)
        sides = chance.uniform(0.25, 1.0) * np.sqrt([1 - side, side])
        wave = np.hanning(pulse) * np.sin(2 * np.pi * hertz * np.arange(pulse) / SAMPLE_RATE)
        chirps = int(chance.integers(12, 24))
        first = chance.integers(0, PERIOD)
        for chirp in range(chirps):
            begin = first + chirp * PERIOD // chirps + chance.integers(0, 2_000)
            for beat in range(3):
                at = (begin + beat * 2 * pulse + np.arange(pulse)) % PERIOD
                out[at] += wave[:, None] * sides
    heard = float(weight(np.array([sum(CRICKET_HZ) / 2]))[0])
    energy = 2 * float((out**2).mean()) * heard
    return out / np.float32(np.sqrt(energy) * 10 ** (OFFSET_LU / 20))
