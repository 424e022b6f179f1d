"""Money in whole minor units (fen, cents); it never meets a float."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.errors import Invalid


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: `minor` in the smallest unit of `currency` (ISO 4217)."""

    minor: int
    currency: str = "CNY"

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise Invalid("takes.currency_mixed", one=self.currency, other=other.currency)
        return Money(self.minor + other.minor, self.currency)


NOTHING = Money(0)
"""What an embedded provider costs."""
