"""The limiter: true peaks found between the samples, and turned down before they come.

Peaks and gains are kept for blocks of 32 samples, not for samples: the peaks of a film fit
into a small table, and the gain for any loudness follows from that table alone. What comes
out is never above the ceiling, never louder than what went in, and not a sample late.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.clock import SAMPLE_RATE
from piying.model.kernel import kernel
from piying.render.sound.meter import FLOATS
from piying.render.sound.source import Sound

Levels = npt.NDArray[np.float32]
"""One level or gain for every block, or for every edge between two."""

BLOCK = 32
LOOK_BLOCKS = 8
"""The limiter looks 8 blocks ahead: 5.3 ms."""
RELEASE_S = 0.06
UNDER = 0.985
"""Peaks are brought this far under the ceiling: turning down bends the wave a little."""
ROUNDS_MAX = 6

PHASES, TAP_COUNT = 8, 64
FIRST = BLOCK - TAP_COUNT // 2 + 1
"""Where in three blocks the taps of the first interval of the second begin."""
_KEEP = math.exp(-BLOCK / (RELEASE_S * SAMPLE_RATE))

_LEVELS = types.Array(types.float32, 1, "C")
_TAPS = types.Array(types.float32, 2, "C")


def _taps() -> Levels:
    """The seven phases between samples of an 8x interpolation: windowed sinc, 64 taps each.

    Twice the phases and five times the taps of ITU-R BS.1770-5 annex 2, whose meter reads up
    to 0.7 dB too little on harsh sound.
    """
    half = TAP_COUNT // 2
    at = np.arange(-half + 1, half + 1, dtype=np.float64)
    rows = []
    for phase in range(1, PHASES):
        x = at - phase / PHASES
        row = np.sinc(x) * np.i0(8.0 * np.sqrt(1 - (x / (half + 0.5)) ** 2)) / np.i0(8.0)
        rows.append(row / row.sum())
    return np.array(rows, np.float32)


TAPS = _taps()

REACH = float(np.abs(TAPS).sum(1).max()) * 1.0001
"""No level between samples is above the highest sample near it by more than this factor."""


@kernel([types.void(FLOATS, _LEVELS)], fastmath=True)
def _sample_peaks(sound: Sound, out: Levels) -> None:
    """The highest sample of every block in either channel."""
    for b in range(out.size):
        top = np.float32(0)
        for i in range(b * BLOCK, (b + 1) * BLOCK):
            top = max(top, abs(sound[i, 0]), abs(sound[i, 1]))
        out[b] = top


@kernel(
    [types.void(FLOATS, _LEVELS, _TAPS, types.float32, _LEVELS)],
    fastmath=True,
)
def _true_peaks(sound: Sound, samples: Levels, taps: Levels, least: float, out: Levels) -> None:
    """Raise `out` to the highest level between the samples of every block but the outer two.

    Where the samples of a block and of its neighbours are all below `least`, nothing between
    them can matter, and nothing is looked at. An interval belongs to the block it begins in.
    """
    lane = np.empty(3 * BLOCK, np.float32)
    sums = np.empty(BLOCK, np.float32)
    for b in range(1, samples.size - 1):
        if max(samples[b - 1], samples[b], samples[b + 1]) < least:
            continue
        top = out[b]
        for c in range(2):
            for j in range(3 * BLOCK):
                lane[j] = sound[(b - 1) * BLOCK + j, c]
            for p in range(taps.shape[0]):
                for j in range(BLOCK):
                    sums[j] = np.float32(0)
                for k in range(0, TAP_COUNT, 8):
                    t0, t1, t2, t3 = taps[p, k], taps[p, k + 1], taps[p, k + 2], taps[p, k + 3]
                    t4, t5 = taps[p, k + 4], taps[p, k + 5]
                    t6, t7 = taps[p, k + 6], taps[p, k + 7]
                    x = lane[FIRST + k :]
                    for j in range(BLOCK):
                        low = t0 * x[j] + t1 * x[j + 1] + t2 * x[j + 2] + t3 * x[j + 3]
                        high = t4 * x[j + 4] + t5 * x[j + 5] + t6 * x[j + 6] + t7 * x[j + 7]
                        sums[j] += low + high
                for j in range(BLOCK):
                    top = max(top, abs(sums[j]))
        out[b] = top


def true_peaks(padded: Sound, level: float) -> Levels:
    """The highest level of every block of `padded` but its first and its last.

    Args:
        padded: whole blocks, with the block before and the block after what is asked.
        level: from here up what is given is exact; below, it may lack what lies between
            the samples. At 0 everything is looked at.
    """
    held = np.ascontiguousarray(padded, np.float32)
    samples = np.empty(len(held) // BLOCK, np.float32)
    _sample_peaks(held, samples)
    out = samples.copy()
    _true_peaks(held, samples, TAPS, level / REACH, out)
    return out[1:-1]


@kernel(
    [types.void(_LEVELS, types.float64, types.float64, _LEVELS, _LEVELS)],
)
def _edges(peaks: Levels, allowed: float, keep: float, low: Levels, out: Levels) -> None:
    count = peaks.size
    for e in range(count + 1):
        top = np.float32(0)
        for b in range(max(0, e - 1 - LOOK_BLOCKS), min(count, e + LOOK_BLOCKS + 1)):
            top = max(top, peaks[b])
        low[e] = 1.0 if top <= allowed else allowed / top
    gain = 1.0
    for e in range(count + 1):
        total = 0.0
        for f in range(e - LOOK_BLOCKS, e + 1):
            total += low[max(f, 0)]
        # every one of these minima has heard both blocks of this edge: their mean is no
        # higher than what either of them needs
        ramp = total / (LOOK_BLOCKS + 1)
        gain = ramp if ramp < gain else ramp + (gain - ramp) * keep
        out[e] = 1.0 if gain > 0.99999 else gain


def gains(peaks: Levels, ceiling: float, scale: float) -> Levels:
    """The gain at every edge of the blocks, so that nothing scaled comes above `ceiling`."""
    low = np.empty(len(peaks) + 1, np.float32)
    out = np.empty(len(peaks) + 1, np.float32)
    _edges(peaks, ceiling / scale, _KEEP, low, out)
    return out


@kernel([types.void(FLOATS, _LEVELS, types.float32, FLOATS)], fastmath=True)
def _turn(sound: Sound, edges: Levels, scale: float, out: Sound) -> None:
    share = np.float32(1 / BLOCK)
    for b in range(edges.size - 1):
        gain = edges[b] * scale
        step = (edges[b + 1] - edges[b]) * scale * share
        for j in range(min(BLOCK, sound.shape[0] - b * BLOCK)):
            here = gain + step * np.float32(j)
            out[b * BLOCK + j, 0] = sound[b * BLOCK + j, 0] * here
            out[b * BLOCK + j, 1] = sound[b * BLOCK + j, 1] * here


def turned(sound: Sound, edges: Levels, scale: float) -> Sound:
    """`sound` scaled, under the gains at the edges of its blocks."""
    out = np.empty_like(sound)
    _turn(sound, edges, scale, out)
    return out


def limit(sound: Sound, ceiling: float) -> Sound:
    """`sound` with no true peak above `ceiling` (linear), turned down smoothly before one."""
    padded = whole_blocks(sound)
    made = padded
    for _ in range(ROUNDS_MAX):
        peaks = true_peaks(made, ceiling)
        if peaks.max(initial=0.0) <= ceiling:
            break
        edges = gains(peaks, ceiling * UNDER, 1.0)
        made = turned(made, np.concatenate([edges[:1], edges, edges[-1:]]), 1.0)
    else:
        over = float(true_peaks(made, ceiling).max(initial=0.0)) / ceiling
        made = made / np.float32(max(1.0, over * 1.00001))
    return sound if made is padded else made[BLOCK : BLOCK + len(sound)]


def whole_blocks(sound: Sound) -> Sound:
    """`sound` with a silent block before it, and filled up to whole blocks and one after."""
    fill = -len(sound) % BLOCK
    return np.pad(sound.astype(np.float32, copy=False), ((BLOCK, BLOCK + fill), (0, 0)))
