"""explain: one line of a statement, from its amount to its clause, its days and its plays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from piying.ledger.closing import pots_of
from piying.model.books import Close, Fact, Metric, Statement, StatementLine
from piying.model.errors import Invalid
from piying.model.play import DayRow
from piying.store.plays.names import Names, all_names
from piying.studio.house import House
from piying.studio.settling.bookkeeping import agreed_of, newest
from piying.studio.settling.closed import facts_at
from piying.studio.settling.evidence import (
    Played,
    Rolled,
    foreign_named,
    plays_of_title,
    rolled,
    rows_of,
    sales_of,
)
from piying.studio.settling.statements import closed_in

PLAYS_MAX = 1_000
COUNTED = {Metric.PLAYS, Metric.WATCH_MS, Metric.USERS}


@dataclass(frozen=True, slots=True)
class Source:
    """Where one fact comes from."""

    fact: Fact
    roll: Rolled | None = None
    rows: tuple[DayRow, ...] = ()
    """Of the roll-up: the title, an episode on a platform each."""
    sales: tuple[str, ...] = ()
    foreign: str = ""
    """The statement of others that states it."""
    proved: bool = False
    """What was found adds up to the fact, and has the digest that the line names."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A line, and everything that it follows from."""

    statement: Statement
    line: StatementLine
    close: Close
    sources: tuple[Source, ...]
    plays: tuple[Played, ...] = ()


def explain(house: House, name: str, number: int, plays: int = 0) -> Explained:
    """Line `number` of the statement `name`, with its first `plays` plays.

    Raises:
        Missing: there is no such statement, or a file that it follows from is gone.
        Invalid: it has no such line.
        Conflict: the facts of then cannot be brought together any more.
    """
    if not 0 <= plays <= PLAYS_MAX:
        raise Invalid("explain.plays_many", most=PLAYS_MAX)
    statement, close = closed_in(house, name)
    line = next((one for one in statement.lines if one.number == number), None)
    if line is None:
        raise Invalid(
            "explain.no_line", statement=name, line=number, count=len(statement.lines)
        )
    agreed = agreed_of(house)
    pots = pots_of(agreed, close.known_by)
    mine = [
        fact
        for fact in facts_at(house, agreed, close)
        if fact.evidence in line.evidence
        and (fact.day, fact.evidence) in statement.days
        and line.series in {fact.series, pots.get(fact.contract, fact.contract)}
    ]
    names, contracts = all_names(house.store), newest(agreed.contracts)
    found: dict[tuple[str, str | None], Rolled | None] = {}
    sources = []
    for fact in mine:
        if fact.counted_by != "own":
            told = foreign_named(house, fact.evidence) if fact.evidence else ""
            sources.append(Source(fact, foreign=told, proved=bool(told)))
        elif fact.metric in COUNTED and fact.evidence:
            key = (fact.day, fact.evidence)
            if key not in found:
                found[key] = rolled(house, fact.day, fact.evidence)
            sources.append(_counted(fact, found[key], names))
        else:
            sold = sales_of(house, contracts, fact)
            ids = tuple(sale.id for sale in sold)
            sources.append(Source(fact, sales=ids, proved=bool(ids)))
    return Explained(statement, line, close, tuple(sources), _plays(house, mine, names, plays))


def _counted(fact: Fact, roll: Rolled | None, names: Names) -> Source:
    if roll is None:
        return Source(fact)
    contract = names.numbers["contract", fact.contract]
    drama = names.numbers["drama", fact.series]
    platform = names.numbers["platform", fact.platform]
    rows = tuple(row for row in rows_of(roll, contract, drama) if row.platform == platform)
    total = sum(getattr(row, _COLUMN[fact.metric]) for row in rows)
    return Source(fact, roll, rows, proved=roll.as_kept and total == fact.amount)


_COLUMN = {
    Metric.PLAYS: "effective_plays", Metric.WATCH_MS: "effective_ms", Metric.USERS: "users",
}  # fmt: skip


def _plays(house: House, mine: Iterable[Fact], names: Names, most: int) -> tuple[Played, ...]:
    """The first plays of the facts' days, in their order."""
    found: list[Played] = []
    seen: set[tuple[str, str, str]] = set()
    for fact in mine:
        about = (fact.day, fact.series, fact.platform)
        if len(found) >= most or fact.metric not in COUNTED or about in seen:
            continue
        seen.add(about)
        drama = names.numbers["drama", fact.series]
        platform = names.numbers["platform", fact.platform]
        found += plays_of_title(house, fact.day, drama, platform, most - len(found))
    return tuple(found)
