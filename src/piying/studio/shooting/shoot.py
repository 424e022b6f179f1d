"""shoot: every take that the board needs and the house does not hold is made."""

from __future__ import annotations

from piying.studio.house import House
from piying.studio.shooting.held import current_board
from piying.studio.shooting.onepass import Shoot, take_all


def shoot(house: House, series: str, episode: int) -> Shoot:
    """The takes of `episode`; what is not held is made."""
    board, _ = current_board(house, series, episode)
    return take_all(house, board)
