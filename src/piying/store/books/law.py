"""The law of the books, as the database itself enforces it.

An entry is written in two steps: its lines, then the entry, which checks and seals them. The
database refuses

- a line for an entry that is sealed, out of its order, with a wrong running balance, or without
  an entry at the end of the transaction,
- an entry whose lines are fewer than two, not numbered from 1, or do not balance in every
  currency; that does not follow the last one by number and hash; that brings an account below
  its floor; that reverses what was reversed, or not by its mirror,
- every UPDATE, DELETE, TRUNCATE and replacement in all three tables.

On SQLite the checks are triggers for each row. They need `foreign_keys` and
`recursive_triggers`, which `store.engine` turns on and asserts for every connection: without
the second, INSERT OR REPLACE removes a sealed row without firing the trigger of removal.

On PostgreSQL they are triggers for each statement that look at all its rows at once, so that a
batch costs one look. Every writer takes one lock first: otherwise another transaction could add
a line to an entry before both commit. A writer that sees an old state of the database would
check against it, so only READ COMMITTED may write. The functions run with a search path of
their own, so that a temporary table cannot stand in for the books. They go from the new rows
outwards by indexes (LATERAL with OFFSET 0, which the planner does not turn round), so that no
statistics of yesterday make them read all the books for one entry.

Older shapes of a house were made with these texts: what changes is a new text.
"""

from __future__ import annotations

from sqlalchemy import Connection

from piying.store.books.tables import BOOKS
from piying.store.guards import guards

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('books ' || current_schema(), 0))"
"""Waits until no other transaction writes in the books, and holds them until it ends."""

KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "account": (("id",),),
    "ledger_entry": (("seq",), ("id",), ("idem",), ("reverses",)),
    "posting": (("seq", "n"),),
}
"""What names a row of each table."""

SQLITE_POSTING = """
    CREATE TRIGGER posting_check BEFORE INSERT ON posting BEGIN
        SELECT CASE
        WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE seq >= NEW.seq)
            THEN RAISE(ABORT, 'books: late')
        WHEN NOT coalesce((
            SELECT (seq, n) < (NEW.seq, NEW.n) AND NEW.after IS NEW.minor + after FROM posting
            WHERE account = NEW.account ORDER BY seq DESC, n DESC LIMIT 1),
            NEW.after IS NEW.minor)
            THEN RAISE(ABORT, 'books: wrong balance')
        END;
    END
"""
SQLITE_ENTRY = """
    CREATE TRIGGER ledger_entry_check BEFORE INSERT ON ledger_entry BEGIN
        SELECT CASE
        WHEN NEW.seq IS NOT 1 + coalesce((SELECT max(seq) FROM ledger_entry), 0)
            OR NEW.prev IS NOT coalesce(
                (SELECT hash FROM ledger_entry WHERE seq = NEW.seq - 1),
                '0000000000000000000000000000000000000000000000000000000000000000')
            THEN RAISE(ABORT, 'books: broken chain')
        WHEN (SELECT count(*) < 2 OR min(n) <> 1 OR max(n) <> count(*)
            FROM posting WHERE seq = NEW.seq)
            THEN RAISE(ABORT, 'books: too few lines')
        WHEN EXISTS (SELECT 1 FROM posting p JOIN account a ON a.id = p.account
            WHERE p.seq = NEW.seq GROUP BY a.currency HAVING sum(p.minor) <> 0)
            THEN RAISE(ABORT, 'books: unbalanced')
        WHEN EXISTS (SELECT 1 FROM posting p JOIN account a ON a.id = p.account
            WHERE p.seq = NEW.seq AND a.floor IS NOT NULL
            AND CASE WHEN a.kind IN ('asset', 'expense') THEN p.after ELSE -p.after END
                < a.floor
            AND NOT EXISTS (SELECT 1 FROM posting later WHERE later.account = p.account
                AND later.seq = p.seq AND later.n > p.n))
            THEN RAISE(ABORT, 'books: below the floor')
        WHEN NEW.reverses IS NOT NULL AND (
            EXISTS (SELECT 1 FROM ledger_entry
                WHERE id = NEW.reverses AND reverses IS NOT NULL)
            OR EXISTS (SELECT 1 FROM posting WHERE seq IN (NEW.seq,
                (SELECT seq FROM ledger_entry WHERE id = NEW.reverses))
                GROUP BY account HAVING sum(minor) <> 0))
            THEN RAISE(ABORT, 'books: no mirror')
        END;
    END
"""

