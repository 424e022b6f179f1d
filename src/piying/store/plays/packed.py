"""Plays as packed columns: what a frame of the raw log holds, and what hours are made from.

Packed plays lie column by column in the order of `COLUMNS`, little-endian, signed, each number
with as many bits as its column: 48 bytes a play.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from piying.audience.batch import Aside
from piying.audience.rows import CLOCK_DAYS_MAX, RANGES
from piying.model import play
from piying.model.play import COLUMNS, DAY_MS, Reason

Columns = dict[str, NDArray[Any]]
"""Every column of `COLUMNS`, as wide as it is there, equally long."""

DTYPES: dict[str, np.dtype[Any]] = {
    name: np.dtype(f"<i{bits // 8}") for name, bits in COLUMNS.items()
}
ROW_BYTES = sum(COLUMNS.values()) // 8


@dataclass(frozen=True, slots=True)
class Sifted:
    """Plays that came as columns, apart from what is set aside."""

    received: int
    columns: Columns
    aside: tuple[Aside, ...]


def narrowed(columns: Mapping[str, array[int]]) -> Columns:
    """Accepted rows, 64 bits a number, as wide as their columns are."""
    return {
        name: np.frombuffer(columns[name], np.int64).astype(dtype)
        for name, dtype in DTYPES.items()
    }


def packed(columns: Mapping[str, NDArray[Any]]) -> bytes:
    """`columns` as bytes."""
    return b"".join(
        np.ascontiguousarray(columns[name], dtype).tobytes() for name, dtype in DTYPES.items()
    )


def unpacked(data: bytes | memoryview, count: int) -> Columns:
    """The `count` plays of `data`; the arrays look into it and cannot be written."""
    columns, at = {}, 0
    for name, dtype in DTYPES.items():
        columns[name] = np.frombuffer(data, dtype, count, at)
        at += count * dtype.itemsize
    return columns


def empty() -> Columns:
    """No plays."""
    return {name: np.zeros(0, dtype) for name, dtype in DTYPES.items()}


def joined(parts: Iterable[Columns]) -> Columns:
    """The plays of all parts, in order."""
    every = list(parts)
    if not every:
        return empty()
    return {name: np.concatenate([part[name] for part in every]) for name in DTYPES}


def count_of(columns: Columns) -> int:
    """How many plays these are."""
    return len(columns[play.TS])


def taken(columns: Columns, index: NDArray[Any]) -> Columns:
    """The plays at `index` (positions or a mask), in its order."""
    places = np.flatnonzero(index) if index.dtype == np.bool_ else index
    return {name: column.take(places) for name, column in columns.items()}


def sift(columns: Mapping[str, NDArray[np.int64]], at_ms: int) -> Sifted:
    """`columns` of 64 bits, received at `at_ms`, judged as `audience.rows.reason_of` does.

    No object is made for a row that is a play.
    """
    count = len(columns[play.TS])
    outside = np.zeros(count, bool)
    for name, (low, high) in RANGES.items():
        column = columns[name]
        if count and (column.min() < low or column.max() > high):
            outside |= (column < low) | (column > high)
    ts = columns[play.TS]
    furthest = CLOCK_DAYS_MAX * DAY_MS
    clock = ~outside & ((ts < at_ms - furthest) | (ts > at_ms + furthest))
    bad = outside | clock
    aside = tuple(
        Aside(
            int(row),
            Reason.OUT_OF_RANGE if outside[row] else Reason.CLOCK,
            json.dumps({name: int(columns[name][row]) for name in COLUMNS}),
        )
        for row in np.flatnonzero(bad)
    )
    good = {
        name: (columns[name][~bad] if aside else columns[name]).astype(dtype)
        for name, dtype in DTYPES.items()
    }
    return Sifted(count, good, aside)
