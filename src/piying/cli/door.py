"""Runs one verb: builds the house, says what happened, and ends with the right exit code.

Results go to standard output, bars and messages to standard error. Exit codes: 0 done,
2 refused, 3 not here, 4 the outside failed, 130 stopped by the user.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from piying.cli import verbs
from piying.cli.parser import parser
from piying.cli.progress import Bars
from piying.cli.telling import Telling
from piying.cli.usage import UsageError
from piying.model.errors import PiyingError
from piying.model.messages import say
from piying.studio.config import SystemClock, all_providers, settings_from
from piying.studio.house import Settings, opened
from piying.studio.progress import Silent

STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the verb that `arguments` ask for; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    found = settings_from(os.environ, Path.cwd())
    language = _asked_language(given) or found.language
    try:
        options = parser(language).parse_args(given or ["--help"])
    except UsageError as error:
        print(f"{error.usage}{say('cli.usage', language, why=error.message)}", file=sys.stderr)
        return 2
    settings = replace(_settings(found, options), language=language)
    telling = Telling(language, as_json=options.json)
    try:
        return _run(settings, options, telling)
    except PiyingError as error:
        telling.failed(error)
        return error.exit_code
    except KeyboardInterrupt:
        print(say("cli.stopped", language), file=sys.stderr)
        return STOPPED


def _run(settings: Settings, options: argparse.Namespace, telling: Telling) -> int:
    console = Console(stderr=True, quiet=options.quiet or options.json)
    progress = Bars(console, settings.language)
    if options.verb == "setup":
        verbs.run_setup(settings, telling, quiet=options.quiet)
        return 0
    silent = options.json or options.quiet
    with opened(
        settings, all_providers(settings.data), SystemClock(), Silent() if silent else progress
    ) as house:
        verbs.RUN[options.verb](house, options, telling)
    telling.times(progress.seconds)
    return 0


def _settings(found: Settings, options: argparse.Namespace) -> Settings:
    given = {
        key: getattr(options, key)
        for key in ("house", "data", "out", "workers")
        if getattr(options, key) is not None
    }
    return replace(found, **given)


def _asked_language(arguments: Sequence[str]) -> str:
    """The language asked for on the command line, before it is understood as a whole."""
    for index, word in enumerate(arguments):
        if word.startswith("--language="):
            return "zh" if word.partition("=")[2] == "zh" else "en"
        if word == "--language" and index + 1 < len(arguments):
            return "zh" if arguments[index + 1] == "zh" else "en"
    return ""
