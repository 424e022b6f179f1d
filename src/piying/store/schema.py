"""How a house gets the shape of today, whatever shape it is found in.

A new house is made in the shape of today at once. A house of an older shape is brought up step
by step by Alembic, which is loaded only then. All of it is one transaction.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from piying.model.errors import Invalid
from piying.store.books import law
from piying.store.channel import membertables as members
from piying.store.channel import paytables as paying
from piying.store.channel import requesttables as requests
from piying.store.channel import tables as channel
from piying.store.channel import viewtables as viewing
from piying.store.engine import MIGRATION_LOCK, Database
from piying.store.tables import create

FIRST = "0001"
"""The shape that piying wrote before it kept its shapes with Alembic."""
NEWEST = "0012"
"""The last step under migrations/versions."""
STEPS = (
    "", FIRST, "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010",
    "0011", NEWEST,
)  # fmt: skip
"""Every shape, oldest first; the first is an empty database."""

KEPT_BY_ALEMBIC = 2
"""SQLite's user_version since then; an older piying refuses a house with this number."""

MIGRATIONS = Path(__file__).with_name("migrations")


def bring_up(database: Database) -> None:
    """Bring `database` to `NEWEST`.

    Raises:
        Invalid: a newer piying wrote it.
    """
    with database.reading() as connection:
        if _shape(connection, database.place) == NEWEST:
            return
    with database.writing(durable=True) as connection:
        if database.is_server:
            connection.execute(text(MIGRATION_LOCK))
        found = _shape(connection, database.place)
        if found == "":
            create(connection)
            law.create(connection)
            channel.create(connection)
            members.create(connection)
            viewing.create(connection)
            paying.create(connection)
            requests.create(connection)
            _stamp(connection, NEWEST)
        elif found != NEWEST:
            upgrade(connection, found)


def upgrade(connection: Connection, found: str, to: str = NEWEST) -> None:
    """Bring a database of the shape `found` to the shape `to`, inside the open transaction."""
    from alembic import command, config  # noqa: PLC0415 - dear, and needed once in a house's life

    if found == FIRST and not inspect(connection).has_table("alembic_version"):
        _stamp(connection, FIRST)
    asked = config.Config()
    asked.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    asked.set_main_option("path_separator", "os")
    asked.attributes["connection"] = connection
    command.upgrade(asked, to)
    _number(connection)


def _shape(connection: Connection, place: str) -> str:
    """The shape that the database has; empty where it has no table yet.

    Raises:
        Invalid: it is none that this piying knows.
    """
    if connection.dialect.name == "sqlite":
        number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if number < KEPT_BY_ALEMBIC:
            return STEPS[number]
        if number > KEPT_BY_ALEMBIC:
            raise Invalid("store.newer_house", path=place, found=number, known=NEWEST)
    elif not inspect(connection).has_table("alembic_version"):
        return ""
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    found = "" if row is None else str(row[0])
    if found not in STEPS:
        raise Invalid("store.newer_house", path=place, found=found, known=NEWEST)
    return found


def _stamp(connection: Connection, shape: str) -> None:
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:shape)"), {"shape": shape})
    _number(connection)


def _number(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version = {KEPT_BY_ALEMBIC}")
