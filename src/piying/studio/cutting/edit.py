"""edit: board and takes become the cut."""

from __future__ import annotations

from dataclasses import dataclass

from piying.cut.edit import EditWords
from piying.cut.edit import edit as assemble
from piying.model.canon import Digest
from piying.model.cut import Cut
from piying.model.messages import say
from piying.model.shot import Board
from piying.studio.current import derive
from piying.studio.house import House
from piying.studio.shooting.held import current_board, edit_inputs, episode_name, held_shoot
from piying.studio.shooting.onepass import Shoot


@dataclass(frozen=True, slots=True)
class Edited:
    """The cut of one episode."""

    name: str
    cut: Cut
    digest: Digest
    made: bool


def edit(house: House, series: str, episode: int) -> Edited:
    """The cut of `episode`, made if the one at hand is not current."""
    board, board_digest = current_board(house, series, episode)
    shot = held_shoot(house, series, episode)
    name = episode_name(series, episode)
    inputs = edit_inputs(house, board_digest, shot)
    cut, to, made = derive(
        house, name, "cut", inputs, Cut, lambda: assembled(house, board, shot)
    )
    return Edited(name, cut, to, made)


def assembled(house: House, board: Board, shot: Shoot) -> Cut:
    """The cut as piying makes it of these takes."""
    language = board.language
    return assemble(
        board,
        shot.rolls,
        shot.music,
        shot.sounds,
        rate=house.settings.rate,
        label_text=say("cut.ai_label", language),
        words=EditWords(
            episode=say("cut.episode_title", language, number=board.episode),
            to_be_continued=say("cut.to_be_continued", language),
        ),
    )
