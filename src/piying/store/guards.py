"""Guards: triggers by which the database itself refuses to change a happening.

On SQLite the third one refuses replacement, which INSERT OR REPLACE would otherwise slip past
the first two. Older shapes of the house were made with this text: a new sort of guard is a new
function, this one stays.
"""

from __future__ import annotations

SERVER_FUNCTION = """
    CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only',
            ERRCODE = 'integrity_constraint_violation';
    END $$
"""
SERVER_CHANGE = """
    CREATE TRIGGER {0}_no_change BEFORE UPDATE OR DELETE ON {0}
        FOR EACH ROW EXECUTE FUNCTION append_only()
"""
SERVER_TRUNCATE = """
    CREATE TRIGGER {0}_no_truncate BEFORE TRUNCATE ON {0}
        FOR EACH STATEMENT EXECUTE FUNCTION append_only()
"""


def guards(dialect: str, table: str, *keys: tuple[str, ...]) -> tuple[str, ...]:
    """The statements that make `table` append-only; each of `keys` names a row."""
    if dialect == "postgresql":
        return (SERVER_FUNCTION, SERVER_CHANGE.format(table), SERVER_TRUNCATE.format(table))
    same = " OR ".join(
        " AND ".join(f"{column} = NEW.{column}" for column in key) for key in keys
    )
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    taken = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - our own names
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} {taken} {refuse}",
    )
