from __future__ import annotations

import pytest

from buckets import s3, s3_keys, s3_server
from piying.store.blobs import Blobs
from piying.store.bucket.address import stored_from
from piying.store.bucket.bucket import Bucket
from piying.store.bucket.client import Patience, client_of

__all__ = ["s3", "s3_keys", "s3_server"]

QUICK = Patience(
    connect_seconds=2, silent_seconds=2, request_seconds=20, retries=2, retry_seconds=1
)


@pytest.fixture
def open_bucket(s3):
    """Another run's view of the bucket: it remembers nothing."""

    def opened(**changed):
        address = stored_from(s3.environment | changed).address
        return Bucket(address, client_of(address, QUICK))

    return opened


@pytest.fixture
def bucket(open_bucket):
    return open_bucket()


@pytest.fixture
def blobs(tmp_path, bucket):
    return Blobs(tmp_path / "blobs", bucket)
