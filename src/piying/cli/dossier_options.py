"""What the verbs of dossiers ask for: who acts, and what they do."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from piying.model.decision import Cause, Outcome, Role, Verdict

Text = Callable[[str], str]


def _acting(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("--as", dest="who", default="", metavar="NAME", help=text("help_who"))
    group.add_argument(
        "--role", choices=tuple(role.value for role in Role), default="", help=text("help_role")
    )


def _decide(group: argparse._ArgumentGroup, text: Text) -> None:
    _acting(group, text)
    group.add_argument("--submit", action="store_true", help=text("help_submit"))
    _many(group, "--answer", "FINDING=REPLY", text("help_answer"))
    _many(group, "--waive", "FINDING", text("help_waive"))
    _many(group, "--accept", "RULE", text("help_accept"))
    group.add_argument(
        "--verdict", choices=tuple(verdict.value for verdict in Verdict), default="",
        help=text("help_verdict"),
    )  # fmt: skip
    _many(group, "--because", "FINDING", text("help_because"))
    _many(group, "--condition", "TEXT", text("help_condition"))
    group.add_argument("--note", default="", metavar="TEXT", help=text("help_note"))
    group.add_argument(
        "--seconds", type=_seconds, default=0, metavar="N", help=text("help_seconds")
    )
    group.add_argument("--blind", action="store_true", help=text("help_blind"))
    group.add_argument("--release", action="store_true", help=text("help_decide_release"))
    for name in ("film", "captions"):
        group.add_argument(
            f"--{name}", type=Path, default=None, metavar="FILE", help=text(f"help_{name}")
        )


def _file_number(group: argparse._ArgumentGroup, text: Text) -> None:
    _acting(group, text)
    for name in ("sort", "number", "authority"):
        group.add_argument(
            f"--{name}", required=True, metavar=name.upper(), help=text(f"help_{name}")
        )
    group.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar="DATE", help=text("help_on")
    )


def _takedown(group: argparse._ArgumentGroup, text: Text) -> None:
    _acting(group, text)
    does = group.add_mutually_exclusive_group()
    does.add_argument("--suspend", action="store_true", help=text("help_suspend"))
    does.add_argument("--final", action="store_true", help=text("help_final"))
    does.add_argument("--reinstate", default="", metavar="WHY", help=text("help_reinstate"))
    does.add_argument("--deliver", action="store_true", help=text("help_deliver"))
    does.add_argument(
        "--acknowledge", default="", metavar="NOTICE", help=text("help_acknowledge")
    )
    group.add_argument(
        "--cause", choices=tuple(cause.value for cause in Cause), default=Cause.OWN.value,
        help=text("help_cause"),
    )  # fmt: skip
    group.add_argument("--order", default="", metavar="NUMBER", help=text("help_order"))
    group.add_argument(
        "--issued-by", default="", metavar="AUTHORITY", help=text("help_issued_by")
    )
    _many(group, "--because", "FINDING", text("help_because"))
    group.add_argument(
        "--effective", type=_moment, default=0, metavar="TIME", help=text("help_effective")
    )
    group.add_argument("--privacy", action="store_true", help=text("help_privacy"))
    group.add_argument(
        "--reference", default="", metavar="TEXT", help=text("help_target_reference")
    )


def _release(group: argparse._ArgumentGroup, text: Text) -> None:
    _acting(group, text)
    for name in ("film", "captions"):
        group.add_argument(
            f"--{name}", type=Path, default=None, metavar="FILE", help=text(f"help_{name}")
        )
    group.add_argument("--plan", default="", metavar="ID", help=text("help_unlock_plan"))
    group.add_argument(
        "--territory", type=_territories, default=("CN",), metavar="CODES",
        help=text("help_territory"),
    )  # fmt: skip
    for name in ("from", "until"):
        group.add_argument(
            f"--{name}", dest=f"{name}_ms", type=_moment, default=None, metavar="TIME",
            help=text(f"help_release_{name}"),
        )  # fmt: skip
    group.add_argument("--contract", default="", metavar="ID", help=text("help_contract"))
    group.add_argument("--lock", action="store_true", help=text("help_lock"))
    does = group.add_mutually_exclusive_group()
    does.add_argument("--list", action="store_true", help=text("help_list_releases"))
    does.add_argument(
        "--withdraw", nargs="+", default=[], metavar="RELEASE", help=text("help_withdraw")
    )
    group.add_argument("--why", default="", metavar="TEXT", help=text("help_why_withdraw"))


def _territories(text: str) -> tuple[str, ...]:
    """Codes between commas; whether they are any is said with everything else."""
    return tuple(sorted({code.strip().upper() for code in text.split(",") if code.strip()}))


def _appeal(group: argparse._ArgumentGroup, text: Text) -> None:
    _acting(group, text)
    group.add_argument("--why", default="", metavar="TEXT", help=text("help_why"))
    group.add_argument(
        "--ruling", choices=tuple(outcome.value for outcome in Outcome), default="",
        help=text("help_ruling"),
    )  # fmt: skip
    for language in ("zh", "en"):
        group.add_argument(
            f"--why-{language}", default="", metavar="TEXT", help=text(f"help_why_{language}")
        )


def _audit(group: argparse._ArgumentGroup, text: Text) -> None:
    _acting(group, text)
    group.add_argument("--root", default="", metavar="KEY", help=text("help_root"))
    group.add_argument(
        "--anchor", type=Path, action="append", default=[], metavar="FILE",
        help=text("help_anchor"),
    )  # fmt: skip
    group.add_argument(
        "--export", type=Path, default=None, metavar="FILE", help=text("help_export_log")
    )
    key = group.add_mutually_exclusive_group()
    key.add_argument("--make-key", action="store_true", help=text("help_make_key"))
    key.add_argument("--rotate", action="store_true", help=text("help_rotate"))


def _many(group: argparse._ArgumentGroup, name: str, metavar: str, told: str) -> None:
    group.add_argument(name, action="append", default=[], metavar=metavar, help=told)


def _seconds(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"invalid '{text}'")
    return number


def _moment(text: str) -> int:
    """A time in ISO 8601 as milliseconds since 1970; without a zone it is in UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"no time '{text}'") from error
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return round(zoned.timestamp()) * 1000


def _review(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("--policy", default="", metavar="POLICY", help=text("help_policy"))
    group.add_argument(
        "--declare", type=Path, default=None, metavar="FILE", help=text("help_declare")
    )
    group.add_argument("--burnt-in", action="store_true", help=text("help_burnt_in"))
    group.add_argument("--diff", action="store_true", help=text("help_diff"))


def _seal(group: argparse._ArgumentGroup, text: Text) -> None:
    _acting(group, text)
    group.add_argument(
        "--make-certificate", action="store_true", help=text("help_make_certificate")
    )


def _verify(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help=text("help_verify_files")
    )
    group.add_argument(
        "--trust", type=Path, default=None, metavar="FILE", help=text("help_trust")
    )


DOSSIER_OPTIONS: Mapping[str, Callable[[argparse._ArgumentGroup, Text], None]] = {
    "review": _review,
    "decide": _decide,
    "file-number": _file_number,
    "release": _release,
    "takedown": _takedown,
    "appeal": _appeal,
    "audit": _audit,
    "seal": _seal,
    "verify": _verify,
}
"""What each verb of dossiers asks for."""

OF_EPISODES = ("review", "decide", "file-number", "seal", "release", "takedown", "appeal")
"""The verbs of dossiers that ask for a series."""
