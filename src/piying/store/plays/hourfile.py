"""The file of an hour: Parquet, 256 row groups by person, and a manifest that says what it is.

Nothing in it is ever changed: plays that come later make the next version. What contradicts
itself lies beside it, and so does a provisional roll-up for those who look at today.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from piying.model import play
from piying.model.errors import Invalid
from piying.model.play import BUCKETS, COLUMNS, Reason
from piying.store.disk import beside, explained, write_file
from piying.store.plays.packed import Columns, count_of, empty

HOURS = "hours"
QUARANTINE = "quarantine"
LIVE = "live"
"""The folders, in the folder of plays, of hours, of what contradicts itself, of roll-ups."""

SCHEMA = pa.schema(
    [pa.field(name, pa.from_numpy_dtype(np.dtype(f"i{bits // 8}")), nullable=False)
     for name, bits in COLUMNS.items()]
)  # fmt: skip
_SEARCHED = [play.USER, play.TS]
"""Of these alone a row group says its least and greatest.

Sorted plays are smaller and quicker without dictionaries. Splitting time and watch by bytes
would save another sixth, but not every engine reads it for whole numbers."""
_DRAMAS_DENSE = 1 << 18
_PLATFORMS_DENSE = 64
"""Below these, the roll-up adds up in arrays."""


@dataclass(frozen=True, slots=True)
class Hour:
    """One version of an hour as it is kept."""

    hour: str
    """In UTC, for example 2026-11-23T01."""
    version: int
    path: Path
    sha256: str
    rows: int
    received: int
    refused: tuple[tuple[Reason, int], ...]
    """`received` = `rows` + these, always."""


class Manifest(msgspec.Struct, frozen=True):
    """What stands beside the file of an hour, as JSON."""

    hour: str
    version: int
    file: str
    sha256: str
    rows: int
    received: int
    refused: dict[Reason, int]
    segments: dict[str, list[tuple[int, int]]]
    """Of which segments it has read which bytes, in this version and those before."""


class Live:
    """Plays and watch time by drama and platform: provisional, because caps are for a day."""

    def __init__(self) -> None:
        self._plays = np.zeros(0, np.int64)
        self._watch = np.zeros(0, np.int64)
        self._others: dict[tuple[int, int], tuple[int, int]] = {}

    def add(self, rows: Columns) -> None:
        """Count `rows`."""
        if not count_of(rows):
            return
        drama, platform = rows[play.DRAMA].astype(np.int64), rows[play.PLATFORM]
        if int(drama.max()) >= _DRAMAS_DENSE or int(platform.max()) >= _PLATFORMS_DENSE:
            self._add_others(drama, platform, rows[play.WATCH])
            return
        needed = (int(drama.max()) + 1) * _PLATFORMS_DENSE
        if needed > len(self._plays):
            self._plays = _longer(self._plays, needed)
            self._watch = _longer(self._watch, needed)
        cells = drama * _PLATFORMS_DENSE + platform
        np.add.at(self._plays, cells, 1)
        np.add.at(self._watch, cells, rows[play.WATCH].astype(np.int64))

    def table(self) -> pa.Table:
        """Sorted rows of drama_id, platform, plays, watch_ms."""
        cells = np.flatnonzero(self._plays)
        drama, platform = np.divmod(cells, _PLATFORMS_DENSE)
        found = np.stack([drama, platform, self._plays[cells], self._watch[cells]])
        if self._others:
            every: dict[tuple[int, int], tuple[int, int]] = dict(self._others)
            for number, place, plays, watch in found.T.tolist():
                before = every.get((number, place), (0, 0))
                every[number, place] = (before[0] + plays, before[1] + watch)
            found = np.array(sorted((*key, *both) for key, both in every.items())).T
        names = (play.DRAMA, play.PLATFORM, "plays", play.WATCH)
        return pa.table(
            {name: pa.array(column) for name, column in zip(names, found, strict=True)}
        )

    def _add_others(
        self, drama: NDArray[Any], platform: NDArray[Any], watch: NDArray[Any]
    ) -> None:
        """Count rows whose numbers are too high for an array."""
        for key, one in zip(
            zip(drama.tolist(), platform.tolist(), strict=True), watch.tolist(), strict=True
        ):
            plays, watched = self._others.get(key, (0, 0))
            self._others[key] = (plays + 1, watched + one)


def path_of(folder: Path, hour: str, version: int) -> Path:
    """Where that version of `hour` lies in the folder of plays."""
    return folder / HOURS / f"{hour}.v{version}.parquet"


def write_plays(path: Path, buckets: Iterable[Columns]) -> tuple[int, str]:
    """Write the plays of 256 buckets, a row group each; how many, and the file's SHA-256."""
    rows = 0
    with beside(path) as part:
        with pq.ParquetWriter(
            part, SCHEMA, compression="zstd", compression_level=1, use_dictionary=False,
            write_statistics=_SEARCHED,
        ) as writer:  # fmt: skip
            for bucket in buckets:
                rows += count_of(bucket)
                writer.write_table(_table(bucket), row_group_size=max(1, count_of(bucket)))
        sha256 = _sha256(part)
    return rows, sha256


