"""Minors mode: for how long a day, in which hours and what may be watched, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from piying.model.dated import Source
from piying.model.release import Age
from piying.model.tables import Table, document, rows

MINUTE_MS = 60_000
DAY_MINUTES = 1_440
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_KEYS = (
    "id", "minutes", "minutes_recommended", "closed_from", "closed_until",
    "utc_offset_minutes", "ages", "source",
)  # fmt: skip


class Why(StrEnum):
    """Why somebody in minors mode may not watch now."""

    AGE = "age"
    CLOSED = "closed"
    TIME_UP = "time_up"


@dataclass(frozen=True, slots=True)
class Limits:
    """What minors mode allows."""

    minutes: int
    """A day."""
    closed_from: int
    """In minutes from midnight by the clock of the place, likewise the next."""
    closed_until: int
    utc_offset_minutes: int
    ages: tuple[Age, ...]
    source: Source

    def day(self, at_ms: int) -> int:
        """The day of the place, in days since 1970."""
        return self._minutes(at_ms) // DAY_MINUTES

    def closed(self, at_ms: int) -> bool:
        """Whether nothing may be watched at this hour."""
        now = self._minutes(at_ms) % DAY_MINUTES
        if self.closed_from <= self.closed_until:
            return self.closed_from <= now < self.closed_until
        return now >= self.closed_from or now < self.closed_until

    def opens_ms(self, at_ms: int) -> int:
        """The first moment from `at_ms` on at which the hours allow to watch."""
        if not self.closed(at_ms):
            return at_ms
        now = self._minutes(at_ms)
        opens = now - now % DAY_MINUTES + self.closed_until
        opens += DAY_MINUTES if opens <= now else 0
        return (opens - self.utc_offset_minutes) * MINUTE_MS

    def closes_ms(self, at_ms: int) -> int:
        """The first moment from `at_ms` on at which the hours allow nothing."""
        if self.closed(at_ms):
            return at_ms
        now = self._minutes(at_ms)
        closes = now - now % DAY_MINUTES + self.closed_from
        closes += DAY_MINUTES if closes <= now else 0
        return (closes - self.utc_offset_minutes) * MINUTE_MS

    def ends_ms(self, watched_ms: int, at_ms: int) -> int:
        """When whoever watches on from `at_ms` has to stop."""
        return min(at_ms + self.left_ms(watched_ms), self.closes_ms(at_ms))

    def left_ms(self, watched_ms: int) -> int:
        """How long may be watched yet, of a day of which so much was."""
        return max(0, self.minutes * MINUTE_MS - watched_ms)

    def _minutes(self, at_ms: int) -> int:
        return at_ms // MINUTE_MS + self.utc_offset_minutes


def read_limits(text: str, file: str) -> Limits:
    """The limits that `text` says, a TOML file called `file`.

    Raises:
        Invalid: it is not understood, or allows more than is recommended.
    """
    top = document(text, file, ("limit",))
    found = rows(top, "limit")
    if len(found) != 1:
        raise top.wrong("limit", "[[limit]], once")
    (row,) = found
    row.only(_KEYS)
    minutes, most = row.whole("minutes", least=1), row.whole("minutes_recommended", least=1)
    if minutes > most:
        raise row.wrong("minutes", f"minutes = {most}")
    ages = row.some_of("ages", Age)
    if not ages:
        raise row.wrong("ages", 'ages = ["all", "12"]')
    return Limits(
        minutes, _clock(row, "closed_from"), _clock(row, "closed_until"),
        row.whole("utc_offset_minutes"), ages, row.source(),
    )  # fmt: skip


def refusal(limits: Limits, age: Age, watched_ms: int, at_ms: int) -> Why | None:
    """Why somebody in minors mode may not watch a work now; None: they may."""
    if age not in limits.ages:
        return Why.AGE
    if limits.closed(at_ms):
        return Why.CLOSED
    return None if limits.left_ms(watched_ms) else Why.TIME_UP


def clock_of(minutes: int) -> str:
    """Minutes from midnight as a clock shows them."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _clock(row: Table, key: str) -> int:
    found = _CLOCK.fullmatch(row.text(key))
    if found is None:
        raise row.wrong(key, f'{key} = "22:00"')
    return int(found[1]) * 60 + int(found[2])
