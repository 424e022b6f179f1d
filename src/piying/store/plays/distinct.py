"""One bucket of an hour: its plays in order, each once, and those that contradict each other.

What comes out depends on the set of rows alone, never on the order in which they came. Copies
agree in `KEY` and are one play, with the longest watch and the earliest time. Rows of one
viewing and counter that differ in the rest of `KEY` contradict each other, and none counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from piying.model import play
from piying.model.play import KEY
from piying.store.plays.packed import Columns, count_of, taken

_N_BITS = 6
"""A row is sorted by the first 58 bits of its viewing and, below, by so many of its counter."""


@dataclass(frozen=True, slots=True)
class Distinct:
    """The plays of a bucket, sorted by viewing and counter."""

    plays: Columns
    contradicted: Columns
    """Each once too; none of them counts."""


def distinct(rows: Columns) -> Distinct:
    """The plays of `rows`, which all belong to one bucket of one hour."""
    if not count_of(rows):
        return Distinct(rows, rows)
    rows = {name: column.copy() if not column.flags.writeable else column
            for name, column in rows.items()}  # fmt: skip
    key = _sorting_key(rows)
    order = np.argsort(key)
    key = key[order]
    near = np.zeros(count_of(rows), bool)
    equal = key[1:] == key[:-1]
    near[1:] |= equal
    near[:-1] |= equal
    places = np.flatnonzero(near)
    if not len(places):
        return Distinct(taken(rows, order), taken(rows, order[:0]))
    kept, against = _among(rows, key, order, places)
    keep = ~near
    keep[places] = kept
    return Distinct(taken(rows, order[keep]), taken(rows, order[places[against]]))


def without(found: Distinct, barred: set[tuple[int, int, int]]) -> Distinct:
    """`found` less the reports (viewing, counter) that another bucket contradicts."""
    triples = zip(
        found.plays[play.VIEWING_HI].tolist(), found.plays[play.VIEWING_LO].tolist(),
        found.plays[play.N].tolist(), strict=True,
    )  # fmt: skip
    out = np.array([triple in barred for triple in triples], bool)
    if not out.any():
        return found
    both = {
        name: np.concatenate([column[out], found.contradicted[name]])
        for name, column in found.plays.items()
    }
    again = np.lexsort([both[name] for name in reversed(KEY)])
    return Distinct(taken(found.plays, ~out), taken(both, again))


def viewings(found: Distinct) -> NDArray[np.uint64]:
    """A mixed number for every viewing; two viewings have the same one hardly ever."""
    if not count_of(found.plays) and not count_of(found.contradicted):
        return np.zeros(0, np.uint64)
    parts = []
    for rows in (found.plays, found.contradicted):
        high, low = rows[play.VIEWING_HI], rows[play.VIEWING_LO]
        first = np.ones(len(high), bool)
        first[1:] = (high[1:] != high[:-1]) | (low[1:] != low[:-1])
        parts.append(_mixed(high[first], low[first]))
    marks: NDArray[np.uint64] = np.unique(np.concatenate(parts))
    return marks


def repeated(numbers: list[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """The numbers that stand in more than one place."""
    every = np.sort(np.concatenate(numbers)) if numbers else np.zeros(0, np.uint64)
    return np.unique(every[1:][every[1:] == every[:-1]])


def reports_of(found: Distinct, numbers: NDArray[np.uint64]) -> set[tuple[int, int, int]]:
    """The reports (viewing, counter) whose viewings have one of `numbers`."""
    reports: set[tuple[int, int, int]] = set()
    for rows in (found.plays, found.contradicted):
        mixed = _mixed(rows[play.VIEWING_HI], rows[play.VIEWING_LO])
        some = taken(rows, np.isin(mixed, numbers))
        columns = (some[name].tolist() for name in (play.VIEWING_HI, play.VIEWING_LO, play.N))
        reports.update(zip(*columns, strict=True))
    return reports


def _sorting_key(rows: Columns) -> NDArray[np.uint64]:
    mask = np.uint64((1 << _N_BITS) - 1)
    high = rows[play.VIEWING_HI].view(np.uint64)
    counter = np.minimum(rows[play.N].astype(np.uint64), mask)
    return (high & ~mask) | counter


def _mixed(high: NDArray[np.int64], low: NDArray[np.int64]) -> NDArray[np.uint64]:
    mixed = high.view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    return (mixed ^ low.view(np.uint64)) * np.uint64(0xD6E8FEB86659FD93)


def _among(
    rows: Columns, key: NDArray[np.uint64], order: NDArray[Any], places: NDArray[Any]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of the rows whose keys meet: which are kept, and which contradict each other.

    Puts them into their exact order in `order`, and the longest watch and the earliest time of
    copies into the first of them.
    """
    some = order[places]
    columns = [rows[name][some] for name in KEY]
    exact = np.lexsort([*reversed(columns), key[places]])
    order[places] = some = some[exact]
    columns = [column[exact] for column in columns]
    first = np.ones(len(some), bool)
    first[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    starts = np.flatnonzero(first)
    head = some[starts]
    rows[play.WATCH][head] = np.maximum.reduceat(rows[play.WATCH][some], starts)
    rows[play.TS][head] = np.minimum.reduceat(rows[play.TS][some], starts)
    same = np.ones(max(len(starts) - 1, 0), bool)
    for column in columns[:3]:  # viewing and counter
        same &= column[starts][1:] == column[starts][:-1]
    against_start = np.zeros(len(starts), bool)
    against_start[1:] |= same
    against_start[:-1] |= same
    against = np.zeros(len(some), bool)
    against[starts] = against_start
    return first & ~against, against
