"""The inner loops of counting: every play is looked at twice, in the order it lies on disk.

The first look asks whether a play may meet another one: a copy of it, a contradiction, or a
play of the same person and episode. Plays come in viewings of one drama, so what has been seen
is remembered as 64 bits for a viewing, and 64 for a person and drama, in open tables that stay
in the processor's cache. A table holds mixed numbers only, and a mixed number only proposes:
plays that may meet another go to `contested`, which compares their true columns. The second
look, `adding`, adds up all others at once.

Unsigned and signed numbers never meet in an expression, because the compiler would make them
floats.
"""

from __future__ import annotations

import numpy as np
from numba import types
from numpy.typing import NDArray

from piying.model.kernel import kernel
from piying.store.plays.prefetch import prefetch

Signed64 = NDArray[np.int64]
Signed32 = NDArray[np.int32]
Signed16 = NDArray[np.int16]
Unsigned64 = NDArray[np.uint64]
Unsigned32 = NDArray[np.uint32]
Bits = NDArray[np.uint8]

U64, U32 = np.uint64, np.uint32
_K = U64(0x9E3779B97F4A7C15)
_K2 = U64(0xD6E8FEB86659FD93)

EPOCH_BITS = 9
"""A table is never emptied: an entry of another pile has another epoch in its lowest bits."""
_SIGN = U64((1 << 64) - (1 << EPOCH_BITS))
_ONE, _SIX, _S32, _S64 = U64(1), U64(6), U64(32), U64(64)
BITMAP_BITS = 22
_PLACE = U32((1 << BITMAP_BITS) - 1)
_SEVEN, _THREE, _EIGHT = U32(7), U32(3), U32(8)

R64 = types.Array(types.int64, 1, "C", readonly=True)
R32 = types.Array(types.int32, 1, "C", readonly=True)
R16 = types.Array(types.int16, 1, "C", readonly=True)
W_U64 = types.Array(types.uint64, 1, "C")
W_U64_2 = types.Array(types.uint64, 2, "C")
W_U32 = types.Array(types.uint32, 1, "C")
W_U8 = types.Array(types.uint8, 1, "C")
W_64 = types.Array(types.int64, 1, "C")
W_64_2 = types.Array(types.int64, 2, "C")
W_32 = types.Array(types.int32, 1, "C")


@kernel(types.uint64(types.uint64), inline="always")
def _mix(x: np.uint64) -> np.uint64:
    x ^= x >> _S32
    x *= _K
    x ^= x >> U64(29)
    x *= _K2
    return x ^ (x >> _S32)


@kernel(types.uint64(types.int64, types.int64, types.uint64), inline="always")
def _viewing(high: int, low: int, seed: np.uint64) -> np.uint64:
    return _mix((_mix(U64(high) ^ seed) * _K) ^ U64(low))


@kernel(types.uint32(types.uint64, types.uint64), inline="always")
def _short(mixed: np.uint64, bit: np.uint64) -> np.uint32:
    return U32(((mixed ^ (bit * _K)) * _K2) >> _S32)


@kernel([types.int64(W_U64_2, types.uint64, types.uint64, types.uint64, types.uint64)],
      inline="always")  # fmt: skip
def _seen(
    table: Unsigned64, shift: np.uint64, epoch: np.uint64, mixed: np.uint64, bit: np.uint64
) -> int:
    """Note `bit` of `mixed`: 0 if it is new, 1 if it was there, 2 if `mixed` itself is new."""
    sign = (mixed & _SIGN) | epoch
    last = U64(table.shape[0] - 1)
    at = mixed >> shift
    flag = _ONE << bit
    while True:
        held = table[at, 0]
        if held == sign:
            seen = table[at, 1]
            if seen & flag:
                return 1
            table[at, 1] = seen | flag
            return 0
        if (held ^ epoch) & ~_SIGN:
            table[at, 0] = sign
            table[at, 1] = flag
            return 2
        at = (at + _ONE) & last


PROPOSE = types.void(
    R64, R64, R32, R64, R32, R16, R16, W_U64_2, W_U64_2, W_64, types.uint64, types.uint64,
    W_U32, W_U32, W_U32, W_U64,
)  # fmt: skip

VIEWINGS, PAIRS, REPEATS, FRESH, LONG = range(5)
"""What `state` counts: entries of both tables, proposals, viewings new to the pile, and
viewings with more than 64 reports."""
AHEAD = 256
"""So many plays are looked up at once; their places in the tables are asked for before."""
_LOW = U64(63)


