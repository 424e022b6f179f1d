"""keep, and --store, as they are typed."""

from __future__ import annotations

import pytest

from buckets import s3, s3_keys, s3_server, times

__all__ = ["s3", "s3_keys", "s3_server"]


@pytest.fixture
def bucket(s3, monkeypatch):
    """What is typed behind `--store`; the endpoint stands in the environment."""
    monkeypatch.setenv("PIYING_STORE_ENDPOINT", s3.endpoint)
    return f"--store=s3://{s3.name}/house"


def test_a_script_that_is_written_lies_in_the_bucket_and_keep_sees_it(
    piying, script, s3, bucket
):
    assert piying("write", script, bucket).code == 0
    assert len(s3.names()) == 1

    said = piying("keep", "--deep", bucket)

    assert said.code == 0
    assert f"The bucket s3://{s3.name}/house" in said.out
    assert "0 blobs (0 B) sent, 1 (" in said.out
    assert "1 were read" in said.out
    (told,) = piying("keep", "--json", bucket).objects
    assert (told["sent"], told["there"], told["named"], told["lost"]) == (0, 1, 1, [])


def test_an_older_house_is_sent_and_what_is_lost_ends_with_three(
    piying, script, s3, bucket, tmp_path
):
    assert piying("write", script).code == 0
    (blob,) = (path for path in (tmp_path / ".piying" / "blobs").rglob("*") if path.is_file())

    assert "1 blobs (" in piying("keep", bucket).out
    s3.remove(s3.names()[0])
    blob.unlink()
    lost = piying("keep", bucket)

    assert lost.code == 3
    assert f"{blob.name[:12]} (source)" in lost.err
    assert "backup" in lost.err


def test_what_a_store_refuses_is_told_without_a_trace(piying, script, s3, bucket, tmp_path):
    s3.proxy.faults.append(times(99, ("status", 403, "AccessDenied"), method="PUT"))

    said = piying("write", script, bucket)

    assert said.code == 4
    assert "s3:PutObject" in said.err
    assert len(said.err.splitlines()) == 1
    assert [path for path in (tmp_path / ".piying" / "blobs").rglob("*") if path.is_file()]
    s3.proxy.faults.clear()
    assert piying("write", script, bucket).code == 0


@pytest.mark.parametrize(
    ("typed", "code"),
    [("s3://AKIA:geheim@films/x", 2), ("films", 2), ("s3://not-there/x", 3)],
)
def test_a_bucket_that_cannot_be_one_is_refused_and_no_key_is_shown(
    piying, bucket, typed, code
):
    said = piying("keep", f"--store={typed}")

    assert bucket
    assert said.code == code
    assert "geheim" not in said.err + said.out


def test_without_a_bucket_keep_says_how_to_name_one(piying):
    said = piying("keep")

    assert said.code == 2
    assert "--store s3://BUCKET/PREFIX" in said.err
