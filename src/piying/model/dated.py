"""Facts that change by date: where each was read, how far it is trusted, and when it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Confidence(StrEnum):
    """How far a fact is trusted."""

    OFFICIAL = "A"
    """A regulator, an official document, the vendor's own document or code, our measurement."""
    PRESS = "B"
    """Press, a broker's report, or somebody's list that quotes an official page."""
    HINT = "C"
    """A blog, a reseller, one unsigned page: a hint, never a default."""
    UNKNOWN = "unknown"
    """Nobody was found to say it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read."""

    title: str
    url: str
    """Empty where no public page exists."""
    read_on: date
    confidence: Confidence = Confidence.UNKNOWN


@dataclass(frozen=True, slots=True)
class Term:
    """The days on which something holds, both inclusive, in the calendar of its country."""

    since: date | None = None
    """None: not known, and never taken as "always"."""
    until: date | None = None
    """None: no end is known."""

    def holds(self, day: date) -> bool:
        """Whether it certainly began by `day` and has not ended."""
        return self.since is not None and self.since <= day and not self.ended(day)

    def ended(self, day: date) -> bool:
        """Whether it ended before `day`."""
        return self.until is not None and self.until < day