@kernel([PROPOSE])
def propose(  # noqa: PLR0913, PLR0917 - the columns of a play
    high: Signed64, low: Signed64, n: Signed32, user: Signed64, drama: Signed32,
    episode: Signed16, platform: Signed16, viewings: Unsigned64, pairs: Unsigned64,
    state: Signed64, epoch: np.uint64, seed: np.uint64, first: Unsigned32, second: Unsigned32,
    repeats: Unsigned32, fresh: Unsigned64,
) -> None:  # fmt: skip
    """The first look at some plays of a pile.

    Writes a short number of each play's viewing and of its person and episode to `first` and
    `second`, the numbers that came before to `repeats`, and new viewings to `fresh`.
    """
    bits_a, bits_b = 0, 0
    while (1 << bits_a) < viewings.shape[0]:
        bits_a += 1
    while (1 << bits_b) < pairs.shape[0]:
        bits_b += 1
    shift_a, shift_b = _S64 - U64(bits_a), _S64 - U64(bits_b)
    made_a, made_b, count, new, long = state[0], state[1], state[2], state[3], state[4]
    whole = np.empty(AHEAD, np.uint64)
    of_viewing, of_pair = np.empty(AHEAD, np.uint64), np.empty(AHEAD, np.uint64)
    for begin in range(0, len(high), AHEAD):
        end = min(begin + AHEAD, len(high))
        for i in range(begin, end):
            viewing = _viewing(high[i], low[i], seed)
            part = U64(n[i] >> 6)
            mixed = viewing if part == U64(0) else _mix(viewing ^ part)
            whole[i - begin], of_viewing[i - begin] = viewing, mixed
            prefetch(viewings, np.int64(mixed >> shift_a) * 2)
            group = (U64(drama[i]) << _S32) ^ (U64(platform[i]) << U64(12))
            mixed = _mix(_mix(U64(user[i]) ^ seed) ^ group ^ U64(episode[i] >> 6))
            of_pair[i - begin] = mixed
            prefetch(pairs, np.int64(mixed >> shift_b) * 2)
        for i in range(begin, end):
            mixed, bit = of_viewing[i - begin], U64(n[i]) & _LOW
            first[i] = _short(mixed, bit)
            found = _seen(viewings, shift_a, epoch, mixed, bit)
            if found == 1:
                repeats[count] = first[i]
                count += 1
            elif found == 2:
                made_a += 1
                fresh[new] = whole[i - begin]
                new += 1
                long += n[i] >> 6 != 0
            mixed, bit = of_pair[i - begin], U64(episode[i]) & _LOW
            second[i] = _short(mixed, bit)
            found = _seen(pairs, shift_b, epoch, mixed, bit)
            if found == 1:
                repeats[count] = second[i]
                count += 1
            elif found == 2:
                made_b += 1
    state[0], state[1], state[2], state[3], state[4] = made_a, made_b, count, new, long


@kernel([types.void(W_U64_2, W_U64_2, types.uint64)])
def grow(old: Unsigned64, new: Unsigned64, epoch: np.uint64) -> None:
    """Put the entries of `epoch` in `old` into the larger, empty table `new`.

    An entry keeps the upper bits of its mixed number, which are its place.
    """
    bits = 0
    while (1 << bits) < new.shape[0]:
        bits += 1
    shift, last = _S64 - U64(bits), U64(new.shape[0] - 1)
    for i in range(old.shape[0]):
        held = old[i, 0]
        if (held ^ epoch) & ~_SIGN:
            continue
        at = held >> shift
        while new[at, 0] != U64(0):
            at = (at + _ONE) & last
        new[at, 0] = held
        new[at, 1] = old[i, 1]


@kernel([types.void(W_U32, W_U8)])
def mark(repeats: Unsigned32, bitmap: Bits) -> None:
    """Set the bit of every proposal; `bitmap` has 2**BITMAP_BITS bits."""
    for i in range(len(repeats)):
        place = repeats[i] & _PLACE
        bitmap[place >> _THREE] |= np.uint8(1) << np.uint8(place & _SEVEN)


@kernel([types.uint8(W_U8, types.uint32)], inline="always")
def marked(bitmap: Bits, short: np.uint32) -> np.uint8:
    """1 where the bit of a short number is set, else 0."""
    place = short & _PLACE
    return (bitmap[place >> _THREE] >> np.uint8(place & _SEVEN)) & np.uint8(1)


@kernel([types.void(R64, R64, types.uint64, W_U64)])
def viewing_numbers(high: Signed64, low: Signed64, seed: np.uint64, out: Unsigned64) -> None:
    """Write the mixed number of every viewing to `out`, as `propose` gives it in `fresh`."""
    for i in range(len(high)):
        out[i] = _viewing(high[i], low[i], seed)


@kernel([types.void(R64, R64, R32, types.uint64, W_U32)])
def report_numbers(
    high: Signed64, low: Signed64, n: Signed32, seed: np.uint64, out: Unsigned32
) -> None:
    """Write the short number of every viewing and counter to `out`, as `propose` does."""
    for i in range(len(high)):
        viewing = _viewing(high[i], low[i], seed)
        part = U64(n[i] >> 6)
        mixed = viewing if part == U64(0) else _mix(viewing ^ part)
        out[i] = _short(mixed, U64(n[i]) & U64(63))


DURATION, SINCE = range(2)
"""What `episodes` says of an episode; a duration of 0 is a gap between two episodes."""
FROM, UNTIL, MIN_MS, CAP_PLAYS, CAP_X, BASE = range(6)
"""What `terms` says of a drama on a platform; `BASE` is the cell of its first episode."""
PLAYS, WATCH, EFFECTIVE, EXTRA = range(4)
"""What a row of `cells` holds: plays, with those too short in the upper 32 bits; watched ms; ms
that count; plays that count beyond each person's first, with capped ones in the upper 32."""
CELL_WORDS = 4
SHORT = 1 << 32
UNKNOWN, UNRELEASED, UNMATCHED = range(3)
"""What `refused` counts."""
