"""Paid jobs, and every state that they came into."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text

from piying.store.guards import guards

revision = "0003"
down_revision = "0002"

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "job",
        Column("id", WORDS, primary_key=True),
        Column("key", WORDS, nullable=False),
        Column("again", NUMBER, nullable=False),
        Column("recipe", WORDS, nullable=False),
        Column("order", WORDS, nullable=False),
        Column("provider", WORDS, nullable=False),
        Column("model", WORDS, nullable=False),
        Column("variant", NUMBER, nullable=False),
        Column("series", WORDS, nullable=False),
        Column("episode", NUMBER, nullable=False),
        Column("shot", WORDS, nullable=False),
        Column("month", WORDS, nullable=False),
        Column("state", WORDS, nullable=False),
        Column("currency", WORDS, nullable=False),
        Column("reserved_minor", NUMBER, nullable=False),
        Column("settled_minor", NUMBER),
        Column("counted_minor", NUMBER, nullable=False),
        Column("vendor_job", WORDS, nullable=False),
        Column("take", WORDS, nullable=False),
        Column("why", WORDS, nullable=False),
        Column("made_ms", NUMBER, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
        Column("attempts", NUMBER, nullable=False),
        Column("owner", WORDS, nullable=False),
        Column("fence", NUMBER, nullable=False),
        Column("lease_ms", NUMBER, nullable=False),
    )
    op.create_index("job_key", "job", ["key", "again"], unique=True)
    op.create_index("job_state", "job", ["state", "lease_ms"])
    op.create_index("job_place", "job", ["series", "episode", "shot"])
    op.create_index("job_month", "job", ["month"])
    op.create_table(
        "job_step",
        Column("seq", NUMBER, primary_key=True),
        Column("job", WORDS, nullable=False),
        Column("state", WORDS, nullable=False),
        Column("counted_minor", NUMBER, nullable=False),
        Column("vendor_job", WORDS, nullable=False),
        Column("why", WORDS, nullable=False),
        Column("by", WORDS, nullable=False),
        Column("fence", NUMBER, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_index("job_step_job", "job_step", ["job", "seq"])
    for statement in guards(op.get_context().dialect.name, "job_step", ("seq",)):
        op.get_bind().exec_driver_sql(statement)
