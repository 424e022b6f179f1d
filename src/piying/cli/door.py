"""Runs one verb: builds the house, says what happened, and ends with the right exit code.

Only what every verb needs is loaded before the command line is understood, so that help is
there at once.

Results go to standard output, bars and messages to standard error. Exit codes: 0 done,
1 a mistake of piying itself, 2 refused, 3 not here, 4 the outside failed, 130 stopped.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from piying.cli.parser import parser
from piying.cli.progress import Bars
from piying.cli.telling import Telling
from piying.cli.usage import UsageError
from piying.cli.verbs import verb_module
from piying.model.deferred import deferred
from piying.model.errors import PiyingError
from piying.model.messages import say
from piying.studio.config import (
    SystemClock,
    check_profile,
    crew_settings,
    database_setting,
    generating_settings,
    language_from,
    picture_settings,
    sets_itself_up,
    settings_from,
    store_setting,
)
from piying.studio.house import Settings, Vendors, opened
from piying.studio.mishap import of_the_outside, take_down
from piying.studio.progress import Silent

if TYPE_CHECKING:
    from rich.console import Console
else:
    Console = deferred("rich.console:Console")

STOPPED = 130
SHOOTING = ("demo", "make", "shoot")
"""The verbs that need models, voices and sounds."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the verb that `arguments` ask for; the exit code."""
    try:
        try:
            code = _main(arguments)
        except SystemExit as ending:  # after --help and --version
            code = int(ending.code or 0)
        sys.stdout.flush()
    except BrokenPipeError:
        # who reads our output has gone; Python must not find that out once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    return code


def _main(arguments: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = _asked_language(given) or language_from(os.environ)
    try:
        options = parser(language).parse_args(given or ["--help"])
    except UsageError as error:
        said = say("cli.usage", language, why=error.said(language))
        print(f"{error.usage}{said}", file=sys.stderr)
        return 2
    telling = Telling(language, as_json=options.json)
    house = options.house or Path(os.environ.get("PIYING_HOUSE", ".piying"))
    try:
        found = replace(settings_from(os.environ, Path.cwd()), language=language)
        return _run(_settings(found, options), options, telling)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        print(say("cli.stopped", language), file=sys.stderr)
        return STOPPED
    except PiyingError as error:
        return telling.failed(take_down(error, house, given))
    except Exception as error:  # noqa: BLE001  # the door answers for whatever goes wrong
        known = of_the_outside(error, house)
        return telling.failed(known or take_down(error, house, given))


def _run(settings: Settings, options: argparse.Namespace, telling: Telling) -> int:
    silent = options.json or options.quiet
    progress = Bars(lambda: Console(stderr=True, quiet=silent), settings.language)
    if options.verb == "setup" and options.encoders:
        import_module("piying.cli.encoders").tell_encoders(telling)
        return 0
    if options.verb == "setup":
        verb_module("setup").run(settings, telling, quiet=options.quiet)
        return 0
    if options.verb in ("serve", "simulate-viewers"):
        # one stays open beside other runs, the other asks for no house at all
        verb_module(options.verb).run_beside(settings, options, telling)
        return 0
    if "profile" in options:
        check_profile(options.profile)
    if _may_lack_models(options):
        verb_module("setup").bring_missing(settings, quiet=silent)
    verb = verb_module(options.verb)
    if options.verb == "verify" and not settings.house.is_dir():
        verb.look(None, settings, options, telling)  # a stranger's file asks for no house
        return 0
    if options.verb == "explain" and options.check is not None:
        verb.check(options, telling)  # likewise
        return 0
    known = import_module("piying.studio.working.providers")
    shown = Silent() if silent else progress
    vendors = _vendors(settings.house)
    with opened(
        settings, known.all_providers(settings.data), SystemClock(), shown, vendors
    ) as house:
        afterwards = verb.run(house, options, telling)
    if afterwards is not None:
        afterwards()
    telling.times(progress.seconds)
    return 0


def _vendors(folder: Path) -> Vendors:
    """The vendors that may be asked for pay; what they need is loaded when one is asked."""

    @cache
    def found() -> Any:  # noqa: ANN401  # what an engine's port is called is not for a face
        return import_module("piying.studio.working.vendors").all_generators(folder, os.environ)

    return found


def _may_lack_models(options: argparse.Namespace) -> bool:
    """Whether missing models are brought now: the launcher asks for that, nobody else does."""
    wanted = options.verb in SHOOTING and not getattr(options, "dry_run", False)
    return wanted and sets_itself_up(os.environ)


def _settings(found: Settings, options: argparse.Namespace) -> Settings:
    given = {
        key: getattr(options, key)
        for key in ("house", "data", "out")
        if getattr(options, key) is not None
    }
    found = replace(found, **given)
    if options.database_url is not None:
        found = replace(found, database=database_setting(options.database_url))
    if options.store is not None:
        found = replace(found, stored=store_setting(os.environ, options.store))
    if options.workers is not None:
        found = crew_settings(found, options.workers)
    found = replace(found, generating=generating_settings(found.generating, vars(options)))
    return picture_settings(found, options.rate, options.encoder)


def _asked_language(arguments: Sequence[str]) -> str:
    """The language asked for on the command line, before it is understood as a whole."""
    for index, word in enumerate(arguments):
        if word.startswith("--language="):
            return "zh" if word.partition("=")[2] == "zh" else "en"
        if word == "--language" and index + 1 < len(arguments):
            return "zh" if arguments[index + 1] == "zh" else "en"
    return ""
