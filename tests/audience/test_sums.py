from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.audience.sums import OF_A_DAY, missing_plays
from piying.model.play import Reason


@pytest.mark.property
@given(
    counted=st.integers(0, 10**12),
    refused=st.fixed_dictionaries({one: st.integers(0, 10**12) for one in OF_A_DAY}),
    lost=st.integers(-5, 5),
)
def test_a_play_that_nobody_accounts_for_is_missing(counted, refused, lost):
    received = counted + sum(refused.values()) + lost

    assert missing_plays(received, counted, refused) == lost


def test_what_intake_refuses_lies_in_no_hour():
    of_intake = {
        Reason.UNREADABLE, Reason.OUT_OF_RANGE, Reason.CLOCK, Reason.TOO_LATE, Reason.UNPROVED,
        Reason.TOO_FAST,
    }  # fmt: skip

    assert set(OF_A_DAY) == set(Reason) - of_intake
