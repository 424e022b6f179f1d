"""Serving a house: it stays open beside other runs, and one server at a time serves it.

What a server changes are rows of the database, each in a block of its own, files named by their
digest, and segments of the raw log that no other process opens. So a verb may work in the house
meanwhile, and what it releases or takes down is seen at once.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import text

from piying.model.errors import Conflict, Invalid, Outside
from piying.render.workers import Workers
from piying.store.disk import explained, make_folder
from piying.store.store import Store
from piying.studio.house import Clock, House, Settings, opened_store
from piying.studio.progress import Silent

LOG = logging.getLogger("piying.channel")
LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server is found, and whom it serves."""

    host: str = "127.0.0.1"
    """The address of this machine that it listens on."""
    port: int = 8000
    """0: any that is free."""
    origin: str = ""
    """What people open, "https://drama.example"; empty: this machine alone."""
    territory: str = "CN"
    """Whose plans, prices and releases hold here; ISO 3166-1."""
    proxies: int = 0
    """How many servers of ours stand before it and add to X-Forwarded-For."""

    def checked(self) -> Place:
        """The same, if it can be served.

        Raises:
            Invalid: others may reach it but it has no address by TLS, or a part is malformed.
        """
        parts = urlsplit(self.origin)
        plain = parts.scheme in {"http", "https"} and parts.netloc and not parts.path.strip("/")
        if self.origin and not plain:
            raise Invalid("web.origin_form", given=self.origin)
        if parts.scheme == "http" and parts.hostname not in LOCAL:
            raise Invalid("web.origin_open", given=self.origin)
        if self.host not in LOCAL and not self.origin:
            raise Invalid("web.origin_missing", host=self.host)
        two = self.territory.isascii() and self.territory.isalpha() and len(self.territory) == 2
        if not two or not self.territory.isupper():
            raise Invalid("web.territory_form", given=self.territory)
        return self

    def origin_at(self, port: int) -> str:
        """What people open when it listens on `port`.

        Of this machine it is the name and not the number: browsers make passkeys for names.
        """
        return self.origin.rstrip("/") or f"http://localhost:{port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The host names that are answered; this machine's only where no other is told."""
        named = urlsplit(self.origin).hostname
        return (named,) if named else ("127.0.0.1", "localhost", "::1")


def check(house: House) -> None:
    """See that the database answers.

    Raises:
        Outside: it does not.
    """
    with house.store.database.reading() as connection:
        connection.execute(text("SELECT 1"))


def _look(store: Store) -> None:
    """See that the bucket is as it was set; one that does not answer may come again."""
    try:
        if store.bucket is not None:
            store.bucket.look()
    except Outside as error:
        if not error.retryable:
            raise
        LOG.warning("the bucket does not answer: %s", error)


@contextmanager
def served(settings: Settings, clock: Clock) -> Iterator[House]:
    """The house for the block, open beside other runs but to one server only.

    Raises:
        Conflict: another server serves it.
        Missing: its bucket is not there.
        Outside: its bucket refuses its keys.
    """
    make_folder(settings.house)
    with explained(settings.house):
        handle = os.open(settings.house / "serving.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Conflict("web.served_already", path=settings.house) from error
        store = opened_store(settings)
        try:
            _look(store)
            yield House(store, (), clock, settings, Silent(), Workers(1))
        finally:
            store.close()
    finally:
        os.close(handle)
