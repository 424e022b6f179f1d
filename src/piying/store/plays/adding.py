"""The second look at a play: whatever meets no other one is added to its cell.

Cells are hundreds of megabytes and viewings begin anywhere in them, so a few hundred plays are
taken at a time: what the world says of them is asked for, then their cells, and by the time
that they are added up both are there.
"""

from __future__ import annotations

import numpy as np
from numba import types

from piying.model.kernel import kernel
from piying.store.plays.loops import (
    BASE,
    CAP_X,
    CELL_WORDS,
    DURATION,
    EFFECTIVE,
    FROM,
    MIN_MS,
    PLAYS,
    R16,
    R32,
    R64,
    SHORT,
    SINCE,
    UNKNOWN,
    UNMATCHED,
    UNRELEASED,
    UNTIL,
    W_32,
    W_64,
    W_64_2,
    W_U8,
    W_U32,
    WATCH,
    Bits,
    Signed16,
    Signed32,
    Signed64,
    Unsigned32,
    marked,
)
from piying.store.plays.prefetch import prefetch

AHEAD = 512
"""So many plays are taken at a time."""
TERM_WORDS, EPISODE_WORDS = 6, 2
"""How long a row of `terms` and one of `episodes` is."""


ASK = types.void(
    R32, R16, R16, W_32, W_32, W_32, W_64_2, W_32, W_32, W_64_2, types.int64, types.int64,
)  # fmt: skip


@kernel([ASK])
def _ask(  # noqa: PLR0913, PLR0917 - the world as arrays
    drama: Signed32, episode: Signed16, platform: Signed16, known: Signed32, begin: Signed32,
    length: Signed32, episodes: Signed64, places: Signed32, deals: Signed32, terms: Signed64,
    first: int, end: int,
) -> None:  # fmt: skip
    """Ask for what the world says of the plays from `first` to before `end`.

    Plays come in viewings, so only where drama or platform change there is something to ask.
    """
    across = deals.shape[0] // max(begin.shape[0], 1)
    for i in range(first, end):
        if i > first and drama[i] == drama[i - 1] and platform[i] == platform[i - 1]:
            continue
        at = known[drama[i]] if 0 <= drama[i] < known.shape[0] else -1
        place = places[platform[i]] if 0 <= platform[i] < places.shape[0] else -1
        if at < 0 or place < 0 or not 1 <= episode[i] <= length[at]:
            continue
        prefetch(episodes, (begin[at] + episode[i] - 1) * EPISODE_WORDS)
        deal = deals[at * across + place]
        prefetch(terms, deal * TERM_WORDS)
        prefetch(terms, deal * TERM_WORDS + TERM_WORDS - 1)  # it may lie across two lines


ADD = types.void(W_64_2, W_64_2, types.int64, types.int64)
CELL, SHORTS, MS, COUNTS = range(4)
"""What a row of `ready` holds: a cell, whether the play is too short, ms, and ms that count."""


@kernel([ADD])
def _add(ready: Signed64, cells: Signed64, count: int, sign: int) -> None:
    """Add the first `count` plays of `ready` to their cells, `sign` times."""
    for k in range(count):
        cell = ready[k, CELL]
        cells[cell, PLAYS] += sign * (1 + ready[k, SHORTS] * SHORT)
        cells[cell, WATCH] += sign * ready[k, MS]
        cells[cell, EFFECTIVE] += sign * ready[k, COUNTS]


ACCOUNT = types.int64(
    R64, R64, R32, R16, R16, R32, W_U32, W_U32, W_U8,
    W_32, W_32, W_32, W_64_2, W_32, W_32, W_64_2, W_64_2, W_64, W_64, types.int64,
)  # fmt: skip


@kernel([ACCOUNT])
def account(  # noqa: PLR0913, PLR0917 - the columns of a play, and the world as arrays
    user: Signed64, ts: Signed64, drama: Signed32, episode: Signed16, platform: Signed16,
    watch: Signed32, first: Unsigned32, second: Unsigned32, bitmap: Bits,
    known: Signed32, begin: Signed32, length: Signed32, episodes: Signed64,
    places: Signed32, deals: Signed32, terms: Signed64, cells: Signed64,
    refused: Signed64, contested: Signed64, sign: int,
) -> int:  # fmt: skip
    """Add every play that meets no other one to its cell, `sign` times.

    Gives how many may meet another one; where they stand is written to `contested`. A `user`
    outside the buckets from `refused[3]` to before `refused[7]` is counted in `refused[4]`.
    """
    count, strange = 0, 0
    lowest, end, across = refused[3], refused[7], deals.shape[0] // max(begin.shape[0], 1)
    ready = np.empty((AHEAD, 4), np.int64)
    for now in range(0, len(user), AHEAD):
        upto, some = min(now + AHEAD, len(user)), 0
        _ask(drama, episode, platform, known, begin, length, episodes, places, deals, terms,
             now, upto)  # fmt: skip
        of, on, size, start, deal = -1, -1, 0, 0, -1
        for i in range(now, upto):
            strange += not lowest <= (user[i] >> 55) < end
            if marked(bitmap, first[i]) | marked(bitmap, second[i]):
                contested[count] = i
                count += 1
                continue
            if drama[i] != of or platform[i] != on:
                of, on = drama[i], platform[i]
                at = known[of] if 0 <= of < known.shape[0] else -1
                place = places[on] if 0 <= on < places.shape[0] else -1
                size = length[at] if at >= 0 else 0
                start = begin[at] if at >= 0 else 0
                deal = deals[at * across + place] if at >= 0 and place >= 0 else -1
            number = episode[i] - 1
            if not 0 <= number < size or episodes[start + number, DURATION] == 0:
                refused[UNKNOWN] += sign
            elif ts[i] < episodes[start + number, SINCE]:
                refused[UNRELEASED] += sign
            elif deal < 0:
                refused[UNMATCHED] += sign
            elif ts[i] < terms[deal, FROM] or ts[i] >= terms[deal, UNTIL]:
                refused[UNRELEASED] += sign
            else:
                ms, cell = np.int64(watch[i]), terms[deal, BASE] + number
                prefetch(cells, cell * CELL_WORDS)
                # as a number: what a person skips cannot be foretold by the processor
                short = np.int64(ms < terms[deal, MIN_MS])
                ms *= 1 - short
                most = terms[deal, CAP_X] * episodes[start + number, DURATION]
                ready[some, CELL], ready[some, SHORTS] = cell, short
                ready[some, MS], ready[some, COUNTS] = ms, min(ms, most)
                some += 1
        _add(ready, cells, some, sign)
    refused[4] += strange
    return count
