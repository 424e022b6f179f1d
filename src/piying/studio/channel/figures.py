"""Figures: who may see which series, and how people go from one episode to the next."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from piying.ledger.terms.calendar import day_at
from piying.ledger.terms.days import after
from piying.model.deal import Calendar, Contract
from piying.model.errors import Invalid, Missing
from piying.model.figures import Funnel, Sight
from piying.model.play import DAY_MS
from piying.model.release import UnlockPlan
from piying.model.viewer import Deed, Duty
from piying.store.channel.releases import Releases
from piying.store.plays.funnel import steps
from piying.store.plays.names import all_names
from piying.studio.channel.acting import By, require
from piying.studio.counting.daycount import OFFSET_MS
from piying.studio.counting.worlds import screenings_of
from piying.studio.house import House, plays_of
from piying.studio.settling.bookkeeping import folder_of, newest, terms_of

PAST_DAYS = 14
"""A contract that ended is seen so long: as far back as live figures compare."""
FUNNEL_DAYS, FUNNEL_DAYS_MAX = 7, 31
KEPT_MS = 60_000
KEPT_MAX = 64

Signature = tuple[tuple[str, int, int], ...]


class Sights:
    """What everybody may see, with the contracts kept in mind; for any number of threads."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._lock = threading.Lock()
        self._read: tuple[Signature, tuple[Contract, ...]] | None = None

    def of(self, by: By, close: str = "") -> Sight:
        """What `by` sees now; `close` is the series that they look at closely.

        The staff sees everything. A producer sees the series that the contracts of their
        party name. Ask again from time to time: duties and contracts change.

        Raises:
            Invalid: they may see no figures.
            Missing: `close` is none of their series.
        """
        account = by.account
        seen: frozenset[str] | None = None
        if account is not None:
            require(self._house, by, Deed.FIGURES, account.party)
            if not {Duty.FINANCE, Duty.OPERATOR} & set(account.duties):
                seen = self._series_of(account.party)
        sight = Sight(seen, close)
        if close and not (sight.sees(close) and self._is_there(close, seen)):
            raise Missing("figures.no_series", series=close)
        return sight

    def _series_of(self, party: str) -> frozenset[str]:
        """The series of the contracts that name `party`, and hold or held of late."""
        today = day_at(self._house.clock.now_ms(), Calendar())
        since = after(today, -PAST_DAYS)
        return frozenset(
            series
            for one in self._contracts()
            if any(
                holder.party == party
                and max(one.since, holder.since) <= today
                and all(not until or until >= since for until in (one.until, holder.until))
                for holder in one.holders
            )
            for series in one.series
        )

    def _is_there(self, series: str, seen: frozenset[str] | None) -> bool:
        """Whether anybody could play it: the staff may ask for anything."""
        if seen is not None or ("drama", series) in all_names(self._house.store).numbers:
            return True
        return bool(Releases(self._house.store.database).of(series))

    def _contracts(self) -> tuple[Contract, ...]:
        folder = folder_of(self._house)
        with self._lock:
            signature = _signature(folder)
            if self._read is None or self._read[0] != signature:
                self._read = (signature, _contracts(folder))
            return self._read[1]


class Funnels:
    """Funnels of a house, each kept for a while; for any number of threads."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str, str], Funnel] = {}

    def of(self, sight: Sight, series: str, first: str = "", last: str = "") -> Funnel:
        """How the people of `series` went from episode to episode on the days asked for.

        Without days, the last `FUNNEL_DAYS`. What was made within `KEPT_MS` is given again.

        Raises:
            Missing: it is none of the series that are seen.
            Invalid: a day is none, or there are too many.
        """
        if not sight.sees(series):
            raise Missing("figures.no_series", series=series)
        now_ms = self._house.clock.now_ms()
        end = last or day_at(now_ms, Calendar())
        begin = first or after(_day(end).isoformat(), 1 - FUNNEL_DAYS)
        days = (_day(end) - _day(begin)).days + 1
        if not 1 <= days <= FUNNEL_DAYS_MAX:
            raise Invalid(
                "figures.bad_days", first=begin, last=end, limit=FUNNEL_DAYS_MAX
            )  # fmt: skip
        key = (series, begin, end)
        with self._lock:
            found = self._kept.get(key)
            if found is None or not 0 <= now_ms - found.at_ms < KEPT_MS:
                found = funnel(self._house, *key)
                self._kept = dict([*self._kept.items(), (key, found)][-KEPT_MAX:])
        return found


def funnel(house: House, series: str, first: str, last: str) -> Funnel:
    """How the people of `series` went on, from the plays of two days and those between.

    Raises:
        Missing: nobody could ever play it.
        Outside: the disk refused.
    """
    number = all_names(house.store).numbers.get(("drama", series))
    if number is None:
        raise Missing("figures.no_series", series=series)
    begin_ms = (_day(first) - date(1970, 1, 1)).days * DAY_MS - OFFSET_MS
    end_ms = (_day(last) - date(1970, 1, 1)).days * DAY_MS - OFFSET_MS + DAY_MS
    lengths = _lengths(house, series)
    found = steps(plays_of(house), number, begin_ms, end_ms, lengths)
    lock = _locked_from(house, series)
    return Funnel(
        series=series, first=first, last=last, at_ms=house.clock.now_ms(),
        locked_from=lock,
        steps=tuple(
            replace(step, locked=lock is not None and step.episode >= lock) for step in found
        ),
    )  # fmt: skip


# --- inside -------------------------------------------------------------------------------


def _signature(folder: Path) -> Signature:
    found = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    return tuple(
        (path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in found
    )  # fmt: skip


def _contracts(folder: Path) -> tuple[Contract, ...]:
    try:
        return tuple(newest(terms_of(folder).contracts))
    except Missing:  # without deals no contract names anybody
        return ()


def _day(name: str) -> date:
    try:
        found = date.fromisoformat(name)
    except ValueError as error:
        raise Invalid("counting.bad_day", day=name) from error
    if found.isoformat() != name:
        raise Invalid("counting.bad_day", day=name)
    return found


def _lengths(house: House, series: str) -> Mapping[int, int]:
    try:
        shown = screenings_of(house)
    except Missing:
        return {}
    return {one.episode: one.duration_ms for one in shown if one.series == series}


def _locked_from(house: House, series: str) -> int | None:
    """The first episode that whoever begins now has to unlock; None: nothing is out."""
    out = [held.release for held in Releases(house.store.database).of(series) if held.out]
    if not out:
        return None
    return house.store.get(out[-1].plan, UnlockPlan).free_episodes + 1
