from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piying.model.play import HOUR_MS
from piying.store.plays.engines.duckdb import DuckEngine
from piying.store.plays.engines.kernel import KernelEngine
from piying.store.plays.world import make_world
from store.plays.days_of_plays import FOREVER, T0, by_hand, of, write_hours

USERS = st.sampled_from([0, 1, 2, (1 << 55) - 1, 1 << 55, 3 << 60, (1 << 63) - 1])
VIEWINGS = st.sampled_from([-(1 << 63), -1, 0, 5, (1 << 63) - 1])
PLAYS = st.tuples(
    st.sampled_from([0, 7]), VIEWINGS, st.sampled_from([0, 1, 63, 64, 65]), USERS,
    st.integers(T0, T0 + 2 * HOUR_MS - 1), st.integers(0, 3), st.integers(1, 3),
    st.integers(0, 2), st.integers(0, 5000),
)  # fmt: skip


@st.composite
def worlds(draw):
    episodes = draw(st.sets(st.tuples(st.integers(0, 2), st.integers(1, 3))))
    screening = [
        (*one, draw(st.integers(1, 2000)), T0 + draw(st.integers(-HOUR_MS, HOUR_MS)))
        for one in sorted(episodes)
    ]
    deals = {
        contract: (draw(st.integers(0, 2000)), draw(st.integers(1, 3)), draw(st.integers(1, 3)))
        for contract in range(3)
    }
    counting = []
    for place in sorted(draw(st.sets(st.tuples(st.integers(0, 3), st.integers(0, 2))))):
        contract = draw(st.integers(0, 2))
        since = T0 + draw(st.sampled_from([-HOUR_MS, 0, HOUR_MS // 2]))
        until = draw(st.sampled_from([FOREVER, T0 + HOUR_MS, T0 + HOUR_MS + 1]))
        counting.append((*place, contract, since, until, *deals[contract]))
    return screening, counting


@pytest.mark.property
@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    plays=st.lists(PLAYS, max_size=60),
    again=st.lists(st.integers(0, 59), max_size=30),
    world=worlds(),
)
def test_kernel_and_sql_and_a_count_by_hand_agree_in_any_world(plays, again, world):
    plays = [*plays, *(plays[at] for at in again if at < len(plays))]
    with tempfile.TemporaryDirectory() as folder:
        hours = write_hours(Path(folder), plays)
        held = make_world(*world)
        kernel = of(KernelEngine().settle(hours, held))
        duck = of(DuckEngine(range_max=10).settle(hours, held))

    assert kernel[:2] == by_hand(plays, *world)
    assert duck == kernel
