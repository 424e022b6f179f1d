"""Requests by their idempotency key: what was answered, so that a repeat is answered alike."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, PrimaryKeyConstraint, Text

revision = "0011"
down_revision = "0010"

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "channel_request",
        Column("who", WORDS, nullable=False),
        Column("key", WORDS, nullable=False),
        Column("asked", WORDS, nullable=False),
        Column("status", NUMBER),
        Column("answer", LargeBinary),
        Column("at_ms", NUMBER, nullable=False),
        PrimaryKeyConstraint("who", "key"),
    )
    op.create_index("channel_request_at", "channel_request", ["at_ms"])
