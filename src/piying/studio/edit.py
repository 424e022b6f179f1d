"""edit: board and takes become the cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from piying.cut.edit import EditWords
from piying.cut.edit import edit as assemble
from piying.cut.rolls import Chosen
from piying.model.canon import Digest, digest
from piying.model.cut import Cut
from piying.model.errors import Missing
from piying.model.messages import say
from piying.model.take import MusicBrief, SoundBrief
from piying.studio.board import current_board, episode_name
from piying.studio.current import Inputs, Standing, code, derive, standing
from piying.studio.house import House
from piying.studio.shoot import Shoot, held_shoot


@dataclass(frozen=True, slots=True)
class Edited:
    """The cut of one episode."""

    name: str
    cut: Cut
    digest: Digest
    made: bool


def edit_inputs(house: House, board: Digest, shot: Shoot) -> Inputs:
    """The digests that the cut of an episode depends on."""
    rate = house.settings.rate
    return (
        ("board", board),
        ("takes", digest((shot.rolls, _pairs(shot.music), _pairs(shot.sounds)))),
        ("rate", f"{rate.num}/{rate.den}"),
        ("editor", code("piying.cut", "piying.model")),
    )


def edit_standing(house: House, series: str, episode: int) -> Standing:
    """Whether the cut of `episode` is current; its board and takes must be."""
    _, board = current_board(house, series, episode)
    inputs = edit_inputs(house, board, held_shoot(house, series, episode))
    return standing(house, episode_name(series, episode), "cut", inputs)


def edit(house: House, series: str, episode: int) -> Edited:
    """The cut of `episode`, made if the one at hand is not current."""
    board, board_digest = current_board(house, series, episode)
    shot = held_shoot(house, series, episode)
    language = board.language
    words = EditWords(
        episode=say("cut.episode_title", language, number=board.episode),
        to_be_continued=say("cut.to_be_continued", language),
    )

    def make() -> Cut:
        return assemble(
            board,
            shot.rolls,
            shot.music,
            shot.sounds,
            rate=house.settings.rate,
            label_text=say("cut.ai_label", language),
            words=words,
        )

    name = episode_name(series, episode)
    inputs = edit_inputs(house, board_digest, shot)
    cut, to, made = derive(house, name, "cut", inputs, Cut, make)
    return Edited(name, cut, to, made)


def current_cut(house: House, series: str, episode: int) -> tuple[Cut, Digest]:
    """The cut of `episode` as `edit` left it; refused if it is stale or missing."""
    from_now = edit_standing(house, series, episode)
    if from_now.digest is None or from_now.changed:
        why = ", ".join(from_now.changed) or from_now.state.value
        raise Missing("cli.run_first", verb="edit", name=from_now.name, why=why)
    return house.store.get(from_now.digest, Cut), from_now.digest


def _pairs(held: Mapping[MusicBrief, Chosen] | Mapping[SoundBrief, Chosen]) -> tuple[object, ...]:
    return tuple(sorted(held.items(), key=str))
