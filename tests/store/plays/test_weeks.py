"""A week that is over is put together once, and is what its days come to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.store.plays import totals
from piying.store.plays.names import register
from piying.store.plays.totals import tallies
from piying.store.plays.weeks import WEEKS, Part, _packed, _unpacked, joined, opens_of, part_of
from piying.store.store import open_store
from store.plays.test_totals import kept_day

WEEK = ("2026-05-25", "2026-05-26", "2026-05-31")
NEXT = "2026-06-01"


@pytest.fixture
def store(tmp_path):
    found = open_store(tmp_path / "house")
    yield found
    found.close()


@pytest.fixture
def names(store):
    register(store, "drama", ["one", "two", "three"], 1)
    register(store, "contract", ["c1", "c2"], 1)
    return register(store, "platform", ["phone", "web"], 1)


def told(found):
    return [
        (one.contract, one.series, dict(one.platforms),
         {key: (of.days, list(of.upto)) for key, of in one.columns.items()})
        for one in found
    ]  # fmt: skip


def test_a_week_that_is_over_is_read_from_one_file_afterwards(store, names, monkeypatch):
    days = [kept_day(store, name, seed) for seed, name in enumerate((*WEEK, NEXT))]
    first = told(tallies(store, days, names, 1))
    asked, total_of = [], totals.total_of
    monkeypatch.setattr(
        totals, "total_of",
        lambda store, day, at_ms: [asked.append(day.day), total_of(store, day, at_ms)][1],
    )  # fmt: skip

    assert told(tallies(store, days, names, 2)) == first
    assert asked == [NEXT]
    (path,) = (store.folder / WEEKS).iterdir()
    path.unlink()
    assert told(tallies(store, days, names, 3)) == first


def test_a_week_whose_day_was_counted_again_is_put_together_again(store, names):
    days = [kept_day(store, name, seed) for seed, name in enumerate((*WEEK, NEXT))]
    first = told(tallies(store, days, names, 1))
    days[1] = kept_day(store, WEEK[1], 9, version=2)
    second = told(tallies(store, days, names, 2))

    assert second != first
    assert second == told(tallies(store, days, names, 3))


def test_a_week_that_was_changed_is_refused(store, names):
    days = [kept_day(store, name, seed) for seed, name in enumerate((*WEEK, NEXT))]
    tallies(store, days, names, 1)
    (path,) = (store.folder / WEEKS).iterdir()
    path.write_bytes(path.read_bytes()[:-1] + b"\1")
    with pytest.raises(Invalid) as caught:
        tallies(store, days, names, 2)

    assert caught.value.code == "counting.day_damaged"


DAY_TOTALS = st.dictionaries(
    st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3)),
    st.tuples(*[st.integers(0, 2)] * 3),
    max_size=8,
)


@pytest.mark.property
@settings(deadline=None, max_examples=60)
@given(st.lists(DAY_TOTALS, min_size=1, max_size=6), st.integers(1, 5))
def test_days_that_are_joined_in_parts_are_the_days_joined_at_once(days, cut):
    tables = [
        (np.array(sorted(day), np.int64).reshape(-1, 3),
         np.array([day[key] for key in sorted(day)], np.int64).reshape(-1, 3))
        for day in days
    ]  # fmt: skip
    whole = part_of(tables)
    kept = [_unpacked(_packed(part_of(some))) for some in (tables[:cut], tables[cut:]) if some]
    again = joined(kept)

    for one, other in zip(parts(whole), parts(again), strict=True):
        assert np.array_equal(one, other)
    titles = sorted({key[:2] for day in days for key in day})
    assert [tuple(key[:2]) for key in whole.keys[opens_of(whole.keys)].tolist()] == titles
    for at, day in enumerate(days):
        for place, title in enumerate(titles):
            rows = [amounts for key, amounts in day.items() if key[:2] == title]
            expected = [sum(column) for column in zip(*rows, strict=True)] or [0, 0, 0]
            assert whole.sums[:, place, at].tolist() == expected
        for place, key in enumerate(whole.keys.tolist()):
            assert whole.counted[place, at] == any(day.get(tuple(key), ()))


def parts(one: Part):
    return one.keys, one.counted, one.sums
