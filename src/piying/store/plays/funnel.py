"""The funnel of one series: who played which episodes, out of hours and the raw log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from piying.model import play
from piying.model.figures import FINISHED_TENTHS, TENTHS, FunnelStep
from piying.model.play import HOUR_MS
from piying.store.plays.packed import Columns, joined, taken
from piying.store.plays.tail import Tail

NEEDED = (play.VIEWING_HI, play.VIEWING_LO, play.N)


def steps(
    folder: Path, drama: int, begin_ms: int, end_ms: int, lengths: Mapping[int, int]
) -> tuple[FunnelStep, ...]:
    """What people did with each episode of `drama`, by plays from `begin_ms` to `end_ms`.

    Args:
        folder: of plays.
        drama: the number of the series.
        begin_ms: the first moment.
        end_ms: the first moment after.
        lengths: of the episodes in ms, as far as they are known.

    Raises:
        Invalid: an hour is not what it was when it was made.
        Outside: the disk refused.
    """
    rows = joined(_of(folder, drama, begin_ms, end_ms))
    person, episode, watched = _watched(_once(rows))
    if not len(person):
        return ()
    found = []
    by_episode = {int(one): episode == one for one in np.unique(episode)}
    for number in range(1, max(by_episode) + 1):
        here = by_episode.get(number, np.zeros(len(person), bool))
        after = by_episode.get(number + 1, np.zeros(len(person), bool))
        went = np.isin(person[here], person[after], assume_unique=True)
        found.append(_step(number, watched[here], went, lengths.get(number, 0)))
    return tuple(found)


def _of(folder: Path, drama: int, begin_ms: int, end_ms: int) -> Iterator[Columns]:
    tail = Tail(folder)
    for source in (tail.past(begin_ms // HOUR_MS), tail.more(end_ms)):
        for came in source:
            rows, at = came.rows, came.rows[play.TS]
            wanted = (rows[play.DRAMA] == drama) & (at >= begin_ms) & (at < end_ms)
            if wanted.any():
                yield taken(rows, wanted)


def _once(rows: Columns) -> Columns:
    """Of the copies of each report the one that watched longest."""
    order = np.lexsort([rows[play.WATCH], *(rows[name] for name in NEEDED)])
    last = np.ones(len(order), bool)
    for name in NEEDED:
        column = rows[name][order]
        last[:-1] &= column[1:] == column[:-1]
    last[:-1] = ~last[:-1]
    return taken(rows, order[last])


def _watched(
    rows: Columns,
) -> tuple[NDArray[np.int64], NDArray[np.int16], NDArray[np.int64]]:
    """Each person with each episode that they played, and for how long in all."""
    person, episode = rows[play.USER], rows[play.EPISODE]
    order = np.lexsort([episode, person])
    person, episode = person[order], episode[order]
    first = np.ones(len(order), bool)
    first[1:] = (person[1:] != person[:-1]) | (episode[1:] != episode[:-1])
    begins = np.flatnonzero(first)
    ms = rows[play.WATCH].astype(np.int64)[order]
    watched = np.add.reduceat(ms, begins) if len(begins) else ms
    return person[begins], episode[begins], watched


def _step(
    episode: int, watched: NDArray[np.int64], went: NDArray[np.bool_], length: int
) -> FunnelStep:
    finished: int | None = None
    left: tuple[int, ...] | None = None
    if length:
        finished = int((watched * TENTHS >= FINISHED_TENTHS * length).sum())
        tenth = np.minimum(watched[~went] * TENTHS // length, TENTHS - 1)
        left = tuple(np.bincount(tenth, minlength=TENTHS).tolist())
    return FunnelStep(episode, len(watched), int(went.sum()), finished, left)
