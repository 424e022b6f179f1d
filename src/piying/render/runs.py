"""Planes as runs: what is drawn is mostly flat, and a run is filled faster than it is unpacked.

A stretch of bytes is either a run of one byte or a stretch as it is; the first bit of its
length says which. A cel of two megabytes becomes some ten thousand lengths and a twentieth of
its bytes, and is filled again in a quarter of a millisecond, a seventh of what LZ4 takes.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.lanes import copy32, fill32
from piying.render.scratch import SCRATCH

Bytes1 = npt.NDArray[np.uint8]
"""Bytes in one line."""
Lengths = npt.NDArray[np.uint16]

RUN_MIN = 16
"""A shorter run is not worth a length of its own; one as long holds a whole word of eight."""
LENGTH_MAX = 0x7FFF
RUN = 0x8000
"""The bit of a length that says it is a run."""

LANE = 32
"""Bytes that are written at once, and by so many at most too far."""
SHORT = 512
"""Longer runs are filled exactly, which the processor does by itself."""

_WORD = 8
_SAME = np.uint64(0x0101010101010101)
"""Times a byte it is the word of eight such bytes."""

_READ = types.Array(types.uint8, 1, "C", readonly=True)
_WORDS = types.Array(types.uint64, 1, "C", readonly=True)
_WRITE = types.Array(types.uint8, 1, "C")
_LENGTHS = types.Array(types.uint16, 1, "C", readonly=True)
_LENGTHS_OUT = types.Array(types.uint16, 1, "C")


@kernel(
    [types.UniTuple(types.int64, 2)(_READ, _WORDS, _LENGTHS_OUT, _WRITE)],
)
def _pack(
    source: Bytes1, words: npt.NDArray[np.uint64], lengths: Lengths, values: Bytes1
) -> tuple[int, int]:
    """Fill lengths and values and give how many there are of each.

    `words` is the same memory, eight bytes at a time, without what is left at its end.
    """
    count, word_count = source.size, words.size
    begun = at = length_count = value_count = 0
    byte = np.uint64(255)
    while begun < count:
        while at < word_count and words[at] != (words[at] & byte) * _SAME:
            at += 1
        start = end = count
        if at < word_count:
            word, level = words[at], np.uint8(words[at] & byte)
            start = at * _WORD
            while start > begun and source[start - 1] == level:
                start -= 1
            at += 1
            while at < word_count and words[at] == word:
                at += 1
            end = at * _WORD
            while end < count and source[end] == level:
                end += 1
            if end - start < RUN_MIN:
                continue
        while begun < start:
            plain = min(start - begun, LENGTH_MAX)
            lengths[length_count] = plain
            length_count += 1
            values[value_count : value_count + plain] = source[begun : begun + plain]
            value_count, begun = value_count + plain, begun + plain
        while begun < end:
            run = min(end - begun, LENGTH_MAX)
            lengths[length_count] = RUN + run
            values[value_count] = source[begun]
            length_count, value_count = length_count + 1, value_count + 1
            begun += run
        at = (end + _WORD - 1) // _WORD
    return length_count, value_count


@kernel([types.boolean(_LENGTHS, _READ, _WRITE)])
def _unpack(lengths: Lengths, values: Bytes1, target: Bytes1) -> bool:
    """Fill `target`; False if the lengths do not fit it and the values exactly.

    Most runs are short, so 32 bytes are written at once; what is too much of them the next
    run writes over, and near the end of the memory nothing is too much.
    """
    at = used = np.int64(0)
    onto, of = np.int64(target.ctypes.data), np.int64(values.ctypes.data)
    for index in range(lengths.size):
        length = np.int64(lengths[index] & np.uint16(LENGTH_MAX))
        taken = np.int64(1) if lengths[index] >= RUN else length
        if at + length > target.size or used + taken > values.size:
            return False
        roomy = at + length + LANE <= target.size
        if lengths[index] >= RUN:
            if roomy and length <= SHORT:
                for k in range(0, length, LANE):
                    fill32(onto + at + k, values[used])
            else:
                target[at : at + length] = values[used]
        elif roomy and length <= SHORT and used + length + LANE <= values.size:
            for k in range(0, length, LANE):
                copy32(onto + at + k, of + used + k)
        else:
            target[at : at + length] = values[used : used + length]
        at, used = at + length, used + taken
    return at == target.size and used == values.size


def runs_of(source: Bytes1) -> tuple[Lengths, Bytes1]:
    """The lengths and the values of `source`; good until this thread asks again."""
    most = 2 * (source.size // RUN_MIN + source.size // LENGTH_MAX + 1)
    lengths = SCRATCH.take("lengths", 2 * most).view(np.uint16)
    values = SCRATCH.take("values", source.size)
    words = source[: source.size // _WORD * _WORD].view(np.uint64)
    length_count, value_count = _pack(source, words, lengths, values)
    return lengths[:length_count], values[:value_count]


def filled(lengths: Lengths, values: Bytes1, size: int) -> Bytes1:
    """The bytes that were packed.

    Raises:
        ValueError: these are not the runs of `size` bytes.
    """
    target = np.empty(size, np.uint8)
    if not _unpack(lengths, values, target):
        raise ValueError("runs of another length")
    return target
