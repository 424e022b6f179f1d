"""Earning: what the steps before the split make of one title's facts up to a day.

Facts flow through the steps of the version that held on their day. A step that looks at the
whole sum (brackets, thresholds, a cap, a cost taken off once, a grant) goes on across versions
where the step of the same id stood, and pays what its own version adds:

    new terms of everything so far - new terms of what came before its first day

A step of a new id begins at nothing. A cap counts what was let through, so that a lower cap
takes nothing back and a higher one leaves the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from piying.ledger.rounding import exact
from piying.ledger.terms import bands
from piying.ledger.terms.days import MAX_DAY, after, spans
from piying.ledger.terms.flow import Sort
from piying.ledger.terms.measures import MEASURES
from piying.ledger.terms.plan import Plan
from piying.ledger.terms.sums import Sums
from piying.ledger.terms.trace import Told
from piying.ledger.terms.versions import Reign
from piying.model.deal import Contract, Deal, Given, Ratio, Step, StepKind

K = StepKind
ZERO = Fraction(0)
Pooled = Callable[["Title", Reign, Step, str], Fraction]
"""What a title has of a pool by its plays of one version, up to a day."""


@dataclass(frozen=True, slots=True)
class Title:
    """One series under one contract."""

    contract: Contract
    series: str
    reigns: tuple[Reign, ...]
    """The versions of its deal, in order."""
    sums: Sums
    cuts: tuple[str, ...] = ()
    """Days on which periods of its pools begin."""

    @property
    def key(self) -> tuple[str, str]:
        """What it is found by."""
        return self.contract.id, self.series


@dataclass(frozen=True, slots=True)
class Grant:
    """What is granted, in its own unit."""

    role: str
    unit: str
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Earned:
    """What a title came to, in minor units: recouped with a guarantee, and on top of it."""

    below: Fraction
    above: Fraction
    grants: tuple[Grant, ...]


def amount_of(step: Step, contract: Contract) -> Ratio | None:
    """A step's amount: what the contract gives it, else what the deal says."""
    given = given_to(step, contract)
    return step.amount if given is None else given.amount


def given_to(step: Step, contract: Contract) -> Given | None:
    """What the contract gives a step; None: nothing."""
    for given in contract.given:
        if given.step == step.id:
            return given
    return None


def linear(
    title: Title, reign: Reign, step: Step, first: str, last: str
) -> dict[str, Fraction]:
    """The basis `step` by stretches of days in which every coefficient holds still."""
    if step.days:
        last = min(last, after(title.contract.since, step.days - 1))
    marks = reign.plan.marks.union(title.cuts) if title.cuts else reign.plan.marks
    return {
        begin: title.sums.measure(step.of, step.counts, begin, end)
        for begin, end in spans(first, last, marks)
    }


