"""What may be typed: the verbs and their options, in the reader's language."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NoReturn

from piying import __version__
from piying.cli.account_options import ACCOUNT_OPTIONS
from piying.cli.dossier_options import DOSSIER_OPTIONS, OF_EPISODES
from piying.cli.generating_options import (
    GENERATING_VERBS,
    files,
)
from piying.cli.money_options import MONEY_OPTIONS
from piying.cli.paid_options import PAID_OPTIONS
from piying.cli.usage import UsageError
from piying.cli.verbs import VERBS
from piying.model.messages import say
from piying.studio.cutting.kinds import KINDS, MEDIA

SCRIPTED = ("make", "write")
NAMED = ("board", "shoot", "takes", "edit", "play", "master", "frames", "show", "costs",
    "export", *OF_EPISODES,
)  # fmt: skip
"""The verbs that ask for a series."""

DEFAULTS = {
    "house": None, "data": None, "out": None, "language": None, "workers": None,
    "rate": None, "encoder": None, "database_url": None, "store": None,
    "json": False, "quiet": False,
}  # fmt: skip
"""Of the options that stand before the verb or after it."""

PORT_MAX = 65_535

Text = Callable[[str], str]


class Help(argparse.HelpFormatter):
    """argparse's help with the word for usage in the reader's language."""

    def __init__(self, prog: str, *, usage_word: str = "usage: ") -> None:
        super().__init__(prog, max_help_position=30)
        self._usage_word = usage_word

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """The line that shows how it is typed."""
        word = self._usage_word if prefix is None else prefix
        super().add_usage(usage, actions, groups, word)


class Parser(argparse.ArgumentParser):
    """argparse that leaves saying and exiting to the door."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong, to be said in the reader's language."""
        raise UsageError(message, self.format_usage())


def parser(language: str) -> Parser:
    """The parser of the command line, its help in `language`."""

    def text(code: str) -> str:
        # argparse formats help with %, the catalogue's texts mean their % literally
        return say(f"cli.{code}", language).replace("%", "%%")

    top = _parser(text, prog="piying", description=text("help"), epilog=text("help_epilog"))
    common = top.add_argument_group(text("help_common"))
    _common(common, text)
    top.set_defaults(**DEFAULTS)
    common.add_argument(
        "--version", action="version", version=f"piying {__version__}",
        help=text("help_version"),
    )  # fmt: skip
    verbs = top.add_subparsers(  # type: ignore[call-overload]
        dest="verb", required=True, metavar="VERB", title=text("help_verbs"),
        parser_class=partial(_parser, text),
    )  # fmt: skip
    made = {
        verb: verbs.add_parser(
            verb, help=text(f"help_{verb}"), description=text(f"help_{verb}")
        )
        for verb in VERBS
    }
    for verb, one in made.items():
        asked = one.add_argument_group(text("help_own"))
        _asked(verb, asked, text)
        if verb in GENERATING_VERBS:
            files(one.add_argument_group(text("help_generating")), text)
        _common(one.add_argument_group(text("help_common")), text)
    return top


def _parser(text: Text, **given: str) -> Parser:
    made = Parser(
        add_help=False,
        formatter_class=partial(Help, usage_word=text("help_usage")),
        allow_abbrev=False,
        **given,  # type: ignore[arg-type]
    )
    made.add_argument_group(text("help_other")).add_argument(
        "-h", "--help", action="help", help=text("help_help")
    )
    return made


def _asked(verb: str, group: argparse._ArgumentGroup, text: Text) -> None:
    """What one verb asks for."""
    if verb in SCRIPTED:
        _script(group, text)
    if verb in NAMED:
        group.add_argument("series", nargs="?", default="", help=text("help_series"))
    if verb == "make" or verb in NAMED:
        group.add_argument(
            "-e", "--episode", type=_positive, default=None, metavar="N",
            help=text("help_episode"),
        )  # fmt: skip
    if verb in ("make", "master", "frames", "show", "demo", "export", "review", "seal"):
        group.add_argument(
            "-p", "--profile", default="phone", metavar="NAME", help=text("help_profile")
        )
    if verb in ("make", "shoot", "adapt"):
        group.add_argument("--dry-run", action="store_true", help=text("help_dry_run"))
    own = OWN.get(verb)
    if own is not None:
        own(group, text)


