"""The tables of a house and how an older house becomes a newer one.

A happening is an append-only row: triggers refuse UPDATE, DELETE and replacement, which
SQLite's INSERT OR REPLACE would otherwise slip past the first two.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from piying.model.errors import Invalid

_HAPPENINGS = ("take", "choice", "head")


_GUARDS = """
    CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
    CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
    CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""


_FIRST = """
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
    """ + "".join(_GUARDS.format(table=table) for table in _HAPPENINGS)

MIGRATIONS: tuple[str, ...] = (_FIRST,)
"""Step n brings a house from version n to version n + 1."""

VERSION = len(MIGRATIONS)


def connect(path: Path) -> sqlite3.Connection:
    """An open database of the newest version, made or migrated as needed."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA recursive_triggers = ON")
    migrate(connection, path)
    return connection


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring `connection` to `VERSION`, each step in a transaction of its own."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise Invalid("store.newer_house", path=path, found=version, known=VERSION)
    for step in range(version, VERSION):
        connection.executescript(
            f"BEGIN; {MIGRATIONS[step]} PRAGMA user_version = {step + 1}; COMMIT;"
        )
