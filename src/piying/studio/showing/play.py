"""play: any frame of an episode at once, at draft quality, before anything is encoded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from piying.model.clock import SAMPLE_RATE
from piying.model.cut import Cut
from piying.model.errors import Invalid
from piying.model.master import Profile
from piying.render.profiles import profile as profile_named
from piying.render.reel import Reel
from piying.render.workers import Errand, Workers
from piying.studio.house import House
from piying.studio.shooting.held import current_cut

WIDTH, HEIGHT = 540, 960
"""Pixels of the preview: half of a phone's each way."""

SOUND = "piying.render.perform:sound"
"""Where a worker finds what mixes the sound."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a preview shows; it needs the house no more, so another run may work in it."""

    cut: Cut
    reel: Reel
    language: str
    first_frame: int
    """Where it begins."""
    sound: Callable[[Path], None]
    """Writes the sound track of the cut to a path, as M4A."""


def play(house: House, series: str, episode: int, start: str = "") -> Preview:
    """The preview of `episode` from `start` on: a time as in 1:05.2, or the id of a shot."""
    cut, _ = current_cut(house, series, episode)
    shape = replace(profile_named("draft"), width=WIDTH, height=HEIGHT, rate=cut.rate)
    blobs = house.store.blobs.proved({clip.blob for clip in cut.pictures})
    heard = house.store.blobs.proved({c.blob for track in cut.sounds for c in track.clips})

    def sound(path: Path) -> None:
        with Workers(1) as workers:
            workers.run([Errand(SOUND, (cut, heard, _phone(cut), path), path.name, path)])

    return Preview(
        cut=cut,
        reel=Reel(cut, shape, blobs, house.store.folder / "prepared"),
        language=house.settings.language,
        first_frame=frame_at(cut, start),
        sound=sound,
    )


def _phone(cut: Cut) -> Profile:
    return replace(profile_named(), rate=cut.rate)


def frame_at(cut: Cut, place: str) -> int:
    """The frame that a person names: 12, 12.5 or 1:02.5 in seconds, or the id of a shot.

    Raises:
        Invalid: it is neither, or it lies behind the end.
    """
    if not place:
        return 0
    at = 0
    for clip in cut.pictures:
        if clip.shot == place:
            return at
        at += clip.length_frames
    minutes, _, rest = place.rpartition(":")
    seconds, _, parts = rest.partition(".")
    if not all(part.isascii() and (part.isdigit() or not part) for part in (minutes, parts)):
        raise Invalid("cli.no_place", place=place)
    if not (seconds.isascii() and seconds.isdigit()) or len(parts) > 3:
        raise Invalid("cli.no_place", place=place)
    milliseconds = (int(minutes or 0) * 60 + int(seconds)) * 1000 + int(f"{parts:0<3}")
    frame = cut.rate.floor_frames(milliseconds * SAMPLE_RATE // 1000)
    if frame >= cut.length_frames:
        raise Invalid("cli.no_place", place=place)
    return frame
