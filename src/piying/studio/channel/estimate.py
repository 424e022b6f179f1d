"""estimate: what this week comes to so far, for those who are paid; nothing is booked.

Days that were counted for good stand as they are. What is not counted yet is counted by one
engine, as far as it goes. From there on it is the close itself that works it out.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from piying.ledger.closing import period_named
from piying.ledger.terms.calendar import Period, day_at, period_of
from piying.ledger.terms.days import after
from piying.model.books import Close, Statement
from piying.model.deal import Calendar
from piying.model.errors import Invalid, Missing
from piying.model.figures import Estimate, EstimateLine
from piying.model.play import DAY_MS, Day
from piying.model.viewer import Deed, Duty
from piying.store.plays.ahead import hours_ahead
from piying.store.plays.days import HourFile, changed_hours, count_provisional, latest_day
from piying.store.plays.engines.kernel import KernelEngine
from piying.store.plays.hours import files_of
from piying.studio.channel.acting import By, require
from piying.studio.counting.daycount import OFFSET_MS, days_in, own_world
from piying.studio.house import House, plays_of
from piying.studio.settling.bookkeeping import files_of_deals, folder_of
from piying.studio.settling.settle import closes, foresee, last_close

CALLED = "estimate"
RUNNING_DAYS_MAX = 31
"""More days than that are counted first."""
KEPT_MS = 60_000
"""An estimate is made again when it is so old."""


def estimate(house: House, by: By, week: str = "") -> Estimate:
    """What `week` comes to so far, as `by` may see it; without one, this week.

    Raises:
        Invalid: `by` may not see statements; no week is called that, or it has not begun.
        Outside: the disk refused.
    """
    party = party_of(house, by)
    return seen_by(made(house, week), party)


def party_of(house: House, by: By) -> str:
    """Whose statements alone `by` may see; empty: everybody's.

    Raises:
        Invalid: they may see none.
    """
    account = by.account
    if account is None:
        return ""
    require(house, by, Deed.STATEMENTS, account.party)
    return "" if Duty.FINANCE in account.duties else account.party


def seen_by(found: Estimate, party: str) -> Estimate:
    """`found`, with what is `party`'s alone; empty: all of it."""
    if not party:
        return found
    return replace(
        found,
        statements=tuple(one for one in found.statements if one.party == party),
        lines=tuple(one for one in found.lines if one.party == party),
        unknown=found.unknown and Invalid("figures.estimate_unknown"),
    )


def made(house: House, week: str = "") -> Estimate:
    """What `week` comes to so far, of everybody.

    Raises:
        Invalid: no week is called that, or it has not begun.
        Outside: the disk refused.
    """
    today = day_at(house.clock.now_ms(), Calendar())
    named = period_named(week) if week else period_of(today, Calendar())
    if named.begin > today:
        raise Invalid("figures.not_begun", period=named.name, begin=named.begin)
    before = last_close(house)
    if before is not None and named.end <= before.end:
        return _settled(house, named)
    try:
        return _foreseen(house, named, before, today)
    except (Invalid, Missing) as error:
        return replace(_empty(house, named), unknown=error)


class Estimates:
    """Estimates of a house, each kept for a while; for any number of threads."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._lock = threading.Lock()
        self._kept: dict[str, Estimate] = {}

    def of(self, by: By, week: str = "") -> Estimate:
        """As `estimate`; what was made within `KEPT_MS` is given again."""
        party = party_of(self._house, by)
        now_ms = self._house.clock.now_ms()
        with self._lock:
            self._kept = {
                name: one
                for name, one in self._kept.items()
                if 0 <= now_ms - one.at_ms < KEPT_MS
            }
            found = self._kept.get(week)
            if found is None:
                found = self._kept[week] = made(self._house, week)
        return seen_by(found, party)


# --- inside -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Days:
    counted: tuple[str, ...]
    running: tuple[Day, ...]


def _foreseen(house: House, named: Period, before: Close | None, today: str) -> Estimate:
    files_of_deals(folder_of(house))  # without any, no day needs to be counted
    last = min(named.end, today)
    days = _days(house, last)
    sooner = period_of(after(named.begin, -1), Calendar())
    waits = before is None or before.end < sooner.end  # a week that is over, and not closed
    names = [sooner.name, named.name] if waits else [named.name]
    closed = foresee(house, names, days.running)[-1]
    return replace(
        _empty(house, named),
        statements=closed.statements,
        lines=_lines(closed.statements, provisional=True),
        counted=tuple(day for day in days.counted if named.begin <= day <= last),
        running=tuple(
            one.day for one in days.running if named.begin <= one.day <= last
        ),
    )  # fmt: skip


def _settled(house: House, named: Period) -> Estimate:
    """The statements of a week that is closed; none where it was closed within another."""
    for close in closes(house):
        if close.period == named.name:
            found = tuple(house.store.get(name, Statement) for _, name in close.statements)
            return replace(
                _empty(house, named),
                statements=found, lines=_lines(found, provisional=False), provisional=False,
            )  # fmt: skip
    raise Missing("figures.no_close", period=named.name)


def _empty(house: House, named: Period) -> Estimate:
    at_ms = house.clock.now_ms()
    return Estimate(named.name, named.begin, named.end, at_ms, (), (), provisional=True)


def _lines(found: tuple[Statement, ...], *, provisional: bool) -> tuple[EstimateLine, ...]:
    return tuple(
        EstimateLine(
            one.party, one.currency, line.number, line.series, line.clause, line.what,
            line.said, line.units, line.unit, line.rate, line.minor, provisional,
        )
        for one in found
        for line in one.lines
    )  # fmt: skip


def _days(house: House, last: str) -> _Days:
    """The days up to `last`: those that were counted, and the others as far as they go."""
    counted, open_days = [], []
    plays = plays_of(house)
    with hours_ahead(plays, house.clock.now_ms()) as scratch:
        for day in days_in(scratch):
            if day > last:
                continue
            hours = _hours(scratch, day)
            held = latest_day(house.store, day)
            if held is not None and not changed_hours(
                held, ((one.hour, one.sha256) for one in hours)
            ):
                counted.append(day)
            else:
                open_days.append((day, hours))
        if len(open_days) > RUNNING_DAYS_MAX:
            raise Invalid("figures.uncounted", days=len(open_days), first=open_days[0][0])
        engine = KernelEngine()
        running = tuple(
            count_provisional(
                house.store, day, hours, own_world(house, day), engine=engine, called=CALLED
            )
            for day, hours in open_days
        )
    return _Days(tuple(counted), running)


def _hours(folder: Path, day: str) -> tuple[HourFile, ...]:
    begin = (date.fromisoformat(day) - date(1970, 1, 1)).days * DAY_MS - OFFSET_MS
    return tuple(
        HourFile(one.hour, one.path, one.sha256)
        for one in files_of(folder, begin, begin + DAY_MS)
    )
