"""edit: board and takes become the cut, or a cut comes back from another tool."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from piying.cut.edit import EditWords
from piying.cut.edit import edit as assemble
from piying.cut.otio_read import from_otio
from piying.model.canon import Digest
from piying.model.cut import Cut
from piying.model.errors import Invalid, Missing
from piying.model.messages import say
from piying.store.disk import explained
from piying.studio.current import derive
from piying.studio.held import current_board, edit_inputs, episode_name, held_shoot
from piying.studio.house import House

OTIO_BYTES_MAX = 20_000_000


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


def conform(house: House, series: str, episode: int, path: Path) -> Edited:
    """The cut of `episode` as another tool left it in the OpenTimelineIO file `path`.

    It counts as current until its board or its takes change, as a cut made here does.
    """
    _, board_digest = current_board(house, series, episode)
    shot = held_shoot(house, series, episode)
    cut = from_otio(_text(path))
    if (cut.episode, cut.rate) != (episode, house.settings.rate):
        raise Invalid("cli.other_timeline", path=path, episode=cut.episode, asked=episode)
    house.store.blobs.proved(_blobs(cut))
    name = episode_name(series, episode)
    to = house.store.put(cut)
    inputs = edit_inputs(house, board_digest, shot)
    house.store.move_head(name, "cut", to, inputs, house.clock.now_ms())
    return Edited(name, cut, to, made=True)


def _text(path: Path) -> str:
    if not path.is_file():
        raise Missing("cli.no_file", path=path)
    with explained(path):
        if path.stat().st_size > OTIO_BYTES_MAX:
            raise Invalid("cli.file_too_large", path=path, size=f"{path.stat().st_size:,}",
                          limit=f"{OTIO_BYTES_MAX:,}")  # fmt: skip
        data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid("cut.otio_unreadable", why="it is not UTF-8") from error


def _blobs(cut: Cut) -> set[Digest]:
    heard = {clip.blob for track in cut.sounds for clip in track.clips}
    return heard | {clip.blob for clip in cut.pictures}
