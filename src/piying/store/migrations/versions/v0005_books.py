"""The books: accounts, entries that balance, and the law that keeps them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, Text

from piying.store.books.law import laws

revision = "0005"
down_revision = "0004"

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Make the three tables and their law."""
    op.create_table(
        "account",
        Column("id", WORDS, primary_key=True),
        Column("kind", WORDS, nullable=False),
        Column("party", WORDS, nullable=False),
        Column("currency", WORDS, nullable=False),
        Column("clearing", NUMBER, nullable=False),
        Column("floor", NUMBER),
        CheckConstraint(
            "kind IN ('asset', 'liability', 'income', 'expense', 'equity')",
            name="account_kind",
        ),
        CheckConstraint("clearing IN (0, 1)", name="account_clearing"),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )
    op.create_table(
        "ledger_entry",
        Column("seq", NUMBER, primary_key=True, autoincrement=False),
        Column("id", WORDS, nullable=False, unique=True),
        Column("idem", WORDS, nullable=False, unique=True),
        Column("kind", WORDS, nullable=False),
        Column("effective", WORDS, nullable=False),
        Column("cause", WORDS, nullable=False),
        Column("about", WORDS, nullable=False),
        Column("reverses", WORDS, ForeignKey("ledger_entry.id"), unique=True),
        Column("body_sha256", WORDS, nullable=False),
        Column("recorded_ms", NUMBER, nullable=False),
        Column("prev", WORDS, nullable=False),
        Column("hash", WORDS, nullable=False),
        CheckConstraint("seq > 0", name="ledger_entry_seq"),
        CheckConstraint(
            "length(body_sha256) = 64 AND length(prev) = 64 AND length(hash) = 64",
            name="ledger_entry_hashes",
        ),
        sqlite_strict=True,
    )
    op.create_index("ledger_entry_about", "ledger_entry", ["about", "seq"])
    op.create_table(
        "posting",
        Column(
            "seq",
            NUMBER,
            ForeignKey("ledger_entry.seq", deferrable=True, initially="DEFERRED"),
            primary_key=True,
            autoincrement=False,
        ),
        Column("n", NUMBER, primary_key=True, autoincrement=False),
        Column("account", WORDS, ForeignKey("account.id"), nullable=False),
        Column("minor", NUMBER, nullable=False),
        Column("after", NUMBER, nullable=False),
        Column("memo", WORDS, nullable=False),
        CheckConstraint("minor <> 0", name="posting_minor"),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )
    op.create_index("posting_account", "posting", ["account", "seq", "n"])
    for statement in laws(op.get_context().dialect.name):
        op.get_bind().exec_driver_sql(statement)
