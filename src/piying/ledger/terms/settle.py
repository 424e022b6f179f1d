"""Settling: what a pot comes to for each party, in whole minor units.

Every share is cut down on its cumulative amount; what is left is in suspense. For each pot the
shares, the house's part and the suspense are the whole of its worth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from piying.ledger.rounding import exact, floor_minor, minor_in
from piying.ledger.terms.agreed import Agreed, Purpose, Recoupment, Target
from piying.ledger.terms.calendar import day_needed, period_of, periods
from piying.ledger.terms.days import MAX_DAY, after, month_of, month_starts
from piying.ledger.terms.pot import Atom, Pot, step_of
from piying.ledger.terms.trace import Told
from piying.model.deal import HOUSE, Deal, Hold, Party, Step, StepKind

ZERO = Fraction(0)
Month = tuple[str, str, str]
"""A party, the table of tax, and a month."""


@dataclass(slots=True)
class Share:
    """What one party has of a pot, exactly."""

    whole: Fraction = ZERO
    reserve: Fraction = ZERO
    held: int = 0
    months: dict[Month, int] = field(default_factory=dict)
    """What was due in whole minor units, by the month that tax counts it in."""

    @property
    def due_minor(self) -> int:
        """What is owed."""
        return floor_minor(self.whole - self.reserve if self.reserve else self.whole)


@dataclass(slots=True)
class Settled:
    """A pot divided."""

    lines: list[Target]
    recoupment: Recoupment | None
    shares: dict[str, Share]


def settle(
    pot: Pot, day: str, agreed: Agreed, parties: Mapping[str, Party], told: Told
) -> Settled:
    """What `pot` comes to by `day` for each party."""
    holds = [hold for hold in agreed.holds if _of(hold, pot)]
    atoms = pot.atoms(day, _cuts(pot, day, holds))
    if holds or any(reign.plan.kept_by_day for reign in pot.reigns):
        shares = _by_day(pot, atoms, day, (holds, parties, agreed))
    else:
        shares = _at_once(pot, atoms)
    recoupment = _recoupment(pot, day)
    if not told.bases_only:
        _tell(pot, (day, recoupment), shares, told)
    return Settled(_lines(pot, day, shares), recoupment, shares)


def _at_once(pot: Pot, atoms: Iterable[Atom]) -> dict[str, Share]:
    """The shares where nobody asks what was earned when: neighbours divided alike are one."""
    alike: list[tuple[tuple[tuple[str, Fraction], ...], Fraction]] = []
    for atom in atoms:
        if atom.more:
            parts = _parts(pot, atom)
            if alike and alike[-1][0] == parts:
                alike[-1] = parts, alike[-1][1] + atom.more
            else:
                alike.append((parts, atom.more))
    shares: dict[str, Share] = {}
    for parts, more in alike:
        for party, part in parts:
            share = shares.get(party)
            if share is None:
                shares[party] = Share(part * more)
            else:
                share.whole += part * more
    return shares


def _by_day(
    pot: Pot,
    atoms: Iterable[Atom],
    day: str,
    told: tuple[Sequence[Hold], Mapping[str, Party], Agreed],
) -> dict[str, Share]:
    """The shares with what is kept back, held and withheld of each atom."""
    holds, parties, agreed = told
    shares: dict[str, Share] = {}
    by_atom: list[tuple[Atom, dict[str, Fraction]]] = []
    for atom in atoms:
        due: dict[str, Fraction] = {}
        for party, part in _parts(pot, atom) if atom.more else ():
            share = shares.setdefault(party, Share())
            whole = part * atom.more
            share.whole = share.whole + whole if share.whole else whole
            back = _kept(atom, day)
            if back:
                share.reserve += whole * back
                whole -= whole * back
            due[party] = due[party] + whole if party in due else whole
        by_atom.append((atom, due))
    for share in shares.values():
        share.reserve = max(ZERO, share.reserve)
    _months(by_atom, shares, parties, agreed)
    _hold(by_atom, shares, holds, day)
    return shares


def _parts(pot: Pot, atom: Atom) -> tuple[tuple[str, Fraction], ...]:
    """The parties of an atom, and the part of each."""
    first = atom.first
    return tuple(
        [(pot.holder(role, first), part) for role, part in atom.reign.plan.parts(first)]
    )


def _cuts(pot: Pot, day: str, holds: Iterable[Hold]) -> set[str]:
    cuts: set[str] = set()
    for title in pot.titles:
        for holder in title.contract.holders:
            if holder.since:
                cuts.add(holder.since)
            if holder.until:
                cuts.add(after(holder.until))
    for hold in holds:
        cuts |= {hold.since, after(hold.until)}
    for reign in pot.reigns:
        cuts |= reign.plan.split_cuts
        for step in reign.plan.kept_by_day:
            cuts |= _cuts_of(pot, reign.deal, step, day)
    return cuts


def _cuts_of(pot: Pot, deal: Deal, step: Step, day: str) -> set[str]:
    if step.kind is StepKind.WITHHOLD and step.of == "earned":
        return set(month_starts(pot.since, day))
    if step.kind is StepKind.WITHHOLD and pot.since <= day:
        return {period.begin for period in periods(pot.since, day, deal.calendar)}
    if step.kind is StepKind.RESERVE and step.days:
        return {after(_released_upto(deal, step, day))}
    return set()


def _released_upto(deal: Deal, step: Step, day: str) -> str:
    """The last day whose period ended long enough ago."""
    reached = after(day, -step.days)
    period = period_of(reached, deal.calendar)
    return reached if reached == period.end else after(period.begin, -1)


def _kept(atom: Atom, day: str) -> Fraction:
    """Which part of an atom's worth is still kept back."""
    step = step_of(atom.deal, StepKind.RESERVE)
    if step is None or step.amount is None:
        return ZERO
    if step.until:
        return exact(step.amount) if day < step.until else ZERO
    released = atom.last <= _released_upto(atom.deal, step, day)
    return ZERO if released else exact(step.amount)


