"""Whether a PNG is whole, told without making its pixels: half the work of decoding it.

What is compressed is unpacked from end to end, in pieces, with its checksums; there has to be
as much of it as the picture has rows, and every row has to begin with a filter that there is.
Then nothing is left in the file that could fail when it is drawn (PNG, third edition, 4-11).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from piying.model.errors import Invalid

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PIECE_BYTES = 1 << 20
"""So much is unpacked at a time."""
FILTER_MAX = 4
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel, by the type of colour."""
WHOLE_BITS = 8


def png_is_whole(data: bytes, shot: str, path: object) -> bool:
    """Whether the PNG `data` is whole; False says that it has to be decoded to be known.

    That is so of the rare ones whose rows are interlaced or whose pixels have few bits, and of
    those with a damaged part that a decoder may pass over or not.

    Raises:
        Invalid: it is damaged or ends too soon; `shot` and `path` are named.
    """
    try:
        found = list(_chunks(data))
        if not all(right for _, _, right in found):
            return False
        width, height, bits, colour, _, _, interlaced = struct.unpack(">IIBBBBB", found[0][1])
        if interlaced or bits < WHOLE_BITS:
            return False
        stride = 1 + width * CHANNELS[colour] * bits // 8
        _unpack([part for name, part, _ in found if name == b"IDAT"], stride, height * stride)
    except (ValueError, LookupError, struct.error, zlib.error) as error:
        raise Invalid("render.still_broken", shot=shot, path=path) from error
    return True


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview, bool]]:
    """The chunks up to the end, each with whether its checksum is right.

    Raises:
        ValueError: a chunk that a decoder needs is damaged, or none is called that.
    """
    view, at = memoryview(data), len(SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        name, stop = data[at + 4 : at + 8], at + 8 + length
        if name == b"IEND":
            return
        if stop + 4 > len(data):
            raise ValueError(name)
        right = struct.unpack_from(">I", data, stop)[0] == zlib.crc32(view[at + 4 : stop])
        if not name.isalpha() or (name[:1].isupper() and not right):
            raise ValueError(name)
        yield name, view[at + 8 : stop], right
        at = stop + 4


def _unpack(parts: list[memoryview], stride: int, wanted: int) -> None:
    """Unpack `parts`, which hold `wanted` bytes in rows of `stride`."""
    stream, found = zlib.decompressobj(), 0
    for part in parts:
        left, more = bytes(part), True
        while more and found <= wanted:
            piece = stream.decompress(left, PIECE_BYTES)
            left = stream.unconsumed_tail
            if max(piece[-found % stride :: stride], default=0) > FILTER_MAX:
                raise ValueError(found)
            found += len(piece)
            more = bool(left) or len(piece) == PIECE_BYTES
    if found != wanted or not stream.eof:
        raise ValueError(found)
