"""The tape: a mix laid down in a file, and what has to be known of it to master it.

The mix is heard once. What is kept of it in memory is a table of energies and one of peaks,
from which the gain and the limiter's work follow without hearing it again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from piying.render.sound.limit import BLOCK, UNDER, Levels, gains, true_peaks, turned
from piying.render.sound.meter import STEP, Energies, StepMeter, integrated
from piying.render.sound.mix import PIECE
from piying.render.sound.source import Sound

ROUNDS_MAX = 12
NEAR_LU = 0.01
LIMITER_TAKES_MAX = 12.0
"""LU that are given back for what the limiter takes, at most."""
SILENCE_LUFS = -69.0
"""A film this quiet carries no programme to bring anywhere."""
MARGIN_DB = 3.0
"""Peaks are looked for this far below those that a gain would bring to the ceiling."""

_FRAME_BYTES = 8


class Tape:
    """A mix in the file `path`, with the energy of its steps and the peaks of its blocks."""

    def __init__(self, path: Path, mixed: Iterable[Sound]) -> None:
        self._path, meter, self.length = path, StepMeter(), 0
        with path.open("wb") as file:
            for piece in mixed:
                meter.hear(piece)
                file.write(np.ascontiguousarray(piece, np.float32).data)
                self.length += len(piece)
        self.energies = meter.energies
        self._peaks = np.zeros(-(-self.length // BLOCK), np.float32)
        self._exact = math.inf
        self.corrected = False
        """What came out last was a little over its ceiling; the next time it will not be."""

    def pieces(self) -> Iterator[tuple[int, Sound]]:
        """The first block of every piece, and the piece with a block before and one after it.

        At the ends of the tape, and after its last sample, there is silence.
        """
        with self._path.open("rb") as file:
            for at in range(0, self.length, PIECE):
                begin, stop = max(0, at - BLOCK), min(self.length, at + PIECE + BLOCK)
                file.seek(begin * _FRAME_BYTES)
                held = np.fromfile(file, np.float32, (stop - begin) * 2).reshape(-1, 2)
                blocks = -(-min(PIECE, self.length - at) // BLOCK)
                padded = np.zeros(((blocks + 2) * BLOCK, 2), np.float32)
                lead = BLOCK - (at - begin)
                padded[lead : lead + len(held)] = held
                yield at // BLOCK, padded

    def peaks(self, level: float) -> Levels:
        """The true peak of every block, exact from `level` up."""
        if level < self._exact:
            self._exact = level * 10 ** (-MARGIN_DB / 20)
            for block, padded in self.pieces():
                found = true_peaks(padded, self._exact)
                self._peaks[block : block + len(found)] = found
        return self._peaks

    def played(self, aim: float, ceiling_db: float) -> Iterator[Sound]:
        """The tape at `aim` LUFS with no true peak above `ceiling_db`, in pieces of `PIECE`."""
        ceiling = 10 ** (ceiling_db / 20)
        scale, edges = self._gain(aim, ceiling)
        # a piece needs the gains of the block before it and of the one after
        wide = np.concatenate([edges[:1], edges, edges[-1:]])
        self.corrected = False
        for block, padded in self.pieces():
            count = len(padded) // BLOCK
            made = turned(padded, wide[block : block + count + 1], scale)
            if edges[block : block + count].min() < 1:
                self._correct(block, true_peaks(made, ceiling) / np.float32(ceiling))
            yield made[BLOCK : BLOCK + min(PIECE, self.length - block * BLOCK)]

    def _correct(self, block: int, over: Levels) -> None:
        """Ask for less where turning down bent the wave over the ceiling."""
        if over.max(initial=0.0) > 1:
            self._peaks[block : block + len(over)] *= np.maximum(over, 1) ** 2
            self.corrected = True

    def _gain(self, aim: float, ceiling: float) -> tuple[float, Levels]:
        """The factor, and the limiter's gains under it, that bring the tape to `aim` LUFS."""
        found = integrated(self.energies)
        gain = aim - found if found > SILENCE_LUFS else 0.0
        most = gain + LIMITER_TAKES_MAX
        scale, edges = self._limited(gain, ceiling)
        for _ in range(ROUNDS_MAX):
            powers = _powers(edges, len(self.energies))
            miss = aim - integrated(self.energies * scale**2 * powers)
            if abs(miss) <= NEAR_LU or gain >= most or found <= SILENCE_LUFS:
                break
            gain = min(gain + miss, most)
            scale, edges = self._limited(gain, ceiling)
        return scale, edges

    def _limited(self, gain: float, ceiling: float) -> tuple[float, Levels]:
        """The factor of `gain` decibels, and the limiter's gains under it."""
        scale = 10 ** (gain / 20)
        return scale, gains(self.peaks(ceiling * UNDER / scale), ceiling * UNDER, scale)


def _powers(edges: Levels, steps: int) -> Energies:
    """The mean square of the limiter's gain in every step of the meter."""
    before, after = edges[:-1].astype(np.float64), edges[1:].astype(np.float64)
    powers = (before * before + before * after + after * after) / 3
    size = STEP // BLOCK
    return np.asarray(powers[: steps * size].reshape(steps, size).mean(1))
