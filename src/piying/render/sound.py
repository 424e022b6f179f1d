"""Sound: the tracks of a cut mixed in PCM, mastered to a loudness, and encoded once.

Everything is (samples, 2) float32 at 48 kHz. Positions are whole samples of the film, so
nothing can drift. Speech is known from the timeline, so music goes down before a line
begins and not after it was heard.
"""

from __future__ import annotations

import math
import wave
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from numba import njit
from scipy.ndimage import maximum_filter1d, minimum_filter1d

from piying.model.canon import Digest
from piying.model.clock import SAMPLE_RATE
from piying.model.cut import Cut, SoundClip, SoundTrack, TrackKind
from piying.model.errors import Invalid, Missing

Sound = npt.NDArray[np.float32]

DUCK_DOWN = SAMPLE_RATE * 180 // 1000
"""Music takes this many samples to go down, and is down when a line begins."""
DUCK_UP = SAMPLE_RATE * 600 // 1000

LIMIT_LOOK = 240
"""Samples that the limiter looks ahead: 5 ms."""
LIMIT_RELEASE_S = 0.06
LIMIT_UNDER = 0.985
"""Peaks are brought this far under the ceiling, for what lies between eight points."""
LIMIT_ROUNDS_MAX = 4


def read_wav(path: Path) -> Sound:
    """A 16-bit WAV of 48 kHz, one or two channels, as stereo."""
    with wave.open(str(path), "rb") as file:
        if file.getframerate() != SAMPLE_RATE or file.getsampwidth() != 2:
            raise Invalid("render.wav_unfit", path=path, rate=file.getframerate())
        channels = file.getnchannels()
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    sound: Sound = data.reshape(-1, channels).astype(np.float32) / np.float32(32768)
    return np.repeat(sound, 2, axis=1) if channels == 1 else sound


def mix(cut: Cut, blobs: Mapping[Digest, Path]) -> Sound:
    """Everything that is heard in `cut`, from its first frame to its last."""
    length = cut.rate.samples_at(cut.length_frames)
    speech = next((t for t in cut.sounds if t.track is TrackKind.DIALOGUE), None)
    spoken = [(clip.start, clip.start + clip.length) for clip in speech.clips] if speech else []
    total = np.zeros((length, 2), np.float32)
    for track in cut.sounds:
        laid = _lay(track, blobs, length)
        if track.duck_mb:
            laid *= _duck(spoken, length, track.duck_mb)[:, None]
        total += laid
    return total


def _lay(track: SoundTrack, blobs: Mapping[Digest, Path], length: int) -> Sound:
    laid = np.zeros((length, 2), np.float32)
    held: dict[Digest, Sound] = {}
    for clip in track.clips:
        if clip.blob not in blobs:
            raise Missing("render.blob_missing", shot=clip.shot, blob=clip.blob[:12])
        if clip.blob not in held:
            held[clip.blob] = read_wav(blobs[clip.blob])
        start, end = max(0, clip.start), min(length, clip.start + clip.length)
        if start >= end:
            continue
        piece = _shaped(clip, held[clip.blob])[start - clip.start : end - clip.start]
        laid[start : start + len(piece)] += piece
    return laid


def _shaped(clip: SoundClip, source: Sound) -> Sound:
    """The stretch of `source` that the clip plays, with its gain and fades."""
    piece = source[clip.source_start : clip.source_start + clip.length]
    piece = piece * np.float32(10 ** (clip.gain_mb / 2000))
    fade_in, fade_out = min(clip.fade_in, len(piece)), min(clip.fade_out, len(piece))
    if fade_in:
        piece[:fade_in] *= _slope(fade_in)[:, None]
    if fade_out:
        piece[len(piece) - fade_out :] *= _slope(fade_out)[::-1, None]
    return piece


def _slope(length: int) -> npt.NDArray[np.float32]:
    """From 0 to 1 with constant power, so that a crossing keeps its loudness."""
    return np.sin(np.linspace(0, np.pi / 2, length, dtype=np.float32))


def _duck(spoken: list[tuple[int, int]], length: int, duck_mb: int) -> npt.NDArray[np.float32]:
    """The gain of a track that gives way to speech, a number for each sample."""
    low = np.zeros(length + 1, np.float32)
    for start, end in spoken:
        low[max(0, start - DUCK_DOWN) : max(0, min(length, end))] = 1
    share = _follow(low[:length], 1 / DUCK_DOWN, 1 / DUCK_UP)
    return np.float32(10) ** (-duck_mb / 2000 * share)


