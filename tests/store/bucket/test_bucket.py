from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from buckets import asked, refused, times
from piying.model.canon import Digest, digest_bytes
from piying.model.errors import Missing, Outside
from piying.store.blobs import Blobs
from piying.store.bucket import bucket as module
from piying.store.disk import sweep

FILM = os.urandom(40_000)
LARGE = os.urandom(module.PART_BYTES * 2 + 5)
SRC = Path(__file__).parents[3] / "src"
NOWHERE = Digest("00" * 32)


def name_of(digest):
    return f"house/blobs/{digest[:2]}/{digest}"


@pytest.fixture
def elsewhere(tmp_path, open_bucket):
    """The same house on a machine whose disk is empty."""
    return Blobs(tmp_path / "elsewhere", open_bucket())


class TestABlobIsKept:
    """put/adopt: durable in the bucket before the name is given out."""

    def test_it_is_in_the_bucket_under_its_digest_when_its_name_is_given_out(self, blobs, s3):
        digest = blobs.put(b"rain")

        assert s3.names() == [name_of(digest)]
        assert s3.read(name_of(digest)) == b"rain"

    def test_a_file_that_is_adopted_is_there_too_and_says_what_it_is(self, blobs, s3, tmp_path):
        film = tmp_path / "piece.m4s"
        film.write_bytes(FILM)

        digest = blobs.adopt(film)

        assert s3.read(name_of(digest)) == FILM
        (put,) = s3.proxy.asked_for("PUT")
        told = {name.lower(): value for name, value in put.headers.items()}
        assert told["content-type"] == "video/iso.segment"

    def test_it_is_written_only_where_nothing_is_and_with_its_checksum(self, blobs, s3):
        blobs.put(FILM)

        (put,) = s3.proxy.asked_for("PUT")
        told = {name.lower(): value for name, value in put.headers.items()}
        assert told["if-none-match"] == "*"
        assert told["x-amz-checksum-sha256"]
        assert told["x-amz-content-sha256"] == digest_bytes(FILM)

    def test_again_it_costs_nothing_and_another_run_one_question(self, blobs, s3, open_bucket):
        blobs.put(FILM)
        s3.proxy.seen.clear()

        blobs.put(FILM)
        assert not s3.proxy.seen
        Blobs(blobs.folder, open_bucket()).put(FILM)
        assert [ask.method for ask in s3.proxy.seen] == ["HEAD"]

    def test_what_is_new_here_and_known_there_is_not_written_again(self, blobs, elsewhere, s3):
        blobs.put(FILM)
        s3.proxy.seen.clear()

        elsewhere.put(FILM)

        assert [ask.method for ask in s3.proxy.seen] == ["PUT", "HEAD"]
        assert s3.read(name_of(digest_bytes(FILM))) == FILM

    def test_what_only_the_disk_has_is_sent_when_it_is_put_again(self, blobs, s3):
        digest = Blobs(blobs.folder).put(FILM)
        assert not s3.names()

        assert blobs.put(FILM) == digest
        assert s3.read(name_of(digest)) == FILM

    def test_two_that_send_the_same_at_once_both_succeed(self, blobs, elsewhere, s3):
        both = threading.Barrier(2)
        told = []

        def send(one):
            both.wait()
            told.append(one.put(FILM))

        running = [threading.Thread(target=send, args=(one,)) for one in (blobs, elsewhere)]
        for one in running:
            one.start()
        for one in running:
            one.join()

        assert told == [digest_bytes(FILM)] * 2
        assert s3.names() == [name_of(told[0])]

    def test_a_large_file_goes_in_parts_each_with_its_checksum(self, blobs, s3, tmp_path):
        film = tmp_path / "film.mp4"
        film.write_bytes(LARGE)

        digest = blobs.adopt(film)

        assert s3.read(name_of(digest)) == LARGE
        parts = s3.proxy.asked_for("PUT")
        assert [len(part.body) for part in sorted(parts, key=lambda one: one.path)] == [
            module.PART_BYTES, module.PART_BYTES, 5,
        ]  # fmt: skip
        assert all("x-amz-checksum-sha256" in str(part.headers).lower() for part in parts)

    def test_a_file_that_holds_other_bytes_is_never_sent_under_that_name(self, blobs, s3):
        digest = Blobs(blobs.folder).put(FILM)
        blobs.place(digest).write_bytes(FILM[:-1] + b"!")

        refused("store.blob_damaged", blobs.durable.keep, digest, blobs.place(digest))
        assert not s3.names()

    def test_half_of_it_that_lies_in_the_bucket_is_replaced_by_all_of_it(self, blobs, s3):
        digest = digest_bytes(FILM)
        s3.write(name_of(digest), FILM[:100])

        blobs.put(FILM)

        assert s3.read(name_of(digest)) == FILM


