"""Plans: what the steps of one version come to that is the same for many titles.

A version is asked for it by every title under it, day after day; it is worked out once.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from piying.ledger.rounding import exact, minor_in
from piying.ledger.terms.coefficients import coefficient, cuts
from piying.ledger.terms.flow import Sort, states
from piying.model.deal import Contract, Deal, Ratio, Step, StepKind


class Plan:
    """What follows from one version, and from what a contract says to its cells."""

    def __init__(self, deal: Deal) -> None:
        self._deal = deal
        self._rates: dict[tuple[int, Ratio], Fraction] = {}
        self._cells: dict[tuple[object, ...], Fraction] = {}

    @cached_property
    def states(self) -> tuple[Sort, ...]:
        """What comes into each step."""
        return tuple(states(self._deal))

    @cached_property
    def marks(self) -> frozenset[str]:
        """The days on which a cell of any step begins or has ended."""
        return frozenset(day for step in self._deal.steps for day in cuts(step))

    @cached_property
    def divides(self) -> bool:
        """Whether any step divides a pool."""
        return any(step.kind is StepKind.POOL for step in self._deal.steps)

    @cached_property
    def minor(self) -> int:
        """How many of the smallest unit make one of its currency."""
        return minor_in(self._deal.currency)

    def rate(self, step: Step, amount: Ratio) -> Fraction:
        """Minor units for one unit that a rate of `amount` is applied to."""
        key = id(step), amount
        found = self._rates.get(key)
        if found is None:
            found = self._rates[key] = exact(amount) * self.minor / step.per
        return found

    def coefficient(self, step: Step, contract: Contract, day: str) -> Fraction:
        """The coefficient of a title under `contract` on `day`; raises as `coefficient`."""
        key = id(step), contract.format, contract.exclusive, contract.grade, day
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = coefficient(step, contract, day)
        return found
