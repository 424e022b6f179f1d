"""conform: the cut of an episode comes back from another tool."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from piying.cut.conform import Known
from piying.cut.conform import conform as conformed
from piying.cut.edl_read import read_edl
from piying.model.canon import Digest
from piying.model.cut import Cut, Direction, PictureClip
from piying.model.deferred import deferred
from piying.model.errors import Invalid, Missing
from piying.model.shot import Board
from piying.model.take import Take, TakeKind
from piying.store.disk import explained
from piying.studio.current import Inputs, standing
from piying.studio.cutting.edit import Edited, assembled
from piying.studio.house import House
from piying.studio.shooting.asking import asking_of
from piying.studio.shooting.hand import shelf
from piying.studio.shooting.held import current_board, edit_inputs, episode_name, held_shoot
from piying.studio.shooting.onepass import Shoot
from piying.studio.shooting.variants import variants

if TYPE_CHECKING:
    from piying.cut.otio_read import from_otio
else:
    from_otio = deferred("piying.cut.otio_read:from_otio")

TIMELINE_BYTES_MAX = 20_000_000
CONTENT = "content.otio"
"""The timeline in a bundle, which is a folder (.otiod) or a ZIP file (.otioz)."""


def conform(house: House, series: str, episode: int, path: Path) -> Edited:
    """The cut of `episode` as another tool left it in the timeline `path`.

    It counts as current until its board or its takes change, as a cut made here does.

    Raises:
        Missing: there is no such file, or it plays a take that the house does not hold.
        Invalid: it is no timeline, or not of this episode, or asks for what a cut cannot do.
    """
    board, board_digest = current_board(house, series, episode)
    shot = held_shoot(house, series, episode)
    name = episode_name(series, episode)
    inputs = edit_inputs(house, board_digest, shot)
    known = _known(house, board, shot, inputs)
    text = _text(path)
    if path.suffix.casefold() == ".edl":
        cut = conformed(read_edl(text, house.settings.rate), known)
    else:
        cut = from_otio(text, known)
    if (cut.series, cut.episode, cut.rate) != (board.series, episode, house.settings.rate):
        raise Invalid("cli.other_timeline", path=path, episode=cut.episode, asked=episode)
    house.store.blobs.proved(_blobs(cut))
    to = house.store.put(cut)
    house.store.move_head(name, "cut", to, inputs, house.clock.now_ms())
    return Edited(name, cut, to, made=True)


def _known(house: House, board: Board, shoot: Shoot, inputs: Inputs) -> Known:
    """What a timeline of the episode may hold: the cut in force, and what else is there.

    A shot that the cut in force no longer shows may come back, and so may any take that was
    made of a shot, under the name of its blob or of the file that a person brought.
    """
    fresh = assembled(house, board, shoot)
    others = tuple(_others(house, board, shoot, fresh))
    held = standing(house, episode_name(board.series, board.episode), "cut", inputs)
    if held.digest is None or held.changed:
        return Known(fresh, others)
    cut = house.store.get(held.digest, Cut)
    return Known(cut, (*((clip, "") for clip in fresh.pictures), *others))


def _others(
    house: House, board: Board, shoot: Shoot, cut: Cut
) -> Iterator[tuple[PictureClip, str]]:
    """Every other take that was made of a shot of `cut`, and what a person brought for it."""
    specs = {shot.id: shot.spec for shot in board.shots}
    voices = {roll.shot.id: roll.voice for roll in shoot.rolls if roll.voice is not None}
    needed = asking_of(house, board).needed(voices).pictures
    for shown in cut.pictures:
        spec = specs[shown.shot]
        clip = shown
        if shown.direction is None:  # a stage says it of itself, a file that is brought cannot
            told = Direction(
                spec.style, spec.size, spec.move, spec.place, spec.weather, spec.flashback
            )
            clip = replace(shown, direction=told)
        for variant in variants(house, needed[shown.shot]):
            for take in variant.takes:
                yield from _played(shown, take, "")
        for brought in shelf(house, board, clip.shot, TakeKind.PICTURE).brought:
            yield from _played(clip, house.store.take(brought.take), brought.files[0].name)


def _played(clip: PictureClip, take: Take, file: str) -> Iterator[tuple[PictureClip, str]]:
    """`clip` with another take, if that was made."""
    if take.blob is not None and take.facts is not None and take.blob != clip.blob:
        facts = take.facts
        yield replace(clip, take=take.recipe, blob=take.blob, media_type=facts.media_type), file


def _text(path: Path) -> str:
    """The text of a timeline: of a file, or of the one in a bundle."""
    source = path / CONTENT if path.is_dir() else path
    if not source.is_file():
        raise Missing("cli.no_file", path=source)
    with explained(source):
        data = _zipped(path) if zipfile.is_zipfile(source) else _bounded(source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid("cut.otio_unreadable", why="it is not UTF-8") from error


def _bounded(path: Path) -> bytes:
    _check_size(path, path.stat().st_size)
    return path.read_bytes()


def _zipped(path: Path) -> bytes:
    """The timeline in a ZIP file; its media are ours and stay where they are."""
    with zipfile.ZipFile(path) as file:
        if CONTENT not in file.namelist():
            raise Invalid("cut.otio_unreadable", why=f"the ZIP file holds no {CONTENT}")
        _check_size(path, file.getinfo(CONTENT).file_size)
        return file.read(CONTENT)


def _check_size(path: Path, size: int) -> None:
    if size > TIMELINE_BYTES_MAX:
        raise Invalid("cli.file_too_large", path=path, size=f"{size:,}",
                      limit=f"{TIMELINE_BYTES_MAX:,}")  # fmt: skip


def _blobs(cut: Cut) -> set[Digest]:
    heard = {clip.blob for track in cut.sounds for clip in track.clips}
    return heard | {clip.blob for clip in cut.pictures}