def weighed(
    step: Step, contract: Contract, plan: Plan, flow: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """`flow` times the coefficient of each stretch."""
    return {
        day: amount * plan.coefficient(step, contract, day) if amount else ZERO
        for day, amount in flow.items()
    }


@dataclass(slots=True)
class Carry:
    """What steps have seen so far, by their ids."""

    seen: dict[str, Fraction] = field(default_factory=dict)

    def grow(self, key: str, more: Fraction, of: Callable[[Fraction], Fraction]) -> Fraction:
        """What `more` adds to a function of everything that the step has seen."""
        before = self.seen.get(key, ZERO)
        self.seen[key] = before + more
        return of(before + more) - of(before)

    def let_through(self, key: str, more: Fraction, most: Fraction) -> Fraction:
        """What a cap lets through of `more`."""
        before = self.seen.get(key, ZERO)
        passed = min(more, max(ZERO, most - before))
        self.seen[key] = before + passed
        return passed


def earned(
    title: Title,
    day: str,
    pooled: Pooled,
    told: Told | None = None,
    ends: dict[str, Earned] | None = None,
) -> Earned:
    """What `title` came to by facts up to and with `day`.

    Args:
        title: with the sums of its facts.
        day: the last day that counts.
        pooled: gives shares of pools.
        told: collects how it came about.
        ends: collects what it came to by the last day of each version before, which comes by
            the way; not behind a pool, whose shares change until its period is over.
    """
    carry = Carry()
    below, above, grants = ZERO, ZERO, []
    end = min(day, title.contract.until or MAX_DAY)
    for reign in title.reigns:
        first, last = max(reign.first, title.contract.since), min(reign.last, end)
        if first > last:
            continue
        run = Run(title, reign, (first, last), day, carry, pooled, told)
        run.follow()
        below = _added(below, _added(run.total, run.flowing()))
        above = _added(above, run.above)
        grants += run.grants
        if reign.plan.divides:
            ends = None
        if ends is not None and reign.last < end:
            ends[reign.last] = Earned(below, above, tuple(grants))
    return Earned(below, above, tuple(grants))


@dataclass(slots=True)
class Run:
    """The days of one version under its steps."""

    title: Title
    reign: Reign
    span: tuple[str, str]
    day: str
    """The last day that counts; a pool's period may end after the version."""
    carry: Carry
    pooled: Pooled
    told: Told | None
    flow: dict[str, Fraction] = field(default_factory=dict)
    total: Fraction = ZERO
    """Of the strands that are closed."""
    above: Fraction = ZERO
    settled: bool = False
    """Whether the guarantee is behind."""
    grants: list[Grant] = field(default_factory=list)

    @property
    def deal(self) -> Deal:
        """The version."""
        return self.reign.deal

    def flowing(self) -> Fraction:
        """What the open strand carries."""
        if len(self.flow) == 1:
            (only,) = self.flow.values()
            return only
        return sum(self.flow.values(), ZERO)

    def follow(self) -> None:
        """Take every step in order."""
        flowing = ZERO
        for step, state, takes_all in self.reign.plan.course:
            before, above = flowing, self.above
            if takes_all:
                before = _added(before, self.total)
                self._only(_added(self.total, flowing))
                self.total = ZERO
            if step.kind is K.GUARANTEE:
                self.settled = True
            elif step.kind in _DONE:
                _DONE[step.kind](self, step, state)
            flowing = self.flowing()
            if self.told is not None and step.kind in _TOLD:
                more = self.above - above if self.settled else flowing
                amount = amount_of(step, self.title.contract)
                meant = step if amount == step.amount else replace(step, amount=amount)
                self.told.earning(self.title.key, meant, state, (before, more))

    def _close(self) -> None:
        self.total = _added(self.total, self.flowing())
        self.flow = {}

    def _only(self, amount: Fraction) -> None:
        self.flow = {self.span[0]: amount}

    def _scale(self, state: Sort) -> int:
        """Minor units of what bands and caps are written in, as it comes in."""
        return self.reign.plan.minor if state is Sort.MONEY else 1

    def _amount(self, step: Step) -> Fraction:
        amount = amount_of(step, self.title.contract)
        return exact(amount) if amount else ZERO

    def _counted(self, step: Step) -> Fraction:
        last = self.span[1]
        if step.days:
            last = min(last, after(self.title.contract.since, step.days - 1))
        return self.title.sums.measure(step.of, step.counts, self.span[0], last)

    def basis(self, step: Step, _: Sort) -> None:
        """Begin a strand with what is counted."""
        self._close()
        self.flow = linear(self.title, self.reign, step, *self.span)

    def rate(self, step: Step, _: Sort) -> None:
        """Units become money."""
        amount = amount_of(step, self.title.contract)
        rate = self.reign.plan.rate(step, amount) if amount else ZERO
        self.flow = {day: units * rate for day, units in self.flow.items()}

    def coefficient(self, step: Step, _: Sort) -> None:
        """Weigh each stretch of days."""
        self.flow = weighed(step, self.title.contract, self.reign.plan, self.flow)

    def share(self, step: Step, _: Sort) -> None:
        """Keep a fraction."""
        part = self._amount(step)
        self.flow = {day: amount * part for day, amount in self.flow.items()}

    def pool(self, step: Step, _: Sort) -> None:
        """The share of a pool instead of the weight."""
        self._only(self.pooled(self.title, self.reign, step, self.day))

    def deduct(self, step: Step, _: Sort) -> None:
        """Take off what is counted, or an amount once."""
        if step.of:
            self._only(self.flowing() - self._counted(step))
            return
        once = self._amount(step) * self.reign.plan.minor
        more = self.carry.grow(step.id, self.flowing(), lambda all_: bands.deducted(all_, once))
        self._only(more)

    def brackets(self, step: Step, state: Sort) -> None:
        """The rates of bands, on the whole sum."""
        money = self.reign.plan.minor
        scale, worth = self._scale(state), 1 if state is Sort.MONEY else money
        rates = [
            (Fraction(band.since * scale), exact(band.value) * worth)
            for band in step.bands
            if band.value
        ]
        meant = bands.marginal if step.policy == "marginal" else bands.whole
        self._only(self.carry.grow(step.id, self.flowing(), lambda all_: meant(all_, rates)))

    def _thresholds(self, step: Step, worth: int) -> Fraction:
        scale = self.reign.plan.minor if MEASURES[step.of].money else 1
        values = [
            (Fraction(band.since * scale), exact(band.value) * worth)
            for band in step.bands
            if band.value
        ]
        most = None
        if step.kind is K.INCENTIVE and amount_of(step, self.title.contract):
            most = self._amount(step) * worth
        counted = self._counted(step)
        return self.carry.grow(step.id, counted, lambda all_: bands.cliff(all_, values, most))

    def tiers(self, step: Step, _: Sort) -> None:
        """Begin a strand with the threshold that is reached."""
        self._close()
        self._only(self._thresholds(step, self.reign.plan.minor))

    def incentive(self, step: Step, _: Sort) -> None:
        """Add cash: before the guarantee to the sum, behind it on top."""
        more = self._thresholds(step, self.reign.plan.minor)
        if self.settled:
            self.above += more
        else:
            self._close()
            self._only(more)

    def cap(self, step: Step, state: Sort) -> None:
        """Let no more through than this."""
        most = self._amount(step) * self._scale(state)
        self._only(self.carry.let_through(step.id, self.flowing(), most))

    def grant(self, step: Step, _: Sort) -> None:
        """Put down what is no money."""
        if step.of:
            amount = self._thresholds(step, 1)
        else:
            fixed = self._amount(step)
            amount = self.carry.grow(step.id, Fraction(1), lambda n: fixed if n else ZERO)
        self.grants.append(Grant(step.role, step.unit, amount))


def _added(amount: Fraction, more: Fraction) -> Fraction:
    """Both together; most add nothing."""
    if more is ZERO:
        return amount
    return more if amount is ZERO else amount + more


_DONE: dict[StepKind, Callable[[Run, Step, Sort], None]] = {
    K.BASIS: Run.basis,
    K.RATE: Run.rate,
    K.COEFFICIENT: Run.coefficient,
    K.POOL: Run.pool,
    K.DEDUCT: Run.deduct,
    K.SHARE: Run.share,
    K.BRACKETS: Run.brackets,
    K.TIERS: Run.tiers,
    K.CAP: Run.cap,
    K.INCENTIVE: Run.incentive,
    K.GRANT: Run.grant,
}
_TOLD = frozenset(_DONE) - {K.GRANT}