class TestABlobIsBrought:
    """path()/get() on a miss fetch to the disk: written beside, digest proved, renamed."""

    def test_what_is_not_on_the_disk_comes_from_the_bucket(self, blobs, elsewhere):
        digest = blobs.put(FILM)

        assert elsewhere.has(digest)
        assert elsewhere.get(digest) == FILM
        assert elsewhere.path(digest).read_bytes() == FILM
        assert elsewhere.proved([digest]) == {digest: elsewhere.place(digest)}

    def test_what_is_on_the_disk_is_not_asked_for(self, blobs, s3):
        digest = blobs.put(FILM)
        s3.proxy.seen.clear()

        assert blobs.has(digest)
        assert blobs.get(digest) == FILM
        assert blobs.path(digest).is_file()
        assert not s3.proxy.seen

    def test_what_neither_has_is_missing_and_both_are_named(self, blobs, bucket):
        assert not blobs.has(NOWHERE)
        assert not blobs.path(NOWHERE).exists()

        with pytest.raises(Missing) as caught:
            blobs.get(NOWHERE)
        assert caught.value.code == "store.blob_nowhere"
        assert bucket.place in str(caught.value)
        assert str(blobs.place(NOWHERE)) in str(caught.value)

    def test_two_that_bring_the_same_at_once_both_have_it(self, blobs, elsewhere):
        digest = blobs.put(FILM)
        again = Blobs(elsewhere.folder, type(blobs.durable)(
            blobs.durable._address, blobs.durable._client
        ))  # fmt: skip
        found = []
        running = [
            threading.Thread(target=lambda one=one: found.append(one.get(digest)))
            for one in (elsewhere, again, elsewhere)
        ]
        for one in running:
            one.start()
        for one in running:
            one.join()

        assert found == [FILM] * 3
        assert [path.name for path in elsewhere.folder.rglob("*") if path.is_file()] == [digest]

    def test_a_film_of_several_parts_comes_back_whole(self, blobs, elsewhere):
        digest = blobs.put(LARGE)

        assert elsewhere.get(digest) == LARGE

    @pytest.mark.parametrize("fault", ["flip", "cut"])
    def test_other_bytes_are_refused_and_nothing_is_left(self, blobs, elsewhere, s3, fault):
        digest = blobs.put(FILM)
        s3.proxy.faults.append(times(99, fault, method="GET", within="/blobs/"))

        expected = {"flip": "store.bucket_damaged", "cut": "store.bucket_unreachable"}
        refused(expected[fault], elsewhere.get, digest)

        assert not [path for path in elsewhere.folder.rglob("*") if path.is_file()]

    def test_a_run_that_begins_meanwhile_and_sweeps_does_not_disturb_it(
        self, blobs, elsewhere, monkeypatch
    ):
        digest, far, swept = blobs.put(FILM), elsewhere.durable, []
        read = far._read

        def swept_in_the_middle(one):
            for data in read(one):
                yield data
                if not swept:
                    swept.extend(elsewhere.folder.rglob("*.part"))
                    sweep(elsewhere.folder)

        monkeypatch.setattr(far, "_read", swept_in_the_middle)

        assert elsewhere.get(digest) == FILM
        assert len(swept) == 1

    def test_half_of_it_in_the_bucket_is_refused_with_the_name_and_the_bucket(
        self, blobs, elsewhere, s3, bucket
    ):
        digest = blobs.put(FILM)
        s3.write(name_of(digest), FILM[:20_000])

        error = refused("store.bucket_damaged", elsewhere.path, digest)

        assert digest in str(error)
        assert bucket.place in str(error)
        assert "piying keep" in str(error)

    def test_a_file_that_was_damaged_on_the_disk_is_brought_again(self, blobs):
        digest = blobs.put(FILM)
        for read in (blobs.get, lambda one: blobs.proved([one])[one].read_bytes()):
            blobs.place(digest).write_bytes(b"x" * len(FILM))

            assert read(digest) == FILM

    def test_damaged_on_the_disk_and_not_in_the_bucket_is_damaged(self, blobs):
        digest = Blobs(blobs.folder).put(FILM)
        blobs.place(digest).write_bytes(b"x")

        refused("store.blob_damaged", blobs.get, digest)
        refused("store.blob_damaged", blobs.proved, [digest])


