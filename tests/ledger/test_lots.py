"""Lots: the parts of a payment add up to the payment, however its coins are spent."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from piying.ledger.lots import (
    Lot,
    part,
    shared,
    slice_of,
    take,
    taken_back,
    weeks_of,
    worth,
)

COINS = st.integers(1, 5_000)
MINOR = st.integers(0, 100_000)
LOTS = st.builds(
    lambda name, coins, minor, fee, spent: Lot(
        name, "o", coins, minor, "CNY", min(fee, minor), 0, min(spent, coins)
    ),
    st.text("abc", min_size=1, max_size=3), COINS, MINOR, MINOR, st.integers(0, 5_000),
)  # fmt: skip


def lot(coins=66, minor=600, fee=18, spent=0):
    return Lot("a", "o", coins, minor, "CNY", fee, 0, spent)


def test_money_lies_evenly_over_all_coins_those_on_top_among_them():
    assert [worth(10, 3, first, 1) for first in range(3)] == [3, 3, 4]
    assert worth(600, 66, 0, 66) == 600


@given(MINOR, COINS, st.data())
def test_the_parts_of_a_lot_add_up_to_it(minor, coins, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, coins), max_size=8)))
    marks = [0, *cuts, coins]
    parts = [worth(minor, coins, a, b - a) for a, b in pairwise(marks)]

    assert sum(parts) == minor
    assert min(parts) >= 0


@given(st.lists(LOTS, max_size=6), st.integers(1, 20_000))
def test_older_lots_are_spent_first_and_none_more_than_it_has(lots, coins):
    parts = take(lots, coins)
    held = sum(one.left for one in lots)

    assert sum(one.coins for one in parts) == min(coins, held)
    full = [one for one in lots if one.left]
    for before, taken in zip(full, parts, strict=False):
        assert taken.first == before.spent
        if taken is not parts[-1]:
            assert taken.coins == before.left
            assert taken.minor == before.left_minor


@given(LOTS, st.integers(1, 5_000))
def test_what_is_taken_and_what_is_left_is_what_there_was(one, count):
    count = min(count, one.left)
    if not count:
        return
    taken = part(one, count)
    rest = replace(one, spent=one.spent + count)

    assert taken.minor + rest.left_minor == one.left_minor
    assert taken.fee_minor + rest.left_fee == one.left_fee


@given(st.lists(LOTS, min_size=1, max_size=4), st.data())
def test_a_refund_takes_its_share_and_never_leaves_money_without_coins(lots, data):
    money, coins = sum(one.left_minor for one in lots), sum(one.left for one in lots)
    minor = data.draw(st.integers(0, money))
    gone, _ = taken_back(lots, minor)

    if minor == money:
        assert gone == coins
    else:
        assert gone < coins
        assert gone * money <= coins * minor


@given(MINOR, st.integers(1, 3_660))
def test_the_weeks_of_a_membership_add_up_to_its_price(minor, days):
    assert sum(slice_of(minor, days, week) for week in range(weeks_of(days))) == minor
    assert slice_of(minor, days, weeks_of(days)) == 0


@given(MINOR, st.dictionaries(st.text("abcd", min_size=1, max_size=3), st.integers(0, 30)))
def test_what_is_shared_is_all_of_it_or_nobody_was_there(minor, opened):
    parts = shared(minor, opened)

    assert sum(parts.values()) == (minor if any(opened.values()) else 0)
    assert set(parts) <= {name for name, count in opened.items() if count}


def test_ties_go_to_the_earlier_series():
    assert shared(3, {"b": 1, "a": 1}) == {"a": 2, "b": 1}


def test_a_lot_without_money_takes_all_its_coins():
    assert taken_back([lot(minor=0, fee=0)], 0) == (66, 0)