SERVER_LOCK = """
    CREATE FUNCTION books_one_writer() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('transaction_isolation') <> 'read committed' THEN
            RAISE EXCEPTION 'books: not read committed'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        PERFORM pg_advisory_xact_lock(hashtextextended('books ' || TG_TABLE_SCHEMA, 0));
        RETURN NULL;
    END $$
"""
SERVER_POSTING = """
    CREATE FUNCTION books_posting_check() RETURNS trigger LANGUAGE plpgsql
        SET enable_seqscan = off SET jit = off AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM fresh
            WHERE seq <= (SELECT coalesce(max(seq), 0) FROM ledger_entry)) THEN
            RAISE EXCEPTION 'books: late' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF EXISTS (
            SELECT 1 FROM (SELECT DISTINCT ON (account) account, seq, n FROM fresh
                ORDER BY account, seq, n) f
            CROSS JOIN LATERAL (SELECT coalesce((SELECT b.after FROM posting b
                WHERE b.account = f.account AND (b.seq, b.n) < (f.seq, f.n)
                ORDER BY b.seq DESC, b.n DESC LIMIT 1), 0) AS minor OFFSET 0) start
            CROSS JOIN LATERAL (SELECT p.after - sum(p.minor) OVER (ORDER BY p.seq, p.n)
                - start.minor AS wrong
                FROM posting p WHERE p.account = f.account AND (p.seq, p.n) >= (f.seq, f.n)
                OFFSET 0) run
            WHERE run.wrong <> 0
        ) THEN
            RAISE EXCEPTION 'books: wrong balance'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    END $$
"""
SERVER_ENTRY = """
    CREATE FUNCTION books_entry_check() RETURNS trigger LANGUAGE plpgsql
        SET enable_seqscan = off SET jit = off AS $$
    DECLARE broken text;
    BEGIN
        SELECT CASE
        WHEN f.prev <> CASE WHEN f.seq = 1
            THEN '0000000000000000000000000000000000000000000000000000000000000000'
            ELSE coalesce((SELECT hash FROM ledger_entry WHERE seq = f.seq - 1), '') END
            THEN 'broken chain'
        WHEN (SELECT count(*) < 2 OR min(n) <> 1 OR max(n) <> count(*)
            FROM posting WHERE seq = f.seq)
            THEN 'too few lines'
        WHEN EXISTS (SELECT 1 FROM
            (SELECT account, minor FROM posting WHERE seq = f.seq OFFSET 0) p
            CROSS JOIN LATERAL (SELECT currency FROM account WHERE id = p.account OFFSET 0) a
            GROUP BY a.currency HAVING sum(p.minor) <> 0)
            THEN 'unbalanced'
        WHEN EXISTS (SELECT 1 FROM
            (SELECT n, account, after FROM posting WHERE seq = f.seq OFFSET 0) p
            CROSS JOIN LATERAL (SELECT kind, floor FROM account
                WHERE id = p.account AND floor IS NOT NULL OFFSET 0) a
            WHERE CASE WHEN a.kind IN ('asset', 'expense') THEN p.after ELSE -p.after END
                < a.floor
            AND NOT EXISTS (SELECT 1 FROM posting later
                WHERE later.seq = f.seq AND later.n > p.n AND later.account = p.account))
            THEN 'below the floor'
        WHEN f.reverses IS NOT NULL AND (
            EXISTS (SELECT 1 FROM ledger_entry WHERE id = f.reverses AND reverses IS NOT NULL)
            OR EXISTS (SELECT 1 FROM posting WHERE seq IN (f.seq,
                (SELECT seq FROM ledger_entry WHERE id = f.reverses))
                GROUP BY account HAVING sum(minor) <> 0))
            THEN 'no mirror'
        END AS why INTO broken FROM fresh f ORDER BY 1 NULLS LAST LIMIT 1;
        IF broken IS NOT NULL THEN
            RAISE EXCEPTION USING MESSAGE = 'books: ' || broken,
                ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    END $$
"""
SERVER_PATH = """
    DO $$ BEGIN
        EXECUTE 'ALTER FUNCTION {0}() SET search_path = '
            || quote_ident(current_schema()) || ', pg_temp';
    END $$
"""
SERVER_FIRST = """
    CREATE TRIGGER a_one_writer BEFORE INSERT ON {0}
        FOR EACH STATEMENT EXECUTE FUNCTION books_one_writer()
"""
SERVER_CHECK = """
    CREATE TRIGGER {0}_check AFTER INSERT ON {0} REFERENCING NEW TABLE AS fresh
        FOR EACH STATEMENT EXECUTE FUNCTION {1}()
"""


def laws(dialect: str) -> tuple[str, ...]:
    """The statements that give the tables of the books their law."""
    kept = tuple(text for table, keys in KEYS.items() for text in guards(dialect, table, *keys))
    if dialect != "postgresql":
        return (*kept, SQLITE_POSTING, SQLITE_ENTRY)
    return (
        *kept,
        SERVER_LOCK,
        SERVER_POSTING,
        SERVER_ENTRY,
        SERVER_PATH.format("books_posting_check"),
        SERVER_PATH.format("books_entry_check"),
        *(SERVER_FIRST.format(table) for table in KEYS),
        SERVER_CHECK.format("posting", "books_posting_check"),
        SERVER_CHECK.format("ledger_entry", "books_entry_check"),
    )


def create(connection: Connection) -> None:
    """Make the books in a database that has none."""
    BOOKS.create_all(connection)
    for statement in laws(connection.dialect.name):
        connection.exec_driver_sql(statement)
