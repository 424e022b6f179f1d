"""Echo: what the walls of a place answer, made from its figures and laid on by convolution.

An answer begins with the single walls, which come later and softer the farther they are, and
goes on as noise that dies away, the highs before the lows. Each is made once, from a seed
of its place, so a place sounds the same in every film.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from piying.model.clock import SAMPLE_RATE
from piying.model.cut import Manner, Space
from piying.render.sound.source import Sound
from piying.render.sound.spaces import ACOUSTICS, INNER, Acoustics

Mono = npt.NDArray[np.float32]

SECONDS_MAX = 2.2
LOWEST_HZ, INNER_LOWEST_HZ = 160.0, 260.0
"""What is lower does not echo: it would only blur the words."""
PHONE_LOW_HZ, PHONE_HIGH_HZ = 320.0, 3_300.0
PHONE_TAPS = 767
PHONE_DRIVE = 2.2
"""How hard a small loudspeaker is driven."""
PHONE_GAIN = 1.15


@lru_cache(maxsize=32)
def answer(space: Space, manner: Manner) -> Sound:
    """The impulse response of a place, (samples, 2); as loud as what it answers."""
    inner = manner is Manner.INNER
    figures = INNER if inner else ACOUSTICS[space]
    chance = np.random.default_rng(crc32(b"inner" if inner else space.value.encode()))
    count = round(min(SECONDS_MAX, 0.9 * max(figures.decay_s) + figures.early_ms / 1000)
                  * SAMPLE_RATE)  # fmt: skip
    early = _early(figures, count, chance)
    tail = _tail(figures, count, chance)
    tail *= 10 ** (figures.tail_db / 20) * _level(early) / _level(tail)
    sound = _bright(early + tail, figures, INNER_LOWEST_HZ if inner else LOWEST_HZ)
    sound[-480:] *= np.linspace(1, 0, 480)[:, None]
    return np.asarray(sound / _level(sound), np.float32)


def _level(sound: npt.NDArray[np.float64]) -> float:
    """The factor by which white noise gets louder in passing, the mean of both sides."""
    return max(1e-9, float(np.sqrt((sound**2).sum() / 2)))


def _early(
    figures: Acoustics, count: int, chance: np.random.Generator
) -> npt.NDArray[np.float64]:
    """The single walls: each at its time, softer the later, from its side."""
    out = np.zeros((count, 2))
    span = figures.early_ms - figures.before_ms
    # spread evenly and shaken, so that no two walls stand at one distance
    shares = np.arange(figures.early_count) + chance.uniform(0, 0.9, figures.early_count)
    times = figures.before_ms + span * (shares / figures.early_count) ** 1.4
    for ms in times:
        side = chance.uniform(-0.8, 0.8)
        level = figures.before_ms / ms * chance.choice([-1.0, 1.0], p=[0.3, 0.7])
        at = min(count - 2, round(ms * SAMPLE_RATE / 1000))
        out[at] += level * np.sqrt([(1 - side) / 2, (1 + side) / 2])
        out[at + 1] += 0.5 * level * np.sqrt([(1 - side) / 2, (1 + side) / 2])
    return out


def _tail(
    figures: Acoustics, count: int, chance: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Noise that dies away in three bands, each by its own time, other on either side."""
    hertz = np.fft.rfftfreq(count, 1 / SAMPLE_RATE)
    octave = np.log2(np.maximum(hertz, 1.0))
    low = 1 / (1 + np.exp(4 * (octave - np.log2(400.0))))
    high = 1 / (1 + np.exp(-4 * (octave - np.log2(3000.0))))
    seconds = np.arange(count) / SAMPLE_RATE
    begin = figures.before_ms / 1000
    rise = np.clip((seconds - begin) / max(0.006, figures.early_ms / 2000), 0, 1) ** 2
    out = np.zeros((count, 2))
    for c in range(2):
        spectrum = np.fft.rfft(chance.standard_normal(count))
        for share, decay in zip((low, 1 - low - high, high), figures.decay_s, strict=True):
            out[:, c] += np.fft.irfft(spectrum * share, count) * 10 ** (-3 * seconds / decay)
    return out * rise[:, None]


def _bright(
    sound: npt.NDArray[np.float64], figures: Acoustics, lowest: float
) -> npt.NDArray[np.float64]:
    """Without the lows, and with the highs that the walls leave."""
    size = 2 * len(sound)
    hertz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    shape = 1 / (1 + (lowest / np.maximum(hertz, 1.0)) ** 4)
    soft = 4_000 + 9_000 * min(1.0, figures.decay_s[2])
    shape /= np.sqrt(1 + (hertz / soft) ** 4)
    heard = np.fft.irfft(np.fft.rfft(sound, size, axis=0) * shape[:, None], size, axis=0)
    return np.asarray(heard[: len(sound)])


@lru_cache(maxsize=1)
def _phone_taps() -> Mono:
    """A band-pass of linear phase (windowed sinc)."""
    at = np.arange(PHONE_TAPS) - PHONE_TAPS // 2
    low, high = 2 * PHONE_LOW_HZ / SAMPLE_RATE, 2 * PHONE_HIGH_HZ / SAMPLE_RATE
    taps = (high * np.sinc(high * at) - low * np.sinc(low * at)) * np.hamming(PHONE_TAPS)
    return taps.astype(np.float32)


def phoned(sound: Sound) -> Sound:
    """`sound` through a telephone: its band, a little driven; as long, and not delayed."""
    mono = sound.mean(1)
    heard = convolved(mono, _phone_taps()[:, None])[:, 0]
    heard = heard[PHONE_TAPS // 2 : PHONE_TAPS // 2 + len(mono)] * np.float32(PHONE_GAIN)
    driven = np.tanh(heard * np.float32(PHONE_DRIVE)) / np.float32(PHONE_DRIVE)
    return np.repeat(driven[:, None], 2, axis=1)


def convolved(dry: Mono, impulse: Sound) -> Sound:
    """`dry` through every column of `impulse`, with all of its tail: FFT, overlap and add."""
    taps, sides = impulse.shape
    size = 1 << max(12, (4 * taps - 1).bit_length())
    hop = size - taps + 1
    spectra = np.fft.rfft(impulse.T.astype(np.float32), size)
    out = np.zeros((len(dry) + taps - 1, sides), np.float32)
    for at in range(0, len(dry), hop):
        block = np.fft.rfft(dry[at : at + hop].astype(np.float32, copy=False), size)
        heard = np.fft.irfft(spectra * block, size)
        end = min(len(out), at + size)
        out[at:end] += heard[:, : end - at].T
    return out
