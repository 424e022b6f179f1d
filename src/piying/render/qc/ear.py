"""What a film sounds like: loudness, true peak, silence and clipping, in one hearing.

The meter is the house's own, `render.sound.meter`, with the channel weights of ITU-R
BS.1770-5; the tests hold it to the cases of EBU Tech 3341. The true peak is four times
oversampled with the taps of annex 2 of BS.1770. Silence is no sample over -50 dBFS for a
second. Clipping is three samples or more in a row at full scale: what a decoder gives over
1.0 is counted, because a player cuts it off.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import av
import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.clock import SAMPLE_RATE
from piying.model.kernel import kernel
from piying.render.sound.meter import FLOATS, STEP, StepMeter, integrated, short_term

SILENCE_LEVEL = float(10 ** (-50 / 20))
SILENCE_S = 1.0
CLIPPED_LEVEL = 0.9995
CLIPPED_RUN = 3
CLIPPED_APART = 50
"""Steps without clipping that part one span from the next: half a second."""
TAKEN = 100
"""Steps that are heard at once: a second."""

WEIGHTS = {
    "FL": 1.0, "FR": 1.0, "FC": 1.0, "BL": 1.41, "BR": 1.41, "SL": 1.41, "SR": 1.41,
    "LFE": 0.0, "LFE2": 0.0,
}  # fmt: skip
"""ITU-R BS.1770-5, table 4; every other channel counts 1."""

_HALF = np.array(
    (
        (0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000,
         -0.0594482421875, 0.1373291015625, 0.9721679687500, -0.1022949218750,
         0.0476074218750, -0.0266113281250, 0.0148925781250, -0.0083007812500),
        (-0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250,
         -0.1665039062500, 0.4650878906250, 0.7797851562500, -0.2003173828125,
         0.1015625000000, -0.0582275390625, 0.0330810546875, -0.0189208984375),
    ),
    np.float32,
)  # fmt: skip
TAPS = np.ascontiguousarray(np.vstack([_HALF, _HALF[::-1, ::-1]]))
"""The four phases of ITU-R BS.1770-5, annex 2, table 1."""
GAIN_MAX = float(np.abs(TAPS).sum(axis=1).max())
"""No sample between samples is higher than this times the highest near it."""

Sound = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]
TAPS2 = types.Array(types.float32, 2, "C")


@kernel(
    [
        types.float64(
            FLOATS, types.int64, TAPS2, types.float64, types.float64,
            types.Array(types.int64, 1, "C"), types.Array(types.float64, 2, "C"),
        )
    ], fastmath=True,
)  # fmt: skip
def _hear(
    sound: Sound, begin: int, taps: Sound, best: float, gain: float,
    state: npt.NDArray[np.int64], steps: Numbers,
) -> float:  # fmt: skip
    """The true peak so far; writes the highest sample and the clipped ones of each step.

    `sound` has `begin` samples from before. `state` is the length of the run at full scale
    of each channel.
    """
    width = taps.shape[1]
    for step in range(steps.shape[0]):
        first = begin + step * STEP
        top, clipped = 0.0, 0
        for c in range(sound.shape[1]):
            for i in range(first, first + STEP):
                level = float(abs(sound[i, c]))
                top = max(top, level)
                if level >= CLIPPED_LEVEL:
                    state[c] += 1
                    if state[c] == CLIPPED_RUN:
                        clipped += CLIPPED_RUN
                    elif state[c] > CLIPPED_RUN:
                        clipped += 1
                else:
                    state[c] = 0
        steps[step, 0], steps[step, 1] = top, clipped
        near = top if step == 0 else max(top, steps[step - 1, 0])
        if near * gain <= best and step > 0:
            continue
        for c in range(sound.shape[1]):
            for i in range(max(first, width - 1), first + STEP):
                for p in range(taps.shape[0]):
                    total = np.float32(0)
                    for k in range(width):
                        total += taps[p, k] * sound[i - k, c]
                    best = max(best, float(abs(total)))
        best = max(best, top)
    return best


@dataclass(slots=True, eq=False)
class Heard:
    """What a whole film sounds like; times are in steps of 10 ms from its first sample."""

    integrated_lufs: float
    """Minus infinity when it is silent."""
    true_peak_dbtp: float
    short_lufs: Numbers
    """The short-term loudness, every 100 ms."""
    silences: list[tuple[int, int]]
    clipped: list[tuple[int, int, int]]
    """First step, end, samples."""
    sample_count: int


@dataclass(slots=True, eq=False)
class Ear:
    """Hears a film piece by piece, at any rate and in any layout."""

    sample_count: int = 0
    """At 48 kHz."""
    channels: tuple[str, ...] = ()
    _resampler: av.AudioResampler | None = None
    _held: list[Sound] = field(default_factory=list)
    _held_count: int = 0
    _tail: Sound | None = None
    _meters: list[StepMeter] = field(default_factory=list)
    _steps: list[Numbers] = field(default_factory=list)
    _runs: npt.NDArray[np.int64] | None = None
    _peak: float = 0.0

    def hear(self, frame: av.AudioFrame, left: int | None = None) -> None:
        """Go on with `frame`; `left`: so many samples at 48 kHz belong to the film yet."""
        if self._resampler is None:
            self.channels = tuple(one.name for one in frame.layout.channels)
            self._resampler = av.AudioResampler(
                format="fltp", layout=frame.layout, rate=SAMPLE_RATE
            )
        for part in self._resampler.resample(frame):
            self._take(part.to_ndarray().astype(np.float32, copy=False).T, left)

    def _take(self, sound: Sound, left: int | None) -> None:
        if left is not None:
            sound = sound[: max(0, left - self.sample_count)]
        self._held.append(sound)
        self._held_count += len(sound)
        self.sample_count += len(sound)
        if self._held_count >= TAKEN * STEP:
            whole = np.concatenate(self._held)
            used = len(whole) // STEP * STEP
            self._listen(whole[:used])
            self._held, self._held_count = [whole[used:]], len(whole) - used

    def _listen(self, sound: Sound) -> None:
        count = sound.shape[1]
        width = TAPS.shape[1]
        if self._tail is None or self._runs is None:
            self._tail = np.zeros((width, count), np.float32)
            self._runs = np.zeros(count, np.int64)
            self._meters = [StepMeter() for _ in range((count + 1) // 2)]
        for number, meter in enumerate(self._meters):
            pair = np.zeros((len(sound), 2), np.float32)
            for c in range(2 * number, min(count, 2 * number + 2)):
                weight = WEIGHTS.get(self.channels[c], 1.0)
                pair[:, c % 2] = sound[:, c] * np.float32(math.sqrt(weight))
            meter.hear(pair)
        padded = np.ascontiguousarray(np.concatenate([self._tail, sound]), np.float32)
        steps = np.zeros((len(sound) // STEP, 2))
        self._peak = _hear(padded, width, TAPS, self._peak, GAIN_MAX, self._runs, steps)
        self._steps.append(steps)
        self._tail = padded[-width:]

    def end(self) -> Heard:
        """What was heard of all."""
        if self._resampler is not None:
            for part in self._resampler.resample(None):
                self._take(part.to_ndarray().astype(np.float32, copy=False).T, None)
        if self._held_count:
            last = np.concatenate(self._held)
            self._listen(np.pad(last, ((0, -len(last) % STEP), (0, 0))))
            self._held, self._held_count = [], 0
        steps = np.concatenate([*self._steps, np.zeros((0, 2))])
        energies = sum((meter.energies for meter in self._meters), np.zeros(len(steps)))
        whole = self.sample_count // STEP
        quiet = steps[:, 0] < SILENCE_LEVEL
        return Heard(
            integrated_lufs=integrated(energies[:whole]),
            true_peak_dbtp=20 * math.log10(self._peak) if self._peak > 0 else -math.inf,
            short_lufs=short_term(energies[:whole]) if whole >= 300 else np.zeros(0),
            silences=[
                (a, b)
                for a, b in _runs_of(quiet, 1)
                if (b - a) * STEP >= SILENCE_S * SAMPLE_RATE
            ],
            clipped=[
                (a, b, int(steps[a:b, 1].sum()))
                for a, b in _runs_of(steps[:, 1] > 0, CLIPPED_APART)
            ],
            sample_count=self.sample_count,
        )


def _runs_of(flags: npt.NDArray[np.bool_], apart: int) -> list[tuple[int, int]]:
    """Where `flags` are set; runs less than `apart` from each other are one."""
    edges = np.flatnonzero(np.diff(np.r_[0, flags.astype(np.int8), 0]))
    found: list[tuple[int, int]] = []
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        if found and a - found[-1][1] < apart:
            found[-1] = (found[-1][0], int(b))
        else:
            found.append((int(a), int(b)))
    return found
