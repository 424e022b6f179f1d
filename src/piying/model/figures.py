"""Figures: what a channel sees of itself while it happens; provisional until days are counted.

Hours are numbered from 1970 in UTC, days from 1970 in China. Both begin at the same instants.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from piying.model.books import Statement
from piying.model.errors import PiyingError

CHINA_HOURS = 8
DAY_HOURS = 24
FINISHED_TENTHS = 9
"""A play is finished when so many tenths of the length of its episode were watched."""
TENTHS = 10


@dataclass(frozen=True, slots=True)
class Gain:
    """What changed of plays in an hour of an episode; below zero where a report was undone."""

    drama: int
    """The number of the series in the columns of plays."""
    episode: int
    hour: int
    plays: int
    """Viewings of the episode, however many reports they sent."""
    finished: int
    watch_ms: int


@dataclass(frozen=True, slots=True)
class People:
    """How many more people played something on a day."""

    drama: int
    """-1: anything at all."""
    episode: int
    """0: any episode."""
    day: int
    people: int


class Counter(StrEnum):
    """What is counted in a cell, beside money."""

    PLAYS = "plays"
    FINISHED = "finished"
    WATCH = "watch_ms"
    VIEWERS = "viewers"
    """Distinct people of a day."""
    COINS = "coins"
    """Whole coins spent on unlocks."""
    ADS = "ads"
    """Rewarded ads that were watched."""
    ENDED = "ended"
    """Rights that were ended by hand, by a refund, or with a membership."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was sold, given, shown or paid back: it counts `amount` more."""

    series: str
    """Empty: of no series, as a membership."""
    episode: int
    """0: the whole series."""
    at_ms: int
    counter: str
    """One of `Counter`, "unlocks.WAY" or "money.CURRENCY.KIND" in minor units."""
    amount: int


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may see, and what of it they look at closely."""

    series: frozenset[str] | None = frozenset()
    """None: every series, and what belongs to none."""
    close: str = ""
    """The series whose episodes and hours are told; empty: none."""

    def sees(self, series: str) -> bool:
        """Whether a series is told."""
        return bool(series) and (self.series is None or series in self.series)


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """One line of what a week comes to so far."""

    party: str
    currency: str
    number: int
    series: str
    """Or the group that is paid together."""
    clause: str
    what: str
    """A code of the catalogue, as on a statement, with `said` to fill it."""
    said: tuple[tuple[str, str], ...]
    units: int
    unit: str
    rate: str
    minor: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a week comes to so far under the deals as they stand; nothing of it is booked."""

    period: str
    begin: str
    end: str
    at_ms: int
    """When it was made; plays count that had been acknowledged by then."""
    statements: tuple[Statement, ...]
    """One for each party and currency, as the close would make it."""
    lines: tuple[EstimateLine, ...]
    provisional: bool
    """False: the week is closed, and these are its statements."""
    counted: tuple[str, ...] = ()
    """The days of the week that were counted for good."""
    running: tuple[str, ...] = ()
    """The days that were counted as far as they go."""
    unknown: PiyingError | None = None
    """Why it is not known what the week comes to; then there are no lines."""


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """What people did with one episode."""

    episode: int
    began: int
    """Distinct people who played it."""
    went_on: int
    """Of these, who played the next one too."""
    finished: int | None
    """Of these, who watched it to its end; None: nobody knows its length."""
    left: tuple[int, ...] | None
    """Of those who did not go on, how many had watched up to each tenth of it. What they
    watched counts, not where in the film they were."""
    locked: bool = False
    """It has to be unlocked by whoever begins now."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """How people go from one episode of a series to the next."""

    series: str
    first: str
    """A day; the plays of it and of all up to `last` are counted."""
    last: str
    at_ms: int
    locked_from: int | None
    """The first locked episode; None: nothing is out."""
    steps: tuple[FunnelStep, ...]
