"""file-number: the number that an authority or a platform gave a work is entered."""

from __future__ import annotations

import argparse

from piying.cli.asked import episodes_asked
from piying.cli.dossiers import acting, standing_data, state_said
from piying.cli.telling import Telling
from piying.studio.house import House
from piying.studio.reviewing.filing import file_number, filing_from, handed_in


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """file-number: the number that an authority or a platform gave a work is entered."""
    who = acting(house, options)
    filing = filing_from(
        options.sort, options.number, options.authority, options.on, house.clock.now_ms()
    )
    for series, number in handed_in(house, episodes_asked(house, options)):
        standing = file_number(house, series, number, who, filing)
        telling.line("stands", episode=number, version=standing.version,
                     state=state_said(standing, telling.language))  # fmt: skip
        telling.result({"episode": number, "standing": standing_data(standing)})
