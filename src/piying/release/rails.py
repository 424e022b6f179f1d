"""Rails: rows of series for a person, from counts and listings; the same every time.

No chance and no fraction: a day's plays count four fifths of the next day's, in whole numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from piying.model.release import Listing
from piying.model.viewer import Progress

DAYS = 14
"""Older plays are no longer hot."""
FIRST_WEIGHT = 1 << 20
KEPT, OF = 4, 5
"""What a day keeps of its weight when it is a day older."""
CAST_WEIGHT = 2
"""Somebody who is in both counts as much as two tags that everybody has."""


def _weights() -> tuple[int, ...]:
    found = [FIRST_WEIGHT]
    while len(found) < DAYS:
        found.append(found[-1] * KEPT // OF)
    return tuple(found)


WEIGHTS = _weights()
"""By how many days ago."""


@dataclass(frozen=True, slots=True)
class Watched:
    """How often a series was watched effectively on one day."""

    series: str
    day: int
    """Days since 1970, in the calendar in which days are counted."""
    plays: int


def hot(watched: Iterable[Watched], today: int, most: int) -> tuple[str, ...]:
    """The series most watched of late, recent days first."""
    heat: dict[str, int] = {}
    for one in watched:
        age = today - one.day
        if 0 <= age < DAYS and one.plays > 0:
            heat[one.series] = heat.get(one.series, 0) + one.plays * WEIGHTS[age]
    return tuple(sorted(heat, key=lambda series: (-heat[series], series))[:most])


def new(first_ms: Mapping[str, int], now_ms: int, most: int) -> tuple[str, ...]:
    """The series that came out last; not those to come."""
    out = [series for series, at_ms in first_ms.items() if at_ms <= now_ms]
    return tuple(sorted(out, key=lambda series: (-first_ms[series], series))[:most])


def going_on(
    progress: Iterable[Progress], ends: Mapping[tuple[str, int], int], most: int
) -> tuple[Progress, ...]:
    """Where somebody goes on, the newest first.

    Where an episode ended it is the beginning of the next; a series whose last episode ended
    is left out until another is out. `ends` has the length in milliseconds of every episode
    that is out.
    """
    newest: dict[str, Progress] = {}
    for one in progress:
        held = newest.get(one.series)
        if held is None or (one.at_ms, one.episode) > (held.at_ms, held.episode):
            newest[one.series] = one
    found = [_next(one, ends) for one in newest.values()]
    there = [one for one in found if one is not None]
    return tuple(sorted(there, key=lambda one: (-one.at_ms, one.series))[:most])


def because(
    watched: Sequence[Listing], all_of_them: Iterable[Listing], seen: Collection[str], most: int
) -> tuple[str, ...]:
    """Series like those that somebody watched: rare tags and people in common count most."""
    every = tuple(all_of_them)
    known = {one.series for one in watched} | set(seen)
    marks = {one.series: _marks(one) for one in every}
    often: dict[str, int] = {}
    for found in marks.values():
        for mark in found:
            often[mark] = often.get(mark, 0) + 1
    wanted = {mark for one in watched for mark in _marks(one)}
    near = {
        one.series: sum(
            len(every) * _weight(mark) // often[mark]
            for mark in wanted & marks[one.series]
        )
        for one in every
        if one.series not in known
    }  # fmt: skip
    like = [series for series, count in near.items() if count]
    return tuple(sorted(like, key=lambda series: (-near[series], series))[:most])


def _next(one: Progress, ends: Mapping[tuple[str, int], int]) -> Progress | None:
    end_ms = ends.get((one.series, one.episode))
    if end_ms is not None and one.position_ms < end_ms:
        return one
    later = sorted(e for s, e in ends if s == one.series and e > one.episode)
    return Progress(one.account, one.series, later[0], 0, one.at_ms) if later else None


def _marks(one: Listing) -> frozenset[str]:
    return frozenset(
        [f"tag:{tag.lower()}" for tag in one.tags] + [f"cast:{name}" for name, _ in one.cast]
    )


def _weight(mark: str) -> int:
    return CAST_WEIGHT if mark.startswith("cast:") else 1
