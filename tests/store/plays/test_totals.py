"""Totals are what the facts of a day come to."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from piying.audience.sums import OF_A_DAY
from piying.model.errors import Invalid, Missing
from piying.model.play import Day
from piying.store.blobs import digest_file
from piying.store.plays.counted import ROW_SCHEMA
from piying.store.plays.days import FOLDER, facts, read_batches
from piying.store.plays.names import register
from piying.store.plays.totals import TOTALS, tallies, total_of
from piying.store.store import open_store

DAYS = ("2026-05-28", "2026-05-29", "2026-05-30", "2026-06-02", "2026-06-07", "2026-06-08")
"""Of three weeks; some days nobody counted."""


@pytest.fixture
def store(tmp_path):
    found = open_store(tmp_path / "house")
    yield found
    found.close()


def kept_day(store, name, seed, version=1):
    """A day of random rows: three titles or fewer, two platforms, some that count nothing."""
    random = np.random.default_rng(seed)
    rows = [
        (1 + title // 2, 1 + title, episode, platform, 9, 0, amount, 0, 0, amount * 61, amount)
        for title in range(3)
        for episode in (1, 2, 3)
        for platform in (1, 2)
        if random.integers(3)
        for amount in [int(random.integers(3))]
    ]
    table = pa.table([pa.array(c) for c in zip(*rows, strict=True)], schema=ROW_SCHEMA)
    path = store.folder / FOLDER / f"{name}.v{version}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, row_group_size=4)
    return Day(
        day=name, version=version, rows_sha256=f"{seed:064}", file=path.name,
        file_sha256=digest_file(path), rows=len(rows), received=9,
        counted=sum(row[6] for row in rows), refused=tuple((r, 0) for r in OF_A_DAY),
        hours=(), world="0" * 64,
    )  # fmt: skip


def named(store):
    register(store, "drama", ["one", "two", "three"], 1)
    register(store, "contract", ["c1", "c2"], 1)
    return register(store, "platform", ["phone", "web"], 1)


@pytest.mark.parametrize("seed", range(8))
def test_tallies_are_the_sums_of_all_facts(store, seed):
    names = named(store)
    days = [kept_day(store, name, seed * 6 + at) for at, name in enumerate(DAYS)]
    sums, platforms = {}, {}
    for day in days:
        for fact in facts(day, read_batches(store, day), names):
            title = (fact.contract, fact.series)
            key = (*title, fact.metric, day.day)
            sums[key] = sums.get(key, 0) + fact.amount
            platforms.setdefault(title, {}).setdefault(fact.platform, set()).add(fact.day)
            assert fact.evidence == day.rows_sha256
    for _ in range(2):  # made, and then read
        found = tallies(store, days, names, 1)
        told = {
            (one.contract, one.series, metric, day): column.between(day, day)
            for one in found
            for (metric, _), column in one.columns.items()
            for day in DAYS
            if column.between(day, day)
        }
        assert told == sums
        assert {
            (one.contract, one.series): {name: set(d) for name, d in one.platforms.items()}
            for one in found
        } == platforms
        assert found[0].evidence == {day.day: day.rows_sha256 for day in days}


def test_a_total_is_made_once_and_again_for_another_version(store):
    names = named(store)
    day = kept_day(store, DAYS[0], 1)
    total_of(store, day, 1)
    path = store.folder / TOTALS / "2026-05-28.v1.parquet"
    (store.folder / FOLDER / day.file).unlink()
    before = total_of(store, day, 2)
    later = kept_day(store, DAYS[0], 2, version=2)

    assert path.is_file()
    assert total_of(store, later, 3) != before
    assert tallies(store, [], names, 1) == ()


def test_a_total_that_is_gone_is_made_again_and_one_that_was_changed_is_refused(store):
    day = kept_day(store, DAYS[0], 1)
    made = total_of(store, day, 1)
    path = store.folder / TOTALS / "2026-05-28.v1.parquet"
    path.unlink()
    assert total_of(store, day, 1) == made
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(Invalid) as caught:
        total_of(store, day, 1)
    assert caught.value.code == "counting.day_damaged"


def test_a_day_that_is_gone_or_changed_is_refused(store):
    day = kept_day(store, DAYS[0], 1)
    path = store.folder / FOLDER / day.file
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(Invalid):
        total_of(store, day, 1)
    path.unlink()
    with pytest.raises(Missing):
        total_of(store, day, 1)


def test_rows_that_say_another_sum_than_their_day_are_refused(store):
    day = kept_day(store, DAYS[0], 1)
    other = Day(**{name: getattr(day, name) for name in Day.__slots__} | {"counted": 1})
    with pytest.raises(Invalid) as caught:
        total_of(store, other, 1)
    assert caught.value.code == "counting.day_damaged"
