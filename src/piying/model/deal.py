"""Deals: what was agreed, as data that a run can follow and a person can check by the clause.

A deal is versions of terms; a contract puts titles and parties under a deal. Both have two
clocks: when something holds, and when it was written down. What nobody knows is `None`, and a
run that needs it stops with a question.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.dated import Source, Term

HOUSE = "house"
"""Who keeps what no party gets: the operator's own part."""
NO_CAP = 1_000_000_000
"""The cap of plays, or of watch time in lengths of the episode, of a deal that has none."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """An exact fraction, `den` above 0."""

    num: int
    den: int = 1


class StepKind(StrEnum):
    """What a step of a deal does. Each is a function of cumulative facts."""

    BASIS = "basis"
    """What is counted: effective minutes or plays, net revenue, sales; own counts or theirs."""
    RATE = "rate"
    """An amount for so many units."""
    COEFFICIENT = "coefficient"
    """A weight or a percentage by format, exclusivity and grade."""
    POOL = "pool"
    """A share of a sum that all titles of a pool divide by weight."""
    DEDUCT = "deduct"
    """Taken off before what follows: a cost, a fee, a part."""
    SHARE = "share"
    """A fraction of what is left; may be above 1."""
    BRACKETS = "brackets"
    """Bands of rates: each part of the sum at the rate of its band, or all at the highest."""
    TIERS = "tiers"
    """A cliff: the amount of the highest threshold that is reached; a basis of its own."""
    CAP = "cap"
    """No more than this."""
    GUARANTEE = "guarantee"
    """A minimum, recouped from what is earned; for one title or a group."""
    INCENTIVE = "incentive"
    """Cash on top by thresholds, with a cap of its own. What stands after the guarantee is paid
    on top of it; what stands before is recouped with the rest."""
    RESERVE = "reserve"
    """Kept back until a day."""
    SPLIT = "split"
    """Who gets which part, from when to when, with or without an end."""
    WITHHOLD = "withhold"
    """Tax that is kept back, by a table."""
    MINIMUM = "minimum"
    """Less than this is carried to the next period."""
    GRANT = "grant"
    """What is no money: traffic, compute points; in units of its own."""


@dataclass(frozen=True, slots=True)
class Band:
    """From `since` on: `value`, which is a rate for brackets and an amount for thresholds."""

    since: int
    """In units where units come in, in the currency's main unit where money does."""
    value: Ratio | None
    """None: nobody knows, and whoever needs it is asked."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a table of coefficients."""

    value: Ratio | None
    format: str = ""
    """Empty: every format; likewise the next two."""
    exclusive: bool | None = None
    grade: str = ""
    term: Term = field(default_factory=Term)
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one role gets of a split."""

    role: str
    """"producer", "writer", "ip", or any other that the contract gives a party to."""
    part: Ratio | None
    since: str = ""
    """A day, or empty: from the first."""
    until: str = ""
    """A day, or empty: without end."""
    perpetual: bool = False
    """Stays with whoever holds it when the contract goes to somebody else."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a deal; docs/deals.md says which fields a kind takes, no other may be set."""

    id: str
    kind: StepKind
    clause: str
    """The clause of the written contract."""
    of: str = ""
    """The measure that a basis, tiers, an incentive or a grant counts, or a deduction takes off
    (docs/deals.md lists them); for withheld tax "earned" or "paid": whose month it is."""
    counts: str = ""
    """For a basis: "own" counts or the platform's "statement"."""
    amount: Ratio | None = None
    """An amount in the currency's main unit, or a fraction, as the kind says."""
    per: int = 1
    """How many units the amount is for."""
    bands: tuple[Band, ...] = ()
    cells: tuple[Cell, ...] = ()
    as_percent: bool = False
    """A coefficient is a percentage of the rate; otherwise it is a weight in a pool."""
    parts: tuple[Part, ...] = ()
    scope: str = ""
    """Of a guarantee: "title", or "group" for what the titles of the contract's group recoup
    together. Of a pool: its name. Of a deduction, share or cap: "all" for what all bases above
    came to; empty for the last basis alone."""
    policy: str = ""
    """What a pool does when its past changes: "restate", "absorb" or "next_pool". How brackets
    are meant: "marginal" (each part at the rate of its band) or "whole" (all of it at the rate
    of the highest band that is reached)."""
    until: str = ""
    """A day: from then on a reserve is released."""
    days: int = 0
    """Of a reserve: released so many days after the end of its period. Of what is counted: how
    many days count, from the first day of the contract on; 0 for all."""
    table: str = ""
    """The name of a table of tax."""
    unit: str = ""
    """What a grant is counted in."""
    role: str = ""
    """Who gets a grant."""
    rest: str = ""
    """Of a split below 100 %: the role that keeps what is left, or `HOUSE`."""
    at_least: Ratio | None = None
    at_most: Ratio | None = None
    """What the press says the amount is between: shown, never used."""
    asks: tuple[str, ...] = ()
    """Fields that nobody knows, by name: whoever needs them is asked."""


