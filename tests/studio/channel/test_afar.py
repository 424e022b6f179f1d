from __future__ import annotations

import threading

import pytest

from buckets import opened, refused, s3, s3_keys, s3_server, times
from piying.model.canon import Digest
from piying.studio.channel.afar import ADDRESS_SECONDS, Afar

__all__ = ["s3", "s3_keys", "s3_server"]


@pytest.fixture
def store(tmp_path, s3):
    found = opened(s3, tmp_path / "house")
    yield found
    found.close()


@pytest.fixture
def afar(store):
    made = Afar(store.blobs, store.bucket, redirects=True)
    yield made
    made.close()


@pytest.fixture
def piece(store):
    """A piece that only the bucket has."""
    digest = store.blobs.put(b"piece" * 100)
    store.blobs.place(digest).unlink()
    return digest


def test_a_piece_comes_once_however_many_ask_for_it_meanwhile(afar, store, s3, piece):
    s3.proxy.faults.append(times(1, ("wait", 0.3), method="GET"))
    coming = [afar.bring(piece) for _ in range(20)]
    threads = [threading.Thread(target=one.result) for one in coming]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len([ask for ask in s3.proxy.asked_for("GET") if piece in ask.path]) == 1
    assert store.blobs.place(piece).read_bytes() == b"piece" * 100
    assert afar.is_here(piece)


def test_what_has_come_is_asked_for_anew_when_it_is_gone_again(afar, store, piece):
    afar.bring(piece).result()
    store.blobs.place(piece).unlink()

    assert not afar.is_here(piece)
    afar.bring(piece).result()
    assert afar.is_here(piece)


@pytest.mark.parametrize("fault", ["drop", "flip", ("status", 403, "AccessDenied")])
def test_a_viewer_is_told_that_it_is_late_and_nothing_of_the_bucket(
    afar, s3, piece, caplog, fault
):
    s3.proxy.faults.append(times(99, fault))

    error = refused("watching.piece_late", afar.bring(piece).result)

    assert s3.name not in str(error)
    assert s3.name in caplog.text
    s3.proxy.faults.clear()
    afar.bring(piece).result()


def test_what_is_nowhere_is_late_too(afar, caplog):
    refused("watching.piece_late", afar.bring(Digest("0" * 64)).result)

    assert "neither" in caplog.text


@pytest.mark.parametrize(
    ("left_ms", "seconds"), [(10_000_000, ADDRESS_SECONDS), (45_900, 45), (1_000, 1)]
)
def test_an_address_never_outlives_the_capability(afar, piece, left_ms, seconds):
    assert f"X-Amz-Expires={seconds}&" in afar.address_of(piece, left_ms)


def test_a_capability_that_is_nearly_over_has_no_address(afar, piece):
    assert afar.address_of(piece, 999) == ""


def test_pages_are_told_where_pieces_come_from_only_where_they_do(afar, store, s3):
    assert afar.origin == s3.endpoint
    assert Afar(store.blobs, store.bucket, redirects=False).origin == ""
