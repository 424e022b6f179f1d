"""demo: the first episode of the shipped series, and the channel that it is out in."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial

from piying.cli.telling import Telling
from piying.cli.verbs import verb_module
from piying.cli.verbs.make import make_all
from piying.studio.demonstration import demonstrate
from piying.studio.examples import example_script
from piying.studio.house import House, Settings
from piying.studio.writing.write import write

EPISODE = 1


def run(
    house: House, options: argparse.Namespace, telling: Telling
) -> Callable[[], None] | None:
    """demo: the first episode of the shipped series, and the channel that it is out in."""
    script = example_script()
    options.format, options.cast, options.dry_run = "", None, False
    options.episode = EPISODE
    make_all(house, script, options, telling)
    series = write(house, script).name
    shown = demonstrate(house, series, EPISODE, options.profile)
    if shown.own:
        telling.line("demo_own_house", path=house.settings.house)
        return None
    if shown.key is not None:
        telling.line("demo_key", path=shown.key)
    telling.line("demo_out" if shown.fresh else "demo_still_out")
    telling.result({"out": EPISODE, "fresh": shown.fresh, "key": str(shown.key or "")})
    if not options.serve:
        given = "" if options.house is None else f" --house {options.house}"
        telling.line("demo_serve", house=given)
        return None
    return partial(_serve, house.settings, options, telling)


def _serve(settings: Settings, options: argparse.Namespace, telling: Telling) -> None:
    """Open the channel, once the house is free for other verbs."""
    options.host, options.origin, options.territory, options.proxies = "127.0.0.1", "", "CN", 0
    verb_module("serve").run_beside(settings, options, telling)
