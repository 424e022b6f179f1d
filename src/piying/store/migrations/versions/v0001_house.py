"""The first shape: values, takes, choices and heads."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Text

from piying.store.guards import guards

revision = "0001"
down_revision = None

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "object",
        Column("digest", WORDS, primary_key=True),
        Column("kind", WORDS, nullable=False),
        Column("data", LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "take",
        Column("id", WORDS, primary_key=True),
        Column("recipe", WORDS, nullable=False),
        Column("outcome", WORDS, nullable=False),
        Column("blob", WORDS),
        Column("at_ms", NUMBER, nullable=False),
        Column("data", LargeBinary, nullable=False),
    )
    op.create_index("take_recipe", "take", ["recipe", "id"])
    op.create_table(
        "choice",
        Column("id", WORDS, primary_key=True),
        Column("recipe", WORDS, nullable=False),
        Column("take", WORDS, nullable=False),
        Column("by", WORDS, nullable=False),
        Column("why", WORDS, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_index("choice_recipe", "choice", ["recipe", "id"])
    op.create_table(
        "head",
        Column("id", WORDS, primary_key=True),
        Column("name", WORDS, nullable=False),
        Column("slot", WORDS, nullable=False),
        Column("digest", WORDS, nullable=False),
        Column("made_from", WORDS, nullable=False),
        Column("by", WORDS, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_index("head_name", "head", ["name", "slot", "id"])
    for table in ("take", "choice", "head"):
        for statement in guards(op.get_context().dialect.name, table, ("id",)):
            op.get_bind().exec_driver_sql(statement)
