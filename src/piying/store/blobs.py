"""Blobs: files named by the SHA-256 of their bytes.

They lie in a folder of the house. Where a bucket is set, that is the durable place: a name is
given out when the bucket has the blob, and what is not in the folder is brought from there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from piying.model.canon import Digest, digest_bytes
from piying.model.errors import Missing, Outside
from piying.store.disk import beside, explained, write_file

CHUNK_BYTES = 1 << 20


def digest_file(path: Path) -> Digest:
    """The digest of the bytes in `path`."""
    hasher = hashlib.sha256()
    with explained(path), path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            hasher.update(chunk)
    return Digest(hasher.hexdigest())


class Durable(Protocol):
    """Where blobs are kept durably beside their folder; see `store/bucket/bucket.py`."""

    @property
    def place(self) -> str:
        """What a person calls it."""

    def keep(
        self, digest: Digest, path: Path, *, like: Path | None = None, new: bool = False
    ) -> bool:
        """See that the blob in the file `path` is kept; whether it had to be sent."""

    def holds(self, digest: Digest, size: int | None = None) -> bool:
        """Whether the blob is kept; with `size`, in that length, and asked just now."""

    def bring(self, digest: Digest, path: Path) -> bool:
        """Make the file `path` hold the blob, proved; whether it is kept."""


@dataclass(frozen=True, slots=True)
class Blobs:
    """The blobs of one house, two levels deep under `folder`."""

    folder: Path
    durable: Durable | None = None
    """None: the folder is all there is."""

    def place(self, digest: Digest) -> Path:
        """Where the blob lies or would lie."""
        return self.folder / digest[:2] / digest

    def path(self, digest: Digest) -> Path:
        """Where the blob lies, brought there if need be, or would lie if there were one."""
        place = self.place(digest)
        if self.durable is not None and not used(place):
            self.durable.bring(digest, place)
        return place

    def has(self, digest: Digest) -> bool:
        """Whether the blob is here, or can be brought."""
        if self.place(digest).is_file():
            return True
        return self.durable is not None and self.durable.holds(digest)

    def put(self, data: bytes) -> Digest:
        """Keep `data`; doing it again adds nothing."""
        digest = digest_bytes(data)
        place = self.place(digest)
        new = not place.is_file()
        if new:
            write_file(place, data)
        if self.durable is not None:
            self.durable.keep(digest, place, new=new)
        return digest

    def adopt(self, source: Path) -> Digest:
        """Keep a copy of the file `source`."""
        digest = digest_file(source)
        place = self.place(digest)
        new = not place.is_file()
        if new:
            with beside(place) as part:
                shutil.copyfile(source, part)
        if self.durable is not None:
            self.durable.keep(digest, place, like=source, new=new)
        return digest

    def get(self, digest: Digest) -> bytes:
        """The bytes, proved to be those that were kept."""
        path = self._present(digest)
        with explained(path):
            data = path.read_bytes()
        if digest_bytes(data) == digest:
            return data
        if not self._again(digest):
            raise Outside("store.blob_damaged", digest=digest[:12], path=path)
        with explained(path):
            return path.read_bytes()

    def proved(self, digests: Iterable[Digest]) -> dict[Digest, Path]:
        """Where the blobs lie, each proved to hold the bytes that were kept."""
        places = {digest: self._present(digest) for digest in digests}
        for digest, path in places.items():
            if digest_file(path) != digest and not self._again(digest):
                raise Outside("store.blob_damaged", digest=digest[:12], path=path)
        return places

    def _present(self, digest: Digest) -> Path:
        path, short = self.path(digest), digest[:12]
        if path.is_file():
            return path
        if self.durable is None:
            raise Missing("store.blob_missing", digest=short, path=path)
        bucket = self.durable.place
        raise Missing("store.blob_nowhere", digest=short, path=path, bucket=bucket)

    def _again(self, digest: Digest) -> bool:
        """Bring a blob once more whose file here is damaged; whether that could be done."""
        if self.durable is None or not self.durable.holds(digest):
            return False
        place = self.place(digest)
        with explained(place):
            place.unlink(missing_ok=True)
        return self.durable.bring(digest, place)


def used(place: Path) -> bool:
    """Whether there is a file at `place`; if so, it was used now: its time says so."""
    try:
        os.utime(place)
    except FileNotFoundError:
        return False
    except OSError:
        return place.is_file()  # of a disk that may only be read
    return True
