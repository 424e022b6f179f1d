"""DuckDB in this process: the portable text, over ranges of people.

The memory of a GROUP BY grows with what it groups, so a large day is asked range by range;
the row groups of an hour are ranges of people, so each is read once. What the ranges give is
added up by DuckDB too, so that nothing here is shared with the kernel.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from piying.audience.sql import ADDED, KEYS, PEOPLE, RESULT, WHOLE, day_text, torn_text
from piying.model.play import BUCKETS
from piying.store.plays.counted import SCHEMA, Counted, counted_from, received_in
from piying.store.plays.world import World

PLAYS_OF_A_RANGE = 4_000_000
"""With three million rows of a roll-up beside it, 3.2 million have been seen to take 1.8 GB in
all, 6.3 million 2.2 GB for a sixth less CPU, and 19 million 3.3 GB."""
PLAYS_OF_A_VIEWING_RANGE = 64_000_000
"""Viewings are fewer than plays, and every range of them reads the whole day."""

_SUMMED = ", ".join(f"cast(sum({name}) as bigint) as {name}" for name in ADDED)
_NAMED = ", ".join(KEYS)


class DuckEngine:
    """The reference: the portable text on DuckDB."""

    name = "duckdb"

    def __init__(self, *, range_max: int = PLAYS_OF_A_RANGE, threads: int = 1) -> None:
        self._range_max = range_max
        self._threads = threads

    def settle(self, hours: Sequence[Path], world: World) -> Counted:
        """The roll-up of the plays in `hours`, held against `world`."""
        received = received_in(hours)
        with duckdb.connect(config={"threads": self._threads}) as base:
            base.execute("SET preserve_insertion_order = false")
            _views(base, hours, world)
            base.execute("CREATE TABLE torn (viewing_hi BIGINT, viewing_lo BIGINT, n INTEGER)")
            for low, high in ranges(WHOLE, received, PLAYS_OF_A_VIEWING_RANGE):
                base.execute(f"INSERT INTO torn {torn_text(low, high)}")
            parts = list(ranges(PEOPLE, received, self._range_max))
            if len(parts) == 1:
                return counted_from(base.sql(day_text()).to_arrow_table())
            return counted_from(_added(base, parts))


def ranges(whole: tuple[int, int], plays: int, plays_max: int) -> Iterator[tuple[int, int]]:
    """`whole` in equal ranges, a power of two of them, that have about `plays_max` plays."""
    low, high = whole
    count = 1
    while count < BUCKETS and plays > plays_max * count:
        count *= 2
    step = (high - low + 1) // count
    for at in range(count):
        yield low + at * step, low + (at + 1) * step - 1


def _views(base: duckdb.DuckDBPyConnection, hours: Sequence[Path], world: World) -> None:
    if hours:
        # a view takes no parameters, so the names are quoted into it
        listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in hours)
        base.execute(f"CREATE VIEW ev AS SELECT * FROM read_parquet([{listed}])")  # noqa: S608 - our own files
    else:
        base.register("ev", SCHEMA.empty_table())
    for name, table in (("screening", world.screening), ("counting", world.counting)):
        base.register(f"{name}_given", table)
        base.execute(f"CREATE TABLE {name} AS SELECT * FROM {name}_given")  # noqa: S608 - our own names


def _added(base: duckdb.DuckDBPyConnection, parts: Sequence[tuple[int, int]]) -> pa.Table:
    base.execute(f"CREATE TABLE sums AS {day_text(*parts[0])}")
    for low, high in parts[1:]:
        both = f"SELECT * FROM sums UNION ALL SELECT * FROM ({day_text(low, high)}) one"  # noqa: S608 - our own text
        base.execute(
            f"CREATE OR REPLACE TABLE sums AS SELECT {_NAMED}, {_SUMMED} "  # noqa: S608 - our own text
            f"FROM ({both}) both_of_them GROUP BY {_NAMED}"
        )
    columns = ", ".join(RESULT)
    return base.sql(f"SELECT {columns} FROM sums ORDER BY {_NAMED}").to_arrow_table()  # noqa: S608 - our own text
