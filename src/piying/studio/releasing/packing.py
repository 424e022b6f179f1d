"""Packing: a film as files in the store, each named by its digest, and its covers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from piying.model.canon import Digest
from piying.model.cut import CaptionKind, Cut, PictureClip
from piying.model.errors import Invalid, Missing
from piying.model.people import Cast, Style
from piying.model.release import Cover, File, Ladder, Listing
from piying.release.listing import USES, Written
from piying.render.covers import cover
from piying.render.hls import HEAD
from piying.render.label import read_label
from piying.render.pack.ladder import pack
from piying.render.pack.locking import KEY_BYTES, lock
from piying.render.poster import frame_png
from piying.store.channel.releases import Releases
from piying.store.disk import explained, make_folder
from piying.studio.cutting.drawn import shape_of
from piying.studio.fonts import book_of
from piying.studio.house import House
from piying.studio.showing.frames import still_errand

RUNGS = "rungs"
"""Where smaller films are kept by what they were made from."""
SIGN = {"zh": "AI生成", "en": "AI-generated"}
"""On covers, where the film's own sign is not seen."""


def packed(
    house: House, film: Path, named: Digest, captions: Mapping[str, str], *, locked: bool
) -> tuple[Ladder, Digest]:
    """The ladder of `film`, every file of it in the store and its labels read from there.

    With `locked` its pieces are encrypted by a key that the house keeps.

    Raises:
        Invalid: the film cannot be packed, or a rung lost its label.
    """
    kept = make_folder(house.store.folder / RUNGS)
    with (
        house.progress.step("cli.step_pack", 1) as step,
        _scratch(house) as folder,
        explained(folder),
    ):
        ladder = pack(film, named, folder, captions, kept)
        secret = os.urandom(KEY_BYTES) if locked else b""
        if secret:
            ladder = lock(folder, ladder, secret)
        for file in files_of(ladder):
            if house.store.blobs.adopt(folder / file.path) != file.blob:
                raise Invalid("release.file_changed", path=file.path)
        step.advance()
    prove(house, ladder)
    to = house.store.put(ladder)
    if secret:
        Releases(house.store.database).keep_key(to, secret, house.clock.now_ms())
    return ladder, to


def files_of(ladder: Ladder) -> tuple[File, ...]:
    """Every file of a ladder."""
    return (
        ladder.main,
        ladder.poster,
        ladder.strip.file,
        *ladder.lists,
        *(file for _, file in ladder.subtitles),
        *(file for rung in ladder.rungs for file in rung.files),
    )


def prove(house: House, ladder: Ladder) -> None:
    """Read the AI label back from the head of every rung as it lies in the store.

    Raises:
        Invalid: one has another, or none.
    """
    for rung in ladder.rungs:
        heads = [file.blob for file in rung.files if file.path == f"{rung.name}/{HEAD}"]
        places = house.store.blobs.proved(heads)
        texts = {read_label(place).text for place in places.values()}
        if texts != {ladder.label}:
            raise Invalid("release.label_lost", rung=rung.name)


def covers_of(
    house: House, told: Written, film: Path, cut: Cut | None, before: Listing | None
) -> tuple[Cover, ...]:
    """A cover of each use: a given file, the one of before, or one drawn from the film.

    Raises:
        Missing: a file that the listing names is not there.
    """
    given = dict(told.covers)
    made = {one.use: one for one in _before(before, told)}
    wanted = [use for use in USES if use not in given and use not in made]
    still = _still(house, film, cut) if wanted else b""
    style = _style(house, told.series)
    sign = SIGN.get(told.language[:2], SIGN["en"])
    found = []
    for use, size in USES.items():
        if use in given:
            blob = _given(house, given[use])
        elif use in made:
            found.append(made[use])
            continue
        else:
            book = book_of(house.settings.data)
            blob = house.store.blobs.put(cover(still, told.title, sign, style, size, book))
        found.append(Cover(use, *size, blob))
    return tuple(found)


def _before(before: Listing | None, told: Written) -> tuple[Cover, ...]:
    """The covers of the listing before, as long as they have the name of today on them."""
    return before.covers if before and before.title == told.title and not told.covers else ()


def _given(house: House, name: str) -> Digest:
    path = house.settings.house / "listings" / name
    if not path.is_file():
        raise Missing("release.cover_missing", path=path)
    with explained(path):
        return house.store.blobs.put(path.read_bytes())


def _still(house: House, film: Path, cut: Cut | None) -> bytes:
    """The first face that speaks, without words; a frame of the film where no cut is held."""
    if cut is None:
        return frame_png(film, 0, near=True)
    clip, at = _speaking(cut)
    if not house.store.blobs.has(clip.blob):
        return frame_png(film, at, near=True)
    (still,) = house.workers.run([still_errand(house, clip, shape_of(house, "phone"))])
    return bytes(still)


def _speaking(cut: Cut) -> tuple[PictureClip, int]:
    """The shot of the first spoken line, and a frame of the film in it."""
    spoken = next((one for one in cut.captions if one.role is CaptionKind.SPEECH), None)
    at = spoken.start + spoken.length // 2 if spoken else cut.length_frames // 3
    start = 0
    for clip in cut.pictures:
        if at < start + clip.length_frames:
            return clip, at
        start += clip.length_frames
    return cut.pictures[-1], at


def _style(house: House, series: str) -> Style:
    head = house.store.head(series, "cast")
    return Style.MANHUA if head is None else house.store.get(head.digest, Cast).style


@contextmanager
def _scratch(house: House) -> Iterator[Path]:
    """An empty folder that is gone afterwards, with what a killed run left there."""
    folder = house.store.folder / "work" / "pack"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield make_folder(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
