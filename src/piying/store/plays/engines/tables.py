"""A day's tables as Parquet files, for engines that read nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from piying.store.plays.counted import SCHEMA
from piying.store.plays.world import World

TORN = pa.schema([SCHEMA.field(name) for name in ("viewing_hi", "viewing_lo", "n")])
"""The columns of plays that several people claim."""


@contextmanager
def tables_on_disk(world: World) -> Iterator[Path]:
    """A folder with screening.parquet, counting.parquet and none.parquet, an empty hour.

    It is gone after the block.
    """
    with TemporaryDirectory(prefix="piying-count-") as name:
        folder = Path(name)
        pq.write_table(world.screening, folder / "screening.parquet")
        pq.write_table(world.counting, folder / "counting.parquet")
        pq.write_table(SCHEMA.empty_table(), folder / "none.parquet")
        yield folder


def write_torn(folder: Path, rows: pa.Table) -> Path:
    """The file of plays that several people claim."""
    path = folder / "torn.parquet"
    pq.write_table(rows.cast(TORN), path)
    return path
