from __future__ import annotations

import sqlite3

import pytest

from piying.model.canon import Digest, digest
from piying.model.errors import Conflict, Invalid, Missing, Outside
from piying.model.script import Element, ElementKind, Script
from piying.model.take import Outcome, Take
from piying.store.schema import MIGRATIONS, VERSION, connect
from piying.store.store import held, open_store

SCRIPT = Script((Element(ElementKind.ACTION, "雨"),))
RECIPE = Digest("ab" * 32)


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "house")
    yield opened
    opened.close()


def take(name="01A", outcome=Outcome.MADE):
    return Take(name, RECIPE, outcome, None, None, "puppet", 5, 1)


class TestValues:
    def test_a_value_is_found_by_its_digest(self, store):
        name = store.put(SCRIPT)

        assert name == digest(SCRIPT)
        assert store.get(name, Script) == SCRIPT

    def test_keeping_it_again_adds_nothing(self, store):
        assert store.put(SCRIPT) == store.put(SCRIPT)

    def test_an_unknown_digest_says_what_to_do(self, store):
        with pytest.raises(Missing, match="write"):
            store.get(RECIPE, Script)


class TestTakesAreAppendOnly:
    def test_takes_come_back_oldest_first(self, store):
        store.add_take(take("01B"))
        store.add_take(take("01A"))

        assert [held.id for held in store.takes(RECIPE)] == ["01A", "01B"]

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE take SET blob = 'x'",
            "DELETE FROM take",
            "INSERT OR REPLACE INTO take SELECT * FROM take",
            "UPDATE head SET name = 'x'",
            "DELETE FROM head",
        ],
    )
    def test_the_database_itself_refuses_changes(self, store, statement):
        store.add_take(take())
        store.move_head("a", "script", RECIPE, (), 1)
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            store._db.execute(statement)

    def test_a_choice_must_name_a_take_that_is_there(self, store):
        with pytest.raises(Missing):
            store.choose(RECIPE, "01Z", by="me", why="", at_ms=1)

    def test_the_last_choice_holds(self, store):
        store.add_take(take("01A"))
        store.add_take(take("01B"))
        store.choose(RECIPE, "01A", by="me", why="", at_ms=1)
        store.choose(RECIPE, "01B", by="me", why="better", at_ms=2)

        assert store.choice(RECIPE) == "01B"


class TestHeads:
    def test_a_head_moves_and_remembers_what_it_was_made_from(self, store):
        store.move_head("a/e01", "board", RECIPE, (("script", "1"),), 1)
        store.move_head("a/e01", "board", Digest("cd" * 32), (("script", "2"),), 2)
        head = store.head("a/e01", "board")

        assert head is not None
        assert head.digest == "cd" * 32
        assert head.made_from == (("script", "2"),)

    def test_moving_it_to_where_it_is_adds_no_row(self, store):
        for at_ms in (1, 2, 3):
            store.move_head("a", "script", RECIPE, (), at_ms)
        (count,) = store._db.execute("SELECT COUNT(*) FROM head").fetchone()

        assert count == 1

    def test_names_lists_the_series(self, store):
        store.move_head("b", "script", RECIPE, (), 1)
        store.move_head("a", "script", RECIPE, (), 2)

        assert store.names("script") == ("a", "b")


class TestBlobs:
    def test_bytes_come_back(self, store):
        name = store.blobs.put(b"x" * 10)

        assert store.blobs.get(name) == b"x" * 10
        assert store.blobs.has(name)

    def test_a_changed_blob_is_found_out(self, store):
        name = store.blobs.put(b"whole")
        store.blobs.path(name).write_bytes(b"brokn")

        with pytest.raises(Outside, match="damaged"):
            store.blobs.get(name)

    def test_a_missing_blob_says_what_to_run(self, store):
        with pytest.raises(Missing, match="shoot"):
            store.blobs.get(RECIPE)

    def test_adopting_a_file_keeps_the_file(self, store, tmp_path):
        file = tmp_path / "film.mp4"
        file.write_bytes(b"film")
        name = store.blobs.adopt(file)

        assert file.exists()
        assert store.blobs.get(name) == b"film"


class TestTwoRuns:
    def test_a_second_run_on_one_house_is_refused(self, tmp_path):
        with (
            held(tmp_path / "house"),
            pytest.raises(Conflict, match="another folder"),
            held(tmp_path / "house"),
        ):
            pass

    def test_the_house_is_free_again_afterwards(self, tmp_path):
        for _ in range(2):
            with held(tmp_path / "house"):
                pass


class TestMigrations:
    def test_a_house_of_every_older_version_is_brought_up(self, tmp_path):
        for version in range(VERSION):
            path = tmp_path / f"v{version}.db"
            with sqlite3.connect(path) as old:
                for step in MIGRATIONS[:version]:
                    old.executescript(step)
                old.execute(f"PRAGMA user_version = {version}")
            old.close()
            opened = connect(path)

            assert opened.execute("PRAGMA user_version").fetchone() == (VERSION,)
            opened.close()

    def test_a_newer_house_is_refused(self, tmp_path):
        path = tmp_path / "house.db"
        with sqlite3.connect(path) as newer:
            newer.execute(f"PRAGMA user_version = {VERSION + 1}")
        newer.close()

        with pytest.raises(Invalid, match="Upgrade"):
            connect(path)
