"""What was agreed, all together, and what it comes to: the values that the engine speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from piying.ledger.terms.tax import TaxTable
from piying.ledger.terms.workdays import Workdays
from piying.model.books import Trace
from piying.model.canon import Digest
from piying.model.deal import Contract, Deal, Hold, Party, PoolClosing


@dataclass(frozen=True, slots=True)
class Agreed:
    """Deals, contracts and parties with what belongs to them; every version ever recorded."""

    deals: tuple[Deal, ...]
    contracts: tuple[Contract, ...]
    parties: tuple[Party, ...]
    holds: tuple[Hold, ...] = ()
    closings: tuple[PoolClosing, ...] = ()
    taxes: tuple[TaxTable, ...] = ()
    workdays: Workdays = field(default_factory=Workdays)


@dataclass(frozen=True, slots=True)
class Question:
    """A field that nobody knows and that a run needs."""

    deal: str
    version: int
    step: str
    """Empty: of the deal itself."""
    clause: str
    field: str
    contract: str = ""
    """The contract that the question came up for; empty: any."""


class Purpose(StrEnum):
    """What an amount of a target is."""

    DUE = "due"
    """Owed, before tax and before what is held."""
    RESERVE = "reserve"
    """Kept back until a day; becomes due."""
    TAX = "tax"
    """Of what is due: withheld."""
    HELD = "held"
    """Of what is due: disputed, so it is not paid."""
    SUSPENSE = "suspense"
    """Whole minor units that no share, cut down, holds yet; fewer than there are parties."""
    GRANT = "grant"
    """No money: in a unit of its own."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an account has to stand at, cumulatively."""

    party: str
    """`HOUSE` for the operator's own part; empty for suspense."""
    purpose: Purpose
    contract: str
    """"group:NAME" for what several titles came to together; empty for tax, which is a
    person's over all contracts."""
    series: str
    currency: str
    """For a grant: its unit."""
    exact: Fraction
    """In minor units, before it is cut down."""
    minor: int


@dataclass(frozen=True, slots=True)
class Recoupment:
    """How much of a guarantee was earned; `recouped` + `unrecouped` = `guarantee`."""

    contract: str
    """Like a target's."""
    series: str
    currency: str
    guarantee: Fraction
    earned: Fraction
    recouped: Fraction
    unrecouped: Fraction


@dataclass(frozen=True, slots=True)
class Targets:
    """What everything comes to on a day, as far as it was known at an instant."""

    day: str
    known_by: str
    lines: tuple[Target, ...]
    recoupments: tuple[Recoupment, ...]
    minimums: tuple[tuple[str, str, int], ...]
    """Party, currency and the least that is paid out, in minor units."""
    traces: tuple[tuple[str, Trace], ...]
    """The contract (like a target's) and how its amounts came about."""
    versions: tuple[tuple[str, Digest], ...]
    """The deals and versions that were used."""

    def minor(self, party: str, purpose: Purpose) -> int:
        """The sum of a party's amounts of one purpose."""
        return sum(
            line.minor for line in self.lines if (line.party, line.purpose) == (party, purpose)
        )
