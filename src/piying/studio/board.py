"""board: the director turns an episode of the script into shots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from piying.model.canon import Digest, digest
from piying.model.errors import Missing
from piying.model.people import Cast
from piying.model.script import EpisodeText, Finding, Reading
from piying.model.shot import Board
from piying.script.breakdown import direct
from piying.script.scenes import episodes
from piying.studio.current import Inputs, Standing, code, derive, standing
from piying.studio.house import House


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Boarded:
    """The board of one episode."""

    name: str
    board: Board
    digest: Digest
    findings: tuple[Finding, ...]
    made: bool


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
    if series not in known:
        raise Missing("cli.unknown_series", name=series, known=", ".join(known) or "-")
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


def current_board(house: House, series: str, episode: int) -> tuple[Board, Digest]:
    """The board of `episode` as `board` left it; refused if it is stale or missing."""
    held = board_standing(house, series, episode)
    if held.digest is None or held.changed:
        raise Missing("cli.run_first", verb="board", name=held.name, why=_why(held))
    return house.store.get(held.digest, Board), held.digest


def _why(held: Standing) -> str:
    return ", ".join(held.changed) or held.state.value


def _held(house: House, series: str, slot: str, kind: type[T]) -> T:
    head = house.store.head(series, slot)
    if head is None:
        raise Missing("cli.run_first", verb="write", name=series, why="missing")
    return house.store.get(head.digest, kind)