def _play(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("--at", default="", metavar="PLACE", help=text("help_at"))
    group.add_argument("--port", type=_port, default=0, metavar="PORT", help=text("help_port"))


def _comic(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument(
        "pages", nargs="+", type=Path, metavar="PAGES", help=text("help_comic_pages")
    )
    group.add_argument("--title", default="", metavar="TITLE", help=text("help_comic_title"))
    group.add_argument(
        "--reading", choices=("lr", "rl", "down"), default="lr", help=text("help_reading")
    )
    group.add_argument("--into", type=Path, default=None, metavar="DIR", help=text("help_into"))
    group.add_argument("--no-words", action="store_true", help=text("help_no_words"))


def _adapt(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("novel", type=Path, metavar="NOVEL", help=text("help_novel"))
    group.add_argument(
        "--chapter", type=_positive, default=None, metavar="N", help=text("help_chapter")
    )
    group.add_argument("--title", default="", metavar="TITLE", help=text("help_adapt_title"))
    group.add_argument("--repair", action="store_true", help=text("help_repair"))
    group.add_argument("--force", action="store_true", help=text("help_force"))


def _frames(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument(
        "--of", choices=("board", "master"), default="board", help=text("help_of")
    )


def _export(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("--as", dest="kind", choices=KINDS, default="otio", help=text("help_as"))
    group.add_argument("--media", choices=MEDIA, default="", help=text("help_media"))


def _edit(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument(
        "--from", dest="source", type=Path, default=None, metavar="FILE",
        help=text("help_from"),
    )  # fmt: skip


def _setup(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("--encoders", action="store_true", help=text("help_encoders"))


OWN: Mapping[str, Callable[[argparse._ArgumentGroup, Text], None]] = {
    "comic": _comic,
    "adapt": _adapt,
    "play": _play,
    "frames": _frames,
    "export": _export,
    "edit": _edit,
    "setup": _setup,
    **DOSSIER_OPTIONS,
    **PAID_OPTIONS,
    **MONEY_OPTIONS,
    **ACCOUNT_OPTIONS,
}
"""What is asked by one verb alone."""


def _common(group: argparse._ArgumentGroup, text: Text) -> None:
    """The options of every verb; one that is not typed leaves no trace."""
    add = partial(group.add_argument, default=argparse.SUPPRESS)
    for name in ("house", "data", "out"):
        add(f"--{name}", type=Path, metavar="DIR", help=text(f"help_{name}"))
    add("--database-url", metavar="URL", help=text("help_database_url"))
    add("--store", metavar="URL", help=text("help_store"))
    add("--language", choices=("zh", "en"), help=text("help_language"))
    add("--workers", metavar="N", help=text("help_workers"))
    add("--rate", metavar="N", help=text("help_rate"))
    add("--encoder", metavar="NAME", help=text("help_encoder"))
    add("--json", action="store_true", help=text("help_json"))
    add("--quiet", action="store_true", help=text("help_quiet"))


def _script(group: argparse._ArgumentGroup, text: Text) -> None:
    group.add_argument("script", type=Path, help=text("help_script"))
    group.add_argument(
        "--cast", type=Path, default=None, metavar="FILE", help=text("help_cast")
    )
    group.add_argument(
        "--format", choices=("fountain", "chinese", "fdx", "docx"), default="",
        help=text("help_format"),
    )  # fmt: skip


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"invalid '{text}'")
    return number


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text) <= PORT_MAX:
        raise argparse.ArgumentTypeError(f"no port '{text}'")
    return int(text)
