"""The effects of sound: each a function of its length in samples and a generator of chance.

Each gives (samples, 2), peak at most 1; where it stands and how loud it is in the film is
the cut's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from piying.model.clock import SAMPLE_RATE
from piying.partners.providers.foley.noises import (
    Wave,
    band,
    falling,
    gusts,
    pink,
    placed,
    scattered,
    struck,
    times,
    warm,
)

VOICES = 12
"""In a crowd."""

Effect = Callable[[int, np.random.Generator], Wave]


def _ms(number: float) -> int:
    return int(number * SAMPLE_RATE / 1000)


def _levelled(wave: Wave) -> Wave:
    """The wave with a root mean square of 1."""
    level = float(np.sqrt((wave**2).mean()))
    return wave / level if level > 0 else wave


def _stereo(left: Wave, right: Wave) -> Wave:
    return np.stack([left, right], 1)


def rain(count: int, chance: np.random.Generator) -> Wave:
    """Rain: a soft bed that comes in gusts, its patter, and drops nearby."""
    tick = band(chance.standard_normal(_ms(6)), 700, 3200, 1) * np.exp(-times(_ms(6)) * 800)
    drop = falling(_ms(26), 720, 1350, 0.009) * np.hanning(_ms(52))[_ms(26) :]
    sides = []
    for _ in range(2):
        bed = band(pink(count, chance), 220, 3000, 1) * gusts(count, 1.4, 0.22, chance)
        patter = scattered(count, 2600, tick, chance)
        near = scattered(count, 14, drop, chance)
        sides.append(_levelled(bed) + 0.4 * _levelled(patter) + 0.22 * _levelled(near))
    return _stereo(*sides)


def thunder(count: int, chance: np.random.Generator) -> Wave:
    """Thunder: a crack and rolling swells."""
    t = times(count)
    roll = np.zeros(count)
    for centre, width, level in (
        (0.25, 0.16, 1.0),
        (0.9, 0.4, 0.8),
        (1.8, 0.6, 0.5),
        (3.0, 0.8, 0.3),
    ):
        roll += level * np.exp(-(((t - centre) / width) ** 2))
    low = band(pink(count, chance), 25, 260) * roll
    crack = placed(
        count, _ms(120), band(pink(_ms(350), chance), 300, 4000) * np.exp(-times(_ms(350)) * 14)
    )
    return _stereo(low + crack * 0.5, low * 0.9 + crack * 0.35)


def impact(count: int, chance: np.random.Generator) -> Wave:
    """A blow: a falling boom and a burst."""
    boom = warm(falling(count, 170, 46, 0.24), 2.2)
    burst_count = min(count, _ms(160))
    burst = band(pink(burst_count, chance), 120, 3600) * np.exp(-times(burst_count) * 26)
    both = boom + placed(count, 0, burst) * 0.5
    return _stereo(both, both)


def whoosh(count: int, chance: np.random.Generator) -> Wave:
    """Something passes: noise whose colour rises and falls, from left to right."""
    slices = 24
    size = max(2, count // slices)
    out = np.zeros(count)
    for index in range(slices):
        centre = 250 * (16 ** np.sin(np.pi * (index + 0.5) / slices))
        piece = band(pink(size * 2, chance), centre * 0.6, min(centre * 1.7, 20000))
        window = np.hanning(len(piece))
        at = index * size
        if at >= count:
            break
        end = min(count, at + len(piece))
        out[at:end] += (piece * window)[: end - at]
    t = np.linspace(0, 1, count)
    shaped = out * np.sin(np.pi * t) ** 2
    return _stereo(shaped * np.sqrt(1 - t * 0.7), shaped * np.sqrt(0.3 + t * 0.7))


def heartbeat(count: int, chance: np.random.Generator) -> Wave:
    """A heart at 84 beats a minute: two thuds, felt low and heard in the middle."""
    size = _ms(220)
    thump = band(pink(size, chance), 90, 420) * np.exp(-times(size) * 34)
    beat = warm(falling(size, 120, 58, 0.06), 2.6) * np.hanning(2 * size)[size:]
    beat += thump * 0.12
    out = np.zeros(count)
    for at in range(_ms(10), count, SAMPLE_RATE * 60 // 84):
        out += placed(count, at, beat) + placed(count, at + _ms(280), beat * 0.7)
    return _stereo(out, out)


def ding(count: int, chance: np.random.Generator) -> Wave:  # noqa: ARG001 - no chance in it
    """A notification: a small bell."""
    bell = struck(count, 1320, ((1.0, 0.7, 3.0), (2.76, 0.3, 5.0), (5.4, 0.12, 9.0)))
    second = placed(count, _ms(140), struck(count, 1760, ((1.0, 0.5, 3.5), (2.76, 0.2, 6.0))))
    both = bell + second
    return _stereo(both, both * 0.9)


def door(count: int, chance: np.random.Generator) -> Wave:
    """A door: the latch, the swing and the thud."""
    latch = band(pink(_ms(40), chance), 1500, 6000) * np.exp(-times(_ms(40)) * 90)
    thud_count = _ms(300)
    thud = falling(thud_count, 110, 60, 0.09) + band(
        pink(thud_count, chance), 90, 900
    ) * np.exp(-times(thud_count) * 18)
    swing_count = _ms(380)
    swing = band(pink(swing_count, chance), 150, 700) * np.hanning(swing_count) * 0.12
    out = placed(count, 0, latch * 0.5) + placed(count, _ms(60), swing)
    out += placed(count, _ms(430), thud)
    return _stereo(out, out * 0.92)


def footsteps(count: int, chance: np.random.Generator) -> Wave:
    """Steps, a little over half a second apart, one foot nearer than the other."""
    left, right = np.zeros(count), np.zeros(count)
    size = _ms(130)
    for index, at in enumerate(range(_ms(20), count, _ms(520))):
        heel = band(pink(size, chance), 110, 1100) * np.exp(-times(size) * 48)
        knock = falling(size, 260 * chance.uniform(0.9, 1.1), 130, 0.02)
        toe = band(pink(_ms(36), chance), 1400, 5200) * np.exp(-times(_ms(36)) * 120)
        step = warm(heel + knock * 0.8, 2.0) + placed(size, _ms(64), toe * 0.18)
        side = 0.8 if index % 2 else 1.0
        left += placed(count, at, step * side)
        right += placed(count, at, step * (1.8 - side))
    return _stereo(left, right)


def crowd(count: int, chance: np.random.Generator) -> Wave:
    """Many voices at once, none of them with words."""
    left, right = np.zeros(count), np.zeros(count)
    for _ in range(VOICES):
        pitch = chance.uniform(95, 240) * gusts(count, 0.35, 0.16, chance)
        buzz = np.cumsum(pitch) / SAMPLE_RATE % 1.0 * 2 - 1
        buzz += 0.25 * chance.standard_normal(count)
        vowel = chance.uniform(380, 760)
        voice = band(buzz, vowel * 0.7, vowel * 1.35)
        voice += 0.45 * band(buzz, vowel * 2.1, vowel * 3.3)
        syllables = np.clip(gusts(count, chance.uniform(0.11, 0.2), 1.0, chance) - 0.75, 0, 1)
        pauses = np.clip(2 * gusts(count, 1.3, 1.0, chance) - 1.1, 0, 1)
        voice = voice * syllables * pauses
        side = chance.uniform(0.15, 0.85)
        left += voice * np.sqrt(1 - side)
        right += voice * np.sqrt(side)
    air = [band(pink(count, chance), 150, 1400, 1) for _ in range(2)]
    level = 0.25 * float(np.sqrt((left**2).mean()) + 1e-9)
    return _stereo(left + air[0] * level, right + air[1] * level)


def glitch(count: int, chance: np.random.Generator) -> Wave:
    """A signal that breaks: gated square steps, heard as through a small speaker."""
    out = np.zeros(count)
    at = 0
    while at < count:
        size = int(chance.integers(_ms(15), _ms(70)))
        piece = np.sign(np.sin(2 * np.pi * chance.uniform(220, 1760) * times(size)))
        edge = np.minimum(1, np.minimum(np.arange(size), np.arange(size)[::-1]) / _ms(1))
        out += placed(count, at, piece * edge * float(chance.random() > 0.35))
        at += size
    out = band(out, 250, 5200)
    return _stereo(out, out * 0.8)


def wind(count: int, chance: np.random.Generator) -> Wave:
    """Wind in the open: slow swells of low noise."""
    t = times(count)
    sides = []
    for phase in (0.0, 0.8):
        swell = 0.66 + 0.34 * np.sin(2 * np.pi * 0.17 * t + phase)
        whistle = band(pink(count, chance), 520, 760) * gusts(count, 0.9, 0.9, chance)
        sides.append(band(pink(count, chance), 140, 900) * swell + 0.35 * whistle * swell)
    return _stereo(*sides)


def gong(count: int, chance: np.random.Generator) -> Wave:  # noqa: ARG001 - no chance in it
    """A gong, as it marks an accent on the shadow stage."""
    body = struck(
        count, 174,
        ((1.0, 0.8, 1.3), (1.52, 0.5, 1.8), (2.44, 0.4, 2.6), (3.7, 0.25, 4.0)),
    )  # fmt: skip
    rise = 1 - np.exp(-times(count) * 60)
    return _stereo(body * rise, body * rise * 0.95)


EFFECTS: Mapping[str, Effect] = {
    "rain": rain,
    "thunder": thunder,
    "impact": impact,
    "whoosh": whoosh,
    "heartbeat": heartbeat,
    "ding": ding,
    "door": door,
    "footsteps": footsteps,
    "crowd": crowd,
    "glitch": glitch,
    "wind": wind,
    "gong": gong,
}
