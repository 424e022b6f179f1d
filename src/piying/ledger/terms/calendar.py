"""Calendars: the periods of a deal, and when a period is stated, invoiced and paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from piying.ledger.terms.days import after
from piying.ledger.terms.workdays import Workdays
from piying.model.deal import Calendar
from piying.model.errors import Invalid

WEEK = "week"


@dataclass(frozen=True, slots=True)
class Period:
    """One period: "2026-W47" (Monday to Sunday, ISO 8601) or "2026-11"."""

    name: str
    begin: str
    end: str
    """The last day, inclusive."""


def day_at(ms: int, calendar: Calendar) -> str:
    """The day of an instant, in milliseconds since 1970, at the deal's offset."""
    local = datetime.fromtimestamp(ms // 1000, UTC) + timedelta(minutes=calendar.offset_minutes)
    return local.date().isoformat()


def period_of(day: str, calendar: Calendar) -> Period:
    """The period that `day` lies in."""
    if calendar.period == WEEK:
        year, week, weekday = date.fromisoformat(day).isocalendar()
        begin = after(day, 1 - weekday)
        return Period(f"{year:04}-W{week:02}", begin, after(begin, 6))
    begin = f"{day[:7]}-01"
    following = after(after(begin, 31)[:7] + "-01", -1)
    return Period(day[:7], begin, following)


def period_after(period: Period, calendar: Calendar) -> Period:
    """The next period."""
    return period_of(after(period.end), calendar)


def periods(first: str, last: str, calendar: Calendar) -> list[Period]:
    """The periods that the days from `first` to `last` lie in, in order."""
    found = []
    period = period_of(first, calendar)
    while period.begin <= last:
        found.append(period)
        period = period_after(period, calendar)
    return found


def dates(period: Period, calendar: Calendar, workdays: Workdays) -> dict[str, str]:
    """When `period` is stated, invoiced and paid; empty where the deal does not say.

    Raises:
        Invalid: working days of a year are needed whose holidays nobody has told.
    """
    days = {"period": period.end}
    for name in ("statement", "invoice", "payment"):
        delay = getattr(calendar, name)
        begin = days[delay.after]
        if delay.days is None or not begin:
            days[name] = ""
        elif delay.working:
            days[name] = workdays.later(begin, delay.days)
        else:
            days[name] = after(begin, delay.days)
    return days


def day_needed(period: Period, calendar: Calendar, workdays: Workdays, what: str) -> str:
    """One of those days, for whoever cannot go on without it.

    Raises:
        Invalid: the deal does not say it; the message asks for it by name.
    """
    found = dates(period, calendar, workdays)[what]
    if not found:
        raise Invalid("deals.date_unknown", period=period.name, field=f"calendar.{what}.days")
    return found
