"""Payments: orders and their steps, coins with their money, memberships, what was shared."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
)

from piying.store.guards import guards

revision = "0010"
down_revision = "0009"

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")

KEYS = {
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


def upgrade() -> None:
    """Make the tables and their guards."""
    _orders()
    _coins()
    _members()
    for table, keys in KEYS.items():
        for statement in guards(op.get_bind().dialect.name, table, *keys):
            op.get_bind().exec_driver_sql(statement)


def _orders() -> None:
    op.create_table(
        "channel_order",
        Column("seq", NUMBER, primary_key=True),
        Column("id", WORDS, nullable=False, unique=True),
        Column("account", WORDS, nullable=False),
        Column("idem", WORDS, nullable=False),
        Column("till", WORDS, nullable=False),
        Column("until_ms", NUMBER, nullable=False),
        Column("data", LargeBinary, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
        UniqueConstraint("account", "idem", name="channel_order_once"),
    )
    op.create_index("channel_order_of", "channel_order", ["account", "seq"])
    op.create_index("channel_order_until", "channel_order", ["until_ms"])
    op.create_table(
        "channel_order_step",
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
    )
    op.create_index("channel_order_step_act", "channel_order_step", ["act", "seq"])
    op.create_table(
        "channel_paid",
        Column("order_id", WORDS, ForeignKey("channel_order.id"), primary_key=True),
        Column("till", WORDS, nullable=False),
        Column("payment", WORDS, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
        UniqueConstraint("till", "payment", name="channel_paid_once"),
    )


def _coins() -> None:
    op.create_table(
        "channel_lot",
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
    )
    op.create_index("channel_lot_of", "channel_lot", ["account", "since_ms", "seq"])
    op.create_index("channel_lot_by", "channel_lot", ["order_id", "seq"])
    op.create_table(
        "channel_draw",
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
    )
    op.create_index("channel_draw_for", "channel_draw", ["reference", "seq"])
    op.create_table(
        "channel_habit",
        Column("seq", NUMBER, primary_key=True),
        Column("account", WORDS, nullable=False),
        Column("auto", NUMBER, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_index("channel_habit_of", "channel_habit", ["account", "seq"])


def _members() -> None:
    op.create_table(
        "channel_membership",
        Column("granted", WORDS, primary_key=True),
        Column("order_id", WORDS, ForeignKey("channel_order.id"), nullable=False),
        Column("account", WORDS, nullable=False),
        Column("since_ms", NUMBER, nullable=False),
        Column("days", NUMBER, nullable=False),
        Column("minor", NUMBER, nullable=False),
        Column("fee_minor", NUMBER, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_index("channel_membership_of", "channel_membership", ["account"])
    op.create_index("channel_membership_by", "channel_membership", ["order_id"])
    op.create_table(
        "channel_opening",
        Column("granted", WORDS, ForeignKey("channel_membership.granted"), nullable=False),
        Column("week", NUMBER, nullable=False),
        Column("series", WORDS, nullable=False),
        Column("episode", NUMBER, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
        PrimaryKeyConstraint("granted", "week", "series", "episode"),
    )
    op.create_table(
        "channel_share",
        Column("granted", WORDS, ForeignKey("channel_membership.granted"), nullable=False),
        Column("week", NUMBER, nullable=False),
        Column("series", WORDS, nullable=False),
        Column("minor", NUMBER, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
        PrimaryKeyConstraint("granted", "week", "series"),
    )
