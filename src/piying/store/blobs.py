"""Blobs: files named by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Blobs:
    """The blobs of one house, two levels deep under `folder`."""

    folder: Path

    def path(self, digest: Digest) -> Path:
        """Where the blob lies or would lie."""
        return self.folder / digest[:2] / digest

    def has(self, digest: Digest) -> bool:
        """Whether the blob is here."""
        return self.path(digest).is_file()

    def put(self, data: bytes) -> Digest:
        """Keep `data`; doing it again adds nothing."""
        digest = digest_bytes(data)
        if not self.has(digest):
            write_file(self.path(digest), data)
        return digest

    def adopt(self, source: Path) -> Digest:
        """Keep a copy of the file `source`."""
        digest = digest_file(source)
        if not self.has(digest):
            with beside(self.path(digest)) as part:
                shutil.copyfile(source, part)
        return digest

    def get(self, digest: Digest) -> bytes:
        """The bytes, proved to be those that were kept."""
        path = self.path(digest)
        if not path.is_file():
            raise Missing("store.blob_missing", digest=digest[:12], path=path)
        with explained(path):
            data = path.read_bytes()
        if digest_bytes(data) != digest:
            raise Outside("store.blob_damaged", digest=digest[:12], path=path)
        return data

    def proved(self, digests: Iterable[Digest]) -> dict[Digest, Path]:
        """Where the blobs lie, each proved to hold the bytes that were kept."""
        places = {digest: self.path(digest) for digest in digests}
        for digest, path in places.items():
            if not path.is_file():
                raise Missing("store.blob_missing", digest=digest[:12], path=path)
            if digest_file(path) != digest:
                raise Outside("store.blob_damaged", digest=digest[:12], path=path)
        return places
