"""Rows of the books as values, and the texts by which each database takes many rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from piying.model.books import Account, AccountKind, Draft, Entry, Posting
from piying.model.canon import Digest
from piying.store.books.tables import ledger_entry, posting

ENTRY_COLUMNS = (
    "seq", "id", "idem", "kind", "effective", "cause", "about", "reverses", "body_sha256",
    "recorded_ms", "prev", "hash",
)  # fmt: skip
POSTING_COLUMNS = ("seq", "n", "account", "minor", "after", "memo")
ACCOUNT_COLUMNS = ("id", "kind", "party", "currency", "clearing", "floor")
NUMBERS = {"seq", "recorded_ms", "n", "minor", "after", "clearing", "floor"}

TOGETHER = 2_500
"""How many rows one statement inserts on SQLite, which writes down every page that a statement
may have to undo: for a row at a time, that takes longer than the rows. It takes 32,766 values
in one statement, and an entry has 12."""
PORTION = 2_000
"""How many entries are read at a time."""

LAST = "SELECT seq, hash, recorded_ms FROM ledger_entry ORDER BY seq DESC LIMIT 1"
_NAMED = {"sqlite": "IN (SELECT value FROM json_each(?))", "postgresql": "= ANY(%s)"}
_KNOWN = (
    "SELECT seq, id, idem, body_sha256, recorded_ms, prev, hash FROM ledger_entry WHERE {0} "
)
_STANDING = (
    "SELECT id, kind, party, currency, clearing, floor, (SELECT after FROM posting "
    "WHERE account = account.id ORDER BY seq DESC, n DESC LIMIT 1) FROM account WHERE id "
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the books know of an entry without its lines."""

    seq: int
    id: str
    idem: str
    body_sha256: Digest
    recorded_ms: int
    prev: Digest
    hash: Digest

    def entry(self, draft: Draft) -> Entry:
        """The entry, whose body is that of `draft`."""
        return Entry(
            self.seq, self.id, draft, self.body_sha256, self.recorded_ms, self.prev, self.hash
        )


def insert_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert all `rows` at once."""
    names = ", ".join(columns)
    if connection.dialect.name == "sqlite":
        one = f"({', '.join('?' * len(columns))})"
        for at in range(0, len(rows), TOGETHER):
            part = rows[at : at + TOGETHER]
            marks = ", ".join([one] * len(part))
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({names}) VALUES {marks}",  # noqa: S608 - our own names
                tuple(chain.from_iterable(part)),
            )
        return
    arrays = ", ".join(
        f"%s::{'bigint' if column in NUMBERS else 'text'}[]" for column in columns
    )
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays})",  # noqa: S608 - as above
        tuple(list(column) for column in zip(*rows, strict=True)),
    )


def known(connection: Connection, column: str, names: Iterable[str]) -> dict[str, Kept]:
    """The entries whose `column` ("idem" or "id") is among `names`, by that column."""
    text = _KNOWN.format(column) + _NAMED[connection.dialect.name]
    found = (Kept(*row) for row in connection.exec_driver_sql(text, _list(connection, names)))
    return {getattr(kept, column): kept for kept in found}


def standing(
    connection: Connection, names: Iterable[str]
) -> dict[str, tuple[tuple[Any, ...], int]]:
    """The accounts called `names` that are open: the row of each, and its balance."""
    text = _STANDING + _NAMED[connection.dialect.name]
    found = connection.exec_driver_sql(text, _list(connection, names))
    return {row[0]: (tuple(row[:6]), row[6] or 0) for row in found}


def account_of(row: Row[Any] | tuple[Any, ...]) -> Account:
    """The account that `row` keeps."""
    name, kind, party, currency, clearing, floor = row[:6]
    return Account(name, AccountKind(kind), party, currency, bool(clearing), floor)


def account_row(opened: Account) -> tuple[Any, ...]:
    """The row that keeps an account."""
    return (
        opened.id, opened.kind.value, opened.party, opened.currency, int(opened.clearing),
        opened.floor,
    )  # fmt: skip


def entry_row(entry: Entry) -> tuple[Any, ...]:
    """The row that keeps an entry, without its lines."""
    draft = entry.draft
    return (
        entry.seq, entry.id, draft.idem, draft.kind, draft.effective, draft.cause, draft.about,
        draft.reverses or None, entry.body_sha256, entry.recorded_ms, entry.prev, entry.hash,
    )  # fmt: skip


def entries(
    connection: Connection, after: int = 0, limit: int | None = None
) -> Iterator[Entry]:
    """The entries behind number `after`, at most `limit`, in order, with their lines."""
    at, left = ledger_entry.c, limit
    while left is None or left > 0:
        most = PORTION if left is None else min(left, PORTION)
        found = select(ledger_entry).where(at.seq > after).order_by(at.seq).limit(most)
        some = connection.execute(found).all()
        if not some:
            return
        lines = lines_of(connection, some[0].seq, some[-1].seq)
        for row in some:
            yield entry_of_row(row, lines.get(row.seq, ()))
        after = some[-1].seq
        left = None if left is None else left - len(some)


def lines_of(connection: Connection, first: int, last: int) -> dict[int, tuple[Posting, ...]]:
    """The lines of the entries from number `first` to `last`, each in order."""
    at = posting.c
    found = (
        select(at.seq, at.account, at.minor, at.memo)
        .where(at.seq >= first, at.seq <= last)
        .order_by(at.seq, at.n)
    )
    return _by_entry(connection.execute(found))


def lines_of_kind(
    connection: Connection, kind: str, after: int
) -> dict[int, tuple[Posting, ...]]:
    """The lines of the entries of one kind behind number `after`, each in order."""
    at, of = posting.c, ledger_entry.c
    found = (
        select(at.seq, at.account, at.minor, at.memo)
        .join(ledger_entry, of.seq == at.seq)
        .where(of.kind == kind, of.seq > after)
        .order_by(at.seq, at.n)
    )
    return _by_entry(connection.execute(found))


def _by_entry(found: Iterable[Any]) -> dict[int, tuple[Posting, ...]]:
    lines: dict[int, list[Posting]] = {}
    for seq, name, minor, memo in found:
        lines.setdefault(seq, []).append(Posting(name, minor, memo))
    return {seq: tuple(of) for seq, of in lines.items()}


def entry_of_row(row: Row[Any], lines: tuple[Posting, ...]) -> Entry:
    """The entry that `row` and `lines` keep."""
    draft = Draft(
        row.idem, row.kind, row.effective, row.cause, lines, row.reverses or "", row.about
    )
    return Entry(
        row.seq, row.id, draft, Digest(row.body_sha256), row.recorded_ms, Digest(row.prev),
        Digest(row.hash),
    )  # fmt: skip


def _list(connection: Connection, names: Iterable[str]) -> tuple[Any, ...]:
    if connection.dialect.name == "sqlite":
        return (msgspec.json.encode(list(names)).decode(),)
    return (list(names),)
