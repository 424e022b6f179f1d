"""What was asked for on the command line, as the house knows it."""

from __future__ import annotations

import argparse
import getpass
import re

from piying.model.errors import Invalid
from piying.studio.house import House
from piying.studio.shooting.held import episode_numbers, series_of
from piying.studio.shooting.takes import Signed

SHOT = re.compile(r"\d{1,4}|e(?P<episode>\d+)s\d+.*", re.IGNORECASE)
"""A shot as a person names it: its number, or its id, which begins with the episode."""
NAME_CHARACTERS_MAX = 80


def episodes_asked(house: House, options: argparse.Namespace) -> list[tuple[str, int]]:
    """Series and number of every episode that `options` ask for."""
    series = series_of(house, options.series)
    if options.episode is not None:
        return [(series, options.episode)]
    return [(series, number) for number in episode_numbers(house, series)]


def shot_asked(house: House, options: argparse.Namespace) -> tuple[str, int, str] | None:
    """Series, episode and name of the shot that `options` ask for; None where they name none.

    A shot may stand in the place of the series.

    Raises:
        Invalid: the episode cannot be told.
    """
    series, shot = options.series, options.shot
    if not shot:
        if not series or series in house.store.names("script") or not SHOT.fullmatch(series):
            return None
        series, shot = "", series
    name = series_of(house, series)
    found, numbers = SHOT.fullmatch(shot), episode_numbers(house, name)
    told = options.episode or int((found and found["episode"]) or 0)
    if not told and len(numbers) != 1:
        raise Invalid("cli.one_episode", known=", ".join(map(str, numbers)))
    return name, told or numbers[0], shot


def signed(options: argparse.Namespace) -> Signed:
    """Who decides and why, as typed; without a name, whoever is logged in."""
    who = " ".join(options.who.split())[:NAME_CHARACTERS_MAX]
    return Signed(who or _user(), " ".join(options.why.split()))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "local"
