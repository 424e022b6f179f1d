"""Live figures add up, in any order."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from piying.audience.live import (
    EVERY,
    EVERYTHING,
    WEEK_DAYS,
    Now,
    Running,
    Share,
    day_of,
    first_hour_of,
    monday_of,
    shares,
)
from piying.model.figures import Event, Gain

DAY = 20_820
"""2027-01-02, a Saturday."""
HOUR = first_hour_of(DAY) + 10
GAINS = st.lists(
    st.tuples(
        st.sampled_from(("lamp", "key")),
        st.builds(
            Gain,
            drama=st.just(1),
            episode=st.integers(1, 3),
            hour=st.integers(HOUR - 30, HOUR),
            plays=st.integers(-3, 9),
            finished=st.integers(-2, 5),
            watch_ms=st.integers(-900, 9_000),
        ),
    ),
    max_size=20,
)


def test_a_day_begins_at_midnight_in_china():
    assert (date(1970, 1, 1).toordinal() + DAY) == date(2027, 1, 2).toordinal()
    assert first_hour_of(DAY) * 3600 == 1_798_819_200
    assert (day_of(HOUR), day_of(first_hour_of(DAY) - 1)) == (DAY, DAY - 1)


@given(st.integers(10_000, 40_000))
def test_a_week_begins_on_monday(day):
    monday = monday_of(day)

    assert date.fromordinal(date(1970, 1, 1).toordinal() + monday).weekday() == 0
    assert 0 <= day - monday < WEEK_DAYS


@given(GAINS)
def test_gains_add_up_as_shares_do_and_by_day_week_and_series(gains):
    one, other, alone = Running(), Running(), Running()
    one.gain(gains)
    for series, gain in reversed(gains):
        counts = {"plays": gain.plays, "finished": gain.finished, "watch_ms": gain.watch_ms}
        other.add(Share(series, gain.episode, gain.hour, counts))
        alone.gain([(series, gain)])

    assert one.hours == other.hours == alone.hours
    assert one.days == other.days == alone.days
    whole = sum(gain.plays for _, gain in gains)
    weeks = (monday_of(DAY), monday_of(DAY) - WEEK_DAYS)
    assert sum(one.week(EVERYTHING, EVERY, monday).get("plays", 0) for monday in weeks) == whole
    assert one.between(EVERYTHING, HOUR - 30, HOUR + 1).get("plays", 0) == whole
    for series in ("lamp", "key"):
        parts = sum(one.day(series, episode, DAY).get("plays", 0) for episode in (1, 2, 3))
        assert one.day(series, EVERY, DAY).get("plays", 0) == parts


def test_what_comes_to_nothing_is_not_there():
    running = Running()
    running.gain([("lamp", Gain(1, 1, HOUR, 1, 0, 5)), ("lamp", Gain(1, 1, HOUR, -1, 0, -5))])
    running.gain([("key", Gain(1, 1, HOUR, 1, 0, 5))])
    running.gain([("key", Gain(1, 1, HOUR, -1, 0, -5))])

    assert (running.hours, running.days) == ({}, {})
    assert running.taken().any
    assert not running.taken().any


def test_people_are_never_added_up_over_days():
    running = Running()
    running.meet("lamp", EVERY, DAY, 3)
    running.meet("lamp", EVERY, DAY - 1, 2)

    assert running.day("lamp", EVERY, DAY) == {"viewers": 3}
    assert running.week("lamp", EVERY, monday_of(DAY)) == {}
    running.forget(Now(HOUR))
    assert running.day("lamp", EVERY, DAY - 1) == {}


def test_last_week_is_kept_and_nothing_before():
    running, now = Running(), Now(HOUR)
    for hour in (now.first_hour - 1, now.first_hour, HOUR):
        running.gain([("lamp", Gain(1, 1, hour, 1, 0, 0))])
    running.forget(now)

    assert sorted(hour for of, _, hour in running.hours if of) == [now.first_hour, HOUR]


def test_an_event_of_no_series_counts_in_the_total_once():
    running = Running()
    for share in shares([Event("", 0, HOUR * 3_600_000, "unlocks.member", 1)]):
        running.add(share)

    assert running.day(EVERYTHING, EVERY, DAY) == {"unlocks.member": 1}
    assert len(running.days) == 1
