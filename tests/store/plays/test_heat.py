"""Heat: plays of a drama by day, from what stands beside the hours."""

from __future__ import annotations

import numpy as np

from piying.model.play import BUCKETS, DAY_MS, HOUR_MS
from piying.store.plays import heat
from piying.store.plays.heat import Heat
from piying.store.plays.hours import put_hour
from piying.store.plays.packed import DTYPES, empty, joined

DAY = 20_000 * DAY_MS


def plays(folder, at_ms, **counts):
    """An hour with so many plays of each drama."""
    parts = []
    for drama, count in counts.items():
        rows = {name: np.zeros(count, dtype) for name, dtype in DTYPES.items()}
        rows["drama_id"] += int(drama[1:])
        rows["episode"] += 1
        rows["n"] += np.arange(count, dtype=rows["n"].dtype)
        rows["viewing_lo"] += int(drama[1:])
        rows["ts_ms"] += at_ms
        parts.append(rows)
    put_hour(folder, at_ms // HOUR_MS, [joined(parts)] + [empty()] * (BUCKETS - 1))


def found(folder, days=2, reader=None):
    sums = {}
    for day, drama, count in (reader or Heat(folder)).days(DAY, days):
        sums[day, drama] = sums.get((day, drama), 0) + count
    return sums


def test_plays_are_added_up_by_day_and_drama(tmp_path):
    plays(tmp_path, DAY, d1=3, d2=1)
    plays(tmp_path, DAY + 23 * HOUR_MS, d1=2)
    plays(tmp_path, DAY + DAY_MS, d2=4)
    plays(tmp_path, DAY - HOUR_MS, d1=99)
    plays(tmp_path, DAY + 2 * DAY_MS, d1=99)

    assert found(tmp_path) == {(0, 1): 5, (0, 2): 1, (1, 2): 4}


def test_a_house_without_plays_has_no_heat(tmp_path):
    assert found(tmp_path) == {}


def test_an_hour_is_read_once_and_again_when_it_was_made_anew(tmp_path, monkeypatch):
    plays(tmp_path, DAY, d1=3)
    reader, read = Heat(tmp_path), []
    table = heat.pq.read_table
    monkeypatch.setattr(heat.pq, "read_table", lambda *a, **k: read.append(a) or table(*a, **k))
    assert [found(tmp_path, reader=reader) for _ in range(2)] == [{(0, 1): 3}] * 2
    assert len(read) == 1
    plays(tmp_path, DAY, d1=7)

    assert found(tmp_path, reader=reader) == {(0, 1): 7}
    assert len(read) == 2
