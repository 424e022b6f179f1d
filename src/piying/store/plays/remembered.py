"""Batches that were here: their ids over the last days, and what was answered.

Of every segment that is no longer written an index is kept beside it (`.ids`). It only saves
time: where it is missing or does not reach the end, the segment itself is read, and the index
made again.
"""

from __future__ import annotations

from collections import deque
from pathlib import Path

import msgspec

from piying.audience.batch import rejected
from piying.model.play import DAY_MS, Reason
from piying.store.disk import write_file
from piying.store.plays.rawlog import Frame, SegmentReader, segments_of

DAYS = 3
"""An id is known again for so long; older copies of plays are found when hours are made."""
_BODY_BYTES = 16
"""Of the SHA-256 of a body, as much tells two bodies of one id apart."""
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What became of one batch."""

    body: bytes
    received: int
    accepted: int
    rejected: tuple[tuple[Reason, int], ...] = ()


class _Index(msgspec.Struct, frozen=True, array_like=True):
    end: int
    """How much of the segment it covers: all of it, or it is not believed."""
    known: dict[str, Known]


def known_of(frame: Frame) -> Known:
    """What is kept in mind of `frame`."""
    counted = rejected(frame.aside) if frame.aside_text else ()
    return Known(frame.sha256[:_BODY_BYTES], frame.received, frame.accepted, counted)


class Remembered:
    """The batches of the last days, by their ids."""

    def __init__(self) -> None:
        self._known: dict[str, Known] = {}
        self._ages: deque[tuple[int, tuple[str, ...]]] = deque()

    def __len__(self) -> int:
        return len(self._known)

    def get(self, batch: str) -> Known | None:
        """What became of `batch`, if it was here."""
        return self._known.get(batch)

    def add(self, batch: str, known: Known) -> None:
        """Keep `batch` in mind."""
        self._known[batch] = known

    def add_segment(self, since_ms: int, known: dict[str, Known]) -> None:
        """Keep in mind all batches of a segment that was begun at `since_ms`."""
        self._known.update(known)
        self.age(since_ms, known)

    def age(self, since_ms: int, known: dict[str, Known]) -> None:
        """These batches are of a segment begun at `since_ms`: so old they are."""
        self._ages.append((since_ms, tuple(known)))

    def forget(self, now_ms: int) -> None:
        """Let go of what is older than `DAYS`, however late in its segment it came."""
        while self._ages and self._ages[0][0] < now_ms - (DAYS + 1) * DAY_MS:
            for batch in self._ages.popleft()[1]:
                self._known.pop(batch, None)


def recall(folder: Path, now_ms: int) -> Remembered:
    """The batches of the segments in `folder` that are not older than `DAYS`."""
    remembered = Remembered()
    for path in segments_of(folder):
        since_ms = begun_ms(path)
        if since_ms >= now_ms - (DAYS + 1) * DAY_MS:
            remembered.add_segment(since_ms, _known_in(path))
    return remembered


def write_index(path: Path, end: int, known: dict[str, Known]) -> None:
    """Keep the index of the segment at `path`, which is `end` bytes long."""
    write_file(path.with_suffix(".ids"), msgspec.msgpack.encode(_Index(end, known)))


def begun_ms(path: Path) -> int:
    """When the segment at `path` was begun, which its name says; 0 where it does not."""
    number = 0
    for letter in path.stem[:10]:
        place = _CROCKFORD.find(letter)
        if place < 0:
            return 0
        number = number * 32 + place
    return number


def _known_in(path: Path) -> dict[str, Known]:
    size = path.stat().st_size
    index = path.with_suffix(".ids")
    if index.exists():
        try:
            held = msgspec.msgpack.decode(index.read_bytes(), type=_Index)
        except msgspec.DecodeError:
            held = _Index(-1, {})
        if held.end == size:
            return held.known
    reader = SegmentReader(path)
    known: dict[str, Known] = {}
    for frame in reader:
        known.setdefault(frame.batch, known_of(frame))
    write_index(path, size, known)  # a segment that has grown meanwhile will not believe it
    return known
