"""The meter of the mix agrees with the standard and with the meter of another hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.clock import SAMPLE_RATE
from piying.render.loudness import measure
from piying.render.sound.meter import STEP, StepMeter, integrated, short_term, weight


def tone(seconds, level_db, hertz=1000.0):
    t = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    wave = 10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * t)
    return np.stack([wave, wave], 1).astype(np.float32)


def read(sound, sizes=None):
    meter, at = StepMeter(), 0
    for size in sizes or [len(sound)]:
        meter.hear(sound[at : at + size])
        at += size
    return meter.energies


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([(20, -23)], -23),
        ([(20, -33)], -33),
        ([(10, -36), (60, -23), (10, -36)], -23),
        ([(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)], -23),
        ([(20, -26), (20.1, -20), (20, -26)], -23),
    ],
)
def test_it_reads_the_signals_of_the_standard(parts, wanted):
    """EBU Tech 3341, cases 1 to 5: within 0.1 LU."""
    sound = np.concatenate([tone(seconds, level) for seconds, level in parts])

    assert integrated(read(sound)) == pytest.approx(wanted, abs=0.1)


@given(st.integers(0, 99))
@settings(deadline=None, max_examples=8)
def test_it_agrees_with_a_meter_of_another_hand(seed):
    """Nothing near the gate, on whose two sides two meters may put the same block."""
    chance = np.random.default_rng(seed)
    swell = np.repeat(10 ** chance.uniform(-0.3, 0, 40), SAMPLE_RATE // 5)[:, None]
    noise = chance.standard_normal((len(swell), 2))
    sound = (0.05 * noise + 0.1 * np.roll(noise, 1, 0) + 0.08 * np.roll(noise, 2, 0)) * swell

    wanted = measure(sound.astype(np.float32)).integrated_lufs
    assert integrated(read(sound.astype(np.float32))) == pytest.approx(wanted, abs=0.03)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6))
@settings(deadline=None, max_examples=20)
def test_pieces_are_heard_as_the_whole(steps):
    sizes = [STEP * count for count in steps]
    sound = np.random.default_rng(1).standard_normal((sum(sizes), 2)).astype(np.float32)

    assert read(sound, sizes) == pytest.approx(read(sound), rel=1e-9)


@given(st.floats(-40, 20))
def test_a_gain_is_known_without_hearing_the_sound_again(gain):
    energies = read(tone(2, -30))

    louder = integrated(energies * 10 ** (gain / 10))
    assert louder == pytest.approx(integrated(energies) + gain, abs=1e-6)


def test_silence_has_no_loudness():
    assert integrated(read(np.zeros((SAMPLE_RATE, 2), np.float32))) == -np.inf
    assert integrated(read(np.zeros((10, 2), np.float32))) == -np.inf


def test_the_short_term_loudness_follows_the_sound():
    """EBU Tech 3341, case 9: 3 s windows over a change of level."""
    curve = short_term(read(np.concatenate([tone(5, -30), tone(5, -20)])))

    assert curve[0] == pytest.approx(-30, abs=0.1)
    assert curve[-1] == pytest.approx(-20, abs=0.1)
    assert (np.diff(curve) >= -1e-6).all()


def test_the_weights_of_frequencies_are_those_of_the_filters():
    """ITU-R BS.1770-5: a 997 Hz sine at 0 dBFS in one channel reads -3.01 LKFS."""
    heard = 10 * np.log10(weight(np.array([997.0, 38.0, 10_000.0])))

    assert heard[0] == pytest.approx(0.691, abs=0.02)
    assert heard[1] < -5
    assert heard[2] == pytest.approx(4.0, abs=0.2)
