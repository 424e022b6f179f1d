"""The one pass: the packets of a film, decoded in the order in which they stand in the file.

What does not decode is counted and passed over, and the rest is still measured: a film with
a damaged packet gets its spans, and never a figure that could be taken for a pass.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from piying.model.clock import SAMPLE_RATE
from piying.render.qc.ear import Ear
from piying.render.qc.sight import Sight
from piying.render.qc.stream import Packets

STRICT = {"err_detect": "explode"}
"""What is doubtful is an error; nothing is concealed."""

MakeSight = Callable[[av.VideoFrame], "Sight | None"]


@dataclass(slots=True, eq=False)
class Taken:
    """What came of the pass."""

    packets: Packets | None = None
    first_key: av.Packet[VideoStream] | None = None
    sight: Sight | None = None
    ear: Ear = field(default_factory=Ear)
    picture_errors: list[float] = field(default_factory=list)
    """Seconds at which packets of the picture did not decode."""
    sound_errors: list[float] = field(default_factory=list)
    broke_off: bool = False
    """The packets ended with an error."""
    sound_start: float | None = None
    """When the first sample is heard, in seconds."""
    too_long: bool = False
    frame_count: int = 0
    """Decoded."""


@dataclass(slots=True, eq=False)
class Decoding:
    """One pass over an open film."""

    container: InputContainer
    picture: VideoStream | None
    sound: AudioStream | None
    make_sight: MakeSight
    """What looks at the pictures; asked with the first."""
    decode: bool
    longest_s: float
    taken: Taken = field(default_factory=Taken)

    def run(self) -> Taken:
        """Take every packet."""
        taken = self.taken
        if self.picture is not None:
            taken.packets = Packets(self._base())
            self.picture.codec_context.options = STRICT
            self.picture.codec_context.thread_count = 1
        left = self._sound_left()
        for packet in self._packets():
            stream = packet.stream
            if stream is self.picture or stream.type == "video":
                self._take_picture(packet)
            elif self.decode:
                self._take_sound(packet, left)
        if self.decode:
            if self.picture is not None:
                self._flush_picture()
            if self.sound is not None:
                self._flush_sound(left)
        return taken

    def _packets(self) -> Iterator[Any]:
        streams = [one for one in (self.picture, self.sound) if one is not None]
        demuxed = self.container.demux(streams)
        while True:
            try:
                packet = next(demuxed)
            except StopIteration:
                return
            except av.FFmpegError:
                self.taken.broke_off = True
                return
            if packet.size:
                yield packet

    def _sound_left(self) -> int | None:
        """Samples that the track of sound says it has: a decoder fills up its last packet."""
        if self.sound is None or not self.sound.duration or self.sound.time_base is None:
            return None
        return round(self.sound.duration * self.sound.time_base * SAMPLE_RATE)

    def _take_picture(self, packet: av.Packet[VideoStream]) -> None:
        taken = self.taken
        if taken.packets is not None:
            taken.packets.take(packet)
        if taken.first_key is None and packet.is_keyframe:
            taken.first_key = packet
        if not self.decode or taken.too_long:
            return
        try:
            frames = packet.decode()
        except av.FFmpegError:
            taken.picture_errors.append(_seconds(packet))
            return
        for frame in frames:
            self._see(frame)

    def _flush_picture(self) -> None:
        if self.picture is None or self.taken.too_long:
            return
        try:
            for frame in self.picture.decode(None):
                self._see(frame)
        except av.FFmpegError:
            self.taken.picture_errors.append(max(0.0, self._now()))

    def _see(self, frame: av.VideoFrame) -> None:
        taken = self.taken
        # a frame that a decoder held back knows no time base
        seconds = math.nan if frame.pts is None else float(frame.pts * self._base())
        if not seconds > self._now():
            taken.picture_errors.append(max(0.0, self._now()))
            return
        if frame.is_corrupt:
            taken.picture_errors.append(seconds)
        if taken.sight is None:
            taken.sight = self.make_sight(frame)
            if taken.sight is None:
                return
        if taken.sight.times and seconds - taken.sight.times[0] > self.longest_s:
            taken.too_long = True
            return
        taken.sight.see(frame, seconds)
        taken.frame_count += 1

    def _base(self) -> Fraction:
        base = None if self.picture is None else self.picture.time_base
        return base or Fraction(1, 1000)

    def _now(self) -> float:
        sight = self.taken.sight
        return sight.times[-1] if sight is not None and sight.times else -math.inf

    def _take_sound(self, packet: av.Packet[AudioStream], left: int | None) -> None:
        try:
            frames = packet.decode()
        except av.FFmpegError:
            self.taken.sound_errors.append(_seconds(packet))
            return
        for frame in frames:
            self._hear(frame, left)

    def _flush_sound(self, left: int | None) -> None:
        if self.sound is None:
            return
        try:
            for frame in self.sound.decode(None):
                self._hear(frame, left)
        except av.FFmpegError:
            self.taken.sound_errors.append(self.taken.ear.sample_count / SAMPLE_RATE)

    def _hear(self, frame: av.AudioFrame, left: int | None) -> None:
        if self.taken.sound_start is None:
            base = self.sound.time_base if self.sound is not None else None
            self.taken.sound_start = float(
                (frame.pts or 0) * (base or Fraction(1, SAMPLE_RATE))
            )
        if self.taken.ear.sample_count < self.longest_s * SAMPLE_RATE:
            self.taken.ear.hear(frame, left)


def _seconds(packet: av.Packet[Any]) -> float:
    time = packet.pts if packet.pts is not None else packet.dts
    return float(time * packet.time_base) if time is not None else 0.0
