"""A world out of two files: screening.csv and counting.csv, of whole numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from piying.model.errors import Invalid, Missing
from piying.model.play import COUNTING, SCREENING
from piying.store.disk import explained
from piying.store.plays.world import World, make_world

FILES = {"screening.csv": SCREENING, "counting.csv": COUNTING}


def read_world(folder: Path) -> World:
    """The world that the two files in `folder` tell; their first lines name the columns.

    Raises:
        Missing: a file is not there.
        Invalid: a file has other columns, a field is no whole number, or the rows are no world.
    """
    return make_world(*(list(_rows(folder / name, names)) for name, names in FILES.items()))


def _rows(path: Path, names: Sequence[str]) -> Iterator[list[int]]:
    if not path.is_file():
        raise Missing("counting.no_world", path=path)
    with explained(path), path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file)
        if tuple(next(lines, ())) != tuple(names):
            raise Invalid("counting.world_columns", path=path, names=",".join(names))
        for line in lines:
            try:
                row = [int(field) for field in line]
            except ValueError:
                row = []
            if len(row) != len(names):
                raise Invalid("counting.world_row", path=path, line=lines.line_num)
            yield row
