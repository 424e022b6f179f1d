"""Targets: what everything that was agreed comes to on the facts up to a day.

A pure function of the set of facts: their order, repeats of the same fact, and how often it is
asked change nothing. A run posts the difference to what is posted already, so late facts,
corrections and amendments need no case of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from piying.ledger.terms.agreed import Agreed, Purpose, Question, Target, Targets
from piying.ledger.terms.ask import block
from piying.ledger.terms.earn import Earned, earned
from piying.ledger.terms.pools import Pools, pools
from piying.ledger.terms.pot import Pot, grouped
from piying.ledger.terms.settle import Settled, minimums, settle
from piying.ledger.terms.sums import Tally
from piying.ledger.terms.trace import Forms, Told
from piying.ledger.terms.view import View, view
from piying.model.books import Fact, Trace
from piying.model.canon import Digest, digest
from piying.model.deal import PoolClosing
from piying.model.errors import Conflict


def targets(
    agreed: Agreed,
    facts: Iterable[Fact],
    day: str,
    known_by: str,
    tallies: Iterable[Tally] = (),
    *,
    bases_only: bool = False,
) -> Targets:
    """What every account has to stand at on `day`, cumulatively.

    Args:
        agreed: deals, contracts and parties, with holds, closed pools and tables.
        facts: what is known; a fact that comes twice counts once, one after `day` not yet.
        day: the last day that counts, like "2026-11-23".
        known_by: only terms that were recorded by then hold, like "2026-11-23T02:00:00Z".
        tallies: the sums of facts that are not told one by one, one of a title at most.
        bases_only: whether traces tell only what was counted, for whoever needs no more.

    Raises:
        Invalid: a field that is needed is unknown (`deals.blocked` with every question), or
            terms or facts contradict each other.
        Missing: a deal, a version, a party or the holder of a role is not there.
    """
    seen = view(agreed, facts, day, known_by, tallies)
    block(seen.asked)
    divided = _pools(seen, agreed, known_by)
    known = replace(agreed, holds=tuple(h for h in agreed.holds if h.recorded <= known_by))
    traces: list[tuple[str, Trace]] = []
    settled: list[tuple[Pot, Settled]] = []
    forms: Forms = {}
    for pot in _pots(seen, divided):
        told = Told(pot.version_on(day).currency, bases_only, forms)
        for place, title in enumerate(pot.titles):
            ends: dict[str, Earned] = {}
            pot.known[place, day] = earned(title, day, divided.had, told, ends)
            pot.known.update({(place, end): came_to for end, came_to in ends.items()})
        settled.append((pot, settle(pot, day, known, seen.parties, told)))
        traces += told.traces
    lines = [line for _, found in settled for line in found.lines]
    least: dict[tuple[str, str], int] = {}
    for pot, found in settled:
        for key, minor in minimums(pot, day, found.shares).items():
            least[key] = max(minor, least.get(key, 0))
    return Targets(
        day=day,
        known_by=known_by,
        lines=(*lines, *_taxes(seen, agreed, settled)),
        recoupments=tuple(f.recoupment for _, f in settled if f.recoupment),
        minimums=tuple((party, currency, m) for (party, currency), m in sorted(least.items())),
        traces=tuple(traces),
        versions=tuple(_versions(settled, day)),
    )


def asked(
    agreed: Agreed, facts: Iterable[Fact], day: str, known_by: str
) -> tuple[Question, ...]:
    """What `targets` would stop and ask for; empty where it would go through."""
    return view(agreed, facts, day, known_by).asked


def divided_pools(agreed: Agreed, facts: Iterable[Fact], day: str, known_by: str) -> Pools:
    """The pools as `targets` divides them, for whoever closes one with `pools.close`."""
    seen = view(agreed, facts, day, known_by)
    block(seen.asked)
    return _pools(seen, agreed, known_by)


def _pools(seen: View, agreed: Agreed, known_by: str) -> Pools:
    closings: list[PoolClosing] = [c for c in agreed.closings if c.recorded <= known_by]
    return pools(seen.titles, seen.pools, closings, seen.day)


def _pots(seen: View, divided: Pools) -> list[Pot]:
    found: dict[tuple[str, str], Pot] = {}
    deals: dict[tuple[str, str], str] = {}
    for title in seen.titles:
        reigns = seen.reigns[title.contract.deal]
        group = grouped(title.contract, reigns)
        key = (group, "") if group else title.key
        if deals.setdefault(key, title.contract.deal) != title.contract.deal:
            raise Conflict("deals.group_two_deals", group=group, contract=title.contract.id)
        if key in found:
            found[key].titles = (*found[key].titles, title)
        else:
            found[key] = Pot(key[0], key[1], (title,), reigns, divided.had)
    return [found[key] for key in sorted(found)]


def _taxes(
    seen: View, agreed: Agreed, settled: Sequence[tuple[Pot, Settled]]
) -> Iterator[Target]:
    """Tax of each person over all pots: a function of what was due in each month."""
    income: dict[tuple[str, str, str], int] = {}
    for _, found in settled:
        for share in found.shares.values():
            for month, minor in share.months.items():
                income[month] = income.get(month, 0) + minor
    tables = {table.id: table for table in agreed.taxes}
    withheld: dict[tuple[str, str], int] = {}
    for (party, name, _), minor in income.items():
        table = tables[name]
        tax = table.withheld_minor(seen.parties[party].income, minor)
        key = (party, table.currency)
        withheld[key] = withheld.get(key, 0) + tax
    for (party, currency), minor in sorted(withheld.items()):
        yield Target(party, Purpose.TAX, "", "", currency, Fraction(minor), minor)


def _versions(settled: Sequence[tuple[Pot, Settled]], day: str) -> Iterator[tuple[str, Digest]]:
    """Every version that has held for a pot by `day`, once."""
    known: set[Digest] = set()
    names: dict[int, Digest] = {}
    for pot, _ in settled:
        for reign in pot.reigns:
            if not (reign.first <= day and reign.last >= pot.since):
                continue
            if id(reign) not in names:
                names[id(reign)] = digest(reign.deal)
            name = names[id(reign)]
            if name not in known:
                known.add(name)
                yield reign.deal.id, name
