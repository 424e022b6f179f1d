"""A still, of one plane or of several, as the picture of a shot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from piying.model.cut import Direction, PictureClip
from piying.render.jobs import ShotJob
from piying.render.media import openraster
from piying.render.media.camera import Path, shares, span
from piying.render.media.plates import Canvas, plates
from piying.render.media.shown import Shown, directed, seed_of
from piying.render.media.stills import Pixels, Still

Placed = Callable[[], tuple[Pixels, int, int]]
"""Pixels and the place of their corner in the picture."""


def show_still(job: ShotJob, clip: PictureClip) -> Shown:
    """A PNG, JPEG or WebP under a camera that moves as the shot asks."""
    path = job.blobs[clip.blob]
    still = Still(path.read_bytes(), clip.shot, path)

    def whole() -> tuple[Pixels, int, int]:
        return still.pixels(), 0, 0

    return _shown(job, clip, (still.width, still.height), [whole])


def show_layered(job: ShotJob, clip: PictureClip) -> Shown:
    """An OpenRaster picture whose layers move past each other as the camera moves."""
    path = job.blobs[clip.blob]
    picture = openraster.read(path.read_bytes(), clip.shot, path)
    return _shown(
        job, clip, (picture.width, picture.height), [plane.painted for plane in picture.planes]
    )


def _shown(
    job: ShotJob, clip: PictureClip, size: tuple[int, int], pictures: Sequence[Placed]
) -> Shown:
    """`pictures`, back to front, in a picture of `size`."""
    direction, shape = clip.direction or Direction(), job.profile
    canvas = Canvas(shape.width, shape.height, *size)
    spare_x, spare_y = canvas.spare
    path = Path(
        direction.move,
        clip.length_frames,
        shape.rate.num / shape.rate.den,
        side=1 if seed_of(clip) % 2 else -1,
        spare_x=spare_x,
        spare_y=spare_y,
        shaken="shake" in clip.effects,
    )
    follow = shares(len(pictures))
    reach = span(path, follow)
    layers = plates(canvas, path, follow, reach, pictures, clip.blob)
    return directed(job, clip, layers)
