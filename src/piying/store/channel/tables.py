"""The tables of the channel as they are today.

Nothing in them is changed: a release that is withdrawn gets a step that says so, a right that
ends gets an end. How something stands is what its rows come to.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)

from piying.store.guards import guards
from piying.store.tables import NUMBER, WORDS

CHANNEL = MetaData()

released = Table(
    "channel_release",
    CHANNEL,
    Column("seq", NUMBER, primary_key=True),
    Column("id", WORDS, nullable=False, unique=True),
    Column("series", WORDS, nullable=False),
    Column("episode", NUMBER, nullable=False),
    Column("version", NUMBER, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    Index("channel_release_of", "series", "episode", "seq"),
)
"""`data` is the release in canonical bytes."""

step = Table(
    "channel_step",
    CHANNEL,
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
"""A release is out while of no cause the newest step withdraws it."""

key = Table(
    "channel_key",
    CHANNEL,
    Column("ladder", WORDS, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
)
"""The AES-128 key of an encrypted ladder."""

begun = Table(
    "channel_begun",
    CHANNEL,
    Column("account", WORDS, primary_key=True),
    Column("series", WORDS, primary_key=True),
    Column("plan", WORDS, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
)
"""The plan with which somebody began a series: there is never a second."""

granted = Table(
    "channel_right",
    CHANNEL,
    Column("seq", NUMBER, primary_key=True),
    Column("id", WORDS, nullable=False, unique=True),
    Column("account", WORDS, nullable=False),
    Column("series", WORDS, nullable=False),
    Column("idem", WORDS, nullable=False, unique=True),
    Column("data", LargeBinary, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    Index("channel_right_of", "account", "series", "seq"),
)
"""`idem` is the transaction that it was given for, `data` the grant in canonical bytes."""

ended = Table(
    "channel_right_end",
    CHANNEL,
    Column("granted", WORDS, ForeignKey("channel_right.id"), primary_key=True),
    Column("by", WORDS, nullable=False),
    Column("why", WORDS, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
)

reward = Table(
    "channel_reward",
    CHANNEL,
    Column("id", WORDS, primary_key=True),
    Column("account", WORDS, nullable=False),
    Column("series", WORDS, nullable=False),
    Column("episode", NUMBER, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    Index("channel_reward_of", "account", "series", "episode"),
)
"""Rewarded ads that were watched, each ticket once."""

GUARDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "channel_release": (("seq",), ("id",)),
    "channel_step": (("seq",), ("release", "act", "cause", "reference")),
    "channel_key": (("ladder",),),
    "channel_begun": (("account", "series"),),
    "channel_right": (("seq",), ("id",), ("idem",)),
    "channel_right_end": (("granted",),),
    "channel_reward": (("id",),),
}
"""Every table, each with what names a row of it."""


def create(connection: Connection) -> None:
    """Make the channel in a database that has none."""
    CHANNEL.create_all(connection)
    protect(connection)


def protect(connection: Connection) -> None:
    """Have the database refuse every change."""
    for table, keys in GUARDED.items():
        for statement in guards(connection.dialect.name, table, *keys):
            connection.exec_driver_sql(statement)
