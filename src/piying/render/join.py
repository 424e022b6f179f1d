"""Join segments and one sound to a film, packet by packet, without encoding anything again.

Frames are counted as integers: frame n of the film is shown at n ticks of the rate, whatever
the segments' own clocks say. A segment of one or two frames is written without the delay
that B frames need, and would send the clock of decoding backwards; its packets are set back
by what the longest delay of all segments has more than its own. The sound is never joined:
it comes as one track for the whole film.
"""

from __future__ import annotations

import heapq
from contextlib import ExitStack
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import itemgetter
from typing import TYPE_CHECKING

import av

from piying.model.clock import SAMPLE_RATE
from piying.model.errors import Invalid, Missing, Outside
from piying.render.label import KEY, AigcLabel, read_label
from piying.render.parts import beside, put_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.stream import VideoStream

    from piying.model.clock import Rate

    _Timed = tuple[Fraction, av.Packet[VideoStream] | av.Packet[AudioStream]]
    """A packet and when it is decoded, in seconds."""

MOVFLAGS = "faststart+use_metadata_tags"
"""The index in front of the pictures; and the key AIGC, which is dropped without a word
unless the second flag is given."""

SEGMENT_COUNT_MAX = 5_000

UNDECODED = {"skip_frame": "all"}
"""For the first stream of a file, which FFmpeg would decode to look for what it has read."""


@dataclass(frozen=True, slots=True)
class _Survey:
    """What all segments have in common."""

    coding: str
    """What the encoder wrote: h264, hevc or av1."""
    extradata: bytes
    time_base: Fraction
    tick: int
    """Units of `time_base` in one frame."""
    lag: int
    """The longest delay of decoding of any segment, in units of `time_base`."""


def join(
    segments: Sequence[Path],
    sound: Path | None,
    target: Path,
    rate: Rate,
    label: AigcLabel,
    title: str = "",
) -> int:
    """Write the film `target` and give its number of frames.

    Args:
        segments: segments of one profile, in order.
        sound: an M4A with the one AAC track of the whole film, or None for a silent one.
        target: the MP4 to write; it appears only when it is whole.
        rate: frames a second of the segments.
        label: the implicit label; it is read back before the film gets its name.
        title: the title in the file's metadata.

    Raises:
        Invalid: the segments do not belong together, or the label did not arrive.
        Missing: a segment or the sound is not there.
        Outside: writing failed.
    """
    if not 0 < len(segments) <= SEGMENT_COUNT_MAX:
        raise Invalid("render.segment_count", count=len(segments), most=SEGMENT_COUNT_MAX)
    survey = _survey(segments, rate)
    part = beside(target)
    try:
        frames = _write(segments, sound, part, survey, {"title": title, KEY: label.text})
        if read_label(part) != label:
            raise Invalid("render.label_absent", path=target)
        put_in_place(part, target)
    except (av.FFmpegError, OSError) as error:
        raise Outside("render.join_failed", path=target, why=str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return frames


def _open(path: Path) -> InputContainer:
    """The file for reading; nothing is decoded to find out what its head says already."""
    try:
        return av.open(path, stream_options=[UNDECODED])  # type: ignore[list-item]  # a wrong stub
    except FileNotFoundError as error:
        raise Missing("render.file_missing", path=path) from error
    except av.FFmpegError as error:
        raise Invalid("render.segment_unreadable", path=path, why=str(error)) from error


def _examine(path: Path, rate: Rate) -> _Survey:
    """What one segment is made of."""
    with _open(path) as part:
        stream = next(iter(part.streams.video), None)
        if stream is None or stream.time_base is None:
            raise Invalid("render.segment_empty", path=path)
        tick = Fraction(rate.den, rate.num) / stream.time_base
        if tick.denominator != 1:
            said = f"{rate.num}/{rate.den}"
            raise Invalid("render.tick", path=path, rate=said, base=stream.time_base)
        for packet in part.demux(stream):
            if packet.pts is not None and packet.dts is not None:
                extradata = stream.codec_context.extradata or b""
                lag = packet.pts - packet.dts
                coding = stream.codec_context.codec.canonical_name
                return _Survey(coding, extradata, stream.time_base, tick.numerator, lag)
    raise Invalid("render.segment_empty", path=path)


def _survey(segments: Sequence[Path], rate: Rate) -> _Survey:
    """Hold the segments against each other before anything is written."""
    found = [_examine(path, rate) for path in segments]
    longest = replace(found[0], lag=max(one.lag for one in found))
    for path, one in zip(segments, found, strict=True):
        if replace(one, lag=longest.lag) != longest:
            raise Invalid(
                "render.segments_differ",
                path=path,
                coding=one.coding,
                first=segments[0],
                first_coding=longest.coding,
            )
    return longest


def _write(
    segments: Sequence[Path],
    sound: Path | None,
    part: Path,
    survey: _Survey,
    tags: dict[str, str],
) -> int:
    """Write the film to `part` and give its number of frames."""
    counted = _Count()
    with ExitStack() as opened:
        model = opened.enter_context(_open(segments[0]))
        heard = opened.enter_context(_open(sound)) if sound else None
        if heard is not None and len(heard.streams.audio) != 1:
            raise Invalid("render.sound_tracks", path=sound, count=len(heard.streams.audio))
        options = {"movflags": MOVFLAGS, "movie_timescale": str(SAMPLE_RATE)}
        with av.open(part, "w", format="mp4", options=options) as out:
            # "opaque": the decoder of the segments is enough, no encoder need be there
            video = out.add_stream_from_template(model.streams.video[0], opaque=True)
            video.time_base = survey.time_base
            video.codec_context.codec_tag = model.streams.video[0].codec_context.codec_tag
            sounds: Iterator[_Timed] = iter(())
            if heard is not None:
                audio = out.add_stream_from_template(heard.streams.audio[0])
                sounds = _sounds(heard, audio)
            out.metadata.update({name: value for name, value in tags.items() if value})
            pictures = _pictures(segments, survey, video, counted)
            for _, packet in heapq.merge(pictures, sounds, key=itemgetter(0)):
                out.mux(packet)
    return counted.frames


@dataclass(slots=True)
class _Count:
    """Frames written so far."""

    frames: int = 0


def _pictures(
    segments: Sequence[Path], survey: _Survey, stream: VideoStream, counted: _Count
) -> Iterator[_Timed]:
    """The packets of all segments on one clock."""
    for path in segments:
        with _open(path) as part:
            start = counted.frames * survey.tick
            slip: int | None = None
            for packet in part.demux(part.streams.video[0]):
                if packet.dts is None or packet.pts is None:
                    continue  # the last one only says that there are no more
                if slip is None:
                    slip = survey.lag - (packet.pts - packet.dts)
                packet.pts, packet.dts = packet.pts + start, packet.dts + start - slip
                packet.stream = stream
                counted.frames += 1
                yield packet.dts * survey.time_base, packet


def _sounds(heard: InputContainer, stream: AudioStream) -> Iterator[_Timed]:
    """The packets of the sound as they are."""
    for packet in heard.demux(heard.streams.audio[0]):
        if packet.dts is not None and packet.time_base is not None:
            at = packet.dts * packet.time_base
            packet.stream = stream
            yield at, packet
