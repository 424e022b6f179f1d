"""board: the director turns an episode of the script into shots."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.canon import Digest, digest
from piying.model.errors import Invalid
from piying.model.script import Finding
from piying.model.shot import Board
from piying.script.breakdown import direct
from piying.studio.current import derive
from piying.studio.fonts import book_of
from piying.studio.house import House
from piying.studio.shooting.held import Material, board_inputs, episode_name, material
from piying.studio.shooting.legible import check

SHOT_MS_MAX = 600_000
"""A longer shot is a mistake of the script."""


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
    made_board, findings = drafted(held)
    _check_lengths(made_board, held)
    unclear = check(made_board, held.reading.spans, book_of(house.settings.data))
    value, to, made = derive(
        house, name, "board", board_inputs(held), Board, lambda: made_board
    )
    return Boarded(name, value, to, (*findings, *unclear), made)


def drafted(held: Material) -> tuple[Board, tuple[Finding, ...]]:
    """The board that the director makes of an episode now, and what it found; not kept."""
    made, findings = direct(
        held.episode,
        held.cast,
        script=digest(held.episode),
        language=held.cast.language,
        spans=held.reading.spans,
    )
    return made, tuple(findings)


def _check_lengths(made: Board, held: Material) -> None:
    """Refuse a speech that nobody could watch in one shot, before hours go into its voice."""
    for shot in made.shots:
        if shot.spec.length_ms > SHOT_MS_MAX:
            spans = held.reading.spans
            raise Invalid(
                "cli.shot_too_long",
                line=spans[shot.spec.element].line if shot.spec.element < len(spans) else "-",
                seconds=shot.spec.length_ms // 1000,
                most=SHOT_MS_MAX // 1000,
                words=(shot.spec.speech.text if shot.spec.speech else shot.spec.action)[:20],
            )
