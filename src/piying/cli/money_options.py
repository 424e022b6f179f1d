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
    group.add_argument("--names", action="store_true", help=text("help_count_names"))
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
    group.add_argument(
        "--export", type=Path, default=None, metavar="DIR", help=text("help_explain_export")
    )
    group.add_argument("--paid", default="", metavar="AMOUNT", help=text("help_paid"))
    group.add_argument("--came-back", default="", metavar="WHY", help=text("help_came_back"))
    group.add_argument("--reference", default="", metavar="WORD", help=text("help_reference"))


def _days(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument(
        "--from", dest="begin", default="", metavar="DAY", help=text("help_first_day")
    )
    group.add_argument(
        "--to", dest="end", default="", metavar="DAY", help=text("help_last_day")
    )
    group.add_argument(
        "--csv", type=Path, default=None, metavar="FILE", help=text("help_write_csv")
    )


def _reconcile(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("file", type=Path, metavar="FILE", help=text("help_reconcile_file"))
    group.add_argument(
        "--template", default="plain", metavar="NAME", help=text("help_template")
    )
    _days(group, text)
    group.add_argument("--platform", default="", metavar="NAME", help=text("help_platform"))
    group.add_argument("--currency", default="", metavar="CODE", help=text("help_currency"))
    group.add_argument("--tolerance", default="", metavar="SIZE", help=text("help_tolerance"))
    group.add_argument("--all", action="store_true", help=text("help_all_lines"))
    group.add_argument("--dry-run", action="store_true", help=text("help_reconcile_dry_run"))
    group.add_argument(
        "--dispute", type=int, default=0, metavar="LINE", help=text("help_dispute")
    )
    group.add_argument("--why", default="", metavar="WORDS", help=text("help_why_disputed"))
    group.add_argument("--as", dest="who", default="", metavar="NAME", help=text("help_who"))


def _what_if(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument(
        "--terms", type=Path, default=None, metavar="FILE", help=text("help_terms")
    )
    group.add_argument("--deal", default="", metavar="DEAL", help=text("help_instead_of"))
    group.add_argument("--format", default="", metavar="NAME", help=text("help_other_format"))
    group.add_argument(
        "--exclusive", choices=("yes", "no"), default="", help=text("help_exclusive")
    )
    group.add_argument(
        "--series", nargs="+", default=[], metavar="SERIES", help=text("help_only_series")
    )
    _days(group, text)


def _explain(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("statement", nargs="?", default="", help=text("help_explain_statement"))
    group.add_argument("line", nargs="?", type=int, default=0, help=text("help_explain_line"))
    group.add_argument(
        "--plays", type=int, default=0, metavar="N", help=text("help_explain_plays")
    )
    group.add_argument(
        "--export", type=Path, default=None, metavar="DIR", help=text("help_explain_export")
    )
    group.add_argument(
        "--check", type=Path, default=None, metavar="DIR", help=text("help_explain_check")
    )


MONEY_OPTIONS: Mapping[str, Callable[[argparse._ArgumentGroup, Text], None]] = {
    "count": _count,
    "settle": _settle,
    "close-week": _settle,
    "statement": _statement,
    "explain": _explain,
    "reconcile": _reconcile,
    "what-if": _what_if,
}
"""What is asked by each of them."""
