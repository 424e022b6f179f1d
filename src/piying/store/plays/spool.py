"""A spool: plays on their way from frames to hours, in little memory.

Plays are held by their hour until they are too many, and then appended to files, sixteen for
an hour, by the first bits of the person; later each hour is read back bucket by bucket.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterator
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
FILES = 16
_EACH = BUCKETS // FILES
_COUNT = struct.Struct("<Q")


class Spool:
    """Plays by hour and bucket; what does not fit into memory lies in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[int, list[Columns]] = {}
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
            self._held.setdefault(hour, []).append(some)
            self._held_rows += count_of(some)
            self._counts[hour] = self._counts.get(hour, 0) + count_of(some)
        if self._held_rows > HELD_ROWS_MAX:
            self._spill()
        return [hour for hour, _ in parts]

    def buckets(self, hour: int) -> Iterator[Columns]:
        """The plays of each bucket of `hour` in order; may be asked for again."""
        if hour not in self._spilled:
            yield from split(joined(self._held.get(hour, ())), 0, BUCKETS)
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
                rows = joined(parts)
                for file, some in enumerate(split(rows, 0, FILES, shift=59)):
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


def _by_hour(rows: Columns) -> Iterator[tuple[int, Columns]]:
    """`rows` by the hour that each lies in."""
    hours = rows[play.TS] // HOUR_MS
    first, last = int(hours.min()), int(hours.max())
    if first == last:
        yield first, rows
        return
    hours -= first
    narrow = np.uint8 if last - first < 1 << 8 else np.uint16
    hours = hours.astype(narrow)  # a year and a half at most, and sorted by radix
    order = np.argsort(hours, kind="stable")
    ends = np.cumsum(np.bincount(hours))
    start = 0
    for number, end in enumerate(ends.tolist()):
        if end > start:
            yield first + number, taken(rows, order[start:end])
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
