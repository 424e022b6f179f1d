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
from piying.render.sound.meter import OFFSET_LU, Sound, weight
from piying.render.sound.spaces import ACOUSTICS, Acoustics

PERIOD = 12 * SAMPLE_RATE
"""Samples after which a tone begins again."""
LOWEST_HZ = 32.0
TOGETHER_HZ = 250.0
"""What is lower comes to both ears alike; what is higher comes from all around."""
CRICKETS = 5
CRICKET_DB = -7.0

Wave = npt.NDArray[np.float64]


@lru_cache(maxsize=8)
def tone(space: Space, night: bool) -> Sound:  # noqa: FBT001 - a key of the cache
    """One period of the tone of a place, (samples, 2), at a loudness of 0 LUFS."""
    figures = ACOUSTICS[space]
    chance = np.random.default_rng(crc32(f"{space.value} {night}".encode()))
    noise = _noise(figures, chance)
    if figures.hums:
        noise += _hums(figures)[:, None]
    if figures.gusts[0]:
        noise *= _gusts(figures.gusts, chance)
    noise /= _loudness(noise)
    if night and figures.insects:
        crickets = _crickets(chance)
        noise += crickets * (10 ** (CRICKET_DB / 20) / _loudness(crickets))
        noise /= _loudness(noise)
    return noise.astype(np.float32)


def _loudness(sound: Wave) -> float:
    """The factor by which `sound` is above 0 LUFS."""
    power = np.abs(np.fft.rfft(sound, axis=0)) ** 2
    weights = weight(np.arange(PERIOD // 2 + 1) * (SAMPLE_RATE / PERIOD))
    energy = 2 * float((power * weights[:, None]).sum()) / PERIOD**2
    return float(np.sqrt(energy) * 10 ** (OFFSET_LU / 20))


def _noise(figures: Acoustics, chance: np.random.Generator) -> Wave:
    hertz = np.fft.rfftfreq(PERIOD, 1 / SAMPLE_RATE)
    points, levels = zip(*figures.colour, strict=True)
    shape = 10 ** (np.interp(np.log2(np.maximum(hertz, 1.0)), np.log2(points), levels) / 20)
    shape *= 1 / (1 + (LOWEST_HZ / np.maximum(hertz, 1.0)) ** 6)
    shape[hertz < 1] = 0
    # every line of the spectrum is as wide as it was: pink, as nature is
    shape /= np.sqrt(np.maximum(hertz, LOWEST_HZ))
    apart = hertz / (hertz + TOGETHER_HZ)
    turns = [np.exp(2j * np.pi * chance.random(len(hertz))) for _ in range(3)]
    sides = [
        np.fft.irfft(shape * (np.sqrt(1 - apart) * turns[0] + np.sqrt(apart) * own), PERIOD)
        for own in turns[1:]
    ]
    both = np.stack(sides, 1)
    return np.asarray(both / np.sqrt((both**2).mean()))


def _hums(figures: Acoustics) -> Wave:
    seconds = np.arange(PERIOD) / SAMPLE_RATE
    out = np.zeros(PERIOD)
    for hertz, level in figures.hums:
        whole = round(hertz * PERIOD / SAMPLE_RATE) * SAMPLE_RATE / PERIOD
        out += np.sqrt(2) * 10 ** (level / 20) * np.sin(2 * np.pi * whole * seconds + hertz)
    return out


def _gusts(gusts: tuple[float, float], chance: np.random.Generator) -> Wave:
    """Slow swells of both sides, which meet themselves at the seam."""
    depth, each_s = gusts
    turn = 2 * np.pi * np.arange(PERIOD) / PERIOD
    most = max(1, round(PERIOD / SAMPLE_RATE / each_s))
    swell = np.zeros((PERIOD, 2))
    for times in range(1, most + 2):
        at = chance.uniform(0, 2 * np.pi)
        for c in range(2):
            swell[:, c] += np.sin(times * turn + at + 0.5 * c) / times
    swell /= np.abs(swell).max()
    return np.asarray(10 ** (depth * swell / 20))


def _crickets(chance: np.random.Generator) -> Wave:
    """Crickets, each with its pitch and its chirps of three, at its own place."""
    out = np.zeros((PERIOD, 2))
    pulse = SAMPLE_RATE * 18 // 1000
    for _ in range(CRICKETS):
        hertz, side = chance.uniform(3_900, 4_900), chance.uniform(0.1, 0.9)
        level = chance.uniform(0.25, 1.0)
        chirps = int(chance.integers(12, 24))
        wave = np.hanning(pulse) * np.sin(2 * np.pi * hertz * np.arange(pulse) / SAMPLE_RATE)
        first = chance.integers(0, PERIOD)
        for chirp in range(chirps):
            begin = first + chirp * PERIOD // chirps + chance.integers(0, 2_000)
            for beat in range(3):
                at = (begin + beat * 2 * pulse + np.arange(pulse)) % PERIOD
                out[at, 0] += level * np.sqrt(1 - side) * wave
                out[at, 1] += level * np.sqrt(side) * wave
    return out
