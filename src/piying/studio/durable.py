"""Durable: what a house holds is in its bucket, or it is told what is not.

Blobs are sent when they are made. Here is what else there is: a house that is older than its
bucket, segments of the raw log, and the comparison of both with what the database names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from piying.model.canon import Digest
from piying.model.errors import Invalid, Outside
from piying.store.blobs import Blobs
from piying.store.bucket.bucket import Bucket
from piying.store.bucket.named import named_blobs
from piying.store.bucket.room import digests_here
from piying.store.disk import explained
from piying.store.plays.intake import RAW
from piying.store.plays.rawlog import segments_of
from piying.studio.house import House, keep_room, plays_of
from piying.studio.progress import Step

AT_ONCE = 8
"""Files that are sent or read at once."""
QUIET_MS = 300_000
"""A segment that nobody has written to for so long is copied, closed or not."""
SEGMENTS = f"plays/{RAW}"
"""Where the bucket has the segments of the raw log."""
INDEX = ".ids"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lost:
    """A blob that cannot be had, or not as it was."""

    blob: Digest
    by: str
    """What sort of thing names it; empty: nothing does."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How a house and its bucket compare."""

    bucket: str
    sent: int
    """Blobs that the bucket lacked and has now."""
    sent_bytes: int
    there: int
    """Blobs that it has, with these."""
    there_bytes: int
    segments: int
    """Segments of the raw log that were copied."""
    named: int
    """Blobs that the database names."""
    read: int
    """Blobs of the bucket that were held against their digests."""
    mended: int
    lost: tuple[Lost, ...]
    """Named, and neither on the disk nor in the bucket."""
    damaged: tuple[Lost, ...]
    """On the disk or in the bucket, with other bytes, and there is no good copy."""


def keep(house: House, *, deep: bool = False) -> Kept:
    """Send what the bucket lacks, and compare it with what the database names.

    With `deep` every blob of the bucket is read and held against its digest; what is damaged is
    written again from the disk. It may be stopped anywhere and run again.

    Raises:
        Invalid: the house has no bucket.
        Outside: the bucket does not answer, or takes nothing.
    """
    blobs, bucket = house.store.blobs, bucket_of(house)
    bucket.look()
    there = dict(bucket.blobs())
    here = digests_here(blobs.folder)
    waiting = [one for one, size in here.items() if there.get(one) != size]
    with house.progress.step("cli.step_keep", len(waiting)) as step:
        told = _all(waiting, lambda one: _sent(blobs, bucket, one), step)
    sent = {one: here[one] for one, went in told.items() if went}
    broken = {one for one, went in told.items() if not went}
    there |= sent
    segments = copy_segments(house, bucket.copies(SEGMENTS))
    found: dict[Digest, bool] = {}
    if deep:
        with house.progress.step("cli.step_keep_deep", len(there)) as step:
            found = _all(list(there), bucket.is_whole, step)
    wrong = {one for one, whole in found.items() if not whole}
    bad = {one for one in wrong if one not in here or not _mended(blobs, bucket, one)}
    named = named_blobs(house.store.database)
    return Kept(
        bucket.place, len(sent), sum(sent.values()), len(there), sum(there.values()), segments,
        len(named), len(found), len(wrong - bad),
        _lost(named, named.keys() - there.keys() - broken),
        _lost(named, bad | (broken - there.keys())),
    )  # fmt: skip


def copy_segments(house: House, copied: dict[str, int]) -> int:
    """Copy segments of the raw log that nobody writes to; how many there were.

    `copied` says which the bucket has and how long they are, and is kept up.

    Raises:
        Outside: the bucket does not answer, or takes nothing.
    """
    bucket, before = bucket_of(house), house.clock.now_ms() - QUIET_MS
    count = 0
    for path in segments_of(plays_of(house) / RAW):
        with explained(path):
            found, closed = path.stat(), path.with_suffix(INDEX).exists()
        quiet = closed or found.st_mtime_ns // 1_000_000 <= before
        if quiet and copied.get(path.name) != found.st_size:
            count += bucket.copy(SEGMENTS, path)
            copied[path.name] = found.st_size
    return count


def keep_up(house: House, copied: dict[str, int] | None) -> dict[str, int]:
    """Copy segments and make room on the disk; which segments are copied now.

    `copied` is what the last call gave; None: the bucket is asked. Without a bucket nothing.

    Raises:
        Outside: the bucket or the disk does not answer.
    """
    if house.store.bucket is None:
        return {}
    known = house.store.bucket.copies(SEGMENTS) if copied is None else copied
    copy_segments(house, known)
    keep_room(house.store, house.settings, house.clock)
    return known


def bucket_of(house: House) -> Bucket:
    """The bucket of the house.

    Raises:
        Invalid: it has none.
    """
    if house.store.bucket is None:
        raise Invalid("store.no_bucket")
    return house.store.bucket


def _all(digests: Collection[Digest], do: Callable[[Digest], T], step: Step) -> dict[Digest, T]:
    """What `do` says of each, several at once; the first that fails ends it."""
    done: dict[Digest, T] = {}
    with ThreadPoolExecutor(AT_ONCE, "keeping") as crew:
        try:
            for digest, told in zip(digests, crew.map(do, digests), strict=True):
                done[digest] = told
                step.advance()
        except BaseException:
            crew.shutdown(wait=True, cancel_futures=True)
            raise
    return done


def _sent(blobs: Blobs, bucket: Bucket, digest: Digest) -> bool:
    """See that the bucket has a blob of the disk; False: the file holds other bytes."""
    try:
        bucket.keep(digest, blobs.place(digest))
    except Outside as error:
        if error.code == "store.blob_damaged":
            return False
        raise
    return True


def _mended(blobs: Blobs, bucket: Bucket, digest: Digest) -> bool:
    """Write a damaged blob of the bucket again; False: the disk has no good copy either."""
    try:
        bucket.mend(digest, blobs.place(digest))
    except Outside as error:
        if error.code == "store.blob_damaged":
            return False
        raise
    return True


def _lost(named: Mapping[Digest, str], digests: Collection[Digest]) -> tuple[Lost, ...]:
    return tuple(Lost(one, named.get(one, "")) for one in sorted(digests))
