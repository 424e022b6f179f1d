"""Spark in local mode: the portable text, unchanged.

Written against PySpark 4.3.0 on Java 17, read 2026-11-23. It comes with the extra `engines`;
the Java is the machine's.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from piying.audience.sql import day_text, torn_text
from piying.model.errors import Missing
from piying.store.plays.counted import Counted, counted_from, received_in
from piying.store.plays.engines.tables import tables_on_disk, write_torn
from piying.store.plays.world import World

MEMORY = "4g"
PARTITIONS = 16
"""Into how many parts a GROUP BY goes; a part has to fit into the memory."""


class SparkEngine:
    """The portable text on Spark."""

    name = "spark"

    def settle(self, hours: Sequence[Path], world: World) -> Counted:
        """The roll-up of the plays in `hours`, held against `world`.

        Raises:
            Missing: the extra `engines` is not installed, or there is no Java.
        """
        try:
            from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise Missing("counting.no_engine", engine=self.name, package="pyspark") from error
        received_in(hours)
        _find_java()
        with tables_on_disk(world) as folder:
            builder = SparkSession.builder.master("local[2]").appName("piying")
            base = _settings(builder, folder).getOrCreate()
            base.sparkContext.setLogLevel("ERROR")
            try:
                _view(base, "ev", hours or [folder / "none.parquet"])
                for name in ("screening", "counting"):
                    _view(base, name, [folder / f"{name}.parquet"])
                _view(base, "torn", [write_torn(folder, _asked(base, torn_text()))])
                return counted_from(_asked(base, day_text()))
            finally:
                base.stop()


def _settings(builder: Any, folder: Path) -> Any:  # noqa: ANN401 - pyspark is an extra
    said = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.memory": MEMORY,
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": str(PARTITIONS),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder / "scratch"),
    }
    for name, value in said.items():
        builder = builder.config(name, value)
    return builder


def _find_java() -> None:
    """Nothing if there is a Java for Spark to start.

    Raises:
        Missing: there is none.
    """
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise Missing("counting.no_java")


def _view(base: Any, name: str, paths: Sequence[Path]) -> None:  # noqa: ANN401 - as above
    base.read.parquet(*(path.as_uri() for path in paths)).createOrReplaceTempView(name)


def _asked(base: Any, text: str) -> pa.Table:  # noqa: ANN401 - as above
    return base.sql(text).toArrow()
