"""Members of the channel: credentials, duties, logins, codes, tokens, throttles."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
)

revision = "0008"
down_revision = "0007"

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _members()
    _logins()
    _tokens()


def _members() -> None:
    op.create_table(
        "channel_member",
        Column("id", WORDS, primary_key=True),
        Column("sort", WORDS, nullable=False),
        Column("name", WORDS, nullable=False),
        Column("handle", WORDS, unique=True),
        Column("party", WORDS, nullable=False),
        Column("minors", NUMBER, nullable=False),
        Column("pin", WORDS, nullable=False),
        Column("made_ms", NUMBER, nullable=False),
        Column("closed_ms", NUMBER),
        CheckConstraint("sort IN ('anonymous', 'viewer', 'staff')", name="channel_member_sort"),
        CheckConstraint("minors IN (0, 1)", name="channel_member_minors"),
    )
    op.create_table(
        "channel_duty",
        Column("member", WORDS, ForeignKey("channel_member.id"), primary_key=True),
        Column("duty", WORDS, primary_key=True),
    )
    op.create_table(
        "channel_credential",
        Column("id", WORDS, primary_key=True),
        Column("member", WORDS, ForeignKey("channel_member.id"), nullable=False),
        Column("sort", WORDS, nullable=False),
        Column("data", LargeBinary, nullable=False),
        Column("uses", NUMBER, nullable=False),
        Column("name", WORDS, nullable=False),
        Column("made_ms", NUMBER, nullable=False),
        Column("used_ms", NUMBER, nullable=False),
        CheckConstraint("sort IN ('password', 'passkey')", name="channel_credential_sort"),
    )
    op.create_index("channel_credential_of", "channel_credential", ["member", "sort"])


def _logins() -> None:
    op.create_table(
        "channel_login",
        Column("id", WORDS, primary_key=True),
        Column("digest", WORDS, nullable=False, unique=True),
        Column("member", WORDS, ForeignKey("channel_member.id"), nullable=False),
        Column("at_ms", NUMBER, nullable=False),
        Column("seen_ms", NUMBER, nullable=False),
        Column("idle_ms", NUMBER, nullable=False),
        Column("until_ms", NUMBER, nullable=False),
        Column("proved_ms", NUMBER, nullable=False),
        Column("ended_ms", NUMBER),
        Column("device", WORDS, nullable=False),
    )
    op.create_index("channel_login_of", "channel_login", ["member", "at_ms"])
    op.create_table(
        "channel_code",
        Column("digest", WORDS, primary_key=True),
        Column("purpose", WORDS, nullable=False),
        Column("member", WORDS, nullable=False),
        Column("until_ms", NUMBER, nullable=False),
        Column("used_ms", NUMBER),
    )
    op.create_index("channel_code_of", "channel_code", ["member", "purpose"])


def _tokens() -> None:
    op.create_table(
        "channel_token",
        Column("id", WORDS, primary_key=True),
        Column("member", WORDS, ForeignKey("channel_member.id"), nullable=False),
        Column("name", WORDS, nullable=False),
        Column("prefix", WORDS, nullable=False),
        Column("digest", WORDS, nullable=False),
        Column("scopes", WORDS, nullable=False),
        Column("made_ms", NUMBER, nullable=False),
        Column("until_ms", NUMBER, nullable=False),
        Column("used_ms", NUMBER),
        Column("ended_ms", NUMBER),
        UniqueConstraint("prefix", name="channel_token_prefix"),
    )
    op.create_index("channel_token_of", "channel_token", ["member", "made_ms"])
    op.create_table(
        "channel_throttle",
        Column("key", WORDS, primary_key=True),
        Column("full_ms", NUMBER, nullable=False),
        Column("failures", NUMBER, nullable=False),
        Column("until_ms", NUMBER, nullable=False),
    )
