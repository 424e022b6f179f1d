from __future__ import annotations

import sqlite3
import threading

import pytest
from sqlalchemy import text

from piying.model.errors import Invalid, Outside
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


def test_threads_that_write_wait_their_turn_and_do_not_sleep_over_it(tmp_path):
    database = open_database(tmp_path)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE told (n INTEGER)"))
    inside, most = [], []

    def write():
        for number in range(10):
            with database.writing() as connection:
                inside.append(number)
                most.append(len(inside))
                with database.writing() as same:  # a block inside a block takes no second turn
                    assert same is connection
                    same.execute(text("INSERT INTO told VALUES (:n)"), {"n": number})
                inside.pop()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    with database.reading() as connection:
        count = connection.execute(text("SELECT COUNT(*) FROM told")).scalar_one()
    database.close()

    assert (count, set(most)) == (80, {1})


def test_a_turn_is_given_back_by_a_block_that_fails(tmp_path):
    database = open_database(tmp_path)
    with pytest.raises(Invalid), database.writing():
        raise Invalid("cli.no_file", path=tmp_path)
    done = []
    thread = threading.Thread(target=lambda: done.append(_written(database)))
    thread.start()
    thread.join(10)
    database.close()

    assert done == [True]


def _written(database):
    with database.writing() as connection:
        return connection.execute(text("SELECT 1")).scalar_one() == 1
