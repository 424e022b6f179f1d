"""The table of requests by their idempotency key as it is today."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
)

from piying.store.tables import NUMBER, WORDS

REQUESTS = MetaData()

request = Table(
    "channel_request",
    REQUESTS,
    Column("who", WORDS, nullable=False),
    Column("key", WORDS, nullable=False),
    Column("asked", WORDS, nullable=False),
    Column("status", NUMBER),
    Column("answer", LargeBinary),
    Column("at_ms", NUMBER, nullable=False),
    PrimaryKeyConstraint("who", "key"),
    Index("channel_request_at", "at_ms"),
)
"""`asked` is the SHA-256 of method, path and body; `status` is null while it is being done."""


def create(connection: Connection) -> None:
    """Make the table in a database that has none of them."""
    REQUESTS.create_all(connection)
