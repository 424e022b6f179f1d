"""What a period was closed on: the facts as they were then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from piying.ledger.closing import counted_by, facts_digest
from piying.ledger.sales import sold
from piying.ledger.terms.agreed import Agreed
from piying.model.books import Close, Fact
from piying.model.canon import Digest
from piying.model.errors import Conflict
from piying.store.plays.days import latest_days
from piying.store.plays.names import all_names
from piying.store.sales import Sales
from piying.studio.house import House
from piying.studio.settling.bookkeeping import facts_of, newest
from piying.studio.settling.evidence import facts_of_roll, rolled
from piying.studio.settling.foreign import foreign_facts


def facts_at(house: House, agreed: Agreed, close: Close) -> tuple[Fact, ...]:
    """The facts that `close` counted, proved by the digest that it keeps of them.

    Raises:
        Conflict: they cannot be brought together any more.
    """
    counts = counted_by(agreed, close.end, close.known_by)
    found = tuple(fact for fact in facts_of(house, agreed, close.end).facts if counts(fact))
    if facts_digest(found) != close.facts:
        found = tuple(fact for fact in _as_then(house, agreed, close) if counts(fact))
    if facts_digest(found) == close.facts:
        return found
    raise Conflict("explain.facts_moved", period=close.period)


def _as_then(house: House, agreed: Agreed, close: Close) -> Iterator[Fact]:
    """By the roll-ups that the close names, and the sales that were entered by then."""
    names = all_names(house.store)
    by_day: dict[str, list[Digest]] = {}
    for name, evidence in close.days:
        by_day.setdefault(name, []).append(evidence)
    for day in latest_days(house.store):
        for evidence in by_day.get(day.day, ()):
            found = rolled(house, day.day, evidence)
            if found is not None:
                yield from facts_of_roll(house, found, names)
    at_ms = int(datetime.fromisoformat(close.known_by).timestamp()) * 1000 + 999
    sales = Sales(house.store.database).upto(close.end, at_ms)
    yield from sold(sales, newest(agreed.contracts)).facts
    yield from (
        fact
        for fact in foreign_facts(house, agreed, close.end)
        if (fact.day, fact.evidence) in close.days
    )
