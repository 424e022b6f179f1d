"""The boxes of an MP4 file, read as they stand (ISO/IEC 14496-12, clause 4.2).

    box = size(4, big-endian) kind(4) [size(8), when size = 1] payload

A size of 0 reaches to the end of the file, for a box of the file itself. Nothing is repaired
and nothing is guessed: a box that reaches out of its place, or more boxes than any film has,
is refused.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from piying.model.errors import Invalid, Missing

if TYPE_CHECKING:
    from pathlib import Path

BOX_COUNT_MAX = 10_000
"""Boxes side by side; a film of fragments has a few for each."""

MOVIE_BYTE_COUNT_MAX = 64 << 20
"""A `moov` of hours is some megabytes."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its kind and where its payload lies, in the file or in the bytes walked."""

    kind: bytes
    start: int
    """The first byte behind the header."""
    end: int
    at: int
    """The first byte of the header."""


def _head(head: bytes, at: int, end: int, path: Path, *, outer: bool) -> Box:
    """The box whose first 16 bytes are `head`, which lies at `at` and must end by `end`."""
    size, kind, start = int.from_bytes(head[:4]), head[4:8], at + 8
    if size == 1 and len(head) == 16:
        size, start = int.from_bytes(head[8:]), at + 16
    elif size == 0 and outer:
        size = end - at
    if len(head) < 8 or at + size < start or at + size > end:
        raise Invalid("render.box_broken", path=path, box=_named(kind), at=at)
    return Box(kind, start, at + size, at)


def _named(kind: bytes) -> str:
    """A kind as text; it may hold anything."""
    return kind.decode("latin-1").encode("ascii", "backslashreplace").decode()


def top_boxes(path: Path) -> tuple[Box, ...]:
    """The boxes of the file itself, in order."""
    try:
        with path.open("rb") as file:
            return _top_boxes(file, path)
    except FileNotFoundError as error:
        raise Missing("render.file_missing", path=path) from error


def _top_boxes(file: BinaryIO, path: Path) -> tuple[Box, ...]:
    end = file.seek(0, os.SEEK_END)
    boxes: list[Box] = []
    at = 0
    while at < end:
        file.seek(at)
        box = _head(file.read(16), at, end, path, outer=True)
        boxes.append(box)
        if len(boxes) > BOX_COUNT_MAX:
            raise Invalid("render.box_broken", path=path, box=_named(box.kind), at=at)
        at = box.end
    return tuple(boxes)


def movie(path: Path) -> bytes:
    """The payload of the file's one `moov`."""
    found = [box for box in top_boxes(path) if box.kind == b"moov"]
    if len(found) != 1:
        raise Invalid("render.movie_box", path=path, count=len(found))
    box = found[0]
    if box.end - box.start > MOVIE_BYTE_COUNT_MAX:
        raise Invalid("render.box_broken", path=path, box="moov", at=box.at)
    with path.open("rb") as file:
        file.seek(box.start)
        return file.read(box.end - box.start)


def inner_boxes(data: bytes, start: int, end: int, path: Path) -> tuple[Box, ...]:
    """The boxes that fill `data` from `start` to `end`; less than eight zeros may follow."""
    boxes: list[Box] = []
    at = start
    while at < end:
        if end - at < 8 and not any(data[at:end]):
            break
        box = _head(data[at : min(at + 16, end)], at, end, path, outer=False)
        boxes.append(box)
        if len(boxes) > BOX_COUNT_MAX:
            raise Invalid("render.box_broken", path=path, box=_named(box.kind), at=at)
        at = box.end
    return tuple(boxes)


def sample_entries(path: Path) -> tuple[tuple[bytes, dict[bytes, bytes]], ...]:
    """What each track of the file is coded as: the kind of its entry and the boxes in it.

    The entries stand in moov/trak/mdia/minf/stbl/stsd (ISO/IEC 14496-12, clause 8.5.2); in
    front of the boxes inside stand 78 bytes of a picture or 28 of a sound.
    """
    data = movie(path)
    found: list[tuple[bytes, dict[bytes, bytes]]] = []
    for track in inner_boxes(data, 0, len(data), path):
        if track.kind != b"trak":
            continue
        inside = track
        for kind in (b"mdia", b"minf", b"stbl", b"stsd"):
            inner = inner_boxes(data, inside.start, inside.end, path)
            inside = next((box for box in inner if box.kind == kind), Box(kind, 0, 0, 0))
        for entry in inner_boxes(data, inside.start + 8, inside.end, path):
            fixed = 28 if entry.kind == b"mp4a" else 78
            inner = inner_boxes(data, entry.start + fixed, entry.end, path)
            found.append((entry.kind, {box.kind: data[box.start : box.end] for box in inner}))
    return tuple(found)
