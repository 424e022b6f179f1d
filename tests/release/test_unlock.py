"""Unlocking: whole prices, and none that rises for whoever has begun."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.canon import Digest
from piying.model.errors import Conflict, Invalid
from piying.model.release import Right, UnlockPlan
from piying.model.right import Begun, Grant
from piying.release.unlock import (
    DAY_MS,
    Run,
    ads_needed,
    locked,
    open_by,
    plan_held,
    price,
    transaction,
)

some = st.one_of(st.none(), st.integers(1, 10_000))
plans = st.builds(
    UnlockPlan, st.integers(0, 30), some, some, st.one_of(st.none(), st.integers(1, 5)),
    st.integers(0, 60), st.booleans(),
)  # fmt: skip
RUN = Run("lamp", 20, 1_000)
PLAN = UnlockPlan(3, 50, 600, 1, 7, members=True)


def grant(episode, why=Right.COINS, series="lamp", until=None):
    return Grant(f"{why}{episode}", "v", series, episode, why, f"t{why}{episode}", None, 0, 0,
                 until)  # fmt: skip


owned = st.lists(
    st.builds(
        grant, st.integers(0, 25), st.sampled_from([r for r in Right if r is not Right.FREE]),
        st.sampled_from(["lamp", "other", ""]),
    ),
    max_size=6,
)  # fmt: skip
episodes = st.integers(1, 25)


@settings(deadline=None)
@given(plans, owned, episodes, st.integers(0, 10**10))
def test_the_total_shown_is_the_sum_of_what_is_left(plan, grants, episode, now):
    told = locked(plan, grants, RUN, episode, now)
    if told is None:
        assert open_by(plan, grants, RUN, episode, now) is not None
        return
    left = [
        each
        for each in range(1, max(RUN.episodes, episode) + 1)
        if open_by(plan, grants, RUN, each, now) is None
    ]
    assert told.left == len(left)
    assert episode in left
    assert told.left_coins == (None if told.coins is None else sum(told.coins for _ in left))
    assert all(price is None or price > 0 for price in (told.coins, told.series_coins))


@settings(deadline=None)
@given(plans, owned, episodes)
def test_a_free_episode_is_free_whatever_else_holds(plan, grants, episode):
    if episode <= plan.free_episodes:
        assert open_by(plan, grants, RUN, episode, 0) is Right.FREE
        assert locked(plan, grants, RUN, episode, 0) is None


@settings(deadline=None)
@given(plans, owned, episodes, st.integers(0, 10**10), st.integers(0, 10**10))
def test_no_price_of_a_begun_series_ever_changes(plan, grants, episode, one, other):
    first, later = sorted((one, other))
    before, after = (locked(plan, grants, RUN, episode, at) for at in (first, later))
    if before and after:
        assert (before.coins, before.series_coins) == (after.coins, after.series_coins)


@settings(deadline=None)
@given(plans, owned, st.integers(1, 20))
def test_each_purchase_leaves_less_to_pay_and_opens_what_it_says(plan, grants, episode):
    told = locked(plan, grants, RUN, episode, 0)
    if told is None or told.coins is None:
        return
    after = [*grants, grant(episode)]

    assert open_by(plan, after, RUN, episode, 0) is not None
    others = [e for e in range(1, 21) if locked(plan, after, RUN, e, 0)]
    if others:
        assert locked(plan, after, RUN, others[0], 0).left == told.left - 1


def test_the_plan_is_the_one_that_was_begun_with():
    old, new = Digest("1" * 64), Digest("2" * 64)

    assert plan_held(Begun("v", "lamp", old, 1), new) == old
    assert plan_held(None, new) == new


def test_ads_unlock_from_their_day_on_and_not_a_moment_before():
    start = RUN.first_ms + 7 * DAY_MS
    early, then = (locked(PLAN, (), RUN, 4, at) for at in (start - 1, start))

    assert (early.ads_from_ms, then.ads_from_ms) == (start, None)
    assert ads_needed(PLAN, then) == 1
    with pytest.raises(Invalid):
        ads_needed(PLAN, early)


def test_a_membership_opens_only_where_the_plan_says_so():
    member = grant(0, Right.MEMBER, "", until=100)

    assert open_by(PLAN, [member], RUN, 9, 99) is Right.MEMBER
    assert open_by(PLAN, [member], RUN, 9, 100) is None
    assert open_by(replace(PLAN, members=False), [member], RUN, 9, 99) is None


def test_what_is_not_sold_so_or_open_has_no_price():
    told = locked(replace(PLAN, series_coins=None), (), RUN, 4, 0)

    assert price(told, Right.COINS) == 50
    for why in (Right.SERIES, Right.ADS, Right.FREE):
        with pytest.raises(Invalid):
            price(told, why)
    with pytest.raises(Conflict):
        price(None, Right.COINS)


def test_the_key_of_an_unlock_is_the_same_however_often_it_is_asked_for():
    assert transaction("v", "lamp", 4, Right.COINS) == "coins:v:lamp:4:1"
