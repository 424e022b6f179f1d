"""A shot that a model made in parts: the parts played one after another as one picture.

Nothing is encoded again: the parts stay as they came, and each is conformed to the film by
itself.
"""

from __future__ import annotations

import zipfile
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from piying.model.canon import Digest, decode
from piying.model.cut import PictureClip
from piying.model.errors import Invalid
from piying.model.joined import Joined, JoinedPart
from piying.render.archive import kept
from piying.render.jobs import ShotJob
from piying.render.joiner import TOLD
from piying.render.media.clip import ClipLayer, clip_layer, passing
from piying.render.media.shown import Shown, directed
from piying.render.planes import Planes


def unpack(path: Path, shot: str, folder: Path) -> tuple[Joined, Mapping[Digest, Path]]:
    """The joined clip in the archive `path`, and where its parts lie now: in `folder`.

    Raises:
        Invalid: the archive is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            joined = decode(archive.read(TOLD), Joined)
            files = {part.blob: kept(archive, part.blob, folder) for part in joined.parts}
    except (zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        why = str(error) or type(error).__name__
        raise Invalid("render.composite_broken", shot=shot, path=path, why=why) from error
    return joined, files


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one part as the shot shows it, in frames."""

    part: JoinedPart
    source_start: int
    length: int
    first: int
    """The frame of the shot at which it begins."""


def spans(joined: Joined, start: int, length: int) -> tuple[Span, ...]:
    """What is seen of each part where the shot shows `length` frames from `start` on.

    The last part has to fill what is left, whether it can or not.
    """
    found: list[Span] = []
    at, skip = 0, start
    for number, part in enumerate(joined.parts, start=1):
        own = part.length_frames - part.start_frames
        last = number == len(joined.parts)
        if skip >= own and not last:
            skip -= own
            continue
        seen = length - at if last else min(own - skip, length - at)
        if seen > 0:
            found.append(Span(part, part.start_frames + skip, seen, at))
        at, skip = at + max(0, seen), 0
    return tuple(found)


@dataclass(slots=True)
class JoinedLayer:
    """Layers that follow each other."""

    layers: tuple[tuple[int, ClipLayer], ...]
    """Each with the frame at which it begins, in order."""

    def draw(self, target: Planes, frame: int) -> None:
        """Draw the part that is seen at `frame` of the shot."""
        first, layer = self._at(frame)
        layer.draw(target, frame - first)

    def state(self, frame: int) -> Hashable:
        """Which part is seen, and which of its pictures."""
        first, layer = self._at(frame)
        return first, layer.state(frame - first)

    def _at(self, frame: int) -> tuple[int, ClipLayer]:
        return next((one for one in reversed(self.layers) if one[0] <= frame), self.layers[0])


def show_joined(job: ShotJob, clip: PictureClip) -> Shown:
    """The joined clip in `clip`.

    Raises:
        Invalid: the archive or a part in it cannot be drawn, or all are too short.
    """
    folder = (job.cache or passing()) / "composites"
    joined, files = unpack(job.blobs[clip.blob], clip.shot, folder)
    inner = replace(job, blobs=files)
    layers = []
    for span in spans(joined, clip.source_start_frames, clip.length_frames):
        alone = replace(
            clip, blob=span.part.blob, media_type=span.part.media_type,
            source_start_frames=span.source_start, length_frames=span.length,
        )  # fmt: skip
        layers.append((span.first, clip_layer(inner, alone)))
    return replace(directed(job, clip, (JoinedLayer(tuple(layers)),)), shakes=False)
