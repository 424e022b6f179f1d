"""Files in a bucket: sent with a checksum, whole or not at all, and proved when they come.

A blob is named by its digest, so what has the name and the length of a blob is that blob: the
store has checked every byte that it took against a checksum. Small files are written only where
nothing has their name yet (`If-None-Match: *`); large ones go in parts, and have their name
when the last part is there, so that nobody ever sees half of one.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from piying.model.canon import Digest
from piying.model.errors import Outside
from piying.store.bucket.address import Address
from piying.store.bucket.client import Client, Patience, client_of, content_type
from piying.store.disk import beside, explained

PART_BYTES = 8 << 20
"""A larger file is sent in parts of so many bytes; a smaller one in one piece."""
PARTS_AT_ONCE = 2
READ_BYTES = 1 << 20
KNOWN_MAX = 1 << 18
"""So many blobs are remembered to be in the bucket."""
BLOBS = "blobs"
IN_TURN = 64


class Bucket:
    """The files of one house in a bucket, for any number of threads."""

    def __init__(self, address: Address, client: Client) -> None:
        self._address = address
        self._client = client
        self._known: set[Digest] = set()
        self._looked = False
        self._turns = [threading.Lock() for _ in range(IN_TURN)]

    @property
    def place(self) -> str:
        """What a person calls it."""
        return self._client.place

    # --- blobs --------------------------------------------------------------------------

    def keep(
        self, digest: Digest, path: Path, *, like: Path | None = None, new: bool = False
    ) -> bool:
        """See that the blob in the file `path` is in the bucket; whether it had to be sent.

        `like` has the name that the file had, whose end says what it is. With `new` a small
        file is sent without asking first: the store takes it only where it lacks it.

        Raises:
            Outside: the store does not take it, or the file holds other bytes.
        """
        if digest in self._known:
            return False
        with explained(path):
            size = path.stat().st_size
        _prove(digest, path)
        name, media_type = self._named(digest), content_type(like or path)
        sent = self._send(name, path, size, media_type, ask=not new or size > PART_BYTES)
        self._remember(digest)
        return sent

    def holds(self, digest: Digest, size: int | None = None) -> bool:
        """Whether the bucket has the blob; with `size`, in that length, and asked just now."""
        if size is None and digest in self._known:
            return True
        found = self._size_of(self._named(digest))
        if found is None or size not in {None, found}:
            return False
        self._remember(digest)
        return True

    def bring(self, digest: Digest, path: Path) -> bool:
        """Make the file `path` hold the blob, proved; whether the bucket has it.

        Two that bring the same do not disturb each other.

        Raises:
            Outside: the store does not answer, or what came are other bytes.
        """
        with self._turns[int(digest[:2], 16) % IN_TURN]:
            if path.is_file():
                return True
            try:
                return self._brought(digest, path)
            except Outside as error:
                if error.code != "store.disk_failed":
                    raise
                # a run that began in the house meanwhile swept what was half written
                return self._brought(digest, path)

    def is_whole(self, digest: Digest) -> bool:
        """Whether what the bucket has of the blob are its bytes: all of it is read."""
        hasher = hashlib.sha256()
        try:
            for data in self._read(digest):
                hasher.update(data)
        except FileNotFoundError:
            return False
        return hasher.hexdigest() == digest

    def mend(self, digest: Digest, path: Path) -> None:
        """Write the blob in the file `path` over what the bucket has of it.

        Raises:
            Outside: the store does not take it, or the file holds other bytes.
        """
        _prove(digest, path)
        with explained(path):
            size = path.stat().st_size
        self._sent(self._named(digest), path, size, content_type(path), new=False)

    def blobs(self) -> Iterator[tuple[Digest, int]]:
        """(digest, bytes) of every blob in the bucket."""
        within = self._address.named(BLOBS)
        for name, size in self._client.listed(f"{within}/"):
            yield Digest(name.rpartition("/")[2]), size

    def address_of(self, digest: Digest, seconds: int) -> str:
        """An address of the blob, and of nothing else, that anybody may read for `seconds`."""
        with self._client.asking():
            made: str = self._client.library.sign(
                self._client.store, "GET", self._named(digest), timedelta(seconds=seconds)
            )
        return made

    @property
    def origin(self) -> str:
        """Where such addresses lead, as a browser compares it."""
        parts = urlsplit(self.address_of(Digest("0" * 64), 1))
        return f"{parts.scheme}://{parts.netloc}"

    # --- other files --------------------------------------------------------------------

    def copy(self, folder: str, path: Path) -> bool:
        """See that the bucket has a copy of a file that never changes; whether it was sent."""
        with explained(path):
            size = path.stat().st_size
        name = self._address.named(folder, path.name)
        return self._send(name, path, size, content_type(path))

    def copies(self, folder: str) -> dict[str, int]:
        """The copies in `folder`: name and bytes of each."""
        within = f"{self._address.named(folder)}/"
        return {name.removeprefix(within): size for name, size in self._client.listed(within)}

    def look(self) -> None:
        """See that the bucket is there and may be read."""
        self._client.look()
        self._looked = True

    # --- how ----------------------------------------------------------------------------

    def _named(self, digest: Digest) -> str:
        return self._address.named(BLOBS, digest[:2], digest)

    def _remember(self, digest: Digest) -> None:
        if len(self._known) >= KNOWN_MAX:
            self._known.clear()
        self._known.add(digest)

    def _size_of(self, name: str) -> int | None:
        """How long what has `name` is; None: nothing has it."""
        try:
            with self._client.asking():
                size: int = self._client.library.head(self._client.store, name)["size"]
        except FileNotFoundError:
            if not self._looked:  # a bucket that is not there says the same of every name
                self.look()
            return None
        return size

    def _send(
        self, name: str, path: Path, size: int, media_type: str, *, ask: bool = True
    ) -> bool:
        """See that all of a file is in the bucket as `name`; whether it had to be sent."""
        found = self._size_of(name) if ask else None
        if found == size:
            return False
        for last in (False, True):
            try:
                self._sent(name, path, size, media_type, new=found is None)
            except Outside as error:
                if last or not error.retryable:
                    raise
            found = self._size_of(name)  # an answer may be lost, and what was sent be there
            if found == size:
                return True
        raise Outside("store.bucket_kept_other", bucket=self.place, name=name)

    def _sent(self, name: str, path: Path, size: int, media_type: str, *, new: bool) -> None:
        put, store = self._client.library.put, self._client.store
        told = {"Content-Type": media_type, "Cache-Control": "private, max-age=31536000"}
        if size > PART_BYTES:
            with self._client.asking(writing=True):
                put(
                    store, name, path, attributes=told, use_multipart=True,
                    chunk_size=PART_BYTES, max_concurrency=PARTS_AT_ONCE,
                )  # fmt: skip
            return
        with explained(path):
            data = path.read_bytes()
        mode = "create" if new else "overwrite"
        with (
            suppress(self._client.library.exceptions.AlreadyExistsError),
            self._client.asking(writing=True),
        ):
            put(store, name, data, attributes=told, mode=mode)

    def _brought(self, digest: Digest, path: Path) -> bool:
        hasher = hashlib.sha256()
        chunks = self._read(digest)
        try:
            first = next(chunks, b"")
        except FileNotFoundError:
            return False
        with beside(path) as part, part.open("wb") as file:
            for data in chain((first,), chunks):
                hasher.update(data)
                file.write(data)
            if hasher.hexdigest() != digest:
                raise Outside("store.bucket_damaged", bucket=self.place, digest=digest)
        self._remember(digest)
        return True

    def _read(self, digest: Digest) -> Iterator[bytes]:
        """What the bucket has under the name of a blob, piece by piece.

        Raises:
            FileNotFoundError: it has nothing.
        """
        with self._client.asking():
            found = self._client.library.get(self._client.store, self._named(digest))
        chunks = iter(found.stream(min_chunk_size=READ_BYTES))
        while True:
            with self._client.asking():
                chunk = next(chunks, None)
            if chunk is None:
                return
            yield bytes(chunk)


def _prove(digest: Digest, path: Path) -> None:
    """Refuse to send a file that is not the blob that it is called."""
    hasher = hashlib.sha256()
    with explained(path), path.open("rb") as file:
        while chunk := file.read(READ_BYTES):
            hasher.update(chunk)
    if hasher.hexdigest() != digest:
        raise Outside("store.blob_damaged", digest=digest[:12], path=path)


def bucket_at(address: Address, patience: Patience = Patience()) -> Bucket:  # noqa: B008 - frozen
    """The bucket at `address`; nothing is asked yet.

    Raises:
        Missing: what talks to the store is not installed.
    """
    return Bucket(address, client_of(address, patience))
