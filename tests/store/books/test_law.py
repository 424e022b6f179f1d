"""What the database itself refuses, whoever asks it: SQL is written to it past `Books`."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from ledger.drafts import draft
from piying.ledger.accounts import named, wallet
from piying.ledger.entries import ROOT, entry_of
from piying.ledger.wallet import top_up
from piying.model.errors import Missing, Outside
from piying.store import engine
from piying.store.books import rows
from piying.store.engine import open_database

AT = 1_700_000_000_000
LINES = (("expense:a:CNY", 500, 500), ("payable:a:CNY", -500, -500))


@pytest.fixture
def sealed(books):
    """Books with one entry, and a few accounts more."""
    books.post(draft(), AT)
    books.open([named("cash:a:CNY"), named("cash:a:USD"), wallet("v", "COIN")])
    return books


def writing(books, *, seq=2, lines=LINES, afters=None, **changes):
    """Write the lines and then the entry, as they are given."""
    made = entry_of(draft("two", *((line[0], line[1]) for line in lines)), seq, ROOT, AT)
    row = dict(zip(rows.ENTRY_COLUMNS, rows.entry_row(made), strict=True))
    row |= {"prev": books.last()[1]} | changes
    standing = books.balances()
    kept = []
    for n, (account, minor, *_) in enumerate(lines, 1):
        standing[account] = standing.get(account, 0) + minor
        after = standing[account] if afters is None else afters[n - 1]
        kept.append((seq, n, account, minor, after, ""))
    insert(books, kept, [tuple(row.values())])


def insert(books, lines, entries):
    with books.database.writing() as connection:
        if lines:
            rows.insert_rows(connection, "posting", rows.POSTING_COLUMNS, lines)
        rows.insert_rows(connection, "ledger_entry", rows.ENTRY_COLUMNS, entries)


def run(books, *statements):
    with books.database.writing() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def line(seq, n, minor, after, table="posting"):
    """The statement that writes one line of the account cash:a:CNY."""
    return f"INSERT INTO {table} VALUES ({seq}, {n}, 'cash:a:CNY', {minor}, {after}, '')"  # noqa: S608


class TestAnEntryIsChecked:
    def test_a_right_one_is_taken(self, sealed):
        writing(sealed)

        assert sealed.last()[0] == 2
        assert sealed.balance("payable:a:CNY") == -1000

    def test_its_lines_balance_in_every_currency(self, sealed):
        for lines, why in (
            ((("cash:a:CNY", 5), ("payable:a:CNY", -4)), "unbalanced"),
            ((("cash:a:CNY", 5), ("cash:a:USD", -5)), "unbalanced"),
            ((("wallet:v:COIN", 5), ("wallet:v:COIN", -5), ("wallet:v:COIN", 1)), "unbalanced"),
            ((), "too few"),
            ((("cash:a:CNY", 5),), "too few"),
        ):
            with pytest.raises(IntegrityError, match=why):
                writing(sealed, lines=lines)

        assert sealed.last()[0] == 1

    def test_a_floor_is_looked_at_when_the_entry_ends(self, sealed):
        writing(
            sealed, lines=(("wallet:v:COIN", 5), ("wallet:v:COIN", -4), ("wallet:v:COIN", -1))
        )

        assert sealed.last()[0] == 2

    def test_no_account_falls_below_its_floor(self, sealed):
        sealed.post(top_up(wallet("v", "COIN"), 5, sale="s", day="2026-11-22"), AT)
        lines = (("wallet:v:COIN", 6), ("issued:COIN", -6))
        with pytest.raises(IntegrityError, match="below the floor"):
            writing(sealed, seq=3, lines=lines)

    def test_it_follows_the_last_one(self, sealed):
        for change in ({"seq": 3}, {"seq": 1}, {"prev": ROOT}, {"prev": "1" * 64}):
            with pytest.raises(IntegrityError, match=r"broken chain|late|duplicate"):
                writing(sealed, **change)

    def test_the_first_one_follows_nothing(self, books):
        books.open([named(line[0]) for line in LINES])
        for prev in ("1" * 64, "", "0" * 63):
            with pytest.raises(IntegrityError, match=r"broken chain|hashes"):
                writing(books, seq=1, prev=prev)

    def test_its_key_is_its_own(self, sealed):
        with pytest.raises(IntegrityError):
            writing(sealed, idem="one")

    def test_it_reverses_what_is_there_by_its_mirror_and_once(self, sealed):
        first = sealed.entry("one").id
        with pytest.raises(IntegrityError, match="no mirror"):
            writing(sealed, reverses=first)
        with pytest.raises(IntegrityError):
            writing(sealed, reverses="01NEVER")
        mirrored = (("expense:a:CNY", -500), ("payable:a:CNY", 500))
        writing(sealed, lines=mirrored, reverses=first)
        second = sealed.entry("two").id
        with pytest.raises(IntegrityError):
            writing(sealed, seq=3, lines=mirrored, reverses=first, id="x", idem="x")
        with pytest.raises(IntegrityError, match="no mirror"):
            writing(sealed, seq=3, reverses=second, id="x", idem="x")

    def test_every_entry_of_one_statement_is_checked(self, sealed):
        lines, entries = [], []
        for seq in (2, 3):
            made = entry_of(draft(f"n{seq}"), seq, sealed.last()[1], AT)
            entries.append(rows.entry_row(made))
            lines.append((seq, 1, "expense:a:CNY", 500, 500 * seq, ""))
            lines.append((seq, 2, "payable:a:CNY", -500, -500 * seq, ""))
        with pytest.raises(IntegrityError, match="broken chain"):
            insert(sealed, lines, entries)


class TestALineIsChecked:
    def test_none_comes_late(self, sealed):
        for seq in (1, 0, -1):
            with pytest.raises(IntegrityError, match="late"):
                run(sealed, line(seq, 3, 5, 5))

    def test_none_is_without_an_entry(self, sealed):
        with pytest.raises(IntegrityError):
            run(sealed, line(2, 1, 5, 5))

        assert sealed.balance("cash:a:CNY") == 0

    def test_none_is_of_an_account_that_is_not_open(self, sealed):
        with pytest.raises(IntegrityError):
            writing(sealed, lines=(("cash:never:CNY", 5), ("cash:a:CNY", -5)))

    def test_the_balance_behind_it_is_what_it_comes_to(self, sealed):
        for afters in ((0, 0), (500, -1000), (1000, -500), (1000, -999)):
            with pytest.raises(IntegrityError, match="wrong balance"):
                writing(sealed, afters=afters)

    def test_none_is_of_nothing(self, sealed):
        with pytest.raises(IntegrityError):
            writing(sealed, lines=(("cash:a:CNY", 0), ("payable:a:CNY", 0)))

    def test_lines_of_an_account_stand_in_their_order(self, sealed):
        with pytest.raises(IntegrityError, match="wrong balance"):
            run(sealed, line(3, 1, 5, 5), line(2, 1, 7, 12))

    def test_a_number_that_no_database_can_add_is_refused(self, sealed):
        top = 2**63 - 1
        with pytest.raises(DBAPIError):
            run(sealed, line(2, 1, top, top), line(2, 2, top, top))


class TestNothingChanges:
    def test_nothing_is_edited_or_deleted(self, sealed):
        for statement in (
            "UPDATE ledger_entry SET cause = 'x'",
            "UPDATE posting SET memo = 'x'",
            "UPDATE account SET floor = -5 WHERE id = 'wallet:v:COIN'",
            "DELETE FROM ledger_entry",
            "DELETE FROM posting",
            "DELETE FROM posting WHERE n = 1",
            "DELETE FROM account WHERE id = 'cash:a:USD'",
            "UPDATE posting SET minor = minor * 2, after = after * 2",
        ):
            with pytest.raises(IntegrityError, match="append-only"):
                run(sealed, statement)

    @pytest.mark.parametrize("address", ["sqlite"], indirect=True)
    def test_nothing_is_replaced(self, sealed):
        moved = (
            "seq + 1, id, idem, kind, effective, cause, about, reverses, body_sha256, "
            "recorded_ms, hash, prev"
        )
        for table, columns in (
            ("ledger_entry", "*"), ("posting", "*"), ("account", "*"), ("ledger_entry", moved),
        ):  # fmt: skip
            replaced = f"INSERT OR REPLACE INTO {table} SELECT {columns} FROM {table}"  # noqa: S608
            with pytest.raises(IntegrityError):
                run(sealed, replaced)

    @pytest.mark.parametrize("address", ["postgresql"], indirect=True)
    def test_nothing_is_truncated(self, sealed):
        for tables in ("posting", "ledger_entry, posting", "account CASCADE"):
            with pytest.raises(DBAPIError, match=r"append-only|foreign key"):
                run(sealed, f"TRUNCATE {tables}")

    @pytest.mark.parametrize("address", ["postgresql"], indirect=True)
    def test_nothing_is_updated_by_a_conflict(self, sealed):
        with pytest.raises(IntegrityError, match="append-only"):
            run(
                sealed,
                "INSERT INTO account SELECT * FROM account ON CONFLICT (id) DO UPDATE SET "
                "floor = 1",
            )


class TestWritersOfAServer:
    @pytest.mark.parametrize("address", ["postgresql"], indirect=True)
    def test_only_read_committed_may_write(self, sealed):
        for level in ("REPEATABLE READ", "SERIALIZABLE"):
            with pytest.raises(IntegrityError, match="not read committed"):
                run(sealed, f"SET TRANSACTION ISOLATION LEVEL {level}", line(2, 1, 5, 5))

    @pytest.mark.parametrize("address", ["postgresql"], indirect=True)
    def test_nobody_adds_a_line_to_an_entry_that_is_being_written(self, sealed, address):
        other = create_engine(
            address.replace("postgresql://", "postgresql+psycopg://")
            + "%20-c%20lock_timeout%3D300"
        )
        try:
            with sealed.database.writing() as connection:
                made = entry_of(draft("two"), 2, sealed.last()[1], AT)
                lines = [
                    (2, 1, "expense:a:CNY", 5, 505, ""),
                    (2, 2, "payable:a:CNY", -5, -505, ""),
                ]
                rows.insert_rows(connection, "posting", rows.POSTING_COLUMNS, lines)
                kept = [rows.entry_row(made)]
                rows.insert_rows(connection, "ledger_entry", rows.ENTRY_COLUMNS, kept)
                late = line(2, 3, 5, 5)
                with Session(other) as session, pytest.raises(DBAPIError, match="lock timeout"):
                    session.connection().exec_driver_sql(late)
            with Session(other) as session, pytest.raises(IntegrityError, match="late"):
                session.connection().exec_driver_sql(late)
        finally:
            other.dispose()

    @pytest.mark.parametrize("address", ["postgresql"], indirect=True)
    def test_a_temporary_table_cannot_stand_in_for_the_books(self, sealed):
        with pytest.raises(IntegrityError):
            run(
                sealed,
                "CREATE TEMPORARY TABLE ledger_entry AS SELECT * FROM ledger_entry LIMIT 0",
                line(1, 3, 5, 5, f"{place(sealed)}.posting"),
            )


def place(books):
    """The schema of a server's books."""
    with books.database.reading() as connection:
        return connection.exec_driver_sql("SELECT current_schema()").scalar()


