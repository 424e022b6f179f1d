"""What a sealed film is without its manifest: byte for byte the master, or not.

A manifest stands in one box `uuid` of the file itself (C2PA 2.1, A.5.1). Putting it in moves
everything behind it, so the places of the samples that `moov` lists (`stco` and `co64`,
ISO/IEC 14496-12, 8.7.5) grow by its size. Taking it out again and counting back gives the
bytes that were sealed, if nothing else was touched; their SHA-256 decides. The list `mfra` of
a fragmented film is not counted back: c2pa-rs 0.91.3 writes one place into all its rows, so
such a film is read and never sealed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from piying.model.canon import Digest
from piying.model.errors import Invalid
from piying.render.boxes import MOVIE_BYTE_COUNT_MAX, Box, inner_boxes, top_boxes

USER_TYPE = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
"""The kind of a box `uuid` that holds a manifest."""

CHUNK_BYTES = 1 << 20
_NESTS = frozenset({b"trak", b"mdia", b"minf", b"stbl"})
_WIDTHS = {b"stco": 4, b"co64": 8}


def manifest_boxes(path: Path) -> tuple[Box, ...]:
    """The boxes of the file `path` that hold a manifest, as they say.

    Raises:
        Invalid: the file does not consist of whole boxes.
        Missing: there is no such file.
    """
    boxes = top_boxes(path)
    with path.open("rb") as file:
        return tuple(
            box
            for box in boxes
            if box.kind == b"uuid" and _read(file, box.start, box.start + 16) == USER_TYPE
        )


def bare_digest(path: Path) -> Digest:
    """The SHA-256 of the film at `path` as it was before its one manifest was put in.

    Raises:
        Invalid: there is no manifest, more than one, or the lists in it cannot be.
    """
    found = manifest_boxes(path)
    if len(found) != 1:
        raise Invalid("render.seal_boxes", path=path, count=len(found))
    hasher = hashlib.sha256()
    with path.open("rb") as file:
        for box in top_boxes(path):
            if box == found[0]:
                continue
            if box.kind == b"moov":
                hasher.update(_counted_back(file, box, found[0], path))
                continue
            for chunk in _chunks(file, box.at, box.end):
                hasher.update(chunk)
    return Digest(hasher.hexdigest())


def _read(file: BinaryIO, start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(end - start)


def _chunks(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, CHUNK_BYTES):
        yield _read(file, at, min(end, at + CHUNK_BYTES))


def _counted_back(file: BinaryIO, box: Box, manifest: Box, path: Path) -> bytes:
    """The bytes of `box`, its places as they were without the manifest."""
    if box.end - box.at > MOVIE_BYTE_COUNT_MAX:
        raise Invalid("render.box_broken", path=path, box=box.kind.decode(), at=box.at)
    data = bytearray(_read(file, box.at, box.end))
    for start, width in _places(bytes(data), box.start - box.at, len(data), path):
        place = int.from_bytes(data[start : start + width])
        if place >= manifest.end:
            less = place - (manifest.end - manifest.at)
            data[start : start + width] = less.to_bytes(width)
    return bytes(data)


def _places(data: bytes, start: int, end: int, path: Path) -> Iterator[tuple[int, int]]:
    """Where in `data` a place of the file is written, and in how many bytes."""
    for box in inner_boxes(data, start, end, path):
        if box.kind in _NESTS:
            yield from _places(data, box.start, box.end, path)
        elif box.kind in _WIDTHS:
            width = _WIDTHS[box.kind]
            count = int.from_bytes(data[box.start + 4 : box.start + 8])
            if box.start + 8 + count * width != box.end:
                raise Invalid("render.box_broken", path=path, box=box.kind.decode(), at=box.at)
            yield from ((box.start + 8 + at * width, width) for at in range(count))
