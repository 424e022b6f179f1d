"""Clocks and penalties: deadlines from data, working hours, and what strikes come to."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.errors import Invalid, Missing
from piying.review import clocks as module
from piying.review.clocks import DAY_MS, HOUR_MS, MINUTE_MS, parse_clocks
from piying.review.permits import Needs

TEXT = Path(module.__file__).with_suffix(".toml").read_text("utf-8")
CLOCKS = parse_clocks(TEXT)
CHINA = timezone(timedelta(hours=8))
WORKING = parse_clocks(
    TEXT.replace("minutes = 5", "hours = 6\nbusiness = true").replace(
        "holidays = []", "holidays = [2026-11-24]"
    )
)


def at(day, hour, minute=0):
    return round(datetime(2026, 11, day, hour, minute, tzinfo=CHINA).timestamp()) * 1000


@pytest.mark.parametrize(
    ("name", "length_ms"),
    [
        ("order_dark", 5 * MINUTE_MS), ("notices_out", 15 * MINUTE_MS),
        ("acknowledged", 24 * HOUR_MS), ("review_other", 24 * HOUR_MS),
        ("review_ordinary", 72 * HOUR_MS), ("suspension", 72 * HOUR_MS),
        ("appeal_window", 30 * DAY_MS), ("appeal_answer", 7 * DAY_MS),
    ],
)  # fmt: skip
def test_the_defaults_are_those_of_the_design(name, length_ms):
    """ "own channel dark ≤ 5 min, notices out ≤ 15 min, all acknowledgements ≤ 24 h …\""""
    assert CLOCKS.due(name, 1_000) == 1_000 + length_ms


def test_an_appeal_has_at_least_six_months_in_the_european_union():
    assert CLOCKS.clock("appeal_window", "EU").length_ms >= 184 * DAY_MS
    assert CLOCKS.clock("appeal_answer", "EU").jurisdiction == "*"
    assert Needs().appeal_window_ms == CLOCKS.clock("appeal_window").length_ms


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (at(23, 10), at(23, 16)),  # a Monday
        (at(23, 15), at(25, 12)),  # over the holiday
        (at(20, 14), at(23, 11)),  # over the weekend
        (at(23, 6), at(23, 15)),  # before it opens
        (at(21, 12), at(23, 15)),  # on a Saturday
        (at(23, 12), at(23, 18)),  # to the minute it closes
    ],
)
def test_business_hours_stand_still_at_night_on_weekends_and_on_holidays(start, due):
    assert WORKING.due("order_dark", start) == due


@given(st.integers(at(1, 0), at(30, 23)), st.integers(0, 10 * DAY_MS))
def test_who_begins_later_is_never_due_earlier(start, later):
    first, second = (WORKING.due("order_dark", moment) for moment in (start, start + later))

    assert start + 6 * HOUR_MS <= first <= second


def test_an_unknown_clock_is_missing():
    with pytest.raises(Missing):
        CLOCKS.due("tea", 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minutes = 5", ""),
        ("minutes = 5", "minutes = 5\nhours = 1"),
        ("minutes = 5", "minutes = 0"),
        ("minutes = 5", 'minutes = "5"'),
        ('id = "notices_out"', 'id = "order_dark"'),
        ("weekdays = [1, 2, 3, 4, 5]", "weekdays = []"),
        ("from_hour = 9", "from_hour = 19"),
        ("from_hour = 9", 'from_hour = "9"'),
        ("window_days = 90", 'window_days = "90"'),
        ("from = 2\n", "from = 1\n"),
        ("[penalty]", "[penalties]"),
        ("[business]", "[[business]]"),
        ('what = { zh = "警告', 'what = "'),
    ],
)
def test_a_file_that_says_nonsense_is_refused(old, new):
    assert old in TEXT
    with pytest.raises(Invalid, match="clocks"):
        parse_clocks(TEXT.replace(old, new, 1))


def test_a_strike_weighs_by_its_category_and_is_gone_after_ninety_days():
    penalty, now = CLOCKS.penalty, 1_000 * DAY_MS
    strikes = [(now, "minors"), (now - 89 * DAY_MS, "wealth"), (now - 90 * DAY_MS, "sexual")]

    assert penalty.sum(strikes, now) == 4
    assert penalty.sum(strikes, now + DAY_MS) == 3
    assert penalty.sum([(now + 1, "minors")], now) == 0


def test_steps_begin_with_a_warning_and_end_with_the_partnership():
    penalty = CLOCKS.penalty

    assert penalty.step(0) is None
    assert penalty.step(1).does == "warning"
    assert penalty.step(8).does == "pause_7_days"
    assert penalty.step(99).does == "end"
