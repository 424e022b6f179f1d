"""Days: what the plays of a day come to, counted twice and never changed.

A day is a file `plays/days/YYYY-MM-DD.vN.parquet` and a `Day` among the values of the house;
the head of that day in the slot `SLOT` points to its newest version. What money is made from
is the newest version of every day, so a day that opens again needs no correction of its own:
the next run posts the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from piying.audience.sums import OF_A_DAY
from piying.model.books import Fact, Metric
from piying.model.canon import Digest
from piying.model.errors import Invalid, Missing
from piying.model.play import ROW_COLUMNS, Day, DayRow
from piying.store.blobs import digest_file
from piying.store.disk import beside
from piying.store.plays.counted import (
    ROW_SCHEMA,
    Counted,
    Engine,
    RowsHash,
    hashed,
    hold_to_law,
)
from piying.store.plays.names import Names
from piying.store.plays.world import World, encode_world
from piying.store.store import Store

SLOT = "plays.day"
FOLDER = Path("plays", "days")
PROVISIONAL = 0
"""The version of a day that one engine alone has counted; it is no value of the house."""

METRICS = {
    Metric.PLAYS: "effective_plays",
    Metric.WATCH_MS: "effective_ms",
    Metric.USERS: "users",
}
"""What money may be made from, by the columns of a roll-up."""


@dataclass(frozen=True, slots=True)
class HourFile:
    """One hour of a day, as it was compacted."""

    hour: str
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of counting a day."""

    day: Day
    new: bool
    """False: hours and world are those of the version before, and nothing was counted."""
    changed: tuple[str, ...]
    """The hours that differ from those of the version before."""


def count_day(  # noqa: PLR0913 - what a day is made from, each said by name
    store: Store,
    day: str,
    hours: Sequence[HourFile],
    world: World,
    *,
    first: Engine,
    check: Engine,
    at_ms: int,
) -> Opened:
    """The newest version of `day`: counted by `first`, counted again by `check`, and kept.

    Raises:
        Invalid: the two differ, and nothing is kept; or the day, its hours or the engines are
            not what they have to be.
    """
    if first.name == check.name:
        raise Invalid("counting.same_engine", engine=first.name)
    _is_day(day, hours)
    before = latest_day(store, day)
    listed = tuple((one.hour, one.sha256) for one in hours)
    changed = changed_hours(before, listed)
    if before is not None and not changed and before.world == world.sha256:
        return Opened(before, new=False, changed=())
    version = 1 if before is None else before.version + 1
    path = store.folder / FOLDER / f"{day}.v{version}.parquet"
    paths = [one.path for one in hours]
    with beside(path) as part:
        counted = first.settle(paths, world)
        rows = _written(part, counted)
        again = check.settle(paths, world)
        checked = hashed(again)
        if _said(counted, rows) != _said(again, checked):
            raise Invalid("counting.engines_differ", day=day, one=first.name, other=check.name,
                          one_sha256=rows.sha256, other_sha256=checked.sha256)  # fmt: skip
    made = _day(day, version, path.name, digest_file(path), counted, rows, listed, world)
    store.blobs.put(encode_world(world))
    with store.together(durable=True):
        digest = store.put(made)
        store.move_head(day, SLOT, digest, (*listed, ("world", world.sha256)), at_ms)
    return Opened(made, new=True, changed=changed)


def count_provisional(
    store: Store,
    day: str,
    hours: Sequence[HourFile],
    world: World,
    *,
    engine: Engine,
    called: str = "provisional",
) -> Day:
    """`day` as one engine counts it, for those who look at today; no money is made from it.

    It is no value of the house, and the next one that is `called` so takes its place.
    """
    _is_day(day, hours)
    path = store.folder / FOLDER / f"{day}.{called}.parquet"
    with beside(path) as part:
        counted = engine.settle([one.path for one in hours], world)
        rows = _written(part, counted)
    listed = tuple((one.hour, one.sha256) for one in hours)
    return _day(day, PROVISIONAL, path.name, digest_file(path), counted, rows, listed, world)


def latest_day(store: Store, day: str) -> Day | None:
    """The newest version of `day`, if it was ever counted."""
    head = store.head(day, SLOT)
    return None if head is None else store.get(head.digest, Day)


