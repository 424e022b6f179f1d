"""The tail of plays: all that is durable, once from its beginning and then as it comes.

What was compacted is read from the hours, the rest from the raw log, every segment from where
the hours ended; both together are every report that was ever acknowledged. Whoever wrote it and
whether they still run does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from piying.model.play import DAY_MS, HOUR_MS
from piying.store.disk import explained
from piying.store.plays.hours import compacted, rows_of
from piying.store.plays.intake import RAW
from piying.store.plays.packed import Columns, count_of, joined
from piying.store.plays.rawlog import Frame, SegmentReader, segments_of
from piying.store.plays.remembered import begun_ms

CHUNK_ROWS = 1 << 20
"""So many rows are given at once, about."""
YOUNG_MS = 2 * DAY_MS
OLD_EVERY = 10
"""Segments begun longer ago than that are looked at every so many times only: most are closed,
but a process that had nothing to write for days still goes on in its own."""


@dataclass(frozen=True, slots=True)
class Came:
    """Reports that were read together."""

    rows: Columns
    at_ms: int
    """When the newest of them was received; 0: from an hour, which does not say."""


class Tail:
    """Reads the folder of plays of a house; for one thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, int] = {}
        self._looked = self._looked_ms = self._changed = 0
        self._paths: list[Path] = []

    def past(self, first_hour: int) -> Iterator[Came]:
        """What lies in hours from `first_hour` on; then `more` goes on behind them.

        Raises:
            Invalid: an hour is not what it was when it was made.
            Outside: an hour went away meanwhile, because it was made anew: begin again.
        """
        found = compacted(self._folder)
        self._read, self._looked = dict(found.read), 0
        for hour, path in found.hours:
            if hour >= first_hour:
                rows = rows_of(path)
                if count_of(rows):
                    yield Came(rows, 0)

    def more(self, now_ms: int) -> Iterator[Came]:
        """What was acknowledged since."""
        parts: list[Frame] = []
        held = 0
        for path, size in self._segments(now_ms):
            start = self._read.get(path.name, 0)
            if size <= start:
                continue
            reader = SegmentReader(path, start)
            for frame in reader:
                self._read[path.name] = reader.at
                if frame.accepted:
                    parts.append(frame)
                    held += frame.accepted
                if held >= CHUNK_ROWS:
                    yield _came(parts)
                    parts, held = [], 0
        if parts:
            yield _came(parts)

    def _segments(self, now_ms: int) -> list[tuple[Path, int]]:
        """The segments that may have grown, with their sizes, oldest first."""
        raw = self._folder / RAW
        if not raw.is_dir():
            return []
        with explained(raw):
            slept = not 0 <= now_ms - self._looked_ms < HOUR_MS
            every = slept or self._looked % OLD_EVERY == 0
            changed = raw.stat().st_mtime_ns
            if every or changed != self._changed:
                self._paths, self._changed = segments_of(raw), changed
            self._looked, self._looked_ms = self._looked + 1, now_ms
            young = now_ms - YOUNG_MS
            return [
                (path, path.stat().st_size)
                for path in self._paths
                if every or begun_ms(path) >= young
            ]


def _came(frames: list[Frame]) -> Came:
    rows = joined(frame.columns for frame in frames)
    return Came(rows, max(frame.at_ms for frame in frames))