@njit(nogil=True, cache=True)
def _follow(target: npt.NDArray[np.float32], up: float, down: float) -> npt.NDArray[np.float32]:
    """A ramp toward `target` that rises by `up` and falls by `down` a sample."""
    out = np.empty_like(target)
    level = 0.0
    for i in range(target.size):
        if target[i] > level:
            level = min(target[i], level + up)
        else:
            level = max(target[i], level - down)
        out[i] = level
    return out


# --- mastering ------------------------------------------------------------------------------


def _taps() -> npt.NDArray[np.float32]:
    """The seven phases between samples of an 8x interpolation: windowed sinc, 64 taps each.

    Twice the phases and five times the taps of ITU-R BS.1770-5 annex 2, whose meter reads up
    to 0.7 dB too little on harsh sound.
    """
    half = 32
    at = np.arange(-half + 1, half + 1, dtype=np.float64)
    rows = []
    for phase in range(1, 8):
        x = at - phase / 8
        row = np.sinc(x) * np.i0(8.0 * np.sqrt(1 - (x / (half + 0.5)) ** 2)) / np.i0(8.0)
        rows.append(row / row.sum())
    return np.array(rows, np.float32)


TAPS = _taps()

REACH = float(np.abs(TAPS).sum(1).max())
"""No level between samples is above the highest sample near it by more than this factor."""


@njit(nogil=True, cache=True, fastmath=True)
def _true_peaks(
    lane: npt.NDArray[np.float32],
    highest: npt.NDArray[np.float32],
    taps: npt.NDArray[np.float32],
    level: float,
) -> npt.NDArray[np.float32]:
    """The highest level at or next to each sample of one channel, between the samples too.

    Where not even the `highest` samples near can add up to `level`, nothing is interpolated.
    Before and after the sound there is silence.
    """
    half = taps.shape[1] // 2
    padded = np.zeros(lane.size + 2 * half, np.float32)
    padded[half : half + lane.size] = lane
    out = np.abs(lane)
    for i in range(lane.size):
        if highest[i] < level:
            continue
        for p in range(taps.shape[0]):
            total = np.float32(0)
            for k in range(taps.shape[1]):
                total += taps[p, k] * padded[i + k + 1]
            total = abs(total)
            out[i] = max(out[i], total)
            if i + 1 < lane.size:
                out[i + 1] = max(out[i + 1], total)
    return out


def true_peaks(sound: Sound, level: float) -> npt.NDArray[np.float32]:
    """The highest level at or next to each sample in any channel, exact from `level` up."""
    peaks = np.zeros(len(sound), np.float32)
    for c in range(sound.shape[1]):
        lane = np.ascontiguousarray(sound[:, c])
        highest = maximum_filter1d(np.abs(lane), TAPS.shape[1] + 1)
        peaks = np.maximum(peaks, _true_peaks(lane, highest, TAPS, level / REACH))
    return peaks


@njit(nogil=True, cache=True)
def _release(target: npt.NDArray[np.float64], keep: float) -> npt.NDArray[np.float64]:
    out = np.empty_like(target)
    gain = 1.0
    for i in range(target.size):
        gain = target[i] if target[i] < gain else target[i] + (gain - target[i]) * keep
        out[i] = gain
    return out


def limit(sound: Sound, ceiling: float) -> Sound:
    """`sound` with no true peak above `ceiling` (linear), turned down smoothly before one."""
    made = sound
    for _ in range(LIMIT_ROUNDS_MAX):
        # turning down bends the wave a little, so a peak may come out just over: look again
        peaks = true_peaks(made, ceiling)
        if peaks.max(initial=0.0) <= ceiling:
            return made
        made = _turned_down(
            made, np.minimum(1.0, ceiling * LIMIT_UNDER / np.maximum(peaks, 1e-9))
        )
    return made


def _turned_down(sound: Sound, need: npt.NDArray[np.float32]) -> Sound:
    """`sound` under a smooth gain that is nowhere above `need`, a number for each sample."""
    low = minimum_filter1d(need.astype(np.float64), 2 * LIMIT_LOOK + 1, mode="nearest")
    summed = np.cumsum(np.pad(low, (LIMIT_LOOK, 0), mode="edge"))
    # the mean of minima whose windows all hold the sample is never above what it needs
    ramp = (summed[LIMIT_LOOK:] - summed[:-LIMIT_LOOK]) / LIMIT_LOOK
    keep = math.exp(-1 / (LIMIT_RELEASE_S * SAMPLE_RATE))
    return (sound * _release(ramp, keep)[:, None]).astype(np.float32)
