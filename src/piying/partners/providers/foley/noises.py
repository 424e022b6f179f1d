"""What the effects are made of: filtered noise, falling tones, struck partials."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.signal import butter, sosfilt

from piying.model.clock import SAMPLE_RATE

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


def struck(count: int, base_hz: float, partials: tuple[tuple[float, float, float], ...]) -> Wave:
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