class TestTheStoreFails:
    """A bucket that cannot be reached: a clear error, finished local work stays."""

    def test_a_store_that_is_busy_is_asked_again(self, blobs, s3):
        s3.proxy.faults += [
            times(2, ("status", 503, "SlowDown"), method="HEAD"),
            times(2, ("status", 503, "SlowDown"), method="PUT"),
        ]

        assert s3.read(name_of(blobs.put(FILM))) == FILM

    @pytest.mark.parametrize("fault", ["drop", "lose", ("status", 400, "BadDigest")])
    def test_a_lost_answer_or_changed_bytes_are_made_good(self, blobs, s3, fault):
        s3.proxy.faults.append(times(1, fault, method="PUT"))

        assert s3.read(name_of(blobs.put(FILM))) == FILM

    def test_a_break_in_the_middle_of_a_film_goes_on(self, blobs, elsewhere, s3):
        digest = blobs.put(FILM)
        s3.proxy.faults.append(times(1, "cut", method="GET", within="/blobs/"))
        s3.proxy.faults.append(times(1, ("wait", 0.2), method="GET", within="/blobs/"))

        assert elsewhere.get(digest) == FILM

    def test_a_store_that_is_busy_with_the_same_name_is_asked_again(self, blobs, s3):
        busy = ("status", 409, "ConditionalRequestConflict")
        s3.proxy.faults.append(times(1, busy, method="PUT"))

        assert s3.read(name_of(blobs.put(FILM))) == FILM

    def test_one_that_stays_busy_is_told_with_its_name_and_the_work_stays(self, blobs, s3):
        s3.proxy.faults.append(times(999, ("status", 503, "SlowDown"), method="PUT"))

        error = refused("store.bucket_unreachable", blobs.put, FILM)

        assert error.retryable
        assert "503 SlowDown" in str(error)
        assert f"s3://{s3.name}/house" in str(error)
        assert "run the same command again" in str(error)
        assert "PIYING_STORE_ENDPOINT" in error.said("zh")
        assert blobs.place(digest_bytes(FILM)).read_bytes() == FILM
        s3.proxy.faults.clear()
        assert blobs.put(FILM) in s3.names()[0]

    def test_nobody_answering_is_told_as_such(self, tmp_path, open_bucket):
        far = open_bucket(PIYING_STORE_ENDPOINT="http://127.0.0.1:1")
        error = refused("store.bucket_unreachable", Blobs(tmp_path, far).put, FILM)

        assert "Connection refused" in str(error)
        refused("store.bucket_unreachable", Blobs(tmp_path / "new", far).get, NOWHERE)
        refused("store.bucket_unreachable", Blobs(tmp_path / "new", far).has, NOWHERE)

    def test_a_store_that_says_nothing_is_given_up(self, open_bucket, s3):
        s3.proxy.faults.append(times(99, ("wait", 2.5)))

        refused("store.bucket_unreachable", open_bucket().holds, NOWHERE)

    @pytest.mark.parametrize(
        ("status", "code", "expected"),
        [
            (403, "InvalidAccessKeyId", "store.bucket_keys"),
            (403, "SignatureDoesNotMatch", "store.bucket_keys"),
            (400, "ExpiredToken", "store.bucket_keys"),
            (400, "AuthorizationHeaderMalformed", "store.bucket_region"),
            (403, "RequestTimeTooSkewed", "store.bucket_keys"),
            (403, "AccessDenied", "store.bucket_closed"),
            (301, "PermanentRedirect", "store.bucket_region"),
            (405, "MethodNotAllowed", "store.bucket_failed"),
        ],
    )
    def test_keys_that_are_not_taken_are_told_apart_from_a_closed_bucket(
        self, blobs, s3, status, code, expected
    ):
        s3.proxy.faults.append(times(99, ("status", status, code)))

        for run in (lambda: blobs.has(NOWHERE), lambda: blobs.get(NOWHERE)):
            error = refused(expected, run)
            assert code in str(error)
            assert "not-a-secret" not in str(error)

    def test_a_bucket_that_may_only_be_read_says_what_to_allow(self, blobs, s3):
        s3.proxy.faults.append(times(99, ("status", 403, "AccessDenied"), method="PUT"))

        error = refused("store.bucket_read_only", blobs.put, FILM)

        assert "s3:PutObject" in str(error)
        assert blobs.has(digest_bytes(FILM))

    def test_a_bucket_that_is_not_there_is_missing_whatever_is_asked(
        self, open_bucket, tmp_path
    ):
        far = open_bucket(PIYING_STORE="s3://not-there/house")
        blobs = Blobs(tmp_path, far)

        for run in (
            lambda: blobs.put(FILM), lambda: blobs.has(NOWHERE), lambda: blobs.path(NOWHERE),
            far.look, lambda: list(far.blobs()),
        ):  # fmt: skip
            with pytest.raises(Missing) as caught:
                run()
            assert caught.value.code == "store.bucket_absent"
            assert "s3://not-there/house" in str(caught.value)

    def test_a_store_that_keeps_half_and_says_all_is_well_is_found_out(self, blobs, s3):
        digest = digest_bytes(FILM)

        def half(ask):
            if ask.method == "PUT":
                s3.write(name_of(digest), ask.body[:10])
                return ("status", 200, "")
            return None

        s3.proxy.faults.append(half)

        refused("store.bucket_kept_other", blobs.put, FILM)


