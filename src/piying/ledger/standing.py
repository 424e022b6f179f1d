"""Standing: what statements are made of, sorted once for all of them.

A close writes a thousand statements from twenty thousand targets, so what any of them looks up
lies where it looks: by party, by pot, by contract.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from piying.ledger.terms.agreed import Purpose, Target, Targets
from piying.ledger.terms.calendar import Period
from piying.ledger.terms.sums import Tally, days_counted
from piying.model.books import Fact, Trace
from piying.model.canon import Digest

ZERO = Fraction(0)
_APART = frozenset({Purpose.HELD, Purpose.TAX})

Pot = tuple[str, str]
"""Contract (or group) and series of a target."""
Way = tuple[tuple[Trace, ...], Trace | None]
"""How an amount came about: every step, and the one that a line names."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a statement is made of."""

    period: Period
    before: Targets | None
    """What the close before this one posted; None: this is the first."""
    between: Targets
    """What the end of the close before comes to with what is known now."""
    now: Targets
    """What the end of this period comes to."""
    facts: tuple[Fact, ...]
    """Of the days since the close before."""
    pots: Mapping[str, str]
    """The pot of each contract, as targets call it: its own name, or its group's."""
    due: str
    """The day of payment; empty: nobody knows it."""
    tallies: tuple[Tally, ...] = ()
    """What roll-ups count, of all days up to the end of this period."""
    found: Found = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort everything once, for all statements."""
        object.__setattr__(self, "found", Found.of(self))

    def is_of(self, contract: str, series: str, pot: Pot) -> bool:
        """Whether a title belongs to a pot: it alone, or with its group."""
        return self.pots.get(contract, contract) == pot[0] and pot[1] in {series, ""}


@dataclass(frozen=True, slots=True)
class Lines:
    """Targets by whom and what they are of."""

    of: dict[tuple[str, str], dict[Pot, list[Target]]] = field(default_factory=dict)
    """By party and currency, and by pot; without tax, which is of no pot."""
    apart: dict[tuple[str, str, Purpose], int] = field(default_factory=dict)
    """What is held and withheld, in minor units: by party, currency and purpose."""
    grants: dict[str, list[Target]] = field(default_factory=dict)
    """By party."""
    unrecouped: dict[tuple[str, str, str], Fraction] = field(default_factory=dict)
    """By pot and currency."""
    traces: dict[str, list[tuple[str, Trace]]] = field(default_factory=dict)
    """By contract, and by the group that it settles with."""

    @staticmethod
    def by(
        targets: Targets | None,
        pots: Mapping[str, str],
        stood: tuple[Targets | None, Lines] | None = None,
    ) -> Lines:
        """The lines of `targets`, which may be those that `stood`, without tax."""
        if targets is None:
            return Lines()
        if stood and stood[0] and targets.lines == _without_tax(stood[0]):
            found = Lines(of=stood[1].of, grants=stood[1].grants)
        else:
            found = Lines()
            found._sort(targets)
        for one in targets.recoupments:
            where = (one.contract, one.series, one.currency)
            found.unrecouped[where] = found.unrecouped.get(where, ZERO) + one.unrecouped
        for told in targets.traces:
            contract = told[0]
            found.traces.setdefault(contract, []).append(told)
            pot = pots.get(contract, contract)
            if pot != contract:
                found.traces.setdefault(pot, []).append(told)
        return found

    def _sort(self, targets: Targets) -> None:
        of: defaultdict[tuple[str, str], defaultdict[Pot, list[Target]]]
        of = defaultdict(lambda: defaultdict(list))
        for line in targets.lines:
            if line.purpose in _APART:
                key = line.party, line.currency, line.purpose
                self.apart[key] = self.apart.get(key, 0) + line.minor
            if line.purpose is not Purpose.TAX:
                of[line.party, line.currency][line.contract, line.series].append(line)
            if line.purpose is Purpose.GRANT:
                self.grants.setdefault(line.party, []).append(line)
        self.of.update(of)


def _without_tax(found: Targets) -> tuple[Target, ...]:
    return tuple([line for line in found.lines if line.purpose is not Purpose.TAX])


@dataclass(frozen=True, slots=True)
class Found:
    """What statements look up."""

    before: Lines
    between: Lines
    now: Lines
    minimums: dict[tuple[str, str], int]
    facts: dict[str, list[Fact]]
    """By pot; likewise tallies."""
    tallies: dict[str, list[Tally]]
    after: str
    """The day of the close before; what comes later is fresh."""
    days: tuple[tuple[str, Digest], ...]
    """The daily roll-ups that the fresh facts are of."""
    units: dict[Pot, tuple[int, str]] = field(default_factory=dict)
    """What was asked for once, since it is the same for every party of a pot."""
    seen: dict[Pot, tuple[str, tuple[Digest, ...]]] = field(default_factory=dict)
    fresh: dict[tuple[int, int], tuple[set[str], set[Digest]]] = field(default_factory=dict)
    """By what tallies share, which they keep."""
    told: dict[Pot, dict[str, Way]] = field(default_factory=dict)
    """By party, and under "" for those whom no split names."""

    @staticmethod
    def of(standing: Standing) -> Found:
        """What statements look up of `standing`."""
        after = standing.before.day if standing.before else ""
        facts: dict[str, list[Fact]] = {}
        tallies: dict[str, list[Tally]] = {}
        days = {(fact.day, fact.evidence) for fact in standing.facts if fact.evidence}
        for fact in standing.facts:
            facts.setdefault(standing.pots.get(fact.contract, fact.contract), []).append(fact)
        for tally in standing.tallies:
            name = standing.pots.get(tally.contract, tally.contract)
            tallies.setdefault(name, []).append(tally)
        days |= days_counted(standing.tallies, after)
        before = Lines.by(standing.before, standing.pots)
        between = Lines.by(standing.between, standing.pots, (standing.before, before))
        now = Lines.by(standing.now, standing.pots)
        # the first one counts
        minimums = {(p, c): least for p, c, least in reversed(standing.now.minimums)}
        told = tuple(sorted(days))
        return Found(before, between, now, minimums, facts, tallies, after, told)
