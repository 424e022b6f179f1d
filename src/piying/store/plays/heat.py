"""Heat: how often each drama was played by day, from the provisional figures beside the hours.

For rows of what is watched of late; money is made from days that were counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq

from piying.model import play
from piying.model.play import DAY_MS
from piying.store.disk import explained
from piying.store.plays.hourfile import LIVE
from piying.store.plays.hours import files_of


@dataclass(slots=True)
class Heat:
    """The figures of a folder of plays; each hour is read once."""

    folder: Path
    _read: dict[tuple[str, int], dict[int, int]] = field(default_factory=dict)

    def days(self, first_ms: int, count: int) -> Iterator[tuple[int, int, int]]:
        """(day from 0, number of the drama, plays) of `count` days from `first_ms` on.

        Raises:
            Invalid: an hour cannot be read any more.
        """
        kept = {}
        for day in range(count):
            begin_ms = first_ms + day * DAY_MS
            for hour in files_of(self.folder, begin_ms, begin_ms + DAY_MS):
                key = (hour.hour, hour.version)
                plays = kept[key] = self._read.get(key) or self._plays(*key)
                yield from ((day, drama, number) for drama, number in plays.items())
        self._read = kept

    def _plays(self, hour: str, version: int) -> dict[int, int]:
        path = self.folder / LIVE / f"{hour}.v{version}.parquet"
        with explained(path):
            if not path.is_file():  # it was made anew meanwhile
                return {}
            found = pq.read_table(path, columns=[play.DRAMA, "plays"], use_threads=False)
        plays: dict[int, int] = {}
        for drama, number in zip(
            *(column.to_pylist() for column in found.columns), strict=True
        ):
            plays[drama] = plays.get(drama, 0) + number
        return plays
