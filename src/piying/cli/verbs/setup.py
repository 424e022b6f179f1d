"""setup: fetch and check models, voices, fonts and the sound bank."""

from __future__ import annotations

import sys

from piying.cli.telling import Telling
from piying.model.messages import say
from piying.studio.house import Settings
from piying.studio.installing.assets import is_ready
from piying.studio.installing.setup import set_up


def run(settings: Settings, telling: Telling, *, quiet: bool) -> None:
    """setup: fetch and check models, voices, fonts and the sound bank."""
    _bring(settings, quiet=quiet)
    if not quiet:
        telling.line("setup_done", path=settings.data)
    telling.result({"data": str(settings.data)})


def bring_missing(settings: Settings, *, quiet: bool) -> None:
    """Fill the data folder if something lacks in it."""
    if not is_ready(settings.data):
        _bring(settings, quiet=quiet)


def _bring(settings: Settings, *, quiet: bool) -> None:
    """Fill the data folder; what happens is told on standard error."""

    def report(text: str) -> None:
        if not quiet:
            print(f"  {text}", file=sys.stderr, flush=True)

    if not quiet:
        said = say("cli.setup_begins", settings.language, path=settings.data)
        print(said, file=sys.stderr, flush=True)
    set_up(settings.data, report, language=settings.language)
