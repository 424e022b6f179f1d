"""Statements: what one party is owed for one period, line by line, and why.

A statement stands between two closes. What the facts of the period came to, as far as is known
now, is earned; what became known late about earlier periods is a line of its own, so that
nobody has to guess why an old week changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count

from piying.ledger.rounding import DIGITS
from piying.ledger.terms.agreed import Purpose, Target, Targets
from piying.ledger.terms.calendar import Period
from piying.ledger.terms.sums import Tally, days_counted
from piying.ledger.terms.trace import number
from piying.model.books import Fact, Statement, StatementLine, Trace
from piying.model.canon import Digest
from piying.model.deal import HOUSE
from piying.model.errors import Invalid

ZERO = Fraction(0)
BASIS, SPLIT = "deals.trace_basis", "deals.trace_split"
UNITS = {
    "effective_minutes": "minutes", "effective_hours": "hours", "effective_plays": "plays",
    "users": "users",
}  # fmt: skip
"""What a basis counts, as a statement calls it; all others are money."""
MONEY = "minor"

Pot = tuple[str, str]
"""Contract (or group) and series of a target."""


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
    found: _Found = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort everything once, for all statements."""
        object.__setattr__(self, "found", _Found.of(self))

    def is_of(self, contract: str, series: str, pot: Pot) -> bool:
        """Whether a title belongs to a pot: it alone, or with its group."""
        return self.pots.get(contract, contract) == pot[0] and pot[1] in {series, ""}


@dataclass(frozen=True, slots=True)
class Kept:
    """What the books say of a party."""

    opening: int
    """Owed after the close before, and after what was paid since: in minor units."""
    paid: int
    """Paid since the close before."""
    held: int
    """Set aside by hand since then; below nothing: given back."""
    closing: int
    entries: tuple[str, ...]
    head: Digest


def parties(found: Targets) -> tuple[tuple[str, str], ...]:
    """Everybody who has anything, with the currency: one statement each."""
    seen = {
        (line.party, line.currency)
        for line in found.lines
        if line.party not in {"", HOUSE} and line.purpose is not Purpose.GRANT
    }
    return tuple(sorted(seen))


def statement(party: str, currency: str, standing: Standing, kept: Kept) -> Statement:
    """The statement of `party`.

    Raises:
        Invalid: its lines are not what the books changed by; then nothing may be sent.
    """
    now = standing.now
    lines = tuple(_all_lines(party, currency, standing, count(1)))
    held = _change(standing, party, currency, Purpose.HELD) + kept.held
    tax = _change(standing, party, currency, Purpose.TAX)
    earned = sum(line.minor for line in lines)
    if kept.opening + earned - tax - held - kept.paid != kept.closing:
        raise Invalid(
            "settle.statement_apart", party=party, period=standing.period.name,
            lines=kept.opening + earned - tax - held - kept.paid, books=kept.closing,
        )  # fmt: skip
    least = standing.found.minimums.get((party, currency), 0)
    payable = kept.closing > 0 and kept.closing >= least
    return Statement(
        id=f"{standing.period.name}-{party}-{currency}",
        party=party,
        period=standing.period.name,
        begin=standing.period.begin,
        end=standing.period.end,
        currency=currency,
        opening_minor=kept.opening,
        opening_unrecouped_minor=_unrecouped(standing.found.before, party, currency),
        lines=lines,
        held_minor=held,
        tax_minor=tax,
        paid_minor=kept.paid,
        closing_minor=kept.closing,
        closing_unrecouped_minor=_unrecouped(standing.found.now, party, currency),
        due=standing.due if payable else "",
        deals=now.versions,
        days=standing.found.days,
        entries=kept.entries,
        head=kept.head,
    )


# --- lines --------------------------------------------------------------------------------


def _all_lines(
    party: str, currency: str, standing: Standing, numbers: Iterator[int]
) -> Iterable[StatementLine]:
    pots = {
        (line.contract, line.series): None
        for found in (standing.found.before, standing.found.between, standing.found.now)
        for line in found.of.get((party, currency), ())
        if line.purpose is not Purpose.TAX
    }
    for pot in sorted(pots):
        yield from _of_pot(pot, (party, currency), standing, numbers)
    yield from _grants(party, standing, numbers)


