from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.model.play import BUCKETS, HOUR_MS
from piying.store.plays.counted import SCHEMA
from piying.store.plays.engines.duckdb import DuckEngine
from piying.store.plays.engines.kernel import KernelEngine
from piying.store.plays.world import make_world
from store.plays.days_of_plays import FOREVER, T0, by_hand, of, write_hour, write_hours

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
    pile=st.sampled_from([1, 10, 1000]),
)
def test_kernel_and_sql_and_a_count_by_hand_agree_in_any_world(plays, again, world, pile):
    plays = [*plays, *(plays[at] for at in again if at < len(plays))]
    with tempfile.TemporaryDirectory() as folder:
        hours = write_hours(Path(folder), plays)
        held = make_world(*world)
        kernel = of(KernelEngine(plays_max=pile).settle(hours, held))
        duck = of(DuckEngine(range_max=10).settle(hours, held))

    assert kernel[:2] == by_hand(plays, *world)
    assert duck == kernel


def test_a_play_in_the_wrong_row_group_is_refused(tmp_path):
    path = tmp_path / "hour.parquet"
    rows = pa.table(
        [
            pa.array([number], field.type)
            for number, field in zip((0, 0, 0, 1 << 60, T0, 1, 1, 0, 5), SCHEMA, strict=True)
        ],
        schema=SCHEMA,
    )
    with pq.ParquetWriter(path, SCHEMA) as out:
        for bucket in range(BUCKETS):
            out.write_table(rows if bucket == 0 else SCHEMA.empty_table())
    with pytest.raises(Invalid) as caught:
        KernelEngine(plays_max=0).settle([path], make_world([], []))

    assert caught.value.code == "counting.wrong_group"


@pytest.mark.parametrize(
    ("schema", "code"),
    [(SCHEMA, "counting.other_groups"), (SCHEMA.remove(0), "counting.other_columns")],
)
def test_a_file_that_is_no_hour_is_refused(tmp_path, schema, code):
    path = tmp_path / "hour.parquet"
    pq.write_table(schema.empty_table(), path)
    with pytest.raises(Invalid) as caught:
        KernelEngine().settle([path], make_world([], []))

    assert caught.value.code == code


def test_an_empty_field_is_refused(tmp_path):
    path = write_hour(tmp_path / "hour.parquet", [(0, 0, 0, 5, T0, 1, 1, 0, None)])
    with pytest.raises(Invalid) as caught:
        KernelEngine().settle([path], make_world([], []))

    assert caught.value.code == "counting.empty_fields"


def test_tables_grow_and_are_begun_anew_without_a_change(tmp_path):
    plays = [
        (viewing % 3_000, viewing % 3_000, viewing % 70, viewing * 7919 % 5_000 << 50,
         T0 + viewing, viewing % 3, 1 + viewing % 2, viewing % 2, viewing % 5_000)
        for viewing in range(20_000)
    ]  # fmt: skip
    screening = [(drama, episode, 1_000, 0) for drama in range(3) for episode in (1, 2)]
    counting = [
        (drama, place, drama, 0, FOREVER, 100, 2, 1) for drama in range(3) for place in (0, 1)
    ]
    hours = write_hours(tmp_path, plays)
    world = make_world(screening, counting)
    found = of(KernelEngine(plays_max=100).settle(hours, world))

    assert found[:2] == by_hand(plays, screening, counting)
    assert found == of(KernelEngine().settle(hours, world))
