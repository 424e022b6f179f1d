"""Heads: what the file of a picture is, by its first bytes and not by its name."""

from __future__ import annotations

from pathlib import Path

HEAD_BYTES = 64
ORA_TYPE = "image/openraster"
STILL_TYPES = ("image/png", "image/jpeg", "image/webp")
CLIP_TYPES = (
    "video/mp4", "video/quicktime", "video/webm", "video/x-matroska", "video/x-msvideo",
    "video/mp2t", "video/mpeg",
)  # fmt: skip

_HEADS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (8, b"WEBP", "image/webp"),
    (0, b"PK\x03\x04", ORA_TYPE),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (4, b"moov", "video/quicktime"),
    (4, b"mdat", "video/quicktime"),
    (4, b"wide", "video/quicktime"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (8, b"AVI ", "video/x-msvideo"),
    (0, b"\x00\x00\x01\xba", "video/mpeg"),
    (0, b"G", "video/mp2t"),
)
"""How the files begin that can be brought: at which byte, with what, and what they are."""
_TS_PACKET = 188


def media_type_of(path: Path) -> str | None:
    """What the file `path` is by its first bytes; None if that is no picture."""
    with path.open("rb") as file:
        head = file.read(4 * _TS_PACKET)
    for at, mark, media_type in _HEADS:
        if head[at : at + len(mark)] != mark:
            continue
        if media_type == "video/mp2t" and head[_TS_PACKET : _TS_PACKET + 1] != b"G":
            continue
        if media_type == "video/x-matroska" and b"webm" in head[:HEAD_BYTES]:
            return "video/webm"
        return media_type
    return None
