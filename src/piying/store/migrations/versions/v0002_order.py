"""Choices and heads in the order in which they came, and logs of entries.

The first shape ordered them by SQLite's own number of a row, which no other database has.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Text

from piying.store.guards import guards

revision = "0002"
down_revision = "0001"

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")

CHOICE = ("id", "recipe", "take", "by", "why", "at_ms")
HEAD = ("id", "name", "slot", "digest", "made_from", "by", "at_ms")


def upgrade() -> None:
    """Number the rows that there are, and make the table of entries."""
    _numbered("choice", CHOICE, "choice_recipe", ["recipe", "seq"])
    _numbered("head", HEAD, "head_name", ["name", "slot", "seq"])
    op.create_table(
        "entry",
        Column("log", WORDS, primary_key=True),
        Column("seq", NUMBER, primary_key=True, autoincrement=False),
        Column("hash", WORDS, nullable=False),
        Column("data", LargeBinary, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    _guard("entry", ("log", "seq"))


def _numbered(table: str, columns: tuple[str, ...], index: str, on: list[str]) -> None:
    """Make `table` anew with a number before its `columns`; its rows keep their order."""
    run = op.get_bind().exec_driver_sql
    names = ", ".join(f'"{column}"' for column in columns)
    came = "rowid" if op.get_context().dialect.name == "sqlite" else "id"
    run(f"CREATE TABLE moved AS SELECT {came} AS came, {names} FROM {table}")  # noqa: S608
    op.drop_table(table)
    op.create_table(
        table,
        Column("seq", NUMBER, primary_key=True),
        *(
            Column(
                name, NUMBER if name == "at_ms" else WORDS,
                nullable=False, unique=True if name == "id" else None,
            )
            for name in columns
        ),
    )  # fmt: skip
    op.create_index(index, table, on)
    run(f"INSERT INTO {table} ({names}) SELECT {names} FROM moved ORDER BY came")  # noqa: S608
    op.drop_table("moved")
    _guard(table, ("seq",), ("id",))


def _guard(table: str, *keys: tuple[str, ...]) -> None:
    for statement in guards(op.get_context().dialect.name, table, *keys):
        op.get_bind().exec_driver_sql(statement)
