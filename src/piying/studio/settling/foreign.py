"""Statements of others in the house: kept as they came, and what they state as facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from piying.ledger.naming import Titles, titles
from piying.ledger.reconcile import counting
from piying.ledger.sales import covering
from piying.ledger.terms.agreed import Agreed
from piying.ledger.terms.measures import STATEMENT
from piying.ledger.terms.versions import contracts_known
from piying.model.books import Fact
from piying.model.canon import Digest
from piying.model.deal import Contract
from piying.model.errors import Conflict, Invalid
from piying.model.foreign import Claim, Foreign
from piying.model.people import Cast
from piying.model.tables import document
from piying.studio.handed import text_of
from piying.studio.house import House

SLOT = "foreign"
"""The heads of statements of others, by their names."""
FOLDER, ALIASES = "statements", "aliases.toml"
"""Where the operator's own templates and aliases lie in the house."""
TEXT_BYTES_MAX = 1_000_000


def folder_of(house: House) -> Path:
    """Where templates and aliases lie."""
    return house.settings.house / FOLDER


def titles_of(house: House, agreed: Agreed) -> Titles:
    """What the titles of the house are called, by us and by others.

    Raises:
        Invalid: an alias is of a series that nobody knows.
    """
    series = {name for contract in agreed.contracts for name in contract.series}
    series |= set(house.store.names("script"))
    called: dict[str, list[str]] = {}
    for name in sorted(series):
        head = house.store.head(name, "cast")
        title = house.store.get(head.digest, Cast).title if head is not None else ""
        if title:
            called.setdefault(title, []).append(name)
    names = {title: of[0] for title, of in called.items() if len(of) == 1}
    return titles(sorted(series), names, _aliases(folder_of(house) / ALIASES, series))


def keep(house: House, source: str, data: bytes, claims: Sequence[Claim]) -> Digest:
    """Keep a statement: the file as a blob, what it states as a value.

    The same days of the same source again are a correction: the newest one counts.

    Raises:
        Conflict: another statement has some of these days already.
    """
    begin, end = min(one.begin for one in claims), max(one.end for one in claims)
    platforms = tuple(sorted({one.platform for one in claims}))
    name = f"{source}/{'+'.join(platforms)}/{begin}..{end}"
    for other in foreigns(house):
        shared = set(other.platforms) & set(platforms)
        if other.name != name and shared and other.begin <= end and begin <= other.end:
            raise Conflict("reconcile.overlap", name=name, other=other.name)
    file = house.store.blobs.put(data)
    with house.store.together(durable=True):
        value = Foreign(name, source, file, begin, end, platforms, tuple(claims))
        found = house.store.put(value)
        house.store.move_head(name, SLOT, found, (("file", file),), house.clock.now_ms())
    return found


def foreigns(house: House) -> tuple[Foreign, ...]:
    """Every statement of others, as it was told last."""
    heads = (house.store.head(name, SLOT) for name in house.store.names(SLOT))
    return tuple(house.store.get(head.digest, Foreign) for head in heads if head is not None)


def foreign_facts(house: House, agreed: Agreed, day: str) -> tuple[Fact, ...]:
    """What others state, up to and with `day`, for the deals that count it.

    A row of several days is a fact of the last of them.
    """
    counting = {
        deal.id for deal in agreed.deals if any(step.counts == STATEMENT for step in deal.steps)
    }
    contracts = [
        one for one in contracts_known(agreed.contracts, "9999") if one.deal in counting
    ]
    if not contracts:
        return ()
    sums: dict[Fact, int] = {}
    for told in foreigns(house):
        for fact in _facts(told, contracts):
            if fact.day <= day:
                bare = replace(fact, amount=0)
                sums[bare] = sums.get(bare, 0) + fact.amount
    return tuple(replace(fact, amount=sums[fact]) for fact in sorted(sums, key=_order))


def _facts(told: Foreign, contracts: Sequence[Contract]) -> Iterable[Fact]:
    for claim in counting(told.claims):
        contract = covering(contracts, claim.series, claim.platform, claim.end)
        if contract is not None:
            yield Fact(
                contract.id, claim.series, claim.platform, claim.end, claim.metric,
                claim.amount, claim.currency, STATEMENT, told.file,
            )  # fmt: skip


def _order(fact: Fact) -> tuple[str, ...]:
    return (
        fact.day, fact.contract, fact.series, fact.platform, fact.metric, fact.currency,
        fact.evidence or "",
    )  # fmt: skip


def _aliases(path: Path, series: set[str]) -> dict[str, str]:
    if not path.is_file():
        return {}
    top = document(text_of(path, TEXT_BYTES_MAX), path.name, ("alias",))
    found = top.cells.get("alias", {})
    if not isinstance(found, dict):
        raise top.wrong("alias", '[alias] with "their title" = "series"')
    for title, name in found.items():
        if name not in series:
            raise Invalid(
                "reconcile.alias_unknown", file=path.name, title=title, series=name,
                known=", ".join(sorted(series)[:20]),
            )  # fmt: skip
    return dict(found)
