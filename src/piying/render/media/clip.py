"""A moving picture as the picture of a shot; it keeps its own camera."""

from __future__ import annotations

import tempfile
from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from piying.cut.rolls import SHORT_MS_MAX
from piying.model.cut import Direction, PictureClip
from piying.render.jobs import ShotJob
from piying.render.media.conform import Conformed, Wanted, conformed
from piying.render.media.shown import Shown, directed
from piying.render.planes import Planes

__all__ = ["ClipLayer", "passing", "show_clip"]


@dataclass(slots=True)
class ClipLayer:
    """The frames of a conformed clip."""

    source: Conformed

    def draw(self, target: Planes, frame: int) -> None:
        """Draw what the clip shows at `frame` of the shot."""
        self.source.read(self.source.at(frame), target)

    def state(self, frame: int) -> Hashable:
        """Which picture of the clip is shown."""
        return self.source.at(frame)


def show_clip(job: ShotJob, clip: PictureClip, *, alpha: bool = False) -> Shown:
    """The stretch of a clip that its shot shows.

    With `alpha` it is not the picture but how opaque it is, from black to white.
    """
    layer = clip_layer(job, clip, alpha=alpha)
    return replace(directed(job, clip, (layer,)), shakes=False)


def clip_layer(job: ShotJob, clip: PictureClip, *, alpha: bool = False) -> ClipLayer:
    """The same as a layer alone, conformed to the film if it is not yet."""
    shape, direction = job.profile, clip.direction or Direction()
    wanted = Wanted(
        shape.width,
        shape.height,
        shape.rate,
        clip.source_start_frames,
        clip.length_frames,
        shape.rate.frames_of_ms(SHORT_MS_MAX) + direction.held_frames,
        alpha,
    )
    folder = (job.cache or passing()) / "clips"
    return ClipLayer(conformed(folder, job.blobs[clip.blob], clip.blob, clip.shot, wanted))


@lru_cache(maxsize=1)
def passing() -> Path:
    """A folder for jobs that name none; it is gone with this process."""
    folder = tempfile.TemporaryDirectory(prefix="piying-")
    _KEPT.append(folder)
    return Path(folder.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
"""Folders that are deleted when this process ends."""
