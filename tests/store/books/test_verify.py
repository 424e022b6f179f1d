"""Tampering: the database is opened without its guards, changed, and verified."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine

from ledger.drafts import draft
from piying.ledger.accounts import wallet
from piying.ledger.entries import ROOT, entry_of, mirror
from piying.ledger.proof import Flaw
from piying.ledger.wallet import top_up, unlock
from piying.model.errors import Invalid
from piying.store.books import heads, rows
from piying.store.books.books import Books
from piying.store.books.heads import head_file, is_signed, read_head, write_head
from piying.store.books.law import KEYS, laws
from piying.store.books.verify import verify, verify_beside
from piying.store.signing import make_key
from piying.store.store import open_store

AT = 1_700_000_000_000
PURSE = wallet("v", "COIN")


def filled(books):
    entries = books.post_many(
        [
            draft("one"), draft("two"), top_up(PURSE, 9, sale="s", day="2026-11-22"),
            unlock(PURSE, 4, series="s", episode=1, day="2026-11-22"), draft("five"),
        ],
        AT,
    )  # fmt: skip
    again = mirror(entries[0], idem="undo", effective="2026-11-23", cause="wrong")
    return [*entries, books.post(again, AT)]


@pytest.fixture
def tamper(tmp_path):
    """A house's books; and a way to change them with the guards taken off and put back."""
    store = open_store(tmp_path / "house")
    books = Books(store.database)
    entries = filled(books)

    def change(*statements, guarded=True):
        with closing(sqlite3.connect(tmp_path / "house" / "house.db")) as plain, plain:
            named = plain.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in named.fetchall():
                plain.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                plain.execute(statement)
            if guarded:
                for law in laws("sqlite"):
                    plain.execute(law)

    yield books, entries, change
    store.close()


SQL = {
    "a memo edited": ("UPDATE posting SET memo = 'x' WHERE seq = 2", Flaw.BODY, 2),
    "an amount edited on both sides": (
        "UPDATE posting SET minor = minor * 2, after = after * 2 WHERE seq = 2", Flaw.BODY, 2,
    ),
    "an account exchanged": (
        "UPDATE posting SET account = 'payable:b:CNY' WHERE seq = 2 AND n = 2", Flaw.BODY, 2,
    ),
    "a running balance edited": (
        "UPDATE posting SET after = after - 5 WHERE seq = 5 AND n = 2", Flaw.BALANCE, 5,
    ),
    "a cause edited": ("UPDATE ledger_entry SET cause = 'x' WHERE seq = 3", Flaw.BODY, 3),
    "a day edited": (
        "UPDATE ledger_entry SET effective = '2026-01-01' WHERE seq = 1", Flaw.BODY, 1,
    ),
    "a time edited": ("UPDATE ledger_entry SET recorded_ms = 5 WHERE seq = 4", Flaw.HASH, 4),
    "a name edited": ("UPDATE ledger_entry SET id = 'x' WHERE seq = 5", Flaw.HASH, 5),
    "a reversal forgotten": (
        "UPDATE ledger_entry SET reverses = NULL WHERE seq = 6", Flaw.BODY, 6,
    ),
    "an entry deleted": ("DELETE FROM ledger_entry WHERE seq = 3", Flaw.ORDER, 3),
    "the first entry deleted": ("DELETE FROM ledger_entry WHERE seq = 1", Flaw.ORDER, 1),
    "a line deleted": ("DELETE FROM posting WHERE seq = 3 AND n = 1", Flaw.BODY, 3),
    "a line added": (
        "INSERT INTO posting VALUES (2, 3, 'payable:a:CNY', 5, 5, '')", Flaw.BODY, 2,
    ),
    "a stray line added": (
        "INSERT INTO posting VALUES (9, 1, 'payable:a:CNY', 5, 5, '')", Flaw.STRAY, 9,
    ),
    "an account removed": ("DELETE FROM account WHERE id = 'payable:a:CNY'", Flaw.ACCOUNT, 1),
    "a floor lowered": (
        "UPDATE account SET floor = -99 WHERE floor IS NOT NULL AND party = 'v'",
        Flaw.ACCOUNT, 3,
    ),
    "an account made another": (
        "UPDATE account SET kind = 'asset' WHERE id = 'payable:a:CNY'", Flaw.ACCOUNT, 1,
    ),
}  # fmt: skip


