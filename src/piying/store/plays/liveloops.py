"""The loops of live figures: every report is looked at once, as it comes, in any order.

A report (viewing, `n`) counts once; reports of one viewing that contradict each other do not
count; what a viewing saw of one episode is one play, in the hour of its earliest report, and is
finished when its reports together are long enough. What comes out depends on the set of reports
alone, not on their order, for as long as a table remembers them.

A place is one number: drama, episode and hour (or day), 31, 15 and 17 bits.
"""

from __future__ import annotations

import numpy as np
from numba import types
from numpy.typing import NDArray

from piying.model.kernel import kernel

Signed64 = NDArray[np.int64]
Signed32 = NDArray[np.int32]
Signed16 = NDArray[np.int16]
Unsigned64 = NDArray[np.uint64]

U64 = np.uint64
_K = U64(0x9E3779B97F4A7C15)
_K2 = U64(0xD6E8FEB86659FD93)
_ZERO, _ONE = U64(0), U64(1)
_S29, _S32, _S33 = U64(29), U64(32), U64(33)
LOW32 = (1 << 32) - 1
SLOT_BITS = 17
SLOTS = 1 << SLOT_BITS
EPISODES = 1 << 15
HOUR = 3_600_000
FINISHED, OF = 9, 10
"""A play is finished when so many parts of so many of the episode were watched."""
CONTRADICTED = -1
REPORTS, PLAYS, CELLS, BEFORE = 0, 1, 2, 3
"""Where `state` counts entries of the tables, and reports that lie before the first hour."""
SERIES, ANYTHING = 1, 2
"""What somebody is counted for after the episode: the series, anything at all."""
CHANGES = 5
"""So many places at most are changed by one report."""

R64 = types.Array(types.int64, 1, "C", readonly=True)
R32 = types.Array(types.int32, 1, "C", readonly=True)
R16 = types.Array(types.int16, 1, "C", readonly=True)
W_U64 = types.Array(types.uint64, 1, "C")
W_64 = types.Array(types.int64, 1, "C")
W_64_2 = types.Array(types.int64, 2, "C")
TABLE = (W_U64, W_64_2)


@kernel(types.uint64(types.uint64), inline="always")
def _mix(x: np.uint64) -> np.uint64:
    x ^= x >> _S32
    x *= _K
    x ^= x >> _S29
    x *= _K2
    return x ^ (x >> _S32)


@kernel(types.uint64(types.uint64, types.uint64), inline="always")
def _named(mixed: np.uint64, more: np.uint64) -> np.uint64:
    """A name made longer; never 0, which is an empty place of a table."""
    found = _mix((mixed * _K) ^ more)
    return found if found != _ZERO else _ONE


@kernel(types.int64(W_U64, types.uint64), inline="always")
def _find(keys: Unsigned64, key: np.uint64) -> np.int64:
    """Where `key` is, or -1 less the free place where it would be."""
    mask = U64(len(keys) - 1)
    at = key & mask
    while True:
        found = keys[at]
        if found == key:
            return np.int64(at)
        if found == _ZERO:
            return np.int64(-1) - np.int64(at)
        at = (at + _ONE) & mask


@kernel(types.void(W_U64, W_64_2, W_64, types.int64, types.int64, types.int64, types.int64),
      inline="always")  # fmt: skip
def _change(  # noqa: PLR0913, PLR0917 - a table and what changes in it
    keys: Unsigned64, sums: Signed64, state: Signed64, place: int, plays: int, finished: int,
    watch: int,
) -> None:  # fmt: skip
    key = U64(place + 1)
    mask = U64(len(keys) - 1)
    at = _mix(key) & mask
    while keys[at] != key:
        if keys[at] == _ZERO:
            keys[at] = key
            state[CELLS] += 1
            break
        at = (at + _ONE) & mask
    sums[at, 0] += plays
    sums[at, 1] += finished
    sums[at, 2] += watch


@kernel(types.int64(W_U64, W_64_2, W_U64, W_64_2, W_64, types.int64, types.uint64),
      inline="always")  # fmt: skip
def _recall(  # noqa: PLR0913, PLR0917 - two tables
    keys: Unsigned64, values: Signed64, old_keys: Unsigned64, old_values: Signed64,
    state: Signed64, counter: int, key: np.uint64,
) -> np.int64:  # fmt: skip
    """Where `key` is, brought over from the older table if need be; else as `_find`."""
    at = _find(keys, key)
    if at >= 0:
        return at
    before = _find(old_keys, key)
    if before < 0:
        return at
    at = np.int64(-1) - at
    keys[at] = key
    for column in range(values.shape[1]):
        values[at, column] = old_values[before, column]
    state[counter] += 1
    return at