def _of(hold: Hold, pot: Pot) -> bool:
    return any(
        title.contract.id == hold.contract and hold.series in {"", title.series}
        for title in pot.titles
    )


def _months(
    by_atom: list[tuple[Atom, dict[str, Fraction]]],
    shares: Mapping[str, Share],
    parties: Mapping[str, Party],
    agreed: Agreed,
) -> None:
    running: dict[str, Fraction] = {}
    for atom, due in by_atom:
        step = step_of(atom.deal, StepKind.WITHHOLD)
        for party, more in due.items():
            if party == HOUSE or parties[party].sort != "person":
                continue
            before = running.get(party, ZERO)
            running[party] = before + more
            if step is None:
                continue
            month = _month(atom, step, agreed)
            key = (party, step.table, month)
            months = shares[party].months
            months[key] = months.get(key, 0) + floor_minor(before + more) - floor_minor(before)


def _month(atom: Atom, step: Step, agreed: Agreed) -> str:
    if step.of == "earned":
        return month_of(atom.last)
    period = period_of(atom.last, atom.deal.calendar)
    return month_of(day_needed(period, atom.deal.calendar, agreed.workdays, "payment"))


def _hold(
    by_atom: list[tuple[Atom, dict[str, Fraction]]],
    shares: Mapping[str, Share],
    holds: Iterable[Hold],
    day: str,
) -> None:
    for hold in holds:
        if (hold.released or MAX_DAY) <= day:
            continue
        for party, share in shares.items():
            if hold.party not in {"", party} or party == HOUSE:
                continue
            amount = sum(
                (
                    due.get(party, ZERO)
                    for atom, due in by_atom
                    if hold.since <= atom.first and atom.last <= hold.until
                ),
                ZERO,
            )
            minor = max(0, floor_minor(amount))
            minor = minor if hold.minor is None else min(minor, hold.minor)
            share.held = min(share.held + minor, max(0, share.due_minor))