@dataclass(frozen=True, slots=True)
class Delay:
    """So many days after something."""

    days: int | None = None
    """None: not agreed, or nobody knows."""
    working: bool = False
    """Counted in working days, by the dated table of holidays."""
    after: str = "period"
    """"period" (its last day), "statement" or "invoice"."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a deal counts, states and pays."""

    period: str = "week"
    """"week" (Monday to Sunday) or "month"."""
    offset_minutes: int = 480
    cutoff_days: int | None = 2
    """Plays that come later than so many days after their day become an adjustment."""
    statement: Delay = field(default_factory=Delay)
    invoice: Delay = field(default_factory=Delay)
    """By when the invoice of who is paid has to be there."""
    payment: Delay = field(default_factory=Delay)


@dataclass(frozen=True, slots=True)
class Deal:
    """One version of the terms of a deal; its digest is its name."""

    id: str
    version: int
    title: str
    effective: str
    """The first day on which this version holds; empty: nobody knows, and it is asked."""
    recorded: str
    """When it was written down, in UTC like "2026-01-10T02:00:00Z"."""
    currency: str
    calendar: Calendar
    min_ms: int | None
    """A watch that is shorter does not count; None: nobody knows."""
    cap_plays: int | None
    """Plays that count of one person, episode, platform and day; `NO_CAP` where there is no
    cap."""
    cap_watch_x: int | None
    """Likewise, watch time in lengths of the episode."""
    steps: tuple[Step, ...]
    source: Source | None = None
    until: str = ""
    """The last day on which it holds, inclusive; empty: until another version follows."""
    asks: tuple[str, ...] = ()
    """Fields of the deal itself that nobody knows, by name."""
    note: str = ""
    """What a person should know beside the terms."""
    kind: str = "deal.1"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is `role` of a contract, from a day on."""

    role: str
    party: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a step's amount is under one contract, where the deal leaves it to the contract."""

    step: str
    amount: Ratio | None


@dataclass(frozen=True, slots=True)
class Contract:
    """Titles and parties under a deal."""

    id: str
    deal: str
    series: tuple[str, ...]
    platforms: tuple[str, ...]
    since: str
    until: str
    """A day, inclusive; empty: without end."""
    format: str
    """As the coefficients name it; "unknown" blocks where a step needs it."""
    exclusive: bool | None
    grade: str
    group: str
    """What its titles recoup with; empty: each for itself."""
    holders: tuple[Holder, ...]
    recorded: str
    given: tuple[Given, ...] = ()
    team: int | None = None
    """How many people made it; None: nobody said. Only comparisons of terms use it."""
    cost: Ratio | None = None
    """What it cost to make, in the currency's main unit; likewise."""
    kind: str = "contract.1"


@dataclass(frozen=True, slots=True)
class Party:
    """Who is paid."""

    id: str
    name: str
    sort: str
    """"company" or "person": which tax is withheld."""
    income: str = ""
    """For a person: "royalty", "author" or "labour"."""
    kind: str = "party.1"


@dataclass(frozen=True, slots=True)
class Hold:
    """What is kept back because it is disputed."""

    id: str
    """The dispute's."""
    contract: str
    series: str
    """Empty: every title of the contract."""
    party: str
    """Empty: every party."""
    since: str
    """Of the facts of these days, both inclusive."""
    until: str
    minor: int | None
    """At most so much of each party; None: all."""
    recorded: str
    released: str = ""
    """From this day on nothing is kept back any more; empty: it still is."""


@dataclass(frozen=True, slots=True)
class PoolShare:
    """What one title had of a pool when it was closed."""

    contract: str
    series: str
    weight: Ratio
    minor: int


@dataclass(frozen=True, slots=True)
class PoolClosing:
    """A pool of one period as it was divided, once, in whole minor units."""

    pool: str
    period: str
    """Like "2026-W47" or "2026-11"."""
    sum_minor: int
    others: Ratio
    """The weight of titles that these books do not know."""
    shares: tuple[PoolShare, ...]
    recorded: str
    kind: str = "pool.1"
