"""Totals: what each day comes to by contract, series and platform, without its episodes.

They are made from a day once, when a close first needs it, and kept beside the days, so that a
close reads seven days however many weeks lie before it. A kept total names the file of the day
that it was made from and is proved by its own digest; one that is not there is made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from piying.ledger.terms.measures import OWN
from piying.ledger.terms.sums import Column, Tally
from piying.model.canon import Digest
from piying.model.errors import Invalid, Missing
from piying.model.play import Day
from piying.store.blobs import digest_file
from piying.store.disk import beside
from piying.store.plays.days import FOLDER, METRICS, PROVISIONAL
from piying.store.plays.names import Names
from piying.store.plays.weeks import (
    Bits,
    Numbers,
    Part,
    joined,
    kept_week,
    opens_of,
    part_of,
    week_of,
)
from piying.store.store import Store

SLOT = "plays.total"
TOTALS = Path("plays", "totals")
KEY = ("contract_id", "drama_id", "platform")
COLUMNS = (*KEY, *METRICS.values())
SCHEMA = pa.schema([pa.field(name, pa.int64()) for name in COLUMNS])


@dataclass(frozen=True, slots=True)
class Total:
    """What a day comes to, as it is kept."""

    day: str
    day_sha256: str
    """Of the file of the day that it was made from."""
    file: str
    file_sha256: str
    kind: str = "plays-total.1"


def total_of(store: Store, day: Day, at_ms: int) -> pa.Table:
    """The sums of `day`, one row for each contract, series and platform, in that order.

    Those of a provisional day are not kept.

    Raises:
        Missing: the day is gone.
        Invalid: it or its total was changed.
    """
    if day.version == PROVISIONAL:
        source = _proved(store, day)
        return _held(day, _added_up(source), source)
    head = store.head(day.day, SLOT)
    kept = None if head is None else store.get(head.digest, Total)
    if kept is not None and kept.day_sha256 == day.file_sha256:
        path = store.folder / TOTALS / kept.file
        if path.is_file():
            if digest_file(path) != kept.file_sha256:
                raise Invalid("counting.day_damaged", path=path)
            return _held(day, pq.read_table(path), path)
    source = _proved(store, day)
    found = _held(day, _added_up(source), source)
    path = store.folder / TOTALS / f"{day.day}.v{day.version}.parquet"
    with beside(path) as part:
        pq.write_table(found, part, compression="zstd")
    made = Total(day.day, day.file_sha256, path.name, digest_file(path))
    with store.together():
        listed = (("day", day.file_sha256),)
        store.move_head(day.day, SLOT, store.put(made), listed, at_ms)
    return found


def tallies(store: Store, days: Sequence[Day], names: Names, at_ms: int) -> tuple[Tally, ...]:
    """What `days`, in order, count of each title: the sums of their facts.

    Raises:
        Missing: a day is gone, or a number has no name.
        Invalid: one was changed.
    """
    if not days:
        return ()
    weeks = [tuple(of) for _, of in groupby(days, week_of)]
    parts = [
        kept_week(store, week, at_ms, partial(_part, store, week, at_ms)) for week in weeks[:-1]
    ]
    whole = joined([*parts, _part(store, weeks[-1], at_ms)])
    return tuple(_tallies(days, names, whole))


# --- inside -------------------------------------------------------------------------------


def _proved(store: Store, day: Day) -> Path:
    """The file of `day`, which is what it was when it was made."""
    source = store.folder / FOLDER / day.file
    if not source.is_file() or digest_file(source) != day.file_sha256:
        raise (Invalid if source.is_file() else Missing)("counting.day_damaged", path=source)
    return source


def _added_up(path: Path) -> pa.Table:
    """Row group by row group, so that a day is never in memory."""
    file = pq.ParquetFile(path)
    sums = [(name, "sum") for name in METRICS.values()]
    parts = [
        file.read_row_group(at, columns=list(COLUMNS)).group_by(list(KEY)).aggregate(sums)
        for at in range(file.num_row_groups)
    ]
    if not parts:  # every play of the day was refused
        return SCHEMA.empty_table()
    whole = (
        pa.concat_tables(parts)
        .group_by(list(KEY))
        .aggregate([(f"{name}_sum", "sum") for name in METRICS.values()])
    )
    ordered = whole.select([*KEY, *(f"{name}_sum_sum" for name in METRICS.values())])
    return ordered.rename_columns(list(COLUMNS)).cast(SCHEMA).sort_by(
        [(name, "ascending") for name in KEY]
    ).combine_chunks()  # fmt: skip


def _held(day: Day, found: pa.Table, path: Path) -> pa.Table:
    """`found`, held to what the day says of itself."""
    if int(found["effective_plays"].to_numpy().sum()) != day.counted:
        raise Invalid("counting.day_damaged", path=path)
    return found


def _part(store: Store, days: Sequence[Day], at_ms: int) -> Part:
    """What `days` come to, from the total of each."""
    tables = [total_of(store, day, at_ms) for day in days]
    return part_of([(_of(table, KEY), _of(table, METRICS.values())) for table in tables])


def _of(table: pa.Table, names: Iterable[str]) -> Numbers:
    return np.column_stack([table[name].to_numpy() for name in names])


def _tallies(days: Sequence[Day], names: Names, whole: Part) -> Iterator[Tally]:
    told = tuple(day.day for day in days)
    evidence = {day.day: Digest(day.rows_sha256) for day in days}
    spells = _Spells(told, names)
    upto = {
        metric: np.cumsum(sums, axis=1).reshape(-1).data
        for metric, sums in zip(METRICS, whole.sums, strict=True)
    }
    size = len(told)
    opens = opens_of(whole.keys)
    ends = [*opens[1:].tolist(), len(whole.keys)]
    contracts, dramas = whole.keys[opens, 0].tolist(), whole.keys[opens, 1].tolist()
    where = np.ascontiguousarray(whole.keys[:, 2])
    for at, (begin, end) in enumerate(zip(opens.tolist(), ends, strict=True)):
        platforms = spells.of(where[begin:end], whole.counted[begin:end])
        if platforms:
            yield Tally(
                contract=names.name("contract", contracts[at]),
                series=names.name("drama", dramas[at]),
                platforms=platforms,
                columns={
                    (metric, OWN): Column(told, row)
                    for metric, rows in upto.items()
                    if (row := rows[at * size : (at + 1) * size])[-1]
                },
                evidence=evidence,
            )


class _Spells:
    """The days on which platforms counted; titles that were played alike share theirs."""

    def __init__(self, days: tuple[str, ...], names: Names) -> None:
        self._days, self._names = days, names
        self._spells: dict[bytes, tuple[str, ...]] = {}
        self._platforms: dict[bytes, dict[str, tuple[str, ...]]] = {}

    def of(self, platforms: Numbers, counted: Bits) -> dict[str, tuple[str, ...]]:
        """By platform its days, where there are any; `counted` is (platforms, days)."""
        told = platforms.tobytes() + counted.tobytes()
        found = self._platforms.get(told)
        if found is None:
            spells = [self._spell(row.tobytes()) for row in counted]
            found = self._platforms[told] = {
                self._names.name("platform", number): spell
                for number, spell in zip(platforms.tolist(), spells, strict=True)
                if spell
            }
        return found

    def _spell(self, mask: bytes) -> tuple[str, ...]:
        found = self._spells.get(mask)
        if found is None:
            days = zip(self._days, mask, strict=True)
            found = self._spells[mask] = tuple(day for day, is_in in days if is_in)
        return found