@pytest.mark.parametrize("after", [0, 1])
def test_killed_in_the_middle_of_sending_nothing_half_has_a_name(s3, tmp_path, after):
    """kill -9 in the middle of a put."""
    film = tmp_path / "film.mp4"
    film.write_bytes(LARGE)
    stuck = threading.Event()
    parts = []

    def fault(ask):
        if ask.method == "PUT":
            parts.append(ask)
            if len(parts) > after:
                stuck.set()
                return ("wait", 5)
        return None

    s3.proxy.faults.append(fault)
    text = f"""
        import sys
        from pathlib import Path
        from piying.store.blobs import Blobs
        from piying.store.bucket.address import stored_from
        from piying.store.bucket.bucket import bucket_at
        far = bucket_at(stored_from({s3.environment!r}).address)
        Blobs(Path({str(tmp_path / "blobs")!r}), far).adopt(Path({str(film)!r}))
    """
    environment = os.environ | {"PYTHONPATH": str(SRC)}
    command = [sys.executable, "-c", textwrap.dedent(text)]
    run = subprocess.Popen(command, env=environment)  # noqa: S603 - our own text
    reached = stuck.wait(60)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert reached

    assert not s3.names()
    s3.proxy.faults.clear()


def test_an_address_is_of_one_blob_and_ends_when_it_is_said(blobs, bucket, s3):
    digest = blobs.put(FILM)

    made = bucket.address_of(digest, 90)

    parts = urlsplit(made)
    told = parse_qs(parts.query)
    assert parts.path == f"/{s3.name}/{name_of(digest)}"
    assert told["X-Amz-Expires"] == ["90"]
    assert "not-a-secret" not in made
    assert asked(s3.endpoint, "GET", f"{parts.path}?{parts.query}")[1] == FILM
    assert bucket.origin == s3.endpoint


def test_every_blob_of_the_bucket_is_listed_with_its_length(blobs, bucket, s3):
    kept = {blobs.put(bytes([n]) * (n + 1)): n + 1 for n in range(5)}
    s3.write("house/other", b"x")
    s3.write("house2/blobs/ab/cd", b"x")

    assert dict(bucket.blobs()) == kept


def test_a_file_that_never_changes_is_copied_once(bucket, s3, tmp_path):
    segment = tmp_path / "01K.plays"
    segment.write_bytes(FILM)

    assert bucket.copy("plays", segment)
    assert not bucket.copy("plays", segment)
    assert s3.read("house/plays/01K.plays") == FILM
    assert bucket.copies("plays") == {"01K.plays": len(FILM)}


def test_no_key_is_shown_by_what_holds_it(bucket):
    shown = repr(vars(bucket)) + repr(bucket._client) + str(bucket._client.store)

    assert "not-a-secret" not in shown


def test_errors_of_a_store_are_outside_and_end_with_four():
    assert Outside("store.bucket_failed", bucket="b", why="w").exit_code == 4
