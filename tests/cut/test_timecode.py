from __future__ import annotations

import opentimelineio as otio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.cut.timecode import counted, frame_of, timecode
from piying.model.clock import Rate
from piying.model.errors import Invalid

RATES = [Rate(24), Rate(25), Rate(30), Rate(50), Rate(60), Rate(30_000, 1_001)]


@pytest.mark.parametrize("rate", RATES, ids=lambda rate: f"{rate.num}/{rate.den}")
@given(frame=st.integers(0, 24 * 3600 * 24 - 1))
def test_a_frame_comes_back_from_its_timecode(rate, frame):
    assert frame_of(timecode(frame, rate), rate) == frame


@pytest.mark.parametrize("rate", [24, 25, 30, 50, 60])
@given(frame=st.integers(0, 24 * 3600 * 24 - 1))
def test_timecode_is_that_of_the_reference_library(rate, frame):
    expected = otio.opentime.to_timecode(otio.opentime.RationalTime(frame, rate), rate)

    assert timecode(frame, Rate(rate)) == expected


def test_a_rate_beside_thirty_counts_thirty():
    assert counted(Rate(30_000, 1_001)) == 30
    assert timecode(1800, Rate(30_000, 1_001)) == "00:01:00:00"


@pytest.mark.parametrize(
    "text", ["", "1:2:3", "00:00:00:25", "00:00:60:00", "00:60:00:00", "00:00:00;10", "x"]
)
def test_what_is_no_timecode_at_the_rate_is_refused(text):
    with pytest.raises(Invalid) as refusal:
        frame_of(text, Rate(25))

    assert refusal.value.code == "cut.timecode"
