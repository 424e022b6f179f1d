"""What an engine gives for a day, the port that it stands behind, and the name of its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from piying.audience.sql import ROWS_MAX, VERDICTS
from piying.audience.sums import OF_A_DAY, missing_plays
from piying.model.canon import Digest
from piying.model.errors import Invalid
from piying.model.play import BUCKETS, COLUMNS, ROW_COLUMNS, Reason
from piying.store.disk import explained
from piying.store.plays.world import World

TYPES = {16: pa.int16(), 32: pa.int32(), 64: pa.int64()}
SCHEMA = pa.schema([pa.field(name, TYPES[bits]) for name, bits in COLUMNS.items()])
"""The columns of an hour."""
ROW_SCHEMA = pa.schema([pa.field(name, pa.int64()) for name in ROW_COLUMNS])
"""The columns of a roll-up."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A day as one engine counts it."""

    rows: Iterable[pa.RecordBatch]
    """`ROW_SCHEMA`, sorted by contract, drama, episode and platform; may be read once."""
    received: int
    refused: Mapping[Reason, int]
    """By every reason of `OF_A_DAY`."""


class Engine(Protocol):
    """Something that counts a day."""

    name: str

    def settle(self, hours: Sequence[Path], world: World) -> Counted:
        """The roll-up of the plays in `hours`, held against `world`."""
        ...


@dataclass(slots=True)
class RowsHash:
    """The SHA-256 of rows as 64-bit little-endian numbers, row by row, as they come by."""

    count: int = 0
    effective_plays: int = 0
    below: int = 0
    capped: int = 0
    _hasher: hashlib._Hash = field(default_factory=hashlib.sha256)

    def add(self, batch: pa.RecordBatch) -> None:
        """Take in the next rows."""
        columns = [column.to_numpy(zero_copy_only=False) for column in batch.columns]
        self._hasher.update(np.column_stack(columns).astype("<i8", copy=False).tobytes())
        self.count += batch.num_rows
        of = dict(zip(ROW_COLUMNS, columns, strict=True))
        self.effective_plays += int(of["effective_plays"].sum())
        self.below += int(of["below"].sum())
        self.capped += int(of["capped"].sum())

    @property
    def sha256(self) -> Digest:
        """Of all rows so far."""
        return Digest(self._hasher.hexdigest())


def hashed(counted: Counted) -> RowsHash:
    """The hash of all rows, which are read and let go, held to the law of sums."""
    rows = RowsHash()
    for batch in counted.rows:
        rows.add(batch)
    hold_to_law(counted, rows)
    return rows


def hold_to_law(counted: Counted, rows: RowsHash) -> None:
    """Nothing when every play that was received is accounted for.

    Raises:
        Invalid: some are not, or the rows say something else than the reasons.
    """
    refused = counted.refused
    missing = missing_plays(counted.received, rows.effective_plays, refused)
    apart = (rows.below, rows.capped) != (refused[Reason.BELOW], refused[Reason.CAPPED])
    if missing or apart:
        raise Invalid("counting.sums_differ", received=counted.received,
                      counted=rows.effective_plays, missing=missing)  # fmt: skip


def counted_from(result: pa.Table) -> Counted:
    """What the result of `day_text` says, as an `Arrow` table in its order."""
    result = result.cast(
        pa.schema([pa.field(name, pa.int64()) for name in result.column_names])
    )
    verdict = result["verdict"].to_numpy()
    first = int(np.searchsorted(verdict, 1))
    refused = dict.fromkeys(OF_A_DAY, 0)
    received = _sum(result, "received")
    copies = received - _sum(result, "plays")
    for row in result.slice(first).to_pylist():
        reason = VERDICTS[row["verdict"]]
        if reason is Reason.CONFLICT:
            # every copy of a play that contradicts itself is a conflict, none a duplicate
            refused[Reason.CONFLICT] = row["received"]
            copies -= row["received"] - row["plays"]
        elif reason is not None:
            refused[reason] = row["plays"]
    rows = result.slice(0, first).select(list(ROW_COLUMNS))
    refused[Reason.DUPLICATE] = copies
    refused[Reason.BELOW] = _sum(rows, "below")
    refused[Reason.CAPPED] = _sum(rows, "capped")
    return Counted(rows.to_batches(), received, refused)


def _sum(table: pa.Table, name: str) -> int:
    return int(table[name].to_numpy().sum()) if table.num_rows else 0


def open_hours(hours: Sequence[Path]) -> Iterator[tuple[Path, pq.ParquetFile]]:
    """Every hour with its file opened, its columns and row groups as they have to be.

    Raises:
        Invalid: one has other columns or another number of groups; there are too many plays.
    """
    received = 0
    for path in hours:
        with explained(path):
            file = pq.ParquetFile(path, pre_buffer=False)
        found = file.schema_arrow
        if [(one.name, one.type) for one in found] != [(one.name, one.type) for one in SCHEMA]:
            raise Invalid("counting.other_columns", path=path, found=", ".join(found.names))
        if file.metadata.num_row_groups != BUCKETS:
            raise Invalid("counting.other_groups", path=path,
                          found=file.metadata.num_row_groups, groups=BUCKETS)  # fmt: skip
        received += file.metadata.num_rows
        if received > ROWS_MAX:
            raise Invalid("counting.too_many", found=received, limit=ROWS_MAX)
        yield path, file


def received_in(hours: Sequence[Path]) -> int:
    """How many plays lie in `hours`, which are checked."""
    return sum(file.metadata.num_rows for _, file in open_hours(hours))
