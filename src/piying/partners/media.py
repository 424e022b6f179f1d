"""What vendors give, opened before it is kept: what it is, and that it decodes.

Facts come from the file, never from what a vendor says of it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import av

from piying.model.errors import Outside
from piying.model.money import NOTHING, Money
from piying.model.take import MediaFacts
from piying.partners.answers import Asked
from piying.partners.wav import WAV_TYPE
from piying.takes.generator import Ended
from piying.takes.provider import Made

SIDE_MAX = 16384
"""Larger pictures than any model makes."""

STREAMED_FROM = 1 << 30
"""A WAV that was written as it was made says such a length instead of its own."""


def media_type(data: bytes) -> str:
    """What `data` is by its first bytes; "" where it is nothing that models give."""
    return next(_types(data), "")


def _types(data: bytes) -> Iterator[str]:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        yield "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        yield "image/jpeg"
    if data[:4] == b"RIFF":
        yield {b"WEBP": "image/webp", b"WAVE": WAV_TYPE}.get(data[8:12], "")
    if data[4:8] == b"ftyp":
        yield "video/mp4"
    if data.startswith(b"\x1a\x45\xdf\xa3"):
        yield "video/webm"
    if data.startswith(b"ID3") or data[:2] in {b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"}:
        yield "audio/mpeg"
    if data.startswith(b"OggS"):
        yield "audio/ogg"
    if data.startswith(b"fLaC"):
        yield "audio/flac"


def made(data: bytes, sort: str, asked: Asked, cost: Money = NOTHING) -> Made:
    """What a vendor gave, if it is of `sort` ("image", "video", "audio") and decodes.

    Raises:
        Outside: it is something else, or broken; whoever calls knows whether it is owed.
    """
    kind = media_type(data)
    if not kind.startswith(f"{sort}/"):
        raise asked.doubt("partners.file_type", retryable=False, kind=kind or "?")
    if not _whole(data, kind):
        raise asked.doubt("partners.file_broken", retryable=False, why="it is cut off")
    try:
        facts = _sound(data, kind) if sort == "audio" else _picture(data, kind)
    except (av.error.FFmpegError, OSError, ValueError, StopIteration, EOFError) as error:
        raise _broken(asked, error) from None
    return Made(data, facts, cost)


def made_and_owed(data: bytes, sort: str, asked: Asked) -> Made:
    """What came with the answer to an order; where it is no use, it is paid for all the same.

    Raises:
        Ended: it is something else, or broken; it is owed.
    """
    try:
        return made(data, sort, asked)
    except Outside as error:
        raise Ended(error.code, charged=None, owed=True, **error.data) from None


def _whole(data: bytes, kind: str) -> bool:
    """Whether the end of the file is there; decoders draw grey where it is not."""
    if kind == "image/jpeg":
        return data.rfind(b"\xff\xd9") > data.rfind(b"\xff\xda")
    if data[:4] == b"RIFF":
        told = int.from_bytes(data[4:8], "little") + 8
        return told <= len(data) or (kind == WAV_TYPE and told >= STREAMED_FROM)
    at = 0
    while kind == "video/mp4" and at < len(data):
        size, head = int.from_bytes(data[at : at + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        if size == 0:
            return True
        if size < head or at + size > len(data):
            return False
        at += size
    return True


def _broken(asked: Asked, error: Exception) -> Outside:
    why = getattr(error, "strerror", "") or str(error) or type(error).__name__
    return asked.doubt("partners.file_broken", retryable=False, why=why)


def _picture(data: bytes, kind: str) -> MediaFacts:
    """The facts of a still or a clip; every frame is decoded."""
    frames, width, height = 0, 0, 0
    with av.open(io.BytesIO(data), "r") as file:
        stream = file.streams.video[0] if file.streams.video else None
        if stream is None:
            raise ValueError("it has no picture")
        if max(stream.width, stream.height) > SIDE_MAX:
            raise ValueError(f"it is {stream.width}x{stream.height}")
        for frame in file.decode(stream):
            frames, width, height = frames + 1, frame.width, frame.height
        sound = bool(file.streams.audio)
    if not frames:
        raise ValueError("it has no frame")
    still = kind.startswith("image/")
    return MediaFacts(
        media_type=kind,
        byte_count=len(data),
        frame_count=0 if still else frames,
        width=width,
        height=height,
        channels=_channels(data) if sound else 0,
    )


def _channels(data: bytes) -> int:
    with av.open(io.BytesIO(data), "r") as file:
        return file.streams.audio[0].channels


def _sound(data: bytes, kind: str) -> MediaFacts:
    samples, rate, channels = 0, 0, 0
    with av.open(io.BytesIO(data), "r") as file:
        if not file.streams.audio:
            raise ValueError("it has no sound")
        for frame in file.decode(file.streams.audio[0]):
            samples += frame.samples
            rate, channels = frame.sample_rate, frame.layout.nb_channels
    if not samples:
        raise ValueError("it has no sample")
    return MediaFacts(
        media_type=kind, byte_count=len(data), sample_count=samples, sample_rate=rate,
        channels=channels,
    )  # fmt: skip
