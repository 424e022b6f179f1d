"""What the effects are made of."""

from __future__ import annotations

import numpy as np
import pytest

from piying.model.clock import SAMPLE_RATE
from piying.partners.providers.foley.noises import (
    band,
    falling,
    gusts,
    pink,
    placed,
    scattered,
    struck,
    warm,
)


def chance():
    return np.random.default_rng(2)


def power(wave, low, high):
    spectrum = np.abs(np.fft.rfft(wave)) ** 2
    hertz = np.fft.rfftfreq(len(wave), 1 / SAMPLE_RATE)
    return spectrum[(hertz >= low) & (hertz < high)].sum()


def test_pink_noise_has_the_same_power_in_every_octave():
    noise = pink(1 << 18, chance())
    octaves = [power(noise, f, 2 * f) for f in (100, 400, 1600, 6400)]

    assert max(octaves) / min(octaves) < 1.6
    assert np.sqrt((noise**2).mean()) == pytest.approx(1)


def test_a_band_keeps_what_lies_in_it():
    noise = band(pink(1 << 16, chance()), 500, 1000)

    assert power(noise, 450, 1100) > 20 * (power(noise, 2000, 9000) + power(noise, 10, 200))


def test_a_falling_tone_falls_and_fades():
    tone = falling(SAMPLE_RATE, 400, 100, 0.2)
    crossings = [np.count_nonzero(np.diff(np.sign(tone[at : at + 2400]))) for at in (0, 12_000)]

    assert crossings[0] > 2 * crossings[1]
    assert np.abs(tone[-4800:]).max() < 0.02


def test_a_struck_body_rings_at_its_partials():
    bell = struck(SAMPLE_RATE, 500, ((1.0, 1.0, 2.0), (3.0, 0.5, 4.0)))

    assert power(bell, 480, 520) > power(bell, 1480, 1520) > 20 * power(bell, 900, 1100)


def test_a_piece_is_placed_and_cut_at_the_end():
    piece = np.ones(10)

    assert list(np.flatnonzero(placed(20, 15, piece))) == [15, 16, 17, 18, 19]
    assert not placed(20, 25, piece).any()


def test_warmth_adds_harmonics_and_keeps_the_peak():
    tone = np.sin(2 * np.pi * 60 * np.arange(SAMPLE_RATE) / SAMPLE_RATE)
    bent = warm(tone, 3.0)

    assert np.abs(bent).max() == pytest.approx(1, abs=1e-6)
    assert power(bent, 170, 190) > 0.005 * power(bent, 50, 70)
    assert not warm(np.zeros(10), 3.0).any()


def test_gusts_wander_round_one_without_a_step():
    wander = gusts(5 * SAMPLE_RATE, 0.5, 0.3, chance())

    assert 0.7 <= wander.min() < 0.95
    assert 1.05 < wander.max() <= 1.3
    assert np.abs(np.diff(wander)).max() < 1e-4
    assert gusts(1, 0.5, 0.3, chance()).shape == (1,)


def test_what_is_scattered_comes_as_often_as_asked():
    drops = scattered(SAMPLE_RATE * 4, 10, np.ones(1), chance())

    assert 30 <= np.count_nonzero(np.abs(drops) > 1e-9) <= 40
    assert not scattered(100, 1, np.ones(5), chance()).any()
