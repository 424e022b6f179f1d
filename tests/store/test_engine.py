from __future__ import annotations

import sqlite3

import pytest

from piying.model.errors import Outside
from piying.store import engine
from piying.store.engine import open_database


def test_a_connection_that_cannot_be_set_up_is_closed(tmp_path, monkeypatch):
    seen = []

    def fails(connection):
        seen.append(connection)
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(engine, "_set_up", fails)
    database = open_database(tmp_path)
    with pytest.raises(Outside) as caught, database.reading():
        pass
    database.close()

    assert caught.value.code == "store.disk_full"
    for connection in seen:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")
