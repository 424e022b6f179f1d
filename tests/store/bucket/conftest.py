from __future__ import annotations

from functools import partial

import pytest

from buckets import bucket_of, s3, s3_keys, s3_server
from piying.store.blobs import Blobs

__all__ = ["s3", "s3_keys", "s3_server"]


@pytest.fixture
def open_bucket(s3):
    """Another run's view of the bucket: it remembers nothing."""
    return partial(bucket_of, s3)


@pytest.fixture
def bucket(open_bucket):
    return open_bucket()


@pytest.fixture
def blobs(tmp_path, bucket):
    return Blobs(tmp_path / "blobs", bucket)
