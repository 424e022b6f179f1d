"""Pressed: how the canonical bytes of large values lie in the database.

A value is named by the SHA-256 of its canonical bytes, however they are written down. Those of
a statement say the same names and digests on every line, and are a fifth as long as an LZ4
frame. Small values stand as they are, as every value of an older house does: canonical bytes
are JSON, so they never begin like a frame. Whatever is read is held to its name.
"""

from __future__ import annotations

import lz4.frame

from piying.model.canon import Digest, digest_bytes
from piying.model.errors import Outside

SMALL_BYTES = 4096
"""Less than this is written as it is."""
FRAME = b"\x04\x22\x4d\x18"
"""How an LZ4 frame begins. Source: LZ4 Frame Format 1.6.4 (github.com/lz4/lz4/blob/dev/doc)."""


def pressed(data: bytes) -> bytes:
    """`data` as it is written down."""
    if len(data) < SMALL_BYTES:
        return data
    frame: bytes = lz4.frame.compress(data, store_size=True)
    return min(data, frame, key=len)


def plain(row: bytes, digest: Digest) -> bytes:
    """The canonical bytes that `row` holds, of the value that is named `digest`.

    Raises:
        Outside: the row holds something else, or a frame that cannot be read.
    """
    data = bytes(row)  # a server's driver gives a view
    if data.startswith(FRAME):
        try:
            data = lz4.frame.decompress(data)
        except RuntimeError as error:
            raise Outside("store.object_damaged", digest=digest[:12]) from error
    if digest_bytes(data) != digest:
        raise Outside("store.object_damaged", digest=digest[:12])
    return data
