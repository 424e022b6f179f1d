"""Evidence: what a digest on a line of a statement stands for, found and proved again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from piying.ledger.sales import sold
from piying.model import play
from piying.model.books import Fact
from piying.model.canon import Digest
from piying.model.deal import Calendar, Contract
from piying.model.errors import Missing
from piying.model.play import DAY_MS, ROW_COLUMNS, Day, DayRow
from piying.model.sale import Sale
from piying.store.blobs import digest_file
from piying.store.disk import explained
from piying.store.plays.counted import RowsHash
from piying.store.plays.days import FOLDER, facts, latest_day, read_batches
from piying.store.plays.hours import files_of
from piying.store.plays.names import Names
from piying.store.sales import Sales
from piying.studio.house import House, plays_of
from piying.studio.settling.foreign import foreigns

OFFSET_MS = Calendar().offset_minutes * 60_000


@dataclass(frozen=True, slots=True)
class Rolled:
    """One version of a daily roll-up, found by the SHA-256 of its rows."""

    day: Day
    """With the file of the version that was found."""
    path: Path
    file_sha256: Digest
    """Of the file as it is now."""
    as_kept: bool
    """Whether that is the hash that the house keeps; None was kept of older versions, whose
    rows alone are proved."""


@dataclass(frozen=True, slots=True)
class Played:
    """One play as its hour keeps it: the person is a pseudonym and stays one."""

    hour: str
    viewing: str
    episode: int
    at: str
    """When it began, in UTC."""
    watch_ms: int
    user: str
    """The keyed pseudonym, as hexadecimal digits."""


def rolled(house: House, day: str, rows: Digest) -> Rolled | None:
    """The version of the roll-up of `day` whose rows have this digest; None if none has."""
    newest = latest_day(house.store, day)
    if newest is None:
        return None
    for version in range(newest.version, 0, -1):
        path = house.store.folder / FOLDER / f"{day}.v{version}.parquet"
        if not path.is_file() or rows_sha256(path) != rows:
            continue
        file = digest_file(path)
        found = replace(
            newest, version=version, rows_sha256=rows, file=path.name, file_sha256=file
        )
        kept = version < newest.version or file == newest.file_sha256
        return Rolled(found, path, file, kept)
    return None


def rows_sha256(path: Path) -> Digest:
    """The SHA-256 of all rows of a roll-up's file, as days name it."""
    hasher = RowsHash()
    with explained(path):
        for batch in pq.ParquetFile(path).iter_batches():
            hasher.add(batch)
    return hasher.sha256


def facts_of_roll(house: House, found: Rolled, names: Names) -> Iterator[Fact]:
    """What a roll-up is to money."""
    return facts(found.day, read_batches(house.store, found.day), names)


def facts_in(path: Path, day: str, rows: Digest, names: Names) -> Iterator[Fact]:
    """What the roll-up in the file at `path` is to money, without any house.

    Args:
        path: of the file.
        day: that it is of.
        rows: the SHA-256 of its rows, which the facts have as their evidence.
        names: what its numbers stand for.
    """
    alone = Day(day, 1, rows, path.name, "", 0, 0, 0, (), (), "")
    with explained(path):
        yield from facts(alone, pq.ParquetFile(path).iter_batches(), names)


def rows_of(found: Rolled, contract: int, drama: int) -> tuple[DayRow, ...]:
    """The rows of one title, an episode on a platform each."""
    with explained(found.path):
        table = pq.read_table(
            found.path, filters=[("contract_id", "=", contract), ("drama_id", "=", drama)]
        )
    columns = (table[name].to_pylist() for name in ROW_COLUMNS)
    return tuple(DayRow(*values) for values in zip(*columns, strict=True))


def plays_of_title(
    house: House, day: str, drama: int, platform: int, most: int
) -> tuple[Played, ...]:
    """The first `most` plays of a title on a platform of `day`, in the order of the hours.

    They are what was received, with plays that did not count; hours are as they are now.
    """
    begin = int(datetime.combine(date.fromisoformat(day), time(), UTC).timestamp()) * 1000
    begin -= OFFSET_MS
    found: list[Played] = []
    for hour in files_of(plays_of(house), begin, begin + DAY_MS):
        if len(found) >= most:
            break
        if not hour.path.is_file():
            raise Missing("explain.hour_missing", hour=hour.hour, path=hour.path)
        with explained(hour.path):
            for batch in pq.ParquetFile(hour.path).iter_batches():
                found += _played(batch, hour.hour, drama, platform, most - len(found))
                if len(found) >= most:
                    break
    return tuple(found)


def sales_of(
    house: House, contracts: list[Contract], of: Fact, told: Iterable[Sale] = ()
) -> tuple[Sale, ...]:
    """The sales that a fact adds up; none where they are not those of its evidence."""
    same = [
        sale
        for sale in (told or Sales(house.store.database).upto(of.day))
        if (sale.series, sale.platform, sale.day, sale.currency)
        == (of.series, of.platform, of.day, of.currency)
    ]
    again = {one.evidence for one in sold(same, contracts).facts if one.metric is of.metric}
    return tuple(same) if of.evidence in again else ()


def foreign_named(house: House, file: Digest) -> str:
    """The name of the statement of others whose file has this digest; empty if none has."""
    return next((one.name for one in foreigns(house) if one.file == file), "")


def _played(
    batch: pa.RecordBatch, hour: str, drama: int, platform: int, most: int
) -> list[Played]:
    wanted = pc.and_(
        pc.equal(batch.column(play.DRAMA), drama),
        pc.equal(batch.column(play.PLATFORM), platform),
    )
    rows = batch.filter(wanted).slice(0, max(most, 0)).to_pylist()
    return [
        Played(
            hour=hour,
            viewing=f"{row[play.VIEWING_HI] % (1 << 64):016x}"
            f"{row[play.VIEWING_LO] % (1 << 64):016x}.{row[play.N]}",
            episode=row[play.EPISODE],
            at=datetime.fromtimestamp(row[play.TS] // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            watch_ms=row[play.WATCH],
            user=f"{row[play.USER]:016x}",
        )
        for row in rows
    ]
