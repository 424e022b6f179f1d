"""What the books are made from: the operator's deals, and the facts of plays and sales.

Deals lie in `deals/` of the house, as many TOML files as anybody likes. Without one nobody is
owed anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from piying.ledger.sales import sold
from piying.ledger.terms.agreed import Agreed
from piying.ledger.terms.check import coverage_faults, history_faults
from piying.ledger.terms.faults import Faults
from piying.ledger.terms.read import Terms, terms
from piying.ledger.terms.sums import Tally
from piying.ledger.terms.tax import taxes
from piying.ledger.terms.versions import contracts_known
from piying.ledger.terms.workdays import workdays
from piying.model.books import Fact
from piying.model.canon import digest_bytes
from piying.model.deal import Contract, Deal, Party
from piying.model.errors import Invalid, Missing
from piying.model.play import Day
from piying.model.sale import Sale
from piying.render.program import code
from piying.store.plays.days import facts, latest_days, read_batches
from piying.store.plays.names import all_names
from piying.store.plays.totals import tallies
from piying.store.sales import Sales
from piying.studio.current import State, standing
from piying.studio.handed import text_of
from piying.studio.house import House
from piying.studio.settling.disputes import FILE as HOLDS
from piying.studio.settling.disputes import holds_of
from piying.studio.settling.foreign import foreign_facts

FOLDER = "deals"
TAX, WORKDAYS = "tax.toml", "workdays.toml"
"""Tables that the operator may lay over those that ship, in the same folder."""


PROGRAM = (
    "piying.ledger", "piying.model.books", "piying.model.canon", "piying.model.dated",
    "piying.model.deal", "piying.model.tables",
)  # fmt: skip
"""The source that decides how deals are read and what they come to."""
READ = "deals.read"
"""The slot of what a file of deals says, by its name."""
LARGE = 1 << 16
"""Characters of a file that is worth keeping as it was understood."""


@dataclass(frozen=True, slots=True)
class _Kept:
    deals: tuple[Deal, ...]
    contracts: tuple[Contract, ...]
    parties: tuple[Party, ...]
    kind: str = "terms.1"


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that counts by the end of a day."""

    facts: tuple[Fact, ...]
    """All, or those that no tally stands for."""
    uncovered: tuple[Sale, ...]
    """Sales that no contract covers: nobody is paid for them, and nobody forgets them."""
    tallies: tuple[Tally, ...] = ()
    """The sums of roll-ups, by title."""


def folder_of(house: House) -> Path:
    """Where the operator's deals lie."""
    return house.settings.house / FOLDER


def agreed_of(house: House, *, keep: bool = False) -> Agreed:
    """What the operator has agreed, with the tables that belong to it.

    With `keep` large files are kept as they were understood, so that they are read once.

    Raises:
        Missing: there are no deals.
        Invalid: a file cannot be understood, or two contradict each other; every fault is told.
    """
    found = _whole(folder_of(house), lambda path: _terms(house, path, keep=keep))
    return Agreed(
        deals=found.deals,
        contracts=found.contracts,
        parties=found.parties,
        holds=holds_of(house),
        taxes=taxes(table_of(house, TAX), TAX),
        workdays=workdays(table_of(house, WORKDAYS), WORKDAYS),
    )


def files_of_deals(folder: Path) -> list[Path]:
    """The files of `folder` that say deals, contracts and parties.

    Raises:
        Missing: there is none.
    """
    paths = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    told = [path for path in paths if path.name not in {TAX, WORKDAYS, HOLDS}]
    if not told:
        raise Missing("settle.no_deals", folder=folder)
    return told


def terms_of(folder: Path) -> Terms:
    """Every deal, contract and party of the files in `folder`."""
    return _whole(folder, lambda path: terms(text_of(path), path.name))


def _whole(folder: Path, read_one: Callable[[Path], Terms]) -> Terms:
    """What all files of `folder` say together."""
    read = [read_one(path) for path in files_of_deals(folder)]
    found = Terms(
        tuple(deal for one in read for deal in one.deals),
        tuple(contract for one in read for contract in one.contracts),
        tuple(party for one in read for party in one.parties),
    )
    faults = Faults()
    faults.add(history_faults(found.deals))
    faults.add(coverage_faults(newest(found.contracts)))
    faults.add(_twice(found))
    faults.stop()
    return found


def _terms(house: House, path: Path, *, keep: bool) -> Terms:
    """What one file says: read anew, or as the same program understood the same text."""
    text = text_of(path)
    if len(text) < LARGE:
        return terms(text, path.name)
    inputs = (
        ("text", digest_bytes(text.encode())),
        ("program", code(*PROGRAM)),
    )
    held = standing(house, path.name, READ, inputs)
    if held.state is State.CURRENT and held.digest is not None:
        kept = house.store.get(held.digest, _Kept)
        return Terms(kept.deals, kept.contracts, kept.parties)
    found = terms(text, path.name)
    if keep:
        made = house.store.put(_Kept(found.deals, found.contracts, found.parties))
        house.store.move_head(path.name, READ, made, inputs, house.clock.now_ms())
    return found


def newest(contracts: Iterable[Contract]) -> list[Contract]:
    """Every contract as it was recorded last."""
    return contracts_known(contracts, "9999")


def facts_of(house: House, agreed: Agreed, day: str) -> Known:
    """The facts of plays, sales and statements of others up to and with `day`.

    Raises:
        Missing: a daily roll-up is not where it was put.
        Invalid: one was changed.
    """
    names = all_names(house.store)
    played = tuple(
        fact
        for one in latest_days(house.store)
        if one.day <= day
        for fact in facts(one, read_batches(house.store, one), names)
    )
    told = _others(house, agreed, day)
    return Known((*played, *told.facts), told.uncovered)


def known_of(house: House, agreed: Agreed, day: str, provisional: Iterable[Day] = ()) -> Known:
    """As `facts_of`, with roll-ups as tallies: for whoever needs all titles at once.

    Days that are `provisional` stand in place of those that were counted for good.
    """
    told = _others(house, agreed, day)
    store = house.store
    every = {one.day: one for one in (*latest_days(store), *provisional)}
    days = [every[name] for name in sorted(every) if name <= day]
    found = tallies(store, days, all_names(store), house.clock.now_ms())
    return Known(told.facts, told.uncovered, found)


def _others(house: House, agreed: Agreed, day: str) -> Known:
    """What is no roll-up: sales, and what others state."""
    sales = sold(Sales(house.store.database).upto(day), newest(agreed.contracts))
    return Known((*sales.facts, *foreign_facts(house, agreed, day)), sales.uncovered)


def instant(house: House) -> str:
    """Now, as deals write it: UTC, to the second."""
    at = datetime.fromtimestamp(house.clock.now_ms() // 1000, UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def table_of(house: House, name: str) -> str:
    """The text of a table that ships, or of the operator's own in its place."""
    own = folder_of(house) / name
    if own.is_file():
        return text_of(own)
    return files("piying.ledger.terms").joinpath(name).read_text(encoding="utf-8")


def _twice(found: Terms) -> list[Invalid]:
    """Parties that two files name."""
    names = Counter(party.id for party in found.parties)
    return [
        Invalid("settle.party_twice", party=name)
        for name, times in sorted(names.items())
        if times > 1
    ]
