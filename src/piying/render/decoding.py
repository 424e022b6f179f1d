"""Decoding: the proof that every frame of a film can be shown.

A film is taken apart into its groups of pictures, and every group is decoded by a decoder of
its own that knows nothing but the parameter sets: so each key frame is proved to be a way in,
and colours are those that the picture itself names, not its container. A group whose very
bytes were decoded before is not decoded again; a film of which one shot changed costs one
shot. The filter that smooths the edges of blocks cannot fail, and is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import av

from piying.model.errors import Invalid, Missing
from piying.render.parts import beside, put_in_place

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.codeccontext import VideoCodecContext
    from av.video.stream import VideoStream

    _Packet = av.Packet[VideoStream]

DECODERS = {"h264": "h264", "hevc": "hevc", "av1": "libdav1d"}

OPTIONS = {
    "h264": {"err_detect": "explode", "skip_loop_filter": "all"},
    "hevc": {"err_detect": "explode", "skip_loop_filter": "all"},
    "av1": {},
}
"""What is doubtful is an error; nothing is concealed."""

KNOWN_MAX = 50_000
"""More groups are not remembered: it would be the work of years."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """What came of decoding a film."""

    frame_count: int
    """Frames that were decoded, now or when the same bytes were decoded before."""
    fresh_count: int
    """Of those, the ones decoded now."""
    colour: tuple[int, int, int, int]
    """Range, matrix, primaries and transfer as the picture itself names them."""
    failures: tuple[str, ...]
    """What did not decode, with the frame at which its group begins."""
    groups: frozenset[str]
    """The digests of all groups that decode."""


def decode_film(path: Path, known: AbstractSet[str] = frozenset()) -> Decoded:
    """Decode every frame of `path` but those of the groups whose digests are `known`.

    Raises:
        Missing: there is no such file.
        Invalid: it is no film, or its picture is of a kind that is not decoded here.
    """
    try:
        with av.open(path) as container:
            stream = next(iter(container.streams.video), None)
            if stream is None:
                raise Invalid("render.segment_empty", path=path)
            return _decoded(container, stream, known, path)
    except FileNotFoundError as error:
        raise Missing("render.file_missing", path=path) from error
    except av.FFmpegError as error:
        raise Invalid("render.segment_unreadable", path=path, why=str(error)) from error


def decode_new(path: Path, memory: Path, decoded: AbstractSet[str] = frozenset()) -> Decoded:
    """`decode_film` but for groups just `decoded`; `memory` is the file that remembers."""
    known: set[str] = set()
    if memory.is_file():
        known = set(memory.read_text(encoding="ascii").split())
    found = decode_film(path, known | decoded)
    fresh = found.groups - known
    if fresh:
        kept = sorted(found.groups | known) if len(known) < KNOWN_MAX else sorted(found.groups)
        part = beside(memory)
        part.write_text("\n".join(kept) + "\n", encoding="ascii")
        put_in_place(part, memory)
    return found


def _decoded(
    container: InputContainer, stream: VideoStream, known: AbstractSet[str], path: Path
) -> Decoded:
    coding = stream.codec_context.codec.canonical_name
    if coding not in DECODERS:
        raise Invalid("render.segment_unreadable", path=path, why=f"{coding}?")
    head = bytes(stream.codec_context.extradata or b"")
    count = fresh = at = 0
    colour = (0, 0, 0, 0)
    failures: list[str] = []
    groups: set[str] = set()
    for group in _groups(container, stream):
        if at == 0:
            colour = named_colour(coding, head, group[0])
        name = _digest(head, group)
        why = "" if name in known or name in groups else _why(coding, head, group)
        if why:
            failures.append(f"group_at_frame_{at}: {why}")
        else:
            fresh += 0 if name in known or name in groups else len(group)
            groups.add(name)
            count += len(group)
        at += len(group)
    return Decoded(count, fresh, colour, tuple(failures), frozenset(groups))


def _groups(container: InputContainer, stream: VideoStream) -> Iterator[list[_Packet]]:
    """The packets of each closed group of pictures, the key frame first."""
    group: list[_Packet] = []
    for packet in container.demux(stream):
        if not packet.size:
            continue
        if packet.is_keyframe and group:
            yield group
            group = []
        group.append(packet)
    if group:
        yield group


def _digest(head: bytes, group: list[_Packet]) -> str:
    """Names the very bytes of a group, and how they are timed among themselves."""
    found = hashlib.sha256(head)
    first = group[0].pts or 0
    for packet in group:
        found.update(f"{(packet.pts or 0) - first}:{packet.size};".encode("ascii"))
        found.update(packet)
    return found.hexdigest()


def _decoder(coding: str, head: bytes) -> VideoCodecContext:
    """A decoder that knows the parameter sets and nothing of the container."""
    made = cast("VideoCodecContext", av.CodecContext.create(DECODERS[coding], "r"))
    made.extradata = head
    made.thread_count = 1
    made.options = OPTIONS[coding]
    return made


def _why(coding: str, head: bytes, group: list[_Packet]) -> str:
    """Why a group does not give every frame at its time; nothing if it does."""
    decoder = _decoder(coding, head)
    times: list[int | None] = []
    try:
        for packet in [*group, None]:
            for frame in decoder.decode(packet):
                if frame.is_corrupt:
                    return f"frame {len(times)} is damaged"
                times.append(frame.pts)
    except av.FFmpegError as error:
        return error.strerror or str(error)
    wanted = sorted(packet.pts or 0 for packet in group)
    if times != wanted:
        return f"{len(wanted)} frames went in and {len(times)} came out, or at other times"
    return ""


def named_colour(coding: str, head: bytes, key: _Packet) -> tuple[int, int, int, int]:
    """The colours that the first key frame names."""
    decoder = _decoder(coding, head)
    try:
        for packet in (key, None):
            for frame in decoder.decode(packet):
                return (
                    int(decoder.color_range),
                    int(frame.colorspace),
                    int(decoder.color_primaries),
                    int(decoder.color_trc),
                )
    except av.FFmpegError:
        return (0, 0, 0, 0)
    return (0, 0, 0, 0)
