from __future__ import annotations

from itertools import pairwise

import pytest

from piying.audience.sql import PEOPLE, WHOLE
from piying.store.plays.engines.duckdb import DuckEngine, ranges
from piying.store.plays.world import make_world
from store.plays.days_of_plays import by_hand, of, write_hours
from store.plays.nasty import COUNTING, PLAYS, SCREENING


def test_a_nasty_day_is_counted_as_by_hand_in_one_range_and_in_many(tmp_path):
    hours = write_hours(tmp_path, PLAYS)
    world = make_world(SCREENING, COUNTING)
    whole, parted = (
        of(DuckEngine(range_max=plays).settle(hours, world)) for plays in (1000, 60)
    )

    assert whole[:2] == by_hand(PLAYS, SCREENING, COUNTING)
    assert parted == whole


def test_a_folder_with_a_quotation_mark_is_a_folder(tmp_path):
    folder = tmp_path / "it's"
    folder.mkdir()
    hours = write_hours(folder, PLAYS)
    counted = DuckEngine().settle(hours, make_world(SCREENING, COUNTING))

    assert counted.received == len(PLAYS)


@pytest.mark.parametrize("whole", [WHOLE, PEOPLE])
@pytest.mark.parametrize("plays", [0, 1, 10, 999, 10**9])
def test_ranges_cover_every_number_once(whole, plays):
    found = list(ranges(whole, plays, 10))

    assert found[0][0] == whole[0]
    assert found[-1][1] == whole[1]
    assert all(high + 1 == low for (_, high), (low, _) in pairwise(found))