def latest_days(store: Store) -> tuple[Day, ...]:
    """The newest version of every day, in order."""
    found = (latest_day(store, name) for name in store.names(SLOT))
    return tuple(one for one in found if one is not None)


def changed_hours(before: Day | None, hours: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The hours that came, went or became another file since the version `before`."""
    old = set() if before is None else set(before.hours)
    return tuple(sorted({hour for hour, _ in old ^ set(hours)}))


def read_day(store: Store, day: Day) -> Iterator[DayRow]:
    """The rows of `day`, whose file is proved to be the one that was kept.

    Raises:
        Missing: it is gone.
        Invalid: it holds something else.
    """
    for batch in read_batches(store, day):
        columns = (column.to_pylist() for column in batch.columns)
        for values in zip(*columns, strict=True):
            yield DayRow(*values)


def read_batches(store: Store, day: Day) -> Iterator[pa.RecordBatch]:
    """As `read_day`, in Arrow's batches."""
    path = store.folder / FOLDER / day.file
    if not path.is_file():
        raise Missing("counting.day_damaged", path=path)
    if digest_file(path) != day.file_sha256:
        raise Invalid("counting.day_damaged", path=path)
    yield from pq.ParquetFile(path).iter_batches()


def facts(day: Day, batches: Iterable[pa.RecordBatch], names: Names) -> Iterator[Fact]:
    """What the rows of `day` are to money, by contract, series and platform.

    Episodes are added up, so of people it says how many episodes people watched. Nothing is
    said of a sum of 0. The evidence is the SHA-256 of all rows.

    Raises:
        Missing: a number has no name.
    """
    sums: dict[tuple[int, int, int], list[int]] = {}
    keys = [ROW_COLUMNS.index(name) for name in ("contract_id", "drama_id", "platform")]
    amounts = [ROW_COLUMNS.index(name) for name in METRICS.values()]
    for batch in batches:
        table = pa.Table.from_batches([batch])
        grouped = table.group_by([ROW_COLUMNS[at] for at in keys]).aggregate(
            [(ROW_COLUMNS[at], "sum") for at in amounts]
        )
        for row in grouped.to_pylist():
            key = (row["contract_id"], row["drama_id"], row["platform"])
            held = sums.setdefault(key, [0] * len(amounts))
            for at, name in enumerate(METRICS.values()):
                held[at] += row[f"{name}_sum"]
    for (contract, drama, platform), held in sorted(sums.items()):
        for metric, amount in zip(METRICS, held, strict=True):
            if amount:
                yield Fact(
                    contract=names.name("contract", contract),
                    series=names.name("drama", drama),
                    platform=names.name("platform", platform),
                    day=day.day, metric=metric, amount=amount,
                    evidence=Digest(day.rows_sha256),
                )  # fmt: skip


def _is_day(day: str, hours: Sequence[HourFile]) -> None:
    try:
        good = date.fromisoformat(day).isoformat() == day
    except ValueError:
        good = False
    if not good:
        raise Invalid("counting.bad_day", day=day)
    if not hours:
        raise Invalid("counting.no_hours", day=day)


def _written(part: Path, counted: Counted) -> RowsHash:
    """The hash of the rows, which are now in the file `part`, held to the law of sums."""
    rows = RowsHash()
    with pq.ParquetWriter(part, ROW_SCHEMA, compression="zstd") as out:
        for batch in counted.rows:
            rows.add(batch)
            out.write_batch(batch)
    hold_to_law(counted, rows)
    return rows


def _said(counted: Counted, rows: RowsHash) -> tuple[object, ...]:
    """Everything that two engines have to say alike."""
    return rows.sha256, rows.count, counted.received, dict(counted.refused)


def _day(  # noqa: PLR0913, PLR0917 - the parts of a day
    day: str,
    version: int,
    file: str,
    file_sha256: str,
    counted: Counted,
    rows: RowsHash,
    hours: tuple[tuple[str, str], ...],
    world: World,
) -> Day:
    return Day(
        day=day, version=version, rows_sha256=rows.sha256, file=file, file_sha256=file_sha256,
        rows=rows.count, received=counted.received, counted=rows.effective_plays,
        refused=tuple((reason, counted.refused[reason]) for reason in OF_A_DAY), hours=hours,
        world=world.sha256,
    )  # fmt: skip
