"""Budgets: the most that may be spent, as values."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.money import Money


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that paid jobs may cost, what is spent and what is reserved together.

    None: no cap of this kind. A cap counts every job of its scope, so a job whose price is in
    another currency than a cap of its scope is refused.
    """

    shot: Money | None = None
    """One shot of one episode, all its takes together."""
    episode: Money | None = None
    series: Money | None = None
    month: Money | None = None
    """Everything that the house reserves in one month of the calendar, in UTC."""
