"""Pots: what is settled together, one title or a group that recoups together, day by day.

A pot's worth on a day is what its titles earned by then, never less than the guarantee, and
what comes on top of it. A guarantee that was given stands: it is the highest of the versions
that have held so far. What the worth grows by between two days belongs to whoever had a part
on those days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from piying.ledger.terms.days import MAX_DAY, spans
from piying.ledger.terms.earn import Earned, Pooled, Title, earned, given_to
from piying.ledger.terms.versions import Reign, holder_on
from piying.model.deal import HOUSE, Contract, Deal, Step, StepKind
from piying.model.errors import Invalid

ZERO = Fraction(0)
GROUP = "group:"


@dataclass(frozen=True, slots=True)
class Atom:
    """Days on which nothing changes but the facts, and what the pot grew by in them."""

    first: str
    last: str
    more: Fraction
    reign: Reign
    """The version that holds."""

    @property
    def deal(self) -> Deal:
        """The terms that hold."""
        return self.reign.deal


@dataclass(slots=True)
class Pot:
    """What is settled together."""

    contract: str
    """The contract's id, or "group:NAME"."""
    series: str
    titles: tuple[Title, ...]
    reigns: tuple[Reign, ...]
    """The versions of the deal, not cut to any contract."""
    pooled: Pooled
    known: dict[tuple[int, str], Earned] = field(default_factory=dict)
    given: dict[str, Fraction] = field(default_factory=dict)
    """Guarantees by day, once they were asked for; likewise what the pot was worth."""
    worths: dict[str, Fraction] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What its lines are found by."""
        return self.contract, self.series

    @property
    def since(self) -> str:
        """The first day of its first contract."""
        if len(self.titles) == 1:
            return self.titles[0].contract.since
        return min(title.contract.since for title in self.titles)

    def version_on(self, day: str) -> Deal:
        """The version that holds on `day`, or the last that held before."""
        return self.reign_on(day).deal

    def reign_on(self, day: str) -> Reign:
        """The days of the version that holds on `day`, or of the last that held before."""
        for reign in reversed(self.reigns):
            if reign.first <= day:
                return reign
        return self.reigns[0]

    def earned(self, day: str) -> tuple[Fraction, Fraction]:
        """What its titles earned by `day`, and what comes on top of a guarantee."""
        for place, title in enumerate(self.titles):
            if (place, day) not in self.known:
                self.known[place, day] = earned(title, day, self.pooled)
        if len(self.titles) == 1:
            one = self.known[0, day]
            return one.below, one.above
        found = [self.known[place, day] for place in range(len(self.titles))]
        return sum((e.below for e in found), ZERO), sum((e.above for e in found), ZERO)

    def guarantee(self, day: str) -> Fraction:
        """The guarantee that has been given by `day`, in minor units."""
        if day not in self.given:
            self.given[day] = self._guarantee(day)
        return self.given[day]

    def _guarantee(self, day: str) -> Fraction:
        if len(self.titles) == 1:
            own, together = _guaranteed(self.titles[0], day)
            return max(own, together) if own and together else own or together
        own, together, all_own = ZERO, ZERO, True
        for title in self.titles:
            given, shared = _guaranteed(title, day)
            own = own + given if own else given
            together = max(together, shared)
            all_own &= bool(given)
        return own if all_own else own + together

    def worth(self, day: str) -> Fraction:
        """What the pot has come to by `day`."""
        found = self.worths.get(day)
        if found is None:
            below, above = self.earned(day)
            given = self.guarantee(day)
            most = max(given, below) if given else below if below.numerator > 0 else ZERO
            found = self.worths[day] = most + above if above else most
        return found

    def atoms(self, day: str, cuts: Iterable[str]) -> list[Atom]:
        """The days up to `day` as atoms, one beginning at each of `cuts`."""
        marks = set(cuts) | {reign.first for reign in self.reigns}
        marks |= {title.contract.since for title in self.titles}
        found, before = [], ZERO
        for first, last in spans(self.since, day, marks):
            worth = self.worth(last)
            more = worth - before if before else worth
            found.append(Atom(first, last, more, self.reign_on(first)))
            before = worth
        return found

    def holder(self, role: str, day: str) -> str:
        """The one party that is `role` in every contract that has begun by `day`.

        Raises:
            Invalid: two contracts of a group name different parties.
            Missing: nobody is it.
        """
        if role == HOUSE:
            return HOUSE
        if len(self.titles) == 1:
            return holder_on(self.titles[0].contract, role, day)
        contracts = [t.contract for t in self.titles if t.contract.since <= day]
        found = [(holder_on(contract, role, day), contract) for contract in contracts]
        party, first = found[0]
        for other, contract in found[1:]:
            if other != party:
                raise Invalid(
                    "deals.holders_differ",
                    group=self.contract.removeprefix(GROUP),
                    day=day,
                    role=role,
                    one=first.id,
                    other=contract.id,
                )
        return party


def step_of(deal: Deal, kind: StepKind) -> Step | None:
    """The one step of `kind`, of those that stand once at most."""
    for step in deal.steps:
        if step.kind is kind:
            return step
    return None


def grouped(contract: Contract, reigns: Iterable[Reign]) -> str:
    """The name of the pot that the contract's titles share; empty: each has its own."""
    for reign in reigns:
        step = reign.plan.guarantee
        if step and step.scope == "group" and contract.group:
            return GROUP + contract.group
    return ""


def _guaranteed(title: Title, day: str) -> tuple[Fraction, Fraction]:
    """The highest guarantee so far: by the title's own contract, and by the deal."""
    own, shared, contract = ZERO, ZERO, title.contract
    for reign in title.reigns:
        step = reign.plan.guarantee
        if step is None:
            continue
        if max(reign.first, contract.since) > min(day, reign.last, contract.until or MAX_DAY):
            continue
        given = given_to(step, contract)
        amount = step.amount if given is None else given.amount
        minor = reign.plan.minor_of(amount) if amount else ZERO
        if minor and given is not None:
            own = max(own, minor)
        elif minor:
            shared = max(shared, minor)
    return own, shared
