"""Statements of others: what a platform says was watched and earned, as read from its file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.books import Metric
from piying.model.canon import Digest
from piying.model.deal import Hold, Ratio


class Why(StrEnum):
    """Why their number and ours differ; the catalogue says it as "reconcile.why_…"."""

    EQUAL = "equal"
    """They do not."""
    ROUNDING = "rounding"
    """By less than the last digit that they write."""
    SMALL = "small"
    """By no more than is tolerated of this source."""
    LATE = "late"
    """By what became known here only after the day was counted first."""
    CUT_OFF = "cut_off"
    """What is missing on one day stands on the next one: their day ends at another hour."""
    FEE = "fee"
    """They have taken off fees or refunds already."""
    PRICE = "price"
    """Both count the same and pay another amount for it."""
    CURRENCY = "currency"
    """They state another currency."""
    UNKNOWN_TITLE = "unknown_title"
    """A title that only one side has."""
    MISSING_DAY = "missing_day"
    """A title that both sides have, on a day that only one of them has."""
    DUPLICATE = "duplicate"
    """A row that stands there before, or days that another row covers already."""
    UNEXPLAINED = "unexplained"
    """Nothing of the above."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One number of a row: so much of one metric, of one title, from one day to another."""

    row: int
    """Its row in the file, from 1 on."""
    title: str
    """As they write it."""
    platform: str
    begin: str
    end: str
    """Both days inclusive; the same where a row is of one day."""
    metric: Metric
    amount: int
    currency: str = ""
    """For money."""
    step: int = 1
    """What one of the last digit that they write is worth: 1,000 for "1.2万"."""
    cells: Digest = field(default=Digest(""))
    """The digest of the whole row."""
    series: str = ""
    """Ours; empty: nobody knows which."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A statement of somebody else as it was brought in."""

    name: str
    """Source, platforms and days: a corrected statement has the same name."""
    source: str
    """The template that it was read with."""
    file: Digest
    """The blob with the file itself."""
    begin: str
    end: str
    platforms: tuple[str, ...]
    claims: tuple[Claim, ...]
    kind: str = "foreign.1"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """By how much a source may differ: the larger of both."""

    share: Ratio = field(default_factory=lambda: Ratio(0))
    """Of the larger number."""
    least: int = 0
    """In units of the metric, in minor units for money."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One title on one platform in one stretch of days, by one metric: theirs and ours."""

    number: int
    """Its line in the list, largest first."""
    series: str
    title: str
    platform: str
    begin: str
    end: str
    metric: Metric
    currency: str
    theirs: int | None
    """None: they have nothing."""
    ours: int | None
    why: Why
    within: bool
    """As near as the source has to be."""
    rows: tuple[int, ...] = ()
    """Of their file."""
    evidence: tuple[Digest, ...] = ()
    """Of our roll-ups and sales."""

    @property
    def minor(self) -> int:
        """Theirs less ours."""
        return (self.theirs or 0) - (self.ours or 0)


@dataclass(frozen=True, slots=True)
class Sum:
    """What one metric comes to: each side is what is matched and what is not."""

    metric: Metric
    currency: str
    theirs: int
    theirs_matched: int
    theirs_alone: int
    ours: int
    ours_matched: int
    ours_alone: int


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Theirs against ours."""

    differences: tuple[Difference, ...]
    """All lines: what is not tolerated first, money before counts, the largest first."""
    sums: tuple[Sum, ...]

    @property
    def beyond(self) -> tuple[Difference, ...]:
        """What is not tolerated."""
        return tuple(one for one in self.differences if not one.within)


@dataclass(frozen=True, slots=True)
class Dispute:
    """A line of theirs that somebody does not accept, and what is kept back for it."""

    hold: Hold
    foreign: Digest
    """The statement as it was brought in."""
    line: Difference
    why: str
    by: str
    kind: str = "dispute.1"
