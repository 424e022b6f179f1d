"""demo: the first episode of the shipped series."""

from __future__ import annotations

import argparse

from piying.cli.telling import Telling
from piying.cli.verbs.make import make_all
from piying.studio.examples import example_script
from piying.studio.house import House


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """demo: the first episode of the shipped series."""
    options.format, options.cast, options.episode, options.dry_run = "", None, 1, False
    make_all(house, example_script(), options, telling)
