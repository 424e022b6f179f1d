"""What may be typed: the verbs and their options, in the reader's language."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from piying import __version__
from piying.cli.usage import UsageError
from piying.model.messages import say

VERBS = (
    "make", "write", "board", "shoot", "edit", "master", "frames", "show", "export", "demo",
    "setup",
)  # fmt: skip
"""Every verb, in the order of the help."""


Text = Callable[[str], str]


class Parser(argparse.ArgumentParser):
    """argparse that leaves saying and exiting to the door."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, self.format_usage())


def parser(language: str) -> Parser:
    """The parser of the command line, its help in `language`."""

    def text(code: str) -> str:
        # argparse formats help with %, the catalogue's texts mean their % literally
        return say(f"cli.{code}", language).replace("%", "%%")

    top = Parser(prog="piying", description=text("help"))
    top.add_argument("--version", action="version", version=f"piying {__version__}")
    common = _common(text)
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    made = {
        verb: verbs.add_parser(
            verb, parents=[common], help=text(f"help_{verb}"), description=text(f"help_{verb}")
        )
        for verb in VERBS
    }
    for verb in ("make", "write"):
        _script(made[verb], text)
    for verb in ("board", "shoot", "edit", "master", "frames", "show", "export"):
        made[verb].add_argument("series", nargs="?", default="", help=text("help_series"))
    for verb in ("make", "board", "shoot", "edit", "master", "frames", "show", "export"):
        made[verb].add_argument(
            "-e", "--episode", type=_positive, default=None, help=text("help_episode")
        )
    for verb in ("make", "master", "frames", "show", "demo"):
        made[verb].add_argument("-p", "--profile", default="phone", help=text("help_profile"))
    for verb in ("make", "shoot"):
        made[verb].add_argument("--dry-run", action="store_true", help=text("help_dry_run"))
    made["frames"].add_argument(
        "--of", choices=("board", "master"), default="board", help=text("help_of")
    )
    made["export"].add_argument(
        "--as", dest="kind", choices=("otio", "srt", "vtt", "ass", "fountain"),
        default="otio", help=text("help_as"),
    )  # fmt: skip
    return top


def _common(text: Text) -> Parser:
    common = Parser(add_help=False)
    common.add_argument("--house", type=Path, default=None, help=text("help_house"))
    common.add_argument("--data", type=Path, default=None, help=text("help_data"))
    common.add_argument("--out", type=Path, default=None, help=text("help_out"))
    common.add_argument(
        "--language", choices=("zh", "en"), default=None, help=text("help_language")
    )
    common.add_argument("--workers", type=_positive, default=None, help=text("help_workers"))
    common.add_argument("--json", action="store_true", help=text("help_json"))
    common.add_argument("--quiet", action="store_true", help=text("help_quiet"))
    return common


def _script(parser: Parser, text: Text) -> None:
    parser.add_argument("script", type=Path, help=text("help_script"))
    parser.add_argument("--cast", type=Path, default=None, help=text("help_cast"))
    parser.add_argument(
        "--format", choices=("fountain", "chinese", "fdx", "docx"), default="",
        help=text("help_format"),
    )  # fmt: skip


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(text)
    return number
