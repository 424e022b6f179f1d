"""The tables of the books as they are today; `law` holds what the database enforces of them.

Lines are written before their entry, under a foreign key that is looked at when the transaction
ends; inserting the entry checks and seals them. `after` is the balance of the account behind
that line: a balance that runs, in a row that never changes. So the books hold no second truth
that could be corrected by hand, and a floor is checked by looking at one row.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, MetaData, Table

from piying.store.tables import NUMBER, WORDS

BOOKS = MetaData()

account = Table(
    "account",
    BOOKS,
    Column("id", WORDS, primary_key=True),
    Column("kind", WORDS, nullable=False),
    Column("party", WORDS, nullable=False),
    Column("currency", WORDS, nullable=False),
    Column("clearing", NUMBER, nullable=False),
    Column("floor", NUMBER),
    CheckConstraint(
        "kind IN ('asset', 'liability', 'income', 'expense', 'equity')", name="account_kind"
    ),
    CheckConstraint("clearing IN (0, 1)", name="account_clearing"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

ledger_entry = Table(
    "ledger_entry",
    BOOKS,
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
    Index("ledger_entry_about", "about", "seq"),
    sqlite_strict=True,
)
"""`reverses` is NULL where an entry undoes none, so that it can be unique where it does."""

posting = Table(
    "posting",
    BOOKS,
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
    Index("posting_account", "account", "seq", "n"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
