"""Rights: what a person may play and why, each given once and never changed."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.canon import Digest
from piying.model.release import Right

EVERY_EPISODE = 0
EVERY_SERIES = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """A right that somebody was given."""

    id: str
    account: str
    series: str
    """`EVERY_SERIES`: all that a membership opens, or all there is for the staff."""
    episode: int
    """`EVERY_EPISODE`: the whole series, those to come too."""
    why: Right
    transaction: str
    """What it was given for; the same never gives twice."""
    plan: Digest | None
    """The plan whose price was paid; None: no plan had a say."""
    coins: int
    """What was spent on it."""
    since_ms: int
    until_ms: int | None = None
    """The first millisecond at which it no longer holds; None: no end."""
    kind: str = "grant.1"

    def holds(self, series: str, episode: int, at_ms: int) -> bool:
        """Whether it opens this episode then, by its own terms."""
        there = self.series in (EVERY_SERIES, series) and self.episode in (
            EVERY_EPISODE, episode,
        )  # fmt: skip
        lasts = self.until_ms is None or at_ms < self.until_ms
        return there and self.since_ms <= at_ms and lasts


@dataclass(frozen=True, slots=True)
class Begun:
    """The plan with which somebody began a series: it stays theirs."""

    account: str
    series: str
    plan: Digest
    at_ms: int
