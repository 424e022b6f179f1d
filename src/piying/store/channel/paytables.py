"""The tables of payments as they are today.

An order is a row that never changes; what became of it are rows beside it. Coins that came by
a payment are a lot, and what is taken out of it are draws, one behind the other.
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
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from piying.store.guards import guards
from piying.store.tables import NUMBER, WORDS

PAYING = MetaData()

order = Table(
    "channel_order",
    PAYING,
    Column("seq", NUMBER, primary_key=True),
    Column("id", WORDS, nullable=False, unique=True),
    Column("account", WORDS, nullable=False),
    Column("idem", WORDS, nullable=False),
    Column("till", WORDS, nullable=False),
    Column("until_ms", NUMBER, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    UniqueConstraint("account", "idem", name="channel_order_once"),
    Index("channel_order_of", "account", "seq"),
    Index("channel_order_until", "until_ms"),
)
"""`data` is the order in canonical bytes, `idem` the buyer's key."""

step = Table(
    "channel_order_step",
    PAYING,
    Column("seq", NUMBER, primary_key=True),
    Column("order_id", WORDS, ForeignKey("channel_order.id"), nullable=False),
    Column("act", WORDS, nullable=False),
    Column("reference", WORDS, nullable=False),
    Column("minor", NUMBER, nullable=False),
    Column("coins", NUMBER, nullable=False),
    Column("by", WORDS, nullable=False),
    Column("note", WORDS, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    CheckConstraint(
        "act IN ('begun', 'paid', 'failed', 'expired', 'aside', 'decided', 'refund_asked', "
        "'refunded', 'refund_failed')",
        name="channel_order_step_act",
    ),
    UniqueConstraint("order_id", "act", "reference", name="channel_order_step_once"),
    Index("channel_order_step_act", "act", "seq"),
)

paid = Table(
    "channel_paid",
    PAYING,
    Column("order_id", WORDS, ForeignKey("channel_order.id"), primary_key=True),
    Column("till", WORDS, nullable=False),
    Column("payment", WORDS, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    UniqueConstraint("till", "payment", name="channel_paid_once"),
)
"""What an order brought was given: once for an order, once for a payment."""

lot = Table(
    "channel_lot",
    PAYING,
    Column("seq", NUMBER, primary_key=True),
    Column("id", WORDS, nullable=False, unique=True),
    Column("account", WORDS, nullable=False),
    Column("order_id", WORDS, ForeignKey("channel_order.id"), nullable=False),
    Column("coins", NUMBER, nullable=False),
    Column("minor", NUMBER, nullable=False),
    Column("currency", WORDS, nullable=False),
    Column("fee_minor", NUMBER, nullable=False),
    Column("since_ms", NUMBER, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    CheckConstraint("coins > 0 AND minor >= 0", name="channel_lot_sums"),
    Index("channel_lot_of", "account", "since_ms", "seq"),
    Index("channel_lot_by", "order_id", "seq"),
)

draw = Table(
    "channel_draw",
    PAYING,
    Column("seq", NUMBER, primary_key=True),
    Column("lot", WORDS, ForeignKey("channel_lot.id"), nullable=False),
    Column("first", NUMBER, nullable=False),
    Column("coins", NUMBER, nullable=False),
    Column("minor", NUMBER, nullable=False),
    Column("fee_minor", NUMBER, nullable=False),
    Column("what", WORDS, nullable=False),
    Column("reference", WORDS, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    CheckConstraint("what IN ('unlock', 'refund')", name="channel_draw_what"),
    UniqueConstraint("lot", "first", name="channel_draw_once"),
    Index("channel_draw_for", "reference", "seq"),
)
"""`reference` is the right that the coins opened, or the refund that took them back."""

membership = Table(
    "channel_membership",
    PAYING,
    Column("granted", WORDS, primary_key=True),
    Column("order_id", WORDS, ForeignKey("channel_order.id"), nullable=False),
    Column("account", WORDS, nullable=False),
    Column("since_ms", NUMBER, nullable=False),
    Column("days", NUMBER, nullable=False),
    Column("minor", NUMBER, nullable=False),
    Column("fee_minor", NUMBER, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    Index("channel_membership_of", "account"),
    Index("channel_membership_by", "order_id"),
)
"""The right that a membership gave, and the money behind it; none, if nobody paid."""

opening = Table(
    "channel_opening",
    PAYING,
    Column("granted", WORDS, ForeignKey("channel_membership.granted"), nullable=False),
    Column("week", NUMBER, nullable=False),
    Column("series", WORDS, nullable=False),
    Column("episode", NUMBER, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    PrimaryKeyConstraint("granted", "week", "series", "episode"),
)
"""What a member opened by their membership in each of its weeks."""

share = Table(
    "channel_share",
    PAYING,
    Column("granted", WORDS, ForeignKey("channel_membership.granted"), nullable=False),
    Column("week", NUMBER, nullable=False),
    Column("series", WORDS, nullable=False),
    Column("minor", NUMBER, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    PrimaryKeyConstraint("granted", "week", "series"),
)
"""What a series got of a week of a membership; no series: nobody was there to get it. What is
taken back when a membership is refunded stands below nothing, in weeks below nothing."""

habit = Table(
    "channel_habit",
    PAYING,
    Column("seq", NUMBER, primary_key=True),
    Column("account", WORDS, nullable=False),
    Column("auto", NUMBER, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    Index("channel_habit_of", "account", "seq"),
)
"""Whether the next episode is unlocked without asking: the newest row holds."""

GUARDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "channel_order": (("seq",), ("id",), ("account", "idem")),
    "channel_order_step": (("seq",), ("order_id", "act", "reference")),
    "channel_paid": (("order_id",), ("till", "payment")),
    "channel_lot": (("seq",), ("id",)),
    "channel_draw": (("seq",), ("lot", "first")),
    "channel_membership": (("granted",),),
    "channel_opening": (("granted", "week", "series", "episode"),),
    "channel_share": (("granted", "week", "series"),),
    "channel_habit": (("seq",),),
}
"""Every table, each with what names a row of it."""


def create(connection: Connection) -> None:
    """Make the tables in a database that has none of them."""
    PAYING.create_all(connection)
    for table, keys in GUARDED.items():
        for statement in guards(connection.dialect.name, table, *keys):
            connection.exec_driver_sql(statement)
