"""The channel: releases and their steps, keys, plans that were begun, rights, rewarded ads."""

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

from piying.store.guards import guards

revision = "0007"
down_revision = "0006"

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")

KEYS = {
    "channel_release": (("seq",), ("id",)),
    "channel_step": (("seq",), ("release", "act", "cause", "reference")),
    "channel_key": (("ladder",),),
    "channel_begun": (("account", "series"),),
    "channel_right": (("seq",), ("id",), ("idem",)),
    "channel_right_end": (("granted",),),
    "channel_reward": (("id",),),
}


def upgrade() -> None:
    """Make the tables and their guards."""
    _releases()
    _rights()
    for table, keys in KEYS.items():
        for statement in guards(op.get_bind().dialect.name, table, *keys):
            op.get_bind().exec_driver_sql(statement)


def _releases() -> None:
    op.create_table(
        "channel_release",
        Column("seq", NUMBER, primary_key=True),
        Column("id", WORDS, nullable=False, unique=True),
        Column("series", WORDS, nullable=False),
        Column("episode", NUMBER, nullable=False),
        Column("version", NUMBER, nullable=False),
        Column("data", LargeBinary, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_index("channel_release_of", "channel_release", ["series", "episode", "seq"])
    op.create_table(
        "channel_step",
        Column("seq", NUMBER, primary_key=True),
        Column("release", WORDS, ForeignKey("channel_release.id"), nullable=False),
        Column("act", WORDS, nullable=False),
        Column("cause", WORDS, nullable=False),
        Column("reference", WORDS, nullable=False),
        Column("by", WORDS, nullable=False),
        Column("why", WORDS, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
        CheckConstraint("act IN ('withdrawn', 'restored')", name="channel_step_act"),
        CheckConstraint("cause IN ('hand', 'notice', 'newer')", name="channel_step_cause"),
        UniqueConstraint("release", "act", "cause", "reference", name="channel_step_once"),
    )
    op.create_table(
        "channel_key",
        Column("ladder", WORDS, primary_key=True),
        Column("secret", LargeBinary, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )


def _rights() -> None:
    op.create_table(
        "channel_begun",
        Column("account", WORDS, primary_key=True),
        Column("series", WORDS, primary_key=True),
        Column("plan", WORDS, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_table(
        "channel_right",
        Column("seq", NUMBER, primary_key=True),
        Column("id", WORDS, nullable=False, unique=True),
        Column("account", WORDS, nullable=False),
        Column("series", WORDS, nullable=False),
        Column("idem", WORDS, nullable=False, unique=True),
        Column("data", LargeBinary, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_index("channel_right_of", "channel_right", ["account", "series", "seq"])
    op.create_table(
        "channel_right_end",
        Column("granted", WORDS, ForeignKey("channel_right.id"), primary_key=True),
        Column("by", WORDS, nullable=False),
        Column("why", WORDS, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_table(
        "channel_reward",
        Column("id", WORDS, primary_key=True),
        Column("account", WORDS, nullable=False),
        Column("series", WORDS, nullable=False),
        Column("episode", NUMBER, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_index("channel_reward_of", "channel_reward", ["account", "series", "episode"])
