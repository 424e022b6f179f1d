from __future__ import annotations

import pytest

from piying.model.play import Reason
from piying.store.plays.engines.kernel import KernelEngine
from piying.store.plays.world import make_world
from store.plays.days_of_plays import by_hand, of, write_hours
from store.plays.nasty import COUNTING, PLAYS, SCREENING


@pytest.mark.parametrize("pile", [1, 20, 1000])
def test_a_nasty_day_is_counted_as_by_hand_in_piles_of_any_size(tmp_path, pile):
    hours = write_hours(tmp_path, PLAYS)
    found = of(KernelEngine(plays_max=pile).settle(hours, make_world(SCREENING, COUNTING)))

    assert found[:2] == by_hand(PLAYS, SCREENING, COUNTING)


def test_everything_happens_on_the_nasty_day():
    _, refused = by_hand(PLAYS, SCREENING, COUNTING)

    assert all(refused.values())


def test_nothing_played_and_nothing_to_play_is_an_empty_day():
    counted = KernelEngine().settle([], make_world([], []))

    assert of(counted)[:2] == ([], dict.fromkeys(counted.refused, 0))
    assert Reason.CONFLICT in counted.refused
