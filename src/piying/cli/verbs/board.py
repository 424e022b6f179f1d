"""board: the director turns an episode of the script into shots."""

from __future__ import annotations

import argparse

from piying.cli.asked import episodes_asked
from piying.cli.showing import shots_table
from piying.cli.telling import Telling, findings_data
from piying.studio.house import House
from piying.studio.shooting.board import board


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """board: the director turns an episode of the script into shots."""
    for series, number in episodes_asked(house, options):
        boarded = board(house, series, number)
        telling.findings(boarded.name, boarded.findings)
        telling.lines(shots_table(boarded.board, telling.language))
        length = sum(shot.spec.length_ms for shot in boarded.board.shots)
        telling.line(
            "boarded",
            name=boarded.name,
            shots=len(boarded.board.shots),
            seconds=f"{length / 1000:.0f}",
        )
        telling.result(
            {
                "episode": number,
                "digest": boarded.digest,
                "shots": [shot.id for shot in boarded.board.shots],
                "findings": findings_data(boarded.findings, telling.language),
            }
        )
