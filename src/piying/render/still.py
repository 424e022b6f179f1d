"""Single frames of a job as pictures, without encoding a film.

The thumbnails and the pictures of a preview, covers and contact sheets are all drawn here, by
the same layers as the film.
"""

from __future__ import annotations

import av
import numpy as np
import skia
from av.video.reformatter import ColorRange, Colorspace

from piying.render.jobs import ShotJob
from piying.render.layer import Composer
from piying.render.planes import planes_of
from piying.render.shot import paint_shot


class Stills:
    """The frames of one job, in any order; what was drawn for one is kept for the next."""

    def __init__(self, job: ShotJob) -> None:
        self._composer = Composer(paint_shot(job.bare()))
        self._picture = av.VideoFrame(job.profile.width, job.profile.height, "yuv420p")
        self._picture.colorspace = Colorspace.ITU709
        self._picture.color_range = ColorRange.MPEG

    def at(self, frame: int) -> av.VideoFrame:
        """Frame `frame` of the clip, good until the next one is asked for."""
        self._composer.draw(planes_of(self._picture), frame)
        return self._picture


def still_png(job: ShotJob, frame: int) -> bytes:
    """Frame `frame` of the clip of `job` as a PNG."""
    rgb = Stills(job).at(frame).to_ndarray(format="rgb24")
    opaque = np.full((*rgb.shape[:2], 1), 255, np.uint8)
    pixels = np.ascontiguousarray(np.concatenate((rgb, opaque), 2))
    image = skia.Image.fromarray(pixels, skia.ColorType.kRGBA_8888_ColorType)
    return bytes(image.encodeToData(skia.EncodedImageFormat.kPNG, 100))
