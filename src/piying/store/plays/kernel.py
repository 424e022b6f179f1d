"""The kernel: a whole day counted bucket by bucket, in memory that does not grow with it.

A bucket holds all plays of its people, so copies and caps are found within it. Only a play
that two people claim may lie in two buckets: every viewing's mixed number is written to
scratch files, those that came from two buckets are looked up by their true columns, and the
buckets that hold such plays are counted again, once away and once anew.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from piying.model.errors import Invalid
from piying.model.play import (
    BUCKETS,
    COLUMNS,
    DRAMA,
    EPISODE,
    PLATFORM,
    TS,
    USER,
    VIEWING_HI,
    VIEWING_LO,
    WATCH,
    N,
    Reason,
)
from piying.store.plays import loops
from piying.store.plays.cells import Cells, empty_cells, make_index
from piying.store.plays.contested import (
    CONFLICT,
    DUPLICATE,
    REFUSED,
    Signed64,
    count_contested,
)
from piying.store.plays.counted import Counted, open_hours
from piying.store.plays.torn import Sightings, torn_reports
from piying.store.plays.world import World

Hour = dict[str, NDArray[np.signedinteger]]
"""The columns of one bucket of one hour."""

TABLE_ROWS_MIN = 1 << 12
BUCKET, STRANGE = 3, 4
"""Where `refused` says which bucket it is, and counts people who do not belong there."""
SHORTS = 1 << 32


@dataclass(slots=True)
class Tables:
    """What has been seen of a bucket; made larger as needed, never emptied between buckets."""

    viewings: NDArray[np.uint64] = field(default_factory=lambda: _table(TABLE_ROWS_MIN))
    pairs: NDArray[np.uint64] = field(default_factory=lambda: _table(TABLE_ROWS_MIN))
    epoch: int = 0

    def begin(self) -> np.uint64:
        """The epoch of the next bucket."""
        self.epoch += 1
        if self.epoch >> loops.EPOCH_BITS:
            self.viewings[:], self.pairs[:], self.epoch = 0, 0, 1
        return np.uint64(self.epoch)

    def make_room(self, state: Signed64, more: int) -> None:
        """Room for `more` entries above what `state` counts, with a third of it left empty."""
        self.viewings = self._grown(self.viewings, int(state[loops.VIEWINGS]) + more)
        self.pairs = self._grown(self.pairs, int(state[loops.PAIRS]) + more)

    def _grown(self, table: NDArray[np.uint64], entries: int) -> NDArray[np.uint64]:
        rows = len(table)
        while rows * 2 < entries * 3:
            rows *= 2
        if rows == len(table):
            return table
        larger = _table(rows)
        loops.grow(table, larger, np.uint64(self.epoch))
        return larger


def settle(hours: Sequence[Path], world: World) -> Counted:
    """The roll-up of the plays in `hours`, held against `world`.

    Raises:
        Invalid: an hour is not laid out as hours are.
    """
    files = [file for _, file in open_hours(hours)]
    run = Run(hours, files, empty_cells(make_index(world)))
    with Sightings(BUCKETS) as sightings:
        for bucket in range(BUCKETS):
            run.count(bucket, sightings=sightings)
        suspects = sightings.in_two_buckets()
    found = torn_reports(suspects, run.seed, run.read)
    for bucket, torn in found.items():
        run.count(bucket, sign=-1)
        run.count(bucket, torn=torn)
    return run.counted()


@dataclass(slots=True)
class Run:
    """One counting of one day."""

    hours: Sequence[Path]
    files: Sequence[pq.ParquetFile]
    cells: Cells
    tables: Tables = field(default_factory=Tables)
    refused: Signed64 = field(default_factory=lambda: np.zeros(REFUSED, np.int64))
    seed: np.uint64 = field(default_factory=lambda: np.uint64(secrets.randbits(64)))
    """Nobody can send plays whose mixed numbers are made to meet; no result depends on it."""

    def read(self, bucket: int, names: Sequence[str] = tuple(COLUMNS)) -> list[Hour]:
        """Columns of `bucket` of every hour that has plays in it."""
        found = []
        for path, file in zip(self.hours, self.files, strict=True):
            if not file.metadata.row_group(bucket).num_rows:
                continue
            table = file.read_row_group(bucket, columns=list(names), use_threads=False)
            if any(column.null_count for column in table.columns):
                raise Invalid("counting.empty_fields", path=path, group=bucket)
            columns = (column.combine_chunks().to_numpy() for column in table.columns)
            found.append(dict(zip(names, columns, strict=True)))
        return found

    def count(
        self,
        bucket: int,
        *,
        torn: Signed64 | None = None,
        sign: int = 1,
        sightings: Sightings | None = None,
    ) -> None:
        """Add a bucket to the cells, `sign` times, without the plays that are `torn`."""
        hours = self.read(bucket)
        if torn is None:
            torn = np.zeros((0, 3), np.int64)
        shorts, bitmap = self._proposed(bucket, hours, torn, sightings)
        index = self.cells.index
        self.refused[BUCKET] = bucket
        contested: list[Hour] = []
        for hour, (first, second) in zip(hours, shorts, strict=True):
            where = np.empty(len(first), np.int64)
            found = loops.account(
                hour[USER], hour[TS], hour[DRAMA], hour[EPISODE], hour[PLATFORM], hour[WATCH],
                first, second, bitmap, index.known, index.begin, index.length, index.episodes,
                index.places, index.deals, index.terms, self.cells.sums, self.cells.lost,
                self.refused, where, sign,
            )  # fmt: skip
            picked = where[:found]
            contested.append({name: hour[name][picked].astype(np.int64) for name in COLUMNS})
        if self.refused[STRANGE]:
            raise Invalid("counting.wrong_group", group=bucket,
                          found=int(self.refused[STRANGE]))  # fmt: skip
        if contested:
            rows = {name: np.concatenate([one[name] for one in contested]) for name in COLUMNS}
            count_contested(rows, torn, self.cells, self.refused, sign)

    def _proposed(
        self,
        bucket: int,
        hours: Sequence[Hour],
        torn: Signed64,
        sightings: Sightings | None,
    ) -> tuple[list[tuple[NDArray[np.uint32], NDArray[np.uint32]]], NDArray[np.uint8]]:
        """The short numbers of all plays, and the bits of those that may meet another one."""
        epoch, state = self.tables.begin(), np.zeros(5, np.int64)
        total = sum(len(hour[N]) for hour in hours)
        repeats, fresh = np.empty(2 * total, np.uint32), np.empty(total, np.uint64)
        shorts = []
        for hour in hours:
            size = len(hour[N])
            self.tables.make_room(state, size)
            first, second = np.empty(size, np.uint32), np.empty(size, np.uint32)
            loops.propose(
                hour[VIEWING_HI], hour[VIEWING_LO], hour[N], hour[USER], hour[DRAMA],
                hour[EPISODE], hour[PLATFORM], self.tables.viewings, self.tables.pairs, state,
                epoch, self.seed, first, second, repeats, fresh,
            )  # fmt: skip
            shorts.append((first, second))
        if sightings is not None:
            seen = fresh[: state[loops.FRESH]]
            sightings.add(bucket, np.unique(seen) if state[loops.LONG] else seen)
        bitmap = np.zeros(1 << (loops.BITMAP_BITS - 3), np.uint8)
        loops.mark(repeats[: state[loops.REPEATS]], bitmap)
        if len(torn):
            claimed = np.empty(len(torn), np.uint32)
            high, low = _frozen(torn[:, 0]), _frozen(torn[:, 1])
            n = _frozen(torn[:, 2].astype(np.int32))
            loops.report_numbers(high, low, n, self.seed, claimed)
            loops.mark(claimed, bitmap)
        return shorts, bitmap

    def counted(self) -> Counted:
        """What has been added up."""
        cells, refused = self.cells, self.refused
        reasons = {
            Reason.BELOW: int((cells.sums[:, loops.PLAYS] >> 32).sum()),
            Reason.CAPPED: int(cells.capped.sum()),
            Reason.DUPLICATE: int(refused[DUPLICATE]),
            Reason.CONFLICT: int(refused[CONFLICT]),
            Reason.UNKNOWN_EPISODE: int(refused[loops.UNKNOWN]),
            Reason.UNRELEASED: int(refused[loops.UNRELEASED]),
            Reason.UNMATCHED: int(refused[loops.UNMATCHED]),
        }
        received = sum(file.metadata.num_rows for file in self.files)
        return Counted(cells.rows(), received, reasons)


def _table(rows: int) -> NDArray[np.uint64]:
    return np.zeros((rows, 2), np.uint64)


def _frozen(column: NDArray[np.signedinteger]) -> NDArray[np.signedinteger]:
    """A copy that may not be written, as the columns of a file are."""
    made = np.ascontiguousarray(column)
    made.flags.writeable = False
    return made
