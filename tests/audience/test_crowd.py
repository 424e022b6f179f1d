"""A crowd follows from its seed, and has the shapes that it says."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from piying.audience.crowd import CLIFF, HOURS, LEFT, LINES, MILLE, chosen, crowd


@given(st.integers(0, 2**63), st.integers(1, 40), st.integers(1, 86_400_000))
def test_the_same_crowd_comes_again_in_order_and_in_time(seed, viewers, length_ms):
    found = crowd(seed, viewers, length_ms)
    comes = [one.comes_ms for one in found]

    assert found == crowd(seed, viewers, length_ms)
    assert sorted(one.number for one in found) == list(range(viewers))
    assert comes == sorted(comes)
    assert 0 <= comes[0] <= comes[-1] <= length_ms


@given(st.integers(0, 1_000_000), st.integers(1, 60))
def test_a_series_that_is_there_is_chosen(taste, count):
    assert 0 <= chosen(taste, count) < count


def test_the_first_of_two_series_is_chosen_twice_as_often_as_the_second():
    found = Counter(chosen(taste, 2) for taste in range(0, 1_000_001, 100))

    assert abs(found[0] - 2 * found[1]) < 10


def test_it_comes_by_the_hours_and_leaves_at_the_lock_as_told():
    found = crowd(7, 4_000, 24)
    hours = Counter(min(23, one.comes_ms) for one in found)
    leave = sum(one.at_lock is CLIFF[0][0] for one in found)

    assert hours[21] > 3 * hours[9] * HOURS[21] // (4 * HOURS[9]) > hours[3]
    assert abs(leave - 4 * CLIFF[0][1]) < 200


def test_many_leave_early_and_half_see_the_end():
    found = [one.sitting(1) for one in crowd(3, 3_000, 1)]
    ended = sum(one.permille == MILLE for one in found)

    assert abs(ended - 3 * (MILLE - sum(LEFT))) < 120
    assert all(one.line_permille <= one.permille for one in found)
    assert {one.line for one in found if one.line} <= set(LINES)
