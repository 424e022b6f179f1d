"""The tables of what viewers leave behind, as they are today."""

from __future__ import annotations

from sqlalchemy import Connection, MetaData

VIEWING = MetaData()


def create(connection: Connection) -> None:
    """Make the tables in a database that has none of them."""
    VIEWING.create_all(connection)
