"""Sales: what was paid for watching, refunded and kept by others, each once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from piying.model.canon import Digest


class SaleKind(StrEnum):
    """What was sold."""

    EPISODE = "episode"
    SERIES = "series"
    MEMBER = "member"
    """A part of what memberships brought."""
    AD = "ad"
    """What an advertisement paid."""
    REFUND = "refund"
    """Paid back: its amount is `refund_minor`."""


@dataclass(frozen=True, slots=True)
class Sale:
    """One sale, refund or share, as whoever took the money told it."""

    source: str
    """Who told it: "own", or the name of a platform."""
    transaction: str
    """Their name of it: the same twice is one sale."""
    kind: SaleKind
    series: str
    episode: int
    """0: of the whole series."""
    platform: str
    day: str
    """In the calendar that it is settled in."""
    units: int
    gross_minor: int
    refund_minor: int
    fee_minor: int
    """What a payment provider or a store keeps."""
    currency: str
    raw: Digest | None = None
    """The file that it was read from."""

    @property
    def id(self) -> str:
        """Its name in the house."""
        return f"{self.source}:{self.transaction}"
