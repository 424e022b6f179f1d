"""What hangs on a report: where somebody is, how long a minor watched."""

from __future__ import annotations

import pytest

from piying.release.heard import Gain, Heard, Screen
from piying.studio.channel.accounts import minors_on
from piying.studio.channel.keeping import places
from piying.studio.channel.logins import refreshed
from piying.studio.channel.minors import today
from piying.studio.channel.noting import noted


def heard(series="lamp", episode=1, position_ms=7_000, *, ended=False):
    screen = Screen(series, episode, 90_000, None)
    return Heard(
        viewing=1, n=0, account="a", release="r", screen=screen, at_ms=0, watched_ms=7_000,
        gain=Gain(7_000, 0, 0), position_ms=position_ms, rung="360p", ended=ended,
    )  # fmt: skip


@pytest.fixture
def seen(cinema):
    cinema.season("lamp", 2)
    return cinema


def place_of(cinema, by):
    return [(one.episode, one.position_ms) for one in places(cinema.house, by, "lamp")]


def test_a_report_says_where_somebody_is(seen, clock_ms):
    by = seen.viewer()
    noted(seen.house).place(by, heard(), clock_ms)

    assert place_of(seen, by) == [(1, 7_000)]


def test_who_came_to_the_end_is_at_the_end(seen, clock_ms):
    by = seen.viewer()
    noted(seen.house).place(by, heard(position_ms=89_100, ended=True), clock_ms)

    assert place_of(seen, by) == [(1, 90_000)]


def test_what_cannot_be_noted_is_logged_and_no_error(seen, clock_ms, caplog):
    noted(seen.house).place(seen.viewer(), heard("never out"), clock_ms)

    assert "not kept" in caplog.text


def test_the_minutes_of_a_minor_are_counted(seen, clock_ms):
    by = seen.viewer()
    minors_on(seen.house, by, "4711")
    child = refreshed(seen.house, by)
    noted(seen.house).watched(child, 60_000, clock_ms)
    noted(seen.house).watched(seen.viewer(), 60_000, clock_ms)

    assert today(seen.house, child.account).watched_ms == 60_000


@pytest.fixture
def clock_ms(seen):
    return seen.clock.now_ms()
