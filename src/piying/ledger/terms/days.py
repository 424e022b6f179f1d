"""Days as "2026-11-23", which sort as they follow; spans of them are inclusive."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

MAX_DAY = "9999-12-31"
"""Stands for "without end" where days are compared."""


@lru_cache(maxsize=10_000)
def after(day: str, days: int = 1) -> str:
    """The day so many days after `day`; before it, where `days` is below zero."""
    return day if day == MAX_DAY else (date.fromisoformat(day) + timedelta(days)).isoformat()


def covers(since: str, until: str, day: str) -> bool:
    """Whether `day` lies in the span; empty ends are open."""
    return since <= day and (not until or day <= until)


def month_of(day: str) -> str:
    """The month of `day`, like "2026-11"."""
    return day[:7]


def month_starts(first: str, last: str) -> list[str]:
    """The first day of each month that begins after `first` and not after `last`."""
    year, month = int(first[:4]), int(first[5:7])
    starts: list[str] = []
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        start = f"{year:04}-{month:02}-01"
        if start > last:
            return starts
        starts.append(start)


def spans(first: str, last: str, cuts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The days from `first` to `last` as spans, one beginning at each of `cuts` inside."""
    return _spans(first, last, frozenset(cuts))


@lru_cache(maxsize=10_000)
def _spans(first: str, last: str, cuts: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Many titles are cut alike."""
    if first > last:
        return ()
    begins = sorted({first, *(cut for cut in cuts if first < cut <= last)})
    ends = [after(cut, -1) for cut in begins[1:]]
    return tuple(zip(begins, [*ends, last], strict=True))
