"""Rounding: floors for what goes on, largest remainder for what is divided once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.ledger.rounding import floor_shares, half_up_minor, largest_remainder, minor_in
from piying.model.errors import Invalid

weighted = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3), st.fractions(0, 100), min_size=1
).filter(lambda weights: any(weights.values()))


def of(**weights):
    return {key: Fraction(weight) for key, weight in weights.items()}


def test_a_pool_is_divided_wholly():
    assert largest_remainder(10_000, of(a=60, b=50, c=40)) == {"a": 4000, "b": 3333, "c": 2667}


def test_ties_go_to_the_earlier_key():
    assert largest_remainder(100, of(c=1, b=1, a=1)) == {"a": 34, "b": 33, "c": 33}


def test_largest_remainder_can_take_back_from_a_growing_total_and_floors_cannot():
    weights = of(a=73, b=98, c=9, d=33)

    assert largest_remainder(35, weights)["c"] == 2
    assert largest_remainder(36, weights)["c"] == 1
    assert floor_shares(Fraction(35), weights)[0]["c"] == 1
    assert floor_shares(Fraction(36), weights)[0]["c"] == 1


@settings(deadline=None)
@given(st.integers(-(10**9), 10**9), weighted)
def test_what_is_divided_once_is_all_there_and_close_to_its_quota(total, weights):
    parts = largest_remainder(total, weights)
    whole = sum(weights.values())

    assert sum(parts.values()) == total
    assert largest_remainder(-total, weights) == {key: -part for key, part in parts.items()}
    for key, weight in weights.items():
        assert abs(parts[key] - Fraction(total) * weight / whole) < 1
        assert weight or not parts[key]


@settings(deadline=None)
@given(st.fractions(0, 10**9), st.fractions(0, 10**6), weighted)
def test_a_floor_never_falls_and_its_error_stays_below_one(amount, more, weights):
    before, _ = floor_shares(amount, weights)
    after, left = floor_shares(amount + more, weights)

    assert all(before[key] <= after[key] for key in weights)
    assert 0 <= left < len(weights)


@pytest.mark.parametrize("weights", [{"a": Fraction(0)}, {"a": Fraction(2), "b": Fraction(-1)}])
def test_weights_that_divide_nothing_are_refused(weights):
    with pytest.raises(Invalid):
        largest_remainder(1, weights)


def test_a_half_goes_up():
    assert [half_up_minor(Fraction(n, 2)) for n in (1, 2, 3)] == [1, 1, 2]


def test_a_currency_without_its_digits_is_refused():
    assert (minor_in("CNY"), minor_in("JPY")) == (100, 1)
    with pytest.raises(Invalid):
        minor_in("XYZ")
