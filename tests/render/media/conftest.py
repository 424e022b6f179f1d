"""Pictures and clips made at test time: coloured bars, numbered frames, broken files."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import av
import numpy as np
import pytest
import skia

from piying.model.clock import Rate
from piying.render.media.conform import Conformed, Wanted, conform
from piying.render.planes import blank_planes, planes_of

BARS = ((255, 255, 255), (255, 255, 0), (0, 255, 255), (0, 255, 0),
        (255, 0, 255), (255, 0, 0), (0, 0, 255), (0, 0, 0))  # fmt: skip
"""White, yellow, cyan, green, magenta, red, blue, black."""


@dataclass(frozen=True)
class Made:
    """How a test clip is coded."""

    width: int = 160
    height: int = 96
    codec: str = "libx264"
    pixels: str = "yuv420p"
    matrix: int = 1
    """Of the samples and, unless `tagged` is off, of the tags."""
    primaries: int = 1
    transfer: int = 1
    full: bool = False
    tagged: bool = True


def bars(width, height):
    """The eight bars as R G B."""
    picture = np.zeros((height, width, 3), np.uint8)
    for index, colour in enumerate(BARS):
        picture[:, index * width // 8 : (index + 1) * width // 8] = colour
    return picture


def flat(width, height, level):
    """One grey."""
    return np.full((height, width, 3), level, np.uint8)


def write_clip(path, frames, made=Made(), *, times=None, rate=25, base=None, edit=None):
    """A clip of R G B (A) arrays; `times` are their seconds, steady at `rate` if left out."""
    base = base or Fraction(1, 90_000)
    times = times or [Fraction(n, rate) for n in range(len(frames))]
    matrix = {2: 5, 6: 5}.get(made.matrix, made.matrix)
    fine = {"video_track_timescale": "90000"} if path.suffix in (".mp4", ".mov") else {}
    with av.open(str(path), "w", options=fine) as container:
        stream = container.add_stream(made.codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = made.width, made.height, made.pixels
        if made.codec == "libx264":
            stream.options = {"qp": "0", "preset": "ultrafast"}
        stream.codec_context.time_base = base
        if made.tagged:
            context = stream.codec_context
            context.colorspace, context.color_range = made.matrix, 2 if made.full else 1
            context.color_primaries, context.color_trc = made.primaries, made.transfer
        if edit is not None:
            edit(stream)
        for picture, time in zip(frames, times, strict=True):
            name = "rgba" if picture.shape[2] == 4 else "rgb24"
            frame = av.VideoFrame.from_ndarray(picture, format=name).reformat(
                format=made.pixels, dst_colorspace=matrix, src_color_range=2,
                dst_color_range=2 if made.full else 1,
            )  # fmt: skip
            frame.pts, frame.time_base = int(time / base), base
            if made.tagged:
                frame.colorspace, frame.color_range = made.matrix, 2 if made.full else 1
                frame.color_primaries, frame.color_trc = made.primaries, made.transfer
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def shown(path, number, wanted, target):
    """Film frame `number` of a clip as R G B: (height, width, 3)."""
    conform(path, "e01s01", wanted, target)
    held = Conformed.open(target, wanted)
    planes = blank_planes(wanted.width, wanted.height)
    held.read(held.at(number), planes)
    return rgb_of(planes)


def rgb_of(planes):
    """Planes as R G B of full range."""
    frame = av.VideoFrame(planes.width, planes.height, "yuv420p")
    planes_of(frame).copy_from(planes)
    frame.colorspace, frame.color_range = 1, 1
    return frame.to_ndarray(format="rgb24")


def wanted_of(length, **changes):
    """What a small film at 25 frames a second asks of a clip."""
    given = {"width": 160, "height": 96, "rate": Rate(25), "start": 0, "short": 0, **changes}
    return Wanted(length=length, **given)


def greys(path, wanted, target):
    """The grey of every film frame, 0 … 255."""
    conform(path, "e01s01", wanted, target)
    held = Conformed.open(target, wanted)
    planes = blank_planes(wanted.width, wanted.height)
    levels = []
    for number in range(wanted.length):
        held.read(held.at(number), planes)
        levels.append(round((float(planes.y.mean()) - 16) * 255 / 219))
    return levels


def encoded(pixels, kind=skia.EncodedImageFormat.kPNG, quality=100):
    """R G B A pixels with straight alpha as the bytes of a still."""
    image = skia.Image.fromarray(
        np.ascontiguousarray(pixels), skia.ColorType.kRGBA_8888_ColorType
    )
    return bytes(image.encodeToData(kind, quality))


def opaque(rgb):
    """R G B A from R G B."""
    return np.dstack((rgb, np.full(rgb.shape[:2], 255, np.uint8)))


def near(found, wanted, most):
    """Every level is within `most` of what is wanted."""
    return bool((np.abs(np.asarray(found, int) - np.asarray(wanted, int)) <= most).all())


def rising(levels):
    """Each level is larger than the one before."""
    return all(a < b for a, b in pairwise(levels))


@pytest.fixture(name="made")
def _made():
    """The helpers of this file, for tests that are run without a package."""
    import sys  # noqa: PLC0415

    return sys.modules[__name__]
