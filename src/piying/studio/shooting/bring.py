"""Bringing a person's own picture, clip or recording into the house as a take of a shot.

The file is looked through from end to end before anything is kept, so that what could not be
shown or heard is refused while the person still remembers the file. The bytes as brought are
kept beside what was made of them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from piying.cut.rolls import SHORT_MS_MAX, Chosen, shot_lengths
from piying.model.canon import Digest, digest
from piying.model.deferred import deferred
from piying.model.errors import Invalid, Missing
from piying.model.ids import ulid
from piying.model.shot import Board, Shot
from piying.model.take import (
    HAND,
    Brought,
    BroughtFile,
    MediaFacts,
    Outcome,
    Take,
    TakeKind,
)
from piying.store.disk import explained
from piying.studio.house import House
from piying.studio.shooting.asking import asking_of
from piying.studio.shooting.hand import by_hand, hand_recipe, put_on, shelf
from piying.studio.shooting.held import current_board
from piying.studio.shooting.needs import later
from piying.studio.shooting.variants import held_take

if TYPE_CHECKING:
    from piying.partners.wav import wav_bytes, wav_facts
    from piying.render.media.bring import picture
    from piying.render.media.voice import media_type_of_sound, mouth_marks, recording
else:
    media_type_of_sound = deferred("piying.render.media.voice:media_type_of_sound")
    mouth_marks = deferred("piying.render.media.voice:mouth_marks")
    recording = deferred("piying.render.media.voice:recording")
    picture = deferred("piying.render.media.bring:picture")
    wav_bytes = deferred("piying.partners.wav:wav_bytes")
    wav_facts = deferred("piying.partners.wav:wav_facts")

CLIP_BYTES_MAX = 8_000_000_000
SOUND_BYTES_MAX = 400_000_000


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in: the take, and the files that it was made of."""

    shot: str
    want: TakeKind
    take: Take
    files: tuple[BroughtFile, ...]


@dataclass(frozen=True, slots=True)
class _Ready:
    """What the files were found to be."""

    facts: MediaFacts
    data: bytes | None
    """The bytes of the take; None if they are those of the first file."""
    files: tuple[tuple[Path, str], ...]


def bring(
    house: House, series: str, episode: int, path: Path, shot: str, want: TakeKind
) -> Arrived:
    """The file `path` as one more take of `shot`. The film keeps its own until one chooses.

    Raises:
        Missing: there is no such file, shot or line.
        Invalid: the file cannot be used for the shot; both are named.
    """
    board, _ = current_board(house, series, episode)
    meant = _shot(board, shot, want)
    begun = house.clock.now_ms()
    with house.progress.step("cli.step_bring", 1) as step:
        with explained(path):
            _check_file(path, CLIP_BYTES_MAX if want is TakeKind.PICTURE else SOUND_BYTES_MAX)
            ready = (
                _sound(path, meant)
                if want is TakeKind.VOICE
                else _seen(house, board, path, meant)
            )
        if want is TakeKind.PICTURE:
            _check_length(house, board, meant, path, ready.facts)
        arrived = _kept(house, board, meant, ready, (want, begun))
        step.advance()
    return arrived


def _shot(board: Board, wanted: str, want: TakeKind) -> Shot:
    """The shot that is named `wanted` or has that number; for a voice, one with a line."""
    speak = [s for s in board.shots if want is TakeKind.PICTURE or s.spec.speech is not None]
    number = int(wanted) if wanted.isascii() and wanted.isdigit() else 0
    name = board.shots[number - 1].id if 0 < number <= len(board.shots) else wanted
    for shot in speak:
        if shot.id == name:
            return shot
    known = ", ".join(shot.id for shot in speak) or "-"
    raise Missing("cli.unknown_shot", name=wanted, kind=want.value, known=known)


def _check_file(path: Path, most: int) -> None:
    if path.is_dir():
        raise Invalid("cli.is_folder", path=path)
    if not path.is_file():
        raise Missing("cli.no_file", path=path)
    size = path.stat().st_size
    if size > most:
        raise Invalid("cli.file_too_large", path=path, size=f"{size:,}", limit=f"{most:,}")


def _seen(house: House, board: Board, path: Path, shot: Shot) -> _Ready:
    found = picture(path, shot.id, house.settings.rate, lambda: _puppets(house, board, shot))
    return _Ready(found.facts, found.data, found.files)


def _puppets(house: House, board: Board, shot: Shot) -> tuple[bytes, str]:
    """The shot as the puppet kit plays it, if that take is there."""
    voices = _voices(house, board)
    if set(asking_of(house, board).voices()) <= set(voices):
        needed = later(board, voices, house.sources, house.settings.rate)
        held = held_take(house, needed.pictures[shot.id])
        if held is not None:
            return house.store.blobs.get(held.blob), held.facts.media_type
    raise Missing("cli.no_puppets_yet", shot=shot.id)


def _voices(house: House, board: Board) -> dict[str, Chosen]:
    """The voices that the film uses, as far as they are there."""
    made = {name: held_take(house, need)
            for name, need in asking_of(house, board).voices().items()}  # fmt: skip
    held = {name: take for name, take in made.items() if take is not None}
    return {**held, **by_hand(house, board, TakeKind.VOICE)}


def _sound(path: Path, shot: Shot) -> _Ready:
    media_type = media_type_of_sound(path, shot.id)
    samples = recording(path, shot.id)
    data = wav_bytes(samples)
    facts = wav_facts(data, samples, mouth_marks(samples))
    return _Ready(facts, data, ((path, media_type),))


def _check_length(
    house: House, board: Board, shot: Shot, path: Path, facts: MediaFacts
) -> None:
    """Refuse a clip that ends long before its shot, as long as that is known now."""
    if not facts.frame_count:
        return
    rate = house.settings.rate
    voices = {name: got.facts for name, got in _voices(house, board).items()}
    length, _ = shot_lengths(board, voices, rate)[shot.id]
    needed = length - rate.frames_of_ms(SHORT_MS_MAX)
    if facts.frame_count < needed:
        raise Invalid("render.clip_short", shot=shot.id, path=path,
                      held=facts.frame_count, needed=needed)  # fmt: skip


def _kept(
    house: House, board: Board, shot: Shot, ready: _Ready, asked: tuple[TakeKind, int]
) -> Arrived:
    """Keep the files, the take and where it came from."""
    want, begun = asked
    files = tuple(_file(house, path, media_type) for path, media_type in ready.files)
    blob = files[0].sha256 if ready.data is None else house.store.blobs.put(ready.data)
    recipe = hand_recipe(want, (file.sha256 for file in files))
    now = house.clock.now_ms()
    take = Take(ulid(now, os.urandom(10)), digest(recipe), Outcome.MADE, blob, ready.facts,
                HAND, now, now - begun)  # fmt: skip
    with house.store.together():
        house.store.put(recipe)
        house.store.add_take(take)
        held = shelf(house, board, shot.id, want)
        put_on(house, board, held, Brought(take.id, files, now))
    return Arrived(shot.id, want, take, files)


def _file(house: House, path: Path, media_type: str) -> BroughtFile:
    with explained(path):
        sha256: Digest = house.store.blobs.adopt(path)
        size = house.store.blobs.path(sha256).stat().st_size
    return BroughtFile(path.name, sha256, media_type, size)
