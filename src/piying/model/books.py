"""Books: accounts, entries that balance, and statements.

Amounts are whole numbers of the currency's smallest unit. A debit is above zero, a credit
below; an entry adds up to nothing in every currency. Plays and milliseconds are currencies too
("PLAY", "MS"), so that counts are held to the same law as money.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from piying.model.canon import Digest


class AccountKind(StrEnum):
    """What an account is."""

    ASSET = "asset"
    LIABILITY = "liability"
    INCOME = "income"
    EXPENSE = "expense"
    EQUITY = "equity"


@dataclass(frozen=True, slots=True)
class Account:
    """One account. Its id is its path: "payable:studio-a:CNY"."""

    id: str
    kind: AccountKind
    party: str
    """Empty: the house's own."""
    currency: str
    clearing: bool = False
    """Has to come back to zero."""
    floor: int | None = None
    """The balance may never be below this, in the account's own sign: of an asset or expense
    what was debited, of all others what is owed or earned (of a wallet: the coins in it)."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of an entry."""

    account: str
    minor: int
    memo: str = ""
    """What it is for: the id of a step, of a line."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it is written."""

    idem: str
    """The same twice with the same body is one entry; with another body it is a conflict."""
    kind: str
    """"settle", "adjust", "reverse", "hold", "release", "pay", "pool", "count", …"""
    effective: str
    """The day that it is for."""
    cause: str
    """What it follows from: "week:contract:deal-version", a statement, a dispute."""
    postings: tuple[Posting, ...]
    reverses: str = ""
    """The id of the entry that this one undoes."""
    about: str = ""
    """The contract, pool, dispute or viewer that it concerns: what is posted is added up by it,
    so that *target − posted* can be formed for one of them alone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it stands in the ledger; never changed."""

    seq: int
    id: str
    draft: Draft
    body_sha256: Digest
    """Of the draft; leaves out when it was recorded, so that a retry has the same."""
    recorded_ms: int
    prev: Digest
    hash: Digest


class Metric(StrEnum):
    """What a fact counts."""

    PLAYS = "effective_plays"
    WATCH_MS = "effective_ms"
    USERS = "users"
    GROSS = "gross"
    """Sales before anything is taken off, in the smallest unit of `currency`."""
    REFUND = "refund"
    FEE = "fee"
    """What a payment provider or a store keeps."""
    COST = "cost"
    """What else a deal takes off: of operating, of promotion."""
    POOL = "pool"
    """What a pool has to divide; the contract of the fact is the name of the pool."""
    OTHERS = "pool_others"
    """The weight in a pool of titles that these books do not know; likewise."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one day: so much of one metric, of one title on one platform."""

    contract: str
    series: str
    platform: str
    day: str
    metric: Metric
    amount: int
    currency: str = ""
    """For money."""
    counted_by: str = "own"
    """Or "statement": what the platform says."""
    evidence: Digest | None = None
    """The digest of the daily roll-up, the sale or the imported statement."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of how an amount came about: cumulative, exact."""

    step: str
    clause: str
    series: str
    what: str
    """A code of the catalogue: what was done, with `said` to fill it."""
    said: tuple[tuple[str, str], ...]
    before: str
    """A fraction like "7200/1"."""
    after: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a statement: what changed in this period."""

    number: int
    series: str
    platform: str
    step: str
    clause: str
    what: str
    """A code of the catalogue."""
    said: tuple[tuple[str, str], ...]
    units: int
    """Counted in this period."""
    unit: str
    rate: str
    """As a fraction; empty where there is none."""
    minor: int
    residue: str
    """The fraction of a minor unit that stays with the rounding suspense."""
    evidence: tuple[Digest, ...] = ()
    steps: tuple[Trace, ...] = ()
    """How the whole amount came about so far: cumulative, step by step."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one party is owed for one period, and why."""

    id: str
    party: str
    period: str
    """Like "2026-W47" or "2026-11"."""
    begin: str
    end: str
    currency: str
    opening_minor: int
    """Carried over from before."""
    opening_unrecouped_minor: int
    lines: tuple[StatementLine, ...]
    held_minor: int
    tax_minor: int
    paid_minor: int
    closing_minor: int
    closing_unrecouped_minor: int
    due: str
    """The day of payment; empty: nobody knows it."""
    deals: tuple[tuple[str, Digest], ...]
    """The deals that it follows: id and the digest of the version."""
    days: tuple[tuple[str, Digest], ...]
    """The daily roll-ups that it counts: the day and the SHA-256 of its rows."""
    entries: tuple[str, ...]
    """The entries that it adds up."""
    head: Digest
    """The hash of the ledger's last entry that it knows."""
    kind: str = "statement.1"


@dataclass(frozen=True, slots=True)
class Stood:
    """What one amount stood at when a period was closed."""

    party: str
    purpose: str
    """A purpose of the terms: "due", "reserve", "tax", "held", "suspense", "grant"."""
    contract: str
    series: str
    currency: str
    exact: str
    """A fraction like "7200/1", in minor units."""
    minor: int


@dataclass(frozen=True, slots=True)
class Unearned:
    """What of a guarantee was not earned yet when a period was closed."""

    contract: str
    series: str
    currency: str
    unrecouped: str
    """A fraction, in minor units."""


@dataclass(frozen=True, slots=True)
class Close:
    """A period that was closed; what the next one goes on from."""

    period: str
    begin: str
    end: str
    known_by: str
    """Terms that were recorded by then held, in UTC."""
    stood: tuple[Stood, ...]
    unearned: tuple[Unearned, ...]
    versions: tuple[tuple[str, Digest], ...]
    """The deals and their versions."""
    days: tuple[tuple[str, Digest], ...]
    """Every daily roll-up that counted, with the SHA-256 of its rows."""
    facts: Digest
    """Of all facts that counted, in order."""
    statements: tuple[tuple[str, Digest], ...]
    """Statements by their id."""
    seq: int
    """The number of the ledger's last entry; likewise its hash."""
    head: Digest
    before: Digest | None
    """The close before this one."""
    by: str
    kind: str = "close.1"
