"""What was asked for on the command line, as the house knows it."""

from __future__ import annotations

import argparse

from piying.studio.held import episode_numbers, series_of
from piying.studio.house import House


def episodes_asked(house: House, options: argparse.Namespace) -> list[tuple[str, int]]:
    """Series and number of every episode that `options` ask for."""
    series = series_of(house, options.series)
    if options.episode is not None:
        return [(series, options.episode)]
    return [(series, number) for number in episode_numbers(house, series)]
