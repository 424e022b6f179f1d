"""frames: a contact sheet of the board or of the film."""

from __future__ import annotations

import argparse

from piying.cli.asked import episodes_asked
from piying.cli.telling import Telling
from piying.studio.house import House
from piying.studio.showing.frames import board_frames, master_frames


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """frames: a contact sheet."""
    for series, number in episodes_asked(house, options):
        if options.of == "board":
            path = board_frames(house, series, number)
        else:
            path = master_frames(house, series, number, options.profile)
        telling.line("sheet", path=path)
        telling.result({"episode": number, "path": str(path)})
