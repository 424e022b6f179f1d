"""What the verbs of the channel ask for: accounts, serving, its demonstration, its bucket."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from piying.model.viewer import Duty, Scope

VIEWERS_MAX, MINUTES_MAX, SPEED_MAX = 10_000, 1_440, 3
"""How many may be simulated, how long, and how much faster than films run."""

Text = Callable[[str], str]


def _account(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("handle", nargs="?", default="", help=text("help_handle"))
    does = group.add_mutually_exclusive_group()
    does.add_argument(
        "--first-operator", default="", metavar="NAME", help=text("help_first_operator")
    )
    for name in (
        "enrol", "invite", "show", "new-code", "reset-factors", "end-logins", "close",
        "token", "history",
    ):  # fmt: skip
        does.add_argument(
            f"--{name}", action="store_true",
            help=text(f"help_{name.replace('-', '_')}_account"),
        )  # fmt: skip
    does.add_argument("--end-token", default="", metavar="TOKEN", help=text("help_end_token"))
    for name, known in (("give", Duty), ("take", Duty), ("scope", Scope)):
        group.add_argument(
            f"--{name}", action="append", default=[], help=text(f"help_{name}_account"),
            choices=tuple(one.value for one in known),
        )  # fmt: skip
    group.add_argument("--party", default=None, metavar="PARTY", help=text("help_party_own"))
    group.add_argument("--name", default="", metavar="NAME", help=text("help_name_shown"))
    group.add_argument("--days", type=int, default=90, metavar="N", help=text("help_days"))
    group.add_argument("--as", dest="who", default="", metavar="NAME", help=text("help_who"))


def _serve(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=text("help_host"))
    group.add_argument(
        "--port", type=int, default=8000, metavar="PORT", help=text("help_port_serve")
    )
    group.add_argument("--origin", default="", metavar="URL", help=text("help_origin"))
    group.add_argument("--territory", default="CN", metavar="CC", help=text("help_served_in"))
    group.add_argument("--proxies", type=int, default=0, metavar="N", help=text("help_proxies"))


def _demo(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("--serve", action="store_true", help=text("help_demo_serve"))
    group.add_argument(
        "--port", type=int, default=8000, metavar="PORT", help=text("help_port_serve")
    )


def _keep(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("--deep", action="store_true", help=text("help_deep"))


def _simulate(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument(
        "url", nargs="?", default="http://localhost:8000", metavar="URL",
        help=text("help_simulate_url"),
    )  # fmt: skip
    for name, default, most in (
        ("viewers", 20, VIEWERS_MAX), ("minutes", 2, MINUTES_MAX), ("speed", 1, SPEED_MAX),
    ):  # fmt: skip
        group.add_argument(
            f"--{name}", type=int, choices=range(1, most + 1), default=default, metavar="N",
            help=text(f"help_simulate_{name}" if name != "viewers" else "help_simulate_count"),
        )  # fmt: skip
    group.add_argument(
        "--seed", type=int, default=1, metavar="N", help=text("help_simulate_seed")
    )
    group.add_argument(
        "--yes-this-is-mine", dest="mine", action="store_true", help=text("help_simulate_mine")
    )


ACCOUNT_OPTIONS: Mapping[str, Callable[[argparse._ArgumentGroup, Text], None]] = {
    "account": _account,
    "serve": _serve,
    "demo": _demo,
    "keep": _keep,
    "simulate-viewers": _simulate,
}
