"""Versions: which terms hold on a day, as far as they were known at an instant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from piying.ledger.terms.check import history_faults
from piying.ledger.terms.days import MAX_DAY, after, covers
from piying.ledger.terms.faults import Faults
from piying.ledger.terms.plan import Plan
from piying.model.deal import HOUSE, Contract, Deal, Holder, StepKind
from piying.model.errors import Conflict, Missing


@dataclass(frozen=True, slots=True)
class Reign:
    """The days on which one version holds, both inclusive."""

    deal: Deal
    first: str
    last: str
    plan: Plan = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Begin without anything worked out."""
        object.__setattr__(self, "plan", Plan(self.deal))


def version_on(deals: Iterable[Deal], day: str, known_by: str) -> Deal | None:
    """The version that holds on `day`, of those recorded by `known_by`; None: none does.

    Args:
        deals: versions of one deal.
        day: like "2026-11-23".
        known_by: an instant like "2026-11-23T02:00:00Z".

    Raises:
        Invalid: two versions claim one day.
    """
    for reign in reigns(deals, known_by):
        if reign.first <= day <= reign.last:
            return reign.deal
    return None


def reigns(deals: Iterable[Deal], known_by: str) -> list[Reign]:
    """The versions of one deal that were recorded by `known_by`, each with its days, in order.

    Raises:
        Invalid: two versions claim one day.
    """
    known = [deal for deal in deals if deal.recorded <= known_by]
    faults = Faults()
    faults.add(history_faults(known))
    faults.stop()
    by_day = {deal.effective: deal for deal in known if deal.effective}
    begins = sorted(by_day)
    ends = [*(after(day, -1) for day in begins[1:]), MAX_DAY]
    return [
        Reign(by_day[first], first, min(last, by_day[first].until or MAX_DAY))
        for first, last in zip(begins, ends, strict=True)
    ]


def contracts_known(contracts: Iterable[Contract], known_by: str) -> list[Contract]:
    """The last record of each contract by `known_by`, by id.

    Raises:
        Conflict: two records of one contract at one instant say different things, or one puts
            it under another deal than the other.
    """
    latest: dict[str, Contract] = {}
    for contract in contracts:
        if contract.recorded > known_by:
            continue
        other = latest.get(contract.id)
        if other and other.recorded == contract.recorded and other != contract:
            raise Conflict("deals.contract_twice", contract=contract.id, at=contract.recorded)
        if other and other.deal != contract.deal:
            raise Conflict(
                "deals.contract_moved",
                contract=contract.id,
                one=other.deal,
                other=contract.deal,
            )
        if other is None or contract.recorded > other.recorded:
            latest[contract.id] = contract
    return [latest[name] for name in sorted(latest)]


def holder_on(contract: Contract, role: str, day: str) -> str:
    """The party that is `role` of `contract` on `day`.

    Raises:
        Missing: nobody is.
    """
    if role == HOUSE:
        return HOUSE
    for holder in contract.holders:
        if holder.role == role and covers(holder.since, holder.until, day):
            return holder.party
    raise Missing("deals.holder_missing", contract=contract.id, role=role, day=day)


def transfer(
    contract: Contract, deals: Sequence[Deal], giver: str, taker: str, day: str, recorded: str
) -> Contract:
    """`contract` once `giver` has handed it to `taker` on `day`.

    Roles whose part is perpetual stay with whoever holds them: a writer's share goes on.

    Args:
        contract: as it stands.
        deals: the versions of its deal; a role that any of them calls perpetual stays.
        giver: who holds roles on `day`.
        taker: who holds them from then on.
        day: the first day of the new holder.
        recorded: when this is written down.
    """
    stay = {
        part.role
        for deal in deals
        for step in deal.steps
        if step.kind is StepKind.SPLIT
        for part in step.parts
        if part.perpetual
    }
    holders: list[Holder] = []
    for holder in contract.holders:
        goes = holder.party == giver and (not holder.until or holder.until >= day)
        if not goes or holder.role in stay:
            holders.append(holder)
            continue
        if holder.since < day:
            holders.append(replace(holder, until=after(day, -1)))
        holders.append(replace(holder, party=taker, since=max(holder.since, day)))
    return replace(contract, holders=tuple(holders), recorded=recorded)
