"""Why the database refused entries, said for a person.

The database has the last word and few words; what it refused is looked at again here, after
nothing of it happened, to name the entry and the account.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from piying.ledger.accounts import named, owed
from piying.model.books import Entry
from piying.model.errors import Conflict, Invalid, Missing, PiyingError
from piying.store.books.rows import known
from piying.store.books.tables import ledger_entry


def refusal(
    connection: Connection,
    error: IntegrityError,
    entries: Sequence[Entry],
    before: Mapping[str, int],
) -> PiyingError:
    """What to tell whoever wanted `entries`; `before` is how their accounts stood."""
    why = str(error.orig).partition("\n")[0]
    if "below the floor" in why:
        for entry, name in _below(entries, before):
            return Conflict("books.below_floor", draft=entry.draft.idem, account=name)
    for entry in entries:
        if entry.draft.reverses:
            found = _reversal(connection, entry, entries, why)
            if found is not None:
                return found
    return Invalid("books.refused", why=why)


def _below(entries: Sequence[Entry], before: Mapping[str, int]) -> list[tuple[Entry, str]]:
    standing = dict(before)
    for entry in entries:
        for line in entry.draft.postings:
            standing[line.account] += line.minor
        for line in entry.draft.postings:
            opened = named(line.account)
            if opened.floor is not None and owed(opened, standing[opened.id]) < opened.floor:
                return [(entry, opened.id)]
    return []


def _reversal(
    connection: Connection, entry: Entry, entries: Sequence[Entry], why: str
) -> PiyingError | None:
    undone = entry.draft.reverses
    if undone not in known(connection, "id", [undone]):
        return Missing("books.entry_missing", entry=undone)
    again = select(ledger_entry.c.seq).where(ledger_entry.c.reverses == undone)
    twice = [other for other in entries if other.draft.reverses == undone]
    if len(twice) > 1 or connection.execute(again).first() is not None:
        return Conflict("books.reversed_already", entry=undone)
    return Invalid("books.not_mirror", draft=entry.draft.idem) if "mirror" in why else None