def read_bucket(file: pq.ParquetFile, bucket: int) -> Columns:
    """The plays of one bucket of an hour."""
    if not file.metadata.row_group(bucket).num_rows:
        return empty()
    return columns_of(file.read_row_group(bucket, use_threads=False))


def open_plays(path: Path) -> pq.ParquetFile:
    """The file of an hour.

    Raises:
        Invalid: it is not one.
    """
    with explained(path):
        try:
            file = pq.ParquetFile(path)
        except pa.ArrowInvalid as error:
            raise Invalid("plays.hour_unreadable", path=path, why=error) from error
    if file.metadata.num_row_groups != BUCKETS or not file.schema_arrow.equals(SCHEMA):
        raise Invalid("plays.hour_unreadable", path=path, why="its columns or row groups")
    return file


def write_rows(path: Path, rows: Columns) -> None:
    """Keep plays that contradict each other."""
    with beside(path) as part:
        pq.write_table(_table(rows), part, compression="zstd")


def read_rows(path: Path) -> Columns:
    """What `write_rows` kept; nothing where there is no file."""
    if not path.exists():
        return empty()
    with explained(path):
        return columns_of(pq.read_table(path, schema=SCHEMA, use_threads=False))


def write_live(path: Path, live: Live) -> None:
    """Keep a provisional roll-up."""
    with beside(path) as part:
        pq.write_table(live.table(), part, compression="zstd")


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Keep what the file at `path` is."""
    text = msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1)
    write_file(path.with_suffix(".json"), text)


def read_manifest(path: Path) -> Manifest:
    """What the file at `path` is.

    Raises:
        Invalid: nobody knows it any more.
    """
    try:
        with explained(path):
            return msgspec.json.decode(path.with_suffix(".json").read_bytes(), type=Manifest)
    except msgspec.DecodeError as error:
        raise Invalid("plays.hour_unreadable", path=path, why=error) from error


def hour_of(folder: Path, manifest: Manifest) -> Hour:
    """`manifest` as others see the hour."""
    return Hour(
        manifest.hour, manifest.version, folder / HOURS / manifest.file, manifest.sha256,
        manifest.rows, manifest.received, tuple(sorted(manifest.refused.items())),
    )  # fmt: skip


def each_bucket(path: Path | None) -> Iterator[Columns]:
    """The plays of every bucket of the hour at `path`; no plays where there is none."""
    file = open_plays(path) if path is not None else None
    for bucket in range(BUCKETS):
        yield read_bucket(file, bucket) if file is not None else empty()


def _table(rows: Columns) -> pa.Table:
    return pa.Table.from_arrays([pa.array(rows[name]) for name in COLUMNS], schema=SCHEMA)


def columns_of(table: pa.Table) -> Columns:
    """The plays of a table with `SCHEMA`."""
    return {name: table.column(name).to_numpy() for name in COLUMNS}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _longer(sums: NDArray[np.int64], needed: int) -> NDArray[np.int64]:
    longer = np.zeros(max(needed, 2 * len(sums)), np.int64)
    longer[: len(sums)] = sums
    return longer
