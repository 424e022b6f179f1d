"""From the model's samples to a file: trimmed, resampled, in its room, at one loudness."""

from __future__ import annotations

import io
import wave

import numpy as np
import soxr
from numpy.typing import NDArray

Samples = NDArray[np.float32]

SAMPLE_RATE = 48_000
LEVEL_DB = -20.0
"""The loudness of every line: the RMS of what is heard of it, against full scale."""
KNEE = 0.7
"""From here on peaks are bent, so that none reaches CEILING."""
CEILING = 0.97
HEARD_SHARE = 0.01
"""Of the loudest frame: quieter frames are silence."""
FRAME_SECONDS = 0.01
FADE_SECONDS = 0.005
ROOM_SECONDS = 0.45
ROOM_DELAY_SECONDS = 0.018
ROOM_SEED = 11


def heard(samples: Samples, sample_rate: int) -> tuple[int, int]:
    """Where the sound begins and ends, in samples; (0, 0) for silence."""
    frame = int(FRAME_SECONDS * sample_rate)
    loudness = _frames_rms(samples, frame)
    if loudness.size == 0 or float(loudness.max()) == 0.0:
        return 0, 0
    loud = np.flatnonzero(loudness > HEARD_SHARE * loudness.max())
    return int(loud[0]) * frame, min(samples.size, (int(loud[-1]) + 1) * frame)


def faded(samples: Samples, sample_rate: int) -> Samples:
    """`samples` rising from nothing and falling to nothing, so that no edge clicks."""
    length = min(int(FADE_SECONDS * sample_rate), samples.size // 2)
    ramp = np.linspace(0.0, 1.0, length, endpoint=False, dtype=np.float32)
    edged = samples.copy()
    edged[:length] *= ramp
    edged[samples.size - length :] *= ramp[::-1]
    return edged


def resampled(samples: Samples, sample_rate: int, playback: float) -> Samples:
    """`samples` at SAMPLE_RATE, played `playback` times as fast (and so that much higher)."""
    return np.asarray(
        soxr.resample(samples, sample_rate * playback, SAMPLE_RATE, quality="HQ"), np.float32
    )


def in_room(samples: Samples, wet: float) -> Samples:
    """`samples` in a small soft room that is `wet` (0 … 1) of the sound; the tail is kept."""
    length = int(ROOM_SECONDS * SAMPLE_RATE)
    delay = int(ROOM_DELAY_SECONDS * SAMPLE_RATE)
    noise = np.random.default_rng(ROOM_SEED).standard_normal(length)
    # each sample is averaged with its neighbours: walls swallow the highest tones first
    soft = np.convolve(noise, np.hanning(24) / 12.0, mode="same")
    decay = soft * np.exp(-6.9 * np.arange(length) / length)
    room = np.concatenate([np.zeros(delay), decay / np.sqrt((decay**2).sum())])
    dry = np.concatenate([samples, np.zeros(room.size - 1, np.float32)])
    size = 1 << (dry.size - 1).bit_length()
    rung = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(room, size), size)[: dry.size]
    mixed = dry * (1.0 - wet) + wet * rung
    return np.asarray(mixed, np.float32)


def levelled(samples: Samples, level_db: float) -> Samples:
    """`samples` with `level_db` as the RMS of what is heard of them, no peak above CEILING."""
    loudness = _frames_rms(samples, int(FRAME_SECONDS * SAMPLE_RATE))
    if loudness.size == 0 or float(loudness.max()) == 0.0:
        return samples
    active = loudness[loudness > 0.1 * loudness.max()]
    rms = float(np.sqrt(np.mean(active**2)))
    return _bent(samples * np.float32(10 ** (level_db / 20) / rms))


def wav(samples: Samples) -> bytes:
    """A mono 16-bit WAV file of `samples` at SAMPLE_RATE."""
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(np.rint(samples * 32767.0).astype("<i2").tobytes())
    return target.getvalue()


def _bent(samples: Samples) -> Samples:
    """`samples` with what lies above KNEE pressed together below CEILING."""
    size = np.abs(samples)
    room = CEILING - KNEE
    bent = np.sign(samples) * (KNEE + room * np.tanh((size - KNEE) / room))
    return np.asarray(np.where(size > KNEE, bent, samples), np.float32)


def _frames_rms(samples: Samples, frame: int) -> NDArray[np.float64]:
    count = samples.size // frame
    framed = samples[: count * frame].reshape(count, frame).astype(np.float64)
    return np.sqrt((framed**2).mean(axis=1))
