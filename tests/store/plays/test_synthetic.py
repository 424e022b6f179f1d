"""Synthetic days are the same every time, and like the days they stand for."""

from __future__ import annotations

import numpy as np

from piying.model.play import BUCKETS, HOUR_MS
from piying.store.plays.distinct import distinct
from piying.store.plays.packed import count_of, joined, sift
from piying.store.plays.synthetic import Shape, duration_ms, plays_of_bucket, plays_of_day

DAY = 1_790_006_400_000 // HOUR_MS * HOUR_MS
SHAPE = Shape(DAY, 2_000_000, people=100_000)
BUSY = [plays_of_bucket(SHAPE, 20, bucket) for bucket in range(0, BUCKETS, 4)]
ROWS = joined(BUSY)


def share(mask):
    return float(np.mean(mask))


def test_a_bucket_is_a_function_of_its_shape():
    again = plays_of_bucket(SHAPE, 20, 4)
    other = plays_of_bucket(Shape(DAY, 2_000_000, people=100_000, seed=2), 20, 4)

    assert all((again[name] == BUSY[1][name]).all() for name in again)
    assert not np.array_equal(again["viewing_lo"], other["viewing_lo"])


def test_every_row_is_a_play_of_its_hour_and_bucket():
    wide = {name: column.astype(np.int64) for name, column in ROWS.items()}

    assert sift(wide, DAY).aside == ()
    assert set((ROWS["ts_ms"] // HOUR_MS).tolist()) == {DAY // HOUR_MS + 20}
    assert all(
        set((rows["user_hash"] >> 55).tolist()) <= {4 * place}
        for place, rows in enumerate(BUSY)
    )


def test_it_is_like_the_days_it_stands_for():
    plays = joined(distinct(rows).plays for rows in BUSY)
    runs = len(np.unique(plays["viewing_lo"]))
    whole = duration_ms(plays["drama_id"], plays["episode"])

    assert 0.006 < 1 - count_of(plays) / count_of(ROWS) < 0.010
    assert 6 < count_of(plays) / runs < 9
    assert 0.26 < share(plays["watch_ms"] < 5_000) < 0.30
    assert share(plays["watch_ms"] > whole) == 0
    assert share(plays["drama_id"] == 1) > 20 * share(plays["drama_id"] == 100)
    assert count_of(ROWS) > 100 * SHAPE.events // 2_219 * 64 // 256 * 9 // 10


def test_some_copies_come_with_the_time_of_the_next_hour():
    shape = Shape(DAY, 50_000, people=1_000, copies_ppm=500_000, copies_later_ppm=500_000)

    def reports(number):
        rows = joined(plays_of_bucket(shape, number, bucket) for bucket in range(32))
        columns = (rows[name].tolist() for name in ("viewing_hi", "viewing_lo", "n"))
        return set(zip(*columns, strict=True))

    assert len(reports(19) & reports(20)) > 50
    assert not reports(18) & reports(20)


def test_a_day_is_24_hours_of_256_buckets():
    day = plays_of_day(Shape(DAY, 10))
    first = [next(day)[:2] for _ in range(BUCKETS + 1)]

    assert first == [(DAY // HOUR_MS, b) for b in range(BUCKETS)] + [(DAY // HOUR_MS + 1, 0)]
