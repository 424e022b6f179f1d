"""What the effects are made of: filtered noise, falling tones, struck partials."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from piying.model.clock import SAMPLE_RATE
from piying.partners.filters import butter, fftconvolve, sosfilt

Wave = npt.NDArray[np.float64]


def times(count: int) -> Wave:
    """Seconds of `count` samples."""
    return np.arange(count) / SAMPLE_RATE


def pink(count: int, chance: np.random.Generator) -> Wave:
    """Noise whose power falls by 3 dB an octave, RMS about 1."""
    spectrum = np.fft.rfft(chance.standard_normal(count))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    spectrum[0] = 0
    noise = np.fft.irfft(spectrum, count)
    level = float(np.sqrt((noise**2).mean()))
    return noise / level if level > 0 else noise


def band(wave: Wave, low_hz: float, high_hz: float, order: int = 2) -> Wave:
    """Only what lies between two frequencies."""
    nyquist = SAMPLE_RATE / 2
    sos = butter(order, (low_hz / nyquist, high_hz / nyquist), "bandpass", output="sos")
    return np.asarray(sosfilt(sos, wave))


def falling(count: int, from_hz: float, to_hz: float, decay_s: float) -> Wave:
    """A sine that falls in pitch and fades."""
    t = times(count)
    pitch = to_hz + (from_hz - to_hz) * np.exp(-t / (decay_s * 0.4))
    return np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE) * np.exp(-t / decay_s)


def struck(
    count: int, base_hz: float, partials: tuple[tuple[float, float, float], ...]
) -> Wave:
    """A struck body: (ratio, level, decay per second) of each partial."""
    t = times(count)
    return np.asarray(
        sum(
            level * np.sin(2 * np.pi * base_hz * ratio * t) * np.exp(-decay * t)
            for ratio, level, decay in partials
        )
    )


def placed(count: int, at: int, piece: Wave) -> Wave:
    """`piece` beginning at sample `at` of `count`."""
    out = np.zeros(count)
    end = min(count, at + len(piece))
    if at < end:
        out[at:end] = piece[: end - at]
    return out


def warm(wave: Wave, drive: float) -> Wave:
    """The wave bent softly at its peaks, so that a small speaker hears what is low in it."""
    peak = float(np.abs(wave).max(initial=0.0))
    return np.tanh(wave * (drive / peak)) / np.tanh(drive) if peak > 0 else wave


def gusts(count: int, each_s: float, depth: float, chance: np.random.Generator) -> Wave:
    """A slow wandering round 1, by `depth` at most, a new aim about every `each_s`."""
    aims = chance.uniform(-1, 1, max(2, int(count / SAMPLE_RATE / each_s) + 2))
    at = np.linspace(0, len(aims) - 1, count)
    before = np.floor(at).astype(int).clip(0, len(aims) - 2)
    t = at - before
    smooth = t * t * (3 - 2 * t)
    return 1 + depth * (aims[before] * (1 - smooth) + aims[before + 1] * smooth)


def scattered(count: int, a_second: float, piece: Wave, chance: np.random.Generator) -> Wave:
    """`piece` again and again at places and levels left to chance."""
    hits = np.zeros(count)
    number = int(a_second * count / SAMPLE_RATE)
    np.add.at(hits, chance.integers(0, count, number), chance.exponential(0.4, number))
    return np.asarray(fftconvolve(hits, piece))[:count]
