"""The client of a store: obstore, made with the keys that are found, and its errors explained.

Written against obstore 0.12.1 (its stubs `_store/_aws.pyi`, `_client.pyi`, `_retry.pyi`, read
2026-11-23). It is loaded only where a bucket is set.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from piying.model.errors import Missing, PiyingError
from piying.store.bucket.address import Address
from piying.store.bucket.refusals import answer_in, refusal
from piying.store.signing import from_keyring

SERVICE = "piying-store"
"""What the keyring calls us; the user is the bucket, the password KEY_ID:SECRET."""
OWN_CHAIN = re.compile(r"AWS_(ACCESS_KEY_ID|WEB_IDENTITY_TOKEN_FILE|CONTAINER_\w+)")
"""Variables by which the client finds keys by itself; the keyring is not asked then."""
LISTED_MAX = 1_000
"""Names that one answer of a store lists."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a store is waited for."""

    connect_seconds: int = 5
    silent_seconds: int = 60
    """So long a request may be without an answer, and an answer without another byte."""
    request_seconds: int = 3_600
    """So long one request may take as a whole."""
    retries: int = 6
    """Of what is lost on the way and of answers that say "later"."""
    retry_seconds: int = 60
    """Behind these nothing more is tried again."""


@dataclass(frozen=True, slots=True)
class Client:
    """A store, and how it is asked."""

    library: ModuleType
    store: Any
    """Its own view of the bucket."""
    place: str
    """The bucket as a person calls it."""

    @contextmanager
    def asking(self, *, writing: bool = False) -> Iterator[None]:
        """Turn what the store refuses in the block into words for a person.

        That a name is not there, or is there already, is passed on as it is.
        """
        kept = (FileNotFoundError, self.library.exceptions.AlreadyExistsError)
        try:
            yield
        except kept as error:
            if (said := answer_in(str(error))).code == "NoSuchBucket":
                raise refusal(said, self.place, writing=writing) from None
            raise
        except (
            self.library.exceptions.BaseError,
            OSError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise self._refused(str(error), writing=writing) from None

    def listed(self, prefix: str) -> Iterator[tuple[str, int]]:
        """(name, bytes) of everything whose name begins with `prefix`, in order of names.

        `prefix` ends where a part of a name ends.
        """
        pages = iter(self.library.list(self.store, prefix or None, chunk_size=LISTED_MAX))
        while True:
            with self.asking():
                page = next(pages, None)
            if page is None:
                return
            yield from ((one["path"], one["size"]) for one in page)

    def look(self) -> None:
        """See that the bucket is there and its names may be read.

        Raises:
            Missing: it is not there.
            Outside: the keys are not taken, or the store does not answer.
        """
        with self.asking():
            next(iter(self.library.list(self.store, None, chunk_size=1)), None)

    def _refused(self, told: str, *, writing: bool) -> PiyingError:
        """What the store said; to a question for the head of a file it says only a number."""
        answer = answer_in(told)
        if answer.refused and not answer.code:
            try:
                next(iter(self.library.list(self.store, None, chunk_size=1)), None)
            except self.library.exceptions.BaseError as error:
                answer = answer_in(str(error))
        return refusal(answer, self.place, writing=writing)


def client_of(
    address: Address,
    patience: Patience,
    environment: Mapping[str, str] | None = None,
    ring: Callable[[str, str], str | None] = from_keyring,
) -> Client:
    """The client of the store at `address`; nothing is asked yet.

    Keys are found by the client itself (environment, roles of the machine), else in the
    keyring.

    Raises:
        Missing: what talks to the store is not installed.
    """
    try:
        import obstore  # noqa: PLC0415 - optional, and loaded only where a bucket is set
        import obstore.exceptions  # noqa: PLC0415 - as above
        from obstore.store import S3Store  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        raise Missing("store.no_bucket_client", package=error.name) from error
    given: dict[str, Any] = _keys(
        address, os.environ if environment is None else environment, ring
    )
    if address.region:
        given["region"] = address.region
    if address.endpoint:
        given["endpoint"] = address.reached_at
    store = S3Store(
        address.bucket,
        checksum_algorithm="SHA256",
        virtual_hosted_style_request=not address.path_style,
        client_options={
            "allow_http": address.endpoint.startswith("http://"),
            "connect_timeout": timedelta(seconds=patience.connect_seconds),
            "read_timeout": timedelta(seconds=patience.silent_seconds),
            "timeout": timedelta(seconds=patience.request_seconds),
        },
        retry_config={
            "max_retries": patience.retries,
            "retry_timeout": timedelta(seconds=patience.retry_seconds),
        },
        **given,
    )
    return Client(obstore, store, str(address))


def _keys(
    address: Address, environment: Mapping[str, str], ring: Callable[[str, str], str | None]
) -> dict[str, str]:
    """The keys that the keyring holds, where the client would find none by itself."""
    if any(OWN_CHAIN.fullmatch(name) and value for name, value in environment.items()):
        return {}
    name, _, secret = (ring(address.bucket, SERVICE) or "").strip().partition(":")
    return {"access_key_id": name, "secret_access_key": secret} if name and secret else {}


def content_type(path: Path) -> str:
    """What a store says of a file whose name ends like that of `path`."""
    return TYPES.get(path.suffix, "application/octet-stream")


TYPES = {
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}
"""By the end of a name; a player that is sent to the store goes by it."""
