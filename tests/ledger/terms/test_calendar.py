"""Periods and days of payment."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.terms.build import shipped
from piying.ledger.terms.calendar import dates, day_at, period_after, period_of, periods
from piying.ledger.terms.workdays import Workdays, workdays
from piying.model.deal import Calendar, Delay
from piying.model.errors import Invalid

WEEK, MONTH = Calendar("week"), Calendar("month")
DAYS = workdays(shipped("workdays.toml"), "workdays.toml")


def test_a_week_is_an_iso_week_from_monday_to_sunday():
    week = period_of("2026-01-01", WEEK)

    assert (week.name, week.begin, week.end) == ("2026-W01", "2025-12-29", "2026-01-04")


def test_a_month_ends_on_its_last_day():
    assert period_of("2026-02-10", MONTH).end == "2026-02-28"
    assert period_of("2028-02-10", MONTH).end == "2028-02-29"
    assert period_of("2026-12-31", MONTH).end == "2026-12-31"


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from([WEEK, MONTH]))
def test_periods_follow_one_another_without_a_gap(day, calendar):
    period = period_of(day.isoformat(), calendar)

    assert period.begin <= day.isoformat() <= period.end
    assert period_of(period.begin, calendar) == period_of(period.end, calendar) == period
    assert periods(period.begin, period_after(period, calendar).end, calendar)[
        1
    ] == period_after(period, calendar)


def test_the_day_of_an_instant_is_the_day_at_the_deals_offset():
    before_midnight_utc = 1_798_650_000_000  # 2026-12-30 17:00 UTC

    assert day_at(before_midnight_utc, Calendar(offset_minutes=0)) == "2026-12-30"
    assert day_at(before_midnight_utc, Calendar(offset_minutes=480)) == "2026-12-31"


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-02-13", True),
        ("2026-02-14", True),
        ("2026-02-16", False),
        ("2026-02-28", True),
        ("2026-10-08", True),
        ("2026-10-10", True),
        ("2026-10-11", False),
        ("2025-01-26", True),
        ("2025-10-08", False),
    ],
)
def test_working_days_follow_the_notices(day, works):
    assert DAYS.works(day) is works


def test_holidays_are_skipped_when_a_payment_is_counted():
    calendar = Calendar("month", payment=Delay(5, working=True))
    september = period_of("2026-09-30", calendar)

    assert dates(september, calendar, DAYS)["payment"] == "2026-10-13"


def test_a_payment_can_count_from_the_invoice():
    calendar = Calendar(
        "month",
        statement=Delay(9),
        invoice=Delay(20),
        payment=Delay(35, working=True, after="invoice"),
    )

    assert dates(period_of("2026-03-01", calendar), calendar, DAYS) == {
        "period": "2026-03-31",
        "statement": "2026-04-09",
        "invoice": "2026-04-20",
        "payment": "2026-06-10",
    }


def test_what_a_deal_does_not_say_has_no_day():
    assert dates(period_of("2026-03-01", WEEK), WEEK, DAYS)["payment"] == ""


def test_a_year_that_is_not_there_blocks():
    calendar = Calendar("month", payment=Delay(5, working=True))

    with pytest.raises(Invalid, match="2027"):
        dates(period_of("2026-12-31", calendar), calendar, DAYS)
    with pytest.raises(Invalid, match="2026"):
        Workdays().works("2026-12-31")


def test_every_holiday_that_falls_on_a_weekday_is_free_and_every_worked_day_is_a_weekend():
    for year in DAYS.years:
        assert not year.holidays & year.worked
        assert all(not DAYS.works(day) for day in year.holidays)
        assert year.source.url
