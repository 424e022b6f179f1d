"""The tables of a house as they are today; `store/migrations` brings older houses here.

Text is compared letter for letter in both databases. A row of `choice` or `head` is newer than
another if its `seq` is higher, whatever the clock said.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from piying.store.guards import guards

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")

TABLES = MetaData()

objects = Table(
    "object",
    TABLES,
    Column("digest", WORDS, primary_key=True),
    Column("kind", WORDS, nullable=False),
    Column("data", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

take = Table(
    "take",
    TABLES,
    Column("id", WORDS, primary_key=True),
    Column("recipe", WORDS, nullable=False),
    Column("outcome", WORDS, nullable=False),
    Column("blob", WORDS),
    Column("at_ms", NUMBER, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("take_recipe", "recipe", "id"),
)

choice = Table(
    "choice",
    TABLES,
    Column("seq", NUMBER, primary_key=True),
    Column("id", WORDS, nullable=False, unique=True),
    Column("recipe", WORDS, nullable=False),
    Column("take", WORDS, nullable=False),
    Column("by", WORDS, nullable=False),
    Column("why", WORDS, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    Index("choice_recipe", "recipe", "seq"),
)

head = Table(
    "head",
    TABLES,
    Column("seq", NUMBER, primary_key=True),
    Column("id", WORDS, nullable=False, unique=True),
    Column("name", WORDS, nullable=False),
    Column("slot", WORDS, nullable=False),
    Column("digest", WORDS, nullable=False),
    Column("made_from", WORDS, nullable=False),
    Column("by", WORDS, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    Index("head_name", "name", "slot", "seq"),
)

entry = Table(
    "entry",
    TABLES,
    Column("log", WORDS, primary_key=True),
    Column("seq", NUMBER, primary_key=True, autoincrement=False),
    Column("hash", WORDS, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
)
"""Append-only logs; each entry's hash covers the one before it, which its writer sees to."""

job = Table(
    "job",
    TABLES,
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
    Column("charge", WORDS, nullable=False),
    Column("original_minor", NUMBER),
    Column("original_currency", WORDS, nullable=False),
    Index("job_key", "key", "again", unique=True),
    Index("job_state", "state", "lease_ms"),
    Index("job_place", "series", "episode", "shot"),
    Index("job_month", "month"),
    Index("job_recipe", "recipe"),
)
"""Paid jobs as they stand. `counted_minor` is what counts against the caps: what is reserved
while the job is open, what was settled afterwards. `lease_ms` is when its lease ends.
`original` is the money in the vendor's currency: its price, or what it charged."""

job_step = Table(
    "job_step",
    TABLES,
    Column("seq", NUMBER, primary_key=True),
    Column("job", WORDS, nullable=False),
    Column("state", WORDS, nullable=False),
    Column("counted_minor", NUMBER, nullable=False),
    Column("vendor_job", WORDS, nullable=False),
    Column("why", WORDS, nullable=False),
    Column("by", WORDS, nullable=False),
    Column("fence", NUMBER, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    Index("job_step_job", "job", "seq"),
)
"""Every state that a job ever came into, with the money that counted from then on."""

sale = Table(
    "sale",
    TABLES,
    Column("id", WORDS, primary_key=True),
    Column("day", WORDS, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    Index("sale_day", "day", "id"),
)
"""What was sold, refunded and kept by others, as it was told."""

GUARDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "take": (("id",),),
    "choice": (("seq",), ("id",)),
    "head": (("seq",), ("id",)),
    "entry": (("log", "seq"),),
    "job_step": (("seq",),),
    "sale": (("id",),),
}
"""The happenings, each with what names a row of it."""


def create(connection: Connection) -> None:
    """Make every table of today in an empty database."""
    TABLES.create_all(connection)
    for table, keys in GUARDED.items():
        for statement in guards(connection.dialect.name, table, *keys):
            connection.exec_driver_sql(statement)
