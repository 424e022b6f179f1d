"""The limiter: no true peak is over the ceiling, and nothing else is done to the sound."""

from __future__ import annotations

import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.signal import firwin

from piying.model.clock import SAMPLE_RATE
from piying.render.sound.limit import (
    BLOCK,
    TAPS,
    gains,
    limit,
    true_peaks,
    turned,
    whole_blocks,
)


def decibel(ratio):
    return 20 * np.log10(ratio)


def tone(length, hertz=440.0, level=0.5):
    return level * np.sin(2 * np.pi * hertz * np.arange(length) / SAMPLE_RATE)


def harsh(seed, *, band_hz=20_000):
    """Noise, square noise, a tone at a quarter of the rate, and a burst at either end."""
    chance = np.random.default_rng(seed)
    count = SAMPLE_RATE // 2
    noise = chance.standard_normal((count, 2)) * chance.uniform(0.2, 1.5)
    square = np.sign(chance.standard_normal((count, 2))) * chance.uniform(0.5, 1.5)
    t = np.arange(count)[:, None]
    quarter = np.sin(np.pi / 2 * t + np.pi / 4) * np.ones((1, 2)) * 1.4
    quiet = chance.standard_normal((count, 2)) * 0.05
    sound = np.concatenate([noise, quiet, square, quiet, quarter, noise])
    if band_hz:
        taps = firwin(511, band_hz, fs=SAMPLE_RATE)
        sound = np.stack([np.convolve(sound[:, c], taps, "same") for c in (0, 1)], 1)
    return sound.astype(np.float32)


def peak_of(sound):
    """The true peak by another's hand: soxr at eight times the rate."""
    padded = np.pad(sound.astype(np.float64), ((4000, 4000), (0, 0)))
    return float(np.abs(soxr.resample(padded, SAMPLE_RATE, 8 * SAMPLE_RATE, "VHQ")).max())


class TestLimiter:
    @pytest.mark.parametrize("seed", range(4))
    @pytest.mark.parametrize("ceiling", [0.5, 0.89])
    def test_no_true_peak_is_over_the_ceiling(self, seed, ceiling):
        """Measured by soxr, on harsh sound of what speech and music reach: 20 kHz."""
        sound = harsh(seed)

        assert peak_of(sound) > 1.3
        assert peak_of(limit(sound, ceiling)) <= ceiling

    @pytest.mark.parametrize("seed", range(2))
    def test_even_noise_up_to_half_the_rate_is_within_what_meters_differ_by(self, seed):
        made = peak_of(limit(harsh(seed, band_hz=0), 0.7))

        assert decibel(made / 0.7) < 0.6

    def test_a_burst_at_the_very_edge_is_caught(self):
        sound = np.zeros((4800, 2), np.float32)
        sound[:5:2], sound[1:5:2] = 1.5, -1.5
        sound[-5::2], sound[-4::2] = 1.5, -1.5

        assert peak_of(limit(sound, 0.7)) <= 0.7

    def test_what_is_under_the_ceiling_is_left_alone(self):
        sound = np.stack([tone(SAMPLE_RATE, level=0.6)] * 2, 1).astype(np.float32)

        assert limit(sound, 0.7) is sound

    def test_both_sides_go_down_together_so_that_nothing_wanders(self):
        sound = np.stack([tone(SAMPLE_RATE, level=1.2), tone(SAMPLE_RATE, level=0.3)], 1)
        made = limit(sound.astype(np.float32), 0.6)
        loud = np.abs(sound[:, 1]) > 0.1

        assert np.abs(made[loud, 0] / made[loud, 1] - 4).max() < 0.01

    def test_gain_goes_down_before_the_peak_and_without_a_step(self):
        flat = np.full((SAMPLE_RATE, 2), 0.3, np.float32)
        flat[24_000:24_400] = 1.0
        gain = limit(flat, 0.55)[:, 0] / flat[:, 0]

        assert gain[23_999] < 0.6
        assert gain[23_000] == pytest.approx(1)
        assert np.abs(np.diff(gain)).max() < 0.01
        assert gain[-1] > 0.99

    def test_true_peaks_lie_between_samples(self):
        quarter = np.sin(np.pi / 2 * np.arange(960) + np.pi / 4)[:, None] * np.ones((1, 2))
        found = true_peaks(quarter.astype(np.float32), 0.1)[2:-2]

        assert quarter.max() < 0.71
        assert found.min() == pytest.approx(1.0, abs=0.01)

    def test_silence_is_silence(self):
        assert not limit(np.zeros((100, 2), np.float32), 0.5).any()
        assert limit(np.zeros((0, 2), np.float32), 0.5).shape == (0, 2)


_LEVELS = arrays.arrays(
    np.float32,
    st.tuples(st.integers(1, 700), st.just(2)),
    elements=st.floats(-1.5, 1.5, width=16),
)


@given(_LEVELS, st.floats(0.05, 1.2))
@settings(deadline=None, max_examples=40)
def test_looking_only_near_loud_samples_finds_every_peak(sound, level):
    """From the level asked on, peaks are exactly those of the full computation."""
    padded = whole_blocks(sound)
    full, quick = true_peaks(padded, 0), true_peaks(padded, level)
    found = full >= level

    assert np.array_equal(quick[found], full[found])
    assert (quick <= full).all()


@given(_LEVELS)
@settings(deadline=None, max_examples=20)
def test_peaks_are_those_of_the_interpolation_written_out(sound):
    padded = whole_blocks(sound)
    lanes = np.pad(padded.astype(np.float64), ((32, 32), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(lanes, TAPS.shape[1], 0)
    between = np.abs(np.einsum("ick,pk->ipc", windows[1:], TAPS.astype(float))).max((1, 2))
    each = np.maximum(np.abs(padded).max(1), between[: len(padded)])
    wanted = each.reshape(-1, BLOCK).max(1)[1:-1]

    assert true_peaks(padded, 0) == pytest.approx(wanted, rel=1e-4, abs=1e-6)


@given(_LEVELS, st.floats(0.05, 1.2))
@settings(deadline=None, max_examples=30)
def test_nothing_comes_out_over_the_ceiling_nor_louder_than_it_went_in(sound, ceiling):
    made = limit(sound, ceiling)

    assert made.shape == sound.shape
    assert true_peaks(whole_blocks(made), 0).max() <= ceiling * (1 + 1e-5)
    assert (np.abs(made) <= np.abs(sound) * (1 + 1e-6) + 1e-9).all()
    assert (np.sign(made) == np.sign(sound))[np.abs(made) > 0].all()


@given(
    arrays.arrays(np.float32, st.integers(1, 400), elements=st.floats(0, 4, width=16)),
    st.floats(0.1, 1),
    st.floats(0.1, 4),
)
@settings(deadline=None, max_examples=40)
def test_the_gain_of_a_block_is_never_above_what_its_peak_needs(peaks, ceiling, scale):
    edges = gains(peaks, ceiling, scale)
    need = np.minimum(1, ceiling / np.maximum(peaks * scale, 1e-9))

    assert (np.maximum(edges[:-1], edges[1:]) <= need * (1 + 1e-5)).all()
    assert (edges <= 1).all()
    assert (edges > 0).all()


def test_gain_runs_straight_from_edge_to_edge():
    edges = np.array([1.0, 0.5, 1.0], np.float32)
    gain = turned(np.ones((2 * BLOCK, 2), np.float32), edges, 2.0)[:, 0]

    assert gain[0] == 2
    assert gain[BLOCK] == 1
    assert np.ptp(np.diff(gain[: BLOCK + 1])) < 1e-6