def _of_pot(
    pot: Pot, whose: tuple[str, str], standing: Standing, numbers: Iterator[int]
) -> Iterable[StatementLine]:
    """What the facts of the period came to, what was known late, what was kept back."""
    party, currency = whose
    had, would, has = (
        _amounts(found, pot, party, currency)
        for found in (standing.found.before, standing.found.between, standing.found.now)
    )
    traces = _traces(standing, pot, party)
    step = next((t for t in traces if t.what == SPLIT), traces[-1] if traces else None)
    platform, evidence = _seen(standing, pot)
    units, unit = _units(standing, pot)
    if has.whole != would.whole or units:
        yield StatementLine(
            number=next(numbers), series=pot[1] or pot[0], platform=platform,
            step=step.step if step else "", clause=step.clause if step else "",
            what="statement.line_earned", said=(), units=units, unit=unit,
            rate=_rate(has.whole - would.whole, units, unit, currency),
            minor=has.whole - would.whole,
            residue=_residue(has), evidence=evidence, steps=traces,
        )  # fmt: skip
    if would.whole != had.whole:
        what, more = "statement.line_corrected", would.whole - had.whole
        yield _line(pot, what, more, step, next(numbers))
    if has.reserve != had.reserve:
        kept = has.reserve > had.reserve
        what = "statement.line_reserved" if kept else "statement.line_released"
        yield _line(pot, what, had.reserve - has.reserve, step, next(numbers))


def _line(pot: Pot, what: str, minor: int, step: Trace | None, number: int) -> StatementLine:
    return StatementLine(
        number=number, series=pot[1] or pot[0], platform="", step=step.step if step else "",
        clause=step.clause if step else "", what=what, said=(), units=0, unit="", rate="",
        minor=minor, residue="0",
    )  # fmt: skip


def _grants(party: str, standing: Standing, numbers: Iterator[int]) -> Iterable[StatementLine]:
    """What is no money, in units of its own."""
    before = {_grant_key(line): line.minor for line in _granted(standing.found.before, party)}
    for line in _granted(standing.found.now, party):
        more = line.minor - before.get(_grant_key(line), 0)
        if more:
            said = (("unit", line.currency), ("amount", f"{more:,}"))
            yield StatementLine(
                number=next(numbers), series=line.series, platform="", step="", clause="",
                what="statement.line_granted", said=said, units=0, unit="", rate="", minor=0,
                residue="0",
            )  # fmt: skip


def _granted(found: _Lines, party: str) -> list[Target]:
    return found.grants.get(party, [])


def _grant_key(line: Target) -> tuple[str, str, str]:
    return line.contract, line.series, line.currency


# --- amounts ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Amounts:
    """What a party has of a pot, in minor units."""

    due: int = 0
    reserve: int = 0
    exact: Fraction = ZERO

    @property
    def whole(self) -> int:
        """What was earned, whether it is kept back or not."""
        return self.due + self.reserve


def _amounts(found: _Lines, pot: Pot, party: str, currency: str) -> _Amounts:
    lines = found.pots.get((*pot, party, currency), ())
    if len(lines) == 1 and lines[0].purpose is Purpose.DUE:
        return _Amounts(lines[0].minor, 0, lines[0].exact)
    due = reserve = 0
    exact = ZERO
    for line in lines:
        if line.purpose is Purpose.DUE:
            due, exact = due + line.minor, exact + line.exact
        elif line.purpose is Purpose.RESERVE:
            reserve, exact = reserve + line.minor, exact + line.exact
    return _Amounts(due, reserve, exact)


def _residue(has: _Amounts) -> str:
    """The fraction of a minor unit that the party does not have yet, of the whole amount."""
    left = has.exact - has.whole
    return f"{left.numerator}/{left.denominator}" if left else "0"


def _change(standing: Standing, party: str, currency: str, purpose: Purpose) -> int:
    def total(found: _Lines) -> int:
        lines = found.of.get((party, currency), ())
        return sum(line.minor for line in lines if line.purpose is purpose)

    return total(standing.found.now) - total(standing.found.before)