class TestTampering:
    @pytest.mark.parametrize("name", SQL)
    def test_the_first_bad_entry_is_named(self, tamper, name):
        books, _, change = tamper
        statement, flaw, at = SQL[name]
        assert verify(books.database).flaw is None
        change(statement)
        found = verify(books.database)

        assert (found.flaw, found.at) == (flaw, at)

    def test_two_entries_that_changed_places_are_found(self, tamper):
        books, _, change = tamper
        statements = ["PRAGMA ignore_check_constraints = ON"]
        for table in ("ledger_entry", "posting"):
            statements += [
                f"UPDATE {table} SET seq = -seq WHERE seq IN (1, 2)",  # noqa: S608
                f"UPDATE {table} SET seq = 3 + seq WHERE seq < 0",  # noqa: S608
            ]
        change(*statements)
        found = verify(books.database)

        assert (found.flaw, found.at) == (Flaw.PREV, 1)

    def test_one_replaced_with_hashes_that_fit_breaks_the_next(self, tamper):
        books, entries, change = tamper
        forged = entry_of(draft("two", cause="forged"), 2, entries[0].hash, AT)
        row = dict(zip(rows.ENTRY_COLUMNS, rows.entry_row(forged), strict=True))
        values = ", ".join(
            f"{name} = '{value}'" for name, value in row.items() if value is not None
        )
        change(f"UPDATE ledger_entry SET {values} WHERE seq = 2")  # noqa: S608
        found = verify(books.database)

        assert (found.flaw, found.at) == (Flaw.PREV, 3)

    def test_newest_entries_cut_off_are_missed_by_a_head_kept_elsewhere(self, tamper):
        books, entries, change = tamper
        head = {6: entries[5].hash}
        change("DELETE FROM posting WHERE seq > 4", "DELETE FROM ledger_entry WHERE seq > 4")

        assert verify(books.database).flaw is None, "what is left is whole by itself"
        found = verify(books.database, head)
        assert (found.flaw, found.at, found.seq) == (Flaw.TRUNCATED, 5, 4)

    def test_all_of_it_emptied_is_missed_too(self, tamper):
        books, entries, change = tamper
        change(*(f"DELETE FROM {table}" for table in KEYS))  # noqa: S608

        assert verify(books.database, {1: entries[0].hash}).flaw is Flaw.TRUNCATED

    def test_guards_that_were_taken_off_are_missed(self, tamper):
        books, _, change = tamper
        change(guarded=False)

        assert verify(books.database).flaw is Flaw.GUARDS

    def test_a_guard_that_was_weakened_is_found(self, tamper):
        books, _, change = tamper
        change()
        with closing(sqlite3.connect(books.database.place)) as plain, plain:
            plain.execute("DROP TRIGGER posting_no_update")
            plain.execute(
                "CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting BEGIN SELECT 1; END"
            )
        found = verify(books.database)

        assert (found.flaw, found.what) == (Flaw.GUARDS, "posting_no_update")


class TestBooksOfAServer:
    def test_they_are_verified_alike(self, books):
        entries = filled(books)
        found = verify(books.database, {6: entries[5].hash})

        assert (found.seq, found.hash, found.flaw) == (6, entries[5].hash, None)

    @pytest.mark.parametrize("address", ["postgresql"], indirect=True)
    def test_what_was_changed_without_guards_is_found(self, books, address):
        filled(books)
        plain = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
        with plain.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE posting DISABLE TRIGGER USER")
        assert verify(books.database).flaw is Flaw.GUARDS
        with plain.begin() as connection:
            connection.exec_driver_sql("UPDATE posting SET memo = 'x' WHERE seq = 3")
            connection.exec_driver_sql("ALTER TABLE posting ENABLE TRIGGER USER")
        plain.dispose()
        found = verify(books.database)

        assert (found.flaw, found.at) == (Flaw.BODY, 3)

    @pytest.mark.parametrize("address", ["postgresql"], indirect=True)
    def test_a_function_that_was_weakened_is_found(self, books):
        with books.database.writing() as connection:
            connection.exec_driver_sql(
                "CREATE OR REPLACE FUNCTION books_entry_check() RETURNS trigger "
                "LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
            )
        found = verify(books.database)

        assert (found.flaw, found.what) == (Flaw.GUARDS, "books_entry_check")


class TestHeads:
    @pytest.fixture
    def house(self, tmp_path):
        store = open_store(tmp_path / "house")
        yield Books(store.database), tmp_path
        store.close()

    def test_a_head_is_written_beside_and_signed(self, house):
        books, folder = house
        signer = make_key(folder / "key.pem", folder / "house")
        made = books.post(draft(), AT)
        head = write_head(books, folder, AT, signer)

        assert read_head(folder) == head
        assert (head.anchor.seq, head.anchor.hash) == (1, made.hash)
        assert is_signed(head, signer.public)
        assert verify_beside(books.database, folder, signer.public).flaw is None

    def test_without_a_key_it_is_an_anchor_all_the_same(self, house):
        books, folder = house
        books.post(draft(), AT)
        write_head(books, folder, AT)

        assert verify_beside(books.database, folder).flaw is None
        key = make_key(folder / "key.pem", folder / "house")
        assert verify_beside(books.database, folder, key.public).flaw is Flaw.SIGNATURE

    def test_one_that_is_older_than_the_books_is_still_true(self, house):
        books, folder = house
        write_head(books, folder, AT)
        books.post(draft("one"), AT)
        write_head(books, folder, AT)
        books.post(draft("two"), AT)

        assert verify_beside(books.database, folder).flaw is None

    def test_one_of_other_books_is_found(self, house):
        books, folder = house
        other = entry_of(draft("else"), 1, ROOT, AT)
        books.post(draft("one"), AT)
        head = write_head(books, folder, AT)
        text = head_file(folder).read_text().replace(head.anchor.hash, other.hash)
        head_file(folder).write_text(text)

        assert verify_beside(books.database, folder).flaw is Flaw.HEAD

    def test_one_of_another_key_or_changed_is_not_signed(self, house):
        books, folder = house
        one, other = (make_key(folder / name, folder / "house") for name in ("a", "b"))
        head = write_head(books, folder, AT, one)

        assert not is_signed(head, other.public)
        assert not is_signed(heads.Head(head.anchor, "zz"), one.public)
        assert not is_signed(heads.Head(head.anchor, "00" * 64), one.public)

    def test_a_file_that_is_none_is_told(self, house):
        books, folder = house
        assert read_head(folder) is None
        head_file(folder).write_text("{")

        with pytest.raises(Invalid):
            verify_beside(books.database, folder)
