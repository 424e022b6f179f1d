"""Statements: what one party is owed for one period, line by line, and why.

A statement stands between two closes. What the facts of the period came to, as far as is known
now, is earned; what became known late about earlier periods is a line of its own, so that
nobody has to guess why an old week changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from piying.ledger.rounding import DIGITS
from piying.ledger.standing import Lines, Pot, Standing, Way
from piying.ledger.terms.agreed import Purpose, Target, Targets
from piying.ledger.terms.sums import Tally
from piying.ledger.terms.trace import quotient
from piying.model.books import Statement, StatementLine, Trace
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
_NOBODY = frozenset({"", HOUSE})


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
        if line.party not in _NOBODY and line.purpose is not Purpose.GRANT
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
    had, would, has = (
        found.of.get((party, currency), {})
        for found in (standing.found.before, standing.found.between, standing.found.now)
    )
    for pot in sorted(had.keys() | would.keys() | has.keys()):
        before, between = had.get(pot), would.get(pot)
        stood = _amounts(before)  # most are the lines of the close before itself
        later = stood if before == between else _amounts(between)
        amounts = stood, later, _amounts(has.get(pot))
        yield from _of_pot(pot, (party, currency), amounts, standing, numbers)
    yield from _grants(party, standing, numbers)


def _of_pot(
    pot: Pot,
    whose: tuple[str, str],
    amounts: tuple[_Amounts, _Amounts, _Amounts],
    standing: Standing,
    numbers: Iterator[int],
) -> Iterable[StatementLine]:
    """What the facts of the period came to, what was known late, what was kept back."""
    party, currency = whose
    had, would, has = amounts
    traces, step = _traces(standing, pot, party)
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


def _granted(found: Lines, party: str) -> list[Target]:
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


_NONE = _Amounts()


def _amounts(lines: Sequence[Target] | None) -> _Amounts:
    if not lines:
        return _NONE
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
    below = has.exact.denominator
    left = has.exact.numerator - has.whole * below  # in lowest terms, as the amount is
    return f"{left}/{below}" if left else "0"


def _change(standing: Standing, party: str, currency: str, purpose: Purpose) -> int:
    key = party, currency, purpose
    return standing.found.now.apart.get(key, 0) - standing.found.before.apart.get(key, 0)


def _unrecouped(found: Lines, party: str, currency: str) -> int:
    """What of the guarantees of the party's pots is not earned yet, rounded up."""
    left = ZERO
    for pot in found.of.get((party, currency), ()):
        if more := found.unrecouped.get((*pot, currency)):
            left += more
    return -(-left.numerator // left.denominator)


# --- what a line says ---------------------------------------------------------------------


def _traces(standing: Standing, pot: Pot, party: str) -> Way:
    """How the pot came about, with only this party's part of a split."""
    found = standing.found.told.get(pot)
    if found is None:
        found = standing.found.told[pot] = _ways(standing, pot)
    return found.get(party) or found[""]


def _ways(standing: Standing, pot: Pot) -> dict[str, Way]:
    """By party how the pot came about; under "" for those whom no split names."""
    ways: dict[str, list[Trace]] = {"": []}
    for contract, trace in standing.found.now.traces.get(pot[0], ()):
        if contract != pot[0] and not standing.is_of(contract, trace.series, pot):
            continue
        whose = _said(trace, "party") if trace.what == SPLIT else ""
        if whose:
            ways.setdefault(whose, ways[""].copy()).append(trace)
        else:
            for way in ways.values():
                way.append(trace)
    return {
        whose: (tuple(way), next((t for t in way if t.what == SPLIT), way[-1] if way else None))
        for whose, way in ways.items()
    }


def _said(trace: Trace, what: str) -> str:
    return next((text for name, text in trace.said if name == what), "")


def _units(standing: Standing, pot: Pot) -> tuple[int, str]:
    """What the first basis of the pot counted in this period, and in what."""
    found = standing.found.units.get(pot)
    if found is None:
        found = standing.found.units[pot] = _counted(standing, pot)
    return found


def _counted(standing: Standing, pot: Pot) -> tuple[int, str]:
    def counted(found: Lines) -> tuple[int, int, str]:
        total, part, of = 0, 1, ""  # a fraction that need not be in lowest terms
        for contract, trace in found.traces.get(pot[0], ()):
            if trace.what == BASIS and standing.is_of(contract, trace.series, pot):
                named = _said(trace, "of")
                of = of or named
                if named == of:
                    above, _, below = trace.after.partition("/")
                    total = total * int(below) + int(above) * part
                    part *= int(below)
        return total, part, of

    now, per, of = counted(standing.found.now)
    then, of_then, _ = counted(standing.found.between)
    more = (now * of_then - then * per) // (per * of_then)
    return more, UNITS.get(of, MONEY) if of else ""


def _rate(minor: int, units: int, unit: str, currency: str) -> str:
    """What one unit came to for the party: money, or a percentage of money."""
    if not units or not unit:
        return ""
    if units < 0:
        minor, units = -minor, -units
    if unit == MONEY:
        return f"{quotient(100 * minor, units)} %"
    return quotient(minor, units, DIGITS[currency])


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
            fresh = _fresh_days(standing, tally)
            platforms |= fresh[0]
            evidence |= fresh[1]
    return platforms, evidence


def _fresh_days(standing: Standing, tally: Tally) -> tuple[set[str], set[Digest]]:
    """What a tally has of the days since the close before; many titles share their days."""
    shared = id(tally.platforms), id(tally.evidence)
    found = standing.found.fresh.get(shared)
    if found is None:
        fresh = tally.later(standing.found.after)
        evidence = {tally.evidence[day] for days in set(fresh.values()) for day in days}
        found = standing.found.fresh[shared] = set(fresh), evidence
    return found
