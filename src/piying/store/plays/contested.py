"""Plays that may meet another one, counted by their true columns.

They come in whole groups: with one play come all of the same viewing and counter, and all of
the same person, episode and platform. So what is found here is exact, however they were
proposed; a play that meets no other one after all is a group of one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from piying.model.play import (
    DRAMA,
    EPISODE,
    PLATFORM,
    TS,
    USER,
    VIEWING_HI,
    VIEWING_LO,
    WATCH,
    N,
)
from piying.store.plays.cells import Cells, Index
from piying.store.plays.loops import (
    BASE,
    CAP_PLAYS,
    CAP_X,
    CELL_WORDS,
    DURATION,
    EFFECTIVE,
    EXTRA,
    FROM,
    MIN_MS,
    PLAYS,
    SHORT,
    SINCE,
    UNKNOWN,
    UNMATCHED,
    UNRELEASED,
    UNTIL,
)
from piying.store.plays.loops import WATCH as MS

Signed64 = NDArray[np.int64]
Flags = NDArray[np.bool_]
Columns = Mapping[str, Signed64]

REPORT = (VIEWING_HI, VIEWING_LO, N)
REST = (USER, DRAMA, EPISODE, PLATFORM)
PAIR = (USER, DRAMA, EPISODE, PLATFORM)

DUPLICATE, CONFLICT = 5, 6
"""Where `refused` counts them, behind what the loops count there."""
REFUSED = 8
"""How long `refused` is."""


def count_contested(
    rows: Columns, torn: Signed64, cells: Cells, refused: Signed64, sign: int
) -> None:
    """Add `rows` to `cells` and `refused`, `sign` times.

    `torn` is (torn, 3): viewings and counters that more than one person claims anywhere.
    """
    if not len(rows[N]):
        return
    rows, size = _without_conflicts(rows, torn, refused, sign)
    refused[DUPLICATE] += sign * int((size - 1).sum())
    cell, cap_ms, cap_plays, long, rows = _placed(rows, cells.index, refused, sign)
    # one flat array: numpy adds to places of it many times faster than to those of a column
    sums, packed = cells.sums.reshape(-1), np.where(long, 1, SHORT + 1)
    np.add.at(sums, CELL_WORDS * cell + PLAYS, sign * packed)
    cell, cap_ms, cap_plays = cell[long], cap_ms[long], cap_plays[long]
    rows = {name: column[long] for name, column in rows.items()}
    if not len(cell):
        return
    np.add.at(sums, CELL_WORDS * cell + MS, sign * rows[WATCH])
    order, first = groups(rows, PAIR)
    plays = np.diff(np.append(first, len(order)))
    watched = np.add.reduceat(rows[WATCH][order], first)
    one = order[first]
    cell, cap_ms, cap_plays = cell[one], cap_ms[one], cap_plays[one]
    np.add.at(sums, CELL_WORDS * cell + EFFECTIVE, sign * np.minimum(watched, cap_ms))
    extra = (np.maximum(plays - cap_plays, 0) << 32) + np.minimum(plays, cap_plays) - 1
    np.add.at(sums, CELL_WORDS * cell + EXTRA, sign * extra)


def groups(rows: Columns, names: Sequence[str]) -> tuple[Signed64, Signed64]:
    """An order in which rows that agree in `names` stand together, and where each run begins.

    Sorted by one mixed number; should two groups share it, by the columns themselves.
    """
    columns = [rows[name] for name in names]
    order = np.argsort(mixed(columns), kind="stable")
    new = _starts(columns, order)
    number = mixed(columns)[order]
    if np.any(new[1:] & (number[1:] == number[:-1])):
        order = np.lexsort(columns)
        new = _starts(columns, order)
    return order, np.flatnonzero(new)


def mixed(columns: Sequence[Signed64]) -> NDArray[np.uint64]:
    """One number for each row; equal rows have equal numbers."""
    found = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        found = (found ^ column.view(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        found ^= found >> np.uint64(29)
    return found


def _starts(columns: Sequence[Signed64], order: Signed64) -> Flags:
    """Which of the rows in `order` differ from the one before."""
    new = np.zeros(len(order), bool)
    new[:1] = True
    for column in columns:
        ordered = column[order]
        new[1:] |= ordered[1:] != ordered[:-1]
    return new


def _without_conflicts(
    rows: Columns, torn: Signed64, refused: Signed64, sign: int
) -> tuple[Columns, Signed64]:
    """One row for each play that does not contradict itself, and how many copies it had."""
    order, first = groups(rows, REPORT)
    size = np.diff(np.append(first, len(order)))
    differs = np.zeros(len(first), bool)
    for name in REST:
        column = rows[name][order]
        differs |= np.minimum.reduceat(column, first) < np.maximum.reduceat(column, first)
    if len(torn):
        claimed = {tuple(one) for one in torn.tolist()}
        heads = zip(*(rows[name][order[first]].tolist() for name in REPORT), strict=True)
        differs |= np.fromiter((head in claimed for head in heads), bool, len(first))
    refused[CONFLICT] += sign * int(size[differs].sum())
    # what is left agrees in the whole key, so a report is a play
    watch = np.maximum.reduceat(rows[WATCH][order], first)[~differs]
    ts = np.minimum.reduceat(rows[TS][order], first)[~differs]
    keep = order[first][~differs]
    one = {name: rows[name][keep] for name in REST}
    return {**one, WATCH: watch, TS: ts}, size[~differs]


def _placed(
    rows: Columns, index: Index, refused: Signed64, sign: int
) -> tuple[Signed64, Signed64, Signed64, Flags, Columns]:
    """The cell, the caps and the length of every play that a contract covers, and the plays."""
    place = _at(index.known, rows[DRAMA])
    number = rows[EPISODE]
    safe = np.maximum(place, 0)
    there = (place >= 0) & (number >= 1)
    there[there] = number[there] <= index.length[safe[there]]
    part = np.where(there, index.begin[safe] if len(index.begin) else 0, 0) + np.where(
        there, number - 1, 0
    )
    duration = index.episodes[part, DURATION] if len(index.episodes) else np.zeros_like(part)
    there &= duration > 0
    refused[UNKNOWN] += sign * int((~there).sum())
    rows = {name: column[there] for name, column in rows.items()}
    place, part, duration = place[there], part[there], duration[there]

    early = rows[TS] < index.episodes[part, SINCE]
    platform = _at(index.places, rows[PLATFORM])
    across = len(index.deals) // max(len(index.begin), 1)
    deal = np.where(platform >= 0, 0, -1)
    if across:
        deal = np.where(
            platform >= 0, index.deals[place * across + np.maximum(platform, 0)], -1
        )
    matched = deal >= 0
    out = np.zeros(len(deal), bool)
    ts, term = rows[TS][matched], index.terms[deal[matched]]
    out[matched] = (ts < term[:, FROM]) | (ts >= term[:, UNTIL])
    refused[UNRELEASED] += sign * int((early | out).sum())
    refused[UNMATCHED] += sign * int((~matched & ~early).sum())
    good = matched & ~early & ~out
    rows = {name: column[good] for name, column in rows.items()}
    term = index.terms[deal[good]]
    cell = term[:, BASE] + rows[EPISODE] - 1
    long = rows[WATCH] >= term[:, MIN_MS]
    return cell, term[:, CAP_X] * duration[good], term[:, CAP_PLAYS], long, rows


def _at(places: NDArray[np.int32], numbers: Signed64) -> Signed64:
    """The place of every number, or -1."""
    found = np.full(len(numbers), -1, np.int64)
    inside = (numbers >= 0) & (numbers < len(places))
    found[inside] = places[numbers[inside]]
    return found
