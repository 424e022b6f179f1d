"""Rungs: a film made smaller, all sizes in one pass.

The film is decoded once. Each rung scales and encodes in a thread of its own, the smaller from
the picture of a larger one where that is twice its size, because both let the interpreter go.
Key frames stand where those of the film do, so that a player can change rungs at any of them;
the sound is the film's own, packet by packet.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from fractions import Fraction
from operator import itemgetter
from pathlib import Path
from queue import Full, Queue
from typing import TYPE_CHECKING

import av
from av.video.frame import PictureType
from av.video.reformatter import VideoReformatter

from piying.model.errors import Invalid, Missing, Outside
from piying.render.label import KEY, read_label
from piying.render.pack.sizes import Size

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer, OutputContainer
    from av.video.stream import VideoStream

    _Packet = av.Packet[VideoStream] | av.Packet[AudioStream]

PRESET, CRF = "veryfast", 23
SETTINGS = f"libx264 {PRESET} crf={CRF} high closed-gop bt709 area 1"
"""What a rung is made with; another settings is another rung."""
WAITING = 6
"""Pictures that wait for a rung at most: memory stays flat however long the film."""


class _Stopped(Exception):
    """Another rung failed."""


def make_rungs(film: Path, wanted: Sequence[tuple[Size, Path]]) -> None:
    """Write `film` in each of the sizes to the path beside it, with its sound and its label.

    Raises:
        Missing: there is no film.
        Invalid: it is none with one picture and one sound.
        Outside: the encoder or the disk failed.
    """
    if not wanted:
        return
    label = read_label(film)
    try:
        with av.open(film) as source:
            if len(source.streams.video) != 1 or len(source.streams.audio) != 1:
                raise Invalid("render.segment_empty", path=film)
            stream = source.streams.video[0]
            stream.thread_type, stream.codec_context.thread_count = "NONE", 1
            keys = _keys(film)
            stop = threading.Event()
            rungs = [_Rung(film, size, path, label.text, stop) for size, path in wanted]
            _link(rungs)
            _run(rungs, source, stream, keys, stop)
    except FileNotFoundError as error:
        raise Missing("render.file_missing", path=film) from error
    except (av.FFmpegError, OSError) as error:
        raise Outside("render.encode_failed", path=film, why=str(error)) from error


def _keys(film: Path) -> frozenset[int]:
    """The times of the film's key frames, in its own ticks."""
    with av.open(film) as source:
        stream = source.streams.video[0]
        return frozenset(p.pts or 0 for p in source.demux(stream) if p.size and p.is_keyframe)


def _link(rungs: Sequence[_Rung]) -> None:
    """Let a rung take its pictures from one that is twice its size, others from the film."""
    for rung in rungs:
        for other in rungs:
            if (other.size.width, other.size.height) == (
                2 * rung.size.width,
                2 * rung.size.height,
            ):
                other.below.append(rung)
                rung.above = other


def _run(
    rungs: Sequence[_Rung], source: InputContainer, stream: VideoStream,
    keys: frozenset[int], stop: threading.Event,
) -> None:  # fmt: skip
    tops = [rung for rung in rungs if rung.above is None]
    with ThreadPoolExecutor(len(rungs), "rung") as pool:
        running = [pool.submit(rung.run) for rung in rungs]
        try:
            with suppress(_Stopped):  # the rung that failed says why, below
                _feed(tops, source, stream, keys)
        except BaseException:
            stop.set()
            raise
        finally:
            for rung in tops:
                rung.take(None)
        failures = [done.exception() for done in running]
        for failure in failures:
            if failure is not None and not isinstance(failure, _Stopped):
                raise failure


def _feed(
    tops: Sequence[_Rung], source: InputContainer, stream: VideoStream, keys: frozenset[int]
) -> None:
    """Hand every picture of the film to the rungs that take theirs from it."""
    for frame in source.decode(stream):
        frame.pict_type = PictureType.I if frame.pts in keys else PictureType.NONE
        for rung in tops:
            rung.take(frame)


class _Rung:
    """One size while it is made."""

    def __init__(
        self, film: Path, size: Size, path: Path, label: str, stop: threading.Event
    ) -> None:
        self.size = size
        self.above: _Rung | None = None
        self.below: list[_Rung] = []
        self._film, self._path, self._label, self._stop = film, path, label, stop
        self._frames: Queue[av.VideoFrame | None] = Queue(WAITING)

    def take(self, frame: av.VideoFrame | None) -> None:
        """Hand a picture over, None after the last; waits while too many wait.

        Raises:
            _Stopped: a rung failed.
        """
        while True:
            if self._stop.is_set() and frame is not None:
                raise _Stopped
            try:
                self._frames.put(frame, timeout=0.2)
            except Full:
                if self._stop.is_set():
                    return
            else:
                return

    def run(self) -> None:
        """Scale and encode until there are no more pictures."""
        try:
            with av.open(self._film) as sounds, av.open(self._path, "w", format="mp4",
                    options={"movflags": "use_metadata_tags"}) as out:  # fmt: skip
                out.metadata[KEY] = self._label
                stream, sound = self._streams(sounds, out)
                heard = _heard(sounds, sound)
                timed = (_timed(self._packets(stream)), _timed(heard))
                for _, packet in heapq.merge(*timed, key=itemgetter(0)):
                    out.mux(packet)
        except BaseException:
            self._stop.set()
            raise
        finally:
            for rung in self.below:
                rung.take(None)

    def _packets(self, stream: VideoStream) -> Iterator[av.Packet[VideoStream]]:
        scaler = VideoReformatter()
        while (frame := self._frames.get()) is not None:
            small = scaler.reformat(
                frame, self.size.width, self.size.height, "yuv420p", interpolation="AREA"
            )
            small.pts, small.time_base = frame.pts, frame.time_base
            small.pict_type = frame.pict_type
            for rung in self.below:
                rung.take(small)
            yield from stream.encode(small)
        yield from stream.encode(None)

    def _streams(
        self, sounds: InputContainer, out: OutputContainer
    ) -> tuple[VideoStream, AudioStream]:
        seen = sounds.streams.video[0]
        rate = seen.average_rate or Fraction(25)
        stream = out.add_stream("libx264", rate=rate)
        stream.width, stream.height = self.size.width, self.size.height
        stream.pix_fmt = "yuv420p"
        context = stream.codec_context
        context.thread_count = 1
        context.time_base = 1 / rate
        was = seen.codec_context
        context.color_range, context.colorspace = was.color_range, was.colorspace
        context.color_primaries, context.color_trc = was.color_primaries, was.color_trc
        most = self.size.most_bits
        stream.options = {
            "preset": PRESET, "profile": "high", "crf": str(CRF), "maxrate": str(most),
            "bufsize": str(2 * most),
            "x264-params": "open-gop=0:keyint=infinite:scenecut=0:force-cfr=1",
        }  # fmt: skip
        return stream, out.add_stream_from_template(sounds.streams.audio[0])


def _heard(sounds: InputContainer, sound: AudioStream) -> Iterator[av.Packet[AudioStream]]:
    """The packets of the film's sound, bound for `sound`."""
    for packet in sounds.demux(sounds.streams.audio[0]):
        if packet.pts is not None:
            packet.stream = sound
            yield packet


def _timed(packets: Iterator[_Packet]) -> Iterator[tuple[Fraction, _Packet]]:
    """Packets with when they are decoded, in seconds."""
    for packet in packets:
        yield (packet.dts or 0) * (packet.time_base or Fraction(0)), packet
