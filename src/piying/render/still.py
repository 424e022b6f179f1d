"""One frame of a job as a picture, without encoding it."""

from __future__ import annotations

import av
import numpy as np
import skia

from piying.render.jobs import ShotJob
from piying.render.layer import Composer
from piying.render.planes import planes_of
from piying.render.shot import paint_shot


def still_png(job: ShotJob, frame: int) -> bytes:
    """Frame `frame` of the clip of `job` as a PNG."""
    picture = av.VideoFrame(job.profile.width, job.profile.height, "yuv420p")
    picture.colorspace, picture.color_range = 1, 1
    Composer(paint_shot(job.bare())).draw(planes_of(picture), frame)
    rgb = picture.to_ndarray(format="rgb24")
    opaque = np.full((*rgb.shape[:2], 1), 255, np.uint8)
    pixels = np.ascontiguousarray(np.concatenate((rgb, opaque), 2))
    image = skia.Image.fromarray(pixels, skia.ColorType.kRGBA_8888_ColorType)
    return bytes(image.encodeToData(skia.EncodedImageFormat.kPNG, 100))