def _unrecouped(found: _Lines, party: str, currency: str) -> int:
    """What of the guarantees of the party's pots is not earned yet, rounded up."""
    pots = {(line.contract, line.series) for line in found.of.get((party, currency), ())}
    left = sum((found.unrecouped.get((*pot, currency), ZERO) for pot in pots), ZERO)
    return -(-left.numerator // left.denominator)


# --- what a line says ---------------------------------------------------------------------


def _traces(standing: Standing, pot: Pot, party: str) -> tuple[Trace, ...]:
    """How the pot came about, with only this party's part of a split."""
    found = standing.found.told.get(pot)
    if found is None:
        found = standing.found.told[pot] = [
            (trace, dict(trace.said).get("party", "") if trace.what == SPLIT else None)
            for contract, trace in standing.found.now.traces.get(pot[0], ())
            if contract == pot[0] or standing.is_of(contract, trace.series, pot)
        ]
    return tuple(trace for trace, whose in found if whose is None or whose == party)


def _units(standing: Standing, pot: Pot) -> tuple[int, str]:
    """What the first basis of the pot counted in this period, and in what."""
    found = standing.found.units.get(pot)
    if found is None:
        found = standing.found.units[pot] = _counted(standing, pot)
    return found


def _counted(standing: Standing, pot: Pot) -> tuple[int, str]:
    def counted(found: _Lines) -> tuple[Fraction, str]:
        total, of = ZERO, ""
        for contract, trace in found.traces.get(pot[0], ()):
            if trace.what == BASIS and standing.is_of(contract, trace.series, pot):
                named = dict(trace.said).get("of", "")
                of = of or named
                if named == of:
                    above, _, below = trace.after.partition("/")
                    total += Fraction(int(above), int(below))
        return total, of

    (now, of), (then, _) = counted(standing.found.now), counted(standing.found.between)
    more = now - then
    return more.numerator // more.denominator, UNITS.get(of, MONEY) if of else ""


def _rate(minor: int, units: int, unit: str, currency: str) -> str:
    """What one unit came to for the party: money, or a percentage of money."""
    if not units or not unit:
        return ""
    if unit == MONEY:
        return f"{number(Fraction(100 * minor, units))} %"
    return number(Fraction(minor, units), DIGITS[currency])


def _seen(standing: Standing, pot: Pot) -> tuple[str, tuple[Digest, ...]]:
    """The one platform of the pot's facts since the close before, and what proves them."""
    found = standing.found.seen.get(pot)
    if found is None:
        platforms, evidence = _fresh(standing, pot)
        platform = "".join(platforms) if len(platforms) == 1 else ""
        found = standing.found.seen[pot] = platform, tuple(sorted(evidence))
    return found


def _fresh(standing: Standing, pot: Pot) -> tuple[set[str], set[Digest]]:
    platforms: set[str] = set()
    evidence: set[Digest] = set()
    for fact in standing.found.facts.get(pot[0], ()):
        if pot[1] in {fact.series, ""}:
            platforms.add(fact.platform)
            evidence |= {fact.evidence} if fact.evidence else set()
    for tally in standing.found.tallies.get(pot[0], ()):
        if pot[1] in {tally.series, ""}:
            fresh = tally.later(standing.found.after)
            platforms |= fresh.keys()
            evidence |= {tally.evidence[day] for days in set(fresh.values()) for day in days}
    return platforms, evidence


# --- everything, sorted once ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Lines:
    """Targets by whom and what they are of."""

    of: dict[tuple[str, str], list[Target]] = field(default_factory=dict)
    """By party and currency."""
    pots: dict[tuple[str, str, str, str], list[Target]] = field(default_factory=dict)
    """By pot, party and currency."""
    grants: dict[str, list[Target]] = field(default_factory=dict)
    """By party."""
    unrecouped: dict[tuple[str, str, str], Fraction] = field(default_factory=dict)
    """By pot and currency."""
    traces: dict[str, list[tuple[str, Trace]]] = field(default_factory=dict)
    """By contract, and by the group that it settles with."""

    @staticmethod
    def by(targets: Targets | None, pots: Mapping[str, str]) -> _Lines:
        found = _Lines()
        if targets is None:
            return found
        for line in targets.lines:
            found.of.setdefault((line.party, line.currency), []).append(line)
            key = (line.contract, line.series, line.party, line.currency)
            found.pots.setdefault(key, []).append(line)
            if line.purpose is Purpose.GRANT:
                found.grants.setdefault(line.party, []).append(line)
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


@dataclass(frozen=True, slots=True)
class _Found:
    """What statements look up."""

    before: _Lines
    between: _Lines
    now: _Lines
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
    told: dict[Pot, list[tuple[Trace, str | None]]] = field(default_factory=dict)
    """Traces, those of a split with the party that they are of."""

    @staticmethod
    def of(standing: Standing) -> _Found:
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
        before, between, now = (
            _Lines.by(one, standing.pots)
            for one in (standing.before, standing.between, standing.now)
        )
        # the first one counts
        minimums = {(p, c): least for p, c, least in reversed(standing.now.minimums)}
        told = tuple(sorted(days))
        return _Found(before, between, now, minimums, facts, tallies, after, told)