class TestConnections:
    def test_both_settings_are_on_for_every_one(self, tmp_path):
        database = open_database(tmp_path)
        with database.reading() as connection:
            found = [
                connection.exec_driver_sql(f"PRAGMA {setting}").scalar()
                for setting in ("foreign_keys", "recursive_triggers")
            ]
        database.close()

        assert found == [1, 1]

    def test_a_sqlite_that_does_not_turn_them_on_is_refused(self, tmp_path, monkeypatch):
        monkeypatch.setattr(engine, "GUARDING", ("foreign_keys", "no_such_setting"))
        database = open_database(tmp_path)
        with pytest.raises(Outside) as failed, database.reading():
            pass
        database.close()

        assert failed.value.code == "books.database_unsafe"

    def test_a_sqlite_without_strict_tables_is_refused(self, tmp_path, monkeypatch):
        monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 9))
        with pytest.raises(Missing) as missing:
            open_database(tmp_path)

        assert missing.value.code == "books.sqlite_old"

    def test_without_the_second_a_sealed_row_would_be_replaced(self, tmp_path):
        """Why it is asserted: the trigger of removal does not fire for REPLACE otherwise."""
        with closing(sqlite3.connect(tmp_path / "plain.db")) as plain:
            plain.executescript(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES (1, 1);"
                "CREATE TRIGGER k BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'no'); END;"
            )
            plain.execute("INSERT OR REPLACE INTO t VALUES (1, 2)")
            plain.execute("PRAGMA recursive_triggers = ON")
            with pytest.raises(sqlite3.IntegrityError):
                plain.execute("INSERT OR REPLACE INTO t VALUES (1, 3)")
