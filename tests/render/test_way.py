"""How far a passage is: slow at both ends, and never quite at one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.render.way import Way, share, smooth


@given(st.floats(-2, 3), st.floats(-2, 3))
def test_a_smooth_way_only_goes_on(one, other):
    low, high = sorted((one, other))

    assert 0 <= smooth(low) <= smooth(high) <= 1


@pytest.mark.parametrize(("t", "way"), [(-1, 0), (0, 0), (0.5, 0.5), (1, 1), (9, 1)])
def test_a_smooth_way_has_its_ends_and_its_middle(t, way):
    assert smooth(t) == way


@given(st.integers(1, 400))
def test_a_passage_lies_between_the_pictures(length):
    shares = [share(frame, length) for frame in range(length)]

    assert 0 < shares[0] <= shares[-1] < 1
    assert shares == sorted(set(shares))


def test_ways_are_sideways_or_upright():
    assert [way.is_sideways for way in Way] == [True, True, False, False]
