"""Room on the disk: what was used longest ago goes, once the bucket is seen to have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from piying.model.canon import Digest
from piying.store.blobs import Blobs
from piying.store.disk import explained

IN_USE_MS = 6 * 3_600_000
"""What was used so lately stays, however little room there is: a run may still read it."""
DIGEST = re.compile(r"[0-9a-f]{64}")
SPARE = 10
"""Where room is made, a tenth of the most is made free, so that it is not made all the time."""


@dataclass(frozen=True, slots=True)
class Room:
    """What making room came to."""

    bytes: int
    """Of the blobs on the disk afterwards."""
    removed: int
    """Files."""
    removed_bytes: int
    not_kept: int
    """Files that would have gone and that the bucket does not have."""


@dataclass(frozen=True, slots=True)
class _Here:
    used_ms: int
    size: int
    digest: Digest
    path: Path


def make_room(blobs: Blobs, most: int, now_ms: int) -> Room:
    """Remove blobs from the disk until they take less than `most` bytes; 0: they may take all.

    Nothing goes that was used within `IN_USE_MS` or that the bucket, asked now, does not have
    in its whole length.

    Raises:
        Outside: the bucket or the disk does not answer; what went until then is in the bucket.
    """
    here = sorted(_here(blobs.folder), key=lambda one: (one.used_ms, one.digest))
    total = sum(one.size for one in here)
    if blobs.durable is None or not most or total <= most:
        return Room(total, 0, 0, 0)
    wanted, removed, freed, unkept = total - most + most // SPARE, 0, 0, 0
    for one in here:
        if freed >= wanted or one.used_ms > now_ms - IN_USE_MS:
            break
        if not blobs.durable.holds(one.digest, one.size):
            unkept += 1
            continue
        if _used_ms(one.path) == one.used_ms:
            with explained(one.path):
                one.path.unlink(missing_ok=True)
            removed, freed = removed + 1, freed + one.size
    return Room(total - freed, removed, freed, unkept)


def digests_here(folder: Path) -> dict[Digest, int]:
    """The blobs in `folder` and how long each file is."""
    return {one.digest: one.size for one in _here(folder)}


def _here(folder: Path) -> Iterator[_Here]:
    with explained(folder):
        for path in folder.glob("??/*"):
            if DIGEST.fullmatch(path.name):
                found = path.stat()
                used_ms = found.st_mtime_ns // 1_000_000
                yield _Here(used_ms, found.st_size, Digest(path.name), path)


def _used_ms(path: Path) -> int:
    """When a file was used last; 0: it is gone."""
    try:
        return path.stat().st_mtime_ns // 1_000_000
    except FileNotFoundError:
        return 0
