"""What the house holds of an episode: its board, its takes and its cut, each only if current.

The verbs do not call each other; what one leaves behind, the next asks for here, and is
told which verb to run where it is missing or stale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from piying.cut.rolls import Chosen
from piying.model.canon import Digest, digest
from piying.model.cut import Cut
from piying.model.errors import Missing
from piying.model.messages import say
from piying.model.people import Cast
from piying.model.script import EpisodeText, Reading
from piying.model.shot import Board
from piying.model.take import MusicBrief, SoundBrief
from piying.render.program import code
from piying.script.scenes import episodes
from piying.studio.current import Inputs, Standing, standing
from piying.studio.house import House
from piying.studio.shooting.onepass import Shoot, look

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Material:
    """What a board is made from."""

    series: str
    cast: Cast
    reading: Reading
    episode: EpisodeText


def episode_name(series: str, episode: int) -> str:
    """The name of an episode in the house."""
    return f"{series}/e{episode:02d}"


def series_of(house: House, series: str) -> str:
    """`series` if the house knows it; empty asks for the only one there is."""
    known = house.store.names("script")
    if not series and len(known) == 1:
        return known[0]
    if not known:
        raise Missing("cli.no_series", path=house.store.folder)
    if not series:
        raise Missing("cli.which_series", known=", ".join(known))
    if series not in known:
        raise Missing("cli.unknown_series", name=series, known=", ".join(known))
    return series


def episode_numbers(house: House, series: str) -> tuple[int, ...]:
    """The numbers of the episodes that the script of `series` has."""
    reading = _held(house, series, "reading", Reading)
    return tuple(told.number for told in episodes(reading.script))


def material(house: House, series: str, episode: int) -> Material:
    """What the board of `episode` is made from."""
    reading = _held(house, series, "reading", Reading)
    told = episodes(reading.script)
    for text in told:
        if text.number == episode:
            return Material(series, _held(house, series, "cast", Cast), reading, text)
    known = ", ".join(str(text.number) for text in told)
    raise Missing("cli.unknown_episode", episode=episode, known=known or "-")


def board_inputs(held: Material) -> Inputs:
    """The digests that the board of an episode depends on."""
    return (
        ("script", digest(held.episode)),
        ("cast", digest(held.cast)),
        ("director", code("piying.script", "piying.model")),
    )


def board_standing(house: House, series: str, episode: int) -> Standing:
    """Whether the board of `episode` is current."""
    inputs = board_inputs(material(house, series, episode))
    return standing(house, episode_name(series, episode), "board", inputs)


def current_board(house: House, series: str, episode: int) -> tuple[Board, Digest]:
    """The board of `episode` as `board` left it; refused if it is stale or missing."""
    held = board_standing(house, series, episode)
    if held.digest is None or held.changed:
        raise Missing("cli.run_first", verb="board", name=held.name, why=_why(house, held))
    return house.store.get(held.digest, Board), held.digest


def held_shoot(house: House, series: str, episode: int) -> Shoot:
    """The takes of `episode` as `shoot` left them; refused if one is missing."""
    board, _ = current_board(house, series, episode)
    missing, shot = look(house, board)
    if shot is None:
        name = episode_name(series, episode)
        why = say("cli.why_takes", house.settings.language, count=len(missing))
        raise Missing("cli.run_first", verb="shoot", name=name, why=why)
    return shot


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


def current_cut(house: House, series: str, episode: int) -> tuple[Cut, Digest]:
    """The cut of `episode` as `edit` left it; refused if it is stale or missing."""
    from_now = edit_standing(house, series, episode)
    if from_now.digest is None or from_now.changed:
        raise Missing(
            "cli.run_first", verb="edit", name=from_now.name, why=_why(house, from_now)
        )
    return house.store.get(from_now.digest, Cut), from_now.digest


def _why(house: House, held: Standing) -> str:
    language = house.settings.language
    if not held.changed:
        return say(f"cli.state_{held.state.value}", language)
    return changes(held.changed, language)


def changes(inputs: Sequence[str], language: str) -> str:
    """Which inputs have moved, in words."""
    listed = say("cli.comma", language).join(
        say(f"cli.input_{one}", language) for one in inputs
    )
    return say("cli.why_changed", language, listed=listed)


def _held(house: House, series: str, slot: str, kind: type[T]) -> T:
    head = house.store.head(series, slot)
    if head is None:
        why = say("cli.state_missing", house.settings.language)
        raise Missing("cli.run_first", verb="write", name=series, why=why)
    return house.store.get(head.digest, kind)


def _pairs(
    held: Mapping[MusicBrief, Chosen] | Mapping[SoundBrief, Chosen],
) -> tuple[object, ...]:
    return tuple(sorted(held.items(), key=str))
