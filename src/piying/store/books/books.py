"""The books of a house: entries are posted, never changed, and every balance follows from them.

What is posted together happens together or not at all, and has reached the disk when `post`
returns. The same draft posted again is the entry that it was; another draft under its key is a
conflict. Inside a block of the same thread that writes already, entries belong to that block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import IntegrityError

from piying.ledger.accounts import named
from piying.ledger.entries import ROOT, body_sha256, checked, entry_of
from piying.model.books import Account, Draft, Entry
from piying.model.canon import Digest
from piying.model.errors import Conflict, Missing
from piying.store.books import rows
from piying.store.books.law import LOCK
from piying.store.books.refusals import refusal
from piying.store.books.tables import account, ledger_entry, posting
from piying.store.engine import Database


@dataclass(frozen=True, slots=True)
class Books:
    """The books in one database."""

    database: Database

    # --- writing ------------------------------------------------------------------------

    def post(self, draft: Draft, at_ms: int) -> Entry:
        """The entry that `draft` is; posted at `at_ms`, or before.

        Raises:
            Invalid: the draft does not balance, or breaks another rule of entries.
            Conflict: its key belongs to another body; an account would fall below its floor;
                what it reverses was reversed before.
            Missing: what it reverses is not there.
        """
        return self.post_many([draft], at_ms)[0]

    def post_many(self, drafts: Sequence[Draft], at_ms: int) -> tuple[Entry, ...]:
        """The entries that `drafts` are, in their order: all of them are posted, or none.

        Accounts that are not open yet are opened as their paths say. Raises as `post` does.
        """
        bodies = [body_sha256(checked(draft)) for draft in drafts]
        with self.database.writing(durable=True) as connection:
            self._alone(connection)
            found = rows.known(connection, "idem", {draft.idem for draft in drafts})
            done = {name: kept.body_sha256 for name, kept in found.items()}
            fresh: list[tuple[Draft, Digest]] = []
            for draft, body in zip(drafts, bodies, strict=True):
                if draft.idem not in done:
                    done[draft.idem] = body
                    fresh.append((draft, body))
                elif done[draft.idem] != body:
                    kept = found.get(draft.idem)
                    name = "" if kept is None else kept.id
                    raise Conflict("books.idem_conflict", draft=draft.idem, entry=name)
            posted = {
                entry.draft.idem: entry for entry in self._write(connection, fresh, at_ms)
            }
        return tuple(
            posted[draft.idem] if draft.idem in posted else found[draft.idem].entry(draft)
            for draft in drafts
        )

    def open(self, accounts: Iterable[Account]) -> None:
        """Open `accounts`; those that are open already stay.

        Raises:
            Conflict: one stands otherwise in the books.
        """
        with self.database.writing(durable=True) as connection:
            self._alone(connection)
            _open(connection, {each.id: each for each in accounts})

    # --- reading ------------------------------------------------------------------------

    def entry(self, name: str) -> Entry:
        """The entry called `name`, or posted under the key `name`.

        Raises:
            Missing: there is none.
        """
        with self.database.reading() as connection:
            for column in ("id", "idem"):
                kept = rows.known(connection, column, [name]).get(name)
                if kept is not None:
                    return next(rows.entries(connection, kept.seq - 1, 1))
        raise Missing("books.entry_missing", entry=name)

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """The entries behind number `after`, in order, as one state of the books."""
        with self.database.reading() as connection:
            yield from rows.entries(connection, after)

    def of_kind(self, kind: str, after: int = 0) -> tuple[Entry, ...]:
        """The entries of one kind behind number `after`, in order."""
        at = ledger_entry.c
        found = select(ledger_entry).where(at.kind == kind, at.seq > after).order_by(at.seq)
        with self.database.reading() as connection:
            lines = rows.lines_of_kind(connection, kind, after)
            return tuple(
                rows.entry_of_row(row, lines[row.seq]) for row in connection.execute(found)
            )

    def undone(self, after: int = 0) -> frozenset[str]:
        """The entries that one behind number `after` has undone, by their ids."""
        at = ledger_entry.c
        found = select(at.reverses).where(at.reverses.is_not(None), at.seq > after)
        with self.database.reading() as connection:
            return frozenset(connection.execute(found).scalars())

    def last(self) -> tuple[int, Digest]:
        """The number and hash of the newest entry; 0 and 64 zeros where there is none."""
        with self.database.reading() as connection:
            seq, linked, _ = _last(connection)
        return seq, linked

    def accounts(self) -> tuple[Account, ...]:
        """Every account that is open, by its path."""
        with self.database.reading() as connection:
            found = connection.execute(select(account).order_by(account.c.id))
            return tuple(rows.account_of(row) for row in found)

    def balance(self, name: str) -> int:
        """The balance of an account: debits above zero; nothing for one that is not open."""
        with self.database.reading() as connection:
            return rows.standing(connection, [name]).get(name, ((), 0))[1]

    def balances(self) -> dict[str, int]:
        """The balance of every account that is open: debits above zero."""
        newest = (
            select(posting.c.after)
            .where(posting.c.account == account.c.id)
            .order_by(posting.c.seq.desc(), posting.c.n.desc())
            .limit(1)
            .scalar_subquery()
        )
        found = select(account.c.id, func.coalesce(newest, 0)).order_by(account.c.id)
        with self.database.reading() as connection:
            return {name: int(minor) for name, minor in connection.execute(found)}

    def posted(self, about: str) -> dict[str, int]:
        """What the entries about one contract, pool or dispute come to, by account."""
        found = (
            select(posting.c.account, func.sum(posting.c.minor))
            .join(ledger_entry, ledger_entry.c.seq == posting.c.seq)
            .where(ledger_entry.c.about == about)
            .group_by(posting.c.account)
            .order_by(posting.c.account)
        )
        with self.database.reading() as connection:
            return {name: int(minor) for name, minor in connection.execute(found)}

    def all_posted(self, after: int = 0) -> dict[str, dict[str, int]]:
        """As `posted`, of all entries behind number `after`, by what they are about."""
        found = (
            select(ledger_entry.c.about, posting.c.account, func.sum(posting.c.minor))
            .join(ledger_entry, ledger_entry.c.seq == posting.c.seq)
            .where(ledger_entry.c.about != "", ledger_entry.c.seq > after)
            .group_by(ledger_entry.c.about, posting.c.account)
            .order_by(ledger_entry.c.about, posting.c.account)
        )
        by_about: dict[str, dict[str, int]] = {}
        with self.database.reading() as connection:
            for about, name, minor in connection.execute(found):
                by_about.setdefault(about, {})[name] = int(minor)
        return by_about

    def moved(self, after: int = 0) -> dict[tuple[str, str], int]:
        """What the entries behind number `after` come to, by account and kind of entry.

        An entry that undoes another counts as one of the kind that it undoes, so that money
        which was paid and came back was not paid.
        """
        undone = ledger_entry.alias()
        kind = func.coalesce(undone.c.kind, ledger_entry.c.kind)
        found = (
            select(posting.c.account, kind, func.sum(posting.c.minor))
            .join(ledger_entry, ledger_entry.c.seq == posting.c.seq)
            .outerjoin(undone, undone.c.id == ledger_entry.c.reverses)
            .where(ledger_entry.c.seq > after)
            .group_by(posting.c.account, kind)
            .order_by(posting.c.account, kind)
        )
        with self.database.reading() as connection:
            return {(name, kind): int(minor) for name, kind, minor in connection.execute(found)}

    def since_zero(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """Of every clearing account that is not at zero: days and amounts since it last was."""
        at = posting.c
        lines = (
            select(at.after, at.minor, ledger_entry.c.effective)
            .join(ledger_entry, ledger_entry.c.seq == at.seq)
            .order_by(at.seq.desc(), at.n.desc())
        )
        found: dict[str, tuple[tuple[str, int], ...]] = {}
        with self.database.reading() as connection:
            open_ones = select(account.c.id).where(account.c.clearing == 1)
            for name in connection.execute(open_ones.order_by(account.c.id)).scalars().all():
                moves: list[tuple[str, int]] = []
                for after, minor, day in connection.execute(lines.where(at.account == name)):
                    if after == 0:
                        break
                    moves.append((day, minor))
                if moves:
                    found[name] = tuple(reversed(moves))
        return found

    # --- inside -------------------------------------------------------------------------

    def _alone(self, connection: Connection) -> None:
        if self.database.is_server:
            connection.execute(text(LOCK))

    def _write(
        self, connection: Connection, drafts: Sequence[tuple[Draft, Digest]], at_ms: int
    ) -> tuple[Entry, ...]:
        if not drafts:
            return ()
        wanted = {line.account for draft, _ in drafts for line in draft.postings}
        before = _open(connection, {name: named(name) for name in wanted})
        seq, prev, recorded_ms = _last(connection)
        recorded_ms = max(recorded_ms, at_ms)  # the books never say that time went back
        made: list[Entry] = []
        for draft, body in drafts:
            seq += 1
            made.append(entry_of(draft, seq, prev, recorded_ms, body))
            prev = made[-1].hash
        lines = _lines(made, dict(before))
        try:
            with connection.begin_nested():
                rows.insert_rows(connection, "posting", rows.POSTING_COLUMNS, lines)
                kept = [rows.entry_row(entry) for entry in made]
                rows.insert_rows(connection, "ledger_entry", rows.ENTRY_COLUMNS, kept)
        except IntegrityError as error:
            raise refusal(connection, error, made, before) from error
        return tuple(made)


def _last(connection: Connection) -> tuple[int, Digest, int]:
    row = connection.exec_driver_sql(rows.LAST).first()
    return (0, ROOT, 0) if row is None else (row[0], Digest(row[1]), row[2])


def _open(connection: Connection, wanted: Mapping[str, Account]) -> dict[str, int]:
    """Open what is not open yet; the balance of each account."""
    found = rows.standing(connection, wanted)
    kept = {name: rows.account_row(each) for name, each in wanted.items()}
    for name, (row, _) in found.items():
        if row != kept[name]:
            raise Conflict("books.account_differs", account=name, found=row)
    fresh = [row for name, row in kept.items() if name not in found]
    if fresh:
        rows.insert_rows(connection, "account", rows.ACCOUNT_COLUMNS, fresh)
    return {name: found[name][1] if name in found else 0 for name in wanted}


def _lines(
    made: Sequence[Entry], standing: dict[str, int]
) -> list[tuple[int, int, str, int, int, str]]:
    lines = []
    for entry in made:
        for n, line in enumerate(entry.draft.postings, 1):
            after = standing[line.account] + line.minor
            standing[line.account] = after
            lines.append((entry.seq, n, line.account, line.minor, after, line.memo))
    return lines
