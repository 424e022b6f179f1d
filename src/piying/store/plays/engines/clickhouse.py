"""ClickHouse in this process, by the package chdb: the portable text, unchanged.

Written against chdb 4.4.0 (core 26.9), read 2026-11-23. It comes with the extra `engines`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from piying.audience.sql import day_text, torn_text
from piying.model.errors import Missing
from piying.model.play import COLUMNS
from piying.store.plays.counted import Counted, counted_from, received_in
from piying.store.plays.engines.tables import tables_on_disk, write_torn
from piying.store.plays.world import World

_EV = ", ".join(f"{name} Int{bits}" for name, bits in COLUMNS.items())
_TORN = "viewing_hi Int64, viewing_lo Int64, n Int32"


class ClickHouseEngine:
    """The portable text on ClickHouse."""

    name = "clickhouse"

    def settle(self, hours: Sequence[Path], world: World) -> Counted:
        """The roll-up of the plays in `hours`, held against `world`.

        Raises:
            Missing: the extra `engines` is not installed.
        """
        try:
            from chdb import session  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise Missing("counting.no_engine", engine=self.name, package="chdb") from error
        received_in(hours)
        with tables_on_disk(world) as folder:
            base = session.Session(str(folder / "base"))
            try:
                _views(base, hours or [folder / "none.parquet"], folder, world)
                write_torn(folder, _asked(base, torn_text()))
                _file(base, "torn", [folder / "torn.parquet"], _TORN)
                return counted_from(_asked(base, day_text()))
            finally:
                base.close()


def _views(base: Any, hours: Sequence[Path], folder: Path, world: World) -> None:  # noqa: ANN401 - chdb has no types
    base.query("CREATE DATABASE day")
    base.query("USE day")
    _file(base, "ev", hours, _EV)
    for name, table in (("screening", world.screening), ("counting", world.counting)):
        columns = ", ".join(f"{column} Int64" for column in table.column_names)
        _file(base, name, [folder / f"{name}.parquet"], columns)


def _file(base: Any, name: str, paths: Sequence[Path], columns: str) -> None:  # noqa: ANN401 - as above
    """A view of `paths`, the same however the files say that a field may be empty."""
    quoted = (str(path).replace("\\", "\\\\").replace("'", "\\'") for path in paths)
    each = (f"SELECT * FROM file('{path}', Parquet, '{columns}')" for path in quoted)  # noqa: S608 - our own files
    base.query(f"CREATE VIEW {name} AS {' UNION ALL '.join(each)}")


def _asked(base: Any, text: str) -> pa.Table:  # noqa: ANN401 - as above
    found = base.query(text, "Parquet").bytes()
    return pq.read_table(pa.BufferReader(found))
