"""board: the director turns an episode of the script into shots."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.canon import Digest, digest
from piying.model.script import Finding
from piying.model.shot import Board
from piying.script.breakdown import direct
from piying.studio.current import derive
from piying.studio.held import board_inputs, episode_name, material
from piying.studio.house import House


@dataclass(frozen=True, slots=True)
class Boarded:
    """The board of one episode."""

    name: str
    board: Board
    digest: Digest
    findings: tuple[Finding, ...]
    made: bool


def board(house: House, series: str, episode: int) -> Boarded:
    """The board of `episode`, made if the one at hand is not current."""
    held = material(house, series, episode)
    name = episode_name(series, episode)
    script = digest(held.episode)
    made_board, findings = direct(
        held.episode,
        held.cast,
        script=script,
        language=held.cast.language,
        spans=held.reading.spans,
    )
    value, to, made = derive(
        house, name, "board", board_inputs(held), Board, lambda: made_board
    )
    return Boarded(name, value, to, findings, made)
