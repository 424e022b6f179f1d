"""Sound tracks that were mixed before: a film of which only pictures changed keeps its own.

A track is found by the digest of what is heard in it; it lies beside the segments, in the
folder of the code that made it. What was measured is written last, with the digest of the
track, so what is found is whole or is not found.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from piying.model.canon import Digest, canonical, decode, digest
from piying.model.cut import Cut
from piying.model.errors import Invalid
from piying.model.master import Flaw, Measurement, Profile
from piying.store.blobs import digest_file
from piying.store.disk import beside, write_file

Heard = tuple[tuple[Measurement, ...], tuple[Flaw, ...]]
"""What was measured in a track, and what of its sources a person should look at."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of a track."""

    track: Digest
    loudness: tuple[Measurement, ...]
    flaws: tuple[Flaw, ...]


def track_in(folder: Path, cut: Cut, shape: Profile) -> Path:
    """Where the track of `cut` is kept in `folder`.

    Pictures decide how long it is, and the shot that is named where something is wrong.
    """
    shown = [(clip.shot, clip.length_frames) for clip in cut.pictures]
    name = digest((shape, cut.rate, cut.sounds, cut.tones, shown))
    return folder / f"{name}-sound.m4a"


def keep_track(kept: Path, made: Path, heard: Heard) -> None:
    """Keep the track at `made`, which stays there, and what was heard in it."""
    with beside(kept) as part:
        shutil.copyfile(made, part)
    told = _Kept(digest_file(kept), *heard)
    write_file(kept.with_suffix(".json"), canonical(told))


def kept_track(kept: Path) -> Heard | None:
    """What was heard in the track at `kept`; None where there is none, or another one."""
    told = kept.with_suffix(".json")
    if not (kept.is_file() and told.is_file()):
        return None
    try:
        known = decode(told.read_bytes(), _Kept)
    except Invalid:
        return None
    if digest_file(kept) != known.track:
        return None
    return known.loudness, known.flaws
