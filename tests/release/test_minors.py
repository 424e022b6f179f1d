"""Minors mode: for how long a day, in which hours and what may be watched, as data."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.model.release import Age
from piying.release.minors import DAY_MINUTES, MINUTE_MS, Why, clock_of, read_limits, refusal

FILE = """
[[limit]]
id = "ours"
minutes = {minutes}
minutes_recommended = 60
closed_from = "{closed}"
closed_until = "06:30"
utc_offset_minutes = 480
ages = ["all"]
source = {{ title = "ours", url = "", read_on = 2026-11-23, confidence = "A" }}
"""
LIMITS = read_limits(FILE.format(minutes=40, closed="22:00"), "f")
NOON, NIGHT = 4 * 60 * MINUTE_MS, 15 * 60 * MINUTE_MS
"""By the clock of China 12:00 and 23:00."""


@settings(deadline=None)
@given(st.integers(0, 4_000_000_000_000))
def test_when_it_opens_it_is_open_and_not_a_minute_before(moment):
    limits = LIMITS
    opens = limits.opens_ms(moment)

    assert opens >= moment
    assert not limits.closed(opens)
    assert opens == moment or limits.closed(opens - 1)
    assert opens - moment < 9 * 3_600_000


def test_hours_of_one_day_close_as_well_as_those_over_midnight():
    early = read_limits(FILE.format(minutes=40, closed="05:00"), "f")

    found = [early.closed((hour - 8) * 60 * MINUTE_MS) for hour in (4, 5, 6, 7)]

    assert found == [False, True, True, False]


@given(st.integers(0, 10**9))
def test_what_is_left_and_what_was_watched_are_the_limit(watched_ms):
    left = LIMITS.left_ms(watched_ms)

    assert left >= 0
    assert left == 0 or left + watched_ms == LIMITS.minutes * MINUTE_MS


def test_the_day_turns_at_midnight_of_the_place():
    midnight = (DAY_MINUTES - 480) * MINUTE_MS

    assert (LIMITS.day(midnight - 1), LIMITS.day(midnight)) == (0, 1)


def test_the_gravest_reason_goes_first():
    assert refusal(LIMITS, Age.EIGHTEEN, 10**9, NIGHT) is Why.AGE
    assert refusal(LIMITS, Age.ALL, 10**9, NIGHT) is Why.CLOSED
    assert refusal(LIMITS, Age.ALL, 10**9, NOON) is Why.TIME_UP
    assert refusal(LIMITS, Age.ALL, 0, NOON) is None


def test_a_clock_is_shown_with_two_digits_each():
    assert clock_of(65) == "01:05"


@pytest.mark.parametrize("closed", ["24:00", "9:00", "22:60", "night"])
def test_no_clock_is_refused_with_the_key(closed):
    with pytest.raises(Invalid, match="closed_from"):
        read_limits(FILE.format(minutes=40, closed=closed), "f")


@settings(deadline=None)
@given(st.integers(0, 4_000_000_000_000), st.integers(0, 3_600_000))
def test_whoever_watches_on_has_to_stop_when_their_time_or_the_hours_are_over(moment, watched):
    ends = LIMITS.ends_ms(watched, moment)
    so_far = watched + ends - moment

    assert moment <= ends <= moment + LIMITS.left_ms(watched)
    assert LIMITS.closed(ends) or LIMITS.left_ms(so_far) == 0
    assert ends == moment or not LIMITS.closed(ends - 1)
