"""Verifying the books offline: by reading all of them, trusting neither database nor guards.

Whoever opens the file with another program, without the guards, can write into it what they
like. This finds it: what was changed, removed, moved or added breaks the chain, and what was
cut off is missed by a head that was kept elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sqlalchemy import Connection, func, select

from piying.ledger.proof import Flaw, Proof, prove
from piying.model.books import Entry
from piying.store.books import rows
from piying.store.books.heads import Head, is_signed, read_head
from piying.store.books.law import laws
from piying.store.books.tables import account, ledger_entry, posting
from piying.store.engine import Database

_TRIGGER = re.compile(r"CREATE TRIGGER (\w+)")
_TABLE = re.compile(r" ON (\w+)")
_FUNCTION = re.compile(r"FUNCTION (\w+)\(\).*?\$\$(.*)\$\$", re.DOTALL)


def verify(database: Database, anchors: Mapping[int, str] | None = None) -> Proof:
    """Whether the books are whole; the first bad entry is named.

    `anchors` are hashes that were kept elsewhere, by the number of their entry.
    """
    with database.reading() as connection:
        opened = [rows.account_of(row) for row in connection.execute(select(account))]
        proof = prove(_entries(connection), opened, anchors)
        if proof.flaw is not None:
            return proof
        stray = _stray(connection)
        if stray is not None:
            return Proof(proof.seq, proof.hash, Flaw.STRAY, stray)
        missing = _unguarded(connection)
    if missing:
        return Proof(proof.seq, proof.hash, Flaw.GUARDS, proof.seq + 1, missing)
    return proof


def verify_beside(
    database: Database, folder: Path, public: bytes | None = None, heads: Iterable[Head] = ()
) -> Proof:
    """As `verify`, with the head that was written beside and `heads` that were kept elsewhere.

    With the `public` half of the key that is trusted, every head has to be signed by it.

    Raises:
        Invalid: the file beside is no head.
    """
    beside = read_head(folder)
    known = [*heads, *([] if beside is None else [beside])]
    proof = verify(
        database, {head.anchor.seq: head.anchor.hash for head in known if head.anchor.seq}
    )
    if proof.flaw is not None or public is None:
        return proof
    for head in known:
        if not is_signed(head, public):
            return Proof(proof.seq, proof.hash, Flaw.SIGNATURE, head.anchor.seq)
    return proof


def _entries(connection: Connection) -> Iterator[tuple[Entry, tuple[int, ...]]]:
    after = 0
    while True:
        some = list(rows.entries(connection, after, limit=rows.PORTION))
        if not some:
            return
        at = posting.c
        found = (
            select(at.seq, at.after)
            .where(at.seq >= some[0].seq, at.seq <= some[-1].seq)
            .order_by(at.seq, at.n)
        )
        afters: dict[int, list[int]] = {}
        for seq, balance in connection.execute(found):
            afters.setdefault(seq, []).append(balance)
        for entry in some:
            yield entry, tuple(afters.get(entry.seq, ()))
        after = some[-1].seq


def _stray(connection: Connection) -> int | None:
    """The first number of lines that have no entry."""
    sealed = select(ledger_entry.c.seq).where(ledger_entry.c.seq == posting.c.seq).exists()
    number: int | None = connection.execute(
        select(func.min(posting.c.seq)).where(~sealed)
    ).scalar()
    return number


def _unguarded(connection: Connection) -> str:
    """A guard that is missing or was changed; empty: all of them are as they should be."""
    if connection.dialect.name == "sqlite":
        found = {
            name: _plain(sql)
            for name, sql in connection.exec_driver_sql(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            )
        }
        wanted = {_named(_TRIGGER, law): _plain(law) for law in laws("sqlite")}
        return next((name for name, law in wanted.items() if found.get(name) != law), "")
    return _unguarded_server(connection)


def _unguarded_server(connection: Connection) -> str:
    on = {
        (table, name)
        for table, name in connection.exec_driver_sql(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal "
            "AND t.tgenabled = 'O'"
        )
    }
    bodies = {
        name: _plain(body)
        for name, body in connection.exec_driver_sql(
            "SELECT proname, prosrc FROM pg_proc "
            "WHERE pronamespace = current_schema()::regnamespace"
        )
    }
    for law in laws("postgresql"):
        if (trigger := _TRIGGER.search(law)) is not None:
            if (_named(_TABLE, law), trigger[1]) not in on:
                return trigger[1]
        elif (function := _FUNCTION.search(law)) is not None and (
            bodies.get(function[1]) != _plain(function[2])
        ):
            return function[1]
    return ""


def _named(pattern: re.Pattern[str], law: str) -> str:
    found = pattern.search(law)
    return "" if found is None else found[1]


def _plain(text: str) -> str:
    return " ".join(text.split())
