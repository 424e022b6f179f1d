"""What the verbs of money ask for: plays, deals, statements."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

Text = Callable[[str], str]

ENGINES = ("kernel", "duckdb", "clickhouse", "spark")
"""Those of `studio.daycount`, which is not loaded to read a command line."""


def _count(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument(
        "--import", dest="files", nargs="+", type=Path, default=[], metavar="FILE",
        help=text("help_import_plays"),
    )  # fmt: skip
    group.add_argument("--day", default="", metavar="DAY", help=text("help_count_day"))
    group.add_argument(
        "--world", type=Path, default=None, metavar="DIR", help=text("help_count_world")
    )
    group.add_argument(
        "--engine", choices=ENGINES, default="kernel", help=text("help_count_engine")
    )
    group.add_argument("--trust", choices=ENGINES, default="", help=text("help_count_trust"))


def _settle(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("period", nargs="?", default="", help=text("help_period"))
    group.add_argument("--dry-run", action="store_true", help=text("help_settle_dry_run"))
    group.add_argument("--verify", action="store_true", help=text("help_settle_verify"))
    group.add_argument(
        "--sales", nargs="+", type=Path, default=[], metavar="FILE", help=text("help_sales")
    )
    group.add_argument("--as", dest="who", default="", metavar="NAME", help=text("help_who"))


def _statement(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("statement", nargs="?", default="", help=text("help_statement_id"))
    group.add_argument("--period", default="", metavar="PERIOD", help=text("help_of_period"))
    group.add_argument("--party", default="", metavar="PARTY", help=text("help_of_party"))
    group.add_argument(
        "--write", type=Path, default=None, metavar="DIR", help=text("help_write_statement")
    )
    group.add_argument("--paid", default="", metavar="AMOUNT", help=text("help_paid"))
    group.add_argument("--reference", default="", metavar="WORD", help=text("help_reference"))


MONEY_OPTIONS: Mapping[str, Callable[[argparse._ArgumentGroup, Text], None]] = {
    "count": _count,
    "settle": _settle,
    "statement": _statement,
}
"""What is asked by each of them."""
