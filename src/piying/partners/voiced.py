"""A vendor's voice as a take: 48 kHz, one channel, 16 bits, one loudness, with marks.

What vendors say is trimmed to the same silence, and levelled to the same loudness, as what is
said on this machine, so that a film may mix them.
"""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from piying.model.clock import SAMPLE_RATE
from piying.partners.mouths import Timed, marks
from piying.partners.wav import wav_bytes, wav_facts
from piying.takes.provider import Made

Samples = NDArray[np.float32]

LEVEL_DB = -20.0
"""The loudness of a line: the RMS of what is heard of it, against full scale."""
PEAK = 0.97
KNEE = 0.7
"""From here on peaks are bent, so that none reaches PEAK."""
LEAD_SECONDS, TAIL_SECONDS = 0.06, 0.12
"""What is left of the silence before the first sound and behind the last."""
FRAME_SECONDS, FADE_SECONDS = 0.01, 0.005
HEARD_SHARE = 0.01
"""Of the loudest frame: quieter frames are silence."""
ACTIVE_SHARE = 0.1
SAMPLES_MAX = 600 * SAMPLE_RATE
"""Ten minutes: no line is longer."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A word, or a character, and when it is heard, in milliseconds of the vendor's sound."""

    text: str
    start_ms: int
    end_ms: int


def sound_of(data: bytes) -> tuple[Samples, int]:
    """The samples of a WAV of 16 bits, as one channel, and their rate.

    Raises:
        ValueError: it is no such WAV, or shorter than it says.
    """
    try:
        with wave.open(io.BytesIO(data), "rb") as file:
            rate, channels, count = file.getframerate(), file.getnchannels(), file.getnframes()
            if file.getsampwidth() != 2:
                raise ValueError(f"{8 * file.getsampwidth()} bits")
            whole = file.readframes(count)
    except (wave.Error, EOFError) as error:
        raise ValueError(str(error) or "not a WAV") from error
    if not count or len(whole) != count * channels * 2:
        raise ValueError("it breaks off")
    return pcm(whole, channels), rate


def pcm(data: bytes, channels: int = 1) -> Samples:
    """16-bit little-endian samples as one channel, -1 … 1.

    Raises:
        ValueError: half a sample is missing.
    """
    if len(data) % (2 * channels):
        raise ValueError("it breaks off")
    whole = np.frombuffer(data, "<i2").reshape(-1, channels)
    return np.asarray(whole.mean(axis=1) / 32768, np.float32)


def spoken(samples: Samples, rate: int, words: Sequence[Heard]) -> Made:
    """The take of a line; without `words` the whole of it is marked as half-open speech.

    Raises:
        ValueError: nothing is heard in it, or it is absurdly long.
    """
    if not samples.size or samples.size > SAMPLES_MAX * rate // SAMPLE_RATE:
        raise ValueError("it has no sound" if not samples.size else "it is too long")
    if rate != SAMPLE_RATE:
        samples = np.asarray(
            soxr.resample(samples, rate, SAMPLE_RATE, quality="HQ"), np.float32
        )
    first, last = _heard(samples)
    if last <= first:
        raise ValueError("it is silent")
    start = max(0, first - int(LEAD_SECONDS * SAMPLE_RATE))
    end = min(samples.size, last + int(TAIL_SECONDS * SAMPLE_RATE))
    line = _levelled(_faded(samples[start:end]))
    timed = [
        Timed(one.text, _at(one.start_ms) - start, _at(one.end_ms) - start) for one in words
    ] or [Timed("~a", first - start, last - start)]
    data = wav_bytes(line)
    return Made(data, wav_facts(data, line, marks(timed, line.size)))


def _at(ms: int) -> int:
    return ms * SAMPLE_RATE // 1000


def _heard(samples: Samples) -> tuple[int, int]:
    """Where the sound begins and ends, in samples; (0, 0) for silence."""
    frame = int(FRAME_SECONDS * SAMPLE_RATE)
    loudness = _loudness(samples)
    if not loudness.size or float(loudness.max()) == 0.0:
        return 0, 0
    loud = np.flatnonzero(loudness > HEARD_SHARE * loudness.max())
    return int(loud[0]) * frame, min(samples.size, (int(loud[-1]) + 1) * frame)


def _faded(samples: Samples) -> Samples:
    """`samples` rising from nothing and falling to nothing, so that no edge clicks."""
    length = min(int(FADE_SECONDS * SAMPLE_RATE), samples.size // 2)
    ramp = np.linspace(0.0, 1.0, length, endpoint=False, dtype=np.float32)
    edged = samples - np.float32(samples.mean())
    edged[:length] *= ramp
    edged[samples.size - length :] *= ramp[::-1]
    return edged


def _levelled(samples: Samples) -> Samples:
    """`samples` at LEVEL_DB, what lies above KNEE pressed together below PEAK."""
    loudness = _loudness(samples)
    active = loudness[loudness > ACTIVE_SHARE * loudness.max()]
    rms = float(np.sqrt(np.mean(active**2)))
    loud = samples * np.float32(10 ** (LEVEL_DB / 20) / rms)
    size, room = np.abs(loud), PEAK - KNEE
    bent = np.sign(loud) * (KNEE + room * np.tanh((size - KNEE) / room))
    return np.asarray(np.where(size > KNEE, bent, loud), np.float32)


def _loudness(samples: Samples) -> NDArray[np.float64]:
    frame = int(FRAME_SECONDS * SAMPLE_RATE)
    count = samples.size // frame
    framed = samples[: count * frame].reshape(count, frame).astype(np.float64)
    return np.asarray(np.sqrt((framed**2).mean(axis=1)))
