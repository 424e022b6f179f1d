"""What the verbs of money ask for: plays, deals, statements."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

Text = Callable[[str], str]


def _count(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument(
        "--import", dest="files", nargs="+", type=Path, default=[], metavar="FILE",
        help=text("help_import_plays"),
    )  # fmt: skip


MONEY_OPTIONS: Mapping[str, Callable[[argparse._ArgumentGroup, Text], None]] = {
    "count": _count,
}
"""What is asked by each of them."""
