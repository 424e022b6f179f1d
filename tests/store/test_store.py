from __future__ import annotations

import threading

import pytest
from sqlalchemy.exc import IntegrityError

from piying.model.canon import Digest, digest
from piying.model.errors import Conflict, Missing, Outside
from piying.model.script import Element, ElementKind, Script
from piying.model.take import Outcome, Take
from piying.store.store import Entry, held

SCRIPT = Script((Element(ElementKind.ACTION, "雨"),))
RECIPE = Digest("ab" * 32)


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


def fill(store):
    """One row in every table of happenings."""
    store.add_take(take())
    store.choose(RECIPE, "01A", by="me", why="", at_ms=1)
    store.move_head("a", "script", RECIPE, (), 1)
    store.append_entry("house", 1, "h", b"{}", 1)


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
            "UPDATE choice SET take = 'x'",
            "DELETE FROM choice",
            "UPDATE head SET name = 'x'",
            "DELETE FROM head",
            "UPDATE entry SET hash = 'x'",
            "DELETE FROM entry",
        ],
    )
    def test_the_database_itself_refuses_changes(self, store, statement):
        fill(store)
        with (
            pytest.raises(IntegrityError, match="append-only"),
            store.database.writing() as open_one,
        ):
            open_one.exec_driver_sql(statement)

    @pytest.mark.parametrize("table", ["take", "choice", "head", "entry"])
    def test_the_database_itself_refuses_replacement(self, store, table):
        fill(store)
        if store.database.is_server:
            statement = f"TRUNCATE {table}"
        else:
            statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"  # noqa: S608
        with (
            pytest.raises(IntegrityError, match="append-only"),
            store.database.writing() as open_one,
        ):
            open_one.exec_driver_sql(statement)

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
        with store.database.reading() as open_one:
            count = open_one.exec_driver_sql("SELECT COUNT(*) FROM head").scalar_one()

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


class TestTogether:
    def test_nothing_of_a_block_that_fails_stays(self, store):
        def fail():
            store.put(SCRIPT)
            store.add_take(take())
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError), store.together():
            fail()

        assert store.takes(RECIPE) == ()
        with pytest.raises(Missing):
            store.get(digest(SCRIPT), Script)

    def test_a_block_reads_what_it_wrote_and_others_do_not_yet(self, store):
        seen = []
        with store.together(durable=True):
            store.add_take(take())
            other = threading.Thread(target=lambda: seen.append(store.takes(RECIPE)))
            other.start()
            other.join()
            assert len(store.takes(RECIPE)) == 1

        assert seen == [()]
        assert len(store.takes(RECIPE)) == 1

    def test_many_threads_write_at_once(self, store):
        def add(number):
            for index in range(5):
                store.add_take(take(f"{number}-{index}"))

        threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

        assert len(store.takes(RECIPE)) == 20


class TestLogs:
    def test_entries_come_back_in_order_and_from_a_number_on(self, store):
        store.append_entry("house", 2, "b", b"two", 20)
        store.append_entry("house", 1, "a", b"one", 10)
        store.append_entry("other", 1, "c", b"else", 5)

        assert store.entries("house") == (Entry(1, "a", b"one", 10), Entry(2, "b", b"two", 20))
        assert store.entries("house", after=1) == (Entry(2, "b", b"two", 20),)
        assert store.last_entry("house") == Entry(2, "b", b"two", 20)

    def test_an_empty_log_has_no_last_entry(self, store):
        assert store.entries("house") == ()
        assert store.last_entry("house") is None

    def test_a_number_that_is_taken_is_refused_and_the_first_entry_stays(self, store):
        store.append_entry("house", 1, "a", b"one", 10)

        with pytest.raises(Conflict) as refused:
            store.append_entry("house", 1, "b", b"two", 20)
        assert refused.value.code == "store.entry_taken"
        assert store.entries("house") == (Entry(1, "a", b"one", 10),)