@kernel(types.void(W_U64, W_64_2, W_U64, W_64_2, W_U64, W_64_2, W_64, types.uint64, types.int64,
                 types.int64, types.int64, types.int64), inline="always")  # fmt: skip
def _play(  # noqa: PLR0913, PLR0917 - three tables
    keys: Unsigned64, values: Signed64, old_keys: Unsigned64, old_values: Signed64,
    cell_keys: Unsigned64, cell_sums: Signed64, state: Signed64, key: np.uint64, place: int,
    reports: int, watch: int, length: int,
) -> None:  # fmt: skip
    """Bring what one viewing saw of one episode up to a report that came or went."""
    at = _recall(keys, values, old_keys, old_values, state, PLAYS, key)
    if at < 0:
        at = np.int64(-1) - at
        keys[at] = key
        values[at, 0], values[at, 1], values[at, 2] = place, 0, length
        state[PLAYS] += 1
    where, total = values[at, 0], values[at, 1]
    count, length = values[at, 2] >> 32, values[at, 2] & LOW32
    was = np.int64(count > 0)
    ended = np.int64(was and length > 0 and OF * total >= FINISHED * length)
    now_where, now_total, now_count = min(where, place), total + watch, count + reports
    now = np.int64(now_count > 0)
    ends = np.int64(now and length > 0 and OF * now_total >= FINISHED * length)
    values[at, 0], values[at, 1] = now_where, now_total
    values[at, 2] = (now_count << 32) | length
    if now_where != where:
        if was:
            _change(cell_keys, cell_sums, state, where, -was, -ended, 0)
        if now:
            _change(cell_keys, cell_sums, state, now_where, now, ends, 0)
    elif now != was or ends != ended:
        _change(cell_keys, cell_sums, state, where, now - was, ends - ended, 0)


FOLD = types.void(
    R64, R64, R32, R64, R64, R32, R16, R16, R32, W_64, types.int64, types.int64, types.uint64,
    *TABLE, *TABLE, *TABLE, *TABLE, *TABLE, W_64,
)  # fmt: skip


@kernel([FOLD])
def fold(  # noqa: PLR0913, PLR0917 - the columns of a play, and the tables
    high: Signed64, low: Signed64, n: Signed32, user: Signed64, ts: Signed64, drama: Signed32,
    episode: Signed16, platform: Signed16, watch: Signed32, length: Signed64, base: int,
    first: int, seed: np.uint64, keys: Unsigned64, values: Signed64, old_keys: Unsigned64,
    old_values: Signed64, play_keys: Unsigned64, play_values: Signed64,
    old_play_keys: Unsigned64, old_play_values: Signed64, cell_keys: Unsigned64,
    cell_sums: Signed64, state: Signed64,
) -> None:  # fmt: skip
    """Add reports to the tables, and to the cells what they change.

    `length` is of the episode of each report in ms, 0 where nobody knows it; `base` the hour
    since 1970 that is slot 0; reports before the hour `first` are left out; `seed` is in
    every name, so that nobody can make names meet. Of a report the table holds its place, and
    its check above its watch or `CONTRADICTED`; of a play its place, its watch, and its reports
    above its length; of a cell, by its place and one, plays, finished plays and watch.
    """
    for i in range(len(ts)):
        hour = ts[i] // HOUR
        if hour < first:
            state[BEFORE] += 1
            continue
        title = (np.int64(drama[i]) << 32) | (np.int64(episode[i]) << SLOT_BITS)
        place = title | (hour - base)
        viewing = _mix((_mix(U64(high[i]) ^ seed) * _K) ^ U64(low[i]))
        key = _named(viewing, U64(np.int64(n[i])))
        play = _named(viewing ^ _K2, U64(title))
        check = np.int64(
            _named(_named(seed, U64(user[i])), U64(title ^ np.int64(platform[i]))) >> _S33
        )
        seen = np.int64(watch[i])
        at = _recall(keys, values, old_keys, old_values, state, REPORTS, key)
        if at < 0:
            at = np.int64(-1) - at
            keys[at] = key
            values[at, 0], values[at, 1] = place, (check << 32) | seen
            state[REPORTS] += 1
            _change(cell_keys, cell_sums, state, place, 0, 0, seen)
            _play(play_keys, play_values, old_play_keys, old_play_values, cell_keys,
                  cell_sums, state, play, place, 1, seen, length[i])  # fmt: skip
            continue
        where, held = values[at, 0], values[at, 1]
        if held == CONTRADICTED:
            _play(play_keys, play_values, old_play_keys, old_play_values, cell_keys,
                  cell_sums, state, play, place, 0, 0, length[i])  # fmt: skip
        elif held >> 32 == check:
            before = held & LOW32
            longest, earliest = max(before, seen), min(where, place)
            if earliest != where or longest != before:
                values[at, 0], values[at, 1] = earliest, (check << 32) | longest
                _change(cell_keys, cell_sums, state, where, 0, 0, -before)
                _change(cell_keys, cell_sums, state, earliest, 0, 0, longest)
            _play(play_keys, play_values, old_play_keys, old_play_values, cell_keys,
                  cell_sums, state, play, earliest, 0, longest - before, length[i])  # fmt: skip
        else:
            values[at, 1] = CONTRADICTED
            before = held & LOW32
            _change(cell_keys, cell_sums, state, where, 0, 0, -before)
            title = where & ~np.int64(SLOTS - 1)
            other = _named(viewing ^ _K2, U64(title))
            _play(play_keys, play_values, old_play_keys, old_play_values, cell_keys,
                  cell_sums, state, other, where, -1, -before, 0)  # fmt: skip
            _play(play_keys, play_values, old_play_keys, old_play_values, cell_keys,
                  cell_sums, state, play, place, 0, 0, length[i])  # fmt: skip


