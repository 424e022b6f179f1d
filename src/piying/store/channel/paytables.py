"""The tables of payments as they are today."""

from __future__ import annotations

from sqlalchemy import Connection, MetaData

PAYING = MetaData()


def create(connection: Connection) -> None:
    """Make the tables in a database that has none of them."""
    PAYING.create_all(connection)
