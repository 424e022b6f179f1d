"""Plans: what the steps of one version come to that is the same for many titles.

A version is asked for it by every title under it, day after day; it is worked out once.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from piying.ledger.rounding import exact, minor_in
from piying.ledger.terms.coefficients import coefficient, cuts
from piying.ledger.terms.days import after, covers
from piying.ledger.terms.flow import Sort, states
from piying.model.deal import HOUSE, Contract, Deal, Ratio, Step, StepKind

Parts = tuple[tuple[str, Fraction], ...]
"""Roles, or the house, and what each has of the whole."""


class Plan:
    """What follows from one version, and from what a contract says to its cells."""

    def __init__(self, deal: Deal) -> None:
        self._deal = deal
        self._rates: dict[tuple[int, Ratio], Fraction] = {}
        self._cells: dict[tuple[object, ...], Fraction] = {}
        self._parts: dict[str, Parts] = {}
        self._worth: dict[Ratio, Fraction] = {}

    @cached_property
    def states(self) -> tuple[Sort, ...]:
        """What comes into each step."""
        return tuple(states(self._deal))

    @cached_property
    def course(self) -> tuple[tuple[Step, Sort, bool], ...]:
        """Each step with what comes into it, and whether it takes all strands together."""
        return tuple(
            (step, state, step.scope == "all" and step.kind is not StepKind.POOL)
            for step, state in zip(self._deal.steps, self.states, strict=True)
        )

    @cached_property
    def marks(self) -> frozenset[str]:
        """The days on which a cell of any step begins or has ended."""
        return frozenset(day for step in self._deal.steps for day in cuts(step))

    @cached_property
    def split_cuts(self) -> frozenset[str]:
        """The days on which a part of the split begins or has ended."""
        parts = [part for step in self._of(StepKind.SPLIT) for part in step.parts]
        ends = {after(part.until) for part in parts if part.until}
        return frozenset({part.since for part in parts if part.since} | ends)

    @cached_property
    def kept_by_day(self) -> tuple[Step, ...]:
        """The steps that ask when something was earned: what is kept back and withheld."""
        return (*self._of(StepKind.RESERVE), *self._of(StepKind.WITHHOLD))

    @cached_property
    def guarantee(self) -> Step | None:
        """The step that guarantees something."""
        return next(iter(self._of(StepKind.GUARANTEE)), None)

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

    def minor_of(self, amount: Ratio) -> Fraction:
        """Minor units of an amount of its currency."""
        found = self._worth.get(amount)
        if found is None:
            found = self._worth[amount] = exact(amount) * self.minor
        return found

    def parts(self, day: str) -> Parts:
        """Who has which part on `day`, with who has the rest; together they are the whole."""
        day = day if self.split_cuts else ""
        found = self._parts.get(day)
        if found is None:
            found = self._parts[day] = self._parts_on(day)
        return found

    def coefficient(self, step: Step, contract: Contract, day: str) -> Fraction:
        """The coefficient of a title under `contract` on `day`; raises as `coefficient`."""
        key = id(step), contract.format, contract.exclusive, contract.grade, day
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = coefficient(step, contract, day)
        return found

    def _of(self, kind: StepKind) -> tuple[Step, ...]:
        return tuple(step for step in self._deal.steps if step.kind is kind)

    def _parts_on(self, day: str) -> Parts:
        split = next(iter(self._of(StepKind.SPLIT)), None)
        parts = [p for p in split.parts if covers(p.since, p.until, day)] if split else []
        found = [(part.role, exact(part.part)) for part in parts if part.part]
        left = 1 - sum((part for _, part in found), Fraction(0))
        if left:
            found.append(((split.rest if split else "") or HOUSE, left))
        return tuple(found)
