"""Segments: one closed group of pictures after another, written so that they can be joined.

All segments of one profile have the same parameter sets, so that their packets follow each
other in one stream; how each encoder is brought to that stands in `encoders`. A segment is
written beside its name and renamed when it is whole and on the disk; a file that bears the
name of a segment is one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import av
import numpy as np
from av.codec.codec import UnknownCodecError
from av.codec.hwaccel import HWAccel
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from piying.model.errors import Invalid, Outside
from piying.render.encoders import Encoder, encoder
from piying.render.ordinary import ordinary
from piying.render.parts import beside, put_in_place
from piying.render.planes import Planes, planes_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.video.stream import VideoStream

    from piying.model.clock import Rate
    from piying.model.master import Profile

KEY_SECONDS = 2
"""An I frame at least this often, so that players can seek and packagers can cut."""

LENGTH_FRAMES_MAX = 100_000
"""More than an hour in one segment is a mistake."""

Draw = Callable[[Planes, int], None]
"""Draws frame n of the segment, counted from 0, into the planes; what was there may stay."""


def frames_between_keys(rate: Rate) -> int:
    """How many frames of a segment one I frame serves."""
    return max(1, KEY_SECONDS * rate.num // rate.den)


def encode_segment(path: Path, profile: Profile, length_frames: int, draw: Draw) -> None:
    """Write `length_frames` frames, as `draw` draws them, to the segment `path`.

    One frame is used for all of them, and `draw` may leave what has not changed: the encoder
    takes its copy before it returns, or is handed one.

    Raises:
        Invalid: the profile or the length cannot be encoded.
        Outside: the encoder or the disk failed.
    """
    if not 0 < length_frames <= LENGTH_FRAMES_MAX:
        raise Invalid("render.segment_length", frames=length_frames, most=LENGTH_FRAMES_MAX)
    if profile.width % 2 or profile.height % 2:
        raise Invalid("render.size_odd", width=profile.width, height=profile.height)
    chosen = encoder(profile.encoder)
    part = beside(path)
    try:
        with av.open(part, "w", format="mp4") as container:
            stream = _stream(container, profile, chosen)
            for frame in _frames(profile, length_frames, draw):
                container.mux(stream.encode(_handed(frame, chosen)))
            container.mux(stream.encode(None))
        put_in_place(part, path)
    except (av.FFmpegError, OSError) as error:
        raise Outside("render.encode_failed", path=path, why=str(error)) from error
    except UnknownCodecError as error:
        raise Outside("render.encoder_absent", encoder=chosen.name) from error
    finally:
        part.unlink(missing_ok=True)


def _stream(
    container: av.container.OutputContainer, profile: Profile, chosen: Encoder
) -> VideoStream:
    """The video stream of a segment, with the settings that all segments share."""
    for name, value in chosen.environment.items():
        os.environ.setdefault(name, value)
    rate = Fraction(profile.rate.num, profile.rate.den)
    device = HWAccel(chosen.device, allow_software_fallback=False) if chosen.device else None
    stream = cast("VideoStream", container.add_stream(chosen.name, rate=rate, hwaccel=device))
    stream.width, stream.height = profile.width, profile.height
    stream.pix_fmt = chosen.pixels
    stream.options = chosen.asked(
        profile.preset, profile.crf, frames_between_keys(profile.rate)
    )
    context = stream.codec_context
    if chosen.tag:
        context.codec_tag = chosen.tag
    context.thread_count = 1
    context.time_base = 1 / rate
    context.color_range = ColorRange.MPEG
    context.colorspace = Colorspace.ITU709
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709
    with ordinary():
        context.open(strict=False)
    return stream


def _frames(profile: Profile, length_frames: int, draw: Draw) -> Iterator[av.VideoFrame]:
    """The frames of a segment, all in one piece of memory."""
    frame = av.VideoFrame(profile.width, profile.height, "yuv420p")
    frame.time_base = Fraction(profile.rate.den, profile.rate.num)
    target = planes_of(frame)
    key = frames_between_keys(profile.rate)
    for n in range(length_frames):
        draw(target, n)
        frame.pts = n
        frame.pict_type = PictureType.I if n % key == 0 else PictureType.NONE
        yield frame


def _handed(frame: av.VideoFrame, chosen: Encoder) -> av.VideoFrame:
    """The frame as the encoder is to have it: this one, or a copy that it may keep."""
    if chosen.copies and chosen.pixels == frame.format.name:
        return frame
    copy = av.VideoFrame(frame.width, frame.height, chosen.pixels)
    copy.pts, copy.time_base, copy.pict_type = frame.pts, frame.time_base, frame.pict_type
    drawn = planes_of(frame)
    if chosen.pixels == frame.format.name:
        planes_of(copy).copy_from(drawn)
        return copy
    luma, both = (
        np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
        for plane in copy.planes
    )
    luma[:, : drawn.width] = drawn.y
    both[:, 0 : drawn.width : 2], both[:, 1 : drawn.width : 2] = drawn.u, drawn.v
    return copy
