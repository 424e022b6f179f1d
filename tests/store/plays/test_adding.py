"""Plays are taken a few hundred at a time: where one portion ends, nothing may change."""

from __future__ import annotations

import numpy as np
import pytest

from piying.store.plays.adding import AHEAD, account
from piying.store.plays.loops import (
    BITMAP_BITS,
    CELL_WORDS,
    EFFECTIVE,
    PLAYS,
    SHORT,
    UNKNOWN,
    UNMATCHED,
    UNRELEASED,
    WATCH,
)

EPISODES, FIRST_MS, UNTIL_MS, MIN_MS = 3, 100, 10_000, 50


def frozen(numbers, kind):
    made = np.array(numbers, kind)
    made.flags.writeable = False
    return made


def added(plays, marked=()):
    """The cells, what was refused and what may meet, of (ts, drama, episode, platform, ms)."""
    columns = list(zip(*plays, strict=True))
    kinds = np.int64, np.int32, np.int16, np.int16, np.int32
    ts, drama, episode, platform, watch = map(frozen, columns, kinds)
    count = len(plays)
    shorts = np.arange(count, dtype=np.uint32)
    bitmap = np.zeros(1 << (BITMAP_BITS - 3), np.uint8)
    for place in marked:
        bitmap[place >> 3] |= np.uint8(1 << (place & 7))
    cells, refused = np.zeros((EPISODES, CELL_WORDS), np.int64), np.zeros(8, np.int64)
    refused[3], refused[7] = 0, 256
    contested = np.zeros(count, np.int64)
    found = account(
        frozen([0] * count, np.int64), ts, drama, episode, platform, watch, shorts, shorts,
        bitmap, np.array([-1, 0], np.int32), np.zeros(1, np.int32),
        np.array([EPISODES], np.int32), np.array([[80, 0], [0, 0], [80, 500]]),
        np.array([0, 1], np.int32), np.array([0, -1], np.int32),
        np.array([[FIRST_MS, UNTIL_MS, MIN_MS, 1, 2, 0]]), cells, refused, contested, 1,
    )  # fmt: skip
    return cells, refused, contested[:found].tolist()


GOOD = (1_000, 1, 1, 0, 70)
SORTS = {
    (1_000, 1, 1, 0, 49): "short",
    (1_000, 0, 1, 0, 70): UNKNOWN,
    (1_000, 9, 1, 0, 70): UNKNOWN,
    (1_000, -1, 1, 0, 70): UNKNOWN,
    (1_000, 1, 0, 0, 70): UNKNOWN,
    (1_000, 1, 2, 0, 70): UNKNOWN,
    (1_000, 1, 4, 0, 70): UNKNOWN,
    (499, 1, 3, 0, 70): UNRELEASED,
    (99, 1, 1, 0, 70): UNRELEASED,
    (UNTIL_MS, 1, 1, 0, 70): UNRELEASED,
    (1_000, 1, 1, 1, 70): UNMATCHED,
    (1_000, 1, 1, 7, 70): UNMATCHED,
    (1_000, 1, 1, -2, 70): UNMATCHED,
}


@pytest.mark.parametrize("count", [1, AHEAD - 1, AHEAD, AHEAD + 1, 3 * AHEAD + 7])
@pytest.mark.parametrize("play", SORTS)
def test_every_sort_of_play_is_the_same_wherever_a_portion_ends(play, count):
    plays = [GOOD, play] * count
    cells, refused, contested = added(plays)

    short = SORTS[play] == "short"
    wanted = np.zeros(3, np.int64)
    if not short:
        wanted[SORTS[play]] = count
    assert refused[:3].tolist() == wanted.tolist()
    assert cells[0, PLAYS] == count + (count * (SHORT + 1) if short else 0)
    assert cells[0, WATCH] == cells[0, EFFECTIVE] == 70 * count
    assert contested == []


def test_what_counts_of_a_play_ends_at_its_cap():
    cells, _, _ = added([(1_000, 1, 3, 0, 1_000)] * (AHEAD + 3))

    assert cells[2].tolist() == [AHEAD + 3, 1_000 * (AHEAD + 3), 160 * (AHEAD + 3), 0]


def test_what_may_meet_another_play_is_told_by_its_place_and_not_added():
    meeting = [0, AHEAD - 1, AHEAD, 2 * AHEAD + 1]
    cells, refused, contested = added([GOOD] * (2 * AHEAD + 2), meeting)

    assert contested == meeting
    assert cells[0, PLAYS] == 2 * AHEAD + 2 - len(meeting)
    assert not refused[:3].any()
