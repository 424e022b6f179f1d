"""The meter is that of ITU-R BS.1770, held to the cases of EBU Tech 3341."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest

from piying.model.clock import SAMPLE_RATE
from piying.render.qc.ear import Ear

PIECE = 30_011
"""No multiple of a step."""


def tone(dbfs, seconds, hertz=1000.0, phase=0.0):
    at = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return 10 ** (dbfs / 20) * np.sin(2 * np.pi * hertz * at + phase)


def heard(*parts, layout="stereo", weights=None):
    one = np.concatenate(parts)
    count = len(av.AudioLayout(layout).channels)
    share = np.ones(count) if weights is None else 10 ** (np.array(weights) / 20)
    sound = (one[:, None] * share).astype(np.float32)
    ear = Ear()
    for at in range(0, len(sound), PIECE):
        piece = np.ascontiguousarray(sound[at : at + PIECE].T)
        frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout=layout)
        frame.sample_rate, frame.pts = SAMPLE_RATE, at
        frame.time_base = Fraction(1, SAMPLE_RATE)
        ear.hear(frame)
    return ear.end()


@pytest.mark.parametrize(
    ("case", "parts", "lufs"),
    [
        (1, [(-23, 20)], -23.0),
        (2, [(-33, 20)], -33.0),
        (3, [(-36, 10), (-23, 60), (-36, 10)], -23.0),
        (4, [(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23.0),
        (5, [(-26, 20), (-20, 20.1), (-26, 20)], -23.0),
    ],
)
def test_programme_loudness_is_within_a_tenth(case, parts, lufs):
    """EBU Tech 3341, table 1, cases 1 to 5: ± 0.1 LU."""
    found = heard(*(tone(level, seconds) for level, seconds in parts))

    assert found.integrated_lufs == pytest.approx(lufs, abs=0.1), case


def test_five_channels_are_weighted():
    """Case 6: 1 kHz at -28 in L and R, -24 in C, -30 in Ls and Rs is -23 LUFS."""
    weights = [-28, -28, -24, -200, -30, -30]
    found = heard(tone(0, 20), layout="5.1(side)", weights=weights)

    assert found.integrated_lufs == pytest.approx(-23.0, abs=0.1)


def test_one_channel_counts_once():
    assert heard(tone(-20, 10), layout="mono").integrated_lufs == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("level", [-23, -33])
def test_short_term_loudness_is_that_of_three_seconds(level):
    found = heard(tone(level, 10))

    assert np.allclose(found.short_lufs, level, atol=0.1)


@pytest.mark.parametrize(
    ("hertz", "phase", "dbfs", "peak"),
    [
        (12_000, 0, -6.02, -6.0),
        (12_000, 45, -6.02, -6.0),
        (8_000, 60, -6.02, -6.0),
        (6_000, 67.5, -6.02, -6.0),
        (12_000, 45, 3.0, 3.0),
    ],
)
def test_the_true_peak_is_between_samples(hertz, phase, dbfs, peak):
    """EBU Tech 3341, cases 15 to 19: + 0.2 and - 0.4 dB."""
    at = np.arange(SAMPLE_RATE)
    shape = np.minimum(1, np.minimum(at, at[::-1]) / 4800)
    found = heard(tone(dbfs, 1.0, hertz, np.deg2rad(phase)) * shape)

    assert peak - 0.4 <= found.true_peak_dbtp <= peak + 0.2


def test_a_peak_late_in_a_film_is_found():
    quiet, loud = tone(-40, 5), tone(-1, 0.01)
    found = heard(quiet, loud, quiet)

    assert found.true_peak_dbtp == pytest.approx(-1.0, abs=0.3)


def test_silence_and_clipping_are_in_steps_of_ten_milliseconds():
    found = heard(
        tone(-20, 1), np.zeros(2 * SAMPLE_RATE), np.clip(tone(12, 0.5), -1, 1), tone(-20, 1)
    )

    assert found.silences == [(100, 300)]
    ((start, end, count),) = found.clipped
    assert (start, end) == (300, 350)
    assert count > 10_000
    assert found.sample_count == round(4.5 * SAMPLE_RATE)


def test_two_samples_at_full_scale_are_no_clipping():
    sound = tone(-20, 1)
    sound[1000:1002] = 1.0

    assert heard(sound).clipped == []


def test_another_rate_is_heard_at_ours():
    at = np.arange(44_100 * 5) / 44_100
    wave = (10 ** (-23 / 20) * np.sin(2 * np.pi * 1000 * at)).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(np.stack([wave, wave]), format="fltp", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = 44_100, 0, Fraction(1, 44_100)
    ear = Ear()
    ear.hear(frame)
    found = ear.end()

    assert found.integrated_lufs == pytest.approx(-23.0, abs=0.1)
    assert abs(found.sample_count - 5 * SAMPLE_RATE) <= 2
