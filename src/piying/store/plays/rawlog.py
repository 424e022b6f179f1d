"""The raw log: what came in, in frames that are on disk before anybody is told so.

A segment is a file that one run of one process appends to. A frame in it is

    magic "PYP1", length of the payload, CRC-32 of the payload          (4 + 4 + 4 bytes)
    payload: SHA-256 of the body, time of receipt in ms, received, accepted, length of
             the batch id (32 + 8 + 4 + 4 + 2 bytes), the batch id, the accepted plays packed
             column by column (48 bytes each), what was set aside as JSON

all little-endian. A run opens segments of its own and never writes after an error, so that only
the last frame of a segment can be torn; a reader stops at the first frame that is not whole.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from piying.audience.batch import Aside
from piying.model.play import Reason
from piying.store.disk import explained, make_folder
from piying.store.plays.packed import ROW_BYTES, Columns, unpacked

MAGIC = b"PYP1"
PAYLOAD_BYTES_MAX = 64 << 20
SUFFIX = ".plays"

_HEAD = struct.Struct("<4sII")
_FIXED = struct.Struct("<32sqIIH")


@dataclass(frozen=True, slots=True)
class Frame:
    """One batch as it was received and judged."""

    batch: str
    sha256: bytes
    """Of the body as it came: the same id with another is another batch."""
    at_ms: int
    received: int
    accepted: int
    plays: bytes
    """Packed: `accepted` rows."""
    aside_text: bytes = b""
    """JSON: [[row, reason, text], …]; empty where nothing was set aside."""

    @property
    def columns(self) -> Columns:
        """The accepted plays."""
        return unpacked(self.plays, self.accepted)

    @property
    def aside(self) -> tuple[Aside, ...]:
        """What was set aside."""
        if not self.aside_text:
            return ()
        rows = msgspec.json.decode(self.aside_text, type=list[tuple[int, Reason, str]])
        return tuple(Aside(*row) for row in rows)


def aside_text(aside: Sequence[Aside]) -> bytes:
    """What is kept of rows that are set aside."""
    if not aside:
        return b""
    return msgspec.json.encode([(one.row, one.reason, one.text) for one in aside])


def encoded(frame: Frame) -> bytes:
    """`frame` as it stands in a segment."""
    name = frame.batch.encode()
    payload = b"".join(
        (
            _FIXED.pack(frame.sha256, frame.at_ms, frame.received, frame.accepted, len(name)),
            name,
            frame.plays,
            frame.aside_text,
        )
    )
    return _HEAD.pack(MAGIC, len(payload), zlib.crc32(payload)) + payload


class Segment:
    """A new file of the raw log, for one writer."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.end = 0
        """Every frame before it is on disk."""
        make_folder(path.parent)
        with explained(path):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC
            self._handle = os.open(path, flags, 0o644)
            folder = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def append(self, frames: Sequence[bytes]) -> None:
        """Write `frames` and wait until all of them are on disk.

        Raises:
            Outside: the disk refused. What of the frames it holds nobody knows: the writer
                has to stop, and to acknowledge none of them.
        """
        left = memoryview(b"".join(frames))
        size = len(left)
        with explained(self.path):
            while left:
                left = left[os.write(self._handle, left) :]
            os.fdatasync(self._handle)
        self.end += size

    def close(self) -> None:
        """Write no more."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


class SegmentReader:
    """The frames of a segment from `start` on, up to the first that is not whole.

    Read while somebody appends, it ends before a frame that is still being written, and a
    later reader goes on `at` that place.
    """

    def __init__(self, path: Path, start: int = 0) -> None:
        self.path = path
        self.at = start
        """Behind the last whole frame that was read."""

    def __iter__(self) -> Iterator[Frame]:
        """The frames in order."""
        with explained(self.path), self.path.open("rb") as file:
            file.seek(self.at)
            while True:
                head = file.read(_HEAD.size)
                if len(head) < _HEAD.size:
                    return
                magic, size, crc = _HEAD.unpack(head)
                if magic != MAGIC or not _FIXED.size <= size <= PAYLOAD_BYTES_MAX:
                    return
                payload = file.read(size)
                frame = _frame(payload) if _is_whole(payload, size, crc) else None
                if frame is None:
                    return
                self.at += _HEAD.size + size
                yield frame

    @property
    def torn(self) -> int:
        """How many bytes stand behind `at`: not 0 only where a write was cut off."""
        with explained(self.path):
            return self.path.stat().st_size - self.at


def segments_of(folder: Path) -> list[Path]:
    """The segments in `folder`, oldest first."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def _is_whole(payload: bytes, size: int, crc: int) -> bool:
    return len(payload) == size and zlib.crc32(payload) == crc


def _frame(payload: bytes) -> Frame | None:
    sha256, at_ms, received, accepted, named = _FIXED.unpack_from(payload)
    begin = _FIXED.size + named
    end = begin + accepted * ROW_BYTES
    if end > len(payload):
        return None
    batch = payload[_FIXED.size : begin].decode("ascii", "replace")
    return Frame(
        batch, sha256, at_ms, received, accepted, payload[begin:end], payload[end:]
    )  # fmt: skip
