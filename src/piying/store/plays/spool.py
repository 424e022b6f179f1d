"""A spool: plays on their way from frames to hours, in little memory.

Plays are held by their hour until they are too many, and then appended to files, sixteen for
an hour, by the first bits of the person; later each hour is read back bucket by bucket.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from piying.model import play
from piying.model.play import BUCKETS, HOUR_MS
from piying.store.disk import explained, make_folder
from piying.store.plays.packed import (
    ROW_BYTES,
    Columns,
    count_of,
    empty,
    joined,
    packed,
    taken,
    unpacked,
)

HELD_ROWS_MAX = 4_000_000
FEW_ROWS = 32
"""Parts with fewer plays in a bucket are put together first: pieces so small cost more."""
FILES = 16
_EACH = BUCKETS // FILES
_COUNT = struct.Struct("<Q")


class Spool:
    """Plays by hour and bucket; what does not fit into memory lies in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[int, list[_Sorted]] = {}
        self._held_rows = 0
        self._counts: dict[int, int] = {}
        self._spilled: set[int] = set()

    @property
    def counts(self) -> dict[int, int]:
        """How many plays each hour has; an hour is its number since 1970."""
        return dict(self._counts)

    def add(self, rows: Columns) -> list[int]:
        """Take in `rows`; the hours that they lie in."""
        if not count_of(rows):
            return []
        parts = list(_by_hour(rows))
        for hour, some in parts:
            count = count_of(some.rows)
            self._held.setdefault(hour, []).append(some)
            self._held_rows += count
            self._counts[hour] = self._counts.get(hour, 0) + count
        if self._held_rows > HELD_ROWS_MAX:
            self._spill()
        return [hour for hour, _ in parts]

    def buckets(self, hour: int) -> Iterator[Columns]:
        """The plays of each bucket of `hour` in order; may be asked for again."""
        if hour not in self._spilled:
            held = self._held.get(hour, ())
            if self._counts.get(hour, 0) < len(held) * BUCKETS * FEW_ROWS:
                yield from split(joined(part.rows for part in held), 0, BUCKETS)
                return
            yield from (joined(_each_of(held, bucket)) for bucket in range(BUCKETS))
            return
        if self._held.get(hour):
            self._spill()
        for file in range(FILES):
            yield from split(joined(self._read(hour, file)), file * _EACH, _EACH)

    def close(self) -> None:
        """Throw everything away."""
        self._held.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _spill(self) -> None:
        make_folder(self._folder)
        with explained(self._folder):
            for hour, parts in self._held.items():
                for file in range(FILES):
                    some = joined(_each_of(parts, file * _EACH, _EACH))
                    with self._path(hour, file).open("ab") as spilled:
                        spilled.write(_COUNT.pack(count_of(some)))
                        spilled.write(packed(some))
                self._spilled.add(hour)
        self._held.clear()
        self._held_rows = 0

    def _read(self, hour: int, file: int) -> Iterator[Columns]:
        path = self._path(hour, file)
        with explained(path), path.open("rb") as spilled:
            while head := spilled.read(_COUNT.size):
                (count,) = _COUNT.unpack(head)
                yield unpacked(spilled.read(count * ROW_BYTES), count)

    def _path(self, hour: int, file: int) -> Path:
        return self._folder / f"{hour}.{file:02}"


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Plays of one hour, bucket after bucket."""

    rows: Columns
    ends: NDArray[np.int64]
    """Where each bucket begins, and where the last one ends."""


def _each_of(parts: Iterable[_Sorted], first: int, count: int = 1) -> Iterator[Columns]:
    """The plays of `count` buckets from `first` on, part by part."""
    for part in parts:
        begin, end = part.ends[first], part.ends[first + count]
        if begin < end:
            yield {name: column[begin:end] for name, column in part.rows.items()}


def _by_hour(rows: Columns) -> Iterator[tuple[int, _Sorted]]:
    """`rows` by the hour that each lies in."""
    hours = rows[play.TS] // HOUR_MS
    first = int(hours.min())
    # an hour and a bucket are sorted as one number: by radix, if there are few hours
    place = (hours - first) * BUCKETS + (rows[play.USER] >> 55)
    narrow = np.uint16 if int(hours.max()) - first < 1 << 8 else np.uint32
    place = place.astype(narrow)
    order = np.argsort(place, kind="stable")
    span = int(hours.max()) - first + 1
    counts = np.bincount(place, minlength=span * BUCKETS).reshape(span, BUCKETS)
    start = 0
    for number in np.flatnonzero(counts.any(axis=1)).tolist():
        ends = np.append(0, np.cumsum(counts[number]))
        end = start + int(ends[-1])
        yield first + number, _Sorted(taken(rows, order[start:end]), ends)
        start = end


def split(rows: Columns, first: int, count: int, *, shift: int = 55) -> Iterator[Columns]:
    """`rows` by `user_hash >> shift`, for the `count` numbers from `first` on."""
    if not count_of(rows):
        yield from (empty() for _ in range(count))
        return
    bucket: NDArray[Any] = (rows[play.USER] >> shift).astype(np.uint8)
    rows = taken(rows, np.argsort(bucket, kind="stable"))
    ends = np.cumsum(np.bincount(bucket, minlength=first + count)[first:])
    start = 0
    for end in ends.tolist():
        yield {name: column[start:end] for name, column in rows.items()}
        start = end