@kernel(types.void(W_U64, W_64_2, W_64, types.int64), inline="always")
def _met(keys: Unsigned64, sums: Signed64, state: Signed64, place: int) -> None:
    key = U64(place) + _ONE
    mask = U64(len(keys) - 1)
    at = _mix(key) & mask
    while keys[at] != key:
        if keys[at] == _ZERO:
            keys[at] = key
            state[2] += 1
            break
        at = (at + _ONE) & mask
    sums[at, 0] += 1


PEOPLE = types.void(
    R64, R64, R32, R16, types.int64, types.int64, types.int64, types.int64, W_64_2, *TABLE, W_64
)


@kernel([PEOPLE])
def meet(  # noqa: PLR0913, PLR0917 - the columns of a play, and the tables
    user: Signed64, ts: Signed64, drama: Signed32, episode: Signed16, offset: int, base: int,
    first: int, room: int, pairs: Signed64, cell_keys: Unsigned64, cell_sums: Signed64,
    state: Signed64,
) -> None:  # fmt: skip
    """Note who played what on which day: an episode, a series, anything at all.

    `offset` is that of the day from UTC's in ms; `base` the day since 1970 that is slot 0;
    plays before the day `first` are left out. `pairs` holds places and persons, `room` at most;
    place 0 is empty, one below 0 is anything at all. `state` counts pairs, people that found no
    room, and cells.
    """
    mask = U64(len(pairs) - 1)
    for i in range(len(ts)):
        day = (ts[i] + offset) // (24 * HOUR)
        if day < first:
            continue
        series = (np.int64(drama[i]) << 32) | (day - base)
        for of in range(3):
            place = series | (np.int64(episode[i]) << SLOT_BITS)
            if of == SERIES:
                place = series
            elif of == ANYTHING:
                place = -(day - base) - 1
            at = _mix(_mix(U64(place)) ^ U64(user[i])) & mask
            while pairs[at, 0] != 0 and not (pairs[at, 0] == place and pairs[at, 1] == user[i]):
                at = (at + _ONE) & mask
            if pairs[at, 0] != 0:
                break  # whoever played the episode played the series, and anything at all
            if state[0] >= room:
                state[1] += 1
                break
            pairs[at, 0], pairs[at, 1] = place, user[i]
            state[0] += 1
            _met(cell_keys, cell_sums, state, place)


@kernel([types.void(W_64_2, W_64_2)])
def place(held: Signed64, pairs: Signed64) -> None:
    """Put the pairs `held`, none of which is there, into the larger table `pairs`."""
    mask = U64(len(pairs) - 1)
    for i in range(len(held)):
        at = _mix(_mix(U64(held[i, 0])) ^ U64(held[i, 1])) & mask
        while pairs[at, 0] != 0:
            at = (at + _ONE) & mask
        pairs[at, 0], pairs[at, 1] = held[i, 0], held[i, 1]


@kernel([types.void(*TABLE, *TABLE, types.int64)])
def move(
    keys: Unsigned64, values: Signed64, new_keys: Unsigned64, new_values: Signed64, mixed: int
) -> None:
    """Put every entry of a table into a larger, empty one; `mixed`: its keys are mixed."""
    mask = U64(len(new_keys) - 1)
    for i in range(len(keys)):
        if keys[i] == _ZERO:
            continue
        at = (keys[i] if mixed else _mix(keys[i])) & mask
        while new_keys[at] != _ZERO:
            at = (at + _ONE) & mask
        new_keys[at] = keys[i]
        for column in range(values.shape[1]):
            new_values[at, column] = values[i, column]
