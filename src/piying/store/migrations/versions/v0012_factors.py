"""Second factors and consents; at no login of before was a second factor given."""

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
)

from piying.store.guards import guards

revision = "0012"
down_revision = "0011"

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Add the column, make the tables."""
    op.add_column(
        "channel_login", Column("factor_ms", NUMBER, nullable=False, server_default="0")
    )
    op.create_table(
        "channel_factor",
        Column("member", WORDS, ForeignKey("channel_member.id"), primary_key=True),
        Column("secret", LargeBinary),
        Column("wanted", LargeBinary),
        Column("step", NUMBER, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_table(
        "channel_consent",
        Column("id", WORDS, primary_key=True),
        Column("member", WORDS, ForeignKey("channel_member.id"), nullable=False),
        Column("purpose", WORDS, nullable=False),
        Column("version", WORDS, nullable=False),
        Column("given", NUMBER, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
        CheckConstraint("given IN (0, 1)", name="channel_consent_given"),
    )
    op.create_index("channel_consent_of", "channel_consent", ["member", "purpose"])
    connection = op.get_bind()
    for statement in guards(connection.dialect.name, "channel_consent", ("id",)):
        connection.exec_driver_sql(statement)
