"""board: the director turns an episode of the script into shots."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING

from piying.model.canon import Digest, digest
from piying.model.deferred import deferred
from piying.model.errors import Invalid
from piying.model.script import Finding
from piying.model.shot import Board
from piying.render.program import code
from piying.script.breakdown import direct
from piying.studio.current import Inputs, derive, standing
from piying.studio.fonts import book_of, font_places
from piying.studio.house import House
from piying.studio.shooting.held import Material, board_inputs, episode_name, material

if TYPE_CHECKING:
    from piying.studio.shooting.legible import check
else:
    check = deferred("piying.studio.shooting.legible:check")

SHOT_MS_MAX = 600_000
"""A longer shot is a mistake of the script."""


NOTED = "board:noted"
"""What was found when the board was made, so that it is told again without looking again."""

READ_WITH = ("pypinyin", "rjieba", "uniseg", "manimgx-fonts-cjk", "pylopdf-fonts-zh-cn")
"""The packages that decide what can be read aloud and shown."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What a person should know of a board."""

    findings: tuple[Finding, ...]
    kind: str = field(default="noted.1", kw_only=True)


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
    name, inputs = episode_name(series, episode), board_inputs(held)
    looked = (*inputs, *_looked_with(house, held))
    before, known = standing(house, name, "board", inputs), standing(house, name, NOTED, looked)
    if before.digest and known.digest and not (before.changed or known.changed):
        noted = house.store.get(known.digest, Noted)
        value = house.store.get(before.digest, Board)
        return Boarded(name, value, before.digest, noted.findings, made=False)
    made_board, findings = drafted(held)
    _check_lengths(made_board, held)
    unclear = check(made_board, held.reading.spans, book_of(house.settings.data))
    noted = Noted((*findings, *unclear))
    value, to, made = derive(house, name, "board", inputs, Board, lambda: made_board)
    derive(house, name, NOTED, looked, Noted, lambda: noted)
    return Boarded(name, value, to, noted.findings, made)


def _looked_with(house: House, held: Material) -> Inputs:
    """What else decides what is found in the words of a board: who reads and who draws them."""
    libraries = [(name, version(name)) for name in READ_WITH]
    emoji = sorted(font_places(house.settings.data))
    return (
        ("spans", digest(held.reading.spans)),
        ("reader", code("piying.takes", "piying.render.text", "piying.studio.shooting")),
        ("libraries", digest((libraries, emoji))),
    )


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
