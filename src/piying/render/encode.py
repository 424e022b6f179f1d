"""Segments: one closed group of pictures after another, written so that they can be joined.

All segments of one profile have the same parameter sets, so that their packets follow each
other in one stream. A segment is written beside its name and renamed when it is whole and
on the disk; a file that bears the name of a segment is one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import av
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from piying.model.errors import Invalid, Outside
from piying.render.planes import Planes, planes_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.video.stream import VideoStream

    from piying.model.clock import Rate
    from piying.model.master import Profile

CODEC: Final = "libx264"
"""The one encoder whose segments are known to join."""

X264 = "stitchable=1:open-gop=0:keyint=infinite:scenecut=0:force-cfr=1"
"""Parameter sets that do not depend on the content, and no I frame but those asked for."""

KEY_SECONDS = 2
"""An I frame at least this often, so that players can seek and packagers can cut."""

LENGTH_FRAMES_MAX = 100_000
"""More than an hour in one segment is a mistake."""

Draw = Callable[[Planes, int], None]
"""Draws frame n of the segment, counted from 0, into the planes; what was there may stay."""


def frames_between_keys(rate: Rate) -> int:
    """How many frames of a segment one I frame serves."""
    return max(1, KEY_SECONDS * rate.num // rate.den)


def sync(path: Path) -> None:
    """Wait until what was written to the file or folder `path` is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_in_place(written: Path, path: Path) -> None:
    """Give a finished file its name, so that after a power cut it is whole or absent."""
    sync(written)
    written.replace(path)
    sync(path.parent)


def beside(path: Path, process: int | None = None) -> Path:
    """Where a process, this one if none is named, writes what will be `path`."""
    return path.with_name(f"{path.name}.{process or os.getpid()}.part")


def encode_segment(path: Path, profile: Profile, length_frames: int, draw: Draw) -> None:
    """Write `length_frames` frames, as `draw` draws them, to the segment `path`.

    One frame is used for all of them: the encoder takes its copy before it returns, and
    `draw` may leave what has not changed.

    Raises:
        Invalid: the profile or the length cannot be encoded.
        Outside: the encoder or the disk failed.
    """
    if not 0 < length_frames <= LENGTH_FRAMES_MAX:
        raise Invalid("render.segment_length", frames=length_frames, most=LENGTH_FRAMES_MAX)
    if profile.codec != CODEC:
        raise Invalid("render.codec_unknown", codec=profile.codec, known=CODEC)
    if profile.width % 2 or profile.height % 2:
        raise Invalid("render.size_odd", width=profile.width, height=profile.height)
    part = beside(path)
    try:
        with av.open(part, "w", format="mp4") as container:
            stream = _stream(container, profile)
            for frame in _frames(profile, length_frames, draw):
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        put_in_place(part, path)
    except (av.FFmpegError, OSError) as error:
        raise Outside("render.encode_failed", path=path, why=str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def _stream(container: av.container.OutputContainer, profile: Profile) -> VideoStream:
    """The video stream of a segment, with the settings that all segments share."""
    rate = Fraction(profile.rate.num, profile.rate.den)
    stream = container.add_stream(CODEC, rate=rate)
    stream.width, stream.height, stream.pix_fmt = profile.width, profile.height, "yuv420p"
    stream.options = {
        "preset": profile.preset,
        "crf": str(profile.crf),
        "x264-params": X264,
    }
    context = stream.codec_context
    context.thread_count = 1
    context.time_base = 1 / rate
    context.color_range = ColorRange.MPEG
    context.colorspace = Colorspace.ITU709
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709
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
