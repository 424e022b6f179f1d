"""Media: the files that the clips of an exported timeline play, planned without touching one.

Names are ASCII and say what a file is: a picture is named by its shot. A clean picture file
holds the shot from its first source frame, without words and without its transition, and so
many frames more as the next transition covers (its handle). A baked one is the stretch of
the film itself, with words and transition in the picture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from piying.model.canon import Digest
from piying.model.cut import Cut, PictureClip, SoundClip, SoundTrack, TrackKind
from piying.model.errors import Invalid
from piying.model.shot import Transition

if TYPE_CHECKING:
    from collections.abc import Iterator

TONE = "tone"
"""The stem of what places sound like."""

_FOLDERS = {
    TrackKind.DIALOGUE: "voices",
    TrackKind.MUSIC: "music",
    TrackKind.EFFECTS: "effects",
}
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_REEL = re.compile(r"[A-Za-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Medium:
    """One file beside a timeline."""

    name: str
    """Its path in the folder of media, with forward slashes: "pictures/e01s01-….mp4"."""
    length: int
    """Frames of a picture, samples of a sound."""
    channels: int = 0

    @property
    def file(self) -> str:
        """The name without folders."""
        return self.name.rpartition("/")[2]

    @property
    def stem(self) -> str:
        """The name without folders and ending."""
        return self.file.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Media:
    """Every file of one exported timeline."""

    pictures: tuple[Medium, ...]
    """One for each clip of the cut, in order; clips of one shot may share one."""
    sounds: Mapping[Digest, Medium] = field(default_factory=dict)
    stems: Mapping[str, Medium] = field(default_factory=dict)
    """Each sort of sound mixed as in the film and as long as the film: the tracks by their
    kinds, and "tone", what places sound like when nobody speaks."""
    baked: bool = False
    where: str = "media/"
    """What stands before a name in the timeline: a relative folder or a file URL. Names need
    no quoting in an address, and this has it already."""
    width: int = 1080
    height: int = 1920

    def url(self, medium: Medium) -> str:
        """How a timeline refers to `medium`."""
        return self.where + medium.name

    def source_start(self, clip: PictureClip) -> int:
        """The first frame of its file that `clip` plays."""
        return 0 if self.baked else clip.source_start_frames

    def passage(self, clip: PictureClip) -> int:
        """How many frames at its head a timeline has to lead into `clip`."""
        return 0 if self.baked or clip.transition is Transition.CUT else clip.transition_frames


def handle(cut: Cut, index: int) -> int:
    """How many frames of clip `index` are still seen after its end."""
    if index + 1 >= len(cut.pictures):
        return 0
    after = cut.pictures[index + 1]
    return after.transition_frames if after.transition.shows_before else 0


def plan_media(
    cut: Cut, facts: Mapping[Digest, tuple[int, int]], *, baked: bool = False
) -> Media:
    """The files for a timeline of `cut`.

    Args:
        cut: the cut.
        facts: for every sound the number of its samples and its channels.
        baked: pictures with words and transitions in them, as in the film.

    Raises:
        Invalid: the cut has no pictures.
    """
    if not cut.pictures:
        raise Invalid("cut.empty")
    pictures = _baked(cut) if baked else _clean(cut)
    length = cut.rate.samples_at(cut.length_frames)
    kinds = [track.track.value for track in cut.sounds] + ([TONE] if cut.tones else [])
    stems = {kind: Medium(f"stems/{kind}.wav", length, 2) for kind in kinds}
    return Media(pictures, dict(_sounds(cut, facts)), stems, baked)


def _clean(cut: Cut) -> tuple[Medium, ...]:
    """One file for each take of a shot, as long as its longest use."""
    lengths: dict[tuple[str, Digest], int] = {}
    for index, clip in enumerate(cut.pictures):
        needed = clip.source_start_frames + clip.length_frames + handle(cut, index)
        key = (clip.shot, clip.blob)
        lengths[key] = max(lengths.get(key, 0), needed)
    names = _Names()
    made = {
        key: Medium(f"pictures/{names.of(key[0])}.mp4", length)
        for key, length in lengths.items()
    }
    return tuple(made[clip.shot, clip.blob] for clip in cut.pictures)


def _baked(cut: Cut) -> tuple[Medium, ...]:
    names = _Names()
    return tuple(
        Medium(f"pictures/{names.of(clip.shot)}.mp4", clip.length_frames)
        for clip in cut.pictures
    )


def _sounds(
    cut: Cut, facts: Mapping[Digest, tuple[int, int]]
) -> Iterator[tuple[Digest, Medium]]:
    names, seen = _Names(), set[Digest]()
    for track in cut.sounds:
        count = 0
        for clip in track.clips:
            if clip.blob in seen:
                continue
            seen.add(clip.blob)
            count += 1
            spoken = track.track is TrackKind.DIALOGUE
            name = clip.shot if spoken else f"{track.track.value}-{count:03d}"
            path = f"{_FOLDERS[track.track]}/{names.of(name)}.wav"
            yield clip.blob, Medium(path, *facts[clip.blob])


@dataclass(frozen=True, slots=True)
class _Names:
    """Names that are given once; the next one like it gets a number."""

    given: Counter[str] = field(default_factory=Counter)

    def of(self, wanted: str) -> str:
        """A name of a file like `wanted` that nothing else has."""
        plain = _UNFIT.sub("_", wanted).strip("._") or "shot"
        key = plain.casefold()
        self.given[key] += 1
        count = self.given[key]
        return plain if count == 1 else self.of(f"{plain}-{count}")


def reels(media: Media) -> dict[str, str]:
    """The reel of every picture file, by its stem: eight letters of the shot, or a number.

    A shot's own eight letters stay the same from one export to the next; where they are not
    letters that a reel may have, or are taken, the file gets a number.
    """
    given: dict[str, str] = {}
    taken: set[str] = set()
    for medium in media.pictures:
        if medium.stem in given:
            continue
        wanted = medium.stem.rpartition("-")[2].upper()
        if not _REEL.fullmatch(wanted) or wanted in taken or wanted in {"BL", "AX", "BLACK"}:
            wanted = f"S{len(given) + 1:07d}"
        taken.add(wanted)
        given[medium.stem] = wanted
    return given


def lanes(track: SoundTrack) -> list[list[tuple[int, SoundClip]]]:
    """The clips of `track` with their places in it, in as many rows as their overlaps need."""
    rows: list[list[tuple[int, SoundClip]]] = [[]]
    for place, clip in sorted(enumerate(track.clips), key=lambda pair: pair[1].start):
        free = (row for row in rows if not row or _stop(row[-1][1]) <= clip.start)
        row = next(free, None)
        if row is None:
            rows.append(row := [])
        row.append((place, clip))
    return rows


def _stop(clip: SoundClip) -> int:
    return clip.start + clip.length
