"""The view of everything on a day, as far as it was known: titles, terms and facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from piying.ledger.terms.agreed import Agreed, Question
from piying.ledger.terms.ask import questions
from piying.ledger.terms.check import coverage_faults, deal_faults
from piying.ledger.terms.days import MAX_DAY, after, covers
from piying.ledger.terms.earn import Title
from piying.ledger.terms.faults import Faults
from piying.ledger.terms.pools import period_cuts
from piying.ledger.terms.sums import Sums, Tally, sums
from piying.ledger.terms.versions import Reign, contracts_known, reigns
from piying.model.books import Fact, Metric
from piying.model.deal import HOUSE, Contract, Party, StepKind
from piying.model.errors import Invalid, Missing

_POOLS = (Metric.POOL, Metric.OTHERS)
_MONEY = (Metric.GROSS, Metric.REFUND, Metric.FEE, Metric.COST, Metric.POOL)


@dataclass(frozen=True, slots=True)
class View:
    """What `targets` works on."""

    day: str
    titles: tuple[Title, ...]
    reigns: Mapping[str, tuple[Reign, ...]]
    """The versions of each deal, in order."""
    pools: Mapping[str, Sums]
    parties: Mapping[str, Party]
    asked: tuple[Question, ...]


def view(
    agreed: Agreed,
    facts: Iterable[Fact],
    day: str,
    known_by: str,
    tallies: Iterable[Tally] = (),
) -> View:
    """Everything that was agreed and known by `known_by`, with the facts up to `day`.

    Tallies stand for the facts that they are the sums of; one title has one at most.

    Raises:
        Invalid: terms or facts contradict each other.
        Missing: a deal, a version, a contract, a party or a table is not there.
    """
    known = contracts_known(agreed.contracts, known_by)
    contracts = [contract for contract in known if contract.since <= day]
    faults = Faults()
    faults.add(coverage_faults(contracts))
    faults.stop()
    by_deal: dict[str, tuple[Reign, ...]] = {}
    for name in sorted({contract.deal for contract in contracts}):
        versions = [deal for deal in agreed.deals if deal.id == name]
        if not any(deal.recorded <= known_by for deal in versions):
            raise Missing("deals.deal_missing", deal=name)
        by_deal[name] = tuple(reigns(versions, known_by))
        for reign in by_deal[name]:
            faults.add(deal_faults(reign.deal, name))
    faults.stop()
    asked = _asked(agreed, contracts, by_deal, (day, known_by))
    counted = {fact for fact in facts if fact.day <= day}
    parties = {party.id: party for party in agreed.parties}
    _check_parties(contracts, parties)
    _check_tables(agreed, by_deal)
    told = {(one.contract, one.series): one.until(day) for one in tallies}
    by_id = {contract.id: contract for contract in contracts}
    without_gap = {name: _without_gap(held) for name, held in by_deal.items()}
    for tally in told.values():
        _check_tally(tally, by_id, by_deal, without_gap)
    titles, pools = _sorted(contracts, by_deal, counted, told)
    titles = [
        replace(title, cuts=cuts) if (cuts := period_cuts(title, day)) else title
        for title in titles
    ]
    return View(day, tuple(titles), by_deal, pools, parties, asked)


def of_a_pool(fact: Fact) -> bool:
    """Whether a fact is of a pool, which it names in place of a contract."""
    return fact.metric in _POOLS


def _asked(
    agreed: Agreed,
    contracts: Sequence[Contract],
    by_deal: Mapping[str, Sequence[Reign]],
    when: tuple[str, str],
) -> tuple[Question, ...]:
    day, known_by = when
    found: list[Question] = []
    undated = [one for one in agreed.deals if not one.effective and one.recorded <= known_by]
    clear: set[tuple[object, ...]] = set()
    for contract in contracts:
        end = min(day, contract.until or MAX_DAY)
        said = contract.format, contract.exclusive, contract.grade, contract.given
        for reign in by_deal[contract.deal]:
            first, last = max(reign.first, contract.since), min(reign.last, end)
            alike = (contract.deal, reign.first, first, last, *said)
            if first > last or alike in clear:  # another one that says the same has no question
                continue
            asked = questions(reign.deal, contract, first, last)
            found += asked
            if not asked:
                clear.add(alike)
        for deal in undated:
            if deal.id == contract.deal:
                found += questions(deal, contract, contract.since, end)
    return tuple(dict.fromkeys(found))


def _check_parties(contracts: Iterable[Contract], parties: Mapping[str, Party]) -> None:
    for contract in contracts:
        for holder in contract.holders:
            if holder.party != HOUSE and holder.party not in parties:
                raise Missing("deals.party_missing", party=holder.party, contract=contract.id)


def _check_tables(agreed: Agreed, by_deal: Mapping[str, Sequence[Reign]]) -> None:
    tables = {table.id: table for table in agreed.taxes}
    for each in by_deal.values():
        for reign in each:
            for step in reign.deal.steps:
                if step.kind is not StepKind.WITHHOLD or "table" in step.asks:
                    continue
                table = tables.get(step.table)
                if table is None:
                    raise Missing("deals.table_missing", table=step.table, deal=reign.deal.id)
                if table.currency != reign.deal.currency:
                    raise Invalid(
                        "deals.currency_other",
                        found=table.currency,
                        deal=reign.deal.id,
                        currency=reign.deal.currency,
                        where=table.id,
                    )


def _sorted(
    contracts: Sequence[Contract],
    by_deal: Mapping[str, tuple[Reign, ...]],
    facts: Iterable[Fact],
    tallies: Mapping[tuple[str, str], Tally],
) -> tuple[list[Title], dict[str, Sums]]:
    by_id = {contract.id: contract for contract in contracts}
    by_title: dict[tuple[str, str], list[Fact]] = {}
    by_pool: dict[str, list[Fact]] = {}
    for fact in facts:
        if of_a_pool(fact):
            by_pool.setdefault(fact.contract, []).append(fact)
            continue
        contract = _of(fact, fact.day, by_id)
        _check_platform(contract, fact.platform, fact.day)
        _check_fact(fact, contract, by_deal[contract.deal])
        by_title.setdefault((fact.contract, fact.series), []).append(fact)
    titles = [
        Title(
            contract,
            series,
            by_deal[contract.deal],
            sums(by_title.get((name, series), ()), tallies.get((name, series))),
        )
        for name, contract in by_id.items()
        for series in contract.series
    ]
    return titles, {name: sums(told) for name, told in by_pool.items()}


def _of(named: Fact | Tally, day: str, by_id: Mapping[str, Contract]) -> Contract:
    contract = by_id.get(named.contract)
    if contract is None or named.series not in contract.series:
        raise Missing("deals.fact_lost", contract=named.contract, series=named.series, day=day)
    return contract


def _check_platform(contract: Contract, platform: str, day: str) -> None:
    if contract.platforms and platform not in contract.platforms:
        raise Missing(
            "deals.fact_elsewhere", contract=contract.id, platform=platform or "–", day=day
        )


def _check_tally(
    tally: Tally,
    by_id: Mapping[str, Contract],
    by_deal: Mapping[str, Sequence[Reign]],
    without_gap: Mapping[str, Sequence[tuple[str, str]]],
) -> None:
    """Hold a tally to what its facts would be held to."""
    spells = {id(spell): spell for spell in tally.platforms.values()}.values()
    if not spells:
        return
    contract = _of(tally, min(spell[0] for spell in spells), by_id)
    for platform, spell in tally.platforms.items():
        _check_platform(contract, platform, spell[0])
    held = by_deal[contract.deal]
    for spell in spells:
        whole = any(
            first <= spell[0] and spell[-1] <= last
            for first, last in without_gap[contract.deal]
        )
        covered = all(covers(contract.since, contract.until, spell[at]) for at in (0, -1))
        for day in () if whole and covered else spell:
            _check_day(day, contract, held)


def _without_gap(held: Iterable[Reign]) -> list[tuple[str, str]]:
    """The days on which some version holds, as spans."""
    found: list[tuple[str, str]] = []
    for reign in held:
        if found and reign.first == after(found[-1][1]):
            found[-1] = found[-1][0], reign.last
        else:
            found.append((reign.first, reign.last))
    return found


def _check_day(day: str, contract: Contract, held: Sequence[Reign]) -> Reign:
    reign = next((one for one in held if one.first <= day <= one.last), None)
    if reign is None or not covers(contract.since, contract.until, day):
        raise Missing("deals.fact_outside", contract=contract.id, deal=contract.deal, day=day)
    return reign


def _check_fact(fact: Fact, contract: Contract, held: Sequence[Reign]) -> None:
    reign = _check_day(fact.day, contract, held)
    if fact.metric in _MONEY and fact.currency != reign.deal.currency:
        raise Invalid(
            "deals.currency_other",
            found=fact.currency or "–",
            deal=contract.deal,
            currency=reign.deal.currency,
            where=f"{fact.series} {fact.day}",
        )
