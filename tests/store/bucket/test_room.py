from __future__ import annotations

import os

import pytest

from buckets import refused, times
from piying.model.canon import digest_bytes
from piying.store.blobs import Blobs
from piying.store.bucket.room import IN_USE_MS, digests_here, make_room

NOW_MS = 2_000_000_000_000
HOUR_MS = 3_600_000


def aged(blobs, data, hours):
    """A blob that was used so many hours ago."""
    digest = blobs.put(data)
    seconds = NOW_MS / 1_000 - hours * 3_600
    os.utime(blobs.place(digest), (seconds, seconds))
    return digest


def here(blobs):
    return set(digests_here(blobs.folder))


def test_what_was_used_longest_ago_goes_until_a_tenth_is_free(blobs):
    kept = [aged(blobs, bytes([n]) * 100, 100 - n) for n in range(10)]

    room = make_room(blobs, 500, NOW_MS)

    assert here(blobs) == set(kept[6:])
    assert (room.bytes, room.removed, room.removed_bytes, room.not_kept) == (400, 6, 600, 0)
    assert all(blobs.get(one) for one in kept), "it comes back when it is asked for"


def test_as_long_as_there_is_room_the_bucket_is_not_asked(blobs, s3):
    aged(blobs, b"x" * 100, 100)
    s3.proxy.seen.clear()

    assert make_room(blobs, 100, NOW_MS).removed == 0
    assert make_room(blobs, 0, NOW_MS).removed == 0
    assert not s3.proxy.seen


def test_what_the_bucket_does_not_have_never_goes(blobs):
    only_here = aged(Blobs(blobs.folder), b"a" * 100, 100)
    both = aged(blobs, b"b" * 100, 50)

    room = make_room(blobs, 50, NOW_MS)

    assert here(blobs) == {only_here}
    assert room.not_kept == 1
    assert blobs.has(both)


@pytest.mark.parametrize("left", [b"", b"b" * 99])
def test_it_is_asked_now_and_not_remembered(blobs, s3, left):
    digest = aged(blobs, b"b" * 100, 50)
    name = f"house/blobs/{digest[:2]}/{digest}"
    s3.write(name, left) if left else s3.remove(name)

    assert make_room(blobs, 50, NOW_MS).not_kept == 1
    assert here(blobs) == {digest}


def test_what_was_used_lately_stays_however_little_room_there_is(blobs):
    digest = aged(blobs, b"b" * 100, 50)

    blobs.path(digest)
    now_ms = blobs.place(digest).stat().st_mtime_ns // 1_000_000

    assert make_room(blobs, 50, now_ms + IN_USE_MS - HOUR_MS).removed == 0
    assert make_room(blobs, 50, now_ms + IN_USE_MS + HOUR_MS).removed == 1


def test_a_bucket_that_does_not_answer_lets_everything_stay(blobs, s3):
    digest = aged(blobs, b"b" * 100, 50)
    s3.proxy.faults.append(times(99, "drop"))

    refused("store.bucket_unreachable", make_room, blobs, 50, NOW_MS)

    assert here(blobs) == {digest}


def test_only_blobs_are_counted(tmp_path):
    blobs = Blobs(tmp_path)
    digest = blobs.put(b"rain")
    (blobs.place(digest).parent / ".half.part").write_bytes(b"x")

    assert digests_here(tmp_path) == {digest: 4}
    assert make_room(blobs, 1, NOW_MS).bytes == 4
    assert digest_bytes(b"rain") == digest
