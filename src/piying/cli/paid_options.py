"""What the verbs ask for that show and decide what models were paid for: costs, jobs, takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

Text = Callable[[str], str]

KINDS = ("picture", "voice")
ROLL_UPS = ("take", "shot", "episode", "series", "model", "day", "month")


def _costs(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("--by", choices=ROLL_UPS, default="", help=text("help_by"))
    group.add_argument("--csv", type=Path, default=None, metavar="FILE", help=text("help_csv"))


def _jobs(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument(
        "what", nargs="?", default="", metavar="SERIES | JOB", help=text("help_jobs_what")
    )
    group.add_argument(
        "-e", "--episode", type=int, default=None, metavar="N", help=text("help_episode")
    )
    group.add_argument("--all", action="store_true", help=text("help_all_jobs"))
    deed = group.add_mutually_exclusive_group()
    deed.add_argument("--cancel", action="store_true", help=text("help_cancel"))
    deed.add_argument("--adopt", default=None, metavar="VENDOR_ID", help=text("help_adopt"))
    deed.add_argument("--pay-again", action="store_true", help=text("help_pay_again"))
    deed.add_argument("--abandon", action="store_true", help=text("help_abandon"))
    deed.add_argument("--resume", action="store_true", help=text("help_resume"))
    group.add_argument("--confirm", default="", metavar="AMOUNT", help=text("help_confirm"))
    _signed(group, text)


def _shoot(group: argparse._ArgumentGroup, text: Text) -> None:
    _shot(group, text)
    group.add_argument(
        "--again", type=int, default=None, metavar="N", help=text("help_again_shoot")
    )
    group.add_argument("--only", choices=KINDS, default="picture", help=text("help_only"))


def _takes(group: argparse._ArgumentGroup, text: Text) -> None:
    _shot(group, text)
    group.add_argument(
        "--sheet", type=Path, default=None, metavar="FILE", help=text("help_sheet")
    )
    group.add_argument("--choose", default="", metavar="TAKE", help=text("help_choose"))
    group.add_argument("--use", type=Path, default=None, metavar="FILE", help=text("help_use"))
    group.add_argument(
        "--for", dest="for_shot", default="", metavar="SHOT", help=text("help_for")
    )
    group.add_argument("--kind", choices=KINDS, default="picture", help=text("help_kind"))
    _signed(group, text)


def _shot(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("shot", nargs="?", default="", metavar="SHOT", help=text("help_shot"))


def _signed(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument(
        "--as", dest="who", default="", metavar="NAME", help=text("help_who_decides")
    )
    group.add_argument("--why", default="", metavar="TEXT", help=text("help_why_decides"))


PAID_OPTIONS: Mapping[str, Callable[[argparse._ArgumentGroup, Text], None]] = {
    "costs": _costs,
    "jobs": _jobs,
    "shoot": _shoot,
    "takes": _takes,
}
