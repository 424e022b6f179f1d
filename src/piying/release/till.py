"""The port of tills: whoever takes the money of a viewer. A till takes none by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from piying.model.payment import Begun, Disputed, Order, Refunded, Told, Visit


@dataclass(frozen=True, slots=True)
class Known:
    """An order as a till knows it."""

    order: Order
    vendor: str
    payment: str


class Till(Protocol):
    """Whoever takes money. What its errors mean: `piying.partners.answers`."""

    @property
    def name(self) -> str:
        """As orders call it."""

    @property
    def real(self) -> bool:
        """Whether money moves."""

    def begin(self, order: Order, visit: Visit) -> Begun:
        """Make the order known to the till; asked for twice, it is known once."""

    def told(
        self, headers: Mapping[str, str], body: bytes, now_ms: int
    ) -> Told | Disputed | None:
        """What a message of the till says, of an order or a dispute; None: it is about neither.

        The signature and its time are looked at before anything else of it is read.

        Raises:
            Invalid: it is not of the till, or too old or too new.
        """

    def look(self, known: Known) -> Told:
        """What the till says when it is asked, for messages that never came."""

    def refund(self, known: Known, minor: int, key: str) -> Refunded:
        """Pay `minor` back, or say how that stands: the same `key` is never paid twice."""
