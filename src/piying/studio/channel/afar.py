"""Films that lie in a bucket: a piece is brought to the disk, or sent by the store itself."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor

from piying.model.canon import Digest
from piying.model.errors import Missing, Outside, PiyingError
from piying.store.blobs import Blobs, used
from piying.store.bucket.bucket import Bucket

AT_ONCE = 8
"""Pieces that are brought at once; others wait for their turn."""
ADDRESS_SECONDS = 120
"""So long an address of the store is good, at most."""
LATE_SECONDS = 5
"""When somebody may ask again for what could not be had."""
LOG = logging.getLogger("piying.channel")


class Afar:
    """The pieces of one bucket, for any number of threads."""

    def __init__(self, blobs: Blobs, bucket: Bucket, *, redirects: bool) -> None:
        self._blobs = blobs
        self._bucket = bucket
        self.redirects = redirects
        """Whether the store sends pieces itself."""
        self._crew = ThreadPoolExecutor(AT_ONCE, "bringing")
        self._lock = threading.Lock()
        self._coming: dict[Digest, Future[None]] = {}

    def is_here(self, digest: Digest) -> bool:
        """Whether the disk has a blob; if so, it stays for a while."""
        return used(self._blobs.place(digest))

    def bring(self, digest: Digest) -> Future[None]:
        """Brings a blob to the disk, once for all who ask meanwhile.

        It fails with `Outside` where that cannot be had, which says nothing of the bucket: who
        asks is a viewer. Why is in the log.
        """
        with self._lock:
            coming = self._coming.get(digest)
            if coming is None:
                coming = self._coming[digest] = self._crew.submit(self._bring, digest)
                coming.add_done_callback(lambda _: self._come(digest))
        return coming

    def address_of(self, digest: Digest, left_ms: int) -> str:
        """An address at the store of one blob, good for `left_ms` at most; empty: none."""
        seconds = min(ADDRESS_SECONDS, left_ms // 1_000)
        return self._bucket.address_of(digest, seconds) if seconds > 0 else ""

    @property
    def origin(self) -> str:
        """Where such addresses lead, as a browser compares it; empty: there are none."""
        return self._bucket.origin if self.redirects else ""

    def close(self) -> None:
        """End; what is on its way still comes."""
        self._crew.shutdown(cancel_futures=True)

    def _bring(self, digest: Digest) -> None:
        try:
            if not self._blobs.path(digest).is_file():
                raise Missing(
                    "store.blob_nowhere", digest=digest[:12], path=self._blobs.place(digest),
                    bucket=self._bucket.place,
                )  # fmt: skip
        except PiyingError as error:
            LOG.warning("a piece was not brought: %s", error)
            raise Outside("watching.piece_late", seconds=LATE_SECONDS) from error

    def _come(self, digest: Digest) -> None:
        with self._lock:
            self._coming.pop(digest, None)
