"""A log of the house: entries chained and signed as they come, and its head written beside.

The head is written after the entry, so a run that is killed between the two leaves a head
that is one entry old and still true. Whoever can change the database can change that file as
well: keep `head()` where neither is, in every released file and every statement of account.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import msgspec

from piying.model.canon import canonical
from piying.model.errors import Invalid
from piying.review.chain import (
    KEEPER,
    KEY,
    Anchor,
    Draft,
    Entry,
    KeyBody,
    Verified,
    entry_of,
    fingerprint,
    link,
    verify,
)
from piying.store.disk import explained, write_file
from piying.store.signing import Signer

REVIEW = "review"
"""The log of what people do to dossiers."""


class Row(Protocol):
    """A kept entry."""

    @property
    def data(self) -> bytes:
        """Its canonical bytes."""


class Book(Protocol):
    """Where entries are kept: `piying.store.store.Store` is one."""

    def append_entry(self, log: str, seq: int, hash: str, data: bytes, at_ms: int) -> None:  # noqa: A002 - the store's word
        """Keep entry `seq`; a `Conflict` if there is one already."""

    def entries(self, log: str, after: int = 0) -> Sequence[Row]:
        """The entries behind number `after`, in order."""

    def last_entry(self, log: str) -> Row | None:
        """The newest entry."""


@dataclass(frozen=True, slots=True)
class Log:
    """One log of a house."""

    book: Book
    folder: Path
    """Where its head is written."""
    name: str = REVIEW
    signer: Signer | None = field(default=None, repr=False)
    """None: it can only be read."""

    @property
    def head_file(self) -> Path:
        """The file with the newest head that was written."""
        return self.folder / f"{self.name}.head.json"

    def entries(self, after: int = 0) -> tuple[Entry, ...]:
        """The entries behind number `after`.

        Raises:
            Invalid: one cannot be read; `verified` says which.
        """
        return tuple(self._read(row) for row in self.book.entries(self.name, after))

    def last(self) -> Entry | None:
        """The newest entry."""
        row = self.book.last_entry(self.name)
        return None if row is None else self._read(row)

    def append(self, draft: Draft, *, beside: bool = True) -> Entry:
        """The entry that `draft` has become; the first one brings the key's before it.

        Without `beside` the head is not written: whoever appends inside a larger block calls
        `write_head` after it, so that no head names an entry that was undone.

        Raises:
            Conflict: another run has written meanwhile.
            Invalid: there is no key to sign with, or it is not the key in force.
        """
        signer = self._signer()
        before = self.last()
        if before is None:
            first = link(None, self._key(signer, draft.at_ms), signer.name, signer.sign)
            before = self._keep(first, beside=beside)
        in_force = self._in_force(before)
        if in_force != signer.name:
            raise Invalid("store.other_key", log=self.name, key=in_force[:16],
                          given=signer.name[:16])  # fmt: skip
        return self._keep(link(before, draft, signer.name, signer.sign), beside=beside)

    def rotate(self, fresh: Signer, at_ms: int) -> Entry:
        """Let the key `fresh` sign from now on: the old one says so, the new one proves it."""
        signer = self._signer()
        proof = fresh.sign(bytes.fromhex(signer.name)).hex()
        return self.append(
            Draft(KEEPER, KEY, KeyBody(self.name, fresh.public.hex(), proof), at_ms)
        )

    def head(self) -> Anchor | None:
        """The newest head, to be anchored where the log is not; None while it is empty."""
        last = self.last()
        if last is None:
            return None
        return Anchor(self.name, last.seq, last.hash, last.at_ms, last.key)

    def root(self) -> str:
        """The fingerprint of the first key, which whoever verifies has to know already.

        Empty where there is no first entry, or none that can be read.
        """
        rows = self.book.entries(self.name)
        first = entry_of(rows[0].data) if rows else None
        return "" if first is None else first.key

    def anchored(self) -> Anchor | None:
        """The head that was written beside; None if there is no such file."""
        if not self.head_file.exists():
            return None
        with explained(self.head_file):
            data = self.head_file.read_bytes()
        try:
            return msgspec.json.decode(data, type=Anchor)
        except msgspec.DecodeError as error:
            raise Invalid("store.head_unreadable", path=self.head_file) from error

    def verified(self, root: str, anchors: Sequence[Anchor] = ()) -> Verified:
        """Whether this is the whole log that began under the key `root`.

        The head that was written beside counts as an anchor too.
        """
        beside = self.anchored()
        known = [*anchors, *([beside] if beside else [])]
        rows = self.book.entries(self.name)
        return verify((row.data for row in rows), root, known)

    def write_head(self) -> None:
        """Write the newest head beside."""
        head = self.head()
        if head is not None:
            write_file(self.head_file, canonical(head))

    def _keep(self, entry: Entry, *, beside: bool) -> Entry:
        data = canonical(entry)
        self.book.append_entry(self.name, entry.seq, entry.hash, data, entry.at_ms)
        if beside:
            anchor = Anchor(self.name, entry.seq, entry.hash, entry.at_ms, entry.key)
            write_file(self.head_file, canonical(anchor))
        return entry

    def _read(self, row: Row) -> Entry:
        entry = entry_of(row.data)
        if entry is None:
            raise Invalid("store.entry_unreadable", log=self.name)
        return entry

    def _signer(self) -> Signer:
        if self.signer is None:
            raise Invalid("store.log_read_only", log=self.name)
        return self.signer

    def _in_force(self, last: Entry) -> str:
        """The fingerprint of the key that the next entry is signed with."""
        if last.kind != KEY:
            return last.key
        body = msgspec.json.decode(last.body, type=KeyBody)
        return fingerprint(bytes.fromhex(body.public))

    def _key(self, signer: Signer, at_ms: int) -> Draft:
        return Draft(KEEPER, KEY, KeyBody(self.name, signer.public.hex()), at_ms)
