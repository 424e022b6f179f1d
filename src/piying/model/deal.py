"""Deals: what was agreed, as data that a run can follow and a person can check by the clause.

A deal is versions of terms; a contract puts titles and parties under a deal. Both have two
clocks: when something holds, and when it was written down. What nobody knows is `None`, and a
run that needs it stops with a question.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.dated import Source, Term


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
    """Bands that are summed: each part of the sum at the rate of its band."""
    TIERS = "tiers"
    """A cliff: the amount of the highest threshold that is reached."""
    CAP = "cap"
    """No more than this."""
    GUARANTEE = "guarantee"
    """A minimum, recouped from what is earned; for one title or a group."""
    INCENTIVE = "incentive"
    """Cash on top by thresholds, with a cap of its own."""
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
    """From `since` units or minor units on: `value`."""

    since: int
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
    """The metric of a basis, tiers or an incentive; the id of the step that is deducted."""
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
    """"title", or "group:NAME" for what several titles recoup together; the name of a pool."""
    policy: str = ""
    """What a pool does when its past changes: "restate", "absorb" or "next_pool"."""
    until: str = ""
    """A day: when a reserve is released."""
    days: int = 0
    """Or so many days after the end of the period."""
    table: str = ""
    """The name of a table of tax."""
    unit: str = ""
    """What a grant is counted in."""
    asks: tuple[str, ...] = ()
    """Fields that nobody knows, by name: whoever needs them is asked."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a deal counts, states and pays."""

    period: str = "week"
    """"week" (Monday to Sunday) or "month"."""
    offset_minutes: int = 480
    cutoff_days: int | None = 2
    """Plays that come later than so many days after their day become an adjustment."""
    statement_days: int | None = None
    """After the end of the period; None: not agreed, or nobody knows."""
    invoice_days: int | None = None
    payment_days: int | None = None
    working_days: bool = False
    """The three are counted in working days, by the dated table of holidays."""


@dataclass(frozen=True, slots=True)
class Deal:
    """One version of the terms of a deal; its digest is its name."""

    id: str
    version: int
    title: str
    effective: str
    """The first day on which this version holds."""
    recorded: str
    """When it was written down, in UTC like "2026-01-10T02:00:00Z"."""
    currency: str
    calendar: Calendar
    min_ms: int | None
    cap_plays: int | None
    cap_watch_x: int | None
    steps: tuple[Step, ...]
    source: Source | None = None
    kind: str = "deal.1"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is `role` of a contract, from a day on."""

    role: str
    party: str
    since: str = ""
    until: str = ""


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
