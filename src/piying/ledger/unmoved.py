"""Unmoved: the pots that rest on the same terms and facts as when a period was closed.

A close has to know what the end of the close before comes to with what is known now. For a pot
whose ground is what it was, that is what the close before found; only the others are worked out
again.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from piying.ledger.terms.agreed import Agreed, Purpose, Targets
from piying.ledger.terms.sums import Column, Tally
from piying.ledger.terms.targets import targets
from piying.ledger.terms.versions import contracts_known, reigns
from piying.ledger.terms.view import of_a_pool
from piying.model.books import Fact, Metric, Trace
from piying.model.canon import Digest, canonical, digest, digest_bytes
from piying.model.deal import Contract, Hold

BASIS = "deals.trace_basis"


@dataclass(frozen=True, slots=True)
class Basis:
    """What one basis of one title counted, cumulatively."""

    contract: str
    series: str
    of: str
    amount: str
    """A fraction like "7200/1"."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Facts and tallies, each with the last day that counts of its contract."""

    facts: tuple[Fact, ...]
    tallies: tuple[Tally, ...]
    upto: Callable[[str], str]
    digests: dict[int, tuple[Contract, Digest]] = field(default_factory=dict)
    """Of contracts, by their id: a close asks for two ends, its own and the one before."""

    def only(self, wanted: Callable[[Fact], bool] = lambda _: True) -> tuple[Fact, ...]:
        """The facts that count and are `wanted`."""
        upto = self.upto
        return tuple(
            fact for fact in self.facts if fact.day <= upto(fact.contract) and wanted(fact)
        )

    def cut(self, wanted: Callable[[str], bool] = lambda _: True) -> tuple[Tally, ...]:
        """The tallies of the contracts that are `wanted`, up to the day that counts."""
        upto = self.upto
        return tuple(
            one.until(upto(one.contract)) for one in self.tallies if wanted(one.contract)
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """What pots rest on at the end of a day, and what their bases counted by then."""

    pots: Mapping[str, Digest]
    """By the name of the pot, without those whose titles divide a pool with others."""
    bases: tuple[Basis, ...]


def ground(
    agreed: Agreed,
    pots: Mapping[str, str],
    counted: Counted,
    when: tuple[str, str],
) -> dict[str, Digest]:
    """A digest of everything that each pot rests on, by its name.

    Args:
        agreed: what was agreed.
        pots: the pot of each contract.
        counted: what is known, and the last day that counts of it.
        when: the day that is settled for, and the instant by which terms were recorded.
    """
    day, known_by = when
    deals = _deals(agreed, known_by)
    holds: dict[str, list[Hold]] = {}
    for hold in agreed.holds:
        if hold.recorded <= known_by:
            holds.setdefault(hold.contract, []).append(hold)
    facts: dict[str, set[Fact]] = {}
    for fact in counted.only(lambda fact: fact.day <= day and not of_a_pool(fact)):
        facts.setdefault(fact.contract, set()).add(fact)
    marks: dict[str, list[tuple[str, Digest]]] = {}
    marked = _Marks()
    for tally in counted.tallies:
        of = marked.of(tally, min(day, counted.upto(tally.contract)))
        marks.setdefault(tally.contract, []).append((tally.series, of))
    found: dict[str, list[object]] = {}
    pooled: set[str] = set()
    for contract in contracts_known(agreed.contracts, known_by):
        if contract.since > day:
            continue
        name, deal = pots[contract.id], deals[contract.deal]
        if deal is None:
            pooled.add(name)
            continue
        held = counted.digests.get(id(contract))
        if held is None:
            held = counted.digests[id(contract)] = contract, digest(contract)
        told = sorted(canonical(fact) for fact in facts.get(contract.id, ()))
        found.setdefault(name, []).append((
            deal, held[1], holds.get(contract.id, ()), [one.decode() for one in told],
            sorted(marks.get(contract.id, ())),
        ))  # fmt: skip
    return {name: digest(of) for name, of in found.items() if name not in pooled}


def bases_of(found: Targets) -> tuple[Basis, ...]:
    """What every basis counted, as the traces tell it."""
    return tuple(
        Basis(contract, trace.series, dict(trace.said).get("of", ""), trace.after)
        for contract, trace in found.traces
        if trace.what == BASIS
    )


def again(
    agreed: Agreed,
    pots: Mapping[str, str],
    counted: Counted,
    known_by: str,
    before: tuple[Targets, Ground],
) -> Targets:
    """What the end of a close comes to with what is known now, without tax.

    Args:
        agreed: what is agreed now.
        pots: the pot of each contract, by what is known now.
        counted: all that is known now, with the last day that counted at that close.
        known_by: the instant of now.
        before: what that close posted, and what it rested on.

    Raises:
        Invalid: terms or facts of a pot that has moved contradict each other.
        Missing: something that one of them needs is not there.
    """
    stood, then = before
    now = ground(agreed, pots, counted, (stood.day, known_by))
    same = {name for name, of in now.items() if then.pots.get(name) == of}
    kept = {contract for contract, pot in pots.items() if pot in same}
    part = replace(agreed, contracts=tuple(c for c in agreed.contracts if c.id not in kept))
    moved = targets(
        part,
        counted.only(lambda fact: of_a_pool(fact) or fact.contract not in kept),
        stood.day,
        known_by,
        counted.cut(lambda contract: contract not in kept),
        bases_only=True,
    )
    lines = tuple(
        line
        for line in stood.lines
        if line.purpose is not Purpose.TAX and pots.get(line.contract, line.contract) in same
    )
    traces = tuple(
        (one.contract, Trace("", "", one.series, BASIS, (("of", one.of),), "", one.amount))
        for one in then.bases
        if pots.get(one.contract, one.contract) in same
    )
    return replace(moved, lines=lines + moved.lines, traces=traces + moved.traces)


# --- inside -------------------------------------------------------------------------------


def _deals(agreed: Agreed, known_by: str) -> dict[str, Digest | None]:
    """The digest of the versions of each deal; None where any of them divides a pool."""
    found: dict[str, Digest | None] = {}
    for name in {contract.deal for contract in agreed.contracts}:
        held = reigns([deal for deal in agreed.deals if deal.id == name], known_by)
        told = [(one.deal, one.first, one.last) for one in held]
        found[name] = None if any(one.plan.divides for one in held) else digest(told)
    return found


class _Marks:
    """Marks columns of sums; days that many of them share are marked once."""

    def __init__(self) -> None:
        self.heads: dict[tuple[tuple[Metric, str], int, int], tuple[tuple[str, ...], bytes]]
        self.heads = {}

    def of(self, tally: Tally, last: str) -> Digest:
        """What the columns of `tally` hold up to and with `last`, in the order of metrics."""
        parts: list[bytes] = []
        for key in sorted(tally.columns):
            parts += self._mark(key, tally.columns[key], last)
        return digest_bytes(b"".join(parts))

    def _mark(self, key: tuple[Metric, str], column: Column, last: str) -> tuple[bytes, bytes]:
        days = column.days
        end = bisect_right(days, last)
        held = self.heads.get((key, id(days), end))
        if held is None:  # kept with the days, so that the id stays theirs
            head = f"{key[0]} {key[1]} {end} {digest(days[:end])} ".encode()
            held = self.heads[key, id(days), end] = days, head
        upto = column.upto[:end]
        sums = upto.tobytes() if isinstance(upto, memoryview) else array("q", upto).tobytes()
        return held[1], sums