def _recoupment(pot: Pot, day: str) -> Recoupment | None:
    guarantee = pot.guarantee(day)
    if not guarantee:
        return None
    below, _ = pot.earned(day)
    recouped = min(guarantee, max(ZERO, below))
    currency = pot.version_on(day).currency
    return Recoupment(
        pot.contract, pot.series, currency, guarantee, below, recouped, guarantee - recouped
    )


def _lines(pot: Pot, day: str, shares: Mapping[str, Share]) -> list[Target]:
    of = pot.contract, pot.series, pot.version_on(day).currency
    lines, cut_down = [], 0
    for party in sorted(shares):
        share = shares[party]
        total = floor_minor(share.whole)
        cut_down += total
        due, owed = total, share.whole
        if share.reserve:
            due, owed = share.due_minor, share.whole - share.reserve
        lines.append(Target(party, Purpose.DUE, *of, owed, due))
        if share.reserve or total != due:
            lines.append(Target(party, Purpose.RESERVE, *of, share.reserve, total - due))
        if share.held:
            lines.append(Target(party, Purpose.HELD, *of, Fraction(share.held), share.held))
    worth = pot.worth(day) if pot.since <= day else ZERO
    left = floor_minor(worth) - cut_down
    if left:
        lines.append(Target("", Purpose.SUSPENSE, *of, Fraction(left), left))
    return lines + _granted(pot, day)


def _granted(pot: Pot, day: str) -> list[Target]:
    lines = []
    for place, title in enumerate(pot.titles):
        found = pot.known.get((place, day))
        by_unit: dict[tuple[str, str], Fraction] = {}
        for grant in found.grants if found else ():
            key = (grant.role, grant.unit)
            by_unit[key] = by_unit.get(key, ZERO) + grant.amount
        for (role, unit), amount in by_unit.items():
            party = pot.holder(role, min(day, title.contract.until or MAX_DAY))
            lines.append(
                Target(
                    party,
                    Purpose.GRANT,
                    title.contract.id,
                    title.series,
                    unit,
                    amount,
                    floor_minor(amount),
                )
            )
    return lines


def minimums(pot: Pot, day: str, shares: Mapping[str, Share]) -> dict[tuple[str, str], int]:
    """The least that is paid out to each party of the pot, by party and currency."""
    deal = pot.version_on(day)
    step = step_of(deal, StepKind.MINIMUM)
    if step is None or step.amount is None:
        return {}
    least = floor_minor(exact(step.amount) * minor_in(deal.currency))
    return {(party, deal.currency): least for party in shares if party != HOUSE}


def _tell(
    pot: Pot,
    standing: tuple[str, Recoupment | None],
    shares: Mapping[str, Share],
    told: Told,
) -> None:
    day, recoupment = standing
    deal = pot.version_on(day)
    worth = pot.worth(day) if pot.since <= day else ZERO
    guarantee = step_of(deal, StepKind.GUARANTEE)
    if guarantee and recoupment:
        said = {
            "guarantee": told.money(recoupment.guarantee),
            "before": told.money(recoupment.earned),
            "unrecouped": told.money(recoupment.unrecouped),
        }
        after_it = max(recoupment.guarantee, recoupment.earned)
        told.line(pot.key, guarantee, "trace_guarantee", (recoupment.earned, after_it), said)
    reserve = step_of(deal, StepKind.RESERVE)
    if reserve:
        kept = sum((share.reserve for share in shares.values()), ZERO)
        said = {"kept": told.money(kept)}
        told.line(pot.key, reserve, "trace_reserve", (worth, worth - kept), said)
    split = step_of(deal, StepKind.SPLIT)
    if split:
        before = told.money(worth)
        for party in sorted(shares):
            whole = shares[party].whole
            said = {"party": party, "before": before, "after": told.money(whole)}
            told.line(pot.key, split, "trace_split", (worth, whole), said)
