"""make: every step from the screenplay to the film."""

from __future__ import annotations

import argparse
from pathlib import Path

from piying.cli.telling import Telling
from piying.cli.verbs.master import tell_film
from piying.cli.verbs.shoot import tell_plan, tell_shot, tell_totals
from piying.cli.verbs.write import tell_findings
from piying.model.errors import Missing
from piying.model.money import Money
from piying.studio.house import House
from piying.studio.make import Film, make, plan
from piying.studio.writing.write import write


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """make: every step from the screenplay to the film."""
    make_all(house, options.script, options, telling)


def make_all(house: House, script: Path, options: argparse.Namespace, telling: Telling) -> None:
    """The film of every episode asked for."""
    written = write(house, script, as_format=options.format, cast_path=options.cast)
    tell_findings(written, script, telling)
    numbers = [told.number for told in written.episodes]
    if options.episode is not None and options.episode not in numbers:
        known = ", ".join(map(str, numbers))
        raise Missing("cli.unknown_episode", episode=options.episode, known=known)
    totals: list[Money] = []
    for number in numbers if options.episode is None else [options.episode]:
        if options.dry_run:
            totals += tell_plan(plan(house, written.name, number), number, telling)
            continue
        film: Film = make(house, written.name, number, options.profile)
        telling.findings(str(script), film.findings)
        tell_shot(film.shot, telling)
        tell_film(film.mastered, number, telling)
    tell_totals(totals, telling)
