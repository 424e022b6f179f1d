"""Replaying: statements worked out a second time, from terms, facts and entries alone.

This stands beside `studio.settle` on purpose and shares none of its code for the books, so
that a statement which both give is right twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from piying.ledger import accounts
from piying.ledger.closing import counted_by, period_named, pots_of
from piying.ledger.entries import SETTLE
from piying.ledger.standing import Standing
from piying.ledger.stating import Kept, parties, statement
from piying.ledger.terms.agreed import Agreed, Purpose, Recoupment, Target, Targets
from piying.ledger.terms.calendar import dates
from piying.ledger.terms.targets import targets
from piying.ledger.terms.versions import version_on
from piying.model.books import Close, Entry, Fact, Statement, Stood

PAY = "pay"
ZERO = Fraction(0)


def stood(found: Targets) -> tuple[Stood, ...]:
    """Targets as a close keeps them."""
    return tuple(
        Stood(one.party, one.purpose.value, one.contract, one.series, one.currency,
              f"{one.exact.numerator}/{one.exact.denominator}", one.minor)
        for one in found.lines
    )  # fmt: skip


def stated_again(
    agreed: Agreed,
    facts: Sequence[Fact],
    close: Close,
    before: Close | None,
    entries: Sequence[Entry],
) -> tuple[Statement, ...]:
    """The statements of `close`, worked out again.

    Args:
        agreed: everything that was agreed.
        facts: that the close counted.
        close: what was closed.
        before: the close before it.
        entries: the ledger up to the close.

    Raises:
        Invalid: the lines of one do not come to what the entries say.
    """
    standing = _standing(agreed, facts, close, before)
    people = set(parties(standing.now))
    if standing.before is not None:
        people |= set(parties(standing.before))
    return tuple(
        statement(party, currency, standing, _kept(party, currency, close, before, entries))
        for party, currency in sorted(people)
    )


def _standing(
    agreed: Agreed, facts: Sequence[Fact], close: Close, before: Close | None
) -> Standing:
    now = targets(agreed, facts, close.end, close.known_by)
    if before is None:
        between = Targets(close.begin, close.known_by, (), (), (), (), ())
    else:
        counts = counted_by(agreed, before.end, close.known_by)
        earlier = [fact for fact in facts if counts(fact)]
        between = targets(agreed, earlier, before.end, close.known_by)
    return Standing(
        period=period_named(close.period),
        before=None if before is None else _kept_targets(before),
        between=between,
        now=now,
        facts=tuple(fact for fact in facts if before is None or fact.day > before.end),
        pots=pots_of(agreed, close.known_by),
        due=_due(agreed, close),
    )


def _kept(
    party: str, currency: str, close: Close, before: Close | None, entries: Iterable[Entry]
) -> Kept:
    """What the entries say of a party, between two closes.

    An entry that undoes another counts as one of its kind.
    """
    account = accounts.payable(party, currency).id
    since = 0 if before is None else before.seq
    owed = opening = paid = held = 0
    mine: list[str] = []
    kinds: dict[str, str] = {}
    for entry in entries:
        kinds[entry.id] = entry.draft.kind
        kind = kinds.get(entry.draft.reverses, entry.draft.kind)
        moved = sum(p.minor for p in entry.draft.postings if p.account == account)
        owed -= moved
        if entry.seq <= since:
            opening = owed
        elif kind == PAY:
            paid += moved
        elif kind != SETTLE:
            held += moved
        elif not entry.draft.reverses and any(
            p.account == account for p in entry.draft.postings
        ):
            mine.append(entry.id)
    return Kept(opening, paid, held, owed, tuple(mine), close.head)


def _due(agreed: Agreed, close: Close) -> str:
    """The latest day of payment of all deals that held; empty where one is unknown."""
    days = []
    for name in sorted({deal.id for deal in agreed.deals}):
        held = version_on(
            [deal for deal in agreed.deals if deal.id == name], close.end, close.known_by
        )
        if held is not None:
            named = period_named(close.period)
            days.append(dates(named, held.calendar, agreed.workdays)["payment"])
    return max(days, default="") if all(days) else ""


def _kept_targets(close: Close) -> Targets:
    """What everything stood at when the period before was closed."""
    lines = tuple(
        Target(one.party, Purpose(one.purpose), one.contract, one.series, one.currency,
               Fraction(one.exact), one.minor)
        for one in close.stood
    )  # fmt: skip
    left = tuple(
        Recoupment(one.contract, one.series, one.currency, ZERO, ZERO, ZERO,
                   Fraction(one.unrecouped))
        for one in close.unearned
    )  # fmt: skip
    return Targets(close.end, close.known_by, lines, left, (), (), close.versions)
