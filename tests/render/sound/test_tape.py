"""The tape: a mix comes out at its loudness and under its ceiling, measured by another."""

from __future__ import annotations

import numpy as np
import pytest
import soxr

from piying.model.clock import SAMPLE_RATE
from piying.render.loudness import measure
from piying.render.sound.limit import BLOCK, true_peaks, whole_blocks
from piying.render.sound.mix import PIECE
from piying.render.sound.tape import Tape


def speechlike(seconds, level, seed=1):
    """Syllables of noise with a pitch, four a second, with pauses: peaky as speech is."""
    chance = np.random.default_rng(seed)
    t = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    voice = sum(
        np.sin(2 * np.pi * 180 * k * t + chance.uniform(0, 6)) / k for k in range(1, 25)
    )
    sound = (voice + chance.standard_normal(len(t)) * 0.2) * np.clip(np.sin(13 * t), 0, 1)
    sound *= level / np.abs(sound).max()
    return np.stack([sound, sound * 0.95], 1).astype(np.float32)


def taped(path, sound):
    return Tape(path, (sound[at : at + PIECE] for at in range(0, len(sound), PIECE)))


def played(tape, aim, ceiling):
    return np.concatenate(list(tape.played(aim, ceiling)))


def settled(tape, aim, ceiling):
    """What is played once nothing is left to correct."""
    for _ in range(6):
        made = played(tape, aim, ceiling)
        if not tape.corrected:
            return made
    raise AssertionError


@pytest.mark.parametrize("level", [0.02, 0.3, 0.9])
def test_a_mix_is_brought_to_its_loudness_however_quiet(tmp_path, level):
    found = measure(played(taped(tmp_path / "t", speechlike(6.01, level)), -16, -1))

    assert found.integrated_lufs == pytest.approx(-16, abs=0.1)
    assert found.true_peak_dbtp <= -0.9


def test_no_true_peak_comes_out_over_the_ceiling_when_the_tape_was_played_twice(tmp_path):
    chance = np.random.default_rng(2)
    harsh = np.sign(chance.standard_normal((3 * SAMPLE_RATE, 2))).astype(np.float32)
    tape = taped(tmp_path / "t", harsh)
    made = settled(tape, -10, -3)

    peaks = true_peaks(whole_blocks(made), 0)
    assert 20 * np.log10(peaks.max()) <= -3 + 1e-4


def test_a_quiet_mix_is_only_scaled(tmp_path):
    sound = speechlike(5, 0.05)
    made = played(taped(tmp_path / "t", sound), -30, -1)
    loud = np.abs(sound) > 1e-3

    ratio = made[loud] / sound[loud]
    assert ratio.max() / ratio.min() == pytest.approx(1, abs=1e-4)


def test_pieces_meet_without_a_seam(tmp_path):
    """The gain of a limited sine is smooth across the places where pieces meet."""
    t = np.arange(3 * PIECE) / SAMPLE_RATE
    sound = np.stack([np.sin(2 * np.pi * 60 * t) * (1 + 0.8 * np.sin(3 * t))] * 2, 1)
    made = played(taped(tmp_path / "t", sound.astype(np.float32)), -12, -6)
    bends = np.abs(np.diff(made[:, 0], 2))

    for seam in (PIECE, 2 * PIECE):
        assert bends[seam - 20 : seam + 20].max() < 1.5 * np.median(bends) + 1e-4
    assert len(made) == len(sound)


@pytest.mark.parametrize("length", [0, 1, 31, BLOCK, PIECE - 1, PIECE + 1])
def test_what_comes_out_is_as_long_as_what_went_in(tmp_path, length):
    sound = np.full((length, 2), 0.25, np.float32)
    tape = taped(tmp_path / "t", sound)

    assert sum(len(piece) for piece in tape.played(-16, -1)) == length


def test_silence_stays_silence(tmp_path):
    assert not played(taped(tmp_path / "t", np.zeros((PIECE, 2), np.float32)), -16, -1).any()


def test_another_resampler_finds_no_higher_peak(tmp_path):
    made = settled(taped(tmp_path / "t", speechlike(4, 0.9)), -12, -2)
    fine = np.pad(made.astype(np.float64), ((4000, 4000), (0, 0)))
    highest = np.abs(soxr.resample(fine, SAMPLE_RATE, 8 * SAMPLE_RATE, "VHQ")).max()

    # in noise up to half the rate no two meters agree better
    assert 20 * np.log10(highest) <= -2 + 0.2
