"""Rows of words in columns, where a Chinese character is as wide as two letters."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

GAP = "  "
LAST_CELLS_MIN = 16
"""The last column is cut to the terminal, but never below this."""


def table(rows: Sequence[Sequence[str]], width: int | None = None) -> list[str]:
    """`rows` as lines with aligned columns; `width` cuts the last column, 0 never does.

    Without a width it is the terminal's, or none where the output is no terminal.
    """
    if not rows:
        return []
    most = _terminal() if width is None else width
    wide = [max(cell_len(row[i]) for row in rows) for i in range(len(rows[0]))]
    before = sum(wide[:-1]) + len(GAP) * (len(wide) - 1)
    room = max(most - before, LAST_CELLS_MIN) if most else 0
    lines = []
    for row in rows:
        cells = [set_cell_size(word, wide[i]) for i, word in enumerate(row[:-1])]
        last = row[-1]
        if room and cell_len(last) > room:
            last = set_cell_size(last, room - 1).rstrip() + "…"
        lines.append(GAP.join([*cells, last]).rstrip())
    return lines


def padded(word: str, cells: int) -> str:
    """`word` with spaces behind it until it is `cells` wide; a wider one stays as it is."""
    return word + " " * max(0, cells - cell_len(word))


def _terminal() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
