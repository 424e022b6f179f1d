from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.errors import Invalid

rates = st.sampled_from([Rate(24), Rate(25), Rate(30), Rate(50), Rate(60), Rate(30000, 1001)])
samples = st.integers(0, SAMPLE_RATE * 3600)


class TestFramesAndSamples:
    @given(rates, samples)
    def test_ceil_frames_hold_the_samples_and_one_less_does_not(self, rate, count):
        frames = rate.ceil_frames(count)

        assert frames * SAMPLE_RATE * rate.den >= count * rate.num
        assert frames == 0 or (frames - 1) * SAMPLE_RATE * rate.den < count * rate.num

    @given(rates, samples)
    def test_floor_frames_fit_into_the_samples(self, rate, count):
        frames = rate.floor_frames(count)

        assert frames * SAMPLE_RATE * rate.den <= count * rate.num

    @given(rates, st.integers(0, 100_000))
    def test_a_frame_starts_at_a_sample_inside_it(self, rate, frame):
        assert rate.floor_frames(rate.samples_at(frame) + 1) in {frame, frame - 1}

    def test_milliseconds_round_half_up(self):
        assert Rate(25).frames_of_ms(60) == 2
        assert Rate(25).frames_of_ms(59) == 1
        assert Rate(25).ms_at(3) == 120


def test_a_rate_of_zero_is_refused():
    with pytest.raises(Invalid):
        Rate(0)
