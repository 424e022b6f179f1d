"""Moving pictures: the frames of a file one after another, each with its exact time.

What a file claims of itself is not believed: frames are counted and timed one by one. A file
that is damaged or holds what cannot be timed is refused; the message names shot and file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from piying.model.clock import Rate
from piying.model.errors import Invalid, Missing
from piying.render.media.stills import refuse_absurd
from piying.render.media.turning import Turn, progressive, turn_of

PIXELS_MAX = 36_000_000
"""Of one frame: 8192 x 4320 and a little more."""
SECONDS_MAX = 3600
"""A longer clip is no shot."""

_FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg"
"""No other is opened: a list of other files or addresses is no clip."""

_ALPHA_DECODERS = {"vp8": "libvpx", "vp9": "libvpx-vp9"}
"""What also reads the transparency that these formats keep in a second stream of data."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A frame and when it comes on the screen, in seconds from the first frame."""

    time: Fraction
    frame: av.VideoFrame


@dataclass(frozen=True, slots=True)
class Length:
    """How long a clip is."""

    frame_count: int
    """Frames that the file holds."""
    seconds: Fraction
    """From the first frame to the end of the last, which lasts as long as the one before."""


@dataclass(slots=True)
class Moving:
    """An opened clip. Its frames can be walked through once."""

    shot: str
    path: Path
    container: InputContainer
    stream: VideoStream
    context: VideoCodecContext
    """What decodes the stream."""
    step: Fraction
    """How long a frame lasts if nothing else is known."""
    length: Length | None = None
    """Known when the last frame was given."""

    def frames(self) -> Iterator[Timed]:
        """Every frame in the order of showing.

        Raises:
            Invalid: the file is damaged, or its frames have no order in time.
        """
        count, first, latest, gap = 0, None, Fraction(-1), self.step
        for frame in progressive(self._decoded()):
            refuse_absurd(frame.width, frame.height, PIXELS_MAX, self.shot, self.path)
            if frame.pts is None or frame.time_base is None:
                time = count * self.step
            else:
                now = frame.pts * frame.time_base
                first = now if first is None else first
                time = now - first
            if time < latest <= time + self.step:
                time = latest  # rounded to the file's clock, a time may slip by a little
            if time < latest or time > SECONDS_MAX:
                raise self._refused(f"time {float(latest):.3f} s → {float(time):.3f} s")
            if latest >= 0 and time > latest:
                gap = time - latest
            latest = time
            count += 1
            yield Timed(time, frame)
        if count == 0:
            raise Invalid("render.clip_empty", shot=self.shot, path=self.path)
        self.length = Length(count, latest + gap)

    def _decoded(self) -> Iterator[av.VideoFrame]:
        """Every frame as it is decoded; damage is refused."""
        packet_count = 0
        try:
            for packet in self.container.demux(self.stream):
                packet_count += packet.size > 0
                if packet.is_corrupt:
                    raise self._refused(f"packet {packet_count}")
                for frame in self.context.decode(packet):
                    if frame.is_corrupt:
                        raise self._refused(f"packet {packet_count}")
                    yield frame
        except av.FFmpegError as error:
            raise self._refused(str(error)) from error
        if packet_count < self.stream.frames:  # the index names more than there is
            raise self._refused(f"{packet_count} / {self.stream.frames} packets")

    def _refused(self, why: str) -> Invalid:
        return Invalid("render.clip_broken", shot=self.shot, path=self.path, why=why)


@contextmanager
def opened(path: Path, shot: str) -> Iterator[Moving]:
    """The clip `path` for the block.

    Raises:
        Missing: there is no such file.
        Invalid: it cannot be read, holds no moving picture, or one of absurd size.
    """
    try:
        with av.open(path, options={"format_whitelist": _FORMATS}) as container:
            videos = [s for s in container.streams.video if not _is_cover(s)]
            if not videos:
                raise Invalid("render.clip_no_video", shot=shot, path=path)
            stream = videos[0]
            stream.thread_type = "AUTO"
            stream.thread_count = 2
            context = _decoder(stream)
            width, height = stream.codec_context.width, stream.codec_context.height
            if width or height:
                refuse_absurd(width, height, PIXELS_MAX, shot, path)
            context.options = {**context.options, "max_pixels": str(PIXELS_MAX)}
            step = 1 / (stream.average_rate or stream.base_rate or Fraction(25))
            yield Moving(shot, path, container, stream, context, step)
    except FileNotFoundError as error:
        raise Missing("render.file_missing", path=path) from error
    except av.FFmpegError as error:
        raise Invalid("render.clip_broken", shot=shot, path=path, why=str(error)) from error


def _is_cover(stream: VideoStream) -> bool:
    """A picture that belongs to the file as a cover does to a book."""
    return bool(stream.disposition & Disposition.attached_pic)


def _decoder(stream: VideoStream) -> VideoCodecContext:
    """The stream's own decoder, or the one that also reads its transparency."""
    context = stream.codec_context
    name = _ALPHA_DECODERS.get(context.name)
    if name is None or stream.metadata.get("alpha_mode") != "1":
        return context
    made = VideoCodecContext.create(name, "r")
    made.extradata = context.extradata
    return cast("VideoCodecContext", made)


def upright(moving: Moving, frame: av.VideoFrame) -> Turn:
    """How `frame` is turned.

    Raises:
        Invalid: by other than quarter turns.
    """
    turn = turn_of(frame)
    if turn is None:
        raise Invalid("render.clip_turned", shot=moving.shot, path=moving.path)
    return turn


def look_through(path: Path, shot: str) -> tuple[Length, int, int]:
    """How long the clip `path` is, and its width and height as shown, every frame decoded.

    Raises:
        Invalid: it is damaged or cannot be drawn.
    """
    width = height = 0
    with opened(path, shot) as moving:
        for timed in moving.frames():
            turn = upright(moving, timed.frame)
            width, height = timed.frame.width, timed.frame.height
            if turn.transposed:
                width, height = height, width
        if moving.length is None:  # pragma: no cover - the last frame tells it
            raise Invalid("render.clip_empty", shot=shot, path=path)
        return moving.length, width, height


def frames_at(seconds: Fraction, rate: Rate) -> int:
    """How many frames of a film begin before `seconds` have passed."""
    return -(-seconds.numerator * rate.num // (seconds.denominator * rate.den))
