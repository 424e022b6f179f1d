"""contact: the takes of one shot as a picture, for a person who has to choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from piying.cut.edit import picture_clips
from piying.cut.rolls import Chosen, Roll, picture_lengths
from piying.model.errors import Invalid, PiyingError
from piying.model.master import Profile
from piying.model.messages import say
from piying.model.money import said
from piying.model.shot import Board
from piying.model.take import Outcome, TakeKind
from piying.render.takesheet import Cell, Page, take_sheet
from piying.store.disk import write_file
from piying.studio.fonts import book_of
from piying.studio.house import House
from piying.studio.shooting.held import current_board, episode_name
from piying.studio.shooting.takes import TakeRow
from piying.studio.showing.frames import BOARD_HEIGHT, BOARD_WIDTH, rolls_of, still_errand

CELLS_MAX = 100
"""Of more takes, the newest are shown."""


def contact_sheet(
    house: House, series: str, episode: int, rows: Sequence[TakeRow], path: Path
) -> Path:
    """The pictures of `rows`, the takes of one shot, on a PNG at `path`.

    Each is the middle of the shot as the film would show it with that take.

    Raises:
        Invalid: `path` is no PNG, or no take can be seen.
        Outside: the file cannot be written.
    """
    shown = [row for row in rows if row.need.kind is TakeKind.PICTURE]
    if path.suffix.lower() != ".png":
        raise Invalid("costs.sheet_png", path=path)
    if not any(row.here for row in shown):
        name = rows[0].need.name if rows else "-"
        raise Invalid("costs.sheet_empty", shot=name)
    board, _ = current_board(house, series, episode)
    newest = shown[-CELLS_MAX:]
    with house.progress.step("cli.step_frames", len(newest)) as step:
        rolls = rolls_of(house, board)
        cells = []
        for row in newest:
            cells.append(_cell(house, board, rolls, row))
            step.advance()
    page = Page(*_head(house, series, board, shown, len(newest)), tuple(cells))
    write_file(path, take_sheet(page, book_of(house.settings.data)))
    return path


def _cell(house: House, board: Board, rolls: Sequence[Roll], row: TakeRow) -> Cell:
    language, take = house.settings.language, row.take
    picture, missing = b"", say("cli.take_lost", language)
    if take.outcome is not Outcome.MADE:
        missing = say(f"cli.outcome_{take.outcome.value}", language, why=take.why)
    elif row.here:
        try:
            picture = _picture(house, board, rolls, row)
        except PiyingError as error:
            missing = error.said(language)
    made = datetime.fromtimestamp(take.at_ms // 1000, UTC).strftime("%Y-%m-%d %H:%M")
    cost = said(take.cost) if take.cost.minor else say("cli.free", language)
    notes = [say(f"cli.flag_{one.word.value}", language, said=one.said) for one in row.flags]
    chosen = ""
    if row.chosen is not None:
        who = say("cli.comma", language).join(filter(None, (row.chosen.by, row.chosen.why)))
        chosen = say("cli.chosen_by", language, who=who)
    seed = say("cli.sheet_seed", language, seed=row.seed)
    words = (f"{take.provider}/{row.model}", f"{cost} · {seed}", made, *row.files)
    mark = say("cli.sheet_used", language) if row.used else ""
    return Cell(row.number, words, tuple(notes), picture, missing, mark, chosen)


def _picture(house: House, board: Board, rolls: Sequence[Roll], row: TakeRow) -> bytes:
    """The middle of the shot with this take, as a PNG."""
    take, rate = row.take, house.settings.rate
    if take.blob is None or take.facts is None:
        raise AssertionError("a take that was made has no blob")
    chosen = Chosen(take.recipe, take.blob, take.facts)
    own = [
        replace(roll, picture=chosen) if roll.shot.id == row.need.name else roll
        for roll in rolls
    ]
    lengths = {roll.shot.id: roll.length_frames for roll in own}
    clips = picture_clips(own, picture_lengths(board, lengths, rate), rate)
    (clip,) = [one for one in clips if one.shot == row.need.name]
    shape = Profile("board", BOARD_WIDTH, BOARD_HEIGHT, rate)
    (still,) = house.workers.run([still_errand(house, clip, shape)])
    return bytes(still)


def _head(
    house: House, series: str, board: Board, shown: Sequence[TakeRow], count: int
) -> tuple[str, str]:
    """What stands above: which shot it is, and what happens in it."""
    language, name = house.settings.language, shown[0].need.name
    shot = next(one for one in board.shots if one.id == name)
    spec = shot.spec
    words = spec.speech.text if spec.speech else spec.onscreen or spec.action
    if spec.speech and spec.speech.character:
        words = say("cli.quoted", language, who=spec.speech.character, text=words)
    parts = (
        say(f"cli.size_{spec.size.value}", language),
        say(f"cli.move_{spec.move.value}", language),
        " ".join(words.split()),
        say("cli.sheet_count", language, count=len(shown)),
        say("cli.sheet_newest", language, count=count) if count < len(shown) else "",
    )
    title = f"{episode_name(series, board.episode)}  {name}"
    return title, "  ·  ".join(filter(None, parts))
