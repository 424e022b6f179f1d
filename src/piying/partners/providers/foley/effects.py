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
    pink,
    placed,
    struck,
    times,
)

Effect = Callable[[int, np.random.Generator], Wave]


def _ms(number: float) -> int:
    return int(number * SAMPLE_RATE / 1000)


def _stereo(left: Wave, right: Wave) -> Wave:
    return np.stack([left, right], 1)


def rain(count: int, chance: np.random.Generator) -> Wave:
    """Rain: a bed of noise and single drops."""
    sides = []
    for _ in range(2):
        bed = band(pink(count, chance), 400, 9000) * 0.5
        for _ in range(90 * count // SAMPLE_RATE):
            drop = falling(_ms(18), chance.uniform(2500, 6000), 1500, 0.006)
            at = int(chance.integers(0, max(1, count - len(drop))))
            bed[at : at + len(drop)] += drop[: count - at] * chance.uniform(0.05, 0.28)
        sides.append(bed)
    return _stereo(*sides)


def thunder(count: int, chance: np.random.Generator) -> Wave:
    """Thunder: a crack and rolling swells."""
    t = times(count)
    roll = np.zeros(count)
    for centre, width, level in ((0.25, 0.16, 1.0), (0.9, 0.4, 0.8), (1.8, 0.6, 0.5), (3.0, 0.8, 0.3)):
        roll += level * np.exp(-(((t - centre) / width) ** 2))
    low = band(pink(count, chance), 25, 260) * roll
    crack = placed(count, _ms(120), band(pink(_ms(350), chance), 300, 4000) * np.exp(-times(_ms(350)) * 14))
    return _stereo(low + crack * 0.5, low * 0.9 + crack * 0.35)


def impact(count: int, chance: np.random.Generator) -> Wave:
    """A blow: a falling boom and a burst."""
    boom = falling(count, 130, 40, 0.28)
    burst_count = min(count, _ms(160))
    burst = band(pink(burst_count, chance), 80, 3000) * np.exp(-times(burst_count) * 30)
    both = boom + placed(count, 0, burst) * 0.6
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
        end = min(count, at + len(piece))
        out[at:end] += (piece * window)[: end - at]
    t = np.linspace(0, 1, count)
    shaped = out * np.sin(np.pi * t) ** 2
    return _stereo(shaped * np.sqrt(1 - t * 0.7), shaped * np.sqrt(0.3 + t * 0.7))


def heartbeat(count: int, chance: np.random.Generator) -> Wave:  # noqa: ARG001 - no chance in it
    """A heart at 84 beats a minute."""
    out = np.zeros(count)
    beat = falling(_ms(220), 75, 45, 0.07)
    for at in range(0, count, SAMPLE_RATE * 60 // 84):
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
    thud = falling(thud_count, 110, 60, 0.09) + band(pink(thud_count, chance), 90, 900) * np.exp(
        -times(thud_count) * 18
    )
    swing_count = _ms(380)
    swing = band(pink(swing_count, chance), 150, 700) * np.hanning(swing_count) * 0.12
    out = placed(count, 0, latch * 0.5) + placed(count, _ms(60), swing)
    out += placed(count, _ms(430), thud)
    return _stereo(out, out * 0.92)


def footsteps(count: int, chance: np.random.Generator) -> Wave:
    """Steps, a little over half a second apart."""
    left, right = np.zeros(count), np.zeros(count)
    for index, at in enumerate(range(0, count, _ms(520))):
        heel = band(pink(_ms(70), chance), 90, 900) * np.exp(-times(_ms(70)) * 55)
        toe = band(pink(_ms(30), chance), 2000, 6000) * np.exp(-times(_ms(30)) * 140) * 0.3
        step = placed(_ms(130), 0, heel) + placed(_ms(130), _ms(60), toe)
        side = 0.75 if index % 2 else 1.0
        left += placed(count, at + int(chance.integers(0, 300)), step * side)
        right += placed(count, at, step * (1.75 - side))
    return _stereo(left, right)


def crowd(count: int, chance: np.random.Generator) -> Wave:
    """Many voices at once, none of them with words."""
    t = times(count)
    sides = []
    for _ in range(2):
        out = np.zeros(count)
        for _ in range(14):
            low = chance.uniform(180, 420)
            voice = band(pink(count, chance), low, low * chance.uniform(3, 7))
            rate, phase = chance.uniform(2.2, 5.0), chance.uniform(0, 6.3)
            out += voice * np.clip(np.sin(2 * np.pi * rate * t + phase), 0, 1) ** 2
        sides.append(out)
    return _stereo(*sides)


def glitch(count: int, chance: np.random.Generator) -> Wave:
    """A signal that breaks: gated square steps."""
    out = np.zeros(count)
    at = 0
    while at < count:
        size = int(chance.integers(_ms(15), _ms(70)))
        piece = np.sign(np.sin(2 * np.pi * chance.uniform(220, 1760) * times(size)))
        out += placed(count, at, piece * float(chance.random() > 0.35))
        at += size
    return _stereo(out, out * 0.8)


def wind(count: int, chance: np.random.Generator) -> Wave:
    """Wind in the open: slow swells of low noise."""
    t = times(count)
    sides = []
    for phase in (0.0, 0.8):
        swell = 0.55 + 0.45 * np.sin(2 * np.pi * 0.17 * t + phase)
        sides.append(band(pink(count, chance), 120, 900) * swell)
    return _stereo(*sides)


def gong(count: int, chance: np.random.Generator) -> Wave:  # noqa: ARG001 - no chance in it
    """A gong, as it marks an accent on the shadow stage."""
    body = struck(
        count, 174,
        ((1.0, 0.8, 1.3), (1.52, 0.5, 1.8), (2.44, 0.4, 2.6), (3.7, 0.25, 4.0), (5.9, 0.15, 6.0)),
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
