"""A house whose blobs lie in a bucket of a store on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from buckets import opened, refused, s3, s3_keys, s3_server, times
from piying.model.errors import Invalid
from piying.model.foreign import Foreign
from piying.store.blobs import Blobs
from piying.store.bucket.address import stored_from
from piying.store.bucket.named import named_blobs
from piying.store.bucket.room import IN_USE_MS, digests_here
from piying.studio import house as house_module
from piying.studio.durable import SEGMENTS, copy_segments, keep, keep_up
from piying.studio.house import House, Settings, plays_of
from piying.studio.progress import Silent

__all__ = ["s3", "s3_keys", "s3_server"]

SRC = Path(__file__).parents[2] / "src"
NOW_MS = 2_000_000_000_000


class Clock:
    def now_ms(self):
        return NOW_MS


@pytest.fixture
def far(tmp_path, s3):
    """An empty house with a bucket."""
    folder = tmp_path / "far"
    settings = Settings(
        folder,
        tmp_path,
        tmp_path,
        stored=stored_from(s3.environment | {"PIYING_STORE_CACHE": "1MB"}),
    )
    store = opened(s3, folder)
    yield House(store, (), Clock(), settings, Silent(), None)
    store.close()


def name_of(digest):
    return f"house/blobs/{digest[:2]}/{digest}"


def older(house, *data):
    """Blobs that the house holds from before it had a bucket, named by its database."""
    here = Blobs(house.store.blobs.folder)
    kept = [here.put(each) for each in data]
    for digest in kept:
        house.store.put(Foreign(digest, "s", digest, "2026-11-01", "2026-11-02", ("p",), ()))
    return kept


def anew(house, s3):
    """The same house as another run sees it."""
    return replace(house, store=opened(s3, house.store.folder))


class TestKeep:
    """Push what an older house holds and verify the bucket against the database."""

    def test_what_an_older_house_holds_is_sent_once(self, far, s3):
        kept = older(far, b"rain", b"wind" * 10)

        first, again = keep(far), keep(anew(far, s3))

        assert (first.sent, first.sent_bytes, first.there, first.named) == (2, 44, 2, 2)
        assert (again.sent, again.there, again.lost, again.damaged) == (0, 2, (), ())
        assert sorted(s3.names()) == sorted(map(name_of, kept))

    def test_it_goes_on_where_it_was_stopped(self, far, s3):
        older(far, *(bytes([n]) * 50 for n in range(12)))
        s3.proxy.faults.append(times(99, ("status", 403, "AccessDenied"), method="PUT"))
        refused("store.bucket_read_only", keep, far)
        s3.proxy.faults.clear()
        half = [
            Blobs(far.store.blobs.folder, far.store.bucket).put(bytes([n]) * 50) for n in (1, 2)
        ]

        found = keep(anew(far, s3))

        assert (found.sent, found.there) == (12 - len(half), 12)

    def test_what_the_database_names_and_nobody_has_is_told_with_what_names_it(self, far, s3):
        gone, kept = older(far, b"rain", b"wind")
        far.store.blobs.place(gone).unlink()

        (lost,) = keep(far).lost

        assert (lost.blob, lost.by) == (gone, "foreign")
        assert s3.names() == [name_of(kept)]

    def test_what_is_in_the_bucket_alone_is_not_lost(self, far):
        (kept,) = older(far, b"rain")
        keep(far)
        far.store.blobs.place(kept).unlink()

        found = keep(far)

        assert (found.there, found.lost, found.damaged) == (1, (), ())

    def test_a_damaged_file_of_the_disk_is_not_sent_and_told(self, far, s3):
        bad, _ = older(far, b"rain", b"wind")
        far.store.blobs.place(bad).write_bytes(b"xxxx")

        found = keep(far)

        assert [one.blob for one in found.damaged] == [bad]
        assert found.sent == 1
        assert name_of(bad) not in s3.names()

    def test_read_deeply_damage_in_the_bucket_is_found_and_put_right_from_the_disk(
        self, far, s3
    ):
        bad, worse, good = older(far, b"rain", b"wind", b"snow")
        keep(far)
        s3.write(name_of(bad), b"xxxx")
        s3.write(name_of(worse), b"xxxx")
        far.store.blobs.place(worse).unlink()

        assert keep(anew(far, s3)).damaged == ()
        found = keep(anew(far, s3), deep=True)

        assert (found.read, found.mended) == (3, 1)
        assert [(one.blob, one.by) for one in found.damaged] == [(worse, "foreign")]
        assert s3.read(name_of(bad)) == b"rain"
        assert s3.read(name_of(good)) == b"snow"

    def test_a_house_without_a_bucket_is_told_how_to_name_one(self, far):
        with pytest.raises(Invalid) as caught:
            keep(replace(far, store=replace(far.store, bucket=None)))

        assert "--store s3://" in str(caught.value)


class TestSegments:
    """Closed segments of the raw log are copied."""

    @pytest.fixture
    def segment(self, far):
        def made(name, *, age_ms=0, closed=False):
            path = plays_of(far) / "raw" / f"{name}.plays"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode() * 20)
            if closed:
                path.with_suffix(".ids").write_bytes(b"")
            seconds = (NOW_MS - age_ms) / 1_000
            os.utime(path, (seconds, seconds))
            return path

        return made

    def test_one_that_is_closed_or_quiet_is_copied_and_one_that_grows_is_not(
        self, far, s3, segment
    ):
        segment("01A", closed=True)
        segment("01B", age_ms=600_000)
        segment("01C")

        assert copy_segments(far, {}) == 2
        assert s3.names() == [f"house/{SEGMENTS}/01A.plays", f"house/{SEGMENTS}/01B.plays"]

    def test_a_server_asks_the_bucket_once_and_sends_only_what_is_new(self, far, s3, segment):
        segment("01A", closed=True)
        known = keep_up(far, None)
        s3.proxy.seen.clear()

        known = keep_up(far, known)
        assert not s3.proxy.seen
        quiet = segment("01B", age_ms=600_000)
        known = keep_up(far, known)
        quiet.write_bytes(b"more" * 99)
        os.utime(quiet, (1, 1))
        known = keep_up(far, known)

        assert s3.read(f"house/{SEGMENTS}/01B.plays") == b"more" * 99
        assert known == {"01A.plays": 60, "01B.plays": 396}

    def test_room_is_made_meanwhile(self, far):
        digest = far.store.blobs.put(b"x" * 1_200_000)
        old = (NOW_MS - IN_USE_MS) / 1_000 - 60
        os.utime(far.store.blobs.place(digest), (old, old))

        keep_up(far, {})

        assert not digests_here(far.store.blobs.folder)
        assert far.store.blobs.get(digest) == b"x" * 1_200_000

    def test_without_a_bucket_nothing_is_done(self, far):
        assert keep_up(replace(far, store=replace(far.store, bucket=None)), None) == {}


def test_every_blob_that_making_a_film_leaves_is_named_by_the_database(filmed):
    """Otherwise `keep` could not say that something is lost."""
    here = digests_here(filmed.store.blobs.folder)

    assert here
    assert set(here) <= set(named_blobs(filmed.store.database))


def test_a_run_with_a_bucket_opens_a_house_with_it(tmp_path, s3):
    settings = Settings(tmp_path / "h", tmp_path, tmp_path, stored=stored_from(s3.environment))

    with house_module.opened(settings, (), Clock(), Silent()) as house:
        digest = house.store.blobs.put(b"rain")

    assert s3.names() == [name_of(digest)]
    assert "not-a-secret" not in repr(settings)


def test_room_that_cannot_be_made_does_not_undo_what_was_asked(tmp_path, s3):
    environment = s3.environment | {"PIYING_STORE_CACHE": "1MB"}
    settings = Settings(tmp_path / "h", tmp_path, tmp_path, stored=stored_from(environment))

    with house_module.opened(settings, (), Clock(), Silent()) as house:
        digest = house.store.blobs.put(b"x" * 2_000_000)
        os.utime(house.store.blobs.place(digest), (1, 1))
        s3.proxy.faults.append(times(99, ("status", 403, "AccessDenied")))

    assert digests_here(settings.house / "blobs") == {digest: 2_000_000}


def test_without_a_bucket_its_client_is_never_loaded(tmp_path):
    """Whoever runs without --store loads no new import."""
    text = """
        import sys
        from pathlib import Path
        import piying.studio.config
        from piying.store.store import open_store
        store = open_store(Path(sys.argv[1]))
        store.blobs.get(store.blobs.put(b"rain"))
        raise SystemExit("obstore" in sys.modules)
    """
    command = [sys.executable, "-c", textwrap.dedent(text), str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(SRC)}

    assert subprocess.run(command, env=environment, check=False).returncode == 0  # noqa: S603
