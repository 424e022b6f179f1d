from __future__ import annotations

import re
import sqlite3
import sys
from contextlib import closing

import pytest

from piying.model.canon import canonical, digest, digest_bytes
from piying.model.errors import Conflict, Invalid, Outside
from piying.model.job import Charge
from piying.model.script import Element, ElementKind, Script
from piying.model.take import Outcome, Take
from piying.store import schema
from piying.store.engine import open_database
from piying.store.jobrows import JobRows
from piying.store.store import held, open_store

GUARDS = """
    CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
    CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
    CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""
OLD = """
    CREATE TABLE object (digest TEXT PRIMARY KEY, kind TEXT NOT NULL, data BLOB NOT NULL)
        WITHOUT ROWID;
    CREATE TABLE take (
        id TEXT PRIMARY KEY, recipe TEXT NOT NULL, outcome TEXT NOT NULL, blob TEXT,
        at_ms INTEGER NOT NULL, data BLOB NOT NULL);
    CREATE INDEX take_recipe ON take (recipe, id);
    CREATE TABLE choice (
        id TEXT PRIMARY KEY, recipe TEXT NOT NULL, take TEXT NOT NULL, by TEXT NOT NULL,
        why TEXT NOT NULL, at_ms INTEGER NOT NULL);
    CREATE INDEX choice_recipe ON choice (recipe, id);
    CREATE TABLE head (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, slot TEXT NOT NULL, digest TEXT NOT NULL,
        made_from TEXT NOT NULL, by TEXT NOT NULL, at_ms INTEGER NOT NULL);
    CREATE INDEX head_name ON head (name, slot, id);
