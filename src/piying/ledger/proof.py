"""Proof: whether a ledger is whole, worked out from its entries alone.

Every entry is held to the law again, from the first: its number, its place in the chain, the
digest of its body, its balance, its accounts and their floors, the running balances, and what
it reverses. The first entry that breaks it is named. Without a head that was kept elsewhere
nobody can tell that the newest entries were cut off, or that all of them were written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from piying.ledger.accounts import named, owed
from piying.ledger.entries import ROOT, body_sha256, checked, entry_id, link_sha256, moved
from piying.model.books import Account, Entry
from piying.model.canon import Digest, digest
from piying.model.errors import Invalid, Refused


class Flaw(StrEnum):
    """What is wrong with the first bad entry; the catalogue says it as "books.flaw_…"."""

    ORDER = "order"
    """Its number does not follow: one was removed, added or moved."""
    PREV = "prev"
    """It does not follow the entry before it."""
    BODY = "body"
    """What it says was changed."""
    HASH = "hash"
    """Its number, name, time or hash was changed."""
    UNBALANCED = "unbalanced"
    """It breaks a rule of entries: it does not balance."""
    REPEATED = "repeated"
    """Its key is that of an earlier entry."""
    ACCOUNT = "account"
    """An account of it is not open, or is open as something else."""
    MIRROR = "mirror"
    """It is not the mirror of what it reverses, or reverses it again."""
    FLOOR = "floor"
    """It brings an account below its floor."""
    BALANCE = "balance"
    """A running balance is not what the entries come to."""
    HEAD = "head"
    """It is not the entry that was anchored elsewhere."""
    TRUNCATED = "truncated"
    """The ledger ends before an entry that was anchored."""
    SIGNATURE = "signature"
    """The anchored head is not signed by the trusted key."""
    STRAY = "stray"
    """There are lines that belong to no entry."""
    GUARDS = "guards"
    """The database no longer has the guards that it should have."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What verifying a ledger came to."""

    seq: int
    """The number of the last good entry."""
    hash: Digest
    flaw: Flaw | None = None
    at: int = 0
    """The number of the first bad entry."""
    what: str = ""
    """An account or a guard, where the flaw has one."""


class Prover:
    """A ledger that is being verified, entry by entry."""

    def __init__(self, accounts: Mapping[str, Account], anchors: Mapping[int, str]) -> None:
        self.seq, self.prev = 0, ROOT
        self.balances: dict[str, int] = {}
        self.what = ""
        self._accounts, self._anchors = accounts, anchors
        self._keys: set[str] = set()
        self._effects: dict[str, Digest] = {}
        self._reversed: set[str] = set()

    def take(self, entry: Entry, afters: tuple[int, ...] | None = None) -> Flaw | None:
        """Take the next entry; what is wrong with it, if anything.

        `afters` are the running balances behind each of its lines, where they are kept.
        """
        flaw = self._follows(entry) or self._lawful(entry) or self._undoes(entry)
        flaw = flaw or self._adds_up(entry, afters)
        if flaw is None:
            self.seq, self.prev = entry.seq, entry.hash
        return flaw

    def _follows(self, entry: Entry) -> Flaw | None:
        if entry.seq != self.seq + 1:
            return Flaw.ORDER
        if entry.prev != self.prev:
            return Flaw.PREV
        if entry.body_sha256 != body_sha256(entry.draft):
            return Flaw.BODY
        linked = link_sha256(entry.seq, entry.prev, entry.recorded_ms, entry.body_sha256)
        if entry.hash != linked or entry.id != entry_id(entry.recorded_ms, linked):
            return Flaw.HASH
        return Flaw.HEAD if self._anchors.get(entry.seq, linked) != linked else None

    def _lawful(self, entry: Entry) -> Flaw | None:
        try:
            checked(entry.draft)
        except Refused:
            return Flaw.UNBALANCED
        if entry.draft.idem in self._keys:
            return Flaw.REPEATED
        self._keys.add(entry.draft.idem)
        for line in entry.draft.postings:
            if not self._is_open(line.account):
                self.what = line.account
                return Flaw.ACCOUNT
        return None

    def _is_open(self, path: str) -> bool:
        try:
            return self._accounts.get(path) == named(path)
        except Invalid:
            return False

    def _undoes(self, entry: Entry) -> Flaw | None:
        undone = entry.draft.reverses
        effect = moved([entry.draft])
        if not undone:
            self._effects[entry.id] = _effect(effect)
            return None
        opposite = _effect({name: -minor for name, minor in effect.items()})
        if undone in self._reversed or self._effects.get(undone) != opposite:
            return Flaw.MIRROR
        self._reversed.add(undone)
        return None

    def _adds_up(self, entry: Entry, afters: tuple[int, ...] | None) -> Flaw | None:
        for at, line in enumerate(entry.draft.postings):
            self.what = line.account
            after = self.balances.get(line.account, 0) + line.minor
            self.balances[line.account] = after
            if afters is not None and afters[at] != after:
                return Flaw.BALANCE
        for line in entry.draft.postings:
            self.what = line.account
            opened = self._accounts[line.account]
            balance = owed(opened, self.balances[line.account])
            if opened.floor is not None and balance < opened.floor:
                return Flaw.FLOOR
        self.what = ""
        return None


def prove(
    entries: Iterable[tuple[Entry, tuple[int, ...] | None]],
    accounts: Iterable[Account],
    anchors: Mapping[int, str] | None = None,
) -> Proof:
    """Whether `entries`, each with its running balances, are a whole ledger from the first.

    `anchors` are hashes that were kept elsewhere, by the number of their entry.
    """
    anchored = anchors or {}
    prover = Prover({each.id: each for each in accounts}, anchored)
    for entry, afters in entries:
        flaw = prover.take(entry, afters)
        if flaw is not None:
            return Proof(prover.seq, prover.prev, flaw, prover.seq + 1, prover.what)
    if max(anchored, default=0) > prover.seq:
        return Proof(prover.seq, prover.prev, Flaw.TRUNCATED, prover.seq + 1)
    return Proof(prover.seq, prover.prev)


def _effect(changes: Mapping[str, int]) -> Digest:
    return digest(sorted((name, minor) for name, minor in changes.items() if minor))
