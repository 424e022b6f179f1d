"""The loudness of sound as ITU-R BS.1770-5 defines it, from the energy of short steps.

This meter is for what is still being made: it keeps the weighted energy of every step, so
that the loudness under another gain is known without hearing the sound again. A finished
film is judged by a meter of another hand.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.clock import SAMPLE_RATE
from piying.model.kernel import kernel
from piying.render.sound.source import Sound

Energies = npt.NDArray[np.float64]

STEP = SAMPLE_RATE // 100
"""Samples of one step: 10 ms."""
BLOCK_STEPS, HOP_STEPS = 40, 10
"""A gating block is 400 ms long and begins every 100 ms."""
OFFSET_LU = -0.691
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = 10.0
TINY = 1e-24
"""Energy of a step that nobody will ever hear: 240 dB under full scale."""
SHORT_STEPS = 300
"""The short-term loudness looks at 3 s."""

SHELF = (1.53512485958697, -2.69169618940638, 1.19839281085285,
         -1.69065929318241, 0.73248077421585)  # fmt: skip
"""b0 b1 b2 a1 a2 of the first filter (ITU-R BS.1770-5, table 1): the head of a listener."""
HIGH_PASS = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)
"""The second (table 2): what is low is heard less."""
_FILTERS = np.array(SHELF + HIGH_PASS)

FLOATS = types.Array(types.float32, 2, "C")
DOUBLES = types.Array(types.float64, 1, "C")


@kernel(
    [types.void(FLOATS, types.Array(types.float64, 2, "C"), DOUBLES, DOUBLES)],
    fastmath=True,
)
def _weigh(sound: Sound, state: Energies, filters: Energies, energies: Energies) -> None:
    """Add up the squares of both channels, weighted, for every step that is whole."""
    b0, b1, b2, a1, a2 = filters[0], filters[1], filters[2], filters[3], filters[4]
    c1, c2 = filters[8], filters[9]
    u1, u2, u3, u4 = state[0, 0], state[0, 1], state[0, 2], state[0, 3]
    v1, v2, v3, v4 = state[1, 0], state[1, 1], state[1, 2], state[1, 3]
    for step in range(energies.size):
        total = 0.0
        for i in range(step * STEP, (step + 1) * STEP):
            x, y = np.float64(sound[i, 0]), np.float64(sound[i, 1])
            p, q = b0 * x + u1, b0 * y + v1
            u1, v1 = b1 * x - a1 * p + u2, b1 * y - a1 * q + v2
            u2, v2 = b2 * x - a2 * p, b2 * y - a2 * q
            r, s = p + u3, q + v3
            u3, v3 = -2.0 * p - c1 * r + u4, -2.0 * q - c1 * s + v4
            u4, v4 = p - c2 * r, q - c2 * s
            total += r * r + s * s
        energies[step] = total
        # in silence a filter rings down for ever, and numbers that small take ten times as long
        if total < TINY:
            u1 = u2 = u3 = u4 = v1 = v2 = v3 = v4 = 0.0
    state[0, 0], state[0, 1], state[0, 2], state[0, 3] = u1, u2, u3, u4
    state[1, 0], state[1, 1], state[1, 2], state[1, 3] = v1, v2, v3, v4


@dataclass(slots=True)
class StepMeter:
    """Hears a film piece by piece; every piece but the last is a whole number of steps."""

    _state: Energies = field(default_factory=lambda: np.zeros((2, 4)))
    _found: list[Energies] = field(default_factory=list)

    def hear(self, sound: Sound) -> None:
        """Go on with `sound`."""
        energies = np.empty(len(sound) // STEP)
        _weigh(np.ascontiguousarray(sound, np.float32), self._state, _FILTERS, energies)
        self._found.append(energies)

    @property
    def energies(self) -> Energies:
        """The mean weighted square of both channels together, for every step."""
        return np.concatenate([*self._found, np.empty(0)]) / STEP


def lufs(energy: float) -> float:
    """The loudness of a mean weighted square."""
    return OFFSET_LU + 10 * math.log10(energy) if energy > 0 else -math.inf


def integrated(energies: Energies) -> float:
    """The programme loudness in LUFS, gated; minus infinity for silence."""
    if len(energies) < BLOCK_STEPS:
        return -math.inf
    blocks = _means(energies, BLOCK_STEPS)[::HOP_STEPS]
    loud = blocks[blocks > _energy(ABSOLUTE_GATE_LUFS)]
    if not len(loud):
        return -math.inf
    gate = loud.mean() * 10 ** (-RELATIVE_GATE_LU / 10)
    return lufs(float(loud[loud > gate].mean()))


def short_term(energies: Energies) -> npt.NDArray[np.float64]:
    """The loudness of every 3 s, beginning every 100 ms."""
    means = _means(energies, SHORT_STEPS)[::HOP_STEPS]
    return OFFSET_LU + 10 * np.log10(np.maximum(means, 1e-20))


def weight(hertz: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """The factor that the filters of the meter give to the power of a frequency."""
    z = np.exp(-2j * np.pi * hertz / SAMPLE_RATE)
    power = np.ones_like(hertz)
    for b0, b1, b2, a1, a2 in (SHELF, HIGH_PASS):
        power *= np.abs((b0 + b1 * z + b2 * z * z) / (1 + a1 * z + a2 * z * z)) ** 2
    return power


def _means(energies: Energies, count: int) -> Energies:
    summed = np.concatenate([np.zeros(1), np.cumsum(energies)])
    return np.maximum(summed[count:] - summed[:-count], 0.0) / count


def _energy(loudness: float) -> float:
    return float(10 ** ((loudness - OFFSET_LU) / 10))