""" + "".join(GUARDS.format(table=table) for table in ("take", "choice", "head"))
"""The house as piying wrote it before it used Alembic, letter for letter."""

SCRIPT = Script((Element(ElementKind.ACTION, "雨"),))
RECIPE = digest_bytes(b"recipe")


def old_house(folder):
    """A house of the first shape, with something in every table."""
    folder.mkdir()
    takes = [Take(name, RECIPE, Outcome.MADE, None, None, "p", 5, 1) for name in ("01A", "01B")]
    with closing(sqlite3.connect(folder / "house.db")) as old, old:
        old.executescript(OLD + "PRAGMA user_version = 1;")
        old.execute("PRAGMA journal_mode = WAL")
        old.execute(
            "INSERT INTO object VALUES (?, ?, ?)",
            (digest(SCRIPT), "script.1", canonical(SCRIPT)),
        )
        for take in takes:
            row = (take.id, RECIPE, "made", None, 5, canonical(take))
            old.execute("INSERT INTO take VALUES (?, ?, ?, ?, ?, ?)", row)
        # the clock went back between the two: the later row has the smaller name
        for name, chosen in (("09", "01A"), ("02", "01B")):
            old.execute(
                "INSERT INTO choice VALUES (?, ?, ?, 'me', '', 1)", (name, RECIPE, chosen)
            )
            old.execute(
                "INSERT INTO head VALUES (?, 'a', 'script', ?, '[[\"x\",\"y\"]]', 'local', 7)",
                (name, chosen),
            )
    return folder


def shape_of(database):
    """Every table, column, index and guard, as the database itself tells them."""
    with database.reading() as connection:
        if database.is_server:
            rows = connection.exec_driver_sql(
                "SELECT table_name, column_name, data_type, is_nullable, collation_name, '' "
                "FROM information_schema.columns WHERE table_schema = current_schema() "
                "UNION ALL SELECT tablename, regexp_replace(indexdef, '.* ON [^.]*[.]', ''), "
                "'', '', '', '' FROM pg_indexes WHERE schemaname = current_schema() "
                "UNION ALL SELECT event_object_table, trigger_name, event_manipulation, "
                "action_timing, '', '' FROM information_schema.triggers "
                "WHERE trigger_schema = current_schema()"
            ).all()
            return sorted(tuple(map(str, row)) for row in rows)
        found = []
        for kind, name, table, sql in connection.exec_driver_sql(
            "SELECT type, name, tbl_name, sql FROM sqlite_master"
        ).all():
            found.append((kind, name, table, re.sub(r"\s+", " ", sql or "")))
            if kind == "table":
                found[-1] = (kind, name, "WITHOUT ROWID" in (sql or ""))
                pragma = connection.exec_driver_sql(f"PRAGMA table_info({name})")
                found += [(name, row[1], row[2], row[3] or row[5], row[5]) for row in pragma]
        return sorted(found, key=str)


class TestAnOlderHouse:
    def test_nothing_in_it_is_lost(self, tmp_path):
        store = open_store(old_house(tmp_path / "house"))
        try:
            head = store.head("a", "script")

            assert store.get(digest(SCRIPT), Script) == SCRIPT
            assert [take.id for take in store.takes(RECIPE)] == ["01A", "01B"]
            assert store.choice(RECIPE) == "01B", "the later row, whatever the clock said"
            assert head is not None
            assert (head.digest, head.made_from) == ("01B", (("x", "y"),))
            with store.database.reading() as open_one:
                for table in ("choice", "head"):
                    rows = open_one.exec_driver_sql(
                        f"SELECT seq, id FROM {table} ORDER BY seq"  # noqa: S608
                    ).all()
                    assert rows == [(1, "09"), (2, "02")]
        finally:
            store.close()

    def test_it_gets_the_shape_that_a_new_house_has(self, tmp_path):
        old, new = open_store(old_house(tmp_path / "a")), open_store(tmp_path / "b")
        try:
            assert shape_of(old.database) == shape_of(new.database)
        finally:
            old.close()
            new.close()

    def test_a_step_that_fails_leaves_it_as_it_was(self, tmp_path, monkeypatch):
        folder = old_house(tmp_path / "house")
        monkeypatch.setattr(schema, "_number", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            open_store(folder)
        with closing(sqlite3.connect(folder / "house.db")) as looking:
            names = [name for (name,) in looking.execute("SELECT name FROM sqlite_master")]
            number = looking.execute("PRAGMA user_version").fetchone()

        assert number == (1,)
        assert not {"entry", "alembic_version"} & set(names)

    def test_a_piying_without_alembic_refuses_it_afterwards(self, tmp_path):
        open_store(old_house(tmp_path / "house")).close()
        with closing(sqlite3.connect(tmp_path / "house" / "house.db")) as looking:
            assert looking.execute("PRAGMA user_version").fetchone() == (2,)


class TestJobsOfAnOlderHouse:
    def test_what_ended_is_priced_by_the_list_until_somebody_confirms(self, tmp_path):
        folder = tmp_path / "house"
        folder.mkdir()
        database = open_database(folder)
        with database.writing() as connection:
            schema.upgrade(connection, "", "0003")
            for name, settled in (("01A", 80), ("01B", None)):
                connection.exec_driver_sql(
                    "INSERT INTO job VALUES (?, ?, 0, 'r', 'o', 'p', 'm', 0, 's', 1, 'x', "
                    "'2026-11', 'done', 'CNY', 100, ?, 80, '', '', '', 1, 1, 1, '', 0, 0)",
                    (name, name, settled),
                )
        database.close()
        store = open_store(folder)
        jobs = JobRows(store.database).jobs()
        store.close()

        assert [(job.charge, job.original) for job in jobs] == [
            (Charge.LISTED, None), (Charge.OPEN, None),
        ]  # fmt: skip


class TestEveryStep:
    def test_all_steps_one_by_one_give_the_shape_of_today(self, tmp_path, address, request):
        folder = tmp_path / "house"
        folder.mkdir()
        database = open_database(folder, address)
        for found, to in zip(schema.STEPS, schema.STEPS[1:], strict=False):
            with database.writing() as connection:
                schema.upgrade(connection, found, to)
        stepped = shape_of(database)
        with database.reading() as connection:
            assert schema._shape(connection, "") == schema.NEWEST
        database.close()
        if address:
            again = open_database(folder, address)
            with again.writing() as connection:
                connection.exec_driver_sql(
                    "DROP SCHEMA " + address.rpartition("%3D")[2] + " CASCADE"
                )
                connection.exec_driver_sql("CREATE SCHEMA " + address.rpartition("%3D")[2])
            again.close()
        fresh = open_store(tmp_path / "fresh", address)
        request.addfinalizer(fresh.close)

        assert stepped == shape_of(fresh.database)

    def test_opening_a_house_of_today_loads_no_alembic(self, tmp_path):
        for name in [name for name in sys.modules if name.split(".")[0] == "alembic"]:
            del sys.modules[name]
        for _ in range(2):
            open_store(tmp_path / "house").close()

        assert "alembic" not in sys.modules


class TestANewerHouse:
    def test_a_shape_that_is_not_known_is_refused(self, tmp_path, address):
        store = open_store(tmp_path / "house", address)
        with store.database.writing() as open_one:
            open_one.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        store.close()

        with pytest.raises(Invalid, match="Upgrade"):
            open_store(tmp_path / "house", address)

    def test_a_number_that_is_not_known_is_refused(self, tmp_path):
        (tmp_path / "house").mkdir()
        with closing(sqlite3.connect(tmp_path / "house" / "house.db")) as newer:
            newer.execute("PRAGMA user_version = 3")

        with pytest.raises(Invalid, match="Upgrade"):
            open_store(tmp_path / "house")


class TestTheDatabase:
    def test_a_file_that_is_none_is_told(self, tmp_path):
        (tmp_path / "house").mkdir()
        (tmp_path / "house" / "house.db").write_bytes(b"not a database at all" * 100)

        with pytest.raises(Outside, match="not a database"):
            open_store(tmp_path / "house")

    @pytest.mark.parametrize("address", ["mysql://u:geheim@h/d", "house", "sqlite:///x"])
    def test_another_address_is_refused_without_its_password(self, tmp_path, address):
        with pytest.raises(Invalid) as refused:
            open_store(tmp_path / "house", address)

        assert refused.value.code == "store.bad_database"
        assert "geheim" not in str(refused.value)

    def test_a_server_that_does_not_answer_is_told_without_its_password(self, tmp_path):
        pytest.importorskip("psycopg")
        with pytest.raises(Outside) as failed:
            open_store(tmp_path / "house", "postgresql://u:geheim@127.0.0.1:1/d")

        assert failed.value.code == "store.database_unreachable"
        assert failed.value.retryable
        assert "geheim" not in str(failed.value)

    def test_a_house_on_a_server_is_held_against_other_machines(self, tmp_path, schema):
        with (
            held(tmp_path / "here", schema),
            pytest.raises(Conflict, match="Another run"),
            held(tmp_path / "there", schema),
        ):
            pass
        with held(tmp_path / "there", schema):
            pass
