"""The kernel: a whole day counted pile by pile, in memory that does not grow with it.

A pile is a few buckets, so it holds all plays of its people, and copies and caps are found
within it. Only a play that two people claim may lie in two piles: every viewing's mixed number
is written to scratch files, those that came from two piles are looked up by their true columns,
and the piles that hold such plays are counted again, once away and once anew.
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
from piying.store.plays.adding import account
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

Piece = dict[str, NDArray[np.signedinteger]]
"""The columns of some plays."""

PLAYS_OF_A_PILE = 1_600_000
"""A day of 400 million plays has about as many in a bucket."""
TABLE_ROWS_MIN = 1 << 12
FIRST, STRANGE, END = 3, 4, 7
"""Where `refused` says which buckets a pile has, and counts people who do not belong there."""


@dataclass(slots=True)
class Tables:
    """What has been seen of a pile; made larger as needed, never emptied between piles."""

    viewings: NDArray[np.uint64] = field(default_factory=lambda: _table(TABLE_ROWS_MIN))
    pairs: NDArray[np.uint64] = field(default_factory=lambda: _table(TABLE_ROWS_MIN))
    epoch: int = 0

    def begin(self) -> np.uint64:
        """The epoch of the next pile."""
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


def settle(hours: Sequence[Path], world: World, *, plays_max: int = PLAYS_OF_A_PILE) -> Counted:
    """The roll-up of the plays in `hours`, held against `world`.

    Raises:
        Invalid: an hour is not laid out as hours are.
    """
    files = [file for _, file in open_hours(hours)]
    run = Run(hours, files, empty_cells(make_index(world)), piles(files, plays_max))
    with Sightings(len(run.piles)) as sightings:
        for pile in range(len(run.piles)):
            run.count(pile, sightings=sightings)
        suspects = sightings.in_two_piles()
    found = torn_reports(suspects, run.seed, run.read)
    for pile, torn in found.items():
        run.count(pile, sign=-1)
        run.count(pile, torn=torn)
    return run.counted()


def piles(files: Sequence[pq.ParquetFile], plays_max: int) -> list[range]:
    """All buckets, neighbours together while they have no more than `plays_max` plays."""
    found, size = [range(0)], 0
    for bucket in range(BUCKETS):
        more = sum(file.metadata.row_group(bucket).num_rows for file in files)
        if size + more > plays_max and found[-1]:
            found.append(range(bucket, bucket))
            size = 0
        found[-1] = range(found[-1].start, bucket + 1)
        size += more
    return found


@dataclass(slots=True)
class Scratch:
    """Room for a pile, used again for the next: new pages of memory are dear."""

    shorts: NDArray[np.uint32] = field(default_factory=lambda: np.empty((2, 0), np.uint32))
    repeats: NDArray[np.uint32] = field(default_factory=lambda: np.empty(0, np.uint32))
    fresh: NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))
    where: Signed64 = field(default_factory=lambda: np.empty(0, np.int64))
    bitmap: NDArray[np.uint8] = field(
        default_factory=lambda: np.empty(1 << (loops.BITMAP_BITS - 3), np.uint8)
    )
    columns: dict[str, NDArray[np.signedinteger]] = field(default_factory=dict)

    def make_room(self, plays: int) -> None:
        """Room for so many plays."""
        if len(self.fresh) < plays:
            self.shorts = np.empty((2, plays), np.uint32)
            self.repeats = np.empty(2 * plays, np.uint32)
            self.fresh = np.empty(plays, np.uint64)
            self.where = np.empty(plays, np.int64)

    def column(self, name: str, plays: int) -> NDArray[np.signedinteger]:
        """A column with room for so many plays; what it held is given up."""
        held = self.columns.get(name)
        if held is None or len(held) < plays:
            held = self.columns[name] = np.empty(plays, f"i{COLUMNS[name] // 8}")
        return held


@dataclass(slots=True)
class Run:
    """One counting of one day."""

    hours: Sequence[Path]
    files: Sequence[pq.ParquetFile]
    cells: Cells
    piles: Sequence[range]
    tables: Tables = field(default_factory=Tables)
    scratch: Scratch = field(default_factory=Scratch)
    refused: Signed64 = field(default_factory=lambda: np.zeros(REFUSED, np.int64))
    seed: np.uint64 = field(default_factory=lambda: np.uint64(secrets.randbits(64)))
    """Nobody can send plays whose mixed numbers are made to meet; no result depends on it."""

    def read(self, pile: int, names: Sequence[str] = tuple(COLUMNS)) -> list[Piece]:
        """Columns of the plays of `pile`, hour by hour; they hold until the next is read.

        Each hour is copied into the same arrays, and its own memory is let go at once: the
        pages of a whole pile, taken and given back each time, cost more than all the copying.
        """
        found, begin = [], 0
        groups = list(self.piles[pile])
        plays = sum(f.metadata.row_group(at).num_rows for f in self.files for at in groups)
        room = {name: self.scratch.column(name, plays) for name in names}
        for path, file in zip(self.hours, self.files, strict=True):
            table = file.read_row_groups(groups, columns=list(names), use_threads=False)
            if any(column.null_count for column in table.columns):
                raise Invalid("counting.empty_fields", path=path, first=groups[0],
                              last=groups[-1])  # fmt: skip
            for batch in table.to_batches():
                end = begin + batch.num_rows
                for name, column in zip(names, batch.columns, strict=True):
                    room[name][begin:end] = column.to_numpy()
                found.append({name: _only_read(room[name][begin:end]) for name in names})
                begin = end
        return found

    def count(
        self,
        pile: int,
        *,
        torn: Signed64 | None = None,
        sign: int = 1,
        sightings: Sightings | None = None,
    ) -> None:
        """Add a pile to the cells, `sign` times, without the plays that are `torn`."""
        pieces = self.read(pile)
        if torn is None:
            torn = np.zeros((0, 3), np.int64)
        shorts, bitmap = self._proposed(pile, pieces, torn, sightings)
        index = self.cells.index
        buckets = self.piles[pile]
        self.refused[FIRST], self.refused[END] = buckets.start, buckets.stop
        contested: list[Piece] = []
        for piece, (first, second) in zip(pieces, shorts, strict=True):
            where = self.scratch.where
            found = account(
                piece[USER], piece[TS], piece[DRAMA], piece[EPISODE], piece[PLATFORM],
                piece[WATCH], first, second, bitmap, index.known, index.begin, index.length,
                index.episodes, index.places, index.deals, index.terms, self.cells.sums,
                self.refused, where, sign,
            )  # fmt: skip
            picked = where[:found]
            contested.append({name: piece[name][picked].astype(np.int64) for name in COLUMNS})
        if self.refused[STRANGE]:
            raise Invalid("counting.wrong_group", first=buckets[0], last=buckets[-1],
                          found=int(self.refused[STRANGE]))  # fmt: skip
        if contested:
            rows = {name: np.concatenate([one[name] for one in contested]) for name in COLUMNS}
            count_contested(rows, torn, self.cells, self.refused, sign)

    def _proposed(
        self,
        pile: int,
        pieces: Sequence[Piece],
        torn: Signed64,
        sightings: Sightings | None,
    ) -> tuple[list[tuple[NDArray[np.uint32], NDArray[np.uint32]]], NDArray[np.uint8]]:
        """The short numbers of all plays, and the bits of those that may meet another one."""
        epoch, state = self.tables.begin(), np.zeros(5, np.int64)
        scratch = self.scratch
        scratch.make_room(sum(len(piece[N]) for piece in pieces))
        repeats, fresh = scratch.repeats, scratch.fresh
        shorts, begin = [], 0
        for piece in pieces:
            size = len(piece[N])
            self.tables.make_room(state, size)
            first, second = scratch.shorts[:, begin : begin + size]
            begin += size
            loops.propose(
                piece[VIEWING_HI], piece[VIEWING_LO], piece[N], piece[USER], piece[DRAMA],
                piece[EPISODE], piece[PLATFORM], self.tables.viewings, self.tables.pairs, state,
                epoch, self.seed, first, second, repeats, fresh,
            )  # fmt: skip
            shorts.append((first, second))
        if sightings is not None:
            seen = fresh[: state[loops.FRESH]]
            sightings.add(pile, np.unique(seen) if state[loops.LONG] else seen)
        bitmap = scratch.bitmap
        bitmap[:] = 0
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
            Reason.CAPPED: int((cells.sums[:, loops.EXTRA] >> 32).sum()),
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
    return _only_read(np.ascontiguousarray(column))


def _only_read(made: NDArray[np.signedinteger]) -> NDArray[np.signedinteger]:
    """`made`, which may not be written any more."""
    made.flags.writeable = False
    return made
