"""Sales, each once."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Text

from piying.store.guards import guards

revision = "0006"
down_revision = "0005"

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Make the table and its guards."""
    op.create_table(
        "sale",
        Column("id", WORDS, primary_key=True),
        Column("day", WORDS, nullable=False),
        Column("data", LargeBinary, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_index("sale_day", "sale", ["day", "id"])
    for statement in guards(op.get_bind().dialect.name, "sale", ("id",)):
        op.get_bind().exec_driver_sql(statement)
